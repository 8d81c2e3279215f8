import { f as GateError } from "./begin.js";
import { parseArgs } from "node:util";
// src/cli/arguments.ts
/** The options of every subcommand, as the help text prints them. */
const usage = `command-gate: decides, sandboxes and asks before an agent's commands take effect

  command-gate run LIST.yml [--policy F] [--workspace D] [--approvals terminal|deny] [--report F.json]
      runs the list; asks at the terminal
  command-gate check [--policy F] [--json] [--explain] SCRIPT
  command-gate check [--policy F] [--json] --file LIST.yml
  command-gate check [--policy F] --jsonl
      decides and assesses, runs nothing; --jsonl reads lines {"id","command"} from standard input
  command-gate sandbox [--policy F] [--workspace D] [--mode M] [--write P] [--allow-host H] [--json] -- ARGV...
      one attempt; its exit code is the command's
  command-gate doctor [--json]
      what this machine can do, and how to fix what it can't
  command-gate policy check F
      validates the file and runs its examples
  command-gate policy suggest REPORT.json
      prints the smallest rules by which the approved commands of a run would not have needed a person
  command-gate report show FILE [--format text|html|json]
      what a run's report says; FILE may also be the .jsonl of a run that crashed
  command-gate report verify FILE
      whether the receipts of a report are an unbroken chain
  command-gate report statement FILE
      the receipts as an in-toto statement, to be signed
  command-gate init [--workspace D] [--yes]
      writes a starting policy and workflow for the repository; asks first, replaces nothing

Exit codes: 0 all succeeded, 1 a command failed, 2 bad input, policy or usage,
            3 refused, denied, timed out or aborted, 4 sandbox unavailable,
            5 requests wait for an answer (wait: detach)
`;
/** The gate's own words, and the words after `--`, which are a command's. */
function splitWords(words) {
	const end = words.indexOf("--");
	return end === -1 ? [words, []] : [words.slice(0, end), words.slice(end + 1)];
}
/** Parses a subcommand's words. Throws INPUT_INVALID, with the usage as hint, for an option that doesn't exist. */
function parseArguments(words, options) {
	try {
		return parseArgs({
			args: [...words],
			options,
			allowPositionals: true,
			strict: true
		});
	} catch (cause) {
		const found = cause instanceof Error ? cause.message.split(". ")[0] : String(cause);
		throw new GateError("INPUT_INVALID", `usage: ${found}`, {
			cause,
			hint: "Run command-gate --help for the options."
		});
	}
}
/** The one word of `choices` that was given. Throws INPUT_INVALID naming them. */
function oneOf(option, value, choices) {
	const choice = choices.find((candidate) => candidate === value);
	if (choice !== void 0) return choice;
	throw new GateError("INPUT_INVALID", `${option}: found "${value}"; give ${choices.join(" or ")}`);
}
/** The only positional word. Throws INPUT_INVALID saying what was expected. */
function onlyPositional(positionals, what) {
	const [first, second] = positionals;
	if (first !== void 0 && second === void 0) return first;
	const found = first === void 0 ? "none" : `${positionals.length} words`;
	throw new GateError("INPUT_INVALID", `usage: expected ${what}, found ${found}`, { hint: "Run command-gate --help for the options." });
}
/** Throws INPUT_INVALID for a word that nothing would be done with. */
function noPositional([first]) {
	if (first === void 0) return;
	throw new GateError("INPUT_INVALID", `usage: found "${first}", which nothing is done with; leave it out`, { hint: "Run command-gate --help for the options." });
}
/** Throws INPUT_INVALID where more than one of these options was given. */
function atMostOne(values, names) {
	const given = names.filter((name) => values[name] !== void 0 && values[name] !== false);
	if (given.length > 1) throw new GateError("INPUT_INVALID", `usage: found --${given.join(" and --")}; give one of them`);
}
export { parseArguments as a, onlyPositional as i, noPositional as n, splitWords as o, oneOf as r, usage as s, atMostOne as t };
