import { closeSync, readdirSync, readFileSync } from 'node:fs'

const closeOnExec = 0o2000000

/** A descriptor as a file: what a shell writes for `<(…)`. */
const asFile = /(?:^|=)\/dev\/fd\/(\d+)$/

/**
 * Closes every descriptor beyond standard error that this process inherited and would pass on. Node marks only the first
 * few of them; one that is left over, say on a directory of the host, would be a way past every mount of the sandbox.
 * An entry calls it before anything else: later it would close under their hands what Node's own threads read, such as the
 * certificates of NODE_EXTRA_CA_CERTS. Left open is what `words` name as files: whoever reads one closes it by `closeNamed`.
 */
export function closeInherited(words: readonly string[] = []): void {
  if (process.platform !== 'linux') return
  const named = words.map((word) => asFile.exec(word)?.[1])
  for (const name of readdirSync('/proc/self/fd')) {
    const descriptor = Number(name)
    if (descriptor > 2 && !named.includes(name) && isPassedOn(name)) closeSync(descriptor)
  }
}

/** Closes the inherited descriptor that this path names, if it names one. */
export function closeNamed(path: string): void {
  const descriptor = Number(asFile.exec(path)?.[1] ?? 0)
  if (descriptor > 2) closeSync(descriptor)
}

function isPassedOn(name: string): boolean {
  try {
    const flags = /^flags:\s+([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${name}`, 'utf8'))?.[1]
    return flags !== undefined && (Number.parseInt(flags, 8) & closeOnExec) === 0
  } catch {
    // It was the descriptor of the listing itself.
    return false
  }
}
