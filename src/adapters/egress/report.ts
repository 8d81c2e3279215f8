import { type Contact, manners, type Report } from './wire.ts'

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function decodeContact(value: unknown): readonly Contact[] {
  if (!isRecord(value)) return []
  const { host, port } = value
  const manner = manners.find((known) => known === value['manner'])
  if (manner === undefined) return []
  if (typeof host !== 'string' || host.length > 1100 || !/^[\x21-\x7e]+$/.test(host)) return []
  if (port === undefined) return [{ host, port: undefined, manner }]
  if (typeof port !== 'number' || !Number.isInteger(port) || port < 0 || port > 65535) return []
  return [{ host, port, manner }]
}

function decodeList<T>(value: unknown, decode: (item: unknown) => readonly T[], limit: number): readonly T[] {
  return Array.isArray(value) ? value.slice(0, limit).flatMap((item: unknown) => decode(item)) : []
}

function decodeNote(value: unknown): readonly string[] {
  return typeof value === 'string' ? [value.slice(0, 200)] : []
}

/**
 * Reads a line of the egress process, which stands closer to hostile traffic than we do: at most `maxContacts` places are
 * taken from it, and what has another shape is undefined.
 */
export function decodeReport(value: unknown, maxContacts: number): Report | undefined {
  if (!isRecord(value)) return undefined
  if (value['kind'] === 'unmapped' || value['kind'] === 'held') return { kind: value['kind'] }
  if (value['kind'] === 'ready') return { kind: 'ready', notes: decodeList(value['notes'], decodeNote, 10) }
  const { kind, attempt, contacts, more } = value
  if (kind === 'begun' && typeof attempt === 'number') return { kind: 'begun', attempt }
  if (kind !== 'ended' || typeof attempt !== 'number' || typeof more !== 'number') return undefined
  return { kind: 'ended', attempt, contacts: decodeList(contacts, decodeContact, maxContacts), more }
}
