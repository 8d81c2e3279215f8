import { i as makeVisibleLine, r as makeVisible } from "./errors.js";
import { a as firstLine, d as showEnding, f as showGrant, h as showReview, l as showDuration, m as showId, o as showAction, u as showEffect } from "./fold.js";
// src/report/outputs.ts
/** An output may be 1 MB for the whole job, in UTF-16. */
const longestResults = 2e5;
/** The outputs of a run. `results` is JSON: one `{id, outcome, reason, exitCode, durationMs, request, approvers}` for each command. */
function outputsOf(report, places) {
	const results = report.commands.map(({ command, outcome, startedAt, endedAt }) => {
		const attempt = report.attempts.findLast((candidate) => candidate.index === command.index);
		const request = report.requests.findLast((candidate) => candidate.index === command.index);
		return {
			id: command.id,
			outcome: outcome?.kind ?? "skipped",
			reason: outcome?.reason ?? "The run ended before it.",
			exitCode: attempt?.ending?.kind === "exited" ? attempt.ending.exitCode : void 0,
			durationMs: endedAt === void 0 ? void 0 : endedAt - startedAt,
			request: request?.id,
			approvers: approversOf(report, command.index)
		};
	});
	return {
		outcome: report.conclusion?.outcome ?? "aborted",
		results: bounded(results),
		report: places.reportPath ?? "",
		"comment-url": places.commentUrl ?? "",
		approvers: [...new Set(report.commands.flatMap(({ command }) => approversOf(report, command.index)))].join(","),
		"denied-count": String(countReviews(report, ["denied", "abort"])),
		"approved-count": String(countReviews(report, ["approved", "approved-for-run"]))
	};
}
/** Logins of the people whose approval counted for the command, each once. */
function approversOf(report, index) {
	const logins = report.requests.flatMap(({ index: of, review }) => of === index && (review?.kind === "approved" || review?.kind === "approved-for-run") ? review.by.map((reviewer) => reviewer.login) : []);
	return [...new Set(logins)];
}
function countReviews(report, kinds) {
	return report.requests.filter(({ review }) => review !== void 0 && kinds.includes(review.kind)).length;
}
function bounded(results) {
	const full = JSON.stringify(results);
	if (full.length <= longestResults) return full;
	return JSON.stringify(results.map((result) => ({
		...result,
		reason: result.reason.slice(0, 80)
	})));
}
// src/text/markdown.ts
/**
* The text as a code block that it can't leave: the fence is longer than its longest run of backticks, what can't be seen is
* spelled out, and nothing inside is a mention, link or image. Starts and ends at a line of its own, without blank lines.
*/
function fence(text, language = "") {
	const shown = makeVisible(text);
	const longest = (shown.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
	const marks = "`".repeat(longest + 1);
	return `${marks}${/^[a-z0-9+-]*$/i.test(language) ? language : ""}\n${shown}${shown.endsWith("\n") ? "" : "\n"}${marks}`;
}
/**
* The text as code within a line: a paragraph, a list item or a table cell. Line breaks are spelled out. A bar, which would end a
* table's cell, makes it HTML.
*/
function inlineCode(text) {
	const shown = makeVisibleLine(text);
	if (shown === "" || shown.includes("|")) return `<code>${escapeLine(shown)}</code>`;
	const runs = shown.match(/`+/g) ?? [];
	const marks = "`".repeat(runs.reduce((most, run) => Math.max(most, run.length), 0) + 1);
	const pad = /^`|`$|^ .*[^ ].* $/.test(shown) ? " " : "";
	return `${marks}${pad}${shown}${pad}${marks}`;
}
/**
* Everything that Markdown or GitHub's filters read as more than a letter. What starts a mention, an issue reference, an emoji
* or a link is also parted from what follows, because those filters look at the rendered text, where entities are gone.
*/
const special = /@|#(?=\d)|:(?=[\w/+-])|\bGH(?=-\d)|\bwww(?=\.)|^-|(?<=^\d+)[.)]|[\\`*_{}[\]<>#+!|~&$^=:"']/gi;
const parting = "&#8203;";
const parted = /^(?:[@]|GH|www)$/i;
/**
* The text as one line of plain prose: no mention, link, image, heading, list, HTML, table cell, formula, issue reference or
* emoji comes of it, wherever in a paragraph, quote, list or table it stands. Line breaks become spaces.
*/
function escapeProse(text) {
	return escapeLine(makeVisible(text).replace(/[\n\t ]+/g, " ").trim());
}
function escapeLine(line) {
	return line.replace(special, (found, offset) => {
		const escaped = /^[a-z]/i.test(found) ? found : entity(found);
		return parted.test(found) || /^[#:]$/.test(found) && /[\w/+-]/.test(line.charAt(offset + 1)) ? escaped + parting : escaped;
	});
}
function entity(character) {
	return `&#${character.codePointAt(0) ?? 0};`;
}
// src/report/summary-section.ts
/** Lines and characters of a text that are shown; what is left out is said. */
const maxShown = 4e3;
const maxEffects = 50;
/** All that is known of one command: its text, each attempt with its evidence, each request with its answer. */
function section(report, { command, outcome, decision }) {
	const attempts = report.attempts.filter((attempt) => attempt.index === command.index);
	const requests = report.requests.filter((request) => request.index === command.index);
	const redacted = command.redacted.length === 0 ? [] : [`Taken out of the text: ${command.redacted.map(inlineCode).join(", ")}.`];
	return [
		"<details>",
		`<summary>${escapeProse(`${command.id}: ${firstLine(command.name ?? command.run, 80)}`)} — ${outcome?.kind ?? "not finished"}</summary>`,
		"",
		...outcome === void 0 ? [] : [escapeProse(outcome.reason), ""],
		fence(cut(command.run), command.shell),
		"",
		...redacted,
		...(decision?.matches ?? []).map((match) => `- ${match.decision} by the ${match.layer} rule ${inlineCode(match.pattern)}, line ${match.line}${match.justification === void 0 ? "" : `: ${escapeProse(match.justification)}`}`),
		...attempts.flatMap(attemptLines),
		...requests.flatMap(requestLines),
		"",
		"</details>",
		""
	].join("\n");
}
function attemptLines(attempt) {
	const ended = attempt.ending === void 0 ? "not finished" : `${showEnding(attempt.ending)} after ${showDuration(attempt.durationMs ?? 0)}`;
	const effects = attempt.effects.slice(0, maxEffects).map((effect) => `- ${inlineCode(showEffect(effect))}`);
	const more = attempt.effects.length - effects.length;
	return [
		"",
		`**Attempt ${attempt.round}**: ${escapeProse(ended)}. Grant: ${inlineCode(showGrant(attempt.grant))}`,
		...effects.length === 0 ? [] : [
			"",
			"Outside the grant:",
			"",
			...effects
		],
		...more > 0 ? [`- _and ${more} more, in the report_`] : [],
		...attempt.effects.flatMap((effect) => effect.kind === "write" && effect.diff !== void 0 ? ["", fence(cut(effect.diff), "diff")] : [])
	];
}
function requestLines(request) {
	const { assessment } = request;
	const risk = assessment.kind === "none" ? [] : ["", `Risk **${assessment.riskLevel}** (${assessment.source}): ${escapeProse(assessment.description)}`];
	const review = request.review === void 0 ? "no answer" : showReview(request.review);
	return [
		"",
		`**Request ${inlineCode(showId(request.id))}** to ${showAction(request.action)}: ${escapeProse(review)}`,
		"",
		`Would grant: ${inlineCode(showGrant(request.grantAfter))}`,
		...risk
	];
}
function cut(text) {
	if (text.length <= maxShown) return text;
	const left = text.length - maxShown;
	return `${text.slice(0, maxShown).toWellFormed()}\n… ${left} more characters, in the report`;
}
// src/report/summary.ts
/** The runner shows nothing of a summary over 1 MiB. */
const maxBytes = 1e6;
/** Rows of the table; what is beyond them is counted. */
const maxRows = 1e3;
/**
* The job summary in Markdown, under 1 MiB in UTF-8 whatever is in the report: a table of all commands, then for each that was
* held up its evidence. What does not fit is counted.
*/
function renderSummary(report) {
	const head = `${heading(report)}\n\n${table(report)}\n`;
	const sections = report.commands.filter((entry) => isHeldUp(report, entry)).map((entry) => section(report, entry));
	let size = bytesOf(head);
	let result = head;
	let omitted = 0;
	for (const text of sections) {
		size += bytesOf(text) + 1;
		if (size > maxBytes) omitted += 1;
		else result += `\n${text}`;
	}
	return omitted === 0 ? result : `${result}\n_The evidence of ${omitted} more command(s) did not fit here; it is in the report._\n`;
}
function heading(report) {
	const outcome = report.conclusion?.outcome ?? "not finished";
	const counts = /* @__PURE__ */ new Map();
	for (const { outcome: ending } of report.commands) {
		const kind = ending?.kind ?? "not finished";
		counts.set(kind, (counts.get(kind) ?? 0) + 1);
	}
	const tally = [...counts].map(([kind, count]) => `${count} ${kind}`).join(" · ");
	return `### Command gate: ${outcome}\n\n${tally === "" ? "No command ran." : tally}`;
}
function table(report) {
	const rows = report.commands.slice(0, maxRows).map((entry) => row(report, entry));
	const more = report.commands.length - rows.length;
	return [
		"| | Command | Outcome | Decision | Risk | Duration | Approved by |",
		"|--:|---|---|---|---|--:|---|",
		...rows,
		...more > 0 ? [`| | _and ${more} more_ | | | | | |`] : []
	].join("\n");
}
function row(report, { command, outcome, decision, next, startedAt, endedAt }) {
	const requests = report.requests.filter((request) => request.index === command.index);
	return `| ${[
		String(command.index + 1),
		inlineCode(firstLine(command.name ?? command.run, 80)),
		outcome?.kind ?? "not finished",
		decision?.decision ?? (next === void 0 ? "" : `no rule: ${next}`),
		riskOf(requests.at(-1)),
		endedAt === void 0 ? "" : showDuration(endedAt - startedAt),
		approversOf(report, command.index).map(escapeProse).join(", ")
	].join(" | ")} |`;
}
function riskOf(request) {
	return request?.assessment.kind === "assessed" ? request.assessment.riskLevel : "";
}
function isHeldUp(report, { command: { index }, outcome }) {
	return outcome !== void 0 && outcome.kind !== "succeeded" && outcome.kind !== "skipped" || report.requests.some((request) => request.index === index) || report.attempts.some((attempt) => attempt.index === index && attempt.effects.length > 0);
}
function bytesOf(text) {
	return new TextEncoder().encode(text).length;
}
export { outputsOf as a, inlineCode as i, escapeProse as n, fence as r, renderSummary as t };
