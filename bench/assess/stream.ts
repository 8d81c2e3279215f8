import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

const cli = join(import.meta.dirname, '../../dist/cli.js')

/** A running `command-gate check --jsonl` that has answered its first line: it has started. */
type Checker = {
  /** Sends commands, one a line, and resolves when all are answered. */
  ask(commands: readonly string[]): Promise<void>
  end(): void
}

async function startChecker(): Promise<Checker> {
  const child = spawn(process.execPath, [cli, 'check', '--jsonl'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ask = asker(child)
  await ask(['true'])
  return { ask, end: () => child.stdin?.end() }
}

function asker(child: ChildProcess): Checker['ask'] {
  let open = 0
  let done: () => void = () => undefined
  let fail: (cause: Error) => void = () => undefined
  child.stdout?.on('data', (chunk: Buffer) => {
    for (const byte of chunk) if (byte === 10) open -= 1
    if (open === 0) done()
  })
  child.on('close', (code) => {
    if (open > 0)
      fail(new Error(`check --jsonl ended with ${code} before it had answered; run npm run build`))
  })
  return (commands) =>
    new Promise((resolve, reject) => {
      open += commands.length
      done = resolve
      fail = reject
      child.stdin?.write(commands.map((command, id) => `${JSON.stringify({ id, command })}\n`).join(''))
    })
}

/**
 * Milliseconds by the clock from the start's end to the last answer, all lines sent at once to a fresh process, and then once more
 * to the same one, which has compiled by then what it uses.
 */
export async function streamMs(
  commands: readonly string[],
): Promise<{ readonly first: number; readonly again: number }> {
  const checker = await startChecker()
  const [first, again] = [await timed(checker, commands), await timed(checker, commands)]
  checker.end()
  return { first, again }
}

/** Milliseconds by the clock for each command, with both pipes, sent one after the other to a fresh process, and then once more. */
export async function answerMs(
  commands: readonly string[],
): Promise<{ readonly first: readonly number[]; readonly again: readonly number[] }> {
  const checker = await startChecker()
  const times: number[] = []
  for (const command of [...commands, ...commands]) times.push(await timed(checker, [command]))
  checker.end()
  return { first: times.slice(0, commands.length), again: times.slice(commands.length) }
}

async function timed(checker: Checker, commands: readonly string[]): Promise<number> {
  const before = performance.now()
  await checker.ask(commands)
  return performance.now() - before
}
