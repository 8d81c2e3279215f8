import { z } from 'zod/mini'
import type { Account, Comment, PullRequestState, RepositoryRole } from '../../approval/conversation.ts'

const time = z.pipe(
  z.iso.datetime(),
  z.transform((text) => Date.parse(text)),
)
const account = z.object({ id: z.number(), login: z.string(), type: z.string() })

const comment = z.object({
  id: z.number(),
  node_id: z.string(),
  body: z.string(),
  user: z.nullable(account),
  performed_via_github_app: z.nullish(z.object({ slug: z.optional(z.string()) })),
  author_association: z.optional(z.string()),
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
})

/** A pull request: its state, its head commit and the commit that it would be merged into. */
export function decodePull(data: unknown): Omit<PullRequestState, 'serverTime'> {
  const found = pull.parse(data)
  return { open: found.state === 'open', headSha: found.head.sha, baseSha: found.base.sha }
}

/** The pull requests of a commit. */
export function decodeCommitPulls(
  data: unknown,
): readonly { number: number; headSha: string; open: boolean }[] {
  return z
    .array(z.pick(pull, { number: true, state: true, head: true }))
    .parse(data)
    .map(({ number, state, head }) => ({ number, headSha: head.sha, open: state === 'open' }))
}

const permission = z.object({
  permission: z.string(),
  role_name: z.string(),
  user: z.nullable(z.object({ id: z.number() })),
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
