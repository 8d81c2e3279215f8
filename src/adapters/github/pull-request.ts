import type { Answer } from '../../approval/answer.ts'
import type { PullRequest } from '../../ports.ts'
import { type Client, type Connection, contentOf, createClient } from './client.ts'
import { createConversation } from './conversation.ts'
import { decodeAccount, decodeFile, decodeMembership, decodePull, decodeRole } from './decode.ts'
import { createRecords } from './records.ts'

/** Which pull request, and with which tokens. */
export type PullRequestSettings = Connection & {
  readonly owner: string
  readonly repository: string
  readonly number: number
  /** A token that can read the organisation's teams, which a job's own token can't. */
  readonly teamsToken: string | undefined
}

/** A pull request on GitHub. */
export function createPullRequest(settings: PullRequestSettings): PullRequest {
  const client = createClient(settings)
  const teams =
    settings.teamsToken === undefined ? client : createClient({ ...settings, token: settings.teamsToken })
  const place = { owner: settings.owner, repo: settings.repository }
  const numbered = { ...place, pull_number: settings.number }
  const records = createRecords(client, { ...place, number: settings.number })
  return {
    ...createConversation(client, records, { ...place, issue_number: settings.number }),
    state: async () => {
      const answer = await client.rest({
        route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
        parameters: numbered,
        decode: decodePull,
      })
      if (answer.kind === 'failure') return answer
      const { value, serverTime } = answer.value
      return found({ open: value.open, headSha: value.headSha, baseSha: value.baseSha, serverTime })
    },
    roleOf: (login) =>
      contentOf(client, {
        route: 'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
        parameters: { ...place, username: login },
        decode: decodeRole,
      }),
    account: (login) =>
      orUndefined(
        contentOf(client, {
          route: 'GET /users/{username}',
          parameters: { username: login },
          decode: decodeAccount,
        }),
      ),
    isTeamMember: (team, login) => isTeamMember(teams, team, login),
    fileAt: (path, ref) => fileAt(client, place, { path, ref }),
  }
}

/**
 * A file that can't be found may only be hidden from the token, or GitHub may have slipped: "there is no policy" would then
 * let through what the policy stops. So it is missing only when the commit can be read, and it is still missing after that.
 */
async function fileAt(
  client: Client,
  place: { readonly owner: string; readonly repo: string },
  file: { readonly path: string; readonly ref: string },
): Promise<Answer<string | undefined>> {
  const read = () =>
    contentOf(client, {
      route: 'GET /repos/{owner}/{repo}/contents/{path}',
      parameters: { ...place, ...file },
      decode: decodeFile,
    })
  const first = await read()
  if (first.kind === 'value' || first.failure.kind !== 'missing') return first
  const commit = await contentOf(client, {
    route: 'GET /repos/{owner}/{repo}/commits/{ref}',
    parameters: { ...place, ref: file.ref },
    decode: () => true,
  })
  return commit.kind === 'failure' ? commit : await orUndefined(read())
}

/**
 * A membership that can't be found may only be hidden from the token: then the team can't be found either, and that is
 * a failure, never a "no".
 */
async function isTeamMember(client: Client, team: string, login: string): Promise<Answer<boolean>> {
  const [org, slug] = team.split('/')
  const parameters = { org, team_slug: slug, username: login }
  const route = 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}'
  const membership = await contentOf(client, { route, parameters, decode: decodeMembership })
  if (membership.kind === 'value') return membership
  if (membership.failure.kind === 'missing') {
    const known = await contentOf(client, {
      route: 'GET /orgs/{org}/teams/{team_slug}/members',
      parameters: { org, team_slug: slug, per_page: 1 },
      decode: () => true,
    })
    if (known.kind === 'value') return found(false)
  }
  const { kind } = membership.failure
  if (kind !== 'missing' && kind !== 'forbidden') return membership
  const detail = `the members of the team ${team} can't be read with this token: a job's own token never can; give teams-token a token that may read the organisation's members`
  return { kind: 'failure', failure: { kind: 'forbidden', detail, retryAfterMs: undefined } }
}

async function orUndefined<T>(asked: Promise<Answer<T>>): Promise<Answer<T | undefined>> {
  const answer = await asked
  return answer.kind === 'failure' && answer.failure.kind === 'missing' ? found(undefined) : answer
}

function found<T>(value: T): Answer<T> {
  return { kind: 'value', value }
}
