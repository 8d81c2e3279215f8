import { wholeText } from './file-state.ts'

const maxSockets = 1000
/** Scratch, hidden or replaced for every command: what lies there nobody inside can see. */
const unseen = /^\/(?:tmp|var\/tmp|run|var\/run|dev|proc|sys)\//

/**
 * Paths of the unix sockets that services of this machine listen on, where commands might see them. A read-only mount does not keep
 * anybody from connecting to a socket.
 */
export function listeningSockets(): readonly string[] {
  const paths = wholeText('/proc/net/unix')
    .split('\n')
    .map((line) => /^[0-9a-f]+: \S+ \S+ \S+ \S+ \S+ +\d+ (\/.*)$/i.exec(line)?.[1])
    .filter((path) => path !== undefined && !unseen.test(path))
  return [...new Set(paths.filter((path) => path !== undefined))].slice(0, maxSockets)
}
