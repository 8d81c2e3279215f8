/** Why no verdict could be reached. Every one of them closes the gate. */
export type GateErrorCode =
  | 'INPUT_INVALID'
  | 'COMMAND_LIST_INVALID'
  | 'POLICY_INVALID'
  | 'CONTEXT_UNSUPPORTED'
  | 'SANDBOX_UNAVAILABLE'
  | 'SANDBOX_FAILED'
  | 'GITHUB_FORBIDDEN'
  | 'GITHUB_UNAVAILABLE'
  | 'INTERNAL'

/**
 * "Could not reach a verdict": the only exception that the gate throws on purpose.
 * `message` says what was found and where; `hint` says what the person should do about it.
 */
export class GateError extends Error {
  override readonly name = 'GateError'
  readonly code: GateErrorCode
  readonly hint: string | undefined

  constructor(code: GateErrorCode, message: string, options: { cause?: unknown; hint?: string } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : {})
    this.code = code
    this.hint = options.hint
  }
}

/** The process's exit code for an error, after the table in the design: 2 bad input, 4 no sandbox, 3 nobody could be asked. */
export function exitCodeOf(code: GateErrorCode): number {
  switch (code) {
    case 'INPUT_INVALID':
    case 'COMMAND_LIST_INVALID':
    case 'POLICY_INVALID':
    case 'CONTEXT_UNSUPPORTED':
      return 2
    case 'SANDBOX_UNAVAILABLE':
    case 'SANDBOX_FAILED':
      return 4
    case 'GITHUB_FORBIDDEN':
    case 'GITHUB_UNAVAILABLE':
      return 3
    case 'INTERNAL':
      return 1
  }
}
