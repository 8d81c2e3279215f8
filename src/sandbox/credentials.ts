/** A configuration as commands see it, and what stands behind its masked lines. */
export type MaskedText = {
  readonly text: string
  /** Masked line to the line that it stands for; both whole, without line end. */
  readonly lines: ReadonlyMap<string, string>
}

const gitKeys =
  /(?:^|\])\s*[\w-]*(?:extraheader|password|passwd|token|secret|sshcommand|helper|askpass|cookiefile|sslkey|apikey|api-key)[\w-]*\s*=/i
const settingsKeys =
  /^[\s\w.:@/"'-]*(?:token|password|passwd|secret|auth|credential|api[-_]?key)[\w."'-]*\s*[=:\s]/i
const secretSections = /^\s*\[\s*credential[\s\].]/i
const anySection = /^\s*\[/
const header = /^(\s*\[[^\]]*\])(?=\s*\S)/
const urlWithUser = /([a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/i
/** Longer lines nobody writes: they are masked unread, as patterns take their time for what was made to slow them. */
const maxLine = 4096
const everyUrlWithUser = new RegExp(urlWithUser, 'gi')

/**
 * Takes the credentials out of a git configuration: extra headers, credential sections, and user names and passwords in
 * addresses, wherever they stand. Every masked line is unlike any other, so that `unmask` can put the real one back.
 */
export function maskGitConfig(text: string): MaskedText {
  return maskLines(text, gitKeys)
}

/** The same for settings of other tools: `key = value` and `key: value` with `#` for a remark. */
export function maskSettings(text: string): MaskedText {
  return maskLines(text, settingsKeys)
}

function maskLines(text: string, secretKeys: RegExp): MaskedText {
  const lines = new Map<string, string>()
  let section = ''
  // A value goes on after a backslash at the end of the line: what continues a masked line is masked with it.
  let continues = false
  const masked = text.split('\n').map((line, index) => {
    if (!continues && anySection.test(line)) section = line
    const kind = continues ? 'continued' : kindOf(line, section, secretKeys)
    continues = kind !== 'plain' && line.endsWith('\\')
    if (kind === 'plain' && !urlWithUser.test(line)) return line
    const shown = marked(keptOf(line, kind), index + 1)
    lines.set(shown, line)
    return shown
  })
  return { text: masked.join('\n'), lines }
}

type Kind = 'plain' | 'secret' | 'continued'

function kindOf(line: string, section: string, secretKeys: RegExp): Kind {
  if (line.length > maxLine || secretKeys.test(line)) return 'secret'
  if (!secretSections.test(section) || line.trim() === '') return 'plain'
  return line !== section || keptOf(line, 'secret') !== '' ? 'secret' : 'plain'
}

/** Of a secret line nothing, but for the section that it begins with: or the lines below would belong to the one before. */
function keptOf(line: string, kind: Kind): string {
  if (kind === 'plain') return line
  return kind === 'secret' ? (header.exec(line.slice(0, maxLine))?.[1] ?? '') : ''
}

function marked(kept: string, number: number): string {
  const mark = `# command-gate masked line ${number}`
  return kept === '' ? `\t${mark}` : `${kept.replace(everyUrlWithUser, '$1')} ${mark}`
}

/** Puts the real lines back where their masks still stand. A mask that the command removed stays removed. */
export function unmask(text: string, lines: ReadonlyMap<string, string>): string {
  return text
    .split('\n')
    .map((line) => lines.get(line) ?? line)
    .join('\n')
}
