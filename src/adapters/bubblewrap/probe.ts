import { randomBytes } from 'node:crypto'
import { limitWords, resourceLimitsFor } from '../../sandbox/limits.ts'
import { bubblewrapArguments, initScript } from '../../sandbox/profile.ts'
import { launchAgain, launchProfile } from './attempt.ts'
import { lstatOf } from './file-state.ts'
import { launch } from './launch.ts'
import { unmountLayers } from './layer-set.ts'
import type { Run } from './run.ts'

// What must be true inside, asked from inside. Each line prints its name when it is not.
const checks = `
grep -q '^NoNewPrivs:.1$' /proc/self/status || echo no-new-privileges
grep -q '^CapEff:.0*$' /proc/self/status || echo capabilities
grep -q '^CapBnd:.0*$' /proc/self/status || echo bounding-set
[ "$1" = none ] || grep -q '^Seccomp:.2$' /proc/self/status || echo seccomp
{ read -r pid _ < /proc/self/stat && [ "$pid" -lt 100 ]; } || echo pid-namespace
( : > "/.command-gate-probe" ) 2>/dev/null && echo read-only-root
( : > /proc/sys/kernel/core_pattern ) 2>/dev/null && echo proc-sys
[ -z "$(cat "$2" 2>/dev/null)" ] || echo hidden-file
"$3" -U true 2>/dev/null && echo nested-namespaces
[ "\${4%/*}" = "$PWD" ] || ( : > "$4" ) 2>/dev/null
echo done
exit 0
`

/** Runs a real sandbox with the real flags that looks at its own confinement. Names what is not as it must be. */
export async function probe(run: Run): Promise<readonly string[]> {
  const layers = await run.mountSet('direct', 0)
  const mark = `.command-gate-probe-${randomBytes(6).toString('hex')}`
  const home = run.machine.home ?? run.machine.workspace
  const { binaries } = run
  const launched = await launchAgain(run.placesFor('direct'), () =>
    launch({
      argv: [
        ...run.namespace.join,
        binaries.bwrap,
        ...bubblewrapArguments(launchProfile(run, layers, probeGrant)),
        binaries.shell,
        '-c',
        initScript,
        'command-gate',
        ...limitWords(resourceLimitsFor(probeLimits)),
        ...[binaries.shell, '-c', checks, 'probe'],
        run.seccompFile === undefined ? 'none' : 'filter',
        `${run.directory}/canary`,
        binaries.unshare,
        `${home}/${mark}`,
      ],
      identity: run.identity,
      pipes: run.pipes,
      shell: binaries.shell,
      cgroup: undefined,
      seccompFile: run.seccompFile,
      limits: probeLimits,
      onOutput: () => undefined,
      signal: new AbortController().signal,
      watchedDirectory: undefined,
    }),
  )
  await unmountLayers(run.namespace, binaries, layers)
  if (!launched.started) return [launched.stderrTail.trim() || 'bubblewrap ended without a word']
  const escaped = home !== run.machine.workspace && lstatOf(`${home}/${mark}`) !== undefined
  const printed = Buffer.from(launched.output.head).toString('utf8')
  const faults = printed.split('\n').filter((line) => line !== '' && line !== 'done')
  return [
    ...faults,
    ...(escaped ? ['captured-writes'] : []),
    ...(printed.includes('done\n') ? [] : ['no answer']),
  ]
}

const probeGrant = { kind: 'sandboxed', mode: 'workspace-write', write: [], network: [], env: [] } as const

const probeLimits = {
  timeoutMs: 60_000,
  memoryBytes: Number.MAX_SAFE_INTEGER,
  processes: 512,
  outputBytes: 100_000,
} as const
