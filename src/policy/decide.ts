import type { Dialect } from '../shell/dialect.ts'
import { readScript } from '../shell/read-script.ts'
import type { ScriptReading, SimpleCommand, Word } from '../shell/simple-command.ts'
import type { Parse } from '../shell/syntax.ts'
import type { ExplainedDecision, RuleMatch } from './decision.ts'
import { matchLoosely, matchSurely } from './match.ts'
import type { Policy, PolicyDecision, Rule, RuleGrant, SandboxPreference } from './policy.ts'
import { type ProgramPath, programName } from './program.ts'
import { isReadOnly } from './read-only.ts'
import { outsideWrites, relocates } from './redirect.ts'
import { type Matched, matchOf, searchRemains } from './remains.ts'
import { indexRules, type RuleIndex } from './rule-index.ts'

/** In what a script is started: its variables, and a directory relative to the workspace. */
export type Surroundings = {
  readonly env?: Readonly<Record<string, string>>
  readonly workingDirectory?: string
}

/** What may be known beside the script. `shell`: bash unless said otherwise. */
export type DecideOptions = Surroundings & { readonly shell?: Dialect; readonly pathOf?: ProgramPath }

/** What the rules say of a script. Never throws. */
export function decide(script: string, policy: Policy, options: DecideOptions = {}): ExplainedDecision {
  return createDecider(policy, options.pathOf)(script, options.shell, options)
}

/** The same for many scripts: the rules are indexed once. */
export function createDecider(
  policy: Pick<Policy, 'rules' | 'sandbox'>,
  pathOf: ProgramPath = () => undefined,
): (script: string, shell?: Dialect, more?: Surroundings & { readonly parse?: Parse }) => ExplainedDecision {
  const index = indexRules(policy.rules)
  return (script, shell, more = {}) => {
    const directory = more.workingDirectory ?? '.'
    return decideReading(readScript(script, shell, more), { policy, index, pathOf, directory })
  }
}

/** More commands than this are not listed one by one. */
const maxUncovered = 200

/** The floor below all policies: what is too much to read does not run without a person. */
const tooMuch: RuleMatch = {
  decision: 'prompt',
  layer: 'built-in',
  line: 0,
  justification: 'The script is too long or too deeply nested to be read.',
  pattern: 'anything unreadable',
  words: [],
}

type Ground = {
  readonly policy: Pick<Policy, 'rules' | 'sandbox'>
  readonly index: RuleIndex
  readonly pathOf: ProgramPath
  /** Where the script starts, relative to the workspace. */
  readonly directory: string
}

/** What the rules say of each simple command, taken together: the strictest wins, and `allow` needs all of them. */
function decideReading(reading: ScriptReading, ground: Ground): ExplainedDecision {
  const moved = relocates(reading.commands)
  const judged = judge(reading, ground, moved)
  const matches = [...judged.flatMap((each) => each.matches), ...searchRemains(reading.remains, ground.index)]
  const rules = matches.map((match) => match.rule)
  const allowed = rules.filter((rule) => rule.decision === 'allow')
  const grant = grantOf(allowed)
  const outside = outsideWrites(reading.commands, {
    sandbox: ground.policy.sandbox,
    granted: grant.write,
    moved,
    directory: ground.directory,
  })
  const uncovered = judged.filter((each) => !each.covered)
  const unread = reading.unknowns.some(({ kind }) => kind === 'too-deep' || kind === 'too-large')
  const sure = reading.unknowns.length === 0 && outside.length === 0 && uncovered.length === 0
  return {
    decision: strictest(rules, unread ? 'prompt' : sure && allowed.length > 0 ? 'allow' : undefined),
    matches: unread ? [...distinct(matches), tooMuch] : distinct(matches),
    unknown: reading.unknowns.map((unknown) => `${unknown.kind}: ${unknown.text}`),
    sandbox: preferenceOf(rules),
    grant,
    readOnly: isReadOnly(reading),
    outside,
    uncovered: uncovered.slice(0, maxUncovered).map((each) => textOf(each.command.words)),
  }
}

type Judged = {
  readonly command: SimpleCommand
  readonly matches: readonly Matched[]
  readonly covered: boolean
  /** How far an allowing rule's words reach into the command's words; -1 when none allows it. */
  readonly reach: number
}

function judge(reading: ScriptReading, ground: Ground, moved: boolean): readonly Judged[] {
  const judged: Judged[] = []
  for (const command of reading.commands) {
    judged.push(judgeOne(command, { ground, moved, around: judged }))
  }
  return judged
}

/**
 * A command is covered when a rule allows it, when it only passes on to its inner command, or when the rule that allows its
 * wrapper names words of it: `[sudo, apt-get, install]` covers both, `[sudo]` only itself.
 */
function judgeOne(
  command: SimpleCommand,
  context: { readonly ground: Ground; readonly moved: boolean; readonly around: readonly Judged[] },
): Judged {
  const { ground, moved, around } = context
  const matches: Matched[] = []
  let own = -1
  let allowed = false
  const byPath = moved && isRelativePath(command.words[0])
  for (const rule of candidates(command.words, ground.index)) {
    if (rule.decision !== 'allow') {
      if (matchLoosely(rule, command.words)) matches.push(matchOf(rule, command.words))
      continue
    }
    const sure = byPath ? undefined : matchSurely(rule, command.words, ground.pathOf)
    if (sure === undefined) continue
    matches.push(matchOf(rule, command.words))
    own = Math.max(own, sure.reach)
    allowed = true
  }
  const inherited = inheritedReach(command, around)
  const nothingRuns = command.words.length === 0
  const covered = allowed || inherited >= 0 || command.role === 'transparent' || nothingRuns
  return { command, matches, covered, reach: Math.max(own, inherited) }
}

/** A file named relative to the working directory is another file after `cd`. */
function isRelativePath(word: Word | undefined): boolean {
  return word?.value?.includes('/') === true && !word.value.startsWith('/')
}

function inheritedReach(command: SimpleCommand, around: readonly Judged[]): number {
  const { inside } = command
  const outer = inside === undefined ? undefined : around[inside.command]
  if (inside === undefined || outer === undefined || outer.reach < inside.word) return -1
  return inside.kind === 'words' ? outer.reach - inside.word : Number.MAX_SAFE_INTEGER - 1
}

function candidates(words: readonly Word[], index: RuleIndex): readonly Rule[] {
  const [first] = words
  if (first === undefined) return []
  if (first.value !== undefined) return index.of(programName(first.value))
  return first.glob === undefined ? [] : index.all
}

function strictest(
  rules: readonly Rule[],
  otherwise: PolicyDecision | undefined,
): PolicyDecision | undefined {
  if (rules.some((rule) => rule.decision === 'forbid')) return 'forbid'
  return rules.some((rule) => rule.decision === 'prompt') ? 'prompt' : otherwise
}

function preferenceOf(rules: readonly Rule[]): SandboxPreference {
  if (rules.some((rule) => rule.sandbox === 'require')) return 'require'
  return rules.some((rule) => rule.sandbox === 'forbid') ? 'forbid' : 'auto'
}

function grantOf(rules: readonly Rule[]): RuleGrant {
  const all = (pick: (grant: RuleGrant) => readonly string[]) => [
    ...new Set(rules.flatMap((rule) => pick(rule.grant))),
  ]
  return {
    write: all((grant) => grant.write),
    network: all((grant) => grant.network),
    env: all((grant) => grant.env),
  }
}

function distinct(matches: readonly Matched[]): readonly RuleMatch[] {
  const found = new Map<string, RuleMatch>()
  for (const { rule, words } of matches) {
    found.set(`${rule.layer}:${rule.line}:${words.join(' ')}`, {
      decision: rule.decision,
      layer: rule.layer,
      line: rule.line,
      justification: rule.justification,
      pattern: rule.pattern.map((token) => token.join('|')).join(' '),
      words,
    })
  }
  return [...found.values()]
}

function textOf(words: readonly Word[]): string {
  return words
    .map((word) => word.value ?? word.text)
    .join(' ')
    .slice(0, 300)
}
