import type { SecretShape } from './secret-shapes.ts'

const pemLabel = '(?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----'

/** What names a secret in assignments, options and headers. */
const secretName =
  '(?:[A-Za-z0-9]{0,40}[_.-]){0,4}(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key|auth[_-]?key|client[_-]?secret|credentials?|_auth)'

/** A value that could be one: no variable, call, path, placeholder or type. */
const secretValue = '(?![$<({*%/.]|[a-z]+\\()(?=[^\\s"\'`,;&]*\\d)(?=[^\\s"\'`,;&]*[A-Za-z])'

/** Everything that is a secret because of what stands before it. */
export const contextShapes: readonly SecretShape[] = [
  {
    name: 'private-key',
    hints: ['private key'],
    pattern: new RegExp(
      `-----BEGIN ${pemLabel}(?:(?!-----BEGIN)[\\s\\S]){0,16384}?(?:-----END ${pemLabel}|$)`,
      'dg',
    ),
  },
  {
    name: 'authorization',
    hints: ['authorization', 'bearer'],
    pattern:
      /\b(?:authorization["']?\s{0,4}[:=]\s{0,4}["']?(?:basic|token|bearer|digest|apikey)|bearer)\s{1,4}["']?((?=[\w.~+/=:-]{0,40}\d)[\w.~+/=:-]{12,8192})/dgi,
  },
  {
    name: 'url-password',
    hints: ['://'],
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/?#@'"`]{0,256}:((?![$*<{%])[^\s/?#@'"`]{3,512})@/dgi,
  },
  {
    name: 'url-token',
    hints: ['://'],
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/((?=[\w-]{0,64}\d)[\w-]{20,512})(?::x-oauth-basic)?@/dgi,
  },
  {
    name: 'webhook',
    hints: ['hooks.slack.com', 'discord', 'webhook.office.com'],
    pattern:
      /(?:hooks\.slack\.com\/(?:services|workflows|triggers)|discord(?:app)?\.com\/api\/webhooks\/\d{10,25}|webhook\.office\.com\/webhookb2)\/([\w/@-]{20,256})/dgi,
  },
  {
    name: 'azure-key',
    hints: ['accountkey=', 'sharedaccesskey=', 'sig='],
    pattern: /(?:AccountKey=|SharedAccessKey=|[?&]sig=)([\w+/%-]{40,128}={0,2})/dgi,
  },
  {
    name: 'npm-token',
    hints: ['_authtoken', '_password'],
    pattern: /:_(?:authToken|password)\s{0,4}=\s{0,4}"?((?!\$)[^\s"]{8,512})/dg,
  },
  {
    name: 'secret',
    hints: ['passw', 'pwd', 'passphrase', 'secret', 'token', 'key', 'credential', '_auth'],
    pattern: new RegExp(
      `(?<![A-Za-z0-9])${secretName}(?:["']?\\s{0,4}(?:=|:|=>|:=)\\s{0,4}|["']?,\\s{0,4}["']|\\s{1,4}(?=["']))["']?(${secretValue}[\\w!#$%&*+./:=?@^~-]{12,512})`,
      'dgi',
    ),
  },
]
