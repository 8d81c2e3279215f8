import { _ as decodeActionInputs, b as createActionsRunner, l as runMarker, n as createPullRequest, o as readGitHubRun, s as parseRecord, t as pullsOfCommit, v as choosePull, y as readEvent } from "./chunks/commit-pulls.js";
import { r as makeVisible } from "./chunks/errors.js";
import { t as jobEnvironment } from "./chunks/job-environment.js";
// src/approval/abandoned.ts
/**
* Closes the comment of a job that could not do so itself: for the post step, after a kill. Touches only a comment that
* this account wrote for this very run and job, whatever a command may have written into the step's state. The record
* stays, so that a re-run still finds the requests that were never used. The value tells whether there was one.
*/
async function closeAbandoned(pullRequest, context) {
	const marker = runMarker(context);
	const found = await pullRequest.findOwn(marker);
	if (found.kind === "failure") return found;
	const [comment] = found.value;
	const record = comment === void 0 ? void 0 : parseRecord(comment.body);
	if (comment === void 0 || record === void 0 || record.isClosed) return {
		kind: "value",
		value: false
	};
	const body = [
		"### Cancelled: nothing waits any more",
		"",
		"The job ended before it could say what became of its requests. A reply to them has no effect now.",
		"",
		...comment.body.split("\n").filter((line) => /^<!-- command-gate:.* -->$/.test(line)).map((line) => line.replace("command-gate:state [\"open\",", "command-gate:state [\"closed\","))
	].join("\n");
	const edited = await pullRequest.edit(comment.id, body);
	return edited.kind === "failure" ? edited : {
		kind: "value",
		value: true
	};
}
// src/wiring/post.ts
/**
* Says in the comment of a job that was killed that nothing waits any more. Trusts no state of the main step but that it
* did not end: the comment is found again by author and marker.
*/
async function closeAfterKill(runner, env) {
	const inputs = decodeActionInputs(runner.input);
	if (inputs.githubToken === void 0) return;
	const run = readGitHubRun(env, inputs.matrixLeg);
	const event = readEvent(env);
	const connection = {
		token: inputs.githubToken,
		apiUrl: run.apiUrl,
		owner: event.owner,
		repository: event.repository,
		teamsToken: void 0
	};
	const pull = await choosePull(event, inputs.issueNumber, (sha) => pullsOfCommit(connection, sha));
	if (pull.kind === "none") return;
	const closed = await closeAbandoned(createPullRequest({
		...connection,
		number: pull.number
	}), run);
	if (closed.kind === "failure") throw new Error(closed.failure.detail);
	if (closed.value) runner.show({
		kind: "text",
		text: "The comment on the pull request says that nothing waits any more."
	});
}
// src/post.ts
const runner = createActionsRunner();
/** What fails is said, and holds nothing else up: the job has its ending already. */
async function attempt(what, work) {
	try {
		await work();
	} catch (error) {
		runner.show({
			kind: "text",
			text: makeVisible(`${what}: ${String(error)}`)
		});
	}
}
if (runner.state("ended") === void 0) {
	const reportPath = runner.state("report");
	await attempt("The comment on the pull request could not be closed", () => closeAfterKill(runner, jobEnvironment()));
	if (reportPath !== void 0) await attempt("The report could not be completed", async () => (await import("./chunks/rescue-report.js")).rescueReport(runner, reportPath));
}
export {};
