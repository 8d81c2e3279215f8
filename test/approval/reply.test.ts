import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseReply } from '../../src/approval/reply.ts'

const id = '7K3QM9XD2F'
const other = '0123456789'
const parse = (body: string) => parseReply(body, '/gate')
const approve = { kind: 'approve', ids: [id], scope: 'once', note: undefined }

describe('a reply is the first line that is not blank, and starts with the word', () => {
  const replies = [
    ['/gate approve 7K3QM-9XD2F', approve],
    ['/gate approve 7k3qm9xd2f', approve],
    ['/Gate Approve 7K3QM-9XD2F', approve],
    ['\r\n \n/gate approve 7K3QM-9XD2F\n\n> On Friday, someone wrote:', approve],
    ['/gate approve 7K3QM-9XD2F for-run', { ...approve, scope: 'run' }],
    ['/gate approve 7K3QM-9XD2F for-matrix', { ...approve, scope: 'matrix' }],
    ['/gate approve 7K3QM-9XD2F For-Matrix ok', { ...approve, scope: 'matrix', note: 'ok' }],
    ['/gate approve 7K3QM-9XD2F for-matrices', { ...approve, note: 'for-matrices' }],
    ['/gate approve 7K3QM-9XD2F constructor', { ...approve, note: 'constructor' }],
    ['/gate approve 7K3QM-9XD2F ok for-matrix', { ...approve, note: 'ok for-matrix' }],
    ['/gate approve 7K3QM-9XD2F looks fine, thanks', { ...approve, note: 'looks fine, thanks' }],
    ['/gate approve 7K3QM-9XD2F FOR-RUN ok', { ...approve, scope: 'run', note: 'ok' }],
    ['/gate approve 7K3QM-9XD2F 01234-56789', { ...approve, ids: [id, other] }],
    ['/gate approve 7K3QM-9XD2F, 0123456789 both', { ...approve, ids: [id, other], note: 'both' }],
    ['/gate approve 7K3QM-9XD2F,7K3QM9XD2F', approve],
    ['/gate approve 7K3QM-9XD2F everything here is fine', { ...approve, note: 'everything here is fine' }],
    ['/gate deny 7K3QM-9XD2F not today', { kind: 'deny', ids: [id], note: 'not today' }],
    ['/gate deny 7K3QM-9XD2F', { kind: 'deny', ids: [id], note: undefined }],
    ['/gate abort', { kind: 'abort', note: undefined }],
    ['/gate abort this is wrong', { kind: 'abort', note: 'this is wrong' }],
    ['/gate extend 7K3QM-9XD2F 30m', { kind: 'extend', ids: [id], durationMs: 1_800_000 }],
    ['/gate extend 7K3QM-9XD2F 2H', { kind: 'extend', ids: [id], durationMs: 7_200_000 }],
    ['/gate explain 7K3QM-9XD2F', { kind: 'explain', ids: [id] }],
    ['/gate help', { kind: 'help' }],
  ] as const
  for (const [body, reply] of replies) {
    it(JSON.stringify(body), () => assert.deepEqual(parse(body), reply))
  }
})

describe('talk is no reply (A27, and bare words, quotes, code)', () => {
  const talk = [
    'LGTM',
    'yes',
    'approve 7K3QM-9XD2F',
    'I would say /gate approve 7K3QM-9XD2F',
    '> /gate approve 7K3QM-9XD2F',
    '`/gate approve 7K3QM-9XD2F`',
    '```\n/gate approve 7K3QM-9XD2F\n```',
    '    /gate approve 7K3QM-9XD2F',
    '\t/gate approve 7K3QM-9XD2F',
    ' /gate approve 7K3QM-9XD2F',
    '- /gate approve 7K3QM-9XD2F',
    '<!-- \n/gate approve 7K3QM-9XD2F -->',
    '\u200b/gate approve 7K3QM-9XD2F',
    '\ufeff/gate approve 7K3QM-9XD2F',
    '\u00a0/gate approve 7K3QM-9XD2F',
    'Looks good.\n/gate approve 7K3QM-9XD2F',
    '/gateway approve 7K3QM-9XD2F',
    '/gate\u00a0approve 7K3QM-9XD2F',
    '/approve 7K3QM-9XD2F',
    '',
    '\n\n',
  ]
  for (const body of talk) it(JSON.stringify(body), () => assert.equal(parse(body), undefined))
})

describe('what is meant for the gate but not well formed is said to be so', () => {
  const malformed = [
    '/gate',
    '/gate approve',
    '/gate approve all',
    '/gate approve *',
    '/gate approve 7K3QM',
    '/gate approve 7K3QM-9XD2F\u200b',
    '/gate approve 7K3QM-9XD2',
    '/gate approve anything now',
    '/gate approve 7K3QM-9XD2U',
    '/gate approve,7K3QM-9XD2F',
    '/gate deny',
    '/gate yes 7K3QM-9XD2F',
    '/gate extend 7K3QM-9XD2F',
    '/gate extend 7K3QM-9XD2F 0m',
    '/gate extend 7K3QM-9XD2F 30m please',
    '/gate explain all',
    `/gate approve 7K3QM-9XD2F ${'x'.repeat(1_000)}`,
  ]
  for (const body of malformed)
    it(JSON.stringify(body.slice(0, 60)), () => assert.equal(parse(body)?.kind, 'malformed'))
})

/** Pieces of which near misses are made. */
const piece = fc.oneof(
  fc.constantFrom(
    '/gate',
    '/GATE',
    'approve',
    'APPROVE',
    'deny',
    'for-run',
    id,
    '7K3QM-9XD2F',
    '7k3qm9xd2f',
    other,
  ),
  fc.constantFrom(
    ' ',
    '  ',
    '\t',
    '\n',
    '\r',
    '\r\n',
    ',',
    '-',
    '>',
    '`',
    '```',
    '<!--',
    '-->',
    '    ',
    '*',
    '@',
    '/',
  ),
  fc.constantFrom(
    '\u200b',
    '\u00a0',
    '\u2028',
    '\u202e',
    '\u0000',
    '\ufeff',
    'а',
    'е',
    '／gate',
    'all',
    '7K3QM',
  ),
  fc.string({ maxLength: 6 }),
)
const anything = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''))
const gap = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(' ', '  ', '\t') },
  { weight: 1, arbitrary: piece },
)
const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('/gate', 'approve', id) },
  { weight: 1, arbitrary: piece },
)
const before = fc.oneof({ weight: 6, arbitrary: fc.constant('') }, { weight: 4, arbitrary: piece })
const nearMiss = fc
  .tuple(
    before,
    fc.constant('/gate'),
    gap,
    fc.constant('approve'),
    gap,
    fc.constantFrom(id, other),
    gap,
    word,
    anything,
  )
  .map((parts) => parts.join(''))
const anyBody = fc.oneof(anything, nearMiss)

// A second reading of the grammar, as one regular expression, that shares nothing with the parser.
const token = '[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*'
const wellFormed = new RegExp(
  `^(?:[ \\t]*(?:\\r\\n|\\n|\\r))*/gate[ \\t]+approve[ \\t]+,*${token}(?=[ \\t,\\r\\n]|$)`,
  'i',
)

describe('no other body approves, whatever an attacker writes (A8, A21, A23)', () => {
  const numRuns = Number(process.env['FUZZ_RUNS'] ?? 20_000)
  it(`in ${numRuns} bodies made of near misses, only a whole well-formed first line does, and only for the ids in it`, () => {
    let approvals = 0
    fc.assert(
      fc.property(anyBody, (body) => {
        const reply = parse(body)
        if (reply?.kind !== 'approve') return
        approvals += 1
        assert.match(body, wellFormed)
        const first = body.split(/[\r\n]+/).find((line) => line.trim() !== '') ?? ''
        const bare = first.replaceAll('-', '').toUpperCase().replaceAll(/[IL]/g, '1').replaceAll('O', '0')
        for (const each of reply.ids) assert.ok(bare.includes(each), `${each} in ${JSON.stringify(body)}`)
      }),
      { numRuns },
    )
    assert.ok(approvals > 0, 'the generator must reach approvals')
  })
  it('a well-formed approval stays one, whatever follows the first line', () => {
    fc.assert(
      fc.property(fc.string(), (rest) => {
        assert.deepEqual(parse(`/gate approve 7K3QM-9XD2F\n${rest}`), approve)
      }),
    )
  })
})
