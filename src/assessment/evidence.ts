import type { Effect } from '../sandbox/effect.ts'
import { type KindId, kindOf } from './catalogue.ts'
import type { Finding } from './risk.ts'
import { hostKind } from './targets/hosts.ts'
import { writingTo } from './targets/paths.ts'

/** What the recorded effects of an attempt mean: it did, or tried, exactly this. */
export function effectFindings(effects: readonly Effect[]): readonly Finding[] {
  return effects.map(effectFinding)
}

function effectFinding(effect: Effect): Finding {
  switch (effect.kind) {
    case 'write':
      return finding(effect.change === 'deleted' ? 'deletes-files' : (writingTo(effect.path) ?? 'changes-files'), effect.path)
    case 'network':
      return finding(networkKind(effect.host), effect.port === undefined ? effect.host : `${effect.host}:${effect.port}`)
    case 'syscall':
      return finding('changes-kernel', effect.name)
  }
}

function networkKind(host: string): KindId {
  switch (hostKind(host)) {
    case 'metadata':
      return 'asks-metadata'
    case 'drop':
    case 'address':
      return 'sends-data'
    default:
      return 'contacts-network'
  }
}

function finding(id: KindId, evidence: string): Finding {
  const kind = kindOf(id)
  return { id, level: kind.level, categories: kind.categories, sentence: kind.sentence, evidence, range: undefined }
}
