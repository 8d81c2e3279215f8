import { f as GateError } from "./begin.js";
import { $t as optional, Bt as riskLevels, Gt as discriminatedUnion, Ht as array, Kt as int, Qt as omit, Ut as boolean, Vt as _enum, Wt as describe, Xt as number, Zt as object, an as _nonnegative, at as foldEntry, en as record, it as emptyReport, nn as string, on as _regex, qt as literal, tn as strictObject, zt as riskCategories } from "./gate.js";
// src/report/evidence-shape.ts
const count$1 = int().check(_nonnegative());
const words$1 = array(string());
const sha256$1 = string().check(_regex(/^[0-9a-f]{64}$/));
/** Milliseconds since 1970. */
const time$1 = number();
const hostShape = object({
	host: string(),
	port: optional(count$1)
});
/** What one attempt may do. */
const grantShape = discriminatedUnion("kind", [object({
	kind: literal("sandboxed"),
	mode: _enum(["read-only", "workspace-write"]),
	write: words$1,
	network: array(hostShape),
	env: words$1
}), object({
	kind: literal("unsandboxed"),
	env: words$1
})]);
const certainty = _enum(["recorded", "likely"]);
const fileState = object({
	type: _enum([
		"file",
		"directory",
		"symlink",
		"other"
	]),
	mode: count$1,
	size: count$1,
	digest: optional(string()),
	linkTarget: optional(string())
});
const effectShape = discriminatedUnion("kind", [
	object({
		kind: literal("write"),
		path: string(),
		change: optional(_enum([
			"created",
			"modified",
			"deleted",
			"mode-changed"
		])),
		certainty,
		before: optional(fileState),
		after: optional(fileState),
		diff: optional(string())
	}),
	object({
		kind: literal("network"),
		host: string(),
		port: optional(count$1),
		certainty,
		reason: optional(string())
	}),
	object({
		kind: literal("syscall"),
		name: string(),
		certainty
	})
]);
const changesShape = object({
	id: string(),
	digest: string(),
	paths: words$1
});
const endingShape = discriminatedUnion("kind", [
	object({
		kind: literal("exited"),
		exitCode: int()
	}),
	object({
		kind: literal("signalled"),
		signal: string()
	}),
	object({
		kind: literal("limit"),
		limit: _enum([
			"time",
			"memory",
			"processes",
			"output",
			"file-size",
			"scratch"
		]),
		detail: string()
	}),
	object({ kind: literal("cancelled") }),
	object({
		kind: literal("unavailable"),
		reason: string(),
		remedy: string()
	})
]);
/** What a command printed: cleaned of terminal sequences, redacted, cut to whole lines where something is missing between. */
const outputShape = object({
	head: string(),
	tail: string(),
	totalBytes: count$1
});
/** One run of one command under one grant; without `endedAt` it was still running when the report ends. */
const attemptShape = object({
	index: count$1,
	round: count$1,
	startedAt: time$1,
	endedAt: optional(time$1),
	grant: grantShape,
	backend: optional(_enum([
		"capture",
		"enforce",
		"none"
	])),
	ending: optional(endingShape),
	effects: array(effectShape),
	changes: optional(changesShape),
	output: optional(outputShape),
	durationMs: optional(number()),
	notes: words$1
});
const riskLevel = _enum(riskLevels);
const categories = array(_enum(riskCategories));
const assessmentShape = discriminatedUnion("kind", [object({
	kind: literal("assessed"),
	description: string(),
	riskLevel,
	riskCategories: categories,
	source: _enum(["static", "model"]),
	findings: array(object({
		id: string(),
		level: riskLevel,
		categories,
		sentence: string(),
		evidence: string()
	})),
	model: optional(object({
		model: string(),
		latencyMs: number(),
		inputTokens: optional(count$1),
		outputTokens: optional(count$1),
		failure: optional(object({
			reason: string(),
			detail: string()
		}))
	}))
}), object({
	kind: literal("none"),
	reason: string()
})]);
const reviewerShape = object({
	login: string(),
	userId: optional(int()),
	by: string(),
	commentId: optional(int()),
	commentUrl: optional(string()),
	at: time$1
});
const answered = { note: optional(string()) };
/** How a request ended. */
const reviewShape = discriminatedUnion("kind", [
	object({
		kind: literal("approved"),
		by: array(reviewerShape),
		...answered
	}),
	object({
		kind: literal("approved-for-run"),
		by: array(reviewerShape),
		...answered
	}),
	object({
		kind: literal("denied"),
		by: optional(reviewerShape),
		...answered
	}),
	object({
		kind: literal("abort"),
		by: optional(reviewerShape),
		...answered
	}),
	object({ kind: literal("timed-out") }),
	object({ kind: literal("pending") }),
	object({
		kind: literal("unavailable"),
		reason: string(),
		hint: optional(string())
	}),
	object({
		kind: literal("void"),
		reason: string()
	})
]);
const reasonShape = discriminatedUnion("kind", [object({
	kind: literal("rule"),
	words: string(),
	justification: optional(string()),
	line: int()
}), object({ kind: _enum([
	"permissions",
	"untrusted",
	"unsandboxed",
	"denial"
]) })]);
/** What people were asked, and their answer. */
const requestShape = object({
	index: count$1,
	id: string(),
	digest: sha256$1,
	contentDigest: sha256$1,
	action: _enum([
		"run",
		"retry",
		"apply"
	]),
	reason: reasonShape,
	effects: array(effectShape),
	changes: optional(changesShape),
	grantBefore: optional(grantShape),
	grantAfter: grantShape,
	scripts: array(object({
		path: string(),
		digest: string()
	})),
	assessment: assessmentShape,
	bar: object({
		role: string(),
		count: count$1
	}),
	openedAt: time$1,
	deadline: time$1,
	review: optional(reviewShape),
	reviewedAt: optional(time$1)
});
const count = int().check(_nonnegative());
const words = array(string());
const sha256 = string().check(_regex(/^[0-9a-f]{64}$/));
const time = number().check(describe("Milliseconds since 1970"));
const outcomeKind = _enum([
	"succeeded",
	"failed",
	"refused",
	"denied",
	"timed-out",
	"aborted",
	"skipped",
	"pending",
	"sandbox-unavailable"
]);
const decisionWord = _enum([
	"allow",
	"prompt",
	"forbid"
]);
const runShape = object({
	version: string(),
	policy: object({
		path: optional(string()),
		commit: optional(string()),
		digest: string(),
		fileDigest: optional(string())
	}),
	repository: optional(string()),
	pullRequest: optional(int()),
	headSha: optional(string()),
	runId: optional(string()),
	runAttempt: optional(int()),
	job: optional(string()),
	actor: optional(string()),
	listFile: optional(string()),
	tools: words
});
const commandShape = object({
	index: count,
	id: string(),
	name: optional(string()),
	run: string(),
	shell: _enum(["bash", "sh"]),
	workingDirectory: string(),
	env: record(string(), string()),
	timeoutMs: optional(number()),
	continueOnError: boolean(),
	permissions: object({
		write: words,
		network: words,
		env: words
	}),
	justification: optional(string()),
	source: object({
		file: optional(string()),
		line: int(),
		column: int()
	}),
	digest: sha256.check(describe("Over the true command, before redaction")),
	redacted: words.check(describe("Names of what was taken out of the command for this report"))
});
const decisionShape = object({
	decision: optional(decisionWord),
	matches: array(object({
		decision: decisionWord,
		layer: _enum([
			"built-in",
			"organization",
			"repository"
		]),
		line: int(),
		justification: optional(string()),
		pattern: string(),
		words
	})),
	unknown: words,
	sandbox: _enum([
		"auto",
		"require",
		"forbid"
	]),
	grant: object({
		write: words,
		network: words,
		env: words
	}),
	readOnly: boolean()
});
const appliedShape = discriminatedUnion("kind", [
	object({
		kind: literal("applied"),
		paths: words
	}),
	object({
		kind: literal("refused"),
		reason: string()
	}),
	object({
		kind: literal("failed"),
		reason: string(),
		appliedPaths: words
	})
]);
const outcomeShape = object({
	kind: outcomeKind,
	reason: string(),
	warnings: words
});
const commandReportShape = object({
	command: commandShape,
	startedAt: time,
	endedAt: optional(time),
	decision: optional(decisionShape),
	next: optional(string()),
	applied: array(appliedShape),
	outcome: optional(outcomeShape)
});
/** The record of one decision. `digest` is over the canonical JSON of all the rest; `previous` is the digest of the one before. */
const receiptShape = strictObject({
	version: literal(1),
	sequence: count,
	previous: sha256,
	repository: optional(string()),
	pullRequest: optional(int()),
	headSha: optional(string()),
	runId: optional(string()),
	runAttempt: optional(int()),
	policyDigest: string(),
	command: object({
		index: count,
		id: string(),
		digest: sha256
	}),
	decision: optional(decisionWord),
	rules: array(object({
		layer: string(),
		line: int(),
		decision: decisionWord
	})),
	grants: array(grantShape),
	reviews: array(object({
		requestId: string(),
		requestDigest: sha256,
		action: _enum([
			"run",
			"retry",
			"apply"
		]),
		grant: grantShape,
		review: reviewShape
	})),
	applied: array(appliedShape),
	outcome: outcomeKind,
	at: time,
	digest: sha256
});
const noteShape = object({
	at: time,
	level: _enum([
		"debug",
		"info",
		"warning",
		"error"
	]),
	message: string()
});
const dismissalShape = object({
	commentId: int(),
	login: string(),
	reason: string()
});
const conclusionShape = object({
	outcome: outcomeKind,
	exitCode: int()
});
/** Everything that happened in one run. Secrets are redacted; digests are over the true things. */
const reportShape = object({
	version: literal(1),
	run: optional(runShape),
	startedAt: optional(time),
	endedAt: optional(time),
	conclusion: optional(conclusionShape),
	commands: array(commandReportShape),
	attempts: array(attemptShape),
	requests: array(requestShape),
	dismissals: array(dismissalShape),
	notes: array(noteShape),
	receipts: array(receiptShape)
});
// src/report/entry.ts
const index = int().check(_nonnegative());
const happeningShape = discriminatedUnion("kind", [
	object({
		kind: literal("started"),
		run: runShape
	}),
	object({
		kind: literal("command-started"),
		command: commandShape
	}),
	object({
		kind: literal("decided"),
		index,
		decision: decisionShape,
		next: string()
	}),
	object({
		kind: literal("attempt-started"),
		index,
		grant: attemptShape.shape.grant,
		round: int()
	}),
	object({
		kind: literal("attempt-ended"),
		index,
		attempt: omit(attemptShape, {
			startedAt: true,
			index: true,
			round: true,
			endedAt: true
		})
	}),
	object({
		kind: literal("requested"),
		request: requestShape
	}),
	object({
		kind: literal("dismissed"),
		dismissal: dismissalShape
	}),
	object({
		kind: literal("reviewed"),
		requestId: string(),
		review: reviewShape
	}),
	object({
		kind: literal("applied"),
		index,
		result: appliedShape
	}),
	object({
		kind: literal("command-ended"),
		index,
		outcome: outcomeShape
	}),
	object({
		kind: literal("note"),
		level: _enum([
			"debug",
			"info",
			"warning",
			"error"
		]),
		message: string()
	}),
	object({
		kind: literal("ended"),
		conclusion: conclusionShape
	})
]);
/** One line of the journal's file: an event as plain data, redacted. A report is nothing but its entries, folded. */
const entryShape = object({
	sequence: int().check(_nonnegative()),
	at: number().check(describe("Milliseconds since 1970")),
	event: happeningShape
});
// src/report/read-report.ts
const hint = "Name the JSON file that a run wrote, or the .jsonl beside it.";
/**
* Decodes a report, or a journal that a run left behind (then what its entries come to; a last line that was cut off is ignored).
* Throws INPUT_INVALID with the place of the first fault.
*/
function readReport(text, path) {
	const content = text.replace(/^\ufeff/, "").trim();
	if (content === "") throw new GateError("INPUT_INVALID", `${path}: found an empty file`, { hint });
	const whole = parseJson(content);
	if (whole !== void 0 && !isEntry(whole)) return decodeReport(whole, path);
	if (whole !== void 0 || isEntry(parseJson(content.split("\n", 1)[0] ?? ""))) return foldJournal(content, path);
	throw new GateError("INPUT_INVALID", `${path}: found no JSON, or JSON that was cut off`, { hint });
}
function decodeReport(value, path) {
	const version = typeof value === "object" && value !== null && "version" in value ? value.version : void 0;
	if (typeof version === "number" && version > 1) throw new GateError("INPUT_INVALID", `${path}: found a report of version ${version}`, { hint: `This command-gate reads version 1; use a newer one.` });
	const decoded = reportShape.safeParse(value);
	if (decoded.success) return decoded.data;
	throw notAReport(path, decoded.error.issues[0]);
}
function foldJournal(text, path) {
	const lines = text.split("\n").filter((line) => line !== "");
	return lines.reduce((report, line, position) => {
		const value = parseJson(line);
		if (value === void 0 && position === lines.length - 1 && position > 0) return report;
		const decoded = entryShape.safeParse(value);
		if (decoded.success && decoded.data.sequence === position) return foldEntry(report, decoded.data);
		throw notAReport(path, decoded.error?.issues[0], position + 1);
	}, emptyReport);
}
function notAReport(path, issue, line) {
	const keys = issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
	const place = [...issue?.path ?? [], ...keys].map(String).join(".");
	const found = `${line === void 0 ? path : `${path}, line ${line}`}: found no report of command-gate${place === "" ? "" : `; ${place} is not as a run writes it`}`;
	return new GateError("INPUT_INVALID", found, { hint });
}
function isEntry(value) {
	return typeof value === "object" && value !== null && "sequence" in value && "event" in value;
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
export { readReport as t };
