import { spawn } from 'node:child_process'
import { setTimeout } from 'node:timers'
import type { Manner } from '../wire.ts'
import { canonical } from './listeners.ts'
import { packetFilter } from './packet-filter.ts'

/**
 * Prints a line for each place that packets arrive for: `protocol address port`. Node has no packet sockets; perl, which every
 * Debian has, does. A word on stdin is echoed when all that came before it has been printed, with the number of packets that came faster
 * than they could be read.
 */
const script = String.raw`
use strict; use warnings;
my $filter = pack('H*', $ARGV[1]);
socket(my $wire, 17, 2, unpack('S', pack('n', 3))) or die "packet socket: $!\n";
ioctl($wire, 0x8933, my $device = pack('a16 x24', $ARGV[0])) or die "device: $!\n";
my $index = unpack('x16 i', $device);
setsockopt($wire, 1, 26, pack('S x![P] P', length($filter) / 8, $filter)) or die "packet filter: $!\n";
setsockopt($wire, 1, 8, pack('i', 4 << 20));
bind($wire, pack('S n l S C C x8', 17, 3, $index, 0, 0, 0)) or die "packet socket: $!\n";
$| = 1;
my %seen;
sub note {
  my ($packet) = @_;
  my ($protocol, $address, $ports);
  if (ord($packet) >> 4 == 4) {
    return if length($packet) < 20;
    $protocol = ord(substr($packet, 9, 1));
    $address = join('.', unpack('C4', substr($packet, 16, 4)));
    $ports = substr($packet, 4 * (ord($packet) & 15), 4);
  } else {
    return if length($packet) < 40;
    $protocol = ord(substr($packet, 6, 1));
    $address = join(':', map { sprintf('%x', $_) } unpack('n8', substr($packet, 24, 16)));
    $ports = substr($packet, 40, 4);
    if ($protocol == 44) {
      return if length($packet) < 52 || unpack('n', substr($packet, 42, 2)) >> 3;
      $protocol = ord(substr($packet, 40, 1));
      $ports = substr($packet, 48, 4);
    }
  }
  my $port = ($protocol == 6 || $protocol == 17) && length($ports) == 4 ? unpack('x2 n', $ports) : '-';
  my $line = "$protocol $address $port\n";
  return if exists $seen{$line};
  return if keys(%seen) >= 20000;
  $seen{$line} = 1;
  print $line;
}
print "ready\n";
my $input = '';
for (;;) {
  my $ready = '';
  vec($ready, fileno(STDIN), 1) = 1;
  vec($ready, fileno($wire), 1) = 1;
  select($ready, undef, undef, undef);
  my $asked = vec($ready, fileno(STDIN), 1);
  for (1 .. 4096) {
    last unless defined recv($wire, my $packet, 128, 0x40);
    note($packet);
  }
  next unless $asked;
  exit 0 unless sysread(STDIN, $input, 4096, length $input);
  while ($input =~ s/^([^\n]*)\n//) { %seen = (); print "= $1 ", unpack('x4 L', getsockopt($wire, 263, 6)), "\n"; }
}
`

/** Every attempt to leave the commands' network, also on ports that nobody listens on. */
export type PacketLog = {
  /** Resolves when everything that arrived before has been reported, with how much more there was; forgets what was seen. */
  readonly settle: () => Promise<number>
}

/** A packet that opens a conversation. */
export type Packet = {
  readonly address: string
  readonly port: number | undefined
  readonly manner: Manner
}

const protocols: Readonly<Record<string, Manner>> = { 6: 'tcp', 17: 'udp' }

function readPacket(protocol: string, address: string, port: string): Packet {
  const manner = protocols[protocol] ?? 'other'
  return { address: canonical(address), port: port === '-' ? undefined : Number(port), manner }
}

const startMs = 3000
const settleMs = 5000

/**
 * Starts the log on a device; undefined where packet sockets or perl can't be had.
 * A log that ends by itself calls `onLost`: from then on the evidence would be incomplete.
 */
export async function startPacketLog(
  options: { readonly perl: string; readonly device: string },
  onPacket: (packet: Packet) => void,
  onLost: () => void,
): Promise<PacketLog | undefined> {
  const filter = Buffer.from(packetFilter()).toString('hex')
  const child = spawn(options.perl, ['-e', script, options.device, filter], {
    env: {},
    cwd: '/',
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const waiting = new Map<string, (missed: number | undefined) => void>()
  let serial = 0
  let pending = ''
  child.on('error', () => {})
  child.stdin.on('error', () => {})
  function take(line: string): void {
    const [protocol = '', address = '', port = ''] = line.split(' ')
    if (protocol === 'ready') waiting.get('ready')?.(0)
    else if (protocol === '=') waiting.get(address)?.(Number(port))
    else onPacket(readPacket(protocol, address, port))
  }
  child.stdout.setEncoding('latin1').on('data', (text: string) => {
    const lines = (pending + text).split('\n')
    pending = lines.pop() ?? ''
    for (const line of lines) take(line)
  })
  function answered(word: string, withinMs: number): Promise<number | undefined> {
    return new Promise((done) => {
      const end = (missed: number | undefined): void => {
        clearTimeout(timer)
        waiting.delete(word)
        done(missed)
      }
      const timer = setTimeout(end, withinMs, undefined)
      waiting.set(word, end)
    })
  }
  child.once('close', () => {
    for (const end of waiting.values()) end(undefined)
  })
  if ((await answered('ready', startMs)) === undefined) {
    child.kill('SIGKILL')
    return undefined
  }
  child.once('close', onLost)
  return {
    settle: async () => {
      serial += 1
      const word = String(serial)
      const settled = answered(word, settleMs)
      child.stdin.write(`${word}\n`)
      const missed = await settled
      if (missed === undefined) onLost()
      return missed ?? 0
    },
  }
}
