import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import {
  debug,
  endGroup,
  error,
  getInput,
  getState,
  isDebug,
  notice,
  saveState,
  setFailed,
  setOutput,
  setSecret,
  startGroup,
  warning,
} from '@actions/core'
import type { LogPiece, OwnPiece } from '../report/log-piece.ts'
import { breakCommands, stopCommands } from '../text/log-guard.ts'

/** The runner that started this process. */
export type ActionsRunner = {
  /** The input as the runner gives it, '' when absent. */
  readonly input: (name: string) => string
  /** Shows a piece of the log. */
  readonly show: (piece: LogPiece) => void
  readonly setOutputs: (outputs: Readonly<Record<string, string>>) => void
  /** Replaces this step's part of the job summary. Without a summary file it does nothing. */
  readonly writeSummary: (markdown: string) => void
  /** Has the runner hide the value, each line of it, from here on; while a command prints, from the end of its output on. */
  readonly mask: (value: string) => void
  /** For the post step, which starts with nothing else. */
  readonly saveState: (name: string, value: string) => void
  /** Undefined when the main step saved nothing under the name. */
  readonly state: (name: string) => string | undefined
  /** Ends the step as failed, with the message as its annotation. */
  readonly fail: (message: string) => void
}

/** The runner cuts an annotation's message at 4,096 characters; ours says that it was cut. */
const longestAnnotation = 4_000

/**
 * The runner, through its own toolkit. Everything goes to standard output, what a command printed to its stderr included: the
 * runner reads the two in no fixed order, and the lines that stop it from obeying must come first.
 */
export function createActionsRunner(write: (text: string) => void = writeOut): ActionsRunner {
  let token: string | undefined
  const unmasked: string[] = []

  /** Whatever way the output ended, our own lines are obeyed again; what the log is to hide comes before anything else. */
  function resume(): void {
    if (token !== undefined) write(stopCommands(token).close)
    token = undefined
    for (const line of unmasked.splice(0)) setSecret(line)
  }

  function show(piece: LogPiece): void {
    switch (piece.kind) {
      case 'output-begin':
        if (token !== undefined) return
        token = randomBytes(16).toString('hex')
        write(stopCommands(token).open)
        return
      case 'output':
        write(piece.text)
        return
      case 'output-end':
        resume()
        return
      case 'text':
      case 'debug':
      case 'group':
      case 'group-end':
      case 'annotation':
        resume()
        showOwn(piece, write)
    }
  }

  return {
    input: (name) => getInput(name, { trimWhitespace: false }),
    show,
    setOutputs: (outputs) => {
      for (const [name, value] of Object.entries(outputs)) setOutput(name, value)
    },
    writeSummary: (markdown) => {
      const path = process.env['GITHUB_STEP_SUMMARY'] ?? ''
      if (path !== '') writeFileSync(path, `${markdown}\n`)
    },
    mask: (value) => {
      unmasked.push(...value.split(/\r\n|\r|\n/).filter((line) => line.trim().length > 3))
      // The runner would obey nothing now, and show the line with the secret.
      if (token === undefined) resume()
    },
    saveState,
    state: (name) => (getState(name) === '' ? undefined : getState(name)),
    fail: (message) => {
      resume()
      setFailed(message)
    },
  }
}

function showOwn(piece: OwnPiece, write: (text: string) => void): void {
  switch (piece.kind) {
    case 'text':
      write(`${breakCommands(piece.text)}\n`)
      break
    case 'debug':
      if (isDebug()) debug(piece.text)
      break
    case 'group':
      startGroup(piece.title)
      break
    case 'group-end':
      endGroup()
      break
    case 'annotation':
      annotate(piece)
      break
  }
}

function annotate(piece: Extract<LogPiece, { kind: 'annotation' }>): void {
  const { level, title, place } = piece
  const tell = { error, warning, notice }[level]
  const cut = piece.message.length > longestAnnotation ? ' … (cut; see the report)' : ''
  const at = place === undefined ? {} : { file: place.file, startLine: place.line, startColumn: place.column }
  tell(piece.message.slice(0, longestAnnotation) + cut, { title, ...at })
}

function writeOut(text: string): void {
  process.stdout.write(text)
}
