import { f as GateError } from "./begin.js";
import { realpathSync, statSync } from "node:fs";
// src/wiring/real-directory.ts
/** The workspace as an absolute path without symlinks. Throws INPUT_INVALID where it is no directory. */
function realDirectory(path) {
	try {
		const real = realpathSync(path);
		if (statSync(real).isDirectory()) return real;
	} catch (cause) {
		throw new GateError("INPUT_INVALID", `--workspace: found no directory ${path}; name one`, { cause });
	}
	throw new GateError("INPUT_INVALID", `--workspace: found no directory ${path}; name one`);
}
export { realDirectory as t };
