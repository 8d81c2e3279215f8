import { answerSchema } from '../../assessment/answer.ts'
import type { Prompt } from '../../assessment/prompt.ts'
import type { NoModelReason } from '../../assessment/risk.ts'

/** What a call came to. */
export type Reply =
  | {
      readonly kind: 'answered'
      readonly text: string
      readonly inputTokens: number | undefined
      readonly outputTokens: number | undefined
    }
  | {
      readonly kind: 'failed'
      readonly reason: NoModelReason
      readonly detail: string
      readonly inputTokens?: number | undefined
      readonly outputTokens?: number | undefined
    }

type Client = InstanceType<typeof import('openai').OpenAI>

const maxOutputTokens = 2_000

/** Asks by the Responses API: one message, no tools, nothing stored. Throws what the client library throws. */
export async function askResponses(
  client: Client,
  model: string,
  prompt: Prompt,
  signal: AbortSignal,
): Promise<Reply> {
  const response = await client.responses.create(
    {
      model,
      instructions: prompt.instructions,
      input: prompt.input,
      text: { format: { type: 'json_schema', name: 'risk_assessment', strict: true, schema: answerSchema } },
      store: false,
      max_output_tokens: maxOutputTokens,
    },
    { signal },
  )
  if (!Array.isArray(response.output))
    return { kind: 'failed', reason: 'malformed', detail: 'The model service answered what is no response.' }
  const tokens = { inputTokens: response.usage?.input_tokens, outputTokens: response.usage?.output_tokens }
  const content = response.output.flatMap((item) => (item.type === 'message' ? item.content : []))
  if (content.some((part) => part.type === 'refusal'))
    return { kind: 'failed', reason: 'refused', detail: 'The model refused to answer.', ...tokens }
  if (response.status === 'failed')
    return { kind: 'failed', reason: 'server-error', detail: 'The model service failed.', ...tokens }
  if (response.status !== 'completed')
    return {
      kind: 'failed',
      reason: 'incomplete',
      detail: `The answer ended as ${word(response.status)}: ${word(response.incomplete_details?.reason)}.`,
      ...tokens,
    }
  const text = content.flatMap((part) => (part.type === 'output_text' ? part.text : [])).join('')
  return { kind: 'answered', text, ...tokens }
}

/** The same by chat completions, for services that have nothing else. */
export async function askChat(
  client: Client,
  model: string,
  prompt: Prompt,
  signal: AbortSignal,
): Promise<Reply> {
  const completion = await client.chat.completions.create(
    {
      model,
      messages: [
        { role: 'system', content: prompt.instructions },
        { role: 'user', content: prompt.input },
      ],
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'risk_assessment', strict: true, schema: answerSchema },
      },
    },
    { signal },
  )
  const tokens = {
    inputTokens: completion.usage?.prompt_tokens,
    outputTokens: completion.usage?.completion_tokens,
  }
  const choice = completion.choices?.[0]
  if (typeof choice?.message?.refusal === 'string')
    return { kind: 'failed', reason: 'refused', detail: 'The model refused to answer.', ...tokens }
  if (choice?.finish_reason === 'content_filter')
    return { kind: 'failed', reason: 'refused', detail: 'The answer was filtered.', ...tokens }
  if (choice?.finish_reason !== 'stop')
    return {
      kind: 'failed',
      reason: 'incomplete',
      detail: `The answer ended by ${word(choice?.finish_reason)}.`,
      ...tokens,
    }
  return { kind: 'answered', text: choice.message.content ?? '', ...tokens }
}

/** A word of the service, harmless in a sentence of ours. */
function word(value: unknown): string {
  return typeof value === 'string' && /^[\w-]{1,40}$/.test(value) ? value : 'unknown'
}
