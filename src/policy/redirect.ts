import type { SimpleCommand } from '../shell/simple-command.ts'
import { isBelow, resolvePath } from './paths.ts'
import type { SandboxSettings } from './policy.ts'

/** Stand-ins: whether a path lies in the workspace or in the home is told from its spelling alone. */
const base = { home: '/=home', workspace: '/=workspace' }

const harmless: readonly string[] = ['/dev/null', '/dev/stdout', '/dev/stderr', '/dev/tty', '/dev/zero']
const temporary: readonly string[] = ['/tmp', '/var/tmp', '/dev/shm']
const guarded: readonly string[] = ['.git', '.github', 'node_modules/.bin']

/** What a redirection may write to. */
export type WriteGround = {
  readonly sandbox: SandboxSettings
  /** Paths that the matching `allow` rules add. */
  readonly granted: readonly string[]
  /** The script changes its working directory, so that relative paths can't be told. */
  readonly moved: boolean
  /** Where the script starts, relative to the workspace. */
  readonly directory: string
}

/** The targets of redirections that write where neither the sandbox's mode nor a grant lets a command write. */
export function outsideWrites(commands: readonly SimpleCommand[], ground: WriteGround): readonly string[] {
  const outside = new Set<string>()
  for (const command of commands) {
    for (const { writes, target } of command.redirects) {
      if (writes && !isInside(target.value, ground)) outside.add(target.value ?? target.text)
    }
  }
  return [...outside]
}

/** Whether a script changes the directory that its relative paths start from, to one that is not plainly below. */
export function relocates(commands: readonly SimpleCommand[]): boolean {
  return commands.some(({ words }) => {
    const name = words[0]?.value
    if (name === 'pushd' || name === 'popd') return true
    if (name !== 'cd') return false
    const [target, ...more] = words.slice(1)
    const plain = target?.value !== undefined && /^[\w.@+][\w.@+/-]*$/.test(target.value)
    return !plain || more.length > 0 || target.value?.split('/').includes('..') === true
  })
}

/** True for a target that no file stands behind: `/dev/null` and the command's own streams. */
export function isNoFile(target: string | undefined): boolean {
  return target !== undefined && (harmless.includes(target) || /^\/dev\/fd\/\d+$/.test(target))
}

function isInside(target: string | undefined, ground: WriteGround): boolean {
  if (target === undefined || target === '') return false
  if (isNoFile(target)) return true
  const { sandbox, granted, moved, directory } = ground
  const isRelative = !/^[/~]/.test(target)
  if (moved && isRelative) return false
  const path = resolvePath(isRelative ? `${directory}/${target}` : target, base)
  if (path === undefined) return false
  const places = (spellings: readonly string[]) => spellings.flatMap((each) => resolvePath(each, base) ?? [])
  const lies = (directories: readonly string[]) => directories.some((directory) => isBelow(path, directory))
  const given = places([...sandbox.write, ...granted])
  if (lies(given.filter((place) => place !== base.workspace))) return true
  if (lies(places([...guarded, ...sandbox.protect]))) return false
  if (lies([...temporary, ...places(sandbox.scratch)])) return true
  return sandbox.mode !== 'read-only' && isBelow(path, base.workspace)
}
