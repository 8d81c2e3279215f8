import type { ApprovalRequest, RequestReason } from '../approval/request.ts'
import { showRequestId } from '../command/fingerprint.ts'
import type { Redactor } from '../text/redactor.ts'
import { makeVisible, makeVisibleLine } from '../text/visible.ts'
import { titleOf } from './log-lines.ts'
import { showAction, showDuration, showEffect, showGrant } from './words.ts'

/** Lines of a diff that are shown before anybody asks for more. */
const shortDiff = 40

/**
 * What a reviewer at a terminal reads: the same facts as in the pull request's comment, redacted, with nothing in them that a
 * terminal would obey. The command is never cut. `explained` adds findings, scripts, whole diffs and digests.
 */
export function renderQuestion(
  request: ApprovalRequest,
  redactor: Redactor,
  detail: 'short' | 'explained',
): string {
  const line = (text: string) => makeVisibleLine(redactor.redact(text).text)
  const block = (text: string) => {
    const lines = makeVisible(redactor.redact(text).text).replace(/\n$/, '').split('\n')
    return lines.map((part) => `    | ${part}`)
  }
  const { command, effects, assessment } = request
  const why = command.justification === undefined ? [] : [line(`The agent says: ${command.justification}`)]
  const risk =
    assessment.kind === 'none'
      ? []
      : [line(`Risk ${assessment.riskLevel} (${assessment.source}): ${assessment.description}`)]
  const diffs = effects.flatMap((effect) =>
    effect.kind === 'write' && effect.diff !== undefined ? cutLines(block(effect.diff), detail) : [],
  )
  const env = Object.entries(command.env).map(([name, value]) => line(`  with ${name}=${value}`))
  const place = command.workingDirectory === '.' ? [] : [line(`  in ${command.workingDirectory}`)]
  const hidden = [command.run, ...Object.values(command.env)].some((text) => redactor.redact(text).conceals)
  const explanation = detail === 'short' ? [] : explain(request).map(line)
  return [
    line(`Request ${showRequestId(request.id)}: ${titleOf(command)}`),
    ...block(command.run),
    ...env,
    ...place,
    ...(hidden
      ? [line('What is masked in it may hide more than a secret: read it in the list before you answer.')]
      : []),
    ...why,
    line(`It is asked because ${reasonText(request.reason)}.`),
    ...effects.map((effect) => line(`  outside the grant: ${showEffect(effect)}`)),
    ...diffs,
    line(`An approval would ${showAction(request.action)}.`),
    line(`It would have: ${showGrant(request.grantAfter)}`),
    ...risk,
    ...explanation,
    line(`No answer within ${showDuration(request.deadline - request.openedAt)} is a no.`),
  ].join('\n')
}

function reasonText(reason: RequestReason): string {
  switch (reason.kind) {
    case 'rule': {
      const why = reason.justification === undefined ? '' : `: ${reason.justification.replace(/[.\s]+$/, '')}`
      return `the rule in line ${reason.line} of the policy (${reason.words}) says to ask${why}`
    }
    case 'permissions':
      return 'it wants more than the policy gives'
    case 'untrusted':
      return 'no rule allows it and it is not known to only read'
    case 'unsandboxed':
      return 'it cannot work in the sandbox'
    case 'denial':
      return 'it did or tried something outside its grant'
  }
}

function explain(request: ApprovalRequest): readonly string[] {
  const { assessment, scripts, command, changes } = request
  const findings =
    assessment.kind === 'none'
      ? []
      : assessment.findings.map(
          (finding) => `  ${finding.level} ${finding.id}: ${finding.sentence} [${finding.evidence}]`,
        )
  return [
    `Shell ${command.shell}, directory ${command.workingDirectory}, place in the list: line ${command.source.line}`,
    ...findings,
    ...scripts.map((script) => `  runs ${script.path} (sha256 ${script.digest})`),
    ...(changes === undefined ? [] : [`  captured changes sha256 ${changes.digest}`]),
    `  request sha256 ${request.digest}`,
  ]
}

function cutLines(lines: readonly string[], detail: 'short' | 'explained'): readonly string[] {
  if (detail === 'explained' || lines.length <= shortDiff) return lines
  return [...lines.slice(0, shortDiff), `    … ${lines.length - shortDiff} more lines: explain shows them`]
}
