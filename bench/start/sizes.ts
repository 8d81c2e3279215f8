import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const importWords = /(?:^|\n)\s*(?:import|export)\b[^;]*?["'](\.[^"']+\.js)["']/g
const anyImport = /(?:from|import|import\()\s*["'](\.{1,2}\/[^"']+\.js)["']/g

/**
 * Bytes of the bundle: what is loaded before the first command of a run, everything that the action's three entries can ever load,
 * the model's client too, and everything that ships: the command line too.
 */
export function bundleSizes(dist: string): {
  readonly atStart: number
  readonly action: number
  readonly everything: number
} {
  const names = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  const bytesOf = (files: Iterable<string>): number =>
    [...files].reduce((sum, name) => sum + statSync(join(dist, name)).size, 0)
  return {
    atStart: bytesOf(reached(dist, ['index.js', 'chunks/gate.js'], importWords)),
    action: bytesOf(reached(dist, ['index.js', 'post.js', 'egress.js'], anyImport)),
    everything: bytesOf(names.filter((name) => name.endsWith('.js'))),
  }
}

/** The files that are reached from the entries by what the pattern finds. */
function reached(dist: string, entries: readonly string[], pattern: RegExp): ReadonlySet<string> {
  const found = new Set<string>()
  const open = [...entries]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    // The pattern also finds paths in comments.
    if (found.has(name) || !existsSync(join(dist, name))) continue
    found.add(name)
    const from = join(dist, dirname(name))
    for (const [, path = ''] of readFileSync(join(dist, name), 'utf8').matchAll(pattern)) {
      open.push(relative(dist, join(from, path)))
    }
  }
  return found
}
