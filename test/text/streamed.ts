import type { Redactor } from '../../src/text/redactor.ts'

/** What the redactor makes of a text that comes in pieces of these sizes, by turns. */
export function streamed(redactor: Redactor, text: string, sizes: readonly number[]): string {
  const stream = redactor.stream()
  let result = ''
  let position = 0
  for (let turn = 0; position < text.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    result += stream.write(text.slice(position, position + size))
    position += size
  }
  return result + stream.end()
}
