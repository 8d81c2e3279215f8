import { readScript } from '../shell/read-script.ts'
import type { SimpleCommand } from '../shell/simple-command.ts'
import type { Grant, HostPattern } from './grant.ts'
import { programName } from './program.ts'

/** A command that a reviewer approved, as a report tells of it. */
export type ApprovedCommand = {
  readonly run: string
  /** What it could do without the approval; undefined when it was asked about before it ran. */
  readonly grantBefore: Grant | undefined
  readonly grantAfter: Grant
}

/** The smallest rules that would have let an approved command pass, as YAML to paste under `rules`; or why there is none. */
export type Suggestion =
  | { readonly kind: 'rules'; readonly run: string; readonly yaml: string }
  | { readonly kind: 'none'; readonly run: string; readonly reason: string }

/** Programs that do whatever their arguments or files say: allowing one allows everything. */
const unbounded =
  /^(?:ba|da|z|k|mk|a|ya|fi|c|tc)?sh$|^(?:python|pypy|node|ruby|perl|php|lua)[\d.]*$|^(?:deno|bun|bunx|npx|pnpx|uvx|pipx|julia|Rscript|osascript|pwsh|powershell|java|jshell|awk|gawk|mawk|sed|vim?|ed|emacs|tclsh|expect|irb|ghci|groovy|scala|env|sudo|doas|su|ssh|eval|exec|source|\.|xargs|parallel|find|fd|rm|dd|chroot|nsenter|unshare|busybox|toybox|gdb|strace)$/

/** Subcommands that run scripts of the workspace or of the network. */
const unboundedSubcommands: Readonly<Record<string, RegExp>> = {
  npm: /^(?:run|run-script|exec|x|explore|start|install|i|ci|add)$/,
  pnpm: /^(?:run|exec|dlx|x|start|install|i|add)$/,
  yarn: /^(?:run|exec|dlx|node|start|install|add)$/,
  bun: /^(?:run|x)$/,
  docker: /^(?:run|exec|build|buildx|compose)$/,
  podman: /^(?:run|exec|build)$/,
  kubectl: /^(?:exec|run|cp|apply)$/,
  go: /^(?:run|generate)$/,
  uv: /^(?:run|tool)$/,
  poetry: /^run$/,
  git: /^-/,
}

/** One suggestion for each approved command. Pure; nothing is changed. */
export function suggest(approved: readonly ApprovedCommand[]): readonly Suggestion[] {
  return approved.map(suggestOne)
}

function suggestOne({ run, grantBefore, grantAfter }: ApprovedCommand): Suggestion {
  const none = (reason: string): Suggestion => ({ kind: 'none', run, reason })
  if (grantAfter.kind === 'unsandboxed') return none('It ran outside the sandbox, which no allow rule gives.')
  const before = grantBefore?.kind === 'sandboxed' ? grantBefore : undefined
  const added = {
    network: grantAfter.network.map(spelled).filter((host) => !before?.network.map(spelled).includes(host)),
    write: grantAfter.write.filter((path) => !before?.write.includes(path)),
    env: grantAfter.env.filter((name) => !before?.env.includes(name)),
  }
  const reading = readScript(run)
  if (reading.unknowns.length > 0)
    return none('Parts of it cannot be known before running, so no rule can allow it.')
  const commands = reading.commands.filter(({ role, words }) => role !== 'transparent' && words.length > 0)
  const problem = commands.map(problemOf).find((each) => each !== undefined)
  if (problem !== undefined) return none(problem)
  if (commands.length === 0) return none('It holds no command that a rule could be about.')
  const grant = Object.entries(added).filter(([, values]) => values.length > 0)
  const lines = commands.flatMap((command, index) => [
    `- pattern: ${listOf(command.words.map((word) => word.value ?? '*'))}`,
    '  decision: allow',
    ...(index === 0 ? grant.map(([key, values]) => `  ${key}: ${listOf(values)}`) : []),
  ])
  return { kind: 'rules', run, yaml: `${lines.join('\n')}\n` }
}

/** A list in YAML. What could be read as anything but a text stands in quotes. */
function listOf(words: readonly string[]): string {
  const plain = /^(?!(?:true|false|null|yes|no|on|off|y|n)$)[a-z][\w./-]*$/i
  return `[${words.map((word) => (plain.test(word) ? word : JSON.stringify(word))).join(', ')}]`
}

/** A pattern must name the program and, for tools of many trades, what they are to do. */
function problemOf(command: SimpleCommand): string | undefined {
  const [name, ...args] = command.words.map((word) => word.value)
  if (name === undefined || command.words.some((word) => word.splits))
    return 'Its words are not all known, so a rule would cover more than what was approved.'
  const program = programName(name)
  if (unbounded.test(program))
    return `${program} does whatever its arguments say, so a rule for it would allow everything.`
  if (!Object.hasOwn(unboundedSubcommands, program)) return undefined
  const [subcommand] = args
  if (subcommand === undefined) return `${program} alone stands for all that it can do.`
  return unboundedSubcommands[program]?.test(subcommand)
    ? `${program} ${subcommand} runs scripts that a rule does not see.`
    : undefined
}

function spelled({ host, port }: HostPattern): string {
  const name = host.includes(':') ? `[${host}]` : host
  return port === undefined ? name : `${name}:${port}`
}
