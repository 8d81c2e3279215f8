import type { SecretRule } from './secret-span.ts'

/** What is a secret because of what stands before it: tried wherever one of the words stands, in any case. */
type Context = {
  readonly name: string
  readonly words: readonly string[]
  readonly pattern: RegExp
  /** What stands before the secret when it is in the next line: at the end of a text, from the first of the words. */
  readonly open?: RegExp
}

/**
 * A value that could be a secret: no variable, call, path or placeholder, and letters and digits by turns, as in no identifier.
 * Each step of the looking ahead can be taken in one way only, so no text makes it slow.
 */
const letter = '[^a-z\\s"\'`,;&]{0,80}[a-z]'
const digit = '[^\\d\\s"\'`,;&]{0,80}\\d'
const value = `(?![$<({*%/.]|[a-z]+\\()(?=${letter}${digit}${letter}${digit})[\\w!#$%&*+./:=?@^~-]{12,512}`

const named =
  '(?:password|passwd|passphrase|pwd|secret(?:[_-]?(?:access[_-]?)?key)?|token|[_-]key|apikey|credentials?|_auth)'
const scheme = '(?:basic|token|bearer|digest|apikey)'

/** Every pattern begins at its word and holds the secret as its group, or as two side by side; every repetition is bounded. */
const contexts: readonly Context[] = [
  {
    name: 'secret',
    words: ['passw', 'passp', 'pwd', 'secret', 'token', '_key', '-key', 'apikey', 'credential', '_auth'],
    pattern: new RegExp(
      `${named}(?:\\\\?["']?\\s{0,4}(?:=>|:=|=|:)\\s{0,4}\\\\?["']?|["']\\s{0,4},\\s{0,4}["']|\\s{1,4}["'])(${value})`,
      'diy',
    ),
    open: new RegExp(`${named}\\\\?["']?\\s{0,4}(?:(?:=>|:=|[=:,])\\s{0,4}\\\\?["']?)?$`, 'i'),
  },
  {
    name: 'authorization',
    words: ['authorization', 'bearer'],
    pattern: new RegExp(
      `(?:authorization["']?\\s{0,4}[:=]\\s{0,4}["']?${scheme}|bearer)\\s{1,4}["']?((?=[\\w.~+/=:-]{0,80}\\d)[\\w.~+/=:-]{12,8192})`,
      'diy',
    ),
    open: new RegExp(
      `(?:authorization["']?\\s{0,4}(?:[:=]\\s{0,4}["']?(?:${scheme}\\s{1,4}["']?)?)?|bearer\\s{1,4}["']?)$`,
      'i',
    ),
  },
  {
    name: 'url-password',
    words: ['://'],
    pattern: /:\/\/[^\s:/?#@'"`]{0,256}:((?![$*<{%])[^\s/?#@'"`]{3,512})@/dy,
  },
  {
    name: 'url-token',
    words: ['://'],
    pattern: /:\/\/((?=[\w-]{0,64}\d)[\w-]{20,512})(?::x-oauth-basic)?@/dy,
  },
  {
    name: 'webhook',
    words: ['slack.com/', 'webhook'],
    pattern:
      /(?:slack\.com\/(?:services|workflows|triggers)|webhooks\/\d{10,25}|webhookb2)\/([\w/@-]{20,256})/diy,
  },
  {
    name: 'azure-key',
    words: ['key=', 'sig='],
    pattern: /(?:key=(?=[\w+/]{40,90}={1,2})|sig=)([\w+/%-]{40,128}={0,2})/diy,
  },
  {
    name: 'npm-token',
    words: [':_authtoken', ':_password'],
    pattern: /:_(?:authtoken|password)\s{0,4}=\s{0,4}"?((?!\$)[^\s"]{8,512})/diy,
  },
  {
    name: 'azure-secret',
    words: ['7q~', '8q~'],
    pattern: /(?<=(?<![\w~.-])[\w~.-]{3})[78](Q~[\w~.-]{31,34})/dy,
  },
  { name: 'telegram-token', words: [':aa'], pattern: /(?<=(?<!\d)\d{8,10}):(AA[\w-]{33})(?![\w-])/dy },
  { name: 'terraform-token', words: ['.atlasv1.'], pattern: /\.atlasv1\.([\w-]{60,128})/dy },
  {
    name: 'jwt',
    // In its middle: where it begins, others that don't go on would be looked through again and again.
    words: ['.eyj'],
    pattern: /(?<=(?<![A-Za-z0-9])(eyJ[\w-]{8,4096}))(\.eyJ[\w-]{8,16384}\.[\w-]{8,4096})/dy,
  },
  {
    name: 'private-key',
    words: ['-----begin '],
    pattern:
      /(-----BEGIN (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----BEGIN)[\s\S]){0,16384}?(?:-----END (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----|$))/dy,
  },
]

/** Characters at the end of a text in which what stands before a secret is looked for. */
const openLength = 160

/** Rules for what is a secret by the word before it. */
export const contextRules: readonly SecretRule[] = contexts.map(({ name, words, pattern, open }) => ({
  words,
  writing: 'any case',
  find: (text, positions) =>
    positions.flatMap((position) => {
      pattern.lastIndex = position
      const [, first, last = first] = pattern.exec(text)?.indices ?? []
      if (first === undefined || last === undefined) return []
      return [{ from: Math.min(position, first[0]), start: first[0], end: last[1], name }]
    }),
  ...(open === undefined ? {} : { openFrom: (text) => openFrom(text, open) }),
}))

function openFrom(text: string, open: RegExp): number | undefined {
  const start = Math.max(0, text.length - openLength)
  const index = open.exec(text.slice(start))?.index
  return index === undefined ? undefined : start + index
}
