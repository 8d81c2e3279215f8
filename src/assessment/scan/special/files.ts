import type { KindId } from '../../catalogue.ts'
import { pathKind, readingOf, writingTo } from '../../targets/paths.ts'
import { opaque, traceOf } from '../flow.ts'
import { foundBy } from '../found.ts'
import { fileAt, keepFile } from '../known-files.ts'
import { hasOption, note, optionText, type Program } from '../program.ts'
import { noteWrite } from '../redirects.ts'
import { runText } from '../run-text.ts'
import { rangeOf } from '../situation.ts'
import type { Handled } from './handled.ts'

/** dd: its operands are `if=` and `of=`. */
export function dd(program: Program): Handled {
  const { scan, place } = program.situation
  const source = operand(program, 'if')
  const target = operand(program, 'of')
  const kinds = new Set<KindId>([...sourceKinds(source), ...targetKinds(target)])
  if (target !== undefined) {
    noteWrite(scan, target, rangeOf(program.argv, place))
    const flows = [place.input, fileAt(scan, source ?? ''), ...program.argv.map((value) => value.flow)]
    keepFile(scan, target, {
      ...traceOf(...flows),
      text: source === undefined ? place.input?.text : undefined,
    })
  }
  for (const kind of amountKinds(program)) kinds.add(kind)
  if (kinds.size === 0) kinds.add(source === undefined ? 'changes-files' : 'reads')
  return { kinds: [...kinds], output: traceOf(place.input, fileAt(scan, source ?? '')) }
}

/** A source without end that is read without end, or 50 gigabytes and more: `bs=1G count=1000`. */
function amountKinds(program: Program): readonly KindId[] {
  const target = operand(program, 'of')
  const endless = /^\/dev\/(?:zero|u?random|null|full)$/.test(operand(program, 'if') ?? '')
  if (endless && operand(program, 'count') === undefined)
    return [target === undefined || pathKind(target) === 'nothing' ? 'exhausts' : 'overwrites-files']
  const [, size = '', unit = ''] = /^(\d{1,9})([kKmMgGtT]?)/.exec(operand(program, 'bs') ?? '512') ?? []
  const bytes = Number(size) * 1024 ** ' kmgt'.indexOf(unit.toLowerCase() || ' ')
  return bytes * Number(operand(program, 'count') ?? 0) >= 50 * 1024 ** 3 ? ['exhausts'] : []
}

function targetKinds(target: string | undefined): readonly KindId[] {
  return target === undefined ? [] : [writingTo(target) ?? 'changes-files']
}

function operand(program: Program, name: string): string | undefined {
  const found = program.given.positionals.find((word) => word.startsWith(`${name}=`))
  return found?.slice(name.length + 1)
}

function sourceKinds(source: string | undefined): readonly KindId[] {
  if (source === undefined) return []
  if (/^\/proc\/.*mem$|^\/dev\/k?mem/.test(source)) return ['debugs-process']
  // All that a disk holds, whoever may read it.
  if (pathKind(source) === 'device') return ['captures-data']
  const kind = readingOf(source)
  return kind === undefined ? [] : [kind]
}

/** find: what it does with what it finds, and what it looks for. */
export function find(program: Program): Handled {
  const words = program.argv.map((value) => value.text)
  const kinds = new Set<KindId>(words.includes('-delete') ? ['deletes-files'] : [])
  words.forEach((word, index) => {
    const next = words[index + 1] ?? ''
    if (/^-f(?:print0?|printf|ls)$/.test(word)) {
      noteWrite(program.situation.scan, next, rangeOf(program.argv, program.situation.place))
      kinds.add('changes-files')
    } else if (/^-i?(?:name|path|wholename)$/.test(word) && looksForSecrets(next, words[1] ?? ''))
      kinds.add(words.some((other) => /^-(?:exec|ok)/.test(other)) ? 'reads-secrets' : 'reads-private')
  })
  if (strayDeletion(words)) kinds.add('deletes-files')
  const listed = words.some((word) => /^-(?:exec|ok|f?printf?|f?ls|delete|quit)/.test(word))
  const output = listed ? undefined : { ...opaque, text: `${foundBy(words)}\n` }
  return { kinds: kinds.size > 0 ? [...kinds] : ['reads'], ...(output === undefined ? {} : { output }) }
}

/** `-name "*.o"-exec rm {} \;` and the like: mistyped, and one key away from what was meant. */
function strayDeletion(words: readonly string[]): boolean {
  if (words.some((word) => /^-(?:exec|ok)(?:dir)?$/.test(word))) return false
  return words.some((word, index) => /^(?:rm|unlink|shred)$/.test(word) && words.slice(index).includes('{}'))
}

function looksForSecrets(pattern: string, from: string): boolean {
  if (readingOf(pattern.replaceAll('*', '')) === 'reads-secrets') return true
  return (
    isEverything(from) && /passw|secret|credential|wallet|token|\.(?:pem|ppk|p12|gpg|ovpn)$/i.test(pattern)
  )
}

const credentialWord = /passw|secret|token|api[_-]?key|private key|credential|AKIA|extraheader|gh[pso]_/i

/** grep and its kind: the pattern is data, the files are read. */
export function grep(program: Program): Handled | undefined {
  const patterned = hasOption(program, '-e', '-f', '--regexp', '--file')
  const files = program.given.positionals.slice(patterned ? 0 : 1)
  const named = program.given.options.filter(({ name }) =>
    /^--(?:file|exclude-from|ignore-file)$|^-f$/.test(name),
  )
  const pattern = (program.given.positionals[0] ?? '').replace(/\[[^\]]{1,4}\]/g, '_')
  if (credentialWord.test(pattern) && files.some((path) => /^(?:\/|~)|\.git\/config$/.test(path)))
    note(program, files.some(isEverything) ? 'reads-secrets' : 'reads-private')
  for (const path of [...files, ...named.map((option) => option.value ?? '')]) {
    const kind = readingOf(path)
    if (kind !== undefined) note(program, kind, path)
  }
  return undefined
}

/** All of a machine, or of a person. */
function isEverything(path: string): boolean {
  return /^(?:root|home)$/.test(pathKind(path)) || /^\/(?:etc|var|opt|srv)\/?$/.test(path)
}

/** awk: its program is told elsewhere, its files are read. */
export function awk(program: Program): Handled | undefined {
  const files = program.given.positionals.slice(hasOption(program, '-f', '--file') ? 0 : 1)
  for (const path of files) if (readingOf(path) === 'reads-secrets') note(program, 'reads-secrets', path)
  return undefined
}

/** `tar tzf a.tgz`: letters without a dash, of which t lists. */
function onlyLists(program: Program): boolean {
  const [letters = ''] = program.given.positionals
  return program.given.options.length === 0 && /^[vzjJaf]*t[vzjJaf]*$/.test(letters)
}

/** yq and its kind: an edit in place writes the last file. */
export function edit(program: Program): Handled | undefined {
  const path = program.given.positionals.at(-1)
  if (path !== undefined && hasOption(program, '-i', '--in-place', '--inplace'))
    noteWrite(program.situation.scan, path, rangeOf(program.argv, program.situation.place))
  return undefined
}

/** tar: another machine in `-f`, a system directory in `-C`, a program in `--checkpoint-action`. */
export function tar(program: Program): Handled | undefined {
  if (onlyLists(program)) return { kinds: ['reads'] }
  const archive = archiveOf(program)
  if (archive !== undefined && /^[^/]+:/.test(archive)) note(program, 'sends-data', archive)
  const where = optionText(program, '-C', '--directory')
  if (where !== undefined && extracts(program)) noteExtraction(program, where)
  const action = /^exec=(.+)$/s.exec(optionText(program, '--checkpoint-action') ?? '')?.[1]
  if (action !== undefined) runText({ text: action, fetched: false, decoded: false, secret: false }, program)
  return undefined
}

function archiveOf(program: Program): string | undefined {
  const option = program.given.options.find(
    ({ name }) => name === '-f' || (name.length >= 4 && '--file'.startsWith(name)),
  )
  const [letters = '', next] = program.given.positionals
  return option?.value ?? (/^[a-zA-Z]*f$/.test(letters) ? next : undefined)
}

function extracts(program: Program): boolean {
  return (
    hasOption(program, '-x', '--extract', '--get') || /^[a-zA-Z]*x/.test(program.given.positionals[0] ?? '')
  )
}

function noteExtraction(program: Program, where: string): void {
  const kind = writingTo(where)
  if (kind !== undefined && kind !== 'changes-system') note(program, kind, where)
  else if (/^\/(?:etc|bin|sbin|lib|boot|root)?\/?$/.test(where)) note(program, 'changes-system', where)
}

/** A size that fills a disk: 50 gigabytes and more. */
const huge = /^(?:[5-9]\d|\d{3,})[gG]|^\d+[tTpPeE]/

/** fallocate: taking a whole disk. */
export function allocate(program: Program): Handled | undefined {
  return huge.test(optionText(program, '-l', '--length') ?? '') ? { kinds: ['exhausts'] } : undefined
}

/** Reading a device that never ends, to the end or for very long. */
export function head(program: Program): Handled | undefined {
  if (!program.given.positionals.some((path) => /^\/dev\/(?:zero|u?random|full)$/.test(path)))
    return undefined
  const bounded = program.name === 'head' && !huge.test(optionText(program, '-c', '--bytes') ?? '')
  return bounded ? undefined : { kinds: ['exhausts'] }
}

/** truncate: making a file longer is no loss. */
export function truncate(program: Program): Handled | undefined {
  const size = optionText(program, '-s', '--size')
  return size?.startsWith('+') === true ? { kinds: ['changes-files'] } : undefined
}
