import { digestOf } from '../command/fingerprint.ts'
import type { Clock, PullRequest } from '../ports.ts'
import type { Answer } from './answer.ts'
import type { OwnComment } from './conversation.ts'
import { persist } from './persist.ts'

/** The one comment of a job. */
export type Notice = {
  /** Undefined before the first post. */
  readonly comment: () => OwnComment | undefined
  /** Takes over a comment of an earlier attempt. */
  readonly adopt: (comment: OwnComment) => void
  /**
   * Makes the comment show what `render` gives when its turn comes, so that quick changes become one edit and the last
   * one is always written. The answer is a value only when GitHub has confirmed that it shows it. Failures that pass are
   * tried again for so many milliseconds.
   */
  readonly publish: (render: () => string, patienceMs: number) => Promise<Answer<OwnComment>>
  /** The same at once, without keeping a distance to the write before. */
  readonly publishNow: (render: () => string, patienceMs: number) => Promise<Answer<OwnComment>>
  /** The last write failed: the comment shows something older. */
  readonly isBehind: () => boolean
  /** Whether this text ever was the comment's, now or before an edit that not everybody can see yet. */
  readonly wrote: (body: string) => boolean
}

/** What a notice needs. The marker must be this session's alone: by it a comment is found whose posting had no answer. */
export type NoticeSettings = {
  readonly pullRequest: PullRequest
  readonly clock: Clock
  readonly sessionMarker: string
}

const minSpacingMs = 1_000

/** A notice that is not posted yet. */
export function createNotice(settings: NoticeSettings): Notice {
  const { clock } = settings
  let comment: OwnComment | undefined
  let shown: string | undefined
  let isBehind = false
  let lastWriteAt = Number.NEGATIVE_INFINITY
  let turn: Promise<unknown> = Promise.resolve()
  const written = new Set<string>()
  const keyOf = (body: string) => digestOf(body.replaceAll('\r\n', '\n').trimEnd())

  const write = async (
    render: () => string,
    patienceMs: number,
    spacingMs: number,
  ): Promise<Answer<OwnComment>> => {
    if (comment !== undefined && render() === shown) return { kind: 'value', value: comment }
    await clock.sleep(Math.max(0, lastWriteAt + spacingMs - clock.now()))
    const body = render()
    written.add(keyOf(body))
    const known = comment
    const answer =
      known === undefined
        ? await post(settings, body, patienceMs)
        : await persist(clock, () => settings.pullRequest.edit(known, body), patienceMs)
    lastWriteAt = clock.now()
    isBehind = answer.kind === 'failure'
    // What failed may have been done.
    shown = isBehind ? undefined : body
    if (answer.kind === 'value') comment = answer.value
    return answer
  }
  const queue = (step: () => Promise<Answer<OwnComment>>): Promise<Answer<OwnComment>> => {
    const mine = turn.then(step)
    turn = mine
    return mine
  }

  return {
    comment: () => comment,
    adopt: (found) => {
      written.add(keyOf(found.body))
      comment = found
      shown = undefined
    },
    isBehind: () => isBehind,
    wrote: (body) => written.has(keyOf(body)),
    publish: (render, patienceMs) => queue(() => write(render, patienceMs, minSpacingMs)),
    publishNow: (render, patienceMs) => queue(() => write(render, patienceMs, 0)),
  }
}

/** Posting twice makes two comments: after a doubtful failure it is looked for before it is tried again. */
async function post(settings: NoticeSettings, body: string, patienceMs: number): Promise<Answer<OwnComment>> {
  let isDoubtful = false
  const postOnce = async (): Promise<Answer<OwnComment>> => {
    if (isDoubtful) {
      const found = await settings.pullRequest.findOwn(settings.sessionMarker)
      if (found.kind === 'failure') return found
      const [first] = found.value
      if (first !== undefined) return await settings.pullRequest.edit(first, body)
    }
    const posted = await settings.pullRequest.post(body)
    isDoubtful ||= posted.kind === 'failure' && posted.failure.kind === 'unreachable'
    return posted
  }
  return await persist(settings.clock, postOnce, patienceMs)
}
