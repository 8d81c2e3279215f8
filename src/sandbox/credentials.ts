/** A git configuration as commands see it, and what stands behind its masked lines. */
export type MaskedText = {
  readonly text: string
  /** Masked line to the line that it stands for; both whole, without line end. */
  readonly lines: ReadonlyMap<string, string>
}

const secretKeys = /^\s*(?:extraheader|password|token|sshcommand|helper|askpass|cookiefile|sslkey)\s*=/i
const secretSections = /^\s*\[\s*credential[\s\]]/i
const anySection = /^\s*\[/
const urlWithUser = /([a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/i
const everyUrlWithUser = new RegExp(urlWithUser, 'gi')

/**
 * Takes the credentials out of a git configuration: extra headers, credential sections, and user names and passwords in
 * addresses, wherever they stand. Every masked line is unlike any other, so that `unmask` can put the real one back.
 */
export function maskGitConfig(text: string): MaskedText {
  const lines = new Map<string, string>()
  let section = ''
  // A value goes on after a backslash at the end of the line: what continues a masked line is masked with it.
  let continues = false
  const masked = text.split('\n').map((line, index) => {
    if (!continues && anySection.test(line)) section = line
    const isSecret = continues || isSecretLine(line, section)
    continues = isSecret && line.endsWith('\\')
    if (!isSecret && !urlWithUser.test(line)) return line
    const mark = `# command-gate masked line ${index + 1}`
    const shown = isSecret ? `\t${mark}` : `${line.replace(everyUrlWithUser, '$1')} ${mark}`
    lines.set(shown, line)
    return shown
  })
  return { text: masked.join('\n'), lines }
}

function isSecretLine(line: string, section: string): boolean {
  return secretKeys.test(line) || (secretSections.test(section) && line !== section && line.trim() !== '')
}

/** Puts the real lines back where their masks still stand. A mask that the command removed stays removed. */
export function unmask(text: string, lines: ReadonlyMap<string, string>): string {
  return text
    .split('\n')
    .map((line) => lines.get(line) ?? line)
    .join('\n')
}
