import { chmodSync, chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Identity } from '../../sandbox/machine.ts'
import type { Layer } from '../../sandbox/places.ts'
import type { Binaries } from './binaries.ts'
import { runQuietly } from './run-quietly.ts'

/**
 * Builds the directory that lies between an overlay and the real place, and decides what is seen of it: hidden directories
 * are whiteouts, hidden files empty, masked files without their credentials. Gives undefined where nothing is to be hidden.
 */
export async function buildMask(
  layer: Layer,
  directory: string,
  identity: Identity,
  binaries: Binaries,
): Promise<string | undefined> {
  if (layer.hidden.length + layer.masked.length + layer.mountPoints.length === 0) return undefined
  const place = (path: string): string => `${directory}${path.slice(layer.path.length)}`
  const makeLike = (path: string): void => {
    const target = place(path)
    if (statSync(target, { throwIfNoEntry: false }) !== undefined) return
    if (path !== layer.path) makeLike(dirname(path))
    mkdirSync(target, { recursive: true })
    const real = statSync(path, { throwIfNoEntry: false })
    chmodSync(target, real === undefined ? 0o755 : real.mode & 0o7777)
    own(target, identity)
  }
  makeLike(layer.path)
  for (const path of layer.mountPoints) makeLike(path)
  for (const { path, text } of layer.masked) {
    makeLike(dirname(path))
    writeFileSync(place(path), text)
    chmodSync(place(path), statSync(path).mode & 0o777)
    own(place(path), identity)
  }
  for (const { path, type } of layer.hidden) {
    makeLike(dirname(path))
    if (type === 'file') {
      writeFileSync(place(path), '', { mode: 0o644 })
      own(place(path), identity)
    } else {
      const { exitCode, stderr } = await runQuietly(binaries.mknod, [place(path), 'c', '0', '0'], {
        identity,
        timeoutMs: 60_000,
      })
      if (exitCode !== 0) throw new Error(`${path} could not be hidden: ${stderr.trim()}`)
    }
  }
  return directory
}

/** Gives a file of the gate's to the identity that commands have. */
export function own(path: string, identity: Identity): void {
  if (process.geteuid?.() === 0) chownSync(path, identity.uid, identity.gid)
}
