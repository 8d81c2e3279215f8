import assert from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { loadSecretlint } from '../../src/adapters/secretlint.ts'
import { formsOf } from '../../src/text/encodings.ts'
import { redactDeep } from '../../src/text/redact-deep.ts'
import { createRedactor } from '../../src/text/redactor.ts'
import { streamed } from './streamed.ts'
import { drawTokens } from './tokens.ts'

const secretlint = await loadSecretlint()
const shapes = createRedactor({ values: [], rules: secretlint })
const withoutSecretlint = createRedactor({ values: [] })

const encodings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  hex: (text) => Buffer.from(text).toString('hex'),
  url: (text) => encodeURIComponent(text),
  json: (text) => JSON.stringify({ found: text }),
}

const tokens = [1, 2, 3].flatMap(drawTokens)

describe('redaction: kinds of secrets that nobody named', () => {
  for (const [name, encode] of Object.entries(encodings)) {
    it(`finds every kind in ${name}, whole and cut at every chunk size`, () => {
      assert.ok(new Set(tokens.map((token) => token.kind)).size >= 60)
      for (const { kind, text, secret } of tokens) {
        const line = `start ${encode(text)} end\n`
        const visible = encode(secret)
          .replace(/^.*?"(\w+)"}$/, '$1')
          .slice(3, -3)
        const whole = shapes.redact(line).text
        assert.ok(!whole.includes(visible), `${kind}: ${whole}`)
        assert.match(whole, /start .*\[redacted:[\w.-]+\].* end\n/s, kind)
        for (const size of [1, 7, 64]) assert.equal(streamed(shapes, line, [size]), whole, kind)
      }
    })
  }

  it('finds every kind in plain text without secretlint, where Node is too old for it', () => {
    for (const { kind, text, secret } of tokens)
      assert.ok(!withoutSecretlint.redact(`x ${text}\n`).text.includes(secret), kind)
  })

  it('is not told by the text to look away', () => {
    const [token] = tokens
    const text = `/* secretlint-disable */ ${token?.text} // secretlint-disable-line gitleaks:allow\n`
    assert.ok(!shapes.redact(text).text.includes(token?.secret ?? 'none'))
  })
})

describe('redaction: values that the gate knows', () => {
  const value = 'p@ss/w0rd+"quoted" &<tag>'
  const known = createRedactor({ values: [{ name: 'DEPLOY_KEY', value }] })

  it('finds every form of a value at every chunk border', () => {
    for (const form of formsOf(value)) {
      const line = `a ${form} b\n`
      const whole = known.redact(line).text
      assert.equal(whole, 'a [redacted:DEPLOY_KEY] b\n', form)
      for (let cut = 1; cut < line.length; cut += 1) assert.equal(streamed(known, line, [cut]), whole)
    }
  })

  it('finds it in base64 whatever stands before and after it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 9 }), fc.uint8Array({ maxLength: 9 }), (before, after) => {
        const text = Buffer.concat([before, Buffer.from(value), after]).toString('base64')
        const shown = known.redact(text).text
        assert.ok(shown.includes('[redacted:DEPLOY_KEY]'), shown)
        // At most the characters remain that the bytes around it are part of.
        assert.ok(
          Buffer.from(shown.replace(/\[.*\]/, '|').split('|')[0] ?? '', 'base64').length <= before.length + 2,
        )
      }),
    )
  })

  it('finds each line of a value of several', () => {
    const redactor = createRedactor({ values: [{ name: 'KEY', value: 'first-line-1\nsecond-line-2\r\nx' }] })
    assert.equal(redactor.redact('> second-line-2').text, '> [redacted:KEY]')
    assert.equal(redactor.redact('x').changed, false)
  })

  it('never shows a value, wherever and in whatever pieces it is printed', () => {
    const secrets = fc.stringMatching(/^[A-Za-z0-9+/=_.~@!$%^&*()-]{8,40}$/)
    fc.assert(
      fc.property(
        secrets,
        fc.string(),
        fc.string(),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }),
        (secret, before, after, sizes) => {
          const redactor = createRedactor({ values: [{ name: 'S', value: secret }] })
          const shown = streamed(redactor, `${before}${secret}${after}`, sizes)
          fc.pre(!'[redacted:S]'.includes(secret) && !(before + after).includes(secret))
          assert.ok(!shown.includes(secret), shown)
        },
      ),
    )
  })

  it('a secret at the end of a long line without newline is not cut in two', () => {
    const line = `${'x'.repeat(65_530)} ${value} ${'y'.repeat(70_000)}`
    for (const size of [1_000, 4_096, 65_536]) assert.ok(!streamed(known, line, [size]).includes(value))
  })

  it('a private key over many chunks is one secret, and what follows is shown', () => {
    const key = tokens.find((token) => token.kind === 'private key')?.text ?? ''
    const shown = streamed(shapes, `before\n${key}\nafter\n`, [100])
    assert.equal(shown, 'before\n[redacted:private-key]\nafter\n')
  })

  it('values under four characters are not looked for', () => {
    assert.equal(createRedactor({ values: [{ name: 'PIN', value: '123' }] }).redact('a 123 b').changed, false)
  })

  it('names of values can not break the mark', () => {
    const redactor = createRedactor({ values: [{ name: 'A]::error::\n', value: 'abcdefgh' }] })
    assert.equal(redactor.redact('abcdefgh').text, '[redacted:A___error___]')
  })
})

describe('redaction: what is no secret stays', () => {
  const rows = [
    'npm notice integrity: sha512-9xXqEpbYDxiBU5SBvCjkZrbDZ6G0lDVFeZfmXIdCmh6RJTTEsHGO2cLxgd4Ft7VgbvKxfhzUUFnFj5CFKXrvGw==',
    'commit 3b28b53d7c0fda1f6f1b0d6a4f7c9e0b1a2c3d4e',
    'uuid 123e4567-e89b-12d3-a456-426614174000',
    'GITHUB_TOKEN: ${{ secrets.GITHUB_TOKEN }}',
    'password=$DB_PASSWORD token="${TOKEN}" secret: <your-secret-here>',
    'const token = await createToken(options1, options2)',
    'const credential = workloadIdentity.fromX509({',
    'key: a/very/long/path/to/some/file_1.txt',
    'Downloading https://registry.example.com/@scope/pkg/-/pkg-1.2.3.tgz',
    'postgres://localhost:5432/app and http://user@example.com/',
    'image@sha256:9b2c1f0d7e6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b0c',
    'Authorization: Bearer $TOKEN',
    'tokens: 1532, tokenizer: cl100k_base, max_tokens=4096',
    'export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin',
  ]
  for (const text of rows) {
    it(text, () => {
      assert.equal(shapes.redact(text).text, text)
    })
  }

  it('lock file, package files and the logs of real tools: not one false alarm', () => {
    const files = ['package-lock.json', ...globSync('node_modules/**/package.json')]
    const logs = [
      execFileSync('npm', ['ls', '--all', '--long', '--json'], { encoding: 'utf8', maxBuffer: 2 ** 28 }),
      execFileSync(process.execPath, ['-p', 'JSON.stringify(process.report.getReport().header)'], {
        encoding: 'utf8',
      }),
      execFileSync('ls', ['-lR', '--full-time', 'node_modules'], { encoding: 'utf8', maxBuffer: 2 ** 28 }),
    ]
    const texts = [...files.map((file) => readFileSync(file, 'utf8')), ...logs]
    assert.ok(texts.join('').length > 1_000_000)
    const alarms = texts.flatMap((text) => shapes.redact(text).names)
    assert.deepEqual(alarms, [])
  })
})

describe('redactDeep', () => {
  it('reaches every string, leaves the vocabulary and other values', () => {
    const redactor = createRedactor({
      values: [
        { name: 'S', value: 'denied' },
        { name: 'T', value: 'open sesame' },
      ],
    })
    const data = { kind: 'denied', list: ['x open sesame', 1, null, { deep: 'was denied' }], flag: true }
    assert.deepEqual(redactDeep(data, redactor, new Set(['denied'])), {
      kind: 'denied',
      list: ['x [redacted:T]', 1, null, { deep: 'was [redacted:S]' }],
      flag: true,
    })
  })
})
