import type { Identity } from './machine.ts'

/** Something that bubblewrap mounts, in the order of depth: what lies deeper comes later and wins. */
export type Bind = {
  readonly path: string
  /** `blank`: an empty directory of its own, read-only. */
  readonly kind: 'write' | 'read' | 'blank'
  /** Where it comes from, as seen from the namespace of the launch; unused for `blank`. */
  readonly source: string
}

/** All that a launch depends on. */
export type Profile = {
  readonly identity: Identity
  readonly binds: readonly Bind[]
  /** Source of the scratch directory for `/dev/shm`. */
  readonly sharedMemory: string
  /** Files of the new `/proc` that root could write or that tell of other processes: those that exist here. */
  readonly procReadOnly: readonly string[]
  readonly procMasked: readonly string[]
  readonly cwd: string
  /** No egress: a network namespace of its own, with nothing in it. */
  readonly network: 'joined' | 'none'
  readonly statusFd: number
  /** Where it reads `environmentArguments`. */
  readonly environmentFd: number
  readonly seccompFd: number | undefined
}

/**
 * The script that is process 1 inside. It carries the filter like every other process, so that none is left to attack
 * that doesn't. Its arguments: open files, processes, file size in blocks, then the command's words.
 */
export const initScript = [
  'ulimit -c 0',
  'ulimit -n "$1"',
  '{ ulimit -u "$2" || ulimit -p "$2"; } 2>/dev/null',
  'ulimit -f "$3"',
  'shift 3',
  // The shell's own remarks on how the command ended are no output of the command's. The device that the gate opened is on a mount
  // where root could change its mode for the whole machine.
  'exec 9>&2 2>/dev/null </dev/null',
  '"$@" 2>&9 9>&-',
  'exit "$?"',
].join('\n')

/** bubblewrap's arguments, without its own path, up to and without the command. */
export function bubblewrapArguments(profile: Profile): readonly string[] {
  const { uid, gid } = profile.identity
  const binds = [...profile.binds].sort(byDepth)
  return [
    '--unshare-user',
    '--disable-userns',
    '--unshare-pid',
    '--unshare-ipc',
    '--unshare-uts',
    '--unshare-cgroup-try',
    ...(profile.network === 'none' ? ['--unshare-net'] : []),
    '--die-with-parent',
    '--new-session',
    '--as-pid-1',
    '--clearenv',
    '--cap-drop',
    'ALL',
    '--uid',
    String(uid),
    '--gid',
    String(gid),
    '--hostname',
    'command-gate',
    '--ro-bind',
    '/',
    '/',
    ...binds.flatMap(bindArguments),
    // Only now: until here mount points inside of them had to be made.
    ...binds.filter(({ kind }) => kind === 'blank').flatMap(({ path }) => ['--remount-ro', path]),
    '--dev',
    '/dev',
    '--bind',
    profile.sharedMemory,
    '/dev/shm',
    // The fresh /dev is memory that nothing counts: no files in it.
    '--remount-ro',
    '/dev',
    '--proc',
    '/proc',
    ...profile.procReadOnly.flatMap((path) => ['--ro-bind', path, path]),
    ...profile.procMasked.flatMap((path) => ['--ro-bind', '/dev/null', path]),
    // To root, even without capabilities, every file there belongs: its mode is the machine's, and some obey when they are written.
    ...(uid === 0 ? ['--remount-ro', '/proc'] : []),
    '--args',
    String(profile.environmentFd),
    '--chdir',
    profile.cwd,
    '--json-status-fd',
    String(profile.statusFd),
    ...(profile.seccompFd === undefined ? [] : ['--seccomp', String(profile.seccompFd)]),
    '--',
  ]
}

/**
 * What bubblewrap reads of the command's variables. On its command line every user of the machine could see what was granted. Throws
 * where a variable holds a NUL, behind which another argument would begin.
 */
export function environmentArguments(env: Readonly<Record<string, string>>): string {
  const words = Object.entries(env).flatMap(([name, value]) => ['--setenv', name, value])
  if (words.some((word) => word.includes('\0'))) throw new Error('a variable holds a NUL')
  return words.map((word) => `${word}\0`).join('')
}

function byDepth(left: Bind, right: Bind): number {
  return left.path.split('/').length - right.path.split('/').length
}

function bindArguments(bind: Bind): readonly string[] {
  switch (bind.kind) {
    case 'write':
      return ['--bind', bind.source, bind.path]
    case 'read':
      return ['--ro-bind', bind.source, bind.path]
    case 'blank':
      return ['--perms', '0755', '--tmpfs', bind.path]
  }
}

/** What of `/proc` is closed beyond what the kernel closes itself: the network's settings are those of whoever made the namespace. */
export const procPaths = {
  readOnly: [
    '/proc/sys',
    '/proc/sysrq-trigger',
    '/proc/irq',
    '/proc/bus',
    '/proc/fs',
    '/proc/driver',
    '/proc/tty',
    '/proc/pressure',
  ],
  masked: [
    '/proc/kcore',
    '/proc/keys',
    '/proc/latency_stats',
    '/proc/timer_list',
    '/proc/sched_debug',
    '/proc/kmsg',
  ],
} as const
