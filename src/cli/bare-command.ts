import type { Command } from '../command/command.ts'
import type { Grant } from '../policy/grant.ts'

/** What a command may do by the built-in policy alone. */
export const noGrant: Grant = { kind: 'sandboxed', mode: 'workspace-write', write: [], network: [], env: [] }

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
