import { suggest } from '../policy/suggest.ts'
import { counted } from '../report/words.ts'
import { breakCommands } from '../text/log-guard.ts'
import { makeVisible } from '../text/visible.ts'
import { policyFromTexts } from '../wiring/policy-file.ts'
import { oneOf, onlyPositional, parseArguments } from './arguments.ts'
import { readReportFile, readText } from './files.ts'

/** `command-gate policy check F` and `policy suggest REPORT.json`. */
export async function policy(words: readonly string[]): Promise<number> {
  const [verb = '', ...rest] = words
  const { positionals } = parseArguments(rest, {})
  switch (oneOf('policy', verb, ['check', 'suggest'])) {
    case 'check':
      return await checkPolicy(onlyPositional(positionals, 'one policy file'))
    case 'suggest':
      return await suggestRules(onlyPositional(positionals, 'one report'))
  }
}

/** 0 when the file is valid and its examples hold. Throws POLICY_INVALID with every fault. */
async function checkPolicy(path: string): Promise<number> {
  const { rules } = policyFromTexts({
    repository: { text: await readText(path, 'a policy file'), path, commit: undefined },
    organization: undefined,
  }).policy
  const examples = rules.reduce((sum, rule) => sum + rule.match.length + rule.notMatch.length, 0)
  process.stdout.write(
    makeVisible(
      `${path}: valid, with ${counted(rules.length, 'rule')}; ${counted(examples, 'example')} checked\n`,
    ),
  )
  return 0
}

/** Prints the smallest rules by which the report's approved commands would not have needed a person. */
async function suggestRules(path: string): Promise<number> {
  const { report } = await readReportFile(path)
  const approved = report.requests.flatMap(({ index, review, grantBefore, grantAfter }) => {
    const command = report.commands.find((each) => each.command.index === index)?.command
    const isApproved = review?.kind === 'approved' || review?.kind === 'approved-for-run'
    return command !== undefined && isApproved ? [{ run: command.run, grantBefore, grantAfter }] : []
  })
  if (approved.length === 0) process.stdout.write('No command of this report was approved by a person.\n')
  for (const suggestion of suggest(approved)) {
    const text = suggestion.kind === 'rules' ? suggestion.yaml : `# ${suggestion.reason}\n`
    process.stdout.write(breakCommands(makeVisible(`# ${suggestion.run.replaceAll('\n', '\n# ')}\n${text}`)))
  }
  return 0
}
