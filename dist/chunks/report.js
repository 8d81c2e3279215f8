import { ct as makeVisibleLine, nt as breakCommands, rt as commandFreeJson, st as makeVisible } from "./begin.js";
import { Q as counted, _t as digestOf, ct as receiptFor, et as showBytes, gt as canonicalJson, ot as chainEnd, q as storyOf, st as chainStart, tt as showDuration } from "./gate.js";
import { a as parseArguments, i as onlyPositional, r as oneOf } from "./arguments.js";
import { t as readReportFile } from "./files.js";
import { createHash } from "node:crypto";
import { basename } from "node:path";
// src/text/html.ts
const entities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;",
	":": "&#58;",
	"#": "&#35;"
};
/**
* The text as text of an HTML element or quoted attribute, with what can't be seen spelled out, and no workflow command for a runner
* that the page is printed to.
*/
function escapeHtml(text) {
	return makeVisible(text).replace(/[&<>"']|:(?=:)|#(?=#)/g, (found) => entities[found] ?? found);
}
// src/report/html-command.ts
/** One command of the page: closed where all went well, open where somebody will want to look. */
function commandSection(story) {
	const { id, requests, attempts, reason, justification, redacted } = story;
	return `<details${(story.ending === "succeeded" || story.ending === "skipped") && requests.length === 0 ? "" : " open"}>
${summaryLine(story)}
${reason === void 0 ? "" : paragraph(reason)}
${block(story.run, `Text of ${id}`)}
${list(story.settings)}
${justification === void 0 ? "" : paragraph(`The agent says: ${justification}`)}
${redacted.length === 0 ? "" : paragraph(`Taken out of the text: ${redacted.join(", ")}`)}
${paragraph(`Decision: ${story.decision}`)}
${list(story.rules)}
${attempts.map((attempt) => attemptPart(attempt, id)).join("\n")}
${requests.map(requestPart).join("\n")}
${list(story.applied)}
${list(story.warnings.map((warning) => `warning: ${warning}`))}
</details>`;
}
function summaryLine({ id, title, ending, took = "" }) {
	return `<summary><span class="badge ${ending.replaceAll(" ", "-")}">${ending}</span> <code>${escapeHtml(id)}</code> ${escapeHtml(title)} <span class="quiet took">${took}</span></summary>`;
}
function attemptPart(attempt, id) {
	const { round, effects, diffs, notes } = attempt;
	return `<h3>Attempt ${round}</h3>
${paragraph(`${attempt.ending}. Grant: ${attempt.grant}`)}
${effects.length === 0 ? "" : `<p>Outside the grant:</p>${list(effects)}`}
${diffs.map(({ path, diff }) => diffBlock(diff, `${id}, attempt ${round}: changes to ${path}`)).join("\n")}
${list(notes)}
${outputPart(attempt, id)}`;
}
function outputPart({ output, round }, id) {
	if (output === void 0 || output.totalBytes === 0) return "";
	const title = `<h4>Output, ${showBytes(output.totalBytes)}</h4>`;
	const head = block(output.head, `${id}, attempt ${round}: output`);
	if (output.tail === "") return `${title}\n${head}`;
	const shown = new TextEncoder().encode(output.head + output.tail).length;
	return `${title}\n${head}${paragraph(`… ${showBytes(Math.max(0, output.totalBytes - shown))} are not kept …`)}${block(output.tail, `${id}, attempt ${round}: end of the output`)}`;
}
function requestPart({ id, action, grant, risk, answer }) {
	const assessed = risk === void 0 ? "" : `<p><span class="badge risk-${risk.level}">risk ${risk.level}</span> ${escapeHtml(risk.description)} <span class="quiet">(${risk.source})</span></p>${list(risk.findings)}`;
	return `<h3>Request ${escapeHtml(id)}</h3>
${paragraph(`To ${action}. Would grant: ${grant}`)}
${assessed}
${paragraph(`Answer: ${answer}`)}`;
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
		return `<span class="line ${line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : "same"}">${escapeHtml(line)}\n</span>`;
	});
	return `<pre tabindex="0" role="region" aria-label="${escapeHtml(label)}"><code>${lines.join("")}</code></pre>`;
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
code, pre { font: 13px/1.45 ui-monospace, monospace; overflow-wrap: anywhere }
pre { background: var(--block); border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; overflow: auto; max-height: 28rem; margin: .5rem 0;
  white-space: pre-wrap }
p { overflow-wrap: anywhere }
details { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; padding: 0 1rem } details[open] { padding-bottom: .75rem }
summary { cursor: pointer; padding: .5rem 0; overflow-wrap: anywhere } ul { margin: .25rem 0; padding-left: 1.4rem; overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line) }
.wide { overflow-x: auto } .quiet { color: var(--quiet) }
.badge { border: 1px solid currentColor; border-radius: 1em; padding: 0 .6em; font-size: .8rem; font-weight: 600; white-space: nowrap; color: var(--quiet) }
.succeeded, .risk-low { color: var(--good) } .failed, .denied, .refused, .aborted, .timed-out, .sandbox-unavailable, .risk-high { color: var(--bad) }
.risk-medium, .pending { color: var(--warn) }
.fault { border: 1px solid var(--bad); border-radius: 6px; padding: 0 1rem; color: var(--bad) }
.took { white-space: nowrap } .line { display: block } .added { background: var(--add) } .removed { background: var(--del) }
.timeline th[scope=row] { width: 1%; max-width: 40vw; overflow-wrap: anywhere; vertical-align: top }
.lane { display: block; position: relative; height: 1rem; margin: .25rem 0 .1rem }
.bar { position: absolute; top: 0; height: 1rem; border-radius: 3px } .ran { background: var(--ran) } .waited { background: var(--waited); opacity: .6 }
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
		const lane = bars.length === 0 ? "" : `<span class="lane">${bars.map(place).join("")}</span>`;
		return `<tr><th scope="row"><code>${escapeHtml(command.id)}</code></th><td>${lane}<span class="quiet">${escapeHtml(said === "" ? "did not run" : said)}</span></td></tr>`;
	});
	return `<table class="timeline">
<thead><tr><th scope="col">Command</th><th scope="col">${escapeHtml(showDuration(length))} in all</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table>`;
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
	return [...waits, ...runs].sort((a, b) => a.from - b.from);
}
// src/report/verify.ts
/**
* Checks that each receipt's digest is over its content, that each is chained to the one before, and that the report says the same
* as they do. It proves that nothing was changed after the last digest was known to somebody else (a signature, a log); not
* who wrote it.
*/
function verifyReceipts(report) {
	const inOrder = report.receipts.flatMap((receipt, position) => [...chainFaults(report, receipt, position), ...contentFaults(report, receipt, position)]);
	const indices = report.commands.map(({ command }) => command.index);
	const doubled = indices.filter((index, position) => indices.indexOf(index) !== position);
	const told = new Set(report.receipts.map((receipt) => receipt.command.index));
	const missing = report.commands.filter(({ command, outcome }) => outcome !== void 0 && !told.has(command.index)).map(({ command }) => fault(void 0, `${command.id} ended and has no receipt`));
	const twice = doubled.map((index) => fault(void 0, `the report tells of command ${index + 1} twice`));
	return [
		...inOrder,
		...missing,
		...twice
	];
}
/** `receipt 3: its digest …`. The id of a command in it is untrusted text. */
function showFault({ sequence, message }) {
	return sequence === void 0 ? message : `receipt ${sequence}: ${message}`;
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
${faults(report)}
${facts(report)}
<h2>Timeline</h2>
${renderTimeline(report)}
<h2>Commands</h2>
${report.commands.map((entry) => commandSection(storyOf(report, entry))).join("\n")}
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
function faults(report) {
	const found = verifyReceipts(report).map((fault) => `<li>${escapeHtml(showFault(fault))}</li>`);
	if (found.length === 0) return "";
	return `<div class="fault"><p>This report does not hold together: something in it was changed.</p>\n<ul>${found.join("\n")}</ul></div>`;
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
		...verifyReceipts(report).map((fault) => `DOES NOT HOLD TOGETHER: ${showFault(fault)}`),
		...report.commands.flatMap((entry) => commandLines(storyOf(report, entry))),
		...notes.length === 0 ? [] : ["", ...notes]
	].map(makeVisibleLine).join("\n")}\n`;
}
function commandLines(story) {
	const { id, title, ending, took, reason, justification } = story;
	return [
		"",
		`${id} ${ending}${took === void 0 ? "" : ` (${took})`}: ${title}`,
		...quoted(story.run),
		...story.settings.map((setting) => `    ${setting}`),
		...justification === void 0 ? [] : [`  the agent says: ${justification}`],
		...reason === void 0 ? [] : [`  ${reason}`],
		`  decision: ${story.decision}`,
		...story.rules.map((rule) => `    ${rule}`),
		...story.attempts.flatMap(attemptLines),
		...story.requests.flatMap(requestLines),
		...[...story.applied, ...story.warnings.map((warning) => `warning: ${warning}`)].map((line) => `  ${line}`)
	];
}
function attemptLines(attempt) {
	return [
		`  attempt ${attempt.round}: ${attempt.ending}; grant: ${attempt.grant}`,
		...attempt.effects.map((effect) => `    outside the grant: ${effect}`),
		...attempt.diffs.flatMap(({ diff }) => quoted(diff))
	];
}
function requestLines({ id, action, grant, risk, answer }) {
	return [
		`  request ${id} to ${action}; would grant: ${grant}`,
		...risk === void 0 ? [] : [`    risk ${risk.level} (${risk.source}): ${risk.description}`],
		`    ${answer}`
	];
}
function quoted(text) {
	return makeVisible(text).replace(/\n$/, "").split("\n").map((line) => `    | ${line}`);
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
			last: chainEnd(report)
		}
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
	const known = oneOf("report", verb, [
		"show",
		"verify",
		"statement"
	]);
	const path = onlyPositional(positionals, "one report");
	const { report: found, bytes } = await readReportFile(path);
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
			if (verifyReceipts(found).length > 0) return verify(found, path);
			const sha256 = createHash("sha256").update(bytes).digest("hex");
			process.stdout.write(`${commandFreeJson(statementOf(found, {
				name: basename(path),
				sha256
			}), 2)}\n`);
			return 0;
		}
	}
}
function show(found, format) {
	switch (format) {
		case "text": return breakCommands(renderText(found));
		case "html": return renderPage(found);
		case "json": return `${commandFreeJson(found, 2)}\n`;
	}
}
function verify(found, path) {
	const say = (text) => `${breakCommands(makeVisibleLine(`${path}: ${text}`))}\n`;
	const faults = verifyReceipts(found);
	for (const fault of faults) process.stderr.write(say(showFault(fault)));
	if (faults.length > 0) return 2;
	const last = found.receipts.at(-1)?.digest;
	const chain = last === void 0 ? "no receipts" : `${counted(found.receipts.length, "receipt")}, an unbroken chain`;
	const end = last === void 0 ? "" : `; the last digest is ${last}`;
	const open = found.conclusion === void 0 ? "; the run had not ended" : "";
	process.stdout.write(say(chain + end + open));
	return 0;
}
export { report };
