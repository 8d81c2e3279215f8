/**
 * What actions/runner (2.336, src/Runner.Common/ActionCommand.cs and Runner.Worker/ActionCommandManager.cs) obeys in a step's output,
 * rule by rule, and a little more than it: it compares by culture, so characters that sort as nothing are ignored here too.
 */
const registered = new Set([
  'set-env',
  'set-output',
  'save-state',
  'add-path',
  'add-mask',
  'add-matcher',
  'remove-matcher',
  'debug',
  'warning',
  'error',
  'notice',
  'group',
  'endgroup',
  'echo',
  'stop-commands',
  'internal-set-repo-path',
])

export type Obeyed = { readonly command: string; readonly data: string }

/** Every command that the runner would obey in these bytes, in order, `stop-commands` and its resumption included. */
export function obeyed(bytes: Uint8Array): readonly Obeyed[] {
  const names = new Set(registered)
  const result: Obeyed[] = []
  let stopToken: string | undefined
  for (const line of linesOf(bytes)) {
    const command = parse(line, names) ?? parse(withoutIgnorable(line), names)
    if (command === undefined) continue
    if (stopToken !== undefined) {
      if (command.command !== stopToken) continue
      names.delete(stopToken)
      stopToken = undefined
    } else if (command.command === 'stop-commands') {
      stopToken = command.data.toLowerCase()
      names.add(stopToken)
    }
    result.push(command)
  }
  return result
}

/** StreamReader.ReadLine: `\n`, `\r` and `\r\n` end a line; invalid bytes become U+FFFD. */
function linesOf(bytes: Uint8Array): readonly string[] {
  return new TextDecoder('utf-8').decode(bytes).split(/\r\n|\r|\n/)
}

function parse(line: string, names: ReadonlySet<string>): Obeyed | undefined {
  return parseNew(line, names) ?? parseOld(line, names)
}

/** `::name key=value::data` after any white space; the name in any case. */
function parseNew(line: string, names: ReadonlySet<string>): Obeyed | undefined {
  const text = line.replace(/^[\s\u0085]+/, '')
  if (!text.startsWith('::')) return undefined
  const end = text.indexOf('::', 2)
  if (end < 0) return undefined
  return known(text.slice(2, end), text.slice(end + 2), names)
}

/** `##[name key=value]data`, anywhere in the line. */
function parseOld(line: string, names: ReadonlySet<string>): Obeyed | undefined {
  for (let start = line.indexOf('##['); start >= 0; start = line.indexOf('##[', start + 1)) {
    const end = line.indexOf(']', start)
    const found = end < 0 ? undefined : known(line.slice(start + 3, end), line.slice(end + 1), names)
    if (found !== undefined) return found
  }
  return undefined
}

function known(info: string, data: string, names: ReadonlySet<string>): Obeyed | undefined {
  const command = (info.split(' ')[0] ?? '').toLowerCase()
  return names.has(command) ? { command, data: decodeData(data) } : undefined
}

function decodeData(data: string): string {
  return data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

function withoutIgnorable(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
}
