import type { Answer } from './answer.ts'
import type { Desk } from './desk.ts'
import { type Legacy, noLegacy } from './legacy.ts'
import { parseRecord, type RequestRecord, runMarker } from './marker.ts'
import { persist } from './persist.ts'

/**
 * Finds the comment of an earlier attempt and goes on with it, so that a re-run makes no second one. Its record counts
 * only where this account alone wrote it; requests in any doubt are not taken over, and so are asked anew. A failure when
 * nobody can tell whether there is such a comment.
 */
export async function recover(desk: Desk): Promise<Answer<Legacy>> {
  const { settings, notice } = desk
  if (settings.context.runAttempt <= 1) return taken(noLegacy)
  const marker = runMarker(settings.context)
  const found = await persist(settings.clock, () => settings.pullRequest.findOwn(marker), settings.timeoutMs)
  if (found.kind === 'failure') return found
  const comment = found.value.find(({ foreignEdit }) => !foreignEdit)
  if (comment === undefined) {
    if (found.value.length > 0)
      note(desk, 'Somebody edited the comment of the earlier attempt; all is asked anew.')
    return taken(noLegacy)
  }
  notice.adopt(comment)
  if (settings.reuseApprovals === 'never') return taken(noLegacy)
  const spent = new Set(found.value.flatMap(({ body }) => recordsIn(body, ['used', 'over'])).map(nonceOf))
  const open = recordsIn(comment.body, ['open']).filter((record) => !spent.has(nonceOf(record)))
  return taken({ open, openedAt: comment.createdAt })
}

// A post whose answer was lost can have left a second comment, which shows as open what the other shows as used.
function recordsIn(body: string, states: readonly RequestRecord['state'][]): readonly RequestRecord[] {
  return (parseRecord(body)?.requests ?? []).filter(({ state }) => states.includes(state))
}

function nonceOf({ nonce }: RequestRecord): string {
  return nonce
}

function taken(legacy: Legacy): Answer<Legacy> {
  return { kind: 'value', value: legacy }
}

function note(desk: Desk, message: string): void {
  desk.settings.journal.record({ kind: 'note', level: 'warning', message })
}
