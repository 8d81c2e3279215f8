import { t as GateError } from "./errors.js";
import { a as maxContacts, c as isPrivateAddress, d as ifAtLeast, f as ifEqual, i as manners, l as answer, m as load, n as resolvConf, o as maxLineBytes, p as keep, r as lineReader, s as maxPassageBytes, t as network, u as encode } from "./network.js";
import { o as parseAddress, r as permits, t as covers } from "./hosts.js";
import { n as resolvePath } from "./paths.js";
import { t as createResolver } from "./resolver.js";
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { Socket, connect, createServer } from "node:net";
import { Agent, createServer as createServer$1, request } from "node:http";
import { fileURLToPath } from "node:url";
import { accessSync, chmodSync, chownSync, closeSync, constants, copyFileSync, cpSync, existsSync, linkSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, readlinkSync, realpathSync, renameSync, rmSync, rmdirSync, statSync, statfsSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { homedir, hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { spawn } from "node:child_process";
import { lookup } from "node:dns/promises";
import { setTimeout as setTimeout$1 } from "node:timers";
import { setTimeout as setTimeout$2 } from "node:timers/promises";
// src/sandbox/machine.ts
/** True when `path` is `ancestor` or lies below it. Both absolute, without trailing slash. */
function isWithin(path, ancestor) {
	return path === ancestor || ancestor === "/" || path.startsWith(`${ancestor}/`);
}
/** The paths that lie in none of the others. */
function topmost(paths) {
	const unique = [...new Set(paths)];
	return unique.filter((path) => !unique.some((other) => other !== path && isWithin(path, other)));
}
// src/sandbox/grant-for.ts
/** Beyond so many changed paths in one directory the grant names the directory, so that people can read it. */
const maxNamedPaths = 64;
/** Whether an approval could help at all: some things are refused to everyone, whoever approves. */
function isGrantable(effect, settings) {
	switch (effect.kind) {
		case "write": return true;
		case "network": return effect.reason === void 0;
		case "syscall": return settings.escalation === "unsandboxed";
	}
}
/**
* The smallest grant that covers the evidence: the grant before, and for each effect its path or its host with the port.
* What no approval can give is left out. A system call can only be given with no sandbox at all, where it is all the
* evidence and the policy's `escalation` allows that.
*/
function grantFor(effects, grant, settings) {
	if (grant.kind === "unsandboxed") return grant;
	const grantable = effects.filter((effect) => isGrantable(effect, settings));
	if (grantable.length > 0 && grantable.every((effect) => effect.kind === "syscall")) return {
		kind: "unsandboxed",
		env: grant.env
	};
	const fresh = grantable.filter((effect) => effect.kind === "write").map((effect) => effect.path).filter((path) => !grant.write.includes(path));
	return {
		...grant,
		write: [...grant.write, ...summarize(fresh)],
		network: withHosts(grant.network, grantable)
	};
}
/** Named one by one while a person can still read them; else by the directories that they lie in. */
function summarize(paths) {
	const named = topmost(paths);
	if (named.length <= maxNamedPaths) return named;
	const directories = topmost(named.map((path) => path.slice(0, path.lastIndexOf("/"))));
	return directories.every((path) => path.split("/").length > 3) ? directories : named;
}
function withHosts(granted, effects) {
	const result = [...granted];
	const reached = effects.filter((effect) => effect.kind === "network");
	for (const { host, port } of reached) if (!(port === void 0 && reached.some((other) => other.host === host && other.port !== void 0)) && !result.some((pattern) => pattern.host === host && pattern.port === port)) result.push({
		host,
		port
	});
	return result;
}
// src/sandbox/denial.ts
/** Decides what an attempt comes to: exit status and evidence, never what the command printed. */
function verdictOf(attempt, settings) {
	const { ending, effects } = attempt;
	switch (ending.kind) {
		case "unavailable": return {
			kind: "unavailable",
			reason: `${ending.reason} ${ending.remedy}`.trim()
		};
		case "cancelled": return {
			kind: "cancelled",
			reason: "The run was cancelled while the command ran."
		};
		case "limit": return {
			kind: "failed",
			reason: `Ended by the limit on ${limitWords$1[ending.limit]}: ${ending.detail}`
		};
		case "signalled":
		case "exited": return succeeded(ending) ? afterSuccess(attempt, settings) : afterFailure(ending, effects, settings);
	}
}
const limitWords$1 = {
	time: "time",
	memory: "memory",
	processes: "processes",
	output: "output",
	"file-size": "the size of one file",
	scratch: "new files and disk space"
};
function succeeded(ending) {
	return ending.kind === "exited" && ending.exitCode === 0;
}
function afterFailure(ending, effects, settings) {
	if (effects.some((effect) => isGrantable(effect, settings))) return {
		kind: "ask-retry",
		effects
	};
	const how = ending.kind === "signalled" ? `was ended by ${ending.signal}` : `exited with ${exitCodeOf(ending)}`;
	if (effects.length === 0) return {
		kind: "failed",
		reason: `The command ${how}; the sandbox had no part in it.`
	};
	return {
		kind: "failed",
		reason: `The command ${how}. ${effects.map(warningFor).join(" ")} No approval can give it that.`
	};
}
function exitCodeOf(ending) {
	return ending.kind === "exited" ? ending.exitCode : 1;
}
function afterSuccess(attempt, settings) {
	const writes = attempt.effects.filter((effect) => effect.kind === "write");
	const contained = attempt.effects.filter((effect) => effect.kind !== "write");
	if (writes.length > 0 && settings.capturedWrites === "ask") return {
		kind: attempt.changes === void 0 ? "ask-retry" : "ask-apply",
		effects: attempt.effects
	};
	if (contained.some((effect) => isGrantable(effect, settings)) && settings.onContained === "ask") return {
		kind: "ask-retry",
		effects: attempt.effects
	};
	return {
		kind: "succeeded",
		reason: "The command exited with 0.",
		warnings: [...contained.map(warningFor), ...droppedNote(writes.length)]
	};
}
function warningFor(effect) {
	switch (effect.kind) {
		case "network": return `It tried in vain to reach ${effect.host}${effect.port === void 0 ? "" : `, port ${effect.port}`}${effect.reason === void 0 ? "" : ` (${effect.reason})`}.`;
		case "syscall": return `It tried the system call ${effect.name}, which no command may make.`;
		case "write": return `It tried to write ${effect.path}.`;
	}
}
function droppedNote(count) {
	return count === 0 ? [] : [`Its ${count} change(s) outside the grant were dropped, as captured-writes: discard has it.`];
}
// src/sandbox/credentials.ts
const secretKeys = /^\s*(?:extraheader|password|token|sshcommand|helper|askpass|cookiefile|sslkey)\s*=/i;
const secretSections = /^\s*\[\s*credential[\s\]]/i;
const anySection = /^\s*\[/;
const urlWithUser = /([a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/i;
const everyUrlWithUser = new RegExp(urlWithUser, "gi");
/**
* Takes the credentials out of a git configuration: extra headers, credential sections, and user names and passwords in
* addresses, wherever they stand. Every masked line is unlike any other, so that `unmask` can put the real one back.
*/
function maskGitConfig(text) {
	const lines = /* @__PURE__ */ new Map();
	let section = "";
	let continues = false;
	return {
		text: text.split("\n").map((line, index) => {
			if (!continues && anySection.test(line)) section = line;
			const isSecret = continues || isSecretLine(line, section);
			continues = isSecret && line.endsWith("\\");
			if (!isSecret && !urlWithUser.test(line)) return line;
			const mark = `# command-gate masked line ${index + 1}`;
			const shown = isSecret ? `\t${mark}` : `${line.replace(everyUrlWithUser, "$1")} ${mark}`;
			lines.set(shown, line);
			return shown;
		}).join("\n"),
		lines
	};
}
function isSecretLine(line, section) {
	return secretKeys.test(line) || secretSections.test(section) && line !== section && line.trim() !== "";
}
/** Puts the real lines back where their masks still stand. A mask that the command removed stays removed. */
function unmask(text, lines) {
	return text.split("\n").map((line) => lines.get(line) ?? line).join("\n");
}
// src/adapters/bubblewrap/file-state.ts
const chunkBytes = 1048576;
/** What lstat and a digest tell of a path; undefined when nothing is there. Reading may be refused: then it has no digest. */
function fileState(path, stat = lstatOf(path)) {
	if (stat === void 0) return void 0;
	const mode = stat.mode & 4095;
	if (stat.isSymbolicLink()) {
		const linkTarget = readlinkSync(path);
		return {
			type: "symlink",
			mode,
			size: 0,
			digest: sha256(linkTarget),
			linkTarget
		};
	}
	if (stat.isDirectory()) return {
		type: "directory",
		mode,
		size: 0,
		digest: void 0,
		linkTarget: void 0
	};
	if (!stat.isFile()) return {
		type: "other",
		mode,
		size: 0,
		digest: void 0,
		linkTarget: void 0
	};
	return {
		type: "file",
		mode,
		size: stat.size,
		digest: digestOf(path),
		linkTarget: void 0
	};
}
/** lstat, without an exception for what is not there or can't be seen. */
function lstatOf(path) {
	try {
		return lstatSync(path);
	} catch {
		return;
	}
}
/** SHA-256 in hex of a text or of bytes. */
function sha256(content) {
	return createHash("sha256").update(content).digest("hex");
}
/** SHA-256 in hex of a file's content; undefined when it can't be read. */
function digestOf(path) {
	let file;
	try {
		file = openSync(path, "r");
	} catch {
		return;
	}
	try {
		const hash = createHash("sha256");
		const chunk = Buffer.alloc(chunkBytes);
		for (;;) {
			const length = readSync(file, chunk, 0, chunkBytes, null);
			if (length === 0) return hash.digest("hex");
			hash.update(chunk.subarray(0, length));
		}
	} catch {
		return;
	} finally {
		closeSync(file);
	}
}
/** Makes what a command left readable to the gate. Only for files of an overlay's upper directory. */
function openUp(path, stat) {
	if (stat.isSymbolicLink()) return;
	const needed = stat.isDirectory() ? 448 : stat.isFile() ? 256 : 0;
	if ((stat.mode & needed) === needed) return;
	try {
		chmodSync(path, stat.mode & 4095 | needed);
	} catch {}
}
/** A file's content as text if it is text and no longer than the bound. */
function textOf$1(path, stat, maxBytes) {
	if (stat === void 0) return "";
	if (!stat.isFile() || stat.size > maxBytes) return void 0;
	try {
		const bytes = readFileSync(path);
		return bytes.includes(0) ? void 0 : new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		return;
	}
}
// src/adapters/bubblewrap/run-quietly.ts
const maxBytes = 67108864;
/** Options that give a child the identity of commands; nothing where the gate has it already. */
function identityOptions(identity) {
	return process.geteuid?.() === 0 && identity.uid !== 0 ? {
		uid: identity.uid,
		gid: identity.gid
	} : {};
}
/** Runs a program of the system with an empty environment and collects what it says. Never throws. */
function runQuietly(program, args, options) {
	return new Promise((resolve) => {
		const child = spawn(program, args, {
			stdio: [
				"ignore",
				"pipe",
				"pipe"
			],
			env: { LC_ALL: "C" },
			cwd: "/",
			timeout: options.timeoutMs,
			killSignal: "SIGKILL",
			...options.identity === void 0 ? {} : identityOptions(options.identity)
		});
		const chunks = {
			stdout: [],
			stderr: []
		};
		let bytes = 0;
		const keep = (list) => (chunk) => {
			bytes += chunk.length;
			if (bytes <= maxBytes) list.push(chunk);
		};
		child.stdout.on("data", keep(chunks.stdout));
		child.stderr.on("data", keep(chunks.stderr));
		const finish = (exitCode, problem) => resolve({
			exitCode,
			stdout: Buffer.concat(chunks.stdout).toString("utf8"),
			stderr: Buffer.concat(chunks.stderr).toString("utf8") + problem
		});
		child.on("error", (error) => finish(void 0, error.message));
		child.on("close", (code) => finish(code ?? void 0, ""));
	});
}
// src/adapters/bubblewrap/masks.ts
/**
* Builds the directory that lies between an overlay and the real place, and decides what is seen of it: hidden directories
* are whiteouts, hidden files empty, masked files without their credentials. Gives undefined where nothing is to be hidden.
*/
async function buildMask(layer, directory, identity, binaries) {
	if (layer.hidden.length + layer.masked.length + layer.mountPoints.length === 0) return void 0;
	const place = (path) => `${directory}${path.slice(layer.path.length)}`;
	const makeLike = (path) => {
		const target = place(path);
		if (statSync(target, { throwIfNoEntry: false }) !== void 0) return;
		if (path !== layer.path) makeLike(dirname(path));
		mkdirSync(target, { recursive: true });
		const real = statSync(path, { throwIfNoEntry: false });
		chmodSync(target, real === void 0 ? 493 : real.mode & 4095);
		own(target, identity);
	};
	makeLike(layer.path);
	for (const path of layer.mountPoints) makeLike(path);
	for (const { path, text } of layer.masked) {
		makeLike(dirname(path));
		writeFileSync(place(path), text);
		chmodSync(place(path), statSync(path).mode & 511);
		own(place(path), identity);
	}
	for (const { path, type } of layer.hidden) {
		makeLike(dirname(path));
		if (type === "file") {
			writeFileSync(place(path), "", { mode: 420 });
			own(place(path), identity);
		} else {
			const { exitCode, stderr } = await runQuietly(binaries.mknod, [
				place(path),
				"c",
				"0",
				"0"
			], {
				identity,
				timeoutMs: 6e4
			});
			if (exitCode !== 0) throw new Error(`${path} could not be hidden: ${stderr.trim()}`);
		}
	}
	return directory;
}
/** Gives a file of the gate's to the identity that commands have. */
function own(path, identity) {
	if (process.geteuid?.() === 0) chownSync(path, identity.uid, identity.gid);
}
// src/adapters/bubblewrap/verify.ts
/**
* Why changes can't be applied as they were recorded: a target that is no longer what it was, a parent that became a
* symbolic link, content that is no longer what was shown, something that is never applied. Undefined when all is well.
*/
function problemWith(changes) {
	const made = new Set(changes.filter(({ after }) => after?.type === "directory").map(({ path }) => path));
	for (const change of changes) {
		const problem = problemWithOne(change, made);
		if (problem !== void 0) return problem;
	}
}
function problemWithOne(change, made) {
	const { path, after } = change;
	if (after?.type === "other") return `${path} is a device, socket or pipe, which is never applied.`;
	if (after !== void 0 && after.type !== "symlink" && (after.mode & 3072) !== 0) return `${path} has a set-id bit, which is never applied.`;
	const parent = parentProblem(dirname(path), made);
	if (parent !== void 0) return parent;
	if (!isSame(fileState(path), change.before, change.isHidden)) return `${path} is no longer what it was when the command ran.`;
	if (change.source === void 0) return void 0;
	if (change.isTree) return lstatOf(change.source) === void 0 ? `The captured content of ${path} is gone.` : void 0;
	return fileState(change.source)?.digest === after?.digest ? void 0 : `The captured content of ${path} is no longer what was shown.`;
}
/** Every directory above must be one: through a symbolic link the change would land elsewhere. */
function parentProblem(directory, made) {
	if (directory === "/" || made.has(directory)) return void 0;
	const stat = lstatOf(directory);
	if (stat === void 0) return `${directory} is gone.`;
	if (!stat.isDirectory()) return `${directory} is no longer a directory.`;
	return parentProblem(dirname(directory), made);
}
function isSame(now, before, isHidden) {
	if (now === void 0 || before === void 0) return now === before;
	return now.type === before.type && now.mode === before.mode && now.size === before.size && (isHidden || now.digest === before.digest);
}
// src/adapters/bubblewrap/apply.ts
/**
* Writes changes to the real file system: contents, modes, deletions, links, each file atomically. `checked` looks first
* whether everything is still as it was recorded, and refuses whole if not. When a step fails, those before it are undone.
*/
function applyChanges(changes, identity, checks) {
	const ordered = [...changes].sort((left, right) => left.path < right.path ? -1 : 1);
	if (checks === "checked") {
		const problem = problemWith(ordered);
		if (problem !== void 0) return {
			kind: "refused",
			reason: problem
		};
	}
	const undos = [];
	const backups = [];
	try {
		for (const change of ordered) undos.push({
			path: change.path,
			undo: applyOne(change, identity, backups)
		});
		for (const change of ordered) verifyAfter(change);
	} catch (error) {
		return rolledBack(error, undos);
	}
	for (const backup of backups) rmSync(backup, {
		recursive: true,
		force: true
	});
	return {
		kind: "applied",
		paths: ordered.map(({ path }) => path)
	};
}
function rolledBack(error, undos) {
	const left = [];
	for (const { path, undo } of [...undos].reverse()) try {
		undo();
	} catch {
		left.push(path);
	}
	return {
		kind: "failed",
		reason: String(error),
		appliedPaths: left.reverse()
	};
}
function applyOne(change, identity, backups) {
	const { path, after } = change;
	const old = lstatOf(path);
	if (after === void 0) return old === void 0 ? () => void 0 : setAside(path, backups);
	if (after.type === "directory") {
		if (old?.isDirectory() === true) return changeMode(path, old.mode & 4095, after.mode);
		return makeDirectory$1(change, identity, old === void 0 ? () => void 0 : setAside(path, backups));
	}
	const restore = old?.isDirectory() === true ? setAside(path, backups) : keepLink(path, old !== void 0, backups);
	try {
		replaceFile(change, identity);
	} catch (error) {
		restore();
		throw error;
	}
	return restore;
}
/** Moves something out of the way within its directory. */
function setAside(path, backups) {
	const backup = siblingOf(path);
	renameSync(path, backup);
	backups.push(backup);
	return () => {
		rmSync(path, {
			recursive: true,
			force: true
		});
		renameSync(backup, path);
	};
}
/** Keeps the old file under a second name while the new one takes its place. */
function keepLink(path, existed, backups) {
	if (!existed) return () => rmSync(path, { force: true });
	const backup = siblingOf(path);
	try {
		linkSync(path, backup);
	} catch {
		cpSync(path, backup, {
			verbatimSymlinks: true,
			preserveTimestamps: true
		});
	}
	backups.push(backup);
	return () => renameSync(backup, path);
}
function changeMode(path, before, after) {
	chmodSync(path, after & 1023);
	return () => chmodSync(path, before);
}
function makeDirectory$1(change, identity, restore) {
	const { path, after, source } = change;
	const undo = () => {
		if (change.isTree) rmSync(path, {
			recursive: true,
			force: true
		});
		else rmdirSync(path);
		restore();
	};
	if (change.isTree && source !== void 0) {
		moveTree(source, path);
		return undo;
	}
	mkdirSync(path);
	own(path, identity);
	chmodSync(path, (after?.mode ?? 493) & 1023);
	return undo;
}
/** By one rename where both lie on one file system, else by copying. */
function moveTree(source, path) {
	try {
		renameSync(source, path);
	} catch {
		const staging = siblingOf(path);
		cpSync(source, staging, {
			recursive: true,
			verbatimSymlinks: true,
			preserveTimestamps: true,
			filter: (from) => [
				"file",
				"directory",
				"symlink"
			].includes(kindOf(from))
		});
		renameSync(staging, path);
	}
}
function kindOf(path) {
	const stat = lstatSync(path);
	return stat.isFile() ? "file" : stat.isDirectory() ? "directory" : stat.isSymbolicLink() ? "symlink" : "other";
}
function replaceFile(change, identity) {
	const { path, after, source } = change;
	if (after === void 0 || source === void 0) return;
	const staging = siblingOf(path);
	try {
		if (after.type === "symlink") symlinkSync(after.linkTarget ?? "", staging);
		else if (after.type === "file") {
			if (change.maskedLines === void 0) copyFileSync(source, staging);
			else writeFileSync(staging, unmask(readFileSync(source, "utf8"), change.maskedLines));
			own(staging, identity);
			chmodSync(staging, after.mode & 511);
			const seconds = (change.modifiedAt ?? Date.now()) / 1e3;
			utimesSync(staging, seconds, seconds);
		} else throw new Error(`${path} is neither file, directory nor symbolic link`);
		renameSync(staging, path);
	} catch (error) {
		rmSync(staging, { force: true });
		throw error;
	}
}
function verifyAfter(change) {
	const { path, after } = change;
	if (change.isTree || change.maskedLines !== void 0) return;
	const now = fileState(path);
	if (!(now?.type === after?.type && (after?.digest === void 0 || now?.digest === after.digest))) throw new Error(`${path} is not what was approved after it was written`);
}
function siblingOf(path) {
	return `${dirname(path)}/.command-gate-${randomBytes(6).toString("hex")}`;
}
// src/command/command.ts
/**
* The words that start a command's shell, as a workflow step does: stop at the first failure, no start-up files. The `--` keeps a
* command that starts with `-` from being read as options of the shell.
*/
function argvOf(command) {
	switch (command.shell) {
		case "bash": return [
			"bash",
			"--noprofile",
			"--norc",
			"-e",
			"-o",
			"pipefail",
			"-c",
			"--",
			command.run
		];
		case "sh": return [
			"sh",
			"-e",
			"-c",
			"--",
			command.run
		];
	}
}
// src/sandbox/environment.ts
/** The job's variables that any command may see: who and where it is, and nothing that opens a door. */
const always = [
	"PATH",
	"HOME",
	"USER",
	"LOGNAME",
	"SHELL",
	"LANG",
	"LANGUAGE",
	"TERM",
	"TZ",
	"CI",
	"GITHUB_ACTIONS",
	"GITHUB_ACTION",
	"GITHUB_ACTOR",
	"GITHUB_ACTOR_ID",
	"GITHUB_API_URL",
	"GITHUB_BASE_REF",
	"GITHUB_EVENT_NAME",
	"GITHUB_GRAPHQL_URL",
	"GITHUB_HEAD_REF",
	"GITHUB_JOB",
	"GITHUB_REF",
	"GITHUB_REF_NAME",
	"GITHUB_REF_PROTECTED",
	"GITHUB_REF_TYPE",
	"GITHUB_REPOSITORY",
	"GITHUB_REPOSITORY_ID",
	"GITHUB_REPOSITORY_OWNER",
	"GITHUB_REPOSITORY_OWNER_ID",
	"GITHUB_RETENTION_DAYS",
	"GITHUB_RUN_ATTEMPT",
	"GITHUB_RUN_ID",
	"GITHUB_RUN_NUMBER",
	"GITHUB_SERVER_URL",
	"GITHUB_SHA",
	"GITHUB_TRIGGERING_ACTOR",
	"GITHUB_WORKFLOW",
	"GITHUB_WORKFLOW_REF",
	"GITHUB_WORKFLOW_SHA",
	"GITHUB_WORKSPACE",
	"RUNNER_ARCH",
	"RUNNER_DEBUG",
	"RUNNER_ENVIRONMENT",
	"RUNNER_NAME",
	"RUNNER_OS",
	"RUNNER_TOOL_CACHE",
	"RUNNER_WORKSPACE"
];
const dangerous = [
	/^INPUT_/i,
	/^ACTIONS_/i,
	/^(?:GITHUB_(?:ENV|PATH|OUTPUT|STATE|STEP_SUMMARY|EVENT_PATH)|RUNNER_TEMP|RUNNER_TRACKING_ID)$/i,
	/^(?:NODE_OPTIONS|NODE_PATH|BASH_ENV|ENV|SHELLOPTS|BASHOPTS|PS4|PROMPT_COMMAND|IFS|CDPATH|GLOBIGNORE)$/i,
	/^BASH_FUNC_/i,
	/^LD_/i,
	/^(?:PYTHON(?:STARTUP|PATH|HOME)|PERL5(?:LIB|OPT|DB)|PERLLIB|RUBY(?:LIB|OPT)|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS)$/i,
	/^GIT_(?!AUTHOR_(?:NAME|EMAIL|DATE)$|COMMITTER_(?:NAME|EMAIL|DATE)$)/i,
	/^(?:EDITOR|VISUAL|PAGER|BROWSER|LESSOPEN|LESSCLOSE|SSH_ASKPASS|SSH_AUTH_SOCK|SUDO_ASKPASS|DBUS_SESSION_BUS_ADDRESS|DOCKER_HOST|XDG_RUNTIME_DIR)$/i,
	/(?:^|_)(?:TOKEN|SECRET|SECRETS|PASSWORD|PASSWD|PASSPHRASE|PWD|CREDENTIALS?|APIKEY|AUTH|COOKIE|SESSION|PAT|DSN)(?:_|$)/i,
	/(?:^|_)(?:API|ACCESS|PRIVATE|SIGNING|ENCRYPTION|DEPLOY|SSH|GPG|SERVICE|ACCOUNT|MASTER)_?KEYS?(?:_|$)/i,
	/(?:TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?|APIKEY)$/i,
	/(?:^|_)KEY$/i,
	/(?:CONNECTION_?STRING|DATABASE_URL|WEBHOOK_URL)$/i
];
/** True for names that carry a secret or decide what code runs: they reach a command only when granted by that very name. */
function isGuardedName(name) {
	return name !== "PWD" && name !== "OLDPWD" && dangerous.some((pattern) => pattern.test(name));
}
/**
* A command's whole environment, built from empty: the public names of the job, the policy's `env.pass`, the command's own
* `env`, and the names that were granted. A name with a `*` in `env.pass` never brings in a guarded one; a guarded name
* written out in full is the policy's own decision. Names that no shell could have set are dropped.
*/
function environmentFor(context) {
	const { jobEnv } = context;
	const result = {
		PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
		GIT_OPTIONAL_LOCKS: "0"
	};
	const take = (name) => {
		const value = jobEnv[name];
		if (value !== void 0) result[name] = value;
	};
	for (const name of Object.keys(jobEnv)) {
		const isPublic = always.some((known) => known === name) || name.startsWith("LC_");
		const passed = context.pass.some((pattern) => matches(pattern, name));
		if ((isPublic || passed) && !isGuardedName(name)) take(name);
	}
	for (const name of context.pass) take(name);
	Object.assign(result, context.commandEnv);
	for (const name of context.granted) take(name);
	result["HOME"] = context.commandEnv["HOME"] ?? context.home;
	return Object.fromEntries(Object.entries(result).filter(([name, value]) => /^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name) && !value.includes("\0")));
}
function matches(pattern, name) {
	return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}
// src/sandbox/limits.ts
/** Bytes that all scratch places together may hold, and how many files. They live in memory. */
const scratchLimits = {
	bytes: 2 * 1024 ** 3,
	files: 4e5
};
/** Bytes and files that one command may add to the workspace before it is taken for a flood. */
const workspaceLimits = {
	bytes: 8 * 1024 ** 3,
	files: 5e4
};
/** Bytes of output that are kept at each end; what lies between is counted only. */
const keptOutput = {
	head: 262144,
	tail: 262144
};
/** Bytes of a command's output that are passed on as they come. A log with more of it is of use to nobody. */
const shownOutputBytes = 16777216;
/** How long a command may go on after SIGTERM before SIGKILL ends it, in milliseconds. */
const graceMs = 3e3;
/** The kernel limits that go with the policy's. */
function resourceLimitsFor(limits) {
	return {
		openFiles: 16384,
		processes: limits.processes,
		fileBytes: 2 * 1024 ** 3
	};
}
/** The words that follow the launch script's name: open files, processes, file size in blocks of 512 bytes. */
function limitWords(limits) {
	return [
		String(limits.openFiles),
		String(limits.processes),
		String(Math.floor(limits.fileBytes / 512))
	];
}
// src/sandbox/profile.ts
/**
* The script that is process 1 inside. It carries the filter like every other process, so that none is left to attack
* that doesn't. Its arguments: open files, processes, file size in blocks, then the command's words.
*/
const initScript = [
	"ulimit -c 0",
	"ulimit -n \"$1\"",
	"{ ulimit -u \"$2\" || ulimit -p \"$2\"; } 2>/dev/null",
	"ulimit -f \"$3\"",
	"shift 3",
	"exec 9>&2 2>/dev/null",
	"\"$@\" 2>&9 9>&-",
	"exit \"$?\""
].join("\n");
/** bubblewrap's arguments, without its own path, up to and without the command. */
function bubblewrapArguments(profile) {
	const { uid, gid } = profile.identity;
	const binds = [...profile.binds].sort(byDepth);
	return [
		"--unshare-user",
		"--disable-userns",
		"--unshare-pid",
		"--unshare-ipc",
		"--unshare-uts",
		"--unshare-cgroup-try",
		...profile.network === "none" ? ["--unshare-net"] : [],
		"--die-with-parent",
		"--new-session",
		"--as-pid-1",
		"--clearenv",
		"--cap-drop",
		"ALL",
		"--uid",
		String(uid),
		"--gid",
		String(gid),
		"--hostname",
		"command-gate",
		"--ro-bind",
		"/",
		"/",
		...binds.flatMap(bindArguments),
		...binds.filter(({ kind }) => kind === "blank").flatMap(({ path }) => ["--remount-ro", path]),
		"--dev",
		"/dev",
		"--bind",
		profile.sharedMemory,
		"/dev/shm",
		"--remount-ro",
		"/dev",
		"--proc",
		"/proc",
		...profile.procReadOnly.flatMap((path) => [
			"--ro-bind",
			path,
			path
		]),
		...profile.procMasked.flatMap((path) => [
			"--ro-bind",
			"/dev/null",
			path
		]),
		...Object.entries(profile.env).flatMap(([name, value]) => [
			"--setenv",
			name,
			value
		]),
		"--chdir",
		profile.cwd,
		"--json-status-fd",
		String(profile.statusFd),
		...profile.seccompFd === void 0 ? [] : ["--seccomp", String(profile.seccompFd)],
		"--"
	];
}
function byDepth(left, right) {
	return left.path.split("/").length - right.path.split("/").length;
}
function bindArguments(bind) {
	switch (bind.kind) {
		case "write": return [
			"--bind",
			bind.source,
			bind.path
		];
		case "read": return [
			"--ro-bind",
			bind.source,
			bind.path
		];
		case "blank": return [
			"--perms",
			"0755",
			"--tmpfs",
			bind.path
		];
	}
}
/** What of `/proc` is closed beyond what the kernel closes itself: root, though without capabilities, owns these files. */
const procPaths = {
	readOnly: [
		"/proc/sys",
		"/proc/sysrq-trigger",
		"/proc/irq",
		"/proc/bus",
		"/proc/fs",
		"/proc/driver",
		"/proc/tty"
	],
	masked: [
		"/proc/kcore",
		"/proc/keys",
		"/proc/latency_stats",
		"/proc/timer_list",
		"/proc/sched_debug",
		"/proc/kmsg"
	]
};
// src/adapters/bubblewrap/pipes.ts
const bufferBytes = 65536;
/**
* Opens both ends of a named pipe. Node's own would be a socket, which no program can open by the name `/dev/stderr`, and would
* take new memory for every piece, which is given back late: a gigabyte of output would cost a hundred megabytes.
*/
function openPipe(path) {
	const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
	const writer = openSync(path, constants.O_WRONLY);
	let take = () => void 0;
	const socket = new Socket({
		fd: reader,
		readable: true,
		writable: false,
		onread: {
			buffer: Buffer.allocUnsafeSlow(bufferBytes),
			callback: (length, buffer) => {
				take(Buffer.from(buffer.buffer, buffer.byteOffset, length));
				return true;
			}
		}
	});
	return {
		writer,
		closeWriter: () => closeSync(writer),
		source: {
			read: (taker) => {
				take = taker;
				socket.resume();
				return ended(socket);
			},
			stop: () => socket.destroy()
		}
	};
}
/** The same of a stream that Node opened. */
function sourceOf(stream) {
	return {
		read: (take) => {
			stream.on("data", take);
			return ended(stream);
		},
		stop: () => stream.destroy()
	};
}
function ended(stream) {
	return new Promise((resolve) => {
		stream.once("end", resolve).once("close", resolve);
		stream.on("error", () => resolve());
	});
}
// src/adapters/bubblewrap/processes.ts
/** Process ids below `pid`, itself first, as the kernel tells them. Those that vanish meanwhile are left out. */
function treeOf(pid, bound) {
	const found = [pid];
	for (let index = 0; index < found.length && found.length < bound; index++) {
		const parent = found[index];
		if (parent !== void 0) found.push(...childrenOf(parent));
	}
	return found;
}
function childrenOf(pid) {
	try {
		return readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter((text) => text !== "").map(Number));
	} catch {
		return [];
	}
}
/** Bytes of memory that a process holds in all, shared pages counted whole. 0 when it is gone. */
function residentBytes(pid) {
	try {
		return Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * 4096;
	} catch {
		return 0;
	}
}
/** Bytes of memory with each shared page divided among those who share it; undefined where the kernel does not tell. */
function proportionalBytes(pid) {
	try {
		const kib = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1];
		return kib === void 0 ? void 0 : Number(kib) * 1024;
	} catch {
		return;
	}
}
/** Sends a signal; a process that is gone already is none of our concern. */
function signalQuietly(pid, signal) {
	try {
		process.kill(pid, signal);
	} catch {}
}
// src/adapters/bubblewrap/output.ts
/** A keeper that never holds more than the head and the tail. */
function keepOutput(bounds) {
	const head = [];
	let headBytes = 0;
	let ring;
	let ringBytes = 0;
	let totalBytes = 0;
	const addToTail = (bytes) => {
		ring ??= new Uint8Array(bounds.tail);
		for (let rest = bytes.subarray(-bounds.tail); rest.length > 0;) {
			const at = ringBytes % bounds.tail;
			const part = rest.subarray(0, bounds.tail - at);
			ring.set(part, at);
			ringBytes += part.length;
			rest = rest.subarray(part.length);
		}
	};
	const tail = () => {
		if (ring === void 0) return /* @__PURE__ */ new Uint8Array();
		const at = ringBytes % bounds.tail;
		if (ringBytes <= bounds.tail) return ring.slice(0, ringBytes);
		return new Uint8Array(Buffer.concat([ring.subarray(at), ring.subarray(0, at)]));
	};
	return {
		add(chunk) {
			totalBytes += chunk.length;
			const room = bounds.head - headBytes;
			if (room > 0) {
				const first = new Uint8Array(chunk.subarray(0, room));
				head.push(first);
				headBytes += first.length;
			}
			if (chunk.length > room) addToTail(room > 0 ? chunk.subarray(room) : chunk);
		},
		total: () => totalBytes,
		result: () => ({
			head: new Uint8Array(Buffer.concat(head)),
			tail: tail(),
			totalBytes
		})
	};
}
// src/adapters/bubblewrap/supervise.ts
const inspectEveryMs = 100;
const drainMs = 1e3;
/** A sandbox that is just being made has nobody in it who could be asked to end. */
const terminateAgainMs = 20;
/**
* Watches over a process until it has ended and its output is drained: time, output, what `inspect` finds, cancellation.
* The first cause wins. Resolves soon after the limits at the latest, whatever the process does.
*/
function supervise(child, sources, handle, options) {
	const startedAt = performance.now();
	const keeper = keepOutput(keptOutput);
	let cause;
	let stderrTail = "";
	let finish = () => void 0;
	const finished = new Promise((resolve) => {
		finish = resolve;
	});
	const timers = [];
	const later = (ms, act) => {
		timers.push(setTimeout(act, ms));
	};
	const terminate = () => {
		if (!handle.terminate()) later(terminateAgainMs, terminate);
	};
	const end = (because, mildly) => {
		if (cause !== void 0) return;
		cause = because;
		if (mildly === "mildly") terminate();
		else handle.kill();
		later(mildly === "mildly" ? graceMs : 0, handle.kill);
		later(5e3, () => finish());
	};
	const overLimit = (limit, detail) => ({
		kind: "limit",
		limit,
		detail
	});
	const take = (stream, bytes) => {
		const room = options.limits.outputBytes - keeper.total();
		const shown = Math.min(options.limits.outputBytes, shownOutputBytes) - keeper.total();
		keeper.add(bytes);
		if (shown > 0) options.onOutput({
			stream,
			bytes: Buffer.from(bytes.subarray(0, shown))
		});
		if (bytes.length > room) end(overLimit("output", `more than ${options.limits.outputBytes} bytes`), "at once");
	};
	const drained = Promise.all([sources.stdout.read((bytes) => take("stdout", bytes)), sources.stderr.read((bytes) => {
		stderrTail = (stderrTail + bytes.subarray(-16384).toString("latin1")).slice(-16384);
		take("stderr", bytes);
	})]);
	later(options.limits.timeoutMs, () => end(overLimit("time", `more than ${options.limits.timeoutMs / 1e3} s`), "mildly"));
	const stopInspecting = inspectRepeatedly(handle, (limit, detail) => end(overLimit(limit, detail), "at once"));
	const onAbort = () => end({ kind: "cancelled" }, "mildly");
	options.signal.addEventListener("abort", onAbort, { once: true });
	if (options.signal.aborted) onAbort();
	let exited;
	child.once("exit", (code, signal) => {
		exited = code === null ? {
			kind: "signalled",
			signal: signal ?? "SIGKILL"
		} : {
			kind: "exited",
			exitCode: code
		};
		later(drainMs, () => finish());
	});
	child.once("close", () => drained.then(finish));
	child.once("error", () => finish());
	return finished.then(() => {
		stopInspecting();
		for (const timer of timers) clearTimeout(timer);
		options.signal.removeEventListener("abort", onAbort);
		sources.stdout.stop();
		sources.stderr.stop();
		return {
			ending: cause ?? exited ?? {
				kind: "signalled",
				signal: "SIGKILL"
			},
			output: keeper.result(),
			stderrTail,
			durationMs: performance.now() - startedAt
		};
	});
}
function inspectRepeatedly(handle, found) {
	let busy = false;
	const timer = setInterval(() => {
		if (busy) return;
		busy = true;
		handle.inspect().then((over) => {
			if (over !== void 0) found(over.limit, over.detail);
		}).catch(() => void 0).finally(() => {
			busy = false;
		});
	}, inspectEveryMs);
	return () => clearInterval(timer);
}
// src/adapters/bubblewrap/binaries.ts
const systemDirectories = [
	"/usr/bin",
	"/bin",
	"/usr/sbin",
	"/sbin"
];
const packages = {
	bwrap: "bubblewrap",
	nsenter: "util-linux",
	unshare: "util-linux",
	mount: "mount",
	umount: "mount",
	mknod: "coreutils",
	mkfifo: "coreutils",
	mkdir: "coreutils",
	chmod: "coreutils",
	rm: "coreutils",
	find: "findutils",
	shell: "dash",
	ip: "iproute2"
};
/** All programs, or the packages of those that are missing. Never looks at PATH, so a `bwrap` in the workspace is nothing to it. */
function findBinaries() {
	const found = /* @__PURE__ */ new Map();
	const missing = [];
	const locate = (key) => {
		const path = trustedProgram(key === "shell" ? "sh" : key);
		if (path === void 0) missing.push(key);
		else found.set(key, path);
		return path ?? "";
	};
	const binaries = {
		bwrap: locate("bwrap"),
		nsenter: locate("nsenter"),
		unshare: locate("unshare"),
		mount: locate("mount"),
		umount: locate("umount"),
		mknod: locate("mknod"),
		mkfifo: locate("mkfifo"),
		mkdir: locate("mkdir"),
		chmod: locate("chmod"),
		rm: locate("rm"),
		find: locate("find"),
		shell: locate("shell"),
		ip: locate("ip")
	};
	if (missing.length === 0) return {
		kind: "found",
		binaries
	};
	return {
		kind: "missing",
		programs: missing,
		packages: [...new Set(missing.map((key) => packages[key]))]
	};
}
/** A program of the system: a file of root's that only root can change, in directories that only root can change. */
function trustedProgram(name) {
	for (const directory of systemDirectories) {
		const path = `${directory}/${name}`;
		try {
			const real = realpathSync(path);
			if (statSync(real).isFile() && isRootsAlone(real)) return path;
		} catch {}
	}
}
function isRootsAlone(path) {
	const stat = lstatSync(path);
	return stat.uid === 0 && (stat.mode & 18) === 0 && (path === "/" || isRootsAlone(dirname(path)));
}
// src/adapters/bubblewrap/scan.ts
const systemPlaces = /* @__PURE__ */ new Set([
	"proc",
	"sys",
	"dev",
	"run",
	"tmp",
	"lost+found"
]);
/** A whole home is looked through in well under a second; this is for a machine that is very busy. */
const scanMs = 6e4;
/** Counting goes on while a command runs, and is done again. */
const countMs = 5e3;
/** Beyond so many, single files are no longer told apart: their directory is. */
const maxFiles = 2e3;
/** Topmost directories in which the identity may write, besides the given ones, as deep as people make such places. */
async function findWritable(binaries, identity, known) {
	const tops = readdirSync("/", { withFileTypes: true }).filter((entry) => entry.isDirectory() && !systemPlaces.has(entry.name)).map(({ name }) => `/${name}`);
	const skipped = [...known, "/var/tmp"].flatMap((path) => [
		"-o",
		"-path",
		findPattern(path)
	]);
	return await findAll(binaries, [
		...tops,
		"-maxdepth",
		"3",
		"(",
		"-false",
		...skipped,
		")",
		"-prune",
		"-o",
		"-type",
		"d",
		"-writable",
		"-print0",
		"-prune"
	], identity);
}
/** Files below home directories that only their owner may read: by convention those are secrets. Caches and packages are not looked into. */
async function findOwnerOnly(binaries, identity, homes, workspace) {
	if (homes.length === 0) return [];
	const skipped = [
		"node_modules",
		".cache",
		".npm",
		".cargo",
		".rustup",
		".git"
	].flatMap((name) => [
		"-o",
		"-name",
		name
	]);
	return (await findAll(binaries, [
		...homes,
		"-xdev",
		"-maxdepth",
		"6",
		"(",
		"-path",
		findPattern(workspace),
		...skipped,
		")",
		"-prune",
		"-o",
		"-type",
		"f",
		"-perm",
		"-400",
		"!",
		"-perm",
		"/077",
		"-print0"
	], identity)).slice(0, maxFiles);
}
/** Files of the workspace with a name outside of it: a write to them would change the file there. */
async function findLinkedFiles(binaries, identity, workspace) {
	const entries = await findAll(binaries, [
		workspace,
		"-xdev",
		"-type",
		"f",
		"-links",
		"+1",
		"-printf",
		"%i %n %p\\0"
	], identity);
	const names = /* @__PURE__ */ new Map();
	for (const entry of entries) {
		const [inode = "", links = "0", ...rest] = entry.split(" ");
		const seen = names.get(inode) ?? {
			links: Number(links),
			paths: []
		};
		seen.paths.push(rest.join(" "));
		names.set(inode, seen);
	}
	return [...names.values()].filter(({ links, paths }) => paths.length < links).flatMap(({ paths }) => paths);
}
/** A path as `find -path` takes it literally. */
function findPattern(path) {
	return path.replace(/[\\*?[\]]/g, "\\$&");
}
/**
* What `find` lists, each ended by a zero byte. Its exit code says nothing: places that others closed or removed meanwhile
* are no error. A list that time cut short would leave secrets in sight, so there is none: throws SANDBOX_FAILED.
*/
async function findAll(binaries, words, identity) {
	const { exitCode, stdout, stderr } = await runQuietly(binaries.find, words, {
		identity,
		timeoutMs: scanMs
	});
	if (exitCode !== void 0) return split(stdout);
	throw new GateError("SANDBOX_FAILED", `Looking through ${words[0]} for what is to be hidden did not come to an end within ${scanMs / 1e3} s. ${stderr.slice(-200)}`, { hint: "Run the job with a smaller home directory, or on a machine that is less busy." });
}
function split(text) {
	return text.split("\0").filter((entry) => entry !== "");
}
/** How many files below a directory were changed or made since a moment, and how many bytes they hold. */
async function countNewFiles(directory, since) {
	const find = trustedProgram("find");
	if (find === void 0) return {
		files: 0,
		bytes: 0
	};
	const { stdout } = await runQuietly(find, [
		directory,
		"-xdev",
		"-newerct",
		`@${Math.floor(since / 1e3)}`,
		"-printf",
		"%s\\n"
	], { timeoutMs: countMs });
	const sizes = stdout.split("\n").filter((line) => line !== "");
	return {
		files: sizes.length,
		bytes: sizes.reduce((sum, size) => sum + Number(size), 0)
	};
}
// src/adapters/bubblewrap/usage.ts
/** Looks: so often in a row the number of processes must stand at its limit to be a flood and not a peak. */
const floodLooks = 3;
/**
* Watches what a sandbox uses where no cgroup does: memory and processes of everything below its first process, and what
* it adds to the real workspace.
*/
function watchUsage(limits, directory) {
	const before = directory === void 0 ? void 0 : spaceOf(directory);
	const startedAt = Date.now();
	let looksAtLimit = 0;
	return { async inspect(first) {
		if (first === void 0) return void 0;
		const pids = treeOf(first, limits.processes + 64);
		looksAtLimit = pids.length >= limits.processes * .9 ? looksAtLimit + 1 : 0;
		if (pids.length > limits.processes || looksAtLimit >= floodLooks) return {
			limit: "processes",
			detail: `${limits.processes} processes at once`
		};
		return memoryOver(pids, limits) ?? await spaceOver(directory, before, startedAt);
	} };
}
function memoryOver(pids, limits) {
	if (pids.reduce((sum, pid) => sum + residentBytes(pid), 0) <= limits.memoryBytes) return void 0;
	if (pids.reduce((sum, pid) => sum + (proportionalBytes(pid) ?? residentBytes(pid)), 0) <= limits.memoryBytes) return void 0;
	return {
		limit: "memory",
		detail: `more than ${Math.round(limits.memoryBytes / 1024 ** 2)} MiB`
	};
}
function spaceOf(directory) {
	try {
		const { bfree, bsize, ffree } = statfsSync(directory);
		return {
			freeBytes: bfree * bsize,
			freeFiles: ffree
		};
	} catch {
		return;
	}
}
async function spaceOver(directory, before, startedAt) {
	if (directory === void 0 || before === void 0) return void 0;
	const now = spaceOf(directory);
	if (now === void 0) return void 0;
	const manyFiles = before.freeFiles - now.freeFiles > workspaceLimits.files;
	const manyBytes = before.freeBytes - now.freeBytes > workspaceLimits.bytes;
	if (!manyFiles && !manyBytes) return void 0;
	const fresh = await countNewFiles(directory, startedAt);
	if (fresh.files > workspaceLimits.files) return {
		limit: "scratch",
		detail: `${fresh.files} new files in the workspace`
	};
	if (fresh.bytes > workspaceLimits.bytes) return {
		limit: "scratch",
		detail: `${fresh.bytes} new bytes in the workspace`
	};
}
// src/adapters/bubblewrap/launch.ts
/** The descriptors at which bubblewrap finds its files. */
const descriptors = {
	status: 3,
	seccomp: 4,
	start: 5
};
const waitScript = `read -r _ <&${descriptors.start}; exec ${descriptors.start}<&-; exec "$@"`;
const maxProcesses = 4096;
/** Runs a command in a new sandbox. The environment of bubblewrap itself is empty, so that nothing of it can be read inside. */
async function launch(request) {
	const { cgroup, shell } = request;
	const [program = "", ...args] = cgroup === void 0 ? request.argv : [
		shell,
		"-c",
		waitScript,
		"gate",
		...request.argv
	];
	const filter = request.seccompFile === void 0 ? void 0 : openSync(request.seccompFile, "r");
	const stdout = openPipe(request.pipes.stdout);
	const stderr = openPipe(request.pipes.stderr);
	const child = spawn(program, args, {
		stdio: [
			"ignore",
			stdout.writer,
			stderr.writer,
			"pipe",
			filter ?? "ignore",
			cgroup === void 0 ? "ignore" : "pipe"
		],
		env: {},
		cwd: "/",
		...identityOptions(request.identity)
	});
	if (filter !== void 0) closeSync(filter);
	stdout.closeWriter();
	stderr.closeWriter();
	if (cgroup !== void 0) admit(child, cgroup);
	const status = readStatus(child.stdio[descriptors.status]);
	const usage = watchUsage(request.limits, request.watchedDirectory);
	const supervised = await supervise(child, {
		stdout: stdout.source,
		stderr: stderr.source
	}, {
		terminate() {
			const first = status.firstProcess();
			const below = first === void 0 ? [] : treeOf(first, maxProcesses).slice(1);
			for (const pid of below) signalQuietly(pid, "SIGTERM");
			return below.length > 0;
		},
		kill() {
			const first = status.firstProcess();
			if (first !== void 0) signalQuietly(first, "SIGKILL");
			child.kill("SIGKILL");
		},
		inspect: () => usage.inspect(status.firstProcess())
	}, request);
	const ending = overCgroup(cgroup, supervised.ending) ?? named(supervised.ending);
	cgroup?.remove();
	return {
		...supervised,
		ending,
		started: status.firstProcess() !== void 0 && status.ran(supervised)
	};
}
function admit(child, cgroup) {
	for (const entry of cgroup.entries) writeFileSync(entry, String(child.pid));
	const start = child.stdio[descriptors.start];
	if (isWritable(start)) start.end("go\n");
}
/** What the kernel stopped at a limit ended by that limit, however the command dressed it up. */
function overCgroup(cgroup, ending) {
	const over = ending.kind === "exited" && ending.exitCode === 0 ? void 0 : cgroup?.over();
	return over === void 0 || ending.kind === "limit" ? void 0 : {
		kind: "limit",
		...over
	};
}
/** A shell reports the end of its child by a signal as 128 and the signal's number. */
function named(ending) {
	return ending.kind === "exited" && ending.exitCode === 153 ? {
		kind: "limit",
		limit: "file-size",
		detail: "a file grew beyond the bound for one file"
	} : ending;
}
function readStatus(source) {
	let text = "";
	if (isReadable(source)) {
		source.on("data", (chunk) => {
			if (text.length < 1e4) text += chunk.toString("latin1");
		});
		source.on("error", () => void 0);
	}
	const numberOf = (key) => {
		const digits = new RegExp(`"${key}": (\\d+)`).exec(text)?.[1];
		return digits === void 0 ? void 0 : Number(digits);
	};
	return {
		firstProcess: () => numberOf("child-pid"),
		ran: ({ ending }) => numberOf("exit-code") !== void 0 || ending.kind !== "exited"
	};
}
function isWritable(value) {
	return typeof value === "object" && value !== null && "end" in value;
}
function isReadable(value) {
	return typeof value === "object" && value !== null && "on" in value;
}
// src/adapters/bubblewrap/attempt.ts
/** Launches the command over a set of overlays and waits for its end. What it left in them is the caller's to read. */
async function launchOver(run, layers, request, onOutput, signal) {
	const { command, grant, limits } = request;
	const variant = variantFor(run, grant);
	return await launchAgain(run.placesFor(variant), () => launch({
		argv: argumentsFor(run, layers, command, grant, limits),
		identity: run.identity,
		pipes: run.pipes,
		shell: run.binaries.shell,
		cgroup: run.cgroups?.make(limits),
		seccompFile: run.seccompFile,
		limits,
		onOutput,
		signal,
		watchedDirectory: layers.some(({ layer }) => layer.role === "workspace") ? void 0 : run.machine.workspace
	}));
}
/**
* Launches with the missing protected names of the real workspace held by empty directories. A place that somebody else
* removed between the look and the mount keeps bubblewrap from starting anything: then it is looked and launched again.
*/
async function launchAgain(places, start) {
	const placed = makePlaceholders(places.placeholders);
	try {
		let launched = await start();
		for (let more = 2; more > 0 && !launched.started && launched.ending.kind === "exited"; more--) launched = await start();
		return launched;
	} finally {
		for (const path of placed) removeEmpty(path);
	}
}
/** The workspace is an overlay when its changes must be able to come to nothing. */
function variantFor(run, grant) {
	return (grant.mode === "read-only" || run.config.settings.workspace === "transaction") && run.backend === "capture" ? "layered" : "direct";
}
/** Where the copy of a file lies whose real content the command must not write. */
function copyOf(run, index) {
	return `${run.directory}/copies/${index}`;
}
function argumentsFor(run, layers, command, grant, limits) {
	const env = environmentFor({
		jobEnv: run.config.jobEnv,
		pass: run.config.settings.env.pass,
		commandEnv: command.env,
		granted: grant.env,
		home: run.machine.home ?? "/tmp"
	});
	const cwd = `${run.machine.workspace}/${command.workingDirectory}`;
	return [
		...run.namespace.join,
		run.binaries.bwrap,
		...bubblewrapArguments({
			...launchProfile(run, layers, grant),
			env,
			cwd
		}),
		run.binaries.shell,
		"-c",
		initScript,
		"command-gate",
		...limitWords(resourceLimitsFor(limits)),
		...argvOf(command)
	];
}
/** What bubblewrap is told for a grant, with an empty environment and the workspace as directory. */
function launchProfile(run, layers, grant) {
	return {
		identity: run.identity,
		binds: bindsFor(run, layers, grant),
		sharedMemory: run.sharedMemory,
		procReadOnly: procPaths.readOnly.filter(exists),
		procMasked: procPaths.masked.filter(exists),
		env: {},
		cwd: run.machine.workspace,
		network: run.egress === void 0 ? "none" : "joined",
		statusFd: descriptors.status,
		seccompFd: run.seccompFile === void 0 ? void 0 : descriptors.seccomp
	};
}
function bindsFor(run, layers, grant) {
	const { machine } = run;
	const places = run.placesFor(variantFor(run, grant));
	const isReal = !layers.some(({ layer }) => layer.role === "workspace");
	const write = (path, source) => ({
		path,
		source,
		kind: "write"
	});
	const read = (path, source) => ({
		path,
		source,
		kind: "read"
	});
	const mayWrite = run.backend === "capture" || grant.mode === "workspace-write";
	return [
		...layers.filter(({ layer }) => layer.role !== "captured" || exists(layer.path)).map(({ layer, merged }) => write(layer.path, merged)),
		...[...run.scratch].map(([path, source]) => write(path, source)),
		...isReal ? [mayWrite ? write(machine.workspace, machine.workspace) : read(machine.workspace, machine.workspace)] : [],
		...enforcedBinds(run, grant),
		...places.copies.flatMap((path, index) => {
			const copy = refreshCopy(run, path, index);
			return copy === void 0 ? [] : [write(path, copy)];
		}),
		...grantedDirectories(run, grant).map((path) => write(path, path)),
		...places.blanks.filter(({ path }) => exists(path)).map(({ path, type }) => type === "directory" ? {
			path,
			kind: "blank",
			source: ""
		} : read(path, `${run.directory}/nothing`)),
		...run.replaced.map(({ path, source }) => read(path, source))
	];
}
/** Without overlays home and what is protected are read-only, whether it exists or is only held by a placeholder. */
function enforcedBinds(run, grant) {
	if (run.backend === "capture") return [];
	const places = run.machine.writable.map((path) => ({
		path,
		source: path,
		kind: "read"
	}));
	const guarded = run.machine.protectedPaths.filter(({ path }) => !grant.write.includes(path)).map(({ path }) => ({
		path,
		source: path,
		kind: "read"
	}));
	return [...places, ...guarded];
}
/** Granted directories that can be bound as they are: real ones, with nothing hidden or protected in them. */
function grantedDirectories(run, grant) {
	const { machine } = run;
	const closed = [...machine.hidden, ...machine.protectedPaths].map(({ path }) => path);
	return grant.write.filter((path) => {
		if (isWithin(path, machine.workspace) || isWithin(machine.workspace, path)) return false;
		if (closed.some((other) => isWithin(other, path) || isWithin(path, other))) return false;
		return lstatOf(path)?.isDirectory() === true && realpathSync(path) === path;
	});
}
/** Undefined for a file that is not there any more. */
function refreshCopy(run, path, index) {
	const copy = copyOf(run, index);
	rmSync(copy, { force: true });
	if (!exists(path)) return void 0;
	copyFileSync(path, copy);
	chmodSync(copy, statSync(path).mode & 511);
	own(copy, run.identity);
	return copy;
}
function makePlaceholders(paths) {
	return paths.filter((path) => {
		try {
			mkdirSync(path);
			return true;
		} catch {
			return false;
		}
	});
}
function removeEmpty(path) {
	try {
		rmdirSync(path);
	} catch {}
}
function exists(path) {
	return lstatOf(path) !== void 0;
}
// src/adapters/bubblewrap/ending.ts
/** The attempt that never was: no sandbox, and so nothing ran. */
function unavailable$1(request, why) {
	return {
		grant: request.grant,
		backend: "none",
		ending: {
			kind: "unavailable",
			reason: why.reason,
			remedy: why.remedy
		},
		effects: [],
		changes: void 0,
		output: {
			head: /* @__PURE__ */ new Uint8Array(),
			tail: /* @__PURE__ */ new Uint8Array(),
			totalBytes: 0
		},
		durationMs: 0,
		notes: []
	};
}
/** Why bubblewrap gave up before the command, in its own words. */
function setupFailure(launched) {
	return {
		reason: `The sandbox could not be set up: ${launched.stderrTail.trim().slice(-500) || "bubblewrap ended without a word"}.`,
		remedy: "Run `command-gate doctor` on this machine: it names what is missing and how to get it."
	};
}
/** A nest of directories so deep that no program can follow it was made to break those who clean up. */
function tooDeep(launched, path) {
	const detail = `directories nested deeper than any program can follow, from ${path.slice(0, 200)}…`;
	return {
		...launched,
		ending: {
			kind: "limit",
			limit: "scratch",
			detail
		}
	};
}
/** Tells that not all output was passed on. */
function outputNotes(totalBytes) {
	if (totalBytes <= 16777216) return [];
	return [`Of ${totalBytes} bytes of output the first ${shownOutputBytes} were shown; the last ones are in the report.`];
}
// src/sandbox/change-digest.ts
/** One text for one set of changes, whatever order they were found in: what a digest is made of. */
function canonicalText(changes) {
	const facts = changes.map(({ path, change, before, after, isTree }) => [
		path,
		change,
		before,
		after,
		isTree
	]);
	return JSON.stringify(facts.sort(([left], [right]) => String(left) < String(right) ? -1 : 1));
}
// src/sandbox/diff.ts
/** Bounds that keep a diff readable and its making cheap. */
const diffBounds = {
	inputBytes: 262144,
	outputBytes: 8192,
	edits: 1e3
};
const contextLines = 3;
/**
* A unified diff of two texts without file names, cut at the bound with a visible marker; undefined when they are equal
* or too long. Where they differ in more places than the bound, the middle is shown as replaced.
*/
function unifiedDiff(before, after) {
	if (before === after || before.length + after.length > diffBounds.inputBytes) return void 0;
	const text = hunksOf(compare(splitLines(before), splitLines(after)));
	if (text.length <= diffBounds.outputBytes) return text;
	const cut = text.slice(0, diffBounds.outputBytes);
	return `${cut.slice(0, cut.lastIndexOf("\n") + 1)}… ${text.length - cut.length} more characters of this diff are not shown`;
}
function splitLines(text) {
	if (text === "") return [];
	if (text.endsWith("\n")) return text.slice(0, -1).split("\n");
	const lines = text.split("\n");
	return [...lines.slice(0, -1), `${lines.at(-1)}\n\\ No newline at end of file`];
}
function compare(left, right) {
	let start = 0;
	while (start < left.length && start < right.length && left[start] === right[start]) start++;
	let end = 0;
	while (end < left.length - start && end < right.length - start && left.at(-1 - end) === right.at(-1 - end)) end++;
	const same = (text) => ({
		kind: " ",
		text
	});
	return [
		...left.slice(0, start).map(same),
		...middle(left.slice(start, left.length - end), right.slice(start, right.length - end)),
		...(end === 0 ? [] : left.slice(-end)).map(same)
	];
}
/** Longest common subsequence, as long as the table stays small. */
function middle(left, right) {
	const replaced = [...left.map((text) => ({
		kind: "-",
		text
	})), ...right.map((text) => ({
		kind: "+",
		text
	}))];
	if (left.length === 0 || right.length === 0 || left.length * right.length > diffBounds.edits ** 2) return replaced;
	const width = right.length + 1;
	const table = new Uint32Array((left.length + 1) * width);
	const at = (row, column) => table[row * width + column] ?? 0;
	for (let row = left.length - 1; row >= 0; row--) for (let column = right.length - 1; column >= 0; column--) table[row * width + column] = left[row] === right[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
	return walk(left, right, at);
}
function walk(left, right, at) {
	const lines = [];
	let row = 0;
	let column = 0;
	while (row < left.length || column < right.length) {
		const gone = left[row];
		const fresh = right[column];
		if (gone !== void 0 && gone === fresh) {
			lines.push({
				kind: " ",
				text: gone
			});
			row++;
			column++;
		} else if (fresh === void 0 || gone !== void 0 && at(row + 1, column) >= at(row, column + 1)) {
			lines.push({
				kind: "-",
				text: gone ?? ""
			});
			row++;
		} else {
			lines.push({
				kind: "+",
				text: fresh
			});
			column++;
		}
	}
	return lines;
}
function hunksOf(lines) {
	const isNear = lines.map((_, index) => lines.slice(Math.max(0, index - contextLines), index + contextLines + 1).some(({ kind }) => kind !== " "));
	const hunks = [];
	let oldLine = 1;
	let newLine = 1;
	lines.forEach((line, index) => {
		if (isNear[index] === true) {
			if (isNear[index - 1] !== true) hunks.push({
				oldLine,
				newLine,
				lines: []
			});
			hunks.at(-1)?.lines.push(line);
		}
		if (line.kind !== "+") oldLine++;
		if (line.kind !== "-") newLine++;
	});
	return `${hunks.flatMap((hunk) => [`@@ -${span(hunk.oldLine, hunk.lines, "+")} +${span(hunk.newLine, hunk.lines, "-")} @@`, ...hunk.lines.flatMap((line) => `${line.kind}${line.text}`.split("\n"))]).join("\n")}\n`;
}
/** First line and count of a hunk on one side, as `diff -u` writes them: of no lines it names the line before. */
function span(first, lines, otherSide) {
	const count = lines.filter(({ kind }) => kind !== otherSide).length;
	if (count === 1) return String(first);
	return `${count === 0 ? first - 1 : first},${count}`;
}
// src/adapters/bubblewrap/evidence.ts
/** Diffs of one attempt together take no more than this; further files are shown by size and digest only. */
const maxDiffCharacters = 65536;
/** The changes as evidence, with a diff for text as far as the bound goes. */
function evidenceOf(changes, maskedText) {
	let room = maxDiffCharacters;
	return changes.map((change) => {
		const diff = room > 0 ? diffOf(change, maskedText.get(change.path)) : void 0;
		room -= diff?.length ?? 0;
		return {
			kind: "write",
			path: change.path,
			change: change.change,
			certainty: "recorded",
			before: change.before,
			after: change.after,
			diff
		};
	});
}
/** SHA-256 in hex over all that the changes would do. */
function digestOfChanges(changes) {
	return sha256(canonicalText(changes));
}
function diffOf(change, maskedText) {
	if (change.isHidden || change.isTree || change.change === "mode-changed") return void 0;
	const isText = (state) => state === void 0 || state.type === "file";
	if (!isText(change.before) || !isText(change.after)) return void 0;
	const before = maskedText ?? (change.before === void 0 ? "" : textOf$1(change.path, lstatOf(change.path), diffBounds.inputBytes));
	const after = change.source === void 0 ? "" : textOf$1(change.source, lstatOf(change.source), diffBounds.inputBytes);
	return before === void 0 || after === void 0 ? void 0 : unifiedDiff(before, after);
}
// src/adapters/bubblewrap/inherited.ts
const closeOnExec = 524288;
/**
* Closes every descriptor beyond standard error that this process inherited and would pass on. Node marks only the first
* few of them; one that is left over, say on a directory of the host, would be a way past every mount of the sandbox.
*/
function closeInherited() {
	for (const name of readdirSync("/proc/self/fd")) {
		const descriptor = Number(name);
		if (descriptor > 2 && isPassedOn(name)) closeSync(descriptor);
	}
}
function isPassedOn(name) {
	try {
		const flags = /^flags:\s+([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${name}`, "utf8"))?.[1];
		return flags !== void 0 && (Number.parseInt(flags, 8) & closeOnExec) === 0;
	} catch {
		return false;
	}
}
// src/adapters/bubblewrap/layer-set.ts
/** Mounts overlays over the layers' directories, each on a place of its own. Throws with the system's words. */
async function mountLayers(namespace, binaries, request) {
	if (request.layers.length === 0) return [];
	const places = request.layers.map((layer, index) => {
		const base = `${request.directory}/${index}`;
		return {
			layer,
			base,
			upper: `${base}/u`,
			work: `${base}/w`,
			merged: `${base}/m`
		};
	});
	const { exitCode, stderr } = await namespace.run(binaries.mkdir, [
		"-p",
		"--",
		...places.flatMap(({ upper, work, merged }) => [
			upper,
			work,
			merged
		])
	]);
	if (exitCode !== 0) throw new Error(stderr.trim());
	const steps = places.map(({ layer, upper, work, merged }) => {
		const real = statSync(layer.path, { throwIfNoEntry: false })?.isDirectory() === true ? layer.path : request.emptyDirectory;
		chmodSync(`${namespace.root}${upper}`, statSync(real).mode & 4095);
		const mask = request.masks.get(layer.path);
		return {
			kind: "overlay",
			options: `lowerdir=${[...mask === void 0 ? [] : [mask], real].map((path) => spelled(path, request.linkDirectory)).join(":")},upperdir=${upper},workdir=${work},userxattr`,
			target: merged
		};
	});
	const problem = await namespace.mount(steps);
	if (problem !== void 0) throw new Error(problem);
	return places.map(({ layer, upper, merged }) => ({
		layer,
		merged,
		upper: `${namespace.root}${upper}`,
		mergedOutside: `${namespace.root}${merged}`
	}));
}
/** A path without the characters that separate mount options: itself, or a link to it. */
function spelled(path, linkDirectory) {
	if (/^[A-Za-z0-9/._@+~-]+$/.test(path)) return path;
	const link = `${linkDirectory}/${Buffer.from(path).toString("hex").slice(-200)}`;
	try {
		symlinkSync(path, link);
	} catch {}
	return link;
}
/** Unmounts overlays and removes what they hold. A failure leaves them to the end of the run. */
async function unmountLayers(namespace, binaries, layers) {
	if (layers.length === 0) return;
	await namespace.mount(layers.map(({ merged }) => ({
		kind: "unmount",
		target: merged
	})));
	const bases = layers.map(({ merged }) => merged.slice(0, -2));
	await namespace.run(binaries.chmod, [
		"-R",
		"u+rwx",
		"--",
		...bases.map((base) => `${base}/w`)
	]);
	await namespace.run(binaries.rm, [
		"-rf",
		"--",
		...bases
	]);
}
// src/adapters/bubblewrap/layer-pool.ts
/** A pool that makes the next overlays as soon as the last ones have been used up. */
function openPool(run) {
	const ahead = /* @__PURE__ */ new Map();
	let nextId = 1;
	const make = (variant) => run.mountSet(variant, nextId++);
	const prepareAhead = (variant) => {
		if (ahead.has(variant)) return;
		const made = make(variant);
		made.catch(() => void 0);
		ahead.set(variant, made);
	};
	const dropping = /* @__PURE__ */ new Set();
	const retire = (layers) => {
		const dropped = unmountLayers(run.namespace, run.binaries, layers).finally(() => dropping.delete(dropped));
		dropping.add(dropped);
		return dropped;
	};
	return {
		async take(variant) {
			const made = ahead.get(variant) ?? make(variant);
			ahead.delete(variant);
			return await made;
		},
		prepare: prepareAhead,
		giveBack(variant, layers) {
			if (ahead.has(variant)) retire(layers).catch(() => void 0);
			else ahead.set(variant, Promise.resolve(layers));
		},
		async retire(layers) {
			await retire(layers);
		},
		async settle() {
			await Promise.allSettled([...ahead.values(), ...dropping]);
		},
		async renew() {
			const old = [...ahead];
			ahead.clear();
			for (const [variant, made] of old) {
				retire(await made).catch(() => void 0);
				prepareAhead(variant);
			}
		}
	};
}
// src/sandbox/remedy.ts
const containerRemedy = `Run the job without \`container:\`, or give the container these options in the workflow: \`options: --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined\`.`;
const podRemedy = "Set in the runner pod: `hostUsers: false` and `securityContext: {seccompProfile: {type: Unconfined}, appArmorProfile: {type: Unconfined}, procMount: Unmasked}`.";
/** Words with which the kernel and its tools refuse namespaces; anything else is no matter of the container's options. */
const namespaceWords = /namespace|unshare|nsenter|uid map|uid_map|gid map|RTM_NEWADDR|mount|pivot_root|operation not permitted|clone/i;
/** Names what is wrong from what the machine says of itself and from the words with which the system refused. */
function diagnose(problem, conditions) {
	if (conditions.platform !== "linux") return {
		reason: `The sandbox needs Linux; this is ${conditions.platform}.`,
		remedy: "Run the job on a Linux runner, for example `runs-on: ubuntu-24.04`.",
		fix: void 0
	};
	if (problem.kind === "missing") return missing(problem, conditions);
	const detail = problem.message.slice(0, 500);
	const known = knownCause(conditions);
	if (known !== void 0) return {
		...known,
		reason: `${known.reason} The system's words: ${detail}`
	};
	const isForbidden = namespaceWords.test(detail);
	if (conditions.isKubernetes && isForbidden) return {
		reason: `This pod may not create the namespaces of a sandbox: ${detail}`,
		remedy: podRemedy,
		fix: void 0
	};
	if (conditions.isContainer && isForbidden) return {
		reason: `This container may not create the namespaces of a sandbox: ${detail}`,
		remedy: containerRemedy,
		fix: void 0
	};
	return {
		reason: `The sandbox could not be set up: ${detail}`,
		remedy: "Run `command-gate doctor` on this machine: it names what is missing and how to get it.",
		fix: void 0
	};
}
function missing(problem, conditions) {
	const packages = problem.packages.join(" ");
	return {
		reason: `Missing in this system's own directories: ${problem.programs.join(", ")}.`,
		remedy: conditions.hasApt ? `Install what is missing: \`sudo apt-get install -y ${packages}\`.` : `Install these packages with the system's package manager: ${packages}.`,
		fix: conditions.hasApt && conditions.mayAdminister ? "install" : void 0
	};
}
function knownCause(conditions) {
	const ifAllowed = (fix) => conditions.mayAdminister && !conditions.isContainer ? fix : void 0;
	if (conditions.maxUserNamespaces === 0) return {
		reason: "User namespaces are switched off on this machine (user.max_user_namespaces is 0).",
		remedy: "Allow them: `sudo sysctl -w user.max_user_namespaces=15000`.",
		fix: void 0
	};
	if (conditions.cloneDisabled) return {
		reason: "Ordinary users may not create user namespaces here (kernel.unprivileged_userns_clone is 0).",
		remedy: "Allow it: `sudo sysctl -w kernel.unprivileged_userns_clone=1`.",
		fix: ifAllowed("enable-clone")
	};
	if (conditions.appArmorRestricts) return {
		reason: "AppArmor takes all rights from user namespaces of ordinary users here.",
		remedy: "Lift it for this machine: `sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`; or, to lift it for single programs, load profiles with `flags=(unconfined) { userns, }` for /usr/bin/bwrap and /usr/bin/unshare.",
		fix: ifAllowed("lift-apparmor")
	};
}
// src/adapters/bubblewrap/conditions.ts
/** Looks at what about this machine decides whether there can be a sandbox. */
async function readConditions() {
	return {
		platform: process.platform,
		isContainer: existsSync("/.dockerenv") || existsSync("/run/.containerenv") || /docker|kubepods|containerd/.test(textIn$1("/proc/1/cgroup")),
		isKubernetes: existsSync("/var/run/secrets/kubernetes.io") || process.env["KUBERNETES_SERVICE_HOST"] !== void 0,
		appArmorRestricts: numberIn("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") === 1,
		cloneDisabled: numberIn("/proc/sys/kernel/unprivileged_userns_clone") === 0 && process.geteuid?.() !== 0,
		maxUserNamespaces: numberIn("/proc/sys/user/max_user_namespaces"),
		mayAdminister: await administration() !== void 0,
		hasApt: trustedProgram("apt-get") !== void 0
	};
}
/** The words before a command that is to run as root: none for root itself, `sudo -n` where it asks no password, else undefined. */
async function administration() {
	if (process.geteuid?.() === 0) return [];
	const sudo = trustedProgram("sudo");
	if (sudo === void 0) return void 0;
	const { exitCode } = await runQuietly(sudo, ["-n", "true"], { timeoutMs: 1e4 });
	return exitCode === 0 ? [sudo, "-n"] : void 0;
}
function numberIn(path) {
	const text = textIn$1(path).trim();
	return /^\d+$/.test(text) ? Number(text) : void 0;
}
function textIn$1(path) {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return "";
	}
}
// src/adapters/bubblewrap/identity.ts
/** Whose rights commands have: the gate's own; where that is root, the owner's of the workspace. */
function identityFor(workspace) {
	const own = {
		uid: process.geteuid?.() ?? -1,
		gid: process.getegid?.() ?? -1
	};
	if (own.uid !== 0) return own;
	const { uid, gid } = statSync(workspace);
	return uid === 0 ? own : {
		uid,
		gid
	};
}
/** The identity's home directory as a real path; undefined where it has none of its own. */
function findHome(identity, jobEnv) {
	for (const path of [jobEnv["HOME"], homeInPasswd(identity.uid)]) {
		if (path === void 0 || !path.startsWith("/")) continue;
		try {
			const real = realpathSync(path);
			const stat = statSync(real);
			if (real !== "/" && stat.isDirectory() && (stat.uid === identity.uid || identity.uid === 0)) return real;
		} catch {}
	}
}
/** Home directories of all users where people usually have them, as real paths. */
function findHomes() {
	return ["/root", ...namesIn$2("/home").map((name) => `/home/${name}`)].flatMap((path) => {
		try {
			const real = realpathSync(path);
			return statSync(real).isDirectory() ? [real] : [];
		} catch {
			return [];
		}
	});
}
function namesIn$2(directory) {
	try {
		return readdirSync(directory);
	} catch {
		return [];
	}
}
function homeInPasswd(uid) {
	try {
		return readFileSync("/etc/passwd", "utf8").split("\n").find((entry) => entry.split(":")[2] === String(uid))?.split(":")[5];
	} catch {
		return;
	}
}
// src/adapters/bubblewrap/probe.ts
const checks = `
grep -q '^NoNewPrivs:.1$' /proc/self/status || echo no-new-privileges
grep -q '^CapEff:.0*$' /proc/self/status || echo capabilities
grep -q '^CapBnd:.0*$' /proc/self/status || echo bounding-set
[ "$1" = none ] || grep -q '^Seccomp:.2$' /proc/self/status || echo seccomp
{ read -r pid _ < /proc/self/stat && [ "$pid" -lt 100 ]; } || echo pid-namespace
( : > "/.command-gate-probe" ) 2>/dev/null && echo read-only-root
( : > /proc/sys/kernel/core_pattern ) 2>/dev/null && echo proc-sys
[ -z "$(cat "$2" 2>/dev/null)" ] || echo hidden-file
"$3" -U true 2>/dev/null && echo nested-namespaces
[ "\${4%/*}" = "$PWD" ] || ( : > "$4" ) 2>/dev/null
echo done
exit 0
`;
/** Runs a real sandbox with the real flags that looks at its own confinement. Names what is not as it must be. */
async function probe(run) {
	const layers = await run.mountSet("direct", 0);
	const mark = `.command-gate-probe-${randomBytes(6).toString("hex")}`;
	const home = run.machine.home ?? run.machine.workspace;
	const { binaries } = run;
	const launched = await launchAgain(run.placesFor("direct"), () => launch({
		argv: [
			...run.namespace.join,
			binaries.bwrap,
			...bubblewrapArguments(launchProfile(run, layers, probeGrant)),
			binaries.shell,
			"-c",
			initScript,
			"command-gate",
			...limitWords(resourceLimitsFor(probeLimits)),
			...[
				binaries.shell,
				"-c",
				checks,
				"probe"
			],
			run.seccompFile === void 0 ? "none" : "filter",
			`${run.directory}/canary`,
			binaries.unshare,
			`${home}/${mark}`
		],
		identity: run.identity,
		pipes: run.pipes,
		shell: binaries.shell,
		cgroup: void 0,
		seccompFile: run.seccompFile,
		limits: probeLimits,
		onOutput: () => void 0,
		signal: new AbortController().signal,
		watchedDirectory: void 0
	}));
	await unmountLayers(run.namespace, binaries, layers);
	if (!launched.started) return [launched.stderrTail.trim() || "bubblewrap ended without a word"];
	const escaped = home !== run.machine.workspace && lstatOf(`${home}/${mark}`) !== void 0;
	const printed = Buffer.from(launched.output.head).toString("utf8");
	return [
		...printed.split("\n").filter((line) => line !== "" && line !== "done"),
		...escaped ? ["captured-writes"] : [],
		...printed.includes("done\n") ? [] : ["no answer"]
	];
}
const probeGrant = {
	kind: "sandboxed",
	mode: "workspace-write",
	write: [],
	network: [],
	env: []
};
const probeLimits = {
	timeoutMs: 6e4,
	memoryBytes: Number.MAX_SAFE_INTEGER,
	processes: 512,
	outputBytes: 1e5
};
// src/sandbox/places.ts
/** Lays out the places. Total: whatever the machine looks like, what is hidden and protected is in exactly one of the lists. */
function planPlaces(machine, variant) {
	const { workspace } = machine;
	const scratch = machine.scratch.filter(({ path }) => !isWithin(workspace, path) || isSystemTemporary(path));
	const captured = machine.writable.filter((path) => !isWithin(path, workspace) && !scratch.some((place) => !isSystemTemporary(place.path) && isWithin(path, place.path)));
	const guarded = machine.protectedPaths.filter(({ path }) => isWithin(path, workspace));
	const inReal = variant === "direct" ? guarded : [];
	const held = inReal.filter(({ type }) => type !== "file").map(({ path }) => layerPathFor(path));
	const surfaces = [
		...captured.map((path) => ({
			path,
			kind: "captured"
		})),
		...held.map((path) => ({
			path,
			kind: "captured"
		})),
		{
			path: workspace,
			kind: variant === "layered" ? "workspace" : "real"
		},
		...scratch.map(({ path, exists }) => ({
			path,
			kind: exists && !isSystemTemporary(path) ? "scratch" : "empty"
		}))
	];
	const missing = scratch.filter(({ exists }) => !exists).map(({ path }) => path);
	const layersOf = (...kinds) => surfaces.filter(({ kind }) => kinds.includes(kind)).map((surface) => layerOn(surface, surfaces, machine, missing));
	const blanks = machine.hidden.filter((found) => {
		const surface = surfaceOf(found.path, surfaces);
		return surface === void 0 || surface.kind === "real" || surface.path === found.path;
	});
	return {
		variant,
		layers: layersOf("captured", "workspace"),
		views: layersOf("scratch"),
		empty: surfaces.filter(({ kind }) => kind === "empty").map(({ path }) => path),
		blanks: blanks.filter(({ path }) => !blanks.some((other) => other.path !== path && isWithin(path, other.path))),
		copies: variant === "direct" ? [.../* @__PURE__ */ new Set([...machine.linkedFiles, ...inReal.filter(({ type }) => type === "file").map(({ path }) => path)])] : [],
		placeholders: inReal.filter(({ type }) => type === "missing").map(({ path }) => path)
	};
}
/**
* A mount point can't be removed: over `node_modules/.bin` itself it would break every installation, so the overlay lies
* over `node_modules`, which installers empty and keep.
*/
function layerPathFor(path) {
	return path.endsWith("/node_modules/.bin") ? path.slice(0, -5) : path;
}
/** The places where overlays can't be had: nothing is captured, everything but workspace and scratch is read-only. */
function planEnforced(machine) {
	const inWorkspace = machine.protectedPaths.filter(({ path }) => isWithin(path, machine.workspace));
	return {
		variant: "direct",
		layers: [],
		views: [],
		empty: machine.scratch.filter(({ path, exists }) => exists || isSystemTemporary(path)).map(({ path }) => path),
		blanks: machine.hidden,
		copies: machine.linkedFiles,
		placeholders: inWorkspace.filter(({ type }) => type === "missing").map(({ path }) => path)
	};
}
/** `/tmp` and its like start empty even when they exist: other users' sockets and files lie there. */
function isSystemTemporary(path) {
	return path === "/tmp" || path === "/var/tmp" || path === "/dev/shm";
}
/** The surface that a path is on: the deepest one over it. */
function surfaceOf(path, surfaces) {
	return surfaces.filter((surface) => isWithin(path, surface.path)).reduce((deepest, surface) => deepest === void 0 || surface.path.length >= deepest.path.length ? surface : deepest, void 0);
}
function layerOn(surface, surfaces, machine, missing) {
	const isHere = (path) => path !== surface.path && surfaceOf(path, surfaces) === surface;
	return {
		path: surface.path,
		role: surface.kind === "workspace" || surface.kind === "scratch" ? surface.kind : "captured",
		hidden: machine.hidden.filter(({ path }) => isHere(path)),
		masked: machine.masked.filter(({ path }) => isHere(path)),
		mountPoints: missing.filter((path) => isBelowOnly(path, surface, surfaces))
	};
}
/** True when, the missing place itself aside, `surface` is the deepest one over it. */
function isBelowOnly(path, surface, surfaces) {
	return surfaceOf(path, surfaces.filter((other) => other.path !== path)) === surface;
}
// src/adapters/bubblewrap/cgroup.ts
/** Finds out whether cgroups can be made here, by making one. Root on most machines can; ordinary users mostly can't. */
function findCgroups() {
	const hierarchy = hierarchyHere();
	if (hierarchy === void 0) return void 0;
	const left = /* @__PURE__ */ new Set();
	const make = (limits) => makeCgroup(hierarchy, limits, left);
	const tried = make({
		timeoutMs: 0,
		memoryBytes: 1024 ** 3,
		processes: 64,
		outputBytes: 0
	});
	tried?.remove();
	if (tried === void 0) return void 0;
	return {
		make,
		async close() {
			for (let look = 0; look < removalLooks && left.size > 0; look++) {
				for (const directory of left) removeDirectory(directory, left);
				if (left.size > 0) await new Promise((resolve) => setTimeout(resolve, 20));
			}
		}
	};
}
const removalLooks = 50;
function removeDirectory(directory, left) {
	try {
		rmdirSync(directory);
		left.delete(directory);
	} catch {
		left.add(directory);
	}
}
function hierarchyHere() {
	if (existsSync("/sys/fs/cgroup/cgroup.controllers")) return {
		memory: "/sys/fs/cgroup",
		pids: "/sys/fs/cgroup",
		version: 2
	};
	if (existsSync("/sys/fs/cgroup/memory/cgroup.procs") && existsSync("/sys/fs/cgroup/pids/cgroup.procs")) return {
		memory: "/sys/fs/cgroup/memory",
		pids: "/sys/fs/cgroup/pids",
		version: 1
	};
}
function makeCgroup(hierarchy, limits, left) {
	const name = `command-gate-${randomBytes(6).toString("hex")}`;
	const memory = `${hierarchy.memory}/${name}`;
	const pids = `${hierarchy.pids}/${name}`;
	const directories = [.../* @__PURE__ */ new Set([memory, pids])];
	const remove = () => {
		for (const directory of directories) if (existsSync(directory)) removeDirectory(directory, left);
	};
	try {
		for (const directory of directories) mkdirSync(directory);
		const memoryFile = hierarchy.version === 2 ? "memory.max" : "memory.limit_in_bytes";
		writeFileSync(`${memory}/${memoryFile}`, String(limits.memoryBytes));
		quietly(() => writeFileSync(`${memory}/memory.swap.max`, "0"));
		writeFileSync(`${pids}/pids.max`, String(limits.processes + 8));
	} catch {
		remove();
		return;
	}
	const killed = hierarchy.version === 2 ? `${memory}/memory.events` : `${memory}/memory.oom_control`;
	return {
		entries: directories.map((directory) => `${directory}/cgroup.procs`),
		remove,
		over() {
			const oom = /^oom_kill (\d+)$/m.exec(textIn(killed))?.[1];
			if (oom !== void 0 && oom !== "0") return {
				limit: "memory",
				detail: `more than ${Math.round(limits.memoryBytes / 1024 ** 2)} MiB`
			};
		}
	};
}
function textIn(path) {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return "";
	}
}
function quietly(act) {
	try {
		act();
	} catch {}
}
// src/sandbox/candidates.ts
const hiddenInHome = [
	".ssh",
	".aws",
	".azure",
	".config/gcloud",
	".config/gh",
	".config/hub",
	".config/op",
	".config/pip/pip.conf",
	".docker",
	".kube",
	".gnupg",
	".netrc",
	".npmrc",
	".yarnrc.yml",
	".pypirc",
	".git-credentials",
	".config/git/credentials",
	".cargo/credentials",
	".cargo/credentials.toml",
	".gem/credentials",
	".m2/settings.xml",
	".gradle/gradle.properties",
	".nuget/NuGet",
	".terraform.d",
	".vault-token",
	".bash_history",
	".local/share/keyrings",
	".cache/huggingface/token",
	"actions-runner",
	"runners"
];
/** Root's alone by mode, and so readable to commands only where they run as root. */
const hiddenFromRoot = [
	"/etc/shadow",
	"/etc/shadow-",
	"/etc/gshadow",
	"/etc/gshadow-",
	"/etc/ssl/private",
	"/etc/ssh/ssh_host_rsa_key",
	"/etc/ssh/ssh_host_ecdsa_key",
	"/etc/ssh/ssh_host_ed25519_key",
	"/sys/kernel/debug",
	"/sys/kernel/tracing",
	"/sys/firmware"
];
const hiddenAnywhere = [
	"/run",
	"/var/lib/docker",
	"/var/lib/containerd",
	"/var/snap",
	"/etc/kubernetes"
];
const scratchInHome = [".cache", ".npm"];
const cachesInHome = [
	".yarn/berry/cache",
	".pnpm-store",
	".local/share/pnpm/store",
	".cargo/registry",
	".gradle/caches",
	".m2/repository",
	".nuget/packages",
	".bun/install/cache",
	"go/pkg/mod"
];
/** Files at the top of a workspace from which this or another system later takes what to run, or what may run. */
const pipelineFiles = [
	".command-gate.yml",
	".gate.yml",
	".gitlab-ci.yml",
	".circleci",
	".travis.yml",
	".drone.yml",
	"azure-pipelines.yml",
	"bitbucket-pipelines.yml",
	"Jenkinsfile"
];
/** Names in a workspace's `.git` that decide what programs git runs: captured even where `.git` is granted. */
const hardProtectedInGit = [
	"hooks",
	"config",
	"config.worktree",
	"commondir",
	"gitdir",
	"modules",
	"worktrees",
	"info/attributes",
	"objects/info/alternates"
];
/** An absolute path for a policy's spelling: `~/x`, absolute, or relative to the workspace. */
function expandPath(text, workspace, home) {
	if (text === "~" || text.startsWith("~/")) return home === void 0 ? void 0 : normalize(`${home}/${text.slice(1)}`);
	return normalize(text.startsWith("/") ? text : `${workspace}/${text}`);
}
/** Everything the design names, for this user and this job. `jobEnv` is read for the runner's own directories only. */
function candidatesFor(context) {
	const { workspace, home, jobEnv, settings } = context;
	const expand = (texts) => texts.map((text) => expandPath(text, workspace, home)).filter((path) => path !== void 0);
	const inHome = (names) => home === void 0 ? [] : names.map((name) => `${home}/${name}`);
	const runnerFiles = [
		"RUNNER_TEMP",
		"GITHUB_ENV",
		"GITHUB_PATH",
		"GITHUB_OUTPUT",
		"GITHUB_STATE",
		"GITHUB_STEP_SUMMARY",
		"GITHUB_EVENT_PATH"
	];
	return {
		hidden: [
			...[...home === void 0 ? [] : [home], ...context.homes].flatMap((place) => hiddenInHome.map((name) => `${place}/${name}`)),
			...hiddenAnywhere,
			...context.isRoot ? hiddenFromRoot : [],
			...runnerFiles.map((name) => jobEnv[name]).filter((path) => path?.startsWith("/") === true).map((path) => normalize(String(path))),
			...expand(settings.hide)
		],
		scratch: [
			"/tmp",
			"/var/tmp",
			...tmpdir$1(jobEnv),
			...inHome(scratchInHome),
			...expand(settings.scratch)
		],
		caches: inHome(cachesInHome),
		protectedPaths: [
			`${workspace}/.git`,
			`${workspace}/.github`,
			...context.policyFile === void 0 ? [] : [context.policyFile],
			...expand(settings.protect)
		],
		protectedIfPresent: [...pipelineFiles, "node_modules/.bin"].map((name) => `${workspace}/${name}`),
		write: expand(settings.write)
	};
}
function tmpdir$1(jobEnv) {
	const path = jobEnv["TMPDIR"];
	return path?.startsWith("/") === true ? [normalize(path)] : [];
}
/** Resolves `.` and `..` by text and drops doubled and trailing slashes. */
function normalize(path) {
	const kept = [];
	for (const part of path.split("/")) if (part === "..") kept.pop();
	else if (part !== "" && part !== ".") kept.push(part);
	return `/${kept.join("/")}`;
}
// src/sandbox/splitting.ts
/** Deeper than this a place is left as it is. */
const maxDepth = 12;
/**
* Directories that together cover `root` as far as no mount lies below any of them: an overlay over a directory with a
* mount below it is refused by the kernel.
*/
function splitAround(root, mountPoints, listDirectories, depth = 0) {
	if (!mountPoints.some((point) => point !== root && isWithin(point, root))) return [root];
	if (depth >= maxDepth) return [];
	return listDirectories(root).flatMap((name) => splitAround(`${root === "/" ? "" : root}/${name}`, mountPoints, listDirectories, depth + 1));
}
/**
* What is to be hidden so that of `path` only `kept` stays visible: `path` itself, or, where something in it is kept, the
* entries that don't lead there.
*/
function hideAround(path, kept, listEntries) {
	if (kept.includes(path)) return [];
	if (!kept.some((keep) => isWithin(keep, path))) return [path];
	return listEntries(path).flatMap((name) => hideAround(`${path === "/" ? "" : path}/${name}`, kept, listEntries));
}
// src/adapters/bubblewrap/facts.ts
/** Looks at the machine once for a run. Throws SANDBOX_FAILED for a protected path that is a symbolic link. */
async function gatherFacts(request) {
	const { workspace, jobEnv, settings, identity } = request;
	const home = findHome(identity, jobEnv);
	const homes = findHomes();
	const { policyFile } = request;
	const candidates = candidatesFor({
		workspace,
		home,
		homes,
		isRoot: identity.uid === 0,
		jobEnv,
		settings,
		policyFile
	});
	const mountPoints = readMountPoints();
	const protectedPaths = outermost([...candidates.protectedPaths.map((path) => protectedPath(path, workspace)), ...candidates.protectedIfPresent.map((path) => protectedPath(path, workspace)).filter(({ path, type }) => type !== "missing" && candidates.protectedIfPresent.includes(path))]);
	const [writable, ownerOnly, linkedFiles] = await Promise.all([
		findWritable(request.binaries, identity, [workspace, ...home === void 0 ? [] : [home]]),
		findOwnerOnly(request.binaries, identity, topmost([...home === void 0 ? [] : [home], ...homes]), workspace),
		findLinkedFiles(request.binaries, identity, workspace)
	]);
	const roots = topmost([...home === void 0 ? [] : [home], ...writable]);
	const kept = [
		workspace,
		jobEnv["RUNNER_TOOL_CACHE"],
		home
	].filter((path) => path !== void 0);
	const toHide = [...candidates.hidden, ...runnerPlaces(jobEnv)].flatMap((path) => hideAround(realPath(path) ?? path, kept, listAll));
	return {
		identity,
		workspace,
		home,
		writable: roots.flatMap((root) => splitAround(root, mountPoints, listDirectories)),
		hidden: distinct([...toHide.map(found).filter((item) => item !== void 0).filter(({ path }) => isReachable(path, identity)), ...ownerOnly.map(ownerOnlyFile)]),
		scratch: scratchPlaces([...candidates.scratch, ...candidates.caches.filter((path) => found(path) !== void 0)], [workspace, ...roots]),
		protectedPaths,
		linkedFiles: linkedFiles.filter((path) => !protectedPaths.some((place) => isWithin(path, place.path))),
		masked: maskedFiles(workspace)
	};
}
function outermost(places) {
	const byPath = new Map(places.map((place) => [place.path, place]));
	return topmost([...byPath.keys()]).flatMap((path) => byPath.get(path) ?? []);
}
/** What commands can't get to by mode needs no hiding, and could not be covered by a mount of theirs. */
function isReachable(path, { uid, gid }) {
	if (uid === 0) return true;
	for (let parent = dirname(path); parent !== "/"; parent = dirname(parent)) {
		const stat = statOf(parent);
		if (stat === void 0) return false;
		const bit = stat.uid === uid ? 64 : stat.gid === gid ? 8 : 1;
		if ((stat.mode & bit) === 0) return false;
	}
	return true;
}
function ownerOnlyFile(path) {
	return {
		path,
		type: "file"
	};
}
function distinct(items) {
	const byPath = new Map(items.map((item) => [item.path, item]));
	return topmost([...byPath.keys()]).flatMap((path) => byPath.get(path) ?? []);
}
/** The runner's own directories beside the workspace, known by where it says its temporary directory is. */
function runnerPlaces(jobEnv) {
	const temp = jobEnv["RUNNER_TEMP"];
	if (jobEnv["GITHUB_ACTIONS"] !== "true" || temp === void 0 || !temp.startsWith("/")) return [];
	const workRoot = temp.slice(0, temp.replace(/\/+$/, "").lastIndexOf("/"));
	if (workRoot === "") return [];
	const runnerRoot = workRoot.slice(0, workRoot.lastIndexOf("/"));
	return found(`${runnerRoot}/.runner`) === void 0 ? [workRoot] : [runnerRoot];
}
function scratchPlaces(paths, layered) {
	return [...new Set(paths.map((path) => realPath(path) ?? path))].map((path) => ({
		path,
		exists: found(path)?.type === "directory"
	})).filter(({ path, exists }) => !layered.some((root) => isWithin(root, path) && path !== "/tmp" && path !== "/var/tmp") && (exists || layered.some((root) => isWithin(path, root)) || path === "/tmp"));
}
/** Fails closed: with a symbolic link in it, no mount could tell what the protected name stands for. */
function protectedPath(path, workspace) {
	if (!isWithin(path, workspace)) return {
		path,
		type: "missing"
	};
	let current = workspace;
	for (const part of path.slice(workspace.length + 1).split("/")) {
		current = `${current}/${part}`;
		const stat = lstatSync(current, { throwIfNoEntry: false });
		if (stat === void 0) return {
			path: current,
			type: "missing"
		};
		if (stat.isSymbolicLink()) throw new GateError("SANDBOX_FAILED", `The protected path ${path} leads through a symbolic link at ${current}.`, { hint: "Replace the link by a real file or directory, or remove the path from sandbox.protect." });
	}
	return {
		path,
		type: lstatSync(path).isDirectory() ? "directory" : "file"
	};
}
function maskedFiles(workspace) {
	const modules = listDirectories(`${workspace}/.git/modules`).map((name) => `${workspace}/.git/modules/${name}/config`);
	return [
		`${workspace}/.git/config`,
		`${workspace}/.git/config.worktree`,
		...modules
	].flatMap((path) => {
		if (found(path)?.type !== "file" || lstatSync(path).size > 1048576) return [];
		const masked = maskGitConfig(readFileSync(path, "utf8"));
		return masked.lines.size === 0 ? [] : [{
			path,
			...masked
		}];
	});
}
function found(path) {
	const real = realPath(path);
	const stat = real === void 0 || real === "/" ? void 0 : statOf(real);
	if (real === void 0 || stat === void 0) return void 0;
	return {
		path: real,
		type: stat.isDirectory() ? "directory" : "file"
	};
}
/** Undefined for what is not there, or not any more: others work on this machine too. */
function statOf(path) {
	try {
		return statSync(path);
	} catch {
		return;
	}
}
function realPath(path) {
	try {
		return realpathSync.native(path);
	} catch {
		return;
	}
}
function listDirectories(path) {
	try {
		return readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
	} catch {
		return [];
	}
}
function listAll(path) {
	try {
		return readdirSync(path);
	} catch {
		return [];
	}
}
function readMountPoints() {
	return readFileSync("/proc/self/mountinfo", "utf8").split("\n").flatMap((line) => line.split(" ")[4] ?? []).map((text) => text.replace(/\\([0-7]{3})/g, (_, digits) => String.fromCharCode(Number.parseInt(digits, 8))));
}
// src/sandbox/seccomp/rules.ts
const anyBits = 4294967295;
const setIdBits = 3072;
/** O_CREAT and O_TMPFILE: only then does open(2) read its mode; otherwise the register holds anything. */
const creating = 4194368;
/** New mount, cgroup, UTS, IPC, user, PID and network namespaces. */
const namespaces = 2114060288;
const AF_UNIX = 1;
const AF_INET = 2;
const AF_INET6 = 10;
const AF_NETLINK = 16;
const SOCK_PACKET = 10;
function rule(name, x64, arm64, conditions = []) {
	return {
		name,
		number: {
			x64,
			arm64
		},
		answer: "EPERM",
		conditions
	};
}
function some(argument, bits) {
	return {
		argument,
		mask: bits,
		test: "some",
		values: []
	};
}
function is(argument, ...values) {
	return {
		argument,
		mask: anyBits,
		test: "is",
		values
	};
}
function isNot(argument, ...values) {
	return {
		argument,
		mask: anyBits,
		test: "is-not",
		values
	};
}
/** Reaching into other processes, or into kernel machinery that a build has no use for and exploits have. */
const machinery = [
	rule("ptrace", 101, 117),
	rule("process_vm_readv", 310, 270),
	rule("process_vm_writev", 311, 271),
	rule("pidfd_getfd", 438, 438),
	rule("io_uring_setup", 425, 425),
	rule("io_uring_enter", 426, 426),
	rule("io_uring_register", 427, 427),
	rule("add_key", 248, 217),
	rule("request_key", 249, 218),
	rule("keyctl", 250, 219),
	rule("bpf", 321, 280),
	rule("perf_event_open", 298, 241),
	rule("userfaultfd", 323, 282),
	rule("fanotify_init", 300, 262),
	rule("kexec_load", 246, 104),
	rule("kexec_file_load", 320, 294),
	rule("init_module", 175, 105),
	rule("finit_module", 313, 273),
	rule("delete_module", 176, 106),
	rule("open_by_handle_at", 304, 265)
];
/** Changing what is mounted where, and new namespaces in which a command would again be allowed to. */
const mounts = [
	rule("mount", 165, 40),
	rule("umount2", 166, 39),
	rule("pivot_root", 155, 41),
	rule("chroot", 161, 51),
	rule("open_tree", 428, 428),
	rule("move_mount", 429, 429),
	rule("fsopen", 430, 430),
	rule("fsconfig", 431, 431),
	rule("fsmount", 432, 432),
	rule("fspick", 433, 433),
	rule("mount_setattr", 442, 442),
	rule("open_tree_attr", 467, 467),
	rule("setns", 308, 268),
	rule("unshare", 272, 97),
	rule("clone", 56, 220, [some(0, namespaces)]),
	{
		...rule("clone3", 435, 435),
		answer: "ENOSYS"
	}
];
/** Files that run with their owner's or group's rights: left in the workspace they would work outside. */
const setId = [
	rule("chmod", 90, void 0, [some(1, setIdBits)]),
	rule("fchmod", 91, 52, [some(1, setIdBits)]),
	rule("fchmodat", 268, 53, [some(2, setIdBits)]),
	rule("fchmodat2", 452, 452, [some(2, setIdBits)]),
	rule("creat", 85, void 0, [some(1, setIdBits)]),
	rule("open", 2, void 0, [some(1, creating), some(2, setIdBits)]),
	rule("openat", 257, 56, [some(2, creating), some(3, setIdBits)]),
	{
		...rule("openat2", 437, 437),
		answer: "ENOSYS"
	},
	rule("mknod", 133, void 0, [some(1, setIdBits)]),
	rule("mknodat", 259, 33, [some(2, setIdBits)])
];
/** Typing into the terminal that the gate was started from, and sockets that leave the sandbox by other ways than IP. */
const channels = [
	rule("ioctl", 16, 29, [is(1, 21522, 21532)]),
	rule("socket", 41, 198, [isNot(0, AF_UNIX, AF_INET, AF_INET6, AF_NETLINK)]),
	rule("socket", 41, 198, [is(0, AF_NETLINK), isNot(2, 0)]),
	rule("socket", 41, 198, [{
		argument: 1,
		mask: 15,
		test: "is",
		values: [SOCK_PACKET]
	}]),
	rule("socketpair", 53, 199, [isNot(0, AF_UNIX)])
];
/** All that the sandbox's filter refuses. What it does not name is allowed. */
const rules = [
	...machinery,
	...mounts,
	...setId,
	...channels
];
// src/sandbox/seccomp/filter.ts
/** Offsets in struct seccomp_data; arguments are 64 bits, and both of our machines keep the low half first. */
const numberOffset = 0;
const archOffset = 4;
const argumentsOffset = 16;
const allow = 2147418112;
const killProcess = 2147483648;
const errno = {
	EPERM: 327681,
	ENOSYS: 327718
};
/** AUDIT_ARCH_X86_64 and AUDIT_ARCH_AARCH64. */
const auditArch = {
	x64: 3221225534,
	arm64: 3221225655
};
/** On x86-64, numbers from here on are the x32 calls: the same kernel functions under numbers that no rule names. */
const x32Start = 1073741824;
/** Goes on with the next instruction where the condition holds, and skips `rest` more where it does not. */
function conditionCode(condition, rest) {
	const head = [load(argumentsOffset + 8 * condition.argument), keep(condition.mask)];
	const { values } = condition;
	switch (condition.test) {
		case "some": return [...head, ifEqual(0, rest, 0)];
		case "is": return [...head, ...values.map((value, index) => {
			const left = values.length - 1 - index;
			return ifEqual(value, left, left === 0 ? rest : 0);
		})];
		case "is-not": return [...head, ...values.map((value, index) => ifEqual(value, values.length - 1 - index + rest, 0))];
	}
}
/** Answers if the number and every condition fit; otherwise runs off its end with the number loaded again. */
function ruleCode(rule, number) {
	const verdict = [answer(errno[rule.answer])];
	if (rule.conditions.length === 0) return [ifEqual(number, 0, 1), ...verdict];
	let body = verdict;
	for (const condition of rule.conditions.toReversed()) body = [...conditionCode(condition, body.length), ...body];
	return [
		ifEqual(number, 0, body.length + 1),
		...body,
		load(numberOffset)
	];
}
/**
* The filter as instructions, for the tests that run them. A call made through a foreign architecture kills the process,
* because its numbers mean other calls and would pass the rules unseen.
*/
function filterProgram(arch) {
	const kill = answer(killProcess);
	const foreign = arch === "x64" ? [ifAtLeast(x32Start, 0, 1), kill] : [];
	return [
		load(archOffset),
		ifEqual(auditArch[arch], 1, 0),
		kill,
		load(numberOffset),
		...foreign,
		...rules.flatMap((rule) => {
			const number = rule.number[arch];
			return number === void 0 ? [] : ruleCode(rule, number);
		}),
		answer(allow)
	];
}
/** The filter as bytes for `bwrap --seccomp FD`. The same bytes every time. */
function seccompFilter(arch) {
	return encode(filterProgram(arch));
}
// src/adapters/bubblewrap/furniture.ts
/** Makes the scratch places and says where each lies in the namespace. */
async function scratchSources(namespace, binaries, empty, views, scratch) {
	const sources = new Map(empty.map((path, index) => [path, `${scratch}/e/${index}`]));
	const sharedMemory = `${scratch}/shm`;
	const all = [...sources.values(), sharedMemory];
	await namespace.run(binaries.mkdir, [
		"-p",
		"--",
		...all
	]);
	for (const [path, source] of [...sources, ["/dev/shm", sharedMemory]]) chmodSync(`${namespace.root}${source}`, path.endsWith("tmp") || path === "/dev/shm" ? 1023 : 448);
	for (const { layer, merged } of views) sources.set(layer.path, merged);
	return {
		scratch: sources,
		sharedMemory
	};
}
/** A directory of the run's own in a place that every command sees as scratch, so that it is out of sight inside. */
function runDirectory(identity) {
	const directory = mkdtempSync("/tmp/command-gate-");
	for (const name of [
		"",
		"/s",
		"/c",
		"/mask",
		"/link",
		"/copies",
		"/empty"
	]) {
		mkdirSync(directory + name, { recursive: true });
		own(directory + name, identity);
	}
	writeFileSync(`${directory}/nothing`, "");
	writeFileSync(`${directory}/canary`, "not to be read inside");
	own(`${directory}/nothing`, identity);
	return directory;
}
/** Writes the filter for this machine's processor into a file that bubblewrap reads; undefined where there is none for it. */
function writeFilter(directory, identity) {
	const { arch } = process;
	if (arch !== "x64" && arch !== "arm64") return void 0;
	const path = `${directory}/filter`;
	writeFileSync(path, seccompFilter(arch), { mode: 384 });
	own(path, identity);
	return path;
}
/** Makes the pipes through which the gate reads what a command prints; only the identity and we may open them. */
async function makePipes(directory, identity, { mkfifo }) {
	const pipes = {
		stdout: `${directory}/stdout`,
		stderr: `${directory}/stderr`
	};
	const { exitCode, stderr } = await runQuietly(mkfifo, [
		"-m",
		"600",
		pipes.stdout,
		pipes.stderr
	], {
		identity,
		timeoutMs: 5e3
	});
	if (exitCode !== 0) throw new Error(`the pipes for the output could not be made: ${stderr.trim()}`);
	return pipes;
}
/**
* The files by which names are resolved, as commands see them: the egress answers, and of the machine's own list only the
* loopback lines remain, so that a name is asked for and granted by name and not by the address that stands there.
*/
function replaceNames(egress, directory, identity) {
	if (egress === void 0) return [];
	const hosts = textOf("/etc/hosts").split("\n").filter((line) => /^\s*(?:127\.|::1\s)/.test(line)).join("\n");
	return [replace("/etc/resolv.conf", egress.resolvConf, `${directory}/resolv.conf`, identity), replace("/etc/hosts", `${hosts}\n`, `${directory}/hosts`, identity)].flat();
}
function replace(path, text, source, identity) {
	writeFileSync(source, text);
	own(source, identity);
	try {
		return [{
			path: realpathSync(path),
			source
		}];
	} catch {
		return [];
	}
}
function textOf(path) {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return "";
	}
}
/** Names of the programs in the system's own directories. */
function systemPrograms() {
	const names = /* @__PURE__ */ new Set();
	for (const directory of [
		"/usr/local/sbin",
		"/usr/local/bin",
		"/usr/sbin",
		"/usr/bin"
	]) try {
		for (const name of readdirSync(directory)) names.add(name);
	} catch {}
	return names;
}
// src/adapters/bubblewrap/namespace.ts
const mountScript = `set -e
mount=$1 umount=$2
shift 2
while [ "$#" -ge 3 ]; do
  case "$1" in
    unmount) "$umount" -l -- "$3" ;;
    *) "$mount" -i -t "$1" -o "$2" "$1" "$3" ;;
  esac
  shift 3
done
if [ "$#" -eq 1 ]; then
  echo ready
  read -r _
fi`;
/**
* Opens the mount namespace: inside the egress's user and network namespaces where there is one, else in a user namespace
* of its own. Gives the system's own words when it can't be had.
*/
async function openNamespace(binaries, identity, egressPid, steps) {
	const [program = "", ...words] = egressPid === void 0 ? [
		binaries.unshare,
		"-U",
		"-r",
		"-m",
		"--propagation",
		"private"
	] : [
		...nsenterWords(binaries, egressPid, ["-U", "-n"]),
		binaries.unshare,
		"-m",
		"--propagation",
		"private"
	];
	const child = spawn(program, [
		...words,
		"--",
		binaries.shell,
		"-c",
		mountScript,
		"gate",
		...stepWords(binaries, steps),
		"hold"
	], {
		stdio: [
			"pipe",
			"pipe",
			"pipe"
		],
		env: { LC_ALL: "C" },
		cwd: "/",
		...identityOptions(identity)
	});
	const problem = await becomesReady(child);
	const pid = child.pid;
	if (problem !== void 0 || pid === void 0) {
		child.kill("SIGKILL");
		return {
			kind: "refused",
			message: problem ?? "it could not be started"
		};
	}
	const join = nsenterWords(binaries, pid, egressPid === void 0 ? ["-U", "-m"] : [
		"-U",
		"-n",
		"-m"
	]);
	const run = (inside, args) => {
		const [nsenter = "", ...flags] = join;
		return runQuietly(nsenter, [
			...flags,
			inside,
			...args
		], {
			identity,
			timeoutMs: 6e4
		});
	};
	return {
		kind: "open",
		namespace: {
			pid,
			root: `/proc/${pid}/root`,
			join,
			run,
			async mount(more) {
				const { exitCode, stderr } = await run(binaries.shell, [
					"-c",
					mountScript,
					"gate",
					...stepWords(binaries, more)
				]);
				return exitCode === 0 ? void 0 : stderr.trim();
			},
			close() {
				child.stdin.end();
				child.kill("SIGKILL");
			}
		}
	};
}
function nsenterWords(binaries, pid, flags) {
	return [
		binaries.nsenter,
		"--preserve-credentials",
		...flags,
		"-t",
		String(pid),
		"--"
	];
}
function stepWords(binaries, steps) {
	return [
		binaries.mount,
		binaries.umount,
		...steps.flatMap((step) => [
			step.kind,
			step.kind === "unmount" ? "-" : step.options,
			step.target
		])
	];
}
function becomesReady(child) {
	return new Promise((resolve) => {
		let stderr = "";
		child.stderr?.on("data", (chunk) => {
			stderr = (stderr + chunk.toString("utf8")).slice(-4e3);
		});
		child.stdout?.once("data", () => resolve(void 0));
		child.once("error", (error) => resolve(error.message));
		child.once("close", () => resolve(stderr.trim() || "it ended at once"));
	});
}
// src/adapters/bubblewrap/run.ts
/** Lays out everything that the commands of a run share. Leaves nothing behind when it is refused. */
async function openRun(config, binaries, identity) {
	const workspace = realpathSync(config.workspace);
	const { settings, jobEnv, policyFile } = config;
	const dropped = process.geteuid?.() === 0 && identity.uid !== 0 ? identity : void 0;
	const [facts, started] = await Promise.allSettled([gatherFacts({
		workspace,
		settings,
		jobEnv,
		policyFile,
		identity,
		binaries
	}), startedEgress(config, dropped)]);
	if (started.status === "rejected") throw started.reason;
	const egress = started.value;
	if (facts.status === "rejected") {
		await egress?.close();
		throw facts.reason;
	}
	const machine = facts.value;
	const directory = runDirectory(identity);
	const captured = `${directory}/s`;
	const scratch = `${directory}/c`;
	const opened = await openNamespace(binaries, identity, egress?.holderPid, [{
		kind: "tmpfs",
		options: `mode=700,size=4g,nr_inodes=${4 * workspaceLimits.files}`,
		target: captured
	}, {
		kind: "tmpfs",
		options: `mode=755,size=${scratchLimits.bytes},nr_inodes=${scratchLimits.files}`,
		target: scratch
	}]);
	const close = async () => {
		if (opened.kind === "open") opened.namespace.close();
		await egress?.close();
		rmSync(directory, {
			recursive: true,
			force: true,
			maxRetries: 3
		});
	};
	if (opened.kind === "refused") {
		await close();
		return opened;
	}
	const base = {
		config,
		binaries,
		machine,
		identity,
		namespace: opened.namespace,
		egress,
		directory,
		close
	};
	try {
		return {
			kind: "open",
			run: await furnish(base, captured, scratch)
		};
	} catch (error) {
		await close();
		throw error;
	}
}
/** Throws with the system's words where overlays can't be mounted in a user namespace. */
async function tryOverlay(base, captured) {
	const { namespace, binaries, directory } = base;
	await unmountLayers(namespace, binaries, await mountLayers(namespace, binaries, {
		layers: [{
			path: `${directory}/empty`,
			role: "captured",
			hidden: [],
			masked: [],
			mountPoints: []
		}],
		masks: /* @__PURE__ */ new Map(),
		directory: `${captured}/try`,
		linkDirectory: `${directory}/link`,
		emptyDirectory: `${directory}/empty`
	}));
}
async function startedEgress(config, user) {
	return config.startEgress?.({ user });
}
async function furnish(base, captured, scratch) {
	const { machine, namespace, binaries, directory, identity } = base;
	const plans = /* @__PURE__ */ new Map([["direct", planPlaces(machine, "direct")], ["layered", planPlaces(machine, "layered")]]);
	const masks = /* @__PURE__ */ new Map();
	const maskFor = async (layers) => {
		for (const layer of layers) {
			if (masks.has(layer.path)) continue;
			const mask = await buildMask(layer, `${directory}/mask/${masks.size}`, identity, binaries);
			if (mask !== void 0) masks.set(layer.path, mask);
		}
	};
	const request = (layers, where) => ({
		layers,
		masks,
		directory: where,
		linkDirectory: `${directory}/link`,
		emptyDirectory: `${directory}/empty`
	});
	const mountSet = async (variant, id) => {
		const layers = plans.get(variant)?.layers ?? [];
		await maskFor(layers);
		try {
			return await mountLayers(namespace, binaries, request(layers, `${captured}/${id}`));
		} catch {
			return await mountLayers(namespace, binaries, request(layers, `${captured}/${id}-again`));
		}
	};
	const cgroups = findCgroups();
	const notes = [...base.egress?.notes ?? []];
	if (cgroups === void 0) notes.push("No cgroup can be made here: memory and processes are looked at ten times a second instead.");
	let backend = "capture";
	let views = [];
	try {
		if (base.config.overlays === "never") throw new Error("switched off");
		const { views: wanted } = plans.get("direct") ?? planPlaces(machine, "direct");
		await maskFor(wanted);
		views = await mountLayers(namespace, binaries, request(wanted, `${scratch}/v`));
		await tryOverlay(base, captured);
	} catch (error) {
		backend = "enforce";
		views = [];
		for (const variant of ["direct", "layered"]) plans.set(variant, planEnforced(machine));
		notes.push(`No overlays here (${String(error)}): writes outside the grant fail, and denials are read from messages.`);
	}
	return {
		...base,
		async close() {
			await cgroups?.close();
			await base.close();
		},
		backend,
		notes,
		...await scratchSources(namespace, binaries, plans.get("direct")?.empty ?? [], views, scratch),
		seccompFile: writeFilter(directory, identity),
		pipes: await makePipes(directory, identity, binaries),
		cgroups,
		replaced: replaceNames(base.egress, directory, identity),
		programs: systemPrograms(),
		placesFor: (variant) => plans.get(variant) ?? planEnforced(machine),
		mountSet
	};
}
// src/adapters/bubblewrap/setup.ts
const installMs = 18e4;
/** Does what a diagnosis says can be done, as root or through sudo. Gives a sentence for the log, or undefined when it failed. */
async function remedy(fix, packages) {
	switch (fix) {
		case "install": return await install(packages) ? `Installed with apt-get: ${packages.join(", ")}.` : void 0;
		case "lift-apparmor": return await setSysctl("kernel.apparmor_restrict_unprivileged_userns", "0");
		case "enable-clone": return await setSysctl("kernel.unprivileged_userns_clone", "1");
	}
}
async function install(packages) {
	const once = () => asRoot("apt-get", [
		"install",
		"-y",
		"--no-install-recommends",
		"-o",
		"DPkg::Lock::Timeout=60",
		...packages
	]);
	if (await once()) return true;
	await asRoot("apt-get", [
		"update",
		"-o",
		"DPkg::Lock::Timeout=60"
	]);
	return await once();
}
async function setSysctl(name, value) {
	return await asRoot("sysctl", ["-w", `${name}=${value}`]) ? `Set ${name}=${value} on this machine, so that commands can be sandboxed.` : void 0;
}
async function asRoot(name, args) {
	const program = trustedProgram(name);
	const before = await administration();
	if (program === void 0 || before === void 0) return false;
	const environment = trustedProgram("env");
	const words = [
		...before,
		...environment === void 0 ? [] : [
			environment,
			"DEBIAN_FRONTEND=noninteractive",
			"PATH=/usr/sbin:/usr/bin:/sbin:/bin"
		],
		program,
		...args
	];
	const { exitCode } = await runQuietly(words[0] ?? program, words.slice(1), { timeoutMs: installMs });
	return exitCode === 0;
}
// src/adapters/bubblewrap/prepare.ts
/** So often a remedy is followed by another look. */
const maxRemedies = 3;
/**
* Makes everything ready and lets a real sandbox check itself. What is missing is remedied where `setup` is `auto` and it
* can be; everything else is the answer. Never throws.
*/
async function prepareRun(config) {
	const done = /* @__PURE__ */ new Set();
	for (;;) {
		const tried = await tryTwice(config);
		if (tried.kind !== "problem") return tried;
		const diagnosis = diagnose(tried.problem, await readConditions());
		const { fix } = diagnosis;
		const unavailable = {
			kind: "unavailable",
			reason: diagnosis.reason,
			remedy: diagnosis.remedy
		};
		if (config.setup !== "auto" || fix === void 0 || done.has(fix) || done.size >= maxRemedies) return unavailable;
		done.add(fix);
		const note = await remedy(fix, tried.problem.kind === "missing" ? tried.problem.packages : []);
		if (note === void 0) return unavailable;
		config.onNote?.(note);
	}
}
/** The same without remedies, as plain words: for `doctor`. */
async function diagnoseRun(config) {
	const tried = await tryOnce(config);
	if (tried.kind === "ready") await tried.run.close();
	if (tried.kind === "problem") return diagnose(tried.problem, await readConditions());
	return tried.kind === "unavailable" ? {
		...tried,
		fix: void 0
	} : void 0;
}
/** What others removed while it was looked at is no reason to give up: what is really wrong is wrong again. */
async function tryTwice(config) {
	const first = await tryOnce(config);
	return first.kind === "problem" && first.problem.kind === "refused" && process.platform === "linux" ? await tryOnce(config) : first;
}
async function tryOnce(config) {
	if (process.platform !== "linux") return {
		kind: "problem",
		problem: {
			kind: "refused",
			message: ""
		}
	};
	const found = findBinaries();
	if (found.kind === "missing") return {
		kind: "problem",
		problem: found
	};
	try {
		const opened = await openRun(config, found.binaries, identityFor(config.workspace));
		if (opened.kind === "refused") return {
			kind: "problem",
			problem: opened
		};
		const faults = await probe(opened.run);
		if (faults.length === 0) return {
			kind: "ready",
			run: opened.run
		};
		await opened.run.close();
		return {
			kind: "problem",
			problem: {
				kind: "refused",
				message: `the probe found: ${faults.join("; ")}`
			}
		};
	} catch (error) {
		return failure(error);
	}
}
function failure(error) {
	if (error instanceof GateError && error.code === "SANDBOX_FAILED") return {
		kind: "unavailable",
		reason: error.message,
		remedy: error.hint ?? ""
	};
	return {
		kind: "problem",
		problem: {
			kind: "refused",
			message: error instanceof Error ? error.message : String(error)
		}
	};
}
// src/sandbox/fate.ts
/** Where at the top of a workspace programs lie that a later step may have on PATH. */
const programDirectories = [
	"bin",
	"sbin",
	".bin"
];
/**
* Decides what becomes of a changed path. What makes git run programs stays captured even under a granted `.git`, unless
* the grant names that very place. A new executable named like a system program is captured too: a later step that has
* its directory on PATH would run it instead.
*/
function fateOf(change, context) {
	const { path } = change;
	const { workspace, grant } = context;
	if (context.scratch.some((place) => isWithin(path, place))) return "scratch";
	const git = `${workspace}/.git`;
	const hard = hardProtectedInGit.map((name) => `${git}/${name}`).find((place) => isWithin(path, place));
	if (hard !== void 0) return grant.write.some((granted) => isWithin(granted, hard) && isWithin(path, granted)) ? "granted" : "captured";
	if (grant.write.some((granted) => granted !== workspace && isWithin(path, granted))) return "granted";
	if (context.protectedPaths.some((place) => isWithin(path, place))) return "captured";
	if (!isWithin(path, workspace) || grant.mode === "read-only") return "captured";
	return change.executable && shadowsProgram(path, workspace, context.programs) ? "captured" : "workspace";
}
/** Directories that people put on PATH: `bin` and the like at the top of the workspace. A virtual environment's own is deeper. */
function shadowsProgram(path, workspace, programs) {
	const cut = path.lastIndexOf("/");
	return programDirectories.some((name) => path.slice(0, cut) === `${workspace}/${name}`) && programs.has(path.slice(cut + 1));
}
// src/sandbox/git-index.ts
const headerBytes = 12;
/** Times, device, inode, mode, owner and size: what git keeps to see quickly whether a file may have changed. */
const statBytes = 40;
const modeOffset = 24;
const digestBytes = 20;
/**
* What a git index says of the files in it, without the times and inodes that `git diff` and others refresh in passing:
* mode, digest, flags and path of every entry. Undefined for what is no index of version 2 or 3 with SHA-1.
*/
function indexEntries(bytes) {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < headerBytes || view.getUint32(0) !== 1145655875) return void 0;
	const version = view.getUint32(4);
	const count = view.getUint32(8);
	if (version < 2 || version > 3) return void 0;
	const entries = [];
	let offset = headerBytes;
	for (let index = 0; index < count; index++) {
		const fixed = 62;
		if (offset + fixed > bytes.length) return void 0;
		const flags = view.getUint16(offset + statBytes + digestBytes);
		const nameAt = offset + fixed + (version === 3 && (flags & 16384) !== 0 ? 2 : 0);
		const end = bytes.indexOf(0, nameAt);
		if (end === -1) return void 0;
		const mode = view.getUint32(offset + modeOffset);
		const rest = Buffer.from(bytes.subarray(offset + statBytes, end)).toString("latin1");
		entries.push(`${mode} ${rest}`);
		offset += end - offset + 8 >> 3 << 3;
	}
	return entries;
}
/** True when two indexes say the same of the same files: the difference is one that git makes by itself and nobody misses. */
function isSameIndex(before, after) {
	const left = indexEntries(before);
	const right = indexEntries(after);
	return left !== void 0 && right !== void 0 && left.join("\n") === right.join("\n");
}
// src/adapters/bubblewrap/collect.ts
/** Longer paths the kernel takes from nobody: a nest so deep was made to break those who walk it. */
const maxPathBytes = 3500;
/**
* Reads from an overlay what a command changed: every path whose content, type, mode or link target is other than in
* reality, or whose file was written again, and nothing that only lies in the overlay because it was opened. Call it when
* no process of the command is alive.
*/
function collectChanges(mounted, options) {
	const changes = [];
	visit("", mounted, options, changes);
	return changes;
}
/** True when nothing at all was written into the overlay. */
function isUntouched(mounted) {
	return readdirSync(mounted.upper).length === 0;
}
function visit(relative, mounted, options, changes) {
	const realDirectory = lstatOf(mounted.layer.path + relative)?.isDirectory() === true;
	const names = namesIn$1(mounted.upper + relative);
	for (const name of names) {
		const inner = `${relative}/${name}`;
		if (Buffer.byteLength(mounted.mergedOutside + inner) > maxPathBytes) options.onTooDeep(mounted.layer.path + inner);
		else visitEntry(inner, mounted, options, changes, realDirectory);
	}
	if (!realDirectory) return;
	const seen = /* @__PURE__ */ new Set([...names, ...namesIn$1(mounted.mergedOutside + relative)]);
	for (const name of namesIn$1(mounted.layer.path + relative)) {
		const inner = `${relative}/${name}`;
		if (!seen.has(name) && !isHidden(mounted, inner)) changes.push(deletion(inner, mounted));
	}
}
function visitEntry(relative, mounted, options, changes, parentIsReal) {
	const path = mounted.layer.path + relative;
	const upper = mounted.upper + relative;
	const after = lstatOf(upper);
	const before = parentIsReal ? lstatOf(path) : void 0;
	if (after === void 0) return;
	if (isWhiteout(after)) {
		if (before !== void 0) changes.push(deletion(relative, mounted));
		return;
	}
	const isTree = after.isDirectory() && before === void 0 && options.isWhole(path);
	const change = changeOf(relative, before, after, mounted);
	openUp(upper, after);
	if (change !== void 0) {
		const hidden = isHidden(mounted, relative);
		changes.push({
			path,
			change,
			before: hidden ? withoutDigest(path, before) : fileState(path, before),
			after: fileState(upper, after),
			source: upper,
			isTree,
			maskedLines: maskOf(mounted, relative)?.lines,
			isHidden: hidden,
			modifiedAt: after.mtimeMs
		});
	}
	if (after.isDirectory() && !isTree) visit(relative, mounted, options, changes);
}
/** What became of a path, or undefined if it is as it was. */
function changeOf(relative, before, after, mounted) {
	if (before === void 0) return isPlace(relative, mounted) ? void 0 : "created";
	if ((before.mode & 61440) !== (after.mode & 61440)) return "modified";
	if (isHidden(mounted, relative)) return after.isDirectory() || after.size === 0 ? void 0 : "modified";
	if (!after.isDirectory() && !isSameContent(relative, before, after, mounted)) return "modified";
	if ((before.mode & 4095) !== (after.mode & 4095)) return "mode-changed";
	return isRewritten(relative, before, after, mounted) ? "modified" : void 0;
}
/** Written again with what was there, or touched: recorded, so that no write goes unseen. */
function isRewritten(relative, before, after, mounted) {
	return after.isFile() && maskOf(mounted, relative) === void 0 && Math.abs(after.mtimeMs - before.mtimeMs) >= 1;
}
function isSameContent(relative, before, after, mounted) {
	const masked = maskOf(mounted, relative);
	const upper = mounted.upper + relative;
	if (masked !== void 0) return fileState(upper, after)?.digest === sha256(masked.text);
	return sameAs(mounted.layer.path + relative, before, upper, after);
}
function maskOf(mounted, relative) {
	return mounted.layer.masked.find(({ path }) => path === mounted.layer.path + relative);
}
function sameAs(path, before, upper, after) {
	if (after.isFile() && before.size !== after.size) return false;
	const real = fileState(path, before);
	openUp(upper, after);
	const written = fileState(upper, after);
	return real?.digest === written?.digest && (real?.digest !== void 0 || !after.isFile());
}
function deletion(relative, mounted) {
	const path = mounted.layer.path + relative;
	const hidden = isHidden(mounted, relative);
	return {
		path,
		change: "deleted",
		before: hidden ? withoutDigest(path, lstatOf(path)) : fileState(path),
		after: void 0,
		source: void 0,
		isTree: false,
		maskedLines: void 0,
		isHidden: hidden,
		modifiedAt: void 0
	};
}
function withoutDigest(path, stat) {
	const state = stat?.isFile() === true ? void 0 : fileState(path, stat);
	if (stat === void 0 || state !== void 0) return state;
	return {
		type: "file",
		mode: stat.mode & 4095,
		size: stat.size,
		digest: void 0,
		linkTarget: void 0
	};
}
function isHidden(mounted, relative) {
	return mounted.layer.hidden.some(({ path }) => isWithin(mounted.layer.path + relative, path));
}
function isPlace(relative, mounted) {
	return mounted.layer.mountPoints.some((path) => isWithin(path, mounted.layer.path + relative));
}
function isWhiteout(stat) {
	return stat.isCharacterDevice() && stat.rdev === 0;
}
function namesIn$1(directory) {
	try {
		return readdirSync(directory);
	} catch {
		return [];
	}
}
// src/adapters/bubblewrap/settle.ts
/** Reads the overlays and copies of an attempt whose processes are all dead. */
function readLeft(run, layers, grant, withdrawn) {
	const touched = layers.filter((mounted) => !isUntouched(mounted));
	const context = {
		workspace: run.machine.workspace,
		grant,
		scratch: [...run.scratch.keys()].filter((place) => !layers.some(({ layer }) => isWithin(layer.path, place))),
		protectedPaths: run.machine.protectedPaths.map(({ path }) => path),
		programs: run.programs
	};
	const fateOfPath = (path, isExecutable) => fateOf({
		path,
		executable: isExecutable
	}, context);
	const guarded = [...context.protectedPaths, ...context.scratch];
	let tooDeep;
	const changes = [
		...touched.flatMap((mounted) => collectChanges(mounted, {
			isWhole: (path) => fateOfPath(path, false) === "workspace" && !/\/(?:bin|sbin|\.bin)$/.test(path) && !guarded.some((place) => isWithin(place, path)),
			onTooDeep: (path) => {
				tooDeep ??= path;
			}
		})),
		...changedCopies(run, grant),
		...withdrawn
	];
	const withFate = (fate) => changes.filter((change) => fateOfPath(change.path, isNewProgram(change)) === fate);
	const captured = withFate("captured").filter((change) => !isIndexRefresh(change, run.machine.workspace));
	const maskedText = new Map(run.machine.masked.map(({ path, text }) => [path, text]));
	return {
		isUntouched: touched.length === 0,
		captured,
		effects: evidenceOf(captured, maskedText),
		granted: withFate("granted"),
		workspace: withFate("workspace"),
		tooDeep
	};
}
function isIndexRefresh({ path, change, source }, workspace) {
	if (path !== `${workspace}/.git/index` || change !== "modified" || source === void 0) return false;
	return isSameIndex(readFileSync(path), readFileSync(source));
}
function isNewProgram(change) {
	const { after, before } = change;
	if (after === void 0 || after.type === "directory") return false;
	return after.type === "symlink" || (after.mode & 73) !== 0 && before?.digest !== after.digest;
}
function changedCopies(run, grant) {
	return run.placesFor(variantFor(run, grant)).copies.flatMap((path, index) => {
		const copy = copyOf(run, index);
		const stat = lstatOf(copy);
		const after = fileState(copy, stat);
		const before = fileState(path);
		if (after === void 0 || after.digest === before?.digest && after.mode === before?.mode) return [];
		return [{
			path,
			change: after.digest === before?.digest ? "mode-changed" : "modified",
			before,
			after,
			source: copy,
			isTree: false,
			maskedLines: void 0,
			isHidden: false,
			modifiedAt: stat?.mtimeMs
		}];
	});
}
// src/sandbox/likely.ts
const phrases = /read-only file system|permission denied|operation not permitted|could not resolve host|network is unreachable|temporary failure in name resolution/i;
const maxLikely = 20;
/**
* What a command's error messages say of denials, for a sandbox that can't record them. The command could have written
* these lines itself, so every effect is `likely`, and only those that name an absolute path or a host are given.
*/
function likelyEffects(stderr) {
	const effects = /* @__PURE__ */ new Map();
	for (const line of stderr.split("\n")) {
		if (effects.size >= maxLikely) break;
		if (line.length > 2e3 || !phrases.test(line)) continue;
		const effect = effectIn(line);
		if (effect !== void 0) effects.set(JSON.stringify(effect), effect);
	}
	return [...effects.values()];
}
function effectIn(line) {
	const host = /could not resolve host:? ([A-Za-z0-9.-]{1,253})/i.exec(line)?.[1];
	if (host !== void 0) return {
		kind: "network",
		host: host.toLowerCase(),
		port: void 0,
		certainty: "likely",
		reason: void 0
	};
	const path = /(?:^|[\s'"‘`:])(\/[^\s'"’`:]{1,4096})/.exec(line)?.[1];
	if (path === void 0) return void 0;
	return {
		kind: "write",
		path,
		change: void 0,
		certainty: "likely",
		before: void 0,
		after: void 0,
		diff: void 0
	};
}
// src/adapters/bubblewrap/uncovered.ts
/**
* What messages tell of denials that no overlay could record. With overlays that is only a write to a place which none of
* them covers, and which the user could really have written: forged words name none.
*/
function likelyOf(run, layers, stderr) {
	if (run.backend === "enforce") return likelyEffects(stderr);
	const covered = [
		...layers.map(({ layer }) => layer.path),
		...run.scratch.keys(),
		run.machine.workspace
	];
	return likelyEffects(stderr.split("\n").filter((line) => /read-only file system/i.test(line)).join("\n")).filter((effect) => effect.kind === "write" && !covered.some((place) => isWithin(effect.path, place)) && isReallyWritable(effect.path, run));
}
function isReallyWritable(path, run) {
	const target = nearest(path);
	if (target === void 0 || /^\/(?:proc|sys|dev|run)(?:\/|$)/.test(path)) return false;
	const { uid, gid } = run.identity;
	if (target.uid === uid) return (target.mode & 128) !== 0;
	return (target.mode & (target.gid === gid ? 16 : 2)) !== 0;
}
/** The path itself, or the directory in which it would be made. */
function nearest(path) {
	try {
		return statSync(path, { throwIfNoEntry: false }) ?? (path === "/" ? void 0 : nearest(dirname(path)));
	} catch {
		return;
	}
}
// src/adapters/bubblewrap/unsandboxed.ts
/** Runs a command as it is, where policy or people took the sandbox off: same environment, same bounds on time and output. */
async function runUnsandboxed(config, request, onOutput, signal) {
	const { command, grant, limits } = request;
	const [program = "", ...args] = argvOf(command);
	const child = spawn(program, args, {
		cwd: `${config.workspace}/${command.workingDirectory}`,
		env: environmentFor({
			jobEnv: config.jobEnv,
			pass: config.settings.env.pass,
			commandEnv: command.env,
			granted: grant.env,
			home: config.jobEnv["HOME"] ?? homedir()
		}),
		stdio: [
			"ignore",
			"pipe",
			"pipe"
		],
		detached: true
	});
	const signalGroup = (name) => {
		try {
			if (child.pid !== void 0) process.kill(-child.pid, name);
		} catch {}
	};
	const { ending, output, durationMs } = await supervise(child, {
		stdout: sourceOf(child.stdout),
		stderr: sourceOf(child.stderr)
	}, {
		terminate() {
			signalGroup("SIGTERM");
			return true;
		},
		kill: () => signalGroup("SIGKILL"),
		inspect: async () => void 0
	}, {
		limits,
		onOutput,
		signal
	});
	signalGroup("SIGKILL");
	return {
		grant,
		backend: "none",
		ending,
		effects: [],
		changes: void 0,
		output,
		durationMs,
		notes: ["Ran without a sandbox: limits on memory, processes and disk did not apply."]
	};
}
// src/adapters/bubblewrap/withdraw.ts
/** Notes what the real workspace has in place of system programs. Costs a few lookups where it has none. */
function notePrograms(workspace, programs, store) {
	mkdirSync(store, { recursive: true });
	const before = /* @__PURE__ */ new Map();
	for (const path of shadowing(workspace, programs)) {
		const copy = `${store}/before-${before.size}`;
		cpSync(path, copy, {
			verbatimSymlinks: true,
			preserveTimestamps: true
		});
		before.set(path, { copy });
	}
	return before;
}
/**
* Takes new or changed executables that shadow a system program out of the real workspace, puts back what was there, and
* records them as captured. For workspaces that lie under no overlay; call it when no process of the command is alive.
*/
function withdrawPrograms(workspace, programs, before, store) {
	return shadowing(workspace, programs).flatMap((path, index) => {
		const stat = lstatOf(path);
		const after = fileState(path, stat);
		const kept = before.get(path);
		const old = kept === void 0 ? void 0 : fileState(kept.copy);
		if (after === void 0 || old?.digest === after.digest && old?.mode === after.mode) return [];
		const source = `${store}/after-${index}`;
		takeOut(path, source);
		if (kept !== void 0) cpSync(kept.copy, path, {
			verbatimSymlinks: true,
			preserveTimestamps: true
		});
		return [{
			path,
			change: old === void 0 ? "created" : "modified",
			before: old,
			after,
			source,
			isTree: false,
			maskedLines: void 0,
			isHidden: false,
			modifiedAt: stat?.mtimeMs
		}];
	});
}
function takeOut(path, target) {
	rmSync(target, {
		force: true,
		recursive: true
	});
	try {
		renameSync(path, target);
	} catch {
		if (lstatOf(path)?.isSymbolicLink() === true) cpSync(path, target, { verbatimSymlinks: true });
		else copyFileSync(path, target);
		rmSync(path);
	}
}
function shadowing(workspace, programs) {
	return programDirectories.flatMap((directory) => namesIn(`${workspace}/${directory}`).filter((name) => programs.has(name)).map((name) => `${workspace}/${directory}/${name}`).filter((path) => {
		const stat = lstatOf(path);
		return stat?.isSymbolicLink() === true || stat?.isFile() === true && (stat.mode & 73) !== 0;
	}));
}
/** A program directory that is itself a symbolic link leads elsewhere: there nothing of this command's can be. */
function namesIn(directory) {
	if (lstatOf(directory)?.isDirectory() !== true) return [];
	try {
		return readdirSync(directory);
	} catch {
		return [];
	}
}
// src/adapters/bubblewrap/sandbox.ts
/**
* A sandbox for the commands of one run on this machine, made ready with its first attempt at the latest. What can't be made
* ready is the ending of every attempt, with the reason and the remedy; no command ever runs without it.
*/
async function createSandbox(config) {
	if (process.platform === "linux") closeInherited();
	const pending = /* @__PURE__ */ new Map();
	let prepared;
	const prepare = () => {
		prepared ??= prepareRun(config).then((result) => result.kind === "ready" ? {
			...result,
			pool: openPool(result.run)
		} : result);
		return prepared;
	};
	const release = async (changes) => {
		const held = pending.get(changes.id);
		pending.delete(changes.id);
		return held;
	};
	return {
		prepare: () => void prepare().catch(() => void 0),
		async attempt(request, onOutput, signal) {
			const { grant } = request;
			if (grant.kind === "unsandboxed") {
				const attempt = await runUnsandboxed(config, {
					...request,
					grant
				}, onOutput, signal);
				if (prepared !== void 0) await renewPool(await prepared);
				return attempt;
			}
			const ready = await prepare();
			if (ready.kind === "unavailable") return unavailable$1(request, ready);
			return await attemptIn(ready, {
				...request,
				grant
			}, onOutput, signal, pending);
		},
		async apply(changes) {
			const held = await release(changes);
			const ready = await prepare();
			if (held === void 0 || ready.kind === "unavailable") return {
				kind: "refused",
				reason: "These changes are no longer kept."
			};
			if (digestOfChanges(held.changes) !== changes.digest) return {
				kind: "refused",
				reason: "The kept changes are not the ones that were shown."
			};
			const result = applyChanges(held.changes, ready.run.identity, "checked");
			await ready.pool.retire(held.layers);
			await ready.pool.renew();
			return result;
		},
		async discard(changes) {
			const held = await release(changes);
			const ready = await prepare();
			if (held !== void 0 && ready.kind === "ready") await ready.pool.retire(held.layers);
		},
		async close() {
			if (prepared === void 0) return;
			const ready = await prepared;
			prepared = void 0;
			if (ready.kind !== "ready") return;
			await ready.pool.settle();
			await ready.run.close();
		}
	};
}
async function renewPool(prepared) {
	if (prepared.kind === "ready") await prepared.pool.renew();
}
async function attemptIn(ready, request, onOutput, signal, pending) {
	const { run, pool } = ready;
	const variant = variantFor(run, request.grant);
	const stage = await openStage(ready, request, variant);
	if (stage.kind === "failed") return unavailable$1(request, stage);
	const { layers, traffic } = stage;
	const watch = watchPrograms(run, variant);
	const launched = await launchOver(run, layers, request, onOutput, signal);
	const network = await traffic?.end() ?? [];
	if (!launched.started) {
		await pool.retire(layers);
		return unavailable$1(request, setupFailure(launched));
	}
	const left = readLeft(run, layers, request.grant, watch.withdraw());
	const ended = left.tooDeep === void 0 ? launched : tooDeep(launched, left.tooDeep);
	const likely = isSuccess(ended) ? [] : likelyOf(run, layers, ended.stderrTail);
	return await settle({
		ready,
		attempt: describe(run, request, ended, [
			...left.effects,
			...network,
			...likely
		]),
		left,
		layers,
		variant,
		pending
	});
}
/** What an attempt stands on. A failure here is before anything ran. */
async function openStage(ready, request, variant) {
	const { run, pool } = ready;
	try {
		const layers = await pool.take(variant);
		const reach = {
			allow: request.grant.network,
			deny: run.config.denyHosts ?? []
		};
		return {
			kind: "open",
			layers,
			traffic: await run.egress?.begin(reach)
		};
	} catch (error) {
		return {
			kind: "failed",
			reason: `The sandbox of this run is no longer there: ${error instanceof Error ? error.message : String(error)}.`,
			remedy: "Run the job again; if it stays, `command-gate doctor` names the cause."
		};
	}
}
/** In a real workspace a planted `bin/git` can only be taken out again afterwards; an overlay holds it back by itself. */
function watchPrograms(run, variant) {
	if (variant === "layered") return { withdraw: () => [] };
	const { workspace } = run.machine;
	const store = `${run.directory}/programs/${randomBytes(4).toString("hex")}`;
	const before = notePrograms(workspace, run.programs, store);
	return { withdraw: () => withdrawPrograms(workspace, run.programs, before, store) };
}
function isSuccess({ ending }) {
	return ending.kind === "exited" && ending.exitCode === 0;
}
/** Decides what becomes of what was left: written now, kept for an answer, or dropped. */
async function settle(context) {
	const { ready, attempt, left, layers, pending } = context;
	const { run, pool } = ready;
	if (left.isUntouched && left.captured.length === 0) {
		pool.giveBack(context.variant, layers);
		return attempt;
	}
	const isTransaction = context.variant === "layered";
	const verdict = verdictOf({
		...attempt,
		changes: left.captured.length === 0 ? void 0 : changeSet([])
	}, run.config.settings);
	const now = isTransaction && verdict.kind !== "succeeded" ? [] : [...left.granted, ...left.workspace];
	const written = applyChanges(now, run.identity, "unchecked");
	if (now.length > 0) await pool.renew();
	if (written.kind !== "applied") {
		await pool.retire(layers);
		const detail = `its changes to the workspace could not be moved in: ${written.reason}`;
		return {
			...attempt,
			ending: {
				kind: "limit",
				limit: "scratch",
				detail
			}
		};
	}
	const committed = now.length === 0 ? attempt : {
		...attempt,
		written: now.map(({ path, change }) => ({
			path,
			change
		}))
	};
	pool.prepare(context.variant);
	if (verdict.kind !== "ask-apply") {
		await pool.retire(layers);
		return committed;
	}
	const kept = isTransaction ? [
		...left.captured,
		...left.granted,
		...left.workspace
	] : left.captured;
	const changes = changeSet(kept);
	pending.set(changes.id, {
		changes: kept,
		layers
	});
	return {
		...committed,
		changes
	};
}
function changeSet(changes) {
	return {
		id: randomBytes(8).toString("hex"),
		digest: digestOfChanges(changes),
		paths: changes.map(({ path }) => path).sort()
	};
}
function describe(run, request, launched, effects) {
	return {
		grant: request.grant,
		backend: run.backend,
		ending: launched.ending,
		effects,
		changes: void 0,
		output: launched.output,
		durationMs: launched.durationMs,
		notes: [...run.notes, ...outputNotes(launched.output.totalBytes)]
	};
}
// src/adapters/egress/report.ts
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function decodeContact(value) {
	if (!isRecord(value)) return [];
	const { host, port } = value;
	const manner = manners.find((known) => known === value["manner"]);
	if (manner === void 0) return [];
	if (typeof host !== "string" || host.length > 1100 || !/^[\x21-\x7e]+$/.test(host)) return [];
	if (port === void 0) return [{
		host,
		port: void 0,
		manner
	}];
	if (typeof port !== "number" || !Number.isInteger(port) || port < 0 || port > 65535) return [];
	return [{
		host,
		port,
		manner
	}];
}
function decodeList(value, decode, limit) {
	return Array.isArray(value) ? value.slice(0, limit).flatMap((item) => decode(item)) : [];
}
function decodeNote(value) {
	return typeof value === "string" ? [value.slice(0, 200)] : [];
}
/**
* Reads a line of the egress process, which stands closer to hostile traffic than we do: at most `maxContacts` places are
* taken from it, and what has another shape is undefined.
*/
function decodeReport(value, maxContacts) {
	if (!isRecord(value)) return void 0;
	if (value["kind"] === "unmapped") return { kind: "unmapped" };
	if (value["kind"] === "ready") return {
		kind: "ready",
		notes: decodeList(value["notes"], decodeNote, 10)
	};
	const { kind, attempt, contacts, more } = value;
	if (kind === "begun" && typeof attempt === "number") return {
		kind: "begun",
		attempt
	};
	if (kind !== "ended" || typeof attempt !== "number" || typeof more !== "number") return void 0;
	return {
		kind: "ended",
		attempt,
		contacts: decodeList(contacts, decodeContact, maxContacts),
		more
	};
}
// src/adapters/egress/conversation.ts
/** Speaks with the egress process over its stdin and stdout. */
function converse(holder) {
	let stderr = "";
	let gone;
	const reports = [];
	let wake;
	function end(reason) {
		gone ??= reason;
		wake?.();
	}
	const read = lineReader(maxLineBytes, (value) => {
		const report = decodeReport(value, maxContacts);
		if (report === void 0 || reports.length > 2) end("the egress process sent what it should not");
		else reports.push(report);
		wake?.();
	}, (reason) => end(`the egress process sent ${reason}`));
	holder.stdout.on("data", read);
	holder.stderr.on("data", (chunk) => {
		stderr = (stderr + chunk.toString("utf8")).slice(-4096);
	});
	holder.stdin.on("error", () => {});
	holder.on("error", (error) => end(error.message));
	holder.on("close", (code, signal) => end(`the egress process ended with ${signal ?? `exit code ${code}`}`));
	return {
		send: (order) => {
			holder.stdin.write(`${JSON.stringify(order)}\n`);
		},
		nudge: () => {
			holder.stdin.write("\n");
		},
		next: async (withinMs) => {
			const timer = setTimeout$1(() => end(`the egress process gave no answer in ${withinMs} ms`), withinMs);
			try {
				for (;;) {
					const report = reports.shift();
					if (report !== void 0) return report;
					if (gone !== void 0) throw new GateError("SANDBOX_FAILED", gone);
					await new Promise((done) => {
						wake = done;
					});
				}
			} finally {
				clearTimeout(timer);
				wake = void 0;
			}
		},
		stderr: () => stderr
	};
}
// src/adapters/egress/evidence.ts
const neverCarried = {
	question: void 0,
	tcp: void 0,
	udp: "sent by UDP, which is never carried",
	other: "sent by a protocol that is never carried"
};
/** Why no grant would have helped, or undefined where one would. */
function reasonFor(contact, reach) {
	return permits({
		allow: reach.allow,
		deny: []
	}, contact.host, contact.port) && !permits(reach, contact.host, contact.port) ? "the policy denies this host" : neverCarried[contact.manner];
}
function isOutside(contact, reach) {
	return neverCarried[contact.manner] !== void 0 || !permits(reach, contact.host, contact.port);
}
/** One contact for each place: a connection stands for the datagrams and the question beside it. */
function strongest(contacts) {
	const connected = new Set(contacts.flatMap(({ host, manner }) => manner === "question" ? [] : host));
	const byTcp = new Set(contacts.flatMap((contact) => contact.manner === "tcp" ? placeOf(contact) : []));
	return contacts.filter((contact) => {
		if (contact.manner === "question") return !connected.has(contact.host);
		return contact.manner === "tcp" || !byTcp.has(placeOf(contact));
	});
}
function placeOf({ host, port }) {
	return `${host} ${port ?? ""}`;
}
/**
* What an attempt's contacts amount to outside its grant: each refused connection; a question for a name only where nothing was sent
* to it afterwards; what is never carried; and what was granted but not carried. A reason says that granting the host
* would not help. Nothing that the grant covers and that went well.
*/
function networkEffects(record, reach) {
	const effects = [...strongest(record.contacts).filter((contact) => isOutside(contact, reach)).map((contact) => ({
		...contact,
		reason: reasonFor(contact, reach)
	})), ...record.refusals].map(({ host, port, reason }) => ({
		kind: "network",
		host,
		port,
		certainty: "recorded",
		reason
	}));
	const last = effects.at(-1);
	if (record.more === 0 || last === void 0) return effects;
	const note = `${record.more} more attempts followed that are not listed`;
	return [...effects.slice(0, -1), {
		...last,
		reason: last.reason === void 0 ? note : `${last.reason}; ${note}`
	}];
}
const handshakeRecord = 22;
const clientHelloMessage = 1;
const serverNameExtension = 0;
const hostNameType = 0;
var Short = class extends Error {};
/** Reads big-endian fields one after the other; running out of bytes throws Short. */
function createReader(bytes) {
	let at = 0;
	function take(size) {
		if (at + size > bytes.length) throw new Short();
		at += size;
		return bytes.subarray(at - size, at);
	}
	return {
		take,
		number: (size) => take(size).readUIntBE(0, size),
		left: () => bytes.length - at
	};
}
/** The handshake bytes of the records at the start; undefined where they are no handshake records. */
function handshakeOf(bytes) {
	const parts = [];
	let at = 0;
	while (at < bytes.length) {
		if (bytes[at] !== handshakeRecord) return parts.length === 0 ? void 0 : Buffer.concat(parts);
		if (at + 5 > bytes.length) break;
		if (bytes[at + 1] !== 3) return void 0;
		const end = at + 5 + bytes.readUInt16BE(at + 3);
		parts.push(bytes.subarray(at + 5, end));
		at = end;
	}
	return Buffer.concat(parts);
}
function serverNameOf(extension) {
	const names = createReader(extension);
	const list = createReader(names.take(names.number(2)));
	const type = list.number(1);
	const name = list.take(list.number(2)).toString("latin1").toLowerCase();
	if (type !== hostNameType || list.left() > 0 || names.left() > 0) throw new RangeError("an odd server name");
	return name;
}
function readHello(body) {
	const reader = createReader(body);
	reader.take(34);
	reader.take(reader.number(1));
	reader.take(reader.number(2));
	reader.take(reader.number(1));
	if (reader.left() === 0) return {
		kind: "hello",
		serverName: void 0
	};
	const extensions = createReader(reader.take(reader.number(2)));
	let serverName;
	while (extensions.left() > 0) {
		const type = extensions.number(2);
		const content = extensions.take(extensions.number(2));
		if (type !== serverNameExtension) continue;
		if (serverName !== void 0) throw new RangeError("two server names");
		serverName = serverNameOf(content);
	}
	return {
		kind: "hello",
		serverName
	};
}
/** Reads the name in a TLS ClientHello without opening anything. A malformed hello counts as `not-tls`. */
function parseClientHello(bytes) {
	if (bytes.length === 0) return { kind: "incomplete" };
	const handshake = handshakeOf(bytes);
	if (handshake === void 0) return { kind: "not-tls" };
	if (handshake.length > 0 && handshake[0] !== clientHelloMessage) return { kind: "not-tls" };
	if (handshake.length < 4) return { kind: "incomplete" };
	const length = handshake.readUIntBE(1, 3);
	if (length > 65536) return { kind: "not-tls" };
	if (handshake.length < 4 + length) return { kind: "incomplete" };
	try {
		return readHello(handshake.subarray(4, 4 + length));
	} catch (error) {
		if (error instanceof Short || error instanceof RangeError) return { kind: "not-tls" };
		throw error;
	}
}
// src/adapters/egress/peek.ts
/**
* Collects what the other side sends until `decide` says something, and puts it all back to be read again.
* Undefined when the connection ends, `maxBytes` are exceeded or `withinMs` have passed before.
*/
function peek(socket, limits, decide) {
	return new Promise((done) => {
		let bytes = Buffer.alloc(0);
		const timer = limits.withinMs === void 0 ? void 0 : setTimeout$1(() => finish(void 0), limits.withinMs);
		function finish(result) {
			clearTimeout(timer);
			socket.pause();
			socket.off("data", collect).off("close", stop).off("end", stop);
			if (bytes.length > 0 && !socket.destroyed && !socket.readableEnded) socket.unshift(bytes);
			done(result);
		}
		function stop() {
			finish(void 0);
		}
		function collect(chunk) {
			bytes = Buffer.concat([bytes, chunk]);
			const result = decide(bytes);
			if (result !== void 0 || bytes.length > limits.maxBytes) finish(result);
		}
		socket.on("data", collect).on("close", stop).on("end", stop);
		socket.resume();
	});
}
/** The TLS hello at the start of a connection, left to be read again; undefined where nothing was said at all. */
async function peekHello(socket, withinMs) {
	let isSilent = true;
	return await peek(socket, {
		maxBytes: 69632,
		withinMs
	}, (bytes) => {
		isSilent = false;
		const parsed = parseClientHello(bytes);
		return parsed.kind === "incomplete" ? void 0 : parsed;
	}) ?? (isSilent ? void 0 : { kind: "not-tls" });
}
// src/adapters/egress/http-relay.ts
/** Headers that concern one connection alone, and those that Node writes itself. */
const ownToConnection = /* @__PURE__ */ new Set([
	"connection",
	"expect",
	"keep-alive",
	"proxy-authorization",
	"proxy-connection",
	"te",
	"trailer",
	"transfer-encoding",
	"upgrade"
]);
function pairs(raw) {
	return Array.from({ length: raw.length / 2 }, (_, index) => [raw[2 * index] ?? "", raw[2 * index + 1] ?? ""]);
}
function passable(raw) {
	return pairs(raw).flatMap(([name, value]) => ownToConnection.has(name.toLowerCase()) ? [] : [name, value]);
}
/** The host that a request is for, in its headers and in its target; undefined where they differ or there is none. */
function requestedHost(request) {
	const hosts = pairs(request.rawHeaders).filter(([name]) => name.toLowerCase() === "host");
	const [first] = hosts;
	if (first === void 0 || hosts.length !== 1) return void 0;
	const named = first[1].trim().toLowerCase().replace(/:80$/, "").replace(/\.$/, "");
	const targeted = /^http:\/\/([^/?#]*)/i.exec(request.url ?? "")?.[1]?.toLowerCase().replace(/:80$/, "").replace(/\.$/, "");
	return targeted === void 0 || targeted === named ? named : void 0;
}
function targetOf(request) {
	const path = (request.url ?? "/").replace(/^http:\/\/[^/?#]*/i, "");
	return path.startsWith("/") || path === "*" ? path : `/${path}`;
}
/** The headers to send on. A body without length stays framed whatever the method, or its bytes would be the next request. */
function headersOf(request) {
	const isChunked = request.headers["transfer-encoding"] !== void 0;
	return [...passable(request.rawHeaders), ...isChunked ? ["Transfer-Encoding", "chunked"] : []];
}
function hasBody(request) {
	const { "transfer-encoding": coding, "content-length": length } = request.headers;
	return coding !== void 0 || length !== void 0;
}
function answerWith(answer, response) {
	const { statusCode = 0, statusMessage, rawHeaders } = answer;
	if (statusCode < 200) {
		response.destroy();
		return;
	}
	response.writeHead(statusCode, statusMessage, passable(rawHeaders));
	answer.pipe(response);
	answer.on("error", () => response.destroy());
}
/** Node throws on what it would not write itself; neither side may end the gate with such a thing. */
function guarded(response, act) {
	try {
		act();
	} catch {
		response.destroy();
	}
}
function forward(request$1, response, host, agent) {
	const upstream = request({
		host,
		port: 80,
		agent,
		method: request$1.method,
		path: targetOf(request$1),
		headers: headersOf(request$1)
	});
	upstream.on("response", (answer) => guarded(response, () => answerWith(answer, response)));
	upstream.on("error", () => response.destroy());
	response.on("close", () => upstream.destroy());
	if (hasBody(request$1)) request$1.pipe(upstream);
	else upstream.end();
}
/**
* Speaks plain HTTP with a command in the real host's place, request by request, so that none of them can name another host:
* on a connection that was merely piped only the first would be checked. What is no HTTP/1, and CONNECT, is refused; an
* upgrade is answered without one.
*/
function relayHttp(socket, host, options) {
	const agent = new Agent({
		keepAlive: true,
		maxSockets: 8
	});
	agent.createConnection = options.connect;
	const server = createServer$1((request, response) => {
		if (requestedHost(request) === host) return guarded(response, () => forward(request, response, host, agent));
		options.onRefused("the HTTP request names another host");
		response.writeHead(403, {
			Connection: "close",
			"Content-Type": "text/plain; charset=utf-8"
		});
		response.end(`command-gate: the request does not name ${host}, which is what was connected to\n`);
	});
	server.on("clientError", () => {
		options.onRefused("what was sent to port 80 is no HTTP request");
		socket.destroy();
	});
	server.on("connect", () => {
		options.onRefused("a CONNECT request");
		socket.destroy();
	});
	socket.once("close", () => {
		agent.destroy();
		server.close();
	});
	server.emit("connection", socket);
	socket.resume();
}
// src/adapters/egress/upstream.ts
const connectMs = 3e4;
/**
* The addresses that a granted host may be reached at. What resolves to a private address is refused: a name whose owner points
* it at this network, or at the cloud's metadata service, would otherwise reach in through us.
*/
async function findRoute(host, resolve, permit) {
	const own = parseAddress(host) !== void 0;
	let addresses;
	try {
		addresses = own ? [host] : await resolve(host);
	} catch {
		return { kind: "unreachable" };
	}
	const open = addresses.filter((address) => isPrivateAddress(address) === void 0 || permit(host, address));
	if (open.length > 0) return {
		kind: "route",
		addresses: open
	};
	const [first] = addresses;
	if (first === void 0) return { kind: "unreachable" };
	return {
		kind: "refused",
		reason: `its address ${own ? "" : `${first} `}is ${isPrivateAddress(first)}`
	};
}
/** Connects to one of the addresses that were checked, never to the name again: it could resolve otherwise the second time. */
function connectTo(host, port, addresses) {
	const entries = addresses.map((address) => ({
		address,
		family: address.includes(":") ? 6 : 4
	}));
	const socket = connect({
		host,
		port,
		allowHalfOpen: true,
		noDelay: true,
		lookup: (_host, options, done) => {
			const [first] = entries;
			if (options.all === true) done(null, entries);
			else done(null, first?.address ?? "", first?.family);
		}
	});
	socket.setTimeout(connectMs, () => socket.destroy());
	socket.once("connect", () => socket.setTimeout(0));
	return socket;
}
// src/adapters/egress/relay.ts
const helloMs = 15e3;
/** An error or the end of one connection ends the other, once what it still has to say is said. */
function couple(left, right) {
	for (const [one, other] of [[left, right], [right, left]]) {
		one.on("error", () => one.destroy());
		one.on("close", () => other.destroySoon());
	}
}
/** Joins two connections; either side may end first. */
function splice(left, right) {
	couple(left, right);
	left.pipe(right);
	right.pipe(left);
}
function judge(hello, host, port) {
	if (hello === void 0) return { kind: "silent" };
	const isTls = hello.kind === "hello";
	const name = isTls ? hello.serverName : void 0;
	if (name !== void 0 && name !== host) return {
		kind: "bad",
		reason: "TLS asks for another name than the one that was connected to"
	};
	if (port !== 443 || name === host) return { kind: "fine" };
	return {
		kind: "bad",
		reason: isTls ? "TLS asks for no name, so it can be anything at that address" : "what was sent to port 443 is no TLS"
	};
}
async function firstWords(socket, host, port) {
	return judge(await peekHello(socket, port === 443 ? helloMs : void 0), host, port);
}
/**
* Carries a granted connection to the real host. On port 443 the name in the TLS hello, on port 80 the Host of every request
* must be the one that was connected to; on other ports a TLS hello must not name another. TLS is never opened. A connection
* to a granted address goes to that address whatever it says. `onRefused` hears why nothing was carried although it was granted.
*/
async function relay(socket, target, world, onRefused) {
	const { host, port } = target;
	const words = port === 443 && !isAddress(host) ? await firstWords(socket, host, port) : { kind: "fine" };
	const route = words.kind === "fine" ? await findRoute(host, world.resolve, world.permitAddress) : words;
	if ("reason" in route) onRefused(route.reason);
	if (route.kind !== "route" || socket.destroyed) {
		socket.destroy();
		return;
	}
	const { addresses } = route;
	const connect = () => world.connect(host, port, addresses);
	if (isAddress(host) || port === 443) splice(socket, connect());
	else if (port === 80) relayHttp(socket, host, {
		connect,
		onRefused
	});
	else spliceChecked(socket, connect(), target, onRefused);
}
function isAddress(host) {
	return parseAddress(host) !== void 0;
}
/** Where the server may speak first: its words go through at once, the client's when they were found to name no other host. */
function spliceChecked(socket, upstream, target, onRefused) {
	couple(socket, upstream);
	upstream.pipe(socket);
	firstWords(socket, target.host, target.port).then((words) => {
		if (words.kind !== "bad") {
			socket.pipe(upstream);
			return;
		}
		onRefused(words.reason);
		socket.destroy();
	}, () => socket.destroy());
}
// src/adapters/egress/gateway.ts
const maxConnections = 512;
const maxRefusals = 1e3;
const passageMs = 5e3;
const settleMs = 2e3;
function decodePassage(bytes) {
	const end = bytes.indexOf(10);
	if (end === -1) return void 0;
	try {
		const value = JSON.parse(bytes.toString("latin1", 0, end));
		if (typeof value !== "object" || value === null) return "broken";
		const { token, attempt, host, port } = value;
		return typeof token === "string" && typeof attempt === "number" && typeof host === "string" && typeof port === "number" ? {
			token,
			attempt,
			host,
			port
		} : "broken";
	} catch {
		return "broken";
	}
}
function sameWord(left, right) {
	const [one, other] = [left, right].map((word) => createHash("sha256").update(word).digest());
	return one !== void 0 && other !== void 0 && timingSafeEqual(one, other);
}
/**
* Listens on a unix socket. A connection must begin with the token, the current attempt and a target that the grant covers; the
* egress process has checked the same, but it stands in the line of fire and is not believed.
*/
async function openGateway(socketPath, token) {
	const sockets = /* @__PURE__ */ new Set();
	const undecided = /* @__PURE__ */ new Set();
	let refusals = /* @__PURE__ */ new Map();
	let current;
	async function receive(socket) {
		const limits = {
			maxBytes: maxPassageBytes,
			withinMs: passageMs
		};
		let length = 0;
		const passage = await peek(socket, limits, (bytes) => {
			length = bytes.indexOf(10) + 1;
			return decodePassage(bytes);
		});
		if (passage === void 0 || passage === "broken" || !sameWord(passage.token, token)) {
			socket.destroy();
			return;
		}
		socket.read(length);
		const { attempt, host, port } = passage;
		if (current?.attempt !== attempt || !permits(current.reach, host, port)) {
			socket.destroy();
			return;
		}
		const { world } = current;
		await relay(socket, {
			host,
			port
		}, world, (reason) => {
			if (current?.attempt === attempt && refusals.size < maxRefusals) refusals.set(`${host} ${port} ${reason}`, {
				host,
				port,
				reason
			});
		});
	}
	const server = createServer({
		allowHalfOpen: true,
		pauseOnConnect: true
	}, (socket) => {
		sockets.add(socket);
		socket.once("close", () => sockets.delete(socket));
		socket.on("error", () => socket.destroy());
		const decision = receive(socket).catch(() => {
			socket.destroy();
		}).finally(() => undecided.delete(decision));
		undecided.add(decision);
	});
	server.maxConnections = maxConnections;
	await new Promise((done, fail) => {
		server.once("error", fail);
		server.listen({ path: socketPath }, done);
	});
	async function shut() {
		const late = new AbortController();
		await Promise.race([Promise.all(undecided), setTimeout$2(settleMs, void 0, { signal: late.signal }).catch(() => {})]);
		late.abort();
		const found = [...refusals.values()];
		refusals = /* @__PURE__ */ new Map();
		current = void 0;
		for (const socket of sockets) socket.destroy();
		return found;
	}
	return {
		open: (attempt, reach, world) => {
			current = {
				attempt,
				reach,
				world
			};
		},
		shut,
		close: async () => {
			server.close();
			await shut();
		}
	};
}
// src/adapters/egress/holder.ts
/** Where each helper may be, first found; always absolute, because PATH is the workspace's to change. */
const places = {
	setpriv: ["/usr/bin/setpriv", "/bin/setpriv"],
	unshare: ["/usr/bin/unshare", "/bin/unshare"],
	nsenter: ["/usr/bin/nsenter", "/bin/nsenter"],
	ip: [
		"/usr/sbin/ip",
		"/sbin/ip",
		"/usr/bin/ip",
		"/bin/ip"
	]
};
function executable(path) {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
function findHelper(name) {
	const path = places[name].find(executable);
	if (path !== void 0) return path;
	throw new GateError("SANDBOX_UNAVAILABLE", `${name} was not found at ${places[name].join(" or ")}`, { hint: `Install it: sudo apt-get install -y ${name === "ip" ? "iproute2" : "util-linux"}` });
}
/** Finds every helper, or throws SANDBOX_UNAVAILABLE naming the package to install. */
function findHelpers() {
	return {
		setpriv: findHelper("setpriv"),
		unshare: findHelper("unshare"),
		nsenter: findHelper("nsenter"),
		ip: findHelper("ip")
	};
}
/** perl, where there is one: it keeps the log of packets. */
function findPerl() {
	return ["/usr/bin/perl", "/bin/perl"].find(executable);
}
/**
* The egress's half, in a network namespace of its own. Every address there is local to it, except the commands' end of the wire:
* what a command sends anywhere arrives here. Nothing is forwarded: forwarding is on only because a kernel without it would not tell
* a ping that it is prohibited, and every ping would wait for its time-out.
*/
const insideScript = `
"$ip" link set lo up
"$ip" link add ${network.device} type veth peer name eth0 netns "$holder"
"$ip" -batch - <<END
addr add ${network.gateway}/32 dev ${network.device}
link set ${network.device} up
route add ${network.inside}/32 dev ${network.device} table local
route add local 0.0.0.0/0 dev lo
rule add pref 100 lookup local
rule del pref 0
rule add pref 10 iif ${network.device} ipproto icmp prohibit
END
echo 1 >/proc/sys/net/ipv4/ip_forward
"$nsenter" -n -t "$holder" "$ip" -batch - <<END
addr add ${network.inside}/30 dev eth0
link set eth0 up
route add default via ${network.gateway}
END
if [ -e /proc/sys/net/ipv6 ]; then
  {
    echo 1 >/proc/sys/net/ipv6/icmp/echo_ignore_all
    "$ip" -batch - <<END
addr add ${network.gateway6}/128 dev ${network.device} nodad
route add ${network.inside6}/128 dev ${network.device} table local
route add local ::/0 dev lo
END
    "$nsenter" -n -t "$holder" "$ip" -batch - <<END
addr add ${network.inside6}/64 dev eth0 nodad
route add default via ${network.gateway6}
END
  } 2>/dev/null || :
fi
exec "$node" "$script"
`;
/**
* The commands' half: holds the namespace and its loopback, and ends when the egress does. What root may do on its own loopback,
* listening on port 80 for one, it may do here too.
*/
const holderScript = `
ip=$1 nsenter=$2 setpriv=$3 unshare=$4 node=$5 script=$6 inside=$7 maps=$8 holder=$$
if [ "$maps" = awaited ]; then
  echo '{"kind":"unmapped"}'
  read -r _
  echo 0 >/proc/sys/net/ipv4/ip_unprivileged_port_start
fi
export ip nsenter node script holder
exec 3<&0
"$ip" link set lo up
echo 0 0 >/proc/sys/net/ipv4/ping_group_range || :
"$setpriv" --pdeathsig KILL "$unshare" -n /bin/sh -ec "$inside" <&3 3<&- &
exec 3<&-
wait $!
`;
/**
* Starts the holder and, in it, the egress process. Both die with this process: by the kernel's parent-death signal and because
* their stdin closes. The environment is empty, and helpers are named by absolute path. With `maps: 'awaited'` it first reports
* that it is unmapped and goes on with the next line on its stdin.
*/
function spawnHolder(options) {
	const { setpriv, unshare, nsenter, ip } = options.helpers;
	const map = options.maps === "awaited" ? "--keep-caps" : "--map-root-user";
	return spawn(setpriv, [...[
		"--pdeathsig",
		"KILL",
		unshare,
		"--user",
		map,
		"--net",
		"/bin/sh",
		"-ec",
		holderScript,
		"sh"
	], ...[
		ip,
		nsenter,
		setpriv,
		unshare,
		options.node,
		options.script,
		insideScript,
		options.maps
	]], {
		env: {},
		cwd: "/",
		stdio: [
			"pipe",
			"pipe",
			"pipe"
		],
		...options.user ?? {}
	});
}
function sameIds(ownMap) {
	return ownMap.trim().split("\n").map((line) => {
		const [inside, , count] = line.trim().split(/\s+/);
		return `${inside} ${inside} ${count}`;
	}).join("\n");
}
/**
* Gives the holder's user namespace every user and group that we have, under the same number. Only root may; files of other
* users can then be captured as what they are.
*/
function mapEveryone(pid) {
	for (const map of ["uid_map", "gid_map"]) writeFileSync(`/proc/${pid}/${map}`, sameIds(readFileSync(`/proc/self/${map}`, "utf8")));
}
// src/adapters/egress/egress.ts
const readyMs = 15e3;
const reportMs = 2e4;
const closeMs = 1e3;
async function resolveHere(host) {
	return (await lookup(host, {
		all: true,
		order: "verbatim"
	})).map(({ address }) => address);
}
/** What to do about what the holder printed: the first that fits. */
const remedies = [
	[/Unknown device type|Operation not supported/i, "The kernel has no veth devices: load them with `sudo modprobe veth`."],
	[/uid_map|unshare failed|Operation not permitted/i, "User namespaces are closed to this user; `command-gate doctor` shows how to open them here."],
	[/Permission denied|not found|Cannot find module/i, "The user whose commands run must be able to read Node and the egress script."]
];
/** The lines that say what went wrong, without the stack traces around them. */
function telling(stderr) {
	return stderr.split("\n").filter((line) => /error|denied|fail|not |unknown|cannot/i.test(line)).slice(0, 3).join("; ").slice(0, 500);
}
function unavailable(error, stderr) {
	const detail = telling(stderr);
	const reason = error instanceof Error ? error.message : String(error);
	const [, hint] = remedies.find(([pattern]) => pattern.test(detail)) ?? [void 0, "Run `command-gate doctor`: it shows what the network for commands needs and what is missing."];
	const message = `the network for commands could not be set up: ${reason}. ${detail}`.trim();
	return new GateError("SANDBOX_UNAVAILABLE", message, {
		cause: error,
		hint
	});
}
/** This machine's name, with and without its domain. */
function ownNames() {
	const name = hostname().toLowerCase();
	return [name, name.replace(/\..*$/, "")];
}
/** A directory that nobody but the identity may enter. */
function makeDirectory(identity) {
	const directory = mkdtempSync(join(realpathSync(tmpdir()), "command-gate-egress-"));
	if (identity !== void 0) chownSync(directory, identity.uid, identity.gid);
	return directory;
}
function permitFor({ privateHosts, permitAddress }) {
	return (host, address) => {
		const kind = isPrivateAddress(address);
		return (kind === "private" || kind === "shared (carrier-grade NAT)") && covers(privateHosts, host, void 0) || permitAddress?.(host, address) === true;
	};
}
function serveAttempts(conversation, gateway, options) {
	const resolve = options.resolve ?? resolveHere;
	const connect = options.connect ?? connectTo;
	const permitAddress = permitFor(options);
	let serial = 0;
	let isOpen = false;
	return async (reach) => {
		if (isOpen) throw new GateError("INTERNAL", "two attempts may not use the network at once");
		isOpen = true;
		serial += 1;
		const attempt = serial;
		const { allow, deny } = reach;
		gateway.open(attempt, {
			allow,
			deny
		}, {
			resolve,
			permitAddress,
			connect
		});
		conversation.send({
			kind: "begin",
			attempt,
			reach: {
				allow,
				deny
			}
		});
		await hear(conversation, attempt);
		return { end: async () => {
			conversation.send({
				kind: "end",
				attempt
			});
			const report = await hear(conversation, attempt);
			if (report.kind !== "ended") throw new GateError("SANDBOX_FAILED", "the egress process gave no evidence");
			const refusals = await gateway.shut();
			isOpen = false;
			return networkEffects({
				...report,
				refusals
			}, reach);
		} };
	};
}
/** The next report, which must be on this attempt: evidence of another one is no evidence. */
async function hear(conversation, attempt) {
	const report = await conversation.next(reportMs);
	if ("attempt" in report && report.attempt === attempt) return report;
	throw new GateError("SANDBOX_FAILED", "the egress process reported on another attempt than the current one");
}
async function endHolder(holder) {
	if (holder.exitCode !== null || holder.signalCode !== null) return;
	const ended = new Promise((done) => holder.once("exit", () => done()));
	holder.stdin.end();
	const timer = setTimeout$1(() => holder.kill("SIGKILL"), closeMs);
	await ended;
	clearTimeout(timer);
}
async function mapHolder(holder, conversation) {
	if ((await conversation.next(readyMs)).kind !== "unmapped" || holder.pid === void 0) throw new GateError("SANDBOX_FAILED", "the holder did not wait for its users");
	mapEveryone(holder.pid);
	conversation.nudge();
}
/**
* Starts the one egress of a run: a user namespace with two network namespaces on a wire. Commands join the one and have its
* loopback for themselves; all else that they send arrives in the other, where the egress process answers for every address.
* Throws SANDBOX_UNAVAILABLE with a remedy where this can't be had. Both processes end with this one, however it ends.
*/
async function startEgress(options) {
	const { identity } = options;
	const helpers = findHelpers();
	const directory = makeDirectory(identity);
	const socketPath = join(directory, "gate");
	const token = randomBytes(32).toString("hex");
	const gateway = await openGateway(socketPath, token);
	chmodSync(socketPath, 384);
	if (identity !== void 0) chownSync(socketPath, identity.uid, identity.gid);
	const maps = identity === void 0 && process.geteuid?.() === 0 ? "awaited" : "own-user";
	const holder = spawnHolder({
		helpers,
		node: options.node,
		script: options.egressScript,
		user: identity,
		maps
	});
	const conversation = converse(holder);
	async function close() {
		await gateway.close();
		await endHolder(holder);
		rmSync(directory, {
			recursive: true,
			force: true
		});
	}
	try {
		if (maps === "awaited") await mapHolder(holder, conversation);
		conversation.send({
			kind: "start",
			socketPath,
			token,
			ownNames: ownNames(),
			perl: options.packetLog === "none" ? void 0 : findPerl()
		});
		const ready = await conversation.next(readyMs);
		return {
			holderPid: holder.pid ?? 0,
			resolvConf,
			notes: ready.kind === "ready" ? ready.notes : [],
			begin: serveAttempts(conversation, gateway, options),
			close
		};
	} catch (error) {
		await close();
		throw unavailable(error, conversation.stderr());
	}
}
// src/wiring/sandbox.ts
/** Nothing is started before it is told to prepare, or the first attempt. */
async function createMachineSandbox(options) {
	const { policy, workspace, env, setup, policyFile } = options;
	const { resolver, notes } = await createResolver(options);
	const { network, write } = policy.sandbox;
	const privateHosts = Object.values(resolver.toolHosts).flat();
	return {
		sandbox: await createSandbox({
			workspace,
			settings: policy.sandbox,
			jobEnv: env,
			setup,
			denyHosts: hostsOf(network.deny, resolver),
			startEgress: egressStarter(privateHosts),
			onNote: options.onNote,
			...policyFile === void 0 ? {} : { policyFile }
		}),
		resolver,
		base: {
			write: write.flatMap((spelling) => resolvePath(spelling, resolver) ?? []),
			network: hostsOf(network.allow, resolver)
		},
		notes
	};
}
/** Starts the network of a run's commands. `privateHosts` are granted hosts that may be at private addresses. */
function egressStarter(privateHosts) {
	return ({ user }) => startEgress({
		egressScript: egressScript(),
		node: process.execPath,
		identity: user,
		privateHosts,
		resolve: void 0,
		permitAddress: void 0,
		connect: void 0
	});
}
function hostsOf(spellings, resolver) {
	return spellings.flatMap((spelling) => {
		const tool = resolver.toolHosts[spelling];
		if (tool !== void 0) return tool;
		const parsed = resolver.parseHost(spelling);
		return parsed.kind === "host" ? [parsed.pattern] : [];
	});
}
/** Beside the bundle that runs; the source where the sources run. */
function egressScript() {
	const name = import.meta.url.endsWith(".ts") ? "../egress.ts" : import.meta.url.includes("/chunks/") ? "../egress.js" : "./egress.js";
	return fileURLToPath(new URL(name, import.meta.url));
}
export { readConditions as a, verdictOf as c, prepareRun as i, grantFor as l, egressStarter as n, findBinaries as o, diagnoseRun as r, runQuietly as s, createMachineSandbox as t };
