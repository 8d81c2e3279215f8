import type { LimitName } from '../../sandbox/attempt.ts'
import { wholeText } from './file-state.ts'

/** Something that the kernel counts for the whole machine: what is taken of it, and how much there is. */
export type Share = { readonly what: string; readonly used: number; readonly most: number }

/** What a command could take so much of that no other program has any: open files, terminals, huge pages, and the memory of connections. */
export function machineWide(): readonly Share[] {
  const [files = Number.NaN, , mostFiles = Number.NaN] = numbersIn('/proc/sys/fs/file-nr')
  const sockets = wholeText('/proc/net/sockstat')
  const memory = ['TCP', 'UDP'].map((name): Share => {
    const used = Number(new RegExp(`^${name}: .*\\bmem (\\d+)`, 'm').exec(sockets)?.[1])
    const [, , most = Number.NaN] = numbersIn(`/proc/sys/net/ipv4/${name.toLowerCase()}_mem`)
    return { what: `memory for ${name}`, used, most }
  })
  const terminals = (name: string): number => numbersIn(`/proc/sys/kernel/pty/${name}`)[0] ?? Number.NaN
  const meminfo = wholeText('/proc/meminfo')
  const pages = (name: string): number =>
    Number(new RegExp(`^HugePages_${name}: +(\\d+)`, 'm').exec(meminfo)?.[1])
  return [
    { what: 'open files', used: files, most: mostFiles },
    { what: 'terminals', used: terminals('nr'), most: terminals('max') - terminals('reserve') },
    { what: 'huge pages', used: pages('Total') - pages('Free') + pages('Rsvd'), most: pages('Total') },
    ...memory,
  ]
}

/** The first of which more than half of what was left before is gone. What the kernel does not tell is never gone. */
export function overHalf(
  before: readonly Share[],
  now: readonly Share[],
): { readonly limit: LimitName; readonly detail: string } | undefined {
  const gone = now.find(({ what, used, most }) => {
    const first = before.find((share) => share.what === what)
    return first !== undefined && used - first.used > (most - first.used) / 2
  })
  return gone === undefined
    ? undefined
    : { limit: 'memory', detail: `half of what this machine had left of ${gone.what}` }
}

function numbersIn(path: string): readonly number[] {
  return wholeText(path).trim().split(/\s+/).map(Number)
}
