import { fileURLToPath } from 'node:url'
import { startEgress } from '../adapters/egress/egress.ts'
import type { StartEgress } from '../sandbox/egress.ts'

/** Starts the network of a run's commands on this machine. */
export const startCommandEgress: StartEgress = ({ user }) =>
  startEgress({
    egressScript: egressScript(),
    node: process.execPath,
    identity: user,
    resolve: undefined,
    permitAddress: undefined,
    connect: undefined,
  })

/** Beside the bundle that runs; the source where the sources run. */
function egressScript(): string {
  const name = import.meta.url.endsWith('.ts')
    ? '../egress.ts'
    : import.meta.url.includes('/chunks/')
      ? '../egress.js'
      : './egress.js'
  return fileURLToPath(new URL(name, import.meta.url))
}
