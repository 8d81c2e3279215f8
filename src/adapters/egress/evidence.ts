import type { NetworkEffect } from '../../sandbox/effect.ts'
import { permits, type Reach } from '../../sandbox/hosts.ts'
import type { Refusal } from './gateway.ts'
import type { Contact } from './wire.ts'

function effect(contact: Contact, reason: string | undefined): NetworkEffect {
  return { kind: 'network', host: contact.host, port: contact.port, certainty: 'recorded', reason }
}

function isDenied(reach: Reach, contact: Contact): boolean {
  return permits({ allow: reach.allow, deny: [] }, contact.host, contact.port)
}

/**
 * What an attempt's contacts amount to outside its grant: each refused connection; a question for a name only where no connection
 * to it followed; and what was granted but not carried, with the reason. Nothing that the grant covers and that went well.
 */
export function networkEffects(
  record: {
    readonly contacts: readonly Contact[]
    readonly more: number
    readonly refusals: readonly Refusal[]
  },
  reach: Reach,
): readonly NetworkEffect[] {
  const connected = new Set(record.contacts.flatMap(({ host, port }) => (port === undefined ? [] : [host])))
  const outside = record.contacts
    .filter(({ host, port }) => !permits(reach, host, port) && (port !== undefined || !connected.has(host)))
    .map((contact) => effect(contact, isDenied(reach, contact) ? 'the policy denies this host' : undefined))
  const refused = record.refusals.map((refusal) => effect(refusal, refusal.reason))
  const effects = [...outside, ...refused]
  const last = effects.at(-1)
  if (record.more === 0 || last === undefined) return effects
  const reason = `${record.more} more attempts followed that are not listed`
  return [
    ...effects.slice(0, -1),
    { ...last, reason: last.reason === undefined ? reason : `${last.reason}; ${reason}` },
  ]
}
