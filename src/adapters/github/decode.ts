import { z } from 'zod'
import type {
  Account,
  Comment,
  CommentDetail,
  PullRequestState,
  RepositoryRole,
} from '../../approval/conversation.ts'

const time = z.iso.datetime().transform((text) => Date.parse(text))
const account = z.object({ id: z.number(), login: z.string(), type: z.string() })

const comment = z.object({
  id: z.number(),
  node_id: z.string(),
  body: z.string(),
  user: account.nullable(),
  performed_via_github_app: z.object({ slug: z.string().optional() }).nullish(),
  author_association: z.string().optional(),
  created_at: time,
  updated_at: time,
  html_url: z.string(),
})

/** A comment of the REST interface. */
export function decodeComment(data: unknown): Comment {
  const found = comment.parse(data)
  const app = found.performed_via_github_app
  return {
    id: found.id,
    nodeId: found.node_id,
    body: found.body,
    author: found.user ?? undefined,
    // An app without a slug is still an app.
    app: app == null ? undefined : (app.slug ?? 'unknown'),
    isInsider: ['OWNER', 'MEMBER', 'COLLABORATOR'].includes(found.author_association ?? ''),
    createdAt: found.created_at,
    updatedAt: found.updated_at,
    url: found.html_url,
  }
}

/** A page of comments. */
export function decodeComments(data: unknown): readonly Comment[] {
  return z.array(z.unknown()).parse(data).map(decodeComment)
}

const commit = z.object({ sha: z.string() })
const pull = z.object({
  number: z.number(),
  state: z.string(),
  head: commit,
  base: commit,
  user: account.nullable(),
})

/** A pull request: state, head commit, author. */
export function decodePull(
  data: unknown,
): Omit<PullRequestState, 'serverTime'> & { readonly author: Account | undefined } {
  const found = pull.parse(data)
  return {
    open: found.state === 'open',
    headSha: found.head.sha,
    baseSha: found.base.sha,
    author: found.user ?? undefined,
  }
}

/** The pull requests of a commit. */
export function decodeCommitPulls(
  data: unknown,
): readonly { number: number; headSha: string; open: boolean }[] {
  return z
    .array(pull.pick({ number: true, state: true, head: true }))
    .parse(data)
    .map(({ number, state, head }) => ({ number, headSha: head.sha, open: state === 'open' }))
}

const permission = z.object({
  permission: z.string(),
  role_name: z.string(),
  user: z.object({ id: z.number() }).nullable(),
})

/** A person's role in the repository. */
export function decodeRole(data: unknown): RepositoryRole {
  const found = permission.parse(data)
  if (found.user === null) throw new TypeError('the answer names no user')
  return { userId: found.user.id, permission: found.permission, roleName: found.role_name }
}

/** An account. */
export function decodeAccount(data: unknown): Account {
  return account.parse(data)
}

/** Whether a membership is in force; one that is only offered is not. */
export function decodeMembership(data: unknown): boolean {
  return z.object({ state: z.string() }).parse(data).state === 'active'
}

/** A file's text. */
export function decodeFile(data: unknown): string {
  const found = z.object({ encoding: z.literal('base64'), content: z.string() }).parse(data)
  return Buffer.from(found.content, 'base64').toString('utf8')
}

const record = z.object({
  __typename: z.literal('IssueComment'),
  id: z.string(),
  fullDatabaseId: z.string().nullable(),
  body: z.string(),
  createdAt: time,
  lastEditedAt: time.nullable(),
  isMinimized: z.boolean(),
  minimizedReason: z.string().nullable(),
  createdViaEmail: z.boolean(),
  viewerDidAuthor: z.boolean(),
  author: z.object({ login: z.string(), databaseId: z.number().nullish() }).nullable(),
  issue: z.object({ number: z.number() }).nullable(),
  userContentEdits: z
    .object({
      totalCount: z.number(),
      nodes: z.array(z.object({ editor: z.object({ login: z.string() }).nullable() }).nullable()).nullable(),
    })
    .nullable(),
})

/** A comment's own record, and whether this token's account wrote it and was the only one to edit it. */
export type CommentRecord = CommentDetail & { readonly isOwn: boolean; readonly foreignEdit: boolean }

/** The records of the nodes that still are comments. */
export function decodeRecords(data: unknown): readonly CommentRecord[] {
  const { nodes } = z.object({ nodes: z.array(z.unknown()) }).parse(data)
  return nodes.filter(isComment).map((node) => toRecord(record.parse(node)))
}

function isComment(node: unknown): boolean {
  return z.object({ __typename: z.literal('IssueComment') }).safeParse(node).success
}

function toRecord(node: z.infer<typeof record>): CommentRecord {
  const edits = node.userContentEdits?.nodes ?? []
  const isComplete = node.userContentEdits !== null && node.userContentEdits.totalCount === edits.length
  const isByAuthor = edits.every((edit) => edit?.editor != null && edit.editor.login === node.author?.login)
  return {
    id: Number(node.fullDatabaseId ?? Number.NaN),
    nodeId: node.id,
    body: node.body,
    authorId: node.author?.databaseId ?? undefined,
    createdAt: node.createdAt,
    lastEditedAt: node.lastEditedAt ?? undefined,
    minimized: node.isMinimized ? (node.minimizedReason ?? 'hidden').toLowerCase() : undefined,
    viaEmail: node.createdViaEmail,
    issueNumber: node.issue?.number,
    isOwn: node.viewerDidAuthor,
    foreignEdit: !(isComplete && isByAuthor),
  }
}

const person = z.object({ databaseId: z.number().nullable(), login: z.string() }).nullable()
const commits = z.object({
  repository: z.object({
    pullRequest: z.object({
      commits: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        nodes: z.array(
          z.object({
            commit: z.object({
              authors: z.object({ nodes: z.array(z.object({ user: person })) }),
              committer: z.object({ user: person }).nullable(),
            }),
          }),
        ),
      }),
    }),
  }),
})

/** The people of one page of commits, and where the next page starts. Addresses that no account owns name nobody. */
export function decodeCommitters(data: unknown): {
  readonly people: readonly Account[]
  readonly next: string | undefined
} {
  const page = commits.parse(data).repository.pullRequest.commits
  const people = page.nodes
    .flatMap(({ commit }) => [...commit.authors.nodes.map(({ user }) => user), commit.committer?.user])
    .flatMap((user) =>
      user?.databaseId == null ? [] : [{ id: user.databaseId, login: user.login, type: 'User' }],
    )
  return { people, next: page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? undefined) : undefined }
}
