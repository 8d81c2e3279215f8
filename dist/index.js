import { _ as decodeActionInputs, a as logUrlOf, b as createActionsRunner, c as recordLine, d as changeEntry, f as decide, g as pendingEntries, h as isApproval, i as fileUrlOf, l as runMarker, m as entryOf, n as createPullRequest, o as readGitHubRun, p as emptySession, r as createClient, s as parseRecord, t as pullsOfCommit, u as sessionMarker, v as choosePull, y as readEvent } from "./chunks/commit-pulls.js";
import { i as makeVisibleLine, n as exitCodeOf, r as makeVisible, t as GateError } from "./chunks/errors.js";
import { a as bindRequest, c as approvalKeyOf, d as refusingReviewers, f as systemClock, i as exitCodeFor, l as createApprovalStore, n as runList, o as missingVotes, s as reviewOf, t as gateVersion } from "./chunks/version.js";
import { a as parseCommandList } from "./chunks/program-path.js";
import { t as checkScript } from "./chunks/check-script.js";
import { a as outputsOf, i as inlineCode, n as escapeProse, r as fence, t as renderSummary } from "./chunks/summary.js";
import { S as unknown, b as tuple, c as _enum, f as int, h as object, i as parseRequestId, l as array, m as number, o as showRequestId, r as digestOf, u as boolean, v as strictObject, x as union, y as string } from "./chunks/fingerprint.js";
import { c as showBytes, p as showHost } from "./chunks/fold.js";
import { t as policyFromTexts } from "./chunks/policy-file.js";
import { n as createRunRedactor, t as cancelOnSignals } from "./chunks/signals.js";
import { t as jobEnvironment } from "./chunks/job-environment.js";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { constants, mkdirSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join, relative, resolve } from "node:path";
import { open, readFile, realpath } from "node:fs/promises";
// src/adapters/workspace-file.ts
/**
* Reads a text file that must lie in the workspace after every symlink is followed, so that a list can't be a link to
* somebody else's file. Throws INPUT_INVALID with the name as it was given. `maxBytes` bounds what is read.
*/
async function readWorkspaceFile(workspace, path, maxBytes) {
	const root = await realpath(workspace);
	const real = await realpath(resolve(root, path)).catch((cause) => {
		throw new GateError("INPUT_INVALID", `${path}: found no such file in ${workspace}; check the path`, { cause });
	});
	const inside = relative(root, real);
	if (inside === "" || inside.startsWith("..") || isAbsolute(inside)) throw new GateError("INPUT_INVALID", `${path}: found a file outside the workspace (${real}); name one inside it`);
	const file = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
	try {
		const state = await file.stat();
		if (!state.isFile()) throw new GateError("INPUT_INVALID", `${path}: found no regular file; name one`);
		if (state.size > maxBytes) throw new GateError("INPUT_INVALID", `${path}: found ${state.size} bytes; at most ${maxBytes} are read`);
		return decodeUtf8(await file.readFile(), path);
	} finally {
		await file.close();
	}
}
function decodeUtf8(bytes, path) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (cause) {
		throw new GateError("INPUT_INVALID", `${path}: found bytes that are no UTF-8; save the file as UTF-8`, { cause });
	}
}
// src/policy/proposed.ts
/** What a policy that is not in force would change for these commands, one plain sentence for each that it would. */
function compareProposal(commands, inForce, proposed) {
	return commands.flatMap(({ id, run, shell }) => {
		const now = wordOf$1(checkScript(run, inForce, { shell }));
		const then = wordOf$1(checkScript(run, proposed, { shell }));
		return now === then ? [] : [`With it, ${id} would be ${then} instead of ${now}.`];
	});
}
function wordOf$1({ next }) {
	switch (next) {
		case "attempt": return "attempted";
		case "ask": return "asked about";
		case "refuse": return "refused";
	}
}
// src/report/waiting.ts
/** The same reviewers, with a `waiting` event each so often while a review is awaited. */
function announceWaiting(reviewers, settings) {
	const { journal, clock, everyMs, url } = settings;
	return {
		...reviewers,
		review: async (request, signal) => {
			const answered = new AbortController();
			const over = AbortSignal.any([signal, answered.signal]);
			const since = clock.now();
			const tell = async () => {
				while (!over.aborted) {
					await clock.sleep(everyMs, over);
					if (over.aborted) return;
					journal.record({
						kind: "waiting",
						requests: [request],
						waitedMs: clock.now() - since,
						url: url()
					});
				}
			};
			const telling = tell().catch(() => void 0);
			try {
				return await reviewers.review(request, signal);
			} finally {
				answered.abort();
				await telling;
			}
		}
	};
}
// src/approval/code-owners.ts
const places = [
	".github/CODEOWNERS",
	"CODEOWNERS",
	"docs/CODEOWNERS"
];
/**
* Code ownership by the CODEOWNERS file of a commit that the pull request can't change: the base. The file is read once;
* who is in a team is asked each time. A path that nobody owns is owned by nobody, so nobody may approve by it.
*/
function createCodeOwnership(options) {
	let kept;
	return async (account, drafts) => {
		const read = kept === void 0 ? await readRules(options) : {
			kind: "value",
			value: kept
		};
		if (read.kind === "failure") return read;
		kept = read.value;
		const paths = drafts.flatMap((draft) => touchedPaths(draft, options.workspace));
		const known = /* @__PURE__ */ new Map();
		for (const owners of paths.map((path) => ownersOf(path, read.value))) {
			const isOwner = await isAnyOf(account, owners, options.pullRequest, known);
			if (isOwner.kind === "failure") return isOwner;
			if (!isOwner.value) return {
				kind: "value",
				value: []
			};
		}
		return {
			kind: "value",
			value: ["code owner"]
		};
	};
}
async function readRules({ pullRequest, baseSha }) {
	for (const place of places) {
		const text = await pullRequest.fileAt(place, baseSha);
		if (text.kind === "failure") return text;
		if (text.value !== void 0) return {
			kind: "value",
			value: parseCodeOwners(text.value)
		};
	}
	return {
		kind: "value",
		value: []
	};
}
async function isAnyOf(account, owners, pullRequest, known) {
	for (const owner of owners) {
		const asked = known.get(owner);
		const answer = asked === void 0 ? await isOwner(account, owner, pullRequest) : {
			kind: "value",
			value: asked
		};
		if (answer.kind === "failure") return answer;
		known.set(owner, answer.value);
		if (answer.value) return answer;
	}
	return {
		kind: "value",
		value: false
	};
}
async function isOwner(account, owner, pullRequest) {
	const name = owner.slice(1);
	if (name.includes("/")) return await pullRequest.isTeamMember(name, account.login);
	return {
		kind: "value",
		value: name.toLowerCase() === account.login.toLowerCase()
	};
}
/** The repository's paths that a request is about: the files it changes there, else the directory it runs in. */
function touchedPaths(draft, workspace) {
	const root = `${workspace.replace(/\/+$/, "")}/`;
	const inside = [...draft.effects.flatMap((effect) => effect.kind === "write" ? [effect.path] : []), ...draft.changes?.paths ?? []].filter((path) => path.startsWith(root)).map((path) => path.slice(root.length));
	if (inside.length > 0) return [...new Set(inside)];
	const directory = draft.command.workingDirectory.replace(/^(?:\.\/)+|\/+$/g, "");
	return [directory === "" || directory === "." ? "\0" : `${directory}/\u0000`];
}
/** The owners of a path: those of the last line that matches it, as GitHub reads the file. */
function ownersOf(path, rules) {
	return rules.findLast((rule) => rule.matches(path))?.owners ?? [];
}
/** Reads a CODEOWNERS file. A line that GitHub would not understand matches nothing. */
function parseCodeOwners(text) {
	return text.split(/\r?\n/).map((line) => line.replace(/(^|\s)#.*$/, "").trim()).filter((line) => line !== "").map((line) => {
		const [pattern = "", ...owners] = line.split(/(?<!\\)\s+/);
		return {
			matches: matcherOf(pattern),
			owners: owners.filter((owner) => owner.startsWith("@"))
		};
	});
}
/** The rules of a gitignore pattern, without `!` and `[ ]`, which GitHub does not know here. */
function matcherOf(pattern) {
	if (/^!|[[\]]/.test(pattern)) return () => false;
	const isAnchored = /\/./.test(pattern);
	const isDirectory = pattern.endsWith("/");
	const trimmed = pattern.replace(/^\/|\/$/g, "").replaceAll(/\\(.)/g, "$1");
	const source = trimmed.split(/(\*\*\/|\*\*|\*|\?)/).map((part) => wildcards[part] ?? part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("");
	const below = isDirectory ? "/.*" : trimmed.endsWith("/*") ? "" : "(?:/.*)?";
	const expression = new RegExp(`^${isAnchored ? "" : "(?:.*/)?"}${source}${below}$`, "s");
	return (path) => expression.test(path);
}
const wildcards = {
	"**/": "(?:.*/)?",
	"**": ".*",
	"*": "[^/]*",
	"?": "[^/]"
};
// src/approval/persist.ts
const longestPauseMs = 6e4;
/**
* Asks again, ever more slowly, as long as the failure is one that passes and patience (in milliseconds, from the first
* question on) lasts. Only for questions that may be asked twice. The pause that the other side asks for is kept.
*/
async function persist(clock, ask, patienceMs) {
	const startedAt = clock.now();
	for (let tries = 1;; tries += 1) {
		const answer = await ask();
		if (answer.kind === "value" || !isPassing(answer.failure)) return answer;
		const pauseMs = answer.failure.retryAfterMs ?? Math.min(longestPauseMs, 500 * 2 ** tries);
		if (clock.now() + pauseMs > startedAt + patienceMs) return answer;
		await clock.sleep(pauseMs);
	}
}
function isPassing({ kind }) {
	return kind === "unreachable" || kind === "limited";
}
// src/approval/notice.ts
const minSpacingMs = 1e3;
/** A notice that is not posted yet. */
function createNotice(settings) {
	const { clock } = settings;
	let comment;
	let shown;
	let isBehind = false;
	let lastWriteAt = Number.NEGATIVE_INFINITY;
	let turn = Promise.resolve();
	const write = async (render, patienceMs, spacingMs) => {
		if (comment !== void 0 && render() === shown) return {
			kind: "value",
			value: comment
		};
		await clock.sleep(Math.max(0, lastWriteAt + spacingMs - clock.now()));
		const body = render();
		const id = comment?.id;
		const answer = id === void 0 ? await post(settings, body, patienceMs) : await persist(clock, () => settings.pullRequest.edit(id, body), patienceMs);
		lastWriteAt = clock.now();
		isBehind = answer.kind === "failure";
		if (answer.kind === "failure") return answer;
		comment = answer.value;
		shown = body;
		return answer;
	};
	const queue = (step) => {
		const mine = turn.then(step);
		turn = mine;
		return mine;
	};
	return {
		comment: () => comment,
		adopt: (found) => {
			comment = found;
			shown = void 0;
		},
		isBehind: () => isBehind,
		publish: (render, patienceMs) => queue(() => write(render, patienceMs, minSpacingMs)),
		publishNow: (render, patienceMs) => queue(() => write(render, patienceMs, 0))
	};
}
/** Posting twice makes two comments: after a doubtful failure it is looked for before it is tried again. */
async function post(settings, body, patienceMs) {
	let isDoubtful = false;
	const postOnce = async () => {
		if (isDoubtful) {
			const found = await settings.pullRequest.findOwn(settings.sessionMarker);
			if (found.kind === "failure") return found;
			const [first] = found.value;
			if (first !== void 0) return await settings.pullRequest.edit(first.id, body);
		}
		const posted = await settings.pullRequest.post(body);
		isDoubtful ||= posted.kind === "failure" && posted.failure.kind === "unreachable";
		return posted;
	};
	return await persist(settings.clock, postOnce, patienceMs);
}
// src/approval/reviewer.ts
const ranking = [
	"none",
	"read",
	"triage",
	"write",
	"maintain",
	"admin"
];
const levels = [
	"low",
	"medium",
	"high"
];
/**
* How high the bar is for a request of this risk: it never sinks as risk rises, whatever order the policy gives.
* Without an assessment (level undefined) the highest bar holds.
*/
function barFor(approvers, level) {
	return levels.slice(0, level === void 0 ? levels.length : levels.indexOf(level) + 1).map((each) => approvers.byRisk[each]).filter((bar) => bar !== void 0).reduce((bar, raised) => ({
		role: stricterRole(bar.role, raised.role),
		count: Math.max(bar.count, raised.count)
	}), {
		role: approvers.role,
		count: Math.max(1, approvers.count)
	});
}
/** Whether an approval by e-mail is enough: only where the risk is known, and not high. */
function emailCountsFor({ assessment }) {
	return assessment.kind === "assessed" && assessment.riskLevel !== "high";
}
function stricterRole(role, raised) {
	return ranking.includes(role) && ranking.includes(raised) && rankOf(raised) < rankOf(role) ? role : raised;
}
/**
* Who may approve: a person who holds the role, who is one of the policy's users, teams or code owners where it names
* any, who is no agent, and whose own work it is not. Stops an agent, or an author, from waving itself through.
*/
function mayApprove(standing, approvers, bar) {
	if (standing.agent) return withheld("the policy lists this account under agents");
	if (standing.interest !== void 0 && !approvers.allowSelfApproval) return withheld(`this account is ${standing.interest}, and the policy does not allow self-approval`);
	if (!holdsRole(standing.role, bar.role)) return withheld(`approving needs the role ${bar.role}; this account has ${standing.role.roleName}`);
	if ((approvers.users.length > 0 || approvers.teams.length > 0 || approvers.codeOwners) && standing.memberships.length === 0) return withheld("the policy lets only its users, teams or code owners approve, and this account is none of them");
	return {
		kind: "granted",
		by: [standing.role.roleName, ...standing.memberships].join(", ")
	};
}
/** Whether the role includes write access. */
function mayWrite(role) {
	return holdsRole(role, "write");
}
/** Who may deny or abort: every person with write access, whatever the interest. Saying no is always safe. */
function mayDeny(standing) {
	if (standing.agent) return withheld("the policy lists this account under agents");
	if (!mayWrite(standing.role)) return withheld(`denying needs write access; this account has ${standing.role.roleName}`);
	return {
		kind: "granted",
		by: standing.role.roleName
	};
}
/**
* A role of GitHub's own ladder is held by whoever stands as high; a custom role only by its name. A custom role stands
* where its base permission does, but never as high as admin.
*/
function holdsRole(role, needed) {
	if (!ranking.includes(needed)) return role.roleName === needed;
	if (ranking.includes(role.roleName)) return rankOf(role.roleName) >= rankOf(needed);
	return Math.min(rankOf(role.permission), rankOf("write")) >= rankOf(needed);
}
function rankOf(role) {
	return ranking.indexOf(role);
}
function withheld(reason) {
	return {
		kind: "withheld",
		reason
	};
}
// src/approval/acknowledge.ts
const maxShown = 100;
const maxRefused = 20;
const maxStrangers = 10;
/**
* Reactions on one pull request, one after the other. Each is a write, and GitHub stops who writes often: so strangers get
* none, whatever they write, and after a refusal by GitHub nobody does.
*/
function createAcknowledgement(pullRequest) {
	const shown = /* @__PURE__ */ new Map();
	const roles = /* @__PURE__ */ new Map();
	const strangers = /* @__PURE__ */ new Set();
	let writes = 0;
	let refusals = 0;
	let isMuted = false;
	let isEnding = false;
	let turn = Promise.resolve();
	const react = async (commentId, reaction) => {
		if (isMuted || writes >= maxShown) return;
		writes += 1;
		const answer = await pullRequest.react(commentId, reaction);
		isMuted = answer.kind === "failure" && answer.failure.kind !== "unreachable";
	};
	const isWorthAsking = (author, isInsider) => {
		if (isInsider || strangers.has(author.id)) return true;
		if (strangers.size >= maxStrangers) return false;
		strangers.add(author.id);
		return true;
	};
	const roleOf = (author) => {
		const known = roles.get(author.id) ?? askRole(pullRequest, author);
		roles.set(author.id, known);
		return known;
	};
	const refuseNow = async (comment, author) => {
		if (isEnding || isMuted || refusals >= maxRefused) return;
		const role = await roleOf(author);
		if (role === void 0 || !mayWrite(role)) return;
		refusals += 1;
		await react(comment.id, "-1");
	};
	return {
		show: (commentId, reaction) => {
			if (shown.get(commentId) === reaction) return;
			shown.set(commentId, reaction);
			turn = turn.then(() => react(commentId, reaction));
		},
		refuse: (comment) => {
			const { author } = comment;
			if (author?.type !== "User" || shown.has(comment.id)) return;
			if (!isWorthAsking(author, comment.isInsider)) return;
			shown.set(comment.id, "-1");
			turn = turn.then(() => refuseNow(comment, author));
		},
		settled: async () => {
			isEnding = true;
			await turn;
		}
	};
}
async function askRole(pullRequest, author) {
	const role = await pullRequest.roleOf(author.login);
	return role.kind === "value" && role.value.userId === author.id ? role.value : void 0;
}
// src/approval/candidate.ts
/**
* Why a comment can't count, by what the list of comments shows; undefined when nothing speaks against it yet.
* Stops replies that a program posted (with the agent's own token, or as an app), and replies to an earlier request.
*/
function whyNotFromList(comment, conversation) {
	if (comment.author === void 0) return "its author has no account any more";
	if (comment.author.type !== "User") return "it was written by a program, not by a person";
	if (comment.app !== void 0 && !conversation.apps.includes(comment.app)) return `it was posted through the app ${comment.app}, which the policy does not list under apps`;
	return whyNotThen(comment, conversation);
}
/**
* Why a comment can't count, by its own record read again; undefined when it counts. The last word on edits: anyone
* with write access can edit another person's comment, and its author and date stay the same.
*/
function whyNotFromRecord(comment, detail, conversation) {
	if (detail === void 0 || detail.id !== comment.id) return "it was deleted";
	if (detail.lastEditedAt !== void 0 || detail.body !== comment.body) return "it was edited; write a new comment instead";
	if (detail.authorId === void 0 || detail.authorId !== comment.author?.id) return "its author could not be confirmed";
	if (detail.issueNumber !== conversation.issueNumber) return "it stands on another pull request";
	if (detail.minimized !== void 0 && [
		"spam",
		"abuse",
		"off-topic"
	].includes(detail.minimized)) return `it was hidden as ${detail.minimized}`;
	if (detail.viaEmail && !conversation.emailCounts) return "it came by e-mail, which is not enough for this risk; answer on the pull request";
	return whyNotThen(detail, conversation);
}
function whyNotThen(comment, conversation) {
	if (comment.id <= conversation.requestCommentId || comment.createdAt < wholeSecond(conversation.openedAt)) return "it is older than the request";
	if (comment.createdAt > conversation.deadline) return "it came after the deadline";
}
function wholeSecond(at) {
	return Math.floor(at / 1e3) * 1e3;
}
// src/approval/ballot.ts
/** What one reply does, for each request that it names. Pure: the same evidence always gives the same judgements. */
function judge(evidence, rules) {
	const { reply } = evidence;
	switch (reply.kind) {
		case "malformed": return [{
			kind: "dismissed",
			id: void 0,
			reason: reply.reason
		}];
		case "help": return [{
			kind: "question",
			ids: []
		}];
		case "explain": return [{
			kind: "question",
			ids: reply.ids
		}];
		case "abort": return judgeAbort(evidence, rules);
		case "approve":
		case "deny":
		case "extend": return reply.ids.map((id) => judgeOne(evidence, rules, id));
	}
}
function judgeAbort(evidence, rules) {
	const open = rules.entries.filter(isOpen);
	if (open.length === 0) return [{
		kind: "dismissed",
		id: void 0,
		reason: "nothing waits for an answer"
	}];
	return open.map((entry) => judgeFor(evidence, rules, entry));
}
function judgeOne(evidence, rules, id) {
	const entry = rules.entries.find(({ request }) => request.id === id);
	if (entry === void 0) return {
		kind: "dismissed",
		id,
		reason: `no request has the id ${showRequestId(id)}${nearestTo(id, rules)}`
	};
	if (!(evidence.reply.kind === "deny" ? isOpen(entry) : entry.stage.kind === "pending")) return {
		kind: "dismissed",
		id,
		reason: `${showRequestId(id)} was already decided`
	};
	return judgeFor(evidence, rules, entry);
}
function isOpen(entry) {
	return entry.stage.kind === "pending" || entry.stage.kind === "reviewed" && isApproval(entry.stage.review);
}
function judgeFor(evidence, rules, entry) {
	const { comment, detail, standing } = evidence;
	const { id } = entry.request;
	const conversation = {
		issueNumber: rules.issueNumber,
		requestCommentId: rules.requestCommentId,
		openedAt: entry.request.openedAt,
		deadline: isRefusal(evidence.reply) ? Number.POSITIVE_INFINITY : entry.request.deadline,
		apps: rules.approvers.apps,
		emailCounts: isRefusal(evidence.reply) || emailCountsFor(entry.request)
	};
	const atFirstSight = whyNotFromList(comment, conversation);
	if (atFirstSight !== void 0) return {
		kind: "dismissed",
		id,
		reason: atFirstSight
	};
	if (detail === "unknown") return { kind: "open" };
	const onRecord = whyNotFromRecord(comment, detail === "deleted" ? void 0 : detail, conversation);
	if (onRecord !== void 0) return {
		kind: "dismissed",
		id,
		reason: onRecord
	};
	if (standing === "unknown") return { kind: "open" };
	if (standing === "nobody") return {
		kind: "dismissed",
		id,
		reason: noSuchPerson
	};
	const permit = permitFor(evidence.reply, standing, rules.approvers, entry);
	if (permit.kind === "withheld") return {
		kind: "dismissed",
		id,
		reason: permit.reason
	};
	return granted(evidence, standing, entry, permit.by);
}
const noSuchPerson = "its author has no account here any more";
/** Whether the person may do to this request what the reply says. */
function permitFor(reply, standing, approvers, entry) {
	return isRefusal(reply) ? mayDeny(standing) : mayApprove(standing, approvers, entry.request.bar);
}
function isRefusal({ kind }) {
	return kind === "deny" || kind === "abort";
}
function granted({ comment, reply }, { account }, entry, by) {
	const { id } = entry.request;
	if (reply.kind === "extend") return {
		kind: "extension",
		id,
		durationMs: reply.durationMs,
		login: account.login
	};
	if (reply.kind !== "approve" && reply.kind !== "deny" && reply.kind !== "abort") return { kind: "open" };
	return {
		kind: "vote",
		id,
		vote: {
			kind: reply.kind,
			scope: reply.kind === "approve" ? reply.scope : "once",
			note: reply.note,
			reviewer: {
				login: account.login,
				userId: account.id,
				by,
				commentId: comment.id,
				commentUrl: comment.url,
				at: comment.createdAt
			}
		}
	};
}
function nearestTo(id, rules) {
	const distance = (other) => [...other].filter((character, at) => character !== id[at]).length;
	const [nearest] = rules.entries.filter((entry) => entry.stage.kind === "pending").map((entry) => entry.request.id).toSorted((left, right) => distance(left) - distance(right));
	return nearest === void 0 ? "" : `; the nearest that waits is ${showRequestId(nearest)}`;
}
// src/approval/reply.ts
const maxLineLength = 1e3;
const maxNoteLength = 500;
/**
* Reads the first non-blank line of a comment; undefined when it does not start, in its first column, with the gate's
* word: everything else is talk. So nothing in a quote, a list, a fence, an indented block or an HTML comment is a reply.
*/
function parseReply(body, trigger) {
	const line = firstLine(body);
	const [first, verb, ...rest] = line.split(/[ \t]+/).filter((word) => word !== "");
	if (first?.toLowerCase() !== trigger.toLowerCase() || !line.startsWith(first)) return void 0;
	if (line.length > maxLineLength) return malformed(`the line is longer than ${maxLineLength} characters`);
	switch (verb?.toLowerCase()) {
		case "approve": return parseApproval(rest);
		case "deny": return parseDenial(rest);
		case "abort": return {
			kind: "abort",
			note: noteOf(rest)
		};
		case "extend": return parseExtension(rest);
		case "explain": return parseExplanation(rest);
		case "help": return { kind: "help" };
		case void 0: return malformed("there is no verb after the word");
		default: return malformed("the verb is not one of approve, deny, abort, explain, extend and help");
	}
}
function firstLine(body) {
	return (body.split(/\r\n|\n|\r/).find((line) => !/^[ \t]*$/.test(line)) ?? "").replace(/[ \t]+$/, "");
}
function parseApproval(words) {
	const { ids, rest } = takeIds(words);
	if (ids.length === 0) return malformed("approve needs the id of a request");
	const forRun = rest[0]?.toLowerCase() === "for-run";
	return {
		kind: "approve",
		ids,
		scope: forRun ? "run" : "once",
		note: noteOf(forRun ? rest.slice(1) : rest)
	};
}
function parseDenial(words) {
	const { ids, rest } = takeIds(words);
	if (ids.length === 0) return malformed("deny needs the id of a request");
	return {
		kind: "deny",
		ids,
		note: noteOf(rest)
	};
}
function parseExplanation(words) {
	const { ids, rest } = takeIds(words);
	if (ids.length === 0 || rest.length > 0) return malformed("explain needs the ids of requests and nothing else");
	return {
		kind: "explain",
		ids
	};
}
function parseExtension(words) {
	const { ids, rest } = takeIds(words);
	const [, amount, unit] = /^([1-9]\d{0,3})(m|h)$/.exec(rest[0]?.toLowerCase() ?? "") ?? [];
	if (ids.length === 0 || rest.length !== 1 || amount === void 0) return malformed("extend needs the id of a request and a time such as 30m or 2h");
	return {
		kind: "extend",
		ids,
		durationMs: Number(amount) * (unit === "h" ? 36e5 : 6e4)
	};
}
/**
* The leading ids. The first word must be one, or several with commas between. A later word counts only when it shows a
* digit or a hyphen, so that a reason that starts with a ten-letter word is a reason.
*/
function takeIds(words) {
	const ids = /* @__PURE__ */ new Set();
	for (const [position, word] of words.entries()) {
		const parts = word.split(",").filter((part) => part !== "");
		const parsed = position === 0 || /[\d-]/.test(word) ? parts.map(parseRequestId) : [];
		const known = parsed.filter((id) => id !== void 0);
		if (known.length === 0 || known.length < parsed.length) return {
			ids: [...ids],
			rest: words.slice(position)
		};
		for (const id of known) ids.add(id);
	}
	return {
		ids: [...ids],
		rest: []
	};
}
function noteOf(words) {
	const note = words.join(" ").slice(0, maxNoteLength);
	return note === "" ? void 0 : note;
}
function malformed(reason) {
	return {
		kind: "malformed",
		reason
	};
}
// src/approval/hearing.ts
const maxSerious = 100;
const othersMs = 3e4;
const gateMarker = "<!-- command-gate:v1";
/**
* Tells apart what was said. Stops a flood from standing before the reply that counts: noise is set apart, and
* strangers, and whoever's replies did not count so far, stand behind all others.
*/
function hear(look, hearing) {
	const said = repliesIn(look, hearing).filter(isOfNow(hearing)).filter(isForUs(hearing, look));
	const rankOf = ({ comment }) => (hearing.refusals.get(comment.author?.id ?? 0) ?? 0) + (comment.isInsider ? 0 : 1);
	const isFromPerson = isSerious(hearing.state);
	return {
		serious: said.filter(isFromPerson).toSorted((left, right) => rankOf(left) - rankOf(right)).slice(0, maxSerious),
		other: said.filter((each) => !isFromPerson(each))
	};
}
function repliesIn(look, { trigger, requestCommentId, judged }) {
	const said = [];
	for (const comment of look.comments) {
		if (comment.id === requestCommentId || judged.has(comment.id)) continue;
		const reply = parseReply(comment.body, trigger);
		if (reply !== void 0) said.push({
			comment,
			reply
		});
	}
	return said.toSorted((left, right) => left.comment.id - right.comment.id);
}
/** What was said to an earlier attempt concerns this one only by an id that was taken over from it. */
function isOfNow({ state, startedAt }) {
	return ({ comment, reply }) => comment.createdAt >= startedAt || "ids" in reply && reply.ids.some((id) => entryOf(state, id) !== void 0);
}
/**
* A reply to ids that none of ours is like may be meant for another job's gate: then that gate's comment shows the id, soon
* at the latest. Until it is known to be nobody's, it is not answered at all, or each leg of a matrix would refuse it.
*/
function isForUs({ state }, look) {
	const shown = new Set(look.comments.flatMap(({ body }) => body.includes(gateMarker) ? idsIn(body) : []));
	return ({ comment, reply }) => {
		if (!("ids" in reply)) return true;
		const isOurs = (id) => state.entries.some(({ request }) => isLike(request.id, id));
		if (reply.ids.some(isOurs)) return true;
		return comment.createdAt < look.serverTime - othersMs && !reply.ids.some((id) => shown.has(showRequestId(id)));
	};
}
function idsIn(body) {
	return body.match(/\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/g) ?? [];
}
function isLike(id, other) {
	return [...id].filter((character, at) => character !== other[at]).length <= 3;
}
/** Worth asking GitHub about: a person's answer to a request that exists. */
function isSerious(state) {
	return ({ comment, reply }) => {
		if (comment.author?.type !== "User") return false;
		if (reply.kind === "abort") return true;
		if (reply.kind !== "approve" && reply.kind !== "deny" && reply.kind !== "extend") return false;
		return reply.ids.some((id) => entryOf(state, id) !== void 0);
	};
}
// src/approval/tally.ts
/** The session after one judgement, other than a dismissal, which changes no request. */
function applyJudgement(state, judgement, terms) {
	switch (judgement.kind) {
		case "vote": return castVote(state, judgement.id, judgement.vote);
		case "extension": return changeEntry(state, judgement.id, (entry) => ({
			...entry,
			request: extended(entry.request, judgement.durationMs, terms.maximumWaitMs)
		}));
		case "question": return judgement.ids.reduce((changed, id) => changeEntry(changed, id, (entry) => ({
			...entry,
			explained: true
		})), judgement.ids.length === 0 ? {
			...state,
			helpAsked: true
		} : state);
		case "dismissed":
		case "open": return state;
	}
}
function castVote(state, id, vote) {
	const entry = entryOf(state, id);
	if (entry === void 0) return state;
	const { stage } = entry;
	const votes = [...(stage.kind === "pending" ? stage.votes : []).filter(({ reviewer }) => reviewer.commentId !== vote.reviewer.commentId), vote];
	const review = reviewOf(votes, entry.request.bar.count);
	if (review === void 0) return changeEntry(state, id, (each) => ({
		...each,
		stage: {
			kind: "pending",
			votes
		}
	}));
	if (review.kind === "abort") return {
		...decide(state, id, review),
		abort: review
	};
	return stage.kind === "pending" || !isApproval(review) ? decide(state, id, review) : state;
}
function extended(request, durationMs, maximumWaitMs) {
	const latest = Math.max(request.deadline, request.openedAt + maximumWaitMs);
	return {
		...request,
		deadline: Math.min(latest, request.deadline + durationMs)
	};
}
/**
* Writes new reviews into the store, and lets them answer equal requests: `approved-for-run` those that wait, a denial also
* those that were only approved along with another, so that no is the last word on all of them.
*/
function spread(state, store) {
	for (const { request, stage, answeredUnder } of state.entries) {
		if (stage.kind !== "reviewed") continue;
		if (answeredUnder === request.id || stage.review.kind === "denied") store.remember(approvalKeyOf(request), {
			requestId: request.id,
			review: stage.review
		});
	}
	return {
		...state,
		entries: state.entries.map((entry) => {
			const known = store.find(approvalKeyOf(entry.request));
			if (known === void 0 || !isAnsweredBy(entry, known.review)) return entry;
			return {
				...entry,
				answeredUnder: known.requestId,
				stage: {
					kind: "reviewed",
					review: known.review
				}
			};
		})
	};
}
function isAnsweredBy({ stage, request, answeredUnder }, review) {
	if (stage.kind === "pending") return true;
	return stage.kind === "reviewed" && answeredUnder !== request.id && isApproval(stage.review) && review.kind === "denied";
}
// src/approval/watch.ts
const maxDismissals = 50;
const maxStrangersDismissals = 20;
const silenceMs = 6e5;
const sharedBelow = 950;
/** A watch over one session. Looks never overlap; a second one that is asked for meanwhile shares the first. */
function createWatch(watched, settings) {
	const judged = /* @__PURE__ */ new Set();
	const refusals = /* @__PURE__ */ new Map();
	const acknowledgement = createAcknowledgement(settings.pullRequest);
	let running;
	const note = ({ comment, standing }, reaction) => {
		const author = comment.author?.id ?? 0;
		if (reaction === "-1") refusals.set(author, (refusals.get(author) ?? 0) + 1);
		if (typeof standing === "object") {
			if (mayWrite(standing.role) && isWorthShowing(watched, reaction)) acknowledgement.show(comment.id, reaction);
		} else if (reaction === "-1") acknowledgement.refuse(comment);
	};
	const look = async (request) => {
		const answer = await settings.pullRequest.look(request.createdAt);
		if (answer.kind === "failure") {
			noteFailures(watched, settings, [answer.failure]);
			return;
		}
		noteSuccess(watched, settings, answer.value);
		const { state, startedAt } = watched;
		const { trigger, witness } = settings;
		const hearing = {
			trigger,
			state,
			requestCommentId: request.id,
			startedAt,
			judged,
			refusals
		};
		const { serious, other } = hear(answer.value, hearing);
		if (serious.length + other.length === 0) return;
		const { evidence, failures } = serious.length === 0 ? {
			evidence: [],
			failures: []
		} : await witness.testify(serious, (id) => entryOf(watched.state, id)?.request);
		noteFailures(watched, settings, failures);
		const unasked = {
			detail: "unknown",
			standing: "unknown"
		};
		for (const each of [...evidence, ...other.map((said) => ({
			...said,
			...unasked
		}))]) {
			const judgements = judge(each, {
				entries: watched.state.entries,
				approvers: settings.approvers,
				issueNumber: settings.issueNumber,
				requestCommentId: request.id
			});
			if (!judgements.some(({ kind }) => kind === "open")) judged.add(each.comment.id);
			note(each, takeIn(watched, settings, each.comment, judgements));
		}
	};
	return {
		look: (request) => {
			running ??= look(request).finally(() => {
				running = void 0;
			});
			return running;
		},
		settled: () => acknowledgement.settled()
	};
}
/** The gate's comment says the same as a rocket; where many gates share GitHub's limits, that is enough. */
function isWorthShowing({ remaining = Number.POSITIVE_INFINITY }, reaction) {
	return reaction !== "rocket" || remaining >= sharedBelow;
}
/** Applies what a reply does, and gives the reaction that tells its author. */
function takeIn(watched, settings, comment, judgements) {
	for (const judgement of judgements) {
		if (judgement.kind === "dismissed" && watched.counted.has(comment.id)) continue;
		if (judgement.kind === "dismissed") dismiss(watched, settings, comment, judgement.reason);
		if (judgement.kind === "vote") watched.counted.set(comment.id, comment);
		watched.state = applyJudgement(watched.state, judgement, settings);
	}
	watched.state = spread(watched.state, settings.store);
	if (judgements.every(({ kind }) => kind === "dismissed")) return "-1";
	return judgements.some((judgement) => judgement.kind === "open" || judgement.kind === "vote" && entryOf(watched.state, judgement.id)?.stage.kind === "pending") ? "eyes" : "rocket";
}
/** Each person is told each reason once; what strangers are told leaves room for what reviewers must know. */
function dismiss(watched, settings, comment, reason) {
	const { dismissals } = watched.state;
	const login = comment.author?.login ?? "ghost";
	const isKnown = dismissals.some((each) => each.login === login && each.reason === reason);
	const room = comment.isInsider ? maxDismissals : maxStrangersDismissals;
	if (isKnown || dismissals.length >= room) return;
	const dismissal = {
		commentId: comment.id,
		login,
		reason
	};
	watched.state = {
		...watched.state,
		dismissals: [...dismissals, dismissal]
	};
	settings.journal.record({
		kind: "dismissed",
		dismissal
	});
}
function noteSuccess(watched, settings, look) {
	watched.skewMs = look.serverTime - settings.clock.now();
	watched.failures = 0;
	watched.lastFailure = void 0;
	watched.remaining = look.remaining;
	watched.lastGoodLookAt = settings.clock.now();
	if (watched.state.trouble !== void 0) watched.state = {
		...watched.state,
		trouble: void 0
	};
}
function noteFailures(watched, settings, failures) {
	const [first] = failures;
	if (first === void 0) return;
	watched.failures += 1;
	watched.lastFailure = failures.find(({ retryAfterMs }) => retryAfterMs !== void 0) ?? first;
	const message = `Replies could not be read: ${first.detail}`;
	const silentMs = settings.clock.now() - watched.lastGoodLookAt;
	const isNews = watched.failures === 1 || silentMs > silenceMs && watched.state.trouble === void 0;
	if (silentMs > silenceMs) watched.state = {
		...watched.state,
		trouble: first.detail
	};
	if (isNews) settings.journal.record({
		kind: "note",
		level: "warning",
		message
	});
}
// src/approval/membership.ts
/**
* The lists of the policy, in which each login is looked up once: whoever takes a login over later is not the person
* that the policy means.
*/
function createRolls({ pullRequest, approvers }) {
	const known = new Map([...approvers.users, ...approvers.agents].map((spelled) => [spelled, keepValue(() => accountIdOf(pullRequest, spelled))]));
	return async (account, spelled) => {
		for (const each of spelled) {
			const id = await (known.get(each) ?? (() => accountIdOf(pullRequest, each)))();
			if (id.kind === "failure") return id;
			if (id.value === account.id) return {
				kind: "value",
				value: true
			};
		}
		return {
			kind: "value",
			value: false
		};
	};
}
/** Of the policy's users, teams and code owners, those that the account is one of; in words for people. */
async function membershipsOf(account, requests, { pullRequest, approvers, codeOwnership }, rolls) {
	const user = await rolls(account, approvers.users);
	if (user.kind === "failure") return user;
	const memberships = user.value ? ["listed user"] : [];
	for (const team of approvers.teams) {
		const member = await pullRequest.isTeamMember(team, account.login);
		if (member.kind === "failure") return member;
		if (member.value) memberships.push(`team ${team}`);
	}
	if (!approvers.codeOwners) return {
		kind: "value",
		value: memberships
	};
	const owned = await codeOwnership(account, requests);
	return owned.kind === "failure" ? owned : {
		kind: "value",
		value: [...memberships, ...owned.value]
	};
}
/** Asks until there is a value, and then never again. */
function keepValue(ask) {
	let kept;
	return async () => {
		const answer = kept ?? await ask();
		if (answer.kind === "value") kept = answer;
		return answer;
	};
}
async function accountIdOf(pullRequest, spelled) {
	if (/^\d+$/.test(spelled)) return {
		kind: "value",
		value: Number(spelled)
	};
	const account = await pullRequest.account(spelled.replace(/^@/, ""));
	return account.kind === "failure" ? account : {
		kind: "value",
		value: account.value?.id
	};
}
// src/approval/witness.ts
const maxPeoplePerLook = 20;
/** A witness over one pull request. */
function createWitness(settings) {
	const standingOf = createStandings(settings);
	return {
		standingOf,
		testify: async (said, requestOf) => {
			const details = await settings.pullRequest.reread(said.map(({ comment }) => comment.nodeId));
			const evidence = [];
			const failures = failureOf(details);
			const asked = /* @__PURE__ */ new Map();
			for (const each of said) {
				const key = questionOf(each);
				if (!asked.has(key) && asked.size < maxPeoplePerLook) {
					const standing = await standingFor(each, requestOf, standingOf);
					asked.set(key, standing);
					failures.push(...failureOf(standing));
				}
				const standing = asked.get(key);
				evidence.push({
					...each,
					detail: detailOf(each.comment, details),
					standing: standing?.kind === "value" ? standing.value ?? "nobody" : "unknown"
				});
			}
			return {
				evidence,
				failures
			};
		}
	};
}
function questionOf({ comment, reply }) {
	return JSON.stringify([comment.author?.id, "ids" in reply ? reply.ids : []]);
}
async function standingFor({ comment, reply }, requestOf, standingOf) {
	if (comment.author === void 0) return {
		kind: "value",
		value: void 0
	};
	const requests = ("ids" in reply ? reply.ids : []).map(requestOf);
	return await standingOf(comment.author, requests.filter((request) => request !== void 0));
}
function failureOf(answer) {
	return answer?.kind === "failure" ? [answer.failure] : [];
}
function detailOf(comment, details) {
	if (details.kind === "failure") return "unknown";
	return details.value.find((detail) => detail.nodeId === comment.nodeId) ?? "deleted";
}
function createStandings(settings) {
	const { pullRequest, approvers } = settings;
	const participants = keepValue(() => pullRequest.participants());
	const rolls = createRolls(settings);
	return async (account, requests) => {
		const role = await roleFor(account, pullRequest);
		if (role.kind === "failure") return role;
		if (role.value === void 0) return {
			kind: "value",
			value: void 0
		};
		const family = await participants();
		if (family.kind === "failure") return family;
		const agent = await rolls(account, approvers.agents);
		if (agent.kind === "failure") return agent;
		const memberships = await membershipsOf(account, requests, settings, rolls);
		if (memberships.kind === "failure") return memberships;
		return {
			kind: "value",
			value: {
				account,
				role: role.value,
				interest: interestOf(account, family.value, settings.interested),
				agent: agent.value,
				memberships: memberships.value
			}
		};
	};
}
/** Undefined when the account is gone, or its login has been taken by somebody else. */
async function roleFor(account, pullRequest) {
	const role = await pullRequest.roleOf(account.login);
	const isGone = role.kind === "failure" && role.failure.kind === "missing";
	const isOther = role.kind === "value" && role.value.userId !== account.id;
	return isGone || isOther ? {
		kind: "value",
		value: void 0
	} : role;
}
function interestOf(account, participants, interested) {
	if (participants.some(({ id }) => id === account.id)) return "an author or committer of this pull request";
	const login = account.login.toLowerCase();
	const isMe = ({ id, login: other }) => id === void 0 ? other.toLowerCase() === login : id === account.id;
	return interested.find(isMe)?.as;
}
// src/approval/desk.ts
/** A desk on which nothing lies yet. */
function createDesk(settings) {
	const { clock, context, pullRequest } = settings;
	const sessionLine = sessionMarker(hex(settings.random(16)));
	const watched = {
		state: emptySession,
		counted: /* @__PURE__ */ new Map(),
		skewMs: 0,
		failures: 0,
		lastFailure: void 0,
		remaining: void 0,
		lastGoodLookAt: clock.now(),
		startedAt: 0
	};
	const store = createApprovalStore();
	const notice = createNotice({
		pullRequest,
		clock,
		sessionMarker: sessionLine
	});
	const witness = createWitness(settings);
	const watch = createWatch(watched, {
		...settings,
		witness,
		store,
		issueNumber: context.number
	});
	const serverNow = () => clock.now() + watched.skewMs;
	const draw = () => settings.render({
		...watched.state,
		marker: [
			runMarker(context),
			sessionLine,
			recordLine(watched.state, desk.legacy)
		].join("\n"),
		trigger: settings.trigger,
		approvers: settings.approvers,
		links: settings.links,
		headSha: context.headSha,
		now: serverNow()
	});
	const publish = (patienceMs) => notice.publish(() => draw().body, patienceMs);
	const nonce = () => hex(settings.random(16));
	const desk = {
		settings,
		watched,
		store,
		notice,
		witness,
		watch,
		serverNow,
		draw,
		publish,
		nonce,
		legacy: void 0
	};
	return desk;
}
const refreshMs = 15e3;
/** Brings the comment up to date, or leaves that to the next time and says so once. Nothing else depends on it. */
async function refresh(desk) {
	const wasBehind = desk.notice.isBehind();
	const answer = await desk.publish(refreshMs);
	if (answer.kind === "value" || wasBehind) return;
	const message = `The comment on the pull request is out of date: ${answer.failure.detail}`;
	desk.settings.journal.record({
		kind: "note",
		level: "warning",
		message
	});
}
function hex(bytes) {
	return Buffer.from(bytes).toString("hex");
}
// src/approval/schedule.ts
const stages = [
	{
		untilMs: 12e4,
		everyMs: 5e3
	},
	{
		untilMs: 6e5,
		everyMs: 15e3
	},
	{
		untilMs: 36e5,
		everyMs: 3e4
	}
];
const lastStageMs = 6e4;
const shared = [
	{
		below: 200,
		everyMs: 6e4
	},
	{
		below: 850,
		everyMs: 12e3
	},
	{
		below: 950,
		everyMs: 8e3
	}
];
/**
* How long to wait before the next look: short while somebody may be at it, longer later, a fifth more or less by
* chance, longer after failures, when told so, and the more of the repository's requests others have spent. Never past the deadline,
* where the last look is due.
*/
function nextLookMs(moment) {
	const base = stages.find(({ untilMs }) => moment.waitedMs < untilMs)?.everyMs ?? lastStageMs;
	const backedOff = moment.failures === 0 ? base : Math.min(lastStageMs, base * 2 ** (moment.failures - 1));
	const { remaining = Number.POSITIVE_INFINITY } = moment;
	const patient = Math.max(backedOff, shared.find(({ below }) => remaining < below)?.everyMs ?? 0);
	const jittered = Math.round(patient * (.8 + .4 * moment.random));
	return Math.max(0, Math.min(moment.leftMs, Math.max(jittered, moment.retryAfterMs ?? 0)));
}
// src/approval/look.ts
/** Looks at the conversation once, and shows in the comment what changed by it. */
async function lookOnce(desk) {
	const before = desk.watched.state;
	const comment = desk.notice.comment();
	if (comment === void 0) return;
	await desk.watch.look(comment);
	const { state } = desk.watched;
	if (desk.notice.isBehind() || state !== before && !isShownByUse(before, state)) await refresh(desk);
}
/** All that is new are approvals, and nothing waits any more: the edit that marks them as used comes at once, and shows them. */
function isShownByUse(before, after) {
	return after.entries.every(({ stage }, index) => {
		const was = before.entries[index]?.stage;
		return stage === was || was?.kind === "pending" && stage.kind === "reviewed" && isApproval(stage.review);
	}) && pendingEntries(after).length === 0 && after.dismissals === before.dismissals;
}
/** Milliseconds until the next look is due. */
function pauseMs$1({ watched, settings, serverNow }) {
	const pending = pendingEntries(watched.state).map(({ request }) => request);
	const now = serverNow();
	const leastMs = watched.failures > 0 ? 5e3 : 0;
	return nextLookMs({
		waitedMs: now - Math.max(...pending.map(({ openedAt }) => openedAt)),
		leftMs: Math.max(leastMs, Math.min(...pending.map(({ deadline }) => deadline - now))),
		failures: watched.failures,
		retryAfterMs: watched.lastFailure?.retryAfterMs,
		remaining: watched.remaining,
		random: (settings.random(1)[0] ?? 0) / 256
	});
}
// src/approval/recheck.ts
/**
* What has moved since the approval was given, in one sentence; undefined when nothing has. Every approver, the pull
* request, the policy and the scripts are read again, because all of them can change while people think.
*/
async function whatMoved(claim, ground) {
	const checks = [
		pullRequestMoved,
		policyMoved,
		scriptsMoved,
		repliesMoved
	];
	for (const check of checks) {
		const moved = await check(claim, ground);
		if (moved.kind === "failure" || moved.value !== void 0) return moved;
	}
	return still;
}
async function pullRequestMoved(_claim, ground) {
	const state = await ground.pullRequest.state();
	if (state.kind === "failure") return state;
	if (!state.value.open) return moved("the pull request is closed");
	if (state.value.headSha === ground.context.headSha) return still;
	return moved(`the pull request's head moved from ${ground.context.headSha} to ${state.value.headSha}`);
}
async function policyMoved(_claim, ground) {
	const digest = await ground.policyDigest();
	if (digest.kind === "failure") return digest;
	return digest.value === ground.context.policyDigest ? still : moved("the policy changed");
}
async function scriptsMoved({ request }, ground) {
	for (const script of request.scripts) if (await ground.scriptDigest(script.path, request) !== script.digest) return moved("a script that the command runs changed");
	return still;
}
async function repliesMoved(claim, ground) {
	const known = claim.by.map(({ commentId }) => claim.comments.get(commentId ?? 0)).filter((comment) => comment !== void 0);
	if (new Set(claim.by.map(({ userId }) => userId)).size < claim.request.bar.count) return moved("it needs more approvals than it has");
	if (known.length < claim.by.length) return moved("an approving reply was deleted");
	const details = await ground.pullRequest.reread(known.map(({ nodeId }) => nodeId));
	if (details.kind === "failure") return details;
	for (const comment of known) {
		const reason = whyNotFromRecord(comment, details.value.find(({ nodeId }) => nodeId === comment.nodeId), {
			issueNumber: ground.context.number,
			requestCommentId: claim.requestCommentId,
			openedAt: claim.answered.openedAt,
			deadline: claim.answered.deadline,
			apps: ground.approvers.apps,
			emailCounts: emailCountsFor(claim.request)
		}) ?? await authorMoved(comment.author, claim, ground);
		if (typeof reason === "object") return reason;
		if (reason !== void 0) return moved(`the reply of ${comment.author?.login ?? "nobody"} no longer counts: ${reason}`);
	}
	return still;
}
async function authorMoved(author, claim, ground) {
	if (author === void 0) return "its author has no account any more";
	const standing = await ground.witness.standingOf(author, [claim.request]);
	if (standing.kind === "failure") return standing;
	if (standing.value === void 0) return "its author has no account here any more";
	const permit = mayApprove(standing.value, ground.approvers, claim.request.bar);
	return permit.kind === "withheld" ? permit.reason : void 0;
}
const still = {
	kind: "value",
	value: void 0
};
function moved(reason) {
	return {
		kind: "value",
		value: reason
	};
}
// src/approval/consume.ts
const patienceMs$5 = 15e4;
const freshMs = 2e3;
/**
* Looks once more for a denial, reads everything again that the approval rests on, and has the comment say that it is
* used; only then gives it out, and only once.
*/
async function consumeReview(desk, request, review, triesLeft = 5) {
	if (!isApproval(review)) return review;
	const seen = await persist(desk.settings.clock, () => lookAgain(desk), patienceMs$5);
	if (seen.kind === "failure") return noAnswer("replies could not be read again", seen.failure);
	const entry = entryOf(desk.watched.state, request.id);
	if (entry === void 0 || entry.stage.kind === "pending") return unavailable$4("nobody approved this request");
	if (entry.stage.kind !== "reviewed") return {
		kind: "void",
		reason: "this approval was already used"
	};
	const approved = entry.stage.review;
	if (!isApproval(approved)) return approved;
	desk.watched.state = changeEntry(desk.watched.state, request.id, (each) => ({
		...each,
		stage: {
			kind: "running",
			review: approved
		}
	}));
	const seenAt = desk.settings.clock.now();
	const early = await objectionTo(desk, entry.answeredUnder, request, approved);
	if (early === void 0 && triesLeft > 0 && desk.settings.clock.now() - seenAt > freshMs) {
		desk.watched.state = changeEntry(desk.watched.state, request.id, (each) => ({
			...each,
			stage: {
				kind: "reviewed",
				review: approved
			}
		}));
		return await consumeReview(desk, request, approved, triesLeft - 1);
	}
	const objection = early ?? await checkAndMark(desk, entry.answeredUnder, request, approved);
	if (objection === void 0) return approved;
	desk.watched.state = changeEntry(desk.watched.state, request.id, (each) => ({
		...each,
		stage: {
			kind: "reviewed",
			review: objection
		}
	}));
	await refresh(desk);
	return objection;
}
/** A denial could stand where the look failed, so only a good one will do. */
async function lookAgain(desk) {
	await lookOnce(desk);
	const { lastFailure } = desk.watched;
	return lastFailure === void 0 ? {
		kind: "value",
		value: void 0
	} : {
		kind: "failure",
		failure: lastFailure
	};
}
async function objectionTo(desk, answeredUnder, request, review) {
	const { settings, watched, witness } = desk;
	const answered = entryOf(watched.state, answeredUnder)?.request;
	const comment = desk.notice.comment();
	if (review.kind !== "approved" && review.kind !== "approved-for-run") return review;
	if (answered === void 0 || comment === void 0) return unavailable$4("nobody approved this request");
	const claim = {
		request,
		answered,
		by: review.by,
		comments: watched.counted,
		requestCommentId: comment.id
	};
	const moved = await persist(settings.clock, () => whatMoved(claim, {
		...settings,
		witness
	}), patienceMs$5);
	if (moved.kind === "failure") return noAnswer("the approval could not be read again", moved.failure);
	return moved.value === void 0 ? void 0 : {
		kind: "void",
		reason: moved.value
	};
}
/**
* Has GitHub confirm that everybody can see that the approval is used: the mark that outlives this process. Where marking
* took long, it checks once more, so that little can have moved when the command starts.
*/
async function checkAndMark(desk, answeredUnder, request, review) {
	const { clock } = desk.settings;
	const checkedAt = clock.now();
	const shown = await desk.notice.publishNow(() => desk.draw().body, patienceMs$5);
	if (shown.kind === "failure") return noAnswer("the comment could not be marked as used", shown.failure);
	return clock.now() - checkedAt <= freshMs ? void 0 : await objectionTo(desk, answeredUnder, request, review);
}
function noAnswer(what, failure) {
	return unavailable$4(`${what}: ${failure.detail}`);
}
function unavailable$4(reason) {
	return {
		kind: "unavailable",
		reason,
		hint: void 0
	};
}
// src/approval/legacy.ts
/** Nothing was left. */
const noLegacy = {
	open: [],
	openedAt: 0
};
// src/approval/permissions.ts
const rights = {
	"pull-request": ["contents: read", "pull-requests: write"],
	issue: [
		"contents: read",
		"issues: write",
		"pull-requests: read"
	],
	resume: [
		"actions: write",
		"contents: read",
		"pull-requests: write"
	]
};
/** The block to paste into a workflow's job, so that people can be asked there, or a job be started again after an answer. */
function permissionsBlock(place) {
	return [
		"permissions:",
		...rights[place].map((right) => `  ${right}`),
		""
	].join("\n");
}
// src/approval/recover.ts
/**
* Finds the comment of an earlier attempt and goes on with it, so that a re-run makes no second one. Its record counts
* only where this account alone wrote it; requests in any doubt are not taken over, and so are asked anew. A failure when
* nobody can tell whether there is such a comment.
*/
async function recover(desk) {
	const { settings, notice } = desk;
	if (settings.context.runAttempt <= 1) return taken(noLegacy);
	const marker = runMarker(settings.context);
	const found = await persist(settings.clock, () => settings.pullRequest.findOwn(marker), settings.timeoutMs);
	if (found.kind === "failure") return found;
	const comment = found.value.find(({ foreignEdit }) => !foreignEdit);
	if (comment === void 0) {
		if (found.value.length > 0) note(desk, "Somebody edited the comment of the earlier attempt; all is asked anew.");
		return taken(noLegacy);
	}
	notice.adopt(comment);
	const record = parseRecord(comment.body);
	if (record === void 0 || settings.reuseApprovals === "never") return taken(noLegacy);
	return taken({
		open: record.requests.filter(({ state }) => state === "open"),
		openedAt: comment.createdAt
	});
}
function taken(legacy) {
	return {
		kind: "value",
		value: legacy
	};
}
function note(desk, message) {
	desk.settings.journal.record({
		kind: "note",
		level: "warning",
		message
	});
}
// src/approval/open.ts
const maxOpen = 20;
const maxInRun = 100;
/**
* Opens requests: gives each its id, shows all of them in one visit, and decides at once those that nobody needs to be
* asked about (an equal one was approved for the run, or denied) and those that nobody can be asked about.
*/
async function openRequests(desk, drafts) {
	const { watched } = desk;
	const obstacle = await obstacleTo(desk) ?? (desk.legacy === void 0 ? await begin(desk) : void 0);
	const opened = [];
	for (const draft of drafts) {
		const entry = entryFor$1(desk, draft);
		opened.push(entry);
		watched.state = {
			...watched.state,
			entries: [...watched.state.entries, entry]
		};
		const review = obstacle ?? watched.state.abort ?? reviewWithoutAsking(desk);
		if (entry.stage.kind === "pending" && review !== void 0) watched.state = decide(watched.state, entry.request.id, review);
	}
	const mine = new Set(opened.map(({ request }) => request.id));
	if (pendingEntries(watched.state).filter(({ request }) => mine.has(request.id)).length > 0) await show(desk);
	return opened.map(({ request }) => request);
}
async function obstacleTo({ settings, watched }) {
	const state = await persist(settings.clock, () => settings.pullRequest.state(), settings.timeoutMs);
	if (state.kind === "failure") return unavailable$3(`the pull request could not be read: ${state.failure.detail}`, hintFor(state.failure));
	watched.skewMs = state.value.serverTime - settings.clock.now();
	if (!state.value.open) return unavailable$3("the pull request is closed");
	if (state.value.headSha === settings.context.headSha) return void 0;
	return unavailable$3(`the pull request moved on to ${state.value.headSha} since this run started`);
}
/** Takes over what an earlier attempt left. While that can't be read, a second comment could ask what a first one asks. */
async function begin(desk) {
	desk.watched.startedAt = Math.floor(desk.serverNow() / 1e3) * 1e3;
	const legacy = await recover(desk);
	if (legacy.kind === "value") desk.legacy = legacy.value;
	else return unavailable$3(`the comment of the earlier attempt could not be looked for: ${legacy.failure.detail}`, hintFor(legacy.failure));
}
function entryFor$1(desk, draft) {
	const { settings, serverNow, store, watched } = desk;
	const level = draft.assessment.kind === "assessed" ? draft.assessment.riskLevel : void 0;
	const now = serverNow();
	const terms = {
		bar: barFor(settings.approvers, level),
		openedAt: now,
		deadline: now + settings.timeoutMs
	};
	const fresh = {
		nonce: desk.nonce(),
		openedAt: now
	};
	const content = bindRequest(draft, settings.context, fresh.nonce, terms).contentDigest;
	const taken = new Set(watched.state.entries.map(({ nonce }) => nonce));
	const { open, openedAt: leftAt } = desk.legacy ?? noLegacy;
	const left = open.find((each) => each.contentDigest === content && !taken.has(each.nonce));
	const { nonce, openedAt } = left === void 0 ? fresh : {
		nonce: left.nonce,
		openedAt: leftAt
	};
	const request = bindRequest(draft, settings.context, nonce, {
		...terms,
		openedAt
	});
	const known = store.find(approvalKeyOf(draft));
	return {
		request,
		nonce,
		answeredUnder: known?.requestId ?? request.id,
		explained: false,
		stage: known === void 0 ? {
			kind: "pending",
			votes: []
		} : {
			kind: "reviewed",
			review: known.review
		}
	};
}
/** Stops a flood of requests, under which a reviewer would wave through anything. */
function reviewWithoutAsking({ watched }) {
	if (watched.state.entries.length > maxInRun) return unavailable$3(`this run has already asked for ${maxInRun} approvals, which is as many as it may`);
	if (pendingEntries(watched.state).length > maxOpen) return unavailable$3(`${maxOpen} requests are open already, which is as many as may wait at once`);
}
/** Shows the comment. A request that it can't show in full is not asked at all: nobody approves what nobody can read. */
async function show(desk) {
	const { watched } = desk;
	for (const id of desk.draw().omitted) watched.state = decide(watched.state, id, unavailable$3("the command is too long to be shown to a reviewer"));
	const shown = await desk.publish(desk.settings.timeoutMs);
	if (shown.kind === "value") return;
	const review = unavailable$3(`nobody could be asked: ${shown.failure.detail}`, hintFor(shown.failure));
	for (const { request } of pendingEntries(watched.state)) watched.state = decide(watched.state, request.id, review);
}
function hintFor(failure) {
	if (failure.kind !== "forbidden" && failure.kind !== "missing") return void 0;
	return `Give the job these permissions:\n\n${permissionsBlock("pull-request")}\nA pull request from a fork gets a token that can only read; nobody can be asked there.`;
}
function unavailable$3(reason, hint) {
	return {
		kind: "unavailable",
		reason,
		hint
	};
}
// src/approval/reviewers.ts
const closingMs = 4e3;
const lastLookMs = 6e4;
const coalescingMs = 2e3;
/**
* Reviewers who answer by comments on a pull request. Nothing it does throws, and whatever it can't find out closes the
* gate: an approval comes back only from `consume`, after everything it rests on was read again and the comment shows
* that it is used.
*/
function createReviewers(settings) {
	return reviewersAt(createDesk(settings));
}
/** The same at a desk that somebody else may look at too. */
function reviewersAt(desk) {
	const ended = new AbortController();
	return {
		commentUrl: () => desk.notice.comment()?.url,
		open: (drafts) => openRequests(desk, drafts),
		review: (request, signal) => waitForReview(desk, request, signal),
		consume: (request, review) => consumeReview(desk, request, review),
		settle: async (request, outcome) => {
			desk.watched.state = changeEntry(desk.watched.state, request.id, (entry) => {
				const review = entry.stage.kind === "pending" ? unavailable$2("nobody was asked") : entry.stage.review;
				return {
					...entry,
					stage: {
						kind: "settled",
						review,
						outcome
					}
				};
			});
			if (desk.notice.comment() !== void 0) refreshSoon(desk, ended.signal);
		},
		close: async (conclusion) => {
			ended.abort();
			desk.watched.state = {
				...desk.watched.state,
				conclusion
			};
			if (desk.notice.comment() === void 0) return;
			const said = new AbortController();
			const lastWords = refresh(desk).then(() => desk.watch.settled()).finally(() => said.abort());
			await (conclusion === "cancelled" ? Promise.race([lastWords, desk.settings.clock.sleep(closingMs, said.signal)]) : lastWords);
		}
	};
}
/** Shows what came of a command, unless the run ends meanwhile: its last words show that too, and one edit is enough. */
async function refreshSoon(desk, ended) {
	await desk.settings.clock.sleep(coalescingMs, ended);
	if (!ended.aborted) await refresh(desk);
}
async function waitForReview(desk, request, signal) {
	for (;;) {
		const review = reviewNow$1(desk, request.id, signal);
		if (review !== void 0) return review;
		await lookUntil(desk, request.id);
		if (reviewNow$1(desk, request.id, signal) === void 0) await desk.settings.clock.sleep(pauseMs$1(desk), signal);
	}
}
/** The review that is already there, or the reason why none will come. */
function reviewNow$1({ watched, notice }, id, signal) {
	const entry = entryOf(watched.state, id);
	if (entry === void 0) return unavailable$2("this request was never opened");
	if (entry.stage.kind !== "pending") return entry.stage.review;
	if (notice.comment() === void 0) return unavailable$2("the request could not be shown to anybody");
	return signal.aborted ? {
		kind: "abort",
		by: void 0,
		note: "the run was cancelled"
	} : void 0;
}
/**
* Looks, and ends the request when its time was over before the look: so the last look finds all that came in time. A
* last look that fails is tried again for a while.
*/
async function lookUntil(desk, id) {
	const { watched, serverNow } = desk;
	const overdueMs = () => serverNow() - (entryOf(watched.state, id)?.request.deadline ?? 0);
	const wasOverdueMs = overdueMs();
	await lookOnce(desk);
	if (entryOf(watched.state, id)?.stage.kind !== "pending") return;
	if (wasOverdueMs < 0 || overdueMs() < 0) return;
	if (watched.failures > 0 && wasOverdueMs < lastLookMs) return;
	watched.state = decide(watched.state, id, { kind: "timed-out" });
	await refresh(desk);
}
function unavailable$2(reason) {
	return {
		kind: "unavailable",
		reason,
		hint: void 0
	};
}
// src/approval/waiting.ts
/** What every such comment holds. */
const waitsMarker = "<!-- command-gate:waits ";
const lineForm = /^<!-- command-gate:waits (\[.*\]) -->$/m;
const count = int().nonnegative();
const lineShape = tuple([
	string().regex(/^\d{1,20}$/),
	count,
	count,
	string().regex(/^[\w-]{1,200}$/),
	string().regex(/^[0-9a-f]{40,64}$/),
	array(tuple([
		string().regex(/^[0-9A-Z]{10}$/),
		_enum([
			"low",
			"medium",
			"high",
			"none"
		]),
		count,
		count,
		string().regex(/^[0-9a-f]{16}$/)
	])).max(100)
]);
/** The hidden line for the requests that still can be used. Holds no text of a command. */
function waitsLine(job, view, firstDeadlines) {
	const requests = view.entries.filter(isUnused).map(({ request }) => [
		request.id,
		request.assessment.kind === "assessed" ? request.assessment.riskLevel : "none",
		request.openedAt,
		firstDeadlines.get(request.id) ?? request.deadline,
		digestOf(approvalKeyOf(request)).slice(0, 16)
	]);
	const jobKey = job.jobKey.replaceAll(/[^\w-]/g, "");
	const line = [
		job.runId,
		job.runAttempt,
		job.jobId,
		jobKey === "" ? "job" : jobKey,
		job.headSha,
		requests
	];
	return `${waitsMarker}${JSON.stringify(line)} -->`;
}
function isUnused({ stage }) {
	return stage.kind === "pending" || stage.kind === "reviewed" && isApproval(stage.review);
}
/**
* Reads the line again, from a comment that this account wrote and nobody else edited; of any other comment it proves
* nothing. Undefined where there is none, or one of another shape.
*/
function parseWaiting(body) {
	const [, text] = lineForm.exec(body) ?? [];
	const read = lineShape.safeParse(jsonOf(text));
	if (!read.success) return void 0;
	const [runId, runAttempt, jobId, jobKey, headSha, rows] = read.data;
	const requests = rows.map(([id, level, openedAt, deadline, key]) => ({
		id,
		level,
		openedAt,
		deadline,
		key
	}));
	return {
		job: {
			runId,
			runAttempt,
			jobId,
			jobKey,
			headSha
		},
		requests
	};
}
function jsonOf(text) {
	if (text === void 0) return void 0;
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
// src/approval/detached.ts
const patienceMs$4 = 6e4;
/**
* Reviewers who are asked and not waited for: a review is what the conversation says now, or `pending`. The comment then
* stays open and names the job that an answer starts again; a request keeps its first deadline through all attempts.
*/
function createDetachedReviewers(settings) {
	const first = /* @__PURE__ */ new Map();
	const settled = /* @__PURE__ */ new Set();
	const desk = createDesk({
		...settings,
		render: (view) => {
			for (const { request } of view.entries) if (!first.has(request.id)) first.set(request.id, request.deadline);
			const due = withFirstDeadlines(view, first, settled);
			return settings.render({
				...due,
				marker: `${view.marker}\n${waitsLine(settings.job, due, first)}`
			});
		}
	});
	const reviewers = reviewersAt(desk);
	let earlier;
	return {
		...reviewers,
		open: async (drafts) => {
			earlier ??= recall(desk);
			const kept = await earlier;
			for (const { id, deadline } of kept) first.set(id, deadline);
			const opened = await reviewers.open(drafts);
			desk.watched.state = withFirstDeadlines(desk.watched.state, first, settled);
			const takenOver = opened.filter(({ id }) => kept.some((request) => request.id === id));
			for (const { openedAt } of takenOver) desk.watched.startedAt = Math.min(desk.watched.startedAt, openedAt);
			for (const { id } of opened) settled.add(id);
			return opened.map((request) => entryOf(desk.watched.state, request.id)?.request ?? request);
		},
		review: (request) => reviewNow(desk, request.id),
		close: async (conclusion) => {
			if (conclusion === "cancelled" || conclusion.outcome !== "pending") return await reviewers.close(conclusion);
			if (desk.notice.comment() !== void 0) await refresh(desk);
			await desk.watch.settled();
		}
	};
}
/** The requests that an earlier attempt left. Only a comment that this account alone wrote tells of them. */
async function recall(desk) {
	const { clock, context, pullRequest } = desk.settings;
	if (context.runAttempt <= 1) return [];
	const found = await persist(clock, () => pullRequest.findOwn(runMarker(context)), patienceMs$4);
	if (found.kind === "failure") return [];
	const comment = found.value.find(({ foreignEdit }) => !foreignEdit);
	if (comment === void 0 || parseRecord(comment.body)?.isClosed !== false) return [];
	return parseWaiting(comment.body)?.requests ?? [];
}
/** The first deadlines where no extension can have been read yet. */
function withFirstDeadlines(view, first, settled) {
	const entries = view.entries.map((entry) => {
		const deadline = settled.has(entry.request.id) ? void 0 : first.get(entry.request.id);
		return deadline === void 0 ? entry : {
			...entry,
			request: {
				...entry.request,
				deadline
			}
		};
	});
	return {
		...view,
		entries
	};
}
/** What the conversation says now. A look that fails leaves the request pending: nobody is waited for, nothing is lost. */
async function reviewNow(desk, id) {
	const { watched, settings } = desk;
	const entry = entryOf(watched.state, id);
	if (entry === void 0 || desk.notice.comment() === void 0) return unavailable$1(entry?.stage);
	if (entry.stage.kind !== "pending") return entry.stage.review;
	const isOverdue = desk.serverNow() >= entry.request.deadline;
	const looked = await persist(settings.clock, async () => {
		await lookOnce(desk);
		const { lastFailure } = watched;
		return lastFailure === void 0 ? {
			kind: "value",
			value: void 0
		} : {
			kind: "failure",
			failure: lastFailure
		};
	}, patienceMs$4);
	const seen = entryOf(watched.state, id);
	if (seen !== void 0 && seen.stage.kind !== "pending") return seen.stage.review;
	const isStillOverdue = desk.serverNow() >= (seen?.request.deadline ?? 0);
	if (looked.kind === "failure" || !isOverdue || !isStillOverdue) return { kind: "pending" };
	watched.state = decide(watched.state, id, { kind: "timed-out" });
	return { kind: "timed-out" };
}
function unavailable$1(stage) {
	if (stage !== void 0 && stage.kind !== "pending") return stage.review;
	return {
		kind: "unavailable",
		reason: "the request could not be shown to anybody",
		hint: void 0
	};
}
// src/report/comment-command.ts
/**
* The exact command, whole. What can't be seen in it is spelled out; where it is not plain printable ASCII it is given
* a second time as JSON, so that look-alike letters and odd blanks can't pass for others. Length and digest are of the
* true text, also where a secret in it is masked.
*/
function renderCommand(command, redact) {
	const shown = redact(command.run);
	const isPlain = /^[\x20-\x7e\n]*$/.test(shown.text) && !/[ \n]$|^[ \n]|\n\n\n/.test(shown.text);
	const env = Object.entries(command.env).map(([name, value]) => `${name}=${JSON.stringify(redact(value).text)}`);
	return [
		fence(shown.text, command.shell === "sh" ? "sh" : "bash"),
		...isPlain ? [] : ["It holds characters that are easily mistaken. The same as JSON, line by line:", fence(asciiJson(shown.text), "json")],
		...shown.changed ? ["Secrets in it are masked here; the length and digest below are of the true text."] : [],
		...env.length === 0 ? [] : ["With these variables set:", fence(env.join("\n"))],
		`<sub>${factsOf$1(command)}</sub>`
	].join("\n\n");
}
function factsOf$1(command) {
	const bytes = Buffer.byteLength(command.run);
	const digest = createHash("sha256").update(command.run).digest("hex");
	return [
		`Command ${command.index + 1} of the list: ${inlineCode(command.name ?? command.id)}`,
		`${command.shell} in ${inlineCode(command.workingDirectory)}`,
		showBytes(bytes),
		`SHA-256 ${digest}`
	].join(" · ");
}
/** An array of the lines as JSON in which every character beyond ASCII is an escape. */
function asciiJson(text) {
	return `[\n${text.split("\n").map((line) => `  ${JSON.stringify(line)}`).join(",\n")}\n]`.replace(/[^\n\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
// src/report/comment-grant.ts
/** What a yes does, in one sentence of our own words: which attempt, what it may then do more than before, and no more. */
function grantSentence(request) {
	const { grantAfter, grantBefore } = request;
	switch (request.action) {
		case "apply": {
			const count = request.changes?.paths.length ?? 0;
			return `the ${count === 1 ? "change" : `${count} changes`} shown above ${count === 1 ? "is" : "are"} written as recorded. Nothing runs again.`;
		}
		case "run": return `it runs once, ${mayDo(grantAfter, grantBefore)}.`;
		case "retry": return `it runs once more, ${mayDo(grantAfter, grantBefore)}.`;
	}
}
function mayDo(after, before) {
	if (after.kind === "unsandboxed") return `<b>outside the sandbox</b>, with all that the job's user may do${secrets(after.env, "anywhere")}`;
	const old = before?.kind === "sandboxed" ? before : void 0;
	const hosts = after.network.map(showHost);
	const more = [
		...after.mode === "workspace-write" && old?.mode === "read-only" ? ["write the workspace"] : [],
		...listed$1("write", added(after.write, old?.write ?? [])),
		...listed$1("reach", added(hosts, old?.network.map(showHost) ?? []))
	];
	const wider = more.length === 0 ? "" : `, where it may also ${more.join(", and ")}`;
	const reach = hosts.length === 0 ? "nowhere: it has no network" : hosts.map(inlineCode).join(", ");
	return `still in the sandbox${wider}${secrets(added(after.env, old?.env ?? []), reach)}; nothing else changes`;
}
/** Which secrets the command would see, and where it could take them. */
function secrets(names, reach) {
	if (names.length === 0) return "";
	return `, and <b>it sees the value of</b> ${names.map(inlineCode).join(", ")}, which it could send ${reach.startsWith("nowhere") || reach === "anywhere" ? reach : `to ${reach}`}`;
}
function added(items, old) {
	return items.filter((item) => !old.includes(item));
}
function listed$1(verb, items) {
	return items.length === 0 ? [] : [`${verb} ${items.map(inlineCode).join(", ")}`];
}
// src/report/comment-time.ts
/** `22 Nov 2026, 14:32 UTC`: the same for every reader, and short. */
function showMoment(at) {
	const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(at).toUTCString()) ?? [];
	return `${day} ${month} ${year}, ${time?.slice(0, 5)} UTC`;
}
// src/report/comment-answered.ts
/** A request that is answered: by whom, when, what came of it; the command folded below. */
function renderAnswered(entry, _view, detail, redact) {
	const { request, stage } = entry;
	if (stage.kind === "pending") return "";
	const head = `**${showRequestId(request.id)}** ${reviewSentence(stage.review, redact)} ${whatHappened(entry, redact)}`;
	if (detail === "bare") return head;
	return `${head}\n\n<details><summary>Command</summary>\n\n${[renderCommand(request.command, redact), `It was asked: ${grantSentence(request)}`].join("\n\n")}\n\n</details>`;
}
function reviewSentence(review, redact) {
	switch (review.kind) {
		case "approved": return `approved by ${review.by.map(personWords).join(" and ")}.${noteWords(review.note, redact)}`;
		case "approved-for-run": return `approved for the rest of this run by ${review.by.map(personWords).join(" and ")}.${noteWords(review.note, redact)}`;
		case "denied": return `denied${review.by === void 0 ? "" : ` by ${personWords(review.by)}`}.${noteWords(review.note, redact)}`;
		case "abort": return `aborted${review.by === void 0 ? "" : ` by ${personWords(review.by)}`}.${noteWords(review.note, redact)}`;
		case "pending": return "waits for an answer.";
		case "timed-out": return "was refused: nobody who may answered in time.";
		case "unavailable": return `was refused without being asked: ${escapeProse(redact(review.reason).text)}.`;
		case "void": return `is void: ${escapeProse(redact(review.reason).text)}.`;
	}
}
function personWords(reviewer) {
	const login = inlineCode(reviewer.login);
	return `${/^https?:\/\/[^\s()<>[\]"'`\\]+$/.test(reviewer.commentUrl ?? "") ? `[${login}](${reviewer.commentUrl})` : login} (${escapeProse(reviewer.by)}, ${showMoment(reviewer.at)})`;
}
function noteWords(note, redact) {
	return note === void 0 ? "" : ` Reason: ${inlineCode(redact(note).text)}.`;
}
function whatHappened({ stage }, redact) {
	switch (stage.kind) {
		case "pending":
		case "reviewed": return "";
		case "running": return "The approval is used: <b>running</b>.";
		case "settled": return `It ended: <b>${stage.outcome.kind}</b>. ${escapeProse(redact(stage.outcome.reason).text)}`;
	}
}
// src/report/comment-replies.ts
/** The replies that did not count, each with its reason, so that nobody waits for something that will not come. */
function renderDismissals({ dismissals }) {
	if (dismissals.length === 0) return [];
	const shown = dismissals.slice(-10);
	const list = shown.map(({ login, reason }) => `- ${inlineCode(login)}: ${escapeProse(reason)}.`);
	const left = dismissals.length - shown.length;
	if (left > 0) list.unshift(`- ${left} older ones are in the job's report`);
	return ["Replies that did not count:", list.join("\n")];
}
/** All that can be replied. Shown when somebody asked. */
function renderHelp({ helpAsked, trigger }) {
	if (!helpAsked) return [];
	const lines = [
		`${trigger} approve ID [ID...] [for-run] [reason]`,
		`${trigger} deny ID [ID...] [reason]`,
		`${trigger} extend ID 30m`,
		`${trigger} explain ID`,
		`${trigger} abort [reason]`,
		`${trigger} help`
	];
	return ["A reply is the first line of a new comment. An edited comment never counts.", fence(lines.join("\n"))];
}
// src/report/comment-evidence.ts
const shownEffects = {
	full: 40,
	brief: 10,
	bare: 3
};
const maxDiff = 4e3;
/** What the attempt did or tried, as a short list, with the changes to files to unfold. */
function renderEvidence(request, detail, redact) {
	const { effects } = request;
	if (effects.length === 0) return [];
	const shown = effects.slice(0, shownEffects[detail]);
	const left = effects.length - shown.length;
	const list = shown.map((effect) => `- ${effectLine(effect)}`);
	if (left > 0) list.push(`- and ${left} more, in the job's summary and report`);
	return [list.join("\n"), ...detail === "full" ? renderDiffs(shown, redact) : []];
}
function effectLine(effect) {
	const doubt = effect.certainty === "likely" ? " (likely: read from an error message)" : "";
	switch (effect.kind) {
		case "write": return `${effect.change ?? "tried to write"} ${inlineCode(effect.path)}${stateChange(effect)}${doubt}`;
		case "network": {
			const target = inlineCode(showHost({
				host: effect.host,
				port: effect.port
			}));
			return `${effect.port === void 0 ? `asked for the name ${target}` : `tried to reach ${target}`}${effect.reason === void 0 ? "" : `, refused: ${inlineCode(effect.reason)}`}${doubt}`;
		}
		case "syscall": return `tried the system call ${inlineCode(effect.name)}${doubt}`;
	}
}
function stateChange({ before, after }) {
	const states = [before, after].filter((state) => state !== void 0).map(stateWords);
	return states.length === 0 ? "" : ` (${states.join(" → ")})`;
}
function stateWords(state) {
	if (state.type === "symlink") return `link to ${inlineCode(state.linkTarget ?? "?")}`;
	if (state.type !== "file") return state.type;
	return `${showBytes(state.size)}, mode ${(state.mode & 4095).toString(8)}`;
}
function renderDiffs(effects, redact) {
	return effects.flatMap((effect) => {
		if (effect.kind !== "write" || effect.diff === void 0) return [];
		const diff = redact(effect.diff).text;
		const note = diff.length > maxDiff ? `\n\n${diff.length - maxDiff} more characters are in the job's summary and report.` : "";
		return [`${`<details><summary>Change to ${inlineHtml(effect.path)}</summary>`}\n\n${fence(diff.slice(0, maxDiff), "diff")}${note}\n\n</details>`];
	});
}
function inlineHtml(text) {
	const code = inlineCode(text);
	return code.startsWith("<") ? code : `<code>${code.slice(1, -1).replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`)}</code>`;
}
// src/report/comment-risk.ts
const shownFindings = {
	full: 12,
	brief: 4,
	bare: 0
};
const maxEvidence = 200;
/** The level, what it rests on, and whose words they are. A model's words stand in a quote and nowhere else. */
function renderRisk(assessment, detail, redact) {
	if (assessment.kind === "none") return ["**Risk:** not assessed; the policy switched it off."];
	const categories = assessment.riskCategories.map((category) => category.replaceAll("_", " ")).join(", ");
	const said = escapeProse(redact(assessment.description).text);
	const head = `**Risk: ${assessment.riskLevel}**${categories === "" ? "" : ` (${categories})`}.`;
	const words = assessment.source === "model" ? `${head} A model says:\n\n> ${said}` : `${head} ${said}${whyNoModel(assessment, redact)}`;
	const shown = assessment.findings.slice(0, shownFindings[detail]);
	const list = shown.map(({ sentence, evidence }) => {
		const quoted = redact(evidence).text.slice(0, maxEvidence);
		return `- ${escapeProse(sentence)}${quoted === "" ? "" : ` ${inlineCode(quoted)}`}`;
	});
	const left = assessment.findings.length - shown.length;
	if (left > 0 && detail !== "bare") list.push(`- and ${left} more`);
	return list.length === 0 ? [words] : [words, list.join("\n")];
}
/** Why these are the words of the static assessment alone, where a model was asked. */
function whyNoModel({ model }, redact) {
	if (model?.failure === void 0 || model.failure.reason === "disabled") return "";
	const detail = escapeProse(redact(model.failure.detail).text.slice(0, maxEvidence));
	return ` The model gave no assessment (${model.failure.reason.replaceAll("-", " ")}${detail === "" ? "" : `: ${detail}`}).`;
}
// src/report/comment-request.ts
/** One request that waits: what would run, why it was stopped, what a yes does, how dangerous it is, who may answer how. */
function renderRequest(entry, view, detail, redact) {
	const { request } = entry;
	const level = request.assessment.kind === "assessed" ? ` · ${request.assessment.riskLevel} risk` : "";
	return [
		`#### Request ${showRequestId(request.id)}${level}`,
		renderCommand(request.command, redact),
		`**Why this is asked.** ${whySentence(request, view, redact)}`,
		...renderEvidence(request, detail, redact),
		`**If approved:** ${grantSentence(request)}`,
		...renderRisk(request.assessment, detail, redact),
		`**Who may approve:** ${whoSentence(entry, view)} **Until:** ${showMoment(request.deadline)}; then it is refused.`,
		renderAnswers(request, view),
		...entry.explained ? [renderBinding(request)] : []
	].join("\n\n");
}
function whySentence({ reason, command }, view, redact) {
	const justified = command.justification === void 0 ? "" : ` The agent says: ${inlineCode(redact(command.justification).text.slice(0, 500))}`;
	switch (reason.kind) {
		case "rule": {
			const place = view.links.policy === void 0 ? `line ${reason.line}` : `[line ${reason.line}](${view.links.policy}#L${reason.line})`;
			const said = reason.justification === void 0 ? "" : `: ${escapeProse(reason.justification.replace(/\.$/, ""))}`;
			return `The policy's rule ${inlineCode(reason.words)} (${place}) asks${said}.${justified}`;
		}
		case "permissions": return `The command asks for more than the policy gives.${justified}`;
		case "untrusted": return `No rule of the policy allows it, and the policy trusts only what a rule allows.${justified}`;
		case "unsandboxed": return `It can't run in the sandbox.${justified}`;
		case "denial": return `It ran in the sandbox and reached for more than it may.${justified}`;
	}
}
function whoSentence({ request, stage }, view) {
	const { bar } = request;
	const { users, teams, codeOwners } = view.approvers;
	const lists = [
		...users.length > 0 ? ["is a listed user"] : [],
		...teams.map((team) => `is in the team ${inlineCode(team)}`),
		...codeOwners ? ["owns the code"] : []
	];
	const narrowed = lists.length === 0 ? "" : ` and ${lists.join(" or ")}`;
	const people = bar.count === 1 ? "one person" : `${bar.count} different people`;
	const self = view.approvers.allowSelfApproval ? "" : ", not an author of this pull request";
	const missing = stage.kind === "pending" ? missingVotes(stage.votes, bar.count) : 0;
	const soFar = missing < bar.count ? ` ${missing} more needed.` : "";
	return `${people} with the role ${inlineCode(bar.role)} or higher${narrowed}${self}.${soFar}`;
}
function renderAnswers({ id }, { trigger }) {
	const shown = showRequestId(id);
	return [
		"To answer, comment one of these lines:",
		fence(`${trigger} approve ${shown}`),
		fence(`${trigger} deny ${shown} your reason`)
	].join("\n\n");
}
function renderBinding(request) {
	const scripts = request.scripts.map(({ path, digest }) => `${digest}  ${path}`);
	const facts = [
		`request  ${request.digest}`,
		`content  ${request.contentDigest}`,
		...scripts
	];
	return ["The approval binds, by SHA-256:", fence(facts.join("\n"))].join("\n\n");
}
// src/report/comment-title.ts
/** The state of all requests in one heading, so that it can be read in a mail's preview and without scrolling. */
function commentTitle(view) {
	const counts = countsOf(view.entries);
	const waiting = counts.get("waiting") ?? 0;
	const rest = [...counts].filter(([word]) => word !== "waiting").map(([word, count]) => `${count} ${word}`);
	if (view.conclusion !== void 0) return [`### ${closing(view)}`, ...trouble(view)].join("\n\n");
	return [`### ${[waiting === 0 ? "No command waits for approval" : `${waiting} ${waiting === 1 ? "command waits" : "commands wait"} for approval${riskiest(view)}`, ...rest].join(" · ")}`, ...trouble(view)].join("\n\n");
}
function closing(view) {
	const answered = [...countsOf(view.entries)].map(([word, count]) => word === "waiting" ? `${count} unanswered` : `${count} ${word}`);
	return [view.conclusion === "cancelled" ? "Cancelled: nothing waits any more" : "Done", ...answered].join(" · ");
}
function countsOf(entries) {
	const counts = /* @__PURE__ */ new Map();
	for (const entry of entries) {
		const word = wordOf(entry);
		counts.set(word, (counts.get(word) ?? 0) + 1);
	}
	return counts;
}
function wordOf({ stage }) {
	if (stage.kind === "pending") return "waiting";
	switch (stage.review.kind) {
		case "approved":
		case "approved-for-run": return "approved";
		case "denied": return "denied";
		case "abort": return "aborted";
		case "pending": return "waiting";
		case "timed-out": return "timed out";
		case "unavailable": return "not asked";
		case "void": return "void";
	}
}
function riskiest(view) {
	const levels = view.entries.filter(({ stage }) => stage.kind === "pending").map(({ request: { assessment } }) => assessment.kind === "assessed" ? assessment.riskLevel : void 0);
	const worst = [
		"high",
		"medium",
		"low"
	].find((level) => levels.includes(level));
	return worst === void 0 ? "" : ` (${worst} risk)`;
}
function trouble(view) {
	if (view.trouble === void 0) return [];
	return [`> [!WARNING]\n> Replies could not be read for ten minutes: ${escapeProse(view.trouble)}`];
}
// src/report/comment.ts
/** GitHub refuses more than 65,536 characters. */
const maxLength = 6e4;
const details = [
	"full",
	"brief",
	"bare"
];
/**
* Renders the one comment of a job. State first, the most dangerous request first, what is answered folded. Evidence
* gives way before a command does: a command is shown whole, or its request is named in `omitted`, and then nobody may
* be asked about it.
*/
function createCommentRenderer(options) {
	const style = {
		redact: options.redact,
		notes: options.notes ?? []
	};
	return (view) => {
		for (const detail of details) {
			const body = render(view, detail, style, /* @__PURE__ */ new Set());
			if (body.length <= maxLength) return {
				body,
				omitted: []
			};
		}
		return renderWhatFits(view, style);
	};
}
const shownNotes = 10;
const maxNote = 500;
/** Leaves out whole requests, the least dangerous and newest first, until the rest fits. */
function renderWhatFits(view, style) {
	const omitted = /* @__PURE__ */ new Set();
	const answered = view.entries.filter(({ stage }) => stage.kind !== "pending");
	for (const entry of [...answered, ...byDanger(pendingEntries(view)).toReversed()]) {
		omitted.add(entry.request.id);
		const body = render(view, "bare", style, omitted);
		if (body.length <= maxLength) return {
			body,
			omitted: openAmong(view, omitted)
		};
	}
	return {
		body: [
			commentTitle(view),
			"",
			view.marker
		].join("\n"),
		omitted: openAmong(view, omitted)
	};
}
function openAmong(view, ids) {
	return pendingEntries(view).map(({ request }) => request.id).filter((id) => ids.has(id));
}
function render(view, detail, style, omitted) {
	const { redact } = style;
	const shown = view.entries.filter(({ request }) => !omitted.has(request.id));
	const open = byDanger(shown.filter(({ stage }) => stage.kind === "pending"));
	const answered = shown.filter(({ stage }) => stage.kind !== "pending");
	const left = view.entries.length - shown.length;
	return `${redact([
		commentTitle(view),
		...renderNotes(style.notes),
		...open.map((entry) => renderRequest(entry, view, detail, redact)),
		...answered.length === 0 ? [] : ["---", ...answered.map((entry) => renderAnswered(entry, view, detail, redact))],
		...left === 0 ? [] : [`${left} more ${left === 1 ? "is" : "are"} in the job's summary and report: there is no room for them here.`],
		...renderDismissals(view),
		...renderHelp(view),
		renderFoot(view)
	].join("\n\n")).text}\n\n${view.marker}`;
}
function renderNotes(notes) {
	const lines = notes.slice(0, shownNotes).map((note) => `- ${escapeProse(note.slice(0, maxNote))}`);
	const left = notes.length - lines.length;
	if (left > 0) lines.push(`- and ${left} more, in the log`);
	return lines.length === 0 ? [] : [lines.join("\n")];
}
function byDanger(entries) {
	const rank = ({ request: { assessment } }) => assessment.kind === "none" ? 0 : {
		high: 0,
		medium: 1,
		low: 2
	}[assessment.riskLevel];
	return entries.toSorted((left, right) => rank(left) - rank(right));
}
function renderFoot(view) {
	return `<sub>${[
		view.links.log === void 0 ? void 0 : `[Log of the job](${view.links.log})`,
		view.links.policy === void 0 ? void 0 : `[Policy in force](${view.links.policy})`,
		`Commit ${view.headSha.slice(0, 12).replace(/[^0-9a-f]/gi, "")}`
	].filter((link) => link !== void 0).join(" · ")}</sub>`;
}
// src/wiring/trusted-policy.ts
/** How long a passing failure of GitHub is waited out before anything ran, in milliseconds. */
const patienceMs$3 = 6e4;
/**
* The policy in force, read through the API at places the pull request can't reach; the built-in one when there is no file. A
* missing organization file is an error: whoever names one relies on it. Throws GITHUB_FORBIDDEN or GITHUB_UNAVAILABLE when
* it can't be known, POLICY_INVALID when it is wrong.
*/
async function readTrustedPolicy({ repository, organization }) {
	const own = await readLayer(repository);
	if (organization === void 0) return policyFromTexts({
		repository: own,
		organization: void 0
	});
	const above = await readLayer(organization);
	if (above !== void 0) return policyFromTexts({
		repository: own,
		organization: above
	});
	throw new GateError("GITHUB_FORBIDDEN", `the organization policy ${organization.path} at ${organization.ref}: found no such file`, { hint: "Check the organization-policy input, and that github-token may read that repository." });
}
/** The digest of the policy as it is now, for the look just before acting. The repository's is read at the base as it is now. */
async function digestNow(pullRequest, { repository, organization }) {
	const state = await pullRequest.state();
	if (state.kind === "failure") return state;
	const own = await pullRequest.fileAt(repository.path, state.value.baseSha);
	if (own.kind === "failure") return own;
	const above = await organization?.files.fileAt(organization.path, organization.ref);
	if (above?.kind === "failure") return above;
	const texts = {
		repository: textOf(repository, own.value),
		organization: organization === void 0 ? void 0 : textOf(organization, above?.value)
	};
	try {
		return {
			kind: "value",
			value: policyFromTexts(texts).origin.digest
		};
	} catch {
		return {
			kind: "value",
			value: void 0
		};
	}
}
/** The policy as the pull request would have it; undefined when it is the one in force, unreadable or invalid. */
async function readProposal(place, inForce) {
	const answer = await place.files.fileAt(place.path, place.ref);
	if (answer.kind === "failure" || answer.value === void 0) return void 0;
	try {
		const proposal = policyFromTexts({
			repository: textOf(place, answer.value),
			organization: void 0
		});
		return proposal.origin.fileDigest === inForce.origin.fileDigest ? void 0 : proposal;
	} catch {
		return;
	}
}
async function readLayer(place) {
	const { files, path, ref } = place;
	const answer = await persist(systemClock, () => files.fileAt(path, ref), patienceMs$3);
	if (answer.kind === "failure") throw unreadable$1(place, answer.failure);
	return textOf(place, answer.value);
}
function textOf({ path, ref }, text) {
	return text === void 0 ? void 0 : {
		text,
		path,
		commit: ref
	};
}
function unreadable$1({ path, ref }, failure) {
	const message = `the policy ${path} at ${ref} could not be read: ${failure.detail}`;
	if (failure.kind === "forbidden" || failure.kind === "missing") return new GateError("GITHUB_FORBIDDEN", message, { hint: `Give the job these permissions:\n\n${permissionsBlock("pull-request")}` });
	return new GateError("GITHUB_UNAVAILABLE", message, { hint: "Nothing ran. Run the job again when GitHub answers." });
}
// src/wiring/ask-on-github.ts
/** The longest that a request may wait after extensions, in milliseconds: a hosted job ends after six hours. */
const maximumWaitMs = 198e5;
/** The same where no job waits: a request of a week ago asks about another world. */
const longestDetachedMs = 6048e5;
/** Reviewers on the pull request of this run. */
function askOnGitHub(options) {
	const { run, found, event, workspace, redactor } = options;
	const { policy, origin } = found;
	const { path, commit } = origin;
	const isDetached = policy.wait === "detach";
	const settings = {
		pullRequest: options.pullRequest,
		clock: systemClock,
		journal: options.journal,
		random: (bytes) => randomBytes(bytes),
		approvers: policy.approvers,
		interested: event.interested,
		codeOwnership: createCodeOwnership({
			pullRequest: options.pullRequest,
			baseSha: options.places.repository.ref,
			workspace
		}),
		policyDigest: () => digestNow(options.pullRequest, options.places),
		scriptDigest: (script) => digestOfFile(join(workspace, script)),
		context: {
			repositoryId: event.repositoryId,
			number: options.number,
			headSha: options.headSha,
			policyDigest: origin.digest,
			runId: run.runId,
			runAttempt: run.runAttempt,
			job: run.job
		},
		trigger: policy.commandWord,
		timeoutMs: policy.timeoutMs,
		maximumWaitMs: isDetached ? longestDetachedMs : maximumWaitMs,
		reuseApprovals: policy.reuseApprovals,
		links: {
			log: logUrlOf(run),
			policy: path === void 0 || commit === void 0 ? void 0 : fileUrlOf(run, path, commit)
		},
		render: createCommentRenderer({
			redact: (text) => redactor.redact(text),
			notes: options.notes
		})
	};
	if (!isDetached) return createReviewers(settings);
	const { runId, runAttempt, job } = run;
	const jobKey = job.split("/")[0] ?? "job";
	const waiting = {
		runId,
		runAttempt,
		jobId: options.jobId,
		jobKey,
		headSha: options.headSha
	};
	return createDetachedReviewers({
		...settings,
		job: waiting
	});
}
async function digestOfFile(path) {
	try {
		return createHash("sha256").update(await readFile(path)).digest("hex");
	} catch {
		return;
	}
}
// src/adapters/github/issue.ts
const account$1 = object({
	id: number(),
	login: string(),
	type: string()
});
const person = union([account$1, strictObject({})]).nullish();
const commit = object({
	author: person,
	committer: person
});
const issue = object({
	number: number(),
	node_id: string(),
	state: string()
});
const listed = array(issue.extend({
	body: string().nullish(),
	pull_request: unknown().optional()
}));
const authored = object({ nodes: array(object({
	id: string(),
	viewerDidAuthor: boolean()
}).partial().nullable()) });
const authorsQuery = `query GateIssues($ids: [ID!]!) {
  nodes(ids: $ids) { __typename ... on Issue { id viewerDidAuthor } }
}`;
const pageSize$1 = 100;
/** An issue in the shape of a pull request whose head never moves. Its people are the authors of the commit. */
function createIssue(settings) {
	const client = createClient(settings);
	const place = {
		owner: settings.owner,
		repo: settings.repository
	};
	return {
		...createPullRequest(settings),
		state: async () => {
			const found = await client.rest({
				route: "GET /repos/{owner}/{repo}/issues/{issue_number}",
				parameters: {
					...place,
					issue_number: settings.number
				},
				decode: (data) => issue.parse(data)
			});
			if (found.kind === "failure") return found;
			const { value, serverTime } = found.value;
			const open = value.state === "open";
			const { sha: headSha, branch: baseSha } = settings;
			return {
				kind: "value",
				value: {
					open,
					headSha,
					baseSha,
					serverTime
				}
			};
		},
		participants: async () => {
			const found = await client.rest({
				route: "GET /repos/{owner}/{repo}/commits/{ref}",
				parameters: {
					...place,
					ref: settings.sha
				},
				decode: (data) => commit.parse(data)
			});
			if (found.kind === "failure") return found;
			const { author, committer } = found.value.value;
			return {
				kind: "value",
				value: [author, committer].filter(isAccount)
			};
		}
	};
}
/**
* The oldest open issue that this account opened with the marker, or a new one. May be asked again after any failure: what was
* opened without an answer is found.
*/
async function findOrOpenIssue(connection, text) {
	const client = createClient(connection);
	const place = {
		owner: connection.owner,
		repo: connection.repository
	};
	const found = await findIssue(client, place, text.marker);
	if (found.kind === "failure" || found.value !== void 0) return found.kind === "failure" ? found : {
		kind: "value",
		value: found.value ?? 0
	};
	const { title, body, marker } = text;
	const opened = await client.rest({
		route: "POST /repos/{owner}/{repo}/issues",
		parameters: {
			...place,
			title,
			body: `${body}\n\n${marker}`
		},
		decode: (data) => issue.parse(data).number
	});
	return opened.kind === "failure" ? opened : {
		kind: "value",
		value: opened.value.value
	};
}
async function findIssue(client, place, marker) {
	const order = {
		state: "open",
		sort: "created",
		direction: "asc",
		per_page: pageSize$1
	};
	for (let page = 1;; page += 1) {
		const answer = await client.rest({
			route: "GET /repos/{owner}/{repo}/issues",
			parameters: {
				...place,
				...order,
				...page > 1 ? { page } : {}
			},
			decode: (data) => listed.parse(data)
		});
		if (answer.kind === "failure") return answer;
		const own = await ownAmong(client, answer.value.value.filter(({ body, pull_request: pull }) => pull === void 0 && (body ?? "").includes(marker)));
		if (own.kind === "failure" || own.value !== void 0) return own;
		if (!answer.value.hasNext) return {
			kind: "value",
			value: void 0
		};
	}
}
async function ownAmong(client, marked) {
	if (marked.length === 0) return {
		kind: "value",
		value: void 0
	};
	const ids = marked.map(({ node_id: id }) => id);
	const answer = await client.graphql(authorsQuery, { ids }, (data) => authored.parse(data));
	if (answer.kind === "failure") return answer;
	const own = new Set(answer.value.nodes.flatMap((node) => node?.viewerDidAuthor === true ? [node.id] : []));
	return {
		kind: "value",
		value: marked.find(({ node_id: id }) => own.has(id))?.number
	};
}
function isAccount(person) {
	return person != null && "id" in person;
}
// src/wiring/ask-on-issue.ts
/** How long a passing failure of GitHub is waited out, in milliseconds. */
const patienceMs$2 = 6e4;
const issueText = {
	title: "Approvals asked for by command-gate",
	body: "Runs without a pull request ask here for the approval of single commands. Close this issue when nothing waits: the next run that must ask opens a new one.",
	marker: "<!-- command-gate:approvals -->"
};
/**
* Reviewers on the repository's one issue for approvals, which is found, or opened, when the first request is; a run that asks
* nothing writes nothing. Where it can't be opened, every request is refused with the reason.
*/
function askOnIssue(place, journal, askOn) {
	let asked;
	let started;
	const start = async () => {
		const found = await persist(systemClock, () => findOrOpenIssue(place, issueText), patienceMs$2);
		if (found.kind === "failure") {
			const reason = `the issue to ask on could not be found or opened: ${found.failure.detail}`;
			const hint = `Asking on an issue needs these permissions of the job:\n\n${permissionsBlock("issue")}`;
			return refusingReviewers(reason, hint);
		}
		const message = `Reviewers are asked on issue #${found.value}: the policy says on-no-pull-request: issue.`;
		journal.record({
			kind: "note",
			level: "info",
			message
		});
		asked = askOn(createIssue({
			...place,
			number: found.value
		}), found.value);
		return asked;
	};
	const reviewers = () => {
		started ??= start();
		return started;
	};
	return {
		commentUrl: () => asked?.commentUrl(),
		open: async (drafts) => await (await reviewers()).open(drafts),
		review: async (request, signal) => await (await reviewers()).review(request, signal),
		consume: async (request, review) => await (await reviewers()).consume(request, review),
		settle: async (request, outcome) => await (await reviewers()).settle(request, outcome),
		close: async (conclusion) => await (await started)?.close(conclusion)
	};
}
// src/wiring/where-to-ask.ts
/** How long a passing failure of GitHub is waited out before anything ran, in milliseconds. */
const patienceMs$1 = 6e4;
/**
* The pull request to ask on and the place of its policy; without one, the default branch's policy and nobody to ask. Throws
* INPUT_INVALID without a token, GITHUB_UNAVAILABLE when the pull request can't be read.
*/
async function whereToAsk(inputs, event, run) {
	const connection = {
		...connectionTo(inputs, run),
		owner: event.owner,
		repository: event.repository
	};
	const pull = await choosePull(event, inputs.issueNumber, (sha) => pullsOfCommit(connection, sha));
	const path = inputs.policyFile;
	const organization = organizationPlace(inputs, run);
	if (pull.kind === "none") {
		const { reason, hint } = pull;
		const ref = inputs.policyRef ?? event.defaultBranch;
		if (ref === void 0) throw noPlace(reason);
		const places = {
			repository: {
				files: createPullRequest({
					...connection,
					number: 0
				}),
				path,
				ref
			},
			organization
		};
		const note = `There is no pull request to ask on: ${reason}. ${hint}`;
		const issue = {
			...connection,
			sha: event.sha,
			branch: ref
		};
		return {
			kind: "nobody",
			places,
			headSha: event.sha,
			note,
			reason,
			hint,
			event,
			issue
		};
	}
	const pullRequest = createPullRequest({
		...connection,
		number: pull.number
	});
	const patience = Math.min(patienceMs$1, inputs.timeoutMs ?? patienceMs$1);
	const state = await persist(systemClock, () => pullRequest.state(), patience);
	if (state.kind === "failure") throw unreadable(pull.number, state.failure);
	const headSha = event.pull?.headSha ?? state.value.headSha;
	return {
		kind: "pull-request",
		places: {
			repository: {
				files: pullRequest,
				path,
				ref: state.value.baseSha
			},
			organization
		},
		proposal: {
			files: pullRequest,
			path,
			ref: headSha
		},
		headSha,
		note: [`Reviewers are asked on pull request #${pull.number}: ${pull.why}.`, ...await obstacles(event, pullRequest)].join(" "),
		pullRequest,
		number: pull.number,
		event
	};
}
function organizationPlace(inputs, run) {
	if (inputs.organizationPolicy === void 0) return void 0;
	const { owner, repository, ref, path } = inputs.organizationPolicy;
	return {
		files: createPullRequest({
			...connectionTo(inputs, run),
			owner,
			repository,
			number: 0
		}),
		path,
		ref
	};
}
function connectionTo(inputs, run) {
	if (inputs.githubToken === void 0) throw new GateError("INPUT_INVALID", "input github-token: found none; leave it out for the job’s own, or pass one");
	return {
		token: inputs.githubToken,
		apiUrl: run.apiUrl,
		teamsToken: inputs.teamsToken
	};
}
function noPlace(reason) {
	return new GateError("CONTEXT_UNSUPPORTED", `there is no pull request and no default branch to read the policy at: ${reason}`, { hint: "Name the place of the policy with the policy-ref input." });
}
function unreadable(number, { kind, detail }) {
	const message = `pull request #${number} could not be read: ${detail}`;
	if (kind !== "forbidden" && kind !== "missing") return new GateError("GITHUB_UNAVAILABLE", message, { hint: "Nothing ran. Run the job again when GitHub answers." });
	return new GateError("GITHUB_FORBIDDEN", message, { hint: `Nothing ran. Give the job these permissions:\n\n${permissionsBlock("pull-request")}` });
}
/**
* What is known before anybody waits to be in the way of asking, in sentences for the log. None of it ends the run: what needs no
* answer can go on.
*/
async function obstacles(event, pullRequest) {
	const isReadOnly = event.isFork && !event.name.endsWith("_target");
	const fork = "It comes from a fork: GitHub gives this run a token that can only read, so a command that needs an approval will be refused.";
	const [actor] = event.interested;
	const role = actor === void 0 ? void 0 : await pullRequest.roleOf(actor.login);
	const isBlind = role?.kind === "failure" && role.failure.kind === "forbidden";
	const blind = `The roles of people can't be read with this token, so no reply can count. Give the job these permissions:\n\n${permissionsBlock("pull-request")}`;
	return [...isReadOnly ? [fork] : [], ...isBlind ? [blind] : []];
}
// src/wiring/action.ts
const maxListBytes = 16777216;
/** Runs the action: everything is checked before anything runs. The result is what the list came to. */
async function runAction(runner, env) {
	const inputs = decodeActionInputs(runner.input);
	const workspace = realpathSync(env["GITHUB_WORKSPACE"] ?? process.cwd());
	const commands = await readList(inputs, workspace);
	const { redactor, secrets } = await createRunRedactor(env, [
		named("github-token", inputs.githubToken),
		named("teams-token", inputs.teamsToken),
		named("openai-api-key", inputs.openaiApiKey)
	]);
	for (const { value } of secrets) runner.mask(value);
	const run = readGitHubRun(env, inputs.matrixLeg);
	const asked = await whereToAsk(inputs, readEvent(env), run);
	const found = withInputs(await readTrustedPolicy(asked.places), inputs);
	const noting = proposalNotes(asked, found, commands);
	noting.catch(() => void 0);
	const reportPath = newReportPath(env);
	runner.setOutputs({ report: reportPath });
	runner.saveState("report", reportPath);
	const cancel = cancelOnSignals();
	let reviewers;
	const { conclusion, report } = await runList({
		commands,
		found,
		policyFile: join(workspace, inputs.policyFile),
		workspace,
		env,
		setup: inputs.setup,
		redactor,
		model: {
			apiKey: inputs.openaiApiKey,
			baseUrl: inputs.openaiBaseUrl,
			githubToken: inputs.githubToken
		},
		reportPath,
		log: {
			show: runner.show,
			colors: "keep"
		},
		facts: factsOf(run, asked, inputs),
		reviewers: async (journal) => {
			const notes = await noting;
			for (const message of [asked.note, ...notes]) journal.record({
				kind: "note",
				level: "info",
				message
			});
			const common = {
				jobId: inputs.jobId,
				run,
				found,
				notes,
				workspace,
				redactor,
				journal
			};
			if (asked.kind === "pull-request") reviewers = askOnGitHub({
				...asked,
				...common
			});
			else if (found.policy.onNoPullRequest === "refuse") return refusingReviewers(asked.reason, asked.hint);
			else reviewers = askOnIssue(asked.issue, journal, (pullRequest, number) => askOnGitHub({
				...asked,
				...common,
				pullRequest,
				number,
				found: blocking(found)
			}));
			return announceWaiting(reviewers, {
				journal,
				clock: systemClock,
				everyMs: 6e4,
				url: reviewers.commentUrl
			});
		},
		signal: cancel.signal
	});
	runner.setOutputs(outputsOf(report, {
		reportPath,
		commentUrl: reviewers?.commentUrl()
	}));
	await runner.writeSummary(renderSummary(report));
	runner.saveState("ended", "true");
	return conclusion;
}
function factsOf(run, asked, inputs) {
	const { repository, runId, runAttempt, job, actor } = run;
	return {
		version: gateVersion,
		repository,
		pullRequest: asked.kind === "pull-request" ? asked.number : void 0,
		headSha: asked.headSha,
		runId,
		runAttempt,
		job,
		actor,
		listFile: inputs.list.kind === "file" ? inputs.list.path : void 0
	};
}
async function readList(inputs, workspace) {
	const { list, workingDirectory } = inputs;
	const source = list.kind === "inline" ? {
		name: "commands",
		file: void 0,
		text: list.text
	} : {
		name: list.path,
		file: list.path,
		text: await readWorkspaceFile(workspace, list.path, maxListBytes)
	};
	return parseCommandList(source, workingDirectory);
}
/** Says in log and comment that the pull request changes its own policy in vain, and what that would change. */
async function proposalNotes(asked, found, commands) {
	const proposal = asked.kind === "nobody" ? void 0 : await readProposal(asked.proposal, found);
	if (proposal === void 0) return [];
	const changes = compareProposal(commands, found.policy, proposal.policy);
	return ["This pull request changes the policy; the changed one is not in force.", ...changes.length === 0 ? ["For these commands it would change nothing."] : changes.slice(0, 10)];
}
function blocking({ origin, policy }) {
	return {
		origin,
		policy: {
			...policy,
			wait: "block"
		}
	};
}
/** Inputs that stand above the policy: how long to wait, and which model to ask. Neither can open the gate. */
function withInputs({ policy, origin }, inputs) {
	return {
		origin,
		policy: {
			...policy,
			timeoutMs: inputs.timeoutMs ?? policy.timeoutMs,
			assessment: assessmentFor(policy.assessment, inputs.model)
		}
	};
}
function assessmentFor(settings, model) {
	if (model === void 0 || settings.kind === "off") return settings;
	if (model === "off") return { kind: "static" };
	return {
		kind: "model",
		model,
		timeoutMs: settings.kind === "model" ? settings.timeoutMs : 5e3
	};
}
/** In the runner's own directory, which commands can't see. */
function newReportPath(env) {
	const directory = join(env["RUNNER_TEMP"] ?? tmpdir(), `command-gate-${randomUUID()}`);
	mkdirSync(directory, {
		recursive: true,
		mode: 448
	});
	return join(directory, "report.json");
}
function named(name, value) {
	return value === void 0 ? void 0 : {
		name,
		value
	};
}
// src/adapters/github/jobs.ts
const account = object({
	id: number(),
	login: string()
});
const runShape = object({
	status: string().nullable(),
	head_sha: string(),
	actor: account.nullish(),
	triggering_actor: account.nullish(),
	pull_requests: array(object({ number: number() })).nullable()
});
const jobsShape = object({
	total_count: number(),
	jobs: array(object({
		id: number(),
		name: string(),
		status: string(),
		conclusion: string().nullable()
	}))
});
const pageSize = 100;
const maxPages = 10;
/** The workflow runs of one repository. Starting a job again takes a token with `actions: write`. */
function createJobs(connection) {
	const client = createClient(connection);
	const place = {
		owner: connection.owner,
		repo: connection.repository
	};
	const ask = async (question) => {
		const answer = await client.rest(question);
		return answer.kind === "failure" ? answer : {
			kind: "value",
			value: answer.value.value
		};
	};
	const list = async (route, parameters) => {
		const jobs = [];
		for (let page = 1; page <= maxPages; page += 1) {
			const asked = {
				...place,
				...parameters,
				per_page: pageSize,
				page
			};
			const answer = await ask({
				route,
				parameters: asked,
				decode: decodeJobs
			});
			if (answer.kind === "failure") return answer;
			jobs.push(...answer.value.jobs);
			if (jobs.length >= answer.value.total || answer.value.jobs.length === 0) break;
		}
		return {
			kind: "value",
			value: jobs
		};
	};
	return {
		run: (runId) => ask({
			route: "GET /repos/{owner}/{repo}/actions/runs/{run_id}",
			parameters: {
				...place,
				run_id: Number(runId)
			},
			decode: decodeRun
		}),
		latest: (runId) => list("GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs", {
			run_id: Number(runId),
			filter: "latest"
		}),
		ofAttempt: (runId, attempt) => list("GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs", {
			run_id: Number(runId),
			attempt_number: attempt
		}),
		rerun: async (jobId) => {
			const answer = await ask({
				route: "POST /repos/{owner}/{repo}/actions/jobs/{job_id}/rerun",
				parameters: {
					...place,
					job_id: jobId
				},
				decode: () => "started"
			});
			return answer.kind === "failure" && /already running/i.test(answer.failure.detail) ? {
				kind: "value",
				value: "running"
			} : answer;
		}
	};
}
function decodeRun(data) {
	const found = runShape.parse(data);
	return {
		isCompleted: found.status === "completed",
		headSha: found.head_sha,
		pullNumbers: (found.pull_requests ?? []).map(({ number }) => number),
		actors: [found.actor, found.triggering_actor].filter((actor) => actor != null)
	};
}
function decodeJobs(data) {
	const found = jobsShape.parse(data);
	return {
		total: found.total_count,
		jobs: found.jobs.map(({ id, name, status, conclusion }) => ({
			id,
			name,
			isCompleted: status === "completed",
			conclusion: conclusion ?? void 0
		}))
	};
}
// src/approval/resume.ts
/** The comments, of those that this account wrote, whose job can be started again: whole, open, and about this commit. */
function waitingComments(comments, headSha) {
	return comments.flatMap((comment) => {
		const waiting = parseWaiting(comment.body);
		const isOpen = parseRecord(comment.body)?.isClosed === false;
		if (comment.foreignEdit || waiting === void 0 || !isOpen || waiting.requests.length === 0) return [];
		return waiting.job.headSha === headSha ? [{
			comment,
			waiting
		}] : [];
	});
}
/**
* What the job would find if it ran now: `go-on` when it would not stop to wait again for any request it asked, because
* all are answered, or one answer ends it. Until then each attempt would only spend minutes.
*/
function whatToDo(state) {
	return state.entries.some(({ stage }) => stage.kind === "reviewed" && !isApproval(stage.review)) || pendingEntries(state).length === 0 ? "go-on" : "wait";
}
/**
* Reads the conversation by the very rules of the job that waits. It decides nothing for good: the job reads all of it
* again, and only what it finds itself lets a command run.
*/
async function readAnswers({ comment, waiting }, settings) {
	const watched = {
		state: {
			...emptySession,
			entries: waiting.requests.map((request) => entryFor(request, settings.approvers))
		},
		counted: /* @__PURE__ */ new Map(),
		skewMs: 0,
		failures: 0,
		lastFailure: void 0,
		remaining: void 0,
		lastGoodLookAt: settings.clock.now(),
		startedAt: Math.min(...waiting.requests.map(({ openedAt }) => openedAt))
	};
	const witness = createWitness({
		...settings,
		codeOwnership: perhapsOwner
	});
	const watch = createWatch(watched, {
		...settings,
		witness,
		store: createApprovalStore()
	});
	await watch.look(comment);
	await watch.settled();
	const { lastFailure, state } = watched;
	return lastFailure === void 0 ? {
		kind: "value",
		value: state
	} : {
		kind: "failure",
		failure: lastFailure
	};
}
const perhapsOwner = async () => ({
	kind: "value",
	value: ["perhaps a code owner"]
});
function entryFor(request, approvers) {
	const { id, openedAt, deadline } = request;
	const bar = barFor(approvers, request.level === "none" ? void 0 : request.level);
	return {
		request: {
			...unknownDraft(request.key),
			id,
			digest: "",
			contentDigest: "",
			bar,
			openedAt,
			deadline
		},
		nonce: "",
		answeredUnder: id,
		explained: false,
		stage: {
			kind: "pending",
			votes: []
		}
	};
}
/** What is asked is not known here. Drafts are equal where the requests' keys are. */
function unknownDraft(key) {
	const none = {
		write: [],
		network: [],
		env: []
	};
	return {
		command: {
			index: 0,
			id: key,
			name: void 0,
			run: key,
			shell: "bash",
			workingDirectory: ".",
			env: {},
			timeoutMs: void 0,
			continueOnError: false,
			permissions: none,
			justification: void 0,
			source: {
				file: void 0,
				line: 0,
				column: 0
			}
		},
		action: "run",
		reason: { kind: "untrusted" },
		effects: [],
		changes: void 0,
		grantBefore: void 0,
		grantAfter: {
			kind: "sandboxed",
			mode: "read-only",
			...none
		},
		scripts: [],
		assessment: {
			kind: "none",
			reason: "off"
		}
	};
}
// src/wiring/resume.ts
/** How long a run that has not ended yet is waited for, in milliseconds, and how often it is looked at. */
const patienceMs = 6e5;
const pauseMs = 15e3;
const failureMs = 6e4;
/**
* Starts the jobs again whose requests on this pull request were answered. Runs nothing and approves nothing: what it
* relies on are GitHub's own records, read now, and the job reads them all again.
*/
async function runResume(runner, env) {
	const inputs = decodeActionInputs(runner.input);
	if (inputs.githubToken !== void 0) runner.mask(inputs.githubToken);
	const run = readGitHubRun(env, inputs.matrixLeg);
	const say = (text) => runner.show({
		kind: "text",
		text: makeVisibleLine(text)
	});
	const errand = await prepare(inputs, run, env, say);
	const until = systemClock.now() + patienceMs;
	let left = await resumeOnce(errand);
	while (left > 0 && systemClock.now() < until) {
		await systemClock.sleep(pauseMs);
		left = await resumeOnce(errand);
	}
	if (left > 0) throw new GateError("GITHUB_UNAVAILABLE", "a run whose job should start again has not ended for ten minutes", { hint: "When it has ended, re-run its failed job by hand, or reply once more." });
	runner.saveState("ended", "true");
	return {
		outcome: "succeeded",
		exitCode: exitCodeFor("succeeded")
	};
}
async function prepare(inputs, run, env, say) {
	const event = readEvent(env);
	const asked = await whereToAsk(inputs, event, run);
	if (asked.kind === "nobody") throw new GateError("CONTEXT_UNSUPPORTED", `there is no pull request to resume: ${asked.reason}`, { hint: "Run it on issue_comment, on the default branch; see examples/workflows/command-gate-resume.yml." });
	const { policy } = await readTrustedPolicy(asked.places);
	const { owner, repository } = event;
	return {
		pullRequest: asked.pullRequest,
		jobs: createJobs({
			token: inputs.githubToken ?? "",
			apiUrl: run.apiUrl,
			owner,
			repository
		}),
		answers: {
			pullRequest: asked.pullRequest,
			clock: systemClock,
			journal: { record: (entry) => {
				if (entry.kind === "note") say(entry.message);
				if (entry.kind === "dismissed") say(`The reply of ${entry.dismissal.login} does not count: ${entry.dismissal.reason}`);
			} },
			approvers: policy.approvers,
			trigger: policy.commandWord,
			issueNumber: asked.number,
			maximumWaitMs: longestDetachedMs
		},
		headSha: asked.headSha,
		say,
		started: /* @__PURE__ */ new Set()
	};
}
/** Looks at all comments that wait, once, and gives how many jobs must be tried again because their run goes on. */
async function resumeOnce(errand) {
	const own = await persist(systemClock, () => errand.pullRequest.findOwn(waitsMarker), failureMs);
	if (own.kind === "failure") throw unavailable("the comments could not be read", own.failure);
	const waiting = waitingComments(own.value, errand.headSha);
	if (waiting.length === 0) errand.say("No job waits for an answer about this commit.");
	let left = 0;
	const untried = waiting.filter(({ comment }) => !errand.started.has(comment.id));
	for (const each of untried) if (await resumeJob(each, errand) === "later") left += 1;
	return left;
}
async function resumeJob(waiting, errand) {
	const { jobs, say } = errand;
	const { runId } = waiting.waiting.job;
	const run = await persist(systemClock, () => jobs.run(runId), failureMs);
	if (run.kind === "failure") throw unavailable(`run ${runId} could not be read`, run.failure);
	if (!(run.value.headSha === errand.headSha || run.value.pullNumbers.includes(errand.answers.issueNumber))) {
		say(`Run ${runId} is not of this pull request and is left alone.`);
		return "done";
	}
	const interested = run.value.actors.map((actor) => ({
		...actor,
		as: "the account that started the run"
	}));
	const answers = await persist(systemClock, () => readAnswers(waiting, {
		...errand.answers,
		interested
	}), failureMs);
	if (answers.kind === "failure") throw unavailable("the replies could not be read", answers.failure);
	if (whatToDo(answers.value) === "wait") {
		say(`Run ${runId} waits on: not all of its requests are answered.`);
		return "done";
	}
	return run.value.isCompleted ? await startAgain(waiting, errand) : "later";
}
async function startAgain({ waiting, comment }, { jobs, say, started: done }) {
	const { runId } = waiting.job;
	const found = await persist(systemClock, () => findJob(waiting.job, jobs), failureMs);
	if (found.kind === "failure") throw unavailable(`the job of run ${runId} could not be found`, found.failure);
	const { id, name, isCompleted, conclusion } = found.value;
	if (!isCompleted) return "later";
	if (conclusion !== "failure") {
		say(`Job ${name} of run ${runId} ended as ${conclusion ?? "unknown"}, not as pending, and is left alone.`);
		return "done";
	}
	const started = await persist(systemClock, () => jobs.rerun(id), failureMs);
	if (started.kind === "failure") throw unavailable(`job ${name} of run ${runId} could not be started again`, started.failure);
	if (started.value === "running") return "later";
	done.add(comment.id);
	say(`Job ${name} of run ${runId} was started again.`);
	return "done";
}
/** The job in its latest attempt. In a later attempt it has another number, so it is followed by its name. */
async function findJob(job, jobs) {
	const latest = await jobs.latest(job.runId);
	if (latest.kind === "failure") return latest;
	const itself = latest.value.find(({ id }) => id === job.jobId);
	if (itself !== void 0) return {
		kind: "value",
		value: itself
	};
	const then = await jobs.ofAttempt(job.runId, job.runAttempt);
	if (then.kind === "failure") return then;
	const name = then.value.find(({ id }) => id === job.jobId)?.name ?? job.jobKey;
	const named = latest.value.filter((each) => each.name === name);
	const [only] = named;
	if (only !== void 0 && named.length === 1) return {
		kind: "value",
		value: only
	};
	return {
		kind: "failure",
		failure: {
			kind: "missing",
			detail: `the run has ${named.length} jobs of the name ${name}; re-run the one that waits by hand`,
			retryAfterMs: void 0
		}
	};
}
function unavailable(what, failure) {
	const message = `${what}: ${failure.detail}`;
	if (failure.kind !== "forbidden" && failure.kind !== "missing") return new GateError("GITHUB_UNAVAILABLE", message, { hint: "Reply once more when GitHub answers." });
	return new GateError("GITHUB_FORBIDDEN", message, { hint: `Give the job these permissions:\n\n${permissionsBlock("resume")}` });
}
// src/main.ts
const runner = createActionsRunner();
try {
	const env = jobEnvironment();
	const { outcome, exitCode } = await (runner.input("resume").trim() === "true" ? runResume(runner, env) : runAction(runner, env));
	if (outcome === "pending") leavePending(exitCode);
	else end(exitCode, `the worst ending was ${outcome}; the log and the summary tell which command and why`);
} catch (error) {
	if (error instanceof GateError) end(exitCodeOf(error.code), [error.message, error.hint].filter((part) => part !== void 0).join("\n"));
	else {
		if (error instanceof Error) runner.show({
			kind: "debug",
			text: makeVisible(error.stack ?? "")
		});
		end(1, `an error that was not expected: ${String(error)}`);
	}
}
/** Nothing went wrong, but later steps must not take it for done. */
function leavePending(exitCode) {
	runner.show({
		kind: "annotation",
		level: "notice",
		title: "command-gate",
		message: "Requests wait for an answer on the pull request. This job ends now, and an answer starts it again.",
		place: void 0
	});
	process.exitCode = exitCode;
}
function end(exitCode, message) {
	if (exitCode !== 0) runner.fail(makeVisible(`command-gate: ${message}`));
	process.exitCode = exitCode;
}
export {};
