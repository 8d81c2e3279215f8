const graceMs = 10_000

/**
 * Ends the process after a while, with the exit code that it has. Nothing may hold a gate whose run has ended: a job would pay for it
 * until its own limit. It holds nothing up itself.
 */
export function leaveAfter(ms: number = graceMs): void {
  setTimeout(() => process.exit(), ms).unref()
}
