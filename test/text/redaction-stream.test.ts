import assert from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { loadSecretlint } from '../../src/adapters/secretlint.ts'
import { createRedactor } from '../../src/text/redactor.ts'
import { streamed } from './streamed.ts'
import { drawTokens } from './tokens.ts'

const values = [
  { name: 'ONE_LINE', value: 'p@ss/w0rd+"quoted" &<tag>' },
  { name: 'LINES', value: 'first-line-1\nno\nsecond-line-2\n\nx' },
]
const redactor = createRedactor({ values, rules: await loadSecretlint() })
const tokens = drawTokens(5)
const texts = [...tokens.map(({ text }) => text), ...values.map(({ value }) => value)]
const token = tokens.find(({ kind }) => kind === 'GitHub personal')?.text ?? ''

/** What a text is made of in which a secret could begin, go over lines, be cut or be parted from what gives it away. */
const pieces = fc.oneof(
  fc.constantFrom(...texts),
  fc.constantFrom(...texts).map((text) => Buffer.from(text).toString('base64')),
  fc.constantFrom(...texts).chain((text) => fc.nat(text.length).map((end) => text.slice(0, end))),
  fc.constantFrom(
    'password',
    'TOKEN',
    'aws_secret_access_key',
    'Authorization',
    'Bearer',
    'basic',
    '_authToken',
  ),
  fc.constantFrom('=', ':', ' => ', '"', "'", ',', ' ', '@', '://', '%41', '-----BEGIN ', 'a1b2c3d4e5f6'),
  { arbitrary: fc.constantFrom('\n', ' \n', '\n  ', '\n\n'), weight: 3 },
  fc.string({ unit: 'binary', maxLength: 3 }),
)
const text = fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join(''))
const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 })

describe('redaction of a stream', () => {
  it('gives the same whatever the pieces are', () => {
    const examples: [string, number[]][] = [
      ['password =\nabc1def2ghi3jkl', [11]],
      ['"token" ,\n "abc1def2ghi3jkl"\n', [10]],
      ['Authorization:\n Bearer\n abc1def2ghi3jkl\n', [15, 9]],
      ['first-line-1\nno\nsecond-line-2\n\nx', [13, 3, 14, 1]],
      ['_authToken=\nabc\n', [12]],
      [`A ${token}${tokens.find(({ kind }) => kind === 'Linear')?.text}password\n`, [1]],
    ]
    fc.assert(
      fc.property(text, sizes, (whole, cuts) => {
        assert.equal(streamed(redactor, whole, cuts), redactor.redact(whole).text)
      }),
      { numRuns: 2_000, examples },
    )
  })

  it('tells each secret that it takes out once, however it came', () => {
    const found: string[] = []
    const told = createRedactor({ values: [], onFound: (secret) => found.push(secret) })
    const secrets = tokens.slice(0, 12).map(({ text: token }) => token)
    streamed(told, secrets.map((secret) => `is ${secret}\n`).join(''), [7])
    assert.deepEqual(
      found,
      secrets.map((secret) => secret.replace(/^aws_secret_access_key = /, '')),
    )
  })

  const long = 70_000
  /** A line longer than is waited for, in which the token stands at this place. */
  const around = (place: number) =>
    `${'lorem ipsum '.repeat(place / 12)}${token}${' dolor sit'.repeat(long / 10)}`

  for (const [code, encode] of [
    ['plain text', (line) => line],
    ['base64', (line) => Buffer.from(line).toString('base64')],
    ['hex', (line) => Buffer.from(line).toString('hex')],
    ['URL encoding', (line) => Array.from(Buffer.from(line), (byte) => `%${byte.toString(16)}`).join('')],
  ] as const satisfies readonly (readonly [string, (line: string) => string])[]) {
    it(`shows no secret of a line without end in ${code}, wherever it stands and the pieces end`, () => {
      for (const place of [0, 12_000, 45_024, 45_036, 65_520, 98_304, 110_004]) {
        const line = encode(around(place))
        for (const size of [997, 16_384, 65_537]) {
          const shown = streamed(redactor, line, [size])
          assert.ok(!decoded(shown, code).includes(token.slice(4, 24)), `${place} ${size}`)
        }
      }
    })
  }

  it('does not become slow by single characters of a line without end', () => {
    const stream = createRedactor({ values: [] }).stream()
    const started = process.cpuUsage().user
    for (let turn = 0; turn < 130_000; turn += 1) stream.write('x')
    stream.end()
    assert.ok(process.cpuUsage().user - started < 5_000_000)
  })
})

/** What somebody finds who decodes each part of what was shown, from each place that it could begin at. */
function decoded(shown: string, code: string): string {
  const parts = shown.split(/\[redacted:[\w-]+\]/)
  if (code === 'URL encoding')
    return parts
      .map((part) => part.replace(/%/g, ''))
      .map(fromHex)
      .join('|')
  if (code === 'hex') return parts.map(fromHex).join('|')
  if (code === 'base64')
    return parts
      .flatMap((part) => [0, 1, 2, 3].map((at) => Buffer.from(part.slice(at), 'base64').toString('latin1')))
      .join('|')
  return shown
}

function fromHex(part: string): string {
  return [0, 1].map((at) => Buffer.from(part.slice(at), 'hex').toString('latin1')).join('|')
}
