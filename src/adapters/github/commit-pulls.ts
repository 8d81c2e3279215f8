import type { CommitPull } from '../../approval/conversation.ts'
import { type Connection, contentOf, createClient } from './client.ts'
import { decodeCommitPulls } from './decode.ts'

/** The pull requests that hold a commit, or the reason why they can't be told. */
export async function pullsOfCommit(
  connection: Connection & { readonly owner: string; readonly repository: string },
  sha: string,
): Promise<readonly CommitPull[] | { readonly reason: string }> {
  const { owner, repository } = connection
  const answer = await contentOf(createClient(connection), {
    route: 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls',
    parameters: { owner, repo: repository, commit_sha: sha, per_page: 100 },
    decode: decodeCommitPulls,
  })
  return answer.kind === 'value' ? answer.value : { reason: answer.failure.detail }
}
