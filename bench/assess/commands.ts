import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** How many commands a benchmark runs when no files are named. */
const wanted = 4_000

/** The commands of files of lines `{"command": "…"}`; without files, those of this project's own examples and pages. */
export function commandsFrom(files: readonly string[]): readonly string[] {
  if (files.length === 0) return ownCommands()
  const commands = files
    .flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'))
    .map((line) => (JSON.parse(line) as { readonly command: string }).command)
  if (commands.length === 0) throw new Error('No commands: name files of lines like {"command":"ls"}.')
  return commands
}

/** Single commands as they stand, and after every nine of them a script made of these, since steps of real jobs are longer. */
function ownCommands(): readonly string[] {
  const root = join(import.meta.dirname, '../..')
  const single = [
    ...new Set(['README.md', 'docs', 'examples', '.github'].flatMap((name) => textsIn(root, name))),
  ]
  const commands: string[] = []
  for (let index = 0; commands.length < wanted; index += 1) {
    commands.push(single[index % single.length] ?? '')
    if (index % 9 === 8) commands.push(commands.slice(-9).join('\n'))
  }
  return commands.slice(0, wanted)
}

function textsIn(root: string, name: string): readonly string[] {
  const path = join(root, name)
  if (name.endsWith('.md')) return blocksOf(readFileSync(path, 'utf8'))
  if (/\.ya?ml$/.test(name)) return scriptsIn(parse(readFileSync(path, 'utf8')))
  if (!statSync(path).isDirectory()) return []
  return readdirSync(path)
    .sort()
    .flatMap((entry) => textsIn(root, join(name, entry)))
}

/** The shell blocks of a page. */
function blocksOf(page: string): readonly string[] {
  return [...page.matchAll(/^```(?:bash|sh)\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '')
}

/** The scripts of a list, a workflow or a policy, wherever they stand. */
function scriptsIn(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') return /^(?:run|match|not-match)$/.test(key) ? [value] : []
  if (Array.isArray(value)) return value.flatMap((item: unknown) => scriptsIn(item, key))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, item]) => scriptsIn(item, name))
}
