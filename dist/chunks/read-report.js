import { Bt as discriminatedUnion, G as emptyReport, Gt as number, Ht as literal, It as _enum, K as foldEntry, Kt as object, Vt as int, Zt as string, en as _nonnegative, qt as omit, rn as en_default, zt as describe } from "./gate.js";
import { d as GateError } from "./begin.js";
import { a as dismissalShape, c as runShape, d as reviewShape, i as decisionShape, l as attemptShape, n as commandShape, o as outcomeShape, r as conclusionShape, s as reportShape, t as appliedShape, u as requestShape } from "./report-shape.js";
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
const inEnglish = { error: en_default().localeError };
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
	const decoded = reportShape.safeParse(value, inEnglish);
	if (decoded.success) return decoded.data;
	throw notAReport(path, decoded.error.issues[0]);
}
function foldJournal(text, path) {
	const lines = text.split("\n").filter((line) => line !== "");
	return lines.reduce((report, line, position) => {
		const value = parseJson(line);
		if (value === void 0 && position === lines.length - 1 && position > 0) return report;
		const decoded = entryShape.safeParse(value, inEnglish);
		if (decoded.success && decoded.data.sequence === position) return foldEntry(report, decoded.data);
		throw notAReport(path, decoded.error?.issues[0], position + 1);
	}, emptyReport);
}
function notAReport(path, issue, line) {
	const place = issue === void 0 || issue.path.length === 0 ? "" : ` at ${issue.path.map(String).join(".")}`;
	const where = issue === void 0 ? "" : `${place}: ${issue.message}`;
	const at = line === void 0 ? path : `${path}, line ${line}`;
	return new GateError("INPUT_INVALID", `${at}: found no report of command-gate${where}`, { hint });
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
