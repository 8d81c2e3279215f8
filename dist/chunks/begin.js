import { S as load, _ as answer, a as maxContacts, b as ifEqual, c as isPrivateAddress, f as permits, h as parseAddress, i as manners, l as isSameMachine, n as resolvConf, o as maxLineBytes, r as lineReader, s as maxPassageBytes, t as network, u as covers, v as encode, x as keep, y as ifAtLeast } from "./wire.js";
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { accessSync, chmodSync, chownSync, closeSync, constants, fstatSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, readdirSync, readlinkSync, realpathSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import * as os from "os";
import * as crypto from "crypto";
import * as fs from "fs";
import { connect, createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { dirname, join, resolve } from "node:path";
import { spawn } from "node:child_process";
import { lookup } from "node:dns/promises";
import { hostname, networkInterfaces, tmpdir } from "node:os";
import { setTimeout as setTimeout$1 } from "node:timers";
import { setTimeout as setTimeout$2 } from "node:timers/promises";
// node_modules/@actions/core/lib/utils.js
/**
* Sanitizes an input into a string so it can be passed into issueCommand safely
* @param input input to sanitize into a string
*/
function toCommandValue(input) {
	if (input === null || input === void 0) return "";
	else if (typeof input === "string" || input instanceof String) return input;
	return JSON.stringify(input);
}
/**
*
* @param annotationProperties
* @returns The command properties to send with the actual annotation command
* See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
*/
function toCommandProperties(annotationProperties) {
	if (!Object.keys(annotationProperties).length) return {};
	return {
		title: annotationProperties.title,
		file: annotationProperties.file,
		line: annotationProperties.startLine,
		endLine: annotationProperties.endLine,
		col: annotationProperties.startColumn,
		endColumn: annotationProperties.endColumn
	};
}
// node_modules/@actions/core/lib/command.js
/**
* Issues a command to the GitHub Actions runner
*
* @param command - The command name to issue
* @param properties - Additional properties for the command (key-value pairs)
* @param message - The message to include with the command
* @remarks
* This function outputs a specially formatted string to stdout that the Actions
* runner interprets as a command. These commands can control workflow behavior,
* set outputs, create annotations, mask values, and more.
*
* Command Format:
*   ::name key=value,key=value::message
*
* @example
* ```typescript
* // Issue a warning annotation
* issueCommand('warning', {}, 'This is a warning message');
* // Output: ::warning::This is a warning message
*
* // Set an environment variable
* issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
* // Output: ::set-env name=MY_VAR::some value
*
* // Add a secret mask
* issueCommand('add-mask', {}, 'secretValue123');
* // Output: ::add-mask::secretValue123
* ```
*
* @internal
* This is an internal utility function that powers the public API functions
* such as setSecret, warning, error, and exportVariable.
*/
function issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + os.EOL);
}
function issue(name, message = "") {
	issueCommand(name, {}, message);
}
const CMD_STRING = "::";
var Command = class {
	constructor(command, properties, message) {
		if (!command) command = "missing.command";
		this.command = command;
		this.properties = properties;
		this.message = message;
	}
	toString() {
		let cmdStr = CMD_STRING + this.command;
		if (this.properties && Object.keys(this.properties).length > 0) {
			cmdStr += " ";
			let first = true;
			for (const key in this.properties) if (this.properties.hasOwnProperty(key)) {
				const val = this.properties[key];
				if (val) {
					if (first) first = false;
					else cmdStr += ",";
					cmdStr += `${key}=${escapeProperty(val)}`;
				}
			}
		}
		cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
		return cmdStr;
	}
};
function escapeData(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}
// node_modules/@actions/core/lib/file-command.js
function issueFileCommand(command, message) {
	const filePath = process.env[`GITHUB_${command}`];
	if (!filePath) throw new Error(`Unable to find environment variable for file command ${command}`);
	if (!fs.existsSync(filePath)) throw new Error(`Missing file at path: ${filePath}`);
	fs.appendFileSync(filePath, `${toCommandValue(message)}${os.EOL}`, { encoding: "utf8" });
}
function prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	if (convertedValue.includes(delimiter)) throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	return `${key}<<${delimiter}${os.EOL}${convertedValue}${os.EOL}${delimiter}`;
}
/**
* The code to exit an action
*/
var ExitCode;
(function(ExitCode) {
	/**
	* A code indicating that the action was successful
	*/
	ExitCode[ExitCode["Success"] = 0] = "Success";
	/**
	* A code indicating that the action was a failure
	*/
	ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
/**
* Registers a secret which will get masked from logs
*
* @param secret - Value of the secret to be masked
* @remarks
* This function instructs the Actions runner to mask the specified value in any
* logs produced during the workflow run. Once registered, the secret value will
* be replaced with asterisks (***) whenever it appears in console output, logs,
* or error messages.
*
* This is useful for protecting sensitive information such as:
* - API keys
* - Access tokens
* - Authentication credentials
* - URL parameters containing signatures (SAS tokens)
*
* Note that masking only affects future logs; any previous appearances of the
* secret in logs before calling this function will remain unmasked.
*
* @example
* ```typescript
* // Register an API token as a secret
* const apiToken = "abc123xyz456";
* setSecret(apiToken);
*
* // Now any logs containing this value will show *** instead
* console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
* ```
*/
function setSecret(secret) {
	issueCommand("add-mask", {}, secret);
}
/**
* Gets the value of an input.
* Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
* Returns an empty string if the value is not defined.
*
* @param     name     name of the input to get
* @param     options  optional. See InputOptions.
* @returns   string
*/
function getInput(name, options) {
	const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
	if (options && options.required && !val) throw new Error(`Input required and not supplied: ${name}`);
	if (options && options.trimWhitespace === false) return val;
	return val.trim();
}
/**
* Sets the value of an output.
*
* @param     name     name of the output to set
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function setOutput(name, value) {
	if (process.env["GITHUB_OUTPUT"] || "") return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
	process.stdout.write(os.EOL);
	issueCommand("set-output", { name }, toCommandValue(value));
}
/**
* Sets the action status to failed.
* When the action exits it will be with an exit code of 1
* @param message add error issue message
*/
function setFailed(message) {
	process.exitCode = ExitCode.Failure;
	error(message);
}
/**
* Gets whether Actions Step Debug is on or not
*/
function isDebug() {
	return process.env["RUNNER_DEBUG"] === "1";
}
/**
* Writes debug message to user log
* @param message debug message
*/
function debug(message) {
	issueCommand("debug", {}, message);
}
/**
* Adds an error issue
* @param message error issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function error(message, properties = {}) {
	issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Adds a warning issue
* @param message warning issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function warning(message, properties = {}) {
	issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Adds a notice issue
* @param message notice issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function notice(message, properties = {}) {
	issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Begin an output group.
*
* Output until the next `groupEnd` will be foldable in this group
*
* @param name The name of the output group
*/
function startGroup(name) {
	issue("group", name);
}
/**
* End an output group.
*/
function endGroup() {
	issue("endgroup");
}
/**
* Saves state for current action, the state can only be retrieved by this action's post job execution.
*
* @param     name     name of the state to store
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function saveState(name, value) {
	if (process.env["GITHUB_STATE"] || "") return issueFileCommand("STATE", prepareKeyValueMessage(name, value));
	issueCommand("save-state", { name }, toCommandValue(value));
}
/**
* Gets the value of an state set by this action's main execution.
*
* @param     name     name of the state to get
* @returns   string
*/
function getState(name) {
	return process.env[`STATE_${name}`] || "";
}
// src/text/visible.ts
/**
* What a reader can't see or what moves other text about: controls, bidirectional and zero-width characters, tags, variation
* selectors, blanks other than the space, private and lone surrogates. A reviewer who can't see them approves something else.
*/
const unseen$1 = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;
/** The visible spelling of one character: `\u{202e}`. */
function spellOut(character) {
	return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
/**
* The text with everything unseen spelled out as `\u{…}`; newline and tab stay. The result holds no control character, no
* bidirectional or zero-width character and no lone surrogate, so it looks like what it is.
*/
function makeVisible(text) {
	return text.replace(unseen$1, (found) => found === "\n" || found === "	" ? found : spellOut(found));
}
/** The same on one line: newline and tab are spelled out too, as `\n` and `\t`. */
function makeVisibleLine(text) {
	return makeVisible(text).replaceAll("\n", "\\n").replaceAll("	", "\\t");
}
// src/text/control.ts
/** One terminal sequence: CSI, the string kinds (OSC, DCS, APC, PM, SOS; they end with the line at the latest), or a short one. */
const sequence = /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\n\x80-\x9f]*(?:\x07|\x9c|\x1b\\)?|\x1b[ -/]*[0-~]?/g;
const unfinished = /(?:\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b\n\x80-\x9f]*\x1b?|[ -/]*)?|\x9b[0-?]*[ -/]*|[\x90\x98\x9d-\x9f][^\x07\x1b\n\x80-\x9f]*\x1b?)$/;
const color = /^(?:\x1b\[|\x9b)([0-9;:]*)m$/;
/** Controls that say nothing in a log. */
const dropped = /[\x01-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]/g;
/** Characters that nobody sees, and those of them (captured) that belong to an emoji and are seen after all. */
const unseen = /((?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)(?:\ufe0f|\u200d))|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** What an emoji may go on after. */
const joinable = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u;
const remarkable = /[^\t\n\x20-\x7e]/;
/** Bytes of an unfinished sequence that are waited for; a longer one is no sequence. */
const longestSequence = 4096;
/**
* Takes what a command printed, piece by piece, and gives back lines that a log can show: `\r` is a newline, terminal sequences
* are gone (colours stay on request, hidden text never), NUL and invalid UTF-8 are replaced, other controls dropped, and what
* can't be seen is spelled out. A sequence or character may be split anywhere.
*/
function createCleaner(colors) {
	const decoder = new TextDecoder("utf-8");
	let held = "";
	let afterReturn = false;
	let before = "";
	function clean(piece) {
		const text = held + piece;
		held = "";
		const plain = !remarkable.test(text);
		held = plain ? "" : unfinishedTail(text);
		const body = text.slice(0, text.length - held.length);
		if (body === "") return "";
		const joined = afterReturn && body.startsWith("\n") ? body.slice(1) : body;
		afterReturn = body.endsWith("\r");
		const cleaned = plain ? joined : cleanWhole(before + joined, colors).slice(before.length);
		before = plain ? "" : joinable.exec(cleaned)?.[0] ?? "";
		return cleaned;
	}
	return {
		write: (bytes) => clean(decoder.decode(bytes, { stream: true })),
		end: () => {
			const rest = clean(decoder.decode());
			const cut = held;
			held = "";
			return rest + cleanWhole(cut, colors);
		}
	};
}
function unfinishedTail(text) {
	const tail = unfinished.exec(text.slice(-2 * longestSequence))?.[0] ?? "";
	return tail.length <= longestSequence ? tail : "";
}
function cleanWhole(text, colors) {
	return text.replace(/\r\n?/g, "\n").replace(sequence, (found) => colors === "keep" ? keptColor(found) : "").replaceAll("\0", "�").replace(dropped, "").replace(unseen, (found, seen) => seen ?? spellOut(found));
}
/** SGR without "concealed", which would hide text from the reader of the log. */
function keptColor(found) {
	const parameters = color.exec(found)?.[1];
	return parameters === void 0 || conceals(parameters) ? "" : `\x1b[${parameters}m`;
}
function conceals(parameters) {
	return parameters.replace(/\b[345]8[;:](?:5[;:]\d*|2[;:]\d*[;:]\d*[;:]\d*)/g, "").split(/[;:]/).some((code) => Number(code) === 8);
}
// src/text/log-guard.ts
/**
* Makes what a command prints harmless for the runner's log, piece by piece. The result is only ever log lines: no line of it is
* a workflow command in any spelling the runner obeys (`::name::` after any blanks, `##[name]` anywhere), and it ends with a
* newline. One guard for one stream of one attempt.
*/
function createLogGuard(options = {}) {
	const cleaner = createCleaner(options.colors ?? "drop");
	const { redaction } = options;
	let held = "";
	let lastColor = "";
	function lines(text) {
		const all = held + text;
		const end = all.lastIndexOf("\n") + 1;
		const cut = all.length - end > longestLine ? all.length : end;
		held = all.slice(cut);
		return harmless(all.slice(0, cut));
	}
	function harmless(text) {
		if (text === "") return "";
		if (options.colors === "keep") lastColor = lastColorOf(text) ?? lastColor;
		return breakCommands(text.endsWith("\n") ? text : `${text}\n`);
	}
	return {
		write: (bytes) => {
			const text = cleaner.write(bytes);
			return lines(redaction === void 0 ? text : redaction.write(text));
		},
		end: () => {
			const text = cleaner.end();
			const last = lines(redaction === void 0 ? text : redaction.write(text) + redaction.end());
			const rest = harmless(held);
			held = "";
			return `${last}${rest}${uncolored.includes(lastColor) ? "" : "\x1B[0m\n"}`;
		}
	};
}
const uncolored = [
	"",
	"\x1B[m",
	"\x1B[0m"
];
function lastColorOf(text) {
	const start = text.lastIndexOf("\x1B");
	return start < 0 ? void 0 : text.slice(start, text.indexOf("m", start) + 1);
}
/** Characters of one line that are waited for; a longer line is shown as several. */
const longestLine = 65536;
const command = /(^(?:[^\S\n]|\x1b\[[0-9;:]*m)*):(?=(?:\x1b\[[0-9;:]*m)*:)/gm;
const oldCommand = /#((?:\x1b\[[0-9;:]*m)*)#(?=(?:\x1b\[[0-9;:]*m)*\[)/g;
/** The text with every workflow command in it broken by a space: `: :error::`, `## [error]`. */
function breakCommands(text) {
	const isColored = text.includes("\x1B");
	const first = isColored || text.includes("::") ? text.replace(command, "$1: ") : text;
	return isColored || text.includes("##[") ? first.replace(oldCommand, "#$1# ") : first;
}
/** The value as JSON that means the same and in which nothing is a workflow command, with the indent as `JSON.stringify` has it. */
function commandFreeJson(value, indent) {
	const text = JSON.stringify(value, void 0, indent);
	if (text.indexOf("#") === text.lastIndexOf("#")) return text;
	return text.replace(/#(?=[\p{Cf}\p{Default_Ignorable_Code_Point}]*#)/gu, "\\u0023");
}
/** The lines around what a command prints: between them the runner obeys nothing. The token is 32 random hex digits. */
function stopCommands(token) {
	return {
		open: `::stop-commands::${token}\n`,
		close: `::${token}::\n`
	};
}
// src/adapters/actions.ts
/** The runner cuts an annotation's message at 4,096 characters; ours says that it was cut. */
const longestAnnotation = 4e3;
/**
* The runner, through its own toolkit. Everything goes to standard output, what a command printed to its stderr included: the
* runner reads the two in no fixed order, and the lines that stop it from obeying must come first.
*/
function createActionsRunner(write = writeOut) {
	let token;
	const unmasked = [];
	/** Whatever way the output ended, our own lines are obeyed again; what the log is to hide comes before anything else. */
	function resume() {
		if (token !== void 0) write(stopCommands(token).close);
		token = void 0;
		for (const line of unmasked.splice(0)) setSecret(line);
	}
	function show(piece) {
		switch (piece.kind) {
			case "output-begin":
				if (token !== void 0) return;
				token = randomBytes(16).toString("hex");
				write(stopCommands(token).open);
				return;
			case "output":
				write(piece.text);
				return;
			case "output-end":
				resume();
				return;
			case "text":
			case "debug":
			case "group":
			case "group-end":
			case "annotation":
				resume();
				showOwn(piece, write);
		}
	}
	return {
		input: (name) => getInput(name, { trimWhitespace: false }),
		show,
		setOutputs: (outputs) => {
			for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
		},
		writeSummary: (markdown) => {
			const path = process.env["GITHUB_STEP_SUMMARY"] ?? "";
			if (path !== "") writeFileSync(path, `${markdown}\n`);
		},
		mask: (value) => {
			unmasked.push(...value.split(/\r\n|\r|\n/).filter((line) => line.trim().length > 3));
			if (token === void 0) resume();
		},
		saveState,
		state: (name) => getState(name) === "" ? void 0 : getState(name),
		fail: (message) => {
			resume();
			setFailed(message);
		}
	};
}
function showOwn(piece, write) {
	switch (piece.kind) {
		case "text":
			write(`${breakCommands(piece.text)}\n`);
			break;
		case "debug":
			if (isDebug()) debug(piece.text);
			break;
		case "group":
			startGroup(piece.title);
			break;
		case "group-end":
			endGroup();
			break;
		case "annotation": annotate(piece);
	}
}
function annotate(piece) {
	const { level, title, place } = piece;
	const tell = {
		error,
		warning,
		notice
	}[level];
	const cut = piece.message.length > longestAnnotation ? " … (cut; see the report)" : "";
	const at = place === void 0 ? {} : {
		file: place.file,
		startLine: place.line,
		startColumn: place.column
	};
	tell(piece.message.slice(0, longestAnnotation) + cut, {
		title,
		...at
	});
}
function writeOut(text) {
	process.stdout.write(text);
}
// src/sandbox/limits.ts
/** Bytes that all scratch places together may hold, and how many files. They live in memory. */
const scratchLimits = {
	bytes: 2 * 1024 ** 3,
	files: 4e5
};
/** Bytes that the overlays of one command may hold. They live in memory; a file with holes can say that it is larger. */
const capturedBytes = 4 * 1024 ** 3;
/** Bytes and files that one command may add to the workspace before it is taken for a flood. */
const workspaceLimits = {
	bytes: 8 * 1024 ** 3,
	files: 5e4
};
/** Of the machine's memory and of the workspace's disk so much must stay free for the others: what nobody can be seen to hold fills it too. */
const reserve = .04;
/** Bytes of output that are kept at each end; what lies between is counted only. */
const keptOutput = {
	head: 262144,
	tail: 262144
};
/** Bytes of a command's output that are passed on as they come. A log with more of it is of use to nobody. */
const shownOutputBytes = 16777216;
/** How long a command may go on after SIGTERM before SIGKILL ends it, in milliseconds. */
const graceMs$1 = 3e3;
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
// src/adapters/bubblewrap/binaries.ts
const systemDirectories$1 = [
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
	for (const directory of systemDirectories$1) {
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
	"exec 9>&2 2>/dev/null </dev/null",
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
		...uid === 0 ? ["--remount-ro", "/proc"] : [],
		"--args",
		String(profile.environmentFd),
		"--chdir",
		profile.cwd,
		"--json-status-fd",
		String(profile.statusFd),
		...profile.seccompFd === void 0 ? [] : ["--seccomp", String(profile.seccompFd)],
		"--"
	];
}
/**
* What bubblewrap reads of the command's variables. On its command line every user of the machine could see what was granted. Throws
* where a variable holds a NUL, behind which another argument would begin.
*/
function environmentArguments(env) {
	const words = Object.entries(env).flatMap(([name, value]) => [
		"--setenv",
		name,
		value
	]);
	if (words.some((word) => word.includes("\0"))) throw new Error("a variable holds a NUL");
	return words.map((word) => `${word}\0`).join("");
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
/** What of `/proc` is closed beyond what the kernel closes itself: the network's settings are those of whoever made the namespace. */
const procPaths = {
	readOnly: [
		"/proc/sys",
		"/proc/sysrq-trigger",
		"/proc/irq",
		"/proc/bus",
		"/proc/fs",
		"/proc/driver",
		"/proc/tty",
		"/proc/pressure"
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
/** Unspecified, ICMP, TCP, UDP, ICMPv6, and the TCP over several paths that Go listens with. */
const protocols = [
	0,
	1,
	6,
	17,
	58,
	262
];
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
	rule("open_by_handle_at", 304, 265),
	{
		...rule("io_setup", 206, 0),
		answer: "ENOSYS"
	},
	rule("syslog", 103, 116)
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
/** Typing into the terminal that the gate was started from, drivers that the mere asking loads, and sockets that leave the sandbox by other ways than IP. */
const channels = [
	rule("ioctl", 16, 29, [is(1, 21522, 21532, 21539)]),
	rule("socket", 41, 198, [isNot(0, AF_UNIX, AF_INET, AF_INET6, AF_NETLINK)]),
	rule("socket", 41, 198, [is(0, AF_NETLINK), isNot(2, 0)]),
	rule("socket", 41, 198, [{
		argument: 1,
		mask: 15,
		test: "is",
		values: [SOCK_PACKET]
	}]),
	rule("socket", 41, 198, [is(0, AF_INET, AF_INET6), isNot(2, ...protocols)]),
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
// src/adapters/bubblewrap/file-state.ts
/** New memory for each file: as little as will do, for most files are small. */
const minChunkBytes = 4096;
const maxChunkBytes = 1048576;
/** What lstat and a digest tell of a path; undefined when nothing is there. Reading may be refused: then it has no digest. */
function fileState(path, stat = lstatOf(path)) {
	const brief = briefState(path, stat);
	if (brief?.type !== "file") return brief;
	return {
		...brief,
		digest: digestOf(path, brief.size)
	};
}
/** No program is larger. */
const maxProgramBytes = 268435456;
/**
* False for a file that is no program: too large, by all the names that it has, or hardly anything but holes. To read it by each name,
* and holes, takes as long as if all of it were there.
*/
function mayBeProgram({ size, blocks, nlink }) {
	return size * nlink <= maxProgramBytes && size <= blocks * 512 * 16 + minChunkBytes;
}
/** The same of what may be a program. Anything else has no digest. */
function programState(path, stat = lstatOf(path)) {
	return stat === void 0 || mayBeProgram(stat) ? fileState(path, stat) : briefState(path, stat);
}
/** The same without a file's digest: nothing is read. */
function briefState(path, stat = lstatOf(path)) {
	if (stat === void 0) return void 0;
	const plain = {
		mode: stat.mode & 4095,
		size: 0,
		digest: void 0,
		linkTarget: void 0
	};
	if (stat.isSymbolicLink()) {
		const linkTarget = readlinkSync(path);
		return {
			...plain,
			type: "symlink",
			digest: sha256(linkTarget),
			linkTarget
		};
	}
	if (stat.isDirectory()) return {
		...plain,
		type: "directory"
	};
	return stat.isFile() ? {
		...plain,
		type: "file",
		size: stat.size
	} : {
		...plain,
		type: "other"
	};
}
/** Names of what is in a directory; none in what is not there or can't be seen. */
function namesIn(directory) {
	try {
		return readdirSync(directory);
	} catch {
		return [];
	}
}
/** What a small file of the system's or of our own says; nothing where it is not there or can't be read. */
function wholeText(path) {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return "";
	}
}
/** Names of the directories in a directory; none in what is not there or can't be seen. */
function directoriesIn(path) {
	try {
		return readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
	} catch {
		return [];
	}
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
/** SHA-256 in hex of a file's content of about `size` bytes; undefined when it can't be read. */
function digestOf(path, size) {
	let file;
	try {
		file = openSync(path, "r");
	} catch {
		return;
	}
	try {
		const hash = createHash("sha256");
		const chunk = Buffer.allocUnsafe(Math.min(Math.max(size + 1, minChunkBytes), maxChunkBytes));
		for (;;) {
			const length = readSync(file, chunk, 0, chunk.length, null);
			if (length === 0) return hash.digest("hex");
			hash.update(chunk.subarray(0, length));
		}
	} catch {
		return;
	} finally {
		closeSync(file);
	}
}
/** Makes what a command left readable to the gate. Only for files of an overlay's upper directory, and directories seen through it. */
function openUp(path, stat) {
	if (stat.isSymbolicLink()) return;
	const needed = stat.isDirectory() ? 448 : stat.isFile() ? 256 : 0;
	if ((stat.mode & needed) === needed) return;
	try {
		chmodSync(path, stat.mode & 4095 | needed);
	} catch {}
}
/** A file's content as text if it is text and no longer than the bound. */
function textOf(path, stat, maxBytes) {
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
// src/adapters/bubblewrap/leftovers.ts
/** Where directories of runs lie, and what they are called. */
const place = "/tmp";
const runName = /^command-gate-[A-Za-z0-9]{6}$/;
const ownerFile = "owner";
const maxOwnerBytes = 1e3;
const sweepMs = 6e4;
/** Writes into a run's directory whose it is, so that a later run can tell that nobody uses it any more. */
function signDirectory(directory) {
	writeFileSync(`${directory}/${ownerFile}`, `${process.pid} ${startOf(process.pid)} ${world()}\n`);
}
/**
* Removes the directories of runs whose gate was ended before it could do so itself. Only those of the commands' own user,
* with that user's rights and without following a link, and only where the process that signed them is certainly gone: one
* of another machine, container or boot is left alone. A failure leaves them to the next run. Gives what it removed.
*/
async function sweepLeftovers(binaries, identity) {
	const left = namesIn(place).filter((name) => runName.test(name)).map((name) => `${place}/${name}`).filter((path) => isAbandoned(path, identity));
	if (left.length === 0) return [];
	await runQuietly(binaries.chmod, [
		"-R",
		"u+rwx",
		"--",
		...left
	], {
		identity,
		timeoutMs: sweepMs
	});
	await runQuietly(binaries.rm, [
		"-rf",
		"--one-file-system",
		"--",
		...left
	], {
		identity,
		timeoutMs: sweepMs
	});
	return left.filter((path) => lstatOf(path) === void 0);
}
function isAbandoned(path, identity) {
	const stat = lstatOf(path);
	if (stat?.isDirectory() !== true || stat.uid !== identity.uid) return false;
	const file = lstatOf(`${path}/${ownerFile}`);
	if (file?.isFile() !== true || file.size > maxOwnerBytes) return false;
	const [pid = "", start, ...where] = wholeText(`${path}/${ownerFile}`).trim().split(" ");
	if (!/^[1-9]\d*$/.test(pid) || where.join(" ") !== world()) return false;
	return startOf(Number(pid)) !== start;
}
/** When a process started, in the kernel's ticks since boot; empty where there is no such process. */
function startOf(pid) {
	const stat = wholeText(`/proc/${pid}/stat`);
	return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}
/** Where a number of a process means anything: this boot, this namespace of processes. */
function world() {
	try {
		return `${wholeText("/proc/sys/kernel/random/boot_id").trim()} ${readlinkSync("/proc/self/ns/pid")}`;
	} catch {
		return "unknown";
	}
}
// src/sandbox/machine.ts
/** True when `path` is `ancestor` or lies below it. Both absolute, without trailing slash. */
function isWithin(path, ancestor) {
	return path === ancestor || ancestor === "/" || path.startsWith(`${ancestor}/`);
}
/** The paths that lie in none of the others. */
function topmost(paths) {
	const all = new Set(paths);
	return [...all].filter((path) => !directoriesAbove(path).some((other) => all.has(other)));
}
/** From the nearest one to the root. */
function directoriesAbove(path) {
	const parent = path.slice(0, Math.max(path.lastIndexOf("/"), 1));
	return parent === path ? [] : [parent, ...directoriesAbove(parent)];
}
// src/adapters/bubblewrap/masks.ts
/**
* Builds the directory that lies between an overlay and the real place, and decides what is seen of it: hidden directories
* are whiteouts, hidden files empty, masked files without their credentials; what is foreign is the identity's own, for an overlay
* refuses to copy anything else. Gives undefined where there is nothing of it. What is mounted over it is not to be used before it is
* `whole`, which rejects with the system's words.
*/
function buildMask(layer, foreign, { directory, outside }, { identity, binaries, namespace }) {
	if (layer.hidden.length + layer.masked.length + layer.mountPoints.length + foreign.length === 0) return void 0;
	const tree = openTree(layer, outside, identity);
	const { place, makeLike } = tree;
	for (const entry of visible(foreign, layer)) if (entry.type === "f") copyFile(entry, tree, identity);
	else makeLike(entry.path, modeOf(entry, identity));
	for (const path of layer.mountPoints) makeLike(path);
	for (const { path, text } of layer.masked) {
		makeLike(dirname(path));
		writeFileSync(place(path), text);
		chmodSync(place(path), statSync(path).mode & 511);
		own(place(path), identity);
	}
	const whiteouts = [];
	for (const { path, type } of layer.hidden) {
		makeLike(dirname(path));
		if (type === "file") {
			writeFileSync(place(path), "", { mode: 420 });
			own(place(path), identity);
		} else whiteouts.push([
			binaries.mknod,
			`${directory}${path.slice(layer.path.length)}`,
			"c",
			"0",
			"0"
		]);
	}
	tree.close();
	return {
		directory,
		outside,
		whole: allHidden(layer, whiteouts.length === 0 ? void 0 : namespace.run(whiteouts))
	};
}
function openTree(layer, directory, identity) {
	const place = (path) => `${directory}${path.slice(layer.path.length)}`;
	const modes = /* @__PURE__ */ new Map();
	const makeLike = (path, mode) => {
		if (modes.has(path)) return;
		modes.set(path, mode ?? modeInside(path, identity));
		if (path !== layer.path) makeLike(dirname(path));
		mkdirSync(place(path), {
			recursive: path === layer.path,
			mode: 448
		});
		own(place(path), identity);
	};
	makeLike(layer.path);
	const close = () => {
		for (const [path, mode] of modes) chmodSync(place(path), mode);
	};
	return {
		place,
		makeLike,
		close
	};
}
/** Those that are not hidden anyway. */
function visible(foreign, { path: top, hidden, masked }) {
	const closed = [...hidden, ...masked];
	return foreign.filter((entry) => entry.path !== top && !closed.some(({ path }) => isWithin(entry.path, path)));
}
/** What the identity may do anyway, said as to an owner. */
function modeOf({ type, mode, owner }, { uid }) {
	if (owner === uid) return mode;
	return type === "x" ? closedMode(mode) : mode | (type === "d" ? 448 : 384);
}
/** The mode of a directory that is the identity's own inside: what the identity may not write to, it may not there either. */
function modeInside(path, { uid }) {
	const real = statSync(path, { throwIfNoEntry: false });
	if (real === void 0) return 493;
	const mode = real.mode & 4095;
	return real.uid === uid || uid === 0 ? mode : closedMode(mode);
}
/** Of a directory that may be looked into, and no more. */
function closedMode(mode) {
	return mode & -129 | 320;
}
/**
* With the times of the real one: a copy that is only opened is no change. What is no longer what was found there is left out, above
* all what a symbolic link leads to by now.
*/
function copyFile(entry, { place, makeLike }, identity) {
	const { path, mode, owner, size } = entry;
	let file;
	try {
		file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
	} catch {
		return;
	}
	try {
		const stat = fstatSync(file);
		if (!(stat.isFile() && stat.uid === owner && (stat.mode & 4095) === mode && stat.size === size) || readlinkSync(`/proc/self/fd/${file}`) !== path) return;
		makeLike(dirname(path));
		const target = place(path);
		writeFileSync(target, readFileSync(file));
		chmodSync(target, modeOf(entry, identity) & 511);
		own(target, identity);
		utimesSync(target, stat.atimeMs / 1e3, stat.mtimeMs / 1e3);
	} finally {
		closeSync(file);
	}
}
async function allHidden(layer, hiding) {
	const problem = await hiding;
	if (problem !== void 0) throw new Error(`not all in ${layer.path} could be hidden: ${problem}`);
}
/** Gives a file of the gate's to the identity that commands have. */
function own(path, identity) {
	if (process.geteuid?.() === 0) chownSync(path, identity.uid, identity.gid);
}
// src/adapters/bubblewrap/furniture.ts
/** Makes the scratch places that begin empty and says where each lies in the namespace. */
async function scratchSources(namespace, binaries, empty, scratch) {
	const sources = new Map(empty.map((path, index) => [path, `${scratch}/e/${index}`]));
	const sharedMemory = `${scratch}/shm`;
	const all = [...sources.values(), sharedMemory];
	const common = [...sources].flatMap(([path, source]) => path.endsWith("tmp") ? [source] : []);
	const problem = await namespace.run([
		[
			binaries.mkdir,
			"-p",
			"--",
			...all
		],
		[
			binaries.chmod,
			"700",
			"--",
			...all
		],
		[
			binaries.chmod,
			"1777",
			"--",
			...common,
			sharedMemory
		]
	]);
	if (problem !== void 0) throw new Error(`the scratch places could not be made: ${problem}`);
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
		"/m",
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
	signDirectory(directory);
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
async function makePipes(namespace, { mkfifo }, directory) {
	const pipes = {
		stdout: `${directory}/stdout`,
		stderr: `${directory}/stderr`
	};
	const problem = await namespace.run([[
		mkfifo,
		"-m",
		"600",
		pipes.stdout,
		pipes.stderr
	]]);
	if (problem !== void 0) throw new Error(`the pipes for the output could not be made: ${problem}`);
	return pipes;
}
/**
* The files by which names are resolved, as commands see them: the egress answers, and of the machine's own list only the
* loopback lines remain, so that a name is asked for and granted by name and not by the address that stands there.
*/
function replaceNames(egress, directory, identity) {
	if (egress === void 0) return [];
	const hosts = wholeText("/etc/hosts").split("\n").filter((line) => /^\s*(?:127\.|::1\s)/.test(line)).join("\n");
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
/** What of `/proc` is to be closed where not all of it is: for root it is read-only as a whole. */
function closedInProc({ uid }) {
	return uid === 0 ? [] : procPaths.readOnly.filter((path) => lstatOf(path) !== void 0);
}
/**
* Commands get the machine's own devices, which belong to root: on a read-only mount they can be used as before, and their modes and
* times stay what they are. What the mount is restricted to already can't be taken back.
*/
function devicesReadOnly({ mount }) {
	const mounts = wholeText("/proc/self/mountinfo").split("\n").map((line) => line.split(" "));
	const options = (point) => mounts.findLast((fields) => fields[4] === point)?.[5];
	return [
		mount,
		"-i",
		"-o",
		`rbind,${(options("/dev") ?? options("/") ?? "rw").replace(/^rw/, "ro")}`,
		"/dev",
		"/dev"
	];
}
/** Where the system has its programs. */
const systemDirectories = [
	"/usr/local/sbin",
	"/usr/local/bin",
	"/usr/sbin",
	"/usr/bin"
];
/** Names of what is in these directories. */
function namesOfPrograms(directories) {
	const names = /* @__PURE__ */ new Set();
	for (const directory of directories) try {
		for (const name of readdirSync(directory)) names.add(name);
	} catch {}
	return names;
}
/** What the job's PATH names, each with the directory that it really is where that is another one. */
function pathEntries(path, workspace) {
	return (path === void 0 ? [] : path.split(":")).flatMap((entry) => {
		try {
			return [entry, realpathSync(resolve(workspace, entry))];
		} catch {
			return [entry];
		}
	});
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
	return ["/root", ...namesIn("/home").map((name) => `/home/${name}`)].flatMap((path) => {
		try {
			const real = realpathSync(path);
			return statSync(real).isDirectory() ? [real] : [];
		} catch {
			return [];
		}
	});
}
function homeInPasswd(uid) {
	return wholeText("/etc/passwd").split("\n").map((line) => line.split(":")).find((entry) => entry[2] === String(uid))?.[5];
}
// src/adapters/bubblewrap/namespace.ts
/** Mounting and unmounting in words. Options are whole; paths are of the namespace. */
function mountOrder({ mount }, type, options, target) {
	return [
		mount,
		"-i",
		"-t",
		type,
		"-o",
		options,
		type,
		target
	];
}
const helperScript = `token=$1
{ echo "$2" >/proc/sys/user/max_inotify_instances; echo "$3" >/proc/sys/user/max_inotify_watches; } 2>/dev/null
set --
status=0
said=
while IFS= read -r line; do
  case $line in
    ' '*\\\\*)
      word=$(printf '%b.' "\${line# }")
      set -- "$@" "\${word%.}"
      ;;
    ' '*) set -- "$@" "\${line# }" ;;
    run)
      if [ "$status" -eq 0 ]; then
        said=$("$@" 2>&1 </dev/null)
        status=$?
      fi
      set --
      ;;
    *)
      printf '%s\\n%s %s\\n' "$said" "$token" "$status"
      status=0
      said=
      ;;
  esac
done`;
const orderMs = 6e4;
/**
* Opens the mount namespace: inside the egress's user and network namespaces where there is one, else in a user namespace
* of its own. `first` is run in it. Gives the system's own words when it can't be had.
*/
async function openNamespace(binaries, identity, egressPid, first) {
	const mountsApart = [
		"-m",
		"--propagation",
		"private"
	];
	const [program = "", ...words] = egressPid === void 0 ? [
		binaries.unshare,
		"-U",
		"-r",
		...mountsApart
	] : [
		...nsenterWords(binaries, egressPid, ["-U", "-n"]),
		binaries.unshare,
		...mountsApart
	];
	const token = randomBytes(16).toString("hex");
	const helper = spawn(program, [
		...words,
		"--",
		binaries.shell,
		"-c",
		helperScript,
		"gate",
		token,
		...halves()
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
	const run = orderer(helper, token);
	const problem = await run(first);
	const { pid } = helper;
	if (problem !== void 0 || pid === void 0) {
		helper.kill("SIGKILL");
		return {
			kind: "refused",
			message: problem ?? "it could not be started"
		};
	}
	return {
		kind: "open",
		namespace: {
			pid,
			root: `/proc/${pid}/root`,
			join: nsenterWords(binaries, pid, egressPid === void 0 ? ["-U", "-m"] : [
				"-U",
				"-n",
				"-m"
			]),
			run,
			close() {
				helper.stdin.end();
				helper.kill("SIGKILL");
			}
		}
	};
}
/** Half of the file watches that a user may have on this machine: instances and watches; nothing where the kernel does not tell. */
function halves() {
	return ["instances", "watches"].map((name) => {
		try {
			return String(Math.floor(Number(readFileSync(`/proc/sys/fs/inotify/max_user_${name}`, "utf8")) / 2));
		} catch {
			return "";
		}
	});
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
/** Sends orders to the helper and reads its answers, which come in the same order. */
function orderer(helper, token) {
	const waiting = [];
	let said = "";
	let stderr = "";
	let gone;
	const end = (reason) => {
		gone ??= reason;
		for (const answer of waiting.splice(0)) answer(gone);
	};
	const ending = new RegExp(`^([^]*?)\n${token} (\\d+)\n`);
	helper.stdout.on("data", (chunk) => {
		said += chunk.toString("utf8");
		for (let found = ending.exec(said); found !== null; found = ending.exec(said)) {
			const [whole, message = "", status] = found;
			said = said.slice(whole.length);
			waiting.shift()?.(status === "0" ? void 0 : message.trim() || `it ended with ${status}`);
		}
	});
	helper.stderr.on("data", (chunk) => {
		stderr = (stderr + chunk.toString("utf8")).slice(-4e3);
	});
	helper.stdin.on("error", () => void 0);
	helper.once("error", (error) => end(error.message));
	helper.once("close", () => end(stderr.trim() || "the mount namespace of the run is gone"));
	return async (orders) => {
		if (gone !== void 0) return gone;
		const answer = new Promise((resolve) => {
			waiting.push(resolve);
		});
		const late = setTimeout(() => {
			end(`${orders[0]?.[0]} gave no answer within ${orderMs / 1e3} s`);
			helper.kill("SIGKILL");
		}, orderMs);
		helper.stdin.write(`${orders.map((words) => [...words.map(spelled), "run\n"].join("")).join("")}answer\n`);
		return await answer.finally(() => clearTimeout(late));
	};
}
/** A word as a line: what would end the line is written so that `printf %b` gives it back. */
function spelled(word) {
	return ` ${word.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}\n`;
}
// src/errors.ts
/**
* "Could not reach a verdict": the only exception that the gate throws on purpose.
* `message` says what was found and where; `hint` says what the person should do about it.
*/
var GateError = class extends Error {
	name = "GateError";
	code;
	hint;
	constructor(code, message, options = {}) {
		super(message, "cause" in options ? { cause: options.cause } : {});
		this.code = code;
		this.hint = options.hint;
	}
};
/** The process's exit code for an error, after the table in the design: 2 bad input, 4 no sandbox, 3 nobody could be asked. */
function exitCodeOf(code) {
	switch (code) {
		case "INPUT_INVALID":
		case "COMMAND_LIST_INVALID":
		case "POLICY_INVALID":
		case "CONTEXT_UNSUPPORTED": return 2;
		case "SANDBOX_UNAVAILABLE":
		case "SANDBOX_FAILED": return 4;
		case "GITHUB_FORBIDDEN":
		case "GITHUB_UNAVAILABLE": return 3;
		case "INTERNAL": return 1;
	}
}
// src/adapters/bubblewrap/foreign.ts
/** What one overlay is prepared for at most: entries, bytes, and how long it is looked for them. */
const bounds = {
	directories: 2e4,
	files: 4e3,
	bytes: 64 * 1024 ** 2,
	fileBytes: 1024 ** 2,
	ms: 1e3
};
/** What commands may do to a thing, as a test of `find`. Root's commands have no capabilities: for them modes decide. */
function mayWords({ uid }, right) {
	if (uid !== 0) return [`-${right}`];
	const bit = {
		readable: 4,
		writable: 2,
		executable: 1
	}[right];
	return [...[
		"(",
		"-uid",
		"0",
		"-perm",
		`-${bit}00`,
		"-o",
		"-gid",
		"0",
		"-perm",
		`-0${bit}0`
	], ...[
		"-o",
		"-perm",
		`-00${bit}`,
		")"
	]];
}
/** True for what is of another account or group. An overlay of ours can't copy such a thing, nor anything below it. */
function foreignWords({ uid, gid }) {
	return [
		"(",
		"!",
		"-uid",
		String(uid),
		"-o",
		"!",
		"-gid",
		String(gid),
		")"
	];
}
/** Words for `find` that mark such a directory, or the one that such a file is in; true in any case. */
function foreignMark(identity) {
	return [
		...[
			"(",
			...foreignWords(identity),
			"(",
			"-type",
			"d",
			...mayWords(identity, "executable")
		],
		...[
			"-printf",
			"o%p\\0",
			"-o",
			"-type",
			"f",
			...mayWords(identity, "writable")
		],
		...[
			"-printf",
			"o%h\\0",
			")",
			",",
			"-true",
			")"
		]
	];
}
/**
* Looks through places for what is foreign: directories, outermost first, and small files. `skipped` are directories to keep out of.
* Never throws.
*/
async function findForeign({ find }, identity, roots, skipped) {
	const may = (right) => mayWords(identity, right);
	const pruned = skipped.flatMap((path) => [
		"-o",
		"-path",
		path.replace(/[\\*?[\]]/g, "\\$&")
	]);
	const described = " %m %U %s %p\\0";
	const { exitCode, stdout } = await runQuietly(find, [
		...[
			...roots,
			"-xdev",
			"(",
			"-false",
			...pruned,
			")",
			"-prune",
			"-o"
		],
		...[
			...foreignWords(identity),
			"(",
			"-type",
			"d",
			"("
		],
		...[
			...may("writable"),
			"-printf",
			`d${described}`,
			"-o"
		],
		...[
			...may("executable"),
			"-printf",
			`x${described}`,
			")",
			"-o"
		],
		...[
			"-type",
			"f",
			"-size",
			`-${bounds.fileBytes / 512 + 1}b`,
			...may("writable")
		],
		...[
			...may("readable"),
			"-printf",
			`f${described}`,
			")"
		]
	], {
		identity,
		timeoutMs: bounds.ms
	});
	return within(stdout, identity, exitCode !== void 0);
}
/** Directories by their depth; files only of a kind that all fit of: the identity's own before others'. */
function within(text, { uid }, isWhole) {
	const all = text.split("\0").slice(0, -1).map(parse);
	const directories = all.filter(({ type }) => type !== "f");
	const kept = [...directories].sort((one, other) => depthOf(one) - depthOf(other)).slice(0, bounds.directories);
	let isAll = isWhole && kept.length === directories.length;
	const room = {
		files: bounds.files,
		bytes: bounds.bytes
	};
	const files = [true, false].flatMap((isOwn) => {
		const some = all.filter((entry) => entry.type === "f" && entry.owner === uid === isOwn);
		const bytes = some.reduce((sum, { size }) => sum + size, 0);
		if (some.length > room.files || bytes > room.bytes) {
			isAll = false;
			return [];
		}
		room.files -= some.length;
		room.bytes -= bytes;
		return some;
	});
	return {
		entries: [...kept, ...files],
		isAll
	};
}
function parse(entry) {
	const [type, mode = "", owner, size, ...rest] = entry.split(" ");
	return {
		path: rest.join(" "),
		type: type === "d" || type === "x" ? type : "f",
		mode: Number.parseInt(mode, 8),
		owner: Number(owner),
		size: Number(size)
	};
}
function depthOf({ path }) {
	return path.split("/").length;
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
/** Looks through the machine once for a run. Throws SANDBOX_FAILED when that takes too long. */
async function lookAround(request) {
	const { binaries, identity, workspace } = request;
	const home = findHome(identity, request.jobEnv);
	const homes = findHomes();
	const own = home === void 0 ? [] : [home];
	const [{ writable, pipes }, inHomes, inSystem, found] = await Promise.all([
		findWritable(binaries, identity, [workspace, ...own]),
		lookThroughHomes(binaries, identity, topmost([...own, ...homes]), workspace),
		identity.uid === 0 ? findRootOnly(binaries, identity, workspace) : [],
		lookThroughWorkspace(binaries, identity, workspace)
	]);
	const ownerOnly = [...inHomes.ownerOnly, ...inSystem];
	const foreign = topmost([...inHomes.foreign.filter((path) => home !== void 0 && isWithin(path, home)), ...found.foreign]);
	const { repositories: otherRepositories } = inHomes;
	return {
		home,
		homes,
		writable,
		pipes,
		ownerOnly,
		otherRepositories,
		...found,
		foreign
	};
}
/** Topmost directories in which the identity may write, besides the given ones, pipes and sockets, as deep as people make such places. */
async function findWritable(binaries, identity, known) {
	const tops = readdirSync("/", { withFileTypes: true }).filter((entry) => entry.isDirectory() && !systemPlaces.has(entry.name)).map(({ name }) => `/${name}`);
	const skipped = [...known, "/var/tmp"].flatMap((path) => [
		"-o",
		"-path",
		findPattern(path)
	]);
	const entries = await findAll(binaries, [
		...[
			...tops,
			"-maxdepth",
			"3",
			"(",
			"-false",
			...skipped,
			")",
			"-prune"
		],
		...[
			"-o",
			"-type",
			"d",
			"-writable",
			"-printf",
			"d%p\\0",
			"-prune"
		],
		...[
			"-o",
			"-type",
			"p,s",
			"-writable",
			"-printf",
			"p%p\\0"
		]
	], identity);
	return {
		writable: marked(entries, "d"),
		pipes: marked(entries, "p")
	};
}
/** The entries with a mark, without it. */
function marked(entries, mark) {
	return entries.filter((entry) => entry.startsWith(mark)).map((entry) => entry.slice(mark.length));
}
/**
* Files below home directories that only their owner may read, as by convention those are secrets, and the repositories there. Caches
* and packages are not looked into.
*/
async function lookThroughHomes(binaries, identity, homes, workspace) {
	if (homes.length === 0) return {
		ownerOnly: [],
		repositories: [],
		foreign: []
	};
	const skipped = [
		"node_modules",
		".cache",
		".npm",
		".cargo",
		".rustup"
	].flatMap((name) => [
		"-o",
		"-name",
		name
	]);
	const entries = await findAll(binaries, [
		...[
			...homes,
			"-xdev",
			"-maxdepth",
			"6",
			...foreignMark(identity)
		],
		...[
			"(",
			"-path",
			findPattern(workspace),
			...skipped,
			")",
			"-prune"
		],
		...[
			"-o",
			"-name",
			".git",
			"-printf",
			"r%p\\0",
			"-prune"
		],
		...[
			"-o",
			"-type",
			"d",
			"-uid",
			String(identity.uid),
			"!",
			"-perm",
			"-500",
			"-printf",
			"f%p\\0",
			"-prune"
		],
		...[
			"-o",
			"-type",
			"f",
			"!",
			"-perm",
			"/077",
			"-printf",
			"f%p\\0"
		]
	], identity);
	return {
		ownerOnly: withinBound(marked(entries, "f"), homes),
		repositories: marked(entries, "r").slice(0, maxFiles),
		foreign: marked(entries, "o")
	};
}
/** The files, or of too many of them the topmost places in the homes that they lie in. */
function withinBound(files, homes) {
	if (files.length <= maxFiles) return files;
	const tops = files.map((path) => {
		const home = homes.find((place) => path.startsWith(`${place}/`)) ?? dirname(path);
		return `${home}/${path.slice(home.length + 1).split("/")[0]}`;
	});
	return [...new Set(tops)];
}
/** Where root keeps its secrets besides its home. Commands that run as root could read them. */
const rootPlaces = [
	"/etc",
	"/var",
	"/opt",
	"/srv",
	"/usr/local"
];
/** Files of root's own in the system's places that only root may read. Programs are none. */
async function findRootOnly(binaries, identity, workspace) {
	const skipped = [
		workspace,
		"/var/tmp",
		"/var/lib/docker",
		"/var/lib/containerd"
	];
	return (await findAll(binaries, [
		...rootPlaces,
		...[
			"-xdev",
			"-maxdepth",
			"5",
			"(",
			"-false"
		],
		...skipped.flatMap((path) => [
			"-o",
			"-path",
			findPattern(path)
		]),
		...[
			")",
			"-prune",
			"-o",
			"-user",
			"0",
			"-type",
			"f"
		],
		...[
			"!",
			"-perm",
			"/177",
			"-print0"
		]
	], identity)).slice(0, maxFiles);
}
/**
* Files of the workspace with several names, as a write by one of them changes the file by all, and the repositories in it. What
* lies in a `.git` is not looked at: it is protected whole.
*/
async function lookThroughWorkspace(binaries, identity, workspace) {
	const entries = await findAll(binaries, [
		...[
			workspace,
			"-xdev",
			...foreignMark(identity)
		],
		...[
			"-name",
			".git",
			"(",
			"-type",
			"d",
			"-o",
			"-type",
			"f",
			")"
		],
		...[
			"-printf",
			"git %p\\0",
			"-prune",
			"-o",
			"-type",
			"f",
			"-links",
			"+1",
			"-printf",
			"%i %n %p\\0"
		]
	], identity);
	const repositories = [];
	const names = /* @__PURE__ */ new Map();
	for (const entry of entries.filter((each) => !each.startsWith("o"))) {
		const [inode = "", links = "0", ...rest] = entry.split(" ");
		if (inode === "git") {
			repositories.push(entry.slice(4));
			continue;
		}
		const seen = names.get(inode) ?? {
			links: Number(links),
			paths: []
		};
		seen.paths.push(rest.join(" "));
		names.set(inode, seen);
	}
	return {
		linkedFiles: [...names.values()],
		foreign: topmost(marked(entries, "o")),
		repositories: repositories.filter((path) => path !== `${workspace}/.git`)
	};
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
// src/adapters/bubblewrap/ground.ts
/** The mount options of the file system that holds what commands write, with so many files in it already. */
function mountRoom(usedFiles) {
	return `size=${capturedBytes},nr_inodes=${usedFiles + workspaceLimits.files}`;
}
async function startedEgress({ startEgress }, user) {
	return startEgress?.({ user });
}
/**
* Lays the ground for a run before its policy is known: looks around, starts the network and opens the namespace that everything
* will be mounted in. No command runs in it. Leaves nothing behind when it can't. Throws what the egress throws.
*/
async function layGround(request) {
	const nothing = {
		kind: "refused",
		message: ""
	};
	if (process.platform !== "linux") return {
		kind: "problem",
		problem: nothing
	};
	const found = findBinaries();
	if (found.kind === "missing") return {
		kind: "problem",
		problem: found
	};
	const { binaries } = found;
	const workspace = realpathSync(request.workspace);
	const identity = identityFor(workspace);
	const starting = startedEgress(request, process.geteuid?.() === 0 && identity.uid !== 0 ? identity : void 0);
	const surroundings = lookAround({
		binaries,
		identity,
		workspace,
		jobEnv: request.jobEnv
	});
	surroundings.catch(() => void 0);
	const egress = await starting;
	const directory = runDirectory(identity);
	const [capturedRoot, scratchRoot] = [`${directory}/s`, `${directory}/c`];
	const opened = await openNamespace(binaries, identity, egress?.holderPid, [
		mountOrder(binaries, "tmpfs", `mode=700,${mountRoom(0)}`, capturedRoot),
		mountOrder(binaries, "tmpfs", `mode=755,size=${scratchLimits.bytes},nr_inodes=${scratchLimits.files}`, scratchRoot),
		...identity.uid === 0 ? [devicesReadOnly(binaries)] : []
	]);
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
		return {
			kind: "problem",
			problem: opened
		};
	}
	const { namespace } = opened;
	return {
		kind: "ground",
		ground: {
			workspace,
			directory,
			capturedRoot,
			scratchRoot,
			binaries,
			identity,
			surroundings,
			egress,
			namespace,
			close
		}
	};
}
// src/adapters/bubblewrap/inherited.ts
const closeOnExec = 524288;
/**
* Closes every descriptor beyond standard error that this process inherited and would pass on. Node marks only the first
* few of them; one that is left over, say on a directory of the host, would be a way past every mount of the sandbox.
* An entry calls it before anything else: later it would close under their hands what Node's own threads read, such as the
* certificates of NODE_EXTRA_CA_CERTS. What the gate's own `words` name as files stays open until `closeNamed`.
*/
function closeInherited(words = []) {
	if (process.platform !== "linux") return;
	const named = namedIn(words);
	for (const name of readdirSync("/proc/self/fd")) if (!named.has(name)) closeIfPassedOn(name);
}
/** Closes what was left open for these words, read or not: before any command is started. */
function closeNamed(words) {
	for (const name of namedIn(words)) closeIfPassedOn(name);
}
/** Descriptors that words name as files, as a shell writes them for `<(…)`. */
function namedIn(words) {
	return new Set(words.flatMap((word) => /(?:^|=)\/dev\/fd\/(\d+)$/.exec(word)?.[1] ?? []));
}
function closeIfPassedOn(name) {
	if (Number(name) > 2 && isPassedOn(name)) closeSync(Number(name));
}
function isPassedOn(name) {
	try {
		const flags = /^flags:\s+([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${name}`, "utf8"))?.[1];
		return flags !== void 0 && (Number.parseInt(flags, 8) & closeOnExec) === 0;
	} catch {
		return false;
	}
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
	if (value["kind"] === "unmapped" || value["kind"] === "held") return { kind: value["kind"] };
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
	const others = {
		kind: "network",
		host: "others",
		port: void 0,
		certainty: "recorded",
		reason: `${record.more} more attempts followed that are not listed`
	};
	return record.more === 0 ? effects : [...effects, others];
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
/** The handshake bytes of the records at the start; undefined where they are none. Servers take records of any version there. */
function handshakeOf(bytes) {
	const parts = [];
	let at = 0;
	while (at < bytes.length) {
		if (bytes[at] !== handshakeRecord) return parts.length === 0 ? void 0 : Buffer.concat(parts);
		if (at + 5 > bytes.length) break;
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
/** Reads the name in a TLS ClientHello without opening anything. */
function parseClientHello(bytes) {
	if (bytes.length === 0) return { kind: "incomplete" };
	const handshake = handshakeOf(bytes);
	if (handshake === void 0) return { kind: "not-tls" };
	if (handshake.length > 0 && handshake[0] !== clientHelloMessage) return { kind: "not-tls" };
	if (handshake.length < 4) return { kind: "incomplete" };
	const length = handshake.readUIntBE(1, 3);
	if (length > 65536) return { kind: "unreadable" };
	if (handshake.length < 4 + length) return { kind: "incomplete" };
	try {
		return readHello(handshake.subarray(4, 4 + length));
	} catch (error) {
		if (error instanceof Short || error instanceof RangeError) return { kind: "unreadable" };
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
	}) ?? (isSilent ? void 0 : { kind: "unreadable" });
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
/** Node's HTTP. An import would read every name of the module, and with some of them Node loads its fetch: 17 MB for nothing. */
function nodeHttp() {
	return process.getBuiltinModule("node:http");
}
function forward(request, response, host, agent) {
	const upstream = nodeHttp().request({
		host,
		port: 80,
		agent,
		method: request.method,
		path: targetOf(request),
		headers: headersOf(request)
	});
	upstream.on("response", (answer) => guarded(response, () => answerWith(answer, response)));
	upstream.on("error", () => response.destroy());
	response.on("close", () => upstream.destroy());
	if (hasBody(request)) request.pipe(upstream);
	else upstream.end();
}
/**
* Speaks plain HTTP with a command in the real host's place, request by request, so that none of them can name another host:
* on a connection that was merely piped only the first would be checked. What is no HTTP/1, and CONNECT, is refused; an
* upgrade is answered without one.
*/
function relayHttp(socket, host, options) {
	const { Agent: HttpAgent, createServer } = nodeHttp();
	const agent = new HttpAgent({
		keepAlive: true,
		maxSockets: 8
	});
	agent.createConnection = options.connect;
	const server = createServer((request, response) => {
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
/** Every address of this machine's own: a service that listens on all of them trusts whoever calls from here. */
function addressesHere() {
	return Object.values(networkInterfaces()).flatMap((entries) => entries?.map(({ address }) => address) ?? []);
}
/**
* The addresses that a granted host may be reached at. What resolves to a private address, or to one of this machine's, is refused: a
* name whose owner points it at this network, or at the cloud's metadata service, would otherwise reach in through us.
*/
async function findRoute(host, resolve, permit, here = addressesHere()) {
	const problemWith = (address) => isPrivateAddress(address) ?? (isSameMachine(address, here) ? "this machine itself" : void 0);
	const own = parseAddress(host) !== void 0;
	let addresses;
	try {
		addresses = own ? [host] : await resolve(host);
	} catch {
		return { kind: "unreachable" };
	}
	const open = addresses.filter((address) => problemWith(address) === void 0 || permit(host, address));
	if (open.length > 0) return {
		kind: "route",
		addresses: open
	};
	const [first] = addresses;
	if (first === void 0) return { kind: "unreachable" };
	return {
		kind: "refused",
		reason: `its address ${own ? "" : `${first} `}is ${problemWith(first)}`
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
	if (hello.kind === "unreadable") return {
		kind: "bad",
		reason: "the name that TLS asks for can not be read"
	};
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
/** What a command sent last may still go out; a host that never takes it must not keep its connection, or the gate. */
const lingerMs = 1e3;
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
/** Follows connections to the world, so that none goes on when its attempt is over. */
function trackOutward() {
	const outward = /* @__PURE__ */ new Set();
	return {
		tracked: (connect) => {
			return (...target) => {
				const socket = connect(...target);
				outward.add(socket);
				return socket.once("close", () => outward.delete(socket));
			};
		},
		endOutward: () => {
			const left = [...outward];
			setTimeout$2(lingerMs, void 0, { ref: false }).then(() => {
				for (const socket of left) socket.destroy();
			});
		}
	};
}
/**
* Listens on a unix socket. A connection must begin with the token, the current attempt and a target that the grant covers; the
* egress process has checked the same, but it stands in the line of fire and is not believed.
*/
async function openGateway(socketPath, token) {
	const sockets = /* @__PURE__ */ new Set();
	const { tracked, endOutward } = trackOutward();
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
		endOutward();
		return found;
	}
	return {
		open: (attempt, reach, world) => {
			current = {
				attempt,
				reach,
				world: {
					...world,
					connect: tracked(world.connect)
				}
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
	prlimit: ["/usr/bin/prlimit", "/bin/prlimit"],
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
		prlimit: findHelper("prlimit"),
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
* a ping that it is prohibited, and every ping would wait for its time-out. ICMP stands there by its number, as a bare machine has no
* /etc/protocols.
*/
const insideScript = `
"$ip" -batch - <<END
link set lo up
link add ${network.device} type veth peer name eth0 netns $holder
addr add ${network.gateway}/32 dev ${network.device}
link set ${network.device} up
route add ${network.inside}/32 dev ${network.device} table local
route add local 0.0.0.0/0 dev lo
rule add pref 100 lookup local
rule del pref 0
rule add pref 10 iif ${network.device} ipproto 1 prohibit
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
addr add ${network.inside6}/126 dev eth0 nodad
route add default via ${network.gateway6}
END
  } 2>/dev/null || :
fi
exec "$node" "$script"
`;
/**
* The commands' half: holds the namespace and its loopback, and ends when the egress does. What root may do on its own loopback,
* listening on port 80 for one, it may do here too. It has next to no neighbours, by no address of any kind: the table of those is
* the whole machine's, and with it full no other program has any.
*/
const holderScript = `
ip=$1 nsenter=$2 setpriv=$3 unshare=$4 node=$5 script=$6 inside=$7 maps=$8 holder=$$
if [ "$maps" = awaited ]; then
  echo '{"kind":"unmapped"}'
  read -r _
  echo 0 >/proc/sys/net/ipv4/ip_unprivileged_port_start
fi
echo '{"kind":"held"}'
export ip nsenter node script holder
exec 3<&0
"$ip" link set lo up
echo 0 0 >/proc/sys/net/ipv4/ping_group_range || :
[ ! -e /proc/sys/net/ipv6 ] || echo 1 >/proc/sys/net/ipv6/conf/default/addr_gen_mode || :
"$setpriv" --pdeathsig KILL "$unshare" -n /bin/sh -ec "$inside" <&3 3<&- &
exec 3<&-
wait $!
`;
/**
* Words before a command whose user namespaces are to get half of what the kernel counts for a user in all of them together: with the
* rest gone, no other program of that user could have a timer or a message queue.
*/
function withHalf(prlimit) {
	const limits = readFileSync("/proc/self/limits", "utf8");
	const half = (name, option) => {
		const soft = new RegExp(`^${name}\\s+(\\d+)`, "m").exec(limits)?.[1];
		return soft === void 0 ? [] : [`--${option}=${Math.floor(Number(soft) / 2)}:`];
	};
	const options = [...half("Max pending signals", "sigpending"), ...half("Max msgqueue size", "msgqueue")];
	return options.length === 0 ? [] : [prlimit, ...options];
}
/**
* Starts the holder and, in it, the egress process. Both die with this process: by the kernel's parent-death signal and because
* their stdin closes. The environment is empty, and helpers are named by absolute path. With `maps: 'awaited'` it first reports
* that it is unmapped and goes on with the next line on its stdin.
*/
function spawnHolder(options) {
	const { prlimit, setpriv, unshare, nsenter, ip } = options.helpers;
	const map = options.maps === "awaited" ? "--keep-caps" : "--map-root-user";
	const [program, ...words] = [...withHalf(prlimit), setpriv];
	return spawn(program ?? setpriv, [
		...words,
		...[
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
		],
		...[
			ip,
			nsenter,
			setpriv,
			unshare,
			options.node,
			options.script,
			insideScript,
			options.maps
		]
	], {
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
	return new GateError("SANDBOX_UNAVAILABLE", `the network for commands could not be set up: ${reason}. ${detail}`.trim(), {
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
function permitFor(privateHosts, { permitAddress }) {
	return (host, address) => {
		const kind = isPrivateAddress(address);
		return (kind === "private" || kind === "shared (carrier-grade NAT)") && covers(privateHosts, host, void 0) || permitAddress?.(host, address) === true;
	};
}
function serveAttempts(conversation, gateway, options, ready) {
	const resolve = options.resolve ?? resolveHere;
	const connect = options.connect ?? connectTo;
	let serial = 0;
	let isOpen = false;
	return async (reach) => {
		if (isOpen) throw new GateError("INTERNAL", "two attempts may not use the network at once");
		isOpen = true;
		await ready;
		serial += 1;
		const attempt = serial;
		const { allow, deny, privateHosts = [] } = reach;
		const permitAddress = permitFor(privateHosts, options);
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
async function becomesReady(conversation) {
	const report = await conversation.next(readyMs);
	return report.kind === "ready" ? report.notes : [];
}
/** Resolves when the namespaces are there and can be joined. */
async function hold(holder, conversation, maps) {
	if (maps === "awaited") {
		if ((await conversation.next(readyMs)).kind !== "unmapped" || holder.pid === void 0) throw new GateError("SANDBOX_FAILED", "the holder did not wait for its users");
		mapEveryone(holder.pid);
		conversation.nudge();
	}
	if ((await conversation.next(readyMs)).kind !== "held") throw new GateError("SANDBOX_FAILED", "the holder did not say that it holds");
}
/**
* Starts the one egress of a run: a user namespace with two network namespaces on a wire. Commands join the one and have its
* loopback for themselves; all else that they send arrives in the other, where the egress process answers for every address.
* Resolves when the namespaces can be joined. Throws SANDBOX_UNAVAILABLE with a remedy where this can't be had. Both processes end
* with this one, however it ends.
*/
async function startEgress(options) {
	const { identity } = options;
	const helpers = findHelpers();
	const directory = makeDirectory(identity);
	const socketPath = join(directory, "gate");
	const token = randomBytes(32).toString("hex");
	const opening = openGateway(socketPath, token);
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
		await opening.then((gateway) => gateway.close(), () => void 0);
		await endHolder(holder);
		rmSync(directory, {
			recursive: true,
			force: true
		});
	}
	async function fail(error) {
		await close();
		throw unavailable(error, conversation.stderr());
	}
	try {
		const gateway = await opening;
		chmodSync(socketPath, 384);
		if (identity !== void 0) chownSync(socketPath, identity.uid, identity.gid);
		await hold(holder, conversation, maps);
		conversation.send({
			kind: "start",
			socketPath,
			token,
			ownNames: ownNames(),
			perl: options.packetLog === "none" ? void 0 : findPerl()
		});
		const ready = becomesReady(conversation).catch(fail);
		ready.catch(() => void 0);
		return {
			holderPid: holder.pid ?? 0,
			resolvConf,
			ready,
			begin: serveAttempts(conversation, gateway, options, ready),
			close
		};
	} catch (error) {
		return await fail(error);
	}
}
// src/wiring/egress.ts
/** Starts the network of a run's commands on this machine. */
const startCommandEgress = ({ user }) => startEgress({
	egressScript: egressScript(),
	node: process.execPath,
	identity: user,
	resolve: void 0,
	permitAddress: void 0,
	connect: void 0
});
/** Beside the bundle that runs; the source where the sources run. */
function egressScript() {
	const name = import.meta.url.endsWith(".ts") ? "../egress.ts" : import.meta.url.includes("/chunks/") ? "../egress.js" : "./egress.js";
	return fileURLToPath(new URL(name, import.meta.url));
}
// src/wiring/job-environment.ts
/** The directory that a step of the job works in. */
function workspaceOf(env) {
	return env["GITHUB_WORKSPACE"] ?? process.cwd();
}
/** The environment this process was started with, as plain data. What of it reaches a command is decided elsewhere. */
function jobEnvironment() {
	const entries = Object.entries(process.env).filter((entry) => entry[1] !== void 0);
	return {
		CI: "true",
		...Object.fromEntries(entries)
	};
}
// src/wiring/leave.ts
const graceMs = 1e4;
/**
* Ends the process after a while, with the exit code that it has. Nothing may hold a gate whose run has ended: a job would pay for it
* until its own limit. It holds nothing up itself.
*/
function leaveAfter(ms = graceMs) {
	setTimeout(() => process.exit(), ms).unref();
}
// src/wiring/without-secrets.ts
/**
* The text of an error that ends the process, without the job's secrets. What that takes is loaded only now. Never throws: where
* it fails the cause is told as it is, and the runner hides what it knows.
*/
async function withoutSecrets(text) {
	try {
		const { redactLastWords } = await import("./last-words.js");
		return await redactLastWords(text, jobEnvironment());
	} catch {
		return text;
	}
}
export { shownOutputBytes as $, briefState as A, wholeText as B, buildMask as C, sweepLeftovers as D, topmost as E, namesIn as F, findBinaries as G, environmentArguments as H, openUp as I, graceMs$1 as J, trustedProgram as K, programState as L, fileState as M, lstatOf as N, identityOptions as O, mayBeProgram as P, resourceLimitsFor as Q, sha256 as R, writeFilter as S, isWithin as T, initScript as U, bubblewrapArguments as V, procPaths as W, limitWords as X, keptOutput as Y, reserve as Z, namesOfPrograms as _, startCommandEgress as a, stopCommands as at, scratchSources as b, layGround as c, makeVisibleLine as ct, findForeign as d, workspaceLimits as et, GateError as f, makePipes as g, closedInProc as h, workspaceOf as i, createLogGuard as it, directoriesIn as j, runQuietly as k, mountRoom as l, mountOrder as m, leaveAfter as n, breakCommands as nt, closeInherited as o, createCleaner as ot, exitCodeOf as p, capturedBytes as q, jobEnvironment as r, commandFreeJson as rt, closeNamed as s, makeVisible as st, withoutSecrets as t, createActionsRunner as tt, countNewFiles as u, pathEntries as v, own as w, systemDirectories as x, replaceNames as y, textOf as z };
