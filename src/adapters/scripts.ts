import type { Scripts } from '../ports.ts'
/** PLACEHOLDER by lead until `assess` writes the real one: overwrite this file. */
export function createScripts(_options: { readonly workspace: string }): Scripts {
  return { follow: async () => [] }
}
