import { normalize } from '../targets/paths.ts'
import { unknown } from './flow.ts'
import type { Scan } from './scan.ts'
import type { Value } from './words.ts'

const loader = /^ld(?:-linux[\w-]*|-musl[\w-]*)?\.so(?:\.\d+)*$/
/** A program under one of the usual places for programs. */
const installed = /^(?:\/usr(?:\/local)?)?\/s?bin\/([\w.-]+)$/

/** Notes that a program lies at another path from now on: `cp /bin/rm x`. */
export function keepProgram(scan: Scan, source: Value, target: string): void {
  const name =
    installed.exec(source.text)?.[1] ?? (/^["']?(?:\$\(|`)/.test(source.source) ? source.text : undefined)
  if (name !== undefined && /^[\w.-]+$/.test(name) && scan.programs.size < 32)
    scan.programs.set(plain(target), name)
}

function plain(path: string): string {
  return normalize(path).replace(/^(?:\.\/)+/, '')
}

/** The words that a command stands for, where its name is only another way to a program; undefined where it is not. */
export function standsFor(argv: readonly Value[], scan: Scan): readonly Value[] | undefined {
  const [first, second] = argv
  if (first === undefined || first.text.includes(unknown)) return undefined
  // Most names are neither a path nor given here.
  if (scan.programs.size === 0 && first.text !== 'coreutils' && !first.text.includes('/')) return undefined
  const name = first.text.slice(first.text.lastIndexOf('/') + 1)
  if (loader.test(name) && argv.length > 1) return afterOptions(argv)
  if (first.text === '/proc/self/exe') return renamed(argv, 'bash')
  const applet = /^--coreutils-prog(?:-shebang)?=(.+)$/.exec(second?.text ?? '')?.[1]
  if (applet !== undefined) return renamed(argv.slice(1), applet)
  const original = scan.programs.size === 0 ? undefined : scan.programs.get(plain(first.text))
  return original === undefined || original === first.text ? undefined : renamed(argv, original)
}

function renamed(argv: readonly Value[], name: string): readonly Value[] {
  return argv.map((value, index) => (index === 0 ? { ...value, text: name } : value))
}

function afterOptions(argv: readonly Value[]): readonly Value[] | undefined {
  const at = argv.findIndex((value, index) => index > 0 && value.text.startsWith('/'))
  return at === -1 ? undefined : argv.slice(at)
}
