import { createHash } from 'node:crypto'
import type { Command } from './command.ts'

// Crockford's alphabet: no I, L, O, U, so that an id read aloud or retyped stays the same id.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const idLength = 10

/**
 * The one way to write plain data down: keys in code unit order, absent (undefined) fields left out, no white space.
 * Equal data gives equal text and different data different text. Throws on what JSON can't carry without loss.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`
  if (isPlainRecord(value)) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1))
    return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`
  }
  throw new TypeError(`no canonical form for a value of type ${typeof value}`)
}

function isPlainRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** SHA-256 in hex over the canonical form. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex')
}

/** The first 50 bits of a digest in hex as ten characters of Crockford base32. */
export function requestIdOf(digest: string): string {
  const bits = BigInt(`0x${digest.slice(0, 16)}`) >> 14n
  return Array.from({ length: idLength }, (_, position) => {
    const digit = (bits >> BigInt(5 * (idLength - 1 - position))) & 31n
    return alphabet.charAt(Number(digit))
  }).join('')
}

/** An id as people read it: `7K3QM-9XD2F`. */
export function showRequestId(id: string): string {
  return `${id.slice(0, 5)}-${id.slice(5)}`
}

/**
 * The id that a person wrote, or undefined when the word can't be one. Case and hyphens don't matter; I and L are 1, O
 * is 0, as Crockford has it. Never a part of an id: all ten characters or nothing.
 */
export function parseRequestId(word: string): string | undefined {
  if (!/^[0-9A-Za-z]+(-[0-9A-Za-z]+)*$/.test(word)) return undefined
  const id = word.replaceAll('-', '').toUpperCase().replaceAll(/[IL]/g, '1').replaceAll('O', '0')
  return id.length === idLength && [...id].every((character) => alphabet.includes(character)) ? id : undefined
}

/** What of a command decides what it does. Two commands that agree in all of it are the same command. */
export function commandFacts(command: Command): Readonly<Record<string, unknown>> {
  return {
    run: command.run,
    shell: command.shell,
    workingDirectory: command.workingDirectory,
    env: command.env,
    timeoutMs: command.timeoutMs,
    permissions: command.permissions,
  }
}
