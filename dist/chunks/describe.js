// src/assessment/describe.ts
/** At most two sentences of our own words from the strictest findings, which stand first. */
function describe(findings) {
	const level = findings[0]?.level;
	const sentences = [...new Set(findings.filter((finding) => finding.level === level).map((finding) => finding.sentence))];
	if (sentences.length === 0) return "Does nothing that can be seen.";
	const more = sentences.length - 2;
	const shown = sentences.slice(0, 2).join(" ");
	if (more <= 0) return shown;
	return shown.replace(/\.$/, `, and ${more} more ${more === 1 ? "finding" : "findings"}.`);
}
export { describe as t };
