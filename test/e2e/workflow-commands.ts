/** What the runner shows beside the log. */
export type Annotation = {
  readonly level: 'error' | 'warning' | 'notice'
  readonly message: string
  readonly properties: Readonly<Record<string, string>>
}

/** Everything that lines printed by a step made the runner do. */
export type CommandEffects = {
  readonly outputs: Map<string, string>
  readonly state: Map<string, string>
  readonly masks: string[]
  readonly annotations: Annotation[]
  readonly matchers: string[]
  readonly groups: string[]
  /** `set-env` and `add-path`: the runner refuses them and fails the step. */
  readonly refused: string[]
  /** Lines as they stand in the log: commands that were obeyed are gone. */
  readonly log: string[]
}

type Parsed = { readonly name: string; readonly properties: Record<string, string>; readonly data: string }

const known = [
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]
const messageLimit = 4096

const dataEscapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
] as const
const propertyEscapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
] as const
const oldEscapes = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%'],
] as const

function decoded(text: string, escapes: readonly (readonly [string, string])[]): string {
  return escapes.reduce((result, [from, to]) => result.replaceAll(from, to), text)
}

function propertiesOf(
  text: string,
  separator: string,
  escapes: readonly (readonly [string, string])[],
): Record<string, string> {
  const pairs = text.split(separator).flatMap((part) => {
    const [, name, value] = /^=*([^=]+)=(.+)$/s.exec(part) ?? []
    return name === undefined || value === undefined ? [] : [[name, decoded(value, escapes)] as const]
  })
  return Object.fromEntries(pairs)
}

/** `::name k=v,k=v::data`, after leading white space. */
function parseNew(line: string, registered: ReadonlySet<string>): Parsed | undefined {
  const [, info, data = ''] = /^::(.*?)::(.*)$/s.exec(line.trimStart()) ?? []
  if (info === undefined) return undefined
  const [name = '', ...rest] = info.split(' ')
  if (!registered.has(name.toLowerCase())) return undefined
  const properties = propertiesOf(rest.join(' ').trim(), ',', propertyEscapes)
  return { name: name.toLowerCase(), properties, data: decoded(data, dataEscapes) }
}

/** `##[name k=v;k=v]data`, anywhere in the line. */
function parseOld(line: string, registered: ReadonlySet<string>): Parsed | undefined {
  const [, info, data = ''] = /^.*?##\[(.*?)\](.*)$/s.exec(line) ?? []
  if (info === undefined) return undefined
  const [name = '', ...rest] = info.split(' ')
  if (!registered.has(name.toLowerCase())) return undefined
  const properties = propertiesOf(rest.join(' '), ';', oldEscapes)
  return { name: name.toLowerCase(), properties, data: decoded(data, oldEscapes) }
}

/** Reads lines as actions/runner 2.336 does (ActionCommand.cs, ActionCommandManager.cs): both syntaxes, both streams. */
export function makeCommandReader(): { readonly effects: CommandEffects; read(line: string): void } {
  const effects: CommandEffects = {
    outputs: new Map(),
    state: new Map(),
    masks: [],
    annotations: [],
    matchers: [],
    groups: [],
    refused: [],
    log: [],
  }
  const registered = new Set(known)
  let stopToken: string | undefined
  return {
    effects,
    read: (line) => {
      const command = parseNew(line, registered) ?? parseOld(line, registered)
      if (command === undefined) {
        effects.log.push(line)
      } else if (stopToken !== undefined) {
        effects.log.push(line)
        if (command.name !== stopToken) return
        registered.delete(stopToken)
        stopToken = undefined
      } else if (command.name === 'stop-commands') {
        effects.log.push(line)
        stopToken = command.data.toLowerCase()
        registered.add(stopToken)
      } else {
        obey(command, effects)
      }
    },
  }
}

function obey(command: Parsed, effects: CommandEffects): void {
  const { name, data, properties } = command
  switch (name) {
    case 'set-output':
      effects.outputs.set(properties['name'] ?? '', data)
      return
    case 'save-state':
      effects.state.set(properties['name'] ?? '', data)
      return
    case 'add-mask':
      effects.masks.push(data)
      return
    case 'error':
    case 'warning':
    case 'notice':
      effects.annotations.push({ level: name, message: data.slice(0, messageLimit), properties })
      effects.log.push(`${name}: ${data}`)
      return
    case 'set-env':
    case 'add-path':
      effects.refused.push(name)
      return
    case 'add-matcher':
    case 'remove-matcher':
      effects.matchers.push(data)
      return
    default:
      if (name === 'group') effects.groups.push(data)
      effects.log.push(`[${name}] ${data}`)
  }
}
