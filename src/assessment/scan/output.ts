import { printed } from '../../shell/literal-output.ts'
import { decodeText } from '../decode.ts'
import { isPrivate, readingOf } from '../targets/paths.ts'
import { type Flow, literal, opaque, traceOf } from './flow.ts'
import { fileAt } from './known-files.ts'
import type { Program } from './program.ts'

/** Programs that print where something is. */
const locators: ReadonlySet<string> = new Set(
  'which command type whereis realpath readlink basename dirname mktemp pwd pgrep pidof'.split(' '),
)

/** Programs that alone print all variables. */
const environments: ReadonlySet<string> = new Set('env printenv set export'.split(' '))

/** Programs whose output is told by their name. */
const printers: ReadonlySet<string> = new Set([
  ...'echo printf cat tee sponge'.split(' '),
  ...environments,
  ...locators,
])

/** What a program prints, as far as it can be told: its own text, what it read, what it fetched or decoded. */
export function outputOf(program: Program, input: Flow | undefined): Flow {
  const { name, argv, tool } = program
  if (tool?.output === undefined && !printers.has(name) && !decodes(program)) return opaque
  const words = argv.map((value) => value.text)
  const through = traceOf(input, ...argv.map((value) => value.flow), ...filesRead(program))
  if (name === 'echo' || name === 'printf') return { ...through, ...echoed(program, words.slice(1)) }
  if (name === 'cat' || name === 'tee' || name === 'sponge') return catOutput(program, input, through)
  if (locators.has(name)) return { ...opaque, text: located(program) }
  if (decodes(program)) return { ...through, decoded: true, text: decodedText(program, input) }
  if (environments.has(name)) return { ...opaque, secret: words.length === 1 }
  switch (tool?.output) {
    case 'pass':
    case 'text':
      return through
    case 'fetched':
      return { ...through, fetched: true }
    case 'decoded':
      return { ...through, decoded: true, text: decodedText(program, input) }
    case 'secret':
      return { ...through, secret: true }
    default:
      return opaque
  }
}

/** A variable that by its name holds a credential. */
const secretName = /\$\{?\w*(?:TOKEN|SECRET|PASSW|PRIVATE_KEY|ACCESS_KEY|API_?KEY|CREDENTIAL)\w*/

/** What `echo` and `printf` say; a credential where they are handed one. */
function echoed(program: Program, words: readonly string[]): Partial<Flow> {
  const text = printed(plainFormat(program.name, words)) ?? escaped(words)
  const secret = program.argv.some(
    (value) => value.flow.secret || (value.source.includes('$') && secretName.test(value.source)),
  )
  return secret ? { text, secret } : { text }
}

/** `echo` with escapes: kept as written, without the words that are options. */
function escaped(words: readonly string[]): string {
  return `${words
    .filter((word) => !/^-[neE]+$/.test(word))
    .join(' ')
    .replaceAll('\\n', '\n')}\n`
}

function catOutput(program: Program, input: Flow | undefined, through: Flow): Flow {
  const files = program.given.positionals.map((path) => fileAt(program.situation.scan, path))
  if (program.name === 'cat' && files.length === 1 && files[0] !== undefined) return files[0]
  if (program.name === 'cat' && files.length > 0 && program.given.positionals[0] !== '-') return through
  return { ...through, text: input?.text }
}

/** The trace of files that were written in this script, or that hold secrets. */
function filesRead(program: Program): readonly Flow[] {
  return program.given.positionals.flatMap((path) => {
    const written = fileAt(program.situation.scan, path)
    const secret = tellsOf(path) ? [{ ...opaque, secret: true }] : []
    return written === undefined ? secret : [written, ...secret]
  })
}

/** Whether what lies at a path gives its holder away: credentials, and files on people and accounts. */
function tellsOf(path: string): boolean {
  return readingOf(path) === 'reads-secrets' || (/^[/~]/.test(path) && isPrivate(path))
}

function located(program: Program): string | undefined {
  const { name, given } = program
  const [word] = given.positionals
  if (name === 'pwd') return '.'
  // A process number stands for the name that it was looked up by.
  if (name === 'pgrep' || name === 'pidof') return given.positionals.at(-1)
  if (name === 'mktemp') return '/tmp/tmp.XXXX'
  if (name === 'command' || name === 'which' || name === 'type' || name === 'whereis')
    return word === undefined ? undefined : literal(word).text
  return name === 'basename' ? word?.split('/').at(-1) : word
}

const decoders: ReadonlySet<string> = new Set(
  'base64 gbase64 base32 basenc base58 xxd openssl gpg ascii85 unhex'.split(' '),
)
const alwaysDecoding: ReadonlySet<string> = new Set(
  'rev uudecode b64decode ccdecrypt hex2bin rot13'.split(' '),
)
const unpackers: ReadonlySet<string> = new Set(
  'gzip pigz bzip2 pbzip2 xz lzma zstd lz4 lzop brotli compress'.split(' '),
)

/** Whether it turns hidden text into plain text. */
function decodes(program: Program): boolean {
  const { name, argv, given } = program
  if (alwaysDecoding.has(name)) return true
  const has = (...names: string[]): boolean => given.options.some((option) => names.includes(option.name))
  if (unpackers.has(name)) return has('-d', '--decompress', '-dc', '--uncompress')
  if (name === 'tr') return argv.length >= 3
  if (!decoders.has(name)) return false
  return has('-d', '-D', '--decode', '-r', '-di', '-rp', '-a')
}

function decodedText(program: Program, input: Flow | undefined): string | undefined {
  if (input?.text === undefined || program.given.positionals.some((word) => word !== '-')) return undefined
  const has = (name: string): boolean => program.given.options.some((option) => option.name === name)
  return decodeText(has('-p') && program.name === 'xxd' ? 'hex' : program.name, input.text)
}

/** `%b` and `echo -e` print with escapes: the same as a format. */
function plainFormat(name: string, words: readonly string[]): readonly string[] {
  const [first, ...rest] = words
  if (name === 'echo')
    return /^-n?e/.test(first ?? '') ? ['printf', octal(rest.join(' '))] : ['echo', ...words]
  return ['printf', ...(first === '%b' || first === '%b\\n' ? [octal(rest.join(''))] : words)]
}

/** `\\0162`: here an octal number may have one digit more than in a format. */
function octal(text: string): string {
  return text.replace(/\\0([0-7]{3})/g, '\\$1')
}
