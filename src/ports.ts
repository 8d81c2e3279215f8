import type { Answer } from './approval/answer.ts'
import type {
  Account,
  Look,
  OwnComment,
  PullRequestState,
  Reaction,
  RepositoryRole,
  Reread,
} from './approval/conversation.ts'
import type { ApprovalRequest, Dismissal, RequestDraft, Review } from './approval/request.ts'
import type { Assessment } from './assessment/risk.ts'
import type { AssessmentSubject, FollowedScript } from './assessment/subject.ts'
import type { Command } from './command/command.ts'
import type { Conclusion, Outcome } from './outcome.ts'
import type { Decision } from './policy/decision.ts'
import type { Grant, Limits } from './policy/grant.ts'
import type { RunFacts } from './report/run-facts.ts'
import type { ApplyResult, Attempt, ChangeSet } from './sandbox/attempt.ts'

/** Time as the gate sees it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** A piece of what a command printed, as it came. */
export type OutputChunk = { readonly stream: 'stdout' | 'stderr'; readonly bytes: Uint8Array }

/** Runs commands so that nothing outside their grant takes effect. */
export interface Sandbox {
  /** Makes ready what an attempt needs, as far as that can be before it. Runs no command; what is missing is the attempt's ending. */
  prepare(): Promise<void>
  /** One run of one command under one grant. A sandbox that can't be set up is an ending, never a run without it. */
  attempt(
    request: { readonly command: Command; readonly grant: Grant; readonly limits: Limits },
    onOutput: (chunk: OutputChunk) => void,
    signal: AbortSignal,
  ): Promise<Attempt>
  /** Writes captured changes to the real file system exactly as recorded, or not at all. */
  apply(changes: ChangeSet): Promise<ApplyResult>
  /** Forgets captured changes. */
  discard(changes: ChangeSet): Promise<void>
  /** Ends everything that belongs to this run. */
  close(): Promise<void>
}

/** Judges how dangerous a command is. Never throws, never decides. */
export interface Assessor {
  assess(subject: AssessmentSubject): Promise<Assessment>
}

/** Reads the workspace's scripts that a command would run. */
export interface Scripts {
  follow(command: Command): Promise<readonly FollowedScript[]>
}

/** The people who may approve, wherever they are: a pull request, a terminal, nowhere. */
export interface Reviewers {
  /** Puts requests before people, all of them in one visit. Never throws: a failure shows in the review. */
  open(drafts: readonly RequestDraft[]): Promise<readonly ApprovalRequest[]>
  /** The one review of a request; resolves at its deadline at the latest. */
  review(request: ApprovalRequest, signal: AbortSignal): Promise<Review>
  /** Reads again all that an approval rests on, marks it used, and returns it, or a review that voids it. */
  consume(request: ApprovalRequest, review: Review): Promise<Review>
  /** Tells people what came of it. */
  settle(request: ApprovalRequest, outcome: Outcome): Promise<void>
  /** Says that nothing waits any more: ended, or cancelled. */
  close(conclusion: Conclusion | 'cancelled'): Promise<void>
}

/** One pull request's conversation, and what GitHub knows of the people in it. Failures are values; nothing throws. */
export interface PullRequest {
  state(): Promise<Answer<PullRequestState>>
  /** Posts a comment. Never repeated by itself: after `unreachable` it may be there or not. */
  post(body: string): Promise<Answer<OwnComment>>
  edit(comment: Pick<OwnComment, 'id' | 'nodeId'>, body: string): Promise<Answer<OwnComment>>
  /** This account's comments that hold the marker, oldest first. */
  findOwn(marker: string): Promise<Answer<readonly OwnComment[]>>
  /** All comments created or changed since; the same `sinceMs` each time, so that nothing new costs nothing. */
  look(sinceMs: number): Promise<Answer<Look>>
  /** Comments by their node ids, the pull request and its people, all read again at one moment. */
  reread(nodeIds: readonly string[]): Promise<Answer<Reread>>
  roleOf(login: string): Promise<Answer<RepositoryRole>>
  /** Undefined when there is no such account. */
  account(login: string): Promise<Answer<Account | undefined>>
  /** Active membership of `org/team-slug`. */
  isTeamMember(team: string, login: string): Promise<Answer<boolean>>
  /** A file's text at a commit; undefined when it is not there. */
  fileAt(path: string, ref: string): Promise<Answer<string | undefined>>
  react(commentId: number, reaction: Reaction): Promise<Answer<undefined>>
}

/** A run of a workflow, as GitHub records it. */
export type WorkflowRun = {
  readonly isCompleted: boolean
  readonly headSha: string
  /** The pull requests that GitHub knows it belongs to. */
  readonly pullNumbers: readonly number[]
  /** Who caused it, and who started its latest attempt. */
  readonly actors: readonly { readonly id: number; readonly login: string }[]
}

/** A job of a run in one attempt. */
export type WorkflowJob = {
  readonly id: number
  readonly name: string
  readonly isCompleted: boolean
  readonly conclusion: string | undefined
}

/** The workflow runs of the repository. Failures are values; nothing throws. */
export interface Jobs {
  run(runId: string): Promise<Answer<WorkflowRun>>
  /** The jobs of the run, each in its latest attempt. */
  latest(runId: string): Promise<Answer<readonly WorkflowJob[]>>
  ofAttempt(runId: string, attempt: number): Promise<Answer<readonly WorkflowJob[]>>
  /** Starts a job again; `running`: not yet, because its run has not ended. */
  rerun(jobId: number): Promise<Answer<'started' | 'running'>>
}

/** Everything that happens, in order, as data. */
export type JournalEvent =
  | { readonly kind: 'started'; readonly run: RunFacts }
  | { readonly kind: 'command-started'; readonly command: Command }
  | {
      readonly kind: 'decided'
      readonly command: Command
      readonly decision: Decision
      readonly next: string
    }
  | {
      readonly kind: 'attempt-started'
      readonly command: Command
      readonly grant: Grant
      readonly round: number
    }
  | { readonly kind: 'output'; readonly command: Command; readonly chunk: OutputChunk }
  | { readonly kind: 'attempt-ended'; readonly command: Command; readonly attempt: Attempt }
  | { readonly kind: 'requested'; readonly request: ApprovalRequest }
  /** People have been asked and have not answered yet; once a minute is enough. */
  | {
      readonly kind: 'waiting'
      readonly requests: readonly ApprovalRequest[]
      readonly waitedMs: number
      readonly url: string | undefined
    }
  | { readonly kind: 'dismissed'; readonly dismissal: Dismissal }
  | { readonly kind: 'reviewed'; readonly request: ApprovalRequest; readonly review: Review }
  | { readonly kind: 'applied'; readonly command: Command; readonly result: ApplyResult }
  | { readonly kind: 'command-ended'; readonly command: Command; readonly outcome: Outcome }
  | {
      readonly kind: 'note'
      readonly level: 'debug' | 'info' | 'warning' | 'error'
      readonly message: string
    }
  | { readonly kind: 'ended'; readonly conclusion: Conclusion }

/** Takes down what happens. What it was given is on disk before it returns. */
export interface Journal {
  record(event: JournalEvent): void
}
