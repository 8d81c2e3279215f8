import type { Answer, Asked } from './answer.ts'
import { list, notAccessible, notFound, ok, refuse } from './answer.ts'
import type { Shaping } from './shapes.ts'
import { commentShape, nodeId, reactionContents, timeText, userShape } from './shapes.ts'
import type { FakeComment, Reaction } from './state.ts'

/** One operation of the API. */
export type Route = (shaping: Shaping, asked: Asked) => Answer

export const bodyLimitChars = 65_536

function mayWrite({ state }: Shaping, asked: Asked, number: number): boolean {
  const { permissions } = asked.token
  if (permissions['issues'] === 'write') return true
  return state.pulls.has(number) && permissions['pull-requests'] === 'write'
}

function mayRead({ state }: Shaping, asked: Asked): boolean {
  const { permissions } = asked.token
  return !state.isPrivate || permissions['issues'] !== undefined || permissions['pull-requests'] !== undefined
}

function commentAt({ state }: Shaping, asked: Asked): FakeComment | undefined {
  return state.comments.get(Number(asked.params['comment_id']))
}

/** GitHub lists by id and takes `since` as "updated at or after". */
function listComments(shaping: Shaping, asked: Asked): Answer {
  if (!mayRead(shaping, asked)) return notAccessible
  const number = Number(asked.params['issue_number'])
  if (!shaping.state.issues.has(number)) return notFound
  const since = asked.query.get('since')
  const from = since === null ? 0 : Math.floor(Date.parse(since) / 1000)
  const found = [...shaping.state.comments.values()]
    .filter((comment) => comment.issue === number && Math.floor(comment.updatedAt / 1000) >= from)
    .sort((left, right) => left.id - right.id)
  return list(found.map((comment) => commentShape(shaping, comment)))
}

function createComment(shaping: Shaping, asked: Asked): Answer {
  const { state } = shaping
  const number = Number(asked.params['issue_number'])
  if (!state.issues.has(number)) return notFound
  if (!mayWrite(shaping, asked, number)) return notAccessible
  const refusal = bodyRefusal(asked)
  if (refusal !== undefined) return refusal
  const id = state.nextId()
  const at = state.now()
  const comment: FakeComment = {
    id,
    nodeId: nodeId('IC', id),
    issue: number,
    author: asked.account,
    app: asked.token.app,
    viaEmail: false,
    createdAt: at,
    updatedAt: at,
    body: String(asked.body['body']),
    edits: [],
    minimizedReason: undefined,
    reactions: [],
  }
  state.comments.set(id, comment)
  return ok(commentShape(shaping, comment), 201)
}

function bodyRefusal(asked: Asked): Answer | undefined {
  const body = String(asked.body['body'] ?? '')
  const error = (message: string) =>
    refuse(422, 'Validation Failed', [
      { resource: 'IssueComment', code: 'unprocessable', field: 'data', message },
    ])
  if (body.trim() === '') return error('Body cannot be blank')
  if (body.length > bodyLimitChars) return error(`Body is too long (maximum is ${bodyLimitChars} characters)`)
  return undefined
}

function getComment(shaping: Shaping, asked: Asked): Answer {
  const comment = commentAt(shaping, asked)
  if (comment === undefined) return notFound
  return mayRead(shaping, asked) ? ok(commentShape(shaping, comment)) : notAccessible
}

/** Anyone with write access may edit anyone's comment; author and creation time stay. */
function updateComment(shaping: Shaping, asked: Asked): Answer {
  const comment = commentAt(shaping, asked)
  if (comment === undefined) return notFound
  if (!mayWrite(shaping, asked, comment.issue)) return notAccessible
  const refusal = bodyRefusal(asked)
  if (refusal !== undefined) return refusal
  editComment(comment, { by: asked.account, at: shaping.state.now() }, String(asked.body['body']))
  return ok(commentShape(shaping, comment))
}

/** What an edit leaves behind, whoever makes it. */
export function editComment(comment: FakeComment, edit: FakeComment['edits'][number], body: string): void {
  if (comment.body === body) return
  comment.body = body
  comment.updatedAt = edit.at
  comment.edits.push(edit)
}

function deleteComment(shaping: Shaping, asked: Asked): Answer {
  const comment = commentAt(shaping, asked)
  if (comment === undefined) return notFound
  if (!mayWrite(shaping, asked, comment.issue)) return notAccessible
  shaping.state.comments.delete(comment.id)
  return ok(undefined, 204)
}

function reactionShape(shaping: Shaping, reaction: Reaction, at: number): object {
  return shaping.description.filled('reaction', {
    id: reaction.id,
    node_id: nodeId('REA', reaction.id),
    user: userShape(shaping, reaction.by),
    content: reaction.content,
    created_at: timeText(at),
  })
}

/** 201 for a new reaction, 200 for one that this account gave before. */
function createReaction(shaping: Shaping, asked: Asked): Answer {
  const comment = commentAt(shaping, asked)
  if (comment === undefined) return notFound
  if (!mayWrite(shaping, asked, comment.issue)) return notAccessible
  const content = String(asked.body['content'])
  if (!reactionContents.includes(content)) return refuse(422, 'Validation Failed', [])
  const known = comment.reactions.find((item) => item.by.id === asked.account.id && item.content === content)
  if (known !== undefined) return ok(reactionShape(shaping, known, comment.createdAt))
  const reaction: Reaction = { id: shaping.state.nextId(), by: asked.account, content }
  comment.reactions.push(reaction)
  return ok(reactionShape(shaping, reaction, shaping.state.now()), 201)
}

function listReactions(shaping: Shaping, asked: Asked): Answer {
  const comment = commentAt(shaping, asked)
  if (comment === undefined) return notFound
  return list(comment.reactions.map((reaction) => reactionShape(shaping, reaction, comment.createdAt)))
}

function deleteReaction(shaping: Shaping, asked: Asked): Answer {
  const comment = commentAt(shaping, asked)
  if (comment === undefined) return notFound
  const id = Number(asked.params['reaction_id'])
  comment.reactions = comment.reactions.filter((reaction) => reaction.id !== id)
  return ok(undefined, 204)
}

/** Operations on comments and reactions, by the description's operation ids. */
export const commentRoutes: Readonly<Record<string, Route>> = {
  'issues/list-comments': listComments,
  'issues/create-comment': createComment,
  'issues/get-comment': getComment,
  'issues/update-comment': updateComment,
  'issues/delete-comment': deleteComment,
  'reactions/create-for-issue-comment': createReaction,
  'reactions/list-for-issue-comment': listReactions,
  'reactions/delete-for-issue-comment': deleteReaction,
}
