import { z } from 'zod/mini'
import type { Answer } from '../../approval/answer.ts'
import type { Jobs, WorkflowJob, WorkflowRun } from '../../ports.ts'
import { type Connection, contentOf, createClient } from './client.ts'

const account = z.object({ id: z.number(), login: z.string() })
const runShape = z.object({
  status: z.nullable(z.string()),
  head_sha: z.string(),
  actor: z.nullish(account),
  triggering_actor: z.nullish(account),
  pull_requests: z.nullable(z.array(z.object({ number: z.number() }))),
})
const jobsShape = z.object({
  total_count: z.number(),
  jobs: z.array(
    z.object({ id: z.number(), name: z.string(), status: z.string(), conclusion: z.nullable(z.string()) }),
  ),
})

const pageSize = 100
const maxPages = 10

/** The workflow runs of one repository. Starting a job again takes a token with `actions: write`. */
export function createJobs(
  connection: Connection & { readonly owner: string; readonly repository: string },
): Jobs {
  const client = createClient(connection)
  const place = { owner: connection.owner, repo: connection.repository }
  const list = async (
    route: string,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<Answer<readonly WorkflowJob[]>> => {
    const jobs: WorkflowJob[] = []
    for (let page = 1; page <= maxPages; page += 1) {
      const asked = { ...place, ...parameters, per_page: pageSize, page }
      const answer = await contentOf(client, { route, parameters: asked, decode: decodeJobs })
      if (answer.kind === 'failure') return answer
      jobs.push(...answer.value.jobs)
      if (jobs.length >= answer.value.total || answer.value.jobs.length === 0) break
    }
    return { kind: 'value', value: jobs }
  }
  return {
    run: (runId) =>
      contentOf(client, {
        route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
        parameters: { ...place, run_id: Number(runId) },
        decode: decodeRun,
      }),
    latest: (runId) =>
      list('GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs', {
        run_id: Number(runId),
        filter: 'latest',
      }),
    ofAttempt: (runId, attempt) =>
      list('GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs', {
        run_id: Number(runId),
        attempt_number: attempt,
      }),
    rerun: async (jobId) => {
      const answer = await contentOf(client, {
        route: 'POST /repos/{owner}/{repo}/actions/jobs/{job_id}/rerun',
        parameters: { ...place, job_id: jobId },
        decode: () => 'started' as const,
      })
      // GitHub starts a job again only when its whole run has ended.
      const isRunning = answer.kind === 'failure' && /already running/i.test(answer.failure.detail)
      return isRunning ? { kind: 'value', value: 'running' } : answer
    },
  }
}

function decodeRun(data: unknown): WorkflowRun {
  const found = runShape.parse(data)
  return {
    isCompleted: found.status === 'completed',
    headSha: found.head_sha,
    pullNumbers: (found.pull_requests ?? []).map(({ number }) => number),
    actors: [found.actor, found.triggering_actor].filter((actor) => actor != null),
  }
}

function decodeJobs(data: unknown): { total: number; jobs: readonly WorkflowJob[] } {
  const found = jobsShape.parse(data)
  return {
    total: found.total_count,
    jobs: found.jobs.map(({ id, name, status, conclusion }) => ({
      id,
      name,
      isCompleted: status === 'completed',
      conclusion: conclusion ?? undefined,
    })),
  }
}
