import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { GateError } from '../../../src/errors.ts'
import { attempt, identities, startTestEgress } from './inside.ts'

const directory = mkdtempSync(join(tmpdir(), 'command-gate-lifetime-'))
after(() => rmSync(directory, { recursive: true }))

/** The parent of every living process; one that only waits to be reaped is dead. */
function livingParents(): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
      const [state, parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (state !== 'Z') found.set(pid, parent)
    } catch {
      // It ended while we looked.
    }
  }
  return found
}

/** All living descendants of a process, itself included. */
function family(root: number): readonly string[] {
  const parents = livingParents()
  const members = new Set([String(root)])
  for (let size = 0; size !== members.size; ) {
    size = members.size
    for (const [pid, parent] of parents) if (members.has(parent)) members.add(pid)
  }
  return [...members].filter((pid) => parents.has(pid))
}

async function goneWithin(pids: readonly string[], ms: number): Promise<readonly string[]> {
  const end = Date.now() + ms
  for (;;) {
    const left = pids.filter((pid) => livingParents().has(pid))
    if (left.length === 0 || Date.now() > end) return left
    await setTimeout(20)
  }
}

/** An egress process of our own making, to see what the gate makes of one that went wrong. */
function brokenScript(name: string, source: string): string {
  const path = join(directory, `${name}.mjs`)
  writeFileSync(path, source)
  return path
}

const ready = `process.stdout.write('{"kind":"ready","notes":[]}\\n')`

describe('the egress ends', { concurrency: false }, () => {
  for (const [who, identity] of identities) {
    it(`when it is closed, as ${who}, with every process of it; closing twice is fine`, async () => {
      const egress = await startTestEgress({ identity })
      const pids = family(egress.holderPid)
      assert.ok(pids.length >= 3, `holder, egress and packet log: ${pids.length}`)
      await egress.close()
      await egress.close()
      assert.deepEqual(await goneWithin(pids, 2000), [])
    })

    it(`when the gate is killed, as ${who}`, async () => {
      const inside = new URL('inside.ts', import.meta.url).pathname
      const script = `
        const { startTestEgress } = await import(${JSON.stringify(inside)})
        const egress = await startTestEgress({ identity: ${JSON.stringify(identity)} })
        console.log(egress.holderPid)
        setInterval(() => {}, 1000)`
      const gate = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const holder = await new Promise<number>((done) =>
        gate.stdout.once('data', (text: Buffer) => done(Number(text))),
      )
      const pids = family(holder)
      assert.ok(pids.length >= 3)
      gate.kill('SIGKILL')
      assert.deepEqual(await goneWithin(pids, 2000), [])
    })
  }

  it('and says so, instead of an attempt with no effects, when it dies under an attempt', async () => {
    const egress = await startTestEgress()
    const traffic = await egress.begin({ allow: [], deny: [] })
    for (const pid of family(egress.holderPid).slice(1)) process.kill(Number(pid), 'SIGKILL')
    await assert.rejects(
      traffic.end(),
      (error) => error instanceof GateError && error.code === 'SANDBOX_FAILED',
    )
    await egress.close()
  })

  it('and says so when only its packet log dies', async () => {
    const egress = await startTestEgress()
    const traffic = await egress.begin({ allow: [], deny: [] })
    const perl = family(egress.holderPid).find((pid) =>
      readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('perl'),
    )
    process.kill(Number(perl), 'SIGKILL')
    await assert.rejects(
      traffic.end(),
      (error) => error instanceof GateError && error.code === 'SANDBOX_FAILED',
    )
    await egress.close()
  })
})

describe('an egress process that goes wrong closes the gate', { concurrency: false }, () => {
  const starts: readonly (readonly [string, string])[] = [
    ['ends at once', 'process.exit(3)'],
    ['prints what is no report', `console.log('hello'); setInterval(() => {}, 1000)`],
    [
      'prints a line without end',
      `const b = 'x'.repeat(1 << 20); const go = () => process.stdout.write(b, go); go()`,
    ],
    [
      'prints reports without end',
      `const b = '{"kind":"ready"}\\n'.repeat(5000); const go = () => process.stdout.write(b, go); go()`,
    ],
  ]
  for (const [title, source] of starts) {
    it(`at the start: it ${title}`, async () => {
      const before = process.memoryUsage().rss
      const script = brokenScript(title.replaceAll(' ', '-'), source)
      const outcome = await startTestEgress({ egressScript: script }).then(
        async (egress) => {
          const traffic = egress.begin({ allow: [], deny: [] })
          const ended = traffic.then((open) => open.end())
          const code = await ended.then(
            () => 'ended well',
            (error: GateError) => error.code,
          )
          await egress.close()
          return code
        },
        (error: GateError) => error.code,
      )
      assert.match(outcome, /^SANDBOX_(UNAVAILABLE|FAILED)$/)
      assert.ok(process.memoryUsage().rss - before < 150e6, 'memory stays bounded')
    })
  }

  it('at the start: it is not there, and the message says what must be readable', async () => {
    await assert.rejects(startTestEgress({ egressScript: '/nowhere/egress.js' }), (error) => {
      assert.ok(error instanceof GateError)
      assert.equal(error.code, 'SANDBOX_UNAVAILABLE')
      assert.match(error.message, /\/nowhere\/egress\.js/)
      assert.match(error.hint ?? '', /must be able to read/)
      return true
    })
  })

  it('in an attempt: it reports on another one', async () => {
    const script = brokenScript(
      'other',
      `${ready}
       const say = (report) => process.stdout.write(JSON.stringify(report) + '\\n')
       process.stdin.on('data', (order) => {
         if (String(order).includes('"begin"')) say({ kind: 'begun', attempt: 1 })
         if (String(order).includes('"end"')) say({ kind: 'ended', attempt: 9, contacts: [], more: 0 })
       })`,
    )
    const egress = await startTestEgress({ egressScript: script })
    const traffic = await egress.begin({ allow: [], deny: [] })
    await assert.rejects(
      traffic.end(),
      (error) => error instanceof GateError && error.code === 'SANDBOX_FAILED',
    )
    await egress.close()
  })

  it('two attempts at once are refused', async () => {
    const egress = await startTestEgress()
    await egress.begin({ allow: [], deny: [] })
    await assert.rejects(egress.begin({ allow: [], deny: [] }), GateError)
    await egress.close()
  })
})

describe('a flood', { concurrency: false }, () => {
  it('of connections, names and datagrams ends, is told in part, and costs the gate little', async () => {
    const egress = await startTestEgress()
    const before = process.memoryUsage().rss
    const script = `
      const net = require('node:net'), dgram = require('node:dgram'), dns = require('node:dns')
      const udp = dgram.createSocket('udp4')
      for (let i = 0; i < 3000; i++) {
        udp.send('x', 1000 + i, '9.9.' + (i >> 8) + '.' + (i & 255), () => {})
        dns.resolve4('n' + i + '.flood.example', () => {})
      }
      let open = 0, n = 0
      const more = () => { while (open < 200 && n < 6000) { n++; open++
        const s = net.connect(n % 2 ? 443 : 80, '7.7.' + (n >> 8) + '.' + (n & 255)).on('error', () => {})
        setTimeout(() => s.destroy(), 200); s.on('close', () => { open--; more() }) } }
      more()
      setTimeout(() => process.exit(), 4000)`
    const { effects } = await attempt(egress, `"$NODE" -e '${script.replaceAll("'", '"')}'`)
    assert.equal(effects.length, 1001)
    assert.match(effects.at(-1) ?? '', /\d+ more attempts followed that are not listed/)
    assert.ok(process.memoryUsage().rss - before < 100e6)
    const next = await attempt(egress, 'exec 3<>/dev/tcp/1.1.1.1/1')
    assert.deepEqual(next.effects, ['1.1.1.1 1'])
    await egress.close()
  })

  it('that comes faster than it can be recorded is told by its number', async () => {
    const egress = await startTestEgress()
    try {
      const log = family(egress.holderPid).find(
        (pid) => readFileSync(`/proc/${pid}/comm`, 'utf8') === 'perl\n',
      )
      process.kill(Number(log), 'SIGSTOP')
      const sent = join(directory, 'sent')
      const send =
        'socket(S,2,2,17); connect(S, pack_sockaddr_in(7,inet_aton("9.9.9.9"))); send(S, "x", 0) for 1 .. 40000'
      const flood = attempt(egress, `perl -MSocket -e '${send}'; touch ${sent}`)
      while (!existsSync(sent)) await setTimeout(20)
      process.kill(Number(log), 'SIGCONT')
      assert.match(
        (await flood).effects.at(-1) ?? '',
        /^others: \d+ more attempts followed that are not listed/,
      )
    } finally {
      await egress.close()
    }
  })
})
