/** How a request goes wrong. `lost-answer`: it takes effect, then the connection breaks. */
export type Fault =
  | {
      readonly kind: 'status'
      readonly status: number
      readonly message?: string
      readonly headers?: HeaderMap
    }
  | { readonly kind: 'html'; readonly status: number }
  | { readonly kind: 'reset' }
  | { readonly kind: 'lost-answer' }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'not-json' }

type HeaderMap = Readonly<Record<string, string>>

/** Which requests it hits: an operation id of the description, `graphql`, or a pattern over `METHOD /path`. */
export type FaultRule = {
  readonly on: string | RegExp
  readonly fault: Fault
  /** How many times; default once. `always` until cleared. */
  readonly times?: number | 'always'
  /** How many matching requests pass before the first one fails. */
  readonly after?: number
}

/** The faults that are waiting to happen. */
export type Faults = {
  add(rule: FaultRule): void
  clear(): void
  /** The fault for this request, used up by asking. */
  take(operationId: string, line: string): Fault | undefined
}

export function makeFaults(): Faults {
  const rules: { readonly rule: FaultRule; seen: number }[] = []
  return {
    add: (rule) => {
      rules.push({ rule, seen: 0 })
    },
    clear: () => {
      rules.length = 0
    },
    take: (operationId, line) => {
      const matching = rules.filter(({ rule }) => isOn(rule, operationId, line))
      const due = matching.find(({ rule, seen }) => isDue(rule, seen))
      for (const entry of matching) entry.seen += 1
      return due?.rule.fault
    },
  }
}

function isOn(rule: FaultRule, operationId: string, line: string): boolean {
  return typeof rule.on === 'string' ? rule.on === operationId : rule.on.test(line)
}

/** Whether a rule that has seen so many matching requests hits the next one. */
function isDue(rule: FaultRule, seen: number): boolean {
  const after = rule.after ?? 0
  const times = rule.times ?? 1
  return seen >= after && (times === 'always' || seen < after + times)
}
