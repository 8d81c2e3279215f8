import { i as makeVisibleLine, r as makeVisible, t as GateError } from "./errors.js";
import { a as firstLine, c as showBytes, d as showEnding, f as showGrant, h as showReview, i as receiptFor, l as showDuration, m as showId, o as showAction, r as chainStart, s as showApplied, u as showEffect } from "./fold.js";
import { t as readReport } from "./read-report.js";
import { r as digestOf, t as canonicalJson } from "./fingerprint.js";
import { n as onlyPositional, r as parseArguments, t as oneOf } from "./arguments.js";
import { createHash } from "node:crypto";
import { basename } from "node:path";
import { readFile } from "node:fs/promises";
// src/text/html.ts
const entities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
/** The text as text of an HTML element or quoted attribute, with what can't be seen spelled out. */
function escapeHtml(text) {
	return makeVisible(text).replace(/[&<>"']/g, (found) => entities[found] ?? found);
}
// src/report/html-command.ts
/** One command of the page: closed where all went well, open where somebody will want to look. */
function commandSection(report, entry) {
	const { command, decision, outcome, applied } = entry;
	const attempts = report.attempts.filter((attempt) => attempt.index === command.index);
	const requests = report.requests.filter((request) => request.index === command.index);
	const kind = outcome?.kind ?? "not finished";
	return `<details${(kind === "succeeded" || kind === "skipped") && requests.length === 0 ? "" : " open"}>
${summaryLine(entry)}
${outcome === void 0 ? "" : paragraph(outcome.reason)}
${block(command.run, `Text of ${command.id}`)}
${command.justification === void 0 ? "" : paragraph(`The agent says: ${command.justification}`)}
${command.redacted.length === 0 ? "" : paragraph(`Taken out of the text: ${command.redacted.join(", ")}`)}
${paragraph(`Decision: ${decision?.decision ?? "no rule decides"}${entry.next === void 0 ? "" : `; next: ${entry.next}`}`)}
${list((decision?.matches ?? []).map((match) => `${match.decision} by the ${match.layer} rule ${match.pattern} (line ${match.line})`))}
${attempts.map((attempt) => attemptPart(attempt, command.id)).join("\n")}
${requests.map(requestPart).join("\n")}
${list(applied.map(showApplied))}
${list((outcome?.warnings ?? []).map((warning) => `warning: ${warning}`))}
</details>`;
}
function summaryLine({ command, outcome, startedAt, endedAt }) {
	const kind = outcome?.kind ?? "not finished";
	const took = endedAt === void 0 ? "" : showDuration(endedAt - startedAt);
	const title = escapeHtml(firstLine(command.name ?? command.run, 100));
	return `<summary><span class="badge ${kind.replaceAll(" ", "-")}">${kind}</span> <code>${escapeHtml(command.id)}</code> ${title} <span class="quiet">${took}</span></summary>`;
}
function attemptPart(attempt, id) {
	const ended = attempt.ending === void 0 ? "not finished" : showEnding(attempt.ending);
	const took = attempt.durationMs === void 0 ? "" : ` after ${showDuration(attempt.durationMs)}`;
	const diffs = attempt.effects.flatMap((effect) => effect.kind === "write" && effect.diff !== void 0 ? [diffBlock(effect.diff, `${id}, attempt ${attempt.round}: changes to ${effect.path}`)] : []);
	return `<h3>Attempt ${attempt.round}</h3>
${paragraph(`${ended}${took}. Grant: ${showGrant(attempt.grant)}`)}
${attempt.effects.length === 0 ? "" : `<p>Outside the grant:</p>${list(attempt.effects.map(showEffect))}`}
${diffs.join("\n")}
${list(attempt.notes)}
${outputPart(attempt, id)}`;
}
function outputPart({ output, round }, id) {
	if (output === void 0 || output.totalBytes === 0) return "";
	const shown = new TextEncoder().encode(output.head + output.tail).length;
	const gap = output.tail === "" ? "" : paragraph(`… ${showBytes(Math.max(0, output.totalBytes - shown))} are not kept …`);
	return `<h4>Output, ${showBytes(output.totalBytes)}</h4>
${block(output.head, `${id}, attempt ${round}: output`)}${gap}${output.tail === "" ? "" : block(output.tail, `${id}, attempt ${round}: end of the output`)}`;
}
function requestPart(request) {
	const { assessment } = request;
	const risk = assessment.kind === "none" ? "" : `<p><span class="badge risk-${assessment.riskLevel}">risk ${assessment.riskLevel}</span> ${escapeHtml(assessment.description)} <span class="quiet">(${assessment.source})</span></p>${list(assessment.findings.map((finding) => `${finding.level} ${finding.id}: ${finding.sentence}`))}`;
	return `<h3>Request ${escapeHtml(showId(request.id))}</h3>
${paragraph(`To ${showAction(request.action)}. Would grant: ${showGrant(request.grantAfter)}`)}
${risk}
${paragraph(request.review === void 0 ? "No answer." : `Answer: ${showReview(request.review)}`)}`;
}
function paragraph(text) {
	return `<p>${escapeHtml(text)}</p>`;
}
function list(items) {
	if (items.length === 0) return "";
	return `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join("\n")}</ul>`;
}
function block(text, label) {
	return `<pre tabindex="0" role="region" aria-label="${escapeHtml(label)}"><code>${escapeHtml(text)}</code></pre>`;
}
function diffBlock(diff, label) {
	const lines = diff.replace(/\n$/, "").split("\n").map((line) => {
		return `<span class="${line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : "same"}">${escapeHtml(line)}</span>`;
	});
	return `<pre tabindex="0" role="region" aria-label="${escapeHtml(label)}"><code>${lines.join("\n")}</code></pre>`;
}
// src/report/html-style.ts
/** The page's style: system fonts, light and dark, readable contrast (4.5:1 and more) in both. */
const pageStyle = `
:root { color-scheme: light dark; --text: #1f2328; --page: #fff; --quiet: #57606a; --line: #d0d7de; --block: #f6f8fa;
  --good: #116329; --bad: #a40e26; --warn: #7d4e00; --add: #dafbe1; --del: #ffebe9; --ran: #0969da; --waited: #bf8700 }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --page: #0d1117; --quiet: #9198a1; --line: #3d444d; --block: #151b23;
  --good: #56d364; --bad: #ff7b72; --warn: #e3b341; --add: #12391f; --del: #4b1a1d; --ran: #4493f8; --waited: #d29922 } }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page) }
main { max-width: 64rem; margin: 0 auto; padding: 1.5rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line) }
h3 { font-size: 1rem; margin: 1rem 0 .25rem } h4 { font-size: .9rem; margin: .75rem 0 .25rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem } dt { color: var(--quiet) } dd { margin: 0; overflow-wrap: anywhere }
code, pre { font: 13px/1.45 ui-monospace, monospace }
pre { background: var(--block); border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; overflow: auto; max-height: 28rem; margin: .5rem 0 }
details { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; padding: 0 1rem } details[open] { padding-bottom: .75rem }
summary { cursor: pointer; padding: .5rem 0; overflow-wrap: anywhere } ul { margin: .25rem 0; padding-left: 1.4rem; overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line) }
.wide { overflow-x: auto } .quiet { color: var(--quiet) }
.badge { border: 1px solid currentColor; border-radius: 1em; padding: 0 .6em; font-size: .8rem; font-weight: 600; white-space: nowrap; color: var(--quiet) }
.succeeded, .risk-low { color: var(--good) } .failed, .denied, .refused, .aborted, .timed-out, .sandbox-unavailable, .risk-high { color: var(--bad) }
.risk-medium, .pending { color: var(--warn) }
.added { background: var(--add) } .removed { background: var(--del) }
.timeline td.track { position: relative; width: 60%; min-width: 12rem; height: 1.6rem }
.bar { position: absolute; top: .45rem; height: 1rem; border-radius: 3px } .ran { background: var(--ran) } .waited { background: var(--waited); opacity: .6 }
`;
// src/report/html-timeline.ts
/** Which command ran when, and how long people were waited for: a table, with bars for those who see them. */
function renderTimeline(report) {
	const times = [...report.commands.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt ?? startedAt]), ...report.requests.flatMap(({ openedAt, reviewedAt }) => [openedAt, reviewedAt ?? openedAt])];
	if (times.length === 0) return "<p>No command ran.</p>";
	const start = times.reduce((least, time) => Math.min(least, time));
	const length = Math.max(1, times.reduce((most, time) => Math.max(most, time)) - start);
	const place = ({ kind, from, to, label }) => {
		return `<span class="bar ${kind}" style="left:${((from - start) / length * 100).toFixed(2)}%;width:${Math.max(.4, (to - from) / length * 100).toFixed(2)}%" title="${escapeHtml(label)}"></span>`;
	};
	const rows = report.commands.map(({ command }) => {
		const bars = barsOf(report, command.index);
		const said = bars.map(({ label }) => label).join("; ");
		return `<tr><th scope="row"><code>${escapeHtml(command.id)}</code></th><td class="track">${bars.map(place).join("")}</td><td>${escapeHtml(said)}</td></tr>`;
	});
	return `<div class="wide" role="region" aria-label="Timeline" tabindex="0"><table class="timeline">
<thead><tr><th scope="col">Command</th><th scope="col">${escapeHtml(showDuration(length))} in all</th><th scope="col">Times</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table></div>`;
}
function barsOf(report, index) {
	const waits = report.requests.flatMap(({ index: of, openedAt, reviewedAt }) => of === index && reviewedAt !== void 0 ? [{
		kind: "waited",
		from: openedAt,
		to: reviewedAt,
		label: `waited ${showDuration(reviewedAt - openedAt)}`
	}] : []);
	const runs = report.attempts.flatMap(({ index: of, startedAt, endedAt, round }) => of === index && endedAt !== void 0 ? [{
		kind: "ran",
		from: startedAt,
		to: endedAt,
		label: `attempt ${round} ran ${showDuration(endedAt - startedAt)}`
	}] : []);
	return [...waits, ...runs];
}
// src/report/html-page.ts
/**
* The report as one page that needs nothing else: no script, no address that is fetched, and a policy in it that forbids both. All
* text is escaped.
*/
function renderPage(report) {
	const outcome = report.conclusion?.outcome ?? "not finished";
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>Command gate: ${escapeHtml(outcome)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<h1>Command gate <span class="badge ${escapeHtml(outcome)}">${escapeHtml(outcome)}</span></h1>
${facts(report)}
<h2>Timeline</h2>
${renderTimeline(report)}
<h2>Commands</h2>
${report.commands.map((entry) => commandSection(report, entry)).join("\n")}
${notes(report)}
${receipts(report)}
</main>
</body>
</html>
`;
}
function facts(report) {
	const { run } = report;
	const took = report.startedAt === void 0 || report.endedAt === void 0 ? void 0 : showDuration(report.endedAt - report.startedAt);
	return `<dl>${[
		["Repository", run?.repository],
		["Pull request", run?.pullRequest === void 0 ? void 0 : `#${run.pullRequest}`],
		["Head commit", run?.headSha],
		["Run", run?.runId],
		["Started by", run?.actor],
		["List", run?.listFile],
		["Policy", run === void 0 ? void 0 : `${run.policy.path ?? "built-in"} (sha256 ${run.policy.digest})`],
		["Policy read at", run?.policy.commit],
		["Versions", run === void 0 ? void 0 : [`command-gate ${run.version}`, ...run.tools].join(", ")],
		["Started", report.startedAt === void 0 ? void 0 : new Date(report.startedAt).toISOString()],
		["Took", took]
	].flatMap(([name, value]) => value === void 0 ? [] : [`<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`]).join("\n")}</dl>`;
}
function notes(report) {
	const shown = report.notes.filter((note) => note.level !== "debug");
	const dismissed = report.dismissals.map((dismissal) => `A reply of ${dismissal.login} did not count: ${dismissal.reason}`);
	const lines = [...shown.map((note) => `${note.level}: ${note.message}`), ...dismissed];
	if (lines.length === 0) return "";
	return `<h2>Notes</h2>\n<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("\n")}</ul>`;
}
function receipts(report) {
	if (report.receipts.length === 0) return "";
	return `<h2>Receipts</h2>
<p>Each digest covers its decision and the digest before it. <code>command-gate report verify</code> checks them.</p>
<div class="wide" role="region" aria-label="Receipts" tabindex="0"><table>
<thead><tr><th scope="col">No.</th><th scope="col">Command</th><th scope="col">Outcome</th><th scope="col">Digest</th></tr></thead>
<tbody>${report.receipts.map((receipt) => `<tr><td>${receipt.sequence}</td><td>${escapeHtml(receipt.command.id)}</td><td>${receipt.outcome}</td><td><code>${escapeHtml(receipt.digest)}</code></td></tr>`).join("\n")}</tbody></table></div>`;
}
// src/report/show.ts
/** The report as plain text for a terminal, with nothing in it that a terminal would obey. */
function renderText(report) {
	const outcome = report.conclusion?.outcome ?? "not finished";
	const policy = report.run === void 0 ? [] : [`policy ${report.run.policy.path ?? "built-in"} (sha256 ${report.run.policy.digest})`];
	const notes = report.notes.filter(({ level }) => level !== "debug").map(({ level, message }) => `${level}: ${message}`);
	return `${[
		`Command gate: ${outcome}`,
		...policy,
		...report.commands.flatMap((entry) => commandLines(report, entry)),
		...notes
	].map(makeVisibleLine).join("\n")}\n`;
}
function commandLines(report, entry) {
	const { command, outcome, startedAt, endedAt } = entry;
	const took = endedAt === void 0 ? "" : ` (${showDuration(endedAt - startedAt)})`;
	const attempts = report.attempts.filter((attempt) => attempt.index === command.index);
	const requests = report.requests.filter((request) => request.index === command.index);
	return [
		"",
		`${command.id} ${outcome?.kind ?? "not finished"}${took}: ${firstLine(command.name ?? command.run, 100)}`,
		...makeVisible(command.run).replace(/\n$/, "").split("\n").map((line) => `    | ${line}`),
		...outcome === void 0 ? [] : [`  ${outcome.reason}`],
		`  decision: ${entry.decision?.decision ?? "no rule decides"}`,
		...attempts.flatMap((attempt) => [`  attempt ${attempt.round}: ${attempt.ending === void 0 ? "not finished" : showEnding(attempt.ending)}; ${showGrant(attempt.grant)}`, ...attempt.effects.map((effect) => `    outside the grant: ${showEffect(effect)}`)]),
		...requests.flatMap((request) => [`  request ${showId(request.id)} to ${showAction(request.action)}`, `    ${request.review === void 0 ? "no answer" : showReview(request.review)}`]),
		...entry.applied.map((result) => `  ${showApplied(result)}`)
	];
}
// src/report/statement.ts
/** Names the shape of the predicate. */
const predicateType = "urn:command-gate:receipts:v1";
/**
* The receipts in the form that `actions/attest` signs. The subject is the report's file, by the SHA-256 of its bytes; the predicate
* holds the receipts and the digest of the last one, which covers all of them.
*/
function statementOf(report, file) {
	return {
		_type: "https://in-toto.io/Statement/v1",
		subject: [{
			name: file.name,
			digest: { sha256: file.sha256 }
		}],
		predicateType,
		predicate: {
			run: report.run,
			conclusion: report.conclusion,
			receipts: report.receipts,
			last: report.receipts.at(-1)?.digest ?? digestOf(report.run ?? {})
		}
	};
}
// src/report/verify.ts
/**
* Checks that each receipt's digest is over its content, that each is chained to the one before, and that the report says the same
* as they do. It proves that nothing was changed after the last digest was known to somebody else (a signature, a log); not
* who wrote it.
*/
function verifyReceipts(report) {
	const inOrder = report.receipts.flatMap((receipt, position) => [...chainFaults(report, receipt, position), ...contentFaults(report, receipt, position)]);
	const told = new Set(report.receipts.map((receipt) => receipt.command.index));
	const missing = report.commands.filter(({ command, outcome }) => outcome !== void 0 && !told.has(command.index)).map(({ command }) => fault(void 0, `${command.id} ended and has no receipt`));
	return [...inOrder, ...missing];
}
function chainFaults(report, receipt, position) {
	const { digest, ...content } = receipt;
	const before = position === 0 ? chainStart(report) : report.receipts[position - 1]?.digest;
	return [
		...receipt.sequence === position ? [] : [fault(position, `it has the number ${receipt.sequence}`)],
		...digestOf(content) === digest ? [] : [fault(position, "its digest is not over its content")],
		...receipt.previous === before ? [] : [fault(position, "it is not chained to the one before")]
	];
}
/** The receipt as the report would give it again must be the same. */
function contentFaults(report, receipt, position) {
	const earlier = {
		...report,
		receipts: report.receipts.slice(0, position)
	};
	const expected = receiptFor(earlier, receipt.command.index);
	if (expected === void 0) return [fault(position, "the report knows no such ended command")];
	return canonicalJson(withoutChain(expected)) === canonicalJson(withoutChain(receipt)) ? [] : [fault(position, "the report says something else than it")];
}
function withoutChain({ digest: _digest, previous: _previous, ...content }) {
	return content;
}
function fault(sequence, message) {
	return {
		sequence,
		message
	};
}
// src/cli/report.ts
/** `command-gate report show|verify|statement FILE`: what a run's report says, and whether its receipts hold together. */
async function report(words) {
	const [verb = "", ...rest] = words;
	const { values, positionals } = parseArguments(rest, { format: {
		type: "string",
		default: "text"
	} });
	const known = oneOf("command-gate report", verb, [
		"show",
		"verify",
		"statement"
	]);
	const path = onlyPositional(positionals, "one report");
	const bytes = await read(path);
	const found = readReport(bytes.toString("utf8"), path);
	switch (known) {
		case "show":
			process.stdout.write(show(found, oneOf("--format", values.format, [
				"text",
				"html",
				"json"
			])));
			return 0;
		case "verify": return verify(found, path);
		case "statement": {
			const sha256 = createHash("sha256").update(bytes).digest("hex");
			process.stdout.write(`${JSON.stringify(statementOf(found, {
				name: basename(path),
				sha256
			}), void 0, 2)}\n`);
			return 0;
		}
	}
}
function show(found, format) {
	switch (format) {
		case "text": return renderText(found);
		case "html": return renderPage(found);
		case "json": return `${JSON.stringify(found, void 0, 2)}\n`;
	}
}
function verify(found, path) {
	const faults = verifyReceipts(found);
	for (const { sequence, message } of faults) process.stderr.write(makeVisible(`${path}: ${sequence === void 0 ? "" : `receipt ${sequence}: `}${message}\n`));
	if (faults.length > 0) return 2;
	process.stdout.write(`${makeVisible(path)}: ${found.receipts.length} receipts, an unbroken chain\n`);
	return 0;
}
async function read(path) {
	try {
		return await readFile(path);
	} catch (cause) {
		throw new GateError("INPUT_INVALID", `${path}: found no file that can be read; name a report`, { cause });
	}
}
export { report };
