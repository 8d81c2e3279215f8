import type { KindId } from '../../catalogue.ts'
import { writingTo } from '../../targets/paths.ts'
import { opaque } from '../flow.ts'
import { keepFile } from '../known-files.ts'
import { hasOption, note, optionText, optionValues, type Program } from '../program.ts'
import { runText } from '../run-text.ts'
import type { Handled } from './handled.ts'

function isRemote(place: string): boolean {
  return /^(?:[^/:\s]+@)?[\w.-]+:(?!\\)|^(?:rsync|scp|sftp):\/\//.test(place)
}

function directionOf(places: readonly string[]): KindId | undefined {
  const target = places.at(-1)
  if (target === undefined || places.length < 2) return undefined
  if (isRemote(target)) return 'sends-data'
  return places.some(isRemote) ? 'fetches' : undefined
}

/** scp and sftp: to another machine, or from it. */
export function secureCopy(program: Program): Handled {
  const direction = directionOf(program.given.positionals)
  for (const value of optionValues(program, new Set(['-o']))) runSetting(program, value.text)
  const target = program.given.positionals.at(-1)
  if (direction === 'fetches' && target !== undefined)
    keepFile(program.situation.scan, target, { ...opaque, fetched: true })
  return direction === undefined ? fileClient(program) : { kinds: [direction] }
}

/** rsync: the same; what it deletes is told by the table. */
export function rsync(program: Program): Handled | undefined {
  const direction = directionOf(program.given.positionals)
  if (hasOption(program, '-n', '--dry-run', '--list-only')) return undefined
  if (direction !== undefined) note(program, direction)
  const target = program.given.positionals.at(-1) ?? ''
  const meaning = isRemote(target) ? undefined : writingTo(target)
  if (meaning !== undefined) note(program, meaning, target)
  return undefined
}

const commandOptions: ReadonlySet<string> = new Set(['-c', '-e', '-b'])

/** A client that is told what to do by input or option: putting is sending, `!` opens a shell. */
export function fileClient(program: Program): Handled {
  const { input } = program.situation.place
  const options = optionValues(program, commandOptions).map((value) => value.flow.text ?? value.text)
  const commands = [input?.text ?? '', ...options].join('\n')
  const kinds: KindId[] = ['contacts-network']
  // `tftp -g -r FILE HOST`
  const fetched = hasOption(program, '-g') ? optionText(program, '-l', '-r') : undefined
  if (fetched !== undefined) keepFile(program.situation.scan, fetched, { ...opaque, fetched: true })
  if (
    /(?:^|[\n;])\s{0,20}(?:m?(?:put|send|upload|append)\b|mirror\s{1,8}(?:\S{1,200}\s{1,8}){0,12}(?:-R|--reverse)\b)/.test(
      commands,
    ) ||
    hasOption(program, '-T')
  )
    kinds.push('sends-data')
  if (/(?:^|[\n;'"])\s{0,20}(?:m?del(?:ete)?|m?rm|rmdir|deltree)\s/.test(commands))
    kinds.push('deletes-resources')
  if (/(?:^|[\n;'"])\s{0,20}!/.test(commands) || isInteractive(program)) kinds.push('opens-shell')
  return { kinds }
}

function isInteractive(program: Program): boolean {
  const { positionals, options } = program.given
  return positionals.length === 0 && options.length === 0 && program.situation.place.input === undefined
}

/** ssh with `-o` options that name programs, and with a script on standard input for the shell on the other side. */
export function sshOptions(program: Program): Handled | undefined {
  for (const value of optionValues(program, new Set(['-o']))) runSetting(program, value.text)
  const { input } = program.situation.place
  if (program.given.positionals.length === 1 && input?.text !== undefined) runText(input, program)
  return undefined
}

function runSetting(program: Program, text: string): void {
  const command = /^(?:ProxyCommand|LocalCommand|KnownHostsCommand)[\s=]+(.+)$/is.exec(text)?.[1]
  if (command === undefined || command === 'none') return
  runText({ text: command.replace(/^;/, ''), fetched: false, decoded: false, secret: false }, program)
}
