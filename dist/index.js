import { Y as createActionsRunner, a as startCommandEgress, d as GateError, f as exitCodeOf, i as workspaceOf, n as leaveAfter, o as layGround, r as jobEnvironment, t as withoutSecrets, tt as makeVisible } from "./chunks/begin.js";
// src/main.ts
const runner = createActionsRunner();
try {
	const env = jobEnvironment();
	const { outcome, exitCode } = await (runner.input("resume").trim() === "true" ? resume(env) : act(env));
	if (outcome === "pending") leavePending(exitCode);
	else end(exitCode, `the worst ending was ${outcome}; the log and the summary tell which command and why`);
} catch (error) {
	process.exitCode = error instanceof GateError ? exitCodeOf(error.code) : 1;
	if (error instanceof GateError) {
		const said = [error.message, error.hint].filter((part) => part !== void 0).join("\n");
		end(process.exitCode, await withoutSecrets(said));
	} else {
		const stack = error instanceof Error ? await withoutSecrets(error.stack ?? "") : "";
		if (stack !== "") runner.show({
			kind: "debug",
			text: makeVisible(stack)
		});
		end(1, `an error that was not expected: ${await withoutSecrets(String(error))}`);
	}
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
