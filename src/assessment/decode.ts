import { gunzipSync, inflateSync } from 'node:zlib'

/** Largest text that decoding may yield, in bytes: a small archive can hold a very large one. */
const maxOutputLength = 65_536

/** What a decoding program would print for this text; undefined when it can't be told. Bytes are kept as Latin-1. */
export function decodeText(program: string, text: string): string | undefined {
  try {
    return decode(program, text.slice(0, maxOutputLength))
  } catch {
    return undefined
  }
}

function decode(program: string, text: string): string | undefined {
  switch (program) {
    case 'base64':
    case 'gbase64':
    case 'b64decode':
    case 'basenc':
    case 'openssl':
      return Buffer.from(text.replace(/\s+/g, ''), 'base64').toString('latin1')
    case 'hex':
      return Buffer.from(text.replace(/\s+/g, ''), 'hex').toString('latin1')
    case 'rev':
      return text
        .split('\n')
        .map((line) => Array.from(line).reverse().join(''))
        .join('\n')
    case 'gunzip':
    case 'gzip':
    case 'zcat':
      return gunzipSync(Buffer.from(text, 'latin1'), { maxOutputLength }).toString('latin1')
    case 'pigz':
    case 'zlib-flate':
      return inflateSync(Buffer.from(text, 'latin1'), { maxOutputLength }).toString('latin1')
    default:
      return undefined
  }
}
