/** The kernel's classic BPF for seccomp, as far as our filters use it; anything else throws, as the kernel would refuse it. */

export type Call = {
  readonly number: number
  readonly arch: number
  readonly arguments: readonly bigint[]
}

/** struct seccomp_data: number, architecture, instruction pointer, six arguments of 64 bits. */
function seccompData(call: Call): DataView {
  const data = new DataView(new ArrayBuffer(64))
  data.setUint32(0, call.number >>> 0, true)
  data.setUint32(4, call.arch >>> 0, true)
  for (const [index, argument] of call.arguments.entries()) {
    data.setBigUint64(16 + 8 * index, BigInt.asUintN(64, argument), true)
  }
  return data
}

const comparisons: ReadonlyMap<number, (accumulator: number, value: number) => boolean> = new Map([
  [0x15, (accumulator, value) => accumulator === value],
  [0x35, (accumulator, value) => accumulator >= value],
])

function compute(code: number, accumulator: number, value: number, data: DataView): number {
  if (code === 0x54) return (accumulator & value) >>> 0
  if (code === 0x20 && value % 4 === 0) return data.getUint32(value, true)
  throw new Error(`instruction ${code} with ${value}`)
}

/** Runs the program's bytes on one call and gives its answer; throws on a bad instruction, load, jump or a missing return. */
export function runFilter(bytes: Uint8Array, call: Call): number {
  const program = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const data = seccompData(call)
  const length = bytes.byteLength / 8
  if (!Number.isInteger(length) || length > 4096) throw new Error(`a program of ${length} instructions`)
  let accumulator = 0
  for (let at = 0; at < length; at += 1) {
    const code = program.getUint16(8 * at, true)
    const value = program.getUint32(8 * at + 4, true)
    if (code === 0x06) return value
    const holds = comparisons.get(code)
    if (holds === undefined) accumulator = compute(code, accumulator, value, data)
    else at += program.getUint8(8 * at + (holds(accumulator, value) ? 2 : 3))
  }
  throw new Error('the program has no end')
}
