import { C as runMarker, D as readEvent, E as choosePull, S as parseRecord, T as decodeActionInputs, a as issueText, f as readGitHubRun, i as pullsOfCommit, o as findIssue, s as createPullRequest } from "./gate.js";
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
	const edited = await pullRequest.edit(comment, body);
	return edited.kind === "failure" ? edited : {
		kind: "value",
		value: true
	};
}
// src/wiring/post.ts
/**
* Says in the comment of a job that was killed that nothing waits any more, on the pull request or on the issue for
* approvals. Trusts no state of the main step but that it did not end: the comment is found again by author and marker.
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
	const number = pull.kind === "chosen" ? pull.number : await issueAskedOn(connection);
	if (number === void 0) return;
	const closed = await closeAbandoned(createPullRequest({
		...connection,
		number
	}), run);
	if (closed.kind === "failure") throw new Error(closed.failure.detail);
	if (closed.value) runner.show({
		kind: "text",
		text: `The comment on #${number} says that nothing waits any more.`
	});
}
/** Undefined where nobody was asked on an issue, or where the token may not read issues and so could not have asked. */
async function issueAskedOn(connection) {
	const found = await findIssue(connection, issueText.marker);
	if (found.kind === "value") return found.value;
	if (found.failure.kind === "forbidden" || found.failure.kind === "missing") return void 0;
	throw new Error(found.failure.detail);
}
export { closeAfterKill };
