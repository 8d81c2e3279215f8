import type { KindId } from './catalogue.ts'

const deleting =
  /^(?:delete|del|destroy|terminate|purge|prune|drop|wipe|revoke|remove|rm|erase|uninstall|unpublish|nuke|obliterate|expunge|undeploy|decommission|deregister|unregister|evict|flushall|flushdb|truncate|teardown|unlink|rmi|detach|disassociate|cleanup|dispose|tear-down|factory-reset|untag|unassign|unset|rmdir|rb|rdelete|forget|format)$/
const reading =
  /^(?:list|ls|get|describe|show|view|status|info|inspect|help|version|search|find|query|diff|check|validate|lint|logs?|history|whoami|explain|preview|plan|print|display|read|head|tail|count|stat|stats|top|ps|watch|wait|verify|test|doctor|env|export-schema|scan|batch-get|lookup|tree|cat|desc|select|filter|estimate|simulate|dry-run|poll|ping|health|metrics|usage|quota|completion|config-show|tables|topics|queues|events|monitor|search-x|trace|lsx|available|exists|has|is|can-i|current|summary|report|detect|peek|du|df|size|location)$/

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
  let found: KindId | undefined
  for (const word of positionals.slice(0, 4)) {
    if (!isName(word)) continue
    const [first = '', second = ''] = partsOf(word)
    if (deleting.test(first) || ((first === 'batch' || word.includes(':')) && deleting.test(second))) return 'deletes-resources'
    if (reading.test(first) || (word.includes(':') && (second === 'list' || second === 'info' || second === 'get'))) found ??= 'reads'
  }
  return found
}

const deletingOption = /^--?(?:delete|destroy|purge|wipe|remove-all|delete-all|drop|erase|prune-all|uninstall)$/

/** Whether an option of a program that is not known says that it deletes. */
export function isDeletingOption(option: string): boolean {
  return deletingOption.test(option)
}
