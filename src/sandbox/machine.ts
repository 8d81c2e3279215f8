/** Whose rights a command has: the gate's own, or the workspace owner's where the gate is root. */
export type Identity = { readonly uid: number; readonly gid: number }

/** What a path is, after all symbolic links in it were followed. */
export type Found = { readonly path: string; readonly type: 'file' | 'directory' }

/** A file with credentials, and what commands see in its place. */
export type Masked = {
  readonly path: string
  readonly text: string
  /** Masked line to the line that it stands for. */
  readonly lines: ReadonlyMap<string, string>
}

/** Plain facts about the machine, gathered once for a run. All paths are real and absolute. */
export type Machine = {
  readonly identity: Identity
  readonly workspace: string
  /** Undefined where the identity has no home directory that exists. */
  readonly home: string | undefined
  /** Topmost directories outside the workspace in which the identity may write, home first, none with a mount below it. */
  readonly writable: readonly string[]
  /** What is to be hidden and exists. */
  readonly hidden: readonly Found[]
  /** What is scratch; those that exist start as a view of the real thing. */
  readonly scratch: readonly { readonly path: string; readonly exists: boolean }[]
  /** Protected names of the workspace, missing ones included. */
  readonly protectedPaths: readonly {
    readonly path: string
    readonly type: 'file' | 'directory' | 'missing'
  }[]
  /** Files of the workspace that have another name outside of it or in a protected place of it. */
  readonly linkedFiles: readonly string[]
  /** Outermost directories of home and workspace with something in them that is of another account or group. */
  readonly foreign: readonly string[]
  /** Files whose credentials are masked, with the text that commands see instead. */
  readonly masked: readonly Masked[]
}

/** True when `path` is `ancestor` or lies below it. Both absolute, without trailing slash. */
export function isWithin(path: string, ancestor: string): boolean {
  return path === ancestor || ancestor === '/' || path.startsWith(`${ancestor}/`)
}

/** The paths that lie in none of the others. */
export function topmost(paths: readonly string[]): readonly string[] {
  const all = new Set(paths)
  return [...all].filter((path) => !directoriesAbove(path).some((other) => all.has(other)))
}

/** From the nearest one to the root. */
function directoriesAbove(path: string): readonly string[] {
  const parent = path.slice(0, Math.max(path.lastIndexOf('/'), 1))
  return parent === path ? [] : [parent, ...directoriesAbove(parent)]
}
