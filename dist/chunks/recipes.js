// src/assessment/describe.ts
/** At most two sentences of our own words from the strictest findings, which stand first. */
function describe(findings) {
	const level = findings[0]?.level;
	const sentences = [...new Set(findings.filter((finding) => finding.level === level).map((finding) => finding.sentence))];
	if (sentences.length === 0) return "Does nothing that can be seen.";
	const more = sentences.length - 2;
	const shown = sentences.slice(0, 2).join(" ");
	return more > 0 ? shown.replace(/\.$/, `, and ${more} more findings.`) : shown;
}
// src/assessment/level.ts
/** The levels in rising order. */
const levelOrder = [
	"low",
	"medium",
	"high"
];
/** The higher of two levels. */
function higherLevel(left, right) {
	return levelOrder.indexOf(right) > levelOrder.indexOf(left) ? right : left;
}
// src/assessment/recipes.ts
/** The command line of a script in `package.json`; undefined when there is none. Never throws. */
function packageScript(json, name) {
	let value;
	try {
		value = JSON.parse(json);
	} catch {
		return;
	}
	const script = fieldOf(fieldOf(value, "scripts"), name);
	return typeof script === "string" ? script : void 0;
}
/** All command lines of `package.json`, one a line; undefined when there are none. Never throws. */
function allPackageScripts(json) {
	try {
		const scripts = fieldOf(JSON.parse(json), "scripts");
		if (typeof scripts !== "object" || scripts === null) return void 0;
		return Object.values(scripts).filter((script) => typeof script === "string").join("\n");
	} catch {
		return;
	}
}
function fieldOf(value, name) {
	if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return void 0;
	return Object.entries(value).find(([key]) => key === name)?.[1];
}
/** Most rules of a makefile that are looked at for one target. */
const maxRules = 50;
/**
* The recipe lines that make would run for a target (the first one when none is named) and for what it needs, as a shell script.
* Variables stay as they are written. Undefined when there is no such rule.
*/
function makeRecipe(text, target) {
	const rules = rulesOf(text);
	const first = target ?? [...rules.keys()].find((name) => !name.startsWith("."));
	if (first === void 0 || !rules.has(first)) return void 0;
	const seen = /* @__PURE__ */ new Set();
	const lines = [];
	const queue = [first];
	for (let name = queue.shift(); name !== void 0 && seen.size < maxRules; name = queue.shift()) {
		const rule = rules.get(name);
		if (rule === void 0 || seen.has(name)) continue;
		seen.add(name);
		queue.push(...rule.prerequisites);
		lines.push(...rule.lines);
	}
	return lines.map(shellLine).join("\n");
}
/** `@`, `-` and `+` belong to make; `$(X)` is a variable there, which a shell would run. */
function shellLine(line) {
	return line.replace(/^\s*[@+-]+/, "").replace(/\$\((\w+)\)/g, "$${$1}").replaceAll("$$", "$");
}
function rulesOf(text) {
	const rules = /* @__PURE__ */ new Map();
	let current = [];
	for (const line of text.replace(/\\\n/g, " ").split("\n").slice(0, 5e3)) if (line.startsWith("	")) for (const name of current) rules.get(name)?.lines.push(line.slice(1));
	else if (line.trim() !== "" && !line.startsWith("#")) current = openRules(line, rules);
	return rules;
}
/** The targets that a line begins; none for an assignment or a directive. */
function openRules(line, rules) {
	const head = /^([\w./%-]+(?:[ \t]+[\w./%-]+)*)[ \t]*::?(?!=)[ \t]*([^;#=]*)(?:;(.*))?/.exec(line);
	if (head === null) return [];
	const names = (head[1] ?? "").split(/[ \t]+/);
	for (const name of names) add(rules, name, head[2] ?? "", head[3]);
	return names;
}
function add(rules, name, prerequisites, line) {
	const rule = rules.get(name) ?? {
		prerequisites: [],
		lines: []
	};
	rule.prerequisites.push(...prerequisites.split(/[ \t|]+/).filter((word) => word !== ""));
	if (line !== void 0) rule.lines.push(line);
	rules.set(name, rule);
}
export { levelOrder as a, higherLevel as i, makeRecipe as n, describe as o, packageScript as r, allPackageScripts as t };
