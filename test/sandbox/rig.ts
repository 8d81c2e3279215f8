import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Grant, Limits } from '../../src/policy/grant.ts'
import type { SandboxSettings } from '../../src/policy/policy.ts'
import type { ApplyResult, Attempt } from '../../src/sandbox/attempt.ts'

export type User = { readonly name: string; readonly uid: number; readonly gid: number }

const ordinary: User = { name: 'an ordinary user', uid: 61234, gid: 61234 }

/** Everyone the sandbox must work for: root and an ordinary user where the tests run as root, else whoever runs them. */
export const users: readonly User[] =
  process.geteuid?.() === 0
    ? [{ name: 'root', uid: 0, gid: 0 }, ordinary]
    : [{ name: 'this user', uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 }]

/** The user for tests in which it makes no difference: an ordinary one. */
export const [someone = ordinary] = [...users].reverse()

export type DriverSetup = {
  readonly workspace: string
  readonly settings: SandboxSettings
  readonly jobEnv: Readonly<Record<string, string>>
  readonly egress: boolean
  readonly overlays: 'auto' | 'never'
  /** The name of a host that is this machine itself. */
  readonly registry?: string | undefined
}

export type DriverRequest =
  | {
      readonly op: 'attempt'
      readonly run: string
      readonly grant: Grant
      readonly limits: Limits
      readonly env?: Readonly<Record<string, string>>
      readonly abortAfterMs?: number
    }
  | { readonly op: 'apply' | 'discard'; readonly id: string }

export type Tried = {
  readonly attempt: Omit<Attempt, 'output'> & { readonly output: { readonly totalBytes: number } }
  readonly stdout: string
  readonly stderr: string
  readonly peakBytes: number
}

export const limits: Limits = {
  timeoutMs: 20_000,
  memoryBytes: 2 * 1024 ** 3,
  processes: 256,
  outputBytes: 1024 ** 2,
}

export const settings: SandboxSettings = {
  mode: 'workspace-write',
  workspace: 'direct',
  write: [],
  scratch: ['~/.cache', '~/.npm'],
  hide: [],
  protect: [],
  network: { allow: [], deny: [] },
  env: { pass: [] },
  limits,
  onContained: 'warn',
  capturedWrites: 'ask',
  escalation: 'widen',
}

export const workspaceWrite: Extract<Grant, { kind: 'sandboxed' }> = {
  kind: 'sandboxed',
  mode: 'workspace-write',
  write: [],
  network: [],
  env: [],
}

export type World = {
  readonly root: string
  readonly home: string
  readonly workspace: string
  readonly user: User
}

/** A home with secrets and a git workspace with a token in its configuration, all of it the user's. */
export function makeWorld(user: User, place: 'beside home' | 'in home' = 'beside home'): World {
  const root = mkdtempSync(join(tmpdir(), 'gate-world-'))
  chmodSync(root, 0o755)
  const home = join(root, 'home')
  const workspace = place === 'in home' ? join(home, 'work/repo/repo') : join(root, 'work')
  const files: Readonly<Record<string, string>> = {
    [`${home}/.bashrc`]: '# bashrc\n',
    [`${home}/notes`]: 'first\nsecond\n',
    [`${home}/project/deep/file`]: 'deep\n',
    [`${home}/.ssh/id_ed25519`]: 'SECRET key\n',
    [`${home}/.npmrc`]: '//registry.example.com/:_authToken=SECRET\n',
    [`${home}/.config/gh/hosts.yml`]: 'oauth_token: SECRET\n',
    [`${home}/private-notes`]: 'SECRET note\n',
    [`${workspace}/README.md`]: 'hello\n',
    [`${workspace}/.github/workflows/ci.yml`]: 'on: push\n',
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  chmodSync(`${home}/private-notes`, 0o600)
  const git = (...args: string[]): void => {
    execFileSync('git', ['-C', workspace, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      env: { PATH: process.env['PATH'], HOME: root },
    })
  }
  git('init', '-q', '-b', 'main')
  git('add', '-A')
  git('commit', '-qm', 'first')
  git('config', 'http.https://github.com/.extraheader', 'AUTHORIZATION: basic SECRET')
  give(root, user)
  return { root, home, workspace, user }
}

/** Gives a tree to a user. */
export function give(path: string, user: User): void {
  if (process.geteuid?.() !== 0) return
  lchownSync(path, user.uid, user.gid)
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) give(join(path, name), user)
}

export function removeWorld(world: World): void {
  rmSync(world.root, { recursive: true, force: true })
}

/** Everything in a tree with type, mode and content: equal before and after means untouched. */
export function snapshot(path: string): Readonly<Record<string, string>> {
  const entries: Record<string, string> = {}
  const visit = (inner: string): void => {
    const stat = lstatSync(inner)
    const mode = (stat.mode & 0o7777).toString(8)
    if (stat.isDirectory()) {
      entries[inner] = `directory ${mode}`
      for (const name of readdirSync(inner).sort()) visit(join(inner, name))
    } else if (stat.isSymbolicLink()) {
      entries[inner] = `link ${readlinkSync(inner)}`
    } else {
      entries[inner] = `file ${mode} ${stat.mtimeMs} ${readFileSync(inner).toString('base64')}`
    }
  }
  visit(path)
  return entries
}

export type Driver = {
  try(
    run: string,
    options?: Partial<Omit<Extract<DriverRequest, { op: 'attempt' }>, 'op' | 'run'>>,
  ): Promise<Tried>
  apply(id: string): Promise<ApplyResult>
  discard(id: string): Promise<void>
  readonly pid: number
  close(): Promise<void>
}

/** A sandbox in a process of its own, run by the world's user. */
export function openDriver(
  world: World,
  options: {
    readonly settings?: Partial<SandboxSettings>
    readonly jobEnv?: Readonly<Record<string, string>>
    readonly egress?: boolean
    readonly overlays?: 'auto' | 'never'
    readonly registry?: string
    readonly as?: User
    /** Words before the driver's own: a machine that lacks something. */
    readonly inside?: readonly string[]
  } = {},
): Driver {
  const setup: DriverSetup = {
    workspace: world.workspace,
    settings: { ...settings, ...options.settings },
    jobEnv: { HOME: world.home, USER: 'tester', LANG: 'C.UTF-8', ...path(), ...options.jobEnv },
    egress: options.egress === true,
    overlays: options.overlays ?? 'auto',
    registry: options.registry,
  }
  const user = options.as ?? world.user
  const [program = process.execPath, ...words] = [
    ...(options.inside ?? []),
    process.execPath,
    new URL('./driver.ts', import.meta.url).pathname,
    JSON.stringify(setup),
  ]
  const child = spawn(program, words, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...path(), HOME: world.home },
    cwd: '/',
    ...(process.geteuid?.() === 0 ? { uid: user.uid, gid: user.gid } : {}),
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ask = async (request: DriverRequest): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify(request)}\n`)
    const { value, done } = await lines.next()
    if (done === true) throw new Error('the driver ended')
    return JSON.parse(value)
  }
  return {
    pid: child.pid ?? 0,
    try: async (run, more = {}) =>
      (await ask({ op: 'attempt', run, grant: workspaceWrite, limits, ...more })) as Tried,
    apply: async (id) => (await ask({ op: 'apply', id })) as ApplyResult,
    discard: async (id) => {
      await ask({ op: 'discard', id })
    },
    close: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) resolve()
        child.once('close', () => resolve())
        child.stdin.end()
      }),
  }
}

function path(): { readonly PATH: string } {
  return { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' }
}

/** What an attempt says of the files it changed: path relative to a place, and how. */
export function changesIn(tried: Tried, place: string): readonly string[] {
  return tried.attempt.effects
    .map((effect) =>
      effect.kind === 'write' ? `${effect.change} ${effect.path.replace(`${place}/`, '')}` : effect.kind,
    )
    .sort()
}
