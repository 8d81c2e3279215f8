/** The directories that spellings in a policy or a command list are relative to. Absolute, without trailing slash. */
export type PathBase = { readonly home: string; readonly workspace: string }

/**
 * The absolute path for `~/x`, `x` (in the workspace) or `/x`, with `.` and `..` taken out. Undefined for another user's
 * home (`~name`) and for an empty path. Symbolic links are not looked at.
 */
export function resolvePath(spelling: string, base: PathBase): string | undefined {
  if (spelling === '' || spelling.includes('\0')) return undefined
  if (spelling === '~' || spelling.startsWith('~/')) return normalize(`${base.home}/${spelling.slice(1)}`)
  if (spelling.startsWith('~')) return undefined
  return normalize(spelling.startsWith('/') ? spelling : `${base.workspace}/${spelling}`)
}

/** Whether a path is the directory or lies below it. Both absolute and normal. */
export function isBelow(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`)
}

function normalize(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}
