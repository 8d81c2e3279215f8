import { type CommentView, type Entry, pendingEntries, type Rendering } from '../approval/session.ts'
import { escapeProse } from '../text/markdown.ts'
import { renderAnswered } from './comment-answered.ts'
import { renderDismissals, renderHelp } from './comment-replies.ts'
import { type Detail, renderRequest } from './comment-request.ts'
import { commentTitle } from './comment-title.ts'

/** A text without its secrets, and whether it held any. */
export type Redact = (text: string) => { readonly text: string; readonly changed: boolean }

/** GitHub refuses more than 65,536 characters. */
const maxLength = 60_000

const details: readonly Detail[] = ['full', 'brief', 'bare']

/**
 * Renders the one comment of a job. State first, the most dangerous request first, what is answered folded. Evidence
 * gives way before a command does: a command is shown whole, or its request is named in `omitted`, and then nobody may
 * be asked about it.
 */
export function createCommentRenderer(options: {
  readonly redact: Redact
  /** Plain sentences that stand under the title: what whoever decides should know of the whole run. */
  readonly notes?: readonly string[]
}): (view: CommentView) => Rendering {
  const style = { redact: options.redact, notes: options.notes ?? [] }
  return (view) => {
    for (const detail of details) {
      const body = render(view, detail, style, new Set())
      if (body.length <= maxLength) return { body, omitted: [] }
    }
    return renderWhatFits(view, style)
  }
}

type Style = { readonly redact: Redact; readonly notes: readonly string[] }

const shownNotes = 10
const maxNote = 500

/** Leaves out whole requests, the least dangerous and newest first, until the rest fits. */
function renderWhatFits(view: CommentView, style: Style): Rendering {
  const omitted = new Set<string>()
  const answered = view.entries.filter(({ stage }) => stage.kind !== 'pending')
  for (const entry of [...answered, ...byDanger(pendingEntries(view)).toReversed()]) {
    omitted.add(entry.request.id)
    const body = render(view, 'bare', style, omitted)
    if (body.length <= maxLength) return { body, omitted: openAmong(view, omitted) }
  }
  const body = [commentTitle(view), '', view.marker].join('\n')
  return { body, omitted: openAmong(view, omitted) }
}

function openAmong(view: CommentView, ids: ReadonlySet<string>): readonly string[] {
  return pendingEntries(view)
    .map(({ request }) => request.id)
    .filter((id) => ids.has(id))
}

function render(view: CommentView, detail: Detail, style: Style, omitted: ReadonlySet<string>): string {
  const { redact } = style
  const shown = view.entries.filter(({ request }) => !omitted.has(request.id))
  const open = byDanger(shown.filter(({ stage }) => stage.kind === 'pending'))
  const answered = shown.filter(({ stage }) => stage.kind !== 'pending')
  const left = view.entries.length - shown.length
  const body = [
    commentTitle(view),
    ...renderNotes(style.notes),
    ...open.map((entry) => renderRequest(entry, view, detail, redact)),
    ...(answered.length === 0
      ? []
      : ['---', ...answered.map((entry) => renderAnswered(entry, view, detail, redact))]),
    ...(left === 0
      ? []
      : [
          `${left} more ${left === 1 ? 'is' : 'are'} in the job's summary and report: there is no room for them here.`,
        ]),
    ...renderDismissals(view),
    ...renderHelp(view),
    renderFoot(view),
  ].join('\n\n')
  // Once more over the whole: a secret in a path, a host, a login or a reason. The marker is ours, and must stay itself.
  return `${redact(body).text}\n\n${view.marker}`
}

function renderNotes(notes: readonly string[]): readonly string[] {
  const lines = notes.slice(0, shownNotes).map((note) => `- ${escapeProse(note.slice(0, maxNote))}`)
  const left = notes.length - lines.length
  if (left > 0) lines.push(`- and ${left} more, in the log`)
  return lines.length === 0 ? [] : [lines.join('\n')]
}

function byDanger(entries: readonly Entry[]): readonly Entry[] {
  const rank = ({ request: { assessment } }: Entry): number =>
    assessment.kind === 'none' ? 0 : { high: 0, medium: 1, low: 2 }[assessment.riskLevel]
  return entries.toSorted((left, right) => rank(left) - rank(right))
}

function renderFoot(view: CommentView): string {
  const links = [
    view.links.log === undefined ? undefined : `[Log of the job](${view.links.log})`,
    view.links.policy === undefined ? undefined : `[Policy in force](${view.links.policy})`,
    `Commit ${view.headSha.slice(0, 12).replace(/[^0-9a-f]/gi, '')}`,
  ]
  return `<sub>${links.filter((link) => link !== undefined).join(' · ')}</sub>`
}
