import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createContacts } from '../../../src/adapters/egress/inside/contacts.ts'
import type { Contact } from '../../../src/adapters/egress/wire.ts'

function asked(host: string): Contact {
  return { host, port: undefined, manner: 'question' }
}

describe('what an attempt tried to reach', () => {
  it('is kept whatever crowd of granted places came before it, within the bound', () => {
    const contacts = createContacts(3, ({ host }) => host.startsWith('granted'))
    for (let index = 0; index < 10; index++) contacts.add(asked(`granted-${index}`))
    for (const host of ['one', 'two', 'one']) contacts.add(asked(host))
    assert.deepEqual(contacts.take(), { contacts: ['one', 'two', 'granted-0'].map(asked), more: 0 })
  })

  it('is counted where it is not kept, and starts over with each attempt', () => {
    const contacts = createContacts(2, ({ host }) => host === 'granted')
    for (const host of ['granted', 'one', 'two', 'three', 'four']) contacts.add(asked(host))
    assert.deepEqual(contacts.take(), { contacts: ['one', 'two'].map(asked), more: 2 })
    assert.deepEqual(contacts.take(), { contacts: [], more: 0 })
  })
})
