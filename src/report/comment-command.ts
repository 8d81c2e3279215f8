import { createHash } from 'node:crypto'
import type { Command } from '../command/command.ts'
import { fence, inlineCode } from '../text/markdown.ts'
import type { Redact } from './comment.ts'
import { showBytes } from './words.ts'

/**
 * The exact command, whole. What can't be seen in it is spelled out; where it is not plain printable ASCII it is given
 * a second time as JSON, so that look-alike letters and odd blanks can't pass for others, and no row of blanks pushes what
 * follows it out of sight. Length and digest are of the true text, also where a secret in it is masked.
 */
export function renderCommand(command: Command, redact: Redact): string {
  const shown = redact(command.run)
  const isPlain = /^[\x20-\x7e\n]*$/.test(shown.text) && !/[ \n]$|^[ \n]|\n\n\n| {24}/.test(shown.text)
  const env = Object.entries(command.env).map(
    ([name, value]) => `${name}=${JSON.stringify(redact(value).text)}`,
  )
  return [
    fence(shown.text, command.shell === 'sh' ? 'sh' : 'bash'),
    ...(isPlain
      ? []
      : [
          'It holds characters that are easily mistaken or missed. The same as JSON, line by line, long ones in parts:',
          fence(asciiJson(shown.text), 'json'),
        ]),
    ...(shown.changed
      ? ['Secrets in it are masked here; the length and digest below are of the true text.']
      : []),
    ...(env.length === 0 ? [] : ['With these variables set:', fence(env.join('\n'))]),
    `<sub>${factsOf(command)}</sub>`,
  ].join('\n\n')
}

function factsOf(command: Command): string {
  const bytes = Buffer.byteLength(command.run)
  const digest = createHash('sha256').update(command.run).digest('hex')
  return [
    `Command ${command.index + 1} of the list: ${inlineCode(command.name ?? command.id)}`,
    `${command.shell} in ${inlineCode(command.workingDirectory)}`,
    showBytes(bytes),
    `SHA-256 ${digest}`,
  ].join(' · ')
}

/** An array of the lines as JSON in which every character beyond ASCII is an escape. */
function asciiJson(text: string): string {
  const lines = text.split('\n').map((line) => {
    const parts = line.match(/.{1,100}/gs)?.map((part) => JSON.stringify(part)) ?? ['""']
    return parts.length === 1 ? `  ${parts[0]}` : `  [\n    ${parts.join(',\n    ')}\n  ]`
  })
  return `[\n${lines.join(',\n')}\n]`.replace(
    /[^\n\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
