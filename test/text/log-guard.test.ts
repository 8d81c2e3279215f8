import assert from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { describe, it } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import type { Colors } from '../../src/text/control.ts'
import { breakCommands, createLogGuard, stopCommands } from '../../src/text/log-guard.ts'
import { createRedactor } from '../../src/text/redactor.ts'
import { obeyed } from './runner-emulation.ts'

function guarded(chunks: readonly Uint8Array[], colors: Colors = 'drop'): string {
  const guard = createLogGuard({ colors })
  return chunks.map((chunk) => guard.write(chunk)).join('') + guard.end()
}

const bytes = (text: string) => Buffer.from(text)

const commands = [
  'set-env name=X::1',
  'set-output name=approved::true',
  'save-state name=x::1',
  'add-path::/tmp/evil',
  'add-mask::e',
  'add-matcher::/tmp/m.json',
  'remove-matcher owner=tsc::',
  'debug::x',
  'warning file=a.ts,line=1::x',
  'error::x',
  'notice title=Approved::x',
  'group::x',
  'endgroup::',
  'echo::on',
  'stop-commands::abc',
]
const blanks = [
  '',
  ' ',
  '\t',
  '\u00a0',
  '\u2003',
  '\u3000',
  '\u2028',
  '\u0085',
  '\v',
  '\f',
  '\ufeff',
  '\u200b',
  '\u00ad',
]
const starts = [
  '',
  'text\n',
  'text\r',
  'text\r\n',
  '\x1b[31m',
  '\x1b]0;x\x07',
  '\x1b[2J',
  '\0',
  '\x08',
  '\u202e',
]

describe('the guard: whatever a command prints, the runner obeys nothing', () => {
  it('the emulation obeys what the real runner obeys', () => {
    for (const text of [
      '::error::x',
      ' \u00a0::ERROR file=a::x',
      'a\r::debug::x',
      'mid ##[error]x',
      '##[group]x',
    ])
      assert.equal(obeyed(bytes(text)).length, 1, text)
    for (const text of ['a::error::x', '::nothing::x', ': :error::x', '## [error]x', '::error:x'])
      assert.equal(obeyed(bytes(text)).length, 0, text)
    const stopped = '::stop-commands::T1234567\n::error::x\n::t1234567::\n::debug::y'
    assert.deepEqual(
      obeyed(bytes(stopped)).map((command) => command.command),
      ['stop-commands', 't1234567', 'debug'],
    )
  })

  for (const command of commands) {
    it(`::${command} and ##[ form, after every kind of blank and start, whole and byte by byte`, () => {
      const [info = '', data = ''] = command.split(/::(.*)/s)
      const spellings = [`::${command}`, `::${command.toUpperCase()}`, `##[${info}]${data}`]
      const attacks = starts.flatMap((start) =>
        blanks.flatMap((blank) => spellings.map((spelling) => `${start}${blank}${spelling}\n`)),
      )
      for (const attack of attacks) {
        const singly = Array.from(bytes(attack), (byte) => Uint8Array.of(byte))
        for (const colors of ['drop', 'keep'] as const) {
          assert.deepEqual(obeyed(bytes(guarded([bytes(attack)], colors))), [], JSON.stringify(attack))
          assert.equal(guarded(singly, colors), guarded([bytes(attack)], colors))
        }
      }
    })
  }

  it('colours between the characters of a command do not hide it', () => {
    for (const attack of ['\x1b[1m::error::x', ':\x1b[0m:error::x', '##\x1b[0m[error]x', '#\x1b[0m#[error]x'])
      for (const colors of ['drop', 'keep'] as const) {
        const shown = guarded([bytes(attack)], colors)
        assert.deepEqual(obeyed(bytes(shown)), [])
        assert.deepEqual(obeyed(bytes(stripVTControlCharacters(shown))), [])
      }
  })

  it('any mixture, cut anywhere, is only log lines, without the stop token and inside it', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '::',
        '##[',
        ':',
        '#',
        '[',
        ']',
        '\r',
        '\n',
        '\r\n',
        ' ',
        '\t',
        '\x1b',
        '\x1b[31m',
        '\x1b]0;',
      ),
      fc.constantFrom(
        'error',
        'set-output name=a',
        'ADD-MASK',
        'stop-commands',
        'group',
        '\x07',
        '\0',
        '\x9b',
        '\x90',
      ),
      fc.constantFrom(...blanks.filter((blank) => blank !== '')),
      fc.string({ maxLength: 4 }),
    )
    const chunk = fc.oneof(piece.map(bytes), fc.uint8Array({ maxLength: 4 }))
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 40 }), fc.constantFrom('drop', 'keep'), (chunks, colors) => {
        const shown = guarded(chunks, colors)
        assert.deepEqual(obeyed(bytes(shown)), [])
        const { open, close } = stopCommands('0123456789abcdef0123456789abcdef')
        assert.equal(obeyed(bytes(open + shown + close)).length, 2)
        assert.ok(shown === '' || shown.endsWith('\n'), 'ends with a newline')
        if (colors === 'drop') assert.doesNotMatch(shown, /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/u)
        assert.ok(shown.isWellFormed())
      }),
      { numRuns: 3000 },
    )
  })
})

describe('the guard: what the log shows', () => {
  const rows = [
    ['plain text stays', 'hello\n', 'hello\n'],
    ['an unfinished line is ended', 'hello', 'hello\n'],
    ['a carriage return is a newline', 'a\rb\r\nc\n', 'a\nb\nc\n'],
    ['NUL and invalid UTF-8 are replaced', 'a\0b', 'a\ufffdb\n'],
    ['sequences other than colours go', 'a\x1b[2Jb\x1b]0;title\x07c\x1b(Bd\n', 'abcd\n'],
    ['an unfinished title hides one line at most', '\x1b]0;hidden\nshown\n', '\nshown\n'],
    [
      'bidirectional and zero-width characters are spelled out',
      'a\u202eb\u200bc\n',
      'a\\u{202e}b\\u{200b}c\n',
    ],
    ['emoji stay whole', 'ok ✔️ 👩‍💻\n', 'ok ✔️ 👩‍💻\n'],
    ['other scripts stay', 'äöü 日本語 עברית\n', 'äöü 日本語 עברית\n'],
    ['a lone escape and bells go', 'a\x1b\x07b\n', 'ab\n'],
  ] as const
  for (const [title, given, expected] of rows) {
    it(title, () => {
      assert.equal(guarded([bytes(given)]), expected)
      assert.equal(guarded(Array.from(bytes(given), (byte) => Uint8Array.of(byte))), expected)
    })
  }

  it('colours are kept on request, except what conceals, and reset at the end', () => {
    const given = '\x1b[1;31mred\x1b[0m \x1b[8mhidden \x1b[38;5;8mgrey \x1b[38;2;8;8;8mdark\x1b[1;8mx\n'
    const expected = '\x1b[1;31mred\x1b[0m hidden \x1b[38;5;8mgrey \x1b[38;2;8;8;8mdarkx\n\x1b[0m\n'
    assert.equal(guarded([bytes(given)], 'keep'), expected)
  })

  it('of a hyperlink only its text is shown, however it ends and wherever it is cut', () => {
    for (const end of ['\x07', '\x1b\\', '\x9c'])
      for (const colors of ['drop', 'keep'] as const) {
        const given = bytes(`see \x1b]8;id=1;https://evil.example/${end}here\x1b]8;;${end} now\n`)
        const singly = Array.from(given, (byte) => Uint8Array.of(byte))
        for (const chunks of [[given], singly]) assert.equal(guarded(chunks, colors), 'see here now\n')
      }
  })

  it('of all that a terminal obeys only colours are left, wherever it is cut', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '\x1b',
        '\x9b',
        '[',
        ']',
        'P',
        '^',
        '_',
        'X',
        '8;;',
        '?25l',
        '2J',
        'm',
        ';',
        '\x07',
        '\x1b\\',
        '\x9c',
      ),
      fc.constantFrom(
        '\x1b[31m',
        '\x1b[38;2;1;2;3m',
        '\x1b]0;t',
        '\x1b[1A',
        '\x1b(0',
        '\x1bc',
        '\x1b[6n',
        '\r',
        '\n',
        'text',
      ),
      fc.string({ unit: 'binary', maxLength: 2 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.integer({ min: 1, max: 5 }), (pieces, size) => {
        const given = bytes(pieces.join(''))
        const cut = Array.from({ length: Math.ceil(given.length / size) }, (_, turn) =>
          given.subarray(turn * size, (turn + 1) * size),
        )
        const shown = guarded(cut, 'keep')
        assert.equal(shown, guarded([given], 'keep'))
        // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are made of them
        assert.doesNotMatch(shown.replace(/\u001b\[[0-9;:]*m/g, ''), /(?![\n\t])\p{Cc}/u)
      }),
      { numRuns: 3000 },
    )
  })

  it('invalid bytes split over chunks are one replacement each', () => {
    assert.equal(guarded([Uint8Array.of(0xe2, 0x82), Uint8Array.of(0xac, 0xff)]), '€\ufffd\n')
  })

  it('a line without end is shown in bounded pieces', () => {
    const guard = createLogGuard()
    const first = guard.write(bytes('x'.repeat(200_000)))
    assert.equal(first, `${'x'.repeat(200_000)}\n`)
  })

  it('a secret parted by colours is put together again before it is looked for', () => {
    const redactor = createRedactor({ values: [{ name: 'TOKEN', value: 'correct-horse-battery' }] })
    const guard = createLogGuard({ redaction: redactor.stream() })
    const shown =
      guard.write(bytes('correct-\x1b[1mhorse-bat\x1b[0')) + guard.write(bytes('mtery\n')) + guard.end()
    assert.equal(shown, '[redacted:TOKEN]\n')
  })

  it('breaking leaves what is no command alone', () => {
    for (const text of ['a::b', 'std::vector::x', '# heading', '## heading', 'x [y]'])
      assert.equal(breakCommands(text), text)
  })

  it('hostile sequences do not make it slow', () => {
    const attacks = ['\x1b', '\x1b[', '\x1b]', '\u0090', ':', '#', ' ', '\n', '\r', '\u202e', '\x1b[1', ': ']
    for (const attack of attacks) {
      const chunk = bytes(attack.repeat(65_536 / attack.length))
      const guard = createLogGuard({ colors: 'keep' })
      const started = process.cpuUsage().user
      for (let round = 0; round < 8; round += 1) guard.write(chunk)
      guard.end()
      const spentMs = (process.cpuUsage().user - started) / 1000
      assert.ok(spentMs < 3_000, `${JSON.stringify(attack)}: ${spentMs} ms for half a MiB`)
    }
  })
})
