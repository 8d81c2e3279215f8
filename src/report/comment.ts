import { type CommentView, type Entry, pendingEntries, type Rendering } from '../approval/session.ts'
import { escapeProse } from '../text/markdown.ts'
import { renderAnswered } from './comment-answered.ts'
import { renderDismissals, renderHelp } from './comment-replies.ts'
import { type Detail, renderRequest } from './comment-request.ts'
import { commentTitle } from './comment-title.ts'

/** A text without its secrets, whether it held any, and whether they may have hidden more than themselves. */
export type Redact = (text: string) => {
  readonly text: string
  readonly changed: boolean
  readonly conceals: boolean
}

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
    const concealed = concealedIn(view, options.redact)
    for (const detail of details) {
      const body = render(view, detail, style, concealed)
      if (body.length <= maxLength) return { body, omitted: [...concealed] }
    }
    return renderWhatFits(view, style, concealed)
  }
}

/** Requests whose command can't be told from what is left without its secrets: `-----BEGIN … PRIVATE KEY-----` may stand around a script. */
function concealedIn(view: CommentView, redact: Redact): ReadonlySet<string> {
  const found = pendingEntries(view).filter(({ request: { command } }) =>
    [command.run, ...Object.values(command.env)].some((text) => redact(text).conceals),
  )
  return new Set(found.map(({ request }) => request.id))
}

type Style = { readonly redact: Redact; readonly notes: readonly string[] }

const shownNotes = 10
const maxNote = 500

/** Leaves out whole requests, the least dangerous and newest first, until the rest fits. */
function renderWhatFits(view: CommentView, style: Style, concealed: ReadonlySet<string>): Rendering {
  const omitted = new Set(concealed)
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
      : ['---', ...answered.map((entry) => renderAnswered(entry, detail, redact))]),
    ...(left === 0
      ? []
      : [
          `${left} more ${left === 1 ? 'is' : 'are'} in the job's summary and report: they can't be shown whole here.`,
        ]),
    ...renderDismissals(view),
    ...renderHelp(view),
    renderFoot(view),
  ].join('\n\n')
  // Once more over each line: a secret in a path, a host, a login or a reason. Over the whole, a key that begins in one request's
  // text and ends in another's would take away all between. The marker is ours, and must stay itself.
  const lines = body.split('\n').map((line) => redact(line).text)
  return `${lines.join('\n')}\n\n${view.marker}`
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
