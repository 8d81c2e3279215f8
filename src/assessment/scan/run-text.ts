import type { KindId } from '../catalogue.ts'
import { type Flow, opaque, traceOf, unknown } from './flow.ts'
import { report } from './scan.ts'
import { isOpenParameter, rangeOf, type Situation, shown } from './situation.ts'
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
    const kind = unseenKind(flow, of)
    if (kind !== undefined) report(scan, { kind, evidence, range })
    return opaque
  }
  const inner = { ...place, range: place.range ?? range }
  if (parameters === undefined) return walkers.walkText(flow.text, scan, inner)
  const name = scan.variables.get('0')
  setParameters(argv.slice(parameters), situation)
  const output = walkers.walkText(flow.text, scan, inner)
  // What the script was called is over with it.
  if (name === undefined) scan.variables.delete('0')
  else scan.variables.set('0', name)
  return output
}

/** Programs whose output is made for `eval`. */
const setupPrograms =
  /\b(?:ssh-agent|brew\s+shellenv|direnv|pyenv|rbenv|nodenv|jenv|goenv|fnm\s+env|nvm|mise|asdf|rtx|starship|zoxide|thefuck|minikube\s+(?:-p\s+\S+\s+)?docker-env|docker-machine\s+env|dircolors|lesspipe|opam\s+(?:config\s+)?env|conda|micromamba|mamba|luarocks\s+path|perl\s+-I|register-python-argcomplete|gpg-agent|keychain|dbus-launch|completion|poetry\s+env|guix|nix\s+print-dev-env|resize|locale|tset|dpkg-architecture|dpkg-buildflags|getopt)\b/

/** What it means that nothing is known of a text which is run. */
function unseenKind(flow: Flow, { argv, situation }: Parameters<typeof runText>[1]): KindId | undefined {
  if (flow.text === '' || flow.fetched || flow.decoded || shellSetup(argv)) return undefined
  return argv.some((value) => isOpenParameter(value, situation)) ? 'runs-variable' : 'runs-input'
}

/** `sh -c "$(cat scripts/x.sh)"` runs a file of the project. */
const ownFile = /^"?\$\((?:cat |<)\s*[\w.][\w./-]*\)"?$/

function shellSetup(argv: readonly Value[]): boolean {
  return argv.some(({ source }) => setupPrograms.test(source) || ownFile.test(source))
}

function setParameters(values: readonly Value[], situation: Situation): void {
  const { variables } = situation.scan
  values.slice(0, 10).forEach((value, index) => {
    variables.set(String(index), { ...value.flow, text: value.text })
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
