/** Scripts that set variables in one place and use them in another, of the commands `ls` and `evil` alone. */
export function scriptOf(random: () => number): string {
  return statements(random, 3)
}

type Random = () => number

function pick<Item>(random: Random, items: readonly [Item, ...Item[]]): Item {
  return items[Math.floor(random() * items.length)] ?? items[0]
}

const names = ['X', 'Y', '_', 'REPLY'] as const
const programs = ['ls', 'ls', 'evil'] as const

function statements(random: Random, depth: number): string {
  const count = 1 + Math.floor(random() * 3)
  return Array.from({ length: count }, () => statement(random, depth)).join(pick(random, ['; ', '\n']))
}

function statement(random: Random, depth: number): string {
  if (depth === 0 || random() < 0.55) return simple(random)
  const inner = () => statements(random, depth - 1)
  const name = pick(random, names)
  const value = pick(random, programs)
  const forms: readonly [() => string, ...(() => string)[]] = [
    () => `if ${simple(random)}; then ${inner()}; else ${inner()}; fi`,
    () => `for ${name} in ${value} ${pick(random, programs)}; do ${inner()}; done`,
    () => `for i in 1 2; do ${inner()}; done`,
    () => `f() { ${inner()}; }; ${statement(random, depth - 1)}; f ${value}`,
    () => `${pick(random, ["'evil'", '\\evil', 'f'])}() { ${inner()}; } || :`,
    () => `case a in a) ${inner()} ${pick(random, [';;', ';&', ';;&'])} *) ${inner()} ;; esac`,
    () => `( ${inner()} )`,
    () => `{ ${inner()}; }`,
    () => `${simple(random)} && ${statement(random, depth - 1)} || ${simple(random)}`,
    () => `${simple(random)} | { ${inner()}; }`,
    () => `! ${statement(random, depth - 1)}`,
    () => `while ${simple(random)}; do ${inner()}; break; done`,
    () => `ls $(${inner()})`,
    () => `eval '${quotable(inner())}'`,
    () => `bash -c '${quotable(inner())}' x ${value}`,
    () => `trap '${quotable(inner())}' ${pick(random, ['DEBUG', 'EXIT', 'ERR'])}`,
    () => `bash <<E\n${inner()}\nE`,
    () => `bash <<'E'\n${inner()}\nE`,
    () => `bash <<-E\n\t${inner()}\n\tE`,
    () => `cat <<E | bash\n${inner()}\nE`,
    () => `bash -c "${escaped(inner())}"`,
    () => `eval "${escaped(inner())}"`,
    () => `select ${name} in ${value}; do ${inner()}; break; done <<<1`,
    () => `until ${simple(random)}; do ${inner()}; break; done`,
    () => `for ((i=0;i<2;i++)); do ${inner()}; done`,
    () => `coproc { ${inner()}; }; wait`,
    () => `f() ( ${inner()} ); f`,
    () => `g() { ${inner()}; }; f() { g; }; ${statement(random, depth - 1)}; f`,
    () => `time ${statement(random, depth - 1)}`,
    () => `ls <(${inner()})`,
    () => `ls "$(${inner()})"`,
    () => `ls \`ls\``,
    () => `${inner()} # ${oneLine(inner())}`,
    () => `${inner()} \\\n`,
  ]
  return pick(random, forms)()
}

function escaped(script: string): string {
  return script.replace(/["\\`]/g, '\\$&')
}

function oneLine(script: string): string {
  return script.replaceAll('\n', ' ')
}

function quotable(script: string): string {
  return script.replaceAll("'", '')
}

function simple(random: Random): string {
  const name = pick(random, names)
  const value = pick(random, programs)
  return pick(random, [
    'ls',
    'ls a',
    `echo ${value}`,
    `${name}=${value}`,
    `${name}=${value}`,
    `${name}=${value}`,
    `${name}=`,
    `${name}+=${value}`,
    `$${name}`,
    `$${name} ls`,
    `"$${name}"`,
    `\${${name}:-${value}}`,
    `\${${name}:=${value}}`,
    `\${${name}:+${value}} ls`,
    `\${${name}:-$${pick(random, names)}}`,
    `\${${name}##e*}`,
    `$1 ls`,
    `"$@" ls`,
    `\${!${name}}`,
    `${name}=${value} bash -c '$${name} ls'`,
    `${name}=${value} ls`,
    `read ${name} <<<${value}`,
    `command read ${name} <<<${value}`,
    `echo ${value} | read ${name}`,
    `printf -v ${name} ${value}`,
    `unset ${name}`,
    `declare -n ${name}=${pick(random, names)}`,
    `declare ${name}=${value}`,
    `builtin declare ${name}=${value}`,
    `readonly ${name}`,
    `export ${name}=${value}`,
    `set -- ${value} ls`,
    `set - ${value} ls`,
    'shift',
    'shift 2',
    'shift 0',
    `shopt -s ${pick(random, ['lastpipe', 'nullglob', 'extglob'])}`,
    'set +e',
    `[[ ${value} =~ .* ]]`,
    `echo ${value} | bash`,
    `printf '${pick(random, ['ls\\n', 'ls #\\nevil', 'ls #\\u000aevil'])}' | bash`,
    `bash <<<${value}`,
    `bash {fd}<<<${value}`,
    `timeout 5 $${name} ls`,
    `env ${value} a`,
    `env -S '${value} a'`,
    `ls $((${name}))`,
    `command $${name}`,
    `\${FUNCNAME:-ls}`,
    spelled(random, value),
    spelled(random, value),
    `${spelled(random, 'ls')}${spelled(random, value)}`,
    `${spelled(random, '')}${spelled(random, value)}`,
    `{${value},a}`,
    `{,${value}}`,
    `{${value},}`,
    `$(echo ${value})`,
    `$(printf %s ${value}) a`,
    `a=(${value} ls); \${a[0]} x`,
    `a=(ls); a[0]=${value}; \${a}`,
    `a+=(${value}); "\${a[@]}"`,
    `local ${name}=${value}`,
    `nice -n 5 ${value}`,
    `nice ${spelled(random, value)}`,
    `env -u ${name} ${value}`,
    `env ${name}=${value} ls`,
    `timeout -k 1 5 ${value} ls`,
    `timeout --sig=9 5 ${value}`,
    `echo ${value} | xargs ls`,
    `echo a | xargs -I${value} ${value}`,
    `echo a | xargs -n1 ${value}`,
    `echo ${value} | xargs -i ls {}`,
    `find . -maxdepth 0 -exec ${value} {} \\;`,
    `prlimit --core ${value} ls`,
    `setsid -w ${value}`,
    `exec -a ls ${value}`,
    `(exec ${value})`,
    `stdbuf -oL ${value}`,
    `flock /dev/null ${value}`,
    `flock /dev/null -c '${value} a'`,
    `bash -ec '${value}' ls`,
    `bash -co pipefail ${value}`,
    `bash +e -c ${value}`,
    `${name}=ls; ${name}=\${${name}/ls/${value}}; $${name}`,
    `${name}=\${${name}:0:2}`,
    `${name}=\${${name}%l}`,
    `${name}="\${${name}}$${pick(random, names)}"`,
    `((i=1)) && ${value}`,
    `let i=1`,
    `${value} >/dev/null 2>&1`,
    `>/dev/null ${value}`,
    `ls 2>&1 | ${value}`,
    `\${${name}?x}`,
    `ls "\${a[$(${value})]}"`,
    `ls $(( $(${value}) + 1 ))`,
    `[[ a == $(${value}) ]]`,
    `case $(${value}) in a) ls;; esac`,
    `unset -f f`,
    `hash ls`,
    `type ls`,
    `true`,
    `return 2>/dev/null`,
    `mapfile -t ${name} <<<${value}`,
    `getopts a ${name} -a`,
    `IFS=l`,
    `echo ${value}>/dev/null`,
  ])
}

/** A word as bash reads it, written in one of its many ways. */
function spelled(random: Random, word: string): string {
  const first = word.slice(0, 1)
  const rest = word.slice(1)
  return pick(random, [
    word,
    `"${word}"`,
    `'${word}'`,
    `${first}''${rest}`,
    `${first}""${rest}`,
    `${first}\\${rest}`,
    `${first}\\\n${rest}`,
    `$'${word}'`,
    `$'\\x${(first || ' ').codePointAt(0)?.toString(16)}${rest}'`,
    `$'\\u00${(first || ' ').codePointAt(0)?.toString(16)}'${rest}`,
    `$"${word}"`,
    `${first}$X${rest}`,
    `${first}$nothing${rest}`,
    `${first}\${nothing}${rest}`,
    `${first}$@${rest}`,
    `${first}$()${rest}`,
    `"${first}"'${rest}'`,
    `${first}{${rest},}`,
    `${first}[${rest.slice(0, 1) || 'x'}]${rest.slice(1)}`,
    `${first}?`,
    `./${word}`,
  ])
}
