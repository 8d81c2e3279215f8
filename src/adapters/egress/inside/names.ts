/** Which of our addresses stands for which name. */
export type Names = {
  /** The address of a name, the same one until `clear`; undefined when there is no room for another name. */
  readonly addressOf: (name: string) => string | undefined
  /** The name behind an address; the address itself where it is none of ours. */
  readonly hostOf: (address: string) => string
  readonly clear: () => void
}

/** Hands out one address of 198.18.0.0/15 for each name, at most `limit`, so that a connection tells the name it is for. */
export function createNames(limit: number): Names {
  const addresses = new Map<string, string>()
  const hosts = new Map<string, string>()
  return {
    addressOf: (name) => {
      const known = addresses.get(name)
      if (known !== undefined) return known
      if (addresses.size >= limit) return undefined
      // From 198.18.1.0 on: the wire itself has addresses below.
      const index = addresses.size + 256
      const address = `198.${18 + (index >> 16)}.${(index >> 8) & 0xff}.${index & 0xff}`
      addresses.set(name, address)
      hosts.set(address, name)
      return address
    },
    hostOf: (address) => hosts.get(address) ?? address,
    clear: () => {
      addresses.clear()
      hosts.clear()
    },
  }
}
