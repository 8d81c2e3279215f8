import { escapeHtml } from '../text/html.ts'
import type { Report } from './report-shape.ts'
import { showDuration } from './words.ts'

type Bar = { readonly kind: string; readonly from: number; readonly to: number; readonly label: string }

/** Which command ran when, and how long people were waited for: a table, with bars for those who see them. */
export function renderTimeline(report: Report): string {
  const times = [
    ...report.commands.flatMap(({ startedAt, endedAt }) => [startedAt, endedAt ?? startedAt]),
    ...report.requests.flatMap(({ openedAt, reviewedAt }) => [openedAt, reviewedAt ?? openedAt]),
  ]
  if (times.length === 0) return '<p>No command ran.</p>'
  const start = times.reduce((least, time) => Math.min(least, time))
  const length = Math.max(1, times.reduce((most, time) => Math.max(most, time)) - start)
  const place = ({ kind, from, to, label }: Bar) => {
    const left = (((from - start) / length) * 100).toFixed(2)
    const width = Math.max(0.4, ((to - from) / length) * 100).toFixed(2)
    return `<span class="bar ${kind}" style="left:${left}%;width:${width}%" title="${escapeHtml(label)}"></span>`
  }
  const rows = report.commands.map(({ command }) => {
    const bars = barsOf(report, command.index)
    const said = bars.map(({ label }) => label).join('; ')
    const lane = bars.length === 0 ? '' : `<span class="lane">${bars.map(place).join('')}</span>`
    return `<tr><th scope="row"><code>${escapeHtml(command.id)}</code></th><td>${lane}<span class="quiet">${escapeHtml(said === '' ? 'did not run' : said)}</span></td></tr>`
  })
  return `<table class="timeline">
<thead><tr><th scope="col">Command</th><th scope="col">${escapeHtml(showDuration(length))} in all</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`
}

function barsOf(report: Report, index: number): readonly Bar[] {
  const waits = report.requests.flatMap(({ index: of, openedAt, reviewedAt }) =>
    of === index && reviewedAt !== undefined
      ? [
          {
            kind: 'waited',
            from: openedAt,
            to: reviewedAt,
            label: `waited ${showDuration(reviewedAt - openedAt)}`,
          },
        ]
      : [],
  )
  const runs = report.attempts.flatMap(({ index: of, startedAt, endedAt, round }) =>
    of === index && endedAt !== undefined
      ? [
          {
            kind: 'ran',
            from: startedAt,
            to: endedAt,
            label: `attempt ${round} ran ${showDuration(endedAt - startedAt)}`,
          },
        ]
      : [],
  )
  return [...waits, ...runs].sort((a, b) => a.from - b.from)
}
