import type { Command, ParsedScript, SyntaxWord } from './syntax.ts'

/**
 * What a substitution prints, where that can be told without running it: nothing, or one `echo` or `printf` of known words.
 * `$(echo rm) -rf` and `` r``m `` are ways to write `rm` that a reader does not see.
 */
export function literalOutput(
  script: ParsedScript | undefined,
  resolve: (word: SyntaxWord) => string | undefined,
): string | undefined {
  if (script === undefined || (script.errors?.length ?? 0) > 0) return undefined
  if (script.commands.length === 0) return ''
  const command = script.commands[0]?.command
  if (script.commands.length !== 1 || command?.type !== 'Command') return undefined
  const words = plainWords(command, resolve)
  return words === undefined ? undefined : printed(words)?.replace(/\n+$/, '')
}

/** The words of a command without assignments and redirections; undefined when one is not known. */
function plainWords(
  command: Command,
  resolve: (word: SyntaxWord) => string | undefined,
): readonly string[] | undefined {
  if (command.prefix.length > 0 || command.redirects.length > 0 || command.name === undefined)
    return undefined
  const values = [command.name, ...command.args].map((word) =>
    word.type === 'Word' ? resolve(word) : word.text,
  )
  return values.every((value) => value !== undefined) ? values : undefined
}

/** What `echo` or `printf` with these words prints; undefined for other commands and for escapes. */
export function printed(words: readonly string[]): string | undefined {
  const [name, ...rest] = words
  if (rest.some((word) => word.includes('\\'))) return name === 'printf' ? printfEscaped(rest) : undefined
  if (name === 'printf') return formatted(rest)
  if (name !== 'echo') return undefined
  const options = rest.findIndex((word) => !/^-[neE]+$/.test(word))
  const shown = options === -1 ? [] : rest.slice(options)
  return `${shown.join(' ')}\n`
}

/** A lone format with octal, hexadecimal and the usual escapes, as hidden commands are written. */
function printfEscaped(words: readonly string[]): string | undefined {
  const [format = '', ...rest] = words
  if (rest.some((word) => word.includes('\\'))) return undefined
  const plain = withoutEscapes(format)
  return plain === undefined || !format.includes('%') ? plain : formatted([plain, ...rest])
}

/** Undefined where an escape is none of these, `\\u000a` for one, or stands for the `%` of a place. */
function withoutEscapes(format: string): string | undefined {
  let isKnown = true
  const plain = format.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3})|([\s\S]?))/g,
    (_, hex, octal, letter) => {
      const code = hex === undefined ? Number.parseInt(octal, 8) & 0xff : Number.parseInt(hex, 16)
      const text = letter === undefined ? String.fromCodePoint(code) : escaped[String(letter)]
      isKnown &&= text !== undefined && text !== '%'
      return text ?? ''
    },
  )
  return isKnown ? plain : undefined
}

const escaped: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\' }

function formatted(words: readonly string[]): string | undefined {
  const [format, ...rest] = words[0] === '--' ? words.slice(1) : words
  if (format === undefined || format.startsWith('-')) return undefined
  const places = format.match(/%./g) ?? []
  if (places.length === 0) return format
  if (places.some((place) => place !== '%s')) return undefined
  let out = ''
  let next = 0
  do {
    out += format.replace(/%s/g, () => rest[next++] ?? '')
  } while (next < rest.length && next < 1_000)
  return out
}
