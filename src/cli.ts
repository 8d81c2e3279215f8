#!/usr/bin/env node
import { closeInherited } from './adapters/bubblewrap/inherited.ts'
import { oneOf, splitWords, usage } from './cli/arguments.ts'
import { exitCodeOf, GateError } from './errors.ts'
import { breakCommands } from './text/log-guard.ts'
import { makeVisible } from './text/visible.ts'
import { leaveAfter } from './wiring/leave.ts'
import { withoutSecrets } from './wiring/without-secrets.ts'

const subcommands = {
  run: async () => (await import('./cli/run.ts')).run,
  check: async () => (await import('./cli/check.ts')).check,
  sandbox: async () => (await import('./cli/sandbox.ts')).sandbox,
  doctor: async () => (await import('./cli/doctor.ts')).doctor,
  init: async () => (await import('./cli/init.ts')).init,
  report: async () => (await import('./cli/report.ts')).report,
  policy: async () => (await import('./cli/policy.ts')).policy,
} as const

/** Runs the subcommand that the words name; the result is the process's exit code. */
async function main(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words
  const [own] = splitWords(words)
  if (name === undefined || name === 'help' || own.includes('--help') || own.includes('-h')) {
    process.stdout.write(usage)
    return name === undefined ? 2 : 0
  }
  const subcommand = oneOf('the subcommand', name, [
    'run',
    'check',
    'sandbox',
    'doctor',
    'policy',
    'report',
    'init',
  ])
  return await (await subcommands[subcommand]())(rest)
}

// Whoever reads the output may stop reading, as `head` does: no error of ours, and nothing to go on for.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(1)
  throw error
})

closeInherited(splitWords(process.argv.slice(2))[0])
try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const known = error instanceof GateError
  process.exitCode = known ? exitCodeOf(error.code) : 1
  const message = known ? error.message : `an error that was not expected: ${String(error)}`
  const more = known ? error.hint : error instanceof Error ? error.stack : undefined
  const said = [`command-gate: ${message}`, more].filter((part) => part !== undefined).join('\n')
  process.stderr.write(`${breakCommands(makeVisible(await withoutSecrets(said)))}\n`)
}
leaveAfter()
