/** The command line of a script in `package.json`; undefined when there is none. Never throws. */
export function packageScript(json: string, name: string): string | undefined {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return undefined
  }
  const scripts = fieldOf(value, 'scripts')
  const script = fieldOf(scripts, name)
  return typeof script === 'string' ? script : undefined
}

/** All command lines of `package.json`, one a line; undefined when there are none. Never throws. */
export function allPackageScripts(json: string): string | undefined {
  try {
    const scripts = fieldOf(JSON.parse(json), 'scripts')
    if (typeof scripts !== 'object' || scripts === null) return undefined
    return Object.values(scripts)
      .filter((script) => typeof script === 'string')
      .join('\n')
  } catch {
    return undefined
  }
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return Object.entries(value).find(([key]) => key === name)?.[1]
}

type Rule = { readonly prerequisites: readonly string[]; readonly lines: readonly string[] }

/** Most rules of a makefile that are looked at for one target. */
const maxRules = 50

/**
 * The recipe lines that make would run for a target (the first one when none is named) and for what it needs, as a shell script.
 * Variables stay as they are written. Undefined when there is no such rule.
 */
export function makeRecipe(text: string, target: string | undefined): string | undefined {
  const rules = rulesOf(text)
  const first = target ?? [...rules.keys()].find((name) => !name.startsWith('.'))
  if (first === undefined || !rules.has(first)) return undefined
  const seen = new Set<string>()
  const lines: string[] = []
  const queue = [first]
  for (let name = queue.shift(); name !== undefined && seen.size < maxRules; name = queue.shift()) {
    const rule = rules.get(name)
    if (rule === undefined || seen.has(name)) continue
    seen.add(name)
    queue.push(...rule.prerequisites)
    lines.push(...rule.lines)
  }
  return lines.map(shellLine).join('\n')
}

/** `@`, `-` and `+` belong to make; `$(X)` is a variable there, which a shell would run. */
function shellLine(line: string): string {
  return line
    .replace(/^\s*[@+-]+/, '')
    .replace(/\$\((\w+)\)/g, '$${$1}')
    .replaceAll('$$', '$')
}

type OpenRule = { readonly prerequisites: string[]; readonly lines: string[] }

function rulesOf(text: string): ReadonlyMap<string, Rule> {
  const rules = new Map<string, OpenRule>()
  let current: readonly string[] = []
  for (const line of text.replace(/\\\n/g, ' ').split('\n').slice(0, 5_000)) {
    if (line.startsWith('\t')) for (const name of current) rules.get(name)?.lines.push(line.slice(1))
    else if (line.trim() !== '' && !line.startsWith('#')) current = openRules(line, rules)
  }
  return rules
}

/** The targets that a line begins; none for an assignment or a directive. */
function openRules(line: string, rules: Map<string, OpenRule>): readonly string[] {
  const head = /^([\w./%-]+(?:[ \t]+[\w./%-]+)*)[ \t]*::?(?!=)[ \t]*([^;#=]*)(?:;(.*))?/.exec(line)
  if (head === null) return []
  const names = (head[1] ?? '').split(/[ \t]+/)
  for (const name of names) add(rules, name, head[2] ?? '', head[3])
  return names
}

function add(
  rules: Map<string, OpenRule>,
  name: string,
  prerequisites: string,
  line: string | undefined,
): void {
  const rule = rules.get(name) ?? { prerequisites: [], lines: [] }
  rule.prerequisites.push(...prerequisites.split(/[ \t|]+/).filter((word) => word !== ''))
  if (line !== undefined) rule.lines.push(line)
  rules.set(name, rule)
}
