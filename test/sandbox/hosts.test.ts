import assert from 'node:assert/strict'
import { isIP } from 'node:net'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { formatAddress, parseAddress } from '../../src/sandbox/address.ts'
import { covers, parseHostPattern, permits, renderHost } from '../../src/sandbox/hosts.ts'
import { isPrivateAddress } from '../../src/sandbox/private-address.ts'

const valid: readonly (readonly [string, string, number | undefined])[] = [
  ['example.com', 'example.com', undefined],
  ['Example.COM.', 'example.com', undefined],
  ['example.com:8443', 'example.com', 8443],
  ['*.example.com', '*.example.com', undefined],
  ['*.example.co.uk:443', '*.example.co.uk', 443],
  ['nexus', 'nexus', undefined],
  ['_service.example.com', '_service.example.com', undefined],
  ['xn--pple-43d.com', 'xn--pple-43d.com', undefined],
  ['93.184.215.14', '93.184.215.14', undefined],
  ['93.184.215.14:22', '93.184.215.14', 22],
  ['[2001:DB8:0:0::1]:443', '2001:db8::1', 443],
  ['2001:db8::1', '2001:db8::1', undefined],
  ['[::ffff:93.184.215.14]:80', '93.184.215.14', 80],
  ['1password.com', '1password.com', undefined],
]

describe('a host reads as', () => {
  for (const [text, host, port] of valid) {
    it(`${text} -> ${host} ${port ?? 'web'}`, () => {
      assert.deepEqual(parseHostPattern(text), { kind: 'host', pattern: { host, port } })
    })
  }
  it('the same again after it was written', () => {
    for (const [, host, port] of valid) {
      const pattern = { host, port }
      assert.deepEqual(parseHostPattern(renderHost(pattern)), { kind: 'host', pattern })
    }
  })
})

const invalid: readonly (readonly [string, RegExp])[] = [
  ['', /empty/],
  ['*', /every host/],
  ['*:443', /every host/],
  ['*.com', /too broad/],
  ['*.co.uk', /anybody can register/],
  ['*.com.au', /anybody can register/],
  ['*.*', /star/],
  ['*.*.example.com', /star/],
  ['a.*.com', /star/],
  ['ex*.com', /star/],
  ['https://example.com', /scheme/],
  ['example.com/path', /path/],
  ['example.com?x', /path/],
  ['user@example.com', /user name/],
  ['example.com:', /port/],
  ['example.com:0', /port/],
  ['example.com:65536', /port/],
  ['example.com:08', /port/],
  ['example.com:https', /port/],
  ['example.com:1:2', /colons/],
  ['[::1', /colons/],
  ['[example.com]:443', /host name|colons/],
  ['127.1', /ends in a number/],
  ['0x7f000001', /ends in a number/],
  ['2130706433', /ends in a number/],
  ['010.0.0.1', /ends in a number/],
  ['1.2.3.256', /ends in a number/],
  ['1.2.3.4.', /ends in a number/],
  ['*.2.3.4', /ends in a number/],
  ['localhost', /own machine/],
  ['a.localhost:80', /own machine/],
  ['-a.example', /no host name/],
  ['a..example', /no host name/],
  [`${'a'.repeat(64)}.example`, /no host name/],
  [`${'a.'.repeat(130)}example`, /no host name/],
  ['аpple.com', /xn--/],
  ['example.com\u202e', /xn--/],
  ['exa mple.com', /space or a control/],
  ['example.com\n', /space or a control/],
  ['example.com\0.evil.com', /space or a control/],
  ['example.com%00', /no host name/],
]

describe('a host is refused with a reason', () => {
  for (const [text, reason] of invalid) {
    it(JSON.stringify(text), () => {
      const parsed = parseHostPattern(text)
      assert.equal(parsed.kind, 'invalid')
      assert.match(parsed.kind === 'invalid' ? parsed.reason : '', reason)
    })
  }
  it('whatever is written, reading ends, and what is accepted is lower-case ASCII without surprises', () => {
    const pieces = fc.constantFrom(
      '*',
      '.',
      ':',
      '[',
      ']',
      'a',
      'example',
      'com',
      '443',
      '1',
      '::',
      '-',
      'É',
      ' ',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((list) => list.join('')),
    )
    fc.assert(
      fc.property(text, (input) => {
        const parsed = parseHostPattern(input)
        if (parsed.kind === 'invalid') return
        assert.match(parsed.pattern.host, /^(\*\.)?[a-z0-9_.:-]+$/)
        assert.deepEqual(parseHostPattern(renderHost(parsed.pattern)), parsed)
      }),
      { numRuns: 3000 },
    )
  })
})

const patterns = [
  { host: 'example.com', port: undefined },
  { host: '*.example.org', port: undefined },
  { host: 'git.example.net', port: 22 },
  { host: '2001:db8::1', port: 443 },
]

describe('covers', () => {
  const rows: readonly (readonly [string, number | undefined, boolean])[] = [
    ['example.com', 443, true],
    ['example.com', 80, true],
    ['example.com', 22, false],
    ['example.com', undefined, true],
    ['www.example.com', 443, false],
    ['badexample.com', 443, false],
    ['example.com.evil.net', 443, false],
    ['a.example.org', 443, true],
    ['a.b.example.org', 443, true],
    ['example.org', 443, false],
    ['badexample.org', 443, false],
    ['git.example.net', 22, true],
    ['git.example.net', 443, false],
    ['git.example.net', undefined, true],
    ['2001:db8::1', 443, true],
    ['2001:db8::1', 80, false],
  ]
  for (const [host, port, expected] of rows) {
    it(`${host} ${port ?? 'by name'} -> ${expected}`, () =>
      assert.equal(covers(patterns, host, port), expected))
  }
})

describe('what is denied wins over what is allowed', () => {
  const reach = {
    allow: [
      { host: '*.example.org', port: undefined },
      { host: 'ssh.example.org', port: 22 },
    ],
    deny: [
      { host: 'bad.example.org', port: undefined },
      { host: 'plain.example.org', port: 80 },
      { host: 'ssh.example.org', port: undefined },
    ],
  }
  const rows: readonly (readonly [string, number | undefined, boolean])[] = [
    ['a.example.org', 443, true],
    ['bad.example.org', 443, false],
    ['bad.example.org', undefined, false],
    ['plain.example.org', 80, false],
    ['plain.example.org', 443, true],
    ['plain.example.org', undefined, true],
    ['ssh.example.org', 22, false],
  ]
  for (const [host, port, expected] of rows) {
    it(`${host} ${port ?? 'by name'} -> ${expected}`, () =>
      assert.equal(permits(reach, host, port), expected))
  }
})

const addresses: readonly (readonly [string, RegExp | undefined])[] = [
  ['8.8.8.8', undefined],
  ['93.184.215.14', undefined],
  ['203.0.113.80', undefined],
  ['172.15.0.1', undefined],
  ['172.32.0.1', undefined],
  ['100.63.255.255', undefined],
  ['100.128.0.1', undefined],
  ['198.17.255.255', undefined],
  ['198.20.0.0', undefined],
  ['223.255.255.255', undefined],
  ['2606:4700:4700::1111', undefined],
  ['2002:808:808::1', undefined],
  ['64:ff9b::808:808', undefined],
  ['0.0.0.0', /unspecified/],
  ['0.1.2.3', /unspecified/],
  ['10.255.0.1', /private/],
  ['100.64.0.1', /shared/],
  ['100.127.255.255', /shared/],
  ['100.100.100.200', /metadata/],
  ['127.0.0.1', /loopback/],
  ['127.255.255.254', /loopback/],
  ['169.254.169.254', /metadata/],
  ['169.254.170.2', /metadata/],
  ['169.254.1.1', /link-local/],
  ['168.63.129.16', /metadata/],
  ['172.16.0.1', /private/],
  ['172.31.255.255', /private/],
  ['192.168.0.1', /private/],
  ['192.0.0.192', /metadata/],
  ['198.18.0.1', /benchmarks/],
  ['198.19.255.255', /benchmarks/],
  ['224.0.0.1', /multicast/],
  ['239.255.255.255', /multicast/],
  ['240.0.0.1', /reserved/],
  ['255.255.255.255', /reserved/],
  ['::', /unspecified/],
  ['::1', /loopback/],
  ['0:0:0:0:0:0:0:1', /loopback/],
  ['::7f00:1', /loopback/],
  ['::127.0.0.1', /loopback/],
  ['::ffff:127.0.0.1', /loopback/],
  ['::FFFF:A00:1', /private/],
  ['::ffff:0:10.0.0.1', /private/],
  ['64:ff9b::169.254.169.254', /metadata/],
  ['64:ff9b:1::a00:1', /reserved/],
  ['2002:a9fe:a9fe::1', /metadata/],
  ['2002:7f00:1::', /loopback/],
  ['2001:0:1:2::3', /Teredo/],
  ['2600:1f00::5efe:10.0.0.1', /private/],
  ['2600:1f00::200:5efe:127.0.0.1', /loopback/],
  ['fc00::1', /private/],
  ['fd12:3456::1', /private/],
  ['fd00:ec2::254', /metadata/],
  ['fe80::1', /link-local/],
  ['febf::1', /link-local/],
  ['fec0::1', /private/],
  ['ff02::1', /multicast/],
  ['100::1', /reserved/],
  ['5f00::1', /reserved/],
  ['fe80::1%eth0', /not an address/],
  ['127.1', /not an address/],
  ['0177.0.0.1', /not an address/],
  ['localhost', /not an address/],
  ['', /not an address/],
]

describe('an address that must not be reached from here', () => {
  for (const [address, reason] of addresses) {
    it(`${address} -> ${reason?.source ?? 'public'}`, () => {
      const found = isPrivateAddress(address)
      if (reason === undefined) assert.equal(found, undefined)
      else assert.match(found ?? 'public', reason)
    })
  }
  it('is refused in every form of IPv6 that carries it', () => {
    const inside = fc.constantFrom(
      '10.1.2.3',
      '127.0.0.1',
      '169.254.169.254',
      '192.168.9.9',
      '172.20.0.1',
      '100.64.3.3',
    )
    const form = fc.constantFrom('::ffff:', '::ffff:0:', '::', '64:ff9b::')
    fc.assert(
      fc.property(inside, form, (address, prefix) => {
        assert.equal(isPrivateAddress(prefix + address), isPrivateAddress(address))
      }),
    )
  })
})

describe('addresses', () => {
  it('read and written are what Node reads and writes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const bytes = parseAddress(text)
        assert.notEqual(bytes, undefined)
        const written = formatAddress(bytes ?? [])
        // The URL parser writes IPv6 as RFC 5952 says, and so must we.
        if (isIP(text) === 6) assert.equal(`[${written}]`, new URL(`http://[${text}]/`).hostname)
        else assert.equal(written, text)
      }),
      { numRuns: 2000 },
    )
  })
  it('are only what Node takes for one', () => {
    const digits = fc.constantFrom(
      '0',
      '1',
      '255',
      '256',
      '01',
      '.',
      ':',
      '::',
      'ffff',
      '12345',
      'g',
      '%',
      ' ',
    )
    const text = fc.oneof(
      fc.string(),
      fc.array(digits, { maxLength: 20 }).map((list) => list.join('')),
    )
    fc.assert(
      fc.property(text, (input) => {
        const strict = isIP(input) !== 0 && !input.includes('%')
        assert.equal(parseAddress(input) !== undefined, strict)
      }),
      { numRuns: 5000 },
    )
  })
})
