import { o as showRequestId, r as digestOf } from "./fingerprint.js";
// src/report/words.ts
/** `850 ms`, `12.3 s`, `4 min 05 s`, `2 h 03 min`. */
function showDuration(ms) {
	if (ms < 1e3) return `${Math.round(ms)} ms`;
	if (ms < 6e4) return `${(ms / 1e3).toFixed(1)} s`;
	const seconds = Math.round(ms / 1e3);
	const two = (value) => String(value).padStart(2, "0");
	if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
	return `${Math.floor(seconds / 3600)} h ${two(Math.floor(seconds / 60) % 60)} min`;
}
/** `512 bytes`, `3.2 KiB`, `1.0 GiB`. */
function showBytes(bytes) {
	if (bytes < 1024) return `${bytes} bytes`;
	const power = Math.min(4, Math.floor(Math.log2(bytes) / 10));
	return `${(bytes / 1024 ** power).toFixed(1)} ${[
		"",
		"KiB",
		"MiB",
		"GiB",
		"TiB"
	][power] ?? "TiB"}`;
}
/** `host`, `*.suffix:8443`. */
function showHost(pattern) {
	const host = pattern.host.includes(":") ? `[${pattern.host}]` : pattern.host;
	return pattern.port === void 0 ? host : `${host}:${pattern.port}`;
}
/** What a grant allows, in one line. Paths, hosts and names in it are untrusted text. */
function showGrant(grant) {
	const env = grant.env.length === 0 ? [] : [`variables ${grant.env.join(", ")}`];
	if (grant.kind === "unsandboxed") return ["no sandbox", ...env].join("; ");
	const write = grant.write.length === 0 ? [] : [`write ${grant.write.join(", ")}`];
	const network = grant.network.length === 0 ? [] : [`network ${grant.network.map(showHost).join(", ")}`];
	return [
		grant.mode,
		...write,
		...network,
		...env
	].join("; ");
}
/** One thing outside the grant, in one line. Paths and hosts in it are untrusted text. */
function showEffect(effect) {
	const doubt = effect.certainty === "likely" ? " (likely)" : "";
	switch (effect.kind) {
		case "write": return `${effect.change ?? "tried to write"} ${effect.path}${doubt}`;
		case "network": {
			const target = showHost({
				host: effect.host,
				port: effect.port
			});
			return `${effect.port === void 0 ? `asked for the name ${target}` : `tried to reach ${target}`}${effect.reason === void 0 ? "" : `, refused: ${effect.reason}`}${doubt}`;
		}
		case "syscall": return `tried the system call ${effect.name}${doubt}`;
	}
}
/** How an attempt's process ended. */
function showEnding(ending) {
	switch (ending.kind) {
		case "exited": return `exit code ${ending.exitCode}`;
		case "signalled": return `killed by ${ending.signal}`;
		case "limit": return `ended by the ${ending.limit} limit: ${ending.detail}`;
		case "cancelled": return "cancelled";
		case "unavailable": return `no sandbox: ${ending.reason} ${ending.remedy}`;
	}
}
/** What an approval makes happen. */
function showAction(action) {
	switch (action) {
		case "run": return "run it";
		case "retry": return "run it again with a wider grant";
		case "apply": return "apply the captured changes; nothing runs";
	}
}
/** How a request ended. Logins and notes in it are untrusted text. */
function showReview(review) {
	const noted = (text, note) => note === void 0 ? text : `${text}: ${note}`;
	switch (review.kind) {
		case "approved": return noted(`approved by ${review.by.map(showReviewer).join(", ")}`, review.note);
		case "approved-for-run": return noted(`approved for the whole run by ${review.by.map(showReviewer).join(", ")}`, review.note);
		case "denied": return noted(`denied${byWhom(review.by)}`, review.note);
		case "abort": return noted(`aborted${byWhom(review.by)}`, review.note);
		case "pending": return "not answered yet; an answer starts the job again";
		case "timed-out": return "nobody who may answered in time";
		case "unavailable": return noted(`nobody could be asked: ${review.reason}`, review.hint);
		case "void": return `no longer holds: ${review.reason}`;
	}
}
/** A person and by what they may answer. */
function showReviewer(reviewer) {
	return `${reviewer.login} (${reviewer.by})`;
}
function byWhom(reviewer) {
	return reviewer === void 0 ? "" : ` by ${showReviewer(reviewer)}`;
}
/** How applying captured changes ended. */
function showApplied(result) {
	switch (result.kind) {
		case "applied": return `applied ${result.paths.length} captured change(s)`;
		case "refused": return `applied nothing: ${result.reason}`;
		case "failed": return `applying failed after ${result.appliedPaths.length} path(s): ${result.reason}`;
	}
}
/** The id as people read it. */
const showId = showRequestId;
/** The first line of a text, cut to so many characters with an ellipsis. */
function firstLine(text, longest) {
	const [line = "", ...more] = text.trim().split("\n");
	const cut = Array.from(line);
	return cut.length > longest ? `${cut.slice(0, longest - 1).join("")}…` : more.length > 0 ? `${line} …` : line;
}
// src/report/receipt.ts
/** The receipt of the command's decision, chained to the last one; undefined while it has not ended. */
function receiptFor(report, index) {
	const entry = report.commands.find((candidate) => candidate.command.index === index);
	if (entry?.outcome === void 0 || entry.endedAt === void 0) return void 0;
	const { command, decision } = entry;
	const facts = {
		version: 1,
		sequence: report.receipts.length,
		previous: report.receipts.at(-1)?.digest ?? chainStart(report),
		...whereOf(report),
		command: {
			index,
			id: command.id,
			digest: command.digest
		},
		decision: decision?.decision,
		rules: (decision?.matches ?? []).map((match) => ({
			layer: match.layer,
			line: match.line,
			decision: match.decision
		})),
		grants: report.attempts.filter((attempt) => attempt.index === index).map((attempt) => attempt.grant),
		reviews: report.requests.flatMap((request) => request.index === index && request.review !== void 0 ? [{
			requestId: request.id,
			requestDigest: request.digest,
			action: request.action,
			grant: request.grantAfter,
			review: request.review
		}] : []),
		applied: entry.applied,
		outcome: entry.outcome.kind,
		at: entry.endedAt
	};
	return {
		...facts,
		digest: digestOf(facts)
	};
}
/** What the first receipt is chained to: the run it belongs to. */
function chainStart(report) {
	return digestOf(report.run ?? {});
}
function whereOf(report) {
	const run = report.run;
	return {
		repository: run?.repository,
		pullRequest: run?.pullRequest,
		headSha: run?.headSha,
		runId: run?.runId,
		runAttempt: run?.runAttempt,
		policyDigest: run?.policy.digest ?? ""
	};
}
// src/report/fold.ts
/** A report of nothing yet. */
const emptyReport = {
	version: 1,
	commands: [],
	attempts: [],
	requests: [],
	dismissals: [],
	notes: [],
	receipts: []
};
/** The report after one more entry. */
function foldEntry(report, { at, event }) {
	switch (event.kind) {
		case "started": return {
			...report,
			run: event.run,
			startedAt: at
		};
		case "command-started": return {
			...report,
			commands: [...report.commands, {
				command: event.command,
				startedAt: at,
				applied: []
			}]
		};
		case "decided": return changeCommand(report, event.index, () => ({
			decision: event.decision,
			next: event.next
		}));
		case "attempt-started": {
			const { index, round, grant } = event;
			const started = {
				index,
				round,
				grant,
				startedAt: at,
				effects: [],
				notes: []
			};
			return {
				...report,
				attempts: [...report.attempts, started]
			};
		}
		case "attempt-ended": return {
			...report,
			attempts: changeLast(report.attempts, event.index, {
				...event.attempt,
				endedAt: at
			})
		};
		case "requested": return {
			...report,
			requests: [...report.requests, event.request]
		};
		case "dismissed": return {
			...report,
			dismissals: [...report.dismissals, event.dismissal]
		};
		case "reviewed": return {
			...report,
			requests: report.requests.map((request) => request.id === event.requestId ? {
				...request,
				review: event.review,
				reviewedAt: at
			} : request)
		};
		case "applied": return changeCommand(report, event.index, (command) => ({ applied: [...command.applied, event.result] }));
		case "command-ended": {
			const ended = changeCommand(report, event.index, () => ({
				outcome: event.outcome,
				endedAt: at
			}));
			const receipt = receiptFor(ended, event.index);
			return receipt === void 0 ? ended : {
				...ended,
				receipts: [...ended.receipts, receipt]
			};
		}
		case "note": return {
			...report,
			notes: [...report.notes, {
				at,
				level: event.level,
				message: event.message
			}]
		};
		case "ended": return {
			...report,
			conclusion: event.conclusion,
			endedAt: at
		};
	}
}
function changeCommand(report, index, change) {
	const commands = report.commands.map((entry) => entry.command.index === index ? {
		...entry,
		...change(entry)
	} : entry);
	return {
		...report,
		commands
	};
}
function changeLast(attempts, index, change) {
	const last = attempts.findLastIndex((attempt) => attempt.index === index);
	return attempts.map((attempt, position) => position === last ? {
		...attempt,
		...change
	} : attempt);
}
export { firstLine as a, showBytes as c, showEnding as d, showGrant as f, showReview as h, receiptFor as i, showDuration as l, showId as m, foldEntry as n, showAction as o, showHost as p, chainStart as r, showApplied as s, emptyReport as t, showEffect as u };
