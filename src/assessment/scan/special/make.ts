import { makeRecipe } from '../../recipes.ts'
import { pathKind } from '../../targets/paths.ts'
import { optionText, optionValues, type Program } from '../program.ts'
import { runText } from '../run-text.ts'
import type { Handled } from './handled.ts'

/** `make -f -` reads its rules from standard input. */
export function make(program: Program): Handled | undefined {
  if (program.given.positionals.some(staged)) return { kinds: ['runs-project'] }
  for (const word of program.given.positionals) runVariable(program, word)
  for (const { text, flow } of optionValues(program, rules))
    if (text === '/dev/fd/63')
      runText({ ...flow, text: flow.text && makeRecipe(flow.text, undefined) }, program)
  const { input } = program.situation.place
  if (!/^(?:-|\/dev\/stdin)$/.test(optionText(program, '-f', '--file', '--makefile') ?? '')) return undefined
  const [target] = program.given.positionals
  const text = input?.text === undefined ? undefined : makeRecipe(input.text, target)
  if (input !== undefined) runText({ ...input, text }, program)
  return undefined
}

const rules: ReadonlySet<string> = new Set(['-f', '--file', '--makefile'])

/** `make CC='…'`: a variable by which make is told what to run. */
function runVariable(program: Program, word: string): void {
  const text = /^(?:SHELL|CC|CXX|LD|AR|AS|CPP|FC|RM|INSTALL|MAKE|PYTHON|HOSTCC)=([^-].*)$/s.exec(word)?.[1]
  if (text?.includes(' ') === true) runText({ text, fetched: false, decoded: false, secret: false }, program)
}

/** `make install DESTDIR=out`: what is installed stays in the project. */
function staged(word: string): boolean {
  const root = /^(?:DESTDIR|PREFIX|prefix)=(.+)$/.exec(word)?.[1]
  return root !== undefined && /^(?:project|scratch)$/.test(pathKind(root))
}

/** `npm pkg set scripts.x='…'`: a script that a later `npm run x` finds. */
export function scripts(program: Program): Handled | undefined {
  for (const word of program.given.positionals) {
    const text = /^scripts\.[\w:.-]{1,40}=(.+)$/s.exec(word)?.[1]
    if (text !== undefined) runText({ text, fetched: false, decoded: false, secret: false }, program)
  }
  return undefined
}
