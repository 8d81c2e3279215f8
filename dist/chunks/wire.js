// src/sandbox/seccomp/bpf.ts
/** The operations that a filter of ours is made of, by their codes in linux/bpf_common.h. */
const op = {
	loadWord: 32,
	and: 84,
	jumpEqual: 21,
	jumpAtLeast: 53,
	return: 6
};
function plain$1(code, value) {
	return {
		code,
		jumpTrue: 0,
		jumpFalse: 0,
		value
	};
}
/** Loads the 32-bit word at this offset of struct seccomp_data. */
function load(offset) {
	return plain$1(op.loadWord, offset);
}
/** Keeps only these bits of what was loaded. */
function keep(bits) {
	return plain$1(op.and, bits);
}
/** Ends the program with this answer. */
function answer(value) {
	return plain$1(op.return, value);
}
/** Compares for equality and skips so many instructions either way; throws where a byte can't hold the distance. */
function ifEqual(value, jumpTrue, jumpFalse) {
	return jump(op.jumpEqual, value, jumpTrue, jumpFalse);
}
/** Compares unsigned, at least `value`, and skips so many instructions either way. */
function ifAtLeast(value, jumpTrue, jumpFalse) {
	return jump(op.jumpAtLeast, value, jumpTrue, jumpFalse);
}
function jump(code, value, jumpTrue, jumpFalse) {
	if (Math.max(jumpTrue, jumpFalse) > 255) throw new RangeError(`a jump of more than 255 instructions`);
	return {
		code,
		jumpTrue,
		jumpFalse,
		value
	};
}
/** The program as the kernel reads it: 8 bytes an instruction, little-endian as both of our machines are. */
function encode(program) {
	const bytes = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(program.length * 8));
	for (const [index, instruction] of program.entries()) {
		bytes.setUint16(index * 8, instruction.code, true);
		bytes.setUint8(index * 8 + 2, instruction.jumpTrue);
		bytes.setUint8(index * 8 + 3, instruction.jumpFalse);
		bytes.setUint32(index * 8 + 4, instruction.value >>> 0, true);
	}
	return new Uint8Array(bytes.buffer);
}
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
// src/sandbox/private-address.ts
const v4 = [
	{
		bytes: [
			169,
			254,
			169,
			254
		],
		bits: 32,
		reason: "a metadata service"
	},
	{
		bytes: [
			169,
			254,
			170,
			2
		],
		bits: 32,
		reason: "a metadata service"
	},
	{
		bytes: [
			100,
			100,
			100,
			200
		],
		bits: 32,
		reason: "a metadata service"
	},
	{
		bytes: [
			192,
			0,
			0,
			192
		],
		bits: 32,
		reason: "a metadata service"
	},
	{
		bytes: [
			168,
			63,
			129,
			16
		],
		bits: 32,
		reason: "a metadata service"
	},
	{
		bytes: [0],
		bits: 8,
		reason: "unspecified"
	},
	{
		bytes: [10],
		bits: 8,
		reason: "private"
	},
	{
		bytes: [100, 64],
		bits: 10,
		reason: "shared (carrier-grade NAT)"
	},
	{
		bytes: [127],
		bits: 8,
		reason: "loopback"
	},
	{
		bytes: [169, 254],
		bits: 16,
		reason: "link-local"
	},
	{
		bytes: [172, 16],
		bits: 12,
		reason: "private"
	},
	{
		bytes: [
			192,
			0,
			0
		],
		bits: 24,
		reason: "reserved"
	},
	{
		bytes: [
			192,
			88,
			99
		],
		bits: 24,
		reason: "reserved"
	},
	{
		bytes: [192, 168],
		bits: 16,
		reason: "private"
	},
	{
		bytes: [198, 18],
		bits: 15,
		reason: "reserved for benchmarks"
	},
	{
		bytes: [224],
		bits: 4,
		reason: "multicast"
	},
	{
		bytes: [240],
		bits: 4,
		reason: "reserved"
	}
];
const v6 = [
	{
		bytes: [
			253,
			0,
			14,
			194,
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
			2,
			84
		],
		bits: 128,
		reason: "a metadata service"
	},
	{
		bytes: [
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
			0,
			0,
			0,
			0,
			0,
			0
		],
		bits: 128,
		reason: "unspecified"
	},
	{
		bytes: [
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
			0,
			0,
			0,
			0,
			0,
			1
		],
		bits: 128,
		reason: "loopback"
	},
	{
		bytes: [252],
		bits: 7,
		reason: "private"
	},
	{
		bytes: [254, 128],
		bits: 10,
		reason: "link-local"
	},
	{
		bytes: [254, 192],
		bits: 10,
		reason: "private"
	},
	{
		bytes: [255],
		bits: 8,
		reason: "multicast"
	},
	{
		bytes: [
			32,
			1,
			0,
			0
		],
		bits: 32,
		reason: "a tunnel (Teredo)"
	}
];
/** Forms of IPv6 address that carry an IPv4 address: where it stands, so that none of them is a way around the table. */
const carriers = [
	{
		bytes: [
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
		],
		at: 12
	},
	{
		bytes: [
			0,
			0,
			0,
			0,
			0,
			0,
			0,
			0,
			255,
			255,
			0,
			0
		],
		at: 12
	},
	{
		bytes: [
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
			0,
			0
		],
		at: 12
	},
	{
		bytes: [
			0,
			100,
			255,
			155,
			0,
			0,
			0,
			0,
			0,
			0,
			0,
			0
		],
		at: 12
	},
	{
		bytes: [32, 2],
		at: 2
	}
];
function reasonV6(address) {
	const listed = v6.find((network) => startsWith(address, network.bytes, network.bits));
	if (listed !== void 0) return listed.reason;
	const carrier = carriers.find((form) => startsWith(address, form.bytes));
	if (carrier !== void 0) return reasonFor(address.slice(carrier.at, carrier.at + 4));
	if (startsWith(address.slice(8), [
		0,
		0,
		94,
		254
	]) || startsWith(address.slice(8), [
		2,
		0,
		94,
		254
	])) return reasonFor(address.slice(12));
	return startsWith(address, [32], 3) ? void 0 : "reserved";
}
function reasonFor(address) {
	if (address.length === 16) return reasonV6(address);
	return v4.find((network) => startsWith(address, network.bytes, network.bits))?.reason;
}
/**
* Why a connection from the machine that runs the gate must not go to this address: it is private, loopback, link-local,
* a metadata service, multicast or reserved, in any of the forms in which IPv6 can carry IPv4. Undefined for public addresses.
* What is no address at all is refused too. The networks reserved for documentation count as public: nothing of this machine or
* its surroundings is there, and laboratories put their whole world in them.
*/
function isPrivateAddress(text) {
	const address = parseAddress(text);
	return address === void 0 ? "not an address" : reasonFor(address);
}
/** The networks reserved for documentation, in which laboratories put their whole world, on one machine too. */
const laboratories = [
	{
		bytes: [
			192,
			0,
			2
		],
		bits: 24
	},
	{
		bytes: [
			198,
			51,
			100
		],
		bits: 24
	},
	{
		bytes: [
			203,
			0,
			113
		],
		bits: 24
	}
];
const laboratories6 = [{
	bytes: [
		32,
		1,
		13,
		184
	],
	bits: 32
}, {
	bytes: [
		63,
		255,
		0
	],
	bits: 20
}];
/** True when a public address is one of those that this machine itself has, IPv4 in IPv6 clothes included. */
function isSameMachine(text, here) {
	const address = plain(text);
	if (address === void 0) return false;
	if ((address.length === 4 ? laboratories : laboratories6).some(({ bytes, bits }) => startsWith(address, bytes, bits))) return false;
	const own = formatAddress(address);
	return here.some((other) => {
		const bytes = plain(other);
		return bytes !== void 0 && formatAddress(bytes) === own;
	});
}
function plain(text) {
	const address = parseAddress(text);
	return address === void 0 ? void 0 : unmapAddress(address);
}
// src/adapters/egress/wire.ts
/** How a place was tried: by a question for its name alone, by TCP, or by something that is never carried. */
const manners = [
	"question",
	"tcp",
	"udp",
	"other"
];
/** The most contacts that one attempt's report names. */
const maxContacts = 1e3;
/** The longest line either side reads: a full report of the longest names. */
const maxLineBytes = 2e6;
/** The longest first line of a connection that is passed on. */
const maxPassageBytes = 2048;
/**
* Takes a stream of ASCII apart into lines of JSON. A line beyond `maxBytes` or one that is no JSON calls `onBroken`, once, and
* nothing more is read: the other side is not what it should be.
*/
function lineReader(maxBytes, onValue, onBroken) {
	let pending = "";
	let broken = false;
	function fail(reason) {
		broken = true;
		pending = "";
		onBroken(reason);
	}
	function take(line) {
		if (broken) return;
		let value;
		try {
			value = JSON.parse(line);
		} catch {
			fail("a line that is no JSON");
			return;
		}
		onValue(value);
	}
	return (chunk) => {
		if (broken) return;
		const [first = "", ...later] = chunk.toString("latin1").split("\n");
		pending += first;
		for (const line of later) {
			take(pending);
			pending = line;
		}
		if (pending.length > maxBytes) fail(`a line of more than ${maxBytes} bytes`);
	};
}
// src/adapters/egress/network.ts
/** The two ends of the wire between the commands' network namespace and the egress's. Never seen on a real network. */
const network = {
	/** The egress's end: the commands' router and name server. */
	gateway: "198.18.0.1",
	/** The commands' end. */
	inside: "198.18.0.2",
	gateway6: "fd00:6a7e::1",
	inside6: "fd00:6a7e::2",
	/** The wire's name at the egress's end. */
	device: "gate"
};
/** What /etc/resolv.conf holds for a command: the egress is the only name server there is. */
const resolvConf = `nameserver ${network.gateway}\n`;
export { load as S, answer as _, maxContacts as a, ifEqual as b, isPrivateAddress as c, parseHostPattern as d, permits as f, unmapAddress as g, parseAddress as h, manners as i, isSameMachine as l, formatAddress as m, resolvConf as n, maxLineBytes as o, renderHost as p, lineReader as r, maxPassageBytes as s, network as t, covers as u, encode as v, keep as x, ifAtLeast as y };
