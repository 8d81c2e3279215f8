import { createSocket } from 'node:dgram'
import { createServer, type Socket } from 'node:net'
import { formatAddress, parseAddress } from '../../../sandbox/address.ts'
import { isPrivateAddress } from '../../../sandbox/private-address.ts'
import { network } from '../network.ts'
import type { Contacts } from './contacts.ts'
import { type Question, readQuestion, recordType, responseCode, writeReply } from './dns-message.ts'
import type { Names } from './names.ts'

const loopback = '127.0.0.1'
const hostName = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/

/** `_http._tcp.` and the like before a name: a question about a service of that host. */
const serviceLabels = /^_[a-z0-9-]+\._(tcp|udp|https)\./

/** The address that a reverse question is about; undefined for any other question. */
function reversed(name: string): string | undefined {
  const octets = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/.exec(name)
  if (octets !== null) return octets.slice(1).reverse().join('.')
  const nibbles = /^((?:[0-9a-f]\.){32})ip6\.arpa$/.exec(name)?.[1]?.replaceAll('.', '')
  const digits = nibbles?.split('').reverse().join('').match(/..../g)
  const address = parseAddress(digits?.join(':') ?? '')
  return address === undefined ? undefined : formatAddress(address)
}

/** Whether an address belongs to the command's own machine as it sees it: its loopback, or our wire. */
function isOwn(address: string): boolean {
  return isPrivateAddress(address) === 'loopback' || /^(198\.1[89]\.|fd00:6a7e:)/.test(address)
}

/**
 * Answers a query of a command: an address of ours for any name, so that the connection which follows tells the name, and
 * nothing else. No question ever leaves this machine. Undefined: not worth an answer.
 */
export function createResolver(
  names: Names,
  contacts: Contacts,
  ownNames: readonly string[],
): (query: Buffer) => Buffer | undefined {
  const own = new Set(ownNames)
  function addressFor(question: Question): string | undefined {
    if (question.name === 'localhost' || question.name.endsWith('.localhost') || own.has(question.name)) {
      return loopback
    }
    if (question.name === '') return undefined
    const asked = reversed(question.name)
    if (asked !== undefined && isOwn(asked)) return undefined
    const host = asked ?? question.name.replace(serviceLabels, '')
    contacts.add({ host, port: undefined, manner: 'question' })
    return asked === undefined && hostName.test(question.name) ? names.addressOf(question.name) : undefined
  }
  return (query) => {
    const question = readQuestion(query)
    if (question === undefined) {
      contacts.add({ host: network.gateway, port: 53, manner: 'udp' })
      return undefined
    }
    const address = addressFor(question)
    if (question.class !== 1) return undefined
    const full = address === undefined && question.type === recordType.a
    return writeReply(query, question, {
      code: full ? responseCode.refused : responseCode.ok,
      address: question.type === recordType.a ? address : undefined,
    })
  }
}

function serveStream(socket: Socket, resolve: (query: Buffer) => Buffer | undefined): void {
  let pending = Buffer.alloc(0)
  socket.setTimeout(5000, () => socket.destroy())
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk])
    while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
      const end = 2 + pending.readUInt16BE(0)
      const reply = resolve(pending.subarray(2, end))
      pending = pending.subarray(end)
      if (reply === undefined) return socket.destroy()
      const length = Buffer.alloc(2)
      length.writeUInt16BE(reply.length)
      socket.write(Buffer.concat([length, reply]))
    }
    return undefined
  })
}

/** Listens for questions on the egress's own address, by UDP and TCP; resolves when both do. */
export async function serveDns(resolve: (query: Buffer) => Buffer | undefined): Promise<void> {
  const datagrams = createSocket('udp4')
  datagrams.on('message', (query, from) => {
    const reply = resolve(query)
    if (reply !== undefined) datagrams.send(reply, from.port, from.address)
  })
  const streams = createServer((socket) => serveStream(socket, resolve))
  streams.maxConnections = 64
  await new Promise<void>((done, fail) => {
    datagrams.once('error', fail)
    datagrams.bind(53, network.gateway, done)
  })
  datagrams.on('error', () => {})
  await new Promise<void>((done, fail) => {
    streams.once('error', fail)
    streams.listen({ port: 53, host: network.gateway }, done)
  })
}
