import type { KindId } from '../catalogue.ts'
import { buildingTools } from './building.ts'
import { cloudTools } from './cloud.ts'
import { databaseTools } from './databases.ts'
import { desktopTools } from './desktop.ts'
import { diskTools } from './disks.ts'
import { fileTools } from './files.ts'
import { gitTools } from './git.ts'
import { languageTools } from './languages.ts'
import { networkTools } from './network.ts'
import { packageTools } from './packages.ts'
import { type PatternSet, parsePatterns, patternSet } from './pattern.ts'
import { securityTools } from './security.ts'
import { systemTools } from './system.ts'
import { textTools } from './text.ts'
import type { Tool, ToolTable } from './tool.ts'
import { windowsTools } from './windows.ts'

/** A tool whose lists are ready for looking up. */
export type ReadyTool = Tool & {
  readonly patterns: readonly (readonly [KindId | 'harmless', PatternSet])[]
  readonly valuedOptions: ReadonlySet<string>
  readonly writeOptions: ReadonlySet<string>
  readonly shellOptions: ReadonlySet<string>
  readonly codeOptions: ReadonlySet<string>
}

/** All tables, in the order in which they are looked through. */
export const toolTables: readonly ToolTable[] = [
  textTools,
  fileTools,
  gitTools,
  languageTools,
  packageTools,
  buildingTools,
  networkTools,
  cloudTools,
  databaseTools,
  systemTools,
  desktopTools,
  diskTools,
  securityTools,
  windowsTools,
]

const tools: ReadonlyMap<string, ReadyTool> = new Map(
  toolTables.flatMap((table) =>
    Object.entries(table).flatMap(([names, tool]) => {
      const ready = prepare(tool)
      return names.split(' ').map((name) => [name, ready] as const)
    }),
  ),
)

/** What is known of a program by its name: as it is, without a version, or without a suffix such as `mkfs.ext4`. */
export function toolOf(name: string): ReadyTool | undefined {
  const exact = tools.get(name)
  if (exact !== undefined) return exact
  const unversioned = name.replace(/-?\d[\d.]*$/, '')
  const found = tools.get(unversioned)
  if (found !== undefined) return found
  const dot = name.indexOf('.')
  return dot > 0 ? tools.get(name.slice(0, dot)) : undefined
}

function prepare(tool: Tool): ReadyTool {
  const valued = setOf(tool.valued)
  const writeOptions = setOf(tool.writes)
  const shellOptions = setOf(tool.shell)
  const codeOptions = setOf(tool.code)
  return {
    ...tool,
    patterns: entriesOf(tool.rules).map(([id, text]) => [id, patternSet(parsePatterns(text))] as const),
    valuedOptions: new Set([...valued, ...writeOptions, ...shellOptions, ...codeOptions]),
    writeOptions,
    shellOptions,
    codeOptions,
  }
}

function entriesOf(rules: Tool['rules']): readonly (readonly [KindId | 'harmless', string])[] {
  return Object.entries(rules ?? {}) as (readonly [KindId | 'harmless', string])[]
}

function setOf(list: string | undefined): ReadonlySet<string> {
  return new Set((list ?? '').split(' ').filter((item) => item !== ''))
}
