import { canonicalJson } from '../../command/fingerprint.ts'
import type { Laid } from './ground.ts'
import { type Tried, tryOn } from './prepare.ts'
import type { SandboxConfig } from './run.ts'

/** A sandbox that is made ready while its policy is still being fetched. Only its own probe runs in it. */
export type HeadStart = {
  /** Makes ready what these settings ask for. What comes of it counts only if they turn out to be the ones in force. */
  readonly guess: (config: SandboxConfig) => void
  /** What was made ready for exactly this; undefined where something else was. From then on it is the caller's to close. */
  readonly claim: (config: SandboxConfig) => Promise<Tried | undefined>
  /** Closes what nobody claimed, the ground it would have stood on too. */
  readonly giveUp: () => Promise<void>
}

/** Gets ready on this ground. */
export function startAhead(ground: Promise<Laid>): HeadStart {
  let isOpen = true
  let guessed: { readonly config: SandboxConfig; readonly tried: Promise<Tried> } | undefined
  // Whoever builds on it meets the error.
  ground.catch(() => undefined)
  return {
    guess(config) {
      if (!isOpen || guessed !== undefined) return
      guessed = { config, tried: tryOn(config, ground) }
    },
    async claim(config) {
      if (!isOpen) return undefined
      isOpen = false
      if (guessed === undefined) return await tryOn(config, ground)
      const tried = await guessed.tried
      if (decisive(guessed.config) === decisive(config))
        return tried.kind === 'ready' ? { ...tried, run: { ...tried.run, config } } : tried
      if (tried.kind === 'ready') await tried.run.close()
      return undefined
    },
    async giveUp() {
      if (!isOpen) return
      isOpen = false
      const tried = await guessed?.tried
      if (tried?.kind === 'ready') await tried.run.close()
      else await closeGround(ground)
    },
  }
}

/** All that a sandbox is made by; the rest is asked for with each attempt. */
function decisive({ workspace, settings, jobEnv, policyFile, overlays }: SandboxConfig): string {
  return canonicalJson({ workspace, settings, jobEnv, policyFile, overlays })
}

async function closeGround(laid: Promise<Laid>): Promise<void> {
  try {
    const result = await laid
    if (result.kind === 'ground') await result.ground.close()
  } catch {
    // There was none.
  }
}
