import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DefinitionNode, FieldDefinitionNode, InputValueDefinitionNode, TypeNode } from 'graphql'
import { Kind, parse, print, stripIgnoredCharacters, visit } from 'graphql'

/**
 * Cuts the types that the gate may query out of GitHub's official GraphQL schema, so that tests judge our queries by it.
 * Run once for each new version, with the unpacked npm package:
 *
 *   cd "$(mktemp -d)" && npm i --ignore-scripts @octokit/graphql-schema@15.26.1
 *   node scripts/graphql-subset.ts node_modules/@octokit/graphql-schema
 */
const types = new Set([
  'Actor',
  'Bot',
  'Comment',
  'Commit',
  'EnterpriseUserAccount',
  'GitActor',
  'GitActorConnection',
  'Issue',
  'IssueComment',
  'IssueCommentConnection',
  'Mannequin',
  'MinimizeCommentInput',
  'MinimizeCommentPayload',
  'Minimizable',
  'Mutation',
  'Node',
  'Organization',
  'PageInfo',
  'PullRequest',
  'PullRequestCommit',
  'PullRequestCommitConnection',
  'Query',
  'RateLimit',
  'Repository',
  'User',
  'UserContentEdit',
  'UserContentEditConnection',
])
const rootFields = new Set(['id', 'node', 'nodes', 'rateLimit', 'repository', 'viewer', 'minimizeComment'])

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type)
}

const [packageDir] = process.argv.slice(2)
if (packageDir === undefined)
  throw new Error('Usage: node scripts/graphql-subset.ts PATH_OF_@octokit/graphql-schema')
const full = parse(readFileSync(join(packageDir, 'schema.graphql'), 'utf8'), { noLocation: true })
const leaves = new Set(
  full.definitions.flatMap((definition) =>
    definition.kind === Kind.SCALAR_TYPE_DEFINITION || definition.kind === Kind.ENUM_TYPE_DEFINITION
      ? [definition.name.value]
      : [],
  ),
)
const builtIn = new Set(['String', 'Int', 'Float', 'Boolean', 'ID'])

function isKnown(type: TypeNode): boolean {
  const name = namedType(type)
  return builtIn.has(name) || leaves.has(name) || types.has(name)
}

function keptFields(owner: string, fields: readonly FieldDefinitionNode[] = []): FieldDefinitionNode[] {
  return fields
    .filter((field) => isKnown(field.type))
    .filter((field) => !['Query', 'Mutation'].includes(owner) || rootFields.has(field.name.value))
    .map((field) => ({ ...field, arguments: (field.arguments ?? []).filter((arg) => isKnown(arg.type)) }))
}

function keptInputs(fields: readonly InputValueDefinitionNode[] = []): InputValueDefinitionNode[] {
  return fields.filter((field) => isKnown(field.type))
}

function cutDefinition(definition: DefinitionNode): readonly DefinitionNode[] {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      if (!types.has(definition.name.value)) return []
      const interfaces = (definition.interfaces ?? []).filter((item) => types.has(item.name.value))
      return [{ ...definition, interfaces, fields: keptFields(definition.name.value, definition.fields) }]
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return types.has(definition.name.value)
        ? [{ ...definition, fields: keptInputs(definition.fields) }]
        : []
    default:
      return []
  }
}

const kept = full.definitions.flatMap(cutDefinition)
const mentioned = new Set<string>()
for (const definition of kept) visit(definition, { NamedType: (node) => void mentioned.add(node.name.value) })
const usedLeaves = full.definitions.filter(
  (definition) =>
    (definition.kind === Kind.SCALAR_TYPE_DEFINITION || definition.kind === Kind.ENUM_TYPE_DEFINITION) &&
    mentioned.has(definition.name.value),
)
const bare = visit(
  { kind: Kind.DOCUMENT, definitions: [...kept, ...usedLeaves] },
  { StringValue: () => null, Directive: () => null },
)
const target = join(import.meta.dirname, '../test/fixtures/github-graphql')
writeFileSync(join(target, 'subset.graphql'), `${stripIgnoredCharacters(print(bare))}\n`)
writeFileSync(join(target, 'LICENSE'), readFileSync(join(packageDir, 'LICENSE.md')))
console.log(`${kept.length} types, ${usedLeaves.length} scalars and enums`)
