import { lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { normalize } from '../../sandbox/candidates.ts'
import type { RecordedChange } from '../../sandbox/change.ts'
import type { FileState } from '../../sandbox/effect.ts'
import { type Identity, isWithin } from '../../sandbox/machine.ts'
import {
  concernsPackagePrograms,
  type Declared,
  declaredIn,
  declaringFiles,
  isDeclaredEntry,
  isWanted,
  packageDirectory,
  packagePrograms,
} from '../../sandbox/package-programs.ts'
import type { Variant } from '../../sandbox/places.ts'
import { briefState, lstatOf, sha256 } from './file-state.ts'
import {
  deletionOf,
  isStill,
  type Keepsake,
  keep,
  openDirectory,
  putBack,
  recordsOf,
  takeOut,
} from './keepsake.ts'
import { own } from './masks.ts'

/** Remembers from command to command what of a workspace's programs is to stay as it is. */
export type Watch = { begin(variant: Variant): Watching }

/** One command's share. To be asked when no process of the command is alive. */
export type Watching = {
  /** In a real workspace: takes out again what is out of place, puts back what was there, and records it. */
  withdraw(): readonly RecordedChange[]
  /** Of the changes that an overlay over the workspace holds: the paths of those that are out of place. */
  outOfPlace(changes: readonly RecordedChange[], seen: string): ReadonlySet<string>
}

/** What a watch is kept over. */
export type WatchRequest = {
  readonly workspace: string
  /** Names of programs in the system's own directories. */
  readonly systemPrograms: ReadonlySet<string>
  /** Names of programs that the job finds outside of the workspace. */
  readonly programs: ReadonlySet<string>
  /** Where in the workspace a later step may look for programs. */
  readonly programDirectories: readonly string[]
  /** A directory of the gate's own, out of the commands' sight. */
  readonly store: string
  readonly identity: Identity
}

const maxDeclaringBytes = 32 * 1024 * 1024

/**
 * Watches the places of a workspace where a later step finds its programs: `bin` and the like, and `node_modules/.bin` once
 * a tree of packages is there. No mount protects them: an installation removes and makes them anew, which a mount point
 * would not allow.
 */
export function openWatch(request: WatchRequest): Watch {
  const { workspace, store } = request
  const texts = declaringTexts(workspace)
  let parsed: Declared | undefined
  const declared = (): Declared => {
    parsed ??= declaredIn(texts)
    return parsed
  }
  const kept = new Map<string, Keepsake>()
  let hasTree = false
  let rounds = 0
  return {
    begin(variant) {
      rounds++
      hasTree ||= isRealDirectory(`${workspace}/${packagePrograms}`)
      mkdirSync(`${store}/kept`, { recursive: true })
      const before = new Map<string, Keepsake>()
      for (const path of watchedEntries(request, hasTree)) {
        const keepsake = keep(path, kept.get(path), `${store}/kept/${sha256(path)}`)
        if (keepsake !== undefined) before.set(path, keepsake)
      }
      kept.clear()
      for (const [path, keepsake] of before) kept.set(path, keepsake)
      const scene = { ...request, hasTree, before, declared }
      return {
        withdraw: () => (variant === 'layered' ? [] : withdrawIn(scene, `${store}/${rounds}`)),
        outOfPlace: (changes, seen) =>
          new Set(changes.filter((change) => isOutOfPlace(change, scene, seen)).map(({ path }) => path)),
      }
    },
  }
}

type Scene = WatchRequest & {
  readonly hasTree: boolean
  readonly before: ReadonlyMap<string, Keepsake>
  readonly declared: () => Declared
}

function withdrawIn(scene: Scene, target: string): readonly RecordedChange[] {
  let count = 0
  const nextTarget = (): string => `${target}/${count++}`
  // Outermost first, and nothing behind a link that the command made: that lies outside.
  for (const path of directoriesOf(scene)) if (isRealDirectory(path)) openDirectory(path)
  const replaced = replacedDirectories(scene).flatMap((path) => remove(path, undefined, nextTarget()))
  const entries = new Set([...scene.before.keys(), ...watchedEntries(scene, scene.hasTree)])
  const changed = [...entries].filter(
    (path) =>
      !isStill(path, scene.before.get(path)) && !isOrdinary(path, briefState(path), scene, scene.workspace),
  )
  return [...replaced, ...changed.flatMap((path) => undo(path, scene, nextTarget()))]
}

function remove(path: string, before: FileState | undefined, source: string): readonly RecordedChange[] {
  takeOut(path, source)
  return recordsOf(path, source, before)
}

/** Gives an entry back the state that it had, and tells what the command had made of it. */
function undo(path: string, { before, identity }: Scene, source: string): readonly RecordedChange[] {
  const kept = before.get(path)
  const isThere = lstatOf(path) !== undefined
  const deleted = kept === undefined ? [] : [deletionOf(path, kept.state)]
  const changes = isThere ? remove(path, kept?.state, source) : deleted
  if (kept !== undefined) {
    makeDirectory(dirname(path), identity)
    putBack(path, kept)
  }
  return changes
}

/** Directories on the way to programs in whose place the command left something else, above all a symbolic link. */
function replacedDirectories(scene: Scene): readonly string[] {
  const { workspace, hasTree, before } = scene
  const trees = hasTree ? [packageDirectory, packagePrograms] : []
  return [
    ...leading(scene).filter((path) => lstatOf(path)?.isSymbolicLink() === true && !before.has(path)),
    ...trees.map((name) => `${workspace}/${name}`).filter((path) => lstatOf(path)?.isDirectory() === false),
  ]
}

/** Whether what became of a watched entry may stay. `seen` is where the workspace is seen as the command left it. */
function isOrdinary(path: string, now: FileState | undefined, scene: Scene, seen: string): boolean {
  if (dirname(path) !== `${scene.workspace}/${packagePrograms}`) return now === undefined
  const before = scene.before.get(path)?.state
  if (now === undefined) return before === undefined || !leadsSomewhere(path, scene, seen)
  return isDeclaredEntry(nameOf(path), before, now, scene.declared(), scene.systemPrograms)
}

function makeDirectory(path: string, identity: Identity): void {
  if (lstatOf(path) !== undefined) return
  mkdirSync(path)
  own(path, identity)
}

/** True while the file is there that an entry of `.bin` stands for, and wanted: then it was not removed with its package. */
function leadsSomewhere(path: string, { before, workspace, declared }: Scene, seen: string): boolean {
  const kept = before.get(path)
  if (kept !== undefined && !isWanted(nameOf(path), kept.state, declared())) return false
  const target =
    kept?.state.linkTarget ??
    (kept?.copy === undefined
      ? undefined
      : /\$basedir\/(\.\.\/[^"\n]+)"/.exec(readFileSync(kept.copy, 'utf8'))?.[1])
  if (target === undefined) return lstatOf(`${seen}/${packageDirectory}`) !== undefined
  return lstatOf(normalize(`${seen}${dirname(path).slice(workspace.length)}/${target}`)) !== undefined
}

function isOutOfPlace(change: RecordedChange, scene: Scene, seen: string): boolean {
  const { path, after } = change
  const { workspace } = scene
  if (leading(scene).includes(path) && after?.type === 'symlink')
    return after.linkTarget !== scene.before.get(path)?.state.linkTarget
  if (!scene.hasTree || !concernsPackagePrograms(path, workspace)) return false
  if (dirname(path) === `${workspace}/${packagePrograms}`) return !isOrdinary(path, after, scene, seen)
  if (path === `${workspace}/${packagePrograms}` && after === undefined) {
    return [...scene.before.keys()].some(
      (entry) => dirname(entry) === path && leadsSomewhere(entry, scene, seen),
    )
  }
  const isPlace = path === `${workspace}/${packagePrograms}` || path === `${workspace}/${packageDirectory}`
  return isPlace ? after !== undefined && after.type !== 'directory' : true
}

/** Those on the way to programs, outermost first. */
function directoriesOf(scene: Scene): readonly string[] {
  const { workspace, hasTree } = scene
  const names = hasTree ? [packageDirectory, packagePrograms] : []
  return [...leading(scene), ...names.map((name) => `${workspace}/${name}`)]
}

/** The directories for programs and those above them in the workspace, outermost first: a link in place of any leads elsewhere. */
function leading({ workspace, programDirectories }: WatchRequest): readonly string[] {
  const above = (path: string): readonly string[] =>
    path !== workspace && isWithin(path, workspace) ? [...above(dirname(path)), path] : []
  return [...new Set(programDirectories.flatMap(above))]
}

function watchedEntries(request: WatchRequest, hasTree: boolean): readonly string[] {
  const { workspace, programs, programDirectories } = request
  const shadowing = [
    ...leading(request).filter((path) => lstatOf(path)?.isSymbolicLink() === true),
    ...programDirectories.flatMap((directory) =>
      entriesOf(directory).filter((path) => programs.has(nameOf(path)) && mayRun(path)),
    ),
  ]
  return hasTree ? [...shadowing, ...entriesOf(`${workspace}/${packagePrograms}`)] : shadowing
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function mayRun(path: string): boolean {
  const stat = lstatOf(path)
  return stat?.isSymbolicLink() === true || (stat?.isFile() === true && (stat.mode & 0o111) !== 0)
}

/** Paths of what is in a directory. One that is reached through a symbolic link leads elsewhere: there nothing is watched. */
function entriesOf(directory: string): readonly string[] {
  if (!isRealDirectory(directory)) return []
  try {
    return readdirSync(directory).map((name) => `${directory}/${name}`)
  } catch {
    return []
  }
}

function isRealDirectory(path: string): boolean {
  try {
    return realpathSync(path) === path && lstatSync(path).isDirectory()
  } catch {
    return false
  }
}

function declaringTexts(workspace: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  for (const name of declaringFiles) {
    const path = `${workspace}/${name}`
    const stat = lstatOf(path)
    if (stat?.isFile() === true && stat.size <= maxDeclaringBytes) texts.set(name, readFileSync(path, 'utf8'))
  }
  return texts
}
