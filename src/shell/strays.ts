import type { Command, Redirection, SyntaxNode, SyntaxWord } from './syntax.ts'

type Statement = Extract<SyntaxNode, { type: 'Statement' }>

/**
 * Errors that the tolerant parser lets pass and bash does not, found by fuzzing against `bash -n`. A script with one of them
 * may mean something else than what was read, so no rule may allow it.
 */
export function isStrayStatement(statement: Statement, source: string): boolean {
  const next = skipBlanks(source, statement.end)
  if (statement.background === true) return isLoneOperator(source, skipLines(source, next))
  const separated = source[next] === ';' && source[next + 1] !== ';' && source[next + 1] !== '&'
  if (!separated && source[next] !== '\n') return false
  return isLoneOperator(source, skipLines(source, separated ? next + 1 : next))
}

/** `ls (`, `> a=(1 2)`, `2> 2>&1`, a here-document without its end: see above. */
export function isStrayCommand(command: Command, source: string): boolean {
  const { name } = command
  if (name !== undefined && source[skipBlanks(source, name.end)] === '(') return true
  if (name !== undefined && hasBareParenthesis(name)) return true
  return (
    command.args.some((word) => word.type === 'Word' && hasBareParenthesis(word)) ||
    command.redirects.some((redirect) => isStrayRedirect(redirect, source))
  )
}

/** `((a)` with the other parenthesis on a later line: bash takes the first two for arithmetic and finds no end. */
export function isStraySubshell(node: SyntaxNode, source: string): boolean {
  return source[node.pos + 1] === '(' && source.slice(node.pos, node.end).includes('\n')
}

/** A redirection whose target is no word, or whose here-document has no proper end. */
export function isStrayRedirect(redirect: Redirection, source: string): boolean {
  if (redirect.type === 'HereDoc') {
    const text = redirect.delimiter?.text ?? ''
    return redirect.closing === undefined || text === '' || /[\n()$`]/.test(text) || !hasPairedQuotes(text)
  }
  const { target } = redirect
  if (target === undefined || hasBareParenthesis(target)) return true
  return /^\d+$/.test(target.text) && /[<>]/.test(source[target.end] ?? '')
}

function isLoneOperator(source: string, at: number): boolean {
  const character = source[at]
  if (character === ';') return source[at + 1] !== ';' && source[at + 1] !== '&'
  return character === '&' || character === '|'
}

function skipBlanks(source: string, from: number): number {
  let at = from
  while (source[at] === ' ' || source[at] === '\t') at += 1
  return at
}

function skipLines(source: string, from: number): number {
  let at = from
  while (/\s/.test(source[at] ?? '')) at += 1
  return at
}

const border = /(?:^|[\n;&|({)}`!]|(?:^|[\s;&|({)}`!])(?:then|do|else|elif|if|while|until|time|in))[ \t]*$/

/** `A=1 f() { …; }`: what stands before a function must end a command. */
export function isStrayFunction(pos: number, source: string): boolean {
  const before = source.slice(Math.max(0, pos - 40), pos)
  return !border.test(before) && !(before.length === 40 && before.trim() === '')
}

/** `$[…]` left open, and forms that older versions of bash refuse. */
export function isStrayPart(node: SyntaxNode): boolean {
  if (node.type === 'Literal' || (node.type === 'Word' && node.parts === undefined))
    return node.text.includes('$[')
  if (node.type === 'CommandExpansion') return node.text.startsWith('${')
  if (node.type === 'ParameterExpansion') return node.operation?.type === 'Unknown'
  return node.type === 'ArithmeticExpansion' && node.text.startsWith('$[')
}

/** Only in a pattern, a substitution or an assigned list may a parenthesis stand without quotes. */
function hasBareParenthesis(word: SyntaxWord): boolean {
  if (word.parts === undefined) return isBare(word.text)
  return word.parts.some((part) => part.type === 'Literal' && isBare(part.text))
}

function isBare(text: string): boolean {
  if (text.includes('$[')) return true
  return /[()]/.test(text) && /[()]/.test(text.replace(/\\[\s\S]/g, ''))
}

function hasPairedQuotes(text: string): boolean {
  const plain = text.replace(/\\[\s\S]/g, '').replace(/'[^']*'|"[^"]*"/g, '')
  return !/['"]/.test(plain)
}
