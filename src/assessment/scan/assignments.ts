import type { KindId } from '../catalogue.ts'
import { namesShell } from '../code.ts'
import { type Place, type Range, report, type Scan } from './scan.ts'
import type { Walkers } from './walkers.ts'

/** Variables by which a program is told to load or run something. */
const loading =
  /^(?:LD_PRELOAD|LD_AUDIT|LD_LIBRARY_PATH|DYLD_INSERT_LIBRARIES|DYLD_LIBRARY_PATH|PERL5OPT|PERL5DB|RUBYOPT|PYTHONSTARTUP|PYTHONINSPECT|GCONV_PATH|GIT_EXEC_PATH|GIT_TEMPLATE_DIR|NODE_REPL_EXTERNAL_MODULE|OPENSSL_CONF|OPENSSL_ENGINES|GROFF_BIN_PATH)$/
/** Variables whose value is a command line. */
const commands =
  /^(?:PROMPT_COMMAND|BASH_ENV|ENV|GIT_SSH_COMMAND|GIT_SSH|GIT_PAGER|GIT_EDITOR|GIT_SEQUENCE_EDITOR|GIT_EXTERNAL_DIFF|GIT_PROXY_COMMAND|GIT_ASKPASS|SSH_ASKPASS|SUDO_ASKPASS|PAGER|MANPAGER|SYSTEMD_PAGER|EDITOR|VISUAL|SUDO_EDITOR|FCEDIT|BROWSER|LESSOPEN|LESSCLOSE|MANROFFSEQ|CRASHPAGER|TEXINPUTS_SH|KUBE_EDITOR|SVN_EDITOR|HGEDITOR|[A-Z_]*_COMMAND|[A-Z_]*_CMD|[A-Z_]*PAGER|[A-Z_]*_SHELL|[A-Z_]*_OPENER|[A-Z_]*ASKPASS)$/
const hiding = /^(?:HISTFILE|HISTSIZE|HISTFILESIZE|HISTCONTROL|HISTIGNORE|HISTCMD|SAVEHIST)$/

type Sign = { readonly name: RegExp; readonly value: RegExp; readonly kind: KindId }

/** Names and values that mean more than a variable. */
const signs: readonly Sign[] = [
  { name: loading, value: /./, kind: 'loads-code' },
  {
    name: /^PATH$/,
    value: /(?:^|:)(?:\.\/?|\/tmp\/?[^:]*|\/var\/tmp[^:]*|\/dev\/shm[^:]*)(?::|$)/,
    kind: 'loads-code',
  },
  {
    name: /^NODE_OPTIONS$/,
    value: /(?:^|\s)(?:--require|-r|--import|--loader|--experimental-loader)\b/,
    kind: 'loads-code',
  },
  { name: /^TAR_OPTIONS$/, value: /:\//, kind: 'sends-data' },
  { name: /^TAR_OPTIONS$/, value: /to-command|checkpoint-action|use-compress|-I/, kind: 'opens-shell' },
]

const harmless = /(?:^|[/\s])cat$|^less\b|^more\b|^true$|^:$|^vim?$|^nano$|^$/

/** Where a variable is given a value. */
type Setting = {
  readonly scan: Scan
  readonly place: Place
  readonly walkers: Walkers
  readonly range: Range
}

/** Reports what giving a variable this value means beyond the variable. */
export function judgeVariable(name: string, value: string, at: Setting): void {
  const { scan, range } = at
  const evidence = `${name}=${value}`
  if (hiding.test(name) && hides(name, value)) report(scan, { kind: 'hides-traces', evidence, range })
  for (const sign of signs)
    if (sign.name.test(name) && sign.value.test(value)) report(scan, { kind: sign.kind, evidence, range })
  if (commands.test(name) && !harmless.test(value)) judgeCommandVariable(name, value, at)
}

/** A variable that names a program: the program runs when whoever reads the variable does. */
function judgeCommandVariable(name: string, value: string, at: Setting): void {
  const { scan, range } = at
  const evidence = `${name}=${value}`
  if (namesShell(` ${value}`)) report(scan, { kind: 'opens-shell', evidence, range })
  else if (name === 'PROMPT_COMMAND' || name === 'BASH_ENV')
    report(scan, { kind: 'persists', evidence, range })
  else if (/^[A-Z_]*(?:PAGER|EDITOR|ASKPASS|SSH_COMMAND|OPENER)$/.test(name))
    at.walkers.walkText(value, scan, { ...at.place, range, depth: at.place.depth + 2 })
}

function hides(name: string, value: string): boolean {
  if (name === 'HISTFILE') return value === '' || value.startsWith('/dev/null') || value.startsWith('/tmp')
  if (name === 'HISTCONTROL') return /ignore/.test(value)
  if (name === 'HISTIGNORE') return value !== ''
  return value === '0' || value === ''
}
