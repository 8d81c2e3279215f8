import { z } from 'zod/mini'
import { policySchema } from './schema.ts'

/** One line of the reference: a key, what it may be, what it means. */
export type ReferenceRow = { readonly key: string; readonly values: string; readonly meaning: string }

type Node = {
  readonly type?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Node[]
}

/** The JSON Schema of the policy file, for editors. */
export function policyJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    ...z.toJSONSchema(policySchema, { io: 'input' }),
    title: 'command-gate policy',
    description: 'What agent-written commands may do. See docs/policy.md.',
  }
}

/** Every key of the policy file, in the order of the schema. */
export function policyReference(): readonly ReferenceRow[] {
  const root: unknown = z.toJSONSchema(policySchema, { io: 'input' })
  return isNode(root) ? rowsOf(root, '') : []
}

function rowsOf(node: Node, prefix: string): readonly ReferenceRow[] {
  const parts = [node, ...(node.anyOf ?? [])].flatMap((part) => Object.entries(part.properties ?? {}))
  return parts.flatMap(([name, child]) => {
    const key = prefix === '' ? name : `${prefix}.${name}`
    const own = { key, values: valuesOf(child), meaning: child.description ?? '' }
    const inner = child.items?.properties === undefined ? child : child.items
    const below = rowsOf(inner, inner === child ? key : `${key}[]`)
    return below.length > 0 && own.meaning === '' ? below : [own, ...below]
  })
}

function valuesOf(node: Node): string {
  if (node.const !== undefined) return `\`${String(node.const)}\``
  if (node.enum !== undefined) return node.enum.map((value) => `\`${String(value)}\``).join(' ')
  if (node.anyOf !== undefined) return [...new Set(node.anyOf.map(valuesOf))].join(' or ')
  switch (node.type) {
    case 'array':
      return node.items?.properties === undefined
        ? `list of ${valuesOf(node.items ?? {})}`
        : 'list of mappings'
    case 'object':
      return 'mapping'
    case 'string':
      return 'text'
    case 'boolean':
      return '`true` `false`'
    default:
      return node.type ?? ''
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null
}
