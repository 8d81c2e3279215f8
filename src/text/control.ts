import { spellOut } from './visible.ts'

/** Colours are kept only as SGR sequences; whatever else a terminal obeys goes. */
export type Colors = 'keep' | 'drop'

/** One terminal sequence: CSI, the string kinds (OSC, DCS, APC, PM, SOS; they end with the line at the latest), or a short one. */
const sequence =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal sequences are made of them
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\n\x80-\x9f]*(?:\x07|\x9c|\x1b\\)?|\x1b[ -/]*[0-~]?/g
const unfinished =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
  /(?:\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b\n\x80-\x9f]*\x1b?|[ -/]*)?|\x9b[0-?]*[ -/]*|[\x90\x98\x9d-\x9f][^\x07\x1b\n\x80-\x9f]*\x1b?)$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const color = /^(?:\x1b\[|\x9b)([0-9;:]*)m$/

/** Controls that say nothing in a log. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const dropped = /[\x01-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]/g
/** Characters that nobody sees, and those of them (captured) that belong to an emoji and are seen after all. */
const unseen =
  /((?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)(?:\ufe0f|\u200d))|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu
/** What an emoji may go on after. */
const joinable = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u
const remarkable = /[^\t\n\x20-\x7e]/

/** Bytes of an unfinished sequence that are waited for; a longer one is no sequence. */
const longestSequence = 4096

/**
 * Takes what a command printed, piece by piece, and gives back lines that a log can show: `\r` is a newline, terminal sequences
 * are gone (colours stay on request, hidden text never), NUL and invalid UTF-8 are replaced, other controls dropped, and what
 * can't be seen is spelled out. A sequence or character may be split anywhere.
 */
export function createCleaner(colors: Colors): {
  readonly write: (bytes: Uint8Array) => string
  readonly end: () => string
} {
  const decoder = new TextDecoder('utf-8')
  let held = ''
  let afterReturn = false
  let before = ''

  function clean(piece: string): string {
    const text = held + piece
    held = ''
    const plain = !remarkable.test(text)
    held = plain ? '' : unfinishedTail(text)
    const body = text.slice(0, text.length - held.length)
    if (body === '') return ''
    const joined = afterReturn && body.startsWith('\n') ? body.slice(1) : body
    afterReturn = body.endsWith('\r')
    const cleaned = plain ? joined : cleanWhole(before + joined, colors).slice(before.length)
    before = plain ? '' : (joinable.exec(cleaned)?.[0] ?? '')
    return cleaned
  }

  return {
    write: (bytes) => clean(decoder.decode(bytes, { stream: true })),
    end: () => {
      const rest = clean(decoder.decode())
      const cut = held
      held = ''
      return rest + cleanWhole(cut, colors)
    },
  }
}

function unfinishedTail(text: string): string {
  const tail = unfinished.exec(text.slice(-2 * longestSequence))?.[0] ?? ''
  return tail.length <= longestSequence ? tail : ''
}

function cleanWhole(text: string, colors: Colors): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(sequence, (found) => (colors === 'keep' ? keptColor(found) : ''))
    .replaceAll('\0', '\ufffd')
    .replace(dropped, '')
    .replace(unseen, (found, seen?: string) => seen ?? spellOut(found))
}

/** SGR without "concealed", which would hide text from the reader of the log. */
function keptColor(found: string): string {
  const parameters = color.exec(found)?.[1]
  return parameters === undefined || conceals(parameters) ? '' : `\x1b[${parameters}m`
}

function conceals(parameters: string): boolean {
  const plain = parameters.replace(/\b[345]8[;:](?:5[;:]\d*|2[;:]\d*[;:]\d*[;:]\d*)/g, '')
  return plain.split(/[;:]/).some((code) => Number(code) === 8)
}
