import { kindOf } from '../catalogue.ts'
import { namesShell, readCode } from '../code.ts'
import { type Flow, opaque } from './flow.ts'
import { note, type Program } from './program.ts'
import { rangeOf } from './situation.ts'

/** Files that a tool runs without being told their name. */
const implicit =
  /(?:^|\/)(?:package\.json|composer\.json|Gemfile|Rakefile|Makefile|makefile|GNUmakefile|setup\.py|pyproject\.toml|conftest\.py|build\.gradle|pom\.xml|Cargo\.toml|build\.rs|Justfile|Taskfile\.yml|Vagrantfile|Dockerfile|Jenkinsfile|\.npmrc|\.git\/hooks\/[\w-]+|\.pryrc|\.irbrc|\.lldbinit|\.gdbinit|\.exrc|mix\.exs|rebar\.config|CMakeLists\.txt|meson\.build|SConstruct|wscript|tox\.ini|noxfile\.py|tasks\.py|fabfile\.py|gulpfile\.js|Gruntfile\.js|\.babelrc|webpack\.config\.js|groff|x\.service)$/

/** Written, then run: a program that is handed a file of this script, or finds one by its usual name. */
export function judgeWritten(program: Program): void {
  const { argv, tool, situation, name } = program
  const { files } = situation.scan
  if (files.size === 0) return
  const path = argv[0]?.text ?? name
  const own = files.get(path) ?? (path.includes('/') ? undefined : files.get(`./${path}`)) ?? files.get(path.replace(/^\.\//, ''))
  if (own !== undefined && path.includes('/')) runFile(program, own)
  if (tool !== undefined && (tool.is === 'reads' || tool.is === 'prints' || tool.is === 'changes-files' || tool.is === 'changes-repository' || tool.is === 'deletes-files')) return
  const texts = argv.slice(1).map((value) => value.text)
  for (const [written, flow] of files) {
    const handed = texts.some((text) => text === written || text === `@${written}` || text.endsWith(`=${written}`) || (written.length > 8 && text.startsWith(written.slice(0, written.lastIndexOf('/') + 1)) && written.includes('/tmp')))
    if (handed) runHanded(program, flow)
    else if (implicit.test(written) && dangerous(flow)) note(program, 'opens-shell', flow.text)
  }
}

function runFile(program: Program, flow: Flow): void {
  if (flow.fetched) note(program, 'runs-download')
  if (flow.decoded) note(program, 'runs-decoded')
  if (flow.text === undefined) return
  const { scan, place, walkers } = program.situation
  if (/^#!\s*\S*(?:python|perl|ruby|node|php|lua)/.test(flow.text)) judgeDanger(program, flow)
  else walkers.walkText(flow.text, scan, { ...place, input: undefined, range: rangeOf(program.argv, place), depth: place.depth + 1 })
}

function runHanded(program: Program, flow: Flow): void {
  const { tool } = program
  if (tool?.script === true || tool?.is === 'runs-project' || tool?.is === 'runs-code' || tool === undefined) {
    if (flow.fetched && tool?.script === true) note(program, 'runs-download')
    if (flow.decoded && tool?.script === true) note(program, 'runs-decoded')
    if (tool?.language === 'shell') return runFile(program, { ...flow, fetched: false, decoded: false })
  }
  judgeDanger(program, flow)
}

function judgeDanger(program: Program, flow: Flow): void {
  if (flow.text === undefined) return
  const reading = readCode(flow.text, program.tool?.language ?? 'other')
  for (const kind of reading.kinds) if (kindOf(kind).level === 'high') note(program, kind, flow.text)
  if (namesShell(flow.text)) note(program, 'opens-shell', flow.text)
}

function dangerous(flow: Flow): boolean {
  return flow.text !== undefined && (namesShell(flow.text) || readCode(flow.text, 'other').kinds.some((kind) => kind === 'opens-shell' || kind === 'reverse-shell'))
}

/** Nothing was written. */
export const nothingWritten: Flow = opaque
