import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GraphQLSchema } from 'graphql'
import { buildSchema, GraphQLError, graphql } from 'graphql'
import type { Asked } from './answer.ts'
import { bodyLimitChars, editComment } from './comment-routes.ts'
import { commitBy } from './people.ts'
import { commitNodeId, nodeId, timeText } from './shapes.ts'
import type { Account, FakeComment, FakeCommit, FakeIssue, FakePull, State } from './state.ts'
import { headOf, lastEditOf, shaOf } from './state.ts'

const file = join(import.meta.dirname, '../../fixtures/github-graphql/subset.graphql')

/** GitHub's official GraphQL schema, cut to the types that the gate may ask for. */
export function loadSchema(): GraphQLSchema {
  return buildSchema(readFileSync(file, 'utf8'))
}

type GraphqlResult = { readonly body: object; readonly violations: readonly string[] }
type Args = Readonly<Record<string, unknown>>

/** Answers a query from the fake's memory. What the official schema refuses is a violation. */
export async function answerGraphql(
  schema: GraphQLSchema,
  state: State,
  asked: Asked,
): Promise<GraphqlResult> {
  const result = await graphql({
    schema,
    source: String(asked.body['query'] ?? ''),
    variableValues: (asked.body['variables'] ?? {}) as Record<string, unknown>,
    rootValue: rootOf(state, asked),
  })
  const errors = (result.errors ?? []).map((error) => ({
    ...(typeof error.extensions['type'] === 'string' ? { type: error.extensions['type'] } : {}),
    message: error.message,
    locations: error.locations,
    path: error.path,
  }))
  const violations = errors.filter((error) => !('type' in error)).map((error) => error.message)
  return {
    body: errors.length === 0 ? { data: result.data } : { data: result.data ?? null, errors },
    violations,
  }
}

function rootOf(state: State, asked: Asked): object {
  const find = (id: string) => {
    const found = nodeFor(state, asked, id)
    if (found !== undefined) return found
    const message = `Could not resolve to a node with the global id of '${id}'`
    return new GraphQLError(message, { extensions: { type: 'NOT_FOUND' } })
  }
  return {
    id: 'R_root',
    node: ({ id }: Args) => throwIfError(find(String(id))),
    nodes: ({ ids }: Args) => (ids as readonly string[]).map(find),
    viewer: () => actor(asked.account),
    rateLimit: {
      cost: 1,
      limit: 1000,
      remaining: 999,
      used: 1,
      nodeCount: 0,
      resetAt: timeText(state.now()),
    },
    repository: ({ owner, name }: Args) => {
      if (owner === state.owner.login && name === state.name) return repository(state, asked)
      const message = `Could not resolve to a Repository with the name '${owner}/${name}'.`
      throw new GraphQLError(message, { extensions: { type: 'NOT_FOUND' } })
    },
    minimizeComment: ({ input }: Args) => minimize(state, asked, input as Args),
    updateIssueComment: ({ input }: Args) => update(state, asked, input as Args),
  }
}

function throwIfError(value: object): object {
  if (value instanceof GraphQLError) throw value
  return value
}

function nodeFor(state: State, asked: Asked, id: string): object | undefined {
  const comment = [...state.comments.values()].find((item) => item.nodeId === id)
  if (comment !== undefined) return commentNode(state, asked, comment)
  const earlier = [...state.trees.keys()].map((ref) => commitBy(state.owner, 'Earlier work', shaOf(ref)))
  const commits = [...[...state.pulls.values()].flatMap((item) => item.commits), ...earlier]
  const commit = commits.find((item) => commitNodeId(item) === id)
  if (commit !== undefined) return commitNode(commit)
  const pull = [...state.pulls.values()].find((item) => nodeId('I', item.number) === id)
  if (pull !== undefined) return pullNode(state, asked, pull)
  const issue = [...state.issues.values()].find((item) => nodeId('I', item.number) === id)
  return issue === undefined ? undefined : issueNode(asked, issue)
}

function issueNode(asked: Asked, issue: FakeIssue): object {
  return {
    __typename: 'Issue',
    id: nodeId('I', issue.number),
    number: issue.number,
    title: issue.title,
    author: actor(issue.author),
    state: issue.state.toUpperCase(),
    closed: issue.state === 'closed',
    viewerDidAuthor: issue.author.id === asked.account.id,
  }
}

function minimize(state: State, asked: Asked, input: Args): object {
  const comment = [...state.comments.values()].find((item) => item.nodeId === input['subjectId'])
  if (comment === undefined || asked.token.permissions['pull-requests'] !== 'write')
    throw new GraphQLError('Resource not accessible by integration', { extensions: { type: 'FORBIDDEN' } })
  comment.minimizedReason = String(input['classifier']).toLowerCase()
  return { minimizedComment: commentNode(state, asked, comment) }
}

function update(state: State, asked: Asked, input: Args): object {
  const id = String(input['id'])
  const comment = [...state.comments.values()].find((item) => item.nodeId === id)
  if (comment === undefined) {
    const message = `Could not resolve to a node with the global id of '${id}'`
    throw new GraphQLError(message, { extensions: { type: 'NOT_FOUND' } })
  }
  const { permissions } = asked.token
  const isPull = state.pulls.has(comment.issue)
  if (permissions['issues'] !== 'write' && !(isPull && permissions['pull-requests'] === 'write'))
    throw new GraphQLError('Resource not accessible by integration', { extensions: { type: 'FORBIDDEN' } })
  const body = String(input['body'])
  if (body.trim() === '' || body.length > bodyLimitChars)
    throw new GraphQLError('Body is invalid', { extensions: { type: 'UNPROCESSABLE' } })
  editComment(comment, { by: asked.account, at: state.now() }, body)
  return { issueComment: commentNode(state, asked, comment) }
}

/** GraphQL names bots without their `[bot]`. */
function actor(account: Account): object {
  const login = account.type === 'Bot' ? account.login.replace(/\[bot\]$/, '') : account.login
  return {
    __typename: account.type,
    id: nodeId('U', account.id),
    login,
    databaseId: account.id,
    url: `https://github.com/${login}`,
    resourcePath: `/${login}`,
    avatarUrl: `https://avatars.example.com/u/${account.id}`,
  }
}

function page(nodes: readonly object[], args: Args): object {
  const first = typeof args['first'] === 'number' ? args['first'] : nodes.length
  const from = typeof args['after'] === 'string' ? Number(args['after']) : 0
  const shown =
    typeof args['last'] === 'number' ? nodes.slice(-args['last']) : nodes.slice(from, from + first)
  const end = from + shown.length
  return {
    nodes: shown,
    totalCount: nodes.length,
    pageInfo: {
      hasNextPage: end < nodes.length,
      hasPreviousPage: from > 0,
      startCursor: String(from),
      endCursor: String(end),
    },
  }
}

function commentNode(state: State, asked: Asked, comment: FakeComment): object {
  const edit = lastEditOf(comment)
  return {
    __typename: 'IssueComment',
    id: comment.nodeId,
    /** Comment ids have outgrown the schema's 32-bit Int; `fullDatabaseId` is what holds them. */
    databaseId: null,
    fullDatabaseId: String(comment.id),
    author: actor(comment.author),
    authorAssociation: 'NONE',
    body: comment.body,
    bodyText: comment.body,
    bodyHTML: '',
    createdAt: timeText(comment.createdAt),
    publishedAt: timeText(comment.createdAt),
    updatedAt: timeText(comment.updatedAt),
    lastEditedAt: edit === undefined ? null : timeText(edit.at),
    editor: edit === undefined ? null : actor(edit.by),
    includesCreatedEdit: comment.edits.length > 0,
    isMinimized: comment.minimizedReason !== undefined,
    minimizedReason: comment.minimizedReason ?? null,
    createdViaEmail: comment.viaEmail,
    viewerDidAuthor: comment.author.id === asked.account.id,
    url: `https://github.com/${state.owner.login}/${state.name}/pull/${comment.issue}#issuecomment-${comment.id}`,
    issue: () => ({ number: comment.issue, id: nodeId('I', comment.issue) }),
    pullRequest: () => {
      const pull = state.pulls.get(comment.issue)
      return pull === undefined ? null : pullNode(state, asked, pull)
    },
    repository: () => repository(state, asked),
    userContentEdits: (args: Args) =>
      page(
        comment.edits.map((item, index) => ({
          __typename: 'UserContentEdit',
          id: `UCE_${comment.id}_${index}`,
          editor: actor(item.by),
          editedAt: timeText(item.at),
          createdAt: timeText(item.at),
          updatedAt: timeText(item.at),
        })),
        args,
      ),
  }
}

function gitActor(account: Account | undefined, email: string): object {
  return { name: account?.login ?? 'Nobody', email, user: account === undefined ? null : actor(account) }
}

function commitNode(commit: FakeCommit): object {
  return {
    __typename: 'Commit',
    id: commitNodeId(commit),
    oid: commit.sha,
    message: commit.message,
    author: gitActor(commit.author, commit.email),
    committer: gitActor(commit.committer, commit.email),
    authors: (args: Args) =>
      page(
        [commit.author, ...commit.coAuthors].map((account) => gitActor(account, commit.email)),
        args,
      ),
  }
}

function pullNode(state: State, asked: Asked, pull: FakePull): object {
  return {
    __typename: 'PullRequest',
    id: nodeId('I', pull.number),
    number: pull.number,
    title: pull.title,
    author: actor(pull.author),
    state: pull.merged ? 'MERGED' : pull.state.toUpperCase(),
    closed: pull.state === 'closed',
    merged: pull.merged,
    headRefOid: headOf(pull),
    headRefName: pull.headRef,
    baseRefOid: pull.baseSha,
    baseRefName: pull.baseRef,
    isCrossRepository: pull.headRepository !== `${state.owner.login}/${state.name}`,
    commits: (args: Args) =>
      page(
        pull.commits.map((commit) => ({ id: commit.sha, commit: commitNode(commit) })),
        args,
      ),
    comments: (args: Args) => commentsOf(state, asked, pull.number, args),
    repository: () => repository(state, asked),
  }
}

function commentsOf(state: State, asked: Asked, number: number, args: Args): object {
  const found = [...state.comments.values()].filter((comment) => comment.issue === number)
  return page(
    found.map((comment) => commentNode(state, asked, comment)),
    args,
  )
}

function repository(state: State, asked: Asked): object {
  return {
    __typename: 'Repository',
    id: nodeId('R', state.repositoryId),
    databaseId: state.repositoryId,
    name: state.name,
    nameWithOwner: `${state.owner.login}/${state.name}`,
    isPrivate: state.isPrivate,
    viewerPermission: 'WRITE',
    pullRequest: ({ number }: Args) => {
      const pull = state.pulls.get(Number(number))
      if (pull !== undefined) return pullNode(state, asked, pull)
      const message = `Could not resolve to a PullRequest with the number of ${number}.`
      throw new GraphQLError(message, { extensions: { type: 'NOT_FOUND' } })
    },
  }
}
