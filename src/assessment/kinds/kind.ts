import type { RiskCategory, RiskLevel } from '../risk.ts'

/** What a finding of one kind says, whatever command it was found in. */
export type Kind = {
  readonly level: RiskLevel
  readonly categories: readonly RiskCategory[]
  /** One plain sentence; stands alone in front of a reviewer. */
  readonly sentence: string
}
