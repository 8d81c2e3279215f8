import { t as GateError } from "./errors.js";
import { Buffer } from "node:buffer";
// src/adapters/secretlint.ts
/**
* Left out: the rule by which a text could switch the others off (`secretlint-disable`; what is redacted here is an attacker's
* text and has no say in it), and those that go by a file's name.
*/
const left = ["filter-comments", "gcp"];
/**
* secretlint's recommended rules as a finder. They run without secretlint's own engine, which is asynchronous and obeys comments
* in the text. Loaded when first needed. Throws INTERNAL where this Node can't load them (secretlint needs Node 22).
*/
async function loadSecretlint() {
	const { rules } = await loadPreset();
	const named = rules.flatMap((rule) => {
		const name = rule.meta.id.replace(/^.*secretlint-rule-/, "");
		return left.includes(name) ? [] : [{
			name,
			rule
		}];
	});
	return (text) => {
		const found = [];
		const source = sourceOf(text);
		for (const { name, rule } of named) {
			const context = contextFor((start, end) => found.push({
				from: start,
				start,
				end,
				name
			}));
			const result = rule.create(context, {}).file?.(source);
			if (result instanceof Promise) result.catch(() => {});
		}
		return found;
	};
}
async function loadPreset() {
	try {
		return await import("./module.js");
	} catch (cause) {
		throw new GateError("INTERNAL", `the rules that find secrets could not be loaded: ${String(cause)}`, {
			cause,
			hint: "Run it with Node 22 or later."
		});
	}
}
function contextFor(found) {
	return {
		sharedOptions: {},
		createTranslator: () => (messageId, data) => ({
			messageId: String(messageId),
			message: "",
			data
		}),
		report: ({ range: [start, end] }) => found(start, end),
		ignore: () => {}
	};
}
function sourceOf(content) {
	const nowhere = {
		line: 1,
		column: 0
	};
	return {
		hasBOM: false,
		content,
		filePath: void 0,
		physicalFilePath: void 0,
		contentType: "text",
		ext: "",
		getFilePath: () => void 0,
		getPhysicalFilePath: () => void 0,
		locationToRange: () => [0, 0],
		rangeToLocation: () => ({
			start: nowhere,
			end: nowhere
		}),
		positionToIndex: () => 0,
		indexToPosition: () => nowhere
	};
}
// src/text/context-finder.ts
/**
* A value that could be a secret: no variable, call, path or placeholder, and letters and digits by turns, as in no identifier.
* Each step of the looking ahead can be taken in one way only, so no text makes it slow.
*/
const letter = "[^a-z\\s\"'`,;&]{0,80}[a-z]";
const digit = "[^\\d\\s\"'`,;&]{0,80}\\d";
/** Every pattern begins at its word and holds the secret as its only group; every repetition is bounded. */
const contexts = [
	{
		name: "secret",
		words: [
			"passw",
			"passp",
			"pwd",
			"secret",
			"token",
			"_key",
			"-key",
			"apikey",
			"credential",
			"_auth"
		],
		pattern: new RegExp(`(?:password|passwd|passphrase|pwd|secret(?:[_-]?(?:access[_-]?)?key)?|token|[_-]key|apikey|credentials?|_auth)(?:\\\\?["']?\\s{0,4}(?:=>|:=|=|:)\\s{0,4}\\\\?["']?|["']\\s{0,4},\\s{0,4}["']|\\s{1,4}["'])(${`(?![$<({*%/.]|[a-z]+\\()(?=${letter}${digit}${letter}${digit})[\\w!#$%&*+./:=?@^~-]{12,512}`})`, "diy")
	},
	{
		name: "authorization",
		words: ["authorization", "bearer"],
		pattern: /(?:authorization["']?\s{0,4}[:=]\s{0,4}["']?(?:basic|token|bearer|digest|apikey)|bearer)\s{1,4}["']?((?=[\w.~+/=:-]{0,80}\d)[\w.~+/=:-]{12,8192})/diy
	},
	{
		name: "url-password",
		words: ["://"],
		pattern: /:\/\/[^\s:/?#@'"`]{0,256}:((?![$*<{%])[^\s/?#@'"`]{3,512})@/dy
	},
	{
		name: "url-token",
		words: ["://"],
		pattern: /:\/\/((?=[\w-]{0,64}\d)[\w-]{20,512})(?::x-oauth-basic)?@/dy
	},
	{
		name: "webhook",
		words: ["slack.com/", "webhook"],
		pattern: /(?:slack\.com\/(?:services|workflows|triggers)|webhooks\/\d{10,25}|webhookb2)\/([\w/@-]{20,256})/diy
	},
	{
		name: "azure-key",
		words: ["key=", "sig="],
		pattern: /(?:key=(?=[\w+/]{40,90}={1,2})|sig=)([\w+/%-]{40,128}={0,2})/diy
	},
	{
		name: "npm-token",
		words: [":_"],
		pattern: /:_(?:authtoken|password)\s{0,4}=\s{0,4}"?((?!\$)[^\s"]{8,512})/diy
	},
	{
		name: "azure-secret",
		words: ["q~"],
		pattern: /(?<=(?<![\w~.-])[\w~.-]{3}[78])(Q~[\w~.-]{31,34})/dy
	},
	{
		name: "telegram-token",
		words: [":aa"],
		pattern: /(?<=(?<!\d)\d{8,10}):(AA[\w-]{33})(?![\w-])/dy
	},
	{
		name: "terraform-token",
		words: [".atlasv1."],
		pattern: /\.atlasv1\.([\w-]{60,128})/dy
	},
	{
		name: "private-key",
		words: ["-----begin "],
		pattern: /(-----BEGIN (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----BEGIN)[\s\S]){0,16384}?(?:-----END (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----|$))/dy
	}
];
/** Finds secrets by the word before them. */
function findInContext(text) {
	const lower = lowerCase(text);
	return contexts.flatMap((context) => context.words.flatMap((word) => spansAt(word, context, text, lower)));
}
function spansAt(word, { name, pattern }, text, lower) {
	const found = [];
	for (let position = lower.indexOf(word); position !== -1; position = lower.indexOf(word, position + 1)) {
		pattern.lastIndex = position;
		const range = pattern.exec(text)?.indices?.[1];
		if (range !== void 0) found.push({
			from: position,
			start: range[0],
			end: range[1],
			name
		});
	}
	return found;
}
/** Lower case with every character at its place; a few characters outside ASCII change their length otherwise. */
function lowerCase(text) {
	const lower = text.toLowerCase();
	return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (part) => part.toLowerCase());
}
// src/text/runs.ts
/** The characters of a run, as a table by code; none outside ASCII. */
function characterClass(pattern) {
	return Uint8Array.from({ length: 128 }, (_, code) => pattern.test(String.fromCharCode(code)) ? 1 : 0);
}
/**
* All runs of at least so many characters, in order. Looks only at every `shortest`-th character until one is of the class, since
* no run fits in between: most of a log is never looked at.
*/
function findRuns(text, inClass, shortest) {
	const isIn = (position) => {
		const code = text.charCodeAt(position);
		return code < 128 && inClass[code] === 1;
	};
	const runs = [];
	let free = 0;
	let position = shortest - 1;
	while (position < text.length) {
		if (!isIn(position)) {
			position += shortest;
			continue;
		}
		let start = position;
		while (start > free && isIn(start - 1)) start -= 1;
		let end = position + 1;
		while (end < text.length && isIn(end)) end += 1;
		if (end - start >= shortest) runs.push({
			start,
			end
		});
		free = end;
		position = end + shortest;
	}
	return runs;
}
// src/text/encoded-finder.ts
/** Shorter runs hold no secret. */
const shortestRun = 24;
/** Of base64 in both its alphabets, and so of hex, without padding. */
const base64Codes = characterClass(/[A-Za-z0-9+/_-]/);
/** Characters of a run that are decoded to see whether it is text at all. A multiple of 4. */
const sample = 24;
/** Finds what these finders find in base64, hex and URL encoded parts; the whole part is then the secret. */
function createEncodedFinder(finders) {
	const nameIn = (decoded) => finders.flatMap((find) => find(decoded)).at(0)?.name;
	return (text) => {
		const found = [];
		for (const { start, end } of findRuns(text, base64Codes, shortestRun)) {
			const decoded = decodeRun(text.slice(start, end));
			const name = decoded === void 0 ? void 0 : nameIn(decoded);
			if (name !== void 0) found.push({
				from: start,
				start,
				end,
				name
			});
		}
		if (text.includes("%")) found.push(...percentEncoded(text, nameIn));
		return found;
	};
}
/**
* The text that the run stands for in hex or base64, or undefined when it stands for none. In base64 of a text every fourth
* character is one of a few, because a text has no bytes over 127 and few under 32: most runs are told from one at once.
*/
function decodeRun(run) {
	const encoding = /^(?:[0-9a-fA-F]{2})+$/.test(run) ? "hex" : "base64";
	if (encoding === "base64" && !/^[CDI-Za-f]...[CDI-Za-f]...[CDI-Za-f]/.test(run)) return void 0;
	if (!isText(Buffer.from(run.slice(0, sample), encoding).toString("latin1"))) return void 0;
	return Buffer.from(run, encoding).toString("latin1");
}
function percentEncoded(text, nameIn) {
	return Array.from(text.matchAll(/(?:[\w.~*!'()-]|%[0-9a-fA-F]{2}){16,65536}/g)).flatMap((match) => {
		const [whole] = match;
		if (!whole.includes("%")) return [];
		const name = nameIn(whole.replace(/%(..)/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))));
		return name === void 0 ? [] : [{
			from: match.index,
			start: match.index,
			end: match.index + whole.length,
			name
		}];
	});
}
function isText(decoded) {
	return /^[\t\n\r\x20-\x7e]{8,}$/.test(decoded);
}
// src/text/encodings.ts
/** A value shorter than this has no encoded forms: they would be too short to be told from ordinary text. */
const shortestEncoded = 8;
/**
* The spellings in which a secret turns up: as it is, trimmed of quotes, each long line of it, JSON, URL, XML, hex, and base64 at
* its three shifts (in both alphabets). Longest first, without doubles, none shorter than four characters.
*/
function formsOf(value) {
	const lines = value.split(/\r\n|\r|\n/).map((line) => line.trim());
	const forms = [
		value,
		value.trim(),
		value.replace(/^["']|["']$/g, ""),
		...lines
	].flatMap((text) => [text, ...text.length < shortestEncoded ? [] : encodings(text)]);
	return [...new Set(forms)].filter((form) => form.length >= 4).sort((a, b) => b.length - a.length);
}
function encodings(text) {
	const bytes = Buffer.from(text);
	const json = JSON.stringify(text).slice(1, -1);
	const url = encodeUrl(text);
	const hex = bytes.toString("hex");
	const shifts = [
		0,
		1,
		2
	].map((shift) => base64At(bytes, shift));
	return [
		json,
		JSON.stringify(json).slice(1, -1),
		goJson(json),
		url,
		url.replaceAll("%20", "+"),
		encodeUrl(url),
		xml(text),
		hex,
		hex.toUpperCase(),
		...shifts,
		...shifts.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"))
	];
}
function encodeUrl(text) {
	return encodeURIComponent(text.toWellFormed());
}
/** Go escapes these in JSON by default. */
function goJson(json) {
	return json.replace(/[&<>]/g, (found) => `\\u00${found.charCodeAt(0).toString(16)}`);
}
function xml(text) {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;");
}
/** The part of the base64 text that depends on these bytes alone, when so many unknown bytes stand before them. */
function base64At(bytes, shift) {
	const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
	const start = [
		0,
		2,
		3
	][shift] ?? 0;
	const extra = (shift + bytes.length) % 3;
	return text.slice(start, text.replace(/=+$/, "").length - (extra === 0 ? 0 : 1));
}
// src/text/redact.ts
/** Finds known values in all their forms. */
function createValueFinder(values) {
	const nameOf = /* @__PURE__ */ new Map();
	for (const { name, value } of values) for (const form of formsOf(value)) if (!nameOf.has(form)) nameOf.set(form, name);
	const forms = [...nameOf.keys()].sort((a, b) => b.length - a.length);
	if (forms.length === 0) return () => [];
	const pattern = new RegExp(forms.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join("|"), "g");
	return (text) => Array.from(text.matchAll(pattern), (match) => ({
		from: match.index,
		start: match.index,
		end: match.index + match[0].length,
		name: nameOf.get(match[0]) ?? "secret"
	}));
}
/** All spans of all finders, in order, where they touch or overlap made one under the first one's name. */
function findSecrets(text, finders) {
	const spans = finders.flatMap((find) => find(text)).sort((a, b) => a.start - b.start || b.end - a.end);
	const merged = [];
	for (const span of spans) {
		const last = merged.at(-1);
		if (last === void 0 || span.start >= last.end) merged.push(span);
		else if (span.end > last.end || span.from < last.from) merged[merged.length - 1] = {
			...last,
			from: Math.min(last.from, span.from),
			end: Math.max(last.end, span.end)
		};
	}
	return merged;
}
/** The text with `[redacted:name]` in place of each span. */
function replaceSecrets(text, spans) {
	let result = "";
	let position = 0;
	for (const span of spans) {
		result += `${text.slice(position, span.start)}${markOf(span.name)}`;
		position = span.end;
	}
	return {
		text: result + text.slice(position),
		changed: spans.length > 0,
		names: [...new Set(spans.map((span) => span.name))]
	};
}
function markOf(name) {
	return `[redacted:${name.replace(/[^\w.-]/g, "_").slice(0, 60)}]`;
}
// src/text/token-shapes.ts
const shape = (name, starts, rest) => ({
	name,
	starts,
	rest
});
/** What is a secret because of how it begins, at the start of a word. */
const tokenShapes = [
	shape("github-token", "ghp_ gho_ ghu_ ghs_ ghr_", /\w{20,512}(?:[.-][\w.-]{20,8192})?/),
	shape("github-token", "github_pat_", /\w{22,255}/),
	shape("gitlab-token", "glpat- gldt- glrt- glcbt- glptt- glft- glimt- glagent- gloas- glsoat- glffct-", /[\w.-]{20,300}/),
	shape("aws-key-id", "AKIA ASIA ABIA ACCA", /[A-Z0-9]{16}(?![A-Za-z0-9])/),
	shape("google-key", "AIza", /[\w-]{35}/),
	shape("google-token", "ya29. GOCSPX-", /[\w-]{20,2048}/),
	shape("pypi-token", "pypi-A", /[\w-]{50,2048}/),
	shape("npm-token", "npm_", /[A-Za-z0-9]{36,255}/),
	shape("rubygems-token", "rubygems_", /[a-f0-9]{48}/),
	shape("crates-token", "cio", /[A-Za-z0-9]{32}(?![A-Za-z0-9])/),
	shape("slack-token", "xoxa xoxb xoxc xoxd xoxe xoxo xoxp xoxr xoxs", /(?:\.xox[a-z])?-[\w-]{10,512}/),
	shape("slack-token", "xapp-", /\d-[\w-]{10,512}/),
	shape("anthropic-key", "sk-ant-", /[\w-]{20,512}/),
	shape("openai-key", "sk-proj- sk-svcacct- sk-admin- sk-or-v1- sk-lf-", /[\w-]{20,512}/),
	shape("openai-key", "sk-", /[A-Za-z0-9]{32,128}(?![\w-])/),
	shape("huggingface-token", "hf_", /[A-Za-z0-9]{34,64}(?!\w)/),
	shape("groq-key", "gsk_", /[A-Za-z0-9]{52}/),
	shape("stripe-key", "sk_live_ sk_test_ rk_live_ rk_test_", /[A-Za-z0-9]{10,256}/),
	shape("webhook-secret", "whsec_", /[\w+/-]{24,256}={0,2}/),
	shape("digitalocean-token", "dop_v1_ doo_v1_ dor_v1_", /[a-f0-9]{64}/),
	shape("discord-token", "MT Mj Mz ND NT Nj Nz OD OT", /[\w-]{22,24}\.[\w-]{6}\.[\w-]{27,38}(?![\w-])/),
	shape("sendgrid-key", "SG.", /[\w-]{16,32}\.[\w-]{32,64}/),
	shape("twilio-key", "SK", /[a-f0-9]{32}(?![A-Za-z0-9])/),
	shape("mailgun-key", "key-", /[a-f0-9]{32}(?![A-Za-z0-9])/),
	shape("heroku-key", "HRKU-", /[\w-]{30,128}/),
	shape("newrelic-key", "NRAK- NRAL", /[A-Z0-9]{27,42}/),
	shape("doppler-token", "dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.", /[\w.-]{40,128}/),
	shape("linear-key", "lin_api_ lin_oauth_", /\w{32,128}/),
	shape("postman-key", "PMAK-", /[a-f0-9]{24}-[a-f0-9]{34}/),
	shape("planetscale-token", "pscale_tkn_ pscale_pw_ pscale_oauth_", /[\w.=-]{32,128}/),
	shape("pulumi-token", "pul-", /[a-f0-9]{40}/),
	shape("vault-token", "hvs. hvb. hvr.", /[\w-]{20,300}/),
	shape("sentry-token", "sntrys_ sntryu_", /[\w=+/-]{60,512}/),
	shape("atlassian-token", "ATATT3", /[\w=-]{100,512}/),
	shape("atlassian-token", "ATBB", /[A-Za-z0-9]{32}/),
	shape("square-token", "sq0atp- sq0csp- sq0idp-", /[\w-]{22,64}/),
	shape("shopify-token", "shppa_ shpca_ shpat_ shpss_ shpua_", /[a-fA-F0-9]{32,64}/),
	shape("docker-token", "dckr_pat_ dckr_oat_", /[\w-]{27,64}/),
	shape("netlify-token", "nfp_", /[A-Za-z0-9]{36,64}/),
	shape("supabase-key", "sbp_", /[a-f0-9]{40}/),
	shape("supabase-key", "sb_secret_", /[\w-]{20,64}/),
	shape("age-key", "AGE-SECRET-KEY-1", /[0-9A-Z]{58}/),
	shape("databricks-token", "dapi", /[a-f0-9]{32}(?:-\d)?/),
	shape("grafana-token", "glsa_", /[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}/),
	shape("grafana-token", "glc_", /[\w+/-]{32,400}={0,2}/),
	shape("notion-token", "ntn_", /[A-Za-z0-9]{40,64}/),
	shape("airtable-token", "pat", /[A-Za-z0-9]{14}\.[a-f0-9]{64}/),
	shape("tailscale-key", "tskey-", /[a-z]{2,20}-\w{8,40}-\w{16,60}/),
	shape("vercel-token", "vcp_ vci_ vca_ vcr_ vck_", /[A-Za-z0-9]{20,60}(?!\w)/),
	shape("circleci-token", "CCIPAT_ CCIPRJ_", /[\w-]{20,128}/),
	shape("buildkite-token", "bkua_ bkar_ bkaj_", /[a-f0-9]{40}/),
	shape("figma-token", "figd_", /[\w-]{40,200}/),
	shape("cloudflare-token", "cfk_ cfut_ cfat_", /[A-Za-z0-9]{48}/),
	shape("onepassword-token", "ops_ey", /[\w+/=-]{100,1280}/),
	shape("artifactory-key", "AKCp", /[A-Za-z0-9]{69}/),
	shape("dynatrace-token", "dt0", /[a-z]\d{2}\.[A-Z0-9]{24}\.[A-Z0-9]{64}/),
	shape("jwt", "eyJ", /[\w-]{8,4096}\.eyJ[\w-]{8,16384}\.[\w-]{8,4096}/)
];
// src/text/token-finder.ts
/** No token is shorter in the characters that all tokens begin with. */
const shortestToken = 15;
const tokenCodes = characterClass(/[\w.-]/);
const wordCodes = characterClass(/[A-Za-z0-9]/);
/** Finds tokens by their beginning: where a word starts with some issuer's mark, in runs that are long enough for a token. */
function createTokenFinder(shapes = tokenShapes) {
	const index = indexByStart(shapes);
	return (text) => findRuns(text, tokenCodes, shortestToken).flatMap((run) => tokensIn(run, text, index));
}
function tokensIn({ start, end }, text, index) {
	const found = [];
	let isInWord = false;
	for (let position = start; position < end; position += 1) {
		const begins = !isInWord;
		isInWord = wordCodes[text.charCodeAt(position)] === 1;
		const span = begins && isInWord ? firstMatch(candidatesAt(index, text, position), text, position) : void 0;
		if (span === void 0) continue;
		found.push(span);
		position = span.end - 1;
	}
	return found;
}
function firstMatch(candidates, text, position) {
	for (const { name, start, rest } of candidates) {
		if (!text.startsWith(start, position)) continue;
		rest.lastIndex = position + start.length;
		if (rest.test(text)) return {
			from: position,
			start: position,
			end: rest.lastIndex,
			name
		};
	}
}
function candidatesAt(index, text, position) {
	const second = text.charCodeAt(position + 1);
	return index[text.charCodeAt(position) * 128 + (second < 128 ? second : 0)] ?? none;
}
const none = [];
function indexByStart(shapes) {
	const index = Array.from({ length: 16384 }, () => none);
	for (const { name, starts, rest } of shapes) for (const start of starts.split(" ")) {
		const key = start.charCodeAt(0) * 128 + start.charCodeAt(1);
		index[key] = [...index[key] ?? none, {
			name,
			start,
			rest: new RegExp(rest.source, "y")
		}];
	}
	return index;
}
// src/text/redactor.ts
/**
* A redactor that knows these values (in all the forms of `formsOf`), the shapes of secrets, and what further finders find.
* Values shorter than four characters are not looked for.
*/
function createRedactor(options) {
	const shapes = [
		findInContext,
		createTokenFinder(),
		...options.finders ?? []
	];
	const finders = [
		createValueFinder(options.values),
		...shapes,
		createEncodedFinder(shapes)
	];
	return {
		redact: (text) => replaceSecrets(text, findSecrets(text, finders)),
		stream: () => createRedactionStream(finders)
	};
}
/** Characters without a newline that are waited for. */
const longestLine = 65536;
/** No secret that is looked for is longer; so much of an unfinished line is kept back when a part of it must go. */
const longestSecret = 20480;
function createRedactionStream(finders) {
	let held = "";
	return {
		write: (text) => {
			held += text;
			const line = held.lastIndexOf("\n") + 1;
			if (line === 0 && held.length <= longestLine) return "";
			const spans = findSecrets(held, finders);
			const cut = cutBefore(held.length - line > longestLine ? held.length - longestSecret : line, spans);
			const ready = held.slice(0, cut);
			held = held.slice(cut);
			return replaceSecrets(ready, spans.filter((span) => span.start < cut).map((span) => ({
				...span,
				end: Math.min(span.end, cut)
			}))).text;
		},
		end: () => {
			const rest = replaceSecrets(held, findSecrets(held, finders)).text;
			held = "";
			return rest;
		}
	};
}
/**
* The last place at or before `wanted` that no secret crosses. One that reaches the end may go on in the next piece (a private
* key): it is waited for, up to the longest secret.
*/
function cutBefore(wanted, spans) {
	const crossing = spans.findLast((span) => span.from < wanted && span.end >= wanted);
	return crossing === void 0 || wanted - crossing.from > longestSecret ? wanted : crossing.from;
}
// src/text/secret-names.ts
const secretWord = /token|secret|passw|pwd|credential|private|api[-_]?key|access[-_]?key|_key$|auth|cookie|session|dsn|connection[-_]?string/i;
/** Names that sound secret and whose values are printed all the time. */
const publicNames = /* @__PURE__ */ new Set([
	"PWD",
	"OLDPWD",
	"SSH_AUTH_SOCK",
	"GPG_AGENT_INFO",
	"DBUS_SESSION_BUS_ADDRESS",
	"XDG_SESSION_ID",
	"GITHUB_ACTIONS"
]);
/** The values of an environment that are likely secret by their names: what a redactor is to know from the start. */
function secretsOfEnvironment(env) {
	return Object.entries(env).filter(([name, value]) => secretWord.test(name) && !publicNames.has(name) && isTelling(value)).map(([name, value]) => ({
		name,
		value
	}));
}
/** Replacing every `true` or `1234` in a log would hide more than it saves. */
function isTelling(value) {
	return value.length >= 6 && !/^(true|false|none|null|undefined|default|\d{1,7})$/i.test(value);
}
// src/wiring/redactor.ts
/** The redactor of a run: it knows the job's secret-looking values, what else the gate was given, and the shapes of secrets. */
async function createRunRedactor(env, given = []) {
	const secrets = [...secretsOfEnvironment(env), ...given.filter((secret) => secret !== void 0)];
	return {
		redactor: createRedactor({
			values: secrets,
			finders: [await loadSecretlint()]
		}),
		secrets
	};
}
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
export { createRunRedactor as n, cancelOnSignals as t };
