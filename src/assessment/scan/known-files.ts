import { normalize } from '../targets/paths.ts'
import type { Flow } from './flow.ts'
import type { Scan } from './scan.ts'

/** One spelling for one file: `./x` and `x` are the same. */
function keyOf(path: string): string {
  return normalize(path).replace(/^(?:\.\/)+/, '')
}

/** What this script wrote to a file, as far as it is known. A `cd` in between may have changed the way there. */
export function fileAt(scan: Scan, path: string): Flow | undefined {
  const { files } = scan
  if (files.size === 0 || path === '') return undefined
  const key = keyOf(path)
  const found = files.get(key)
  if (found !== undefined) return found
  const slash = key.lastIndexOf('/')
  if (slash >= 0) return files.get(key.slice(slash + 1))
  for (const [known, flow] of files) if (known.endsWith(`/${key}`)) return flow
  return undefined
}

/** Notes what lies in a file from now on. */
export function keepFile(scan: Scan, path: string, flow: Flow): void {
  scan.files.set(keyOf(path), flow)
}
