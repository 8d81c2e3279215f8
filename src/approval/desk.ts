import type { Clock, Journal, PullRequest } from '../ports.ts'
import type { Answer } from './answer.ts'
import type { RunContext } from './bind.ts'
import type { OwnComment } from './conversation.ts'
import type { Legacy } from './legacy.ts'
import { recordLine, runMarker, sessionMarker } from './marker.ts'
import { matrixLine } from './matrix.ts'
import { createNotice, type Notice } from './notice.ts'
import type { Ground } from './recheck.ts'
import type { CommentLinks, CommentView, Rendering } from './session.ts'
import { type ApprovalStore, createApprovalStore } from './store.ts'
import { createWatch, nothingWatched, type Watch, type Watched, type WatchSettings } from './watch.ts'
import { createWitness, type Witness, type WitnessSettings } from './witness.ts'

/** What asking on a pull request takes. */
export type ReviewersSettings = Pick<WitnessSettings, 'interested' | 'codeOwnership'> &
  Pick<Ground, 'policyDigest' | 'scripts'> &
  Pick<WatchSettings, 'approvers' | 'maximumWaitMs'> & {
    readonly pullRequest: PullRequest
    readonly clock: Clock
    readonly journal: Journal
    /** So many random bytes. */
    readonly random: (bytes: number) => Uint8Array
    readonly context: RunContext
    /** On what people are asked: it takes other permissions. */
    readonly place: 'pull-request' | 'issue'
    /** The word that starts a reply, for example `/gate`. */
    readonly trigger: string
    readonly timeoutMs: number
    /** `rerun`: approvals that an earlier attempt of this run left unused still count, when nothing has changed. */
    readonly reuseApprovals: 'rerun' | 'never'
    readonly links: CommentLinks
    readonly render: (view: CommentView) => Rendering
  }

/** Everything that the steps of one session share. Owned by `createReviewers`. */
export type Desk = {
  readonly settings: ReviewersSettings
  readonly watched: Watched
  readonly store: ApprovalStore
  readonly notice: Notice
  readonly witness: Witness
  readonly watch: Watch
  /** Milliseconds since 1970, by the server's clock. */
  readonly serverNow: () => number
  readonly draw: () => Rendering
  /** Has the comment show the session as it stands, and tries so many milliseconds for it. */
  readonly publish: (patienceMs: number) => Promise<Answer<OwnComment>>
  /** 32 fresh hex digits. */
  readonly nonce: () => string
  /** Undefined until it could be read, which no request is opened before. */
  legacy: Legacy | undefined
}

/** A desk on which nothing lies yet. */
export function createDesk(settings: ReviewersSettings): Desk {
  const { clock, context, pullRequest } = settings
  const sessionLine = sessionMarker(hex(settings.random(16)))
  const watched = nothingWatched(clock.now())
  const store = createApprovalStore()
  const notice = createNotice({ pullRequest, clock, sessionMarker: sessionLine })
  const witness = createWitness(settings)
  const watch = createWatch(watched, { ...settings, witness, store, issueNumber: context.number })
  const serverNow = () => clock.now() + watched.skewMs
  const markers = (): readonly string[] => [
    runMarker(context),
    sessionLine,
    recordLine(watched.state, desk.legacy),
    ...(settings.approvers.forMatrix ? [matrixLine(watched.state, context)] : []),
  ]
  const draw = (): Rendering =>
    settings.render({
      ...watched.state,
      marker: markers().join('\n'),
      trigger: settings.trigger,
      approvers: settings.approvers,
      links: settings.links,
      headSha: context.headSha,
      now: serverNow(),
    })
  const publish = (patienceMs: number) => notice.publish(() => draw().body, patienceMs)
  const nonce = () => hex(settings.random(16))
  const desk: Desk = {
    settings,
    watched,
    store,
    notice,
    witness,
    watch,
    serverNow,
    draw,
    publish,
    nonce,
    legacy: undefined,
  }
  return desk
}

// Replies are not read meanwhile.
const refreshMs = 15_000

/** Brings the comment up to date, or leaves that to the next time and says so once. Nothing else depends on it. */
export async function refresh(desk: Desk): Promise<void> {
  const wasBehind = desk.notice.isBehind()
  const answer = await desk.publish(refreshMs)
  if (answer.kind === 'value' || wasBehind) return
  const message = `The comment on the pull request is out of date: ${answer.failure.detail}`
  desk.settings.journal.record({ kind: 'note', level: 'warning', message })
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
