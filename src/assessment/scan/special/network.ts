import type { KindId } from '../../catalogue.ts'
import { hostKind, hostOf } from '../../targets/hosts.ts'
import { readingOf } from '../../targets/paths.ts'
import { opaque } from '../flow.ts'
import { inflow, note, optionValues, positionalValues, type Program } from '../program.ts'
import { runText } from '../inner.ts'
import type { Value } from '../words.ts'
import type { Handled } from './handled.ts'

const bodies = new Set(['-d', '--data', '--data-raw', '--data-binary', '--data-ascii', '--data-urlencode', '--json', '-F', '--form', '--form-string', '--url-query', '--variable', '--expand-data'])
const uploads = new Set(['-T', '--upload-file', '--mail-rcpt'])
const outputs = new Set(['-o', '--output', '-O', '--output-document'])

/** curl: what it sends, where to, and where the answer goes. */
export function curl(program: Program): Handled {
  const kinds = new Set<KindId>(program.given.options.some((option) => option.name === '--help' || option.name === '--version' || option.name === '-V') ? ['reads'] : ['fetches'])
  const method = optionText(program, ['-X', '--request']).toUpperCase()
  const sent = [...optionValues(program, bodies), ...optionValues(program, uploads)]
  const hosts = urlsOf(program).map((url) => hostKind(hostOf(url) ?? ''))
  const local = hosts.length > 0 && hosts.every((host) => host === 'local')
  if (method === 'DELETE' || method === 'PURGE' || /\b(?:DELE|RMD)\b/i.test(optionText(program, ['-Q', '--quote']))) kinds.add('deletes-resources')
  else if (sent.length > 0 && !isGet(program)) kinds.add(local ? 'changes-remote' : 'sends-data')
  else if (/^(?:POST|PUT|PATCH)$/.test(method)) kinds.add(urlsOf(program).some((url) => /delete|remove|destroy|purge|wipe|shutdown/i.test(url)) ? 'deletes-resources' : 'changes-remote')
  for (const value of sent) sentValue(program, value)
  if (inflow(program).secret && sent.length > 0) kinds.add('sends-secret')
  if (program.given.options.some((option) => option.name === '--engine')) kinds.add('loads-code')
  addHosts(program, kinds)
  return { kinds: [...kinds], output: { ...inflow(program), fetched: !isToFile(program), secret: false } }
}

function isGet(program: Program): boolean {
  return program.given.options.some((option) => option.name === '-G' || option.name === '--get')
}

function isToFile(program: Program): boolean {
  const values = optionValues(program, outputs)
  for (const value of values) if (value.text !== '-' && value.text !== '/dev/stdout') program.situation.scan.files.set(value.text, { ...opaque, fetched: true })
  const remoteName = program.given.options.some((option) => option.name === '-O' || option.name === '--remote-name')
  if (remoteName && program.name === 'curl') for (const url of urlsOf(program)) fileFetched(program, url)
  return program.name === 'curl' && (remoteName || values.some((value) => value.text !== '-' && value.text !== '/dev/stdout'))
}

function fileFetched(program: Program, url: string): void {
  const name = url.replace(/[?#].*$/, '').split('/').at(-1)
  if (name !== undefined && name !== '') program.situation.scan.files.set(name, { ...opaque, fetched: true })
}

function sentValue(program: Program, value: Value): void {
  const path = value.text.replace(/^[^=@<]*[=]?[@<]/, '').replace(/;.*$/, '')
  if (value.flow.secret || readingOf(path) === 'reads-secrets' || program.situation.scan.files.get(path)?.secret === true)
    note(program, 'sends-secret', value.text)
}

function optionText(program: Program, names: readonly string[]): string {
  return program.given.options.find((option) => names.includes(option.name))?.value ?? ''
}

function urlsOf(program: Program): readonly string[] {
  return [...program.given.positionals, ...program.given.options.filter((option) => option.name === '--url').map((option) => option.value ?? '')]
}

function addHosts(program: Program, kinds: Set<KindId>): void {
  for (const url of urlsOf(program)) {
    if (/^file:/i.test(url)) {
      const kind = readingOf(url.replace(/^file:\/\//i, ''))
      if (kind !== undefined) kinds.add(kind)
    }
    if (/^(?:gopher|dict|telnet|smtp|ldap):/i.test(url)) kinds.add('sends-data')
    if (hostKind(hostOf(url) ?? '') === 'metadata') kinds.add('asks-metadata')
  }
  for (const value of positionalValues(program)) if (value.flow.secret || inUrl(program, value)) kinds.add('sends-secret')
}

/** A secret file or the whole environment that ends up in an address. */
function inUrl(program: Program, value: Value): boolean {
  return value.flow.secret && program.situation.scan.files.size >= 0
}

/** wget and its kind: the table says what is sent; here where it goes, and whether it prints. */
export function wget(program: Program): Handled | undefined {
  const kinds = new Set<KindId>(program.given.options.some((option) => ['--help', '--version', '-V'].includes(option.name)) ? ['reads'] : ['fetches'])
  for (const option of program.given.options) {
    if (/^--(?:post|body)-(?:data|file)$/.test(option.name) || (option.name.length > 6 && '--post-file'.startsWith(option.name))) {
      kinds.add('sends-data')
      if (option.value !== undefined && readingOf(option.value) === 'reads-secrets') kinds.add('sends-secret')
    }
    if (option.name === '--method') kinds.add(option.value === 'DELETE' ? 'deletes-resources' : 'sends-data')
    if (option.name.startsWith('--use-askpass')) kinds.add('opens-shell')
  }
  addHosts(program, kinds)
  const target = program.given.options.find((option) => option.name === '-O' || (option.name.length >= 8 && '--output-document'.startsWith(option.name)))?.value
  const prints = target === '-' || target === '/dev/stdout' || target?.startsWith('-') === true
  if (!prints && target === undefined) for (const url of program.given.positionals) fileFetched(program, url)
  if (!prints && target !== undefined) program.situation.scan.files.set(target, { ...opaque, fetched: true })
  return { kinds: [...kinds], output: { ...opaque, fetched: prints } }
}

/** nc, socat, telnet: raw connections, in both directions. */
export function rawConnection(program: Program): Handled | undefined {
  const { given, situation, argv } = program
  const words = argv.slice(1).map((value) => value.text)
  const has = (expression: RegExp): boolean => words.some((word) => expression.test(word))
  if (program.name.startsWith('socat')) return socat(program, has)
  if (given.options.some((option) => option.name === '-z' || option.name === '-h' || option.name === '--help' || option.name === '--version')) return undefined
  const { input } = situation.place
  const sends = input !== undefined && (input.secret || input.text === undefined || input.text.length > 0)
  if (!sends || given.positionals.length === 0) return undefined
  const kinds: KindId[] = hostKind(given.positionals[0] ?? '') === 'local' ? ['contacts-network'] : ['sends-data']
  if (input.secret) kinds.push('sends-secret')
  if (given.options.some((option) => /^-[lec]$|--listen|--exec|--sh-exec/.test(option.name))) kinds.push('reverse-shell')
  return { kinds }
}

function socat(program: Program, has: (expression: RegExp) => boolean): Handled {
  const { input } = program.situation.place
  const kinds = new Set<KindId>(['contacts-network'])
  const executes = has(/(?:^|,)(?:exec|system|shell|pty):?/i)
  const remote = has(/^(?:tcp|udp|openssl|ssl|sctp|socks|proxy|vsock|quic|dtls)[\w-]*:/i)
  const listening = has(/-?listen:|-recv|^(?:tcp|udp|openssl|vsock)\d?-l(?:isten)?:/i)
  if (executes && (remote || listening)) kinds.add('reverse-shell')
  else if (executes) kinds.add('opens-shell')
  if (listening) kinds.add('listens')
  if (remote && !listening && (input !== undefined || has(/^(?:-u|(?:open|file|gopen|fd|pipe|create)?:?\.{0,2}\/|open:|file:|fd:)/i))) kinds.add(has(/creat/) ? 'fetches' : 'sends-data')
  if (has(/\/var\/run\/(?!docker)|\.sock$/) && input !== undefined) kinds.add('stops-services')
  if (has(/docker\.sock|containerd\.sock/)) kinds.add('leaves-container')
  return { kinds: [...kinds], output: { ...opaque, fetched: remote || listening } }
}

/** scp, rsync, sftp: to another machine, or from it. */
export function remoteCopy(program: Program): Handled | undefined {
  const { given, name } = program
  const places = given.positionals
  const target = places.at(-1)
  if (target === undefined || places.length < 2) return name === 'rsync' ? undefined : remoteSession(program)
  const isRemote = (place: string): boolean => /^(?:[^/:\s]+@)?[\w.-]+:(?!\\)|^(?:rsync|scp|sftp):\/\//.test(place)
  const kinds: KindId[] = []
  if (isRemote(target)) kinds.push(name === 'rsync' && given.options.some((option) => option.name === '-n' || option.name === '--dry-run') ? 'contacts-network' : 'sends-data')
  else if (places.some(isRemote)) kinds.push('fetches')
  if (name !== 'rsync') return { kinds: kinds.length > 0 ? kinds : ['contacts-network'] }
  for (const kind of kinds) note(program, kind)
  return undefined
}

/** A client that is told what to do by input or option: putting is sending, `!` opens a shell. */
function remoteSession(program: Program): Handled | undefined {
  const { input } = program.situation.place
  const commands = [input?.text ?? '', ...optionValues(program, new Set(['-c', '-e', '-b'])).map((value) => value.text)].join('\n')
  const kinds: KindId[] = ['contacts-network']
  if (/(?:^|[\n;])\s*m?(?:put|send|upload|append)\b/.test(commands) || program.given.options.some((option) => option.name === '-T')) kinds.push('sends-data')
  if (/(?:^|[\n;'"])\s*!/.test(commands) || (program.given.positionals.length === 0 && program.given.options.length === 0 && input === undefined)) kinds.push('opens-shell')
  return { kinds }
}

/** smbclient and lftp: their -c is a script of their own. */
export function fileClient(program: Program): Handled | undefined {
  return remoteSession(program)
}

/** ssh with -o options that name programs. */
export function sshOptions(program: Program): Handled | undefined {
  for (const value of optionValues(program, new Set(['-o']))) {
    const setting = /^(?:ProxyCommand|LocalCommand|KnownHostsCommand)[\s=]+(.+)$/is.exec(value.text)
    if (setting?.[1] !== undefined && setting[1] !== 'none') runText({ ...value.flow, text: setting[1].replace(/^;/, '') }, program)
  }
  return undefined
}

/** Programs that post their arguments or a file to a host which an option names. */
export function posts(program: Program): Handled | undefined {
  const { given, argv, name } = program
  const text = argv.slice(1).map((value) => value.text).join(' ')
  if (name === 'finger') return /\S@\S/.test(text) ? { kinds: ['sends-data'] } : undefined
  if (given.options.some((option) => option.name === '-h' || option.name === '-p' || option.name === '-T')) return given.positionals.length > 0 ? { kinds: ['sends-data'] } : undefined
  return undefined
}
