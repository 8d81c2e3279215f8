import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hostileScripts } from '../../bench/policy/hostile.ts'
import { readScript } from '../../src/shell/read-script.ts'

/** Each command as its words, `?` for one that is not known and `?*` for one that may be several. */
function commandsOf(script: string): readonly string[] {
  return readScript(script).commands.map(({ words }) =>
    words.map((word) => word.value ?? (word.splits ? '?*' : '?')).join(' '),
  )
}

const readings: readonly (readonly [title: string, script: string, commands: readonly string[]])[] = [
  ['lists and pipelines', 'a && b | c; d & e', ['a', 'b', 'c', 'd', 'e']],
  ['conditionals and loops', 'if a; then b; else c; fi; while d; do e; done', ['a', 'b', 'c', 'd', 'e']],
  ['functions, at their definition and call', 'f() { a "$1"; }; f x', ['a ?', 'f x']],
  ['substitutions, before the command they are in', 'a $(b `c`) <(d)', ['c', 'b ?*', 'd', 'a ?* ?']],
  ['quotes of every kind', `"a b" 'c'"d" $'\\x65' \\f $"g"`, ['a b cd e f g']],
  ['literal variables', 'X=a; Y=$X-b; $X "$Y" ${Y%-b}', ['a a-b a']],
  ['splitting of unquoted variables', 'X="a b"; c $X "$X"', ['c a b a b']],
  ['braces', 'a {b,c}d {1..3} x{,y}', ['a bd cd 1 2 3 x xy']],
  ['defaults, in both worlds', '${X:-a} b', ['a b', '?* b']],
  ['both values of a branch', 'if a; then X=b; else X=c; fi; $X', ['a', 'b', 'c', '?*']],
  ['loop values', 'for i in a b; do c $i; done', ['c a', 'c b']],
  ['a variable that only a branch sets', 'a && X=b; $X c', ['a', 'b c', '?* c']],
  ['arguments of an inner shell', `bash -c 'a "$1" $0' x y`, ['bash -c a "$1" $0 x y', 'a y x']],
  ['no arguments at the top', 'a "$@" $1 "$1" b', ['a  b']],
  [
    'set --, and that a trap or a loop may set others',
    'set -- a b; c $2; shift; c $1',
    ['set -- a b', 'c b', 'c ?*', 'shift', 'c b', 'c ?*'],
  ],
  ['set -e leaves the arguments alone', 'set -euo pipefail; a "$@" b', ['set -euo pipefail', 'a b']],
  ['arrays', 'x=(a "b c"); d "${x[@]}" "${x[1]}"', ['d a b c b c']],
  ['a here-document that is no script', 'cat <<E\nrm\nE', ['cat']],
  ['a here-document to a shell', "sh <<'E'\na $X\nE", ['sh', 'a ?*']],
  ['substitutions in a here-document', 'cat <<E\n$(a)\nE', ['a', 'cat']],
  [
    'nested wrappers, each with what it wraps',
    'sudo env A=b timeout 5 a b',
    ['sudo env A=b timeout 5 a b', 'env A=b timeout 5 a b', 'timeout 5 a b', 'a b'],
  ],
  ['words that come when it runs', 'xargs -n 2 a b', ['xargs -n 2 a b', 'a b ?*']],
  [
    'every -exec of a find',
    'find . -exec a {} + -o -exec b \\;',
    ['find . -exec a {} + -o -exec b ;', 'a ?', 'b'],
  ],
  ['home as a tilde', 'a ~/x "$HOME/y"', ['a ~/x ~/y']],
]

describe('reading a script finds', () => {
  for (const [title, script, commands] of readings) {
    it(title, () => {
      assert.deepEqual(commandsOf(script), commands)
    })
  }
})

const unknowns: readonly (readonly [script: string, kind: string])[] = [
  ['a "unclosed', 'parse-error'],
  ['$X a', 'command-name'],
  ['eval "$X"', 'eval'],
  ['. ./x', 'source'],
  ['bash -c "$X"', 'script-argument'],
  ['sudo --unheard-of a', 'script-argument'],
  ['a | sh', 'script-input'],
  ['bash < x', 'script-input'],
  [`${'env '.repeat(60)}a`, 'too-deep'],
  ['a;'.repeat(40_000), 'too-large'],
  ['alias a=b', 'shadowed'],
  ['PATH=. a', 'shadowed'],
  ['unset -f a', 'shadowed'],
  ['a\0b', 'parse-error'],
]

describe('reading a script says what can’t be known', () => {
  for (const [script, kind] of unknowns) {
    it(`${JSON.stringify(script.slice(0, 30))}: ${kind}`, () => {
      assert.ok(readScript(script).unknowns.some((unknown) => unknown.kind === kind))
    })
  }
  it('nothing in an ordinary script', () => {
    const script =
      'set -euo pipefail\nnpm ci\nif [ -n "$X" ]; then npm test -- "$X" | tee log; fi\ncat > f <<E\n$X\nE\n'
    assert.deepEqual(readScript(script).unknowns, [])
  })
})

describe('what a reading points at', () => {
  const text = (script: string) =>
    readScript(script).commands.map(({ start, end }) => script.slice(start, end))
  it('is the command’s own text', () => {
    assert.deepEqual(text('a b && c $(d e)'), ['a b', 'd e', 'c $(d e)'])
  })
  it('is the text in a quoted script, or the whole word where that is not exact', () => {
    assert.deepEqual(text("bash -c 'a; b c'"), ["bash -c 'a; b c'", 'a', 'b c'])
    assert.deepEqual(text('bash -c "a \\"b\\""'), ['bash -c "a \\"b\\""', '"a \\"b\\""'])
  })
  it('names the wrappers, outermost first, and where the inner command starts', () => {
    const found = readScript("sudo -n bash -c 'a'").commands
    assert.deepEqual(
      found.map(({ via, role, inside }) => ({ via, role, inside })),
      [
        { via: [], role: 'powerful', inside: undefined },
        { via: ['sudo'], role: 'transparent', inside: { command: 0, word: 2, kind: 'words' } },
        { via: ['sudo', 'bash -c'], role: 'plain', inside: { command: 1, word: 2, kind: 'script' } },
      ],
    )
  })
})

describe('hostile texts', () => {
  for (const size of [65_000, 1_048_576]) {
    it(`of ${size} characters are read without an exception, each within 2 s of processor time`, () => {
      for (const [name, script] of Object.entries(hostileScripts(size))) {
        const before = process.cpuUsage()
        const { commands } = readScript(script)
        const { user } = process.cpuUsage(before)
        // Measured: 0.3 s at most; the margin is for a busy machine.
        assert.ok(user < 2_000_000, `${name}: ${user} µs`)
        assert.ok(commands.length < 100_000, name)
      }
    })
  }
})
