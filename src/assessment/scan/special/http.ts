import type { KindId } from '../../catalogue.ts'
import { type HostKind, hostKind, hostOf } from '../../targets/hosts.ts'
import { readingOf } from '../../targets/paths.ts'
import { opaque } from '../flow.ts'
import { fileAt, keepFile } from '../known-files.ts'
import { hasOption, inflow, note, optionText, optionValues, type Program } from '../program.ts'
import type { Value } from '../words.ts'
import type { Handled } from './handled.ts'

const bodies: ReadonlySet<string> = new Set(
  '-d --data --data-raw --data-binary --data-ascii --data-urlencode --json -F --form --form-string --url-query --variable --expand-data -T --upload-file --mail-rcpt'.split(
    ' ',
  ),
)
const outputs: ReadonlySet<string> = new Set(['-o', '--output'])

/** curl: what it sends, where to, and where the answer goes. */
export function curl(program: Program): Handled {
  if (hasOption(program, '--help', '--version', '-V')) return { kinds: ['reads'] }
  const sent = optionValues(program, bodies)
  const kinds = new Set<KindId>(['fetches', ...requestKinds(program, sent)])
  for (const value of sent) noteSecret(program, value)
  if (inflow(program).secret && sent.length > 0) kinds.add('sends-secret')
  if (hasOption(program, '--engine')) kinds.add('loads-code')
  for (const kind of placeKinds(program)) kinds.add(kind)
  return { kinds: [...kinds], output: { ...inflow(program), fetched: !savesAnswer(program), secret: false } }
}

/** What a posted address says by its words: that something goes away, or that somebody gains power over a service. */
function askedFor(urls: string): KindId | undefined {
  if (/delete|remove|destroy|purge|wipe|shutdown|safeExit|force-leave|\/(?:kill|terminate)\b/i.test(urls))
    return 'deletes-resources'
  return powerful.test(urls) ? 'grants-access' : undefined
}

const powerful =
  /\/(?:collaborators|memberships|keys|hooks|rulesets|protection|permissions|invitations)(?:[/?\n]|$)/

/** What the request asks of the server: to take something away, to take something in, or neither. */
function requestKinds(program: Program, sent: readonly Value[]): readonly KindId[] {
  const method = (optionText(program, '-X', '--request') ?? '').toUpperCase()
  const quoted = optionText(program, '-Q', '--quote') ?? ''
  if (method === 'DELETE' || method === 'PURGE' || /\b(?:DELE|RMD)\b/i.test(quoted))
    return ['deletes-resources']
  const posts = /^(?:POST|PUT|PATCH)$/.test(method)
  const asked = posts ? askedFor(urlsOf(program).join('\n')) : undefined
  if (asked !== undefined) return [asked]
  if (sent.length > 0 && !hasOption(program, '-G', '--get'))
    return hostsOf(program).every((host) => host === 'local') ? ['changes-remote'] : ['sends-data']
  return posts ? ['changes-remote'] : []
}

/** Whether the answer goes to files; those are noted. */
function savesAnswer(program: Program): boolean {
  if (hasOption(program, '-O', '--remote-name')) {
    for (const url of urlsOf(program)) noteFetched(program, url)
    return true
  }
  return optionValues(program, outputs).some((value) => value.text !== '-' && value.text !== '/dev/stdout')
}

/** The file that a URL is saved to. */
function noteFetched(program: Program, url: string): void {
  const path = url.replace(/[?#].*$/, '')
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (name !== '') keepFile(program.situation.scan, name, { ...opaque, fetched: true })
}

function noteSecret(program: Program, value: Value): void {
  const path = value.text.replace(/^[^=@<]*[=]?[@<]/, '').replace(/;.*$/, '')
  const held = fileAt(program.situation.scan, path)?.secret === true
  if (value.flow.secret || held || readingOf(path) === 'reads-secrets')
    note(program, 'sends-secret', value.text)
}

function urlsOf(program: Program): readonly string[] {
  const named = program.given.options.filter((option) => option.name === '--url')
  return [...program.given.positionals, ...named.map((option) => option.value ?? '')]
}

function hostsOf(program: Program): readonly HostKind[] {
  return urlsOf(program).map((url) => hostKind(hostOf(url) ?? ''))
}

/** What the addresses themselves mean: local files, protocols that carry raw text, the metadata service, secrets in a URL. */
function placeKinds(program: Program): readonly KindId[] {
  const kinds: KindId[] = hostKinds(program)
  for (const url of urlsOf(program)) {
    if (/^(?:gopher|dict|telnet|smtp|ldap):/i.test(url)) kinds.push('sends-data')
    if (/^file:/i.test(url) && readingOf(url.replace(/^file:\/\//i, '')) === 'reads-secrets')
      kinds.push('reads-secrets')
  }
  for (const place of program.given.places) {
    const value = program.argv[place]
    if (value !== undefined && (value.flow.secret || namesSecret(value))) kinds.push('sends-secret')
  }
  return kinds
}

function hostKinds(program: Program): KindId[] {
  const hosts = hostsOf(program)
  const kinds: KindId[] = hosts.includes('metadata') ? ['asks-metadata'] : []
  if (hosts.includes('lookalike')) kinds.push('suspicious-host')
  if (/(?:docker|containerd|podman|crio)\.sock$/.test(optionText(program, '--unix-socket') ?? ''))
    kinds.push('leaves-container')
  if (
    hosts.some((host) => strange.has(host)) &&
    [...optionValues(program, headers), ...optionValues(program, bodies)].some(namesJobToken)
  )
    kinds.push('sends-secret')
  return kinds
}

const headers: ReadonlySet<string> = new Set(
  '-H --header -u --user --oauth2-bearer -b --cookie --password'.split(' '),
)
const strange: ReadonlySet<HostKind> = new Set<HostKind>(['address', 'drop', 'lookalike', 'other'])

/** A token that GitHub gives to the job, for GitHub alone. */
function namesJobToken(value: Value): boolean {
  return /\b(?:GITHUB_TOKEN|GH_TOKEN|ACTIONS_RUNTIME_TOKEN|ACTIONS_ID_TOKEN_REQUEST_TOKEN|github\.token)\b/.test(
    value.source,
  )
}

/** A credential within an address: it ends up in logs on both sides. Forges and registries ask for it that way. */
function namesSecret(value: Value): boolean {
  return (
    /\$\{?\w*(?:TOKEN|SECRET|PASSW|PRIVATE_KEY|ACCESS_KEY|API_?KEY|CREDENTIAL)/i.test(value.source) &&
    /^(?:address|drop|other)$/.test(hostKind(hostOf(value.text) ?? ''))
  )
}

/** wget and its kind: what is sent, where it goes, and whether the answer is printed. */
export function wget(program: Program): Handled {
  if (hasOption(program, '--help', '--version', '-V')) return { kinds: ['reads'] }
  const kinds = new Set<KindId>(['fetches', ...placeKinds(program)])
  if (program.argv.some((value) => value.flow.secret)) kinds.add('sends-secret')
  for (const option of program.given.options)
    for (const kind of wgetOption(option.name, option.value)) kinds.add(kind)
  const target = wgetTarget(program)
  const prints = target === '/dev/stdout' || target?.startsWith('-') === true
  if (target === undefined) for (const url of program.given.positionals) noteFetched(program, url)
  else if (!prints) keepFile(program.situation.scan, target, { ...opaque, fetched: true })
  return { kinds: [...kinds], output: { ...opaque, fetched: prints } }
}

function wgetOption(name: string, value: string | undefined): readonly KindId[] {
  if (/^--(?:post|body)-(?:data|file)$/.test(name) || (name.length > 6 && '--post-file'.startsWith(name))) {
    return readingOf(value ?? '') === 'reads-secrets' ? ['sends-data', 'sends-secret'] : ['sends-data']
  }
  if (name === '--method') return value === 'DELETE' ? ['deletes-resources'] : ['sends-data']
  return name.startsWith('--use-askpass') ? ['opens-shell'] : []
}

function wgetTarget(program: Program): string | undefined {
  // To wget `-o` is its log.
  const named = /^wget/.test(program.name) ? '-O' : '-o'
  return program.given.options.find(
    ({ name }) =>
      name === named || name === '--out' || (name.length >= 8 && '--output-document'.startsWith(name)),
  )?.value
}
