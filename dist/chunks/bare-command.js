// src/cli/bare-command.ts
/** What a command may do by the built-in policy alone. */
const noGrant = {
	kind: "sandboxed",
	mode: "workspace-write",
	write: [],
	network: [],
	env: []
};
/** A command of which only the text is given. */
function bareCommand(run) {
	return {
		index: 0,
		id: "command-1",
		name: void 0,
		run,
		shell: "bash",
		workingDirectory: ".",
		env: {},
		timeoutMs: void 0,
		continueOnError: false,
		permissions: {
			write: [],
			network: [],
			env: []
		},
		justification: void 0,
		source: {
			file: void 0,
			line: 1,
			column: 1
		}
	};
}
export { noGrant as n, bareCommand as t };
