import { Buffer } from 'node:buffer'

/** A value shorter than this has no encoded forms: they would be too short to be told from ordinary text. */
const shortestEncoded = 8

/**
 * The spellings in which a secret turns up: as it is, trimmed of quotes, each long line of it, JSON, URL, XML, hex, and base64 at
 * its three shifts (in both alphabets). Longest first, without doubles, none shorter than four characters.
 */
export function formsOf(value: string): readonly string[] {
  const lines = value.split(/\r\n|\r|\n/).map((line) => line.trim())
  const plain = [value, value.trim(), value.replace(/^["']|["']$/g, ''), ...lines]
  const forms = plain.flatMap((text) => [text, ...(text.length < shortestEncoded ? [] : encodings(text))])
  return [...new Set(forms)].filter((form) => form.length >= 4).sort((a, b) => b.length - a.length)
}

function encodings(text: string): readonly string[] {
  const bytes = Buffer.from(text)
  const json = JSON.stringify(text).slice(1, -1)
  const url = encodeUrl(text)
  const hex = bytes.toString('hex')
  const shifts = [0, 1, 2].map((shift) => base64At(bytes, shift))
  return [
    json,
    JSON.stringify(json).slice(1, -1),
    goJson(json),
    url,
    url.replaceAll('%20', '+'),
    encodeUrl(url),
    xml(text),
    hex,
    hex.toUpperCase(),
    ...shifts,
    ...shifts.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
  ]
}

function encodeUrl(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

/** Go escapes these in JSON by default. */
function goJson(json: string): string {
  return json.replace(/[&<>]/g, (found) => `\\u00${found.charCodeAt(0).toString(16)}`)
}

function xml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** The part of the base64 text that depends on these bytes alone, when so many unknown bytes stand before them. */
function base64At(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
  const start = [0, 2, 3][shift] ?? 0
  const extra = (shift + bytes.length) % 3
  return text.slice(start, text.replace(/=+$/, '').length - (extra === 0 ? 0 : 1))
}
