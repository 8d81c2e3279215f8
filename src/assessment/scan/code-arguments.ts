import { baseName } from '../../shell/unwrap.ts'
import { isShell } from '../../shell/unwrap-forms.ts'
import { namesShell, readCode } from '../code.ts'
import { onlyReads, statementKinds } from '../sql.ts'
import { hostKind, hostOf } from '../targets/hosts.ts'
import { type ReadyTool, toolOf } from '../tools/table.ts'
import { type Flow, opaque, unknown } from './flow.ts'
import { note, optionValues, type Program, positionalValues } from './program.ts'
import { runText } from './run-text.ts'
import { rangeOf } from './situation.ts'
import type { Value } from './words.ts'

/** Looks into what a program is handed to run: command lines, code, statements, a script file, its standard input. */
export function judgeCode(program: Program): void {
  const { tool } = program
  if (tool === undefined) return
  for (const value of optionValues(program, tool.shellOptions)) runOption(program, value)
  if (tool.script === true) judgeScript(program)
  if (tool.language === 'shell') otherShell(program, tool)
  if (tool.language === undefined || tool.language === 'shell') return
  if (tool.language === 'sql') judgeStatements(program)
  else judgeLanguage(program, tool)
}

function judgeLanguage(program: Program, tool: ReadyTool): void {
  const codes = [...optionValues(program, tool.codeOptions), ...codeWords(program, tool)]
  for (const value of codes) judgeText(program, { ...value.flow, text: value.text })
  if (tool.language === 'awk') awk(program)
  if (tool.language === 'other') editorCommands(program, codes)
  if (codes.length === 0 && tool.stdin === 'code') judgeInput(program)
}

/** `deno eval CODE` and the words of PowerShell, which are code unless a file is named. */
function codeWords(program: Program, tool: ReadyTool): readonly Value[] {
  const values = positionalValues(program)
  const [first] = values
  if (first === undefined) return []
  if (tool.language !== 'powershell') return tool.codeOptions.has(first.text) ? values.slice(1, 2) : []
  const named = program.given.options.some((option) => /^-f(?:ile)?$/i.test(option.name))
  const words = program.argv.slice(1)
  return named ? [] : [{ ...first, text: words.map((word) => word.text).join(' ') }]
}

/** A shell of another kind, csh or elvish: its words are near enough to be read as those of sh. */
function otherShell(program: Program, tool: ReadyTool): void {
  if (isShell(program.name)) return
  const { input } = program.situation.place
  const codes = optionValues(program, tool.codeOptions)
  for (const value of codes) runText({ ...value.flow, text: value.text }, program)
  if (codes.length === 0 && program.given.positionals.length === 0 && input !== undefined)
    runText(input, program)
}

function runOption(program: Program, value: Value): void {
  const text = value.text
    .replace(/^[\s!|]+/, '')
    .replace(/^(?:exec|ProxyCommand|LocalCommand|KnownHostsCommand)\s*[=\s]\s*/i, '')
  if (
    program.tool?.is !== 'runs-project' &&
    program.name !== 'script' &&
    /^(?:ba|da|z|k|a)?sh(?:\s|$)/.test(text)
  )
    note(program, 'opens-shell', value.text)
  if (program.tool?.is !== 'reads' && !/[\s/;|&$`]/.test(text) && !/^(?:sh|bash|dash|zsh|ksh)$/.test(text))
    return
  const [, key, setting = ''] = /^([^\s/=]+)=(.*)$/s.exec(text) ?? []
  if (key === undefined) runText({ ...value.flow, text }, program)
  else if (/command|editor|pager|hook|program/i.test(key) || /^(?:exec|!)/.test(setting))
    runText({ ...value.flow, text: setting.replace(/^exec=|^exec\s+|^!/, '') }, program)
}

/** `:!command` and `+!command` of vi and its kind. */
function editorCommands(program: Program, codes: readonly Value[]): void {
  for (const value of [...codes, ...positionalValues(program)]) {
    const command = /^\+?:?\s*!(.+)$/s.exec(value.text)?.[1]
    if (command !== undefined) runText({ ...value.flow, text: command }, program)
  }
}

/** The first positional word of awk is its program. */
function awk(program: Program): void {
  const [file] = optionValues(program, new Set(['-f', '--file']))
  if (file !== undefined && /^(?:-|\/dev\/stdin|\/dev\/fd\/\d+)$/.test(file.text)) {
    const flow = file.text === '/dev/fd/63' ? file.flow : program.situation.place.input
    if (flow !== undefined) awkText(program, flow)
  }
  if (file !== undefined) return
  const [text] = program.given.positionals
  if (text === undefined) return
  awkText(program, { ...(program.argv[program.given.places[0] ?? 0]?.flow ?? opaque), text })
}

function awkText(program: Program, flow: Flow): void {
  const text = flow.text ?? ''
  judgeText(program, flow)
  if (
    /\bprintf?\b[^;}|()]*>\s*["$a-z]/.test(text.replace(/>\s*"\/dev\/[^"]*"/g, '').replace(/"[^"]*"/g, '""'))
  )
    note(program, 'changes-files', text)
  if (/\bsystem\s*\(|\|\s*getline|\|&|\|\s*"/.test(text)) {
    const command = /(?:system\s*\(\s*"|\|\s*")([^"]{1,500})"|"([^"]{1,500})"\s*\|/.exec(text)
    const line = command?.[1] ?? command?.[2]
    note(program, line === undefined ? 'runs-input' : namesShell(line) ? 'opens-shell' : 'runs-code', text)
    if (line !== undefined) runText({ ...opaque, text: line }, program)
  }
}

/** Code of a language: what its calls mean, and the commands that it starts. */
export function judgeText(program: Program, flow: Flow): void {
  const evidence = (flow.text ?? '').replaceAll(unknown, '…')
  if (flow.fetched) note(program, 'runs-download')
  if (flow.decoded) note(program, 'runs-decoded')
  if (flow.text === undefined) return
  const reading = readCode(flow.text, program.tool?.language ?? 'other')
  for (const kind of reading.kinds) note(program, kind, evidence)
  const { scan, place, walkers } = program.situation
  for (const command of reading.commands)
    walkers.walkText(command, scan, {
      ...place,
      input: undefined,
      range: rangeOf(program.argv, place),
      depth: place.depth + 2,
    })
}

/** No code among the arguments: a script file, or standard input. */
function judgeInput(program: Program): void {
  const { situation, given, tool } = program
  const [first, second] = given.positionals
  const file = first === 'run' ? second : first
  if (file !== undefined && /^https?:/.test(file) && hostKind(hostOf(file) ?? '') !== 'registry')
    note(program, 'runs-download', file)
  const fromInput = file === undefined || file === '-' || file === '/dev/stdin'
  if (!fromInput) return
  if (given.options.some((option) => option.name === '-m' || option.name === '--version')) return
  const { input } = situation.place
  if (input === undefined || tool === undefined) return
  if (input.text !== undefined && namesShell(input.text)) note(program, 'opens-shell', input.text)
  judgeText(program, input)
}

function judgeStatements(program: Program): void {
  const { tool, argv, situation } = program
  if (tool === undefined) return
  const { input } = situation.place
  const texts = [
    ...argv.slice(1).map((value) => value.text),
    ...(input?.text === undefined ? [] : [input.text]),
  ]
  const whole = argv
    .slice(1)
    .map((value) => value.text)
    .join(' ')
  for (const text of [...texts, whole]) for (const kind of statementKinds(text)) note(program, kind, text)
  const statements = optionValues(program, tool.codeOptions)
  if (statements.length > 0 && statements.every((value) => onlyReads(value.text))) note(program, 'reads')
}

/** The file that an interpreter runs: one that comes straight from a substitution is code that nobody has seen. */
function judgeScript(program: Program): void {
  const value = program.argv[program.given.places[0] ?? -1]
  const { place } = program.situation
  if (value === undefined) {
    const bare =
      program.tool?.language === 'shell' && optionValues(program, program.tool.codeOptions).length === 0
    if (bare && place.input === undefined && !place.contained) note(program, 'opens-shell')
    return
  }
  if (toolOf(baseName(value.text))?.is === 'attacks-others') note(program, 'attacks-others', value.text)
  if (!/^\/(?:dev|proc\/[\w-]+)\/fd\//.test(value.text)) return
  if (value.flow.fetched) note(program, 'runs-download')
  else if (value.flow.decoded) note(program, 'runs-decoded')
  else if (value.flow.text === undefined) note(program, 'runs-input')
  if (value.flow.text !== undefined) runText(value.flow, program)
}
