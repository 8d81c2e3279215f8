import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { accessSync, constants, readFileSync, writeFileSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { GateError } from '../../errors.ts'
import { network } from './network.ts'

/** The process in the commands' network namespace, with the egress process's stdin, stdout and stderr. */
export type Holder = ChildProcessByStdio<Writable, Readable, Readable>

/** Who the holder runs as: the user whose commands will join its namespaces. */
export type User = { readonly uid: number; readonly gid: number }

/** Whom the holder's user namespace knows: its own user, or whoever is written into it from outside. */
export type Maps = 'own-user' | 'awaited'

/** Where each helper may be, first found; always absolute, because PATH is the workspace's to change. */
const places = {
  prlimit: ['/usr/bin/prlimit', '/bin/prlimit'],
  setpriv: ['/usr/bin/setpriv', '/bin/setpriv'],
  unshare: ['/usr/bin/unshare', '/bin/unshare'],
  nsenter: ['/usr/bin/nsenter', '/bin/nsenter'],
  ip: ['/usr/sbin/ip', '/sbin/ip', '/usr/bin/ip', '/bin/ip'],
} as const

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The helpers that the holder is made with, by absolute path. */
export type Helpers = Readonly<Record<keyof typeof places, string>>

function findHelper(name: keyof typeof places): string {
  const path = places[name].find(executable)
  if (path !== undefined) return path
  throw new GateError('SANDBOX_UNAVAILABLE', `${name} was not found at ${places[name].join(' or ')}`, {
    hint: `Install it: sudo apt-get install -y ${name === 'ip' ? 'iproute2' : 'util-linux'}`,
  })
}

/** Finds every helper, or throws SANDBOX_UNAVAILABLE naming the package to install. */
export function findHelpers(): Helpers {
  return {
    prlimit: findHelper('prlimit'),
    setpriv: findHelper('setpriv'),
    unshare: findHelper('unshare'),
    nsenter: findHelper('nsenter'),
    ip: findHelper('ip'),
  }
}

/** perl, where there is one: it keeps the log of packets. */
export function findPerl(): string | undefined {
  return ['/usr/bin/perl', '/bin/perl'].find(executable)
}

/**
 * The egress's half, in a network namespace of its own. Every address there is local to it, except the commands' end of the wire:
 * what a command sends anywhere arrives here. Nothing is forwarded: forwarding is on only because a kernel without it would not tell
 * a ping that it is prohibited, and every ping would wait for its time-out. ICMP stands there by its number, as a bare machine has no
 * /etc/protocols.
 */
const insideScript = `
"$ip" -batch - <<END
link set lo up
link add ${network.device} type veth peer name eth0 netns $holder
addr add ${network.gateway}/32 dev ${network.device}
link set ${network.device} up
route add ${network.inside}/32 dev ${network.device} table local
route add local 0.0.0.0/0 dev lo
rule add pref 100 lookup local
rule del pref 0
rule add pref 10 iif ${network.device} ipproto 1 prohibit
END
echo 1 >/proc/sys/net/ipv4/ip_forward
"$nsenter" -n -t "$holder" "$ip" -batch - <<END
addr add ${network.inside}/30 dev eth0
link set eth0 up
route add default via ${network.gateway}
END
if [ -e /proc/sys/net/ipv6 ]; then
  {
    echo 1 >/proc/sys/net/ipv6/icmp/echo_ignore_all
    "$ip" -batch - <<END
addr add ${network.gateway6}/128 dev ${network.device} nodad
route add ${network.inside6}/128 dev ${network.device} table local
route add local ::/0 dev lo
END
    "$nsenter" -n -t "$holder" "$ip" -batch - <<END
addr add ${network.inside6}/126 dev eth0 nodad
route add default via ${network.gateway6}
END
  } 2>/dev/null || :
fi
exec "$node" "$script"
`

/**
 * The commands' half: holds the namespace and its loopback, and ends when the egress does. What root may do on its own loopback,
 * listening on port 80 for one, it may do here too. It has next to no neighbours, by no address of any kind: the table of those is
 * the whole machine's, and with it full no other program has any.
 */
const holderScript = `
ip=$1 nsenter=$2 setpriv=$3 unshare=$4 node=$5 script=$6 inside=$7 maps=$8 holder=$$
if [ "$maps" = awaited ]; then
  echo '{"kind":"unmapped"}'
  read -r _
  echo 0 >/proc/sys/net/ipv4/ip_unprivileged_port_start
fi
echo '{"kind":"held"}'
export ip nsenter node script holder
exec 3<&0
"$ip" link set lo up
echo 0 0 >/proc/sys/net/ipv4/ping_group_range || :
[ ! -e /proc/sys/net/ipv6 ] || echo 1 >/proc/sys/net/ipv6/conf/default/addr_gen_mode || :
"$setpriv" --pdeathsig KILL "$unshare" -n /bin/sh -ec "$inside" <&3 3<&- &
exec 3<&-
wait $!
`

/**
 * Words before a command whose user namespaces are to get half of what the kernel counts for a user in all of them together: with the
 * rest gone, no other program of that user could have a timer or a message queue.
 */
function withHalf(prlimit: string): readonly string[] {
  const limits = readFileSync('/proc/self/limits', 'utf8')
  const half = (name: string, option: string): readonly string[] => {
    const soft = new RegExp(`^${name}\\s+(\\d+)`, 'm').exec(limits)?.[1]
    return soft === undefined ? [] : [`--${option}=${Math.floor(Number(soft) / 2)}:`]
  }
  const options = [...half('Max pending signals', 'sigpending'), ...half('Max msgqueue size', 'msgqueue')]
  return options.length === 0 ? [] : [prlimit, ...options]
}

/**
 * Starts the holder and, in it, the egress process. Both die with this process: by the kernel's parent-death signal and because
 * their stdin closes. The environment is empty, and helpers are named by absolute path. With `maps: 'awaited'` it first reports
 * that it is unmapped and goes on with the next line on its stdin.
 */
export function spawnHolder(options: {
  readonly helpers: Helpers
  readonly node: string
  readonly script: string
  readonly user: User | undefined
  readonly maps: Maps
}): Holder {
  const { prlimit, setpriv, unshare, nsenter, ip } = options.helpers
  const map = options.maps === 'awaited' ? '--keep-caps' : '--map-root-user'
  const [program, ...words] = [...withHalf(prlimit), setpriv] as const
  return spawn(
    program ?? setpriv,
    [
      ...words,
      ...['--pdeathsig', 'KILL', unshare, '--user', map, '--net', '/bin/sh', '-ec', holderScript, 'sh'],
      ...[ip, nsenter, setpriv, unshare, options.node, options.script, insideScript, options.maps],
    ],
    { env: {}, cwd: '/', stdio: ['pipe', 'pipe', 'pipe'], ...(options.user ?? {}) },
  )
}

function sameIds(ownMap: string): string {
  return ownMap
    .trim()
    .split('\n')
    .map((line) => {
      const [inside, , count] = line.trim().split(/\s+/)
      return `${inside} ${inside} ${count}`
    })
    .join('\n')
}

/**
 * Gives the holder's user namespace every user and group that we have, under the same number. Only root may; files of other
 * users can then be captured as what they are.
 */
export function mapEveryone(pid: number): void {
  for (const map of ['uid_map', 'gid_map']) {
    writeFileSync(`/proc/${pid}/${map}`, sameIds(readFileSync(`/proc/self/${map}`, 'utf8')))
  }
}
