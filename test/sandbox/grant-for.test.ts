import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Effect, NetworkEffect, WriteEffect } from '../../src/sandbox/effect.ts'
import { grantFor } from '../../src/sandbox/grant-for.ts'
import { isWithin } from '../../src/sandbox/machine.ts'
import { workspaceWrite } from './rig.ts'

const widen = { escalation: 'widen' } as const

function write(path: string): WriteEffect {
  return {
    kind: 'write',
    path,
    change: 'created',
    certainty: 'recorded',
    before: undefined,
    after: undefined,
    diff: undefined,
  }
}

function network(host: string, port: number | undefined): NetworkEffect {
  return { kind: 'network', host, port, certainty: 'recorded', reason: undefined }
}

describe('the smallest grant that covers the evidence', () => {
  it('names each path, and a directory for what is new below it', () => {
    const grant = grantFor(
      [write('/h/a'), write('/h/d'), write('/h/d/x'), write('/h/d/y')],
      workspaceWrite,
      widen,
    )
    assert.deepEqual(grant, { ...workspaceWrite, write: ['/h/a', '/h/d'] })
  })
  it('names hosts with their ports, and a name alone only when it was only asked for', () => {
    const effects = [
      network('a.example', undefined),
      network('a.example', 443),
      network('b.example', undefined),
    ]
    assert.deepEqual(grantFor(effects, workspaceWrite, widen), {
      ...workspaceWrite,
      network: [
        { host: 'a.example', port: 443 },
        { host: 'b.example', port: undefined },
      ],
    })
  })
  it('keeps what was granted before, and adds nothing twice', () => {
    const before = { ...workspaceWrite, write: ['/h/a'], network: [{ host: 'a.example', port: 443 }] }
    assert.deepEqual(grantFor([write('/h/a'), network('a.example', 443)], before, widen), before)
  })
  it('names directories where there are more paths than a person reads', () => {
    const effects = Array.from({ length: 200 }, (_, index) => write(`/home/u/p/d${index % 2}/f${index}`))
    assert.deepEqual(grantFor(effects, workspaceWrite, widen), {
      ...workspaceWrite,
      write: ['/home/u/p/d0', '/home/u/p/d1'],
    })
  })
  it('never grows to a directory as high as home', () => {
    const effects = Array.from({ length: 200 }, (_, index) => write(`/home/u/f${index}`))
    const grant = grantFor(effects, workspaceWrite, widen)
    assert.equal(grant.kind === 'sandboxed' ? grant.write.length : 0, 200)
  })
  it('a system call takes the sandbox off only where the policy allows that at all', () => {
    const effects: Effect[] = [{ kind: 'syscall', name: 'mount', certainty: 'recorded' }]
    assert.deepEqual(grantFor(effects, workspaceWrite, widen), workspaceWrite)
    assert.deepEqual(grantFor(effects, workspaceWrite, { escalation: 'unsandboxed' }), {
      kind: 'unsandboxed',
      env: [],
    })
    assert.equal(
      grantFor([...effects, write('/h/a')], workspaceWrite, { escalation: 'unsandboxed' }).kind,
      'sandboxed',
    )
  })
  it('leaves out what no approval can give', () => {
    const refused = { ...network('a.example', 443), reason: 'the policy denies it' }
    assert.deepEqual(grantFor([refused, write('/h/a')], workspaceWrite, widen), {
      ...workspaceWrite,
      write: ['/h/a'],
    })
  })
  it('covers every path of the evidence, whatever the paths are', () => {
    const path = fc
      .array(fc.stringMatching(/^[a-z.]{1,5}$/), { minLength: 1, maxLength: 6 })
      .map((parts) => `/${parts.join('/')}`)
    fc.assert(
      fc.property(fc.array(path, { maxLength: 100 }), (paths) => {
        const grant = grantFor(paths.map(write), workspaceWrite, widen)
        return (
          grant.kind === 'sandboxed' &&
          paths.every((each) => grant.write.some((given) => isWithin(each, given)))
        )
      }),
    )
  })
})
