import { assessStatically } from '../assessment/static.ts'
import { GateError } from '../errors.ts'
import { createDecider } from '../policy/decide.ts'
import type { Policy } from '../policy/policy.ts'
import { createParser } from '../shell/syntax.ts'
import { commandFreeJson } from '../text/log-guard.ts'
import { bareCommand, noGrant } from './bare-command.ts'

/**
 * Reads lines `{"id","command"}` from standard input and answers each with its decision and its static assessment, in order.
 * Throws INPUT_INVALID with the number of a line that is something else, after the answers to the lines before it.
 */
export async function checkLines(policy: Policy): Promise<void> {
  const answer = answerer(policy)
  let number = 0
  for await (const lines of linesOf(process.stdin)) {
    let answers = ''
    try {
      for (const line of lines) {
        number += 1
        if (line.trim() !== '') answers += answer(line, number)
      }
    } finally {
      await written(answers)
    }
  }
}

function answerer(policy: Policy): (line: string, number: number) => string {
  const decide = createDecider(policy)
  return (line, number) => {
    const { id, command } = decodeLine(line, number)
    const subject = { command: bareCommand(command), effects: [], grant: noGrant, scripts: [] }
    const parse = createParser()
    const { riskLevel, riskCategories, findings } = assessStatically(subject, parse)
    const decision = decide(command, 'bash', { parse }).decision ?? null
    return `${commandFreeJson({ id, decision, riskLevel, riskCategories, findings })}\n`
  }
}

/** The lines that came together: answered together too, for a write of its own for each would cost more than many answers. */
async function* linesOf(stream: NodeJS.ReadStream): AsyncGenerator<readonly string[]> {
  let rest = ''
  for await (const chunk of stream.setEncoding('utf8')) {
    const lines = `${rest}${String(chunk)}`.split('\n')
    rest = lines.pop() ?? ''
    yield lines
  }
  yield [rest]
}

async function written(text: string): Promise<void> {
  if (text === '' || process.stdout.write(text)) return
  await new Promise((resolve) => process.stdout.once('drain', resolve))
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
