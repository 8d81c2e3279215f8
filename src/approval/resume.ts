import type { Approvers } from '../policy/policy.ts'
import type { Clock, Journal, PullRequest } from '../ports.ts'
import type { Answer } from './answer.ts'
import type { CodeOwnership } from './code-owners.ts'
import type { OwnComment } from './conversation.ts'
import { parseRecord } from './marker.ts'
import { isApproval, type RequestDraft } from './request.ts'
import { barFor } from './reviewer.ts'
import { type Entry, pendingEntries, type SessionState } from './session.ts'
import { createApprovalStore } from './store.ts'
import { parseWaiting, type Waiting, type WaitingRequest } from './waiting.ts'
import { createWatch, nothingWatched, type Watched } from './watch.ts'
import { createWitness, type Interested } from './witness.ts'

/** A comment of a job that ended while requests wait. */
export type WaitingComment = { readonly comment: OwnComment; readonly waiting: Waiting }

/** What reading the answers to a detached job takes. `interested` are the accounts whose run it is, as GitHub records it. */
export type AnswersSettings = {
  readonly pullRequest: PullRequest
  readonly clock: Clock
  readonly journal: Journal
  readonly approvers: Approvers
  readonly interested: readonly Interested[]
  readonly trigger: string
  readonly issueNumber: number
  readonly maximumWaitMs: number
}

/** The comments, of those that this account wrote, whose job can be started again: whole, open, and about this commit. */
export function waitingComments(comments: readonly OwnComment[], headSha: string): readonly WaitingComment[] {
  return comments.flatMap((comment) => {
    const waiting = parseWaiting(comment.body)
    const isOpen = parseRecord(comment.body)?.isClosed === false
    if (comment.foreignEdit || waiting === undefined || !isOpen || waiting.requests.length === 0) return []
    return waiting.job.headSha === headSha ? [{ comment, waiting }] : []
  })
}

/**
 * What the job would find if it ran now: `go-on` when it would not stop to wait again for any request it asked, because
 * all are answered, or one answer ends it. Until then each attempt would only spend minutes.
 */
export function whatToDo(state: SessionState): 'go-on' | 'wait' {
  const isOver = state.entries.some(({ stage }) => stage.kind === 'reviewed' && !isApproval(stage.review))
  return isOver || pendingEntries(state).length === 0 ? 'go-on' : 'wait'
}

/**
 * Reads the conversation by the very rules of the job that waits. It decides nothing for good: the job reads all of it
 * again, and only what it finds itself lets a command run.
 */
export async function readAnswers(
  { comment, waiting }: WaitingComment,
  settings: AnswersSettings,
): Promise<Answer<SessionState>> {
  const fresh = nothingWatched(settings.clock.now())
  const watched: Watched = {
    ...fresh,
    state: {
      ...fresh.state,
      entries: waiting.requests.map((request) => entryFor(request, settings.approvers)),
    },
    startedAt: Math.min(...waiting.requests.map(({ openedAt }) => openedAt)),
  }
  const witness = createWitness({ ...settings, codeOwnership: perhapsOwner })
  // A job that does not wait takes no reply for all legs of its matrix.
  const approvers = { ...settings.approvers, forMatrix: false }
  const store = createApprovalStore()
  const watch = createWatch(watched, { ...settings, approvers, context: undefined, witness, store })
  const looked = await watch.look(comment, 'whole')
  await watch.settled()
  return looked.kind === 'failure' ? looked : { kind: 'value', value: watched.state }
}

// Which files a request touches is known to its job alone; where owners are asked for, the job decides.
const perhapsOwner: CodeOwnership = async () => ({ kind: 'value', value: ['perhaps a code owner'] })

function entryFor(request: WaitingRequest, approvers: Approvers): Entry {
  const { id, openedAt, deadline } = request
  const bar = barFor(approvers, request.level === 'none' ? undefined : request.level)
  return {
    request: { ...unknownDraft(request.key), id, digest: '', contentDigest: '', bar, openedAt, deadline },
    nonce: '',
    answeredUnder: id,
    explained: false,
    stage: { kind: 'pending', votes: [] },
  }
}

/** What is asked is not known here. Drafts are equal where the requests' keys are. */
function unknownDraft(key: string): RequestDraft {
  const none = { write: [], network: [], env: [] }
  return {
    command: {
      index: 0,
      id: key,
      name: undefined,
      run: key,
      shell: 'bash',
      workingDirectory: '.',
      env: {},
      timeoutMs: undefined,
      continueOnError: false,
      permissions: none,
      justification: undefined,
      source: { file: undefined, line: 0, column: 0 },
    },
    action: 'run',
    reason: { kind: 'untrusted' },
    effects: [],
    changes: undefined,
    grantBefore: undefined,
    grantAfter: { kind: 'sandboxed', mode: 'read-only', ...none },
    scripts: [],
    assessment: { kind: 'none', reason: 'off' },
  }
}
