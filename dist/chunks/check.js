import { t as assessStatically } from "./static.js";
import { Ct as parseCommandList, Lt as createParser, bt as createDecider, lt as createResolver, pt as readPolicyFile, ut as programPathOf, yt as checkCommand } from "./gate.js";
import { f as GateError, nt as breakCommands, r as jobEnvironment, rt as commandFreeJson, st as makeVisible } from "./begin.js";
import { a as parseArguments, i as onlyPositional, n as noPositional, t as atMostOne } from "./arguments.js";
import { n as noGrant, t as bareCommand } from "./bare-command.js";
import { n as readText } from "./files.js";
// src/cli/check-lines.ts
/**
* Reads lines `{"id","command"}` from standard input and answers each with its decision and its static assessment, in order.
* Throws INPUT_INVALID with the number of a line that is something else, after the answers to the lines before it.
*/
async function checkLines(policy) {
	const answer = answerer(policy);
	let number = 0;
	for await (const lines of linesOf(process.stdin)) {
		let answers = "";
		try {
			for (const line of lines) {
				number += 1;
				if (line.trim() !== "") answers += answer(line, number);
			}
		} finally {
			await written(answers);
		}
	}
}
function answerer(policy) {
	const decide = createDecider(policy);
	return (line, number) => {
		const { id, command } = decodeLine(line, number);
		const subject = {
			command: bareCommand(command),
			effects: [],
			grant: noGrant,
			scripts: []
		};
		const parse = createParser();
		const { riskLevel, riskCategories, findings } = assessStatically(subject, parse);
		const decision = decide(command, "bash", { parse }).decision ?? null;
		return `${commandFreeJson({
			id,
			decision,
			riskLevel,
			riskCategories,
			findings
		})}\n`;
	};
}
/** The lines that came together: answered together too, for a write of its own for each would cost more than many answers. */
async function* linesOf(stream) {
	let rest = "";
	for await (const chunk of stream.setEncoding("utf8")) {
		const lines = `${rest}${String(chunk)}`.split("\n");
		rest = lines.pop() ?? "";
		yield lines;
	}
	yield [rest];
}
async function written(text) {
	if (text === "" || process.stdout.write(text)) return;
	await new Promise((resolve) => process.stdout.once("drain", resolve));
}
function decodeLine(line, number) {
	try {
		const value = JSON.parse(line);
		if (typeof value === "object" && value !== null && "id" in value && "command" in value) {
			const { id, command } = value;
			if (typeof command === "string") return {
				id,
				command
			};
		}
	} catch (cause) {
		throw new GateError("INPUT_INVALID", `standard input:${number}: found no JSON; write {"id","command"} lines`, { cause });
	}
	throw new GateError("INPUT_INVALID", `standard input:${number}: found no "id" and "command"; write {"id","command"} lines`);
}
// src/cli/check.ts
/** `command-gate check`: what policy and static assessment say of a script, a list, or each line of standard input. Runs nothing. */
async function check(words) {
	const { values, positionals } = parseArguments(words, {
		policy: { type: "string" },
		json: {
			type: "boolean",
			default: false
		},
		jsonl: {
			type: "boolean",
			default: false
		},
		explain: {
			type: "boolean",
			default: false
		},
		file: { type: "string" }
	});
	atMostOne(values, ["jsonl", "file"]);
	atMostOne(values, [
		"jsonl",
		"json",
		"explain"
	]);
	if (values.jsonl || values.file !== void 0) noPositional(positionals);
	const { policy } = await readPolicyFile(values.policy, process.cwd());
	if (values.jsonl) {
		await checkLines(policy);
		return 0;
	}
	const commands = values.file === void 0 ? [bareCommand(onlyPositional(positionals, "one script"))] : parseCommandList({
		name: values.file,
		file: values.file,
		text: await readText(values.file, "a command list")
	}, ".");
	const form = values.json ? "json" : values.explain ? "explained" : "short";
	const env = jobEnvironment();
	const workspace = process.cwd();
	const pathOf = programPathOf(env, workspace);
	const { resolver } = await createResolver({
		policy,
		commands,
		workspace,
		env
	});
	for (const command of commands) {
		const decision = checkCommand({
			...command,
			pathOf
		}, policy, resolver);
		const assessment = assessStatically({
			command,
			effects: [],
			grant: noGrant,
			scripts: []
		});
		process.stdout.write(render({
			command,
			decision,
			assessment
		}, form));
	}
	return 0;
}
function render({ command, decision, assessment }, form) {
	if (form === "json") {
		const { riskLevel, riskCategories, description, findings } = assessment;
		const told = {
			riskLevel,
			riskCategories,
			description,
			findings
		};
		return `${commandFreeJson({
			id: command.id,
			...decision,
			decision: decision.decision ?? null,
			...told
		})}\n`;
	}
	const lines = [
		`${command.name ?? command.id}: ${decision.decision ?? "no rule decides"}, risk ${assessment.riskLevel}; a run would ${decision.next}`,
		`  ${decision.why}`,
		...decision.matches.map((match) => `  ${match.decision} by [${match.pattern}], line ${match.line}: ${match.words.join(" ")}`),
		...decision.unknown.map((text) => `  can't be known before running: ${text}`),
		...decision.outside.map((path) => `  writes outside: ${path}`),
		...assessment.findings.map((finding) => `  ${finding.level}: ${finding.sentence} (${finding.evidence})`),
		...form === "explained" ? decision.layers.map((layer) => `  ${layer}`) : []
	];
	return `${breakCommands(lines.map(makeVisible).join("\n"))}\n`;
}
export { check };
