import { S as load, _ as answer, a as maxContacts, b as ifEqual, c as isPrivateAddress, f as permits, g as unmapAddress, h as parseAddress, m as formatAddress, o as maxLineBytes, r as lineReader, t as network, v as encode, x as keep } from "./chunks/wire.js";
import { connect, createServer } from "node:net";
import { spawn } from "node:child_process";
import { setTimeout } from "node:timers";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { createSocket } from "node:dgram";
// src/adapters/egress/inside/contacts.ts
/**
* Keeps at most `limit` places: a command that scans the world costs no more memory than that. Those that are granted never take the
* room of others, or a command could ask for a thousand of them and then go unseen where it may not.
*/
function createContacts(limit, isGranted) {
	let granted = /* @__PURE__ */ new Map();
	let others = /* @__PURE__ */ new Map();
	let more = 0;
	return {
		add: (contact) => {
			const key = `${contact.host} ${contact.port ?? ""} ${contact.manner}`;
			const isOther = !isGranted(contact);
			const seen = isOther ? others : granted;
			if (seen.has(key)) return;
			if (seen.size < limit) seen.set(key, contact);
			else if (isOther) more += 1;
		},
		take: () => {
			const taken = {
				contacts: [...others.values(), ...granted.values()].slice(0, limit),
				more
			};
			granted = /* @__PURE__ */ new Map();
			others = /* @__PURE__ */ new Map();
			more = 0;
			return taken;
		}
	};
}
// src/adapters/egress/inside/dns-message.ts
const recordType = {
	a: 1,
	ptr: 12,
	aaaa: 28
};
const responseCode = {
	ok: 0,
	refused: 5
};
const headerBytes = 12;
function printable(label) {
	return [...label].map((byte) => {
		const character = String.fromCharCode(byte).toLowerCase();
		return /[a-z0-9_-]/.test(character) ? character : `\\${String(byte).padStart(3, "0")}`;
	}).join("");
}
function readName(message) {
	const labels = [];
	let at = headerBytes;
	while (at < message.length && at - headerBytes <= 255) {
		const length = message.readUInt8(at);
		at += 1;
		if (length === 0) return {
			name: labels.join("."),
			end: at
		};
		if (length > 63 || at + length > message.length) return void 0;
		labels.push(printable(message.subarray(at, at + length)));
		at += length;
	}
}
/** Reads a query with one question; undefined for everything else, compressed names included: a question needs none. */
function readQuestion(message) {
	if (message.length < headerBytes || message.length > 4096) return void 0;
	if (!((message.readUInt8(2) & 248) === 0) || message.readUInt16BE(4) !== 1) return void 0;
	const name = readName(message);
	if (name === void 0 || name.end + 4 > message.length) return void 0;
	return {
		name: name.name,
		type: message.readUInt16BE(name.end),
		class: message.readUInt16BE(name.end + 2),
		end: name.end + 4
	};
}
/** The reply to a query: the address for its name, or no record, or a refusal. */
function writeReply(query, question, reply) {
	const head = Buffer.from(query.subarray(0, question.end));
	head.writeUInt16BE(32896 | query.readUInt16BE(2) & 256 | reply.code, 2);
	head.writeUInt16BE(reply.address === void 0 ? 0 : 1, 6);
	head.writeUInt16BE(0, 8);
	head.writeUInt16BE(0, 10);
	if (reply.address === void 0) return head;
	const record = Buffer.alloc(16);
	record.writeUInt16BE(49164, 0);
	record.writeUInt16BE(recordType.a, 2);
	record.writeUInt16BE(1, 4);
	record.writeUInt32BE(60, 6);
	record.writeUInt16BE(4, 10);
	record.set(reply.address.split(".").map(Number), 12);
	return Buffer.concat([head, record]);
}
// src/adapters/egress/inside/dns.ts
const loopback = "127.0.0.1";
const hostName = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/;
/** `_http._tcp.` and the like before a name: a question about a service of that host. */
const serviceLabels = /^_[a-z0-9-]+\._(tcp|udp|https)\./;
/** The address that a reverse question is about; undefined for any other question. */
function reversed(name) {
	const octets = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/.exec(name);
	if (octets !== null) return octets.slice(1).reverse().join(".");
	const digits = (/^((?:[0-9a-f]\.){32})ip6\.arpa$/.exec(name)?.[1]?.replaceAll(".", ""))?.split("").reverse().join("").match(/..../g);
	const address = parseAddress(digits?.join(":") ?? "");
	return address === void 0 ? void 0 : formatAddress(address);
}
/** Whether an address belongs to the command's own machine as it sees it: its loopback, or our wire. */
function isOwn(address) {
	return isPrivateAddress(address) === "loopback" || /^(198\.1[89]\.|fd00:6a7e:)/.test(address);
}
/**
* Answers a query of a command: an address of ours for any name, so that the connection which follows tells the name, and
* nothing else. No question ever leaves this machine. Undefined: not worth an answer.
*/
function createResolver(names, contacts, ownNames) {
	const own = new Set(ownNames);
	function addressFor(question) {
		if (question.name === "localhost" || question.name.endsWith(".localhost") || own.has(question.name)) return loopback;
		if (question.name === "") return void 0;
		const asked = reversed(question.name);
		if (asked !== void 0 && isOwn(asked)) return void 0;
		const host = asked ?? question.name.replace(serviceLabels, "");
		contacts.add({
			host,
			port: void 0,
			manner: "question"
		});
		return asked === void 0 && hostName.test(question.name) ? names.addressOf(question.name) : void 0;
	}
	return (query) => {
		const question = readQuestion(query);
		if (question === void 0) {
			contacts.add({
				host: network.gateway,
				port: 53,
				manner: "udp"
			});
			return;
		}
		const address = addressFor(question);
		if (question.class !== 1) return void 0;
		return writeReply(query, question, {
			code: address === void 0 && question.type === recordType.a ? responseCode.refused : responseCode.ok,
			address: question.type === recordType.a ? address : void 0
		});
	};
}
function serveStream(socket, resolve) {
	let pending = Buffer.alloc(0);
	socket.setTimeout(5e3, () => socket.destroy());
	socket.on("error", () => socket.destroy());
	socket.on("data", (chunk) => {
		pending = Buffer.concat([pending, chunk]);
		while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
			const end = 2 + pending.readUInt16BE(0);
			const reply = resolve(pending.subarray(2, end));
			pending = pending.subarray(end);
			if (reply === void 0) return socket.destroy();
			const length = Buffer.alloc(2);
			length.writeUInt16BE(reply.length);
			socket.write(Buffer.concat([length, reply]));
		}
	});
}
/** Listens for questions on the egress's own address, by UDP and TCP; resolves when both do. */
async function serveDns(resolve) {
	const datagrams = createSocket("udp4");
	datagrams.on("message", (query, from) => {
		const reply = resolve(query);
		if (reply !== void 0) datagrams.send(reply, from.port, from.address);
	});
	const streams = createServer((socket) => serveStream(socket, resolve));
	streams.maxConnections = 64;
	await new Promise((done, fail) => {
		datagrams.once("error", fail);
		datagrams.bind(53, network.gateway, done);
	});
	datagrams.on("error", () => {});
	await new Promise((done, fail) => {
		streams.once("error", fail);
		streams.listen({
			port: 53,
			host: network.gateway
		}, done);
	});
}
// src/adapters/egress/inside/listeners.ts
const maxConnectionsPerPort = 256;
/** The address in the one form in which it is written everywhere. */
function canonical(address) {
	const bytes = parseAddress(address);
	return bytes === void 0 ? address : formatAddress(unmapAddress(bytes));
}
/** Hands every connection to `onArrival`; the sockets are half-open, so that either side may end first. */
function createListeners(permanent, onArrival) {
	const servers = /* @__PURE__ */ new Map();
	const sockets = /* @__PURE__ */ new Set();
	function accept(socket) {
		const { localAddress, localPort } = socket;
		socket.on("error", () => socket.destroy());
		if (localAddress === void 0 || localPort === void 0) {
			socket.destroy();
			return;
		}
		sockets.add(socket);
		socket.once("close", () => sockets.delete(socket));
		onArrival({
			socket,
			address: canonical(localAddress),
			port: localPort
		});
	}
	async function listen(port) {
		const server = createServer({
			allowHalfOpen: true,
			noDelay: true
		}, accept);
		server.maxConnections = maxConnectionsPerPort;
		for (const host of ["::", "0.0.0.0"]) {
			const listening = await new Promise((done) => {
				server.once("error", () => done(false));
				server.listen({
					port,
					host,
					backlog: 1024
				}, () => done(true));
			});
			server.removeAllListeners("error");
			if (!listening) continue;
			server.on("error", () => {});
			servers.set(port, server);
			return;
		}
	}
	return {
		open: async (ports) => {
			await Promise.all(ports.filter((port) => !servers.has(port)).map(listen));
		},
		reset: () => {
			for (const socket of sockets) socket.destroy();
			for (const [port, server] of servers) {
				if (permanent.has(port)) continue;
				server.close();
				servers.delete(port);
			}
		}
	};
}
// src/adapters/egress/inside/names.ts
/** Hands out one address of 198.18.0.0/15 for each name, at most `limit`, so that a connection tells the name it is for. */
function createNames(limit) {
	const addresses = /* @__PURE__ */ new Map();
	const hosts = /* @__PURE__ */ new Map();
	return {
		addressOf: (name) => {
			const known = addresses.get(name);
			if (known !== void 0) return known;
			if (addresses.size >= limit) return void 0;
			const index = addresses.size + 256;
			const address = `198.${18 + (index >> 16)}.${index >> 8 & 255}.${index & 255}`;
			addresses.set(name, address);
			hosts.set(address, name);
			return address;
		},
		hostOf: (address) => hosts.get(address) ?? address,
		clear: () => {
			addresses.clear();
			hosts.clear();
		}
	};
}
// src/adapters/egress/inside/packet-filter.ts
const loadByte = 48;
const loadHalf = 40;
const loadByteIndexed = 80;
const loadHalfIndexed = 72;
const headerLength = 177;
const ifBits = 69;
/** Where the kernel puts a packet's direction for a filter; 4 is outgoing. */
const direction = 4294963204;
const outgoing = 4;
const ethernetPayload = {
	tcp: 6,
	udp: 17,
	icmp: 1,
	igmp: 2,
	icmp6: 58,
	hopOptions: 0
};
function plain(code, value) {
	return {
		code,
		jumpTrue: 0,
		jumpFalse: 0,
		value
	};
}
function test(value, yes, no) {
	return {
		code: ifEqual(value, 0, 0),
		...yes === void 0 ? {} : { yes },
		...no === void 0 ? {} : { no }
	};
}
function addressAsNumber(address) {
	return Buffer.from(address.split(".").map(Number)).readUInt32BE();
}
const steps = [
	{ code: load(direction) },
	test(outgoing, "drop"),
	{ code: plain(loadByte, 0) },
	{ code: keep(240) },
	test(64, "v4"),
	test(96, "v6", "drop"),
	{
		name: "v4",
		code: plain(loadHalf, 6)
	},
	{
		code: plain(ifBits, 8191),
		yes: "drop"
	},
	{ code: plain(headerLength, 0) },
	{ code: plain(loadByte, 9) },
	test(ethernetPayload.tcp, "tcp4"),
	test(ethernetPayload.icmp, "icmp4"),
	test(ethernetPayload.udp, "own"),
	test(ethernetPayload.igmp, "drop", "take"),
	{
		name: "tcp4",
		code: plain(loadByteIndexed, 13)
	},
	{ code: keep(18) },
	test(2, void 0, "drop"),
	{
		name: "own",
		code: load(16)
	},
	test(addressAsNumber(network.gateway), void 0, "take"),
	{ code: plain(loadHalfIndexed, 2) },
	test(53, "drop", "take"),
	{
		name: "icmp4",
		code: plain(loadByteIndexed, 0)
	},
	test(8, "take", "drop"),
	{
		name: "v6",
		code: plain(loadByte, 6)
	},
	test(ethernetPayload.udp, "take"),
	test(ethernetPayload.icmp6, "icmp6"),
	test(ethernetPayload.hopOptions, "drop"),
	test(ethernetPayload.tcp, void 0, "take"),
	{ code: plain(loadByte, 53) },
	{ code: keep(18) },
	test(2, "take", "drop"),
	{
		name: "icmp6",
		code: plain(loadByte, 40)
	},
	test(128, "take", "drop"),
	{
		name: "drop",
		code: answer(0)
	},
	{
		name: "take",
		code: answer(128)
	}
];
/**
* A filter for a packet socket on the egress's wire: what opens a conversation (a first TCP segment, any datagram, an echo
* request), and nothing of what follows, so that a download costs the log nothing. The kernel's own housekeeping is no attempt.
*/
function packetFilter() {
	const places = new Map(steps.flatMap((step, index) => step.name === void 0 ? [] : [[step.name, index]]));
	function distance(index, name) {
		return name === void 0 ? 0 : (places.get(name) ?? NaN) - index - 1;
	}
	return encode(steps.map((step, index) => ({
		...step.code,
		jumpTrue: distance(index, step.yes),
		jumpFalse: distance(index, step.no)
	})));
}
// src/adapters/egress/inside/packet-log.ts
/**
* Prints a line for each place that packets arrive for: `protocol address port`. Node has no packet sockets; perl, which every
* Debian has, does. A word on stdin is echoed when all that came before it has been printed, with the number of packets that came faster
* than they could be read.
*/
const script = String.raw`
use strict; use warnings;
my $filter = pack('H*', $ARGV[1]);
socket(my $wire, 17, 2, unpack('S', pack('n', 3))) or die "packet socket: $!\n";
ioctl($wire, 0x8933, my $device = pack('a16 x24', $ARGV[0])) or die "device: $!\n";
my $index = unpack('x16 i', $device);
setsockopt($wire, 1, 26, pack('S x![P] P', length($filter) / 8, $filter)) or die "packet filter: $!\n";
setsockopt($wire, 1, 8, pack('i', 4 << 20));
bind($wire, pack('S n l S C C x8', 17, 3, $index, 0, 0, 0)) or die "packet socket: $!\n";
$| = 1;
my %seen;
sub note {
  my ($packet) = @_;
  my ($protocol, $address, $ports);
  if (ord($packet) >> 4 == 4) {
    return if length($packet) < 20;
    $protocol = ord(substr($packet, 9, 1));
    $address = join('.', unpack('C4', substr($packet, 16, 4)));
    $ports = substr($packet, 4 * (ord($packet) & 15), 4);
  } else {
    return if length($packet) < 40;
    $protocol = ord(substr($packet, 6, 1));
    $address = join(':', map { sprintf('%x', $_) } unpack('n8', substr($packet, 24, 16)));
    $ports = substr($packet, 40, 4);
    if ($protocol == 44) {
      return if length($packet) < 52 || unpack('n', substr($packet, 42, 2)) >> 3;
      $protocol = ord(substr($packet, 40, 1));
      $ports = substr($packet, 48, 4);
    }
  }
  my $port = ($protocol == 6 || $protocol == 17) && length($ports) == 4 ? unpack('x2 n', $ports) : '-';
  my $line = "$protocol $address $port\n";
  return if exists $seen{$line};
  return if keys(%seen) >= 20000;
  $seen{$line} = 1;
  print $line;
}
print "ready\n";
my $input = '';
for (;;) {
  my $ready = '';
  vec($ready, fileno(STDIN), 1) = 1;
  vec($ready, fileno($wire), 1) = 1;
  select($ready, undef, undef, undef);
  my $asked = vec($ready, fileno(STDIN), 1);
  for (1 .. 4096) {
    last unless defined recv($wire, my $packet, 128, 0x40);
    note($packet);
  }
  next unless $asked;
  exit 0 unless sysread(STDIN, $input, 4096, length $input);
  while ($input =~ s/^([^\n]*)\n//) { %seen = (); print "= $1 ", unpack('x4 L', getsockopt($wire, 263, 6)), "\n"; }
}
`;
const protocols = {
	6: "tcp",
	17: "udp"
};
function readPacket(protocol, address, port) {
	const manner = protocols[protocol] ?? "other";
	return {
		address: canonical(address),
		port: port === "-" ? void 0 : Number(port),
		manner
	};
}
const startMs = 3e3;
const settleMs = 5e3;
/**
* Starts the log on a device; undefined where packet sockets or perl can't be had.
* A log that ends by itself calls `onLost`: from then on the evidence would be incomplete.
*/
async function startPacketLog(options, onPacket, onLost) {
	const filter = Buffer.from(packetFilter()).toString("hex");
	const child = spawn(options.perl, [
		"-e",
		script,
		options.device,
		filter
	], {
		env: {},
		cwd: "/",
		stdio: [
			"pipe",
			"pipe",
			"ignore"
		]
	});
	const waiting = /* @__PURE__ */ new Map();
	let serial = 0;
	let pending = "";
	child.on("error", () => {});
	child.stdin.on("error", () => {});
	function take(line) {
		const [protocol = "", address = "", port = ""] = line.split(" ");
		if (protocol === "ready") waiting.get("ready")?.(0);
		else if (protocol === "=") waiting.get(address)?.(Number(port));
		else onPacket(readPacket(protocol, address, port));
	}
	child.stdout.setEncoding("latin1").on("data", (text) => {
		const lines = (pending + text).split("\n");
		pending = lines.pop() ?? "";
		for (const line of lines) take(line);
	});
	function answered(word, withinMs) {
		return new Promise((done) => {
			const end = (missed) => {
				clearTimeout(timer);
				waiting.delete(word);
				done(missed);
			};
			const timer = setTimeout(end, withinMs, void 0);
			waiting.set(word, end);
		});
	}
	child.once("close", () => {
		for (const end of waiting.values()) end(void 0);
	});
	if (await answered("ready", startMs) === void 0) {
		child.kill("SIGKILL");
		return;
	}
	child.once("close", onLost);
	return { settle: async () => {
		serial += 1;
		const word = String(serial);
		const settled = answered(word, settleMs);
		child.stdin.write(`${word}\n`);
		const missed = await settled;
		if (missed === void 0) onLost();
		return missed ?? 0;
	} };
}
// src/adapters/egress/inside/passage.ts
const refusalLingerMs = 2e3;
/**
* Passes a command's connection on to the gate, which decides and connects to the real host. A gate that ends it before it
* has sent a byte means no: the command sees its connection reset.
*/
function passOn(socket, socketPath, passage) {
	const gate = connect({
		path: socketPath,
		allowHalfOpen: true
	});
	let answered = false;
	gate.write(`${JSON.stringify(passage)}\n`);
	gate.once("data", () => {
		answered = true;
	});
	gate.on("error", () => gate.destroy());
	gate.on("close", () => {
		if (answered) socket.destroySoon();
		else socket.resetAndDestroy();
	});
	socket.on("close", () => gate.destroy());
	socket.pipe(gate);
	gate.pipe(socket, { end: false });
	gate.on("end", () => {
		if (answered) socket.end();
		else socket.resetAndDestroy();
	});
}
/** The page that a refused plain HTTP request gets. `host` is a name or an address, never more. */
function refusalPage(host) {
	const body = `command-gate: ${host} is outside the grant of this command\n`;
	return [
		"HTTP/1.1 403 Forbidden",
		"Content-Type: text/plain; charset=utf-8",
		`Content-Length: ${Buffer.byteLength(body)}`,
		"Connection: close",
		"",
		body
	].join("\r\n");
}
/** Ends a connection that is outside the grant: with a page where plain HTTP is spoken, else with a reset. */
function refuse(socket, host, port) {
	if (port !== 80) {
		socket.resetAndDestroy();
		return;
	}
	setTimeout(() => socket.destroy(), refusalLingerMs).unref();
	socket.once("data", () => socket.end(refusalPage(host)));
	socket.once("end", () => socket.destroy());
}
// src/adapters/egress/inside/main.ts
const maxNames = 4096;
const maxGrantedPorts = 64;
const webPorts = [80, 443];
/** Listened on where there is no packet log, so that at least these attempts are seen. */
const commonPorts = [
	20,
	21,
	22,
	23,
	25,
	69,
	88,
	110,
	111,
	119,
	123,
	135,
	139,
	143,
	161,
	389,
	445,
	465,
	514,
	587,
	631,
	636,
	853,
	873,
	989,
	990,
	993,
	995,
	1080,
	1194,
	1337,
	1433,
	1521,
	1883,
	2049,
	2181,
	2222,
	2375,
	2376,
	2379,
	3e3,
	3128,
	3306,
	3389,
	4222,
	4443,
	4444,
	5e3,
	5001,
	5222,
	5432,
	5555,
	5671,
	5672,
	5900,
	5985,
	6379,
	6443,
	6667,
	7e3,
	8e3,
	8008,
	8080,
	8081,
	8086,
	8088,
	8090,
	8443,
	8888,
	9e3,
	9001,
	9042,
	9090,
	9092,
	9200,
	9300,
	9418,
	9999,
	10250,
	11211,
	11371,
	15672,
	25565,
	27017,
	31337,
	5e4,
	50051
];
const quietMs = 10;
function send(report) {
	process.stdout.write(`${JSON.stringify(report)}\n`);
}
function lose(reason) {
	process.stderr.write(`egress: ${reason}\n`);
	process.exit(1);
}
async function serve(start) {
	const names = createNames(maxNames);
	let current;
	const contacts = createContacts(maxContacts, ({ host, port, manner }) => {
		return (manner === "question" || manner === "tcp") && current !== void 0 && permits(current.reach, host, port);
	});
	function arrive({ socket, address, port }) {
		const host = names.hostOf(address);
		contacts.add({
			host,
			port,
			manner: "tcp"
		});
		if (current === void 0 || !permits(current.reach, host, port)) refuse(socket, host, port);
		else passOn(socket, start.socketPath, {
			token: start.token,
			attempt: current.attempt,
			host,
			port
		});
	}
	async function startLog() {
		if (start.perl === void 0) return void 0;
		return await startPacketLog({
			perl: start.perl,
			device: network.device
		}, ({ address, port, manner }) => contacts.add({
			host: names.hostOf(address),
			port,
			manner
		}), () => lose("the packet log ended"));
	}
	const [log] = await Promise.all([startLog(), serveDns(createResolver(names, contacts, start.ownNames))]);
	const permanent = new Set(log === void 0 ? [...webPorts, ...commonPorts] : webPorts);
	const listeners = createListeners(permanent, arrive);
	await listeners.open([...permanent]);
	async function drain() {
		return log === void 0 ? await setTimeout$1(quietMs, 0) : await log.settle();
	}
	send({
		kind: "ready",
		notes: log === void 0 ? ["connections to uncommon ports are refused but not recorded: no packet log"] : []
	});
	return async (order) => {
		switch (order.kind) {
			case "start": return lose("started twice");
			case "begin": {
				const ports = order.reach.allow.flatMap((pattern) => pattern.port ?? []);
				await listeners.open([...new Set(ports)].slice(0, maxGrantedPorts));
				current = order;
				send({
					kind: "begun",
					attempt: order.attempt
				});
				return;
			}
			case "end": {
				const missed = await drain();
				current = void 0;
				listeners.reset();
				const { contacts: seen, more } = contacts.take();
				send({
					kind: "ended",
					attempt: order.attempt,
					contacts: seen,
					more: more + missed
				});
				names.clear();
			}
		}
	};
}
/** Serves the gate's orders on stdin until it closes: then the gate is gone, and so are we. */
function runEgress() {
	let serving;
	let queue = Promise.resolve();
	const read = lineReader(maxLineBytes, (value) => {
		const order = value;
		if (serving === void 0 && order.kind === "start") {
			serving = serve(order);
			serving.catch((error) => lose(String(error)));
			return;
		}
		const previous = queue;
		queue = (async () => {
			await previous;
			await (await serving)?.(order);
		})();
		queue.catch((error) => lose(String(error)));
	}, lose);
	process.stdin.on("data", read);
	process.stdin.on("end", () => process.exit(0));
	process.stdin.on("error", () => process.exit(0));
	process.stdout.on("error", () => process.exit(0));
}
// src/egress.ts
runEgress();
export {};
