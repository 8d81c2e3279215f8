import type { KindId } from '../../catalogue.ts'
import { pathKind, readingOf, writingTo } from '../../targets/paths.ts'
import { traceOf } from '../flow.ts'
import { runText } from '../inner.ts'
import { note, optionValues, positionalValues, type Program } from '../program.ts'
import { noteWrite } from '../redirects.ts'
import { rangeOf } from '../situation.ts'
import type { Handled } from './handled.ts'

const outside: ReadonlySet<string> = new Set(['system', 'program', 'root', 'home', 'authorization', 'scheduled', 'startup', 'kernel', 'device', 'log', 'secret', 'gate'])

/** chmod: set-id bits, everything open to everyone, whole trees outside the project. */
export function chmod(program: Program): Handled {
  const [mode = '', ...paths] = program.given.positionals
  const modes = [mode, ...program.given.options.map((option) => option.name.replace(/^-/, ''))].join(' ')
  const recursive = isRecursive(program)
  const open = /\b[0-7]?[0-7]?[0-7][2367]\b(?<=\d{3,4})|(?:^|[,\s])[go]*[oa][ugo]*[+=][rxXst]*w|(?:^|[,\s])\+[rx]*w|\b(?:777|666|776|767)\b/.test(modes)
  const setId = /\b[2467][0-7]{3}\b|[+=][rwxX]*s/.test(modes)
  const far = paths.some((path) => outside.has(pathKind(path)) || path === '..')
  const closes = /\b0{1,4}\b/.test(mode)
  const kinds: KindId[] = []
  if (setId || (open && (recursive || far || /777/.test(modes))) || (recursive && (far || closes || paths.length === 0)) || far) kinds.push('changes-permissions')
  return { kinds: kinds.length > 0 ? kinds : ['changes-files'] }
}

/** chown and chgrp: trees, and whatever is not the project's. */
export function chown(program: Program): Handled {
  const far = program.given.positionals.slice(1).some((path) => outside.has(pathKind(path)))
  return { kinds: isRecursive(program) || far ? ['changes-permissions'] : ['changes-files'] }
}

function isRecursive(program: Program): boolean {
  return program.given.options.some((option) => option.name === '-R' || (option.name.length >= 5 && '--recursive'.startsWith(option.name)))
}

/** dd: its operands are `if=` and `of=`. */
export function dd(program: Program): Handled {
  const kinds = new Set<KindId>()
  const { scan, place } = program.situation
  let bounded = false
  let source = ''
  let target = ''
  for (const value of positionalValues(program)) {
    const [name, path = ''] = [value.text.slice(0, value.text.indexOf('=')), value.text.slice(value.text.indexOf('=') + 1)]
    if (name === 'count') bounded = true
    if (name === 'if') source = path
    if (name === 'of') target = path
  }
  const reading = source === '' ? undefined : readingOf(source)
  if (reading !== undefined) kinds.add(reading)
  if (/^\/proc\/.*mem$|^\/dev\/k?mem/.test(source)) kinds.add('debugs-process')
  if (target !== '') {
    noteWrite(scan, target, rangeOf(program.argv, place))
    scan.files.set(target, traceOf(place.input, scan.files.get(source), ...program.argv.map((value) => value.flow)))
    kinds.add(writingTo(target) ?? 'changes-files')
  }
  const fills = /^\/dev\/(?:zero|u?random|null|full)$/.test(source)
  if (fills && !bounded) kinds.add(target === '' || pathKind(target) === 'nothing' ? 'exhausts' : 'overwrites-files')
  return { kinds: kinds.size > 0 ? [...kinds] : ['reads'], output: traceOf(place.input, scan.files.get(source)) }
}

/** find: what it does with what it finds, and what it looks for. */
export function find(program: Program): Handled {
  const words = program.argv.map((value) => value.text)
  const kinds = new Set<KindId>()
  if (words.includes('-delete')) kinds.add('deletes-files')
  words.forEach((word, index) => {
    if (/^-f(?:print0?|printf|ls)$/.test(word)) {
      noteWrite(program.situation.scan, words[index + 1] ?? '', rangeOf(program.argv, program.situation.place))
      kinds.add('changes-files')
    }
    if (/^-i?(?:name|path|wholename)$/.test(word) && readingOf((words[index + 1] ?? '').replaceAll('*', '')) === 'reads-secrets') kinds.add('reads-private')
  })
  return { kinds: kinds.size > 0 ? [...kinds] : ['reads'] }
}

/** sed: edits in place, runs and writes by its own commands. */
export function sed(program: Program): Handled {
  const { given } = program
  const scripts = optionValues(program, new Set(['-e', '--expression']))
  const values = positionalValues(program)
  const script = scripts.length > 0 ? scripts : values.slice(0, given.options.some((option) => option.name === '-f' || option.name === '--file') ? 0 : 1)
  const files = values.slice(script === scripts ? 0 : script.length)
  const kinds = new Set<KindId>()
  const inPlace = given.options.some((option) => /^-[nErsz]*i/.test(option.name) || option.name.startsWith('--in-place') || option.name === '-I')
  for (const value of script) {
    if (/(?:^|[;\n{}]|\d|\/I?|\$)\s*e(?:$|[;\n\s])|(?:^|[^\w\\])(?:s(.)(?:\\.|(?!\1).){0,300}\1(?:\\.|(?!\1).){0,300}\1[gimI0-9p]*e)/.test(value.text)) kinds.add('opens-shell')
    const write = /(?:^|[;\n{}]|\d|\/)\s*[wW]\s+([^\s;}]+)|s(.)(?:\\.|(?!\2).){0,300}\2(?:\\.|(?!\2).){0,300}\2[gimI0-9p]*w\s+(\S+)/.exec(value.text)
    const target = write?.[1] ?? write?.[3]
    if (target !== undefined) noteWrite(program.situation.scan, target, rangeOf(program.argv, program.situation.place))
  }
  for (const value of files) {
    if (inPlace) {
      kinds.add(writingTo(value.text) ?? 'changes-files')
    } else if (readingOf(value.text) !== undefined) kinds.add(readingOf(value.text) ?? 'reads')
  }
  if (inPlace) kinds.add('changes-files')
  return { kinds: kinds.size > 0 ? [...kinds] : ['reads'] }
}

/** grep and its kind: the pattern is data, the files are read. */
export function grep(program: Program): Handled | undefined {
  const hasPattern = program.given.options.some((option) => ['-e', '-f', '--regexp', '--file'].includes(option.name))
  const files = program.given.positionals.slice(hasPattern ? 0 : 1)
  const options = program.given.options.filter((option) => /^--(?:file|exclude-from|ignore-file)$|^-f$/.test(option.name)).map((option) => option.value ?? '')
  for (const path of [...files, ...options]) {
    const kind = readingOf(path)
    if (kind !== undefined) note(program, kind, path)
  }
  return undefined
}

/** tar: another machine in `-f`, and a system directory in `-C`. */
export function tar(program: Program): Handled | undefined {
  const archive = program.given.options.find((option) => option.name === '-f' || (option.name.length >= 4 && '--file'.startsWith(option.name)))?.value
  if (archive !== undefined && /^[^/]+:/.test(archive)) note(program, 'sends-data', archive)
  const extracts = program.given.options.some((option) => ['-x', '--extract', '--get'].includes(option.name)) || /^[a-zA-Z]*x/.test(program.given.positionals[0] ?? '')
  const where = program.given.options.find((option) => option.name === '-C' || option.name === '--directory')?.value
  if (extracts && where !== undefined) {
    const kind = writingTo(where)
    if (kind !== undefined && kind !== 'changes-system') note(program, kind, where)
    else if (/^\/(?:etc|bin|sbin|lib|boot|root)?\/?$/.test(where)) note(program, 'changes-system', where)
  }
  for (const option of program.given.options) {
    const action = /^exec=(.+)$/.exec(option.value ?? '')
    if (option.name === '--checkpoint-action' && action?.[1] !== undefined) runText({ text: action[1], fetched: false, decoded: false, secret: false }, program)
  }
  return undefined
}

/** truncate and `ln -s`: making a file longer or new is no loss. */
export function truncate(program: Program): Handled | undefined {
  const size = program.given.options.find((option) => option.name === '-s' || option.name === '--size')?.value
  return size !== undefined && /^\+/.test(size) ? { kinds: ['changes-files'] } : undefined
}
