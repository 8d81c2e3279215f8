import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const importWords = /(?:^|\n)\s*(?:import|export)\b[^;]*?["'](\.[^"']+\.js)["']/g
const anyImport = /(?:from|import|import\()\s*["'](\.{1,2}\/[^"']+\.js)["']/g

/** Loaded only for a risk assessment by a model, and only where the runner names a proxy. */
const seldom = /\/(?:openai|undici)\d*\.js$/

/**
 * Bytes of the bundle: what is loaded before the action's first line, what its three entries load in the course of a run without
 * a model and a proxy, and everything that ships: those two clients and the command line too.
 */
export function bundleSizes(dist: string): {
  readonly atStart: number
  readonly action: number
  readonly everything: number
} {
  const names = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  const bytesOf = (files: Iterable<string>): number =>
    [...files].reduce((sum, name) => sum + statSync(join(dist, name)).size, 0)
  const action = [...reached(dist, ['index.js', 'post.js', 'egress.js'], anyImport)]
  return {
    atStart: bytesOf(reached(dist, ['index.js'], importWords)),
    action: bytesOf(action.filter((name) => !seldom.test(name))),
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
