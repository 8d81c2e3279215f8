import { G as findBinaries, a as startCommandEgress, k as runQuietly, rt as commandFreeJson, st as makeVisible } from "./begin.js";
import { X as prepareRun, Y as diagnoseRun, Z as readConditions } from "./gate.js";
import { a as parseArguments, n as noPositional } from "./arguments.js";
import { mkdtempSync, rmSync } from "node:fs";
import { release } from "node:os";
// src/adapters/bubblewrap/doctor.ts
const settings = {
	mode: "workspace-write",
	workspace: "direct",
	write: [],
	scratch: [],
	hide: [],
	protect: [],
	network: {
		allow: [],
		deny: []
	},
	env: { pass: [] },
	limits: {
		timeoutMs: 3e4,
		memoryBytes: 1024 ** 3,
		processes: 512,
		outputBytes: 1024 ** 2
	},
	onContained: "warn",
	capturedWrites: "ask",
	escalation: "widen"
};
/** Makes a real sandbox over an empty workspace and reports everything that it depends on, with a remedy for what is wrong. */
async function examine(startEgress) {
	const findings = [await platform(), ...await programs()];
	const workspace = mkdtempSync("/var/tmp/command-gate-doctor-");
	const config = {
		workspace,
		settings,
		jobEnv: {},
		setup: "never",
		...startEgress === void 0 ? {} : { startEgress }
	};
	try {
		const diagnosis = await diagnoseRun(config);
		findings.push(diagnosis === void 0 ? {
			name: "sandbox",
			status: "ok",
			detail: "a sandbox was made and confined itself",
			remedy: void 0
		} : {
			name: "sandbox",
			status: "problem",
			detail: diagnosis.reason,
			remedy: diagnosis.remedy
		});
		if (diagnosis === void 0) findings.push(...await capabilities(config));
		return {
			usable: diagnosis === void 0,
			findings
		};
	} finally {
		rmSync(workspace, {
			recursive: true,
			force: true
		});
	}
}
async function platform() {
	const { platform: name, isContainer, isKubernetes } = await readConditions();
	const where = isKubernetes ? ", in a pod" : isContainer ? ", in a container" : "";
	return {
		name: "system",
		status: name === "linux" ? "ok" : "problem",
		detail: `${name} ${release()}${where}`,
		remedy: name === "linux" ? void 0 : "Run the job on a Linux runner."
	};
}
async function programs() {
	const found = findBinaries();
	if (found.kind === "missing") {
		const remedy = `Install: sudo apt-get install -y ${found.packages.join(" ")}`;
		return found.programs.map((name) => ({
			name,
			status: "problem",
			detail: "not found in the system directories",
			remedy
		}));
	}
	const { stdout } = await runQuietly(found.binaries.bwrap, ["--version"], { timeoutMs: 5e3 });
	const [, major = "0", minor = "0"] = /(\d+)\.(\d+)/.exec(stdout) ?? [];
	const isRecent = Number(major) > 0 || Number(minor) >= 8;
	return [{
		name: "bubblewrap",
		status: isRecent ? "ok" : "problem",
		detail: `${stdout.trim()} at ${found.binaries.bwrap}`,
		remedy: isRecent ? void 0 : "Install bubblewrap 0.8 or later."
	}];
}
async function capabilities(config) {
	const prepared = await prepareRun(config);
	if (prepared.kind === "unavailable") return [];
	const { run } = prepared;
	await run.close();
	const isCapturing = run.backend === "capture";
	return [
		{
			name: "evidence",
			status: isCapturing ? "ok" : "warning",
			detail: isCapturing ? "writes outside the grant are captured and recorded exactly" : run.notes().join(" "),
			remedy: isCapturing ? void 0 : "Use Linux 5.11 or later, where overlays work in user namespaces."
		},
		{
			name: "network",
			status: run.egress === void 0 ? "warning" : "ok",
			detail: run.egress === void 0 ? "commands have no network at all" : "every connection is seen with host and port",
			remedy: void 0
		},
		{
			name: "system calls",
			status: run.seccompFile === void 0 ? "warning" : "ok",
			detail: run.seccompFile === void 0 ? `no filter for ${process.arch}` : `filter for ${process.arch}`,
			remedy: void 0
		},
		{
			name: "memory and processes",
			status: run.cgroups === void 0 ? "warning" : "ok",
			detail: run.cgroups === void 0 ? "no cgroup can be made: usage is looked at ten times a second" : "held by a cgroup",
			remedy: void 0
		},
		{
			name: "identity",
			status: "ok",
			detail: `commands run as uid ${run.identity.uid}`,
			remedy: void 0
		}
	];
}
// src/cli/doctor.ts
/** `command-gate doctor`: what this machine can do, and how to fix what it can't. 0 when commands can be sandboxed, else 4. */
async function doctor(words) {
	const { values, positionals } = parseArguments(words, { json: {
		type: "boolean",
		default: false
	} });
	noPositional(positionals);
	const report = await examine(startCommandEgress);
	if (values.json) process.stdout.write(`${commandFreeJson(report)}\n`);
	else for (const finding of report.findings) {
		process.stdout.write(`${finding.status.padEnd(8)} ${finding.name.padEnd(24)} ${makeVisible(finding.detail)}\n`);
		if (finding.remedy !== void 0) process.stdout.write(`         fix: ${makeVisible(finding.remedy)}\n`);
	}
	return report.usable ? 0 : 4;
}
export { doctor };
