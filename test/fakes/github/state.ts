import { createHash } from 'node:crypto'

/** An account as the fake knows it. Ids are numeric and never reused, logins can change. */
export type Account = {
  readonly id: number
  login: string
  readonly type: 'User' | 'Bot' | 'Organization' | 'Mannequin'
}

/** What a person holds in the repository. `name` is what `role_name` says, custom roles too. */
export type Role = { readonly name: string; readonly base: 'none' | 'read' | 'write' | 'admin' }

export type Reaction = { readonly id: number; readonly by: Account; readonly content: string }
export type CommentEdit = { readonly by: Account; readonly at: number }

/** An issue comment. Times in milliseconds; GitHub shows whole seconds. */
export type FakeComment = {
  readonly id: number
  readonly nodeId: string
  readonly issue: number
  readonly author: Account
  /** Slug of the app that posted it, or undefined for a person's own hand. */
  readonly app: string | undefined
  readonly viaEmail: boolean
  readonly createdAt: number
  updatedAt: number
  body: string
  edits: CommentEdit[]
  minimizedReason: string | undefined
  reactions: Reaction[]
}

export type FakeCommit = {
  readonly sha: string
  /** GitHub accounts; undefined where the e-mail address belongs to nobody. */
  readonly author: Account | undefined
  readonly committer: Account | undefined
  /** From `Co-authored-by` trailers; only GraphQL resolves them. */
  readonly coAuthors: Account[]
  readonly message: string
  readonly email: string
}

export type FakeIssue = {
  readonly number: number
  readonly author: Account
  title: string
  body: string
  state: 'open' | 'closed'
  readonly createdAt: number
}

export type FakePull = FakeIssue & {
  merged: boolean
  readonly headRef: string
  /** `owner/name` of the repository that the head lies in. */
  readonly headRepository: string
  readonly baseRef: string
  baseSha: string
  commits: FakeCommit[]
  files: { readonly filename: string; readonly status: 'added' | 'modified' | 'removed' }[]
}

/** Who a token speaks for and what it may do; levels as in a workflow's `permissions:`. */
export type Token = {
  readonly account: Account
  readonly app: string | undefined
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>
}

/** A job in one attempt of its run. */
export type FakeJob = {
  readonly id: number
  readonly name: string
  readonly attempt: number
  status: 'queued' | 'in_progress' | 'completed'
  conclusion: 'success' | 'failure' | undefined
}

/** A run of a workflow. */
export type FakeRun = {
  readonly id: number
  readonly headSha: string
  readonly actor: Account
  /** Who started the latest attempt. */
  triggeringActor: Account
  attempt: number
  readonly jobs: FakeJob[]
  /** Called when a job is to run again, in its new attempt. */
  onRerun: (job: FakeJob) => void
}

/** Everything that the fake remembers. */
export type State = {
  readonly owner: Account
  readonly name: string
  readonly repositoryId: number
  readonly isPrivate: boolean
  readonly defaultBranch: string
  readonly accounts: Map<string, Account>
  readonly roles: Map<string, Role>
  readonly tokens: Map<string, Token>
  readonly issues: Map<number, FakeIssue>
  readonly pulls: Map<number, FakePull>
  readonly comments: Map<number, FakeComment>
  /** ref or SHA → path → bytes. */
  readonly trees: Map<string, Map<string, string>>
  /** `org/slug` → login → state. */
  readonly teams: Map<string, Map<string, 'active' | 'pending'>>
  /** Runs of workflows by their id. */
  readonly workflowRuns: Map<number, FakeRun>
  readonly rerunJobs: number[]
  readonly now: () => number
  /** Ids of comments and reactions: beyond 32 bits, as GitHub's are by now. */
  readonly nextId: () => number
  /** Ids of accounts. */
  readonly nextAccountId: () => number
}

/** A SHA that looks like a commit's, from any text. */
export function shaOf(text: string): string {
  return createHash('sha1').update(text).digest('hex')
}

/** The account with this login, made on the spot when nobody bears it yet. `…[bot]` is a bot. */
export function accountOf(state: State, login: string): Account {
  const known = state.accounts.get(login.toLowerCase())
  if (known !== undefined) return known
  const type = login.endsWith('[bot]') ? 'Bot' : 'User'
  const account: Account = { id: state.nextAccountId(), login, type }
  state.accounts.set(login.toLowerCase(), account)
  return account
}

/** The newest commit of a pull request. */
export function headOf(pull: FakePull): string {
  return pull.commits.at(-1)?.sha ?? pull.baseSha
}

/** When GitHub would say that a comment was last edited: undefined as long as nobody did. */
export function lastEditOf(comment: FakeComment): CommentEdit | undefined {
  return comment.edits.at(-1)
}
