import { i as __toESM } from "./rolldown-runtime.js";
import { t as GateError } from "./errors.js";
import { r as stopCommands, t as breakCommands } from "./log-guard.js";
import { C as _isoDateTime, S as unknown, h as object, l as array, m as number, p as literal, r as digestOf, s as ZodISODateTime, u as boolean, y as string } from "./fingerprint.js";
import { randomBytes } from "node:crypto";
import * as os from "os";
import { EOL } from "os";
import * as crypto from "crypto";
import * as fs from "fs";
import { constants, promises } from "fs";
import { readFileSync } from "node:fs";
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
// node_modules/@actions/core/lib/summary.js
var __awaiter$1 = function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { access, appendFile, writeFile } = promises;
const SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
	constructor() {
		this._buffer = "";
	}
	/**
	* Finds the summary file path from the environment, rejects if env var is not found or file does not exist
	* Also checks r/w permissions.
	*
	* @returns step summary file path
	*/
	filePath() {
		return __awaiter$1(this, void 0, void 0, function* () {
			if (this._filePath) return this._filePath;
			const pathFromEnv = process.env[SUMMARY_ENV_VAR];
			if (!pathFromEnv) throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
			try {
				yield access(pathFromEnv, constants.R_OK | constants.W_OK);
			} catch (_a) {
				throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
			}
			this._filePath = pathFromEnv;
			return this._filePath;
		});
	}
	/**
	* Wraps content in an HTML tag, adding any HTML attributes
	*
	* @param {string} tag HTML tag to wrap
	* @param {string | null} content content within the tag
	* @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
	*
	* @returns {string} content wrapped in HTML element
	*/
	wrap(tag, content, attrs = {}) {
		const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
		if (!content) return `<${tag}${htmlAttrs}>`;
		return `<${tag}${htmlAttrs}>${content}</${tag}>`;
	}
	/**
	* Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
	*
	* @param {SummaryWriteOptions} [options] (optional) options for write operation
	*
	* @returns {Promise<Summary>} summary instance
	*/
	write(options) {
		return __awaiter$1(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			yield (overwrite ? writeFile : appendFile)(filePath, this._buffer, { encoding: "utf8" });
			return this.emptyBuffer();
		});
	}
	/**
	* Clears the summary buffer and wipes the summary file
	*
	* @returns {Summary} summary instance
	*/
	clear() {
		return __awaiter$1(this, void 0, void 0, function* () {
			return this.emptyBuffer().write({ overwrite: true });
		});
	}
	/**
	* Returns the current summary buffer as a string
	*
	* @returns {string} string of summary buffer
	*/
	stringify() {
		return this._buffer;
	}
	/**
	* If the summary buffer is empty
	*
	* @returns {boolen} true if the buffer is empty
	*/
	isEmptyBuffer() {
		return this._buffer.length === 0;
	}
	/**
	* Resets the summary buffer without writing to summary file
	*
	* @returns {Summary} summary instance
	*/
	emptyBuffer() {
		this._buffer = "";
		return this;
	}
	/**
	* Adds raw text to the summary buffer
	*
	* @param {string} text content to add
	* @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addRaw(text, addEOL = false) {
		this._buffer += text;
		return addEOL ? this.addEOL() : this;
	}
	/**
	* Adds the operating system-specific end-of-line marker to the buffer
	*
	* @returns {Summary} summary instance
	*/
	addEOL() {
		return this.addRaw(EOL);
	}
	/**
	* Adds an HTML codeblock to the summary buffer
	*
	* @param {string} code content to render within fenced code block
	* @param {string} lang (optional) language to syntax highlight code
	*
	* @returns {Summary} summary instance
	*/
	addCodeBlock(code, lang) {
		const attrs = Object.assign({}, lang && { lang });
		const element = this.wrap("pre", this.wrap("code", code), attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML list to the summary buffer
	*
	* @param {string[]} items list of items to render
	* @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addList(items, ordered = false) {
		const tag = ordered ? "ol" : "ul";
		const listItems = items.map((item) => this.wrap("li", item)).join("");
		const element = this.wrap(tag, listItems);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML table to the summary buffer
	*
	* @param {SummaryTableCell[]} rows table rows
	*
	* @returns {Summary} summary instance
	*/
	addTable(rows) {
		const tableBody = rows.map((row) => {
			const cells = row.map((cell) => {
				if (typeof cell === "string") return this.wrap("td", cell);
				const { header, data, colspan, rowspan } = cell;
				const tag = header ? "th" : "td";
				const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
				return this.wrap(tag, data, attrs);
			}).join("");
			return this.wrap("tr", cells);
		}).join("");
		const element = this.wrap("table", tableBody);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds a collapsable HTML details element to the summary buffer
	*
	* @param {string} label text for the closed state
	* @param {string} content collapsable content
	*
	* @returns {Summary} summary instance
	*/
	addDetails(label, content) {
		const element = this.wrap("details", this.wrap("summary", label) + content);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML image tag to the summary buffer
	*
	* @param {string} src path to the image you to embed
	* @param {string} alt text description of the image
	* @param {SummaryImageOptions} options (optional) addition image attributes
	*
	* @returns {Summary} summary instance
	*/
	addImage(src, alt, options) {
		const { width, height } = options || {};
		const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
		const element = this.wrap("img", null, Object.assign({
			src,
			alt
		}, attrs));
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML section heading element
	*
	* @param {string} text heading text
	* @param {number | string} [level=1] (optional) the heading level, default: 1
	*
	* @returns {Summary} summary instance
	*/
	addHeading(text, level) {
		const tag = `h${level}`;
		const allowedTag = [
			"h1",
			"h2",
			"h3",
			"h4",
			"h5",
			"h6"
		].includes(tag) ? tag : "h1";
		const element = this.wrap(allowedTag, text);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML thematic break (<hr>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addSeparator() {
		const element = this.wrap("hr", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML line break (<br>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addBreak() {
		const element = this.wrap("br", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML blockquote to the summary buffer
	*
	* @param {string} text quote text
	* @param {string} cite (optional) citation url
	*
	* @returns {Summary} summary instance
	*/
	addQuote(text, cite) {
		const attrs = Object.assign({}, cite && { cite });
		const element = this.wrap("blockquote", text, attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML anchor tag to the summary buffer
	*
	* @param {string} text link text/content
	* @param {string} href hyperlink
	*
	* @returns {Summary} summary instance
	*/
	addLink(text, href) {
		const element = this.wrap("a", text, { href });
		return this.addRaw(element).addEOL();
	}
};
const summary = new Summary();
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
// src/adapters/actions.ts
/** The runner cuts an annotation's message at 4,096 characters; ours says that it was cut. */
const longestAnnotation = 4e3;
/**
* The runner, through its own toolkit. Everything goes to standard output, what a command printed to its stderr included: the
* runner reads the two in no fixed order, and the lines that stop it from obeying must come first.
*/
function createActionsRunner(write = writeOut) {
	let token;
	/** Whatever way the output ended, our own lines are obeyed again. */
	function resume() {
		if (token !== void 0) write(stopCommands(token).close);
		token = void 0;
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
		writeSummary: async (markdown) => {
			if ((process.env["GITHUB_STEP_SUMMARY"] ?? "") === "") return;
			await summary.addRaw(markdown, true).write({ overwrite: true });
		},
		mask: (value) => {
			for (const line of value.split(/\r\n|\r|\n/)) if (line.trim().length > 3) setSecret(line);
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
// node_modules/zod/v4/classic/iso.js
function datetime(params) {
	return _isoDateTime(ZodISODateTime, params);
}
// src/adapters/event.ts
const account$1 = object({
	id: number(),
	login: string()
});
const reference = object({
	number: number(),
	head: object({ sha: string() }).optional()
});
const payload = object({
	repository: object({
		id: number(),
		default_branch: string().optional()
	}).optional(),
	sender: account$1.optional(),
	pull_request: reference.extend({
		head: object({
			sha: string(),
			repo: object({ id: number() }).nullable()
		}),
		base: object({ repo: object({ id: number() }) })
	}).optional(),
	issue: object({
		number: number(),
		pull_request: unknown().optional()
	}).optional(),
	after: string().optional(),
	merge_group: object({ head_ref: string() }).optional(),
	workflow_run: object({
		head_sha: string(),
		pull_requests: array(reference).nullish()
	}).optional(),
	check_run: object({
		head_sha: string(),
		pull_requests: array(reference).optional()
	}).optional(),
	check_suite: object({
		head_sha: string(),
		pull_requests: array(reference).optional()
	}).optional()
});
/** Reads the event of this run from the runner's variables and its payload file. Throws when the file is no payload. */
function readEvent(env = process.env) {
	const path = env["GITHUB_EVENT_PATH"];
	return decodeEvent(path === void 0 || path === "" ? {} : JSON.parse(readFileSync(path, "utf8")), env);
}
/** The same from a payload that was read. */
function decodeEvent(raw, env) {
	const parsed = payload.safeParse(withoutNulls(raw));
	if (!parsed.success) throw unknownPayload(env["GITHUB_EVENT_NAME"], parsed.error);
	const event = parsed.data;
	const [owner = "", repository = ""] = (env["GITHUB_REPOSITORY"] ?? "").split("/");
	const head = event.pull_request?.head;
	return {
		name: env["GITHUB_EVENT_NAME"] ?? "",
		owner,
		repository,
		repositoryId: Number(env["GITHUB_REPOSITORY_ID"] ?? event.repository?.id ?? 0),
		pull: pullOf(event),
		sha: shaOf(event) ?? env["GITHUB_SHA"] ?? "",
		defaultBranch: event.repository?.default_branch,
		isFork: head !== void 0 && head.repo?.id !== event.pull_request?.base.repo.id,
		interested: interestedIn(event, env)
	};
}
function withoutNulls(raw) {
	if (typeof raw !== "object" || raw === null) return raw;
	return Object.fromEntries(Object.entries(raw).filter(([, field]) => field !== null));
}
function unknownPayload(name, error) {
	const [issue] = error.issues;
	const place = issue === void 0 ? "it" : `its field ${issue.path.join(".")}`;
	return new GateError("CONTEXT_UNSUPPORTED", `the payload of the ${name ?? "unnamed"} event is not as GitHub sends it: ${place} is of another kind`, {
		cause: error,
		hint: "Run the workflow on pull_request, or name the pull request with the issue-number input."
	});
}
function pullOf(event) {
	if (event.pull_request !== void 0) return {
		number: event.pull_request.number,
		headSha: event.pull_request.head.sha
	};
	if (event.issue?.pull_request != null) return {
		number: event.issue.number,
		headSha: void 0
	};
	const queued = /^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d+)-[0-9a-f]+$/.exec(event.merge_group?.head_ref ?? "");
	if (queued !== null) return {
		number: Number(queued[1]),
		headSha: void 0
	};
	const named = [
		event.workflow_run,
		event.check_run,
		event.check_suite
	].flatMap((run) => (run?.pull_requests ?? []).filter(({ head }) => head?.sha === run?.head_sha));
	const [only] = named;
	return only !== void 0 && named.length === 1 ? {
		number: only.number,
		headSha: only.head?.sha
	} : void 0;
}
function shaOf(event) {
	return (event.workflow_run ?? event.check_run ?? event.check_suite)?.head_sha ?? event.after;
}
function interestedIn(event, env) {
	const actor = env["GITHUB_TRIGGERING_ACTOR"] ?? env["GITHUB_ACTOR"];
	const isActorId = actor !== void 0 && actor === env["GITHUB_ACTOR"] && /^\d+$/.test(env["GITHUB_ACTOR_ID"] ?? "");
	return [...actor === void 0 || actor === "" ? [] : [{
		id: isActorId ? Number(env["GITHUB_ACTOR_ID"]) : void 0,
		login: actor,
		as: "the account that started this run"
	}], ...event.sender === void 0 ? [] : [{
		id: event.sender.id,
		login: event.sender.login,
		as: "the account whose action started this run"
	}]];
}
/**
* Chooses where to ask: the event's pull request, else the one open pull request whose head is this commit, else the
* `issue-number` input. Never a guess: of several none is taken.
*/
async function choosePull(event, issueNumber, pullsOfCommit) {
	if (event.pull !== void 0) return {
		kind: "chosen",
		number: event.pull.number,
		why: `the ${event.name} event is about it`
	};
	const found = event.sha === "" ? [] : await pullsOfCommit(event.sha);
	const open = "reason" in found ? [] : found.filter((pull) => pull.open && pull.headSha === event.sha);
	const [only, ...others] = open;
	if (only !== void 0 && others.length === 0) return {
		kind: "chosen",
		number: only.number,
		why: `it is the one open pull request whose head is ${event.sha}`
	};
	if (issueNumber !== void 0) return {
		kind: "chosen",
		number: issueNumber,
		why: "the issue-number input names it"
	};
	return {
		kind: "none",
		reason: "reason" in found ? `the pull requests of commit ${event.sha} could not be read: ${found.reason}` : open.length === 0 ? `the ${event.name} event names no pull request, and no open one has the head ${event.sha}` : `${open.length} open pull requests have the head ${event.sha}: ${open.map(({ number }) => `#${number}`).join(", ")}`,
		hint: "Run the workflow on pull_request, or name the pull request with the issue-number input."
	};
}
// src/inputs/action-inputs.ts
/** Decodes the raw inputs, `get` giving '' for an absent one as the runner does. Throws INPUT_INVALID with what was expected. */
function decodeActionInputs(get) {
	const text = (name) => get(name).trim() === "" ? void 0 : get(name).trim();
	const workingDirectory = text("working-directory") ?? ".";
	if (/^\/|(^|\/)\.\.(\/|$)/.test(workingDirectory)) throw new GateError("INPUT_INVALID", `input working-directory: found "${workingDirectory}"; name a directory inside the workspace, relative to it`);
	const mode = decodeMode(text("resume") ?? "false");
	return {
		mode,
		list: mode === "resume" ? noList(get) : decodeList(get),
		policyFile: decodePolicyFile(text("policy-file") ?? ".github/command-gate.yml"),
		policyRef: text("policy-ref"),
		organizationPolicy: decodeRemoteFile(text("organization-policy")),
		githubToken: text("github-token"),
		teamsToken: text("teams-token"),
		openaiApiKey: text("openai-api-key"),
		openaiBaseUrl: decodeUrl(text("openai-base-url")),
		model: text("model"),
		workingDirectory,
		timeoutMs: decodeMinutes(text("timeout-minutes")),
		issueNumber: decodeNumber("issue-number", text("issue-number")),
		setup: decodeSetup(text("setup") ?? "auto"),
		matrixLeg: text("matrix-leg") ?? "0",
		jobId: decodeNumber("job-id", text("job-id")) ?? 0
	};
}
function decodeList(get) {
	const inline = get("commands");
	const path = get("commands-file").trim();
	if (inline.trim() !== "" && path !== "") throw new GateError("INPUT_INVALID", "inputs commands and commands-file: found both; give one of them");
	if (path !== "") return {
		kind: "file",
		path
	};
	if (inline.trim() !== "") return {
		kind: "inline",
		text: inline
	};
	throw new GateError("INPUT_INVALID", "inputs commands and commands-file: found neither; give the list as `commands` or name its file in `commands-file`");
}
function decodePolicyFile(path) {
	if (/^\/|(^|\/)\.\.(\/|$)/.test(path)) throw new GateError("INPUT_INVALID", `input policy-file: found "${path}"; name a file of the repository, relative to its root`);
	return path.replace(/^\.\//, "");
}
function decodeRemoteFile(value) {
	if (value === void 0) return void 0;
	const [, owner, repository, ref, path] = /^([\w.-]+)\/([\w.-]+)@([^:\s]+):([^:\s]+)$/.exec(value) ?? [];
	if (owner === void 0 || repository === void 0 || ref === void 0 || path === void 0) throw new GateError("INPUT_INVALID", `input organization-policy: found "${value}"; write owner/repo@ref:path, such as acme/policies@main:gate.yml`);
	return {
		owner,
		repository,
		ref,
		path
	};
}
function decodeUrl(value) {
	if (value === void 0) return void 0;
	if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) throw new GateError("INPUT_INVALID", `input openai-base-url: found "${value}"; give an address that starts with https://`);
	return value;
}
function decodeMinutes(value) {
	if (value === void 0) return void 0;
	const minutes = Number(value);
	if (!(minutes > 0) || minutes > 8640) throw new GateError("INPUT_INVALID", `input timeout-minutes: found "${value}"; give a number of minutes above 0`);
	return minutes * 6e4;
}
function decodeNumber(name, value) {
	if (value === void 0) return void 0;
	if (!/^[1-9]\d{0,14}$/.test(value)) throw new GateError("INPUT_INVALID", `input ${name}: found "${value}"; give ${name === "issue-number" ? "the number of a pull request" : "the number of a job"}`);
	return Number(value);
}
function decodeMode(value) {
	if (value === "true") return "resume";
	if (value === "false") return "run";
	throw new GateError("INPUT_INVALID", `input resume: found "${value}"; give true or false`);
}
function noList(get) {
	if (get("commands").trim() === "" && get("commands-file").trim() === "") return {
		kind: "inline",
		text: ""
	};
	throw new GateError("INPUT_INVALID", "inputs commands and resume: found both; with resume nothing runs here, so give no commands");
}
function decodeSetup(value) {
	if (value === "auto" || value === "never") return value;
	throw new GateError("INPUT_INVALID", `input setup: found "${value}"; give auto or never`);
}
// src/approval/session.ts
/** A session in which nothing was asked yet. */
const emptySession = {
	entries: [],
	dismissals: [],
	abort: void 0,
	conclusion: void 0,
	helpAsked: false,
	trouble: void 0
};
/** The same session with one entry changed. An id that nobody knows changes nothing. */
function changeEntry(state, id, change) {
	return {
		...state,
		entries: state.entries.map((entry) => entry.request.id === id ? change(entry) : entry)
	};
}
/** The same session with the request decided. A request whose approval is used stays as it is. */
function decide(state, id, review) {
	return changeEntry(state, id, (entry) => entry.stage.kind === "pending" || entry.stage.kind === "reviewed" ? {
		...entry,
		stage: {
			kind: "reviewed",
			review
		}
	} : entry);
}
/** The requests that still need an answer. */
function pendingEntries(state) {
	return state.entries.filter((entry) => entry.stage.kind === "pending");
}
/** The request by its id. */
function entryOf(state, id) {
	return state.entries.find((entry) => entry.request.id === id);
}
/** Whether the review says yes. */
function isApproval(review) {
	return review.kind === "approved" || review.kind === "approved-for-run";
}
// src/approval/marker.ts
/** The line by which a job finds its comment in a re-run. Equal in every attempt of a run, different for each leg. */
function runMarker(context) {
	return `<!-- command-gate:v1 run=${digestOf([context.runId, context.job]).slice(0, 32)} -->`;
}
/** The line by which one process finds the comment that it alone posted. `nonce` is 32 hex digits. */
function sessionMarker(nonce) {
	return `<!-- command-gate:session=${nonce} -->`;
}
/**
* The line that tells the next attempt how far each request came, those of an earlier attempt included that this one has
* not opened again yet. Holds hex digits and words only.
*/
function recordLine(state, legacy) {
	const asked = state.entries.map(({ nonce, request, stage }) => [
		nonce,
		request.contentDigest,
		stateOf(stage)
	]);
	const left = (legacy?.open ?? []).filter(({ nonce }) => state.entries.every((entry) => entry.nonce !== nonce));
	const requests = [...asked, ...left.map(({ nonce, contentDigest }) => [
		nonce,
		contentDigest,
		"open"
	])];
	return `<!-- command-gate:state ${JSON.stringify([state.conclusion === void 0 ? "open" : "closed", requests])} -->`;
}
function stateOf(stage) {
	switch (stage.kind) {
		case "pending": return "open";
		case "reviewed": return isApproval(stage.review) || stage.review.kind === "unavailable" ? "open" : "over";
		case "running":
		case "settled": return "used";
	}
}
const lineForm = /^<!-- command-gate:state (\["(open|closed)",\[.*\]\]) -->$/m;
const requestForm = /\["([0-9a-f]{32})","([0-9a-f]{64})","(open|used|over)"\]/g;
/**
* Reads the line again, from a comment that this account wrote and nobody else edited; of any other comment the line
* proves nothing. Undefined where there is none.
*/
function parseRecord(body) {
	const [, line, closing] = lineForm.exec(body) ?? [];
	if (line === void 0) return void 0;
	const requests = [...line.matchAll(requestForm)].map(([, nonce = "", contentDigest = "", word]) => ({
		nonce,
		contentDigest,
		state: word === "open" || word === "used" ? word : "over"
	}));
	return {
		isClosed: closing === "closed",
		requests
	};
}
// src/wiring/github-run.ts
/** Switches of the runner that make it obey what is printed. */
const unsecured = ["ACTIONS_ALLOW_UNSECURE_COMMANDS", "ACTIONS_ALLOW_UNSECURE_STOPCOMMAND_TOKENS"];
/** Reads the runner's variables. Throws CONTEXT_UNSUPPORTED where this is no GitHub run. */
function readGitHubRun(env, leg) {
	const repository = env["GITHUB_REPOSITORY"];
	if (repository === void 0 || !/^[^/]+\/[^/]+$/.test(repository)) throw new GateError("CONTEXT_UNSUPPORTED", "GITHUB_REPOSITORY: found no owner/name; this action runs on GitHub only", { hint: "Elsewhere use the command line: command-gate run LIST.yml" });
	const open = unsecured.find((name) => (env[name] ?? "") !== "" && env[name] !== "false");
	if (open !== void 0) throw new GateError("CONTEXT_UNSUPPORTED", `${open}: found "${env[open]}"; with it a command's output could speak to the runner`, { hint: `Remove ${open} from the environment of the job.` });
	return {
		apiUrl: env["GITHUB_API_URL"] ?? "https://api.github.com",
		serverUrl: env["GITHUB_SERVER_URL"] ?? "https://github.com",
		repository,
		runId: env["GITHUB_RUN_ID"] ?? "0",
		runAttempt: Number(env["GITHUB_RUN_ATTEMPT"] ?? "1"),
		job: [
			env["GITHUB_JOB"] ?? "job",
			leg,
			env["GITHUB_ACTION"] ?? ""
		].join("/"),
		actor: env["GITHUB_TRIGGERING_ACTOR"] ?? env["GITHUB_ACTOR"]
	};
}
/** The page with this run's log. */
function logUrlOf(run) {
	return `${run.serverUrl}/${run.repository}/actions/runs/${run.runId}/attempts/${run.runAttempt}`;
}
/** The page of a file at a commit. */
function fileUrlOf(run, path, commit) {
	return `${run.serverUrl}/${run.repository}/blob/${commit}/${path.split("/").map(encodeURIComponent).join("/")}`;
}
// src/adapters/github/failure.ts
const maxDetail = 200;
const secondaryLimitMs = 6e4;
/** Whether the library threw because nothing changed, which for us is no error. */
function isNotModified(error) {
	return responseOf(error).status === 304;
}
/**
* What a GraphQL answer tells although a node in it is missing: a deleted comment. Undefined for every other error, so
* that an answer with holes that nobody explained is never taken for a whole one.
*/
function partialDataOf(error) {
	if (!isRecord(error) || !Array.isArray(error["errors"])) return void 0;
	return error["errors"].every((each) => isRecord(each) && each["type"] === "NOT_FOUND") ? error["data"] : void 0;
}
/** What an error of the library means. */
function classify(error, route) {
	const { status, headers } = responseOf(error);
	const message = error instanceof Error ? error.message : String(error);
	const detail = `${route} gave ${status ?? "no answer"}: ${oneLine(message)}`;
	if (status === void 0) return refusal("unreachable", detail);
	const waitMs = limitOf(status, headers, message);
	if (waitMs !== void 0) return refusal("limited", detail, waitMs);
	if (status === 401 || status === 403) return refusal("forbidden", detail);
	if (status === 404 || status === 410 || status === 451) return refusal("missing", detail);
	if (status >= 400 && status < 500 && status !== 408) return refusal("rejected", detail);
	return refusal("unreachable", detail, retryAfterOf(headers));
}
/** Milliseconds to wait when this is a limit, of the hour or a secondary one; undefined when it is not. */
function limitOf(status, headers, message) {
	if (status !== 403 && status !== 429) return void 0;
	if (headers["x-ratelimit-remaining"] === "0") {
		const now = Date.parse(String(headers["date"] ?? ""));
		const left = Number(headers["x-ratelimit-reset"] ?? NaN) * 1e3 - (Number.isNaN(now) ? Date.now() : now);
		return Number.isNaN(left) ? secondaryLimitMs : Math.max(0, left) + 1e3;
	}
	const told = retryAfterOf(headers);
	return status === 429 || told !== void 0 || /secondary rate|abuse detection/i.test(message) ? told ?? secondaryLimitMs : void 0;
}
function retryAfterOf(headers) {
	const seconds = Number(headers["retry-after"] ?? NaN);
	return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1e3 : void 0;
}
/** Status and headers of the answer that an error came with; neither where there was no answer. */
function responseOf(error) {
	if (!isRecord(error)) return {
		status: void 0,
		headers: {}
	};
	const response = isRecord(error["response"]) ? error["response"] : void 0;
	const status = response === void 0 ? void 0 : Number(error["status"] ?? response["status"]);
	const headers = isRecord(response?.["headers"]) ? response["headers"] : {};
	return {
		status: Number.isNaN(status) ? void 0 : status,
		headers
	};
}
function isRecord(value) {
	return typeof value === "object" && value !== null;
}
function refusal(kind, detail, retryAfterMs) {
	return {
		kind: "failure",
		failure: {
			kind,
			detail,
			retryAfterMs
		}
	};
}
function oneLine(message) {
	return message.replace(/\s+/g, " ").slice(0, maxDetail);
}
// src/adapters/github/octokit.ts
const silence = {
	debug: () => {},
	info: () => {},
	warn: () => {},
	error: () => {}
};
const proxyNames = [
	"https_proxy",
	"HTTPS_PROXY",
	"http_proxy",
	"HTTP_PROXY"
];
/**
* GitHub's library, with this Node's own fetch; where the runner names a proxy, with a client that obeys it and is larger than
* all else together.
*/
async function loadOctokit(options) {
	const { Octokit } = await import("./dist-src.js");
	return new Octokit({
		auth: options.token,
		baseUrl: options.apiUrl,
		userAgent: "command-gate",
		log: silence,
		request: { fetch: isProxied() ? await loadProxiedFetch() : fetch }
	});
}
function isProxied() {
	return proxyNames.some((name) => (process.env[name] ?? "") !== "");
}
/** Obeys `https_proxy`, `http_proxy` and `no_proxy` in either case. */
async function loadProxiedFetch() {
	const { EnvHttpProxyAgent, fetch } = await import("./undici.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const dispatcher = new EnvHttpProxyAgent();
	return (input, init) => fetch(input, {
		...init,
		dispatcher
	});
}
// src/adapters/github/client.ts
const timeoutMs = 1e4;
/** A client that connects at its first question, so that a run that never asks never loads the library. */
function createClient(connection) {
	let octokit;
	const kit = () => {
		octokit ??= loadOctokit(connection);
		return octokit;
	};
	const kept = /* @__PURE__ */ new Map();
	const send = async ({ route, parameters }, etag) => {
		return await (await kit()).request(route, {
			...parameters,
			headers: etag === void 0 ? {} : { "if-none-match": etag },
			request: { signal: AbortSignal.timeout(timeoutMs) }
		});
	};
	return {
		rest: async (question) => {
			const key = question.route.startsWith("GET ") ? JSON.stringify([question.route, question.parameters]) : "";
			const before = kept.get(key);
			try {
				const { data, headers } = await send(question, before?.etag);
				const value = receivedFrom(question, data, linkIn(headers), headers);
				keep(kept, key, {
					data,
					hasNext: value.hasNext
				}, headers);
				return {
					kind: "value",
					value
				};
			} catch (error) {
				if (before === void 0 || !isNotModified(error)) return classify(error, question.route);
				const { headers } = responseOf(error);
				return {
					kind: "value",
					value: receivedFrom(question, before.data, before.hasNext, headers)
				};
			}
		},
		graphql: async (query, variables, decode) => {
			try {
				const request = { signal: AbortSignal.timeout(timeoutMs) };
				return {
					kind: "value",
					value: decode(await (await kit()).graphql(query, {
						...variables,
						request
					}))
				};
			} catch (error) {
				const partial = partialDataOf(error);
				return partial === void 0 ? classify(error, "POST /graphql") : decodePartial(partial, decode);
			}
		}
	};
}
function receivedFrom({ decode }, data, hasNext, headers) {
	return {
		value: decode(data),
		hasNext,
		...timesOf(headers)
	};
}
function linkIn(headers) {
	return /rel="next"/.test(String(headers["link"] ?? ""));
}
function keep(kept, key, answer, headers) {
	if (key !== "" && typeof headers["etag"] === "string") kept.set(key, {
		...answer,
		etag: headers["etag"]
	});
}
function timesOf(headers) {
	const remaining = Number(headers["x-ratelimit-remaining"] ?? NaN);
	const date = Date.parse(String(headers["date"] ?? ""));
	return {
		serverTime: Number.isNaN(date) ? Date.now() : date,
		remaining: Number.isNaN(remaining) ? void 0 : remaining
	};
}
function decodePartial(data, decode) {
	try {
		return {
			kind: "value",
			value: decode(data)
		};
	} catch (error) {
		return classify(error, "POST /graphql");
	}
}
// src/adapters/github/decode.ts
const time = datetime().transform((text) => Date.parse(text));
const account = object({
	id: number(),
	login: string(),
	type: string()
});
const comment = object({
	id: number(),
	node_id: string(),
	body: string(),
	user: account.nullable(),
	performed_via_github_app: object({ slug: string().optional() }).nullish(),
	author_association: string().optional(),
	created_at: time,
	updated_at: time,
	html_url: string()
});
/** A comment of the REST interface. */
function decodeComment(data) {
	const found = comment.parse(data);
	const app = found.performed_via_github_app;
	return {
		id: found.id,
		nodeId: found.node_id,
		body: found.body,
		author: found.user ?? void 0,
		app: app == null ? void 0 : app.slug ?? "unknown",
		isInsider: [
			"OWNER",
			"MEMBER",
			"COLLABORATOR"
		].includes(found.author_association ?? ""),
		createdAt: found.created_at,
		updatedAt: found.updated_at,
		url: found.html_url
	};
}
/** A page of comments. */
function decodeComments(data) {
	return array(unknown()).parse(data).map(decodeComment);
}
const commit = object({ sha: string() });
const pull = object({
	number: number(),
	state: string(),
	head: commit,
	base: commit,
	user: account.nullable()
});
/** A pull request: state, head commit, author. */
function decodePull(data) {
	const found = pull.parse(data);
	return {
		open: found.state === "open",
		headSha: found.head.sha,
		baseSha: found.base.sha,
		author: found.user ?? void 0
	};
}
/** The pull requests of a commit. */
function decodeCommitPulls(data) {
	return array(pull.pick({
		number: true,
		state: true,
		head: true
	})).parse(data).map(({ number, state, head }) => ({
		number,
		headSha: head.sha,
		open: state === "open"
	}));
}
const permission = object({
	permission: string(),
	role_name: string(),
	user: object({ id: number() }).nullable()
});
/** A person's role in the repository. */
function decodeRole(data) {
	const found = permission.parse(data);
	if (found.user === null) throw new TypeError("the answer names no user");
	return {
		userId: found.user.id,
		permission: found.permission,
		roleName: found.role_name
	};
}
/** An account. */
function decodeAccount(data) {
	return account.parse(data);
}
/** Whether a membership is in force; one that is only offered is not. */
function decodeMembership(data) {
	return object({ state: string() }).parse(data).state === "active";
}
/** A file's text. */
function decodeFile(data) {
	const found = object({
		encoding: literal("base64"),
		content: string()
	}).parse(data);
	return Buffer.from(found.content, "base64").toString("utf8");
}
const record = object({
	__typename: literal("IssueComment"),
	id: string(),
	fullDatabaseId: string().nullable(),
	body: string(),
	createdAt: time,
	lastEditedAt: time.nullable(),
	isMinimized: boolean(),
	minimizedReason: string().nullable(),
	createdViaEmail: boolean(),
	viewerDidAuthor: boolean(),
	author: object({
		login: string(),
		databaseId: number().nullish()
	}).nullable(),
	issue: object({ number: number() }).nullable(),
	userContentEdits: object({
		totalCount: number(),
		nodes: array(object({ editor: object({ login: string() }).nullable() }).nullable()).nullable()
	}).nullable()
});
/** The records of the nodes that still are comments. */
function decodeRecords(data) {
	const { nodes } = object({ nodes: array(unknown()) }).parse(data);
	return nodes.filter(isComment).map((node) => toRecord(record.parse(node)));
}
function isComment(node) {
	return object({ __typename: literal("IssueComment") }).safeParse(node).success;
}
function toRecord(node) {
	const edits = node.userContentEdits?.nodes ?? [];
	const isComplete = node.userContentEdits !== null && node.userContentEdits.totalCount === edits.length;
	const isByAuthor = edits.every((edit) => edit?.editor != null && edit.editor.login === node.author?.login);
	return {
		id: Number(node.fullDatabaseId ?? NaN),
		nodeId: node.id,
		body: node.body,
		authorId: node.author?.databaseId ?? void 0,
		createdAt: node.createdAt,
		lastEditedAt: node.lastEditedAt ?? void 0,
		minimized: node.isMinimized ? (node.minimizedReason ?? "hidden").toLowerCase() : void 0,
		viaEmail: node.createdViaEmail,
		issueNumber: node.issue?.number,
		isOwn: node.viewerDidAuthor,
		foreignEdit: !(isComplete && isByAuthor)
	};
}
const person = object({
	databaseId: number().nullable(),
	login: string()
}).nullable();
const commits = object({ repository: object({ pullRequest: object({ commits: object({
	pageInfo: object({
		hasNextPage: boolean(),
		endCursor: string().nullable()
	}),
	nodes: array(object({ commit: object({
		authors: object({ nodes: array(object({ user: person })) }),
		committer: object({ user: person }).nullable()
	}) }))
}) }) }) });
/** The people of one page of commits, and where the next page starts. Addresses that no account owns name nobody. */
function decodeCommitters(data) {
	const page = commits.parse(data).repository.pullRequest.commits;
	return {
		people: page.nodes.flatMap(({ commit }) => [...commit.authors.nodes.map(({ user }) => user), commit.committer?.user]).flatMap((user) => user?.databaseId == null ? [] : [{
			id: user.databaseId,
			login: user.login,
			type: "User"
		}]),
		next: page.pageInfo.hasNextPage ? page.pageInfo.endCursor ?? void 0 : void 0
	};
}
// src/adapters/github/conversation.ts
const pageSize = 100;
const maxPages$1 = 50;
const issueComments = "/repos/{owner}/{repo}/issues/{issue_number}/comments";
const oneComment = "/repos/{owner}/{repo}/issues/comments/{comment_id}";
/** The part of a pull request that is talk. */
function createConversation(client, records, place) {
	return {
		look: createList(client, place),
		reread: (nodeIds) => records.comments(nodeIds),
		post: async (body) => own(await client.rest({
			route: `POST ${issueComments}`,
			parameters: {
				...place,
				body
			},
			decode: decodeComment
		})),
		edit: async (commentId, body) => {
			const parameters = {
				owner: place.owner,
				repo: place.repo,
				comment_id: commentId,
				body
			};
			return own(await client.rest({
				route: `PATCH ${oneComment}`,
				parameters,
				decode: decodeComment
			}));
		},
		findOwn: async (marker) => {
			const all = await createList(client, place)(0);
			if (all.kind === "failure") return all;
			const marked = all.value.comments.filter(({ body }) => body.includes(marker));
			const details = await records.comments(marked.map(({ nodeId }) => nodeId));
			if (details.kind === "failure") return details;
			return {
				kind: "value",
				value: marked.flatMap((comment) => {
					const detail = details.value.find(({ nodeId }) => nodeId === comment.nodeId);
					return detail?.isOwn === true ? [{
						...ownOf(comment),
						foreignEdit: detail.foreignEdit
					}] : [];
				}).toSorted((left, right) => left.id - right.id)
			};
		},
		react: async (commentId, reaction) => {
			const parameters = {
				owner: place.owner,
				repo: place.repo,
				comment_id: commentId,
				content: reaction
			};
			const route = `POST ${oneComment}/reactions`;
			const answer = await client.rest({
				route,
				parameters,
				decode: () => void 0
			});
			return answer.kind === "failure" ? answer : {
				kind: "value",
				value: void 0
			};
		}
	};
}
/**
* Reads all pages. Each is asked for every time: a full page stays the same when a comment is added after it.
*/
function createList(client, place) {
	return async (sinceMs) => {
		const comments = [];
		for (let number = 1; number <= maxPages$1; number += 1) {
			const parameters = listParameters(place, sinceMs, number);
			const page = await client.rest({
				route: `GET ${issueComments}`,
				parameters,
				decode: decodeComments
			});
			if (page.kind === "failure") return page;
			const { value, hasNext, serverTime, remaining } = page.value;
			comments.push(...value);
			if (!hasNext && value.length < pageSize) return {
				kind: "value",
				value: {
					comments,
					serverTime,
					remaining
				}
			};
		}
		return failure$1(`there are more than 5000 new comments`);
	};
}
function listParameters(place, sinceMs, page) {
	const since = `${new Date(sinceMs).toISOString().slice(0, 19)}Z`;
	return {
		...place,
		per_page: pageSize,
		...sinceMs > 0 ? { since } : {},
		...page > 1 ? { page } : {}
	};
}
function own(answer) {
	return answer.kind === "failure" ? answer : {
		kind: "value",
		value: ownOf(answer.value.value)
	};
}
function ownOf({ id, nodeId, url, body, createdAt, updatedAt }) {
	return {
		id,
		nodeId,
		url,
		body,
		createdAt,
		updatedAt,
		foreignEdit: false
	};
}
function failure$1(detail) {
	return {
		kind: "failure",
		failure: {
			kind: "unreachable",
			detail,
			retryAfterMs: void 0
		}
	};
}
// src/adapters/github/records.ts
const recordsQuery = `query GateReplies($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on IssueComment {
      id fullDatabaseId body createdAt lastEditedAt isMinimized minimizedReason createdViaEmail viewerDidAuthor
      author { login ... on User { databaseId } }
      issue { number }
      userContentEdits(first: 100) { totalCount nodes { editor { login } } }
    }
  }
}`;
const committersQuery = `query GateParticipants($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      commits(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          commit {
            authors(first: 20) { nodes { user { databaseId login } } }
            committer { user { databaseId login } }
          }
        }
      }
    }
  }
}`;
const maxIds = 100;
const maxPages = 50;
/** The records of one pull request. */
function createRecords(client, place) {
	return {
		comments: async (nodeIds) => {
			const found = [];
			for (let start = 0; start < nodeIds.length; start += maxIds) {
				const ids = nodeIds.slice(start, start + maxIds);
				const page = await client.graphql(recordsQuery, { ids }, decodeRecords);
				if (page.kind === "failure") return page;
				found.push(...page.value);
			}
			return {
				kind: "value",
				value: found
			};
		},
		committers: async () => {
			const people = /* @__PURE__ */ new Map();
			let after;
			for (let pages = 0; pages < maxPages; pages += 1) {
				const variables = {
					...place,
					after: after ?? null
				};
				const page = await client.graphql(committersQuery, variables, decodeCommitters);
				if (page.kind === "failure") return page;
				for (const person of page.value.people) people.set(person.id, person);
				after = page.value.next;
				if (after === void 0) return {
					kind: "value",
					value: [...people.values()]
				};
			}
			return failure(`the pull request has more than 5000 commits`);
		}
	};
}
function failure(detail) {
	return {
		kind: "failure",
		failure: {
			kind: "unreachable",
			detail,
			retryAfterMs: void 0
		}
	};
}
// src/adapters/github/pull-request.ts
/** A pull request on GitHub. */
function createPullRequest(settings) {
	const client = createClient(settings);
	const teams = settings.teamsToken === void 0 ? client : createClient({
		...settings,
		token: settings.teamsToken
	});
	const place = {
		owner: settings.owner,
		repo: settings.repository
	};
	const numbered = {
		...place,
		pull_number: settings.number
	};
	const pull = () => client.rest({
		route: "GET /repos/{owner}/{repo}/pulls/{pull_number}",
		parameters: numbered,
		decode: decodePull
	});
	const records = createRecords(client, {
		...place,
		number: settings.number
	});
	return {
		...createConversation(client, records, {
			...place,
			issue_number: settings.number
		}),
		state: async () => {
			const answer = await pull();
			if (answer.kind === "failure") return answer;
			const { value, serverTime } = answer.value;
			return found({
				open: value.open,
				headSha: value.headSha,
				baseSha: value.baseSha,
				serverTime
			});
		},
		participants: async () => {
			const state = await pull();
			if (state.kind === "failure") return state;
			const committers = await records.committers();
			if (committers.kind === "failure") return committers;
			const { author } = state.value.value;
			return found(author === void 0 ? committers.value : [author, ...committers.value]);
		},
		roleOf: (login) => contentOf(client, {
			route: "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
			parameters: {
				...place,
				username: login
			},
			decode: decodeRole
		}),
		account: (login) => orUndefined(contentOf(client, {
			route: "GET /users/{username}",
			parameters: { username: login },
			decode: decodeAccount
		})),
		isTeamMember: (team, login) => isTeamMember(teams, team, login),
		fileAt: (path, ref) => fileAt(client, place, {
			path,
			ref
		})
	};
}
/**
* A file that can't be found may only be hidden from the token, or GitHub may have slipped: "there is no policy" would then
* let through what the policy stops. So it is missing only when the commit can be read, and it is still missing after that.
*/
async function fileAt(client, place, file) {
	const read = () => contentOf(client, {
		route: "GET /repos/{owner}/{repo}/contents/{path}",
		parameters: {
			...place,
			...file
		},
		decode: decodeFile
	});
	const first = await read();
	if (first.kind === "value" || first.failure.kind !== "missing") return first;
	const commit = await contentOf(client, {
		route: "GET /repos/{owner}/{repo}/commits/{ref}",
		parameters: {
			...place,
			ref: file.ref
		},
		decode: () => true
	});
	return commit.kind === "failure" ? commit : await orUndefined(read());
}
/**
* A membership that can't be found may only be hidden from the token: then the team can't be found either, and that is
* a failure, never a "no".
*/
async function isTeamMember(client, team, login) {
	const [org, slug] = team.split("/");
	const membership = await contentOf(client, {
		route: "GET /orgs/{org}/teams/{team_slug}/memberships/{username}",
		parameters: {
			org,
			team_slug: slug,
			username: login
		},
		decode: decodeMembership
	});
	if (membership.kind === "value") return membership;
	if (membership.failure.kind === "missing") {
		if ((await contentOf(client, {
			route: "GET /orgs/{org}/teams/{team_slug}/members",
			parameters: {
				org,
				team_slug: slug,
				per_page: 1
			},
			decode: () => true
		})).kind === "value") return found(false);
	}
	const { kind } = membership.failure;
	if (kind !== "missing" && kind !== "forbidden") return membership;
	return {
		kind: "failure",
		failure: {
			kind: "forbidden",
			detail: `the members of the team ${team} can't be read with this token: a job's own token never can; give teams-token a token that may read the organisation's members`,
			retryAfterMs: void 0
		}
	};
}
async function contentOf(client, question) {
	const answer = await client.rest(question);
	return answer.kind === "failure" ? answer : found(answer.value.value);
}
async function orUndefined(asked) {
	const answer = await asked;
	return answer.kind === "failure" && answer.failure.kind === "missing" ? found(void 0) : answer;
}
function found(value) {
	return {
		kind: "value",
		value
	};
}
// src/adapters/github/commit-pulls.ts
/** The pull requests that hold a commit, or the reason why they can't be told. */
async function pullsOfCommit(connection, sha) {
	const { owner, repository } = connection;
	const answer = await createClient(connection).rest({
		route: "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls",
		parameters: {
			owner,
			repo: repository,
			commit_sha: sha,
			per_page: 100
		},
		decode: decodeCommitPulls
	});
	return answer.kind === "value" ? answer.value.value : { reason: answer.failure.detail };
}
export { decodeActionInputs as _, logUrlOf as a, createActionsRunner as b, recordLine as c, changeEntry as d, decide as f, pendingEntries as g, isApproval as h, fileUrlOf as i, runMarker as l, entryOf as m, createPullRequest as n, readGitHubRun as o, emptySession as p, createClient as r, parseRecord as s, pullsOfCommit as t, sessionMarker as u, choosePull as v, readEvent as y };
