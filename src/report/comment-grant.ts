import type { ApprovalRequest } from '../approval/request.ts'
import type { Grant } from '../policy/grant.ts'
import { inlineCode } from '../text/markdown.ts'
import { showHost } from './words.ts'

/** What a yes does, in one sentence of our own words: which attempt, what it may then do more than before, and no more. */
export function grantSentence(request: ApprovalRequest): string {
  const { grantAfter, grantBefore } = request
  switch (request.action) {
    case 'apply': {
      const count = request.changes?.paths.length ?? 0
      return `the ${count === 1 ? 'change' : `${count} changes`} shown above ${count === 1 ? 'is' : 'are'} written as recorded. Nothing runs again.`
    }
    case 'run':
      return `it runs once, ${mayDo(grantAfter, grantBefore)}.`
    case 'retry':
      return `it runs once more, ${mayDo(grantAfter, grantBefore)}.`
  }
}

function mayDo(after: Grant, before: Grant | undefined): string {
  if (after.kind === 'unsandboxed') {
    return `<b>outside the sandbox</b>, with all that the job's user may do${secrets(after.env, 'anywhere')}`
  }
  const old = before?.kind === 'sandboxed' ? before : undefined
  const hosts = after.network.map(showHost)
  const more = [
    ...(after.mode === 'workspace-write' && old?.mode === 'read-only' ? ['write the workspace'] : []),
    ...listed('write', added(after.write, old?.write ?? [])),
    ...listed('reach', added(hosts, old?.network.map(showHost) ?? [])),
  ]
  const wider = more.length === 0 ? '' : `, where it may also ${more.join(', and ')}`
  const reach = hosts.length === 0 ? 'nowhere: it has no network' : hosts.map(inlineCode).join(', ')
  return `still in the sandbox${wider}${secrets(added(after.env, old?.env ?? []), reach)}; nothing else changes`
}

/** Which secrets the command would see, and where it could take them. */
function secrets(names: readonly string[], reach: string): string {
  if (names.length === 0) return ''
  return `, and <b>it sees the value of</b> ${names.map(inlineCode).join(', ')}, which it could send ${reach.startsWith('nowhere') || reach === 'anywhere' ? reach : `to ${reach}`}`
}

function added(items: readonly string[], old: readonly string[]): readonly string[] {
  return items.filter((item) => !old.includes(item))
}

function listed(verb: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`${verb} ${items.map(inlineCode).join(', ')}`]
}
