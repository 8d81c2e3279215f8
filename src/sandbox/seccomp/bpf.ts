/** One instruction of the kernel's classic BPF (struct sock_filter). */
export type Instruction = {
  readonly code: number
  /** Instructions to skip when the comparison holds, and when it does not. */
  readonly jumpTrue: number
  readonly jumpFalse: number
  readonly value: number
}

/** The operations that a filter of ours is made of, by their codes in linux/bpf_common.h. */
const op = {
  loadWord: 0x20,
  and: 0x54,
  jumpEqual: 0x15,
  jumpAtLeast: 0x35,
  return: 0x06,
} as const

function plain(code: number, value: number): Instruction {
  return { code, jumpTrue: 0, jumpFalse: 0, value }
}

/** Loads the 32-bit word at this offset of struct seccomp_data. */
export function load(offset: number): Instruction {
  return plain(op.loadWord, offset)
}

/** Keeps only these bits of what was loaded. */
export function keep(bits: number): Instruction {
  return plain(op.and, bits)
}

/** Ends the program with this answer. */
export function answer(value: number): Instruction {
  return plain(op.return, value)
}

/** Compares for equality and skips so many instructions either way; throws where a byte can't hold the distance. */
export function ifEqual(value: number, jumpTrue: number, jumpFalse: number): Instruction {
  return jump(op.jumpEqual, value, jumpTrue, jumpFalse)
}

/** Compares unsigned, at least `value`, and skips so many instructions either way. */
export function ifAtLeast(value: number, jumpTrue: number, jumpFalse: number): Instruction {
  return jump(op.jumpAtLeast, value, jumpTrue, jumpFalse)
}

function jump(code: number, value: number, jumpTrue: number, jumpFalse: number): Instruction {
  if (Math.max(jumpTrue, jumpFalse) > 255) throw new RangeError(`a jump of more than 255 instructions`)
  return { code, jumpTrue, jumpFalse, value }
}

/** The program as the kernel reads it: 8 bytes an instruction, little-endian as both of our machines are. */
export function encode(program: readonly Instruction[]): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(program.length * 8))
  for (const [index, instruction] of program.entries()) {
    bytes.setUint16(index * 8, instruction.code, true)
    bytes.setUint8(index * 8 + 2, instruction.jumpTrue)
    bytes.setUint8(index * 8 + 3, instruction.jumpFalse)
    bytes.setUint32(index * 8 + 4, instruction.value >>> 0, true)
  }
  return new Uint8Array(bytes.buffer)
}
