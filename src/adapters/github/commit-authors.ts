import { z } from 'zod/mini'
import type { Answer } from '../../approval/answer.ts'
import type { Account } from '../../approval/conversation.ts'
import { type Client, contentOf } from './client.ts'
import { peopleIn, person } from './decode-records.ts'

const commit = z.object({ node_id: z.string() })
const actor = z.object({ user: person })
const people = z.object({
  nodes: z.tuple([
    z.object({
      __typename: z.literal('Commit'),
      authors: z.object({ totalCount: z.number(), nodes: z.array(actor) }),
      committer: z.nullable(actor),
    }),
  ]),
})

// Only GraphQL knows the accounts behind `Co-authored-by` lines, and finds a commit by what REST calls its node.
const authorsQuery = `query GateAuthors($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on Commit {
      authors(first: 100) { totalCount nodes { user { databaseId login } } }
      committer { user { databaseId login } }
    }
  }
}`

/** Author, co-authors and committer of one commit. An address that no account owns names nobody. */
export async function commitAuthors(
  client: Client,
  place: { readonly owner: string; readonly repo: string },
  sha: string,
): Promise<Answer<readonly Account[]>> {
  const found = await contentOf(client, {
    route: 'GET /repos/{owner}/{repo}/commits/{ref}',
    parameters: { ...place, ref: sha },
    decode: (data) => commit.parse(data),
  })
  if (found.kind === 'failure') return found
  return await client.graphql(authorsQuery, { ids: [found.value.node_id] }, decodeAuthors)
}

function decodeAuthors(data: unknown): readonly Account[] {
  const [{ authors, committer }] = people.parse(data).nodes
  // Whoever is left out could approve what is their own.
  if (authors.totalCount > authors.nodes.length) throw new TypeError('the answer leaves out authors')
  return peopleIn([...authors.nodes, committer])
}
