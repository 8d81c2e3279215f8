import type { CommentView, Entry } from '../approval/session.ts'
import { escapeProse } from '../text/markdown.ts'

/** The state of all requests in one heading, so that it can be read in a mail's preview and without scrolling. */
export function commentTitle(view: CommentView): string {
  const counts = countsOf(view.entries)
  const waiting = counts.get('waiting') ?? 0
  const rest = [...counts].filter(([word]) => word !== 'waiting').map(([word, count]) => `${count} ${word}`)
  if (view.conclusion !== undefined) return [`### ${closing(view)}`, ...trouble(view)].join('\n\n')
  const head =
    waiting === 0
      ? 'No command waits for approval'
      : `${waiting} ${waiting === 1 ? 'command waits' : 'commands wait'} for approval${riskiest(view)}`
  return [`### ${[head, ...rest].join(' · ')}`, ...trouble(view)].join('\n\n')
}

function closing(view: CommentView): string {
  const counts = countsOf(view.entries)
  const answered = [...counts].map(([word, count]) =>
    word === 'waiting' ? `${count} unanswered` : `${count} ${word}`,
  )
  return [view.conclusion === 'cancelled' ? 'Cancelled: nothing waits any more' : 'Done', ...answered].join(
    ' · ',
  )
}

function countsOf(entries: readonly Entry[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const entry of entries) {
    const word = wordOf(entry)
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

function wordOf({ stage }: Entry): string {
  if (stage.kind === 'pending') return 'waiting'
  switch (stage.review.kind) {
    case 'approved':
    case 'approved-for-run':
      return 'approved'
    case 'denied':
      return 'denied'
    case 'abort':
      return 'aborted'
    case 'pending':
      return 'waiting'
    case 'timed-out':
      return 'timed out'
    case 'unavailable':
      return 'not asked'
    case 'void':
      return 'void'
  }
}

function riskiest(view: CommentView): string {
  const levels = view.entries
    .filter(({ stage }) => stage.kind === 'pending')
    .map(({ request: { assessment } }) => (assessment.kind === 'assessed' ? assessment.riskLevel : undefined))
  const worst = (['high', 'medium', 'low'] as const).find((level) => levels.includes(level))
  return worst === undefined ? '' : ` (${worst} risk)`
}

function trouble(view: CommentView): readonly string[] {
  if (view.trouble === undefined) return []
  return [`> [!WARNING]\n> Replies could not be read for ten minutes: ${escapeProse(view.trouble)}`]
}
