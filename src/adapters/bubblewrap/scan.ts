import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { GateError } from '../../errors.ts'
import { type Identity, isWithin, topmost } from '../../sandbox/machine.ts'
import { type Binaries, trustedProgram } from './binaries.ts'
import { foreignMark } from './foreign.ts'
import { findHome, findHomes } from './identity.ts'
import { runQuietly } from './run-quietly.ts'

const systemPlaces: ReadonlySet<string> = new Set(['proc', 'sys', 'dev', 'run', 'tmp', 'lost+found'])
/** A whole home is looked through in well under a second; this is for a machine that is very busy. */
const scanMs = 60_000
/** Counting goes on while a command runs, and is done again. */
const countMs = 5000
/** Beyond so many, single files are no longer told apart: their directory is. */
const maxFiles = 2000

/** What a user's machine holds that every plan needs to know, whatever the policy says. */
export type Surroundings = {
  /** Undefined where the user has none of its own. */
  readonly home: string | undefined
  /** Home directories of all users. */
  readonly homes: readonly string[]
  readonly writable: readonly string[]
  /**
   * Named pipes and sockets of others that the user may write to: a read-only mount does not keep anybody from it. The kernel lists
   * no socket whose service lives in another network namespace, as those of container runtimes do.
   */
  readonly pipes: readonly string[]
  /** Files, and directories where there are too many of them, that only their owner may read. */
  readonly ownerOnly: readonly string[]
  /** Outermost directories of home and workspace with something in them that is of another account or group. */
  readonly foreign: readonly string[]
  /** The names in the workspace of each file that has several, and how many it has in all. */
  readonly linkedFiles: readonly { readonly paths: readonly string[]; readonly links: number }[]
  /** Every `.git` below the top of the workspace: of submodules and further checkouts. */
  readonly repositories: readonly string[]
  /** Every `.git` below the homes, outside of the workspace. */
  readonly otherRepositories: readonly string[]
}

/** Looks through the machine once for a run. Throws SANDBOX_FAILED when that takes too long. */
export async function lookAround(request: {
  readonly binaries: Binaries
  readonly identity: Identity
  readonly workspace: string
  readonly jobEnv: Readonly<Record<string, string>>
}): Promise<Surroundings> {
  const { binaries, identity, workspace } = request
  const home = findHome(identity, request.jobEnv)
  const homes = findHomes()
  const own = home === undefined ? [] : [home]
  const [{ writable, pipes }, inHomes, inSystem, found] = await Promise.all([
    findWritable(binaries, identity, [workspace, ...own]),
    lookThroughHomes(binaries, identity, topmost([...own, ...homes]), workspace),
    identity.uid === 0 ? findRootOnly(binaries, identity, workspace) : [],
    lookThroughWorkspace(binaries, identity, workspace),
  ])
  const ownerOnly = [...inHomes.ownerOnly, ...inSystem]
  const inHome = inHomes.foreign.filter((path) => home !== undefined && isWithin(path, home))
  const foreign = topmost([...inHome, ...found.foreign])
  const { repositories: otherRepositories } = inHomes
  return { home, homes, writable, pipes, ownerOnly, otherRepositories, ...found, foreign }
}

/** Topmost directories in which the identity may write, besides the given ones, pipes and sockets, as deep as people make such places. */
async function findWritable(
  binaries: Binaries,
  identity: Identity,
  known: readonly string[],
): Promise<Pick<Surroundings, 'writable' | 'pipes'>> {
  const tops = readdirSync('/', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !systemPlaces.has(entry.name))
    .map(({ name }) => `/${name}`)
  const skipped = [...known, '/var/tmp'].flatMap((path) => ['-o', '-path', findPattern(path)])
  const entries = await findAll(
    binaries,
    [
      ...[...tops, '-maxdepth', '3', '(', '-false', ...skipped, ')', '-prune'],
      ...['-o', '-type', 'd', '-writable', '-printf', 'd%p\\0', '-prune'],
      ...['-o', '-type', 'p,s', '-writable', '-printf', 'p%p\\0'],
    ],
    identity,
  )
  return { writable: marked(entries, 'd'), pipes: marked(entries, 'p') }
}

/** The entries with a mark, without it. */
function marked(entries: readonly string[], mark: string): readonly string[] {
  return entries.filter((entry) => entry.startsWith(mark)).map((entry) => entry.slice(mark.length))
}

/**
 * Files below home directories that only their owner may read, as by convention those are secrets, and the repositories there. Caches
 * and packages are not looked into.
 */
async function lookThroughHomes(
  binaries: Binaries,
  identity: Identity,
  homes: readonly string[],
  workspace: string,
): Promise<Pick<Surroundings, 'ownerOnly' | 'repositories' | 'foreign'>> {
  if (homes.length === 0) return { ownerOnly: [], repositories: [], foreign: [] }
  const skipped = ['node_modules', '.cache', '.npm', '.cargo', '.rustup'].flatMap((name) => [
    '-o',
    '-name',
    name,
  ])
  const entries = await findAll(
    binaries,
    [
      ...[...homes, '-xdev', '-maxdepth', '6', ...foreignMark(identity)],
      ...['(', '-path', findPattern(workspace), ...skipped, ')', '-prune'],
      ...['-o', '-name', '.git', '-printf', 'r%p\\0', '-prune'],
      // What is closed to its owner too, its owner can open again.
      ...[
        '-o',
        '-type',
        'd',
        '-uid',
        String(identity.uid),
        '!',
        '-perm',
        '-500',
        '-printf',
        'f%p\\0',
        '-prune',
      ],
      ...['-o', '-type', 'f', '!', '-perm', '/077', '-printf', 'f%p\\0'],
    ],
    identity,
  )
  return {
    ownerOnly: withinBound(marked(entries, 'f'), homes),
    repositories: marked(entries, 'r').slice(0, maxFiles),
    foreign: marked(entries, 'o'),
  }
}

/** The files, or of too many of them the topmost places in the homes that they lie in. */
function withinBound(files: readonly string[], homes: readonly string[]): readonly string[] {
  if (files.length <= maxFiles) return files
  const tops = files.map((path) => {
    const home = homes.find((place) => path.startsWith(`${place}/`)) ?? dirname(path)
    return `${home}/${path.slice(home.length + 1).split('/')[0]}`
  })
  return [...new Set(tops)]
}

/** Where root keeps its secrets besides its home. Commands that run as root could read them. */
const rootPlaces = ['/etc', '/var', '/opt', '/srv', '/usr/local'] as const

/** Files of root's own in the system's places that only root may read. Programs are none. */
async function findRootOnly(
  binaries: Binaries,
  identity: Identity,
  workspace: string,
): Promise<readonly string[]> {
  const skipped = [workspace, '/var/tmp', '/var/lib/docker', '/var/lib/containerd']
  const files = await findAll(
    binaries,
    [
      ...rootPlaces,
      ...['-xdev', '-maxdepth', '5', '(', '-false'],
      ...skipped.flatMap((path) => ['-o', '-path', findPattern(path)]),
      ...[')', '-prune', '-o', '-user', '0', '-type', 'f'],
      ...['!', '-perm', '/177', '-print0'],
    ],
    identity,
  )
  return files.slice(0, maxFiles)
}

/**
 * Files of the workspace with several names, as a write by one of them changes the file by all, and the repositories in it. What
 * lies in a `.git` is not looked at: it is protected whole.
 */
async function lookThroughWorkspace(
  binaries: Binaries,
  identity: Identity,
  workspace: string,
): Promise<Pick<Surroundings, 'linkedFiles' | 'repositories' | 'foreign'>> {
  const entries = await findAll(
    binaries,
    [
      ...[workspace, '-xdev', ...foreignMark(identity)],
      ...['-name', '.git', '(', '-type', 'd', '-o', '-type', 'f', ')'],
      ...['-printf', 'git %p\\0', '-prune', '-o', '-type', 'f', '-links', '+1', '-printf', '%i %n %p\\0'],
    ],
    identity,
  )
  const repositories: string[] = []
  const names = new Map<string, { readonly links: number; readonly paths: string[] }>()
  for (const entry of entries.filter((each) => !each.startsWith('o'))) {
    const [inode = '', links = '0', ...rest] = entry.split(' ')
    if (inode === 'git') {
      repositories.push(entry.slice('git '.length))
      continue
    }
    const seen = names.get(inode) ?? { links: Number(links), paths: [] }
    seen.paths.push(rest.join(' '))
    names.set(inode, seen)
  }
  return {
    linkedFiles: [...names.values()],
    foreign: topmost(marked(entries, 'o')),
    repositories: repositories.filter((path) => path !== `${workspace}/.git`),
  }
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
