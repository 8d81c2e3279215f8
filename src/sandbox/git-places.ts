import { expandPath } from './candidates.ts'
import { isWithin } from './machine.ts'

const section = /^\s*\[\s*([\w.-]+)[^\]]*\]/
const setting = /(?:^|\])\s*([a-z][\w-]*)\s*=\s*(.*)$/i

/**
 * Paths of the workspace that a git configuration names as the directory of its hooks or as more of itself: who writes there decides
 * what git runs. `directory` is that of the configuration, `top` the directory that its repository is checked out in. Total.
 */
export function placesInGitConfig(
  text: string,
  where: {
    readonly directory: string
    readonly top: string
    readonly workspace: string
    readonly home: string | undefined
  },
): readonly string[] {
  const { directory, top, workspace, home } = where
  let name = ''
  return text.split('\n').flatMap((line) => {
    name = section.exec(line)?.[1]?.toLowerCase() ?? name
    const [, key = '', value = ''] = setting.exec(line) ?? []
    const base = baseOf(`${name}.${key.toLowerCase()}`, directory, top)
    const path = base === undefined ? undefined : expandPath(plain(value), base, home)
    // What husky has git run are wrappers in `_`, which run what lies beside it.
    const place = path?.replace(/\/_$/, '')
    return place === undefined || place === workspace || !isWithin(place, workspace) ? [] : [place]
  })
}

/** The directory that a setting's value is relative to; undefined for other settings. */
function baseOf(key: string, directory: string, top: string): string | undefined {
  if (key === 'core.hookspath') return top
  return key === 'include.path' || key === 'includeif.path' ? directory : undefined
}

/** A value without quotes and remarks. */
function plain(value: string): string {
  const [, quoted] = /^"((?:[^"\\]|\\.)*)"/.exec(value) ?? []
  return (quoted?.replace(/\\(.)/g, '$1') ?? value.replace(/[#;].*$/, '')).trim()
}
