import type { z } from 'zod/mini'

/** What to write instead of what a schema found fault with. */
export function adviceOn(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `write ${writtenType(issue.expected)}`
    case 'invalid_value':
      return `write ${issue.values.map(String).join(' or ')}`
    case 'too_small':
      return issue.inclusive === true
        ? `write at least ${sized(issue.minimum, issue.origin)}`
        : `write more than ${issue.minimum}`
    case 'too_big':
      return `write at most ${sized(issue.maximum, issue.origin)}`
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message
    default:
      return issue.message
  }
}

function sized(size: number | bigint, origin: string): string {
  switch (origin) {
    case 'array':
      return size === 1 ? 'one entry' : `${size} entries`
    case 'string':
      return size === 1 ? 'one character' : `${size} characters`
    default:
      return String(size)
  }
}

/** A type of a schema as the people who write YAML call it. */
function writtenType(type: string): string {
  switch (type) {
    case 'array':
      return 'a list'
    case 'object':
    case 'record':
      return 'a mapping of keys'
    case 'number':
      return 'a number'
    case 'int':
      return 'a whole number'
    case 'boolean':
      return 'true or false'
    default:
      return 'a text'
  }
}

/** What was found in a file, in a few words: collections by their kind, anything else as it is, 80 characters at most. */
export function foundValue(input: unknown): string {
  if (input === undefined || input === null) return 'nothing'
  if (typeof input === 'object') return Array.isArray(input) ? 'a list' : 'a mapping'
  return JSON.stringify(input)?.slice(0, 80) ?? typeof input
}
