// src/wiring/job-environment.ts
/** The environment this process was started with, as plain data. What of it reaches a command is decided elsewhere. */
function jobEnvironment() {
	const entries = Object.entries(process.env).filter((entry) => entry[1] !== void 0);
	return {
		CI: "true",
		...Object.fromEntries(entries)
	};
}
export { jobEnvironment as t };
