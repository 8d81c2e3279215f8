import { digestOf } from '../../assessment/digest.ts'
import type { Assessment } from '../../assessment/risk.ts'
import type { AssessmentSubject } from '../../assessment/subject.ts'
import type { AssessmentSettings } from '../../policy/policy.ts'
import type { Assessor } from '../../ports.ts'

/** What the assessor is given. */
export type AssessorOptions = {
  readonly settings: AssessmentSettings
  readonly apiKey: string | undefined
  /** Any compatible service: OpenAI (undefined), Azure, a gateway. One that ends in `/chat/completions` is spoken to so. */
  readonly baseUrl: string | undefined
  /** The workflow's token, for GitHub Models; used when there is no key and the model is named `publisher/model`. */
  readonly githubToken?: string | undefined
  /** The one redaction function; nothing reaches the model without it. */
  readonly redact: (text: string) => string | Promise<string>
  /** Milliseconds, rising; a test may set its own. */
  readonly now?: () => number
}

/** An assessor that remembers what it assessed for as long as it lives. Never throws; a failing model is a recorded reason. */
export function createAssessor(options: AssessorOptions): Assessor {
  const remembered = new Map<string, Promise<Assessment>>()
  return {
    assess: (subject) => {
      const key = digestOf(subject)
      const known = remembered.get(key)
      if (known !== undefined) return known
      const assessment = assess(subject, options)
      remembered.set(key, assessment)
      return assessment
    },
  }
}

async function assess(subject: AssessmentSubject, options: AssessorOptions): Promise<Assessment> {
  const { settings } = options
  if (settings.kind === 'off') return { kind: 'none', reason: 'off' }
  // Its tables are large, and most runs ask nobody anything.
  const { assessStatically } = await import('../../assessment/static.ts')
  const assessed = assessStatically(subject)
  if (settings.kind === 'static') return assessed
  const { askModel } = await import('./ask-model.ts')
  return await askModel(subject, assessed, settings, options)
}
