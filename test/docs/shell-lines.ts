import { spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { starterPolicy } from '../../src/policy/starter.ts'
import { read, root } from './documents.ts'

export type Scene = {
  readonly dir: string
  readonly home: string
  readonly bin: string
  readonly remove: () => void
}

/**
 * A copy of what a fresh clone holds, without its dependencies, and a project of a user's own. On PATH stand an `npm` that
 * installs and tests nothing but insists that the script exists, and a `sudo` that runs nothing; `npx command-gate` is the
 * bundle as it ships.
 */
export function prepareScene(): Scene {
  const place = mkdtempSync(join(tmpdir(), 'command-gate-docs-'))
  const [dir, home, bin] = [join(place, 'clone'), join(place, 'home'), join(place, 'bin')]
  for (const path of ['examples', '.github', 'package.json', 'dist'])
    cpSync(join(root, path), join(dir, path), { recursive: true })
  const project = join(home, 'my-project')
  mkdirSync(join(project, '.github'), { recursive: true })
  writeFileSync(join(project, 'package.json'), '{}\n')
  writeFileSync(join(project, '.github/command-gate.yml'), starterPolicy(['package.json']))
  mkdirSync(bin)
  const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts).join('|')
  writeScript(
    join(bin, 'npm'),
    `case "$1" in ci) ;; test) ;; run) case "$2" in ${scripts}) ;; *) exit 90 ;; esac ;; *) exit 91 ;; esac`,
  )
  writeScript(
    join(bin, 'npx'),
    `[ "$1" = command-gate ] || exit 92\nshift\nexec "${process.execPath}" "${dir}/dist/cli.js" "$@"`,
  )
  writeScript(join(bin, 'sudo'), 'exit 0')
  return { dir, home, bin, remove: () => rmSync(place, { recursive: true, force: true }) }
}

function writeScript(path: string, body: string): void {
  writeFileSync(path, `#!/bin/sh\n${body}\n`)
  chmodSync(path, 0o755)
}

/** Lines that end otherwise than with 0 when nobody sits at a terminal, as in this test. */
const otherwise: readonly (readonly [RegExp, number])[] = [
  [/command-gate run examples\/agent-commands\.yml/, 3],
  [/command-gate init /, 2],
]

/** The exit code that a line of the documents has without a terminal. */
export function expectedExit(line: string): number {
  return otherwise.find(([pattern]) => pattern.test(line))?.[1] ?? 0
}

/** Runs one line by sh, without a terminal, in the scene. */
export async function runLine(
  line: string,
  { dir, home, bin }: Scene,
): Promise<{ readonly exitCode: number; readonly output: string }> {
  const child = spawn('setsid', ['--wait', 'sh', '-c', line], {
    cwd: dir,
    env: { PATH: `${bin}:${process.env['PATH']}`, HOME: home, LANG: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? -1, output }))
  })
}
