import type { RequestRecord } from './marker.ts'

/** What an earlier attempt of this run left: requests whose replies still count, and since when. */
export type Legacy = { readonly open: readonly RequestRecord[]; readonly openedAt: number }

/** Nothing was left. */
export const noLegacy: Legacy = { open: [], openedAt: 0 }
