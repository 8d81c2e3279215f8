import { createRedactor } from '../text/redactor.ts'
import { secretsOfEnvironment } from '../text/secret-names.ts'
import { createRunRedactor } from './redactor.ts'

/**
 * What an error that ends the gate says, without the job's secrets. Without the rules for the shapes of secrets where they can't be
 * loaded, which may be the very error: the values of the job are taken out all the same.
 */
export async function redactLastWords(text: string, env: Readonly<Record<string, string>>): Promise<string> {
  const { redactor } = await createRunRedactor(env).catch(() => ({
    redactor: createRedactor({ values: secretsOfEnvironment(env) }),
  }))
  return redactor.redact(text).text
}
