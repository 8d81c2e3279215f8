import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Client, Question } from '../../../src/adapters/github/client.ts'
import { createConversation } from '../../../src/adapters/github/conversation.ts'
import { createRecords } from '../../../src/adapters/github/records.ts'

const place = { owner: 'acme', repo: 'widgets', issue_number: 7 }

function comment(id: number): object {
  return {
    id,
    node_id: `n${id}`,
    body: 'Hm.',
    user: { id: 1, login: 'maria', type: 'User' },
    created_at: '2026-11-22T12:00:00Z',
    updated_at: '2026-11-22T12:00:00Z',
    html_url: 'https://example.com/1',
  }
}

/** A GitHub that gives these pages, and says of each whether another one follows. */
function clientOf(pages: readonly { readonly count: number; readonly hasNext: boolean }[]): Client {
  const start = (page: number) => pages.slice(0, page).reduce((sum, { count }) => sum + count, 0)
  return {
    graphql: () => assert.fail('nothing is asked of GraphQL'),
    rest: async <T>(question: Question<T>) => {
      const page = Number(question.parameters['page'] ?? 1) - 1
      const { count, hasNext } = pages[page] ?? { count: 0, hasNext: false }
      const data = Array.from({ length: count }, (_, at) => comment(start(page) + at + 1))
      const value = {
        value: question.decode(data),
        hasNext,
        serverTime: 0,
        remaining: undefined,
        isUnchanged: false,
      }
      return { kind: 'value' as const, value }
    },
  }
}

describe('a look at a conversation of several pages', () => {
  const rows = [
    ['A22: a short page that GitHub says is followed by another is not the last', [30, 2], [true, false]],
    ['A22: a full page is not the last, whether GitHub says so or not', [100, 2], [false, false]],
    ['one page', [3], [false]],
  ] as const
  for (const [title, counts, nexts] of rows) {
    it(title, async () => {
      const client = clientOf(counts.map((count, at) => ({ count, hasNext: nexts[at] ?? false })))
      const records = createRecords(client, { owner: 'acme', repo: 'widgets', number: 7 })
      const answer = await createConversation(client, records, place).look(0)
      assert.ok(answer.kind === 'value')
      const expected = counts.reduce<number>((sum, count) => sum + count, 0)
      assert.deepEqual(
        answer.value.comments.map(({ id }) => id),
        Array.from({ length: expected }, (_, at) => at + 1),
      )
    })
  }
})
