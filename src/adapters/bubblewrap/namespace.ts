import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Identity } from '../../sandbox/machine.ts'
import type { Binaries } from './binaries.ts'
import { identityOptions } from './run-quietly.ts'

/** A program of the system and its words. */
export type Order = readonly string[]

/** The mount namespace of a run, in which overlays and scratch are mounted; it dies with the gate. */
export type MountNamespace = {
  readonly pid: number
  /** Where its files are seen from outside: put before a path of the namespace. */
  readonly root: string
  /** Program and words that start something in it. */
  readonly join: readonly string[]
  /**
   * Runs programs of the system in it one after the other, with all rights over what is mounted there, after all that was asked
   * for before. Gives what the first that failed said, and no other of these is run; undefined when all went well.
   */
  run(orders: readonly Order[]): Promise<string | undefined>
  close(): void
}

/** Mounting and unmounting in words. Options are whole; paths are of the namespace. */
export function mountOrder(
  { mount }: Binaries,
  type: 'tmpfs' | 'overlay',
  options: string,
  target: string,
): Order {
  return [mount, '-i', '-t', type, '-o', options, type, target]
}

// It stays for the whole run, because a new process for each step costs the gate more than the step. A line with a blank before
// it is a word, `run` runs the words so far, and any other line asks what came of it: the answer ends with a word that nothing
// which is printed can know. It ends by itself when the gate's end of the pipe closes. Of what the kernel counts for a user in all of its
// namespaces together, commands get the half: with the rest gone, no other program of that user could watch a file.
const helperScript = `token=$1
{ echo "$2" >/proc/sys/user/max_inotify_instances; echo "$3" >/proc/sys/user/max_inotify_watches; } 2>/dev/null
set --
status=0
said=
while IFS= read -r line; do
  case $line in
    ' '*\\\\*)
      word=$(printf '%b.' "\${line# }")
      set -- "$@" "\${word%.}"
      ;;
    ' '*) set -- "$@" "\${line# }" ;;
    run)
      if [ "$status" -eq 0 ]; then
        said=$("$@" 2>&1 </dev/null)
        status=$?
      fi
      set --
      ;;
    *)
      printf '%s\\n%s %s\\n' "$said" "$token" "$status"
      status=0
      said=
      ;;
  esac
done`

const orderMs = 60_000

/**
 * Opens the mount namespace: inside the egress's user and network namespaces where there is one, else in a user namespace
 * of its own. `first` is run in it. Gives the system's own words when it can't be had.
 */
export async function openNamespace(
  binaries: Binaries,
  identity: Identity,
  egressPid: number | undefined,
  first: readonly Order[],
): Promise<
  | { readonly kind: 'open'; readonly namespace: MountNamespace }
  | { readonly kind: 'refused'; readonly message: string }
> {
  const mountsApart = ['-m', '--propagation', 'private']
  const [program = '', ...words] =
    egressPid === undefined
      ? [binaries.unshare, '-U', '-r', ...mountsApart]
      : [...nsenterWords(binaries, egressPid, ['-U', '-n']), binaries.unshare, ...mountsApart]
  const token = randomBytes(16).toString('hex')
  const helper = spawn(
    program,
    [...words, '--', binaries.shell, '-c', helperScript, 'gate', token, ...halves()],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { LC_ALL: 'C' },
      cwd: '/',
      ...identityOptions(identity),
    },
  )
  const run = orderer(helper, token)
  const problem = await run(first)
  const { pid } = helper
  if (problem !== undefined || pid === undefined) {
    helper.kill('SIGKILL')
    return { kind: 'refused', message: problem ?? 'it could not be started' }
  }
  return {
    kind: 'open',
    namespace: {
      pid,
      root: `/proc/${pid}/root`,
      join: nsenterWords(binaries, pid, egressPid === undefined ? ['-U', '-m'] : ['-U', '-n', '-m']),
      run,
      close() {
        helper.stdin.end()
        helper.kill('SIGKILL')
      },
    },
  }
}

/** Half of the file watches that a user may have on this machine: instances and watches; nothing where the kernel does not tell. */
function halves(): readonly string[] {
  return ['instances', 'watches'].map((name) => {
    try {
      return String(Math.floor(Number(readFileSync(`/proc/sys/fs/inotify/max_user_${name}`, 'utf8')) / 2))
    } catch {
      return ''
    }
  })
}

function nsenterWords(binaries: Binaries, pid: number, flags: readonly string[]): readonly string[] {
  return [binaries.nsenter, '--preserve-credentials', ...flags, '-t', String(pid), '--']
}

/** Sends orders to the helper and reads its answers, which come in the same order. */
function orderer(helper: ChildProcessWithoutNullStreams, token: string): MountNamespace['run'] {
  const waiting: ((problem: string | undefined) => void)[] = []
  let said = ''
  let stderr = ''
  let gone: string | undefined
  const end = (reason: string): void => {
    gone ??= reason
    for (const answer of waiting.splice(0)) answer(gone)
  }
  const ending = new RegExp(`^([^]*?)\n${token} (\\d+)\n`)
  helper.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8')
    for (let found = ending.exec(said); found !== null; found = ending.exec(said)) {
      const [whole, message = '', status] = found
      said = said.slice(whole.length)
      waiting.shift()?.(status === '0' ? undefined : message.trim() || `it ended with ${status}`)
    }
  })
  helper.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-4000)
  })
  helper.stdin.on('error', () => undefined)
  helper.once('error', (error) => end(error.message))
  helper.once('close', () => end(stderr.trim() || 'the mount namespace of the run is gone'))
  return async (orders) => {
    if (gone !== undefined) return gone
    const answer = new Promise<string | undefined>((resolve) => {
      waiting.push(resolve)
    })
    const late = setTimeout(() => {
      end(`${orders[0]?.[0]} gave no answer within ${orderMs / 1000} s`)
      helper.kill('SIGKILL')
    }, orderMs)
    helper.stdin.write(`${orders.map((words) => [...words.map(spelled), 'run\n'].join('')).join('')}answer\n`)
    return await answer.finally(() => clearTimeout(late))
  }
}

/** A word as a line: what would end the line is written so that `printf %b` gives it back. */
function spelled(word: string): string {
  return ` ${word.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n`
}
