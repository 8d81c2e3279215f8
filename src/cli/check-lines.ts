import { createInterface } from 'node:readline'
import { assessStatically } from '../assessment/static.ts'
import { GateError } from '../errors.ts'
import { createDecider } from '../policy/decide.ts'
import type { Policy } from '../policy/policy.ts'
import { bareCommand, noGrant } from './bare-command.ts'

/**
 * Reads lines `{"id","command"}` from standard input and answers each with its decision and its static assessment, in order.
 * Throws INPUT_INVALID with the number of a line that is something else.
 */
export async function checkLines(policy: Policy): Promise<void> {
  const decide = createDecider(policy)
  let number = 0
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1
    if (line.trim() === '') continue
    const { id, command } = decodeLine(line, number)
    const subject = { command: bareCommand(command), effects: [], grant: noGrant, scripts: [] }
    const { riskLevel, riskCategories, findings } = assessStatically(subject)
    const decision = decide(command).decision ?? null
    if (!process.stdout.write(`${JSON.stringify({ id, decision, riskLevel, riskCategories, findings })}\n`))
      await drained()
  }
}

function drained(): Promise<void> {
  return new Promise((resolve) => process.stdout.once('drain', resolve))
}

function decodeLine(line: string, number: number): { readonly id: unknown; readonly command: string } {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null && 'id' in value && 'command' in value) {
      const { id, command } = value
      if (typeof command === 'string') return { id, command }
    }
  } catch (cause) {
    throw new GateError(
      'INPUT_INVALID',
      `standard input:${number}: found no JSON; write {"id","command"} lines`,
      { cause },
    )
  }
  throw new GateError(
    'INPUT_INVALID',
    `standard input:${number}: found no "id" and "command"; write {"id","command"} lines`,
  )
}
