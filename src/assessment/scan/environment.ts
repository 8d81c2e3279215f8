import { builtIn, type Variable, type Variables } from '../../shell/variables.ts'
import { type Flow, traceOf, unknown } from './flow.ts'
import type { Scan } from './scan.ts'

/** Variables whose meaning is the same on every runner. Paths in the spelling that `targets/` reads. */
const known: Readonly<Record<string, string>> = {
  HOME: '~',
  PWD: '.',
  GITHUB_WORKSPACE: '.',
  RUNNER_TEMP: '/tmp/runner',
  TMPDIR: '/tmp',
  TMP: '/tmp',
  GITHUB_ENV: '/tmp/runner/env',
  GITHUB_OUTPUT: '/tmp/runner/output',
  GITHUB_PATH: '/tmp/runner/path',
  GITHUB_STEP_SUMMARY: '/tmp/runner/summary',
  GITHUB_STATE: '/tmp/runner/state',
  BASH: 'bash',
  '0': 'bash',
  SHELL: '/bin/bash',
  HISTFILE: '~/.bash_history',
}

/** The variables as a scan knows them, and what flowed through those that were asked for. */
export type Lookup = {
  readonly variables: Variables
  /** `$@` and `$*` where the script was given no arguments. */
  isEmptyList(name: string): boolean
  trace(): Flow
}

/** Answers for one word. What is not known comes as U+E000, so that the rest of a word can still be read. */
export function lookupIn(scan: Scan): Lookup {
  let trace: Flow | undefined
  return {
    variables: {
      get: (name, use) => {
        const flow = scan.variables.get(name)
        if (flow === undefined) return fixedVariable(name, use)
        trace = traceOf(trace, flow)
        return flow.items === undefined
          ? { kind: 'text', text: flow.text ?? unknown }
          : { kind: 'list', items: flow.items }
      },
    },
    isEmptyList: (name) => (name === '@' || name === '*') && !scan.variables.has(name),
    trace: () => traceOf(trace),
  }
}

function fixedVariable(name: string, use: 'value' | 'default'): Variable {
  const constant = builtIn(name)
  if (constant !== undefined) return constant
  const fixed = Object.hasOwn(known, name) ? known[name] : undefined
  if (fixed !== undefined) return { kind: 'text', text: fixed }
  return use === 'default' ? { kind: 'unset' } : { kind: 'text', text: unknown }
}
