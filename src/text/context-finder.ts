import type { SecretSpan } from './secret-span.ts'

/** What is a secret because of what stands before it: tried wherever one of the words (lower case) stands. */
type Context = { readonly name: string; readonly words: readonly string[]; readonly pattern: RegExp }

/**
 * A value that could be a secret: no variable, call, path or placeholder, and letters and digits by turns, as in no identifier.
 * Each step of the looking ahead can be taken in one way only, so no text makes it slow.
 */
const letter = '[^a-z\\s"\'`,;&]{0,80}[a-z]'
const digit = '[^\\d\\s"\'`,;&]{0,80}\\d'
const value = `(?![$<({*%/.]|[a-z]+\\()(?=${letter}${digit}${letter}${digit})[\\w!#$%&*+./:=?@^~-]{12,512}`

/** Every pattern begins at its word and holds the secret as its only group; every repetition is bounded. */
const contexts: readonly Context[] = [
  {
    name: 'secret',
    words: ['passw', 'passp', 'pwd', 'secret', 'token', '_key', '-key', 'apikey', 'credential', '_auth'],
    pattern: new RegExp(
      `(?:password|passwd|passphrase|pwd|secret(?:[_-]?(?:access[_-]?)?key)?|token|[_-]key|apikey|credentials?|_auth)(?:\\\\?["']?\\s{0,4}(?:=>|:=|=|:)\\s{0,4}\\\\?["']?|["']\\s{0,4},\\s{0,4}["']|\\s{1,4}["'])(${value})`,
      'diy',
    ),
  },
  {
    name: 'authorization',
    words: ['authorization', 'bearer'],
    pattern:
      /(?:authorization["']?\s{0,4}[:=]\s{0,4}["']?(?:basic|token|bearer|digest|apikey)|bearer)\s{1,4}["']?((?=[\w.~+/=:-]{0,80}\d)[\w.~+/=:-]{12,8192})/diy,
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
    words: [':_'],
    pattern: /:_(?:authtoken|password)\s{0,4}=\s{0,4}"?((?!\$)[^\s"]{8,512})/diy,
  },
  {
    name: 'azure-secret',
    words: ['q~'],
    pattern: /(?<=(?<![\w~.-])[\w~.-]{3}[78])(Q~[\w~.-]{31,34})/dy,
  },
  { name: 'telegram-token', words: [':aa'], pattern: /(?<=(?<!\d)\d{8,10}):(AA[\w-]{33})(?![\w-])/dy },
  { name: 'terraform-token', words: ['.atlasv1.'], pattern: /\.atlasv1\.([\w-]{60,128})/dy },
  {
    name: 'private-key',
    words: ['-----begin '],
    pattern:
      /(-----BEGIN (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----BEGIN)[\s\S]){0,16384}?(?:-----END (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----|$))/dy,
  },
]

/** Finds secrets by the word before them. */
export function findInContext(text: string): readonly SecretSpan[] {
  const lower = lowerCase(text)
  return contexts.flatMap((context) => context.words.flatMap((word) => spansAt(word, context, text, lower)))
}

function spansAt(
  word: string,
  { name, pattern }: Context,
  text: string,
  lower: string,
): readonly SecretSpan[] {
  const found: SecretSpan[] = []
  for (let position = lower.indexOf(word); position !== -1; position = lower.indexOf(word, position + 1)) {
    pattern.lastIndex = position
    const range = pattern.exec(text)?.indices?.[1]
    if (range !== undefined) found.push({ from: position, start: range[0], end: range[1], name })
  }
  return found
}

/** Lower case with every character at its place; a few characters outside ASCII change their length otherwise. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase()
  return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (part) => part.toLowerCase())
}
