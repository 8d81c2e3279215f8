#!/usr/bin/env node
import { f as GateError, n as leaveAfter, nt as breakCommands, o as closeInherited, p as exitCodeOf, st as makeVisible, t as withoutSecrets } from "./chunks/begin.js";
import { o as splitWords, r as oneOf, s as usage } from "./chunks/arguments.js";
// src/cli.ts
const subcommands = {
	run: async () => (await import("./chunks/run.js")).run,
	check: async () => (await import("./chunks/check.js")).check,
	sandbox: async () => (await import("./chunks/sandbox.js")).sandbox,
	doctor: async () => (await import("./chunks/doctor.js")).doctor,
	init: async () => (await import("./chunks/init.js")).init,
	report: async () => (await import("./chunks/report.js")).report,
	policy: async () => (await import("./chunks/policy.js")).policy
};
/** Runs the subcommand that the words name; the result is the process's exit code. */
async function main(words) {
	const [name, ...rest] = words;
	const [own] = splitWords(words);
	if (name === void 0 || name === "help" || own.includes("--help") || own.includes("-h")) {
		process.stdout.write(usage);
		return name === void 0 ? 2 : 0;
	}
	const subcommand = oneOf("the subcommand", name, [
		"run",
		"check",
		"sandbox",
		"doctor",
		"policy",
		"report",
		"init"
	]);
	return await (await subcommands[subcommand]())(rest);
}
process.stdout.on("error", (error) => {
	if (error.code === "EPIPE") process.exit(1);
	throw error;
});
closeInherited(splitWords(process.argv.slice(2))[0]);
try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	const known = error instanceof GateError;
	process.exitCode = known ? exitCodeOf(error.code) : 1;
	const message = known ? error.message : `an error that was not expected: ${String(error)}`;
	const more = known ? error.hint : error instanceof Error ? error.stack : void 0;
	const said = [`command-gate: ${message}`, more].filter((part) => part !== void 0).join("\n");
	process.stderr.write(`${breakCommands(makeVisible(await withoutSecrets(said)))}\n`);
}
leaveAfter();
export {};
