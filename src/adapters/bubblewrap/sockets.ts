import { isWithin } from '../../sandbox/machine.ts'
import { wholeText } from './file-state.ts'

const maxSockets = 1000
/** Scratch, hidden or replaced for every command: what lies there nobody inside can see. */
const unseen = /^\/(?:tmp|var\/tmp|run|var\/run|dev|proc|sys)\//

/**
 * Paths of the unix sockets that services of this machine listen on, where commands might see them, in the `seen` places in any case.
 * A read-only mount does not keep anybody from connecting to a socket.
 */
export function listeningSockets(seen: readonly string[]): readonly string[] {
  const paths = wholeText('/proc/net/unix')
    .split('\n')
    .map((line) => /^[0-9a-f]+: \S+ \S+ \S+ \S+ \S+ +\d+ (\/.*)$/i.exec(line)?.[1])
    .filter((path) => path !== undefined)
    .filter((path) => !unseen.test(path) || seen.some((place) => isWithin(path, place)))
  return [...new Set(paths)].slice(0, maxSockets)
}
