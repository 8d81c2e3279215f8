import { z } from 'zod/mini'
import type { Command } from '../command/command.ts'
import { GateError } from '../errors.ts'
import { nearest } from '../text/nearest.ts'
import { adviceOn, foundValue } from '../text/schema-words.ts'
import { parseStrictYaml, showProblems, type YamlProblem } from '../text/strict-yaml.ts'
import { staysBelow } from './stays-below.ts'

const maxCommands = 1000
const maxCommandBytes = 64 * 1024

/** Where a list came from: `name` stands in messages, `file` in the report. */
export type ListSource = { readonly name: string; readonly file: string | undefined; readonly text: string }

const paths = z._default(z.array(z.string().check(z.minLength(1))), [])

const entrySchema = z.strictObject({
  run: z.string().check(z.refine((run) => run.trim() !== '', 'write a command')),
  name: z.optional(z.string().check(z.minLength(1))),
  id: z.optional(
    z
      .string()
      .check(
        z.regex(
          /^[A-Za-z_][A-Za-z0-9_-]{0,99}$/,
          'write a letter or _, then letters, digits, - and _, 100 at most',
        ),
      ),
  ),
  shell: z._default(z.enum(['bash', 'sh']), 'bash'),
  'working-directory': z.optional(z.string().check(z.minLength(1))),
  env: z._default(
    z.record(
      z.string().check(z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'write the name of a variable')),
      z.pipe(z.union([z.string(), z.number(), z.boolean()]), z.transform(String)),
    ),
    {},
  ),
  'timeout-minutes': z.optional(z.number().check(z.positive(), z.maximum(1440))),
  'continue-on-error': z._default(z.boolean(), false),
  permissions: z._default(z.strictObject({ write: paths, network: paths, env: paths }), {
    write: [],
    network: [],
    env: [],
  }),
  justification: z.optional(z.string()),
})

const listSchema = z.array(
  z.pipe(
    z.transform((entry) => (typeof entry === 'string' ? { run: entry } : entry)),
    entrySchema,
  ),
)

const words = Object.keys(entrySchema.shape)
const permissionWords = ['write', 'network', 'env']

/**
 * Decodes a list of commands, strictly: no unknown or duplicate keys, no aliases, at least one command.
 * Throws COMMAND_LIST_INVALID with one message that names every fault as `file:line:column: what was found, what to do`.
 */
export function parseCommandList(source: ListSource, defaultDirectory: string): readonly Command[] {
  const yaml = parseStrictYaml(source.text)
  if (yaml.problems.length > 0) throw invalid(source, yaml.problems)
  const shapeProblem = notAList(yaml.value)
  if (shapeProblem !== undefined) throw invalid(source, [{ ...yaml.locate([]), message: shapeProblem }])
  const parsed = listSchema.safeParse(yaml.value, { reportInput: true })
  if (!parsed.success) {
    throw invalid(
      source,
      parsed.error.issues.flatMap((issue) => describe(issue, yaml.locate)),
    )
  }
  const commands = parsed.data.map(
    (entry, index): Command => ({
      index,
      id: entry.id ?? `command-${index + 1}`,
      name: entry.name,
      run: entry.run,
      shell: entry.shell,
      workingDirectory: entry['working-directory'] ?? defaultDirectory,
      env: entry.env,
      timeoutMs: entry['timeout-minutes'] === undefined ? undefined : entry['timeout-minutes'] * 60_000,
      continueOnError: entry['continue-on-error'],
      permissions: entry.permissions,
      justification: entry.justification,
      source: { file: source.file, ...yaml.locate([index]) },
    }),
  )
  const problems = commands.flatMap((command, index) => faults(command, commands.slice(0, index)))
  if (problems.length > 0) throw invalid(source, problems)
  return commands
}

function notAList(value: unknown): string | undefined {
  if (value === undefined || value === null)
    return 'found an empty list; write at least one command, such as "- npm test"'
  if (!Array.isArray(value))
    return `found ${foundValue(value)}; write a YAML list, each entry starting with "- "`
  if (value.length === 0) return 'found an empty list; write at least one command, such as "- npm test"'
  if (value.length > maxCommands)
    return `found ${value.length} commands; at most ${maxCommands} fit in one list, so split it`
  return undefined
}

function faults(command: Command, earlier: readonly Command[]): readonly YamlProblem[] {
  const place = { line: command.source.line, column: command.source.column }
  const found: YamlProblem[] = []
  // One word of a program's can't be much longer, on any machine, and a variable is one.
  const bytes = Buffer.byteLength([command.run, ...Object.values(command.env)].join(''))
  if (bytes > maxCommandBytes) {
    found.push({
      ...place,
      message: `found a command of ${bytes} bytes, its variables included; at most ${maxCommandBytes} are run, so put it in a script`,
    })
  }
  if (command.run.includes('\0'))
    found.push({ ...place, message: 'found a NUL character; no command can hold one' })
  const twin = earlier.find((other) => other.id === command.id)
  if (twin !== undefined) {
    found.push({
      ...place,
      message: `found the id "${command.id}" again (first on line ${twin.source.line}); give each command its own`,
    })
  }
  if (!staysBelow(command.workingDirectory)) {
    found.push({
      ...place,
      message: `found the working-directory "${command.workingDirectory}"; name one inside the workspace`,
    })
  }
  return found
}

function describe(
  issue: z.core.$ZodIssue,
  locate: (path: readonly PropertyKey[]) => { readonly line: number; readonly column: number },
): readonly YamlProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = issue.path.includes('permissions') ? permissionWords : words
    return issue.keys.map((key) => {
      const near = nearest(key, known)
      const hint = near === undefined ? `use only ${known.join(', ')}` : `did you mean "${near}"?`
      return { ...locate([...issue.path, key]), message: `found the unknown key "${key}"; ${hint}` }
    })
  }
  const keys = issue.path.filter((step) => typeof step === 'string')
  const key = keys.join('.') || 'an entry'
  const advice =
    keys.length === 0
      ? 'write a command, in quotes where it could be read as something else, or a mapping of keys'
      : issue.code === 'invalid_union'
        ? 'write a text, a number, true or false'
        : adviceOn(issue)
  return [{ ...locate(issue.path), message: `found ${foundValue(issue.input)} for ${key}; ${advice}` }]
}

function invalid({ name }: ListSource, problems: readonly YamlProblem[]): GateError {
  return new GateError('COMMAND_LIST_INVALID', showProblems(name, problems))
}
