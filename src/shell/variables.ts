/** What a shell variable holds when it is known. */
export type Variable =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'unset' }

/** Answers what a variable holds; undefined when that can't be known. `use` tells why it is asked. */
export type Variables = {
  get(name: string, use: 'value' | 'default'): Variable | undefined
}

/** What holds for every script that was given no arguments and sets none. */
export function builtIn(name: string): Variable | undefined {
  if (name === '@' || name === '*') return { kind: 'list', items: [] }
  if (name === '#') return { kind: 'text', text: '0' }
  if (/^[1-9]\d*$/.test(name)) return { kind: 'unset' }
  if (name === 'IFS') return { kind: 'text', text: ' \t\n' }
  return undefined
}

/** The text of a variable used where one word is wanted: the first item of a list, nothing when unset. */
export function textOf(variable: Variable): string {
  switch (variable.kind) {
    case 'text':
      return variable.text
    case 'list':
      return variable.items[0] ?? ''
    case 'unset':
      return ''
  }
}
