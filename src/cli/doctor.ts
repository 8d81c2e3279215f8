import { examine } from '../adapters/bubblewrap/doctor.ts'
import { commandFreeJson } from '../text/log-guard.ts'
import { makeVisible } from '../text/visible.ts'
import { startCommandEgress } from '../wiring/egress.ts'
import { noPositional, parseArguments } from './arguments.ts'

/** `command-gate doctor`: what this machine can do, and how to fix what it can't. 0 when commands can be sandboxed, else 4. */
export async function doctor(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArguments(words, { json: { type: 'boolean', default: false } })
  noPositional(positionals)
  const report = await examine(startCommandEgress)
  if (values.json) {
    process.stdout.write(`${commandFreeJson(report)}\n`)
  } else {
    for (const finding of report.findings) {
      process.stdout.write(
        `${finding.status.padEnd(8)} ${finding.name.padEnd(24)} ${makeVisible(finding.detail)}\n`,
      )
      if (finding.remedy !== undefined) process.stdout.write(`         fix: ${makeVisible(finding.remedy)}\n`)
    }
  }
  return report.usable ? 0 : 4
}
