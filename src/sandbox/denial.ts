import type { SandboxSettings } from '../policy/policy.ts'
import type { Attempt, Ending } from './attempt.ts'
import type { Effect } from './effect.ts'
import { isGrantable } from './grant-for.ts'

/** What an attempt comes to, after the design's table. */
export type Verdict =
  | { readonly kind: 'succeeded'; readonly reason: string; readonly warnings: readonly string[] }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'cancelled'; readonly reason: string }
  | { readonly kind: 'unavailable'; readonly reason: string }
  | { readonly kind: 'ask-apply'; readonly effects: readonly Effect[] }
  | { readonly kind: 'ask-retry'; readonly effects: readonly Effect[] }

type Settings = Pick<SandboxSettings, 'onContained' | 'capturedWrites' | 'escalation'>

/** Decides what an attempt comes to: exit status and evidence, never what the command printed. */
export function verdictOf(
  attempt: Pick<Attempt, 'ending' | 'effects' | 'changes' | 'backend'>,
  settings: Settings,
): Verdict {
  const { ending, effects } = attempt
  switch (ending.kind) {
    case 'unavailable':
      return { kind: 'unavailable', reason: `${ending.reason} ${ending.remedy}`.trim() }
    case 'cancelled':
      return { kind: 'cancelled', reason: 'The run was cancelled while the command ran.' }
    case 'limit':
      return { kind: 'failed', reason: `Ended by the limit on ${limitWords[ending.limit]}: ${ending.detail}` }
    case 'signalled':
    case 'exited':
      return succeeded(ending) ? afterSuccess(attempt, settings) : afterFailure(ending, effects, settings)
  }
}

const limitWords: Readonly<Record<Extract<Ending, { kind: 'limit' }>['limit'], string>> = {
  time: 'time',
  memory: 'memory',
  processes: 'processes',
  output: 'output',
  'file-size': 'the size of one file',
  scratch: 'new files and disk space',
}

function succeeded(ending: Ending): boolean {
  return ending.kind === 'exited' && ending.exitCode === 0
}

function afterFailure(ending: Ending, effects: readonly Effect[], settings: Settings): Verdict {
  if (effects.some((effect) => isGrantable(effect, settings))) return { kind: 'ask-retry', effects }
  const how =
    ending.kind === 'signalled' ? `was ended by ${ending.signal}` : `exited with ${exitCodeOf(ending)}`
  if (effects.length === 0)
    return { kind: 'failed', reason: `The command ${how}; the sandbox had no part in it.` }
  const refused = effects.map(warningFor).join(' ')
  return { kind: 'failed', reason: `The command ${how}. ${refused} No approval can give it that.` }
}

function exitCodeOf(ending: Ending): number {
  return ending.kind === 'exited' ? ending.exitCode : 1
}

function afterSuccess(
  attempt: Pick<Attempt, 'effects' | 'changes' | 'backend'>,
  settings: Settings,
): Verdict {
  const writes = attempt.effects.filter((effect) => effect.kind === 'write')
  const contained = attempt.effects.filter((effect) => effect.kind !== 'write')
  if (writes.length > 0 && settings.capturedWrites === 'ask') {
    const kind = attempt.changes === undefined ? 'ask-retry' : 'ask-apply'
    return { kind, effects: attempt.effects }
  }
  const mayHelp = contained.some((effect) => isGrantable(effect, settings))
  if (mayHelp && settings.onContained === 'ask') return { kind: 'ask-retry', effects: attempt.effects }
  return {
    kind: 'succeeded',
    reason: 'The command exited with 0.',
    warnings: [...contained.map(warningFor), ...droppedNote(writes.length)],
  }
}

function warningFor(effect: Effect): string {
  switch (effect.kind) {
    case 'network':
      return `It tried in vain to reach ${effect.host}${effect.port === undefined ? '' : `, port ${effect.port}`}${effect.reason === undefined ? '' : ` (${effect.reason})`}.`
    case 'syscall':
      return `It tried the system call ${effect.name}, which no command may make.`
    case 'write':
      return `It tried to write ${effect.path}.`
  }
}

function droppedNote(count: number): readonly string[] {
  return count === 0
    ? []
    : [`Its ${count} change(s) outside the grant were dropped, as captured-writes: discard has it.`]
}
