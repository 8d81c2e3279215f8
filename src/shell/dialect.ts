/** How a shell reads a script: as bash does, or as a POSIX shell does. */
export type Dialect = 'bash' | 'sh'

/**
 * What bash reads in one way and other shells in another: in `ls $'a\'; rm x; #'` bash sees one word, dash a second command.
 * Rough on purpose: it may find this in quoted text too.
 */
const bashOnly =
  /\$['"]|&>|<<<|[<>]\(|\|&|\[\[|(?<!\$)\(\(|=\(|\$\[|;;?&|\{[^{}\s]*(?:,|\.\.)[^{}\s]*\}|\$\{[!^]|\$\{\w+(?:\[|[/^,@]|:[\s\d$-]*\d)|(?:^|[;&|\n({])\s*(?:select|coproc|time|function|source)\s/

/** Whether a script may mean something else to a POSIX shell than it means to bash. */
export function dependsOnBash(text: string): boolean {
  return bashOnly.test(text)
}

/** The dialect of a program that reads scripts. Whoever is not bash itself may be anything. */
export function dialectOf(name: string): Dialect {
  return name === 'bash' ? 'bash' : 'sh'
}
