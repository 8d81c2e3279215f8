import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assess } from './subject.ts'

/** Steps that look like attacks and are daily work. */
const work: Readonly<Record<string, readonly string[]>> = {
  'in files of the project': [
    'cp .env.ci .env',
    'source .env.test && make test',
    'ls -la .env',
    "php -r \"file_exists('.env') || copy('.env.example', '.env');\"",
    'openssl genrsa -out test.key 2048',
    'tar tzf a.tgz',
    'cat > conftest.py <<< "import pytest" && pytest',
    'make install --dry-run',
    'make -n install',
    "npm run note -- 'rm -rf is gone'",
    'some-unlisted "find this" sh',
    'while true; do curl -f localhost:80 && break; sleep 1; done',
    'terraform destroy -help',
  ],
  'that cleans and builds, installs below itself, or debugs its own': [
    'mvn -B clean install',
    './gradlew clean build',
    'make install DESTDIR=out',
    'gdb ./a.out',
    'make SHELL=/bin/bash test',
    "make CC='ccache gcc' -j2",
    'git submodule foreach git status',
    'git config core.fsmonitor true',
    'etcdctl get / --prefix',
    'dbus-send --session --dest=org.freedesktop.DBus --print-reply / org.freedesktop.DBus.ListNames',
    'git bisect run ./test.sh',
    'trap cleanup EXIT',
    'run() { echo "+ $*"; "$@"; }; run cargo build',
    'sh_do() { eval "$*"; }; sh_do npm ci',
    'retry() { for i in 1 2 3; do "$@" && return; done; }; retry npm ci',
    "find . -name '*.sh' -exec chmod +x {} \\;",
    "find build -name '*.so' -exec strip {} +",
    'ls packages | xargs -I{} npm run build --workspace packages/{}',
    "tmux new-session -d -s web 'npm start'",
    'strace -c ./app',
    'php -S localhost:8000',
    'kubectl port-forward svc/web 8080:80',
    "node -e \"fetch('https://a.example/b').then((r) => process.stdout.write(r.status + '')).catch(() => process.exit(1))\"",
    'deno run -A https://deno.land/std/http/file_server.ts',
    'gcloud run deploy x --no-allow-unauthenticated',
    'npm install --registry http://localhost:4873',
  ],
  'with variables of the job': [
    'echo "$RUNNER_TEMP/bin" >> $GITHUB_PATH',
    'echo "JAVA_HOME=$JAVA_HOME" >> "$GITHUB_ENV"',
    'export LD_LIBRARY_PATH=$PWD/build:$LD_LIBRARY_PATH && ./app',
    'export RUBYOPT=-W:no-deprecated',
    'NODE_OPTIONS=--max-old-space-size=4096 npm run build',
    'export PATH="$(mktemp -d):$PATH"',
    'curl -H "Authorization: Bearer $GITHUB_TOKEN" https://api.github.com/repos/o/r',
    '[ -z "$NPM_TOKEN" ] && echo "no token"',
  ],
  'with services': [
    'aws s3 sync dist s3://my-site',
    'aws ecr get-login-password | docker login --username AWS --password-stdin r.example.com',
    'az group create -n rg -l westeurope',
    'kubectl set image deploy/web web=x:1 --dry-run=client',
    'gh api repos/o/r/issues/1/labels -X POST -f "labels[]=bug"',
    'gh repo view --json visibility',
    'gh api -X GET repos/o/r/actions/secrets',
    'kubectl get secrets -n web',
    'some-unlisted cache clear',
    "gh issue create -t 'drop table users' -b x",
    'npm run db:migrate && make db-up',
    'openssl s_client -connect example.com:443 < /dev/null',
    'rsync -av src/ /mnt/backup/src/',
    'az storage account update -n s --public-network-access Disabled',
    "kubectl apply -f - <<< 'kind: Namespace'",
    'gcloud logging read "severity>=ERROR" --limit 5',
    'aws logs create-log-group --log-group-name g',
  ],
  'with servers and data of a test': [
    'npx http-server dist -p 8080 --silent & npx wait-on http://localhost:8080',
    'python3 -m http.server 8000 --bind 127.0.0.1 & npm test',
    'nginx -s reload',
    'python3 -m pytest -x && python3 -m pip install -r requirements.txt',
    'git config --global url."https://github.com/".insteadOf ssh://git@github.com/',
    'bash -c "$(cat scripts/setup.sh)"',
    'meson install -C build --destdir out',
    'docker run --privileged=false hello-world',
    'dig @ns1.example.com -p $PORT example.com',
    'sshpass -p "$SSH_PASS" ssh u@h \'cd app && git pull\'',
    'minikube dashboard --url',
    'borg prune --dry-run --keep-daily 7 /backup',
    'parted /dev/sda print',
    'parallel --dry-run rm {} ::: a b',
    'mongoimport --db test --collection c --file seed.json',
    'RAILS_ENV=test bundle exec rails db:schema:load',
    'python3 -c "print(\'shutil.rmtree is dangerous\')"',
    'python3 -c \'print("os.system(\\"rm -rf /\\")")\'',
    'git -c core.hooksPath=/dev/null commit -m x',
    'conan install . --build=missing',
    'pre-commit install',
    "pwsh -c 'Invoke-Pester -CI'",
    'ansible all -m ping -i inventory',
  ],
}

describe('daily work', () => {
  for (const [place, commands] of Object.entries(work))
    it(`${place} is not rated high`, () => {
      for (const command of commands)
        assert.notEqual(
          assess(command).riskLevel,
          'high',
          `${command} ${JSON.stringify(assess(command).findings[0])}`,
        )
    })

  it('is never low when a program that otherwise reads is to write or run', () => {
    for (const command of [
      `awk '{print > "x"}' f`,
      'git log --output=x',
      'git config --unset user.name',
      'uniq a b',
      'xxd a b',
      'terraform fmt',
      'terraform test',
      'packer build x.pkr.hcl',
      "fzf --bind 'enter:execute(tool {})'",
      'rg --pre tool x',
    ])
      assert.equal(assess(command).riskLevel, 'medium', command)
  })

  it('is never low when it is the project’s own program with the name of a tool that reads', () => {
    for (const command of ['./test --all', 'scripts/ls', './build/cat x', '../find', 'tools/echo'])
      assert.equal(assess(command).riskLevel, 'medium', command)
    for (const command of ['/bin/ls', '/usr/bin/cat x', '/opt/homebrew/bin/grep x y'])
      assert.equal(assess(command).riskLevel, 'low', command)
  })
})
