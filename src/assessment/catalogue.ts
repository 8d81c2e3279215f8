import type { Kind } from './kinds/kind.ts'
import { ordinaryKinds } from './kinds/ordinary.ts'
import { seriousKinds } from './kinds/serious.ts'

/** Every kind of finding there is. Keys are the stable ids that reports and policies may rest on. */
export const catalogue = { ...ordinaryKinds, ...seriousKinds } as const

/** The stable id of a kind of finding. */
export type KindId = keyof typeof catalogue

/** What a kind says. */
export function kindOf(id: KindId): Kind {
  return catalogue[id]
}
