/** Options by which a tool runs another program, by blanks, for the tool or one subcommand of it. */
const options: Readonly<Record<string, string>> = {
  cargo: '--config',
  git: '--exec --ext-diff --extcmd --open-files-in-pager --receive-pack --upload-pack',
  'git clone': '--config --template -c -u',
  'git difftool': '-x',
  'git grep': '-O',
  'git rebase': '-x',
  go: '-exec -overlay -toolexec -vettool --exec --overlay --toolexec --vettool',
  make: '--eval --file --makefile -f',
  npm: '--editor --git --globalconfig --init-module --node-options --script-shell --userconfig --viewer',
  pnpm: '--globalconfig --node-options --script-shell --shell-emulator --userconfig',
  rg: '--hostname-bin --pre',
  rsync: '--rsh --rsync-path -e',
  sort: '--compress-program',
  tar: '--checkpoint-action --info-script --new-volume-script --rsh-command --to-command --use-compress-program -F -I',
  wget: '--execute --use-askpass -e',
}

/** Words that do the same without being options. */
const settings: Readonly<Record<string, RegExp>> = { make: /^\.?(?:SHELL|SHELLFLAGS|MAKEFLAGS)[:+?]*=/ }

/** Whether a word of a tool's arguments is an option, or a setting, that names a program to run. */
export function namesProgram(tool: string, subcommand: string | undefined, word: string): boolean {
  if (Object.hasOwn(settings, tool) && settings[tool]?.test(word) === true) return true
  return [tool, `${tool} ${subcommand ?? ''}`].some(
    (key) => Object.hasOwn(options, key) && isOneOf(word, options[key] ?? ''),
  )
}

/** Whether a word is one of these options, by blanks: with a value, in a bundle, or cut short as tools accept it: `--comp=x`. */
export function isOneOf(word: string, names: string): boolean {
  const [name = ''] = word.split('=')
  return names.split(' ').some((option) => {
    if (option.length === 2)
      return !word.startsWith('--') && /^-[A-Za-z]/.test(word) && name.includes(option.slice(1))
    return name.startsWith('--') ? name.length > 2 && option.startsWith(name) : name === option
  })
}
