/** What stands between a tool's name and its subcommand, by blanks. What is on no list is unknown. */
export type ToolOptions = {
  /** Change only what is printed: skipped even by `allow`. */
  readonly harmless: string
  /** Take a directory to work in: skipped by `allow` when it is a plain path inside the workspace. */
  readonly directory: string
  /** Other options with a value. */
  readonly values: string
  /** Other options without one. */
  readonly flags: string
}

const tables: Readonly<Record<string, ToolOptions>> = {
  sudo: {
    harmless: '-n --non-interactive',
    directory: '',
    values: '-u -g -C -D -R -T -h -p -r -t -U --user --group --chdir --chroot --host --prompt',
    flags: '-A -b -E -e -H -i -k -K -P -S -s --preserve-env --login --shell --stdin --set-home',
  },
  git: {
    harmless: '-P --no-pager --no-optional-locks --literal-pathspecs --no-replace-objects',
    directory: '-C',
    values: '-c --config-env --git-dir --work-tree --namespace --super-prefix --attr-source --exec-path',
    flags:
      '-p --paginate --bare --glob-pathspecs --noglob-pathspecs --icase-pathspecs --no-lazy-fetch --no-advice',
  },
  npm: {
    harmless:
      '-s -d -dd -ddd -q --silent --quiet --verbose --no-color --color --no-fund --no-audit --no-progress',
    directory: '-C --prefix',
    values:
      '-w --workspace --registry --userconfig --globalconfig --cache --loglevel --tag --otp --script-shell --node-options',
    flags:
      '-g -f -y -ws --global --force --yes --workspaces --include-workspace-root --ignore-scripts --offline',
  },
  pnpm: {
    harmless: '-s --silent --color --no-color --stream --aggregate-output',
    directory: '-C --dir',
    values: '-F --filter --filter-prod --loglevel --reporter --workspace-concurrency --registry --config',
    flags:
      '-r -w -g --recursive --workspace-root --global --parallel --if-present --ignore-scripts --offline',
  },
  yarn: {
    harmless: '-s --silent --verbose --no-progress',
    directory: '--cwd',
    values: '--registry --modules-folder --cache-folder --mutex',
    flags: '--offline --frozen-lockfile --ignore-scripts --force --json',
  },
  cargo: {
    harmless: '-q -v -vv --quiet --verbose --locked --offline --frozen',
    directory: '-C',
    values: '--color --config -Z --explain',
    flags: '',
  },
  docker: {
    harmless: '-D --debug',
    directory: '',
    values: '-c -H -l --config --context --host --log-level --tlscacert --tlscert --tlskey',
    flags: '--tls --tlsverify',
  },
  kubectl: {
    harmless: '',
    directory: '',
    values:
      '-n -s -v --namespace --context --cluster --user --kubeconfig --server --token --as --as-group --as-uid --cache-dir --certificate-authority --client-certificate --client-key --request-timeout --tls-server-name --username --password --profile --profile-output',
    flags: '--insecure-skip-tls-verify --match-server-version --warnings-as-errors --disable-compression',
  },
  helm: {
    harmless: '--debug',
    directory: '',
    values:
      '-n --namespace --kube-context --kubeconfig --kube-apiserver --kube-as-user --kube-token --registry-config --repository-cache --repository-config --burst-limit --qps',
    flags: '--kube-insecure-skip-tls-verify',
  },
  terraform: { harmless: '', directory: '-chdir', values: '', flags: '-version -help' },
  tofu: { harmless: '', directory: '-chdir', values: '', flags: '-version -help' },
  go: { harmless: '', directory: '-C', values: '', flags: '' },
  gh: { harmless: '', directory: '', values: '-R --repo --hostname', flags: '' },
  aws: {
    harmless: '--debug --no-cli-pager --no-paginate',
    directory: '',
    values:
      '--profile --region --endpoint-url --output --query --color --ca-bundle --cli-read-timeout --cli-connect-timeout --cli-binary-format',
    flags: '--no-verify-ssl --no-sign-request',
  },
  gcloud: {
    harmless: '-q --quiet',
    directory: '',
    values:
      '--account --billing-project --configuration --flags-file --format --impersonate-service-account --project --trace-token --verbosity --access-token-file',
    flags: '--log-http --user-output-enabled',
  },
  az: {
    harmless: '--debug --verbose --only-show-errors',
    directory: '',
    values: '-o --output --query --subscription',
    flags: '',
  },
  make: {
    harmless: '-s -k --silent --quiet',
    directory: '-C --directory',
    values: '-f -I -j -l -o -W --file --jobs --eval',
    flags: '-B -e -i -n -r -R -t',
  },
  pip: {
    harmless: '-q -v --quiet --verbose --no-color --disable-pip-version-check --no-input',
    directory: '',
    values:
      '--python --log --proxy --retries --timeout --trusted-host --cert --client-cert --cache-dir --index-url',
    flags: '--isolated --require-virtualenv --no-cache-dir',
  },
  mvn: {
    harmless: '-q -B -e -X -ntp --quiet --batch-mode --no-transfer-progress',
    directory: '',
    values: '-f -s -gs -pl -P -T -l --file --settings --projects --activate-profiles --threads',
    flags: '-o -U -am -amd --offline',
  },
  dotnet: { harmless: '-d --diagnostics', directory: '', values: '', flags: '' },
  poetry: {
    harmless: '-q -n -v -vv --quiet --no-interaction --no-ansi',
    directory: '-C --directory',
    values: '-P --project',
    flags: '--no-plugins --no-cache',
  },
  uv: {
    harmless: '-q -v --quiet --verbose --no-progress',
    directory: '--directory',
    values: '--project --config-file --cache-dir --color --python',
    flags: '-n --no-cache --offline --no-config',
  },
  systemctl: {
    harmless: '-q --no-pager --quiet',
    directory: '',
    values: '-H -M -p -t --host --machine --property --type --root',
    flags: '--user --system --now --force -f',
  },
}

const sameAs: Readonly<Record<string, string>> = {
  pip3: 'pip',
  podman: 'docker',
  oc: 'kubectl',
  gmake: 'make',
  mvnw: 'mvn',
  bun: 'npm',
}

/** What an option before a subcommand is, for a tool of the table; `unknown` for all others. */
export type ToolOptionKind = 'harmless' | 'directory' | 'value' | 'flag' | 'unknown'

/** The kind of a tool's option, by the tool's name and the option without its `=value`. */
export function toolOptionKind(tool: string, option: string): ToolOptionKind {
  const name = Object.hasOwn(sameAs, tool) ? (sameAs[tool] ?? tool) : tool
  const options = Object.hasOwn(tables, name) ? tables[name] : undefined
  if (options === undefined || option === '') return 'unknown'
  const lists = [
    [options.harmless, 'harmless'],
    [options.directory, 'directory'],
    [options.values, 'value'],
    [options.flags, 'flag'],
  ] as const
  return lists.find(([names]) => names.split(' ').includes(option))?.[1] ?? 'unknown'
}
