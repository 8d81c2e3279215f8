#!/usr/bin/env node
import { i as usage, t as oneOf } from "./chunks/arguments.js";
import { K as makeVisible, V as breakCommands, d as exitCodeOf, t as leaveAfter, u as GateError } from "./chunks/begin.js";
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
	if (name === void 0 || name === "help" || words.includes("--help")) {
		process.stdout.write(usage);
		return name === void 0 ? 2 : 0;
	}
	const subcommand = oneOf("command-gate", name, [
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
try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	const known = error instanceof GateError;
	const say = (text) => process.stderr.write(`${breakCommands(makeVisible(text))}\n`);
	say(`command-gate: ${known ? error.message : `an error that was not expected: ${String(error)}`}`);
	if (known && error.hint !== void 0) say(error.hint);
	if (!known && error instanceof Error) say(error.stack ?? "");
	process.exitCode = known ? exitCodeOf(error.code) : 1;
}
leaveAfter();
export {};
