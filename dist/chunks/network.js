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
export { maxContacts as a, answer as c, ifEqual as d, keep as f, manners as i, encode as l, resolvConf as n, maxLineBytes as o, load as p, lineReader as r, maxPassageBytes as s, network as t, ifAtLeast as u };
