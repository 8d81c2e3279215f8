import { o as parseAddress, s as startsWith } from "./hosts.js";
// src/sandbox/seccomp/bpf.ts
/** The operations that a filter of ours is made of, by their codes in linux/bpf_common.h. */
const op = {
	loadWord: 32,
	and: 84,
	jumpEqual: 21,
	jumpAtLeast: 53,
	return: 6
};
function plain(code, value) {
	return {
		code,
		jumpTrue: 0,
		jumpFalse: 0,
		value
	};
}
/** Loads the 32-bit word at this offset of struct seccomp_data. */
function load(offset) {
	return plain(op.loadWord, offset);
}
/** Keeps only these bits of what was loaded. */
function keep(bits) {
	return plain(op.and, bits);
}
/** Ends the program with this answer. */
function answer(value) {
	return plain(op.return, value);
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
export { maxContacts as a, isPrivateAddress as c, ifAtLeast as d, ifEqual as f, manners as i, answer as l, load as m, resolvConf as n, maxLineBytes as o, keep as p, lineReader as r, maxPassageBytes as s, network as t, encode as u };
