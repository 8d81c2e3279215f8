import type { NetworkEffect } from '../../sandbox/effect.ts'
import { permits, type Reach } from '../../sandbox/hosts.ts'
import type { Refusal } from './gateway.ts'
import type { Contact } from './wire.ts'

const neverCarried: Readonly<Record<Contact['manner'], string | undefined>> = {
  question: undefined,
  tcp: undefined,
  udp: 'sent by UDP, which is never carried',
  other: 'sent by a protocol that is never carried',
}

/** Why no grant would have helped, or undefined where one would. */
function reasonFor(contact: Contact, reach: Reach): string | undefined {
  const isAllowed = permits({ allow: reach.allow, deny: [] }, contact.host, contact.port)
  const isDenied = isAllowed && !permits(reach, contact.host, contact.port)
  return isDenied ? 'the policy denies this host' : neverCarried[contact.manner]
}

function isOutside(contact: Contact, reach: Reach): boolean {
  return neverCarried[contact.manner] !== undefined || !permits(reach, contact.host, contact.port)
}

/** One contact for each place: a connection stands for the datagrams and the question beside it. */
function strongest(contacts: readonly Contact[]): readonly Contact[] {
  const connected = new Set(contacts.flatMap(({ host, manner }) => (manner === 'question' ? [] : host)))
  const byTcp = new Set(contacts.flatMap((contact) => (contact.manner === 'tcp' ? placeOf(contact) : [])))
  return contacts.filter((contact) => {
    if (contact.manner === 'question') return !connected.has(contact.host)
    return contact.manner === 'tcp' || !byTcp.has(placeOf(contact))
  })
}

function placeOf({ host, port }: { readonly host: string; readonly port: number | undefined }): string {
  return `${host} ${port ?? ''}`
}

/**
 * What an attempt's contacts amount to outside its grant: each refused connection; a question for a name only where nothing was sent
 * to it afterwards; what is never carried; and what was granted but not carried. A reason says that granting the host
 * would not help. Nothing that the grant covers and that went well.
 */
export function networkEffects(
  record: {
    readonly contacts: readonly Contact[]
    readonly more: number
    readonly refusals: readonly Refusal[]
  },
  reach: Reach,
): readonly NetworkEffect[] {
  const outside = strongest(record.contacts)
    .filter((contact) => isOutside(contact, reach))
    .map((contact) => ({ ...contact, reason: reasonFor(contact, reach) }))
  const effects = [...outside, ...record.refusals].map(
    ({ host, port, reason }): NetworkEffect => ({
      kind: 'network',
      host,
      port,
      certainty: 'recorded',
      reason,
    }),
  )
  const reason = `${record.more} more attempts followed that are not listed`
  const others = { kind: 'network', host: 'others', port: undefined, certainty: 'recorded', reason } as const
  return record.more === 0 ? effects : [...effects, others]
}
