import { printed } from '../../shell/literal-output.ts'
import { decodeText } from '../decode.ts'
import { readingOf } from '../targets/paths.ts'
import { type Flow, literal, opaque, traceOf } from './flow.ts'
import type { Program } from './program.ts'

/** What a program prints, as far as it can be told: its own text, what it read, what it fetched or decoded. */
export function outputOf(program: Program, input: Flow | undefined): Flow {
  const { name, argv, tool } = program
  const words = argv.map((value) => value.text)
  const through = traceOf(input, ...argv.map((value) => value.flow), ...filesRead(program))
  if (name === 'echo' || name === 'printf') {
    const text = printed(plainFormat(name, words.slice(1))) ?? escaped(words.slice(1))
    return { ...through, text }
  }
  if (name === 'cat' || name === 'tee' || name === 'sponge') return catOutput(program, input, through)
  if (/^(?:which|command|type|whereis|realpath|readlink|basename|dirname|mktemp|pwd)$/.test(name))
    return { ...opaque, text: located(program) }
  if (decodes(program)) return { ...through, decoded: true, text: decodedText(program, input) }
  if (name === 'env' || name === 'printenv' || name === 'set' || name === 'export')
    return words.length === 1 ? { ...opaque, secret: true } : opaque
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

/** `echo` with escapes: kept as written, without the words that are options. */
function escaped(words: readonly string[]): string {
  return `${words
    .filter((word) => !/^-[neE]+$/.test(word))
    .join(' ')
    .replaceAll('\\n', '\n')}\n`
}

function catOutput(program: Program, input: Flow | undefined, through: Flow): Flow {
  const files = program.given.positionals.map((path) => program.situation.scan.files.get(path))
  if (program.name === 'cat' && files.length === 1 && files[0] !== undefined) return files[0]
  if (program.name === 'cat' && files.length > 0 && program.given.positionals[0] !== '-') return through
  return { ...through, text: input?.text }
}

/** The trace of files that were written in this script, or that hold secrets. */
function filesRead(program: Program): readonly Flow[] {
  return program.given.positionals.flatMap((path) => {
    const written = program.situation.scan.files.get(path)
    const secret = readingOf(path) === 'reads-secrets' ? [{ ...opaque, secret: true }] : []
    return written === undefined ? secret : [written, ...secret]
  })
}

function located(program: Program): string | undefined {
  const { name, given } = program
  const [word] = given.positionals
  if (name === 'pwd') return '.'
  if (name === 'mktemp') return '/tmp/tmp.XXXX'
  if (name === 'command' || name === 'which' || name === 'type' || name === 'whereis')
    return word === undefined ? undefined : literal(word).text
  return name === 'basename' ? word?.split('/').at(-1) : word
}

const decoders =
  /^(?:base64|gbase64|base32|basenc|base58|b64decode|uudecode|xxd|openssl|gpg|ascii85|rot13|rev|hex2bin|unhex|ccdecrypt)$/
const unpackers = /^(?:gzip|pigz|bzip2|pbzip2|xz|lzma|zstd|lz4|lzop|brotli|compress)$/

/** Whether it turns hidden text into plain text. */
function decodes(program: Program): boolean {
  const { name, argv, given } = program
  if (/^(?:rev|uudecode|b64decode|ccdecrypt|hex2bin|rot13)$/.test(name)) return true
  const has = (...names: string[]): boolean => given.options.some((option) => names.includes(option.name))
  if (unpackers.test(name)) return has('-d', '--decompress', '-dc', '--uncompress')
  if (name === 'tr') return argv.length >= 3
  if (!decoders.test(name)) return false
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
  if (name === 'echo') return /^-n?e/.test(first ?? '') ? ['printf', rest.join(' ')] : ['echo', ...words]
  return ['printf', ...(first === '%b' || first === '%b\\n' ? [rest.join('')] : words)]
}
