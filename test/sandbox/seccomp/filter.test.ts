import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { filterProgram, seccompFilter } from '../../../src/sandbox/seccomp/filter.ts'
import { type Arch, rules } from '../../../src/sandbox/seccomp/rules.ts'
import { runFilter } from './interpreter.ts'

const auditArch = { x64: 0xc000003e, arm64: 0xc00000b7 } as const
const foreignArch = { i386: 0x40000003, arm: 0x40000028, mips: 0x8, none: 0 } as const
const answers = new Map([
  [0x7fff0000, 'allowed'],
  [0x00050001, 'EPERM'],
  [0x00050026, 'ENOSYS'],
  [0x80000000, 'killed'],
])

const filters = { x64: seccompFilter('x64'), arm64: seccompFilter('arm64') } as const

function ask(
  arch: Arch,
  number: number,
  args: readonly (number | bigint)[] = [],
  auditCode?: number,
): string {
  const call = { number, arch: auditCode ?? auditArch[arch], arguments: args.map((value) => BigInt(value)) }
  const answer = runFilter(filters[arch], call)
  return answers.get(answer) ?? `unknown answer ${answer.toString(16)}`
}

/** Numbers taken from the kernel's own headers, not from our table: x86-64, arm64. */
const calls: readonly (readonly [
  string,
  number | undefined,
  number | undefined,
  readonly (number | bigint)[],
  string,
])[] = [
  ['read', 0, 63, [], 'allowed'],
  ['execve', 59, 221, [], 'allowed'],
  ['exit_group', 231, 94, [], 'allowed'],
  ['ptrace', 101, 117, [16, 1], 'EPERM'],
  ['process_vm_readv', 310, 270, [], 'EPERM'],
  ['process_vm_writev', 311, 271, [], 'EPERM'],
  ['pidfd_getfd', 438, 438, [], 'EPERM'],
  ['pidfd_open', 434, 434, [], 'allowed'],
  ['io_uring_setup', 425, 425, [], 'EPERM'],
  ['io_uring_enter', 426, 426, [], 'EPERM'],
  ['io_uring_register', 427, 427, [], 'EPERM'],
  ['keyctl', 250, 219, [], 'EPERM'],
  ['add_key', 248, 217, [], 'EPERM'],
  ['request_key', 249, 218, [], 'EPERM'],
  ['bpf', 321, 280, [], 'EPERM'],
  ['perf_event_open', 298, 241, [], 'EPERM'],
  ['userfaultfd', 323, 282, [], 'EPERM'],
  ['fanotify_init', 300, 262, [], 'EPERM'],
  ['inotify_init1', 294, 26, [], 'allowed'],
  ['mount', 165, 40, [], 'EPERM'],
  ['umount2', 166, 39, [], 'EPERM'],
  ['pivot_root', 155, 41, [], 'EPERM'],
  ['chroot', 161, 51, [], 'EPERM'],
  ['chdir', 80, 49, [], 'allowed'],
  ['open_tree', 428, 428, [], 'EPERM'],
  ['move_mount', 429, 429, [], 'EPERM'],
  ['fsopen', 430, 430, [], 'EPERM'],
  ['fsconfig', 431, 431, [], 'EPERM'],
  ['fsmount', 432, 432, [], 'EPERM'],
  ['fspick', 433, 433, [], 'EPERM'],
  ['mount_setattr', 442, 442, [], 'EPERM'],
  ['open_tree_attr', 467, 467, [], 'EPERM'],
  ['unshare', 272, 97, [0x10000000], 'EPERM'],
  ['setns', 308, 268, [], 'EPERM'],
  ['kexec_load', 246, 104, [], 'EPERM'],
  ['kexec_file_load', 320, 294, [], 'EPERM'],
  ['init_module', 175, 105, [], 'EPERM'],
  ['finit_module', 313, 273, [], 'EPERM'],
  ['delete_module', 176, 106, [], 'EPERM'],
  ['open_by_handle_at', 304, 265, [], 'EPERM'],
  ['io_setup', 206, 0, [], 'ENOSYS'],
  ['clone3', 435, 435, [], 'ENOSYS'],
  ['openat2', 437, 437, [], 'ENOSYS'],
  ['clone for a thread', 56, 220, [0x3d0f00], 'allowed'],
  ['clone for a process', 56, 220, [0x01200011], 'allowed'],
  ['clone for a user namespace', 56, 220, [0x10000011], 'EPERM'],
  ['clone for a mount namespace', 56, 220, [0x00020011], 'EPERM'],
  ['clone for a cgroup namespace', 56, 220, [0x02000011], 'EPERM'],
  ['clone for a UTS namespace', 56, 220, [0x04000011], 'EPERM'],
  ['clone for an IPC namespace', 56, 220, [0x08000011], 'EPERM'],
  ['clone for a PID namespace', 56, 220, [0x20000011], 'EPERM'],
  ['clone for a network namespace', 56, 220, [0x40000011], 'EPERM'],
  ['clone with a high bit set beside', 56, 220, [0x1_10000011n], 'EPERM'],
  ['chmod 755', 90, undefined, [0, 0o755], 'allowed'],
  ['chmod 1777', 90, undefined, [0, 0o1777], 'allowed'],
  ['chmod 4755', 90, undefined, [0, 0o4755], 'EPERM'],
  ['fchmod 2755', 91, 52, [0, 0o2755], 'EPERM'],
  ['fchmodat 4711', 268, 53, [0, 0, 0o4711], 'EPERM'],
  ['fchmodat2 6755', 452, 452, [0, 0, 0o6755], 'EPERM'],
  ['creat 4755', 85, undefined, [0, 0o4755], 'EPERM'],
  ['open for reading with a wild mode', 2, undefined, [0, 0, 0o4755], 'allowed'],
  ['open creating 4755', 2, undefined, [0, 0o101, 0o4755], 'EPERM'],
  ['openat creating 644', 257, 56, [0, 0, 0o101, 0o644], 'allowed'],
  ['openat creating 4755', 257, 56, [0, 0, 0o101, 0o4755], 'EPERM'],
  ['openat of an unnamed file 4755', 257, 56, [0, 0, 0o20200002, 0o4755], 'EPERM'],
  ['openat for reading with a wild mode', 257, 56, [0, 0, 0o2000000, 0xffffffff], 'allowed'],
  ['mknod 4755', 133, undefined, [0, 0o104755], 'EPERM'],
  ['mknodat of a pipe', 259, 33, [0, 0, 0o10644], 'allowed'],
  ['mknodat 2755', 259, 33, [0, 0, 0o102755], 'EPERM'],
  ['ioctl TCGETS', 16, 29, [0, 0x5401], 'allowed'],
  ['ioctl TIOCSTI', 16, 29, [0, 0x5412], 'EPERM'],
  ['ioctl TIOCSTI with a high bit set beside', 16, 29, [0, 0x1_00005412n], 'EPERM'],
  ['ioctl TIOCLINUX', 16, 29, [0, 0x541c], 'EPERM'],
  ['ioctl TIOCSETD', 16, 29, [0, 0x5423], 'EPERM'],
  ['socket unix', 41, 198, [1, 1, 0], 'allowed'],
  ['socket inet', 41, 198, [2, 1, 0], 'allowed'],
  ['socket inet, close on exec', 41, 198, [2, 0o2004001, 6], 'allowed'],
  ['socket inet6', 41, 198, [10, 2, 0], 'allowed'],
  ['socket netlink route', 41, 198, [16, 3, 0], 'allowed'],
  ['socket netlink audit', 41, 198, [16, 3, 9], 'EPERM'],
  ['socket netlink netfilter', 41, 198, [16, 3, 12], 'EPERM'],
  ['socket packet', 41, 198, [17, 3, 0x300], 'EPERM'],
  ['socket packet in its old spelling', 41, 198, [2, 10, 0x300], 'EPERM'],
  ['socket vsock', 41, 198, [40, 1, 0], 'EPERM'],
  ['socket vsock with a high bit set beside', 41, 198, [0x1_00000028n, 1, 0], 'EPERM'],
  ['socket alg', 41, 198, [38, 5, 0], 'EPERM'],
  ['socket bluetooth', 41, 198, [31, 3, 0], 'EPERM'],
  ['socket of the TCP over several paths', 41, 198, [2, 1, 262], 'allowed'],
  ['socket for a ping', 41, 198, [10, 2, 58], 'allowed'],
  ['socket sctp', 41, 198, [2, 1, 132], 'EPERM'],
  ['socket dccp over IPv6', 41, 198, [10, 6, 33], 'EPERM'],
  ['socket sctp with a high bit set beside', 41, 198, [2, 1, 0x1_00000084n], 'EPERM'],
  ['socket unix with a wild protocol', 41, 198, [1, 1, 132], 'allowed'],
  ['syslog', 103, 116, [3], 'EPERM'],
  ['socketpair unix', 53, 199, [1, 1, 0], 'allowed'],
  ['socketpair tipc', 53, 199, [30, 1, 0], 'EPERM'],
  ['connect', 42, 203, [], 'allowed'],
  ['bind', 49, 200, [], 'allowed'],
]

describe('the filter answers every call as the design lists it', () => {
  for (const [title, x64, arm64, args, expected] of calls) {
    for (const [arch, number] of [
      ['x64', x64],
      ['arm64', arm64],
    ] as const) {
      if (number === undefined) continue
      it(`${arch}: ${title} -> ${expected}`, () => {
        assert.equal(ask(arch, number, args), expected)
      })
    }
  }
})

describe('a foreign architecture kills', () => {
  for (const arch of ['x64', 'arm64'] as const) {
    for (const [name, code] of Object.entries(foreignArch)) {
      it(`${arch}: getpid as ${name}`, () => assert.equal(ask(arch, 39, [], code), 'killed'))
    }
    it(`${arch}: the other of our two`, () => {
      assert.equal(ask(arch, 39, [], auditArch[arch === 'x64' ? 'arm64' : 'x64']), 'killed')
    })
  }
  it('x64: every x32 number, also that of a forbidden call', () => {
    for (const number of [0x40000000, 0x40000027, 0x40000209, 0xffffffff])
      assert.equal(ask('x64', number), 'killed')
  })
})

describe('the program', () => {
  const words = fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), { minLength: 6, maxLength: 6 })
  it('ends with a known answer for every call, whatever its arguments', () => {
    const any = fc.record({ number: fc.nat({ max: 0xffffffff }), near: fc.nat({ max: 470 }), words })
    fc.assert(
      fc.property(any, fc.constantFrom<Arch>('x64', 'arm64'), fc.boolean(), (call, arch, near) => {
        assert.doesNotMatch(ask(arch, near ? call.near : call.number, call.words), /unknown/)
      }),
      { numRuns: 2000 },
    )
  })
  it('does not see the upper half of any argument, as the kernel does not', () => {
    fc.assert(
      fc.property(words, fc.constantFrom(...rules), (args, rule) => {
        const number = rule.number.x64 ?? 0
        const low = args.map((word) => BigInt.asUintN(32, word))
        assert.equal(ask('x64', number, args), ask('x64', number, low))
      }),
      { numRuns: 1000 },
    )
  })
  it('is small enough to cost nothing', () => {
    for (const arch of ['x64', 'arm64'] as const) assert.ok(filterProgram(arch).length < 256)
  })
  it('names no call twice by mistake: only socket has several rules', () => {
    const names = rules.map((rule) => rule.name)
    assert.deepEqual([...new Set(names.filter((name, index) => names.indexOf(name) !== index))], ['socket'])
  })
})
