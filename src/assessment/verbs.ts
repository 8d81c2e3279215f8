import type { KindId } from './catalogue.ts'

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}

const deleting = words(
  'delete del destroy terminate purge prune drop wipe revoke remove rm erase uninstall unpublish nuke obliterate expunge undeploy decommission deregister unregister evict flushall flushdb truncate teardown unlink rmi detach disassociate cleanup dispose untag unassign unset rmdir rb rdelete forget flush userdel groupdel deluser delgroup unsubscribe deleteall removeall rmr rmp gc',
)
const reading = words(
  'list ls get describe show view status info inspect help version search find query diff check validate lint logs log history whoami explain preview plan print display read head tail count stat stats top ps watch wait verify test doctor env scan lookup tree cat desc select filter estimate simulate poll ping health metrics usage quota completion tables topics queues events monitor trace lsx available exists has is current summary report detect peek du df size location',
)

/** Only words that are hardly ever the name of a thing: `gh run list` has a noun in front. */
const changing = words(
  'create add set update put patch apply edit modify import enable disable start stop restart exec invoke deploy push publish attach associate register move mv cp copy sync upload rename assign grant rotate renew reset restore scale login logout send post write generate init install upgrade approve reject cancel merge clone transfer activate deactivate promote rollback migrate submit resume suspend pause trigger execute authorize change allow',
)

/** Reading words that are just as often the name of a service: `logs put-metric-filter`, `events put-rule`. */
const nouns = words(
  'logs log events queues queue topics tables metrics history status health usage quota test monitor report scan env plan trace query stats location config-show info top version',
)

const stopping = words(
  'stop shutdown shut halt poweroff reboot suspend pause hibernate deallocate cordon drain kill quiesce freeze isolate off disconnect disable deactivate',
)

/** Things that give power to whoever may change them. */
const powers = words(
  'iam policy policies role roles rolebinding clusterrolebinding binding permission permissions privilege privileges acl acls access secret secrets credential credentials token tokens password passwords passwd user users member members membership admin admins owner owners collaborator collaborators mfa saml oidc oauth federation trust grant grants keypair principal serviceaccount authorization entitlement superuser webhook webhooks sso apikey apikeys accesskey ingress',
)

/** Things that watch or guard. */
const guards = words(
  'trail trails cloudtrail guardduty detector detectors logging audit auditing alarm alarms monitor monitoring diagnostic firewall waf shield securityhub recorder backup backups versioning encryption protection mfa defender sentinel flow sink sinks inspector macie antivirus selinux apparmor 2fa security',
)

/** What only its holder should know. */
const secrets = words(
  'secret secrets password passwords passwd credential credentials token tokens apikey apikeys passphrase privatekey',
)
const handsOut = words(
  'get show view read reveal decrypt access print export dump download retrieve cat unseal unwrap open issue rotate',
)

const weakening = words('disable stop suspend pause deactivate off delete remove detach deregister update')
const unsecret = words('list metadata login policy random generate rotation version versions schema')
const remoteCommands = words('command commands')

/** A word that names an action or a thing of a service, with its parts: `delete-bucket`, `users:remove`, `deleteJob`. */
type Name = { readonly text: string; readonly parts: readonly string[] }

/** The names among the first positional words; paths, addresses, numbers and sentences are none. */
function namesOf(positionals: readonly string[]): readonly Name[] {
  return positionals
    .slice(0, 8)
    .filter((word) => word.length <= 64 && /^[a-zA-Z][\w:.-]*$/.test(word))
    .slice(0, 4)
    .map((text) => ({ text, parts: partsOf(text) }))
}

function partsOf(word: string): readonly string[] {
  if (/^[a-z]+$/.test(word)) return [word]
  return word
    .replace(/^(?:org|com|net)\.[\w.]*\./, '')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_:.]/)
    .slice(0, 6)
}

/** What the verbs among the first positional words of a service's command line say; undefined when there are none. */
export function verbKind(positionals: readonly string[]): KindId | undefined {
  const names = namesOf(positionals)
  if (names.some(deletes) || clears(names) || startsOver(names)) return 'deletes-resources'
  const reads = names.findIndex(onlyReads)
  const changes = names.findIndex(({ parts }) => changing.has(parts[0] ?? ''))
  if (reads === -1 || changes === -1) return reads === -1 ? undefined : 'reads'
  return reads < changes && !nouns.has(names[reads]?.text ?? '') ? 'reads' : undefined
}

/** Verbs that mean it even behind their noun: `service-instance-delete`. */
const undoing = words('delete destroy remove purge terminate wipe erase deletion')

function deletes({ text, parts }: Name): boolean {
  const [first = '', second = ''] = parts
  if (deleting.has(first) || (first === 'batch' && deleting.has(second))) return true
  if (parts.length > 1 && undoing.has(parts.at(-1) ?? '')) return true
  // `config:vars:unset`: the verb stands behind the last colon.
  return text.includes(':') && deleting.has(partsOf(text.slice(text.lastIndexOf(':') + 1))[0] ?? '')
}

/** A cache that is cleared fills again. */
function clears(names: readonly Name[]): boolean {
  return names.some(({ parts }) => parts.includes('clear')) && !names.some(({ text }) => /cache/i.test(text))
}

function onlyReads({ text, parts }: Name): boolean {
  const [first = '', second = ''] = parts
  if (!text.includes(':')) return reading.has(first)
  if (changing.has(second) || deleting.has(second)) return false
  return reading.has(first) || /^(?:list|info|get)$/.test(second)
}

const stores = words(
  'db database databases schema keyspace migrate migration migrations datastore ecto flyway liquibase',
)
const losing = words(
  'reset clean wipe recreate rollback downgrade reinit fresh refresh clear drop nuke destroy',
)

/** Whether the name of a task says that what a store held is gone: `npm run db:reset`, `flywayClean`. */
export function emptiesStore(positionals: readonly string[]): boolean {
  const named = positionals.filter(
    (word) => word.length < 40 && /db|data|ecto|flyway|liquibase|migra|schema/i.test(word),
  )
  return named.length > 0 && startsOver(namesOf(named.map((word) => word.replace(/,$/, ''))))
}

/** `db reset`, `migrate:fresh`: what a store held is gone. */
function startsOver(names: readonly Name[]): boolean {
  const parts = names.flatMap((name) => name.parts)
  return parts.some((part, index) => stores.has(part) && losing.has(parts[index + 1] ?? ''))
}

/**
 * What the verb of a service's command line means for the thing it is applied to: `create-user`, `role assignment create`,
 * `secret show`, `stop-logging`. Undefined when the words say nothing of that kind. The first verb counts.
 */
export function powerKind(positionals: readonly string[]): KindId | undefined {
  const names = namesOf(positionals)
  const at = names.findIndex(({ text, parts }) => !nouns.has(text) && verbOf(parts) !== '')
  if (at === -1) return undefined
  const verb = verbOf(names[at]?.parts ?? [])
  const next = names[at + 1]?.parts ?? []
  const things = [...names.slice(0, at + 1).flatMap((name) => name.parts), ...(next.length === 1 ? next : [])]
  const has = (kind: ReadonlySet<string>): boolean => things.some((thing) => kind.has(thing))
  if (weakening.has(verb) && has(guards)) return 'disables-protection'
  if (handsOut.has(verb) && has(secrets) && !has(unsecret)) return 'reads-secrets'
  if (changing.has(verb) && (has(powers) || has(remoteCommands))) return 'grants-access'
  return stopping.has(verb) ? 'stops-services' : undefined
}

/** The verb stands first in a word, or behind its noun and a colon: `config:set`. */
function verbOf(parts: readonly string[]): string {
  const [first = '', second = ''] = parts
  if (isAction(first) && !(nouns.has(first) && isAction(second))) return first
  return isAction(second) && !nouns.has(second) ? second : ''
}

function isAction(part: string): boolean {
  return [changing, deleting, stopping, handsOut, reading].some((kind) => kind.has(part))
}

const adjusting = words('set update modify patch put edit change configure config settings')
const switchedOff = /(?:^|[=:])(?:false|off|no|0|disabled?|suspended|none|inactive)$/i

/** `firewall set --enabled false`, `update --no-deletion-protection`: a guard is turned off by a setting. */
export function switchesGuardOff(given: readonly string[]): boolean {
  if (!given.slice(0, 5).some((word) => word.length <= 80 && adjusting.has(partsOf(word)[0] ?? '')))
    return false
  const told = given.slice(0, 40).filter((word) => word.length <= 80)
  const guarded = told
    .map((word) => partsOf((word.split('=')[0] ?? '').replace(/^--?/, '')))
    .filter((names) => names.some((name) => guards.has(name)))
  if (guarded.length === 0) return false
  const negated = guarded.some(([first = '']) => /^(?:no|disable|skip|without)$/.test(first))
  return negated || told.some((word) => switchedOff.test(word))
}

const everyone =
  /(?:^|[=:"'\s,])(?:public-read(?:-write)?|all_?users|all_?authenticated_?users|group=all|0\.0\.0\.0\/0|::\/0)(?:$|[=:"'\s,\]}])|\benforce=privileged\b/i

/** Words by which a service is opened to everyone. */
export function opensToAll(word: string): boolean {
  return everyone.test(word.slice(0, 500))
}

const startsScript =
  /\b(?:startup-script(?:-url)?|commandToExecute|RunShellScript|RunPowerShellScript|AWS-Run\w+)\b|\bssh-?keys=/i

/** Words by which a service is told to run a script on machines. */
export function startsOnMachines(word: string): boolean {
  return startsScript.test(word.slice(0, 500))
}

const deletingOption =
  /^--?(?!no-)(?:[a-z]+-)*(?:delete|destroy|purge|wipe|remove-all|drop|erase|prune-all|uninstall)(?:-[a-z]+)*$/

/** Whether an option of a program that is not known says that it deletes. */
export function isDeletingOption(option: string): boolean {
  return deletingOption.test(option)
}
