import { loadSecretlint } from '../adapters/secretlint.ts'
import { createMaskFilter } from '../text/mask-filter.ts'
import { createRedactor, type Redactor } from '../text/redactor.ts'
import { secretsOfEnvironment } from '../text/secret-names.ts'
import type { KnownSecret } from '../text/value-rule.ts'

/** A runner that hides what it is told to, and what it must go on showing beside what the runner itself is named by. */
type Masking = { readonly mask: (value: string) => void; readonly shown: readonly string[] }

/**
 * The redactor of a run: it knows the job's secret-looking values, what else the gate was given, and the shapes of secrets. With a
 * runner, that one is told to hide them too: the known ones at once, others when they are found.
 */
export async function createRunRedactor(
  env: Readonly<Record<string, string>>,
  given: readonly (KnownSecret | undefined)[] = [],
  masking?: Masking,
): Promise<{ readonly redactor: Redactor }> {
  const values = [...secretsOfEnvironment(env), ...given.filter((secret) => secret !== undefined)]
  const onFound = masking === undefined ? () => undefined : maskFound(env, values, masking)
  return { redactor: createRedactor({ values, rules: await loadSecretlint(), onFound }) }
}

function maskFound(
  env: Readonly<Record<string, string>>,
  values: readonly KnownSecret[],
  { mask, shown }: Masking,
): (secret: string) => void {
  const known = values.map(({ value }) => value)
  for (const value of known) mask(value)
  const isKnown = new Set(known)
  const named = Object.entries(env).flatMap(([name, value]) =>
    /^(?:GITHUB_|RUNNER_|HOME$|PATH$)/.test(name) && !isKnown.has(value) ? [value] : [],
  )
  const maskable = createMaskFilter(known, [...named, ...shown])
  return (secret) => {
    for (const line of maskable(secret)) mask(line)
  }
}
