import { constants } from 'node:os'
import { isAbsolute, resolve } from 'node:path'
import { closeNamed } from '../adapters/bubblewrap/inherited.ts'
import type { Command } from '../command/command.ts'
import { GateError } from '../errors.ts'
import type { Grant, HostPattern } from '../policy/grant.ts'
import type { Attempt, Ending } from '../sandbox/attempt.ts'
import { parseHostPattern } from '../sandbox/hosts.ts'
import { commandFreeJson } from '../text/log-guard.ts'
import { jobEnvironment } from '../wiring/job-environment.ts'
import { createOutputPrinter } from '../wiring/output-printer.ts'
import { policyPathOn, readPolicyFile } from '../wiring/policy-file.ts'
import { realDirectory } from '../wiring/real-directory.ts'
import { createMachineSandbox } from '../wiring/sandbox.ts'
import { cancelOnSignals } from '../wiring/signals.ts'
import { noPositional, oneOf, parseArguments, splitWords } from './arguments.ts'
import { bareCommand } from './bare-command.ts'

/** `command-gate sandbox`: one attempt. The exit code is the command's; 4 when there is no sandbox. */
export async function sandbox(words: readonly string[]): Promise<number> {
  const [own, argv] = splitWords(words)
  if (argv.length === 0) {
    throw new GateError('INPUT_INVALID', 'usage: found no command; write it after --', {
      hint: 'For example: command-gate sandbox -- npm test',
    })
  }
  const { values, positionals } = parseArguments(own, {
    policy: { type: 'string' },
    workspace: { type: 'string', default: '.' },
    mode: { type: 'string' },
    write: { type: 'string', multiple: true, default: [] },
    'allow-host': { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
  })
  noPositional(positionals)
  const workspace = realDirectory(values.workspace)
  const env = jobEnvironment()
  const { policy } = await readPolicyFile(values.policy, workspace)
  closeNamed(own)
  const mode = oneOf('--mode', values.mode ?? policy.sandbox.mode, [
    'read-only',
    'workspace-write',
    'danger-full-access',
  ])
  const machine = await createMachineSandbox({
    policy,
    workspace,
    env,
    setup: 'never',
    commands: [],
    policyFile: policyPathOn(workspace, values.policy),
    onNote: () => undefined,
  })
  const added = {
    write: values.write.map((path) => (isAbsolute(path) ? path : resolve(workspace, path))),
    network: values['allow-host'].map(hostOf),
  }
  const grant: Grant =
    mode === 'danger-full-access'
      ? { kind: 'unsandboxed', env: policy.sandbox.env.pass }
      : {
          kind: 'sandboxed',
          mode,
          write: [...machine.base.write, ...added.write],
          network: [...machine.base.network, ...added.network],
          env: policy.sandbox.env.pass,
        }
  const cancel = cancelOnSignals()
  const print = await createOutputPrinter(env)
  try {
    const request = { command: commandOf(argv), grant, limits: policy.sandbox.limits }
    const attempt = await machine.sandbox.attempt(request, print.write, cancel.signal)
    if (attempt.changes !== undefined) await machine.sandbox.discard(attempt.changes)
    print.end()
    return report(attempt, values.json)
  } finally {
    await machine.sandbox.close()
    cancel.stop()
  }
}

function report(attempt: Attempt, json: boolean): number {
  const { ending } = attempt
  const exitCode = exitCodeOf(ending)
  if (ending.kind === 'unavailable')
    process.stderr.write(`command-gate: ${ending.reason}\n${ending.remedy}\n`)
  if (ending.kind === 'limit') process.stderr.write(`command-gate: ended by a limit: ${ending.detail}\n`)
  if (json) {
    const outcome = outcomeOf(ending)
    const signal = ending.kind === 'signalled' ? ending.signal : null
    const { effects, durationMs, backend } = attempt
    const line = {
      exitCode: ending.kind === 'exited' ? exitCode : null,
      signal,
      outcome,
      effects,
      durationMs,
      backend,
    }
    process.stderr.write(`${commandFreeJson(line)}\n`)
  }
  return exitCode
}

function outcomeOf(ending: Ending): string {
  switch (ending.kind) {
    case 'exited':
      return ending.exitCode === 0 ? 'succeeded' : 'failed'
    case 'signalled':
    case 'limit':
      return 'failed'
    case 'cancelled':
      return 'aborted'
    case 'unavailable':
      return 'sandbox-unavailable'
  }
}

/** As a shell would tell it: 124 for a limit of time, 128 and the signal's number for a signal. */
function exitCodeOf(ending: Ending): number {
  switch (ending.kind) {
    case 'exited':
      return ending.exitCode
    case 'signalled':
      return 128 + (signalNumbers[ending.signal] ?? 0)
    case 'limit':
      return ending.limit === 'time' ? 124 : 137
    case 'cancelled':
      return 130
    case 'unavailable':
      return 4
  }
}

const signalNumbers: Readonly<Record<string, number>> = constants.signals

function hostOf(text: string): HostPattern {
  const parsed = parseHostPattern(text)
  if (parsed.kind === 'host') return parsed.pattern
  throw new GateError('INPUT_INVALID', `--allow-host: found "${text}"; ${parsed.reason}`)
}

/** The words as one shell command that replaces the shell: each is quoted, so that none is read as anything but itself. */
function commandOf(argv: readonly string[]): Command {
  const quoted = argv.map((word) => `'${word.replaceAll("'", `'\\''`)}'`)
  return bareCommand(`exec ${quoted.join(' ')}`)
}
