import { type Colors, createCleaner } from './control.ts'

/** A text filter over a stream: what it holds back it gives at the end. */
export type TextStream = { readonly write: (text: string) => string; readonly end: () => string }

/** What the guard needs from outside. */
export type LogGuardOptions = {
  /** `drop` unless the log is known to show colours and nothing else. */
  readonly colors?: Colors
  /** Takes secrets out, after terminal sequences that could part them and before anything is cut. */
  readonly redaction?: TextStream
}

/**
 * Makes what a command prints harmless for the runner's log, piece by piece. The result is only ever log lines: no line of it is
 * a workflow command in any spelling the runner obeys (`::name::` after any blanks, `##[name]` anywhere), and it ends with a
 * newline. One guard for one stream of one attempt.
 */
export function createLogGuard(options: LogGuardOptions = {}): {
  readonly write: (bytes: Uint8Array) => string
  readonly end: () => string
} {
  const cleaner = createCleaner(options.colors ?? 'drop')
  const { redaction } = options
  let held = ''
  let lastColor = ''

  function lines(text: string): string {
    const all = held + text
    const end = all.lastIndexOf('\n') + 1
    const cut = all.length - end > longestLine ? all.length : end
    held = all.slice(cut)
    return harmless(all.slice(0, cut))
  }

  function harmless(text: string): string {
    if (text === '') return ''
    if (options.colors === 'keep') lastColor = lastColorOf(text) ?? lastColor
    return breakCommands(text.endsWith('\n') ? text : `${text}\n`)
  }

  return {
    write: (bytes) => {
      const text = cleaner.write(bytes)
      return lines(redaction === undefined ? text : redaction.write(text))
    },
    end: () => {
      const text = cleaner.end()
      const last = lines(redaction === undefined ? text : redaction.write(text) + redaction.end())
      const rest = harmless(held)
      held = ''
      return `${last}${rest}${uncolored.includes(lastColor) ? '' : '\x1b[0m\n'}`
    },
  }
}

const uncolored: readonly string[] = ['', '\x1b[m', '\x1b[0m']

function lastColorOf(text: string): string | undefined {
  const start = text.lastIndexOf('\x1b')
  return start < 0 ? undefined : text.slice(start, text.indexOf('m', start) + 1)
}

/** Characters of one line that are waited for; a longer line is shown as several. */
const longestLine = 65_536

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours stand between characters without parting them
const command = /(^(?:[^\S\n]|\x1b\[[0-9;:]*m)*):(?=(?:\x1b\[[0-9;:]*m)*:)/gm
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const oldCommand = /#((?:\x1b\[[0-9;:]*m)*)#(?=(?:\x1b\[[0-9;:]*m)*\[)/g

/** The text with every workflow command in it broken by a space: `: :error::`, `## [error]`. */
export function breakCommands(text: string): string {
  const isColored = text.includes('\x1b')
  const first = isColored || text.includes('::') ? text.replace(command, '$1: ') : text
  return isColored || text.includes('##[') ? first.replace(oldCommand, '#$1# ') : first
}

/** The value as JSON that means the same and in which nothing is a workflow command, with the indent as `JSON.stringify` has it. */
export function commandFreeJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, undefined, indent)
  if (text.indexOf('#') === text.lastIndexOf('#')) return text
  // Characters that nobody sees do not part the two for the runner.
  return text.replace(/#(?=[\p{Cf}\p{Default_Ignorable_Code_Point}]*#)/gu, '\\u0023')
}

/** The lines around what a command prints: between them the runner obeys nothing. The token is 32 random hex digits. */
export function stopCommands(token: string): { readonly open: string; readonly close: string } {
  return { open: `::stop-commands::${token}\n`, close: `::${token}::\n` }
}
