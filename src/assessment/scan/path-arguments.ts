import { pathKind, readingOf, writingTo } from '../targets/paths.ts'
import type { PathUse } from '../tools/tool.ts'
import { judgeJobFile } from './assignments.ts'
import { traceOf } from './flow.ts'
import { fileAt, keepFile } from './known-files.ts'
import { keepProgram } from './other-names.ts'
import { note, optionValues, type Program, positionalValues } from './program.ts'
import { noteWrite } from './redirects.ts'
import { rangeOf } from './situation.ts'
import type { Value } from './words.ts'

/** Reports what it means that a program reads, writes or moves the paths among its arguments. */
export function judgePaths(program: Program): void {
  const { tool } = program
  writeNamed(program)
  if (program.wraps !== undefined) return
  const use = tool?.paths ?? (tool?.data === true ? 'none' : 'read')
  const paths = positionalValues(program)
  if (use === 'copy' || use === 'move') copy(program, paths, use)
  else if (use !== 'none') actOn(program, use, use === 'read' ? [...paths, ...optionPaths(program)] : paths)
  else actOn(program, 'read', namedPaths(program))
}

const writeOption = /^(?:-[owO]|--?(?:out(?:put|file)?|dest|target|write|save|log)(?:-[a-z]+)?)(?:=(.+))?$/

/** What options name to be written; of a program that is not known, those that all of them have for it. */
function writeNamed(program: Program): void {
  const { tool } = program
  if (tool !== undefined) {
    for (const value of optionValues(program, tool.writeOptions)) write(program, value)
    return
  }
  program.argv.forEach(({ text }, at) => {
    const option = at === 0 ? null : writeOption.exec(text)
    const path = option === null ? undefined : (option[1] ?? program.argv[at + 1]?.text)
    const meaning = path?.startsWith('/') === true ? writingTo(path) : undefined
    if (meaning !== undefined) note(program, meaning, path)
  })
}

/** Where words are mostly text: what is spelled like a path from the root or from home is one all the same. */
function namedPaths(program: Program): readonly Value[] {
  const { tool, name } = program
  if (tool?.is === 'prints' || searches.test(name)) return []
  const values =
    tool?.data === true ? [...positionalValues(program), ...optionPaths(program)] : optionPaths(program)
  return values.filter((value) => absolute.test(value.text))
}

const searches = /^(?:[efz]?grep|zegrep|rg|ag|ack|ugrep|pcregrep)$/
const absolute = /^(?:@|[\w./-]+:)?[/~]\S+$/

function actOn(program: Program, use: SimpleUse, values: readonly Value[]): void {
  for (const value of values) acts[use](program, value)
}

type SimpleUse = Exclude<PathUse, 'copy' | 'move'>

type Act = (program: Program, value: Value) => void

const acts: Readonly<Record<SimpleUse, Act>> = {
  read,
  write,
  delete: remove,
  none: () => undefined,
}

/** Values of options that look like paths: `--config=/etc/shadow`, `@file`. */
function optionPaths(program: Program): readonly Value[] {
  return program.given.options.flatMap((option) => {
    const value = program.argv[option.word]
    const writes = program.tool?.writeOptions.has(option.name) === true
    return option.value === undefined || value === undefined || writes
      ? []
      : [{ ...value, text: option.value }]
  })
}

function read(program: Program, value: Value): void {
  // The words of a filter or of a statement may look like a relative path.
  if (program.tool?.data === true && !absolute.test(value.text)) return
  const path = value.text.replace(/^(?:@|file:\/\/|[a-z]+=|[\w./-]+:(?=[/~]))/, '')
  const kind = readingOf(path)
  if (kind !== undefined) note(program, kind, value.text)
  // All that a disk holds, whoever may read it.
  if (program.tool?.output === 'pass' && pathKind(path) === 'device')
    note(program, 'captures-data', value.text)
}

function write(program: Program, value: Value): void {
  const { scan, place, walkers } = program.situation
  noteWrite(scan, value.text, rangeOf(program.argv, place))
  judgeJobFile(value.text, place.input?.text, { scan, place, walkers, range: value.range })
  const before = fileAt(scan, value.text)
  const flow = traceOf(before, place.input, value.flow)
  keepFile(scan, value.text, {
    ...flow,
    fetched: flow.fetched || program.tool?.output === 'fetched',
    text: place.input?.text ?? before?.text,
  })
}

function copy(program: Program, paths: readonly Value[], use: 'copy' | 'move'): void {
  const target = program.given.options.find(
    (option) => option.name === '-t' || option.name === '--target-directory',
  )?.value
  const last = target ?? paths.at(-1)?.text
  const sources = target === undefined ? paths.slice(0, -1) : paths
  if (last === undefined) return
  for (const source of sources) {
    copyOne(program, source, last)
    if (use === 'move') leave(program, source)
  }
  const meaning = writingTo(last)
  if (meaning !== undefined && sources.length > 0) note(program, meaning, last)
  if (sources.some((source) => source.text === '/dev/null') && !last.startsWith('/dev/'))
    note(program, 'overwrites-files', last)
  if (use === 'move' && pathKind(last) === 'nothing') note(program, 'deletes-files', last)
}

function copyOne(program: Program, source: Value, target: string): void {
  const { scan, place } = program.situation
  // Within the project, a settings file stays where it belongs.
  const stays = !/^(?:[/~]|\.\.)/.test(source.text) && !/^(?:[/~]|\.\.)/.test(target)
  if (!stays) read(program, source)
  if (/\/bin\/(?:ba|da|z|k)?sh$/.test(source.text)) note(program, 'opens-shell', source.text)
  const secret = readingOf(source.text) === 'reads-secrets'
  const before = /^(?:-|\/dev\/stdin)$/.test(source.text) ? place.input : fileAt(scan, source.text)
  const flow = before ?? (source.text === '/dev/fd/63' ? source.flow : traceOf(source.flow))
  const name = source.text.slice(source.text.lastIndexOf('/') + 1)
  for (const path of [target, `${target.replace(/\/$/, '')}/${name}`])
    keepFile(scan, path, { ...flow, secret: flow.secret || secret })
  keepProgram(scan, source, target)
}

/** What is moved is gone from where it was. */
function leave(program: Program, source: Value): void {
  const kind = pathKind(source.text)
  if (
    kind === 'root' ||
    kind === 'home' ||
    kind === 'system' ||
    kind === 'program' ||
    kind === 'log' ||
    kind === 'gate' ||
    /^\.\.(?:\/|$)/.test(source.text)
  )
    note(program, 'overwrites-files', source.text)
  if (/^(?:\/|~)?\/?\*$/.test(source.text)) note(program, 'overwrites-files', source.text)
}

function remove(program: Program, value: Value): void {
  const kind = writingTo(value.text)
  if (kind !== undefined && kind !== 'changes-system') note(program, kind, value.text)
}
