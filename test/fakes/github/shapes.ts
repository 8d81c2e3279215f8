import type { Description } from './description.ts'
import type { Account, FakeComment, FakeCommit, FakeIssue, FakePull, State } from './state.ts'
import { headOf } from './state.ts'

/** What turns the fake's memory into GitHub's JSON: the server's own address and the official description. */
export type Shaping = { readonly state: State; readonly url: string; readonly description: Description }

/** GitHub's times have whole seconds. */
export function timeText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`
}

export function repositoryPath(state: State): string {
  return `/repos/${state.owner.login}/${state.name}`
}

/** A node id as GraphQL and REST both give it. */
export function nodeId(kind: string, id: number): string {
  return `${kind}_${Buffer.from(String(id)).toString('base64url')}`
}

/** The same for a commit, which has no number. */
export function commitNodeId({ sha }: FakeCommit): string {
  return `C_${sha}`
}

export function userShape(shaping: Shaping, account: Account): object {
  const login = encodeURIComponent(account.login)
  const api = `${shaping.url}/users/${login}`
  return shaping.description.filled('simple-user', {
    login: account.login,
    id: account.id,
    node_id: nodeId('U', account.id),
    type: account.type,
    site_admin: false,
    url: api,
    html_url: `https://github.com/${login}`,
    avatar_url: `https://avatars.example.com/u/${account.id}`,
    gists_url: `${api}/gists{/gist_id}`,
    following_url: `${api}/following{/other_user}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    events_url: `${api}/events{/privacy}`,
  })
}

/** The app that posted a comment, as `performed_via_github_app` shows it. */
function appShape(shaping: Shaping, slug: string): object {
  const name = slug === 'github-actions' ? 'GitHub Actions' : slug
  return shaping.description.filled('integration', {
    id: slug === 'github-actions' ? 15368 : 90000 + slug.length,
    slug,
    node_id: nodeId('A', slug.length),
    name,
    owner: userShape(shaping, shaping.state.owner),
    permissions: {},
    events: [],
  })
}

function associationOf(state: State, login: string): string {
  if (login === state.owner.login) return 'OWNER'
  const role = state.roles.get(login.toLowerCase())
  return role === undefined || role.base === 'none' ? 'NONE' : 'COLLABORATOR'
}

export function commentShape(shaping: Shaping, comment: FakeComment): object {
  const { state, url } = shaping
  const number = comment.issue
  const kind = state.pulls.has(number) ? 'pull' : 'issues'
  return shaping.description.filled('issue-comment', {
    id: comment.id,
    node_id: comment.nodeId,
    url: `${url}${repositoryPath(state)}/issues/comments/${comment.id}`,
    html_url: `https://github.com/${state.owner.login}/${state.name}/${kind}/${number}#issuecomment-${comment.id}`,
    issue_url: `${url}${repositoryPath(state)}/issues/${number}`,
    body: comment.body,
    user: userShape(shaping, comment.author),
    created_at: timeText(comment.createdAt),
    updated_at: timeText(comment.updatedAt),
    author_association: associationOf(state, comment.author.login),
    performed_via_github_app: comment.app === undefined ? null : appShape(shaping, comment.app),
    reactions: reactionRollup(shaping, comment),
    pin: null,
    minimized: comment.minimizedReason === undefined ? null : { reason: comment.minimizedReason },
  })
}

export const reactionContents = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'eyes', 'rocket']

function reactionRollup(shaping: Shaping, comment: FakeComment): object {
  const counts = reactionContents.map((content) => [
    content,
    comment.reactions.filter((reaction) => reaction.content === content).length,
  ])
  return {
    url: `${shaping.url}${repositoryPath(shaping.state)}/issues/comments/${comment.id}/reactions`,
    total_count: comment.reactions.length,
    ...Object.fromEntries(counts),
  }
}

function repositoryShape(shaping: Shaping, fullName: string): object {
  const { state, description } = shaping
  const own = fullName === `${state.owner.login}/${state.name}`
  return description.filled('repository', {
    id: own ? state.repositoryId : state.repositoryId + 1,
    name: fullName.split('/')[1],
    full_name: fullName,
    private: state.isPrivate,
    fork: !own,
    default_branch: state.defaultBranch,
    owner: userShape(
      shaping,
      own ? state.owner : (state.accounts.get(fullName.split('/')[0] ?? '') ?? state.owner),
    ),
  })
}

export function fullRepositoryShape(shaping: Shaping): object {
  const { state } = shaping
  const full = `${state.owner.login}/${state.name}`
  const pushed = { pushed_at: timeText(state.now()), created_at: timeText(0), updated_at: timeText(0) }
  return shaping.description.filled('full-repository', { ...repositoryShape(shaping, full), ...pushed })
}

export function issueShape(shaping: Shaping, issue: FakeIssue): object {
  const { state, url } = shaping
  const api = `${url}${repositoryPath(state)}/issues/${issue.number}`
  const pull = state.pulls.has(issue.number)
  const html = `https://github.com/${state.owner.login}/${state.name}/${pull ? 'pull' : 'issues'}/${issue.number}`
  return shaping.description.filled('issue', {
    id: 700_000 + issue.number,
    node_id: nodeId('I', issue.number),
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    user: userShape(shaping, issue.author),
    author_association: associationOf(state, issue.author.login),
    url: api,
    html_url: html,
    comments: [...state.comments.values()].filter((comment) => comment.issue === issue.number).length,
    created_at: timeText(issue.createdAt),
    updated_at: timeText(issue.createdAt),
    labels: [],
    ...(pull ? { pull_request: { url: api, html_url: html, diff_url: html, patch_url: html } } : {}),
  })
}

function refShape(shaping: Shaping, ref: string, sha: string, fullName: string): object {
  return {
    label: `${fullName.split('/')[0]}:${ref}`,
    ref,
    sha,
    user: userShape(shaping, shaping.state.owner),
    repo: repositoryShape(shaping, fullName),
  }
}

export function pullShape(shaping: Shaping, pull: FakePull, schema: string): object {
  const { state } = shaping
  const own = `${state.owner.login}/${state.name}`
  const issue = issueShape(shaping, pull) as Record<string, unknown>
  const html = String(issue['html_url'])
  const link = (name: string) => ({ href: `${html}/${name}` })
  const links = [
    'comments',
    'commits',
    'html',
    'issue',
    'review_comment',
    'review_comments',
    'self',
    'statuses',
  ]
  const { pull_request: _, labels, ...shared } = issue
  return shaping.description.filled(schema, {
    ...Object.fromEntries(Object.entries(shared).filter(([name]) => !name.startsWith('sub_issue'))),
    labels,
    url: `${shaping.url}${repositoryPath(state)}/pulls/${pull.number}`,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    merged: pull.merged,
    draft: false,
    head: refShape(shaping, pull.headRef, headOf(pull), pull.headRepository),
    base: refShape(shaping, pull.baseRef, pull.baseSha, own),
    commits: pull.commits.length,
    changed_files: pull.files.length,
    _links: Object.fromEntries(links.map((name) => [name, link(name)])),
  })
}

export function commitShape(shaping: Shaping, commit: FakeCommit): object {
  const { state, url, description } = shaping
  const api = `${url}${repositoryPath(state)}/commits/${commit.sha}`
  const person = (account: Account | undefined) => ({
    name: account?.login ?? 'Nobody',
    email: commit.email,
    date: '2026-01-01T00:00:00Z',
  })
  return description.filled('commit', {
    sha: commit.sha,
    node_id: commitNodeId(commit),
    url: api,
    html_url: `https://github.com/${state.owner.login}/${state.name}/commit/${commit.sha}`,
    comments_url: `${api}/comments`,
    author: commit.author === undefined ? null : userShape(shaping, commit.author),
    committer: commit.committer === undefined ? null : userShape(shaping, commit.committer),
    parents: [],
    commit: {
      url: api,
      author: person(commit.author),
      committer: person(commit.committer),
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.sha, url: api },
      verification: {
        verified: false,
        reason: 'unsigned',
        signature: null,
        payload: null,
        verified_at: null,
      },
    },
  })
}
