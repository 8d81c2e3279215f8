import { readFile } from 'node:fs/promises'
import { GateError } from '../errors.ts'
import { makeVisible } from '../text/visible.ts'
import { policyFromText } from '../wiring/policy-file.ts'
import { oneOf, onlyPositional, parseArguments } from './arguments.ts'

/** `command-gate policy check F`: 0 when the file is valid and its examples hold; throws POLICY_INVALID with every fault. */
export async function policy(words: readonly string[]): Promise<number> {
  const [verb = '', ...rest] = words
  oneOf('command-gate policy', verb, ['check'])
  const { positionals } = parseArguments(rest, {})
  const path = onlyPositional(positionals, 'one policy file')
  const found = policyFromText({ text: await read(path), path, commit: undefined })
  const { rules } = found.policy
  const examples = rules.reduce((sum, rule) => sum + rule.match.length + rule.notMatch.length, 0)
  process.stdout.write(makeVisible(`${path}: valid, ${rules.length} rules, ${examples} examples hold\n`))
  return 0
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new GateError('INPUT_INVALID', `${path}: found no file that can be read; name a policy file`, {
      cause,
    })
  }
}
