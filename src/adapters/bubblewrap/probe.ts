import { randomBytes } from 'node:crypto'
import { limitWords, resourceLimitsFor } from '../../sandbox/limits.ts'
import { isWithin } from '../../sandbox/machine.ts'
import type { Variant } from '../../sandbox/places.ts'
import { bubblewrapArguments, initScript } from '../../sandbox/profile.ts'
import { launchAgain, launchProfile, variantFor } from './attempt.ts'
import { lstatOf } from './file-state.ts'
import { launch } from './launch.ts'
import type { MountedLayer } from './layer-set.ts'
import type { Run } from './run.ts'

// What must be true inside, asked from inside. Each line prints its name when it is not.
const checks = `
nnp= eff= bnd= filter= seen=
while read -r key value _; do
  case "$key" in
    NoNewPrivs:) nnp=$value ;;
    CapEff:) eff=$value ;;
    CapBnd:) bnd=$value ;;
    Seccomp:) filter=$value ;;
  esac
done < /proc/self/status
[ "$nnp" = 1 ] || echo no-new-privileges
case "$eff" in '' | *[!0]*) echo capabilities ;; esac
case "$bnd" in '' | *[!0]*) echo bounding-set ;; esac
[ "$1" = none ] || [ "$filter" = 2 ] || echo seccomp
{ read -r pid _ < /proc/self/stat && [ "$pid" -lt 100 ]; } || echo pid-namespace
( : > "/.command-gate-probe" ) 2>/dev/null && echo read-only-root
( : > /proc/sys/kernel/core_pattern ) 2>/dev/null && echo proc-sys
{ ! read -r seen < "$2" && [ -z "$seen" ]; } 2>/dev/null || echo hidden-file
"$3" -U true 2>/dev/null && echo nested-namespaces
[ "\${4%/*}" = "$PWD" ] || ( : > "$4" ) 2>/dev/null
echo done
exit 0
`

/** What the probe found, and the overlays that it ran over. */
export type Probed = {
  /** Names of what is not as it must be. */
  readonly faults: readonly string[]
  readonly variant: Variant
  /** As good as new. */
  readonly layers: readonly MountedLayer[]
}

/** Runs a real sandbox with the real flags that looks at its own confinement. */
export async function probe(run: Run): Promise<Probed> {
  const variant = variantFor(run, probeGrant)
  const layers = await run.mountSet(variant, 0)
  const mark = `.command-gate-probe-${randomBytes(6).toString('hex')}`
  const { workspace, home: ownHome = workspace } = run.machine
  // A home in the workspace is the workspace: what is written there is really written.
  const home = isWithin(ownHome, workspace) ? workspace : ownHome
  const { binaries } = run
  const launched = await launchAgain(run.placesFor(variant), () =>
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
      env: {},
      join: run.namespace.join,
      identity: run.identity,
      pipes: run.pipes,
      shell: binaries.shell,
      cgroup: undefined,
      seccompFile: run.seccompFile,
      limits: probeLimits,
      onOutput: () => undefined,
      signal: new AbortController().signal,
      watchedDirectory: undefined,
      capturedRoot: `${run.namespace.root}${run.capturedRoot}`,
    }),
  )
  const sound = { variant, layers }
  if (!launched.started)
    return { ...sound, faults: [launched.stderrTail.trim() || 'bubblewrap ended without a word'] }
  const escaped = home !== workspace && lstatOf(`${home}/${mark}`) !== undefined
  const printed = Buffer.from(launched.output.head).toString('utf8')
  const faults = printed.split('\n').filter((line) => line !== '' && line !== 'done')
  await takeMarkOut(run, layers, `${home}/${mark}`)
  return {
    ...sound,
    faults: [
      ...faults,
      ...(escaped ? ['captured-writes'] : []),
      ...(printed.includes('done\n') ? [] : ['no answer']),
    ],
  }
}

/** Through the overlay, so that the first command finds it as it was. */
async function takeMarkOut(run: Run, layers: readonly MountedLayer[], mark: string): Promise<void> {
  const marks = layers
    .filter(({ layer }) => isWithin(mark, layer.path))
    .map(({ layer, merged }) => `${merged}${mark.slice(layer.path.length)}`)
  if (marks.length > 0) await run.namespace.run([[run.binaries.rm, '-f', '--', ...marks]])
}

const probeGrant = { kind: 'sandboxed', mode: 'workspace-write', write: [], network: [], env: [] } as const

const probeLimits = {
  timeoutMs: 60_000,
  memoryBytes: Number.MAX_SAFE_INTEGER,
  processes: 512,
  outputBytes: 100_000,
} as const
