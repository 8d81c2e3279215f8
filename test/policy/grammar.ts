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
  ]
  return pick(random, forms)()
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
  ])
}
