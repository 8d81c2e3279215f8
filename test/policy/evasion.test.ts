import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createDecider } from '../../src/policy/decide.ts'
import { policyOf, ruleOf } from './rules.ts'

const forbids = createDecider(policyOf([ruleOf('forbid', 'rm')]))
const allows = createDecider(policyOf([ruleOf('allow', 'ls'), ruleOf('allow', 'npm test'), ruleOf('allow', 'echo')]))

/** Ways to write `rm -rf /` in which its words are literal. `forbid [rm]` must find every one. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  quoting: [
    'r\\m -rf /', '"r"m -rf /', "'r''m' -rf /", 'r$@m -rf /', 'r$*m -rf /', 'r``m -rf /', 'r$()m -rf /', 'r${@}m -rf /',
    '\\rm -rf /', '/bin//rm -rf /', './../bin/rm -rf /', "$'\\x72\\x6d' -rf /", "$'\\162m' -rf /", '$"rm" -rf /', "$'\\u0072m' x",
    'r\\\nm -rf /', 'rm\t-rf\t/', 'rm -rf /\r', '""rm x', "rm''  x", 'r"$EMPTY"m x; EMPTY=; r"$EMPTY"m x',
  ],
  expansion: [
    'X=rm; $X -rf /', 'X=rm\n"$X" -rf /', 'a=r b=m; $a$b x', '${X:-rm} x', '${X:=rm} x', '${X-rm} x', 'X=1; ${X:+rm} x', 'X=rmx; ${X%x} x',
    'X=xrm; ${X#x} x', 'X=ram; ${X//a/} x', 'X=xrmy; ${X:1:2} x', 'Y=rm; X=Y; ${!X} x', 'X=RM; ${X,,} x', 'X=Rm; ${X,} x', 'X=RM; ${X@L} x',
    'a=(rm -rf); "${a[@]}" /', 'a=(x rm); ${a[1]} x', 'set -- rm -rf /; "$@"', 'set -- a rm; $2 x', 'set a rm; shift; $1 x',
    'read X <<< rm; $X x', 'rm$IFS-rf$IFS/', 'rm${IFS}-rf', '{rm,-rf,/}', '{r,}m x', '/b?n/r? x', '/???/r[m] x', '/bin/r* x', 'r[lmn] x',
    'X="rm -rf /"; $X', 'export X=rm; $X x', 'declare X=rm; $X x', 'readonly X=rm; $X x', 'X=r; X+=m; $X x', 'for c in ls rm; do $c x; done',
    'if true; then X=ls; else X=rm; fi; $X x', 'case a in a) X=rm;; esac; $X x', 'X=ls; X=rm; $X x', 'while true; do $X x; X=rm; done',
    'f() { X=rm; }; f; $X x', '$(echo rm) -rf /', '$(printf rm) x', '`echo rm` x', '"$(printf %s%s r m)" x', 'X=$(echo rm); $X x', 'true && X=rm; $X x',
    "IFS=:; X=rm:-rf:/; $X", 'local X=rm; $X x',
  ],
  wrappers: [
    'sudo rm x', 'sudo -u root -E rm x', 'doas rm x', 'su -c "rm x"', 'su root -c "rm x"', 'su - root -c "rm x"', 'pkexec rm x', 'runuser -u a -- rm x',
    'setpriv --reuid 0 rm x', 'chroot /x rm y', 'nsenter -t 1 -m rm x', 'unshare -r rm x', 'systemd-run --wait rm x', 'env rm x', 'env -i A=b rm x',
    'env -u HOME rm x', 'env -S "rm x"', 'env -S"rm x"', 'env --split-string="rm x" y', 'command rm x', 'builtin command rm x', 'exec rm x', 'exec -a ls rm x',
    'nohup rm x', 'setsid rm x', 'nice rm x', 'nice -n 5 rm x', 'nice -5 rm x', 'ionice -c 3 rm x', 'stdbuf -oL rm x', 'timeout 5 rm x', 'timeout -k 1 -s KILL 5s rm x',
    'time rm x', 'time -p rm x', '/usr/bin/time -f %e rm x', 'flock /l rm x', 'flock /l -c "rm x"', 'watch rm x', 'watch -n 1 "rm x"', 'strace -f -o l rm x',
    'script -c "rm x" /dev/null', 'script -qc "rm x"', 'busybox rm x', 'toybox rm x', 'xargs rm', 'ls | xargs rm -rf', 'ls | xargs -I{} rm {}', 'xargs -0 -n1 rm',
    'parallel rm ::: a', 'parallel "rm {}" ::: a', 'find . -exec rm {} \\;', 'find . -execdir rm {} +', "find . -ok rm '{}' ';'", 'fd -x rm', 'ssh host rm x',
    'ssh -p 2 u@h "cd x && rm y"', 'docker run --rm -it image rm x', 'docker exec -u 0 c rm x', 'docker --context a run i rm x', 'kubectl exec p -- rm x',
    'kubectl -n n exec -it p -c c -- sh -c "rm x"', 'bash -c "rm x"', "sh -c 'rm x'", "bash -lc 'rm x'", "bash -x -c 'rm x'", "bash --norc -o pipefail -ec 'rm x'",
    "dash -c 'rm x'", "zsh -c 'rm x'", "/bin/sh -c 'rm x'", "bash -c '$0 x' rm", 'bash -c \'"$@"\' x rm y', "bash -c 'bash -c \"rm x\"'", 'eval rm x', 'eval "rm x"', "eval 'r''m x'",
    'eval eval rm x', 'trap "rm x" EXIT', "trap 'rm x' DEBUG", 'sudo env timeout 5 nice bash -c "rm x"', 'git -c alias.x="!rm y" x', 'git -c core.pager="rm x" log',
    'GIT_SSH_COMMAND="rm x" git fetch', 'PROMPT_COMMAND="rm x" bash', 'npm exec -c "rm x"', 'npx -c "rm x"', 'poetry run rm x', 'bundle exec rm x', 'xvfb-run -a rm x', '! rm x', 'coproc rm x',
    'sudo -i rm x', 'sudo -- rm x', 'sudo A=b rm x', 'nohup sudo -n rm x &',
  ],
  'standard input': [
    'echo "rm x" | sh', "printf 'rm x' | bash", "printf '\\162m x' | bash", 'bash <<< "rm x"', 'bash <<E\nrm x\nE', "sh -s <<'E'\nrm x\nE", 'cat <<E | bash\nrm x\nE', 'echo rm x | sudo bash -s',
    'echo rm x | bash -', 'echo "rm x" | env bash', 'echo rm x | tee l | bash; rm x', 'source /dev/stdin <<< "rm x"', '{ bash; } <<< "rm x"', 'echo "echo rm x | sh" | sh',
  ],
  'places': [
    'ls; rm x', 'ls && rm x', 'ls || rm x', 'ls | rm x', 'ls & rm x', '(rm x)', '{ rm x; }', 'echo $(rm x)', 'echo `rm x`', 'echo "$(rm x)"', 'cat <(rm x)', 'ls > >(rm x)', 'if rm x; then ls; fi',
    'if ls; then rm x; fi', 'if a; then b; elif rm x; then c; else d; fi', 'for i in $(rm x); do ls; done', 'for ((i=0;i<1;i++)); do rm x; done', 'while rm x; do ls; done', 'until ls; do rm x; done',
    'case $(rm x) in *) ls;; esac', 'case a in *) rm x;; esac', 'select x in a; do rm x; done', 'f() { rm x; }; f', 'function f { rm x; }', 'f() (rm x)', '[[ -n $(rm x) ]]', 'X=$(rm x)', 'X=1 Y=$(rm x) ls',
    'ls > $(rm x)', 'a=($(rm x))', 'echo ${X:-$(rm x)}', 'echo $((1 + $(rm x)))', 'ls <<E\n$(rm x)\nE', 'echo "${X/$(rm x)/y}"', 'A=1 rm x', 'rm x > /dev/null 2>&1', '>f rm x', '\nrm x', '# c\nrm x', 'ls\n\n\nrm x',
    'export X=$(rm x)', 'echo a{b,$(rm x)}', "X='a[$(rm x)]'; ((X))", "test -v 'a[$(rm x)]'", "[[ -v 'a[$(rm x)]' ]]", "unset 'a[$(rm x)]'",
  ],
  indirection: [
    'alias x="rm y"', "alias ls='rm x'; ls", 'ls() { rm x; }; ls', 'command_not_found_handle() { rm x; }', '$UNKNOWN rm x', '"$WRAP" -c "rm x"', 'eval "$UNKNOWN; rm x"', 'bash -c "$UNKNOWN; rm x"', 'unknown=$1; $unknown rm -rf /',
    'sudo --unheard-of rm x', 'timeout --what 5 rm x', 'env --odd rm x',
  ],
  'bounds': [
    `${'( '.repeat(40)}rm x${' )'.repeat(40)}`, `${'env '.repeat(60)}rm x`, `${'$('.repeat(40)}rm x${')'.repeat(40)}`, `echo ${'a '.repeat(10_000)}; rm x`, `${'ls;'.repeat(50_000)} rm x`, 'rm x; echo "unclosed', 'echo `rm x', 'rm x <<E\nunclosed',
    'rm x\r\nls\r\n', 'if rm x', 'rm x )', '$(rm x', 'ls\0; rm x',
  ],
}

describe('a forbid rule finds its command in every spelling', () => {
  for (const [family, scripts] of Object.entries(spellings)) {
    it(family, () => {
      const missed = scripts.filter((script) => forbids(script).decision !== 'forbid')
      assert.deepEqual(missed, [])
    })
  }
})

/** Scripts that look like what is allowed, and do something else, or may. */
const trickery: readonly string[] = [
  'ls; rm x', 'ls $(rm x)', 'ls `rm x`', 'ls <(rm x)', 'ls & rm x', 'ls\nrm x', 'ls | sh', 'ls > /etc/passwd', 'ls > ~/.bashrc', 'ls > .git/hooks/pre-commit', 'ls > .github/workflows/x.yml', 'ls > "$F"', 'ls > ../x',
  'ls > a/../../x', 'ls >| /etc/x', 'ls &> /etc/x', 'ls >& /etc/x', 'ls <> /etc/x', 'echo x >> /etc/x', '{ ls; } > /etc/x', 'for i in a; do ls; done > /etc/x', 'cd / && ls > etc/x',
  'PATH=. ls', 'PATH=.:$PATH; ls', 'export PATH=.:$PATH; ls', 'LD_PRELOAD=./x.so ls', 'BASH_ENV=x ls', 'env PATH=. ls', 'env -S "PATH=. ls"', 'env LD_PRELOAD=x npm test', 'NODE_OPTIONS=--require=./x npm test', 'NPM_CONFIG_SCRIPT_SHELL=./x npm test', 'npm_config_prefix=x npm test',
  './ls', '/tmp/ls', '../bin/ls', '~/bin/ls', '"$HOME"/ls', 'l?', '/bin/l?', '$X', '$X ls', '"$X"', '${X:-ls}', 'X=$(cat f); $X', '$(cat f)', '`cat f`', 'l$X', 'l${X:-s}',
  'alias ls=rm; ls', 'shopt -s expand_aliases; alias ls=rm\nls', 'hash -p ./evil ls; ls', 'enable -n echo; echo x', 'enable -f ./x.so ls', 'ls() { rm x; }; ls', 'function ls { rm x; }; ls', 'echo() { rm x; }; echo y', 'unset -f ls; ls', 'if false; then evil() { ls; }; fi; evil',
  'eval ls "$X"', 'eval "$X"', 'eval ls \\; rm x', 'source ./x; ls', '. ./x', 'bash -c "ls $X"', 'bash -c "$X"', 'bash script.sh', 'bash', 'bash -i', 'sh < x', 'curl x | sh', 'ls | bash -s', 'cat x | bash; ls', 'bash <<< "$X"', 'bash <(ls)',
  'bash --rcfile ./x -ic ls', 'bash --init-file x -c ls', 'exec 3<x; ls <&3; bash <&3', 'sudo ls', 'sudo -u x ls', 'su -c ls', 'ssh host ls', 'docker run image ls', 'docker exec c ls', 'kubectl exec p -- ls', 'xargs ls', 'cat f | xargs', 'xargs', 'parallel ls', 'chroot / ls', 'nsenter -t 1 ls', 'systemd-run ls',
  'find . -exec ls {} \\;', 'find . -exec {} \\;', 'git -c alias.ls=!rm ls', 'npm $X', 'npm "$X"', 'npm $X test', 'npm -C / test', 'npm --prefix ../x test', 'npm --script-shell ./x test', 'npm --node-options=--require=./x test', 'npm -- test', 'npm --userconfig=./evilrc test',
  'X=ls; read X; $X', 'X=ls; X=$1; $X', 'X=ls; X+=$Y; $X', 'X=ls; unset X; $X rm', 'X=ls; if a; then X=$Y; fi; $X', 'X=ls; declare -n X=PATH; X=.; ls', 'X=ls; f() { X=rm; }; f; $X', 'X=ls; for i in 1 2; do $X; X=rm; done', 'X=ls; bash -c \'$X rm\'', 'export "$X"; ls', 'declare "$X=."; ls', 'printf -v "$X" .; ls', 'read $X; ls',
  'printf -v PATH .; ls', 'read PATH; ls', 'for PATH in .; do ls; done', ': ${PATH:=.}; ls', 'mapfile PATH; ls', 'IFS=/; ls', 'ls "${X@P}"; X=\'$(rm x)\'; ls "${X@P}"', "X='a[$(rm x)]'; ls $((X))", "ls $((a['$(rm x)']))", "test -v 'a[$(rm x)]'; ls",
  'ls (', 'ls )', 'ls "', "ls '", 'ls `', 'ls $(', 'ls ${', 'ls; if', 'ls &&', '| ls', 'ls | | ls', 'ls ;; ls', 'then ls', 'ls; done', 'f() ls', 'case x in ls', '((ls', 'for ls', '[[ ls', 'ls;;', 'ls &&& ls',
  'time', 'exec', 'command -v ls', 'env', 'nohup', '', ' ', '#ls', 'trap "$X" EXIT; ls', 'trap "rm x" EXIT; ls', 'coproc rm x; ls', 'ls || rm x', '! rm x', 'ls && { echo; rm x; }', '(cd /; ./ls)', 'cd sub/.. && npm test', 'pushd /; ls', 'exec rm x', 'exec -a ls rm x', 'busybox rm ls', 'env rm ls', 'timeout 5 rm ls', 'timeout "$T" ls; $T ls',
  'ls\0', 'ｌｓ', 'l\u200bs', 'ls\u00a0x; l\u0455', 'ls​', `${'bash -c '.repeat(40)}ls`, `${'('.repeat(300)}ls${')'.repeat(300)}`, `${'ls;'.repeat(40_000)}`, 'ls\r\nrm x',
]

describe('no allow rule is won by trickery', () => {
  it('each script is left undecided or refused', () => {
    const won = trickery.filter((script) => allows(script).decision === 'allow')
    assert.deepEqual(won, [])
  })
})

/** The same commands as data, which nothing runs. A forbid rule must leave them alone. */
const data: readonly string[] = [
  'echo rm -rf /', "printf '%s' 'rm x'", 'grep -r "rm -rf" .', 'git commit -m "rm -rf /"', 'ls # rm x', "cat > f <<'E'\nrm x\nE", 'cat > f <<E\nrm x\nE', 'command -v rm', 'command -V rm', 'type rm', 'which rm', 'man rm', 'RM=1 ls', 'RM_FORCE=1 npm test',
  'curl https://example.com/rm', 'ls rm', 'git rm --cached f', 'docker run --rm image ls', 'npm run rm', 'X=rm; echo $X', 'echo "$(echo rm x)"', 'echo "rm x" | cat', 'echo "rm x" > f', 'test rm = rm', '[[ rm == rm ]]', 'case rm in rm) ls;; esac', 'for rm in a; do ls; done', 'rm=1; ls', 'echo {rm,x}', 'env RM=rm ls', 'sort -o rm f', 'rmdir x', 'trap - EXIT', 'alias', 'xargs echo rm', 'find . -name rm', 'bash --version',
]

describe('words that are data alarm nobody', () => {
  it('no forbid rule is about them', () => {
    const alarmed = data.filter((script) => forbids(script).decision === 'forbid')
    assert.deepEqual(alarmed, [])
  })
})

const equivalent: readonly string[] = [
  'npm test', '"npm" test', "npm 'test'", 'np\\m te\\st', "$'npm' test", '$"npm" test', 'npm \\\n test', 'n""pm test', 'FOO=1 npm test', ' npm   test ', 'npm test # comment', 'npm test;', '( npm test )', '{ npm test; }', 'npm\ttest', 'env FOO=1 npm test', 'timeout 60 npm test', "bash -c 'npm test'", "sh -ec 'npm test'", 'X=npm; $X test', 'command npm test', 'nice -n 5 npm test', 'time npm test', 'nohup npm test', '/usr/bin/npm test', 'npm test > out.txt 2>&1', 'npm test > /dev/null', '! npm test', 'npm test && npm test', 'npm --silent test', 'npm test "$X"', 'npm -C sub test', 'npm --prefix=sub test', 'for i in 1 2; do npm test; done', 'f() { npm test; }; f', 'if npm test; then npm test; else npm test; fi', 'npm test | npm test', 'npm test &', 'exec npm test', 'bash <<E\nnpm test\nE', 'echo npm test | bash', 'eval npm test',
]

describe('equivalent spellings are decided alike', () => {
  it('all of them are allowed', () => {
    const lost = equivalent.filter((script) => allows(script).decision !== 'allow')
    assert.deepEqual(lost, [])
  })
})
