import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { Egress } from '../../../src/sandbox/egress.ts'
import { attempt, hosts, identities, startTestEgress } from './inside.ts'
import { bigBytes, startWorld, type TestWorld } from './world.ts'

/** What names resolve to: a public address, unless the name says otherwise. */
const zone: Readonly<Record<string, readonly string[]>> = {
  'rebound.example': ['127.0.0.1'],
  'metadata.example': ['169.254.169.254'],
  'inside.example': ['10.0.0.7'],
  'mapped.example': ['::ffff:169.254.169.254'],
  'registry.example': ['10.0.0.8'],
  'local.registry.example': ['127.0.0.1'],
  'metadata.registry.example': ['169.254.169.254'],
  'half.example': ['10.0.0.7', '93.184.215.14'],
}

async function resolve(host: string): Promise<readonly string[]> {
  if (host === 'missing.example') throw new Error('ENOTFOUND')
  return zone[host] ?? ['93.184.215.14']
}

const notNamed = 'TLS asks for another name than the one that was connected to'
const get = (host: string, path = '/') => `GET ${path} HTTP/1.1\\r\\nHost: ${host}\\r\\n\\r\\n`
const tls = (options: string) =>
  `"$NODE" -e 'require("tls").connect({ rejectUnauthorized: false, ${options} }, function () { this.end("GET / HTTP/1.0\\r\\nHost: x\\r\\n\\r\\n") }).on("error", (e) => console.log(e.code)).pipe(process.stdout)'`

type Case = {
  readonly title: string
  readonly script: string
  readonly allow?: readonly string[]
  readonly deny?: readonly string[]
  readonly output?: RegExp
  readonly effects?: readonly string[]
  readonly reached?: readonly string[]
  readonly requests?: readonly string[]
}

const cases: readonly Case[] = [
  {
    title: 'a granted page by plain HTTP arrives',
    script: 'curl -sS -m 5 http://good.example/a?b=c',
    allow: ['good.example'],
    output: /^world 0\n$/,
    reached: ['good.example:80'],
    requests: ['GET good.example /a?b=c'],
  },
  {
    title: 'a granted upload by plain HTTP arrives whole, with and without a length',
    script:
      'head -c 300000 /dev/zero | curl -sS -m 5 --data-binary @- http://good.example/; head -c 300000 /dev/zero | curl -sS -m 5 -T - http://good.example/',
    allow: ['good.example'],
    output: /^world 300000\nworld 300000\n$/,
    reached: ['good.example:80', 'good.example:80'],
    requests: ['POST good.example /', 'PUT good.example /'],
  },
  {
    title: 'a granted page by TLS arrives',
    script: 'curl -sSk -m 5 https://good.example/',
    allow: ['good.example:443'],
    output: /^world 0\n$/,
    reached: ['good.example:443'],
    requests: ['GET good.example /'],
  },
  {
    title: 'a name under a granted suffix is reached, the suffix itself is not',
    script: 'curl -sSk -m 5 https://a.b.good.example/; curl -sSk -m 5 https://good.example/',
    allow: ['*.good.example'],
    effects: ['good.example 443'],
    reached: ['a.b.good.example:443'],
    requests: ['GET a.b.good.example /'],
  },
  {
    title: 'another port of a granted host is refused',
    script: 'curl -sSk -m 5 https://good.example:8443/',
    allow: ['good.example'],
    effects: ['good.example 8443'],
  },
  {
    title: 'a granted port beyond the usual ones works',
    script: 'curl -sSk -m 5 https://good.example:8443/',
    allow: ['good.example:8443'],
    output: /^world 0\n$/,
    reached: ['good.example:8443'],
    requests: ['GET good.example:8443 /'],
  },
  {
    title: 'a host that is granted and denied is refused, and says so',
    script: 'curl -sS -m 5 http://bad.good.example/',
    allow: ['*.good.example'],
    deny: ['bad.good.example'],
    effects: ['bad.good.example 80: the policy denies this host'],
  },
  {
    title: 'TLS for another name than the granted one is refused before anything is sent out',
    script: tls('host: "good.example", port: 443, servername: "evil.example"'),
    allow: ['good.example'],
    effects: [`good.example 443: ${notNamed}`],
  },
  {
    title: 'TLS for another granted name is refused as well',
    script: tls('host: "good.example", port: 443, servername: "fine.example"'),
    allow: ['good.example', 'fine.example'],
    effects: [`good.example 443: ${notNamed}`],
  },
  {
    title: 'TLS without a name is refused',
    script: tls('host: "good.example", port: 443, servername: ""'),
    allow: ['good.example'],
    effects: ['good.example 443: TLS asks for no name, so it can be anything at that address'],
  },
  {
    title: 'TLS for another name on a granted port of its own is refused',
    script: tls('host: "good.example", port: 8443, servername: "evil.example"'),
    allow: ['good.example:8443'],
    effects: [`good.example 8443: ${notNamed}`],
    reached: ['good.example:8443'],
  },
  ...[
    { what: 'TLS for names that are read differently', bytes: '\\x16\\3\\1\\0\\5\\1\\0\\0\\1\\3%0.s' },
    { what: 'TLS in more pieces than are looked at', bytes: '%0.s\\x16\\3\\1\\0\\1\\1\\x16\\3\\1\\0\\1\\0' },
  ].map(({ what, bytes }) => ({
    title: `${what} on a granted port of its own is refused`,
    script: `exec 3<>/dev/tcp/good.example/8443; printf '${bytes}' $(seq 7000) >&3; sleep 0.2; exec 3>&-`,
    allow: ['good.example:8443'],
    effects: ['good.example 8443: the name that TLS asks for can not be read'],
    reached: ['good.example:8443'],
  })),
  {
    title: 'something else than TLS on port 443 is refused',
    script: `exec 3<>/dev/tcp/good.example/443; printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3`,
    allow: ['good.example'],
    effects: ['good.example 443: what was sent to port 443 is no TLS'],
  },
  {
    title: 'looking whether a granted port is open is no effect',
    script: 'exec 3<>/dev/tcp/good.example/443; exec 4<>/dev/tcp/good.example/80; sleep 0.1',
    allow: ['good.example'],
  },
  {
    title: 'a Host header for another name is refused',
    script: `curl -sS -m 5 -H 'Host: evil.example' http://good.example/`,
    allow: ['good.example'],
    output: /command-gate: the request does not name good\.example/,
    effects: ['good.example 80: the HTTP request names another host'],
  },
  {
    title: 'a second request on the same connection is held to the same name',
    script: `exec 3<>/dev/tcp/good.example/80; printf '${get('good.example', '/1')}${get('evil.example', '/2')}' >&3; timeout 3 cat <&3`,
    allow: ['good.example'],
    effects: ['good.example 80: the HTTP request names another host'],
    reached: ['good.example:80'],
    requests: ['GET good.example /1'],
  },
  {
    title: 'two Host headers are refused',
    script: `exec 3<>/dev/tcp/good.example/80; printf 'GET / HTTP/1.1\\r\\nHost: good.example\\r\\nHost: evil.example\\r\\n\\r\\n' >&3; timeout 3 cat <&3`,
    allow: ['good.example'],
    effects: ['good.example 80: the HTTP request names another host'],
  },
  {
    title: 'a target that names another host is refused',
    script: `exec 3<>/dev/tcp/good.example/80; printf 'GET http://evil.example/ HTTP/1.1\\r\\nHost: good.example\\r\\n\\r\\n' >&3; timeout 3 cat <&3`,
    allow: ['good.example'],
    effects: ['good.example 80: the HTTP request names another host'],
  },
  {
    title: 'a CONNECT through port 80 is refused',
    script: `exec 3<>/dev/tcp/good.example/80; printf 'CONNECT evil.example:443 HTTP/1.1\\r\\nHost: good.example\\r\\n\\r\\n' >&3; timeout 3 cat <&3`,
    allow: ['good.example'],
    effects: ['good.example 80: a CONNECT request'],
  },
  {
    title: 'something else than HTTP on port 80 is refused',
    script: `exec 3<>/dev/tcp/good.example/80; printf 'SSH-2.0-x\\r\\n' >&3; timeout 3 cat <&3`,
    allow: ['good.example'],
    effects: ['good.example 80: what was sent to port 80 is no HTTP request'],
  },
  {
    title: 'a body with two lengths does not smuggle a request through',
    script: `exec 3<>/dev/tcp/good.example/80; printf 'POST / HTTP/1.1\\r\\nHost: good.example\\r\\nContent-Length: 5\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n${get('evil.example')}' >&3; timeout 3 cat <&3`,
    allow: ['good.example'],
    effects: ['good.example 80: what was sent to port 80 is no HTTP request'],
  },
  {
    title: 'the body of a request never becomes a request, whatever its method',
    script: `for method in GET POST DELETE HEAD OPTIONS; do exec 3<>/dev/tcp/good.example/80; body='${get('evil.example', '/smuggled')}'; printf "$method / HTTP/1.1\\r\\nHost: good.example\\r\\nConnection: close\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n%x\\r\\n$body\\r\\n0\\r\\n\\r\\n" $(printf "$body" | wc -c) >&3; timeout 3 cat <&3 >/dev/null; done`,
    allow: ['good.example'],
    reached: Array(5).fill('good.example:80'),
    requests: ['GET', 'POST', 'DELETE', 'HEAD', 'OPTIONS'].map((method) => `${method} good.example /`),
  },
  {
    title: 'several requests on one connection, pipelined, are answered in their order',
    script: `exec 3<>/dev/tcp/good.example/80; printf '${get('good.example', '/1')}${get('good.example', '/2')}${get('good.example', '/3')}' >&3; timeout 1 cat <&3 | grep -c world`,
    allow: ['good.example'],
    output: /^3\n$/,
    requests: ['GET good.example /1', 'GET good.example /2', 'GET good.example /3'],
    reached: ['good.example:80', 'good.example:80', 'good.example:80'],
  },
  {
    title: 'a server that speaks first is heard',
    script: 'exec 3<>/dev/tcp/good.example/22; head -n 1 <&3',
    allow: ['good.example:22'],
    output: /^SSH-2\.0-test\r\n$/,
    reached: ['good.example:22'],
  },
  {
    title: 'a client that ends its half hears the rest',
    script: `"$NODE" -e 'const s = require("net").connect({ host: "good.example", port: 7777, allowHalfOpen: true }); s.end("all of it"); s.pipe(process.stdout)'`,
    allow: ['good.example:7777'],
    output: /^all of it$/,
    reached: ['good.example:7777'],
  },
  {
    title: 'a granted address is reached without a name',
    script: 'exec 3<>/dev/tcp/93.184.215.14/22; head -n 1 <&3',
    allow: ['93.184.215.14:22'],
    output: /^SSH-2\.0-test\r\n$/,
    reached: ['93.184.215.14:22'],
  },
  {
    title: 'a granted IPv6 address is reached',
    script: 'exec 3<>/dev/tcp/2606:2800:21f::1/22; head -n 1 <&3',
    allow: ['[2606:2800:21f::1]:22'],
    output: /^SSH-2\.0-test\r\n$/,
    reached: ['2606:2800:21f::1:22'],
  },
  {
    title: 'a granted metadata address is refused all the same',
    script: 'curl -sS -m 5 http://169.254.169.254/',
    allow: ['169.254.169.254'],
    effects: ['169.254.169.254 80: its address is a metadata service'],
  },
  {
    title: 'a granted name that leads to this machine is refused',
    script: 'curl -sS -m 5 http://rebound.example/',
    allow: ['rebound.example'],
    effects: ['rebound.example 80: its address 127.0.0.1 is loopback'],
  },
  {
    title: 'a granted name that leads to the metadata service is refused, in IPv6 clothes too',
    script: 'curl -sS -m 5 http://metadata.example/; curl -sSk -m 5 https://mapped.example/',
    allow: ['metadata.example', 'mapped.example'],
    effects: [
      'metadata.example 80: its address 169.254.169.254 is a metadata service',
      'mapped.example 443: its address ::ffff:169.254.169.254 is a metadata service',
    ],
  },
  {
    title: 'a granted name that leads into the private network is refused',
    script: 'curl -sS -m 5 http://inside.example/',
    allow: ['inside.example'],
    effects: ['inside.example 80: its address 10.0.0.7 is private'],
  },
  {
    title: 'a registry inside the company is reached where the runner is configured with it',
    script: 'curl -sS -m 5 http://registry.example/',
    allow: ['registry.example'],
    output: /^world 0\n$/,
    reached: ['registry.example:80'],
    requests: ['GET registry.example /'],
  },
  {
    title: 'not even such a registry may lead to this machine or the metadata service',
    script: 'curl -sS -m 5 http://local.registry.example/; curl -sS -m 5 http://metadata.registry.example/',
    allow: ['*.registry.example'],
    effects: [
      'local.registry.example 80: its address 127.0.0.1 is loopback',
      'metadata.registry.example 80: its address 169.254.169.254 is a metadata service',
    ],
  },
  {
    title: 'of several addresses only the public ones count',
    script: 'curl -sS -m 5 http://half.example/',
    allow: ['half.example'],
    output: /^world 0\n$/,
    reached: ['half.example:80'],
    requests: ['GET half.example /'],
  },
  {
    title: 'a granted name that does not exist is no effect: the network said no, not the sandbox',
    script: 'curl -sS -m 5 http://missing.example/; curl -sSk -m 5 https://missing.example/',
    allow: ['missing.example'],
  },
  {
    title: '50 MB arrive whole by TLS',
    script: 'curl -sSk -m 30 https://good.example/big | wc -c',
    allow: ['good.example'],
    output: new RegExp(`^${bigBytes}\\n$`),
    reached: ['good.example:443'],
    requests: ['GET good.example /big'],
  },
]

const privateHosts = hosts('registry.example', '*.registry.example')

for (const [who, identity] of identities) {
  describe(`as ${who}`, { concurrency: false }, () => {
    let egress: Egress
    let world: TestWorld
    before(async () => {
      world = await startWorld()
      egress = await startTestEgress({
        identity,
        resolve,
        connect: world.connect,
      })
    })
    after(async () => {
      await egress.close()
      world.close()
    })
    beforeEach(() => {
      world.reached.length = 0
      world.requests.length = 0
    })
    for (const { title, script, output, effects = [], reached = [], requests = [], ...grant } of cases) {
      it(title, async () => {
        const ran = await attempt(egress, script, { ...grant, identity, privateHosts })
        const seen = { effects: ran.effects, reached: [...world.reached], requests: [...world.requests] }
        assert.deepEqual(seen, { effects, reached, requests }, ran.output)
        if (output !== undefined) assert.match(ran.output, output)
      })
    }
  })
}
