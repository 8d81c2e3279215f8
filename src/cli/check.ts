import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { RiskAssessment } from '../assessment/risk.ts'
import { assessStatically } from '../assessment/static.ts'
import type { Command } from '../command/command.ts'
import { GateError } from '../errors.ts'
import { parseCommandList } from '../inputs/command-list.ts'
import { createDecider } from '../policy/decide.ts'
import type { ExplainedDecision } from '../policy/decision.ts'
import { makeVisible } from '../text/visible.ts'
import { readPolicyFile } from '../wiring/policy-file.ts'
import { onlyPositional, parseArguments } from './arguments.ts'
import { bareCommand } from './bare-command.ts'

type Checked = {
  readonly command: Command
  readonly decision: ExplainedDecision
  readonly assessment: RiskAssessment
}

/** `command-gate check`: what policy and static assessment say of a script, a list, or each line of standard input. Runs nothing. */
export async function check(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArguments(words, {
    policy: { type: 'string' },
    json: { type: 'boolean', default: false },
    jsonl: { type: 'boolean', default: false },
    file: { type: 'string' },
  })
  const { policy } = await readPolicyFile(values.policy, process.cwd())
  const decide = createDecider(policy)
  const examine = (command: Command): Checked => ({
    command,
    decision: decide(command.run),
    assessment: assessStatically({ command, effects: [], grant: noGrant, scripts: [] }),
  })
  if (values.jsonl) return await checkLines(examine)
  const commands =
    values.file === undefined
      ? [bareCommand(onlyPositional(positionals, 'one script'))]
      : parseCommandList({ name: values.file, file: values.file, text: await read(values.file) }, '.')
  for (const command of commands) process.stdout.write(render(examine(command), values.json))
  return 0
}

const noGrant = { kind: 'sandboxed', mode: 'workspace-write', write: [], network: [], env: [] } as const

async function checkLines(examine: (command: Command) => Checked): Promise<number> {
  let number = 0
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1
    if (line.trim() === '') continue
    const { id, command } = decodeLine(line, number)
    const { decision, assessment } = examine(bareCommand(command))
    const { riskLevel, riskCategories, findings } = assessment
    const answer = { id, decision: decision.decision ?? null, riskLevel, riskCategories, findings }
    if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await drained()
  }
  return 0
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

function render({ command, decision, assessment }: Checked, json: boolean): string {
  if (json) {
    const { riskLevel, riskCategories, description, findings } = assessment
    const { id } = command
    return `${JSON.stringify({ id, ...decision, decision: decision.decision ?? null, riskLevel, riskCategories, description, findings })}\n`
  }
  const rules = decision.matches.map(
    (match) => `  ${match.decision} by line ${match.line} (${match.pattern}): ${match.words.join(' ')}`,
  )
  const lines = [
    `${command.name ?? command.id}: ${decision.decision ?? 'no rule decides'}, risk ${assessment.riskLevel}`,
    ...rules,
    ...decision.unknown.map((text) => `  can't be known before running: ${text}`),
    ...decision.outside.map((path) => `  writes outside: ${path}`),
    ...assessment.findings.map((finding) => `  ${finding.level}: ${finding.sentence} (${finding.evidence})`),
  ]
  return `${lines.map(makeVisible).join('\n')}\n`
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new GateError('INPUT_INVALID', `${path}: found no file that can be read; name a command list`, {
      cause,
    })
  }
}
