/** The seed's three levels, in rising order. */
export const riskLevels = ['low', 'medium', 'high'] as const

/** One of the seed's three levels. */
export type RiskLevel = (typeof riskLevels)[number]

/** The seed's seven categories. */
export const riskCategories = [
  'data_deletion',
  'data_exfiltration',
  'privilege_escalation',
  'system_modification',
  'network_access',
  'resource_exhaustion',
  'compliance',
] as const

/** One of the seed's seven categories. */
export type RiskCategory = (typeof riskCategories)[number]

/** One reason for the level. `id` is stable across releases. */
export type Finding = {
  readonly id: string
  readonly level: RiskLevel
  readonly categories: readonly RiskCategory[]
  /** One plain sentence of our own words; text of the command appears only in `evidence`. */
  readonly sentence: string
  /** The words it rests on, as they stand in the command, or the path or host. Untrusted text. */
  readonly evidence: string
  /** Offsets into the command's text, in UTF-16 code units; undefined where it rests on an effect. */
  readonly range: { readonly start: number; readonly end: number } | undefined
}

/** Why the model gave no assessment. */
export type NoModelReason =
  | 'disabled'
  | 'no-key'
  | 'timed-out'
  | 'unreachable'
  | 'refused'
  | 'incomplete'
  | 'malformed'
  | 'unauthorized'
  | 'rate-limited'
  | 'server-error'

/** What the model call came to, whatever its ending. */
export type ModelCall = {
  readonly model: string
  readonly latencyMs: number
  readonly inputTokens: number | undefined
  readonly outputTokens: number | undefined
  /** Undefined when the model answered in form. */
  readonly failure: { readonly reason: NoModelReason; readonly detail: string } | undefined
}

/** What a reviewer is told about the danger of one command. The level is the higher of the two sources. */
export type RiskAssessment = {
  readonly kind: 'assessed'
  /** At most two sentences. From the model it is untrusted text. */
  readonly description: string
  readonly riskLevel: RiskLevel
  readonly riskCategories: readonly RiskCategory[]
  /** Whose level and words are shown. */
  readonly source: 'static' | 'model'
  readonly findings: readonly Finding[]
  readonly model: ModelCall | undefined
}

/** `assessment: off`: the request is shown without one, as the seed does. */
export type NoAssessment = { readonly kind: 'none'; readonly reason: 'off' }

/** Either an assessment or the word that none was wanted. */
export type Assessment = RiskAssessment | NoAssessment
