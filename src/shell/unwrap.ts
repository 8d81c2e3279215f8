import { type Argument, type FoundOption, readOptions } from './options.ts'
import type { CommandRole } from './simple-command.ts'
import { unwrapForm } from './unwrap-forms.ts'
import { type WrapperEntry, wrappersNamed } from './wrappers/table.ts'

/** What hides in a command's arguments. Indices count its words, the name being 0. */
export type Inner =
  /** The words from `from` up to `to` are a command. `words` where they are not simply those. */
  | {
      readonly kind: 'command'
      readonly from: number
      readonly to: number
      /** Words that set the environment of the inner command: `env A=b`. */
      readonly assignments: readonly number[]
      /** More words come when it runs, from standard input or for `{}`. */
      readonly appends: boolean
      /** Words equal to this, or holding it, are replaced when it runs. */
      readonly placeholder: string | undefined
    }
  /**
   * `text` is a script; undefined when it can't be known. It stands in `word`, or is joined of all up to `last`. `parameters`:
   * index of the first of `$0 $1 …`.
   */
  | {
      readonly kind: 'script'
      readonly word: number
      readonly last?: number
      readonly text: Argument
      readonly parameters: number | undefined
    }
  /** Standard input is a script. */
  | { readonly kind: 'input'; readonly word: number }
  /** The command can't be told from the options. */
  | { readonly kind: 'unsure'; readonly word: number }

/** A command that holds others. */
export type Unwrapped = {
  readonly role: CommandRole
  /** For people: `sudo`, `bash -c`. */
  readonly name: string
  readonly inner: readonly Inner[]
}

/** Looks into a wrapper's arguments, one layer deep. Undefined when the command is none. Never throws. */
export function unwrap(argv: readonly Argument[]): Unwrapped | undefined {
  const name = argv[0] === undefined ? undefined : baseName(argv[0])
  if (name === undefined) return undefined
  const form = unwrapForm(name, argv)
  if (form !== undefined) return form
  const found = wrappersNamed(name).flatMap((entry) => {
    const inner = innerOf(entry, argv)
    return inner === undefined ? [] : [{ role: entry.role, inner }]
  })
  const role = found[0]?.role
  if (role === undefined) return undefined
  return { role, name, inner: found.flatMap((item) => item.inner) }
}

/** The last part of a path: a wrapper is looked through wherever it lies. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function innerOf(entry: WrapperEntry, argv: readonly Argument[]): readonly Inner[] | undefined {
  const start = afterSubcommand(entry, argv)
  if (start === undefined) return undefined
  const front = readOptions(argv, start, entry.options)
  if (front.options.some((option) => option.kind === 'inert')) return []
  const scripts = scriptsOf(entry, argv, start)
  if (scripts.length > 0) return scripts
  const first = front.next
  const inner = restOf(entry, argv, first)
  if (front.sure || inner.length === 0) return inner
  return [
    ...inner,
    ...restOf(entry, argv, first + 1),
    { kind: 'unsure', word: Math.min(first, argv.length - 1) },
  ]
}

/** Index after `docker … run`; 1 where there is no subcommand; undefined when another one stands there. */
function afterSubcommand(entry: WrapperEntry, argv: readonly Argument[]): number | undefined {
  const { subcommand } = entry.wrapper
  if (subcommand === undefined) return 1
  const wanted = subcommand.split('|')
  const at = readOptions(argv, 1, entry.options).next
  for (const index of [at, at + 1]) {
    const word = argv[index]
    if (word !== undefined && wanted.includes(word)) return index + 1
  }
  return undefined
}

function scriptsOf(entry: WrapperEntry, argv: readonly Argument[], start: number): readonly Inner[] {
  const front = readOptions(argv, start, entry.options)
  const found = scriptOptions(entry, argv, front.options)
  const { operands, permutes } = entry.wrapper
  if (found.length > 0 || (operands === undefined && permutes !== true)) return found
  const later: Inner[] = []
  let at = front.next + (operands ?? 1)
  while (at < argv.length && later.length === 0) {
    const more = readOptions(argv, at, entry.options)
    later.push(...scriptOptions(entry, argv, more.options))
    if (permutes !== true) break
    at = more.next + 1
  }
  return later
}

function scriptOptions(
  entry: WrapperEntry,
  argv: readonly Argument[],
  options: readonly FoundOption[],
): readonly Inner[] {
  return options.flatMap((option) => {
    if (option.kind !== 'script' || option.value === undefined) return []
    const { index, text } = option.value
    if (entry.wrapper.assigns === true) return splitString(argv, index, text)
    return [{ kind: 'script', word: index, text, parameters: undefined }]
  })
}

/** `env -S` splits as no shell does, and runs the words that come out: only where there are no quotes or operators is it the same. */
function splitString(argv: readonly Argument[], word: number, value: Argument): readonly Inner[] {
  const text = join([value, ...argv.slice(word + 1)])
  const script: Inner = { kind: 'script', word, last: argv.length - 1, text, parameters: undefined }
  return /^[\w \t@%+=:,./-]*$/.test(text ?? '') ? [script] : [script, { kind: 'unsure', word }]
}

function restOf(entry: WrapperEntry, argv: readonly Argument[], first: number): readonly Inner[] {
  const { wrapper } = entry
  if (wrapper.rest === 'nothing') return []
  if (wrapper.rest === 'separated') {
    const separator = argv.indexOf('--', 1)
    return separator === -1 ? [] : commandFrom(entry, argv, separator + 1)
  }
  let at = first + (wrapper.operands ?? 0)
  if (wrapper.permutes === true) at = readOptions(argv, at, entry.options).next
  else if (wrapper.operands !== undefined && argv[at] === '--') at += 1
  if (wrapper.rest === 'command') return commandFrom(entry, argv, at)
  return scriptFrom(entry, argv, at)
}

function commandFrom(entry: WrapperEntry, argv: readonly Argument[], first: number): readonly Inner[] {
  const assignments: number[] = []
  let from = first
  while (entry.wrapper.assigns === true && /^[^=\s/-][^=\s/]*=/.test(argv[from] ?? '')) {
    assignments.push(from)
    from += 1
  }
  if (from >= argv.length) return []
  const appends = entry.wrapper.appends === true
  const placeholder = appends ? placeholderOf(entry, argv) : undefined
  return [
    {
      kind: 'command',
      from,
      to: argv.length,
      assignments,
      appends: appends && placeholder === undefined,
      placeholder,
    },
  ]
}

function placeholderOf(entry: WrapperEntry, argv: readonly Argument[]): string | undefined {
  const options = readOptions(argv, 1, entry.options).options
  const found = options.find((option) => ['-I', '-J', '-i', '--replace'].includes(option.name))
  return found === undefined ? undefined : (found.value?.text ?? '{}')
}

function scriptFrom(entry: WrapperEntry, argv: readonly Argument[], from: number): readonly Inner[] {
  const separator = argv.findIndex((word, index) => index >= from && /^::::?\+?$/.test(word ?? ''))
  const appends = entry.wrapper.appends === true
  const to = appends && separator !== -1 ? separator : argv.length
  if (from >= to) return appends ? [{ kind: 'input', word: 0 }] : []
  const text = join(argv.slice(from, to))
  const run: Inner = { kind: 'script', word: from, last: to - 1, text, parameters: undefined }
  if (!appends) return [run]
  return [{ kind: 'command', from, to, assignments: [], appends: true, placeholder: '{}' }, run]
}

function join(words: readonly Argument[]): Argument {
  return words.every((word) => word !== undefined) ? words.join(' ') : undefined
}
