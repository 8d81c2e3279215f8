import type { Command } from '../command/command.ts'
import { type CheckedCommand, checkCommand } from './check-command.ts'
import type { Policy } from './policy.ts'
import type { Resolver } from './requirement.ts'

/** What a policy that is not in force would change for these commands, one plain sentence for each that it would. */
export function compareProposal(
  commands: readonly Command[],
  inForce: Policy,
  proposed: Policy,
  resolver: Resolver,
): readonly string[] {
  return commands.flatMap((command) => {
    const [now, then] = [inForce, proposed].map((policy) => wordOf(checkCommand(command, policy, resolver)))
    return now === then ? [] : [`With it, ${command.id} would be ${then} instead of ${now}.`]
  })
}

function wordOf({ next }: CheckedCommand): string {
  switch (next) {
    case 'attempt':
      return 'attempted'
    case 'ask':
      return 'asked about'
    case 'refuse':
      return 'refused'
  }
}
