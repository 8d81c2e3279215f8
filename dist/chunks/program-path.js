import { t as GateError } from "./errors.js";
import { _ as record, c as _enum, g as preprocess, l as array, m as number, u as boolean, v as strictObject, x as union, y as string } from "./fingerprint.js";
import { f as nearest, u as parseStrictYaml } from "./policy-file.js";
import { n as resolvePath, t as isBelow } from "./paths.js";
import { accessSync, constants, statSync } from "node:fs";
import { join } from "node:path";
// src/inputs/command-list.ts
const maxCommands = 1e3;
const maxCommandBytes = 65536;
const paths = array(string().min(1)).default([]);
const entrySchema = strictObject({
	run: string().refine((run) => run.trim() !== "", "expected a command"),
	name: string().min(1).optional(),
	id: string().regex(/^[A-Za-z_][A-Za-z0-9_-]{0,99}$/, "expected a letter or _, then letters, digits, - and _, 100 at most").optional(),
	shell: _enum(["bash", "sh"]).default("bash"),
	"working-directory": string().min(1).optional(),
	env: record(string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "expected a variable name"), union([
		string(),
		number(),
		boolean()
	]).transform(String)).default({}),
	"timeout-minutes": number().positive().max(1440).optional(),
	"continue-on-error": boolean().default(false),
	permissions: strictObject({
		write: paths,
		network: paths,
		env: paths
	}).default({
		write: [],
		network: [],
		env: []
	}),
	justification: string().optional()
});
const listSchema = array(preprocess((entry) => typeof entry === "string" ? { run: entry } : entry, entrySchema));
const words = Object.keys(entrySchema.shape);
const permissionWords = [
	"write",
	"network",
	"env"
];
/**
* Decodes a list of commands, strictly: no unknown or duplicate keys, no aliases, at least one command.
* Throws COMMAND_LIST_INVALID with one message that names every fault as `file:line:column: what was found, what to do`.
*/
function parseCommandList(source, defaultDirectory) {
	const yaml = parseStrictYaml(source.text);
	if (yaml.problems.length > 0) throw invalid(source, yaml.problems);
	const shapeProblem = notAList(yaml.value);
	if (shapeProblem !== void 0) throw invalid(source, [{
		...yaml.locate([]),
		message: shapeProblem
	}]);
	const parsed = listSchema.safeParse(yaml.value);
	if (!parsed.success) throw invalid(source, parsed.error.issues.flatMap((issue) => describe(issue, yaml.locate)));
	const commands = parsed.data.map((entry, index) => ({
		index,
		id: entry.id ?? `command-${index + 1}`,
		name: entry.name,
		run: entry.run,
		shell: entry.shell,
		workingDirectory: entry["working-directory"] ?? defaultDirectory,
		env: entry.env,
		timeoutMs: entry["timeout-minutes"] === void 0 ? void 0 : entry["timeout-minutes"] * 6e4,
		continueOnError: entry["continue-on-error"],
		permissions: entry.permissions,
		justification: entry.justification,
		source: {
			file: source.file,
			...yaml.locate([index])
		}
	}));
	const problems = commands.flatMap((command, index) => faults(command, commands.slice(0, index)));
	if (problems.length > 0) throw invalid(source, problems);
	return commands;
}
function notAList(value) {
	if (value === void 0 || value === null) return "found an empty list; write at least one command, such as \"- npm test\"";
	if (!Array.isArray(value)) return `found ${kindOf(value)}; write a YAML list, each entry starting with "- "`;
	if (value.length === 0) return "found an empty list; write at least one command, such as \"- npm test\"";
	if (value.length > maxCommands) return `found ${value.length} commands; at most ${maxCommands} fit in one list, so split it`;
}
function faults(command, earlier) {
	const place = {
		line: command.source.line,
		column: command.source.column
	};
	const found = [];
	const bytes = Buffer.byteLength(command.run);
	if (bytes > maxCommandBytes) found.push({
		...place,
		message: `found a command of ${bytes} bytes; at most ${maxCommandBytes} are run, so put it in a script`
	});
	if (command.run.includes("\0")) found.push({
		...place,
		message: "found a NUL character; no command can hold one"
	});
	const twin = earlier.find((other) => other.id === command.id);
	if (twin !== void 0) found.push({
		...place,
		message: `found the id "${command.id}" again (first on line ${twin.source.line}); give each command its own`
	});
	if (/^\/|(^|\/)\.\.(\/|$)|\0/.test(command.workingDirectory)) found.push({
		...place,
		message: `found the working-directory "${command.workingDirectory}"; name one inside the workspace`
	});
	return found;
}
function describe(issue, locate) {
	if (issue.code === "unrecognized_keys") {
		const known = issue.path.includes("permissions") ? permissionWords : words;
		return issue.keys.map((key) => {
			const near = nearest(key, known);
			const hint = near === void 0 ? `use only ${known.join(", ")}` : `did you mean "${near}"?`;
			return {
				...locate([...issue.path, key]),
				message: `found the unknown key "${key}"; ${hint}`
			};
		});
	}
	const where = issue.path.filter((step) => typeof step === "string").join(".");
	return [{
		...locate(issue.path),
		message: where === "" ? issue.message : `${where}: ${issue.message}`
	}];
}
function kindOf(value) {
	if (typeof value === "object") return "a mapping";
	return `the ${typeof value} ${JSON.stringify(value)?.slice(0, 60)}`;
}
function invalid(source, problems) {
	const shown = problems.slice(0, 20).map((p) => `${source.name}:${p.line}:${p.column}: ${p.message}`);
	const rest = problems.length > 20 ? [`and ${problems.length - 20} more`] : [];
	return new GateError("COMMAND_LIST_INVALID", [...shown, ...rest].join("\n"));
}
// src/policy/approval-policy.ts
/**
* Whether people are asked before the first attempt (the seed's `wants_initial_approval`), and why; undefined when not. Who
* may not be asked because of `never` is refused instead: see `requirementOf`.
*/
function asksBeforeFirst(policy, facts) {
	if (facts.decision === "prompt") return "rule";
	const confined = facts.mode !== "danger-full-access";
	if (facts.leavesSandbox && confined) return "unsandboxed";
	if (facts.asksForMore && confined) return "permissions";
	switch (policy) {
		case "never":
		case "on-failure":
		case "on-request": return;
		case "unless-trusted": return facts.decision === "allow" || facts.readOnly ? void 0 : "untrusted";
	}
}
/** Whether people are asked after a denial (the seed's `wants_no_sandbox_approval`). */
function asksAfterDenial(policy) {
	switch (policy) {
		case "never":
		case "on-request": return false;
		case "on-failure":
		case "unless-trusted": return true;
	}
}
// src/policy/requirement.ts
/**
* What a command needs: nothing, an answer, or nothing that would help. Its grant is the policy's sandbox, plus what allowing
* rules add, plus what the command asks for; where the last is not covered by the others, people are asked.
*/
function requirementOf(command, decision, policy, resolver) {
	if (decision.decision === "forbid") return {
		kind: "refuse",
		reason: forbiddenBy(decision)
	};
	const base = resolveAll([policyGrant(policy), decision.decision === "allow" ? decision.grant : none], resolver);
	const wanted = resolveAll([command.permissions], resolver);
	const problems = [...base.problems, ...wanted.problems];
	if (problems.length > 0) return {
		kind: "refuse",
		reason: problems.join(" ")
	};
	const leavesSandbox = decision.sandbox === "forbid";
	const { mode } = policy.sandbox;
	const reason = asksBeforeFirst(policy.approvalPolicy, {
		decision: decision.decision,
		asksForMore: !covered(wanted, base, resolver, mode),
		leavesSandbox,
		readOnly: decision.readOnly,
		mode
	});
	const env = unique([...base.env, ...wanted.env]);
	const grant = leavesSandbox || mode === "danger-full-access" && decision.sandbox !== "require" ? {
		kind: "unsandboxed",
		env
	} : {
		kind: "sandboxed",
		mode: mode === "danger-full-access" ? "workspace-write" : mode,
		write: unique([...base.write, ...wanted.write]),
		network: uniqueHosts([...base.network, ...wanted.network]),
		env
	};
	if (reason === void 0) return {
		kind: "attempt",
		grant
	};
	if (policy.approvalPolicy === "never") return {
		kind: "refuse",
		reason: unasked(reason)
	};
	return {
		kind: "ask",
		reason: requestReason(reason, decision),
		grant
	};
}
const none = {
	write: [],
	network: [],
	env: []
};
function policyGrant(policy) {
	return {
		write: policy.sandbox.write,
		network: policy.sandbox.network.allow,
		env: policy.sandbox.env.pass
	};
}
function resolveAll(spelled, resolver) {
	const problems = [];
	return {
		write: spelled.flatMap((each) => each.write).flatMap((spelling) => {
			const path = resolvePath(spelling, resolver);
			if (path === void 0) problems.push(`"${spelling}" names no path that can be granted.`);
			return path ?? [];
		}),
		network: spelled.flatMap((each) => each.network).flatMap((spelling) => {
			const tool = Object.hasOwn(resolver.toolHosts, spelling) ? resolver.toolHosts[spelling] : void 0;
			if (tool !== void 0) return tool;
			const parsed = resolver.parseHost(spelling);
			if (parsed.kind === "host") return [parsed.pattern];
			problems.push(`The host "${spelling}" ${parsed.reason}.`);
			return [];
		}),
		env: spelled.flatMap((each) => each.env),
		problems
	};
}
/** Whether all that is wanted is given already. Ports and suffixes count; a wider pattern is never covered by a narrower one. */
function covered(wanted, base, resolver, mode) {
	const places = mode === "workspace-write" ? [resolver.workspace, ...base.write] : base.write;
	return wanted.env.every((name) => base.env.includes(name)) && wanted.write.every((path) => places.some((place) => isBelow(path, place)) && !isGuarded(path, base, resolver)) && wanted.network.every((host) => base.network.some((given) => coversHost(given, host)));
}
/** `.git` and `.github` in the workspace are captured unless granted by their own name. */
function isGuarded(path, base, resolver) {
	return [".git", ".github"].map((name) => `${resolver.workspace}/${name}`).some((guard) => isBelow(path, guard) && !base.write.some((given) => isBelow(given, guard) && isBelow(path, given)));
}
function coversHost(given, wanted) {
	const named = given.host === wanted.host || given.host.startsWith("*.") && wanted.host.replace(/^\*/, "").endsWith(given.host.slice(1));
	const port = given.port === wanted.port || given.port === void 0 && (wanted.port === 80 || wanted.port === 443);
	return named && port;
}
function unique(values) {
	return [...new Set(values)];
}
function uniqueHosts(hosts) {
	return [...new Map(hosts.map((host) => [`${host.host}:${host.port ?? ""}`, host])).values()];
}
function forbiddenBy(decision) {
	const match = decision.matches.find((each) => each.decision === "forbid");
	if (match === void 0) return "The policy forbids it.";
	const where = `The policy forbids it (line ${match.line}).`;
	return match.justification === void 0 ? where : `${where} ${match.justification}`;
}
function unasked(reason) {
	const never = "approval-policy is never, so nobody is asked.";
	switch (reason) {
		case "rule": return `A rule wants an approval, and ${never}`;
		case "permissions": return `It asks for permissions beyond the policy, and ${never}`;
		case "unsandboxed": return `A rule lets it run only outside the sandbox, which needs an approval, and ${never}`;
		case "untrusted": return `It is not trusted, and ${never}`;
	}
}
function requestReason(reason, decision) {
	if (reason !== "rule") return { kind: reason };
	const match = decision.matches.find((each) => each.decision === "prompt");
	return {
		kind: "rule",
		words: match?.pattern ?? "",
		justification: match?.justification,
		line: match?.line ?? 0
	};
}
// src/wiring/program-path.ts
/**
* Where the job's PATH finds a program, as the sandbox's does: the first executable file in an absolute directory. Directories
* of the workspace are never looked at, because a command could have put a program there.
*/
function programPathOf(env, workspace) {
	const directories = (env["PATH"] ?? "").split(":").filter((path) => path.startsWith("/") && path !== workspace && !path.startsWith(`${workspace}/`));
	const known = /* @__PURE__ */ new Map();
	return (name) => {
		if (!known.has(name)) known.set(name, directories.map((path) => join(path, name)).find(isProgram));
		return known.get(name);
	};
}
function isProgram(path) {
	try {
		accessSync(path, constants.X_OK);
		return statSync(path).isFile();
	} catch {
		return false;
	}
}
export { parseCommandList as a, asksBeforeFirst as i, requirementOf as n, asksAfterDenial as r, programPathOf as t };
