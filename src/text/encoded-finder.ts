import { Buffer } from 'node:buffer'
import type { SecretFinder, SecretSpan } from './secret-span.ts'

/** A run of characters that may be an encoded text. */
type Run = { readonly start: number; readonly text: string }

/** Shorter runs hold no secret. */
const shortestRun = 24
/** Characters of a run that are decoded to see whether it is text at all. A multiple of 4. */
const sample = 24

/** Finds what these finders find in base64, hex and URL encoded parts; the whole part is then the secret. */
export function createEncodedFinder(finders: readonly SecretFinder[]): SecretFinder {
  const nameIn = (decoded: string) => finders.flatMap((find) => find(decoded)).at(0)?.name
  return (text) => {
    const found: SecretSpan[] = []
    for (const run of runsOf(text)) {
      const decoded = decodeRun(run.text)
      const name = decoded === undefined ? undefined : nameIn(decoded)
      if (name !== undefined)
        found.push({ from: run.start, start: run.start, end: run.start + run.text.length, name })
    }
    if (text.includes('%')) found.push(...percentEncoded(text, nameIn))
    return found
  }
}

/** The text that the run stands for in hex or base64, or undefined when it stands for none. */
function decodeRun(run: string): string | undefined {
  const encoding = /^(?:[0-9a-fA-F]{2})+$/.test(run) ? 'hex' : 'base64'
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

/** Of base64 in both its alphabets, without padding. A loop, because this looks at every character of every log. */
function runsOf(text: string): readonly Run[] {
  const runs: Run[] = []
  let start = 0
  for (let position = 0; position <= text.length; position += 1) {
    const code = position < text.length ? text.charCodeAt(position) : 0
    if (code < 128 && inRun[code] === 1) continue
    if (position - start >= shortestRun) runs.push({ start, text: text.slice(start, position) })
    start = position + 1
  }
  return runs
}

const inRun = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z0-9+/_-]/.test(String.fromCharCode(code)) ? 1 : 0,
)
