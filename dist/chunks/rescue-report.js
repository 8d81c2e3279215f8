import { G as publishReport, U as journalPathOf, w as renderSummary } from "./gate.js";
import { t as readReport } from "./read-report.js";
import { readFile } from "node:fs/promises";
// src/wiring/rescue-report.ts
/**
* Makes report and summary of a step that was killed, from the journal that it kept: nothing that happened is lost. Throws when
* the journal can't be read.
*/
async function rescueReport(runner, reportPath) {
	const journalPath = journalPathOf(reportPath);
	const report = readReport(await readFile(journalPath, "utf8"), journalPath);
	publishReport(reportPath, report);
	runner.writeSummary(renderSummary(report));
	runner.show({
		kind: "text",
		text: "The step did not end by itself. Report and summary tell how far it came."
	});
}
export { rescueReport };
