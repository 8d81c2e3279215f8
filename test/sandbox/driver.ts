import { createInterface } from 'node:readline'
import { closeInherited } from '../../src/adapters/bubblewrap/inherited.ts'
import { createSandbox } from '../../src/adapters/bubblewrap/sandbox.ts'
import { type EgressOptions, startEgress } from '../../src/adapters/egress/egress.ts'
import { bareCommand } from '../../src/cli/bare-command.ts'
import type { ChangeSet } from '../../src/sandbox/attempt.ts'
import type { DriverRequest, DriverSetup } from './rig.ts'

/** Runs a sandbox under the user that it was started as: one JSON request a line in, one answer a line out. */
const setup: DriverSetup = JSON.parse(process.argv[2] ?? '{}')

closeInherited()
const sandbox = await createSandbox({
  workspace: setup.workspace,
  settings: setup.settings,
  jobEnv: setup.jobEnv,
  setup: 'never',
  overlays: setup.overlays,
  ...(setup.egress
    ? {
        startEgress: ({ user }) =>
          startEgress({
            egressScript: new URL('../../src/egress.ts', import.meta.url).pathname,
            node: process.execPath,
            identity: user,
            ...upstream(setup.registry),
            connect: undefined,
          }),
      }
    : {}),
})

/** How names are resolved where a test has a registry of its own on this machine: it alone, and it alone may be here. */
function upstream(registry: DriverSetup['registry']): Pick<EgressOptions, 'resolve' | 'permitAddress'> {
  if (registry === undefined) return { resolve: undefined, permitAddress: undefined }
  return {
    resolve: async (host) => {
      if (host !== registry) throw new Error(`nobody knows ${host}`)
      return ['127.0.0.1']
    },
    permitAddress: (host, address) => host === registry && address === '127.0.0.1',
  }
}

const kept = new Map<string, ChangeSet>()

async function answer(request: DriverRequest): Promise<unknown> {
  if (request.op !== 'attempt') {
    const changes = kept.get(request.id)
    if (changes === undefined) return { kind: 'unknown' }
    return request.op === 'apply' ? await sandbox.apply(changes) : await sandbox.discard(changes)
  }
  const streams = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] }
  const aborter = new AbortController()
  if (request.abortAfterMs !== undefined) setTimeout(() => aborter.abort(), request.abortAfterMs)
  const attempt = await sandbox.attempt(
    {
      command: { ...bareCommand(request.run), env: request.env ?? {} },
      grant: request.grant,
      limits: request.limits,
    },
    ({ stream, bytes }) => streams[stream].push(bytes),
    aborter.signal,
  )
  if (attempt.changes !== undefined) kept.set(attempt.changes.id, attempt.changes)
  const text = (chunks: readonly Uint8Array[]): string => Buffer.concat(chunks).toString('utf8')
  return {
    attempt: { ...attempt, output: { totalBytes: attempt.output.totalBytes } },
    stdout: text(streams.stdout).slice(0, 200_000),
    stderr: text(streams.stderr).slice(0, 200_000),
    peakBytes: process.resourceUsage().maxRSS * 1024,
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify((await answer(JSON.parse(line))) ?? null)}\n`)
}
await sandbox.close()
