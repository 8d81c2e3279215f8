import { Buffer } from 'node:buffer'
import { characterClass, findRuns } from './runs.ts'
import type { SecretFinder, SecretSpan } from './secret-span.ts'

/** Shorter runs hold no secret. */
const shortestRun = 24
/** Of base64 in both its alphabets, and so of hex, without padding. */
const base64Codes = characterClass(/[A-Za-z0-9+/_-]/)
/** Characters of a run that are decoded to see whether it is text at all. A multiple of 4. */
const sample = 24

/** Finds what this finder finds in base64, hex and URL encoded parts; the whole part is then the secret. */
export function createEncodedFinder(find: SecretFinder): SecretFinder {
  const nameIn = (decoded: string) => find(decoded).at(0)?.name
  return (text) => {
    const found: SecretSpan[] = []
    for (const { start, end } of findRuns(text, base64Codes, shortestRun)) {
      const decoded = decodeRun(text.slice(start, end))
      const name = decoded === undefined ? undefined : nameIn(decoded)
      if (name !== undefined) found.push({ from: start, start, end, name })
    }
    if (text.includes('%')) found.push(...percentEncoded(text, nameIn))
    return found
  }
}

/** Whether a part of the text is another text in base64 or hex. */
export function holdsEncodedText(text: string): boolean {
  return findRuns(text, base64Codes, shortestRun).some(
    ({ start, end }) => decodeRun(text.slice(start, end)) !== undefined,
  )
}

/**
 * The text that the run stands for in hex or base64, or undefined when it stands for none. In base64 of a text every fourth
 * character is one of a few, because a text has no bytes over 127 and few under 32: most runs are told from one at once.
 */
function decodeRun(run: string): string | undefined {
  // One digit more where the text goes on.
  const encoding = /^[0-9a-fA-F]+$/.test(run) ? 'hex' : 'base64'
  if (encoding === 'base64' && !/^[CDI-Za-f]...[CDI-Za-f]...[CDI-Za-f]/.test(run)) return undefined
  if (!isText(Buffer.from(run.slice(0, sample), encoding).toString('latin1'))) return undefined
  return Buffer.from(run, encoding).toString('latin1')
}

function percentEncoded(text: string, nameIn: (text: string) => string | undefined): readonly SecretSpan[] {
  return Array.from(text.matchAll(/(?:[\w.~*!'()-]|%[0-9a-fA-F]{2}){16,65536}/g)).flatMap((match) => {
    const [whole] = match
    if (!whole.includes('%')) return []
    const decoded = whole.replace(/%(..)/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    const name = nameIn(decoded)
    return name === undefined
      ? []
      : [{ from: match.index, start: match.index, end: match.index + whole.length, name }]
  })
}

function isText(decoded: string): boolean {
  return /^[\t\n\r\x20-\x7e]{8,}$/.test(decoded)
}
