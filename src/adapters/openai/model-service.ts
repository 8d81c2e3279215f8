import { APIConnectionError, APIError, APIUserAbortError, OpenAI } from 'openai'
import type { Prompt } from '../../assessment/prompt.ts'
import type { NoModelReason } from '../../assessment/risk.ts'
import type { Service } from '../../assessment/service.ts'
import { askChat, askResponses, type Reply } from './ask.ts'

/** Asks the service once. Never throws: why there is no answer is told in our own words, for what the service says may echo keys. */
export async function askService(
  service: Service,
  model: string,
  prompt: Prompt,
  signal: AbortSignal,
): Promise<Reply> {
  try {
    const client = new OpenAI({
      apiKey: service.key,
      baseURL: service.baseUrl ?? 'https://api.openai.com/v1',
      maxRetries: 0,
      organization: null,
      project: null,
      logLevel: 'off',
      ...(service.azure ? { defaultHeaders: { 'api-key': service.key } } : {}),
    })
    return service.api === 'responses'
      ? await askResponses(client, model, prompt, signal)
      : await askChat(client, model, prompt, signal)
  } catch (error) {
    return failed(error, signal)
  }
}

function failed(error: unknown, signal: AbortSignal): Reply {
  if (signal.aborted || error instanceof APIUserAbortError)
    return { kind: 'failed', reason: 'timed-out', detail: 'The call was cut off.' }
  if (error instanceof APIConnectionError)
    return { kind: 'failed', reason: 'unreachable', detail: 'No connection to the model service.' }
  if (error instanceof APIError && typeof error.status === 'number')
    return {
      kind: 'failed',
      reason: reasonOf(error.status),
      detail: `The model service answered HTTP ${error.status}.`,
    }
  if (error instanceof SyntaxError)
    return { kind: 'failed', reason: 'malformed', detail: 'The model service answered what is no JSON.' }
  return { kind: 'failed', reason: 'malformed', detail: 'The answer of the model service could not be read.' }
}

function reasonOf(status: number): NoModelReason {
  if (status === 401 || status === 403) return 'unauthorized'
  if (status === 429) return 'rate-limited'
  if (status === 408 || status === 504) return 'timed-out'
  return 'server-error'
}
