import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { seccompFilter } from '../../../src/sandbox/seccomp/filter.ts'
import { rules } from '../../../src/sandbox/seccomp/rules.ts'

const arch = process.arch === 'arm64' ? 'arm64' : 'x64'
const directory = mkdtempSync(join(tmpdir(), 'command-gate-seccomp-'))
chmodSync(directory, 0o755)
const filterFile = join(directory, 'filter')
writeFileSync(filterFile, seccompFilter(arch), { mode: 0o644 })
after(() => rmSync(directory, { recursive: true, force: true }))

type Ran = { readonly stdout: string; readonly status: number | null }

/** Runs a program under bubblewrap with the real filter, as root and as an ordinary user. */
function confined(
  argv: readonly string[],
  user: { readonly uid: number; readonly gid: number } | undefined,
): Ran {
  const filter = openSync(filterFile, 'r')
  const flags = ['--unshare-user', '--unshare-pid', '--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc']
  const rest = [
    '--tmpfs',
    '/tmp',
    '--ro-bind',
    directory,
    directory,
    // A checkout below /tmp keeps its Node.
    '--ro-bind',
    process.execPath,
    process.execPath,
    '--chdir',
    '/tmp',
    '--seccomp',
    '3',
    '--',
  ]
  const done = spawnSync(
    '/usr/bin/bwrap',
    [...flags, ...rest, '/bin/sh', '-c', '"$@"; exit $?', 'sh', ...argv],
    {
      env: {},
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit', filter],
      ...(user ?? {}),
    },
  )
  assert.equal(done.error, undefined)
  return { stdout: done.stdout, status: done.status }
}

/** perl's own name for the error of a raw system call; perl is on every Debian. Arguments are numbers or paths. */
function errorOf(
  call: number,
  args: readonly (number | string)[],
  user: Parameters<typeof confined>[1],
): string {
  const list = args.map((value) => (typeof value === 'number' ? String(value) : `my $p = "${value}\\0"`))
  const script = `$! = 0; my $r = syscall(${[call, ...list].join(', ')}); printf "%s\\n", $r == -1 ? $!+0 : "ok";`
  return confined(['/usr/bin/perl', '-e', script], user).stdout.trim()
}

const users = [
  ['an ordinary user', process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined],
  ...(process.getuid?.() === 0 ? ([['root', undefined]] as const) : []),
] as const

/** Arguments with which the rule's conditions hold. */
const argumentsFor: Readonly<Record<string, readonly (readonly (number | string)[])[]>> = {
  clone: [
    [0x10000011, 0, 0, 0, 0],
    [0x00020011, 0, 0, 0, 0],
    [0x40000011, 0, 0, 0, 0],
  ],
  chmod: [['/tmp', 0o4755]],
  fchmod: [[0, 0o2755]],
  fchmodat: [[-100, '/tmp', 0o4755]],
  fchmodat2: [[-100, '/tmp', 0o6755, 0]],
  creat: [['/tmp/s', 0o4755]],
  open: [['/tmp/s', 0o101, 0o4755]],
  openat: [[-100, '/tmp/s', 0o101, 0o2755]],
  mknod: [['/tmp/s', 0o104755, 0]],
  mknodat: [[-100, '/tmp/s', 0o104755, 0]],
  ioctl: [
    [0, 0x5412, 0],
    [0, 0x541c, 0],
    [0, 0x5423, 0],
  ],
  socket: [
    [40, 1, 0],
    [17, 3, 0],
    [38, 5, 0],
    [16, 3, 9],
    [2, 10, 0],
    [2, 1, 132],
    [10, 2, 136],
  ],
  socketpair: [[30, 1, 0, 0]],
}

for (const [who, user] of users) {
  describe(`made for real by ${who}`, () => {
    for (const rule of rules) {
      const number = rule.number[arch]
      if (number === undefined) continue
      const expected = rule.answer === 'EPERM' ? '1' : '38'
      it(`${rule.name} fails with ${rule.answer}`, () => {
        for (const args of argumentsFor[rule.name] ?? [[0, 0, 0, 0, 0]]) {
          assert.equal(errorOf(number, args, user), expected, `with ${args.join(', ')}`)
        }
      })
    }

    it('everyday calls still work: files, modes, processes, sockets of the four families', () => {
      const script = [
        'open(my $f, ">", "/tmp/file") or die "open $!"; chmod(0755, "/tmp/file") or die "chmod $!";',
        'chmod(01777, "/tmp") or die "sticky $!";',
        'pipe(my $r, my $w) or die; my $pid = fork() // die "fork $!"; exit 0 unless $pid; waitpid($pid, 0);',
        'for ([1, 1], [2, 1], [2, 2], [10, 1], [16, 3]) { socket(my $s, $$_[0], $$_[1], 0) or die "socket @$_ $!" }',
        'print "fine\\n"',
      ].join('\n')
      assert.deepEqual(confined(['/usr/bin/perl', '-e', script], user), { stdout: 'fine\n', status: 0 })
    })

    it('Node starts, with its threads and a child', () => {
      const script =
        'process.stdout.write(String(require("child_process").execFileSync("/bin/echo", ["child"])))'
      assert.deepEqual(confined([process.execPath, '-e', script], user), { stdout: 'child\n', status: 0 })
    })
  })
}

/** A 32-bit ELF program of 96 bytes: `mov eax,1; mov ebx,42; int 0x80`, which is exit(42) in the i386 numbering. */
function tinyI386(): Uint8Array {
  const code = [0xb8, 1, 0, 0, 0, 0xbb, 42, 0, 0, 0, 0xcd, 0x80]
  const bytes = new DataView(new ArrayBuffer(84 + code.length))
  for (const [index, byte] of [0x7f, 0x45, 0x4c, 0x46, 1, 1, 1].entries()) bytes.setUint8(index, byte)
  const header = [
    [16, 2, 2],
    [18, 3, 2],
    [20, 1, 4],
    [24, 0x08048054, 4],
    [28, 52, 4],
    [40, 52, 2],
    [42, 32, 2],
    [44, 1, 2],
    [52, 1, 4],
    [60, 0x08048000, 4],
    [64, 0x08048000, 4],
    [68, 96, 4],
    [72, 96, 4],
    [76, 5, 4],
    [80, 4096, 4],
  ] as const
  for (const [at, value, size] of header) {
    if (size === 2) bytes.setUint16(at, value, true)
    else bytes.setUint32(at, value, true)
  }
  const program = new Uint8Array(bytes.buffer)
  program.set(code, 84)
  return program
}

describe('calls through another architecture', { skip: arch !== 'x64' && 'only x86-64 has them' }, () => {
  const SIGSYS = 128 + 31

  it('an i386 program is killed at its first call', (context) => {
    const program = join(directory, 'i386')
    writeFileSync(program, tinyI386(), { mode: 0o755 })
    const outside = spawnSync(program)
    if (outside.error !== undefined) return context.skip('this kernel runs no i386 programs at all')
    assert.equal(outside.status, 42)
    assert.equal(confined([program], undefined).status, SIGSYS)
    return undefined
  })

  it('an x32 call kills its process', () => {
    const script = 'syscall(0x40000000 | 39); print "alive\\n"'
    assert.deepEqual(confined(['/usr/bin/perl', '-e', script], undefined), { stdout: '', status: SIGSYS })
  })
})
