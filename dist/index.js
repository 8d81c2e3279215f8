import { a as startCommandEgress, c as layGround, f as GateError, i as workspaceOf, n as leaveAfter, o as closeInherited, p as exitCodeOf, r as jobEnvironment, st as makeVisible, t as withoutSecrets, tt as createActionsRunner } from "./chunks/begin.js";
// src/main.ts
closeInherited();
const runner = createActionsRunner();
try {
	const env = jobEnvironment();
	const { outcome, exitCode } = await (runner.input("resume").trim() === "true" ? resume(env) : act(env));
	if (outcome === "pending") leavePending(exitCode);
	else end(exitCode, `the worst ending was ${outcome}; the log and the summary tell which command and why`);
} catch (error) {
	const known = error instanceof GateError;
	process.exitCode = known ? exitCodeOf(error.code) : 1;
	const said = known ? [error.message, error.hint].filter((part) => part !== void 0).join("\n") : `an error that was not expected: ${String(error)}`;
	const trace = !known && error instanceof Error ? error.stack ?? "" : "";
	const [message = "", stack = ""] = await Promise.all([said, trace].map(withoutSecrets));
	if (stack !== "") runner.show({
		kind: "debug",
		text: makeVisible(stack)
	});
	end(process.exitCode, message);
}
leaveAfter();
async function resume(env) {
	const { runResume } = await import("./chunks/resume.js");
	return await runResume(runner, env);
}
/** What needs no policy is begun before the rest of the gate is loaded: both take their time. */
async function act(env) {
	const ground = layGround({
		workspace: workspaceOf(env),
		jobEnv: env,
		startEgress: startCommandEgress
	});
	ground.catch(() => void 0);
	const { runAction } = await import("./chunks/action.js");
	return await runAction(runner, env, ground);
}
/** Nothing went wrong, but later steps must not take it for done. */
function leavePending(exitCode) {
	runner.show({
		kind: "annotation",
		level: "notice",
		title: "command-gate",
		message: "Requests wait for an answer on the pull request. This job ends now, and an answer starts it again.",
		place: void 0
	});
	process.exitCode = exitCode;
}
function end(exitCode, message) {
	if (exitCode !== 0) runner.fail(makeVisible(`command-gate: ${message}`));
	process.exitCode = exitCode;
}
export {};
