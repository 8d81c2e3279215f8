import type { z } from 'zod/mini'
import { nearest } from '../text/nearest.ts'
import { adviceOn, foundValue } from '../text/schema-words.ts'
import type { StrictYaml, YamlProblem } from '../text/strict-yaml.ts'
import { policySchema } from './schema.ts'

/** What one fault that the schema found means for the person who wrote the file: where, what was found, what to write. */
export function describeIssue(issue: z.core.$ZodIssue, locate: StrictYaml['locate']): readonly YamlProblem[] {
  const key = nameOf(issue.path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((found) => ({
        ...locate([...issue.path, found]),
        message: `found the unknown key "${found}"${key === '' ? '' : ` in ${key}`}; ${suggestion(found, knownKeys(issue.path))}`,
      }))
    case 'invalid_union':
      return unionProblems(issue, locate)
    case 'invalid_value':
      return [
        told(
          issue,
          locate,
          issue.values.length === 1
            ? adviceOn(issue)
            : suggestion(String(issue.input), issue.values.map(String)),
        ),
      ]
    default:
      return [told(issue, locate, adviceOn(issue))]
  }
}

function told(issue: z.core.$ZodIssue, locate: StrictYaml['locate'], advice: string): YamlProblem {
  const key = nameOf(issue.path) || 'the file'
  return { ...locate(issue.path), message: `found ${foundValue(issue.input)} for ${key}; ${advice}` }
}

function unionProblems(
  issue: z.core.$ZodIssueInvalidUnion,
  locate: StrictYaml['locate'],
): readonly YamlProblem[] {
  const deepest = issue.errors.find((errors) =>
    errors.some((each) => each.code === 'unrecognized_keys' || each.path.length > 0),
  )
  if (deepest !== undefined) {
    return deepest.flatMap((each) => describeIssue({ ...each, path: [...issue.path, ...each.path] }, locate))
  }
  const key = nameOf(issue.path)
  const wanted =
    key === 'assessment'
      ? 'write off, static, or a mapping with model and timeout-seconds'
      : 'write a word or a list of words'
  return [{ ...locate(issue.path), message: `found ${foundValue(issue.input)} for ${key}; ${wanted}` }]
}

function suggestion(found: string, known: readonly string[]): string {
  const near = nearest(found, known)
  return near === undefined ? `use one of ${known.join(', ')}` : `did you mean "${near}"?`
}

function nameOf(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
}

/** The keys that may stand at a path, read from the schema itself. */
function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  let node: unknown = policySchema
  for (const step of path) node = inner(node, step)
  return Object.keys(shapeOf(node) ?? {})
}

function inner(node: unknown, step: PropertyKey): unknown {
  const plain = unwrapped(node)
  if (typeof step === 'number') return field(field(plain, 'def'), 'element')
  return shapeOf(plain)?.[String(step)]
}

function shapeOf(node: unknown): Readonly<Record<string, unknown>> | undefined {
  const shape = field(unwrapped(node), 'shape')
  return isRecord(shape) ? shape : undefined
}

/** The schema below `optional`, and of a union the part that is a mapping. */
function unwrapped(node: unknown): unknown {
  const def = field(node, 'def')
  if (field(def, 'type') === 'optional') return unwrapped(field(def, 'innerType'))
  const options = field(def, 'options')
  return Array.isArray(options) ? options.find((option) => field(option, 'shape') !== undefined) : node
}

function field(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
