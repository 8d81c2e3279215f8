import type { KindId } from './catalogue.ts'
import { codeSigns, startsPrograms } from './code-signs.ts'
import { powershellSigns } from './powershell-signs.ts'
import { isPrivate, readingOf, writingTo } from './targets/paths.ts'

/** What code of a general purpose language would do, as far as its words tell. */
export type CodeReading = {
  readonly kinds: readonly KindId[]
  /** Command lines that it hands to a shell or starts. */
  readonly commands: readonly string[]
}

/** Longest code that is searched, in UTF-16 code units. */
const maxCode = 20_000

const commandCall =
  /(?:\b(?:system|popen|execSync|execFileSync|spawnSync|spawn|exec|execvp?e?|Popen|call|check_output|check_call|run|shell_exec|passthru|getoutput|getstatusoutput|callCommand|os\.execute|io\.popen|sh|qx|readpipe|execute|command|IO\.popen|start|do shell script)\s*[({[ ,]\s*\[?\s*)(?:"((?:[^"\\]|\\.){1,2000})"|'((?:[^'\\]|\\.){1,2000})')/g
/** Perl, Ruby and others start what stands between backticks. */
const backticked = [/`([^`\n]{2,500})`/g, /(?:%x|\bqx)\s?[({[<|!/]([^)}\]>|!\n]{2,500})/g]
/** The shells of Bun and zx. */
const taggedCommand = /\$`([^`\n]{2,500})`/g
/** Tcl writes commands without quotes. */
const bareCommand =
  /(?:^|[\n;[{])\s{0,20}(?:eval\s{1,8})?(?:exec|spawn|system)\s{1,8}(?:-\w{1,20}\s{1,8}){0,4}([^\n;\]}]{2,500})/g
/** `'r' + 'm'`: what is put together from letters is read as a whole. */
const joints = /"\s{0,8}(?:\+|\.{1,2})\s{0,8}"|'\s{0,8}(?:\+|\.{1,2})\s{0,8}'/g
const executed = /(?:"([^"\n]{2,500})"|'([^'\n]{2,500})')\.execute\(/g
const listCall =
  /\b(?:run|Popen|call|check_output|check_call|spawn|spawnSync|execFile|execFileSync|system|exec)\s*\(\s*\[?((?:\s*["'][^"'\n]{0,300}["']\s*,?){2,20})/g

/** Words that are only shown. What has a substitution in it is more. */
const printedText =
  /((?<![.\w])(?:print|puts|say|console\.(?:log|error|info|warn))\s{0,8}\(?\s{0,8})(?:"(?:[^"\\\n`$#]|\\["'\\n]){0,500}"|'[^'\\\n]{0,500}')(?=\s*[);\n]|\s*$)/g

/** Reads code of any language for what it would do. `language` tells whether backticks start commands. */
export function readCode(text: string, language: string): CodeReading {
  const code = plainly(text.slice(0, maxCode)).replace(printedText, '$1""')
  const kinds = new Set<KindId>()
  for (const [kind, ...signs] of codeSigns) if (signs.every((sign) => sign.test(code))) kinds.add(kind)
  if (language === 'powershell')
    for (const [kind, sign] of powershellSigns) if (sign.test(code)) kinds.add(kind)
  for (const kind of pathsIn(code)) kinds.add(kind)
  return { kinds: [...kinds], commands: commandsIn(code, language) }
}

/** Code with its strings in the usual form, and those that are joined from pieces as one. */
function plainly(code: string): string {
  return withConstants(code)
    .replace(/%w\s?[[({]([^\])}\n]{1,300})[\])}]/g, (_, words: string) =>
      words
        .trim()
        .split(/\s+/)
        .map((word) => `"${word}"`)
        .join(','),
    )
    .replace(/%[qQ]\s?[[({]([^\])}\n]{1,300})[\])}]/g, '"$1"')
    .replace(
      /(?:""|'')\.join\(\s{0,8}[[(]([^\])\n]{0,500})[\])]\s{0,8}\)/g,
      (_, list: string) => `"${wordsIn(list).join('')}"`,
    )
    .replace(joints, '')
}

const constant =
  /(?:^|[\s;{(])(\$?[A-Za-z_]\w{0,40})\s{0,4}=\s{0,4}("[^"\\\n$`]{1,200}"|'[^'\\\n]{1,200}')(?=\s*(?:[;\n,)]|$))/g

/** Text that is given a name and then started or run stands where the name is used: `$x="rm";exec $x`. */
function withConstants(code: string): string {
  if (!/\b(?:exec|eval|system|spawn|popen)/i.test(code)) return code
  let told = code
  for (const [, name = '', text = ''] of [...code.matchAll(constant)].slice(0, 8)) {
    const plain = name.replace('$', '\\$')
    told = told.replace(
      new RegExp(
        `(?<=[(\\[,+.]\\s{0,4}|\\b(?:exec|system|eval|spawn)\\s{1,4})${plain}(?=\\s{0,4}(?:[,)+.;\\]]|$))`,
        'gm',
      ),
      () => text,
    )
  }
  return told
}

function commandsIn(code: string, language: string): readonly string[] {
  const lists = [...code.matchAll(listCall)].map((match) =>
    wordsIn(match[1] ?? '')
      .map(quote)
      .join(' '),
  )
  const commands = [...lists, ...heldIn(code, executed), ...heldIn(code, commandCall).map(unescaped)]
  if (commands.length === 0 && startsPrograms(code)) commands.push(...heldIn(code, anyString).map(unescaped))
  for (const form of formsOf(language)) commands.push(...heldIn(code, form))
  return commands.slice(0, 20)
}

function wordsIn(list: string): readonly string[] {
  return heldIn(list, /"([^"\n]*)"|'([^'\n]*)'/g)
}

/** The first group that took part in each match. */
function heldIn(code: string, expression: RegExp): readonly string[] {
  return [...code.matchAll(expression)].map(
    (match) => match.slice(1).find((group) => group !== undefined) ?? '',
  )
}

/** Where a program is started through another name, any text may be its command line. */
const anyString = /"((?:[^"\\\n]|\\.){3,300})"|'((?:[^'\\\n]|\\.){3,300})'|`([^`\n]{3,300})`/g

/** How a language writes commands outside of strings. */
function formsOf(language: string): readonly RegExp[] {
  if (language === 'tcl') return [bareCommand]
  if (language === 'node') return [taggedCommand]
  return withoutBackticks.has(language) ? [] : backticked
}

/** Languages in which backticks mean something else. */
const withoutBackticks: ReadonlySet<string> = new Set(['node', 'sql', 'powershell', 'python', 'awk'])

function quote(word: string): string {
  return /^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

function unescaped(text: string): string {
  return text.replace(/\\(["'\\])/g, '$1').replaceAll('\\n', '\n')
}

const writeMode =
  /["'](?:w|a|wb|ab|w\+|a\+|>>?)["']|\bwrite(?:File|FileSync|_text|_bytes|Lines|String)?\b|\bFile\.write\b|\bappendFile|\bfile_put_contents\b|open\([^)]{0,80}[^-=]>|\bcopy(?:file|2|FileSync)?\(|\bsymlink|\bchmod\b|\brename|\bmove\(/i

/** Strings of the code that are paths: what it would mean to read or write them. */
function pathsIn(code: string): readonly KindId[] {
  const writes = writeMode.test(code)
  const kinds: KindId[] = []
  const connects = /\b(?:https?|s?ftp):\/\//.test(code)
  for (const match of code.matchAll(/["'`]((?:~|\.{0,2}\/|\.[a-z])[^"'`\n\s]{1,200})["'`]/g)) {
    const path = match[1] ?? ''
    // Asked after only, or the second of `copy('.env.example', '.env')`, which is written.
    if (
      /\bcopy\w*\([^()]{0,200},\s*$|\b(?:file_exists|existsSync|exists|isfile|is_file|exist\?)\s*\(?\s*$/i.test(
        code.slice(Math.max(0, match.index - 220), match.index),
      )
    )
      continue
    if (connects && isPrivate(path)) kinds.push('sends-data')
    const kind = (writes ? writingTo(path) : undefined) ?? readingOf(path)
    if (kind !== undefined) kinds.push(kind)
  }
  return kinds
}

const shellPath =
  /(?:^|^-[a-zA-Z]|[^\w-])(?:\/usr)?\/bin\/(?:ba|da|z|k|mk|c|tc|a|fi|r?ba)?sh(?=$|[\s'"`;|&)\],}<>\\#:!])/
const escapes =
  /(?:^|[\s'":])!\s*(?:\/bin\/|sh\b|bash\b)|:\s*(?:!|shell\b|terminal\b|term\b)|\bos\.execute\s*\(|\bos\.system\s*\(|\bos\.exec[lv]p?e?\s*\(|\bpty\.spawn\b|\bos\.spawn|\bchild_process\b|\bRuntime\.getRuntime\b|\bProcessBuilder\b|%\(\/bin|\bsystem\s*\(\s*["']\/?(?:usr\/)?bin\/|\bposix\.exec\b|\bKernel\.exec\b|\\write18|\bspawn\s+\/bin\/|exec:\s*["']?\/bin|\/dev\/(?:tcp|udp)\//i

/** Whether an argument makes a program that is no shell open one. */
export function opensShell(text: string): boolean {
  const cut = withoutShebang(text.slice(0, maxCode))
  return shellPath.test(cut) || escapes.test(cut)
}

/** Whether text names a shell by its path. A first line `#!/bin/sh` does not count. */
export function namesShell(text: string): boolean {
  return shellPath.test(withoutShebang(text.slice(0, maxCode)))
}

function withoutShebang(text: string): string {
  return text.replace(/#!\s*\/\S+/g, '')
}

const library =
  /(?:load\w*|\bdl|agentpath|agentlib|require|engine|plugin|ladspa|provider|module|enable -f|dlopen|auth)\b[^;]{0,60}\.(?:so|dylib|dll)\b/i

/** Whether an argument makes a program load a library. */
export function loadsLibrary(text: string): boolean {
  return library.test(text.slice(0, 2_000))
}
