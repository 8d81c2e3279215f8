import type { Limits } from '../policy/grant.ts'

/** What the kernel is told for every process of a command, in the order of the launch script's arguments. */
export type ResourceLimits = {
  readonly openFiles: number
  readonly processes: number
  /** Bytes that one file may grow to. */
  readonly fileBytes: number
}

/** Bytes that all scratch places together may hold, and how many files. They live in memory. */
export const scratchLimits = { bytes: 2 * 1024 ** 3, files: 400_000 } as const

/** Bytes that the overlays of one command may hold. They live in memory; a file with holes can say that it is larger. */
export const capturedBytes = 4 * 1024 ** 3

/** Bytes and files that one command may add to the workspace before it is taken for a flood. */
export const workspaceLimits = { bytes: 8 * 1024 ** 3, files: 50_000 } as const

/** Of the machine's memory and of the workspace's disk so much must stay free for the others: what nobody can be seen to hold fills it too. */
export const reserve = 0.04

/** Bytes of output that are kept at each end; what lies between is counted only. */
export const keptOutput = { head: 256 * 1024, tail: 256 * 1024 } as const

/** Bytes of a command's output that are passed on as they come. A log with more of it is of use to nobody. */
export const shownOutputBytes = 16 * 1024 * 1024

/** How long a command may go on after SIGTERM before SIGKILL ends it, in milliseconds. */
export const graceMs = 3000

/** The kernel limits that go with the policy's. */
export function resourceLimitsFor(limits: Limits): ResourceLimits {
  return { openFiles: 16_384, processes: limits.processes, fileBytes: 2 * 1024 ** 3 }
}

/** The words that follow the launch script's name: open files, processes, file size in blocks of 512 bytes. */
export function limitWords(limits: ResourceLimits): readonly string[] {
  return [String(limits.openFiles), String(limits.processes), String(Math.floor(limits.fileBytes / 512))]
}
