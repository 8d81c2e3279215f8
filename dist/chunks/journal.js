import { t as GateError } from "./errors.js";
import { closeSync, constants, fsyncSync, openSync, renameSync, writeSync } from "node:fs";
// src/adapters/journal.ts
/**
* Opens the journal beside the report: `report.json` and `report.jsonl`. An earlier one is replaced; a symlink in its place is
* not followed. Throws INPUT_INVALID where it can't be written.
*/
function openJournalFiles(reportPath) {
	const journalPath = journalPathOf(reportPath);
	const journal = openFresh(journalPath);
	return {
		reportPath,
		journalPath,
		keep: (entry) => {
			writeAll(journal, `${JSON.stringify(entry)}\n`, journalPath);
		},
		publish: (report) => publishReport(reportPath, report),
		close: () => {
			closeSync(journal);
		}
	};
}
/** Where the journal of a report lies. */
function journalPathOf(reportPath) {
	return `${reportPath.replace(/\.json$/, "")}.jsonl`;
}
/** Replaces the report in one step, so that nobody reads half of one. Throws like `openJournalFiles`. */
function publishReport(reportPath, report) {
	const draft = `${reportPath}.tmp`;
	const file = openFresh(draft);
	try {
		writeAll(file, `${JSON.stringify(report, void 0, 2)}\n`, draft);
	} finally {
		closeSync(file);
	}
	renameSync(draft, reportPath);
}
function openFresh(path) {
	const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;
	try {
		return openSync(path, flags, 384);
	} catch (cause) {
		throw new GateError("INPUT_INVALID", `the report's file ${path} can't be written: ${String(cause)}`, {
			cause,
			hint: "Name a path in a directory that exists and that this user may write."
		});
	}
}
function writeAll(file, text, path) {
	try {
		const bytes = Buffer.from(text);
		for (let done = 0; done < bytes.length; done += writeSync(file, bytes, done));
		fsyncSync(file);
	} catch (cause) {
		throw new GateError("INTERNAL", `what happened could not be written to ${path}: ${String(cause)}`, {
			cause,
			hint: "Free space on the disk, or name another path for the report."
		});
	}
}
export { openJournalFiles as n, publishReport as r, journalPathOf as t };
