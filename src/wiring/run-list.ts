import type { HeadStart } from '../adapters/bubblewrap/head-start.ts'
import { systemClock } from '../adapters/clock.ts'
import { openJournalFiles } from '../adapters/journal.ts'
import { createAssessor } from '../adapters/openai/assessor.ts'
import { createScripts } from '../adapters/scripts.ts'
import type { Command } from '../command/command.ts'
import { runGate } from '../gate.ts'
import type { Conclusion } from '../outcome.ts'
import type { Gate } from '../plan.ts'
import { decide } from '../policy/decide.ts'
import { requirementOf } from '../policy/requirement.ts'
import type { Journal, Reviewers } from '../ports.ts'
import { createJournal } from '../report/journal.ts'
import type { LogPiece } from '../report/log-piece.ts'
import type { Report } from '../report/report-shape.ts'
import type { RunFacts } from '../report/run-facts.ts'
import type { Colors } from '../text/control.ts'
import type { Redactor } from '../text/redactor.ts'
import { loadOwnCode } from './own-code.ts'
import type { FoundPolicy } from './policy-file.ts'
import { programPathOf } from './program-path.ts'
import { createMachineSandbox, type MachineSandbox } from './sandbox.ts'

/** Everything that a run of a list is made of, for the action and the command line alike. */
export type ListRun = {
  readonly commands: readonly Command[]
  readonly found: FoundPolicy
  /** Where the policy lies in the workspace, so that no command changes it. Absolute. */
  readonly policyFile: string
  /** Absolute and real. */
  readonly workspace: string
  readonly env: Readonly<Record<string, string>>
  readonly setup: 'auto' | 'never'
  /** The beginnings of a sandbox, made before the policy was known. */
  readonly ahead?: HeadStart | undefined
  readonly redactor: Redactor
  readonly model: {
    readonly apiKey: string | undefined
    readonly baseUrl: string | undefined
    readonly githubToken: string | undefined
  }
  readonly reportPath: string
  readonly log: { readonly show: (piece: LogPiece) => void; readonly colors: Colors }
  readonly facts: Omit<RunFacts, 'policy' | 'tools'>
  /** Asked for when the run has begun; meanwhile the sandbox is made ready. */
  readonly reviewers: (journal: Journal) => Reviewers | Promise<Reviewers>
  readonly signal: AbortSignal
}

/** Live output of one attempt in the log, in bytes; what is beyond is counted, and its end is in the report. */
const maxShownOutputBytes = 16 * 1024 * 1024

/** Takes the list through the gate on this machine. The report is on disk when it returns, and also when it throws. */
export async function runList(
  run: ListRun,
): Promise<{ readonly conclusion: Conclusion; readonly report: Report }> {
  const { policy, origin } = run.found
  const files = openJournalFiles(run.reportPath)
  const journal = createJournal({
    redactor: run.redactor,
    colors: run.log.colors,
    maxOutputBytes: maxShownOutputBytes,
    now: systemClock.now,
    sinks: { show: run.log.show, keep: files.keep, publish: files.publish },
  })
  const onNote = (message: string) => journal.record({ kind: 'note', level: 'info', message })
  let sandbox: MachineSandbox['sandbox'] | undefined
  try {
    const machine = await createMachineSandbox({ ...run, policy, onNote })
    sandbox = machine.sandbox
    const tools = [`Node ${process.version}`]
    journal.record({ kind: 'started', run: { ...run.facts, policy: origin, tools } })
    for (const message of machine.notes) onNote(message)
    const pathOf = programPathOf(run.env, run.workspace)
    const plan = (command: Command) => {
      const decision = decide(command.run, policy, { ...command, pathOf })
      return { decision, requirement: requirementOf(command, decision, policy, machine.resolver) }
    }
    if (startsInSandbox(run.commands, plan)) void sandbox.prepare()
    else await run.ahead?.giveUp()
    await loadOwnCode(run.workspace)
    const conclusion = await runGate(run.commands, {
      policy,
      plan,
      sandbox,
      assessor: createAssessor({
        settings: policy.assessment,
        ...run.model,
        redact: (text) => run.redactor.redact(text).text,
      }),
      scripts: createScripts({ workspace: run.workspace }),
      reviewers: await run.reviewers(journal),
      journal,
      signal: run.signal,
    })
    return { conclusion, report: journal.report() }
  } finally {
    await sandbox?.close()
    files.publish(journal.report())
    files.close()
  }
}

/** Whether the first command is attempted without a question, so that a sandbox is needed at once. */
function startsInSandbox(commands: readonly Command[], plan: Gate['plan']): boolean {
  const [first] = commands
  const requirement = first === undefined ? undefined : plan(first).requirement
  return requirement?.kind === 'attempt' && requirement.grant.kind === 'sandboxed'
}
