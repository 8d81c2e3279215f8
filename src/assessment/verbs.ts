import type { KindId } from './catalogue.ts'

const deleting =
  /^(?:delete|del|destroy|terminate|purge|prune|drop|wipe|revoke|remove|rm|erase|uninstall|unpublish|nuke|obliterate|expunge|undeploy|decommission|deregister|unregister|evict|flushall|flushdb|truncate|teardown|unlink|rmi|detach|disassociate|cleanup|dispose|tear-down|factory-reset|untag|unassign|unset|rmdir|rb|rdelete|forget|format|userdel|groupdel|deluser|delgroup)$/
const reading =
  /^(?:list|ls|get|describe|show|view|status|info|inspect|help|version|search|find|query|diff|check|validate|lint|logs?|history|whoami|explain|preview|plan|print|display|read|head|tail|count|stat|stats|top|ps|watch|wait|verify|test|doctor|env|export-schema|scan|batch-get|lookup|tree|cat|desc|select|filter|estimate|simulate|dry-run|poll|ping|health|metrics|usage|quota|completion|config-show|tables|topics|queues|events|monitor|search-x|trace|lsx|available|exists|has|is|can-i|current|summary|report|detect|peek|du|df|size|location)$/

/** Only words that are hardly ever the name of a thing: `gh run list` has a noun in front. */
const changing =
  /^(?:create|add|set|update|put|patch|apply|edit|modify|import|enable|disable|start|stop|restart|exec|invoke|deploy|push|publish|attach|associate|register|move|mv|cp|copy|sync|upload|rename|assign|grant|rotate|renew|reset|restore|scale|login|logout|send|post|write|generate|init|install|upgrade|approve|reject|cancel|merge|clone|transfer|configure|activate|deactivate|promote|rollback|migrate|submit|resume|suspend|pause|trigger|execute|reboot|authorize)$/

/** The head of a word such as `delete-bucket`, `users:remove`, `deleteJob` or `repository.purge`. */
function partsOf(word: string): readonly string[] {
  return word
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_:.]/)
    .slice(0, 4)
}

/** A word that names an action or a thing of a service; paths, addresses, numbers and sentences are none. */
function isName(word: string): boolean {
  return word.length <= 48 && /^[a-zA-Z][\w:.-]*$/.test(word)
}

/** What the verbs among the first positional words of a service's command line say; undefined when there are none. */
export function verbKind(positionals: readonly string[]): KindId | undefined {
  const names = positionals.slice(0, 4).filter(isName)
  if (names.some(deletes)) return 'deletes-resources'
  const reads = names.findIndex(onlyReads)
  const changes = names.findIndex((name) => changing.test(partsOf(name)[0] ?? ''))
  return reads !== -1 && (changes === -1 || reads < changes) ? 'reads' : undefined
}

function deletes(word: string): boolean {
  const [first = '', second = ''] = partsOf(word)
  return deleting.test(first) || ((first === 'batch' || word.includes(':')) && deleting.test(second))
}

function onlyReads(word: string): boolean {
  const [first = '', second = ''] = partsOf(word)
  return reading.test(first) || (word.includes(':') && /^(?:list|info|get)$/.test(second))
}

const deletingOption =
  /^--?(?!no-)(?:[a-z]+-)*(?:delete|destroy|purge|wipe|remove-all|drop|erase|prune-all|uninstall)(?:-[a-z]+)*$/

/** Whether an option of a program that is not known says that it deletes. */
export function isDeletingOption(option: string): boolean {
  return deletingOption.test(option)
}
