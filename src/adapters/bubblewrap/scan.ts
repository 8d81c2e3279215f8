import { readdirSync } from 'node:fs'
import { GateError } from '../../errors.ts'
import type { Identity } from '../../sandbox/machine.ts'
import { type Binaries, trustedProgram } from './binaries.ts'
import { runQuietly } from './run-quietly.ts'

const systemPlaces: ReadonlySet<string> = new Set(['proc', 'sys', 'dev', 'run', 'tmp', 'lost+found'])
/** A whole home is looked through in well under a second; this is for a machine that is very busy. */
const scanMs = 60_000
/** Counting goes on while a command runs, and is done again. */
const countMs = 5000
/** Beyond so many, single files are no longer told apart: their directory is. */
const maxFiles = 2000

/** Topmost directories in which the identity may write, besides the given ones, as deep as people make such places. */
export async function findWritable(
  binaries: Binaries,
  identity: Identity,
  known: readonly string[],
): Promise<readonly string[]> {
  const tops = readdirSync('/', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !systemPlaces.has(entry.name))
    .map(({ name }) => `/${name}`)
  const skipped = [...known, '/var/tmp'].flatMap((path) => ['-o', '-path', findPattern(path)])
  return await findAll(
    binaries,
    [
      ...tops,
      '-maxdepth',
      '3',
      '(',
      '-false',
      ...skipped,
      ')',
      '-prune',
      '-o',
      '-type',
      'd',
      '-writable',
      '-print0',
      '-prune',
    ],
    identity,
  )
}

/** Files below home directories that only their owner may read: by convention those are secrets. Caches and packages are not looked into. */
export async function findOwnerOnly(
  binaries: Binaries,
  identity: Identity,
  homes: readonly string[],
  workspace: string,
): Promise<readonly string[]> {
  if (homes.length === 0) return []
  const skipped = ['node_modules', '.cache', '.npm', '.cargo', '.rustup', '.git'].flatMap((name) => [
    '-o',
    '-name',
    name,
  ])
  const files = await findAll(
    binaries,
    [
      ...homes,
      '-xdev',
      '-maxdepth',
      '6',
      '(',
      '-path',
      findPattern(workspace),
      ...skipped,
      ')',
      '-prune',
      '-o',
      '-type',
      'f',
      '-perm',
      '-400',
      '!',
      '-perm',
      '/077',
      '-print0',
    ],
    identity,
  )
  return files.slice(0, maxFiles)
}

/** Files of the workspace with a name outside of it: a write to them would change the file there. */
export async function findLinkedFiles(
  binaries: Binaries,
  identity: Identity,
  workspace: string,
): Promise<readonly string[]> {
  const entries = await findAll(
    binaries,
    [workspace, '-xdev', '-type', 'f', '-links', '+1', '-printf', '%i %n %p\\0'],
    identity,
  )
  const names = new Map<string, { readonly links: number; readonly paths: string[] }>()
  for (const entry of entries) {
    const [inode = '', links = '0', ...rest] = entry.split(' ')
    const seen = names.get(inode) ?? { links: Number(links), paths: [] }
    seen.paths.push(rest.join(' '))
    names.set(inode, seen)
  }
  return [...names.values()].filter(({ links, paths }) => paths.length < links).flatMap(({ paths }) => paths)
}

/** A path as `find -path` takes it literally. */
function findPattern(path: string): string {
  return path.replace(/[\\*?[\]]/g, '\\$&')
}

/**
 * What `find` lists, each ended by a zero byte. Its exit code says nothing: places that others closed or removed meanwhile
 * are no error. A list that time cut short would leave secrets in sight, so there is none: throws SANDBOX_FAILED.
 */
async function findAll(
  binaries: Binaries,
  words: readonly string[],
  identity: Identity,
): Promise<readonly string[]> {
  const { exitCode, stdout, stderr } = await runQuietly(binaries.find, words, { identity, timeoutMs: scanMs })
  if (exitCode !== undefined) return split(stdout)
  throw new GateError(
    'SANDBOX_FAILED',
    `Looking through ${words[0]} for what is to be hidden did not come to an end within ${scanMs / 1000} s. ${stderr.slice(-200)}`,
    { hint: 'Run the job with a smaller home directory, or on a machine that is less busy.' },
  )
}

function split(text: string): readonly string[] {
  return text.split('\0').filter((entry) => entry !== '')
}

/** How many files below a directory were changed or made since a moment, and how many bytes they hold. */
export async function countNewFiles(
  directory: string,
  since: number,
): Promise<{ readonly files: number; readonly bytes: number }> {
  const find = trustedProgram('find')
  if (find === undefined) return { files: 0, bytes: 0 }
  const { stdout } = await runQuietly(
    find,
    [directory, '-xdev', '-newerct', `@${Math.floor(since / 1000)}`, '-printf', '%s\\n'],
    { timeoutMs: countMs },
  )
  const sizes = stdout.split('\n').filter((line) => line !== '')
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + Number(size), 0) }
}
