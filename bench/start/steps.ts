import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { eventFor } from '../../test/e2e/events.ts'
import { type Job, startJob } from '../../test/e2e/runner.ts'
import { usualPolicy } from '../../test/e2e/scene.ts'
import { type FakeGitHub, startFakeGitHub } from '../../test/fakes/fake-github.ts'

/** Which account the job runs under: an ordinary one, as on a hosted runner. */
const as = 'ordinary'
const policyPath = '.github/command-gate.yml'
const inputs = { setup: 'never', model: 'off' }

/** GNU time, which ends with a line on stderr: user and system seconds of the step and of all processes that it waited for. */
const timing = ['/usr/bin/time', '-f', 'processor %U %S']

/**
 * One job on a machine of its own with one command, from the start of the process to the start of that command, and the processor
 * time of all. GitHub is on loopback: a real one adds its own answering time.
 */
export async function coldStart(
  project: string,
): Promise<{ readonly firstCommandMs: number; readonly processorMs: number }> {
  const { github, job } = await openJob(project, timing)
  try {
    const startedAt = performance.timeOrigin + performance.now()
    const { main } = await job.run({ ...inputs, commands: '- echo "first command at $(date +%s%N)"' })
    const nanoseconds = /first command at (\d+)/.exec(main.log)?.[1]
    const seconds = /^processor (\d+\.\d+) (\d+\.\d+)$/m.exec(main.log)
    if (nanoseconds === undefined || seconds === null)
      throw new Error(`the command did not run:\n${main.log}`)
    return {
      firstCommandMs: Number(nanoseconds) / 1e6 - startedAt,
      processorMs: (Number(seconds[1]) + Number(seconds[2])) * 1000,
    }
  } finally {
    await github.close()
    job.remove()
  }
}

/** Memory of the gate's process while a request waits for its answer, in MiB, after it has settled. */
export async function waitingMemory(
  project: string,
): Promise<{ readonly residentMebibytes: number; readonly anonymousMebibytes: number }> {
  const { github, job } = await openJob(project, [])
  try {
    const running = job.start({ ...inputs, commands: '- git push origin main' })
    await github.waitForComment((comment) => comment.body.includes('/gate approve'), 30_000)
    await setTimeout(12_000)
    const status = statusOf(join(job.layout.action, 'dist/index.js'))
    running.cancel()
    await running.finished
    return {
      residentMebibytes: mebibytes(status, 'VmRSS'),
      anonymousMebibytes: mebibytes(status, 'RssAnon'),
    }
  } finally {
    await github.close()
    job.remove()
  }
}

/** The most memory that `command-gate sandbox` takes, in MiB, when its command prints a gibibyte. */
export function gibibyteMemory(project: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'gate-start-'))
  const policy = join(folder, 'policy.yml')
  writeFileSync(policy, 'version: 1\nsandbox: { limits: { output-mb: 2048 } }\n')
  const print = `yes ${'a'.repeat(79)} | head -c ${2 ** 30}`
  const words = [join(project, 'dist/cli.js'), 'sandbox', '--policy', policy, '--', 'sh', '-c', print]
  const timed = ['-f', 'peak %M', process.execPath, ...words]
  const { stderr } = spawnSync('/usr/bin/time', timed, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true })
  return Math.round(Number(/^peak (\d+)$/m.exec(stderr)?.[1]) / 1024)
}

async function openJob(
  project: string,
  launcher: readonly string[],
): Promise<{ readonly github: FakeGitHub; readonly job: Job }> {
  const files = { [policyPath]: usualPolicy }
  const github = await startFakeGitHub({ files })
  const event = eventFor(github, 'pull_request')
  const job = startJob({ as, files, token: github.token, project, launcher, ...event })
  return { github, job }
}

/** The status file of the process that runs the script. */
function statusOf(script: string): string {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(script)) {
        return readFileSync(`/proc/${pid}/status`, 'utf8')
      }
    } catch {
      // It ended meanwhile.
    }
  }
  throw new Error(`no process runs ${script}`)
}

function mebibytes(status: string, key: string): number {
  return Math.round(Number(new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024)
}
