import { randomUUID } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The five files by which a step speaks to the runner, made anew for each step. */
export type FileCommands = { readonly env: Readonly<Record<string, string>>; read(): FileCommandResults }

export type FileCommandResults = {
  readonly outputs: ReadonlyMap<string, string>
  readonly state: ReadonlyMap<string, string>
  readonly env: ReadonlyMap<string, string>
  readonly path: readonly string[]
  /** Undefined when it was too large: the runner then shows nothing of it. */
  readonly summary: string | undefined
  readonly problems: readonly string[]
}

const kinds = {
  GITHUB_OUTPUT: 'set_output_',
  GITHUB_ENV: 'set_env_',
  GITHUB_PATH: 'add_path_',
  GITHUB_STATE: 'save_state_',
  GITHUB_STEP_SUMMARY: 'step_summary_',
} as const
const summaryLimit = 1024 * 1024

export function makeFileCommands(
  temp: string,
  owner: { readonly uid: number; readonly gid: number },
): FileCommands {
  const folder = join(temp, '_runner_file_commands')
  mkdirSync(folder, { recursive: true })
  chownSync(folder, owner.uid, owner.gid)
  const suffix = randomUUID()
  const paths = Object.entries(kinds).map(
    ([name, prefix]) => [name, join(folder, `${prefix}${suffix}`)] as const,
  )
  for (const [, path] of paths) {
    writeFileSync(path, '')
    chownSync(path, owner.uid, owner.gid)
  }
  const env = Object.fromEntries(paths)
  return { env, read: () => readAll(env) }
}

function readAll(env: Readonly<Record<string, string>>): FileCommandResults {
  const problems: string[] = []
  const text = (name: keyof typeof kinds) => {
    const path = env[name] ?? ''
    return existsSync(path) ? readFileSync(path, 'utf8') : ''
  }
  const pairs = (name: keyof typeof kinds) => {
    const { values, problem } = parsePairs(text(name))
    if (problem !== undefined) problems.push(`${name}: ${problem}`)
    return values
  }
  const results = { outputs: pairs('GITHUB_OUTPUT'), state: pairs('GITHUB_STATE'), env: pairs('GITHUB_ENV') }
  const path = text('GITHUB_PATH')
    .split('\n')
    .filter((line) => line !== '')
  const size = statSync(env['GITHUB_STEP_SUMMARY'] ?? '').size
  if (size > summaryLimit) problems.push(`GITHUB_STEP_SUMMARY: ${size} bytes are too many`)
  const summary = size > summaryLimit ? undefined : text('GITHUB_STEP_SUMMARY')
  return { ...results, path, summary, problems }
}

/** `name=value`, or `name<<END … END`, whichever mark comes first in the line; an open end fails the step. */
export function parsePairs(text: string): {
  readonly values: ReadonlyMap<string, string>
  readonly problem: string | undefined
} {
  const values = new Map<string, string>()
  const lines = text.split('\n')
  while (lines.length > 0) {
    const line = lines.shift() ?? ''
    if (line === '') continue
    const problem = takePair(line, lines, values)
    if (problem !== undefined) return { values, problem }
  }
  return { values, problem: undefined }
}

function takePair(line: string, following: string[], values: Map<string, string>): string | undefined {
  const [, plain, value = ''] = /^((?:(?!<<).)*?)=(.*)$/.exec(line) ?? []
  if (plain !== undefined) {
    values.set(plain, value)
    return undefined
  }
  const [, name, delimiter] = /^(.+?)<<(.+)$/.exec(line) ?? []
  if (name === undefined || delimiter === undefined) return `Invalid format '${line}'`
  const end = following.indexOf(delimiter)
  if (end < 0) return `Matching delimiter not found '${delimiter}'`
  const body = following.splice(0, end + 1).slice(0, -1)
  values.set(name, body.join('\n'))
  return undefined
}
