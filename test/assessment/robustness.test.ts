import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { assess } from './subject.ts'

const pieces = [
  'rm',
  'echo',
  '$(',
  ')',
  '`',
  '"',
  "'",
  '${',
  '}',
  '|',
  '&&',
  ';',
  '\n',
  '<<EOF',
  '<<<',
  '>',
  '<(',
  '((',
  '))',
  '[[',
  ']]',
  'if',
  'then',
  'fi',
  'for x in',
  'do',
  'done',
  'case',
  'esac',
  '{',
  'function f',
  '()',
  '\\',
  '\0',
  '\r',
  '\uE000',
  '*',
  '~',
  '-rf',
  'bash -c',
  'eval',
  'xargs',
  'find . -exec',
  'sudo',
  'x=',
  '$x',
  '${x:-',
  '/dev/tcp/a/1',
  'base64 -d',
  'sed s/a/b/e',
  'awk',
  'python3 -c',
]

/** Texts whose reading could grow without bound. */
const bombs: Readonly<Record<string, string>> = {
  'nested substitutions': `${'$('.repeat(5_000)}rm x${')'.repeat(5_000)}`,
  'nested quotes in shells': Array.from({ length: 12 }).reduce<string>(
    (text) => `bash -c ${JSON.stringify(text)}`,
    'rm x',
  ),
  'open arithmetic': '$(('.repeat(5_000),
  'open braces': '{a,'.repeat(5_000),
  'brace products': '{a,b}'.repeat(60),
  'a long pipeline': 'cat |'.repeat(10_000),
  'many words': `echo ${'w '.repeat(30_000)}`,
  'many commands': 'a;'.repeat(20_000),
  'a long word': 'x'.repeat(60_000),
  'doubling variables': `a=xxxxxxxx;${'a=$a$a;'.repeat(60)}echo $a`,
  'functions that call each other': 'f(){ g; }; g(){ f; }; f',
  'an alias of itself': "alias a='a a'; a",
  'slashes in sed': `sed '${'s/'.repeat(10_000)}' x`,
  'backslashes in sed': `sed 's/${'\\'.repeat(20_000)}' x`,
  'quotes in code': `python3 -c '${'os.system("'.repeat(4_000)}'`,
  'sockets in code': `python3 -c '${'socket '.repeat(6_000)}'`,
  'blanks in sed': `sed -i '${' '.repeat(60_000)}' x`,
  'empty lines for a file client': `lftp -e '${'\n'.repeat(60_000)}'`,
  'empty lines in statements': `psql -c '${'\n'.repeat(60_000)}'`,
  'calls in code': `python3 -c '${'exec '.repeat(12_000)}'`,
  'calls in code of PowerShell': `pwsh -c '${'iex '.repeat(15_000)}'`,
  'dots in a path': `cat ${'../'.repeat(10_000)}x`,
  'an open here-document': `cat <<EOF\n${'x\n'.repeat(20_000)}`,
  'too much text': 'echo x\n'.repeat(20_000),
}

describe('the static assessment is bounded', () => {
  it('answers for any text, with a level, a description and findings of the level', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 300 }),
          fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(' ')),
        ),
        (text) => {
          const { riskLevel, description, findings } = assess(text)
          assert.match(riskLevel, /^(?:low|medium|high)$/)
          assert.ok(description.length > 0 && description.length < 400)
          if (riskLevel !== 'low') assert.equal(findings[0]?.level, riskLevel)
          for (const { range } of findings)
            if (range !== undefined)
              assert.ok(range.start >= 0 && range.start <= range.end && range.end <= text.length)
        },
      ),
      { numRuns: 1_500 },
    )
  })

  for (const [name, text] of Object.entries(bombs))
    it(`ends in time on ${name}`, () => {
      const start = process.cpuUsage()
      assess(text)
      const { user, system } = process.cpuUsage(start)
      assert.ok((user + system) / 1_000 < 1_500, `${(user + system) / 1_000} ms`)
    })

  it('rates high what is too large or too deep to read', () => {
    for (const name of ['nested substitutions', 'too much text'])
      assert.equal(assess(bombs[name] ?? '').riskLevel, 'high', name)
  })

  it('finds what is dangerous behind much that is not', () => {
    assert.equal(assess(`${'echo x\n'.repeat(2_000)}rm y`).riskLevel, 'high')
  })
})
