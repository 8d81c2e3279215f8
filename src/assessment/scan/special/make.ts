import { makeRecipe } from '../../recipes.ts'
import { optionText, type Program } from '../program.ts'
import { runText } from '../run-text.ts'
import type { Handled } from './handled.ts'

/** `make -f -` reads its rules from standard input. */
export function make(program: Program): Handled | undefined {
  const { input } = program.situation.place
  if (!/^(?:-|\/dev\/stdin)$/.test(optionText(program, '-f', '--file', '--makefile') ?? '')) return undefined
  const [target] = program.given.positionals
  const text = input?.text === undefined ? undefined : makeRecipe(input.text, target)
  if (input !== undefined) runText({ ...input, text }, program)
  return undefined
}
