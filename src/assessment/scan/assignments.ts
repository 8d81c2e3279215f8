import type { KindId } from '../catalogue.ts'
import { namesShell } from '../code.ts'
import { type Place, type Range, report, type Scan } from './scan.ts'
import type { Walkers } from './walkers.ts'

/** Variables by which a program is told to load or run something. */
const loading =
  /^(?:LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES|PERL5DB|PYTHONSTARTUP|PYTHONINSPECT|GCONV_PATH|GIT_EXEC_PATH|GIT_TEMPLATE_DIR|NODE_REPL_EXTERNAL_MODULE|OPENSSL_CONF|OPENSSL_ENGINES|GROFF_BIN_PATH)$/
/** Variables whose value is a command line. */
const commands =
  /^(?:PROMPT_COMMAND|BASH_ENV|ENV|GIT_SSH_COMMAND|GIT_SSH|GIT_PAGER|GIT_EDITOR|GIT_SEQUENCE_EDITOR|GIT_EXTERNAL_DIFF|GIT_PROXY_COMMAND|GIT_ASKPASS|SSH_ASKPASS|SUDO_ASKPASS|PAGER|MANPAGER|SYSTEMD_PAGER|EDITOR|VISUAL|SUDO_EDITOR|FCEDIT|BROWSER|LESSOPEN|LESSCLOSE|MANROFFSEQ|CRASHPAGER|TEXINPUTS_SH|KUBE_EDITOR|SVN_EDITOR|HGEDITOR|[A-Z_]*_COMMAND|[A-Z_]*_CMD|[A-Z_]*PAGER|[A-Z_]*_SHELL|[A-Z_]*_OPENER|[A-Z_]*ASKPASS)$/
const hiding = /^(?:HISTFILE|HISTSIZE|HISTFILESIZE|HISTCONTROL|HISTIGNORE|HISTCMD|SAVEHIST)$/

type Sign = { readonly name: RegExp; readonly value: RegExp; readonly kind: KindId }

/** Names and values that mean more than a variable. */
const signs: readonly Sign[] = [
  { name: loading, value: /./, kind: 'loads-code' },
  // What others may write to. The runner's own directory and one fresh from mktemp are the job's alone.
  {
    name: /^(?:PATH|PYTHONPATH|PERL5LIB|RUBYLIB|NODE_PATH|CLASSPATH|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|DYLD_FRAMEWORK_PATH|GEM_PATH|LUA_PATH)$/,
    value: /(?:^|:)\/(?:tmp|var\/tmp|dev\/shm)(?!\/(?:runner|tmp\.XXXX))(?:\/[^:]*)?(?::|$)/,
    kind: 'loads-code',
  },
  { name: /^(?:PATH|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH)$/, value: /(?:^|:)\.\/?(?::|$)/, kind: 'loads-code' },
  {
    name: /^(?:(?:https?|all|ftp)_proxy|docker_host)$/i,
    value:
      /\/\/(?!10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)(?:\S{1,80}@)?\d{1,3}(?:\.\d{1,3}){3}(?::|\/|$)/,
    kind: 'suspicious-host',
  },
  {
    name: /^(?:JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS)$/,
    value: /-(?:agentpath|agentlib)|-javaagent:\/(?:tmp|var\/tmp|dev\/shm)\/|-XX:On/,
    kind: 'loads-code',
  },
  { name: /^RUBYOPT$/, value: /(?:^|\s)-[rIe]/, kind: 'loads-code' },
  { name: /^PERL5OPT$/, value: /(?:^|\s)-(?:[dIe]|M\S*[;(])/, kind: 'loads-code' },
  {
    name: /^(?:NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY|NPM_CONFIG_STRICT_SSL|npm_config_strict_ssl|GIT_SSL_VERIFY|VAULT_SSL_VERIFY)$/,
    value: /^(?:0|false|no)$/i,
    kind: 'disables-protection',
  },
  {
    name: /^(?:GIT_SSL_NO_VERIFY|VAULT_SKIP_VERIFY|GONOSUMCHECK|GONOSUMDB|GOINSECURE|AWS_NO_VERIFY_SSL)$/,
    value: /^(?:1|true|yes|\*)$/i,
    kind: 'disables-protection',
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
  // A prompt is expanded each time that it is shown.
  if (/^PS[0-4]$/.test(name) && /\$\(|`/.test(value))
    at.walkers.walkText(`: "${value.replaceAll('"', '')}"`, scan, {
      ...at.place,
      range,
      depth: at.place.depth + 2,
    })
  if (commands.test(name) && !harmless.test(value)) judgeCommandVariable(name, value, at)
}

const jobEnvironment = '/tmp/runner/env'
const jobPath = '/tmp/runner/path'

/** What is written to the file by which a step sets variables, or the search path, of all later steps. */
export function judgeJobFile(path: string, text: string | undefined, at: Setting): void {
  if (text === undefined || (path !== jobEnvironment && path !== jobPath)) return
  for (const line of text.split('\n').slice(0, 50)) {
    const equals = line.indexOf('=')
    if (path === jobPath) judgeVariable('PATH', line, at)
    else if (equals > 0) judgeVariable(line.slice(0, equals), line.slice(equals + 1), at)
  }
}

/** A variable that names a program: the program runs when whoever reads the variable does. */
function judgeCommandVariable(name: string, value: string, at: Setting): void {
  const { scan, range } = at
  const evidence = `${name}=${value}`
  if (namesShell(` ${value}`) || /^[\s|-]*(?:ba|da|z|k|a)?sh(?:\s|$)/.test(value))
    report(scan, { kind: 'opens-shell', evidence, range })
  else if (name === 'PROMPT_COMMAND' || name === 'BASH_ENV')
    report(scan, { kind: 'persists', evidence, range })
  // What others may write to, as above.
  else if (/^\/(?:tmp|var\/tmp|dev\/shm)\/(?!runner|tmp\.XXXX)/.test(value))
    report(scan, { kind: 'loads-code', evidence, range })
  else if (/^[A-Z_]*(?:PAGER|EDITOR|ASKPASS|SSH_COMMAND|OPENER)$/.test(name))
    at.walkers.walkText(value, scan, { ...at.place, range, depth: at.place.depth + 2 })
}

function hides(name: string, value: string): boolean {
  if (name === 'HISTFILE') return value === '' || value.startsWith('/dev/null') || value.startsWith('/tmp')
  if (name === 'HISTCONTROL') return /ignore/.test(value)
  if (name === 'HISTIGNORE') return value !== ''
  return value === '0' || value === ''
}
