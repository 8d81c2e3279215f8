// src/text/visible.ts
/**
* What a reader can't see or what moves other text about: controls, bidirectional and zero-width characters, tags, variation
* selectors, blanks other than the space, private and lone surrogates. A reviewer who can't see them approves something else.
*/
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;
/** The visible spelling of one character: `\u{202e}`. */
function spellOut(character) {
	return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
/**
* The text with everything unseen spelled out as `\u{…}`; newline and tab stay. The result holds no control character, no
* bidirectional or zero-width character and no lone surrogate, so it looks like what it is.
*/
function makeVisible(text) {
	return text.replace(unseen, (found) => found === "\n" || found === "	" ? found : spellOut(found));
}
/** The same on one line: newline and tab are spelled out too, as `\n` and `\t`. */
function makeVisibleLine(text) {
	return makeVisible(text).replaceAll("\n", "\\n").replaceAll("	", "\\t");
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
export { spellOut as a, makeVisibleLine as i, exitCodeOf as n, makeVisible as r, GateError as t };
