import { spawn } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { parse } from 'yaml'
import { makeFileCommands } from './file-commands.ts'
import type { Layout, Owner } from './layout.ts'
import { makeLayout, ordinary, ownProject } from './layout.ts'
import type { Annotation } from './workflow-commands.ts'
import { makeCommandReader } from './workflow-commands.ts'

/** What a step came to, as the runner would record it. */
export type StepResult = {
  readonly exitCode: number | undefined
  readonly signal: string | undefined
  readonly outputs: Readonly<Record<string, string>>
  readonly state: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  readonly path: readonly string[]
  readonly summary: string | undefined
  readonly annotations: readonly Annotation[]
  readonly masks: readonly string[]
  readonly groups: readonly string[]
  /** Both streams, line by line, commands that the runner obeyed taken out. */
  readonly log: string
  /** What the runner itself complains of: open delimiters, refused commands, a summary that is too large. */
  readonly problems: readonly string[]
  readonly durationMs: number
}

export type ActionRun = { readonly main: StepResult; readonly post: StepResult }

export type JobOptions = {
  /** Whose job it is; `root` as in a container job. */
  readonly as: 'root' | 'ordinary'
  /** Whose workspace it is, where that differs. */
  readonly workspaceOwner?: 'root' | 'ordinary'
  readonly files?: Readonly<Record<string, string>>
  readonly event: { readonly name: string; readonly payload: object }
  /** `GITHUB_*` values: API address, repository, SHA and so on. */
  readonly github: Readonly<Record<string, string>>
  /** What `${{ github.token }}` stands for. */
  readonly token: string
  /** The job's own `env:`. */
  readonly env?: Readonly<Record<string, string>>
  /** Words that start every step's process: `unshare -m …` for a machine that lacks something. */
  readonly launcher?: readonly string[]
  /** Where action.yml and dist lie, when not in this project. */
  readonly project?: string
}

/** A job on a machine of its own. */
export type Job = {
  readonly layout: Layout
  /** Starts the action's main step; after it the post step runs, whatever happened. */
  start(inputs: Readonly<Record<string, string>>): RunningAction
  run(inputs: Readonly<Record<string, string>>): Promise<ActionRun>
  /** The job is over: its machine goes. */
  remove(): void
}

export type RunningAction = {
  readonly finished: Promise<ActionRun>
  /** As the runner cancels: SIGINT, after 7.5 s SIGTERM, after 2.5 s SIGKILL. */
  cancel(): void
  /** As a machine that dies: SIGKILL to the whole group, no post step worth anything. */
  kill(): void
}

const jobPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** Secrets that the runner gives a JavaScript action and that no command may ever see. */
export const runnerSecrets = {
  ACTIONS_RUNTIME_TOKEN: 'runtime-token-9f3b1c',
  ACTIONS_RESULTS_URL: 'https://results.example.com/9f3b1c',
  ACTIONS_CACHE_URL: 'https://cache.example.com/9f3b1c',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'oidc-token-9f3b1c',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://oidc.example.com/9f3b1c',
} as const

const root: Owner = { uid: 0, gid: 0 }

function ownerOf(who: 'root' | 'ordinary'): Owner {
  if (process.getuid?.() !== 0) return { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  return who === 'root' ? root : ordinary
}

export function startJob(options: JobOptions): Job {
  const owner = ownerOf(options.as)
  const layout = makeLayout(
    options.project ?? ownProject,
    options.files ?? {},
    ownerOf(options.workspaceOwner ?? options.as),
  )
  writeFileSync(layout.eventPath, JSON.stringify(options.event.payload))
  const action = parse(readFileSync(join(layout.action, 'action.yml'), 'utf8')) as ActionFile
  const context = { layout, owner, options, action }
  const remove = () => rmSync(layout.base, { recursive: true, force: true, maxRetries: 3 })
  process.on('exit', remove)
  const start = (inputs: Readonly<Record<string, string>>): RunningAction => {
    const env = inputsOf(action, inputs, options)
    const main = startStep(context, join(layout.action, action.runs.main), env)
    const finished = main.result.then(async (mainResult) => {
      const state = Object.entries(mainResult.state).map(([name, value]) => [`STATE_${name}`, value])
      const postEnv = { ...env, ...Object.fromEntries(state) }
      const post = await startStep(context, join(layout.action, action.runs.post), postEnv).result
      return { main: mainResult, post }
    })
    return { finished, cancel: main.cancel, kill: main.kill }
  }
  return {
    layout,
    start,
    run: (inputs) => start(inputs).finished,
    remove: () => {
      process.off('exit', remove)
      remove()
    },
  }
}

type ActionFile = {
  readonly inputs: Readonly<Record<string, { readonly default?: string | number | boolean }>>
  readonly runs: { readonly main: string; readonly post: string }
}

/** `INPUT_*` as the runner makes them: upper case, blanks to `_`, hyphens kept, defaults filled in, else empty. */
function inputsOf(
  action: ActionFile,
  given: Readonly<Record<string, string>>,
  options: JobOptions,
): Readonly<Record<string, string>> {
  const unknown = Object.keys(given).filter((name) => !(name in action.inputs))
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(', ')}`)
  const pairs = Object.entries(action.inputs).map(([name, input]) => {
    const value = given[name] ?? evaluated(String(input.default ?? ''), options)
    return [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]
  })
  return Object.fromEntries(pairs)
}

/** The few expressions that defaults in action.yml use. */
function evaluated(text: string, options: JobOptions): string {
  const values: Readonly<Record<string, string>> = {
    'github.token': options.token,
    'strategy.job-index': '0',
    'strategy.job-total': '1',
    'github.action': '__run',
    'job.check_run_id': options.github['JOB_CHECK_RUN_ID'] ?? '',
  }
  return text.replace(/\$\{\{\s*([^}]+?)\s*\}\}/g, (whole, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`The mini runner can not evaluate ${whole}`)
    return value
  })
}

type Context = {
  readonly layout: Layout
  readonly owner: Owner
  readonly options: JobOptions
  readonly action: ActionFile
}

type RunningStep = { readonly result: Promise<StepResult>; cancel(): void; kill(): void }

function stepEnv({ layout, options }: Context, owner: Owner): Record<string, string> {
  return {
    PATH: jobPath,
    HOME: layout.home,
    USER: owner.uid === 0 ? 'root' : 'runner',
    LANG: 'C.UTF-8',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: layout.workspace,
    GITHUB_EVENT_PATH: layout.eventPath,
    GITHUB_EVENT_NAME: options.event.name,
    GITHUB_ACTION: '__run',
    GITHUB_ACTION_PATH: layout.action,
    GITHUB_JOB: 'gate',
    GITHUB_WORKFLOW: 'CI',
    GITHUB_RUN_ID: '9000001',
    GITHUB_RUN_NUMBER: '12',
    GITHUB_RUN_ATTEMPT: '1',
    RUNNER_TEMP: layout.temp,
    RUNNER_TOOL_CACHE: layout.toolCache,
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: process.arch === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_NAME: 'fake-runner',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_WORKSPACE: join(layout.workspace, '..'),
    ...options.github,
    ...runnerSecrets,
    ...options.env,
  }
}

function startStep(context: Context, script: string, extra: Readonly<Record<string, string>>): RunningStep {
  const { layout, owner, options } = context
  const files = makeFileCommands(layout.temp, owner)
  const [command = layout.node, ...args] = [...(options.launcher ?? []), layout.node, script]
  const started = performance.now()
  const child = spawn(command, args, {
    cwd: layout.workspace,
    env: { ...stepEnv(context, owner), ...extra, ...files.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(process.getuid?.() === 0 ? owner : {}),
  })
  const reader = makeCommandReader()
  const streams = Promise.all([readLines(child.stdout, reader.read), readLines(child.stderr, reader.read)])
  const signal = (name: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(name)
  }
  const result = new Promise<StepResult>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, name) => {
      const ended = {
        exitCode: code ?? undefined,
        signal: name ?? undefined,
        durationMs: performance.now() - started,
      }
      streams.then(() => resolve(resultOf(reader.effects, files.read(), ended)), reject)
    })
  })
  return {
    result,
    cancel: () => {
      signal('SIGINT')
      setTimeout(() => signal('SIGTERM'), 7500).unref()
      setTimeout(() => signal('SIGKILL'), 10_000).unref()
    },
    kill: () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
    },
  }
}

/** Lines as .NET reads them: `\n`, `\r\n` and a bare `\r` all end one. */
async function readLines(stream: Readable, read: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    for (const part of line.split('\r')) read(part)
  }
}

function resultOf(
  effects: ReturnType<typeof makeCommandReader>['effects'],
  files: ReturnType<ReturnType<typeof makeFileCommands>['read']>,
  ended: Pick<StepResult, 'exitCode' | 'signal' | 'durationMs'>,
): StepResult {
  return {
    ...ended,
    outputs: Object.fromEntries([...effects.outputs, ...files.outputs]),
    state: Object.fromEntries([...effects.state, ...files.state]),
    env: Object.fromEntries(files.env),
    path: files.path,
    summary: files.summary,
    annotations: effects.annotations,
    masks: effects.masks,
    groups: effects.groups,
    log: effects.log.join('\n'),
    problems: [...files.problems, ...effects.refused.map((name) => `The runner refuses ::${name}::`)],
  }
}
