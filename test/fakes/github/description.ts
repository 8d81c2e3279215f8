import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import addFormats from 'ajv-formats'
import type { Document, Operation, Request } from 'openapi-backend'
import { OpenAPIBackend } from 'openapi-backend'

type Schema = { readonly [key: string]: unknown }

const file = join(import.meta.dirname, '../../fixtures/github-openapi/subset.json')

/** GitHub's official description, as the judge of requests and responses. */
export type Description = {
  /** The operation that a request is for, or undefined. */
  operationOf(request: Request): Operation | undefined
  requestProblems(request: Request, operation: Operation): readonly string[]
  responseProblems(body: unknown, operation: Operation, status: number): readonly string[]
  /** The least object that the description allows for this answer, with `values` on top. */
  filled(schema: string, values: object): Readonly<Record<string, unknown>>
}

let loaded: Promise<Description> | undefined

/** The description, loaded once in a process: what it compiles to judge an operation is kept. */
export function loadDescription(): Promise<Description> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<Description> {
  const document = typedNullables(JSON.parse(readFileSync(file, 'utf8'))) as Document
  const schemas = (document.components?.schemas ?? {}) as Readonly<Record<string, Schema>>
  const api = new OpenAPIBackend({
    definition: document,
    quick: true,
    ajvOpts: { strict: false, logger: false },
    coerceTypes: true,
    customizeAjv: (ajv) => {
      addFormats.default(ajv)
      return ajv
    },
  })
  await api.init()
  return {
    operationOf: (request) => api.matchOperation(request),
    requestProblems: (request, operation) => problemsOf(api.validateRequest(request, operation).errors),
    responseProblems: (body, operation, status) =>
      problemsOf(api.validateResponse(body, operation, status).errors),
    filled: (schema, values) => {
      const least = leastOf({ ...schemas[schema], nullable: false }, schemas)
      return { ...(least as object), ...values }
    },
  }
}

type Problem = { readonly instancePath: string; readonly message?: string; readonly params?: object }

function problemsOf(errors: readonly Problem[] | null | undefined): readonly string[] {
  return (errors ?? []).map(
    (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  )
}

/** ajv knows `nullable` only beside `type`; the description also writes it beside `allOf` and `anyOf`. */
function typedNullables(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(typedNullables)
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, typedNullables(item)]))
  const { nullable, ...rest } = inner
  return nullable === true && !('type' in rest) ? { anyOf: [rest, { enum: [null] }] } : inner
}

/** A value that satisfies a schema with as little as it can: required properties only, null where null is allowed. */
function leastOf(schema: Schema, schemas: Readonly<Record<string, Schema>>): unknown {
  const ref = schema['$ref']
  if (typeof ref === 'string') return leastOf(schemas[ref.split('/').at(-1) ?? ''] ?? {}, schemas)
  if (schema['nullable'] === true) return null
  const all = schema['allOf'] as readonly Schema[] | undefined
  if (all !== undefined) return Object.assign({}, ...all.map((part) => leastOf(part, schemas)))
  const any = (schema['anyOf'] ?? schema['oneOf']) as readonly Schema[] | undefined
  if (any?.[0] !== undefined) return leastOf(any[0], schemas)
  const choices = schema['enum'] as readonly unknown[] | undefined
  return choices === undefined ? leastOfType(schema, schemas) : choices[0]
}

function leastOfType(schema: Schema, schemas: Readonly<Record<string, Schema>>): unknown {
  switch (schema['type']) {
    case 'string':
      return leastString(schema['format'])
    case 'integer':
    case 'number':
      return 0
    case 'boolean':
      return false
    case 'array':
      return []
    default:
      return leastObject(schema, schemas)
  }
}

function leastObject(schema: Schema, schemas: Readonly<Record<string, Schema>>): object {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>
  const required = (schema['required'] ?? []) as readonly string[]
  return Object.fromEntries(required.map((name) => [name, leastOf(properties[name] ?? {}, schemas)]))
}

function leastString(format: unknown): string {
  if (format === 'date-time') return '2026-01-01T00:00:00Z'
  if (format === 'uri') return 'https://example.com/'
  if (format === 'email') return 'nobody@example.com'
  return ''
}
