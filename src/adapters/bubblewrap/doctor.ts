import { mkdtempSync, rmSync } from 'node:fs'
import { release } from 'node:os'
import type { SandboxSettings } from '../../policy/policy.ts'
import { findBinaries } from './binaries.ts'
import { readConditions } from './conditions.ts'
import { diagnoseRun, prepareRun } from './prepare.ts'
import type { SandboxConfig } from './run.ts'
import { runQuietly } from './run-quietly.ts'

/** One thing that was looked at. */
export type Finding = {
  readonly name: string
  readonly status: 'ok' | 'warning' | 'problem'
  readonly detail: string
  readonly remedy: string | undefined
}

/** What this machine can do. */
export type DoctorReport = {
  /** A sandbox was made, and it confined what was run in it. */
  readonly usable: boolean
  readonly findings: readonly Finding[]
}

const settings: SandboxSettings = {
  mode: 'workspace-write',
  workspace: 'direct',
  write: [],
  scratch: [],
  hide: [],
  protect: [],
  network: { allow: [], deny: [] },
  env: { pass: [] },
  limits: { timeoutMs: 30_000, memoryBytes: 1024 ** 3, processes: 512, outputBytes: 1024 ** 2 },
  onContained: 'warn',
  capturedWrites: 'ask',
  escalation: 'widen',
}

/** Makes a real sandbox over an empty workspace and reports everything that it depends on, with a remedy for what is wrong. */
export async function examine(startEgress?: SandboxConfig['startEgress']): Promise<DoctorReport> {
  const findings: Finding[] = [await platform(), ...(await programs())]
  const workspace = mkdtempSync('/var/tmp/command-gate-doctor-')
  const config: SandboxConfig = {
    workspace,
    settings,
    jobEnv: {},
    setup: 'never',
    ...(startEgress === undefined ? {} : { startEgress }),
  }
  try {
    const diagnosis = await diagnoseRun(config)
    findings.push(
      diagnosis === undefined
        ? {
            name: 'sandbox',
            status: 'ok',
            detail: 'a sandbox was made and confined itself',
            remedy: undefined,
          }
        : { name: 'sandbox', status: 'problem', detail: diagnosis.reason, remedy: diagnosis.remedy },
    )
    if (diagnosis === undefined) findings.push(...(await capabilities(config)))
    return { usable: diagnosis === undefined, findings }
  } finally {
    rmSync(workspace, { recursive: true, force: true })
  }
}

async function platform(): Promise<Finding> {
  const { platform: name, isContainer, isKubernetes } = await readConditions()
  const where = isKubernetes ? ', in a pod' : isContainer ? ', in a container' : ''
  return {
    name: 'system',
    status: name === 'linux' ? 'ok' : 'problem',
    detail: `${name} ${release()}${where}`,
    remedy: name === 'linux' ? undefined : 'Run the job on a Linux runner.',
  }
}

async function programs(): Promise<readonly Finding[]> {
  const found = findBinaries()
  if (found.kind === 'missing') {
    const remedy = `Install: sudo apt-get install -y ${found.packages.join(' ')}`
    return found.programs.map(
      (name): Finding => ({ name, status: 'problem', detail: 'not found in the system directories', remedy }),
    )
  }
  const { stdout } = await runQuietly(found.binaries.bwrap, ['--version'], { timeoutMs: 5000 })
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(stdout) ?? []
  const isRecent = Number(major) > 0 || Number(minor) >= 8
  return [
    {
      name: 'bubblewrap',
      status: isRecent ? 'ok' : 'problem',
      detail: `${stdout.trim()} at ${found.binaries.bwrap}`,
      remedy: isRecent ? undefined : 'Install bubblewrap 0.8 or later.',
    },
  ]
}

async function capabilities(config: SandboxConfig): Promise<readonly Finding[]> {
  const prepared = await prepareRun(config)
  if (prepared.kind === 'unavailable') return []
  const { run } = prepared
  await run.close()
  const isCapturing = run.backend === 'capture'
  return [
    {
      name: 'evidence',
      status: isCapturing ? 'ok' : 'warning',
      detail: isCapturing
        ? 'writes outside the grant are captured and recorded exactly'
        : run.notes().join(' '),
      remedy: isCapturing ? undefined : 'Use Linux 5.11 or later, where overlays work in user namespaces.',
    },
    {
      name: 'network',
      status: run.egress === undefined ? 'warning' : 'ok',
      detail:
        run.egress === undefined
          ? 'commands have no network at all'
          : 'every connection is seen with host and port',
      remedy: undefined,
    },
    {
      name: 'system calls',
      status: run.seccompFile === undefined ? 'warning' : 'ok',
      detail: run.seccompFile === undefined ? `no filter for ${process.arch}` : `filter for ${process.arch}`,
      remedy: undefined,
    },
    {
      name: 'memory and processes',
      status: run.cgroups === undefined ? 'warning' : 'ok',
      detail:
        run.cgroups === undefined
          ? 'no cgroup can be made: usage is looked at ten times a second'
          : 'held by a cgroup',
      remedy: undefined,
    },
    { name: 'identity', status: 'ok', detail: `commands run as uid ${run.identity.uid}`, remedy: undefined },
  ]
}
