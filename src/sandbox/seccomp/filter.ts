import { answer, encode, type Instruction, ifAtLeast, ifEqual, keep, load } from './bpf.ts'
import { type Arch, type Condition, type Rule, rules } from './rules.ts'

/** Offsets in struct seccomp_data; arguments are 64 bits, and both of our machines keep the low half first. */
const numberOffset = 0
const archOffset = 4
const argumentsOffset = 16

const allow = 0x7fff0000
const killProcess = 0x80000000
const errno = { EPERM: 0x00050001, ENOSYS: 0x00050026 } as const

/** AUDIT_ARCH_X86_64 and AUDIT_ARCH_AARCH64. */
const auditArch: Readonly<Record<Arch, number>> = { x64: 0xc000003e, arm64: 0xc00000b7 }
/** On x86-64, numbers from here on are the x32 calls: the same kernel functions under numbers that no rule names. */
const x32Start = 0x40000000

/** Goes on with the next instruction where the condition holds, and skips `rest` more where it does not. */
function conditionCode(condition: Condition, rest: number): readonly Instruction[] {
  const head = [load(argumentsOffset + 8 * condition.argument), keep(condition.mask)]
  const { values } = condition
  switch (condition.test) {
    case 'some':
      return [...head, ifEqual(0, rest, 0)]
    case 'is':
      return [
        ...head,
        ...values.map((value, index) => {
          const left = values.length - 1 - index
          return ifEqual(value, left, left === 0 ? rest : 0)
        }),
      ]
    case 'is-not':
      return [...head, ...values.map((value, index) => ifEqual(value, values.length - 1 - index + rest, 0))]
  }
}

/** Answers if the number and every condition fit; otherwise runs off its end with the number loaded again. */
function ruleCode(rule: Rule, number: number): readonly Instruction[] {
  const verdict = [answer(errno[rule.answer])]
  if (rule.conditions.length === 0) return [ifEqual(number, 0, 1), ...verdict]
  let body: readonly Instruction[] = verdict
  for (const condition of rule.conditions.toReversed()) {
    body = [...conditionCode(condition, body.length), ...body]
  }
  return [ifEqual(number, 0, body.length + 1), ...body, load(numberOffset)]
}

/**
 * The filter as instructions, for the tests that run them. A call made through a foreign architecture kills the process,
 * because its numbers mean other calls and would pass the rules unseen.
 */
export function filterProgram(arch: Arch): readonly Instruction[] {
  const kill = answer(killProcess)
  const foreign = arch === 'x64' ? [ifAtLeast(x32Start, 0, 1), kill] : []
  return [
    load(archOffset),
    ifEqual(auditArch[arch], 1, 0),
    kill,
    load(numberOffset),
    ...foreign,
    ...rules.flatMap((rule) => {
      const number = rule.number[arch]
      return number === undefined ? [] : ruleCode(rule, number)
    }),
    answer(allow),
  ]
}

/** The filter as bytes for `bwrap --seccomp FD`. The same bytes every time. */
export function seccompFilter(arch: Arch): Uint8Array {
  return encode(filterProgram(arch))
}
