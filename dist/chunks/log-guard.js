import { a as spellOut } from "./errors.js";
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
/** The lines around what a command prints: between them the runner obeys nothing. The token is 32 random hex digits. */
function stopCommands(token) {
	return {
		open: `::stop-commands::${token}\n`,
		close: `::${token}::\n`
	};
}
export { createCleaner as i, createLogGuard as n, stopCommands as r, breakCommands as t };
