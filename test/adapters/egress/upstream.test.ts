import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findRoute } from '../../../src/adapters/egress/upstream.ts'

const here = ['127.0.0.1', '::1', '8.8.4.4', '2606:4700::1', '203.0.113.9']

describe('a granted name never leads to this machine', () => {
  const cases: readonly {
    readonly title: string
    readonly addresses: readonly string[]
    readonly route: string
  }[] = [
    { title: 'by its public address', addresses: ['8.8.4.4'], route: 'refused' },
    { title: 'by its public address in IPv6 clothes', addresses: ['::ffff:8.8.4.4'], route: 'refused' },
    {
      title: 'by its public IPv6 address in another spelling',
      addresses: ['2606:4700:0:0::1'],
      route: 'refused',
    },
    { title: 'while another address stays open', addresses: ['8.8.4.4', '8.8.8.8'], route: '8.8.8.8' },
    { title: 'which a laboratory on one machine is not', addresses: ['203.0.113.9'], route: '203.0.113.9' },
    { title: 'nor is anybody else', addresses: ['9.9.9.9'], route: '9.9.9.9' },
  ]
  for (const { title, addresses, route } of cases) {
    it(title, async () => {
      const found = await findRoute(
        'granted.example.com',
        async () => addresses,
        () => false,
        here,
      )
      assert.equal(found.kind === 'route' ? found.addresses.join(' ') : found.kind, route)
      if (found.kind === 'refused') assert.match(found.reason, /this machine itself/)
    })
  }

  it('unless the runner is configured with it as its registry', async () => {
    const found = await findRoute(
      'registry.example.com',
      async () => ['8.8.4.4'],
      () => true,
      here,
    )
    assert.equal(found.kind, 'route')
  })
})
