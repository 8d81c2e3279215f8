import type { KindId } from '../catalogue.ts'

/** What lies at a path, as far as its spelling tells. */
export type PathKind =
  | 'nothing'
  | 'project'
  | 'scratch'
  | 'secret'
  | 'private'
  | 'startup'
  | 'authorization'
  | 'scheduled'
  | 'gate'
  | 'log'
  | 'device'
  | 'kernel'
  | 'socket'
  | 'program'
  | 'system'
  | 'home'
  | 'root'

type Rule = readonly [PathKind, RegExp]

// Every expression is anchored or made of fixed words: none backtracks over its input more than once.
const rules: readonly Rule[] = [
  [
    'nothing',
    /^\/dev\/(?:null|zero|u?random|stdin|stdout|stderr|tty|fd\/\d+|full)$|^-$|^&\d$|^\/proc\/self\/fd\/\d+$/,
  ],
  ['socket', /^\/dev\/(?:tcp|udp)\//],
  [
    'kernel',
    /^\/(?:proc\/sys(?:rq-trigger|\/)|selinux\/|sys\/(?:kernel|fs|module|firmware|class\/gpio|devices)|proc\/(?:self\/)?(?:mem$|\d+\/mem|kcore)|dev\/(?:k?mem|port|watchdog))/,
  ],
  ['secret', /^\/dev\/(?:input\/|video\d|snd\/|fb\d|hidraw\d|uinput)/],
  [
    'device',
    /^\/dev\/(?:sd|hd|vd|xvd|nvme|mmcblk|disk|r?disk\d|mapper|dm-|md|loop|ada|da\d|vg|zvol|sr\d|nbd|mtd|raw|[a-z]+\/|device)/,
  ],
  [
    'startup',
    /(?:^|\/)\.(?:bashrc|bash_profile|bash_login|bash_logout|profile|zshrc|zshenv|zprofile|zlogin|zlogout|(?:bash|zsh)_(?:aliases|functions)|kshrc|shrc|cshrc|tcshrc|login|logout|inputrc|vimrc|emacs|xinitrc|xsession|xprofile|pythonrc|gdbinit|screenrc|tmux\.conf|wgetrc|curlrc|sudo_as_admin_successful)$/,
  ],
  [
    'startup',
    /^\/etc\/(?:profile(?:$|\.d\/)|bash\.?bashrc|bashrc|zsh|csh\.|environment|rc\.|inittab|skel\/|xdg\/autostart)|\/\.config\/(?:autostart|fish|systemd|environment\.d|nvim)\/|\/(?:LaunchAgents|LaunchDaemons|StartupItems)\/|\/com\.apple\.loginwindow[\w.-]*\.plist$|\.pth$|\/sitecustomize\.py$|\/usercustomize\.py$/,
  ],
  [
    'scheduled',
    /^\/etc\/(?:cron|anacron|at\.|systemd\/|init\.d|init\/|rc\d?\.d|rc\.|udev\/|update-motd\.d|modules|dhcp\/dhclient|NetworkManager\/dispatcher|network\/if-|apt\/apt\.conf|logrotate\.d|acpi|launchd|periodic|conf\.d\/local|local\.d)|^\/(?:usr\/)?(?:local\/)?lib\/(?:systemd|udev|modules-load)|^\/var\/spool\/(?:cron|at)|^\/(?:run|usr\/share)\/systemd\/|\/\.config\/systemd\/user\/|^\/usr\/local\/etc\/(?:rc\.d|cron)|^\/usr\/lib\/cron/,
  ],
  [
    'secret',
    /^(?:\/etc\/(?:shadow|gshadow|master\.passwd|security\/opasswd|krb5\.keytab|ssl\/private|ppp\/\w+-secrets|ipsec\.secrets|wpa_supplicant\/|NetworkManager\/system-connections|ssh\/ssh_host_[a-z0-9]+_key$|rancher\/|kubernetes\/(?:pki|admin|kubelet|scheduler|controller-manager))|\/proc\/[^/]+\/(?:task\/[^/]+\/)?(?:environ|mem|maps|auxv)|\/var\/run\/secrets\/|\/run\/secrets\/|\/var\/lib\/(?:sss|docker\/volumes)\/|\/var\/db\/(?:dslocal|shadow)|\/System\/Volumes\/.*shadowhash)/,
  ],
  [
    'authorization',
    /(?:^|\/)(?:\.ssh\/(?:config|rc|environment)|authorized_keys2?)$|^\/etc\/(?:ssh|pam\.|sudoers|doas\.conf|passwd|group|security\/|login\.defs|polkit|ld\.so|hosts\.(?:allow|equiv|deny)|krb5|nsswitch|shells|securetty|subuid|subgid|dbus|apparmor|selinux|audit|rsyslog|syslog|ufw|default\/ufw|iptables|nftables|fail2ban|capabilities)|^\/usr\/local\/etc\/(?:sudoers|pam\.d|ssh)|^\/(?:usr\/)?lib(?:64|exec)?\/(?:security|sudo)\/|(?:^|\/)\.rhosts$|\/ufw\.conf$/,
  ],
  [
    'secret',
    /(?:^|\/)\.(?:aws\/(?:credentials|config|cli|sso)|azure(?:\/|$)|config\/(?:gcloud|gh\/hosts|op\/|hub|doctl|heroku|configstore|rclone|sops)|docker\/config\.json|kube\/config|gnupg(?:\/|$)|netrc$|npmrc$|yarnrc\.yml$|pypirc$|git-credentials$|cargo\/credentials|gem\/credentials|m2\/settings|gradle\/gradle\.properties|vault-token$|pgpass$|my\.cnf$|mylogin\.cnf$|s3cfg$|boto$|terraformrc$|terraform\.d\/credentials|password-store|mozilla\/|thunderbird\/|electrum|bitcoin|ethereum|wallet|local\/share\/keyrings|oci\/|config\/google-chrome|config\/chromium|irssi|purple\/accounts|claude\/\.credentials|codex\/auth|htpasswd$|vnc\/passwd|Xauthority$)/,
  ],
  [
    'secret',
    /(?:^|\/)\.ssh(?:\/(?!authorized_keys|known_hosts|config$|rc$|[^/]*\.pub$)|$)|(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)(?:_[a-z0-9]+)?$|\.(?:keystore|jks|p12|pfx|kdbx|ppk|keytab|ovpn|asc\.key)$|(?:^|\/)(?:[\w.-]*[._-])?(?:private|server|priv|secret|tls|ca|host|client)[._-]?key(?:\.pem|\.json|\.txt)?$|\.key$|(?:^|\/)\.env(?!\.(?:example|sample|template|tpl|dist|test|testing|ci|e2e|schema|docs?|defaults?|in))(?:\.[\w-]+)?$|(?:^|\/)(?:credentials|secrets?|passwords?|token|tokens)(?:\.(?:json|ya?ml|txt|toml|csv|env|xml|ini|db|gpg))?$|(?:^|\/)service[-_]account[\w-]*\.json$|login\.keychain|\/Keychains(?:\/|$)|(?:^|\/)(?:wp-config\.php|\.htpasswd|database\.yml|credentials\.yml\.enc|master\.key)$|\/krb5cc_/,
  ],
  [
    'secret',
    /(?:^|\/)(?:Login Data|Web Data|Cookies|Local State|logins\.json|key[34]\.db|cookies\.sqlite|signons\.sqlite|SAM|NTDS\.dit|ntds\.dit)$|\/Library\/Application Support\/(?:Google|Firefox|BraveSoftware|com\.apple\.TCC|Bitcoin|Electrum|Exodus)/,
  ],
  [
    'gate',
    /(?:^|\/)\.git\/(?:hooks|config|info\/|modules|commondir|objects\/info)|(?:^|\/)\.git$|(?:^|\/)\.github\/(?:workflows|actions|command-gate|CODEOWNERS|dependabot)|(?:^|\/)\.husky\/|(?:^|\/)\.(?:gitlab-ci|travis|pre-commit-config|circleci\/config|drone|woodpecker)\.?ya?ml$|(?:^|\/)\.(?:circleci|buildkite)\/|(?:^|\/)Jenkinsfile$|(?:^|\/)\.gitconfig$|\/etc\/gitconfig$|(?:^|\/)\.config\/git\/config$/,
  ],
  [
    'log',
    /^\/(?:private\/)?var\/log(?:\/|$)|^\/var\/(?:run|adm)\/(?:utmp|wtmp|btmp)|^\/run\/utmp|(?:^|\/)\.(?:bash|zsh|sh|python|mysql|psql|sqlite|node_repl|ksh|fish|rediscli|irb)?_?history$|^\/var\/account|^\/(?:private\/)?var\/(?:spool\/mail|mail)|^\/var\/audit/,
  ],
  // Where packages come from, and what runs when they do.
  [
    'system',
    /^(?:~|\/(?:home|Users)\/[^/]+|\/root)\/\.(?:pip\/|config\/pip\/|pydistutils\.cfg|condarc|gemrc|bundle\/config|gradle\/init\.|nuget\/|yarnrc|config\/composer|composer\/|curlrc|wgetrc|config\/containers)/,
  ],
  ['scratch', /^(?:\/private)?\/(?:tmp|var\/tmp|dev\/shm)(?:\/|$)/],
  [
    'project',
    /^\/(?:github\/workspace|github\/home|workspace|builds|app|src|work|data|mnt\/data|srv\/app|home\/runner\/work)(?:\/|$)/,
  ],
  ['program', /^\/(?:usr\/(?:local\/)?)?(?:s?bin|libexec)(?:\/|$)/],
  [
    'system',
    /^\/(?:etc|usr|lib(?:32|64|x32|exec)?|boot|sbin|bin|opt|var|root|srv|run|System|Library|Applications|private\/etc|private\/var|proc|sys|dev|efi|snap|nix|et[?]|e[?]c|\?\?\?)(?:\/|$)/,
  ],
  ['root', /^\/(?:\*|\.|\{.*)?$|^\/(?:home|Users)(?:\/\*?)?$|^[A-Z]:[\\/]?$/],
  ['home', /^(?:~|\/(?:home|Users)\/[^/]+|\/root)(?:\/\*?)?$/],
]

/** Where the root of another system is usually mounted. */
const otherRoot =
  /^\/(?:host(?:fs|root)?|mnt(?:\/[\w.-]+)?|rootfs|sysroot|proc\/\d+\/root)(?=\/(?:etc|root|home|usr|bin|boot|var\/(?:log|lib|spool))(?:\/|$))/

/** Classifies a path as written, `~` for the home directory and U+E000 for what is unknown. */
export function pathKind(path: string): PathKind {
  const whole = normalize(path)
  const normal = whole.startsWith('/') ? whole.replace(otherRoot, '') : whole
  for (const [kind, expression] of rules) if (expression.test(normal)) return kind
  return 'project'
}

/** Repeated slashes, `.` and `..` away; never above the root. Longest path looked at: 1,024 code units. */
export function normalize(path: string): string {
  const cut = path.slice(0, 1_024).replace(/^(?:\$\{?HOME\}?|\uE000HOME)(?=\/|$)/, '~')
  if (!cut.includes('//') && !cut.includes('/.')) return cut
  const start = cut.startsWith('/') ? '/' : ''
  const kept: string[] = []
  for (const part of cut.split('/')) if (part !== '' && part !== '.') step(kept, part, start)
  return `${start}${kept.join('/')}` || '.'
}

function step(kept: string[], part: string, start: string): void {
  const last = kept.at(-1)
  if (part !== '..') kept.push(part)
  else if (last !== undefined && last !== '..' && last !== '~') kept.pop()
  else if (start === '') kept.push(part)
}

const writing: Readonly<Partial<Record<PathKind, KindId>>> = {
  secret: 'changes-system',
  startup: 'persists',
  authorization: 'changes-accounts',
  scheduled: 'persists',
  gate: 'changes-gate',
  log: 'hides-traces',
  device: 'wipes-device',
  kernel: 'changes-kernel',
  socket: 'sends-data',
  program: 'changes-system',
  system: 'changes-system',
  root: 'changes-system',
}

/** What it means to write there; undefined for what needs no word beyond that files change. */
export function writingTo(path: string): KindId | undefined {
  const own = pathKind(path)
  // A directory stands for what is put into it.
  const kind = own === 'project' && /^[/~]|(?:^|\/)\.\w/.test(path) ? pathKind(`${path}/-`) : own
  // A project has settings files and keys of its own; they are its business.
  if (kind === 'secret' && !/^[/~]/.test(path)) return undefined
  if (kind === 'secret' && /\.gradle\/gradle\.properties$/.test(path)) return undefined
  if (kind === 'secret' && /^\/etc\/(?:g?shadow|sudoers|master|security|krb5|ssh)/.test(path))
    return 'changes-accounts'
  return writing[kind]
}

/** Whether what lies there is nobody else's business: accounts, keys, logs, the files of a person. */
export function isPrivate(path: string): boolean {
  return (
    /^(?:home|root|log|secret|authorization)$/.test(pathKind(path)) ||
    /^(?:~|\/(?:home|Users)\/[^/]+)\/(?:Documents|Desktop|Pictures|Photos)(?:\/|$)/.test(path)
  )
}

/** What it means to read there. A pattern stands for whatever it may match. */
export function readingOf(path: string): KindId | undefined {
  const kind = pathKind(path)
  switch (kind === 'secret' || !/[*?]/.test(path) ? kind : pathKind(path.replace(/[*?]+/g, ''))) {
    case 'secret':
      return 'reads-secrets'
    case 'authorization':
      return /^\/etc\/sudoers/.test(path) ? 'reads-secrets' : undefined
    case 'log':
      return /_history$/.test(path) ? 'reads-private' : undefined
    case 'kernel':
      return /\/(?:k?mem|kcore)$/.test(path) ? 'debugs-process' : undefined
    case 'socket':
      return 'contacts-network'
    default:
      return undefined
  }
}
