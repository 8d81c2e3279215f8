import type { SyntaxWord, WordPart } from './syntax.ts'
import { textOf, type Variable, type Variables } from './variables.ts'

type ParameterExpansion = Extract<WordPart, { type: 'ParameterExpansion' }>
type Operation = NonNullable<ParameterExpansion['operation']>
type ResolveWord = (word: SyntaxWord, variables: Variables) => string | undefined

/** What `${…}` stands for; undefined when it can't be known. A list is spread as `$@` is. */
export function expandParameter(
  part: ParameterExpansion,
  variables: Variables,
  resolve: ResolveWord,
): Variable | undefined {
  const name = part.prefix === '!' ? indirect(part, variables) : part.parameter
  if (name === undefined) return undefined
  const use = part.operation?.type === 'Default' ? 'default' : 'value'
  const variable = element(variables.get(name, use), part.index, variables, resolve)
  if (variable === undefined) return undefined
  if (part.prefix === '#') {
    const length = variable.kind === 'list' ? variable.items.length : textOf(variable).length
    return text(String(length))
  }
  return part.operation === undefined ? variable : operate(variable, part.operation, variables, resolve)
}

/** The name that `${!x}` points at. `${!x@}` and `${!x[@]}` list names, which nobody needs to know. */
function indirect(part: ParameterExpansion, variables: Variables): string | undefined {
  if (part.operation?.type === 'Names' || part.index !== undefined) return undefined
  const pointer = variables.get(part.parameter, 'value')
  const name = pointer?.kind === 'text' ? pointer.text : undefined
  return name !== undefined && /^[A-Za-z_]\w*$/.test(name) ? name : undefined
}

function element(
  variable: Variable | undefined,
  index: SyntaxWord | undefined,
  variables: Variables,
  resolve: ResolveWord,
): Variable | undefined {
  if (variable === undefined || index === undefined) return variable
  const key = resolve(index, variables)
  if (key === '@' || key === '*') return variable
  if (key === undefined || !/^\d{1,5}$/.test(key)) return undefined
  const items = variable.kind === 'list' ? variable.items : [textOf(variable)]
  const item = items[Number(key)]
  return item === undefined ? { kind: 'unset' } : text(item)
}

function operate(
  variable: Variable,
  operation: Operation,
  variables: Variables,
  resolve: ResolveWord,
): Variable | undefined {
  if (operation.type === 'Default') return orDefault(variable, operation, variables, resolve)
  if (variable.kind === 'list') return undefined
  const changed = changeText(textOf(variable), operation, variables, resolve)
  return changed === undefined ? undefined : text(changed)
}

function orDefault(
  variable: Variable,
  operation: Extract<Operation, { type: 'Default' }>,
  variables: Variables,
  resolve: ResolveWord,
): Variable | undefined {
  const present = variable.kind !== 'unset' && (operation.operator.length === 1 || textOf(variable) !== '')
  const wantsOperand = operation.operator.endsWith('+') === present
  if (!wantsOperand) return operation.operator.endsWith('+') ? text('') : variable
  const operand = resolve(operation.operand, variables)
  return operand === undefined ? undefined : text(operand)
}

function changeText(
  value: string,
  operation: Operation,
  variables: Variables,
  resolve: ResolveWord,
): string | undefined {
  const operand = (word: SyntaxWord | undefined): string | undefined =>
    word === undefined ? '' : resolve(word, variables)
  switch (operation.type) {
    case 'Remove':
      return remove(value, operation.operator, plainPattern(operand(operation.operand)))
    case 'Replace':
      return replace(
        value,
        operation.operator,
        plainPattern(operand(operation.pattern)),
        operand(operation.replacement),
      )
    case 'Slice':
      return slice(value, operand(operation.offset), operand(operation.length))
    case 'CaseModification':
      return operation.operand === undefined ? changeCase(value, operation.operator) : undefined
    case 'Transform':
      return transform(value, operand(operation.operand))
    case 'Default':
    case 'Names':
    case 'Unknown':
      return undefined
  }
}

/** Patterns with wildcards are left unknown. */
function plainPattern(pattern: string | undefined): string | undefined {
  return pattern === undefined || /[*?[\]\\()]/.test(pattern) ? undefined : pattern
}

function remove(value: string, operator: string, pattern: string | undefined): string | undefined {
  if (pattern === undefined) return undefined
  if (operator.startsWith('#')) return value.startsWith(pattern) ? value.slice(pattern.length) : value
  return value.endsWith(pattern) ? value.slice(0, value.length - pattern.length) : value
}

function replace(
  value: string,
  operator: string,
  pattern: string | undefined,
  replacement: string | undefined,
): string | undefined {
  if (pattern === undefined || replacement === undefined || replacement.includes('&')) return undefined
  if (pattern === '') return value
  switch (operator) {
    case '//':
      return value.split(pattern).join(replacement)
    case '/':
      return value.replace(pattern, () => replacement)
    case '/#':
      return value.startsWith(pattern) ? replacement + value.slice(pattern.length) : value
    case '/%':
      return value.endsWith(pattern) ? value.slice(0, value.length - pattern.length) + replacement : value
    default:
      return undefined
  }
}

function slice(value: string, offset: string | undefined, length: string | undefined): string | undefined {
  if (offset === undefined || length === undefined) return undefined
  if (!/^ ?-?\d{1,6}$/.test(offset) || !/^(?:-?\d{1,6})?$/.test(length)) return undefined
  const start = Number(offset) < 0 ? Math.max(0, value.length + Number(offset)) : Number(offset)
  if (length === '') return value.slice(start)
  return Number(length) < 0 ? value.slice(start, Number(length)) : value.slice(start, start + Number(length))
}

function changeCase(value: string, operator: string): string {
  const first = value.slice(0, 1)
  switch (operator) {
    case '^^':
      return value.toUpperCase()
    case ',,':
      return value.toLowerCase()
    case '^':
      return first.toUpperCase() + value.slice(1)
    default:
      return first.toLowerCase() + value.slice(1)
  }
}

function transform(value: string, operator: string | undefined): string | undefined {
  if (operator === 'U') return value.toUpperCase()
  if (operator === 'L') return value.toLowerCase()
  if (operator === 'u') return changeCase(value, '^')
  return undefined
}

function text(value: string): Variable {
  return { kind: 'text', text: value }
}
