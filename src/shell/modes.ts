/** Modes of the shell that change neither how a script is read nor what its names mean, as `set -o` and `shopt` call them. */
const harmless: ReadonlySet<string> = new Set(
  `allexport dotglob errexit errtrace extglob failglob functrace globstar inherit_errexit monitor nocaseglob nocasematch noclobber
  noglob notify nounset nullglob pipefail verbose xtrace`.split(/\s+/),
)

/** Whether a mode, or a cluster of letters such as `-euo`, is one of these. Others let another command run than the text says. */
export function isHarmlessMode(word: string): boolean {
  return /^[-+][abCeEfmoTuvx]+$/.test(word) || harmless.has(word)
}
