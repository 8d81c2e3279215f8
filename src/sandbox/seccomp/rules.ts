/** The two machines we know, by Node's names for them. */
export type Arch = 'x64' | 'arm64'

/**
 * A test on the low 32 bits of an argument. The kernel itself reads these arguments as 32 bits or fewer, so a rule that
 * compared 64 would be walked around by setting a high bit.
 */
export type Condition = {
  readonly argument: number
  /** Applied before the comparison. */
  readonly mask: number
  /** `some`: any bit is left. `is`: equals one of the values. `is-not`: equals none of them. */
  readonly test: 'some' | 'is' | 'is-not'
  readonly values: readonly number[]
}

/** What is refused about one system call. Several rules may name the same call. */
export type Rule = {
  readonly name: string
  /** Its number; undefined where the machine has no such call. */
  readonly number: Readonly<Record<Arch, number | undefined>>
  /** `EPERM`: the sandbox forbids it. `ENOSYS`: the kernel seems not to have it, so programs fall back to an older call. */
  readonly answer: 'EPERM' | 'ENOSYS'
  /** All must hold; none: always. */
  readonly conditions: readonly Condition[]
}

const anyBits = 0xffffffff
const setIdBits = 0o6000
/** O_CREAT and O_TMPFILE: only then does open(2) read its mode; otherwise the register holds anything. */
const creating = 0o100 | 0o20000000
/** New mount, cgroup, UTS, IPC, user, PID and network namespaces. */
const namespaces = 0x7e020000
const AF_UNIX = 1
const AF_INET = 2
const AF_INET6 = 10
const AF_NETLINK = 16
const SOCK_PACKET = 10
/** Unspecified, ICMP, TCP, UDP, ICMPv6, and the TCP over several paths that Go listens with. */
const protocols = [0, 1, 6, 17, 58, 262] as const

function rule(
  name: string,
  x64: number | undefined,
  arm64: number | undefined,
  conditions: readonly Condition[] = [],
): Rule {
  return { name, number: { x64, arm64 }, answer: 'EPERM', conditions }
}

function some(argument: number, bits: number): Condition {
  return { argument, mask: bits, test: 'some', values: [] }
}

function is(argument: number, ...values: readonly number[]): Condition {
  return { argument, mask: anyBits, test: 'is', values }
}

function isNot(argument: number, ...values: readonly number[]): Condition {
  return { argument, mask: anyBits, test: 'is-not', values }
}

/** Reaching into other processes, or into kernel machinery that a build has no use for and exploits have. */
const machinery: readonly Rule[] = [
  rule('ptrace', 101, 117),
  rule('process_vm_readv', 310, 270),
  rule('process_vm_writev', 311, 271),
  rule('pidfd_getfd', 438, 438),
  rule('io_uring_setup', 425, 425),
  rule('io_uring_enter', 426, 426),
  rule('io_uring_register', 427, 427),
  rule('add_key', 248, 217),
  rule('request_key', 249, 218),
  rule('keyctl', 250, 219),
  rule('bpf', 321, 280),
  rule('perf_event_open', 298, 241),
  rule('userfaultfd', 323, 282),
  rule('fanotify_init', 300, 262),
  rule('kexec_load', 246, 104),
  rule('kexec_file_load', 320, 294),
  rule('init_module', 175, 105),
  rule('finit_module', 313, 273),
  rule('delete_module', 176, 106),
  rule('open_by_handle_at', 304, 265),
  // What it takes is counted for the whole machine, and few: programs go on without.
  { ...rule('io_setup', 206, 0), answer: 'ENOSYS' },
  // The kernel's log, where the machine lets everybody read it.
  rule('syslog', 103, 116),
]

/** Changing what is mounted where, and new namespaces in which a command would again be allowed to. */
const mounts: readonly Rule[] = [
  rule('mount', 165, 40),
  rule('umount2', 166, 39),
  rule('pivot_root', 155, 41),
  rule('chroot', 161, 51),
  rule('open_tree', 428, 428),
  rule('move_mount', 429, 429),
  rule('fsopen', 430, 430),
  rule('fsconfig', 431, 431),
  rule('fsmount', 432, 432),
  rule('fspick', 433, 433),
  rule('mount_setattr', 442, 442),
  rule('open_tree_attr', 467, 467),
  rule('setns', 308, 268),
  rule('unshare', 272, 97),
  rule('clone', 56, 220, [some(0, namespaces)]),
  // Its flags are in memory, where a filter can't look.
  { ...rule('clone3', 435, 435), answer: 'ENOSYS' },
]

/** Files that run with their owner's or group's rights: left in the workspace they would work outside. */
const setId: readonly Rule[] = [
  rule('chmod', 90, undefined, [some(1, setIdBits)]),
  rule('fchmod', 91, 52, [some(1, setIdBits)]),
  rule('fchmodat', 268, 53, [some(2, setIdBits)]),
  rule('fchmodat2', 452, 452, [some(2, setIdBits)]),
  rule('creat', 85, undefined, [some(1, setIdBits)]),
  rule('open', 2, undefined, [some(1, creating), some(2, setIdBits)]),
  rule('openat', 257, 56, [some(2, creating), some(3, setIdBits)]),
  // Its mode is in memory.
  { ...rule('openat2', 437, 437), answer: 'ENOSYS' },
  rule('mknod', 133, undefined, [some(1, setIdBits)]),
  rule('mknodat', 259, 33, [some(2, setIdBits)]),
]

/** Typing into the terminal that the gate was started from, drivers that the mere asking loads, and sockets that leave the sandbox by other ways than IP. */
const channels: readonly Rule[] = [
  rule('ioctl', 16, 29, [is(1, 0x5412 /* TIOCSTI */, 0x541c /* TIOCLINUX */, 0x5423 /* TIOCSETD */)]),
  rule('socket', 41, 198, [isNot(0, AF_UNIX, AF_INET, AF_INET6, AF_NETLINK)]),
  rule('socket', 41, 198, [is(0, AF_NETLINK), isNot(2, 0 /* NETLINK_ROUTE */)]),
  // An old spelling of a packet socket that passes for an IP one.
  rule('socket', 41, 198, [{ argument: 1, mask: 0xf, test: 'is', values: [SOCK_PACKET] }]),
  // What else speaks IP (SCTP, DCCP, …) is loaded into the kernel by the mere asking.
  rule('socket', 41, 198, [is(0, AF_INET, AF_INET6), isNot(2, ...protocols)]),
  rule('socketpair', 53, 199, [isNot(0, AF_UNIX)]),
]

/** All that the sandbox's filter refuses. What it does not name is allowed. */
export const rules: readonly Rule[] = [...machinery, ...mounts, ...setId, ...channels]
