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
    return `<b>outside the sandbox</b>, with all that the job's user may do${variables(after.env, [])}`
  }
  const old = before?.kind === 'sandboxed' ? before : undefined
  const hosts = after.network.map(showHost)
  const oldHosts = new Set(old?.network.map(showHost))
  const more = [
    ...(after.mode === 'workspace-write' && old?.mode === 'read-only' ? ['writing the workspace'] : []),
    ...listed('writing', added(after.write, new Set(old?.write))),
    ...listed('reaching', added(hosts, oldHosts)),
  ]
  const wider = more.length === 0 ? '' : ` and allowed ${more.join('; ')}`
  return `still in the sandbox${wider}${variables(after.env, old?.env ?? [])}; nothing else changes`
}

function variables(names: readonly string[], old: readonly string[]): string {
  const news = added(names, new Set(old))
  return news.length === 0
    ? ''
    : `, and <b>it sees the secret or variable</b> ${news.map(inlineCode).join(', ')}`
}

function added(items: readonly string[], old: ReadonlySet<string>): readonly string[] {
  return items.filter((item) => !old.has(item))
}

function listed(verb: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`${verb} ${items.map(inlineCode).join(', ')}`]
}
