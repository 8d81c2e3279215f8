import type { z } from 'zod/mini'
import { GateError } from '../errors.ts'
import { parseStrictYaml, type StrictYaml, showProblems, type YamlProblem } from '../text/strict-yaml.ts'
import { failuresOf } from './examples.ts'
import { mergeLayers, type PolicyLayer } from './layers.ts'
import type { PatternToken, Policy, Rule } from './policy.ts'
import { describeIssue } from './problems.ts'
import { registryTools } from './registry-tools.ts'
import { type PolicyFile, policySchema, type RuleEntry } from './schema.ts'

/** Longest policy file, in bytes. */
const maxBytes = 1024 * 1024

/** A policy file's text, and the name that messages give it. */
export type PolicySource = {
  readonly text: string
  /** As people name it: `.github/command-gate.yml`. */
  readonly path: string
  /** Says what is wrong with a host's spelling; undefined when nothing is. Given by the sandbox's own decoder. */
  readonly hostProblem?: (spelling: string) => string | undefined
}

/**
 * The policy that one file stands for. Throws POLICY_INVALID with every fault of the file in one message, each as
 * `file:line:column: what was found, what to do`; a rule that fails its own examples is a fault.
 */
export function loadPolicy(source: PolicySource): Policy {
  return mergeLayers({ repository: loadLayer(source, 'repository') })
}

/** One layer, decoded and checked by itself. Throws as `loadPolicy`. */
export function loadLayer(source: PolicySource, name: PolicyLayer['name']): PolicyLayer {
  const bytes = new TextEncoder().encode(source.text).length
  if (bytes > maxBytes) {
    throw invalid(source, [
      { line: 1, column: 1, message: `found ${bytes} bytes; a policy has at most ${maxBytes}` },
    ])
  }
  const yaml = parseStrictYaml(source.text)
  if (yaml.problems.length > 0) throw invalid(source, yaml.problems)
  if (yaml.value === undefined || yaml.value === null) {
    throw invalid(source, [
      { line: 1, column: 1, message: 'found an empty file; write at least "version: 1"' },
    ])
  }
  const parsed = policySchema.safeParse(yaml.value, { reportInput: true })
  const problems = [...shapeProblems(parsed, yaml), ...hostProblems(yaml, source)]
  if (!parsed.success || problems.length > 0) throw invalid(source, problems)
  const rules = (parsed.data.rules ?? []).map((entry, index) =>
    ruleOf(entry, { layer: name, line: yaml.locate(['rules', index]).line }),
  )
  const faults = ruleProblems(parsed.data, rules, yaml)
  if (faults.length > 0) throw invalid(source, faults)
  return { name, file: parsed.data, rules }
}

function shapeProblems(
  parsed: z.core.util.SafeParseResult<PolicyFile>,
  yaml: StrictYaml,
): readonly YamlProblem[] {
  if (parsed.success) return []
  return parsed.error.issues.flatMap((issue) => describeIssue(issue, yaml.locate))
}

function hostProblems(yaml: StrictYaml, source: PolicySource): readonly YamlProblem[] {
  const { hostProblem } = source
  if (hostProblem === undefined) return []
  return hostsIn(yaml.value).flatMap(({ host, path }) => {
    const problem = tools.has(host) && !path.includes('deny') ? undefined : hostProblem(host)
    return problem === undefined
      ? []
      : [{ ...yaml.locate(path), message: `found the host "${host}", which ${problem}` }]
  })
}

const tools: ReadonlySet<string> = new Set(registryTools)

type HostAt = { readonly host: string; readonly path: readonly PropertyKey[] }

function hostsIn(value: unknown): readonly HostAt[] {
  const lists: readonly (readonly PropertyKey[])[] = [
    ['sandbox', 'network', 'allow'],
    ['sandbox', 'network', 'deny'],
    ...listAt(value, ['rules']).map((_, index) => ['rules', index, 'network']),
  ]
  return lists.flatMap((path) =>
    listAt(value, path).flatMap((host, index) =>
      typeof host === 'string' ? [{ host, path: [...path, index] }] : [],
    ),
  )
}

function listAt(value: unknown, path: readonly PropertyKey[]): readonly unknown[] {
  let at: unknown = value
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return []
    at = Reflect.get(at, key)
  }
  return Array.isArray(at) ? at : []
}

function ruleOf(entry: RuleEntry, place: { readonly layer: Rule['layer']; readonly line: number }): Rule {
  return {
    pattern: entry.pattern.map((token): PatternToken => (typeof token === 'string' ? [token] : token)),
    decision: entry.decision,
    justification: entry.justification,
    match: entry.match ?? [],
    notMatch: entry['not-match'] ?? [],
    sandbox: entry.sandbox ?? 'auto',
    grant: { write: entry.write ?? [], network: entry.network ?? [], env: entry.env ?? [] },
    ...place,
  }
}

/** What the shape alone does not show: a misplaced `**`, a grant that could never count, examples that fail. */
function ruleProblems(file: PolicyFile, rules: readonly Rule[], yaml: StrictYaml): readonly YamlProblem[] {
  return (file.rules ?? []).flatMap((entry, index) => {
    const found: YamlProblem[] = []
    const at = (...path: readonly PropertyKey[]) => yaml.locate(['rules', index, ...path])
    entry.pattern.forEach((token, position) => {
      const words = typeof token === 'string' ? [token] : token
      if (words.includes('**') && (words.length > 1 || position < entry.pattern.length - 1)) {
        found.push({
          ...at('pattern', position),
          message:
            'found "**" before the end of a pattern; it stands for all the rest, so put it last and alone',
        })
      }
    })
    for (const key of ['network', 'write', 'env'] as const) {
      if (entry[key] !== undefined && entry.decision !== 'allow') {
        found.push({
          ...at(key),
          message: `found "${key}" in a rule that says ${entry.decision}; only an allow rule adds to the grant, so remove it`,
        })
      }
    }
    const rule = rules[index]
    const failures = found.length > 0 || rule === undefined ? [] : failuresOf(rule)
    return [
      ...found,
      ...failures.map((failure) => ({ ...at(failure.key, failure.index), message: failure.message })),
    ]
  })
}

function invalid(source: PolicySource, problems: readonly YamlProblem[]): GateError {
  return new GateError('POLICY_INVALID', showProblems(source.path, problems), {
    hint: 'docs/policy.md lists every key; `command-gate policy check FILE` checks a file without running anything.',
  })
}
