import type { SecretLintRuleContext, SecretLintSourceCode } from '@secretlint/types'
import { GateError } from '../errors.ts'
import type { SecretRule, SecretSpan } from '../text/secret-span.ts'

/**
 * Left out: the rule by which a text could switch the others off (`secretlint-disable`; what is redacted here is an attacker's
 * text and has no say in it), and those that go by a file's name.
 */
const left = ['filter-comments', 'gcp']

/**
 * One of these words is in everything that the rule finds, so that it need not look at most texts; a test holds them to the rules'
 * patterns. A rule that is not named here looks at every text.
 */
const wordsOf: Readonly<Record<string, string>> = {
  '1password': 'ops_ey',
  anthropic: 'sk-ant-api',
  aws: 'a3t akia agpa aida aroa aipa anpa anva asia secret account',
  basicauth: 'http:// https:// ftp:// ftps://',
  cloudflare: 'cfk_ cfut_ cfat_',
  'database-connection-string': 'mongodb mysql postgres',
  databricks: 'dapi',
  docker: 'dckr_pat_',
  figma: 'figd_',
  github: 'ghp_ gho_ ghu_ ghs_ ghr_ github_pat_',
  gitlab: 'glpat-',
  grafana: 'glc_ glsa_',
  groq: 'gsk_',
  'hashicorp-vault': 'hvs. hvb. hvr.',
  huggingface: 'hf_',
  linear: 'lin_api_',
  notion: 'ntn_',
  npm: ':x-oauth-basic@ _authtoken= npm_',
  openai: 'sk-',
  privatekey: '-----begin',
  sendgrid: 'sg.',
  shopify: 'shppa_ shpca_ shpat_ shpss_',
  slack: 'xoxb- xoxp- xapp- xoxa- xoxo- xoxr- hooks.slack.com',
  stripe: 'sk_live_ sk_test_ rk_live_ rk_test_',
  tailscale: 'tskey-',
  vercel: 'vcp_ vci_ vca_ vcr_ vck_',
}

/**
 * secretlint's recommended rules. They run without secretlint's own engine, which is asynchronous and obeys comments in the text.
 * Loaded when first needed. Throws INTERNAL where this Node can't load them (secretlint needs Node 22).
 */
export async function loadSecretlint(): Promise<readonly SecretRule[]> {
  const { rules } = await loadPreset()
  return rules.flatMap((rule) => {
    const name = rule.meta.id.replace(/^.*secretlint-rule-/, '')
    if (left.includes(name)) return []
    const find = (text: string): readonly SecretSpan[] => {
      const found: SecretSpan[] = []
      const context = contextFor((start, end) => found.push({ from: start, start, end, name }))
      const result = rule.create(context, {}).file?.(sourceOf(text))
      if (result instanceof Promise) result.catch(() => {})
      return found
    }
    return [{ words: wordsOf[name]?.split(' ') ?? [], writing: 'any case' as const, find }]
  })
}

async function loadPreset() {
  try {
    return await import('@secretlint/secretlint-rule-preset-recommend')
  } catch (cause) {
    throw new GateError('INTERNAL', `the rules that find secrets could not be loaded: ${String(cause)}`, {
      cause,
      hint: 'Run it with Node 22 or later.',
    })
  }
}

function contextFor(found: (start: number, end: number) => void): SecretLintRuleContext {
  return {
    sharedOptions: {},
    createTranslator: () => (messageId, data) => ({ messageId: String(messageId), message: '', data }),
    report: ({ range: [start, end] }) => found(start, end),
    ignore: () => {},
  }
}

function sourceOf(content: string): SecretLintSourceCode {
  const nowhere = { line: 1, column: 0 }
  return {
    hasBOM: false,
    content,
    filePath: undefined,
    physicalFilePath: undefined,
    contentType: 'text',
    ext: '',
    getFilePath: () => undefined,
    getPhysicalFilePath: () => undefined,
    locationToRange: () => [0, 0],
    rangeToLocation: () => ({ start: nowhere, end: nowhere }),
    positionToIndex: () => 0,
    indexToPosition: () => nowhere,
  }
}
