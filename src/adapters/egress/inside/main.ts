import { setTimeout } from 'node:timers/promises'
import { permits, type Reach } from '../../../sandbox/hosts.ts'
import { network } from '../network.ts'
import { lineReader, maxContacts, maxLineBytes, type Order, type Report } from '../wire.ts'
import { createContacts } from './contacts.ts'
import { createResolver, serveDns } from './dns.ts'
import { type Arrival, createListeners } from './listeners.ts'
import { createNames } from './names.ts'
import { type PacketLog, startPacketLog } from './packet-log.ts'
import { passOn, refuse } from './passage.ts'

type Start = Extract<Order, { kind: 'start' }>

const maxNames = 4096
const maxGrantedPorts = 64
const webPorts: readonly number[] = [80, 443]
/** Listened on where there is no packet log, so that at least these attempts are seen. */
const commonPorts: readonly number[] = [
  20, 21, 22, 23, 25, 69, 88, 110, 111, 119, 123, 135, 139, 143, 161, 389, 445, 465, 514, 587, 631, 636, 853,
  873, 989, 990, 993, 995, 1080, 1194, 1337, 1433, 1521, 1883, 2049, 2181, 2222, 2375, 2376, 2379, 3000, 3128,
  3306, 3389, 4222, 4443, 4444, 5000, 5001, 5222, 5432, 5555, 5671, 5672, 5900, 5985, 6379, 6443, 6667, 7000,
  8000, 8008, 8080, 8081, 8086, 8088, 8090, 8443, 8888, 9000, 9001, 9042, 9090, 9092, 9200, 9300, 9418, 9999,
  10250, 11211, 11371, 15672, 25565, 27017, 31337, 50000, 50051,
]
const quietMs = 10

function send(report: Report): void {
  process.stdout.write(`${JSON.stringify(report)}\n`)
}

function lose(reason: string): never {
  process.stderr.write(`egress: ${reason}\n`)
  process.exit(1)
}

async function serve(start: Start): Promise<(order: Order) => Promise<void>> {
  const names = createNames(maxNames)
  let current: { readonly attempt: number; readonly reach: Reach } | undefined
  const contacts = createContacts(maxContacts, ({ host, port, manner }) => {
    const isCarried = manner === 'question' || manner === 'tcp'
    return isCarried && current !== undefined && permits(current.reach, host, port)
  })

  function arrive({ socket, address, port }: Arrival): void {
    const host = names.hostOf(address)
    contacts.add({ host, port, manner: 'tcp' })
    if (current === undefined || !permits(current.reach, host, port)) refuse(socket, host, port)
    else passOn(socket, start.socketPath, { token: start.token, attempt: current.attempt, host, port })
  }

  async function startLog(): Promise<PacketLog | undefined> {
    if (start.perl === undefined) return undefined
    const options = { perl: start.perl, device: network.device }
    return await startPacketLog(
      options,
      ({ address, port, manner }) => contacts.add({ host: names.hostOf(address), port, manner }),
      () => lose('the packet log ended'),
    )
  }

  const [log] = await Promise.all([startLog(), serveDns(createResolver(names, contacts, start.ownNames))])
  const permanent = new Set(log === undefined ? [...webPorts, ...commonPorts] : webPorts)
  const listeners = createListeners(permanent, arrive)
  await listeners.open([...permanent])

  async function drain(): Promise<number> {
    // What the kernel has taken and we have not yet been told of: the log is asked, or the sockets get a moment.
    return log === undefined ? await setTimeout(quietMs, 0) : await log.settle()
  }

  send({
    kind: 'ready',
    notes:
      log === undefined ? ['connections to uncommon ports are refused but not recorded: no packet log'] : [],
  })
  return async (order) => {
    switch (order.kind) {
      case 'start':
        return lose('started twice')
      case 'begin': {
        const ports = order.reach.allow.flatMap((pattern) => pattern.port ?? [])
        await listeners.open([...new Set(ports)].slice(0, maxGrantedPorts))
        current = order
        send({ kind: 'begun', attempt: order.attempt })
        return
      }
      case 'end': {
        const missed = await drain()
        current = undefined
        listeners.reset()
        const { contacts: seen, more } = contacts.take()
        send({ kind: 'ended', attempt: order.attempt, contacts: seen, more: more + missed })
        names.clear()
      }
    }
  }
}

/** Serves the gate's orders on stdin until it closes: then the gate is gone, and so are we. */
export function runEgress(): void {
  let serving: Promise<(order: Order) => Promise<void>> | undefined
  let queue: Promise<void> = Promise.resolve()
  const read = lineReader(
    maxLineBytes,
    (value) => {
      // Our own parent's words.
      const order = value as Order
      if (serving === undefined && order.kind === 'start') {
        serving = serve(order)
        serving.catch((error: unknown) => lose(String(error)))
        return
      }
      const previous = queue
      queue = (async () => {
        await previous
        const obey = await serving
        await obey?.(order)
      })()
      queue.catch((error: unknown) => lose(String(error)))
    },
    lose,
  )
  process.stdin.on('data', read)
  process.stdin.on('end', () => process.exit(0))
  process.stdin.on('error', () => process.exit(0))
  process.stdout.on('error', () => process.exit(0))
}
