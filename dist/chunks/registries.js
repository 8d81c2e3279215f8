import { d as parseHostPattern, p as renderHost } from "./wire.js";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import tls from "node:tls";
import { delimiter, isAbsolute, join, sep } from "node:path";
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { get } from "node:https";
// src/adapters/registries.ts
const withinMs = 15e3;
const maxBytes = 4 << 20;
const passedNames = /^(HOME|USER|LANG|JAVA_HOME|XDG_CONFIG_HOME|XDG_CONFIG_DIRS|SSL_CERT_FILE|SSL_CERT_DIR)$/;
const passedFamilies = /^(npm_config_|pip_|cargo_|rustup_|go|maven_|m2_|gem_|pyenv_)/i;
const secretNames = /token|secret|password|passwd|credential|_auth|api_?key/i;
const url = /(?:sparse\+)?(https?:\/\/[^\s'"`,;|<>)\]]+)/g;
/** PATH without the workspace: a program that the pull request brought may not say which hosts it would like to reach. */
function trustedPath(path, workspace) {
	return path.split(delimiter).filter((entry) => isAbsolute(entry) && !isInside(entry, workspace)).join(delimiter);
}
function isInside(path, workspace) {
	if (workspace === void 0) return false;
	try {
		const [inner, outer] = [realpathSync(path), realpathSync(workspace)];
		return inner === outer || inner.startsWith(outer + sep);
	} catch {
		return true;
	}
}
function toolEnv(env, workspace) {
	const passed = Object.entries(env).filter(([name]) => (passedNames.test(name) || passedFamilies.test(name)) && !secretNames.test(name));
	return {
		...Object.fromEntries(passed),
		PATH: trustedPath(env["PATH"] ?? "", workspace),
		NO_COLOR: "1"
	};
}
function createAsk(base) {
	return (program, argv, { cwd = "/", env = {} } = {}) => {
		const settings = {
			timeout: withinMs,
			killSignal: "SIGKILL",
			maxBuffer: maxBytes,
			encoding: "utf8",
			cwd,
			env: {
				...base,
				...env
			}
		};
		return new Promise((done) => {
			execFile(program, argv, settings, (error, stdout, stderr) => {
				if (error?.code === "ENOENT" || error?.code === "EACCES") done(void 0);
				else done({
					text: error === null ? stdout : `${stdout}\n${stderr}`,
					isFine: error === null
				});
			}).stdin?.end();
		});
	};
}
function urlsIn(text) {
	return [...text.matchAll(url)].flatMap((match) => match[1] ?? []);
}
function parseJson(text) {
	try {
		const value = JSON.parse(text);
		return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
	} catch {
		return {};
	}
}
function strings(values) {
	return values.filter((value) => typeof value === "string");
}
/** The default registry and those of scopes. As text, because npm's JSON leaves out an address with a password in it. */
async function askNpm(ask) {
	return ((await ask("npm", [
		"config",
		"list",
		"--long"
	]))?.text.split("\n").filter((line) => /^(@[^\s;]+:)?registry = /.test(line)))?.flatMap(urlsIn);
}
const pipDefaults = "from pip._internal.models.index import PyPI as i; print(i.simple_url, \"https://\" + i.file_storage_domain)";
/** What pip is configured with; where no index is, or its own, that one and the host of its files, from pip itself. */
async function askPip(ask) {
	const python = await ask("python3", ["-c", ""]) === void 0 ? "python" : "python3";
	const [settings, defaults] = await Promise.all([ask(python, [
		"-m",
		"pip",
		"config",
		"list"
	]), ask(python, ["-c", pipDefaults])]);
	if (settings === void 0 || defaults === void 0 || !defaults.isFine) return void 0;
	const lines = settings.text.split("\n").filter((line) => /^[^=]*(index-url|find-links)=/.test(line));
	const index = lines.filter((line) => /[.]index-url=/.test(line)).flatMap(urlsIn);
	const own = urlsIn(defaults.text);
	const ownHost = hostOf(own[0] ?? "");
	const usesOwn = index.length === 0 || index.some((place) => hostOf(place) === ownHost);
	return [...lines.flatMap(urlsIn), ...usesOwn ? own : []];
}
function hostOf(text) {
	return URL.canParse(text) ? new URL(text).host : "";
}
/**
* Stable cargo does not print its settings. Asked for a crate with the network closed, it names the index that it would have
* asked, with replaced sources and all; that index then names the host of its files.
*/
async function askCargo(ask) {
	const directory = mkdtempSync(join(tmpdir(), "command-gate-cargo-"));
	try {
		mkdirSync(join(directory, "src"));
		writeFileSync(join(directory, "src/lib.rs"), "");
		writeFileSync(join(directory, "Cargo.toml"), "[package]\nname = \"ask\"\nversion = \"0.0.0\"\n[dependencies]\nlibc = \"0.2\"\n[workspace]\n");
		const answer = await ask("cargo", ["generate-lockfile"], {
			cwd: directory,
			env: {
				CARGO_HTTP_PROXY: "http://127.0.0.1:1",
				CARGO_NET_RETRY: "0",
				CARGO_TERM_COLOR: "never"
			}
		});
		if (answer === void 0) return void 0;
		const index = urlsIn(answer.text).filter((place) => !place.includes("127.0.0.1"));
		const described = index.filter((place) => place.endsWith("/config.json"));
		return [...index, ...(await Promise.all(described.map(filesOfIndex))).flat()];
	} finally {
		rmSync(directory, {
			recursive: true,
			force: true
		});
	}
}
/** The index's own description: where its files are. Trusts the authorities of the machine, as cargo does. */
async function filesOfIndex(place) {
	const ca = "getCACertificates" in tls ? [...tls.getCACertificates("default"), ...tls.getCACertificates("system")] : void 0;
	const options = {
		...ca === void 0 ? {} : { ca },
		timeout: withinMs
	};
	const { dl, api } = parseJson(await new Promise((done) => {
		const request = get(place, options, (response) => {
			let body = "";
			response.setEncoding("utf8").on("data", (chunk) => {
				body += chunk;
				if (body.length > maxBytes) request.destroy();
			});
			response.on("close", () => done(body));
		});
		request.on("timeout", () => request.destroy()).on("error", () => done(""));
	}));
	return strings([dl, api]);
}
/** The module proxies and the checksum database. */
async function askGo(ask) {
	const answer = await ask("go", [
		"env",
		"-json",
		"GOPROXY",
		"GOSUMDB"
	]);
	if (answer === void 0) return void 0;
	const { GOPROXY, GOSUMDB } = parseJson(answer.text);
	const [database = "", place] = typeof GOSUMDB === "string" ? GOSUMDB.split(" ") : [];
	const sums = database === "" || database === "off" ? [] : [place ?? `https://${database.replace(/\+.*$/, "")}`];
	return [...typeof GOPROXY === "string" ? urlsIn(GOPROXY) : [], ...sums];
}
/** Offline and with an empty repository, Maven names the repositories that it lacks, mirrors of the settings in their place. */
async function askMaven(ask) {
	const directory = mkdtempSync(join(tmpdir(), "command-gate-maven-"));
	try {
		return ((await ask("mvn", [
			"--offline",
			"--batch-mode",
			"--quiet",
			`-Dmaven.repo.local=${directory}`,
			"none:none"
		], { cwd: directory }))?.text.split("\n").filter((line) => !line.includes("[Help 1] http")))?.flatMap((line) => urlsIn(line.replace(/\[Help \d+\].*/, "")));
	} finally {
		rmSync(directory, {
			recursive: true,
			force: true
		});
	}
}
/** The sources, and the index that RubyGems keeps under each. */
async function askGem(ask) {
	const answer = await ask("gem", ["sources", "--list"]);
	return answer === void 0 ? void 0 : urlsIn(answer.text).flatMap((place) => [place, place.replace("://", "://index.")]);
}
const asking = {
	npm: askNpm,
	pip: askPip,
	cargo: askCargo,
	go: askGo,
	maven: askMaven,
	gem: askGem
};
function patternOf(place) {
	if (!URL.canParse(place)) return void 0;
	const { hostname, port, protocol } = new URL(place);
	const parsed = parseHostPattern(`${hostname}:${port === "" ? protocol === "http:" ? 80 : 443 : port}`);
	return parsed.kind === "host" ? parsed.pattern : void 0;
}
/**
* The hosts that a tool is configured with on this machine, asked from the tool itself: outside the workspace, with its own
* settings but no secrets, within 15 seconds. No host is known to us, so a tool that is missing or that names none grants
* nothing, and a note says so. Never throws.
*/
async function registryHosts(tool, options) {
	const workspace = options.workspace ?? options.env["GITHUB_WORKSPACE"];
	const places = await asking[tool](createAsk(toolEnv(options.env, workspace))).catch(() => void 0);
	const unanswered = `network.allow: ${tool} grants no host, because ${tool} is not installed here or did not answer`;
	if (places === void 0) return {
		hosts: [],
		notes: [unanswered]
	};
	const hosts = /* @__PURE__ */ new Map();
	for (const place of places) {
		const pattern = patternOf(place);
		if (pattern !== void 0) hosts.set(renderHost(pattern), pattern);
	}
	const none = `network.allow: ${tool} grants no host, because ${tool} is configured with none that commands could reach`;
	return {
		hosts: [...hosts.values()],
		notes: hosts.size === 0 ? [none] : []
	};
}
export { registryHosts };
