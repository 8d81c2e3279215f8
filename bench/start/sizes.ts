import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/**
 * Bytes of the bundle: what is loaded before the action's first line, all that the action can ever load (the redaction rules, the
 * GitHub and model clients, the egress process), and everything that ships, the command line included.
 */
export function bundleSizes(dist: string): {
  readonly atStart: number
  readonly action: number
  readonly everything: number
} {
  const all = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))
  const bytesOf = (names: Iterable<string>): number =>
    [...names].reduce((sum, name) => sum + statSync(join(dist, name)).size, 0)
  return {
    atStart: bytesOf(reached(dist, ['index.js'], /(?:^|\n)(?:import|export)\b[^;]*?["'](\.[^"']+)["']/g)),
    action: bytesOf(
      reached(
        dist,
        ['index.js', 'post.js', 'egress.js'],
        /(?:from|import|import\()\s*["'](\.{1,2}\/[^"']+\.js)["']/g,
      ),
    ),
    everything: bytesOf(all),
  }
}

/** The files that are reached from the entries by what the pattern finds. */
function reached(dist: string, entries: readonly string[], pattern: RegExp): ReadonlySet<string> {
  const found = new Set<string>()
  const open = [...entries]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue
    found.add(name)
    const from = join(dist, dirname(name))
    for (const [, path = ''] of readFileSync(join(dist, name), 'utf8').matchAll(pattern)) {
      open.push(relative(dist, join(from, path)))
    }
  }
  return found
}
