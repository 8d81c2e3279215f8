import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Layout, Owner } from './layout.ts'
import { makeLayout, ordinary, ownProject } from './layout.ts'

export type CliResult = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }

export type CliOptions = {
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
  readonly node?: string
  readonly launcher?: readonly string[]
}

/** A machine with a workspace, on which somebody calls the command line from dist. */
export type Machine = {
  readonly layout: Layout
  cli(words: readonly string[], options?: CliOptions): Promise<CliResult>
}

/** The command line as this account would call it, from the workspace, with a plain environment. */
export function makeMachine(as: 'root' | 'ordinary', files: Readonly<Record<string, string>> = {}): Machine {
  const isRoot = process.getuid?.() === 0
  const owner: Owner =
    as === 'root' || !isRoot ? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 } : ordinary
  const layout = makeLayout(ownProject, files, owner)
  return {
    layout,
    cli: async (words, options = {}) => {
      const node = options.node ?? layout.node
      const [command = node, ...args] = [
        ...(options.launcher ?? []),
        node,
        join(layout.action, 'dist/cli.js'),
        ...words,
      ]
      const child = spawn(command, args, {
        cwd: layout.workspace,
        env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: layout.home, LANG: 'C.UTF-8', ...options.env },
        ...(isRoot ? owner : {}),
      })
      // A command line that ends early leaves its input unread.
      child.stdin.on('error', () => undefined)
      child.stdin.end(options.input ?? '')
      const ended = new Promise<number | null>((resolve, reject) => {
        child.on('error', reject)
        child.on('close', resolve)
      })
      const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended])
      return { exitCode, stdout, stderr }
    },
  }
}

/** A Node of the machine that is older than the one that ships, if there is one from version 20 on. */
export function olderNode(): string | undefined {
  const folders = ['/usr/local/bin', '/usr/bin', ...(process.env['PATH'] ?? '').split(delimiter)]
  const candidates = folders
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => join(folder, 'node'))
  return candidates.find((path) => {
    if (!existsSync(path)) return false
    const [, major] = /^v(\d+)/.exec(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout ?? '') ?? []
    return Number(major) >= 20 && Number(major) < 24
  })
}
