import type { RiskAssessment } from '../assessment/risk.ts'
import { assessStatically } from '../assessment/static.ts'
import type { Command } from '../command/command.ts'
import { parseCommandList } from '../inputs/command-list.ts'
import { type CheckedCommand, checkCommand } from '../policy/check-command.ts'
import { breakCommands, commandFreeJson } from '../text/log-guard.ts'
import { makeVisible } from '../text/visible.ts'
import { jobEnvironment } from '../wiring/job-environment.ts'
import { readPolicyFile } from '../wiring/policy-file.ts'
import { programPathOf } from '../wiring/program-path.ts'
import { createResolver } from '../wiring/resolver.ts'
import { atMostOne, noPositional, onlyPositional, parseArguments } from './arguments.ts'
import { bareCommand, noGrant } from './bare-command.ts'
import { checkLines } from './check-lines.ts'
import { readText } from './files.ts'

type Checked = {
  readonly command: Command
  readonly decision: CheckedCommand
  readonly assessment: RiskAssessment
}

/** `command-gate check`: what policy and static assessment say of a script, a list, or each line of standard input. Runs nothing. */
export async function check(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArguments(words, {
    policy: { type: 'string' },
    json: { type: 'boolean', default: false },
    jsonl: { type: 'boolean', default: false },
    explain: { type: 'boolean', default: false },
    file: { type: 'string' },
  })
  atMostOne(values, ['jsonl', 'file'])
  atMostOne(values, ['jsonl', 'json', 'explain'])
  if (values.jsonl || values.file !== undefined) noPositional(positionals)
  const { policy } = await readPolicyFile(values.policy, process.cwd())
  if (values.jsonl) {
    await checkLines(policy)
    return 0
  }
  const commands =
    values.file === undefined
      ? [bareCommand(onlyPositional(positionals, 'one script'))]
      : parseCommandList(
          { name: values.file, file: values.file, text: await readText(values.file, 'a command list') },
          '.',
        )
  const form = values.json ? 'json' : values.explain ? 'explained' : 'short'
  const env = jobEnvironment()
  const workspace = process.cwd()
  const pathOf = programPathOf(env, workspace)
  const { resolver } = await createResolver({ policy, commands, workspace, env })
  for (const command of commands) {
    const decision = checkCommand({ ...command, pathOf }, policy, resolver)
    const assessment = assessStatically({ command, effects: [], grant: noGrant, scripts: [] })
    process.stdout.write(render({ command, decision, assessment }, form))
  }
  return 0
}

function render({ command, decision, assessment }: Checked, form: 'json' | 'explained' | 'short'): string {
  if (form === 'json') {
    const { riskLevel, riskCategories, description, findings } = assessment
    const told = { riskLevel, riskCategories, description, findings }
    return `${commandFreeJson({ id: command.id, ...decision, decision: decision.decision ?? null, ...told })}\n`
  }
  const lines = [
    `${command.name ?? command.id}: ${decision.decision ?? 'no rule decides'}, risk ${assessment.riskLevel}; a run would ${decision.next}`,
    `  ${decision.why}`,
    ...decision.matches.map(
      (match) => `  ${match.decision} by [${match.pattern}], line ${match.line}: ${match.words.join(' ')}`,
    ),
    ...decision.unknown.map((text) => `  can't be known before running: ${text}`),
    ...decision.outside.map((path) => `  writes outside: ${path}`),
    ...assessment.findings.map((finding) => `  ${finding.level}: ${finding.sentence} (${finding.evidence})`),
    ...(form === 'explained' ? decision.layers.map((layer) => `  ${layer}`) : []),
  ]
  return `${breakCommands(lines.map(makeVisible).join('\n'))}\n`
}
