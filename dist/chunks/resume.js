import { D as readEvent, Ht as array, Jt as nullable, K as systemClock, M as exitCodeFor, R as isApproval, S as parseRecord, T as decodeActionInputs, V as createApprovalStore, Xt as number, Yt as nullish, Zt as object, _ as nothingWatched, b as barFor, c as contentOf, d as readTrustedPolicy, f as readGitHubRun, g as createWatch, h as permissionsBlock, l as createClient, m as waitsMarker, n as patienceOf, nn as string, p as parseWaiting, r as whereToAsk, u as longestDetachedMs, v as createWitness, x as persist, y as pendingEntries } from "./gate.js";
import { ct as makeVisibleLine, f as GateError } from "./begin.js";
// src/adapters/github/jobs.ts
const account = object({
	id: number(),
	login: string()
});
const runShape = object({
	status: nullable(string()),
	head_sha: string(),
	actor: nullish(account),
	triggering_actor: nullish(account),
	pull_requests: nullable(array(object({ number: number() })))
});
const jobsShape = object({
	total_count: number(),
	jobs: array(object({
		id: number(),
		name: string(),
		status: string(),
		conclusion: nullable(string())
	}))
});
const pageSize = 100;
const maxPages = 10;
/** The workflow runs of one repository. Starting a job again takes a token with `actions: write`. */
function createJobs(connection) {
	const client = createClient(connection);
	const place = {
		owner: connection.owner,
		repo: connection.repository
	};
	const list = async (route, parameters) => {
		const jobs = [];
		for (let page = 1; page <= maxPages; page += 1) {
			const asked = {
				...place,
				...parameters,
				per_page: pageSize,
				page
			};
			const answer = await contentOf(client, {
				route,
				parameters: asked,
				decode: decodeJobs
			});
			if (answer.kind === "failure") return answer;
			jobs.push(...answer.value.jobs);
			if (jobs.length >= answer.value.total || answer.value.jobs.length === 0) break;
		}
		return {
			kind: "value",
			value: jobs
		};
	};
	return {
		run: (runId) => contentOf(client, {
			route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}",
			parameters: {
				...place,
				run_id: Number(runId)
			},
			decode: decodeRun
		}),
		latest: (runId) => list("GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs", {
			run_id: Number(runId),
			filter: "latest"
		}),
		ofAttempt: (runId, attempt) => list("GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs", {
			run_id: Number(runId),
			attempt_number: attempt
		}),
		rerun: async (jobId) => {
			const answer = await contentOf(client, {
				route: "POST /repos/{owner}/{repo}/actions/jobs/{job_id}/rerun",
				parameters: {
					...place,
					job_id: jobId
				},
				decode: () => "started"
			});
			return answer.kind === "failure" && /already running/i.test(answer.failure.detail) ? {
				kind: "value",
				value: "running"
			} : answer;
		}
	};
}
function decodeRun(data) {
	const found = runShape.parse(data);
	return {
		isCompleted: found.status === "completed",
		headSha: found.head_sha,
		pullNumbers: (found.pull_requests ?? []).map(({ number }) => number),
		actors: [found.actor, found.triggering_actor].filter((actor) => actor != null)
	};
}
function decodeJobs(data) {
	const found = jobsShape.parse(data);
	return {
		total: found.total_count,
		jobs: found.jobs.map(({ id, name, status, conclusion }) => ({
			id,
			name,
			isCompleted: status === "completed",
			conclusion: conclusion ?? void 0
		}))
	};
}
// src/approval/resume.ts
/** The comments, of those that this account wrote, whose job can be started again: whole, open, and about this commit. */
function waitingComments(comments, headSha) {
	return comments.flatMap((comment) => {
		const waiting = parseWaiting(comment.body);
		const isOpen = parseRecord(comment.body)?.isClosed === false;
		if (comment.foreignEdit || waiting === void 0 || !isOpen || waiting.requests.length === 0) return [];
		return waiting.job.headSha === headSha ? [{
			comment,
			waiting
		}] : [];
	});
}
/**
* What the job would find if it ran now: `go-on` when it would not stop to wait again for any request it asked, because
* all are answered, or one answer ends it. Until then each attempt would only spend minutes.
*/
function whatToDo(state) {
	return state.entries.some(({ stage }) => stage.kind === "reviewed" && !isApproval(stage.review)) || pendingEntries(state).length === 0 ? "go-on" : "wait";
}
/**
* Reads the conversation by the very rules of the job that waits. It decides nothing for good: the job reads all of it
* again, and only what it finds itself lets a command run.
*/
async function readAnswers({ comment, waiting }, settings) {
	const fresh = nothingWatched(settings.clock.now());
	const watched = {
		...fresh,
		state: {
			...fresh.state,
			entries: waiting.requests.map((request) => entryFor(request, settings.approvers))
		},
		startedAt: Math.min(...waiting.requests.map(({ openedAt }) => openedAt))
	};
	const witness = createWitness({
		...settings,
		codeOwnership: perhapsOwner
	});
	const approvers = {
		...settings.approvers,
		forMatrix: false
	};
	const store = createApprovalStore();
	const watch = createWatch(watched, {
		...settings,
		approvers,
		context: void 0,
		witness,
		store
	});
	const looked = await watch.look(comment, "whole");
	await watch.settled();
	return looked.kind === "failure" ? looked : {
		kind: "value",
		value: watched.state
	};
}
const perhapsOwner = async () => ({
	kind: "value",
	value: ["perhaps a code owner"]
});
function entryFor(request, approvers) {
	const { id, openedAt, deadline } = request;
	const bar = barFor(approvers, request.level === "none" ? void 0 : request.level);
	return {
		request: {
			...unknownDraft(request.key),
			id,
			digest: "",
			contentDigest: "",
			bar,
			openedAt,
			deadline
		},
		nonce: "",
		answeredUnder: id,
		explained: false,
		stage: {
			kind: "pending",
			votes: []
		}
	};
}
/** What is asked is not known here. Drafts are equal where the requests' keys are. */
function unknownDraft(key) {
	const none = {
		write: [],
		network: [],
		env: []
	};
	return {
		command: {
			index: 0,
			id: key,
			name: void 0,
			run: key,
			shell: "bash",
			workingDirectory: ".",
			env: {},
			timeoutMs: void 0,
			continueOnError: false,
			permissions: none,
			justification: void 0,
			source: {
				file: void 0,
				line: 0,
				column: 0
			}
		},
		action: "run",
		reason: { kind: "untrusted" },
		effects: [],
		changes: void 0,
		grantBefore: void 0,
		grantAfter: {
			kind: "sandboxed",
			mode: "read-only",
			...none
		},
		scripts: [],
		assessment: {
			kind: "none",
			reason: "off"
		}
	};
}
// src/wiring/resume.ts
/** How long a run that has not ended yet is waited for, in milliseconds, and how often it is looked at. */
const patienceMs = 6e5;
const pauseMs = 15e3;
const failureMs = 6e4;
/**
* Starts the jobs again whose requests on this pull request were answered. Runs nothing and approves nothing: what it
* relies on are GitHub's own records, read now, and the job reads them all again.
*/
async function runResume(runner, env) {
	const inputs = decodeActionInputs(runner.input);
	if (inputs.githubToken !== void 0) runner.mask(inputs.githubToken);
	const run = readGitHubRun(env, inputs.matrixLeg);
	const say = (text) => runner.show({
		kind: "text",
		text: makeVisibleLine(text)
	});
	const errand = await prepare(inputs, run, env, say);
	const until = systemClock.now() + patienceMs;
	let left = await resumeOnce(errand);
	while (left > 0 && systemClock.now() < until) {
		await systemClock.sleep(pauseMs);
		left = await resumeOnce(errand);
	}
	if (left > 0) throw new GateError("GITHUB_UNAVAILABLE", "a run whose job should start again has not ended for ten minutes", { hint: "When it has ended, re-run its failed job by hand, or reply once more." });
	runner.saveState("ended", "true");
	return {
		outcome: "succeeded",
		exitCode: exitCodeFor("succeeded")
	};
}
async function prepare(inputs, run, env, say) {
	const event = readEvent(env);
	const asked = await whereToAsk(inputs, event, run);
	if (asked.kind === "nobody") throw new GateError("CONTEXT_UNSUPPORTED", `there is no pull request to resume: ${asked.reason}`, { hint: "Run it on issue_comment, on the default branch; see examples/workflows/command-gate-resume.yml." });
	const { policy } = await readTrustedPolicy(asked.places, patienceOf(inputs));
	const { owner, repository } = event;
	return {
		pullRequest: asked.pullRequest,
		jobs: createJobs({
			token: inputs.githubToken ?? "",
			apiUrl: run.apiUrl,
			owner,
			repository
		}),
		answers: {
			pullRequest: asked.pullRequest,
			clock: systemClock,
			journal: { record: (entry) => {
				if (entry.kind === "note") say(entry.message);
				if (entry.kind === "dismissed") say(`The reply of ${entry.dismissal.login} does not count: ${entry.dismissal.reason}`);
			} },
			approvers: policy.approvers,
			trigger: policy.commandWord,
			issueNumber: asked.number,
			maximumWaitMs: longestDetachedMs
		},
		headSha: asked.headSha,
		say,
		started: /* @__PURE__ */ new Set()
	};
}
/** Looks at all comments that wait, once, and gives how many jobs must be tried again because their run goes on. */
async function resumeOnce(errand) {
	const own = await persist(systemClock, () => errand.pullRequest.findOwn(waitsMarker), failureMs);
	if (own.kind === "failure") throw unavailable("the comments could not be read", own.failure);
	const waiting = waitingComments(own.value, errand.headSha);
	if (waiting.length === 0) errand.say("No job waits for an answer about this commit.");
	let left = 0;
	const untried = waiting.filter(({ comment }) => !errand.started.has(comment.id));
	for (const each of untried) if (await resumeJob(each, errand) === "later") left += 1;
	return left;
}
async function resumeJob(waiting, errand) {
	const { jobs, say } = errand;
	const { runId } = waiting.waiting.job;
	const run = await persist(systemClock, () => jobs.run(runId), failureMs);
	if (run.kind === "failure") throw unavailable(`run ${runId} could not be read`, run.failure);
	if (!(run.value.headSha === errand.headSha || run.value.pullNumbers.includes(errand.answers.issueNumber))) {
		say(`Run ${runId} is not of this pull request and is left alone.`);
		return "done";
	}
	const interested = run.value.actors.map((actor) => ({
		...actor,
		as: "the account that started the run"
	}));
	const answers = await persist(systemClock, () => readAnswers(waiting, {
		...errand.answers,
		interested
	}), failureMs);
	if (answers.kind === "failure") throw unavailable("the replies could not be read", answers.failure);
	if (whatToDo(answers.value) === "wait") {
		say(`Run ${runId} waits on: not all of its requests are answered.`);
		return "done";
	}
	return run.value.isCompleted ? await startAgain(waiting, errand) : "later";
}
async function startAgain({ waiting, comment }, { jobs, say, started: done }) {
	const { runId } = waiting.job;
	const found = await persist(systemClock, () => findJob(waiting.job, jobs), failureMs);
	if (found.kind === "failure") throw unavailable(`the job of run ${runId} could not be found`, found.failure);
	const { id, name, isCompleted, conclusion } = found.value;
	if (!isCompleted) return "later";
	if (conclusion !== "failure") {
		say(`Job ${name} of run ${runId} ended as ${conclusion ?? "unknown"}, not as pending, and is left alone.`);
		return "done";
	}
	const started = await persist(systemClock, () => jobs.rerun(id), failureMs);
	if (started.kind === "failure") throw unavailable(`job ${name} of run ${runId} could not be started again`, started.failure);
	if (started.value === "running") return "later";
	done.add(comment.id);
	say(`Job ${name} of run ${runId} was started again.`);
	return "done";
}
/** The job in its latest attempt. In a later attempt it has another number, so it is followed by its name. */
async function findJob(job, jobs) {
	const latest = await jobs.latest(job.runId);
	if (latest.kind === "failure") return latest;
	const itself = latest.value.find(({ id }) => id === job.jobId);
	if (itself !== void 0) return {
		kind: "value",
		value: itself
	};
	const then = await jobs.ofAttempt(job.runId, job.runAttempt);
	if (then.kind === "failure") return then;
	const name = then.value.find(({ id }) => id === job.jobId)?.name ?? job.jobKey;
	const named = latest.value.filter((each) => each.name === name);
	const [only] = named;
	if (only !== void 0 && named.length === 1) return {
		kind: "value",
		value: only
	};
	return {
		kind: "failure",
		failure: {
			kind: "missing",
			detail: `the run has ${named.length} jobs of the name ${name}; re-run the one that waits by hand`,
			retryAfterMs: void 0
		}
	};
}
function unavailable(what, failure) {
	const message = `${what}: ${failure.detail}`;
	if (failure.kind !== "forbidden" && failure.kind !== "missing") return new GateError("GITHUB_UNAVAILABLE", message, { hint: "Reply once more when GitHub answers." });
	return new GateError("GITHUB_FORBIDDEN", message, { hint: `Give the job these permissions:\n\n${permissionsBlock("resume")}` });
}
export { runResume };
