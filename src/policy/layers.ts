import { defaultPolicy } from './default.ts'
import { mergeApprovers } from './merge-approvers.ts'
import { mergeSandbox } from './merge-sandbox.ts'
import type { LayerName, Policy, Provenance, Rule } from './policy.ts'
import type { PolicyFile } from './schema.ts'
import { createSettings, type Settings } from './settings.ts'

/** A decoded policy file with the rules that its entries stand for, and its place among the layers. */
export type PolicyLayer = {
  readonly name: Exclude<LayerName, 'built-in'>
  readonly file: PolicyFile
  readonly rules: readonly Rule[]
}

/**
 * The policy in force: the built-in one, the organization's over it, the repository's below both. What the organization's
 * file sets, the repository's may only tighten: a looser value is set aside, and so are its `allow` rules where the
 * organization has rules of its own. What the organization leaves out is the repository's to set.
 */
export function mergeLayers(layers: {
  readonly organization?: PolicyLayer | undefined
  readonly repository?: PolicyLayer | undefined
}): Policy {
  const settings = createSettings(layers.organization?.file, layers.repository?.file)
  const policy = {
    approvalPolicy: settings.stricter('approval-policy', (file) => file['approval-policy'], {
      fallback: defaultPolicy.approvalPolicy,
      tightens: tightensApproval,
    }),
    sandbox: mergeSandbox(settings),
    rules: mergeRules(layers, settings),
    approvers: mergeApprovers(settings),
    timeoutMs: minutes(
      settings.stricter('timeout-minutes', (file) => file['timeout-minutes'], {
        fallback: defaultPolicy.timeoutMs / 60_000,
        tightens: (lower, upper) => lower <= upper,
      }),
    ),
    wait: settings.first('wait', (file) => file.wait, defaultPolicy.wait),
    reuseApprovals: settings.stricter('reuse-approvals', (file) => file['reuse-approvals'], {
      fallback: defaultPolicy.reuseApprovals,
      tightens: (lower) => lower === 'never',
    }),
    onNoPullRequest: settings.stricter('on-no-pull-request', (file) => file['on-no-pull-request'], {
      fallback: defaultPolicy.onNoPullRequest,
      tightens: (lower) => lower === 'refuse',
    }),
    commandWord: settings.first('command-word', (file) => file['command-word'], defaultPolicy.commandWord),
    assessment: assessmentOf(settings),
  }
  return { ...policy, provenance: settings.provenance() }
}

/** `never` and `unless-trusted` each close what the two in the middle leave open; neither is stricter than the other. */
function tightensApproval(lower: Policy['approvalPolicy'], upper: Policy['approvalPolicy']): boolean {
  return lower === upper || upper === 'on-failure' || upper === 'on-request'
}

function mergeRules(
  layers: { readonly organization?: PolicyLayer | undefined; readonly repository?: PolicyLayer | undefined },
  settings: Settings,
): readonly Rule[] {
  const own = layers.repository?.rules ?? []
  if (layers.organization === undefined) return own
  if (layers.organization.file.rules === undefined) return own.map(tightened)
  const kept = own.filter((rule) => rule.decision !== 'allow')
  if (kept.length < own.length) {
    const lines = own.flatMap((rule) => (rule.decision === 'allow' ? [rule.line] : []))
    settings.note('rules', 'organization', `allow rules of the repository, lines ${lines.join(', ')}`)
  }
  return [...layers.organization.rules, ...kept.map(tightened)]
}

function tightened(rule: Rule): Rule {
  return rule.sandbox === 'forbid' ? { ...rule, sandbox: 'auto' } : rule
}

function assessmentOf(settings: Settings): Policy['assessment'] {
  const usual = defaultPolicy.assessment
  const chosen = settings.first('assessment', (file) => file.assessment, undefined)
  if (chosen === undefined) return usual
  if (chosen === 'off' || chosen === 'static') return { kind: chosen }
  if (chosen.model === 'off') return { kind: 'static' }
  const base = usual.kind === 'model' ? usual : { kind: 'model' as const, model: '', timeoutMs: 5_000 }
  const seconds = chosen['timeout-seconds']
  return {
    kind: 'model',
    model: chosen.model ?? base.model,
    timeoutMs: seconds === undefined ? base.timeoutMs : seconds * 1000,
  }
}

function minutes(value: number): number {
  return Math.round(value * 60_000)
}

/** What each layer set, for people: `check --explain`. */
export function explainLayers(provenance: Provenance): readonly string[] {
  return Object.entries(provenance).map(([key, { layer, setAside }]) =>
    setAside === undefined ? `${key}: ${layer}` : `${key}: ${layer} (set aside: ${setAside})`,
  )
}
