import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { escapeProse, fence, inlineCode } from '../../src/text/markdown.ts'
import { makeVisible } from '../../src/text/visible.ts'
import { renderLikeGitHub } from './github-markdown.ts'

const attacks = [
  'hello @org/team and @user',
  'fixes #12, acme/widgets#3, GH-4, acme/widgets@0123456789abcdef0123456789abcdef01234567',
  '![tracking](https://evil.example/x.png) [APPROVED](https://evil.example)',
  'https://evil.example www.evil.example mailto:a@b.example a@b.example',
  '<img src=x> <b>bold</b> <!-- gate:approve --> <details open>',
  '# heading',
  '> quote',
  '- item',
  '1. item',
  '10) item',
  '+ item',
  '* item',
  '---',
  '===',
  '| a | b |\n|---|---|',
  ':white_check_mark: :+1:',
  '**bold** __bold__ ~~gone~~ `code` $x$ $$y$$',
  '[^1]: note',
  '[x]: https://evil.example',
  '```\nescape\n```',
  '~~~\nescape\n~~~',
  '````',
  '</code></pre>',
  '&lt;b&gt; &copy;',
  '\\',
  '\\[a](b)',
  '> [!WARNING]\n> x',
  '    indented',
  'a\n\nb',
  '<https://evil.example>',
  'javascript:alert(1)',
  '^up^ ==mark==',
  '{% raw %}',
  'it\'s "fine"',
]
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(...attacks, '`', '``', '````', '\n', '\r', ' ', '|', '\\', '<', '@', '#1', ':', '.'),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
)

/** Everything in the rendered page that is more than text in its place. */
function markupIn(html: string, allowed: readonly string[]): readonly string[] {
  return (html.match(/<[a-z][^>]*>/g) ?? []).filter((tag) => !allowed.includes(tag))
}

function textOf(html: string): string {
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' }
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#x([0-9a-f]+)|(\w+));/gi, (_, code?: string, name?: string) =>
      code === undefined ? (named[name ?? ''] ?? '?') : String.fromCodePoint(Number.parseInt(code, 16)),
    )
}

describe('escapeProse: one line of plain text, whatever is in it', () => {
  for (const attack of attacks) {
    it(JSON.stringify(attack), async () => {
      for (const [before, after] of [
        ['', ''],
        ['> ', ''],
        ['- ', ''],
        ['| a |\n|---|\n| ', ' |'],
      ] as const) {
        const html = await renderLikeGitHub(`${before}${escapeProse(attack)}${after}`)
        const frame = [
          '<p>',
          '<blockquote>',
          '<ul>',
          '<li>',
          '<table>',
          '<thead>',
          '<tbody>',
          '<tr>',
          '<th>',
          '<td>',
        ]
        assert.deepEqual(markupIn(html, frame), [], html)
      }
    })
  }

  it('shows the text itself, and nothing of it becomes markup', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const html = await renderLikeGitHub(`x ${escapeProse(text)}`)
        assert.deepEqual(markupIn(html, ['<p>']), [])
        const shown = makeVisible(text)
          .replace(/[\n\t ]+/g, ' ')
          .trim()
        assert.equal(textOf(html).replaceAll('\u200b', '').trim(), `x ${shown}`.trim())
        assert.doesNotMatch(escapeProse(text), /[\n\r]/)
      }),
      { numRuns: 150 },
    )
  })
})

describe('inlineCode: code in a line, whatever is in it', () => {
  it('is one code element in a paragraph and in a table cell', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const paragraph = await renderLikeGitHub(`x ${inlineCode(text)} y`)
        assert.deepEqual(markupIn(paragraph, ['<p>']), ['<code>'], paragraph)
        const cell = await renderLikeGitHub(`| a | b |\n|---|---|\n| ${inlineCode(text)} | c |`)
        assert.equal(cell.match(/<td>/g)?.length, 2, cell)
        assert.equal(cell.match(/<code>/g)?.length, 1, cell)
      }),
      { numRuns: 150 },
    )
  })

  it('reads plainly where the text is plain', () => {
    assert.equal(inlineCode('npm test -- --watch'), '`npm test -- --watch`')
  })
})

describe('fence: a block of code that nothing leaves', () => {
  it('is one code block in a paragraph context and in a list', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const html = await renderLikeGitHub(`before\n\n${fence(text, 'bash')}\n\nafter`)
        assert.deepEqual(markupIn(html, ['<p>']), ['<pre>', '<code class="language-bash">'], html)
        const code = textOf(/<code[^>]*>([\s\S]*)<\/code>/.exec(html)?.[1] ?? '')
        const trimmed = (part: string) => part.replace(/^\n+|\n+$/g, '')
        assert.equal(trimmed(code), trimmed(makeVisible(text)))
      }),
      { numRuns: 150 },
    )
  })

  it('takes no language from outside', () => {
    assert.equal(fence('x', 'bash\n```\n# out'), '```\nx\n```')
  })
})
