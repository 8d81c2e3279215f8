import { F as createRedactor, N as createRunRedactor, P as secretsOfEnvironment } from "./gate.js";
// src/wiring/last-words.ts
/**
* What an error that ends the gate says, without the job's secrets. Without the rules for the shapes of secrets where they can't be
* loaded, which may be the very error: the values of the job are taken out all the same.
*/
async function redactLastWords(text, env) {
	const { redactor } = await createRunRedactor(env).catch(() => ({ redactor: createRedactor({ values: secretsOfEnvironment(env) }) }));
	return redactor.redact(text).text;
}
export { redactLastWords };
