import { createHash } from 'node:crypto'
import type { Answer, Asked } from './answer.ts'
import { list, notAccessible, notFound, ok, refuse } from './answer.ts'
import type { Route } from './comment-routes.ts'
import { commitBy } from './people.ts'
import type { Shaping } from './shapes.ts'
import {
  commitShape,
  fullRepositoryShape,
  issueShape,
  pullShape,
  repositoryPath,
  timeText,
  userShape,
} from './shapes.ts'
import type { FakeIssue, Role } from './state.ts'
import { headOf, shaOf } from './state.ts'

/** The legacy field: maintain shows as write, triage as read, a custom role as its base. */
function permissionBody(shaping: Shaping, role: Role, login: string): Answer {
  const account = shaping.state.accounts.get(login)
  if (account === undefined) return notFound
  const has = (...bases: readonly Role['base'][]) => bases.includes(role.base)
  const permissions = {
    admin: has('admin'),
    maintain: has('admin') || role.name === 'maintain',
    push: has('admin', 'write'),
    triage: has('admin', 'write') || role.name === 'triage',
    pull: !has('none'),
  }
  return ok(
    shaping.description.filled('repository-collaborator-permission', {
      permission: role.base,
      role_name: role.name,
      user: { ...userShape(shaping, account), permissions, role_name: role.name },
    }),
  )
}

/** Apps and bots are not users here: 404. On a public repository every user can read. */
function getPermission(shaping: Shaping, asked: Asked): Answer {
  const login = (asked.params['username'] ?? '').toLowerCase()
  const account = shaping.state.accounts.get(login)
  if (account === undefined) return notFound
  if (account.type !== 'User') return refuse(404, `${account.login} is not a user`)
  const outside: Role = shaping.state.isPrivate ? { name: '', base: 'none' } : { name: 'read', base: 'read' }
  return permissionBody(shaping, shaping.state.roles.get(login) ?? outside, login)
}

function mayRead(shaping: Shaping, asked: Asked, ...names: readonly string[]): boolean {
  return !shaping.state.isPrivate || names.some((name) => asked.token.permissions[name] !== undefined)
}

function onPull(schema: string) {
  return (shaping: Shaping, asked: Asked): Answer => {
    if (!mayRead(shaping, asked, 'pull-requests')) return notAccessible
    const pull = shaping.state.pulls.get(Number(asked.params['pull_number']))
    return pull === undefined ? notFound : ok(pullShape(shaping, pull, schema))
  }
}

function listPulls(shaping: Shaping, asked: Asked): Answer {
  if (!mayRead(shaping, asked, 'pull-requests')) return notAccessible
  const state = asked.query.get('state') ?? 'open'
  const head = asked.query.get('head')
  const found = [...shaping.state.pulls.values()]
    .filter((pull) => state === 'all' || pull.state === state)
    .filter((pull) => head === null || head === `${pull.headRepository.split('/')[0]}:${pull.headRef}`)
  return list(found.map((pull) => pullShape(shaping, pull, 'pull-request-simple')))
}

function listPullCommits(shaping: Shaping, asked: Asked): Answer {
  if (!mayRead(shaping, asked, 'pull-requests')) return notAccessible
  const pull = shaping.state.pulls.get(Number(asked.params['pull_number']))
  return pull === undefined ? notFound : list(pull.commits.map((commit) => commitShape(shaping, commit)))
}

function listPullFiles(shaping: Shaping, asked: Asked): Answer {
  if (!mayRead(shaping, asked, 'pull-requests')) return notAccessible
  const pull = shaping.state.pulls.get(Number(asked.params['pull_number']))
  if (pull === undefined) return notFound
  return list(
    pull.files.map((file) =>
      shaping.description.filled('diff-entry', {
        sha: headOf(pull),
        filename: file.filename,
        status: file.status,
        additions: 1,
        changes: 1,
      }),
    ),
  )
}

/** Open pull requests that contain the commit, also where it is not the head. */
function listPullsOfCommit(shaping: Shaping, asked: Asked): Answer {
  if (!mayRead(shaping, asked, 'pull-requests')) return notAccessible
  const sha = asked.params['commit_sha']
  const found = [...shaping.state.pulls.values()].filter((pull) =>
    pull.commits.some((item) => item.sha === sha),
  )
  return list(found.map((pull) => pullShape(shaping, pull, 'pull-request-simple')))
}

function getCommit(shaping: Shaping, asked: Asked): Answer {
  const { state } = shaping
  if (!mayRead(shaping, asked, 'contents')) return notAccessible
  const commits = [...state.pulls.values()].flatMap((pull) => pull.commits)
  const ref = asked.params['ref'] ?? ''
  // A tree without a commit of a pull request stands for one of a branch's.
  const other = state.trees.has(ref) ? commitBy(state.owner, 'Earlier work', shaOf(ref)) : undefined
  const commit = commits.find((item) => item.sha === ref) ?? other
  return commit === undefined ? notFound : ok(commitShape(shaping, commit))
}

function getContent(shaping: Shaping, asked: Asked): Answer {
  const { state, url } = shaping
  if (!mayRead(shaping, asked, 'contents')) return notAccessible
  const ref = asked.query.get('ref') ?? state.defaultBranch
  const tree = state.trees.get(ref)
  if (tree === undefined) return refuse(404, `No commit found for the ref ${ref}`)
  const path = asked.params['path'] ?? ''
  const text = tree.get(path)
  if (text === undefined) return notFound
  const raw = asked.accept.includes('raw')
  if (raw) return { status: 200, body: text, headers: { 'content-type': 'application/vnd.github.raw+json' } }
  const bytes = Buffer.from(text)
  const sha = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
  const api = `${url}${repositoryPath(state)}/contents/${path}?ref=${ref}`
  const large = bytes.length > 1024 * 1024
  const content = large ? '' : `${bytes.toString('base64').replace(/.{60}/g, '$&\n')}\n`
  return ok({
    type: 'file',
    encoding: large ? 'none' : 'base64',
    size: bytes.length,
    name: path.split('/').at(-1),
    path,
    content,
    sha,
    url: api,
    git_url: api,
    html_url: api,
    download_url: api,
    _links: { self: api, git: api, html: api },
  })
}

/** Only a token with the organisation's members permission reads teams; a job's own token never has it. */
function teamMembership(shaping: Shaping, asked: Asked): Answer {
  if (asked.token.permissions['members'] === undefined) return notAccessible
  const team = `${asked.params['org']}/${asked.params['team_slug']}`.toLowerCase()
  const state = shaping.state.teams.get(team)?.get((asked.params['username'] ?? '').toLowerCase())
  if (state === undefined) return notFound
  return ok({ url: `${shaping.url}/teams/1/memberships/x`, role: 'member', state })
}

function teamMembers(shaping: Shaping, asked: Asked): Answer {
  if (asked.token.permissions['members'] === undefined) return notFound
  const members = shaping.state.teams.get(`${asked.params['org']}/${asked.params['team_slug']}`.toLowerCase())
  if (members === undefined) return notFound
  const active = [...members].flatMap(([login, state]) => (state === 'active' ? [login] : []))
  return list(
    active.flatMap((login) => {
      const account = shaping.state.accounts.get(login)
      return account === undefined ? [] : [userShape(shaping, account)]
    }),
  )
}

function createIssue(shaping: Shaping, asked: Asked): Answer {
  const { state } = shaping
  if (asked.token.permissions['issues'] !== 'write') return notAccessible
  const issue: FakeIssue = {
    number: Math.max(0, ...state.issues.keys()) + 1,
    author: asked.account,
    title: String(asked.body['title']),
    body: String(asked.body['body'] ?? ''),
    state: 'open',
    createdAt: state.now(),
  }
  state.issues.set(issue.number, issue)
  return ok(issueShape(shaping, issue), 201)
}

function getIssue(shaping: Shaping, asked: Asked): Answer {
  const issue = shaping.state.issues.get(Number(asked.params['issue_number']))
  return issue === undefined ? notFound : ok(issueShape(shaping, issue))
}

function updateIssue(shaping: Shaping, asked: Asked): Answer {
  const issue = shaping.state.issues.get(Number(asked.params['issue_number']))
  if (issue === undefined) return notFound
  if (asked.token.permissions['issues'] !== 'write') return notAccessible
  const { title, body, state } = asked.body
  if (typeof title === 'string') issue.title = title
  if (typeof body === 'string') issue.body = body
  if (state === 'open' || state === 'closed') issue.state = state
  return ok(issueShape(shaping, issue))
}

function listIssues(shaping: Shaping, asked: Asked): Answer {
  const state = asked.query.get('state') ?? 'open'
  const creator = asked.query.get('creator')
  const found = [...shaping.state.issues.values()]
    .filter((issue) => state === 'all' || issue.state === state)
    .filter((issue) => creator === null || issue.author.login === creator)
    .sort((left, right) => right.number - left.number)
  return list(found.map((issue) => issueShape(shaping, issue)))
}

/** An app's token has no user behind it. */
function getViewer(shaping: Shaping, asked: Asked): Answer {
  if (asked.token.app !== undefined) return notAccessible
  return ok({ ...userShape(shaping, asked.account), created_at: timeText(0), updated_at: timeText(0) })
}

function getUser(shaping: Shaping, asked: Asked): Answer {
  const account = shaping.state.accounts.get((asked.params['username'] ?? '').toLowerCase())
  if (account === undefined) return notFound
  return ok(shaping.description.filled('public-user', userShape(shaping, account)))
}

/** Operations on the repository, its pull requests, people and jobs, by the description's operation ids. */
export const repositoryRoutes: Readonly<Record<string, Route>> = {
  'issues/create': createIssue,
  'issues/get': getIssue,
  'issues/list-for-repo': listIssues,
  'issues/update': updateIssue,
  'pulls/get': onPull('pull-request'),
  'pulls/list': listPulls,
  'pulls/list-commits': listPullCommits,
  'pulls/list-files': listPullFiles,
  'repos/get': (shaping) => ok(fullRepositoryShape(shaping)),
  'repos/get-collaborator-permission-level': getPermission,
  'repos/get-commit': getCommit,
  'repos/get-content': getContent,
  'repos/list-pull-requests-associated-with-commit': listPullsOfCommit,
  'teams/get-membership-for-user-in-org': teamMembership,
  'teams/list-members-in-org': teamMembers,
  'users/get-authenticated': getViewer,
  'users/get-by-username': getUser,
}
