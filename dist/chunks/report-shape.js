import { Bt as riskLevels, Ct as literal, Dt as strictObject, Et as record, Ot as string, St as int, Tt as object, bt as boolean, vt as _enum, wt as number, xt as discriminatedUnion, yt as array, zt as riskCategories } from "./gate.js";
// src/report/evidence-shape.ts
const count$1 = int().nonnegative();
const words$1 = array(string());
const sha256$1 = string().regex(/^[0-9a-f]{64}$/);
/** Milliseconds since 1970. */
const time$1 = number();
const hostShape = object({
	host: string(),
	port: count$1.optional()
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
	digest: string().optional(),
	linkTarget: string().optional()
});
const effectShape = discriminatedUnion("kind", [
	object({
		kind: literal("write"),
		path: string(),
		change: _enum([
			"created",
			"modified",
			"deleted",
			"mode-changed"
		]).optional(),
		certainty,
		before: fileState.optional(),
		after: fileState.optional(),
		diff: string().optional()
	}),
	object({
		kind: literal("network"),
		host: string(),
		port: count$1.optional(),
		certainty,
		reason: string().optional()
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
	endedAt: time$1.optional(),
	grant: grantShape,
	backend: _enum([
		"capture",
		"enforce",
		"none"
	]).optional(),
	ending: endingShape.optional(),
	effects: array(effectShape),
	changes: changesShape.optional(),
	output: outputShape.optional(),
	durationMs: number().optional(),
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
	model: object({
		model: string(),
		latencyMs: number(),
		inputTokens: count$1.optional(),
		outputTokens: count$1.optional(),
		failure: object({
			reason: string(),
			detail: string()
		}).optional()
	}).optional()
}), object({
	kind: literal("none"),
	reason: string()
})]);
const reviewerShape = object({
	login: string(),
	userId: int().optional(),
	by: string(),
	commentId: int().optional(),
	commentUrl: string().optional(),
	at: time$1
});
const answered = { note: string().optional() };
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
		by: reviewerShape.optional(),
		...answered
	}),
	object({
		kind: literal("abort"),
		by: reviewerShape.optional(),
		...answered
	}),
	object({ kind: literal("timed-out") }),
	object({ kind: literal("pending") }),
	object({
		kind: literal("unavailable"),
		reason: string(),
		hint: string().optional()
	}),
	object({
		kind: literal("void"),
		reason: string()
	})
]);
const reasonShape = discriminatedUnion("kind", [object({
	kind: literal("rule"),
	words: string(),
	justification: string().optional(),
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
	changes: changesShape.optional(),
	grantBefore: grantShape.optional(),
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
	review: reviewShape.optional(),
	reviewedAt: time$1.optional()
});
const count = int().nonnegative();
const words = array(string());
const sha256 = string().regex(/^[0-9a-f]{64}$/);
const time = number().describe("Milliseconds since 1970");
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
		path: string().optional(),
		commit: string().optional(),
		digest: string(),
		fileDigest: string().optional()
	}),
	repository: string().optional(),
	pullRequest: int().optional(),
	headSha: string().optional(),
	runId: string().optional(),
	runAttempt: int().optional(),
	job: string().optional(),
	actor: string().optional(),
	listFile: string().optional(),
	tools: words
});
const commandShape = object({
	index: count,
	id: string(),
	name: string().optional(),
	run: string(),
	shell: _enum(["bash", "sh"]),
	workingDirectory: string(),
	env: record(string(), string()),
	timeoutMs: number().optional(),
	continueOnError: boolean(),
	permissions: object({
		write: words,
		network: words,
		env: words
	}),
	justification: string().optional(),
	source: object({
		file: string().optional(),
		line: int(),
		column: int()
	}),
	digest: sha256.describe("Over the true command, before redaction"),
	redacted: words.describe("Names of what was taken out of the command for this report")
});
const decisionShape = object({
	decision: decisionWord.optional(),
	matches: array(object({
		decision: decisionWord,
		layer: _enum([
			"built-in",
			"organization",
			"repository"
		]),
		line: int(),
		justification: string().optional(),
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
	endedAt: time.optional(),
	decision: decisionShape.optional(),
	next: string().optional(),
	applied: array(appliedShape),
	outcome: outcomeShape.optional()
});
/** The record of one decision. `digest` is over the canonical JSON of all the rest; `previous` is the digest of the one before. */
const receiptShape = strictObject({
	version: literal(1),
	sequence: count,
	previous: sha256,
	repository: string().optional(),
	pullRequest: int().optional(),
	headSha: string().optional(),
	runId: string().optional(),
	runAttempt: int().optional(),
	policyDigest: string(),
	command: object({
		index: count,
		id: string(),
		digest: sha256
	}),
	decision: decisionWord.optional(),
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
	run: runShape.optional(),
	startedAt: time.optional(),
	endedAt: time.optional(),
	conclusion: conclusionShape.optional(),
	commands: array(commandReportShape),
	attempts: array(attemptShape),
	requests: array(requestShape),
	dismissals: array(dismissalShape),
	notes: array(noteShape),
	receipts: array(receiptShape)
});
export { dismissalShape as a, runShape as c, reviewShape as d, decisionShape as i, attemptShape as l, commandShape as n, outcomeShape as o, conclusionShape as r, reportShape as s, appliedShape as t, requestShape as u };
