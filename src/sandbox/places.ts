import { type Found, isWithin, type Machine, type Masked, topmost } from './machine.ts'
import { concernsPackagePrograms } from './package-programs.ts'

/** `direct`: commands write to the real workspace. `layered`: the workspace lies under an overlay too. */
export type Variant = 'direct' | 'layered'

/** A directory over which an overlay lies, so that writes are recorded and touch nothing real. */
export type Layer = {
  readonly path: string
  readonly role: 'captured' | 'workspace' | 'scratch'
  /** What reads of this layer don't see. */
  readonly hidden: readonly Found[]
  /** Files that are seen with other text. */
  readonly masked: readonly Masked[]
  /** Where in it things of other accounts or groups are to be looked for. */
  readonly foreign: readonly string[]
  /** Places in it that another overlay or mount covers. */
  readonly covered: readonly string[]
  /** Directories that are missing in reality and must be there for something to be mounted on. */
  readonly mountPoints: readonly string[]
}

/** The four kinds of place, laid out for one run. Every path is real and absolute. */
export type Places = {
  readonly variant: Variant
  /** Captured ones and, in the layered variant, the workspace. Anew for each command that left something in them. */
  readonly layers: readonly Layer[]
  /** Views of real caches, kept for the whole run. */
  readonly views: readonly Layer[]
  /** Scratch that starts empty. */
  readonly empty: readonly string[]
  /** Hidden places that no layer covers. */
  readonly blanks: readonly Found[]
  /** Single files of the real workspace whose writes go to a copy, where there are no overlays. */
  readonly copies: readonly string[]
  /** Protected names that are missing in the real workspace: held by an empty directory while a command runs. */
  readonly placeholders: readonly string[]
}

/** Lays out the places. Total: whatever the machine looks like, what is hidden and protected is in exactly one of the lists. */
export function planPlaces(machine: Machine, variant: Variant): Places {
  const { workspace } = machine
  const scratch = machine.scratch.filter(({ path }) => !isWithin(workspace, path) || isSystemTemporary(path))
  const captured = machine.writable.filter(
    (path) =>
      !isWithin(path, workspace) &&
      !scratch.some((place) => !isSystemTemporary(place.path) && isWithin(path, place.path)),
  )
  const inReal = variant === 'direct' ? guardedIn(machine) : []
  const held = inReal.filter(({ type }) => type !== 'file').map(({ path }) => path)
  const surfaces: readonly Surface[] = [
    ...captured.map((path): Surface => ({ path, kind: 'captured' })),
    ...held.map((path): Surface => ({ path, kind: 'captured' })),
    { path: workspace, kind: variant === 'layered' ? 'workspace' : 'real' },
    ...scratch.map(
      ({ path, exists }): Surface => ({
        path,
        kind: exists && !isSystemTemporary(path) ? 'scratch' : 'empty',
      }),
    ),
  ]
  const missing = scratch.filter(({ exists }) => !exists).map(({ path }) => path)
  const layersOf = (...kinds: readonly Surface['kind'][]): readonly Layer[] =>
    surfaces
      .filter(({ kind }) => kinds.includes(kind))
      .map((surface) => layerOn(surface, surfaces, machine, missing))
  const blanks = [...machine.hidden, ...maskedAsHidden(machine)].filter((found) => {
    const surface = surfaceOf(found.path, surfaces)
    return surface === undefined || surface.kind === 'real' || surface.path === found.path
  })
  return {
    variant,
    layers: layersOf('captured', 'workspace'),
    views: layersOf('scratch'),
    empty: surfaces.filter(({ kind }) => kind === 'empty').map(({ path }) => path),
    blanks: blanks.filter(
      ({ path }) => !blanks.some((other) => other.path !== path && isWithin(path, other.path)),
    ),
    copies: [],
    placeholders: inReal.filter(({ type }) => type === 'missing').map(({ path }) => path),
  }
}

/**
 * True where a real workspace can't be guarded by mounts: over a single file a mount would refuse what editors and `sed -i`
 * do, who write another file and rename it; a directory over a mount can be renamed away, another one made in its place, and what
 * is hidden in it seen by the next command; and files with hard links from outside can be thousands. Then the workspace lies under
 * an overlay, whose changes are moved in however the command ends.
 */
export function needsOverlay(machine: Machine): boolean {
  const isNested = (path: string): boolean =>
    isWithin(path, machine.workspace) && path.includes('/', machine.workspace.length + 1)
  return (
    machine.linkedFiles.length > 0 ||
    machine.hidden.some(({ path }) => isNested(path)) ||
    guardedIn(machine).some(
      ({ path, type }) =>
        type === 'file' || isNested(path) || (type === 'missing' && !/\/\.(?:git|github)$/.test(path)),
    )
  )
}

/** The protected places of the workspace, without `node_modules/.bin`: installations remove and make that one anew. */
export function guardedIn({ workspace, protectedPaths }: Machine): Machine['protectedPaths'] {
  return protectedPaths.filter(
    ({ path }) => isWithin(path, workspace) && !concernsPackagePrograms(path, workspace),
  )
}

/** The places where overlays can't be had: nothing is captured, everything but workspace and scratch is read-only. */
export function planEnforced(machine: Machine): Places {
  const inWorkspace = guardedIn(machine)
  return {
    variant: 'direct',
    layers: [],
    views: [],
    empty: machine.scratch
      .filter(({ path, exists }) => exists || isSystemTemporary(path))
      .map(({ path }) => path),
    blanks: [...machine.hidden, ...maskedAsHidden(machine)],
    copies: machine.linkedFiles,
    placeholders: inWorkspace.filter(({ type }) => type === 'missing').map(({ path }) => path),
  }
}

/** Only an overlay can show a file without its credentials and take changes to it: elsewhere it is not seen at all. */
function maskedAsHidden({ masked }: Machine): readonly Found[] {
  return masked.map(({ path }): Found => ({ path, type: 'file' }))
}

type Surface = {
  readonly path: string
  readonly kind: 'captured' | 'workspace' | 'scratch' | 'empty' | 'real'
}

/** `/tmp` and its like start empty even when they exist: other users' sockets and files lie there. */
function isSystemTemporary(path: string): boolean {
  return path === '/tmp' || path === '/var/tmp' || path === '/dev/shm'
}

/** The surface that a path is on: the deepest one over it. */
function surfaceOf(path: string, surfaces: readonly Surface[]): Surface | undefined {
  return surfaces
    .filter((surface) => isWithin(path, surface.path))
    .reduce<Surface | undefined>(
      (deepest, surface) =>
        deepest === undefined || surface.path.length >= deepest.path.length ? surface : deepest,
      undefined,
    )
}

function layerOn(
  surface: Surface,
  surfaces: readonly Surface[],
  machine: Machine,
  missing: readonly string[],
): Layer {
  const isHere = (path: string): boolean => path !== surface.path && surfaceOf(path, surfaces) === surface
  return {
    path: surface.path,
    role: surface.kind === 'workspace' || surface.kind === 'scratch' ? surface.kind : 'captured',
    hidden: machine.hidden.filter(({ path }) => isHere(path)),
    masked: machine.masked.filter(({ path }) => isHere(path)),
    foreign: foreignIn(surface, machine),
    covered: surfaces
      .map(({ path }) => path)
      .filter((path) => path !== surface.path && isWithin(path, surface.path)),
    mountPoints: missing.filter((path) => isBelowOnly(path, surface, surfaces)),
  }
}

/**
 * Home and workspace have been looked through. Elsewhere it is only worth its time where commands are to work: in what is scratch,
 * not in trees of the system that are open to everybody.
 */
function foreignIn({ path: top, kind }: Surface, { home, foreign }: Machine): readonly string[] {
  if (kind === 'scratch' && (home === undefined || !isWithin(top, home))) return [top]
  return topmost(
    foreign
      .filter((path) => isWithin(path, top) || isWithin(top, path))
      .map((path) => (isWithin(path, top) ? path : top)),
  )
}

/** True when, the missing place itself aside, `surface` is the deepest one over it. */
function isBelowOnly(path: string, surface: Surface, surfaces: readonly Surface[]): boolean {
  return (
    surfaceOf(
      path,
      surfaces.filter((other) => other.path !== path),
    ) === surface
  )
}
