import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { closeNamed } from '../adapters/bubblewrap/inherited.ts'
import { systemClock } from '../adapters/clock.ts'
import { newReportPath } from '../adapters/journal.ts'
import { openTerminal } from '../adapters/terminal/device.ts'
import { colorsOf, createTerminalLog } from '../adapters/terminal/log.ts'
import { createTerminalReviewers } from '../adapters/terminal/reviewers.ts'
import { denyingReviewers } from '../approval/absent.ts'
import { bindRequest } from '../approval/bind.ts'
import type { RequestDraft } from '../approval/request.ts'
import { parseCommandList } from '../inputs/command-list.ts'
import type { Reviewers } from '../ports.ts'
import type { Redactor } from '../text/redactor.ts'
import { makeVisibleLine } from '../text/visible.ts'
import { jobEnvironment } from '../wiring/job-environment.ts'
import { type FoundPolicy, policyPathOn, readPolicyFile } from '../wiring/policy-file.ts'
import { realDirectory } from '../wiring/real-directory.ts'
import { createRunRedactor } from '../wiring/redactor.ts'
import { runList } from '../wiring/run-list.ts'
import { cancelOnSignals } from '../wiring/signals.ts'
import { gateVersion } from '../wiring/version.ts'
import { oneOf, onlyPositional, parseArguments } from './arguments.ts'
import { readText } from './files.ts'

/** `command-gate run`: takes a list through the gate and asks at the terminal. */
export async function run(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArguments(words, {
    policy: { type: 'string' },
    workspace: { type: 'string', default: '.' },
    approvals: { type: 'string', default: 'terminal' },
    report: { type: 'string' },
  })
  const path = onlyPositional(positionals, 'one command list')
  const approvals = oneOf('--approvals', values.approvals, ['terminal', 'deny'])
  const workspace = realDirectory(values.workspace)
  const commands = parseCommandList(
    { name: path, file: path, text: await readText(path, 'a command list') },
    '.',
  )
  const { policy, origin } = await readPolicyFile(values.policy, workspace)
  closeNamed(words)
  // Somebody sits at the terminal: there is nothing to detach from.
  const found: FoundPolicy = { origin, policy: { ...policy, wait: 'block' } }
  const env = jobEnvironment()
  const { redactor } = await createRunRedactor(env)
  const cancel = cancelOnSignals()
  const log = createTerminalLog(process.stdout, systemClock.now)
  const reportPath = values.report ?? newReportPath(tmpdir())
  try {
    const { conclusion } = await runList({
      commands,
      found,
      policyFile: policyPathOn(workspace, values.policy),
      workspace,
      env,
      setup: 'auto',
      redactor,
      model: { apiKey: env['OPENAI_API_KEY'], baseUrl: env['OPENAI_BASE_URL'], githubToken: undefined },
      reportPath,
      log: { show: log.show, colors: colorsOf(process.stdout) },
      facts: {
        version: gateVersion,
        repository: undefined,
        pullRequest: undefined,
        headSha: undefined,
        runId: undefined,
        runAttempt: undefined,
        job: undefined,
        actor: undefined,
        listFile: path,
      },
      reviewers: () => (approvals === 'deny' ? denyingReviewers() : atTerminal(found, redactor)),
      signal: cancel.signal,
    })
    const text = makeVisibleLine(`report: ${reportPath} (command-gate report show prints it)`)
    log.show({ kind: 'text', text })
    return conclusion.exitCode
  } finally {
    log.close()
    cancel.stop()
  }
}

function atTerminal({ policy, origin }: FoundPolicy, redactor: Redactor): Reviewers {
  const context = {
    repositoryId: 0,
    number: 0,
    headSha: '',
    policyDigest: origin.digest,
    runId: randomBytes(16).toString('hex'),
    runAttempt: 1,
    job: 'terminal',
    matrix: 'terminal',
  }
  const bind = (draft: RequestDraft) => {
    const openedAt = systemClock.now()
    const terms = { bar: { role: 'terminal', count: 1 }, openedAt, deadline: openedAt + policy.timeoutMs }
    return bindRequest(draft, context, randomBytes(16).toString('hex'), terms)
  }
  return createTerminalReviewers({ terminal: openTerminal(), clock: systemClock, redactor, bind })
}
