import type { Command } from '../command/command.ts'

/** A command of which only the text is given. */
export function bareCommand(run: string): Command {
  return {
    index: 0,
    id: 'command-1',
    name: undefined,
    run,
    shell: 'bash',
    workingDirectory: '.',
    env: {},
    timeoutMs: undefined,
    continueOnError: false,
    permissions: { write: [], network: [], env: [] },
    justification: undefined,
    source: { file: undefined, line: 1, column: 1 },
  }
}
