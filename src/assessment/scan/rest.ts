import type { KindId } from '../catalogue.ts'
import { toolOf } from '../tools/table.ts'
import type { Program } from './program.ts'
import { runText } from './run-text.ts'

/** Programs whose names are hardly ever those of a task or a thing. */
const command =
  /^(?:(?:\/usr)?\/s?bin\/[\w.-]+|rm|rmdir|shred|dd|mkfs[\w.]*|(?:ba|da|z|k)?sh|sudo|chmod|chown|curl|wget|nc|ncat|socat|python3?|perl|ruby|find|tar|kill|useradd|crontab|iptables|systemctl)$/
/** Words by which a program says that what follows is run. */
const starts = /^(?:exec|run|enter|spawn|ssh|rsh|shell|console|cmd\.(?:run|shell)|--)$/
const wrapping = /(?:ssh|dsh|exec|run|ize|wrap)$/
/** Programs whose work is to run another one, behind options of their own. */
const running =
  /^(?:valgrind|perf|[gl]db|wsl|hyperfine|concurrently|nodemon|watchexec|caffeinate|arch|flatpak|start-stop-daemon)$/

/** To these a whole command line in one word is a command; to others it may be a text. */
const elsewhere: ReadonlySet<KindId> = new Set<KindId>([
  'uses-containers',
  'changes-remote',
  'changes-system',
  'contacts-network',
])
const mayStart: ReadonlySet<KindId> = new Set<KindId>([...elsewhere, 'runs-project', 'runs-code', 'installs'])

/** What stands behind `exec`, `run` or `--`, or behind the name of a program that is not known, is mostly a command. */
export function judgeRest(program: Program): void {
  const { argv, tool, name } = program
  judgeModule(program)
  if (running.test(name)) startFrom(program, 1, 12, 'lines')
  if (tool !== undefined && !mayStart.has(tool.is)) return
  const said = argv.findIndex((value, at) => at > 0 && starts.test(value.text))
  if (said !== -1 || wrapping.test(name))
    startFrom(
      program,
      Math.max(1, said + 1),
      5,
      tool === undefined || elsewhere.has(tool.is) ? 'lines' : 'words',
    )
  else if (tool === undefined) startFrom(program, 1, 2, 'words')
}

/** `python -m pip install x`: what is run as a module is what it is by its name. */
function judgeModule({ argv, tool, given, situation, judge }: Program): void {
  const module = tool?.language === 'python' ? given.options.find(({ name }) => name === '-m') : undefined
  const name = module === undefined ? '' : (argv[module.word]?.text ?? '')
  if (module !== undefined && /^[a-z]+$/.test(name) && toolOf(name) !== undefined)
    judge(argv.slice(module.word), situation)
}

/** Judges the first command among so many words. */
function startFrom(program: Program, from: number, count: number, takes: 'lines' | 'words'): void {
  const found = program.argv.slice(from, from + count).findIndex(({ text }) => isCommand(text))
  if (found !== -1) start(program, from + found, takes === 'lines')
}

function isCommand(text: string): boolean {
  return command.test(text.trim().split(/\s/, 1)[0] ?? '')
}

function start(program: Program, at: number, takesLine: boolean): void {
  const { argv, situation, judge } = program
  const [first] = argv.slice(at)
  if (first === undefined) return
  if (!/\s/.test(first.text)) {
    if (argv.length > at + 1) judge(argv.slice(at), situation)
  } else if (takesLine) runText({ ...first.flow, text: first.text }, program)
}
