import { type Dirent, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openTerminal } from '../adapters/terminal/device.ts'
import { GateError } from '../errors.ts'
import { starterPolicy, starterWorkflow } from '../policy/starter.ts'
import { makeVisible } from '../text/visible.ts'
import { usualPolicyPath } from '../wiring/policy-file.ts'
import { realDirectory } from '../wiring/real-directory.ts'
import { noPositional, parseArguments } from './arguments.ts'

/** `command-gate init`: writes a starting policy and workflow for the repository at hand. Never replaces a file; asks first. */
export async function init(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArguments(words, {
    workspace: { type: 'string', default: '.' },
    yes: { type: 'boolean', default: false },
  })
  noPositional(positionals)
  const root = realDirectory(values.workspace)
  const wanted = [
    { path: usualPolicyPath, text: starterPolicy(namesIn(root, 2)) },
    { path: '.github/workflows/command-gate.yml', text: starterWorkflow },
  ]
  const missing = wanted.filter(({ path }) => !existsSync(join(root, path)))
  for (const { path } of wanted)
    if (!missing.some((file) => file.path === path))
      process.stdout.write(`${path}: is there, and stays as it is\n`)
  for (const { path, text } of missing)
    process.stdout.write(makeVisible(`${path}: to be written\n\n${text}\n`))
  if (missing.length === 0 || !(values.yes || (await isConfirmed(missing.length)))) return 0
  for (const { path, text } of missing) {
    write(join(root, path), text)
    process.stdout.write(`${path}: written\n`)
  }
  process.stdout.write('Merge what was written: a policy counts from the base branch only.\n')
  return 0
}

/** The names of the files in a directory and so many levels below it, without what was installed or built there. */
function namesIn(directory: string, levels: number): readonly string[] {
  return entriesOf(directory).flatMap((entry) => {
    if (!entry.isDirectory()) return [entry.name]
    const isOwn = !/^(?:\..*|node_modules|vendor|target|dist|build)$/.test(entry.name)
    return levels > 0 && isOwn ? namesIn(join(directory, entry.name), levels - 1) : []
  })
}

/** None where the directory can't be read: another account's leftovers are no projects. */
function entriesOf(directory: string): readonly Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
  } catch {
    return []
  }
}

function write(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text, { flag: 'wx' })
  } catch (cause) {
    throw new GateError('INPUT_INVALID', `${path} can't be written: ${String(cause)}`, {
      cause,
      hint: 'Name a repository in which this user may write.',
    })
  }
}

async function isConfirmed(count: number): Promise<boolean> {
  const terminal = openTerminal()
  if (terminal.kind === 'none') {
    throw new GateError('INPUT_INVALID', `nobody can be asked: ${terminal.reason}`, {
      hint: 'Nothing was written. Give --yes to write without asking.',
    })
  }
  try {
    const answer = await terminal.device.ask(`Write ${count} file(s)? [y/N] `, new AbortController().signal)
    return /^y(es)?$/i.test(answer?.trim() ?? '')
  } finally {
    terminal.device.close()
  }
}
