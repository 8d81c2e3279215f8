// src/sandbox/address.ts
function parseV4(text) {
	const octets = text.split(".");
	if (octets.length !== 4 || !octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet))) return void 0;
	const bytes = octets.map(Number);
	return bytes.every((byte) => byte <= 255) ? bytes : void 0;
}
function parseGroups(text) {
	if (text === "") return [];
	const groups = text.split(":");
	const last = groups.at(-1) ?? "";
	const embedded = last.includes(".") ? parseV4(last) : [];
	if (embedded === void 0) return void 0;
	const hex = last.includes(".") ? groups.slice(0, -1) : groups;
	if (!hex.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return void 0;
	return [...hex.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]), ...embedded];
}
function parseV6(text) {
	const halves = text.split("::");
	if (halves.length > 2) return void 0;
	const head = parseGroups(halves[0] ?? "");
	const tail = parseGroups(halves[1] ?? "");
	if (head === void 0 || tail === void 0) return void 0;
	const missing = 16 - head.length - tail.length;
	if (halves.length === 1) return missing === 0 ? head : void 0;
	return missing >= 2 ? [
		...head,
		...Array(missing).fill(0),
		...tail
	] : void 0;
}
/** The bytes of an address in strict text form; undefined for everything else, zone ids and `127.1` included. */
function parseAddress(text) {
	return text.includes(":") ? parseV6(text) : parseV4(text);
}
/** The one text form of an address (RFC 5952), so that equal addresses are equal strings. */
function formatAddress(address) {
	if (address.length === 4) return address.join(".");
	const groups = Array.from({ length: 8 }, (_, index) => ((address[2 * index] ?? 0) << 8 | (address[2 * index + 1] ?? 0)).toString(16));
	const longest = (groups.join(":").match(/\b0(:0)+\b/g) ?? []).reduce((left, right) => right.length > left.length ? right : left, "");
	if (longest === "") return groups.join(":");
	const text = groups.join(":");
	const at = text.search(new RegExp(`\\b${longest}\\b`));
	const [before, after] = [text.slice(0, at), text.slice(at + longest.length)];
	return `${before.replace(/:$/, "")}::${after.replace(/^:/, "")}`;
}
/** The IPv4 address inside an IPv4-mapped IPv6 address; any other address as it is. */
function unmapAddress(address) {
	return startsWith(address, [
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		0,
		255,
		255
	]) && address.length === 16 ? address.slice(12) : address;
}
/** Whether the address lies in the network: its first `bits` bits, or all those of the given bytes. */
function startsWith(address, network, bits = network.length * 8) {
	return network.every((byte, index) => {
		const mask = 255 << Math.max(0, 8 * (index + 1) - bits) & 255;
		return ((address[index] ?? 0) & mask) === (byte & mask);
	});
}
// src/sandbox/hosts.ts
const webPorts = [80, 443];
const label = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;
/** Second levels under which strangers register, below a country's two letters: `*.co.uk` is as broad as `*.com`. */
const registrySecondLevels = new Set("ac asn co com edu gob gov go govt id ltd me mil ne net nom or org plc sch".split(" "));
function invalid(reason) {
	return {
		kind: "invalid",
		reason
	};
}
function parsePort(text) {
	const port = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 0;
	return port >= 1 && port <= 65535 ? port : void 0;
}
function nameProblem(name) {
	const labels = name.split(".");
	if (name.length > 253 || !labels.every((part) => label.test(part))) return "is no host name: letters, digits and hyphens between dots, at most 63 in a part and 253 in all";
	if (/^(\d+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? "")) return "ends in a number but is no address: write all four parts in decimal, without leading zeros";
	if (labels.at(-1) === "localhost") return "is the command's own machine, which needs no grant";
}
function wildcardProblem(suffix) {
	const labels = suffix.split(".");
	const [second = "", top = ""] = labels.slice(-2);
	if (labels.length < 2) return `is too broad: name at least two parts after the star, like *.example.${suffix}`;
	if (labels.length === 2 && top.length === 2 && registrySecondLevels.has(second)) return `is too broad: anybody can register a name under ${suffix}`;
	return nameProblem(suffix);
}
function textProblem(text) {
	if (text === "") return "is empty";
	if (/[^\x21-\x7e]/.test(text)) return /\P{ASCII}/u.test(text) ? "has letters beyond ASCII: write the name in its xn-- form, so that lookalikes show" : "has a space or a control character";
	if (text.includes("://")) return "has a scheme: write the host alone";
	if (/[/?#]/.test(text)) return "has a path: hosts can be granted, paths on them cannot";
	if (text.includes("@")) return "has a user name: write the host alone";
}
function splitPort(text) {
	const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(text);
	if (bracketed !== null) {
		const inner = bracketed[1] ?? "";
		return inner.includes(":") ? {
			host: inner,
			port: bracketed[2]
		} : void 0;
	}
	if (parseAddress(text) !== void 0) return {
		host: text,
		port: void 0
	};
	const [host = "", port, ...rest] = text.split(":");
	return rest.length === 0 ? {
		host,
		port
	} : void 0;
}
function parseName(text) {
	const address = parseAddress(text);
	if (address !== void 0) return { host: formatAddress(unmapAddress(address)) };
	const name = text.replace(/\.$/, "");
	if (name === "*") return { problem: "would grant every host: name the hosts" };
	const suffix = name.startsWith("*.") ? name.slice(2) : void 0;
	if ((suffix ?? name).includes("*")) return { problem: "has a star in a place other than the first part" };
	const problem = suffix === void 0 ? nameProblem(name) : wildcardProblem(suffix);
	return problem === void 0 ? { host: name } : { problem };
}
/**
* Reads `host`, `host:port`, `*.suffix`, `*.suffix:port`, an IPv4 address or an IPv6 address in brackets, each with an
* optional port. The reason of an invalid one completes the sentence "'text' …".
*/
function parseHostPattern(text) {
	const problem = textProblem(text);
	if (problem !== void 0) return invalid(problem);
	const parts = splitPort(text.toLowerCase());
	if (parts === void 0) return invalid("has too many colons: write an IPv6 address in brackets, like [2001:db8::1]:443");
	const port = parts.port === void 0 ? void 0 : parsePort(parts.port);
	if (parts.port !== void 0 && port === void 0) return invalid("has no port between 1 and 65535 after the colon");
	const name = parseName(parts.host);
	if ("problem" in name) return invalid(name.problem);
	return {
		kind: "host",
		pattern: {
			host: name.host,
			port
		}
	};
}
/** A pattern in the policy file's own spelling: reading it again gives the same pattern. */
function renderHost(pattern) {
	const host = pattern.host.includes(":") ? `[${pattern.host}]` : pattern.host;
	return pattern.port === void 0 ? host : `${host}:${pattern.port}`;
}
function names(pattern, host) {
	return pattern.host.startsWith("*.") ? host.endsWith(pattern.host.slice(1)) : host === pattern.host;
}
/**
* Whether a connection to the host and port is among the patterns. A pattern without port stands for 80 and 443.
* `port` undefined asks for the name alone: whether any port of it is covered.
*/
function covers(patterns, host, port) {
	return patterns.some((pattern) => {
		if (!names(pattern, host)) return false;
		return port === void 0 || (pattern.port === void 0 ? webPorts.includes(port) : pattern.port === port);
	});
}
/**
* Whether the host may be reached. A denied pattern without port closes every port of its hosts, since whoever denies a host
* means the host; one with a port closes that port.
*/
function permits(reach, host, port) {
	return !reach.deny.some((pattern) => names(pattern, host) && (pattern.port === void 0 || pattern.port === port)) && covers(reach.allow, host, port);
}
export { formatAddress as a, unmapAddress as c, renderHost as i, parseHostPattern as n, parseAddress as o, permits as r, startsWith as s, covers as t };
