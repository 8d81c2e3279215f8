/** A type of a schema as the people who write YAML call it. */
export function writtenType(type: string): string {
  switch (type) {
    case 'array':
      return 'a list'
    case 'object':
    case 'record':
      return 'a mapping of keys'
    case 'number':
    case 'int':
      return 'a number'
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
