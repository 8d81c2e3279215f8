import { Q as counted, St as readScript, dt as policyFromTexts, xt as programName } from "./gate.js";
import { nt as breakCommands, st as makeVisible } from "./begin.js";
import { a as parseArguments, i as onlyPositional, r as oneOf } from "./arguments.js";
import { n as readText, t as readReportFile } from "./files.js";
// src/policy/suggest.ts
/** Programs that do whatever their arguments or files say: allowing one allows everything. */
const unbounded = /^(?:ba|da|z|k|mk|a|ya|fi|c|tc)?sh$|^(?:python|pypy|node|ruby|perl|php|lua)[\d.]*$|^(?:deno|bun|bunx|npx|pnpx|uvx|pipx|julia|Rscript|osascript|pwsh|powershell|java|jshell|awk|gawk|mawk|sed|vim?|ed|emacs|tclsh|expect|irb|ghci|groovy|scala|env|sudo|doas|su|ssh|eval|exec|source|\.|xargs|parallel|find|fd|rm|dd|chroot|nsenter|unshare|busybox|toybox|gdb|strace)$/;
/** Subcommands that run scripts of the workspace or of the network. */
const unboundedSubcommands = {
	npm: /^(?:run|run-script|exec|x|explore|start|install|i|ci|add)$/,
	pnpm: /^(?:run|exec|dlx|x|start|install|i|add)$/,
	yarn: /^(?:run|exec|dlx|node|start|install|add)$/,
	bun: /^(?:run|x)$/,
	docker: /^(?:run|exec|build|buildx|compose)$/,
	podman: /^(?:run|exec|build)$/,
	kubectl: /^(?:exec|run|cp|apply)$/,
	go: /^(?:run|generate)$/,
	uv: /^(?:run|tool)$/,
	poetry: /^run$/,
	git: /^-/
};
/** One suggestion for each approved command. Pure; nothing is changed. */
function suggest(approved) {
	return approved.map(suggestOne);
}
function suggestOne({ run, grantBefore, grantAfter }) {
	const none = (reason) => ({
		kind: "none",
		run,
		reason
	});
	if (grantAfter.kind === "unsandboxed") return none("It ran outside the sandbox, which no allow rule gives.");
	const before = grantBefore?.kind === "sandboxed" ? grantBefore : void 0;
	const added = {
		network: grantAfter.network.map(spelled).filter((host) => !before?.network.map(spelled).includes(host)),
		write: grantAfter.write.filter((path) => !before?.write.includes(path)),
		env: grantAfter.env.filter((name) => !before?.env.includes(name))
	};
	const reading = readScript(run);
	if (reading.unknowns.length > 0) return none("Parts of it cannot be known before running, so no rule can allow it.");
	const commands = reading.commands.filter(({ role, words }) => role !== "transparent" && words.length > 0);
	const problem = commands.map(problemOf).find((each) => each !== void 0);
	if (problem !== void 0) return none(problem);
	if (commands.length === 0) return none("It holds no command that a rule could be about.");
	const grant = Object.entries(added).filter(([, values]) => values.length > 0);
	return {
		kind: "rules",
		run,
		yaml: `${commands.flatMap((command, index) => [
			`- pattern: ${listOf(command.words.map((word) => word.value ?? "*"))}`,
			"  decision: allow",
			...index === 0 ? grant.map(([key, values]) => `  ${key}: ${listOf(values)}`) : []
		]).join("\n")}\n`
	};
}
/** A list in YAML. What could be read as anything but a text stands in quotes. */
function listOf(words) {
	const plain = /^(?!(?:true|false|null|yes|no|on|off|y|n)$)[a-z][\w./-]*$/i;
	return `[${words.map((word) => plain.test(word) ? word : JSON.stringify(word)).join(", ")}]`;
}
/** A pattern must name the program and, for tools of many trades, what they are to do. */
function problemOf(command) {
	const [name, ...args] = command.words.map((word) => word.value);
	if (name === void 0 || command.words.some((word) => word.splits)) return "Its words are not all known, so a rule would cover more than what was approved.";
	const program = programName(name);
	if (unbounded.test(program)) return `${program} does whatever its arguments say, so a rule for it would allow everything.`;
	if (!Object.hasOwn(unboundedSubcommands, program)) return void 0;
	const [subcommand] = args;
	if (subcommand === void 0) return `${program} alone stands for all that it can do.`;
	return unboundedSubcommands[program]?.test(subcommand) ? `${program} ${subcommand} runs scripts that a rule does not see.` : void 0;
}
function spelled({ host, port }) {
	const name = host.includes(":") ? `[${host}]` : host;
	return port === void 0 ? name : `${name}:${port}`;
}
// src/cli/policy.ts
/** `command-gate policy check F` and `policy suggest REPORT.json`. */
async function policy(words) {
	const [verb = "", ...rest] = words;
	const { positionals } = parseArguments(rest, {});
	switch (oneOf("policy", verb, ["check", "suggest"])) {
		case "check": return await checkPolicy(onlyPositional(positionals, "one policy file"));
		case "suggest": return await suggestRules(onlyPositional(positionals, "one report"));
	}
}
/** 0 when the file is valid and its examples hold. Throws POLICY_INVALID with every fault. */
async function checkPolicy(path) {
	const { rules } = policyFromTexts({
		repository: {
			text: await readText(path, "a policy file"),
			path,
			commit: void 0
		},
		organization: void 0
	}).policy;
	const examples = rules.reduce((sum, rule) => sum + rule.match.length + rule.notMatch.length, 0);
	process.stdout.write(makeVisible(`${path}: valid, with ${counted(rules.length, "rule")}; ${counted(examples, "example")} checked\n`));
	return 0;
}
/** Prints the smallest rules by which the report's approved commands would not have needed a person. */
async function suggestRules(path) {
	const { report } = await readReportFile(path);
	const approved = report.requests.flatMap(({ index, review, grantBefore, grantAfter }) => {
		const command = report.commands.find((each) => each.command.index === index)?.command;
		const isApproved = review?.kind === "approved" || review?.kind === "approved-for-run";
		return command !== void 0 && isApproved ? [{
			run: command.run,
			grantBefore,
			grantAfter
		}] : [];
	});
	if (approved.length === 0) process.stdout.write("No command of this report was approved by a person.\n");
	for (const suggestion of suggest(approved)) {
		const text = suggestion.kind === "rules" ? suggestion.yaml : `# ${suggestion.reason}\n`;
		process.stdout.write(breakCommands(makeVisible(`# ${suggestion.run.replaceAll("\n", "\n# ")}\n${text}`)));
	}
	return 0;
}
export { policy };
