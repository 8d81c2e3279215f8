import { type KindId, kindOf } from '../catalogue.ts'
import { namesShell, readCode } from '../code.ts'
import { allPackageScripts, makeRecipe } from '../recipes.ts'
import type { Flow } from './flow.ts'
import { fileAt } from './known-files.ts'
import { note, type Program } from './program.ts'
import { rangeOf } from './situation.ts'

/** Files that a tool runs without being told their name. */
const implicit =
  /(?:^|\/)(?:package\.json|composer\.json|Gemfile|Rakefile|Makefile|makefile|GNUmakefile|setup\.py|pyproject\.toml|conftest\.py|build\.gradle|pom\.xml|Cargo\.toml|build\.rs|src\/main\.rs|main\.go|Justfile|Taskfile\.yml|Vagrantfile|Dockerfile|Jenkinsfile|\.npmrc|\.git\/hooks\/[\w-]+|\.pryrc|\.irbrc|\.lldbinit|\.gdbinit|\.exrc|mix\.exs|rebar\.config|CMakeLists\.txt|meson\.build|SConstruct|wscript|tox\.ini|noxfile\.py|tasks\.py|fabfile\.py|gulpfile\.js|Gruntfile\.js|\.babelrc|webpack\.config\.js|groff|x\.service)$/

/** Programs that do not run what they are handed. */
const passive: ReadonlySet<KindId> = new Set<KindId>([
  'reads',
  'prints',
  'changes-files',
  'changes-repository',
  'deletes-files',
])

/** Written, then run: a program that is handed a file of this script, or finds one by its usual name. */
export function judgeWritten(program: Program): void {
  const { argv, tool, situation, name } = program
  const { files } = situation.scan
  if (tool?.is === 'runs-code' || tool?.is === 'runs-project') judgeStreams(program)
  if (files.size === 0) return
  const path = argv[0]?.text ?? name
  const own = fileAt(situation.scan, path)
  if (own !== undefined && path.includes('/')) runFile(program, own)
  if (tool === undefined || !passive.has(tool.is)) judgeHanded(program, files)
}

/** `go run <(command)`: code that stands in the command. */
function judgeStreams(program: Program): void {
  const { input } = program.situation.place
  for (const { text, flow } of program.argv.slice(1)) {
    if (text === '/dev/fd/63') judgeDanger(program, flow)
    else if ((text === '/dev/stdin' || text === '-') && input !== undefined) judgeDanger(program, input)
  }
}

function judgeHanded(program: Program, files: ReadonlyMap<string, Flow>): void {
  const texts = program.argv.slice(1).map((value) => value.text)
  for (const [written, flow] of files) {
    if (texts.some((text) => hands(text, written))) runHanded(program, flow)
    else if (implicit.test(written)) runImplicit(program, written, flow)
  }
}

/** A file of a usual name is run by tools of its kind: what it says in shell is read as that. */
function runImplicit(program: Program, path: string, flow: Flow): void {
  if (flow.text === undefined) return
  if (dangerous(flow)) note(program, 'opens-shell', flow.text)
  if (/\.(?:py|rs|js|cjs|mjs|gradle|exs)$/.test(path)) judgeDanger(program, flow, 'python')
  else if (/(?:Rakefile|Gemfile|Vagrantfile|\.rb)$/.test(path)) judgeDanger(program, flow, 'ruby')
  const text = shellPartOf(path, flow.text)
  if (text !== undefined) runFile(program, { ...flow, text, fetched: false, decoded: false })
}

function shellPartOf(path: string, text: string): string | undefined {
  if (/package\.json$|composer\.json$/.test(path)) return allPackageScripts(text)
  if (/[mM]akefile$/.test(path)) return makeRecipe(text, undefined)
  return path.includes('.git/hooks/') ? text : undefined
}

/** Whether an argument is this file, or the directory that it lies in. */
function hands(text: string, written: string): boolean {
  const slash = written.lastIndexOf('/')
  if (slash > 0 && written.startsWith(text) && text.length - slash <= 1 && text.length >= slash) return true
  if (!text.endsWith(written.slice(slash + 1))) return false
  const plain = text.startsWith('./') ? text.slice(2) : text
  if (plain === written || text === `@${written}` || text.endsWith(`=${written}`)) return true
  // A `cd` in between may have changed the way there.
  return slash === -1 ? plain.endsWith(`/${written}`) : written.endsWith(`/${plain}`)
}

function runFile(program: Program, flow: Flow): void {
  if (flow.fetched) note(program, 'runs-download')
  if (flow.decoded) note(program, 'runs-decoded')
  if (flow.text === undefined) return
  const { scan, place, walkers } = program.situation
  if (/^#!\s*\S*(?:python|perl|ruby|node|php|lua)/.test(flow.text)) judgeDanger(program, flow)
  else
    walkers.walkText(flow.text, scan, {
      ...place,
      input: undefined,
      range: rangeOf(program.argv, place),
      depth: place.depth + 1,
    })
}

function runHanded(program: Program, flow: Flow): void {
  const { tool } = program
  if (tool?.script === true) {
    if (flow.fetched) note(program, 'runs-download')
    if (flow.decoded) note(program, 'runs-decoded')
  }
  if (tool?.language === 'shell') runFile(program, { ...flow, fetched: false, decoded: false })
  else judgeDanger(program, flow)
}

function judgeDanger(
  program: Program,
  flow: Flow,
  language: string = program.tool?.language ?? 'other',
): void {
  if (flow.text === undefined) return
  const reading = readCode(flow.text, language)
  for (const kind of reading.kinds) if (kindOf(kind).level === 'high') note(program, kind, flow.text)
  if (namesShell(flow.text)) note(program, 'opens-shell', flow.text)
  const { scan, place, walkers } = program.situation
  const inner = { ...place, input: undefined, range: rangeOf(program.argv, place), depth: place.depth + 2 }
  // A file that is only handed over may hold anything: what it names as commands counts where it is run as code.
  if (language !== 'other' || program.tool?.is === 'runs-project')
    for (const command of reading.commands) walkers.walkText(command, scan, inner)
}

function dangerous(flow: Flow): boolean {
  return (
    flow.text !== undefined &&
    (namesShell(flow.text) ||
      readCode(flow.text, 'other').kinds.some((kind) => kind === 'opens-shell' || kind === 'reverse-shell'))
  )
}
