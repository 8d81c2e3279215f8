import { findBinaries } from './binaries.ts'
import { identityFor } from './identity.ts'
import { openRun, type Run, type SandboxConfig } from './run.ts'

/** Everything made ready for the commands of a run, or why not and what to do about it. */
export async function prepareRun(
  config: SandboxConfig,
): Promise<
  | { readonly kind: 'ready'; readonly run: Run }
  | { readonly kind: 'unavailable'; readonly reason: string; readonly remedy: string }
> {
  const found = findBinaries()
  if (found.kind === 'missing') {
    return {
      kind: 'unavailable',
      reason: `Missing on this machine: ${found.programs.join(', ')}.`,
      remedy: `Install them: sudo apt-get install -y ${found.packages.join(' ')}`,
    }
  }
  try {
    const opened = await openRun(config, found.binaries, identityFor(config.workspace))
    if (opened.kind === 'open') return { kind: 'ready', run: opened.run }
    return { kind: 'unavailable', reason: opened.message, remedy: 'Run `command-gate doctor`.' }
  } catch (error) {
    return { kind: 'unavailable', reason: String(error), remedy: 'Run `command-gate doctor`.' }
  }
}
