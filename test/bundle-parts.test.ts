import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rolldown } from 'rolldown'
import { bundleParts } from '../scripts/bundle-parts.ts'
import { parseStrictYaml } from '../src/text/strict-yaml.ts'

const texts = [
  '',
  '\uFEFF- a\n',
  '# comment\n---\n- run: a # b\n  env: { A: 1, B: 0x1f, C: .inf, D: 1e3, E: ~, F: true, "g\\u0041": x }\n...\n',
  "- |+2\n   a\n    b\n\n- >-\n  c\n  d\n- \"e\\\n  f\\x41\"\n- 'g''h'\n- i\n  j\n",
  '? a\n: b\n? [c]\n: d\n',
  'a: &x [1, 2]\nb: *x\nc: { <<: *x }\n',
  '%YAML 1.1\n---\n- yes\n- 0777\n- 12:30:45\n- 2001-12-14\n- { <<: { a: b } }\n',
  '%YAML 1.2\n%TAG ! tag:example.org,2000:\n---\n!thing a\n',
  '- !!str a\n- !!int 3\n- !!binary aGk=\n- !!timestamp 2001-12-14\n- !!set { a }\n- !!omap [a: b]\n- !!pairs [a: b]\n- !!map {}\n- ! b\n',
  'a: 1\na: 2\n',
  'a: 1\n---\nb: 2\n',
  '- a\n\t- b\n',
  '- [a, {b: c\n',
  '- "a\n',
  '@a\n',
  '- a: b: c\n',
  '{ __proto__: { a: b }, constructor: c }\n',
]

describe('what is left out of the libraries', () => {
  it('is not missed by the reader of YAML', async () => {
    const bundle = await rolldown({
      input: 'src/text/strict-yaml.ts',
      platform: 'node',
      logLevel: 'warn',
      ...bundleParts,
    })
    const { output } = await bundle.generate({ format: 'esm' })
    await bundle.close()
    const code = output[0].code
    const url = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
    const bundled: { parseStrictYaml: typeof parseStrictYaml } = await import(url)
    for (const text of texts) {
      const [left, right] = [bundled.parseStrictYaml(text), parseStrictYaml(text)]
      assert.deepEqual([left.value, left.problems], [right.value, right.problems], text)
    }
  })
})
