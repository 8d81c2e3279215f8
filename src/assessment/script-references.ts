import { readScript } from '../shell/read-script.ts'
import type { SimpleCommand } from '../shell/simple-command.ts'

/** A script that a command runs, by how the command names it. */
export type ScriptReference =
  /** `follow`: it is a shell script, and what it runs is looked at in turn. */
  | { readonly kind: 'file'; readonly path: string; readonly follow: boolean }
  | { readonly kind: 'package-script'; readonly name: string }
  | { readonly kind: 'make-target'; readonly target: string | undefined; readonly file: string | undefined }

const shells = /^(?:ba|da|z|k|a|mk)?sh$|^source$|^\.$/
const interpreters =
  /^(?:python|pypy|node|nodejs|deno|bun|tsx|ts-node|ruby|perl|php|lua|Rscript|julia|groovy|pwsh)[\d.]*$/
const managers = /^(?:npm|pnpm|yarn|bun)$/
const lifecycle = /^(?:test|start|stop|restart|install|ci)$/

/** The workspace's scripts that a script would run, in order, each once. Looks at words alone; reads no file. */
export function referencesOf(text: string): readonly ScriptReference[] {
  const found = new Map<string, ScriptReference>()
  for (const command of readScript(text).commands)
    for (const reference of ofCommand(command)) found.set(JSON.stringify(reference), reference)
  return [...found.values()]
}

function ofCommand(command: SimpleCommand): readonly ScriptReference[] {
  const words = command.words.map((word) => word.value)
  const [path] = words
  if (path === undefined) return []
  const name = path.slice(path.lastIndexOf('/') + 1)
  const rest = words.slice(1)
  if (shells.test(name)) return fileOf(rest, true)
  if (interpreters.test(name) && !(managers.test(name) && rest[0] === 'run')) return fileOf(rest, false)
  if (managers.test(name)) return packageScripts(rest)
  if (/^g?make$/.test(name)) return makeTargets(rest)
  return path.includes('/') ? [{ kind: 'file', path, follow: true }] : []
}

/** The first word that is no option. `-c` and `-m` bring their code along or name no file. */
function fileOf(words: readonly (string | undefined)[], follow: boolean): readonly ScriptReference[] {
  if (words.some((word) => word === '-c' || word === '-m' || word === '-e')) return []
  const path = words.find((word) => word === undefined || !/^[-+]/.test(word))
  return path === undefined || path === '' || path.startsWith('/dev/') ? [] : [{ kind: 'file', path, follow }]
}

function packageScripts(words: readonly (string | undefined)[]): readonly ScriptReference[] {
  const [first, second] = words.filter((word) => word !== undefined && !word.startsWith('-'))
  if (first === undefined) return []
  const name = /^(?:run|run-script)$/.test(first) ? second : lifecycle.test(first) ? first : undefined
  if (name === undefined) return []
  return [`pre${name}`, name, `post${name}`].map((script) => ({ kind: 'package-script', name: script }))
}

const makeOptions = /^(?:-[fCIjo]|--file|--makefile|--directory)$/

function makeTargets(words: readonly (string | undefined)[]): readonly ScriptReference[] {
  const file = valueAfter(words, /^(?:-f|--file|--makefile)$/)
  const directory = valueAfter(words, /^(?:-C|--directory)$/)
  const targets = words.filter(
    (word, index) => word !== undefined && !/^-|=/.test(word) && !makeOptions.test(words[index - 1] ?? ''),
  )
  const path = directory === undefined ? file : `${directory}/${file ?? 'Makefile'}`
  return (targets.length === 0 ? [undefined] : targets).map((target) => ({
    kind: 'make-target',
    target,
    file: path,
  }))
}

function valueAfter(words: readonly (string | undefined)[], option: RegExp): string | undefined {
  const at = words.findIndex((word) => option.test(word ?? ''))
  return at === -1 ? undefined : words[at + 1]
}
