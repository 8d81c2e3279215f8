import type { Effect, NetworkEffect, WriteEffect } from '../sandbox/effect.ts'
import { type KindId, kindOf } from './catalogue.ts'
import type { Finding } from './risk.ts'
import type { AssessmentSubject } from './subject.ts'
import { hostKind } from './targets/hosts.ts'
import { writingTo } from './targets/paths.ts'

/** What the recorded effects of an attempt mean: it did, or tried, exactly this. */
export function effectFindings(effects: readonly Effect[]): readonly Finding[] {
  return effects.map(effectFinding)
}

function effectFinding(effect: Effect): Finding {
  switch (effect.kind) {
    case 'write':
      return finding(writeKind(effect), `${doneTo(effect)} ${effect.path}${linesOf(effect)}`)
    case 'network':
      return finding(networkKind(effect), `tried ${placeOf(effect)}${likely(effect.certainty)}`)
    case 'syscall':
      return finding('changes-kernel', `tried ${effect.name}${likely(effect.certainty)}`)
  }
}

/** A place that means something says more than that a file is gone; everything else that is gone is a loss. */
function writeKind(effect: WriteEffect): KindId {
  const kind = writingTo(effect.path)
  if (effect.change === 'deleted')
    return kind === undefined || kind === 'changes-system' ? 'deletes-files' : kind
  if (gainsSetId(effect)) return 'changes-permissions'
  return kind ?? 'changes-files'
}

function gainsSetId(effect: WriteEffect): boolean {
  const bits = 0o6000
  return ((effect.after?.mode ?? 0) & bits & ~(effect.before?.mode ?? 0)) !== 0
}

function doneTo(effect: WriteEffect): string {
  switch (effect.change) {
    case 'created':
      return 'created'
    case 'modified':
      return 'changed'
    case 'deleted':
      return 'deleted'
    case 'mode-changed':
      return 'changed the mode of'
    case undefined:
      return 'likely tried to write'
  }
}

/** `(1 line added)`, counted from the diff. */
function linesOf(effect: WriteEffect): string {
  if (effect.diff === undefined) return ''
  const lines = effect.diff.split('\n')
  const added = lines.filter((line) => line.startsWith('+') && !line.startsWith('+++')).length
  const removed = lines.filter((line) => line.startsWith('-') && !line.startsWith('---')).length
  const parts = [count(added, 'added'), count(removed, 'removed')].filter((part) => part !== '')
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}

function count(lines: number, what: string): string {
  return lines === 0 ? '' : `${lines} ${lines === 1 ? 'line' : 'lines'} ${what}`
}

function placeOf(effect: NetworkEffect): string {
  return effect.port === undefined ? effect.host : `${effect.host}:${effect.port}`
}

function likely(certainty: Effect['certainty']): string {
  return certainty === 'likely' ? ' (likely)' : ''
}

function networkKind(effect: NetworkEffect): KindId {
  switch (hostKind(effect.host)) {
    case 'metadata':
      return 'asks-metadata'
    case 'drop':
    case 'lookalike':
    case 'address':
      return 'suspicious-host'
    case 'registry':
    case 'forge':
    case 'local':
      return 'known-host'
    case 'other':
      return 'contacts-network'
  }
}

const secretName =
  /TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_?KEY|_KEY$|_PAT$|^PAT_|AUTH/i

/** What an approval would hand out: names of variables that hold credentials, hosts that take anything, no sandbox at all. */
export function requestFindings(subject: AssessmentSubject): readonly Finding[] {
  const { grant } = subject
  const names = [...new Set([...grant.env, ...subject.command.permissions.env])]
  const env = names
    .filter((name) => secretName.test(name))
    .map((name) => finding('receives-secret', `environment variable ${name}`))
  if (grant.kind === 'unsandboxed') return [...env, finding('leaves-sandbox', 'no sandbox')]
  const hosts = grant.network.filter(({ host }) => /^(?:drop|metadata)$/.test(hostKind(host)))
  return [...env, ...hosts.map(({ host }) => finding('suspicious-host', host))]
}

function finding(id: KindId, evidence: string): Finding {
  const kind = kindOf(id)
  return {
    id,
    level: kind.level,
    categories: kind.categories,
    sentence: kind.sentence,
    evidence,
    range: undefined,
  }
}
