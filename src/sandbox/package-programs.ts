import { isWithin } from './machine.ts'

/** Where packages put their programs for a project's scripts, below the workspace. */
export const packageDirectory = 'node_modules'
export const packagePrograms = `${packageDirectory}/.bin`

/** What the project said it installs, as its files said when the run began: a command may have rewritten them since. */
export type Declared = {
  /** Program and the target its link has, where the lock file tells both. */
  readonly links: ReadonlySet<string>
  /** True for the name of a package that the project or its lock file names. */
  readonly names: (packageName: string) => boolean
}

/** An entry of `node_modules/.bin` before and after a command, as far as the question needs it. */
export type Entry = { readonly type: string; readonly linkTarget: string | undefined }

/** Reads what a project declares from the text of its files, by file name. Text that is no JSON declares nothing. Total. */
export function declaredIn(files: ReadonlyMap<string, string>): Declared {
  const links = new Set<string>()
  for (const name of ['npm-shrinkwrap.json', 'package-lock.json']) {
    const packages = recordAt(parsed(files.get(name)), 'packages')
    for (const [key, value] of Object.entries(packages)) {
      const [, packageName] = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(key) ?? []
      if (packageName !== undefined) addLinks(links, packageName, linkedPackage(packages, value))
    }
  }
  const project = parsed(files.get('package.json'))
  const direct = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((key) =>
    Object.keys(recordAt(project, key)),
  )
  const locks = ['yarn.lock', 'pnpm-lock.yaml', 'bun.lock'].map((name) => files.get(name) ?? '')
  const names = (packageName: string): boolean =>
    direct.includes(packageName) || locks.some((text) => mentions(text, packageName))
  return { links, names }
}

/** The files that `declaredIn` reads, at the top of a workspace. */
export const declaringFiles: readonly string[] = [
  'package.json',
  'npm-shrinkwrap.json',
  'package-lock.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
]

/**
 * Whether a new or changed entry of `node_modules/.bin` is what an ordinary installation makes of what the project
 * declares: a link to a file of a declared package, under the name that the lock file gives it or, where that tells no
 * names, under one that is no other package's yet and no program's of the system.
 */
export function isDeclaredEntry(
  name: string,
  before: Entry | undefined,
  after: Entry,
  declared: Declared,
  programs: ReadonlySet<string>,
): boolean {
  const target = after.type === 'symlink' ? after.linkTarget : undefined
  const owner = ownerOf(target)
  if (target === undefined || owner === undefined) return false
  if (declared.links.has(linkKey(name, target))) return true
  if (declared.links.size > 0 || programs.has(name)) return false
  return declared.names(owner) && (before === undefined || ownerOf(before.linkTarget) === owner)
}

/**
 * Whether the project asks for an entry, so that its removal is more than tidying: by the lock file where that tells
 * names, else whenever the file is still there that it stood for.
 */
export function isWanted(name: string, entry: Entry, declared: Declared): boolean {
  return declared.links.size === 0 || declared.links.has(linkKey(name, entry.linkTarget ?? ''))
}

/** True for a path that is in the place for packages' programs, or is one of the two directories that lead to it. */
export function concernsPackagePrograms(path: string, workspace: string): boolean {
  return path === `${workspace}/${packageDirectory}` || isWithin(path, `${workspace}/${packagePrograms}`)
}

/** The package that a link of `.bin` leads into; undefined for links that lead elsewhere. */
function ownerOf(target: string | undefined): string | undefined {
  const [, owner, rest] = /^\.\.\/((?:@[^/]+\/)?[^/@.][^/]*)\/(.+)$/.exec(target ?? '') ?? []
  return rest === undefined || rest.split('/').includes('..') ? undefined : owner
}

function addLinks(links: Set<string>, packageName: string, value: unknown): void {
  for (const [program, file] of Object.entries(recordAt(value, 'bin'))) {
    if (typeof file === 'string') {
      links.add(linkKey(program, `../${packageName}/${file.replace(/^(?:\.?\/)+/, '')}`))
    }
  }
}

/** A package of the same project is a link, and stands under its own directory. */
function linkedPackage(packages: Readonly<Record<string, unknown>>, value: unknown): unknown {
  const { link, resolved } = asRecord(value)
  return link === true && typeof resolved === 'string' ? packages[resolved] : value
}

function linkKey(program: string, target: string): string {
  return `${program}\0${target}`
}

function mentions(lock: string, packageName: string): boolean {
  return ["'", '"', ' ', '/', ',', '\n'].some(
    (start) =>
      lock.includes(`${start}${packageName}@`) ||
      lock.includes(`${start}${packageName}:`) ||
      lock.includes(`${start}${packageName}':`) ||
      lock.includes(`${start}${packageName}":`),
  )
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

function recordAt(value: unknown, key: string): Readonly<Record<string, unknown>> {
  return asRecord(asRecord(value)[key])
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
