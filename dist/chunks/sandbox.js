import { at as stopCommands, f as GateError, it as createLogGuard, r as jobEnvironment, rt as commandFreeJson, s as closeNamed } from "./begin.js";
import { d as parseHostPattern } from "./wire.js";
import { J as realDirectory, N as createRunRedactor, ft as policyPathOn, j as createMachineSandbox, k as cancelOnSignals, pt as readPolicyFile } from "./gate.js";
import { a as parseArguments, n as noPositional, o as splitWords, r as oneOf } from "./arguments.js";
import { t as bareCommand } from "./bare-command.js";
import { randomBytes } from "node:crypto";
import { isAbsolute, resolve } from "node:path";
import { constants } from "node:os";
// src/wiring/output-printer.ts
/**
* Prints what a command prints, as it comes. Where the runner reads the log (`GITHUB_ACTIONS` is set) both streams are guarded and
* redacted and go to standard output, in between lines that stop the runner from obeying anything; else the bytes pass as they
* are. Throws INTERNAL where the rules that find secrets can't be loaded.
*/
async function createOutputPrinter(env) {
	if (env["GITHUB_ACTIONS"] === void 0) return {
		write: ({ stream, bytes }) => {
			if (stream === "stdout") process.stdout.write(bytes);
			else process.stderr.write(bytes);
		},
		end: () => void 0
	};
	const marks = stopCommands(randomBytes(16).toString("hex"));
	const { redactor } = await createRunRedactor(env);
	const guard = () => createLogGuard({ redaction: redactor.stream() });
	const guards = {
		stdout: guard(),
		stderr: guard()
	};
	process.stdout.write(marks.open);
	return {
		write: ({ stream, bytes }) => {
			process.stdout.write(guards[stream].write(bytes));
		},
		end: () => {
			process.stdout.write(guards.stdout.end() + guards.stderr.end() + marks.close);
		}
	};
}
// src/cli/sandbox.ts
/** `command-gate sandbox`: one attempt. The exit code is the command's; 4 when there is no sandbox. */
async function sandbox(words) {
	const [own, argv] = splitWords(words);
	if (argv.length === 0) throw new GateError("INPUT_INVALID", "usage: found no command; write it after --", { hint: "For example: command-gate sandbox -- npm test" });
	const { values, positionals } = parseArguments(own, {
		policy: { type: "string" },
		workspace: {
			type: "string",
			default: "."
		},
		mode: { type: "string" },
		write: {
			type: "string",
			multiple: true,
			default: []
		},
		"allow-host": {
			type: "string",
			multiple: true,
			default: []
		},
		json: {
			type: "boolean",
			default: false
		}
	});
	noPositional(positionals);
	const workspace = realDirectory(values.workspace);
	const env = jobEnvironment();
	const { policy } = await readPolicyFile(values.policy, workspace);
	closeNamed(own);
	const mode = oneOf("--mode", values.mode ?? policy.sandbox.mode, [
		"read-only",
		"workspace-write",
		"danger-full-access"
	]);
	const machine = await createMachineSandbox({
		policy,
		workspace,
		env,
		setup: "never",
		commands: [],
		policyFile: policyPathOn(workspace, values.policy),
		onNote: () => void 0
	});
	const added = {
		write: values.write.map((path) => isAbsolute(path) ? path : resolve(workspace, path)),
		network: values["allow-host"].map(hostOf)
	};
	const grant = mode === "danger-full-access" ? {
		kind: "unsandboxed",
		env: policy.sandbox.env.pass
	} : {
		kind: "sandboxed",
		mode,
		write: [...machine.base.write, ...added.write],
		network: [...machine.base.network, ...added.network],
		env: policy.sandbox.env.pass
	};
	const cancel = cancelOnSignals();
	const print = await createOutputPrinter(env);
	try {
		const request = {
			command: commandOf(argv),
			grant,
			limits: policy.sandbox.limits
		};
		const attempt = await machine.sandbox.attempt(request, print.write, cancel.signal);
		if (attempt.changes !== void 0) await machine.sandbox.discard(attempt.changes);
		print.end();
		return report(attempt, values.json);
	} finally {
		await machine.sandbox.close();
		cancel.stop();
	}
}
function report(attempt, json) {
	const { ending } = attempt;
	const exitCode = exitCodeOf(ending);
	if (ending.kind === "unavailable") process.stderr.write(`command-gate: ${ending.reason}\n${ending.remedy}\n`);
	if (ending.kind === "limit") process.stderr.write(`command-gate: ended by a limit: ${ending.detail}\n`);
	if (json) {
		const outcome = outcomeOf(ending);
		const signal = ending.kind === "signalled" ? ending.signal : null;
		const { effects, durationMs, backend } = attempt;
		const line = {
			exitCode: ending.kind === "exited" ? exitCode : null,
			signal,
			outcome,
			effects,
			durationMs,
			backend
		};
		process.stderr.write(`${commandFreeJson(line)}\n`);
	}
	return exitCode;
}
function outcomeOf(ending) {
	switch (ending.kind) {
		case "exited": return ending.exitCode === 0 ? "succeeded" : "failed";
		case "signalled":
		case "limit": return "failed";
		case "cancelled": return "aborted";
		case "unavailable": return "sandbox-unavailable";
	}
}
/** As a shell would tell it: 124 for a limit of time, 128 and the signal's number for a signal. */
function exitCodeOf(ending) {
	switch (ending.kind) {
		case "exited": return ending.exitCode;
		case "signalled": return 128 + (signalNumbers[ending.signal] ?? 0);
		case "limit": return ending.limit === "time" ? 124 : 137;
		case "cancelled": return 130;
		case "unavailable": return 4;
	}
}
const signalNumbers = constants.signals;
function hostOf(text) {
	const parsed = parseHostPattern(text);
	if (parsed.kind === "host") return parsed.pattern;
	throw new GateError("INPUT_INVALID", `--allow-host: found "${text}"; ${parsed.reason}`);
}
/** The words as one shell command that replaces the shell: each is quoted, so that none is read as anything but itself. */
function commandOf(argv) {
	const quoted = argv.map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
	return bareCommand(`exec ${quoted.join(" ")}`);
}
export { sandbox };
