import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import {
  type Driver,
  limits,
  makeWorld,
  openDriver,
  removeWorld,
  type Tried,
  users,
  type World,
} from '../../sandbox/rig.ts'

const mib = 1024 ** 2

/** The attempt ended by this limit, within this time, and the gate stayed small. */
function endedBy(tried: Tried, limit: string, withinMs: number): void {
  const { ending, durationMs } = tried.attempt
  assert.equal(
    ending.kind === 'limit' ? ending.limit : JSON.stringify([ending, tried.stderr.slice(0, 1000)]),
    limit,
  )
  assert.ok(durationMs < withinMs, `${durationMs} ms`)
  assert.ok(tried.peakBytes < 300 * mib, `${tried.peakBytes / mib} MiB`)
}

for (const user of users) {
  describe(`limits, as ${user.name}`, () => {
    let world: World
    let driver: Driver
    before(() => {
      world = makeWorld(user)
      driver = openDriver(world)
    })
    after(async () => {
      await driver.close()
      removeWorld(world)
    })

    it('a command that ignores SIGTERM ends soon after its time', async () => {
      const run = 'trap "" TERM; (trap "" TERM; setsid sleep 60) & while :; do sleep 0.1; done'
      endedBy(await driver.try(run, { limits: { ...limits, timeoutMs: 300 } }), 'time', 6000)
    })

    it('a command may clean up when its time is over', async () => {
      const run = 'trap "echo cleaned; exit 3" TERM; sleep 30 & wait'
      const tried = await driver.try(run, { limits: { ...limits, timeoutMs: 300 } })
      endedBy(tried, 'time', 2500)
      assert.equal(tried.stdout, 'cleaned\n')
    })

    it('a fork bomb ends by the limit on processes', async () => {
      endedBy(await driver.try('bomb() { bomb | bomb & }; bomb 2>/dev/null; sleep 30'), 'processes', 10_000)
    })

    it('a memory bomb ends by the limit on memory', async () => {
      const run = 'python3 -c "b=[]\nwhile True: b.append(bytearray(1<<24))"'
      endedBy(await driver.try(run, { limits: { ...limits, memoryBytes: 300 * mib } }), 'memory', 10_000)
    })

    it('memory shared between processes counts too', async () => {
      const run =
        'python3 -c "import mmap,time\nm=mmap.mmap(-1,600<<20)\nfor i in range(0,600<<20,4096): m[i]=1\ntime.sleep(5)"'
      endedBy(await driver.try(run, { limits: { ...limits, memoryBytes: 300 * mib } }), 'memory', 10_000)
    })

    it('memory that no process has mapped counts too', { timeout: 60_000 }, async () => {
      const memfd =
        'f=[os.memfd_create("x") for _ in range(12)]\nfor m in f:\n for _ in range(50): os.write(m,b"x"*(1<<20))'
      const segments = `c=ctypes.CDLL(None); c.shmat.restype=ctypes.c_void_p
for _ in range(12):
 p=c.shmat(c.shmget(0,50<<20,0o1600),None,0); ctypes.memset(p,1,50<<20); c.shmdt(ctypes.c_void_p(p))`
      for (const fill of [memfd, segments]) {
        const run = `/usr/bin/python3 -c '
import ctypes,os,time
${fill}
time.sleep(8)'`
        endedBy(await driver.try(run, { limits: { ...limits, memoryBytes: 300 * mib } }), 'memory', 10_000)
      }
    })

    it('a command leaves file watches for the other programs of its user', async () => {
      const run =
        '/usr/bin/python3 -c "import ctypes\nc=ctypes.CDLL(None)\nn=0\nwhile c.inotify_init1(0)>=0: n+=1\nprint(n)"'
      const most = Number(readFileSync('/proc/sys/fs/inotify/max_user_instances', 'utf8'))
      const taken = Number((await driver.try(run)).stdout)
      assert.ok(taken > 0 && taken <= most / 2, `${taken} of ${most}`)
    })

    it('a command leaves timers, message queues and neighbours for other programs', async () => {
      const run = `/usr/bin/python3 -c '
import ctypes,resource
c=ctypes.CDLL(None)
r=ctypes.CDLL("librt.so.1")
t=ctypes.c_void_p()
n=q=0
def fits(used,limit): most=resource.getrlimit(limit)[0]; return 0<used and (most<0 or used<=most//2)
while n<200000 and r.timer_create(1,None,ctypes.byref(t))==0: n+=1
while q<200 and r.mq_open(b"/q%d"%q,66,0o600,None)>=0: q+=1
print(fits(n,resource.RLIMIT_SIGPENDING), fits(q*81920,resource.RLIMIT_MSGQUEUE))'`
      const greet = `for i in $(seq 3 40); do for a in fd00:6a7e::$i fe80::$i%eth0; do ( echo > /dev/udp/$a/9 ) 2>/dev/null || :; done; done
ip -6 neigh show nud all dev eth0 | grep -vc '^ff' || :`
      const other = openDriver(world, { egress: true })
      try {
        assert.equal((await other.try(run)).stdout, 'True True\n')
        const { stdout } = await other.try(greet)
        assert.ok(Number(stdout) < 5, stdout)
      } finally {
        await other.close()
      }
    })

    it('a gigabyte of output ends by the limit on output, and is not kept', async () => {
      const tried = await driver.try('head -c 1G /dev/zero', { limits: { ...limits, outputBytes: 8 * mib } })
      endedBy(tried, 'output', 10_000)
      assert.ok(tried.attempt.output.totalBytes >= 8 * mib)
    })

    it('a file of three gigabytes ends by the limit on one file', async () => {
      endedBy(await driver.try('fallocate -l 3G big'), 'file-size', 5000)
    })

    const floods = {
      'that deletes itself at once': `for i in range(90000): os.close(os.open('many/%d' % i, os.O_CREAT | os.O_WRONLY))
for i in range(90000): os.unlink('many/%d' % i)`,
      'in which no file has a name': `def fill(n):
    for i in range(15000): os.open('many/%d-%d' % (n, i), os.O_CREAT | os.O_WRONLY), os.unlink('many/%d-%d' % (n, i))
    time.sleep(10)
for n in range(5): os.fork() or fill(n)
time.sleep(10)`,
    }
    for (const [which, flood] of Object.entries(floods)) {
      it(`a flood of files in the workspace ends by the limit on them, also one ${which}`, async () => {
        const run = `/usr/bin/python3 -c "
import os, time
os.makedirs('many', exist_ok=True)
${flood}
print('all of them')"`
        const tried = await driver.try(run)
        endedBy(tried, 'scratch', 20_000)
        assert.equal(tried.stdout, '')
      })
    }

    it('a flood of files outside the grant meets the same bound, each time anew', async () => {
      const flood = (count: number) => `/usr/bin/python3 -c "
import os, sys
os.mkdir(os.environ['HOME'] + '/many')
made = 0
try:
    for i in range(${count}):
        os.close(os.open(os.environ['HOME'] + '/many/%d' % i, os.O_CREAT | os.O_WRONLY))
        made += 1
except OSError: pass
print(made)"`
      const few = await driver.try(flood(30_000))
      assert.equal(few.stdout, '30000\n')
      assert.equal(few.attempt.ending.kind, 'exited')
      const many = await driver.try(flood(80_000))
      assert.ok(many.stdout === '' || Number(many.stdout) < 55_000, many.stdout)
      const next = await driver.try('echo there is room')
      assert.equal(next.stdout, 'there is room\n')
    })

    it('scratch has an end, be it its own or that of memory', async () => {
      const { stdout } = await driver.try(
        'for i in 1 2; do fallocate -l 1500M /tmp/f$i 2>/dev/null && echo fits; done; rm -f /tmp/f?',
      )
      assert.ok(stdout.length <= 'fits\n'.length, stdout)
    })

    it("thousands of directories inside one another leave nothing that can't be removed", async () => {
      const run = "python3 -c \"import os\nfor i in range(200):\n os.mkdir('d'*100); os.chdir('d'*100)\""
      await driver.try(run)
      removeWorld({ ...world, root: `${world.workspace}/${'d'.repeat(100)}` })
      assert.deepEqual(
        readdirSync(world.workspace).filter((name) => name.startsWith('ddd')),
        [],
      )
    })

    it('cancelling ends everything', async () => {
      const tried = await driver.try('(sleep 2; echo late > late) & sleep 30', { abortAfterMs: 200 })
      assert.deepEqual(tried.attempt.ending, { kind: 'cancelled' })
      assert.equal(existsSync(`${world.workspace}/late`), false)
    })

    it('open files have an end', async () => {
      const run =
        "python3 -c \"import os\nn=0\ntry:\n while n<100000: os.open('/dev/null',0); n+=1\nexcept OSError: print('end')\""
      assert.equal((await driver.try(run)).stdout, 'end\n')
    })
  })
}
