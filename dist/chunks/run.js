import { ct as makeVisibleLine, nt as breakCommands, r as jobEnvironment, s as closeNamed, st as makeVisible } from "./begin.js";
import { $ as showAction, A as runList, B as approvalKeyOf, Ct as parseCommandList, H as reviewOf, I as bindRequest, J as realDirectory, K as systemClock, L as denyingReviewers, N as createRunRedactor, O as gateVersion, V as createApprovalStore, W as newReportPath, ft as policyPathOn, k as cancelOnSignals, nt as showEffect, pt as readPolicyFile, rt as showGrant, tt as showDuration, vt as showRequestId, z as titleOf } from "./gate.js";
import { t as openTerminal } from "./device.js";
import { a as parseArguments, i as onlyPositional, r as oneOf } from "./arguments.js";
import { n as readText } from "./files.js";
import { randomBytes } from "node:crypto";
import { tmpdir, userInfo } from "node:os";
// src/adapters/terminal/log.ts
/** Whether the target shows colours: a terminal that can, and nobody said NO_COLOR. */
function colorsOf(target) {
	return target.isTTY === true && target.hasColors?.() === true ? "keep" : "drop";
}
const quietMs = 1e3;
/**
* Plain lines anywhere, harmless for a runner that may read them; at a terminal with colours where it can, and a progress line while
* a command is silent.
*/
function createTerminalLog(target, now) {
	const styled = (code, text) => colorsOf(target) === "keep" ? `\x1b[${code}m${text}\x1b[0m` : text;
	const progress = createProgress(target, now);
	return {
		show: (piece) => {
			progress.clear();
			switch (piece.kind) {
				case "text":
					target.write(`${breakCommands(piece.text)}\n`);
					break;
				case "debug":
				case "group-end": break;
				case "group":
					target.write(`\n${styled("1", breakCommands(piece.title))}\n`);
					break;
				case "output-begin":
					progress.start();
					break;
				case "output":
					target.write(piece.text);
					break;
				case "output-end":
					progress.stop();
					break;
				case "annotation": target.write(`${styled(piece.level === "error" ? "31" : "33", `${piece.level}:`)} ${breakCommands(piece.message)}\n`);
			}
		},
		close: progress.stop
	};
}
function createProgress(target, now) {
	let timer;
	let startedAt = 0;
	let lastAt = 0;
	let shown = false;
	const clear = () => {
		lastAt = now();
		if (shown) target.write("\r\x1B[K");
		shown = false;
	};
	const tick = () => {
		if (now() - lastAt < quietMs) return;
		shown = true;
		target.write(`\r\x1b[K… running for ${Math.round((now() - startedAt) / 1e3)} s`);
	};
	return {
		clear,
		start: () => {
			if (target.isTTY !== true || timer !== void 0) return;
			startedAt = now();
			timer = setInterval(tick, quietMs);
			timer.unref();
		},
		stop: () => {
			clear();
			clearInterval(timer);
			timer = void 0;
		}
	};
}
// src/report/question.ts
/** Lines of a diff that are shown before anybody asks for more. */
const shortDiff = 40;
/**
* What a reviewer at a terminal reads: the same facts as in the pull request's comment, redacted, with nothing in them that a
* terminal would obey. The command is never cut. `explained` adds findings, scripts, whole diffs and digests.
*/
function renderQuestion(request, redactor, detail) {
	const line = (text) => makeVisibleLine(redactor.redact(text).text);
	const block = (text) => {
		return makeVisible(redactor.redact(text).text).replace(/\n$/, "").split("\n").map((part) => `    | ${part}`);
	};
	const { command, effects, assessment } = request;
	const why = command.justification === void 0 ? [] : [line(`The agent says: ${command.justification}`)];
	const risk = assessment.kind === "none" ? [] : [line(`Risk ${assessment.riskLevel} (${assessment.source}): ${assessment.description}`)];
	const diffs = effects.flatMap((effect) => effect.kind === "write" && effect.diff !== void 0 ? cutLines(block(effect.diff), detail) : []);
	const env = Object.entries(command.env).map(([name, value]) => line(`  with ${name}=${value}`));
	const place = command.workingDirectory === "." ? [] : [line(`  in ${command.workingDirectory}`)];
	const hidden = [command.run, ...Object.values(command.env)].some((text) => redactor.redact(text).conceals);
	const explanation = detail === "short" ? [] : explain(request).map(line);
	return [
		line(`Request ${showRequestId(request.id)}: ${titleOf(command)}`),
		...block(command.run),
		...env,
		...place,
		...hidden ? [line("What is masked in it may hide more than a secret: read it in the list before you answer.")] : [],
		...why,
		line(`It is asked because ${reasonText(request.reason)}.`),
		...effects.map((effect) => line(`  outside the grant: ${showEffect(effect)}`)),
		...diffs,
		line(`An approval would ${showAction(request.action)}.`),
		line(`It would have: ${showGrant(request.grantAfter)}`),
		...risk,
		...explanation,
		line(`No answer within ${showDuration(request.deadline - request.openedAt)} is a no.`)
	].join("\n");
}
function reasonText(reason) {
	switch (reason.kind) {
		case "rule": {
			const why = reason.justification === void 0 ? "" : `: ${reason.justification.replace(/[.\s]+$/, "")}`;
			return `the rule in line ${reason.line} of the policy (${reason.words}) says to ask${why}`;
		}
		case "permissions": return "it wants more than the policy gives";
		case "untrusted": return "no rule allows it and it is not known to only read";
		case "unsandboxed": return "it cannot work in the sandbox";
		case "denial": return "it did or tried something outside its grant";
	}
}
function explain(request) {
	const { assessment, scripts, command, changes } = request;
	const findings = assessment.kind === "none" ? [] : assessment.findings.map((finding) => `  ${finding.level} ${finding.id}: ${finding.sentence} [${finding.evidence}]`);
	return [
		`Shell ${command.shell}, directory ${command.workingDirectory}, place in the list: line ${command.source.line}`,
		...findings,
		...scripts.map((script) => `  runs ${script.path} (sha256 ${script.digest})`),
		...changes === void 0 ? [] : [`  captured changes sha256 ${changes.digest}`],
		`  request sha256 ${request.digest}`
	];
}
function cutLines(lines, detail) {
	if (detail === "explained" || lines.length <= shortDiff) return lines;
	return [...lines.slice(0, shortDiff), `    … ${lines.length - shortDiff} more lines: explain shows them`];
}
// src/adapters/terminal/reviewers.ts
/** The person at the terminal. Where there is no terminal every review is `unavailable`, and says so. */
function createTerminalReviewers(settings) {
	const { terminal } = settings;
	const used = /* @__PURE__ */ new Set();
	const store = createApprovalStore();
	return {
		open: async (drafts) => drafts.map(settings.bind),
		review: async (request, signal) => {
			if (terminal.kind === "none") return unavailable(terminal.reason);
			const key = approvalKeyOf(request);
			const known = store.find(key);
			if (known !== void 0) return known.review;
			const review = await askUntilAnswered(request, terminal.device, settings, signal);
			store.remember(key, {
				requestId: request.id,
				review
			});
			return review;
		},
		consume: async (request, review) => {
			if (used.has(request.id)) return {
				kind: "void",
				reason: "its approval was used already"
			};
			used.add(request.id);
			return review;
		},
		settle: async () => {},
		close: async () => {
			if (terminal.kind === "terminal") terminal.device.close();
		}
	};
}
const choices = "[a]pprove, approve for the whole [r]un, [d]eny, a[b]ort, [e]xplain > ";
async function askUntilAnswered(request, device, { clock, redactor }, signal) {
	const over = new AbortController();
	const either = AbortSignal.any([signal, over.signal]);
	const deadline = clock.sleep(Math.max(0, request.deadline - clock.now()), either).then(() => over.abort());
	device.say(`\n${renderQuestion(request, redactor, "short")}\n`);
	try {
		for (;;) {
			const line = await device.ask(choices, either);
			const ended = endedBeforeAnswer(line, signal, over.signal.aborted || clock.now() >= request.deadline);
			if (ended !== void 0) return ended;
			const answer = parseAnswer(line ?? "");
			if (answer !== void 0 && answer !== "explain") return reviewFor(answer, clock.now());
			device.say(answer === "explain" ? `${renderQuestion(request, redactor, "explained")}\n` : "Please give one of these words or letters.\n");
		}
	} finally {
		over.abort();
		await deadline;
	}
}
function endedBeforeAnswer(line, signal, isTooLate) {
	if (signal.aborted) return unavailable("the run was cancelled");
	if (isTooLate) return { kind: "timed-out" };
	return line === void 0 ? unavailable("the terminal was closed") : void 0;
}
const answers = {
	a: "approve",
	approve: "approve",
	r: "for-run",
	"for-run": "for-run",
	d: "deny",
	deny: "deny",
	b: "abort",
	abort: "abort",
	e: "explain",
	explain: "explain"
};
function parseAnswer(line) {
	const word = line.trim().toLowerCase();
	return Object.hasOwn(answers, word) ? answers[word] : void 0;
}
function reviewFor(answer, at) {
	const person = {
		login: userInfo().username,
		userId: void 0,
		by: "terminal",
		commentId: void 0,
		commentUrl: void 0,
		at
	};
	const [kind, scope] = votes[answer];
	return reviewOf([{
		kind,
		scope,
		note: void 0,
		reviewer: person
	}], 1) ?? unavailable("the answer came to nothing");
}
const votes = {
	approve: ["approve", "once"],
	"for-run": ["approve", "run"],
	deny: ["deny", "once"],
	abort: ["abort", "once"]
};
function unavailable(reason) {
	return {
		kind: "unavailable",
		reason,
		hint: "Run it in a terminal, or in a workflow of a pull request."
	};
}
// src/cli/run.ts
/** `command-gate run`: takes a list through the gate and asks at the terminal. */
async function run(words) {
	const { values, positionals } = parseArguments(words, {
		policy: { type: "string" },
		workspace: {
			type: "string",
			default: "."
		},
		approvals: {
			type: "string",
			default: "terminal"
		},
		report: { type: "string" }
	});
	const path = onlyPositional(positionals, "one command list");
	const approvals = oneOf("--approvals", values.approvals, ["terminal", "deny"]);
	const workspace = realDirectory(values.workspace);
	const commands = parseCommandList({
		name: path,
		file: path,
		text: await readText(path, "a command list")
	}, ".");
	const { policy, origin } = await readPolicyFile(values.policy, workspace);
	closeNamed(words);
	const found = {
		origin,
		policy: {
			...policy,
			wait: "block"
		}
	};
	const env = jobEnvironment();
	const { redactor } = await createRunRedactor(env);
	const cancel = cancelOnSignals();
	const log = createTerminalLog(process.stdout, systemClock.now);
	const reportPath = values.report ?? newReportPath(tmpdir());
	try {
		const { conclusion } = await runList({
			commands,
			found,
			policyFile: policyPathOn(workspace, values.policy),
			workspace,
			env,
			setup: "auto",
			redactor,
			model: {
				apiKey: env["OPENAI_API_KEY"],
				baseUrl: env["OPENAI_BASE_URL"],
				githubToken: void 0
			},
			reportPath,
			log: {
				show: log.show,
				colors: colorsOf(process.stdout)
			},
			facts: {
				version: gateVersion,
				repository: void 0,
				pullRequest: void 0,
				headSha: void 0,
				runId: void 0,
				runAttempt: void 0,
				job: void 0,
				actor: void 0,
				listFile: path
			},
			reviewers: () => approvals === "deny" ? denyingReviewers() : atTerminal(found, redactor),
			signal: cancel.signal
		});
		const text = makeVisibleLine(`report: ${reportPath} (command-gate report show prints it)`);
		log.show({
			kind: "text",
			text
		});
		return conclusion.exitCode;
	} finally {
		log.close();
		cancel.stop();
	}
}
function atTerminal({ policy, origin }, redactor) {
	const context = {
		repositoryId: 0,
		number: 0,
		headSha: "",
		policyDigest: origin.digest,
		runId: randomBytes(16).toString("hex"),
		runAttempt: 1,
		job: "terminal",
		matrix: "terminal"
	};
	const bind = (draft) => {
		const openedAt = systemClock.now();
		const terms = {
			bar: {
				role: "terminal",
				count: 1
			},
			openedAt,
			deadline: openedAt + policy.timeoutMs
		};
		return bindRequest(draft, context, randomBytes(16).toString("hex"), terms);
	};
	return createTerminalReviewers({
		terminal: openTerminal(),
		clock: systemClock,
		redactor,
		bind
	});
}
export { run };
