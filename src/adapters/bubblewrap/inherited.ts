import { closeSync, readdirSync, readFileSync } from 'node:fs'

const closeOnExec = 0o2000000

/**
 * Closes every descriptor beyond standard error that this process inherited and would pass on. Node marks only the first
 * few of them; one that is left over, say on a directory of the host, would be a way past every mount of the sandbox.
 * An entry calls it before anything else: later it would close under their hands what Node's own threads read, such as the
 * certificates of NODE_EXTRA_CA_CERTS. What the gate's own `words` name as files stays open until `closeNamed`.
 */
export function closeInherited(words: readonly string[] = []): void {
  if (process.platform !== 'linux') return
  const named = namedIn(words)
  for (const name of readdirSync('/proc/self/fd')) if (!named.has(name)) closeIfPassedOn(name)
}

/** Closes what was left open for these words, read or not: before any command is started. */
export function closeNamed(words: readonly string[]): void {
  for (const name of namedIn(words)) closeIfPassedOn(name)
}

/** Descriptors that words name as files, as a shell writes them for `<(…)`. */
function namedIn(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.flatMap((word) => /(?:^|=)\/dev\/fd\/(\d+)$/.exec(word)?.[1] ?? []))
}

function closeIfPassedOn(name: string): void {
  if (Number(name) > 2 && isPassedOn(name)) closeSync(Number(name))
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
