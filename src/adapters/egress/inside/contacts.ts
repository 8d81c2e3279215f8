import type { Contact } from '../wire.ts'

/** What one attempt tried to reach, in the order of first sight, each place once. */
export type Contacts = {
  readonly add: (contact: Contact) => void
  /** All so far, and how many did not fit; starts over. */
  readonly take: () => { readonly contacts: readonly Contact[]; readonly more: number }
}

/**
 * Keeps at most `limit` places: a command that scans the world costs no more memory than that. Those that are granted never take the
 * room of others, or a command could ask for a thousand of them and then go unseen where it may not.
 */
export function createContacts(limit: number, isGranted: (contact: Contact) => boolean): Contacts {
  let granted = new Map<string, Contact>()
  let others = new Map<string, Contact>()
  let more = 0
  return {
    add: (contact) => {
      const key = `${contact.host} ${contact.port ?? ''} ${contact.manner}`
      const isOther = !isGranted(contact)
      const seen = isOther ? others : granted
      if (seen.has(key)) return
      if (seen.size < limit) seen.set(key, contact)
      else if (isOther) more += 1
    },
    take: () => {
      const taken = { contacts: [...others.values(), ...granted.values()].slice(0, limit), more }
      granted = new Map()
      others = new Map()
      more = 0
      return taken
    },
  }
}
