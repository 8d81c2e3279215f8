import { userInfo } from 'node:os'
import type { ApprovalRequest, RequestDraft, Review, Reviewer } from '../../approval/request.ts'
import { reviewOf } from '../../approval/review.ts'
import { approvalKeyOf, createApprovalStore } from '../../approval/store.ts'
import type { Clock, Reviewers } from '../../ports.ts'
import { renderQuestion } from '../../report/question.ts'
import type { Redactor } from '../../text/redactor.ts'
import type { FoundTerminal, TerminalDevice } from './device.ts'

/** What asking at a terminal needs. */
export type TerminalSettings = {
  readonly terminal: FoundTerminal
  readonly clock: Clock
  readonly redactor: Redactor
  /** Gives a draft its id, bar and deadline. */
  readonly bind: (draft: RequestDraft) => ApprovalRequest
}

/** The person at the terminal. Where there is no terminal every review is `unavailable`, and says so. */
export function createTerminalReviewers(settings: TerminalSettings): Reviewers {
  const { terminal } = settings
  const used = new Set<string>()
  const store = createApprovalStore()
  return {
    open: async (drafts) => drafts.map(settings.bind),
    review: async (request, signal) => {
      if (terminal.kind === 'none') return unavailable(terminal.reason)
      const key = approvalKeyOf(request)
      const known = store.find(key)
      if (known !== undefined) return known.review
      const review = await askUntilAnswered(request, terminal.device, settings, signal)
      store.remember(key, { requestId: request.id, review })
      return review
    },
    consume: async (request, review) => {
      if (used.has(request.id)) return { kind: 'void', reason: 'its approval was used already' }
      used.add(request.id)
      return review
    },
    settle: async () => {},
    close: async () => {
      if (terminal.kind === 'terminal') terminal.device.close()
    },
  }
}

const choices = '[a]pprove, approve for the whole [r]un, [d]eny, a[b]ort, [e]xplain > '

async function askUntilAnswered(
  request: ApprovalRequest,
  device: TerminalDevice,
  { clock, redactor }: TerminalSettings,
  signal: AbortSignal,
): Promise<Review> {
  const over = new AbortController()
  const either = AbortSignal.any([signal, over.signal])
  const deadline = clock.sleep(Math.max(0, request.deadline - clock.now()), either).then(() => over.abort())
  device.say(`\n${renderQuestion(request, redactor, 'short')}\n`)
  try {
    for (;;) {
      const line = await device.ask(choices, either)
      const ended = endedBeforeAnswer(line, signal, over.signal.aborted || clock.now() >= request.deadline)
      if (ended !== undefined) return ended
      const answer = parseAnswer(line ?? '')
      if (answer !== undefined && answer !== 'explain') return reviewFor(answer, clock.now())
      device.say(
        answer === 'explain'
          ? `${renderQuestion(request, redactor, 'explained')}\n`
          : 'Please give one of these words or letters.\n',
      )
    }
  } finally {
    over.abort()
    await deadline
  }
}

function endedBeforeAnswer(
  line: string | undefined,
  signal: AbortSignal,
  isTooLate: boolean,
): Review | undefined {
  if (signal.aborted) return unavailable('the run was cancelled')
  if (isTooLate) return { kind: 'timed-out' }
  return line === undefined ? unavailable('the terminal was closed') : undefined
}

type Answer = 'approve' | 'for-run' | 'deny' | 'abort' | 'explain'

const answers: Readonly<Record<string, Answer>> = {
  a: 'approve',
  approve: 'approve',
  r: 'for-run',
  'for-run': 'for-run',
  d: 'deny',
  deny: 'deny',
  b: 'abort',
  abort: 'abort',
  e: 'explain',
  explain: 'explain',
}

function parseAnswer(line: string): Answer | undefined {
  const word = line.trim().toLowerCase()
  return Object.hasOwn(answers, word) ? answers[word] : undefined
}

function reviewFor(answer: Exclude<Answer, 'explain'>, at: number): Review {
  const person: Reviewer = {
    login: userInfo().username,
    userId: undefined,
    by: 'terminal',
    commentId: undefined,
    commentUrl: undefined,
    at,
  }
  const [kind, scope] = votes[answer]
  const review = reviewOf([{ kind, scope, note: undefined, reviewer: person }], 1)
  return review ?? unavailable('the answer came to nothing')
}

const votes = {
  approve: ['approve', 'once'],
  'for-run': ['approve', 'run'],
  deny: ['deny', 'once'],
  abort: ['abort', 'once'],
} as const

function unavailable(reason: string): Review {
  return {
    kind: 'unavailable',
    reason,
    hint: 'Run it in a terminal, or in a workflow of a pull request.',
  }
}
