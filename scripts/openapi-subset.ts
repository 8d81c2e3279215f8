import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Cuts the operations that the gate may use out of GitHub's official OpenAPI description, so that tests can judge
 * our requests and our fake's responses by it. Run once for each new version, with the unpacked npm package:
 *
 *   cd "$(mktemp -d)" && npm i --ignore-scripts @octokit/openapi@23.0.2
 *   node scripts/openapi-subset.ts node_modules/@octokit/openapi
 */
const operations = new Set([
  'actions/get-workflow-run',
  'actions/list-jobs-for-workflow-run',
  'actions/list-jobs-for-workflow-run-attempt',
  'actions/re-run-job-for-workflow-run',
  'apps/get-by-slug',
  'git/get-ref',
  'issues/add-labels',
  'issues/create',
  'issues/create-comment',
  'issues/delete-comment',
  'issues/get',
  'issues/get-comment',
  'issues/list-comments',
  'issues/list-comments-for-repo',
  'issues/list-for-repo',
  'issues/update',
  'issues/update-comment',
  'pulls/get',
  'pulls/list',
  'pulls/list-commits',
  'pulls/list-files',
  'rate-limit/get',
  'reactions/create-for-issue-comment',
  'reactions/delete-for-issue-comment',
  'reactions/list-for-issue-comment',
  'repos/get',
  'repos/get-collaborator-permission-level',
  'repos/get-commit',
  'repos/get-content',
  'repos/list-pull-requests-associated-with-commit',
  'teams/get-membership-for-user-in-org',
  'teams/list-members-in-org',
  'users/get-authenticated',
  'users/get-by-username',
])

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type JsonObject = { readonly [key: string]: Json }

const methods = new Set(['get', 'put', 'post', 'patch', 'delete'])
/** Prose and samples: most of the bytes, and no part in validation. */
const prose = new Set(['description', 'summary', 'example', 'examples', 'externalDocs', 'x-github', 'tags'])
/** Below these keys stand names that the API chose, `description` among them. */
const nameTables = new Set(['properties', 'schemas', 'parameters', 'responses', 'headers', 'paths'])

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function objectAt(value: JsonObject, key: string): JsonObject {
  const found = value[key]
  return isObject(found) ? found : {}
}

function withoutProse(value: Json, insideNameTable = false): Json {
  if (Array.isArray(value)) return value.map((item) => withoutProse(item))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => insideNameTable || !prose.has(key))
      .map(([key, item]) => [key, withoutProse(item, !insideNameTable && nameTables.has(key))]),
  )
}

/** Response headers are checked by nothing here; a response must keep a description to be valid OpenAPI. */
function trimmedResponses(responses: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => {
      if (!isObject(response) || '$ref' in response) return [status, response]
      return [status, { description: status, ...without(response, 'headers') }]
    }),
  )
}

function without(value: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
}

function refsIn(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn)
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, item]) =>
    key === '$ref' && typeof item === 'string' ? [item] : refsIn(item),
  )
}

function chosenPaths(paths: JsonObject): JsonObject {
  const kept = Object.entries(paths).map(([path, item]) => {
    const entries = Object.entries(isObject(item) ? item : {}).filter(([method, operation]) => {
      if (!methods.has(method)) return true
      return isObject(operation) && operations.has(String(operation['operationId']))
    })
    return [path, Object.fromEntries(entries)] as const
  })
  return Object.fromEntries(kept.filter(([, item]) => Object.keys(item).some((key) => methods.has(key))))
}

/** Every component that the paths reach, directly or through others. */
function reachable(paths: Json, components: JsonObject): JsonObject {
  const wanted = new Set<string>()
  const queue = [...refsIn(paths)]
  for (let ref = queue.pop(); ref !== undefined; ref = queue.pop()) {
    if (wanted.has(ref)) continue
    wanted.add(ref)
    const [group = '', name = ''] = ref.replace('#/components/', '').split('/')
    queue.push(...refsIn(withoutProse(objectAt(components, group)[name] ?? null)))
  }
  const groups = Object.entries(components).map(([group, members]) => {
    const kept = Object.entries(isObject(members) ? members : {}).filter(([name]) =>
      wanted.has(`#/components/${group}/${name}`),
    )
    return [group, Object.fromEntries(kept)] as const
  })
  return Object.fromEntries(groups.filter(([, members]) => Object.keys(members).length > 0))
}

function subset(full: JsonObject): JsonObject {
  const paths = withoutProse(chosenPaths(objectAt(full, 'paths')), true)
  const components = reachable(paths, objectAt(full, 'components'))
  const cut = withoutProse({ paths, components })
  return describeResponses({
    openapi: full['openapi'] ?? '3.0.3',
    info: objectAt(full, 'info'),
    ...objectOf(cut),
  })
}

function objectOf(value: Json): JsonObject {
  return isObject(value) ? value : {}
}

function describeResponses(document: JsonObject): JsonObject {
  const paths = Object.entries(objectAt(document, 'paths')).map(([path, item]) => {
    const entries = Object.entries(objectOf(item)).map(([method, operation]) => {
      if (!methods.has(method)) return [method, operation] as const
      const responses = trimmedResponses(objectAt(objectOf(operation), 'responses'))
      return [method, { ...objectOf(operation), responses }] as const
    })
    return [path, Object.fromEntries(entries)] as const
  })
  const components = objectAt(document, 'components')
  return {
    ...document,
    paths: Object.fromEntries(paths),
    components: { ...components, responses: trimmedResponses(objectAt(components, 'responses')) },
  }
}

const [packageDir] = process.argv.slice(2)
if (packageDir === undefined)
  throw new Error('Usage: node scripts/openapi-subset.ts PATH_OF_@octokit/openapi')
const full: JsonObject = JSON.parse(readFileSync(join(packageDir, 'generated/api.github.com.json'), 'utf8'))
const cut = subset(full)
const found = new Set(
  Object.values(objectAt(cut, 'paths')).flatMap((item) =>
    Object.values(objectOf(item)).map((operation) => String(objectOf(operation)['operationId'])),
  ),
)
const missing = [...operations].filter((operation) => !found.has(operation))
if (missing.length > 0) throw new Error(`Not in the description: ${missing.join(', ')}`)
const target = join(import.meta.dirname, '../test/fixtures/github-openapi')
writeFileSync(join(target, 'subset.json'), `${JSON.stringify(cut)}\n`)
writeFileSync(join(target, 'LICENSE'), readFileSync(join(packageDir, 'LICENSE')))
console.log(
  `${found.size} operations, ${Object.keys(objectAt(objectAt(cut, 'components'), 'schemas')).length} schemas`,
)
