import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { layGround } from '../../../src/adapters/bubblewrap/ground.ts'
import { type HeadStart, startAhead } from '../../../src/adapters/bubblewrap/head-start.ts'
import type { SandboxConfig } from '../../../src/adapters/bubblewrap/run.ts'
import { createSandbox } from '../../../src/adapters/bubblewrap/sandbox.ts'
import { startEgress } from '../../../src/adapters/egress/egress.ts'
import { bareCommand } from '../../../src/cli/bare-command.ts'
import { limits, settings, workspaceWrite } from '../../sandbox/rig.ts'

/** A home with a workspace in it, and what stands for nobody's secret. */
function makeHome(): { readonly home: string; readonly workspace: string } {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'gate-ahead-')))
  const workspace = join(home, 'work')
  mkdirSync(workspace)
  writeFileSync(join(home, 'plain.txt'), 'plain')
  return { home, workspace }
}

function configFor({ home, workspace }: ReturnType<typeof makeHome>): SandboxConfig {
  return {
    workspace,
    settings,
    jobEnv: { HOME: home, PATH: '/usr/bin:/bin' },
    setup: 'never',
    startEgress: ({ user }) =>
      startEgress({
        egressScript: new URL('../../../src/egress.ts', import.meta.url).pathname,
        node: process.execPath,
        identity: user,
        resolve: undefined,
        permitAddress: undefined,
        connect: undefined,
      }),
  }
}

async function attempt(config: SandboxConfig, ahead: HeadStart, run: string) {
  const sandbox = await createSandbox(config, ahead)
  try {
    let printed = ''
    const tried = await sandbox.attempt(
      { command: bareCommand(run), grant: workspaceWrite, limits },
      ({ bytes }) => {
        printed += Buffer.from(bytes).toString('utf8')
      },
      new AbortController().signal,
    )
    return { ...tried, printed }
  } finally {
    await sandbox.close()
  }
}

/** Ground, and a look at whether anything of it is still there. */
function lay(config: SandboxConfig) {
  const ground = layGround(config)
  const left = async (): Promise<readonly string[]> => {
    const laid = await ground
    assert.ok(laid.kind === 'ground')
    const { directory, egress, namespace } = laid.ground
    await setTimeout(100)
    return [directory, `/proc/${egress?.holderPid}`, `/proc/${namespace.pid}`].filter((path) =>
      existsSync(path),
    )
  }
  return { ground, left }
}

describe('a sandbox that is begun before its policy is known', () => {
  const guesses: readonly {
    readonly title: string
    readonly guess: ((config: SandboxConfig) => SandboxConfig) | undefined
  }[] = [
    { title: 'when nothing was guessed', guess: undefined },
    { title: 'when the guess was right', guess: (config) => config },
    {
      title: 'when the guess hid nothing',
      guess: (config) => ({ ...config, settings: { ...settings, hide: [] } }),
    },
    {
      title: 'when the guess was of another policy file',
      guess: (config) => ({ ...config, policyFile: `${config.workspace}/elsewhere.yml` }),
    },
  ]
  for (const { title, guess } of guesses) {
    it(`is what the policy in force asks for, ${title}`, async () => {
      const place = makeHome()
      const base = configFor(place)
      const config = { ...base, settings: { ...settings, hide: [`${place.home}/plain.txt`] } }
      const { ground, left } = lay(config)
      const ahead = startAhead(ground)
      if (guess !== undefined) ahead.guess(guess(config))
      const run = `cat ${place.home}/plain.txt; echo x > ${place.home}/new; ls -A ${place.home}`
      const tried = await attempt(config, ahead, run)
      assert.doesNotMatch(tried.printed, /plain\b(?!\.txt)/)
      const written = tried.effects.flatMap((effect) => (effect.kind === 'write' ? [effect.path] : []))
      assert.deepEqual(
        written,
        [`${place.home}/new`],
        'the probe left nothing that the command is blamed for',
      )
      assert.doesNotMatch(tried.printed, /command-gate-probe/)
      assert.deepEqual(readdirSync(place.home).sort(), ['plain.txt', 'work'])
      assert.deepEqual(await left(), [])
      rmSync(place.home, { recursive: true })
    })
  }

  it('leaves nothing behind when nobody needs it, guessed or not, and can be given up twice', async () => {
    const place = makeHome()
    for (const isGuessed of [true, false]) {
      const config = configFor(place)
      const { ground, left } = lay(config)
      const ahead = startAhead(ground)
      if (isGuessed) ahead.guess(config)
      await ahead.giveUp()
      await ahead.giveUp()
      assert.equal(await ahead.claim(config), undefined)
      assert.deepEqual(await left(), [])
    }
    rmSync(place.home, { recursive: true })
  })

  it('is made anew where the early ground could not be laid', async () => {
    const place = makeHome()
    const config = configFor(place)
    const nowhere = layGround({ ...config, startEgress: () => Promise.reject(new Error('not yet')) })
    const { ending } = await attempt(config, startAhead(nowhere), 'true')
    assert.deepEqual(ending, { kind: 'exited', exitCode: 0 })
    rmSync(place.home, { recursive: true })
  })
})
