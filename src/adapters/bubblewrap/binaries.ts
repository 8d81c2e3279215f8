import { lstatSync, realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The programs that a launch uses, by absolute path. */
export type Binaries = {
  readonly bwrap: string
  readonly nsenter: string
  readonly unshare: string
  readonly mount: string
  readonly umount: string
  readonly mknod: string
  readonly mkfifo: string
  readonly mkdir: string
  readonly chmod: string
  readonly rm: string
  readonly find: string
  readonly shell: string
  readonly ip: string
}

const systemDirectories = ['/usr/bin', '/bin', '/usr/sbin', '/sbin'] as const

const packages: Readonly<Record<keyof Binaries, string>> = {
  bwrap: 'bubblewrap',
  nsenter: 'util-linux',
  unshare: 'util-linux',
  mount: 'mount',
  umount: 'mount',
  mknod: 'coreutils',
  mkfifo: 'coreutils',
  mkdir: 'coreutils',
  chmod: 'coreutils',
  rm: 'coreutils',
  find: 'findutils',
  shell: 'dash',
  ip: 'iproute2',
}

/** All programs, or the packages of those that are missing. Never looks at PATH, so a `bwrap` in the workspace is nothing to it. */
export function findBinaries():
  | { readonly kind: 'found'; readonly binaries: Binaries }
  | { readonly kind: 'missing'; readonly programs: readonly string[]; readonly packages: readonly string[] } {
  const found = new Map<string, string>()
  const missing: (keyof Binaries)[] = []
  const locate = (key: keyof Binaries): string => {
    const path = trustedProgram(key === 'shell' ? 'sh' : key)
    if (path === undefined) missing.push(key)
    else found.set(key, path)
    return path ?? ''
  }
  const binaries: Binaries = {
    bwrap: locate('bwrap'),
    nsenter: locate('nsenter'),
    unshare: locate('unshare'),
    mount: locate('mount'),
    umount: locate('umount'),
    mknod: locate('mknod'),
    mkfifo: locate('mkfifo'),
    mkdir: locate('mkdir'),
    chmod: locate('chmod'),
    rm: locate('rm'),
    find: locate('find'),
    shell: locate('shell'),
    ip: locate('ip'),
  }
  if (missing.length === 0) return { kind: 'found', binaries }
  return { kind: 'missing', programs: missing, packages: [...new Set(missing.map((key) => packages[key]))] }
}

/** A program of the system: a file of root's that only root can change, in directories that only root can change. */
export function trustedProgram(name: string): string | undefined {
  for (const directory of systemDirectories) {
    const path = `${directory}/${name}`
    try {
      const real = realpathSync(path)
      if (statSync(real).isFile() && isRootsAlone(real)) return path
    } catch {
      // Not here: the next directory may have it.
    }
  }
  return undefined
}

function isRootsAlone(path: string): boolean {
  const stat = lstatSync(path)
  const closed = stat.uid === 0 && (stat.mode & 0o022) === 0
  return closed && (path === '/' || isRootsAlone(dirname(path)))
}
