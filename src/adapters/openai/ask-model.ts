import { randomBytes } from 'node:crypto'
import { combine, decodeAnswer } from '../../assessment/answer.ts'
import { buildPrompt } from '../../assessment/prompt.ts'
import type { ModelCall, RiskAssessment } from '../../assessment/risk.ts'
import { serviceOf } from '../../assessment/service.ts'
import type { AssessmentSubject } from '../../assessment/subject.ts'
import type { AssessmentSettings } from '../../policy/policy.ts'
import type { Reply } from './ask.ts'
import type { AssessorOptions } from './assessor.ts'

type ModelSettings = Extract<AssessmentSettings, { kind: 'model' }>

/** What the model makes of what was assessed statically; that alone, with the reason, where it gives no answer in time. Never throws. */
export async function askModel(
  subject: AssessmentSubject,
  assessed: RiskAssessment,
  settings: ModelSettings,
  options: AssessorOptions,
): Promise<RiskAssessment> {
  const now = options.now ?? (() => performance.now())
  const started = now()
  const service = serviceOf({
    model: settings.model,
    apiKey: options.apiKey,
    baseUrl: options.baseUrl,
    githubToken: options.githubToken,
  })
  const reply: Reply =
    service === undefined
      ? { kind: 'failed', reason: 'no-key', detail: 'No API key was given for the model.' }
      : await withDeadline(settings.timeoutMs, async (signal) => {
          const prompt = await buildPrompt(subject, assessed, {
            boundary: `evidence-${randomBytes(16).toString('hex')}`,
            redact: options.redact,
          })
          // Its library is large, and newer than the oldest Node that the rest runs on.
          const asker = await import('./model-service.ts').catch(() => undefined)
          return asker === undefined
            ? { kind: 'failed', reason: 'unreachable', detail: 'The client library needs a newer Node.' }
            : await asker.askService(service, settings.model, prompt, signal)
        })
  const said = reply.kind === 'answered' ? decodeAnswer(reply.text) : undefined
  const call: ModelCall = {
    model: settings.model,
    latencyMs: Math.round(now() - started),
    inputTokens: reply.inputTokens,
    outputTokens: reply.outputTokens,
    failure: failureOf(reply, said !== undefined),
  }
  return combine(assessed, said, call)
}

function failureOf(reply: Reply, decoded: boolean): ModelCall['failure'] {
  if (reply.kind === 'failed') return { reason: reply.reason, detail: reply.detail }
  return decoded
    ? undefined
    : { reason: 'malformed', detail: 'The answer was not the JSON that the schema asks for.' }
}

const notAsked: Reply = {
  kind: 'failed',
  reason: 'malformed',
  detail: 'The question for the model could not be put together.',
}

/** Ends after so many milliseconds whatever the work does with the signal. */
async function withDeadline(ms: number, work: (signal: AbortSignal) => Promise<Reply>): Promise<Reply> {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<Reply>((resolve) => {
    timer = setTimeout(() => {
      resolve({ kind: 'failed', reason: 'timed-out', detail: `No answer within ${ms} ms.` })
      controller.abort()
    }, ms)
  })
  try {
    return await Promise.race([deadline, work(controller.signal).catch(() => notAsked)])
  } finally {
    clearTimeout(timer)
    controller.abort()
  }
}
