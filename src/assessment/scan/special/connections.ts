import type { KindId } from '../../catalogue.ts'
import { hostKind } from '../../targets/hosts.ts'
import { opaque } from '../flow.ts'
import { hasOption, type Program } from '../program.ts'
import type { Handled } from './handled.ts'

/** nc and telnet: what comes on standard input goes to the other side. */
export function rawConnection(program: Program): Handled | undefined {
  if (hasOption(program, '-z', '-h', '--help', '--version')) return undefined
  const { input } = program.situation.place
  const [host] = program.given.positionals
  if (input === undefined || input.text === '' || host === undefined) return undefined
  const kinds: KindId[] = [hostKind(host) === 'local' ? 'contacts-network' : 'sends-data']
  if (input.secret) kinds.push('sends-secret')
  if (hasOption(program, '-l', '-e', '-c', '--listen', '--exec', '--sh-exec')) kinds.push('reverse-shell')
  return { kinds }
}

/** socat joins any two things: programs, files, sockets, hosts. */
export function socat(program: Program): Handled {
  const words = program.argv.slice(1).map((value) => value.text)
  const has = (expression: RegExp): boolean => words.some((word) => expression.test(word))
  const listens = has(/-?listen:|-recv|^(?:tcp|udp|openssl|vsock)\d?-l:/i)
  const connects = has(/^(?:tcp|udp|openssl|ssl|sctp|socks|proxy|vsock|quic|dtls)[\w-]*:/i)
  const runs = has(/(?:^|,)(?:exec|system|shell|pty):/i)
  const sends = connects && !listens && sendsThere(program, has)
  const kinds: (KindId | false)[] = [
    'contacts-network',
    runs && (connects || listens ? 'reverse-shell' : 'opens-shell'),
    listens && 'listens',
    sends && (has(/creat/) ? 'fetches' : 'sends-data'),
    has(/docker\.sock|containerd\.sock/) && 'leaves-container',
    has(/\.sock$/) && program.situation.place.input !== undefined && 'stops-services',
  ]
  const output = { ...opaque, fetched: connects || listens }
  return { kinds: kinds.filter((kind) => kind !== false), output }
}

function sendsThere(program: Program, has: (expression: RegExp) => boolean): boolean {
  const file = /^(?:-u|(?:open|file|gopen|fd|pipe|create)?:?\.{0,2}\/|open:|file:|fd:)/i
  return program.situation.place.input !== undefined || has(file)
}

/** `openssl s_client < file` sends the file. */
export function secureConnection(program: Program): Handled | undefined {
  const { input } = program.situation.place
  if (program.given.positionals[0] !== 's_client' || input === undefined) return undefined
  if (input.text !== undefined && /^\s*(?:Q|quit)?\s*$/i.test(input.text)) return undefined
  return { kinds: ['sends-data'], output: { ...opaque, fetched: true } }
}

/** Programs that hand their arguments or a file to a host which an option names. */
export function posts(program: Program): Handled | undefined {
  if (program.given.positionals.length === 0) return undefined
  return hasOption(program, '-h', '-p', '-T', '-l') ? { kinds: ['sends-data'] } : undefined
}

/** `finger DATA@host`. */
export function finger(program: Program): Handled | undefined {
  return program.given.positionals.some((word) => /\S@\S/.test(word)) ? { kinds: ['sends-data'] } : undefined
}
