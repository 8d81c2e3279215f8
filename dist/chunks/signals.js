// src/wiring/signals.ts
/** Turns SIGINT, SIGTERM and SIGHUP into an abort, once. A second one ends the process at once. `stop` gives them back. */
function cancelOnSignals() {
	const controller = new AbortController();
	const onSignal = () => {
		if (controller.signal.aborted) process.exit(130);
		controller.abort();
	};
	const names = [
		"SIGINT",
		"SIGTERM",
		"SIGHUP"
	];
	for (const name of names) process.on(name, onSignal);
	return {
		signal: controller.signal,
		stop: () => {
			for (const name of names) process.off(name, onSignal);
		}
	};
}
export { cancelOnSignals as t };
