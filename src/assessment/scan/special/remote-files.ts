import type { KindId } from '../../catalogue.ts'
import { hasOption, note, optionValues, type Program } from '../program.ts'
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
  return direction === undefined ? fileClient(program) : { kinds: [direction] }
}

/** rsync: the same; what it deletes is told by the table. */
export function rsync(program: Program): Handled | undefined {
  const direction = directionOf(program.given.positionals)
  if (direction !== undefined && !hasOption(program, '-n', '--dry-run', '--list-only'))
    note(program, direction)
  return undefined
}

const commandOptions: ReadonlySet<string> = new Set(['-c', '-e', '-b'])

/** A client that is told what to do by input or option: putting is sending, `!` opens a shell. */
export function fileClient(program: Program): Handled {
  const { input } = program.situation.place
  const options = optionValues(program, commandOptions).map((value) => value.text)
  const commands = [input?.text ?? '', ...options].join('\n')
  const kinds: KindId[] = ['contacts-network']
  if (/(?:^|[\n;])\s*m?(?:put|send|upload|append)\b/.test(commands) || hasOption(program, '-T'))
    kinds.push('sends-data')
  if (/(?:^|[\n;'"])\s*!/.test(commands) || isInteractive(program)) kinds.push('opens-shell')
  return { kinds }
}

function isInteractive(program: Program): boolean {
  const { positionals, options } = program.given
  return positionals.length === 0 && options.length === 0 && program.situation.place.input === undefined
}

/** ssh with `-o` options that name programs. */
export function sshOptions(program: Program): Handled | undefined {
  for (const value of optionValues(program, new Set(['-o']))) runSetting(program, value.text)
  return undefined
}

function runSetting(program: Program, text: string): void {
  const command = /^(?:ProxyCommand|LocalCommand|KnownHostsCommand)[\s=]+(.+)$/is.exec(text)?.[1]
  if (command === undefined || command === 'none') return
  runText({ text: command.replace(/^;/, ''), fetched: false, decoded: false, secret: false }, program)
}
