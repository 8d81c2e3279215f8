import { type Flow, opaque, traceOf, unknown } from './flow.ts'
import { report } from './scan.ts'
import { rangeOf, type Situation, shown } from './situation.ts'
import type { Value } from './words.ts'

/** Text that is run as a shell script. */
export function runText(
  flow: Flow,
  of: { readonly argv: readonly Value[]; readonly situation: Situation },
  parameters?: number,
): Flow {
  const { argv, situation } = of
  const { scan, place, walkers } = situation
  const range = rangeOf(argv, place)
  const evidence = shown(argv)
  if (flow.fetched) report(scan, { kind: 'runs-download', evidence, range })
  else if (flow.decoded) report(scan, { kind: 'runs-decoded', evidence, range })
  if (flow.text === undefined || flow.text.replaceAll(unknown, '').trim() === '') {
    if (flow.text === '' || shellSetup(argv)) return opaque
    if (!flow.fetched && !flow.decoded) report(scan, { kind: 'runs-input', evidence, range })
    return opaque
  }
  if (parameters !== undefined) setParameters(argv.slice(parameters), situation)
  return walkers.walkText(flow.text, scan, { ...place, range: place.range ?? range })
}

/** Programs whose output is made for `eval`. */
const setupPrograms =
  /\b(?:ssh-agent|brew\s+shellenv|direnv|pyenv|rbenv|nodenv|jenv|goenv|fnm\s+env|nvm|mise|asdf|rtx|starship|zoxide|thefuck|minikube\s+(?:-p\s+\S+\s+)?docker-env|docker-machine\s+env|dircolors|lesspipe|opam\s+(?:config\s+)?env|conda|micromamba|mamba|luarocks\s+path|perl\s+-I|register-python-argcomplete|gpg-agent|keychain|dbus-launch|completion|poetry\s+env|guix|nix\s+print-dev-env|resize|locale|tset|dpkg-architecture|dpkg-buildflags|getopt)\b/

function shellSetup(argv: readonly Value[]): boolean {
  return argv.some((value) => setupPrograms.test(value.source))
}

function setParameters(values: readonly Value[], situation: Situation): void {
  const { variables } = situation.scan
  values.slice(0, 10).forEach((value, index) => {
    if (index > 0) variables.set(String(index), { ...value.flow, text: value.text })
  })
  if (values.length < 2) return
  const rest = values.slice(1)
  const all = {
    ...traceOf(...rest.map((value) => value.flow)),
    text: rest.map((value) => value.text).join(' '),
    items: rest.map((value) => value.text),
  }
  variables.set('@', all)
  variables.set('*', all)
}
