import { makeRecipe } from '../../recipes.ts'
import { pathKind } from '../../targets/paths.ts'
import { optionText, type Program } from '../program.ts'
import { runText } from '../run-text.ts'
import type { Handled } from './handled.ts'

/** `make -f -` reads its rules from standard input. */
export function make(program: Program): Handled | undefined {
  if (program.given.positionals.some(staged)) return { kinds: ['runs-project'] }
  const { input } = program.situation.place
  if (!/^(?:-|\/dev\/stdin)$/.test(optionText(program, '-f', '--file', '--makefile') ?? '')) return undefined
  const [target] = program.given.positionals
  const text = input?.text === undefined ? undefined : makeRecipe(input.text, target)
  if (input !== undefined) runText({ ...input, text }, program)
  return undefined
}

/** `make install DESTDIR=out`: what is installed stays in the project. */
function staged(word: string): boolean {
  const root = /^(?:DESTDIR|PREFIX|prefix)=(.+)$/.exec(word)?.[1]
  return root !== undefined && /^(?:project|scratch)$/.test(pathKind(root))
}
