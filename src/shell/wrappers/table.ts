import type { CommandRole } from '../simple-command.ts'
import { powerfulWrappers } from './powerful.ts'
import { toolWrappers } from './tool.ts'
import { transparentWrappers } from './transparent.ts'
import type { Wrapper } from './wrapper.ts'

/** What kind of option a word is, for one wrapper. */
export type OptionKind = 'flag' | 'value' | 'optional' | 'script' | 'inert'

/** A wrapper with its role and its options ready to look up. */
export type WrapperEntry = {
  readonly wrapper: Wrapper
  readonly role: CommandRole
  readonly options: ReadonlyMap<string, OptionKind>
}

const byName = index()

/** The wrappers that go by a command's name. Several where subcommands differ. */
export function wrappersNamed(name: string): readonly WrapperEntry[] {
  return byName.get(name) ?? []
}

function index(): ReadonlyMap<string, readonly WrapperEntry[]> {
  const entries = new Map<string, WrapperEntry[]>()
  const add = (wrappers: readonly Wrapper[], role: CommandRole): void => {
    for (const wrapper of wrappers) {
      const entry = entryOf(wrapper, role)
      for (const name of wrapper.names) entries.set(name, [...(entries.get(name) ?? []), entry])
    }
  }
  add(powerfulWrappers, 'powerful')
  add(transparentWrappers, 'transparent')
  add(toolWrappers, 'plain')
  return entries
}

/** Its options are made ready when they are first asked for: a run meets few of all wrappers. */
function entryOf(wrapper: Wrapper, role: CommandRole): WrapperEntry {
  let options: WrapperEntry['options'] | undefined
  return {
    wrapper,
    role,
    get options() {
      options ??= optionsOf(wrapper)
      return options
    },
  }
}

function optionsOf(wrapper: Wrapper): ReadonlyMap<string, OptionKind> {
  const kinds: readonly (readonly [string | undefined, OptionKind])[] = [
    [wrapper.flags, 'flag'],
    [wrapper.values, 'value'],
    [wrapper.optionals, 'optional'],
    [wrapper.scripts, 'script'],
    [wrapper.inert, 'inert'],
  ]
  return new Map(
    kinds.flatMap(([names, kind]) =>
      (names ?? '')
        .split(' ')
        .filter(Boolean)
        .map((name) => [name, kind] as const),
    ),
  )
}
