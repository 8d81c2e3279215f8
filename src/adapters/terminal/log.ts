import type { LogPiece } from '../../report/log-piece.ts'
import { breakCommands } from '../../text/log-guard.ts'

/** Where the log goes: a terminal, or anything that takes text. */
export type LogTarget = {
  readonly write: (text: string) => unknown
  readonly isTTY?: boolean | undefined
  readonly hasColors?: (() => boolean) | undefined
}

/** The log of a run on a command line. */
export type TerminalLog = {
  readonly show: (piece: LogPiece) => void
  /** Removes the progress line. */
  readonly close: () => void
}

/** Whether the target shows colours: a terminal that can, and nobody said NO_COLOR. */
export function colorsOf(target: LogTarget): 'keep' | 'drop' {
  return target.isTTY === true && target.hasColors?.() === true ? 'keep' : 'drop'
}

const quietMs = 1_000

/**
 * Plain lines anywhere, harmless for a runner that may read them; at a terminal with colours where it can, and a progress line while
 * a command is silent.
 */
export function createTerminalLog(target: LogTarget, now: () => number): TerminalLog {
  const styled = (code: string, text: string) =>
    colorsOf(target) === 'keep' ? `\x1b[${code}m${text}\x1b[0m` : text
  const progress = createProgress(target, now)

  return {
    show: (piece) => {
      progress.clear()
      switch (piece.kind) {
        case 'text':
          target.write(`${breakCommands(piece.text)}\n`)
          break
        case 'debug':
        case 'group-end':
          break
        case 'group':
          target.write(`\n${styled('1', breakCommands(piece.title))}\n`)
          break
        case 'output-begin':
          progress.start()
          break
        case 'output':
          target.write(piece.text)
          break
        case 'output-end':
          progress.stop()
          break
        case 'annotation':
          target.write(
            `${styled(piece.level === 'error' ? '31' : '33', `${piece.level}:`)} ${breakCommands(piece.message)}\n`,
          )
          break
      }
    },
    close: progress.stop,
  }
}

function createProgress(target: LogTarget, now: () => number) {
  let timer: NodeJS.Timeout | undefined
  let startedAt = 0
  let lastAt = 0
  let shown = false
  const clear = () => {
    lastAt = now()
    if (shown) target.write('\r\x1b[K')
    shown = false
  }
  const tick = () => {
    if (now() - lastAt < quietMs) return
    shown = true
    target.write(`\r\x1b[K… running for ${Math.round((now() - startedAt) / 1000)} s`)
  }
  return {
    clear,
    start: () => {
      if (target.isTTY !== true || timer !== undefined) return
      startedAt = now()
      timer = setInterval(tick, quietMs)
      timer.unref()
    },
    stop: () => {
      clear()
      clearInterval(timer)
      timer = undefined
    },
  }
}
