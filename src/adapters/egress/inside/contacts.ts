import type { Contact } from '../wire.ts'

/** What one attempt tried to reach, in the order of first sight, each place once. */
export type Contacts = {
  readonly add: (contact: Contact) => void
  /** All so far, and how many did not fit; starts over. */
  readonly take: () => { readonly contacts: readonly Contact[]; readonly more: number }
}

/** Keeps at most `limit` places: a command that scans the world costs no more memory than that. */
export function createContacts(limit: number): Contacts {
  let seen = new Map<string, Contact>()
  let more = 0
  return {
    add: (contact) => {
      const key = `${contact.host} ${contact.port ?? ''} ${contact.manner}`
      if (seen.has(key)) return
      if (seen.size >= limit) more += 1
      else seen.set(key, contact)
    },
    take: () => {
      const taken = { contacts: [...seen.values()], more }
      seen = new Map()
      more = 0
      return taken
    },
  }
}
