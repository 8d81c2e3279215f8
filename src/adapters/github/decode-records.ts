import { z } from 'zod/mini'
import type { Account, CommentRecord, OwnComment } from '../../approval/conversation.ts'

const time = z.pipe(
  z.iso.datetime(),
  z.transform((text) => Date.parse(text)),
)

const edits = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.nullable(z.string()) }),
  nodes: z.nullable(z.array(z.nullable(z.object({ editor: z.nullable(z.object({ login: z.string() })) })))),
})

const record = z.object({
  __typename: z.literal('IssueComment'),
  id: z.string(),
  fullDatabaseId: z.nullable(z.string()),
  body: z.string(),
  createdAt: time,
  lastEditedAt: z.nullable(time),
  isMinimized: z.boolean(),
  minimizedReason: z.nullable(z.string()),
  createdViaEmail: z.boolean(),
  viewerDidAuthor: z.boolean(),
  author: z.nullable(z.object({ login: z.string(), databaseId: z.nullish(z.number()) })),
  issue: z.nullable(z.object({ number: z.number() })),
  userContentEdits: z.nullable(edits),
})

/** A comment's record, as far as one page of its edits tells, and where the next page of them starts. */
export type PartialRecord = { readonly record: CommentRecord; readonly moreEdits: string | undefined }

/** The records of the nodes that still are comments. */
export function decodeRecords(data: unknown): readonly PartialRecord[] {
  const { nodes } = z.object({ nodes: z.array(z.unknown()) }).parse(data)
  return nodes.filter(isComment).map((node) => toRecord(record.parse(node)))
}

const editsPage = z.object({
  node: z.object({ author: z.nullable(z.object({ login: z.string() })), userContentEdits: edits }),
})

/** Whether somebody else than the author made one of these edits, and where the next page of them starts. */
export function decodeEdits(data: unknown): {
  readonly foreignEdit: boolean
  readonly next: string | undefined
} {
  const { author, userContentEdits } = editsPage.parse(data).node
  return { foreignEdit: !isByAuthor(userContentEdits, author?.login), next: nextOf(userContentEdits) }
}

function isComment(node: unknown): boolean {
  return z.object({ __typename: z.literal('IssueComment') }).safeParse(node).success
}

function isByAuthor({ nodes }: z.infer<typeof edits>, login: string | undefined): boolean {
  // A list that is missing tells of nobody, so it tells nothing.
  const editors = nodes ?? [null]
  return editors.every((edit) => edit?.editor != null && edit.editor.login === login)
}

function nextOf({ pageInfo }: z.infer<typeof edits>): string | undefined {
  if (!pageInfo.hasNextPage) return undefined
  if (pageInfo.endCursor === null) throw new TypeError('the answer names no next page of edits')
  return pageInfo.endCursor
}

function toRecord(node: z.infer<typeof record>): PartialRecord {
  const { userContentEdits: edited } = node
  const record = {
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
    foreignEdit: edited === null || !isByAuthor(edited, node.author?.login),
  }
  return { record, moreEdits: edited === null ? undefined : nextOf(edited) }
}

const edited = z.object({
  updateIssueComment: z.object({
    issueComment: z.object({
      id: z.string(),
      fullDatabaseId: z.string(),
      url: z.string(),
      body: z.string(),
      createdAt: time,
      updatedAt: time,
    }),
  }),
})

/** What an edit of this account's own comment left. */
export function decodeEdited(data: unknown): OwnComment {
  const { id, fullDatabaseId, ...shown } = edited.parse(data).updateIssueComment.issueComment
  return { ...shown, id: Number(fullDatabaseId), nodeId: id, foreignEdit: false }
}

/** The account behind an author or committer, where there is one. */
export const person = z.nullable(z.object({ databaseId: z.nullable(z.number()), login: z.string() }))
const commits = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.nullable(z.string()) }),
  nodes: z.array(
    z.object({
      commit: z.object({
        authors: z.object({ nodes: z.array(z.object({ user: person })) }),
        committer: z.nullable(z.object({ user: person })),
      }),
    }),
  ),
})
const author = z.object({ __typename: z.string(), login: z.string(), databaseId: z.nullish(z.number()) })
const pull = z.object({
  repository: z.object({
    pullRequest: z.object({
      state: z.string(),
      headRefOid: z.string(),
      baseRefOid: z.string(),
      author: z.nullable(author),
      commits,
    }),
  }),
})
const moreCommits = z.object({ repository: z.object({ pullRequest: z.object({ commits }) }) })

/** The people of one page of commits, and where the next page starts. */
export type Committers = { readonly people: readonly Account[]; readonly next: string | undefined }

/** The pull request, its author and the first page of its commits. */
export function decodePullRecord(data: unknown): {
  readonly open: boolean
  readonly headSha: string
  readonly baseSha: string
  readonly author: Account | undefined
  readonly committers: Committers
} {
  const found = pull.parse(data).repository.pullRequest
  return {
    open: found.state === 'OPEN',
    headSha: found.headRefOid,
    baseSha: found.baseRefOid,
    author: authorOf(found.author),
    committers: committersIn(found.commits),
  }
}

/** A further page of commits. */
export function decodeCommitters(data: unknown): Committers {
  return committersIn(moreCommits.parse(data).repository.pullRequest.commits)
}

// An author who is a person and has no number could approve what is their own.
function authorOf(found: z.infer<typeof author> | null): Account | undefined {
  if (found?.__typename !== 'User') return undefined
  if (found.databaseId == null) throw new TypeError('the answer names no number of the author')
  return { id: found.databaseId, login: found.login, type: 'User' }
}

function committersIn({ nodes, pageInfo }: z.infer<typeof commits>): Committers {
  const people = nodes.flatMap(({ commit }) => peopleIn([...commit.authors.nodes, commit.committer]))
  return { people, next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined }
}

/** The accounts of authors and committers. An address that no account owns names nobody. */
export function peopleIn(
  actors: readonly ({ readonly user: z.infer<typeof person> } | null)[],
): readonly Account[] {
  return actors.flatMap((actor) => {
    const user = actor?.user
    return user?.databaseId == null ? [] : [{ id: user.databaseId, login: user.login, type: 'User' }]
  })
}
