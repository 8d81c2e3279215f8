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
   * one is always written. The answer is a value only when GitHub has confirmed that it shows it.
   */
  readonly publish: (render: () => string) => Promise<Answer<OwnComment>>
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
  let lastWriteAt = Number.NEGATIVE_INFINITY
  let turn: Promise<unknown> = Promise.resolve()

  const write = async (render: () => string): Promise<Answer<OwnComment>> => {
    if (comment !== undefined && render() === shown) return { kind: 'value', value: comment }
    await clock.sleep(Math.max(0, lastWriteAt + minSpacingMs - clock.now()))
    const body = render()
    const answer = comment === undefined ? await post(settings, body) : await edit(settings, comment.id, body)
    lastWriteAt = clock.now()
    if (answer.kind === 'failure') return answer
    comment = answer.value
    shown = body
    return answer
  }

  return {
    comment: () => comment,
    adopt: (found) => {
      comment = found
      shown = undefined
    },
    publish: (render) => {
      const mine = turn.then(() => write(render))
      turn = mine
      return mine
    },
  }
}

/** Editing twice is the same as once, so it is simply tried again. */
async function edit(settings: NoticeSettings, id: number, body: string): Promise<Answer<OwnComment>> {
  return await persist(settings.clock, () => settings.pullRequest.edit(id, body))
}

/** Posting twice makes two comments: after a doubtful failure it is looked for before it is tried again. */
async function post(settings: NoticeSettings, body: string): Promise<Answer<OwnComment>> {
  let isDoubtful = false
  return await persist(settings.clock, async () => {
    if (isDoubtful) {
      const found = await settings.pullRequest.findOwn(settings.sessionMarker)
      if (found.kind === 'failure') return found
      const [first] = found.value
      if (first !== undefined) return await settings.pullRequest.edit(first.id, body)
    }
    const posted = await settings.pullRequest.post(body)
    isDoubtful ||= posted.kind === 'failure' && posted.failure.kind === 'unreachable'
    return posted
  })
}
