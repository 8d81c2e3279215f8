/** A small generator of numbers that gives the same run for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

const pieces = [
  '$(',
  ')',
  '`',
  '"',
  "'",
  '\\',
  '\n',
  ';',
  '&&',
  '||',
  '|',
  '&',
  '(',
  '{',
  '}',
  '<<E\n',
  '<(',
  '>',
  '>>',
  '2>&1',
  '$X',
  '"$X"',
  '${X:-rm}',
  '$@',
  'X=rm',
  'PATH=.',
  'rm ',
  'ls ',
  'npm test',
  'sudo ',
  'env ',
  'bash -c ',
  'eval ',
  'if ',
  'then ',
  'fi',
  'for x in ',
  'do ',
  'done',
  'case ',
  'esac',
  'f() ',
  'alias ',
  '$((',
  '))',
  '[[ ',
  ' ]]',
  '#',
  '!',
  '*',
  '?',
  '[a]',
  '{a,b}',
  '~',
  '\t',
  ' ',
  '=',
  '-',
  '--',
  '\r',
  '\0',
  "$'\\x72m'",
  '<<<',
  'xargs ',
  'find . -exec ',
  ' \\;',
  'E\n',
  'é',
  '\u200b',
]

const seeds = [
  'npm test',
  'ls -la | grep x > out.txt',
  'if [ -f a ]; then ls; else npm test; fi',
  'for f in a b; do echo "$f"; done',
  'X=ls; $X',
  "bash -c 'ls && npm test'",
  'f() { ls "$@"; }; f a',
  'cat <<E\nhello $USER\nE',
  'echo $(ls) `pwd`',
  'case $1 in a) ls;; *) npm test;; esac',
  'while read -r x; do echo $x; done < f',
  'sudo apt-get install x',
  'git -C x push origin main',
  'find . -name "*.c" -exec ls {} +',
  'ls | xargs -n1 echo',
  'set -euo pipefail\nnpm ci\nnpm test -- --x',
  'a=(1 2 3); echo "${a[@]}"',
  '[[ -n $X && $Y == z* ]] && ls',
  '((i++)); echo $((i + 1))',
  'trap "ls" EXIT',
  'echo {a,b}{1..3}',
  "printf '%s\\n' a b",
  'timeout 5 env A=b npm test',
  'bash <<E\nls\nE',
  'cd sub && npm test 2>&1 | tee log',
]

/** A script of the seeds with one to eight changes: pieces put in, stretches cut, doubled or moved. */
export function mutate(random: () => number): string {
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)]
  let script = pick(seeds) ?? ''
  const changes = 1 + Math.floor(random() * 8)
  for (let change = 0; change < changes; change += 1) {
    const at = Math.floor(random() * (script.length + 1))
    const to = Math.min(script.length, at + Math.floor(random() * 6))
    const kind = Math.floor(random() * 4)
    if (kind === 0) script = script.slice(0, at) + script.slice(to)
    else if (kind === 1) script = script.slice(0, to) + script.slice(at)
    else if (kind === 2) script = `${script.slice(0, at)}${pick(seeds)}${script.slice(at)}`
    else script = `${script.slice(0, at)}${pick(pieces)}${script.slice(at)}`
  }
  return script
}
