import { builtIn, type Variable, type Variables } from './variables.ts'

/** What a variable may hold at one point of a script. `open`: or something else that can't be known. */
export type Binding = { readonly values: readonly Variable[]; readonly open: boolean }

/** Variables that bash itself sets as it runs, whatever a script assigned to them. */
const bashOwn =
  /^(?:_|BASH\w*|COLUMNS|COMP_\w+|COMPREPLY|COPROC\w*|DIRSTACK|EPOCH\w+|E?UID|FUNCNAME|GROUPS|HISTCMD|LINENO|LINES|MAPFILE|OLDPWD|OPTARG|OPTIND|PIPESTATUS|PPID|PWD|RANDOM|READLINE_\w+|REPLY|SECONDS|SRANDOM)$/

/** What is known of the shell's state at one point of a script. Changed in place as the script is read. */
export type Scope = {
  readonly bindings: Map<string, Binding>
  /** Functions that are surely defined here. */
  readonly functions: Set<string>
  /** `$1 $2 …`; undefined when unknown. */
  positional: readonly string[] | undefined
  /**
   * Whether a variable can only hold what the reading followed. What is set at more than one place, or by a function, a trap or
   * a later turn of a loop, may hold another value than the order of the text tells: `f() { X=rm; }; X=ls; f; $X`. `@` stands
   * for the positional parameters.
   */
  settled: (name: string) => boolean
}

/** More values than this for one variable, or worlds for one command, are not followed apart. */
const maxValues = 16

/** More variables than this in one script are not followed. */
const maxBindings = 128

/** The state at the start of a script, with its arguments. */
export function createScope(positional: readonly string[] | undefined = []): Scope {
  return { bindings: new Map(), functions: new Set(), positional, settled: () => true }
}

/** A copy that can change on its own. */
export function forkScope(scope: Scope): Scope {
  return {
    bindings: new Map(scope.bindings),
    functions: new Set(scope.functions),
    positional: scope.positional,
    settled: scope.settled,
  }
}

/** The state of another process's shell: it may have inherited a variable or not, and what it sets comes on top. */
export function childScope(scope: Scope, positional: readonly string[] | undefined): Scope {
  const child = createScope(positional)
  for (const [name, binding] of scope.bindings) {
    child.bindings.set(name, { values: [...binding.values, { kind: 'unset' }], open: true })
  }
  return child
}

/** Sets a variable; undefined for a value that can't be known. */
export function bind(scope: Scope, name: string, value: Variable | undefined): void {
  setBinding(scope, name, value === undefined ? { values: [], open: true } : { values: [value], open: false })
}

/** Sets what a variable may hold. */
export function setBinding(scope: Scope, name: string, binding: Binding): void {
  const few = binding.values.length <= maxValues
  if (!scope.bindings.has(name) && scope.bindings.size >= maxBindings) return
  const values = few ? binding.values : binding.values.slice(0, maxValues)
  const open = binding.open || !few || bashOwn.test(name) || !scope.settled(name)
  scope.bindings.set(name, open === binding.open && few ? binding : { values, open })
}

/** Takes in what the variables may hold after a branch that may or may not have run. */
export function joinScope(scope: Scope, branch: Scope): void {
  for (const name of new Set([...scope.bindings.keys(), ...branch.bindings.keys()])) {
    const here = scope.bindings.get(name)
    const there = branch.bindings.get(name)
    if (here !== there) setBinding(scope, name, union(here, there))
  }
  if (scope.positional !== branch.positional) scope.positional = undefined
}

/** What either may hold; a variable without a binding may hold anything. */
export function union(left: Binding | undefined, right: Binding | undefined): Binding {
  const values: Variable[] = []
  const seen = new Set<string>()
  for (const value of [...(left?.values ?? []), ...(right?.values ?? [])]) {
    const key = JSON.stringify(value)
    if (!seen.has(key)) values.push(value)
    seen.add(key)
  }
  return { values, open: (left?.open ?? true) || (right?.open ?? true) }
}

/** Every outcome of `evaluate`, one for each combination of values that the variables it asks for may hold. */
export function inEachWorld<Result>(
  scope: Scope,
  evaluate: (variables: Variables) => Result,
): readonly Result[] {
  const choices = new Map<string, readonly (Variable | undefined)[]>()
  const first = evaluate(variablesIn(scope, new Map(), choices))
  // In another world the words may ask for more: `${A:-$B}` where A may be empty.
  for (let known = 0; choices.size > known; ) {
    known = choices.size
    const count = [...choices.values()].reduce((product, values) => product * values.length, 1)
    if (count > maxValues) {
      const blind = new Map([...choices.keys()].map((name) => [name, undefined] as const))
      return [first, evaluate(variablesIn(scope, blind, new Map()))]
    }
    const worlds = combinations(choices).map((world) => evaluate(variablesIn(scope, world, choices)))
    if (choices.size === known) return worlds
  }
  return [first]
}

function variablesIn(
  scope: Scope,
  world: ReadonlyMap<string, Variable | undefined>,
  choices: Map<string, readonly (Variable | undefined)[]>,
): Variables {
  return {
    get: (name, use) => {
      if (world.has(name)) return world.get(name)
      const candidates = candidatesOf(scope, name, use)
      if (candidates.length > 1) choices.set(name, candidates)
      return candidates[0]
    },
  }
}

function candidatesOf(
  scope: Scope,
  name: string,
  use: 'value' | 'default',
): readonly (Variable | undefined)[] {
  const binding = scope.bindings.get(name)
  if (binding !== undefined) return binding.open ? [...binding.values, undefined] : binding.values
  const known = positionalOf(scope, name)
  if (known !== 'named') return known === undefined || scope.settled('@') ? [known] : [known, undefined]
  const usual = builtIn(name)
  if (usual !== undefined) return [usual]
  if (use === 'default') return [{ kind: 'unset' }, undefined]
  return name === 'HOME' ? [{ kind: 'text', text: '~' }] : [undefined]
}

function positionalOf(scope: Scope, name: string): Variable | undefined | 'named' {
  if (!/^(?:[@*#]|[1-9]\d*)$/.test(name)) return 'named'
  const items = scope.positional
  if (items === undefined) return undefined
  if (name === '#') return { kind: 'text', text: String(items.length) }
  if (name === '@' || name === '*') return { kind: 'list', items }
  const item = items[Number(name) - 1]
  return item === undefined ? { kind: 'unset' } : { kind: 'text', text: item }
}

function combinations(
  choices: ReadonlyMap<string, readonly (Variable | undefined)[]>,
): readonly ReadonlyMap<string, Variable | undefined>[] {
  let worlds: ReadonlyMap<string, Variable | undefined>[] = [new Map()]
  for (const [name, candidates] of choices) {
    worlds = worlds.flatMap((world) => candidates.map((value) => new Map([...world, [name, value]])))
  }
  return worlds
}
