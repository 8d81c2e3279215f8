/** Where and how the model is asked. */
export type Service = {
  /** Undefined: OpenAI itself. */
  readonly baseUrl: string | undefined
  readonly key: string
  readonly api: 'responses' | 'chat'
  /** Azure takes the key in a header of its own. */
  readonly azure: boolean
}

/** What was configured. */
export type ServiceSettings = {
  readonly model: string
  readonly apiKey: string | undefined
  readonly baseUrl: string | undefined
  /** The workflow's token; only ever sent to GitHub Models. */
  readonly githubToken: string | undefined
}

const githubModels = 'https://models.github.ai/inference'

/**
 * The service that the settings mean; undefined when there is no key for it. Without key and base URL a model that is named
 * `publisher/model` is asked of GitHub Models with the workflow's token.
 */
export function serviceOf(settings: ServiceSettings): Service | undefined {
  const { apiKey, githubToken } = settings
  const given = settings.baseUrl?.replace(/\/+$/, '')
  const isGithub =
    given === undefined
      ? apiKey === undefined && settings.model.includes('/')
      : /^https:\/\/models\.(?:github\.ai|inference\.ai\.azure\.com)(?:\/|$)/.test(given)
  const key = isGithub ? (apiKey ?? githubToken) : apiKey
  if (key === undefined || key === '') return undefined
  if (isGithub) return { baseUrl: given ?? githubModels, key, api: 'chat', azure: false }
  if (given === undefined) return { baseUrl: undefined, key, api: 'responses', azure: false }
  const azure =
    /^https:\/\/[\w-]+\.(?:openai|cognitiveservices|services\.ai)\.azure\.(?:com|us|cn)(?:\/|$)/.test(given)
  if (given.endsWith('/chat/completions'))
    return { baseUrl: given.slice(0, -'/chat/completions'.length), key, api: 'chat', azure }
  return {
    baseUrl: azure && !given.includes('/openai') ? `${given}/openai/v1` : given,
    key,
    api: 'responses',
    azure,
  }
}
