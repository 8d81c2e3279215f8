import { readScript } from '../shell/read-script.ts'
import type { SimpleCommand } from '../shell/simple-command.ts'

/** A script that a command runs, by how the command names it. */
export type ScriptReference =
  /** `follow`: it is a shell script, and what it runs is looked at in turn. */
  | { readonly kind: 'file'; readonly path: string; readonly follow: boolean }
  | { readonly kind: 'package-script'; readonly name: string; readonly directory: string | undefined }
  | { readonly kind: 'make-target'; readonly target: string | undefined; readonly file: string | undefined }

const shells = /^(?:ba|da|z|k|a|mk)?sh$|^source$|^\.$/
const interpreters =
  /^(?:python|pypy|node|nodejs|deno|bun|tsx|ts-node|ruby|perl|php|lua|Rscript|julia|groovy|pwsh)[\d.]*$/
const managers = /^(?:npm|pnpm|yarn|bun)$/
const lifecycle = /^(?:test|start|stop|restart|install|ci)$/

/** A reference, and the directory that the script went to before, as it is written. */
export type PlacedReference = { readonly directory: string; readonly reference: ScriptReference }

/** Most directories that are tried for one name. */
const maxDirectories = 4

/**
 * The workspace's scripts that a script would run, in order, each once. Looks at words alone; reads no file. Where the script
 * changes its directory first, a name may stand for a file here or there: both are given.
 */
export function referencesOf(text: string): readonly PlacedReference[] {
  const found = new Map<string, PlacedReference>()
  const directories = ['.']
  for (const command of readScript(text).commands) {
    const [name, target] = command.words.map((word) => word.value)
    if ((name === 'cd' || name === 'pushd') && target !== undefined && directories.length < maxDirectories)
      directories.push(target)
    for (const reference of ofCommand(command))
      for (const directory of directories)
        found.set(JSON.stringify([directory, reference]), { directory, reference })
  }
  return [...found.values()]
}

function ofCommand(command: SimpleCommand): readonly ScriptReference[] {
  const words = command.words.map((word) => word.value)
  const [path] = words
  if (path === undefined) return []
  const name = path.slice(path.lastIndexOf('/') + 1)
  const rest = words.slice(1)
  if (shells.test(name)) return fileOf(rest, /^-[a-z]*c$/, true)
  if (interpreters.test(name) && !(managers.test(name) && rest[0] === 'run'))
    return fileOf(rest, /^(?:-c|-m|-e|-p|-r|--eval|--print)$/, false)
  if (managers.test(name)) return packageScripts(rest)
  if (/^g?make$/.test(name)) return makeTargets(rest)
  return path.includes('/') ? [{ kind: 'file', path, follow: true }] : []
}

/** The first word that is no option; none where an option brings the code along. */
function fileOf(
  words: readonly (string | undefined)[],
  code: RegExp,
  follow: boolean,
): readonly ScriptReference[] {
  const path = words.find((word) => word === undefined || code.test(word) || !/^[-+]/.test(word))
  if (path === undefined || path === '' || code.test(path) || path.startsWith('/dev/')) return []
  return [{ kind: 'file', path, follow }]
}

const directoryOption = /^(?:-C|--prefix|--cwd|--dir|--directory)$/

function packageScripts(words: readonly (string | undefined)[]): readonly ScriptReference[] {
  const [first, second] = words.filter(
    (word, index) => word !== undefined && !/^-/.test(word) && !directoryOption.test(words[index - 1] ?? ''),
  )
  if (first === undefined) return []
  const name = /^(?:run|run-script)$/.test(first) ? second : lifecycle.test(first) ? first : undefined
  if (name === undefined) return []
  const directory = valueAfter(words, directoryOption)
  return [`pre${name}`, name, `post${name}`].map((script) => ({
    kind: 'package-script',
    name: script,
    directory,
  }))
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
