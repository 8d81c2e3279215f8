import { r as jobEnvironment, st as makeVisible, t as withoutSecrets, tt as createActionsRunner } from "./chunks/begin.js";
// src/post.ts
const runner = createActionsRunner();
/** What fails is said, and holds nothing else up: the job has its ending already. */
async function attempt(what, work) {
	try {
		await work();
	} catch (error) {
		runner.show({
			kind: "text",
			text: makeVisible(await withoutSecrets(`${what}: ${String(error)}`))
		});
	}
}
if (runner.state("ended") === void 0) {
	const reportPath = runner.state("report");
	await attempt("The comment on the pull request could not be closed", async () => (await import("./chunks/post.js")).closeAfterKill(runner, jobEnvironment()));
	if (reportPath !== void 0) await attempt("The report could not be completed", async () => (await import("./chunks/rescue-report.js")).rescueReport(runner, reportPath));
}
export {};
