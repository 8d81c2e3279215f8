import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createDecider, type Surroundings } from '../../src/policy/decide.ts'
import { policyOf, ruleOf } from './rules.ts'

/** More builtins and wrappers allowed by name, and tricks that need them or nothing but assignments. */
const lavish = createDecider(
  policyOf(
    [
      'ls',
      'echo',
      'npm test',
      'printf',
      'set',
      'shopt',
      'shift',
      'read',
      'export',
      'declare',
      'readonly',
      'cd',
      'exec',
    ]
      .concat(['xargs', 'git status', './x.sh', 'ssh host up', 'bash'])
      .map((pattern) => ruleOf('allow', pattern)),
  ),
)

const stateful: readonly string[] = [
  'f() { X=rm; }; X=ls; f; $X',
  "f() { X=rm; }; eval 'X=ls; f; $X'",
  'X=ls; case a in a) X=rm ;& b) $X x ;; esac',
  'X=ls; case a in a) X=rm ;;& a) $X x ;; esac',
  "X=ls bash -c 'case a in a) X=rm ;& b) $X x ;; esac'",
  'case a in a) set -- rm ;& b) $1 ls ;; esac',
  'for i in 1 2; do $1 ls; set -- rm; done',
  'X=ls; ls $(for i in 1 2; do $X x; X=rm; done)',
  'trap X=rm DEBUG; X=ls; $X x',
  "trap 'set -- rm' DEBUG; $1 ls",
  'A=ls; if ls; then A=; fi; B=ls; if ls; then B=rm; fi; ${A:-$B} x',
  '_=ls; echo rm; $_',
  'BASH_REMATCH=ls; [[ rm =~ .* ]]; $BASH_REMATCH',
  'FUNCNAME=ls; rm() { command $FUNCNAME; }; rm',
  "! 'rm'() { ls; }; rm x",
  '! \\rm() { ls; }; rm x',
  '! function "rm" { ls; }; rm x',
  'readonly X=rm\nX=ls\n$X x',
  'declare -n X=Y; Y=ls; X=rm; $Y x',
  'declare -u X; X=./x.sh; $X',
  'X=ls; command read X <<<rm; $X x',
  'X=ls; builtin read X <<<rm; $X x',
  'command export PATH=.; ls',
  'builtin declare PATH=.; ls',
  'command alias ls=rm; ls',
  'shopt -s lastpipe; X=ls; echo rm | read X; $X x',
  "bash -O lastpipe -c 'X=ls; echo rm | read X; $X x'",
  'set -k; ls PATH=.',
  "bash -kc 'ls PATH=.'",
  "bash -o history -o histexpand -c 'ls'",
  'set -o history -o histexpand\necho x\\;rm\nls !!:1:s/\\\\//',
  'set -- rm; shift 0; $1 ls',
  'set -- rm; shift 2 || ls; $1 ls',
  'set - ls rm; $2 x',
  "printf 'ls #\\u000arm x\\n' | bash",
  'bash <<<rm',
  'bash 3<x <<<ls 0>&3',
  'bash <x {y}<<<ls',
  'echo ls | { exec <x; bash; }',
  "env -S './x() { ls; }'",
  "watch -x './x()' '{ ls; }'",
  'env -C sub ./x.sh',
  'env -a rm busybox ls',
  'exec -a rm busybox ls',
  'echo x | xargs --replace rm ls',
  'echo x | xargs -i rm ls',
  'prlimit --nofile rm ls',
  'fakeroot -s ls rm',
  "strace -o '|rm' ls",
  'strace -E LD_PRELOAD=./x ls',
  'strace -F rm ls',
  "ssh host up ';' rm",
  "ssh host up '; rm x'",
  'nPm_config_script_shell=./x npm test',
  'GIT_COMMON_DIR=x git status',
  'EXECIGNORE=/usr/bin/ls ls',
  'CARGO_BUILD_RUSTC=./x ls',
]

describe('no allow rule is won by what changes while a script runs', () => {
  it('each script is left undecided', () => {
    assert.deepEqual(
      stateful.filter((script) => lavish(script).decision === 'allow'),
      [],
    )
  })
  it('and what is the same without the trick is allowed', () => {
    const plain = [
      'f() { X=a; }; f; ls "$X"',
      'case a in a) X=b ;& b) ls "$X" ;; esac',
      'set -euo pipefail; shopt -s nullglob; ls',
      'X=ls; for i in 1 2; do $X; done',
      'command export X=1; ls',
      'echo ls | bash',
      'env -S "A=b ls x"',
      'echo x | xargs -n 1 ls',
      'prlimit --nofile=64 ls',
      'strace -f ls',
      'ssh host up',
      'CGO_ENABLED=0 GIT_AUTHOR_NAME=x ls',
      './x.sh',
    ]
    assert.deepEqual(
      plain.filter((script) => lavish(script).decision !== 'allow'),
      [],
    )
  })
})

describe('what a command is started with counts as what its script says', () => {
  const run = (script: string, around: Surroundings) => lavish(script, 'bash', around)
  it('no variable of its `env` wins an allow, or hides what is forbidden', () => {
    const tricks: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      ['ls', { PATH: '.' }],
      ['ls', { BASH_ENV: './x' }],
      ['ls', { LD_PRELOAD: './x.so' }],
      ['npm test', { NODE_OPTIONS: '--require=./x' }],
      ['npm test', { npm_config_script_shell: './x' }],
      ['git status', { GIT_SSH_COMMAND: 'rm x' }],
      ['ls $((X))', { X: 'a[$(rm x)]' }],
      ['$X', { X: 'ls' }],
    ]
    for (const [script, env] of tricks) {
      const { decision, readOnly } = run(script, { env })
      assert.deepEqual([decision, readOnly], [undefined, false], `${JSON.stringify(env)} ${script}`)
    }
    const forbids = createDecider(policyOf([ruleOf('forbid', 'rm'), ruleOf('allow', 'ls')]))
    assert.equal(forbids('$X x', 'bash', { env: { X: 'rm' } }).decision, 'forbid')
    assert.equal(forbids('ls', 'bash', { env: { PAGER: 'rm x' } }).decision, 'forbid')
    assert.equal(run('npm test', { env: { NODE_ENV: 'test', CI: '1' } }).decision, 'allow')
  })
  it('a file is the one in its directory', () => {
    assert.equal(run('ls > config', { workingDirectory: '.git' }).decision, undefined)
    assert.equal(run('ls > config', { workingDirectory: 'sub' }).decision, 'allow')
  })
})

describe('what only reads by its name does not write or run something by its options', () => {
  const tricks = [
    'sort --comp=./x f',
    'sort --o=x f',
    'git grep --open=./x y',
    'git ls-remote --upload=./x .',
    'git diff --outp=x',
    'git diff --ext',
    'uniq -- -in -out',
    'tree -R -L 1 -H x',
    "script -qc 'echo x' package.json",
    '\\time -o package.json -f x ls',
    'flock package.json ls',
  ]
  it('not even cut short, or as what a wrapper writes beside', () => {
    assert.deepEqual(
      tricks.filter((script) => lavish(script).readOnly),
      [],
    )
  })
  it('plain reading is still that', () => {
    const plain = ['sort -u f', 'git diff --stat', 'git log --oneline', 'uniq -c', 'time ls', 'timeout 5 ls']
    assert.deepEqual(
      plain.filter((script) => !lavish(script).readOnly),
      [],
    )
  })
})

describe('an allow rule covers no option that names another program', () => {
  const rules = [
    'git fetch|push|rebase|grep|clone',
    'make test',
    'tar',
    'rsync',
    'npm test',
    'go test',
    'git log',
  ].map((pattern) => ruleOf('allow', pattern))
  const decide = createDecider(policyOf([...rules, ruleOf('allow', 'cargo build --config')]))
  it('wherever it stands, and cut short', () => {
    const tricks = [
      'git fetch --upload-pack=./x origin',
      'git fetch origin --upl ./x',
      'git push --receive-pack=./x',
      'git push --exec=./x',
      'git rebase -x ./x main',
      'git grep -O./x y',
      'git clone -c core.sshCommand=./x y',
      'make test SHELL=./x',
      'make test -f ./x.mk',
      'tar xf a.tar --to-command=./x',
      'tar -xIf ./x a.tar',
      'tar cf a.tar --checkpoint-action=exec=./x b',
      'rsync -ae ./x a b:',
      'npm test --script-shell=./x',
      'go test -exec ./x ./...',
    ]
    assert.deepEqual(
      tricks.filter((script) => decide(script).decision === 'allow'),
      [],
    )
  })
  it('and others as before', () => {
    const plain = [
      'git fetch --prune origin',
      'git push -u origin main',
      'git log --oneline -n 5',
      'make test V=1 -j4',
      'tar -xzf a.tgz -C out',
      'rsync -a a/ b/',
      'npm test -- --script-shell=x',
      'go test -run X ./...',
      'cargo build --config a=1',
    ]
    assert.deepEqual(
      plain.filter((script) => decide(script).decision !== 'allow'),
      [],
    )
  })
})
