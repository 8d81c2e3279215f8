import { spawnSync } from 'node:child_process'
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Where the tests run, and what is to be done after them. */
export type OpenProject = { readonly directory: string; readonly close: () => void }

/**
 * The project where an ordinary user can read it, as root runs many tests as one too: the directory itself, or a copy of it where that is
 * closed to others, like all below `/root`. Throws when it can't be copied.
 */
export function openProject(directory: string): OpenProject {
  if (process.getuid?.() !== 0 || isOpen(directory)) return { directory, close: () => undefined }
  const base = mkdtempSync(join(roomyParent(), 'command-gate-project-'))
  const copy = join(base, 'command-gate')
  console.log(`${directory} is closed to ordinary users, and the tests also run as one: they run in ${copy}.`)
  run('cp', ['-a', directory, copy])
  run('chmod', ['-R', 'go+rX', copy])
  chmodSync(base, 0o755)
  return { directory: copy, close: () => rmSync(base, { recursive: true, force: true }) }
}

/** Whether everybody can enter every directory down to this one, and read it. */
function isOpen(directory: string): boolean {
  const others = statSync(directory).mode & 0o5
  const parent = dirname(directory)
  return others === 0o5 && (parent === directory || isPassable(parent))
}

function isPassable(directory: string): boolean {
  const parent = dirname(directory)
  return (statSync(directory).mode & 0o1) !== 0 && (parent === directory || isPassable(parent))
}

/** A directory for the tests' own that is not below a place which the sandbox replaces, where one can be had. */
export function roomyParent(): string {
  const writable = ['/srv', '/var/lib'].find((parent) => {
    try {
      accessSync(parent, constants.W_OK)
      return true
    } catch {
      return false
    }
  })
  return writable ?? tmpdir()
}

function run(program: string, words: readonly string[]): void {
  const { status, error } = spawnSync(program, words, { stdio: 'inherit' })
  if (status !== 0) throw new Error(`${program} ended with ${status}`, { cause: error })
}
