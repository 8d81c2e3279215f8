import { editComment } from './comment-routes.ts'
import { nodeId } from './shapes.ts'
import type { Account, FakeComment, FakeCommit, FakePull, Role, State } from './state.ts'
import { accountOf, headOf, shaOf } from './state.ts'

/** GitHub's own roles, with what the legacy field says of them. */
const bases: Readonly<Record<string, Role['base']>> = {
  none: 'none',
  read: 'read',
  triage: 'read',
  write: 'write',
  maintain: 'write',
  admin: 'admin',
}

export type CommentOptions = {
  readonly issue?: number
  /** Slug of the app that posts it. */
  readonly app?: string
  readonly viaEmail?: boolean
  /** Milliseconds since 1970; default now. */
  readonly at?: number
}

/** What people do while a gate waits. */
export type People = {
  /** Makes an account, with a role where one is named; a custom role names its base too. */
  join(login: string, role?: string, base?: Role['base'], type?: Account['type']): Account
  leave(login: string): void
  rename(login: string, to: string): void
  comment(login: string, body: string, options?: CommentOptions): FakeComment
  edit(commentId: number, login: string, body: string): void
  remove(commentId: number): void
  minimize(commentId: number, reason: string): void
  react(commentId: number, login: string, content: string): void
  /** Adds a commit to the pull request and returns its SHA. */
  push(
    login: string,
    options?: { readonly message?: string; readonly number?: number; readonly sha?: string },
  ): string
  close(number?: number): void
  merge(number?: number): void
  reopen(number?: number): void
  /** Moves the base branch to a new commit whose tree is the old one with this file changed. */
  changeBase(path: string, text: string, number?: number): string
  putFile(ref: string, path: string, text: string): void
  team(name: string, login: string, state?: 'active' | 'pending' | 'none'): void
}

export function makePeople(state: State, mainPull: number): People {
  const pullAt = (number = mainPull): FakePull => {
    const pull = state.pulls.get(number)
    if (pull === undefined) throw new Error(`No pull request ${number} in the fake`)
    return pull
  }
  const commentAt = (id: number): FakeComment => {
    const comment = state.comments.get(id)
    if (comment === undefined) throw new Error(`No comment ${id} in the fake`)
    return comment
  }
  return {
    join: (login, role, base, type) => join(state, login, role, base, type),
    leave: (login) => void state.roles.delete(login.toLowerCase()),
    rename: (login, to) => {
      const account = accountOf(state, login)
      state.accounts.delete(login.toLowerCase())
      account.login = to
      state.accounts.set(to.toLowerCase(), account)
    },
    comment: (login, body, options = {}) => post(state, login, body, options.issue ?? mainPull, options),
    edit: (id, login, body) =>
      editComment(commentAt(id), { by: accountOf(state, login), at: state.now() }, body),
    remove: (id) => void state.comments.delete(id),
    minimize: (id, reason) => {
      commentAt(id).minimizedReason = reason
    },
    react: (id, login, content) =>
      void commentAt(id).reactions.push({ id: state.nextId(), by: accountOf(state, login), content }),
    push: (login, options = {}) => {
      const pull = pullAt(options.number)
      const message = options.message ?? 'Change things'
      const commit = commitBy(accountOf(state, login), message, options.sha ?? shaOf(`${headOf(pull)}+`))
      state.trees.set(commit.sha, new Map(state.trees.get(headOf(pull))))
      pull.commits.push(commit)
      return commit.sha
    },
    close: (number) => {
      pullAt(number).state = 'closed'
    },
    merge: (number) => {
      Object.assign(pullAt(number), { state: 'closed', merged: true })
    },
    reopen: (number) => {
      pullAt(number).state = 'open'
    },
    changeBase: (path, text, number) => {
      const pull = pullAt(number)
      const tree = new Map(state.trees.get(pull.baseSha)).set(path, text)
      pull.baseSha = shaOf(`${pull.baseSha}+`)
      state.trees.set(pull.baseSha, tree)
      state.trees.set(pull.baseRef, tree)
      return pull.baseSha
    },
    putFile: (ref, path, text) => {
      const tree = state.trees.get(ref) ?? new Map<string, string>()
      state.trees.set(ref, tree.set(path, text))
    },
    team: (name, login, membership = 'active') => {
      const members = state.teams.get(name.toLowerCase()) ?? new Map<string, 'active' | 'pending'>()
      if (membership === 'none') members.delete(login.toLowerCase())
      else members.set(login.toLowerCase(), membership)
      state.teams.set(name.toLowerCase(), members)
    },
  }
}

function join(
  state: State,
  login: string,
  role?: string,
  base?: Role['base'],
  type?: Account['type'],
): Account {
  const account: Account =
    type === undefined || state.accounts.has(login.toLowerCase())
      ? accountOf(state, login)
      : { id: state.nextAccountId(), login, type }
  state.accounts.set(login.toLowerCase(), account)
  if (role !== undefined)
    state.roles.set(login.toLowerCase(), { name: role, base: base ?? bases[role] ?? 'read' })
  return account
}

function post(
  state: State,
  login: string,
  body: string,
  issue: number,
  options: CommentOptions,
): FakeComment {
  const id = state.nextId()
  const at = options.at ?? state.now()
  const comment: FakeComment = {
    id,
    nodeId: nodeId('IC', id),
    issue,
    author: accountOf(state, login),
    app: options.app,
    viaEmail: options.viaEmail ?? false,
    createdAt: at,
    updatedAt: at,
    body,
    edits: [],
    minimizedReason: undefined,
    reactions: [],
  }
  state.comments.set(id, comment)
  return comment
}

/** A commit that this account authored and committed. */
export function commitBy(account: Account, message: string, sha: string): FakeCommit {
  return {
    sha,
    author: account,
    committer: account,
    coAuthors: [],
    message,
    email: `${account.login}@example.com`,
  }
}
