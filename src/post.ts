import { createActionsRunner } from './adapters/actions.ts'
import { makeVisible } from './text/visible.ts'
import { jobEnvironment } from './wiring/job-environment.ts'
import { withoutSecrets } from './wiring/without-secrets.ts'

const runner = createActionsRunner()

/** What fails is said, and holds nothing else up: the job has its ending already. */
async function attempt(what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    runner.show({ kind: 'text', text: makeVisible(await withoutSecrets(`${what}: ${String(error)}`)) })
  }
}

// The main step says so itself when it came to its end; this is for the one that was killed.
if (runner.state('ended') === undefined) {
  const reportPath = runner.state('report')
  await attempt('The comment on the pull request could not be closed', async () =>
    (await import('./wiring/post.ts')).closeAfterKill(runner, jobEnvironment()),
  )
  if (reportPath !== undefined) {
    await attempt('The report could not be completed', async () =>
      (await import('./wiring/rescue-report.ts')).rescueReport(runner, reportPath),
    )
  }
}
