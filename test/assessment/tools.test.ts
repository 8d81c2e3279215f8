import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { catalogue } from '../../src/assessment/catalogue.ts'
import { matches, parsePatterns } from '../../src/assessment/tools/pattern.ts'
import { toolOf, toolTables } from '../../src/assessment/tools/table.ts'

const entries = toolTables.flatMap((table) => Object.entries(table))
const names = entries.flatMap(([list]) => list.split(' '))

describe('the table of tools', () => {
  it('knows more than two thousand programs, each once', () => {
    assert.ok(names.length > 2_000, String(names.length))
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    )
    assert.deepEqual(
      names.filter((name) => !/^[\w[.:][\w.+:[\]/-]*$/.test(name)),
      [],
    )
  })

  it('has no name that is never looked up', () => {
    assert.deepEqual(
      names.filter((name) => /\.exe$/i.test(name)),
      [],
    )
  })

  it('sees a rule behind the noun of a service, where its words say enough', () => {
    const [pattern] = parsePatterns('create-role')
    const [bare] = parsePatterns('stop')
    assert.ok(pattern !== undefined && bare !== undefined)
    const given = { options: [], positionals: ['iam', 'create-role', 'x'] }
    assert.deepEqual([matches(pattern, given), matches(pattern, given, 'deep')], [false, true])
    assert.equal(matches(bare, { options: [], positionals: ['run', 'stop'] }, 'deep'), false)
  })

  it('tells an option of any other value from one of these values', () => {
    const [pattern] = parsePatterns('-S!=localhost*|127.*')
    assert.ok(pattern !== undefined)
    const listens = (value: string) => matches(pattern, { options: [{ name: '-S', value }], positionals: [] })
    assert.deepEqual(['localhost:80', '127.0.0.1:80', '0.0.0.0:80'].map(listens), [false, false, true])
    assert.equal(matches(pattern, { options: [], positionals: [] }), false)
  })

  it('uses only kinds of the catalogue', () => {
    for (const [list, tool] of entries)
      for (const kind of [tool.is, ...Object.keys(tool.rules ?? {})])
        assert.ok(kind === 'harmless' || Object.hasOwn(catalogue, kind), `${list}: ${kind}`)
  })

  it('lists as options with a value only what is spelled as an option or an operand', () => {
    for (const [list, tool] of entries)
      for (const options of [tool.valued, tool.writes, tool.shell, tool.code])
        for (const option of (options ?? '').split(' ').filter((word) => word !== ''))
          assert.match(option, /^-{0,2}[\w][\w.:-]*$/, `${list}: ${option}`)
  })

  it('has no rule that holds for everything', () => {
    for (const [list, tool] of entries)
      for (const [kind, text] of Object.entries(tool.rules ?? {}))
        for (const pattern of parsePatterns(text)) assert.ok(pattern.tokens.length > 0, `${list}: ${kind}`)
  })

  it('finds a program with a version, a suffix, or as it is', () => {
    assert.equal(toolOf('python3.12')?.language, 'python')
    assert.equal(toolOf('mkfs.btrfs')?.is, 'wipes-device')
    assert.equal(toolOf('gcc-14')?.is, 'runs-project')
    assert.equal(toolOf('no-such-thing'), undefined)
  })

  it('says every kind in one plain sentence', () => {
    for (const [id, { sentence }] of Object.entries(catalogue)) {
      assert.match(sentence, /^[A-Z][^.]*\.$/, id)
      assert.ok(sentence.length < 110, id)
    }
  })
})
