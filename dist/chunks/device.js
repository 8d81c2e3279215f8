import { closeSync, openSync } from "node:fs";
import { createInterface } from "node:readline";
import { ReadStream, WriteStream, isatty } from "node:tty";
// src/adapters/terminal/device.ts
/** Long enough for what was typed ahead to arrive. */
const typedAheadMs = 60;
/**
* Opens `/dev/tty`. Standard input is never read: a list of commands could be piped in there together with its own answers.
*/
function openTerminal(path = "/dev/tty") {
	const input = openTty(path);
	if (typeof input === "string") return {
		kind: "none",
		reason: input
	};
	const output = openTty(path);
	if (typeof output === "string") {
		closeSync(input);
		return {
			kind: "none",
			reason: output
		};
	}
	return {
		kind: "terminal",
		device: deviceOn(new ReadStream(input), new WriteStream(output))
	};
}
function openTty(path) {
	try {
		const file = openSync(path, "r+");
		if (isatty(file)) return file;
		closeSync(file);
		return `${path} is not a terminal`;
	} catch {
		return "this process has no terminal";
	}
}
function deviceOn(input, output) {
	input.pause();
	input.unref();
	return {
		say: (text) => {
			output.write(text);
		},
		ask: async (question, signal) => {
			await dropTypedAhead(input);
			return await readLine(input, output, question, signal);
		},
		close: () => {
			input.destroy();
			output.destroy();
		}
	};
}
/** What was typed before the question could be read is no answer to it. Raw mode also gives up a line that was only begun. */
async function dropTypedAhead(input) {
	const ignore = () => {};
	input.setRawMode(true);
	input.on("data", ignore);
	input.resume();
	await new Promise((resolve) => setTimeout(resolve, typedAheadMs));
	input.pause();
	input.off("data", ignore);
	input.setRawMode(false);
}
async function readLine(input, output, question, signal) {
	if (signal.aborted) return void 0;
	const lines = createInterface({
		input,
		output,
		terminal: false,
		crlfDelay: Number.POSITIVE_INFINITY
	});
	output.write(question);
	input.ref();
	try {
		return await new Promise((resolve) => {
			lines.once("line", resolve);
			lines.once("close", () => resolve(void 0));
			input.once("error", () => resolve(void 0));
			signal.addEventListener("abort", () => resolve(void 0), { once: true });
		});
	} finally {
		lines.close();
		input.pause();
		input.unref();
	}
}
export { openTerminal as t };
