import { f as GateError } from "./begin.js";
import { et as showBytes, ht as decodeText } from "./gate.js";
import { t as readReport } from "./read-report.js";
import { readFile, stat } from "node:fs/promises";
// src/cli/files.ts
/** The text of a file that somebody named, whatever kind of file it is. Throws INPUT_INVALID where it can't be read. */
async function readText(path, what) {
	const bytes = await readFile(path).catch((cause) => {
		throw unreadable(path, what, cause);
	});
	return decodeText(bytes, path);
}
/** Bytes of a report that can be read: its text must fit into one string. */
const maxBytes = 268435456;
/** The report, or the journal of one, in a regular file. Throws INPUT_INVALID with what was found instead. */
async function readReportFile(path) {
	const bytes = await readReportBytes(path);
	return {
		report: readReport(bytes.toString("utf8"), path),
		bytes
	};
}
async function readReportBytes(path) {
	try {
		const found = await stat(path);
		if (!found.isFile()) throw new Error("it is no regular file");
		if (found.size <= maxBytes) return await readFile(path);
	} catch (cause) {
		throw unreadable(path, "a report", cause);
	}
	throw new GateError("INPUT_INVALID", `${path}: found a file of more than ${showBytes(maxBytes)}`, { hint: "No report of a run is so large; name the JSON file that a run wrote." });
}
function unreadable(path, what, cause) {
	return new GateError("INPUT_INVALID", `${path}: found no file that can be read; name ${what}`, { cause });
}
export { readText as n, readReportFile as t };
