import { defaultPolicy } from './default.ts'
import { coversSpelling } from './host-cover.ts'
import type { SandboxSettings } from './policy.ts'
import type { Settings } from './settings.ts'

const usual = defaultPolicy.sandbox
const modes = ['read-only', 'workspace-write', 'danger-full-access'] as const
const mebibyte = 1024 * 1024

/** The sandbox of every command after both layers. */
export function mergeSandbox(settings: Settings): SandboxSettings {
  return {
    mode: settings.stricter('sandbox.mode', (file) => file.sandbox?.mode, {
      fallback: usual.mode,
      tightens: (lower, upper) => modes.indexOf(lower) <= modes.indexOf(upper),
    }),
    workspace: settings.stricter('sandbox.workspace', (file) => file.sandbox?.workspace, {
      fallback: usual.workspace,
      tightens: (lower) => lower === 'transaction',
    }),
    write: settings.common('sandbox.write', (file) => file.sandbox?.write, usual.write),
    scratch: settings.common('sandbox.scratch', (file) => file.sandbox?.scratch, usual.scratch),
    hide: settings.all('sandbox.hide', (file) => file.sandbox?.hide),
    protect: settings.all('sandbox.protect', (file) => file.sandbox?.protect),
    network: {
      allow: settings.common(
        'sandbox.network.allow',
        (file) => file.sandbox?.network?.allow,
        usual.network.allow,
        coversSpelling,
      ),
      deny: settings.all('sandbox.network.deny', (file) => file.sandbox?.network?.deny),
    },
    env: { pass: settings.common('sandbox.env.pass', (file) => file.sandbox?.env?.pass, usual.env.pass) },
    limits: mergeLimits(settings),
    onContained: settings.stricter('sandbox.on-contained', (file) => file.sandbox?.['on-contained'], {
      fallback: usual.onContained,
      tightens: (lower) => lower === 'ask',
    }),
    capturedWrites: settings.stricter(
      'sandbox.captured-writes',
      (file) => file.sandbox?.['captured-writes'],
      {
        fallback: usual.capturedWrites,
        tightens: (lower) => lower === 'discard',
      },
    ),
    escalation: settings.stricter('sandbox.escalation', (file) => file.sandbox?.escalation, {
      fallback: usual.escalation,
      tightens: (lower) => lower === 'widen',
    }),
  }
}

function mergeLimits(settings: Settings): SandboxSettings['limits'] {
  const least = (
    key: 'timeout-minutes' | 'memory-mb' | 'processes' | 'output-mb',
    fallback: number,
  ): number =>
    settings.stricter(`sandbox.limits.${key}`, (file) => file.sandbox?.limits?.[key], {
      fallback,
      tightens: (lower, upper) => lower <= upper,
    })
  return {
    timeoutMs: Math.round(least('timeout-minutes', usual.limits.timeoutMs / 60_000) * 60_000),
    memoryBytes: least('memory-mb', usual.limits.memoryBytes / mebibyte) * mebibyte,
    processes: least('processes', usual.limits.processes),
    outputBytes: least('output-mb', usual.limits.outputBytes / mebibyte) * mebibyte,
  }
}
