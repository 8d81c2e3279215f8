/**
 * What holds keys, tokens, sessions or histories and nothing that a build needs, in a home directory. What only its owner may
 * read is hidden besides, whatever its name: this list is for what tools leave readable to all.
 */
export const hiddenInHome: readonly string[] = [
  // Keys and what opens machines.
  ...[
    '.ssh',
    '.gnupg',
    '.password-store',
    '.local/share/keyrings',
    '.config/op',
    '.config/sops',
    '.config/age',
  ],
  ...['.vault-token', '.terraform.d', '.terraformrc', '.pulumi', '.chef', '.lpass', '.step'],
  // Clouds and what runs there.
  ...[
    '.aws',
    '.azure',
    '.config/gcloud',
    '.boto',
    '.s3cfg',
    '.oci',
    '.aliyun',
    '.ibmcloud',
    '.bluemix',
    '.cf',
  ],
  ...['.kube', '.docker', '.config/containers/auth.json', '.config/helm/registry', '.config/rclone'],
  ...['.config/doctl', '.config/hcloud', '.config/scw', '.config/linode-cli', '.fly', '.heroku', '.vercel'],
  ...[
    '.netlify',
    '.config/netlify',
    '.config/firebase',
    '.config/configstore',
    '.wrangler',
    '.config/.wrangler',
  ],
  ...['.databrickscfg', '.snowflake', '.snowsql', '.kaggle', '.cache/huggingface/token', '.config/stripe'],
  // Forges and registries.
  ...[
    '.config/gh',
    '.config/hub',
    '.config/glab-cli',
    '.config/tea',
    '.git-credentials',
    '.config/git/credentials',
  ],
  ...['.netrc', '.npmrc', '.yarnrc.yml', '.pypirc', '.pip/pip.conf', '.config/pip/pip.conf', '.condarc'],
  ...['.config/pypoetry/auth.toml', '.local/share/pypoetry/auth.toml', '.continuum', '.cargo/credentials'],
  ...['.cargo/credentials.toml', '.gem/credentials', '.local/share/gem/credentials', '.bundle/config'],
  ...['.composer/auth.json', '.config/composer/auth.json', '.m2/settings.xml', '.m2/settings-security.xml'],
  ...[
    '.gradle/gradle.properties',
    '.sbt/.credentials',
    '.ivy2/.credentials',
    '.nuget/NuGet',
    '.config/NuGet',
  ],
  // Databases, mail and the web.
  ...[
    '.pgpass',
    '.my.cnf',
    '.mylogin.cnf',
    '.curlrc',
    '.wgetrc',
    '.msmtprc',
    '.mozilla',
    '.config/google-chrome',
  ],
  ...['.config/chromium', '.sentryclirc'],
  // Agents: whoever gave them a command shall not get their account with it.
  ...[
    '.claude.json',
    '.claude/.credentials.json',
    '.codex/auth.json',
    '.gemini',
    '.copilot',
    '.config/github-copilot',
  ],
  ...['.local/share/opencode/auth.json', '.config/anthropic', '.config/openai'],
  // What people typed.
  ...[
    '.bash_history',
    '.zsh_history',
    '.python_history',
    '.node_repl_history',
    '.psql_history',
    '.mysql_history',
  ],
  ...['.local/share/fish/fish_history', '.lesshst', '.viminfo'],
  // The runner itself.
  ...['actions-runner', 'runners'],
]

/** Files in a home directory that builds need and that may have a credential in a line: commands see them without it. */
export const maskedInHome: readonly { readonly name: string; readonly kind: 'git' | 'settings' }[] = [
  { name: '.gitconfig', kind: 'git' },
  { name: '.config/git/config', kind: 'git' },
  { name: '.cargo/config', kind: 'settings' },
  { name: '.cargo/config.toml', kind: 'settings' },
  { name: '.gemrc', kind: 'settings' },
  { name: '.yarnrc', kind: 'settings' },
]

/** Root's alone by mode, and so readable to commands only where they run as root. */
export const hiddenFromRoot: readonly string[] = [
  '/etc/shadow',
  '/etc/shadow-',
  '/etc/gshadow',
  '/etc/gshadow-',
  '/etc/ssl/private',
  '/etc/ssh/ssh_host_rsa_key',
  '/etc/ssh/ssh_host_ecdsa_key',
  '/etc/ssh/ssh_host_ed25519_key',
  '/sys/kernel/debug',
  '/sys/kernel/tracing',
  '/sys/firmware',
]

/** Sockets and state of services, whoever asks. */
export const hiddenAnywhere: readonly string[] = [
  '/run',
  '/var/lib/docker',
  '/var/lib/containerd',
  '/var/snap',
  '/etc/kubernetes',
]
