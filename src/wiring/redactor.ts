import { loadSecretlint } from '../adapters/secretlint.ts'
import type { KnownSecret } from '../text/redact.ts'
import { createRedactor, type Redactor } from '../text/redactor.ts'
import { secretsOfEnvironment } from '../text/secret-names.ts'

/** The redactor of a run: it knows the job's secret-looking values, what else the gate was given, and the shapes of secrets. */
export async function createRunRedactor(
  env: Readonly<Record<string, string>>,
  given: readonly (KnownSecret | undefined)[] = [],
): Promise<{ readonly redactor: Redactor; readonly secrets: readonly KnownSecret[] }> {
  const secrets = [...secretsOfEnvironment(env), ...given.filter((secret) => secret !== undefined)]
  return { redactor: createRedactor({ values: secrets, finders: [await loadSecretlint()] }), secrets }
}
