import { t as openTerminal } from "./device.js";
import { f as GateError, st as makeVisible } from "./begin.js";
import { J as realDirectory, mt as usualPolicyPath } from "./gate.js";
import { a as parseArguments, n as noPositional } from "./arguments.js";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
// src/policy/starter.ts
const habits = [
	{
		registry: "npm",
		marks: ["package.json"],
		allow: "[[npm, pnpm, yarn], [ci, install, test]]",
		allowed: "npm ci",
		prompt: "[[npm, pnpm, yarn], [publish, version]]",
		prompted: "npm publish"
	},
	{
		registry: "pip",
		marks: [
			"pyproject.toml",
			"requirements.txt",
			"setup.py"
		],
		allow: "[pytest, \"**\"]",
		allowed: "pytest -q",
		prompt: "[twine, upload]",
		prompted: "twine upload dist/a.whl"
	},
	{
		registry: "cargo",
		marks: ["Cargo.toml"],
		allow: "[cargo, [build, check, test, clippy, fmt]]",
		allowed: "cargo test",
		prompt: "[cargo, publish]",
		prompted: "cargo publish"
	},
	{
		registry: "go",
		marks: ["go.mod"],
		allow: "[go, [build, test, vet]]",
		allowed: "go test ./...",
		prompt: void 0,
		prompted: ""
	},
	{
		registry: void 0,
		marks: [
			"main.tf",
			"versions.tf",
			"terraform.tf",
			"providers.tf"
		],
		allow: "[terraform, [fmt, validate]]",
		allowed: "terraform fmt -check",
		prompt: "[terraform, [apply, destroy, import, state]]",
		prompted: "terraform apply"
	}
];
/** The text of a starting policy for a repository in which there are files of these names. Valid, with examples that hold. */
function starterPolicy(files) {
	const found = habits.filter(({ marks }) => marks.some((mark) => files.includes(mark)));
	const registries = found.flatMap(({ registry }) => registry ?? []);
	return [
		"# What the commands of agents may do here. Read from the base of a pull request, never from its head.",
		"version: 1",
		"approval-policy: on-failure",
		"sandbox:",
		"  mode: workspace-write",
		...registries.length === 0 ? [] : [
			"  network:",
			`    # A tool's name stands for the registry that it is configured with on the runner.`,
			`    allow: [${registries.join(", ")}]`
		],
		"rules:",
		...rule("[git, push]", "forbid", "git push origin main", "Publishing is for people."),
		...found.flatMap((habit) => [...rule(habit.allow, "allow", habit.allowed, void 0), ...habit.prompt === void 0 ? [] : rule(habit.prompt, "prompt", habit.prompted, "A person decides about releases and changes of what runs.")]),
		"approvers:",
		"  role: write",
		"  by-risk: { high: { role: maintain, count: 1 } }",
		"assessment: static",
		""
	].join("\n");
}
function rule(pattern, decision, match, justification) {
	return [
		`  - pattern: ${pattern}`,
		`    decision: ${decision}`,
		...justification === void 0 ? [] : [`    justification: ${justification}`],
		`    match: ["${match}"]`
	];
}
/** The text of a workflow that takes the list of an agent through the gate. */
const starterWorkflow = `name: command-gate
on:
  pull_request:
permissions:
  contents: read # reads the policy at the base commit
  pull-requests: write # posts the comment, reads the replies
jobs:
  commands:
    runs-on: ubuntu-24.04
    timeout-minutes: 60
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      # Here the agent writes agent-commands.yml.
      - uses: command-gate/command-gate@v0
        with:
          commands-file: agent-commands.yml
`;
// src/cli/init.ts
/** `command-gate init`: writes a starting policy and workflow for the repository at hand. Never replaces a file; asks first. */
async function init(words) {
	const { values, positionals } = parseArguments(words, {
		workspace: {
			type: "string",
			default: "."
		},
		yes: {
			type: "boolean",
			default: false
		}
	});
	noPositional(positionals);
	const root = realDirectory(values.workspace);
	const wanted = [{
		path: usualPolicyPath,
		text: starterPolicy(namesIn(root, 2))
	}, {
		path: ".github/workflows/command-gate.yml",
		text: starterWorkflow
	}];
	const missing = wanted.filter(({ path }) => !existsSync(join(root, path)));
	for (const { path } of wanted) if (!missing.some((file) => file.path === path)) process.stdout.write(`${path}: is there, and stays as it is\n`);
	for (const { path, text } of missing) process.stdout.write(makeVisible(`${path}: to be written\n\n${text}\n`));
	if (missing.length === 0 || !(values.yes || await isConfirmed(missing.length))) return 0;
	for (const { path, text } of missing) {
		write(join(root, path), text);
		process.stdout.write(`${path}: written\n`);
	}
	process.stdout.write("Merge what was written: a policy counts from the base branch only.\n");
	return 0;
}
/** The names of the files in a directory and so many levels below it, without what was installed or built there. */
function namesIn(directory, levels) {
	return entriesOf(directory).flatMap((entry) => {
		if (!entry.isDirectory()) return [entry.name];
		const isOwn = !/^(?:\..*|node_modules|vendor|target|dist|build)$/.test(entry.name);
		return levels > 0 && isOwn ? namesIn(join(directory, entry.name), levels - 1) : [];
	});
}
/** None where the directory can't be read: another account's leftovers are no projects. */
function entriesOf(directory) {
	try {
		return readdirSync(directory, { withFileTypes: true });
	} catch {
		return [];
	}
}
function write(path, text) {
	try {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text, { flag: "wx" });
	} catch (cause) {
		throw new GateError("INPUT_INVALID", `${path} can't be written: ${String(cause)}`, {
			cause,
			hint: "Name a repository in which this user may write."
		});
	}
}
async function isConfirmed(count) {
	const terminal = openTerminal();
	if (terminal.kind === "none") throw new GateError("INPUT_INVALID", `nobody can be asked: ${terminal.reason}`, { hint: "Nothing was written. Give --yes to write without asking." });
	try {
		const answer = await terminal.device.ask(`Write ${count} file(s)? [y/N] `, new AbortController().signal);
		return /^y(es)?$/i.test(answer?.trim() ?? "");
	} finally {
		terminal.device.close();
	}
}
export { init };
