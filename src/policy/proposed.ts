import type { Command } from '../command/command.ts'
import { type CheckedScript, checkScript } from './check-script.ts'
import type { Policy } from './policy.ts'

/** What a policy that is not in force would change for these commands, one plain sentence for each that it would. */
export function compareProposal(
  commands: readonly Pick<Command, 'id' | 'run' | 'shell' | 'env' | 'workingDirectory'>[],
  inForce: Policy,
  proposed: Policy,
): readonly string[] {
  return commands.flatMap(({ id, run, ...around }) => {
    const now = wordOf(checkScript(run, inForce, around))
    const then = wordOf(checkScript(run, proposed, around))
    return now === then ? [] : [`With it, ${id} would be ${then} instead of ${now}.`]
  })
}

function wordOf({ next }: CheckedScript): string {
  switch (next) {
    case 'attempt':
      return 'attempted'
    case 'ask':
      return 'asked about'
    case 'refuse':
      return 'refused'
  }
}
