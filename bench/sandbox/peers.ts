import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Measured } from './measure.ts'

/** Runs a program in the workspace and waits for its good end. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<void>

const modules = new URL('./node_modules/', import.meta.url).pathname

/** How each installed peer runs `/bin/true`: by its own command line, and without what comes before its sandbox where it can be had. */
export async function peers(
  run: RunProgram,
  workspace: string,
): Promise<{ readonly ways: readonly Measured[]; readonly close: () => Promise<void> }> {
  const library = await sandboxRuntime(workspace)
  const ways = [...codex(run), ...sandboxRuntimeCli(run, workspace), ...(library?.ways(run) ?? [])]
  return { ways, close: async () => await library?.reset() }
}

function codex(run: RunProgram): readonly Measured[] {
  const script = `${modules}.bin/codex`
  if (!existsSync(script)) return []
  const words = ['sandbox', '--', '/bin/true']
  const native = nativeCodex()
  return [
    ...(native === undefined
      ? []
      : [{ name: 'Codex sandbox, its program itself', once: () => run(native, words) }]),
    { name: 'Codex sandbox, by its npm command', once: () => run(script, words) },
  ]
}

function nativeCodex(): string | undefined {
  const vendor = join(modules, `@openai/codex-linux-${process.arch}/vendor`)
  if (!existsSync(vendor)) return undefined
  return readdirSync(vendor)
    .map((triple) => join(vendor, triple, 'bin/codex'))
    .find((path) => existsSync(path))
}

const srtConfig = {
  network: { allowedDomains: [], deniedDomains: [] },
  filesystem: { denyRead: [], allowWrite: ['.'], denyWrite: [] },
}

function sandboxRuntimeCli(run: RunProgram, workspace: string): readonly Measured[] {
  const script = `${modules}.bin/srt`
  if (!existsSync(script)) return []
  const settings = join(workspace, 'srt.json')
  writeFileSync(settings, JSON.stringify(srtConfig))
  return [
    {
      name: 'sandbox-runtime, by its command',
      once: () => run(script, ['--settings', settings, '/bin/true']),
    },
  ]
}

type Manager = {
  initialize(config: typeof srtConfig): Promise<void>
  wrapWithSandbox(command: string): Promise<string>
  cleanupAfterCommand(): void
  reset(): Promise<void>
}

/** Its library, with what it starts once for many commands started before. */
async function sandboxRuntime(
  workspace: string,
): Promise<{ ways(run: RunProgram): readonly Measured[]; reset(): Promise<void> } | undefined> {
  const entry = `${modules}@anthropic-ai/sandbox-runtime/dist/index.js`
  if (!existsSync(entry)) return undefined
  const { SandboxManager: manager }: { SandboxManager: Manager } = await import(entry)
  process.chdir(workspace)
  await manager.initialize(srtConfig)
  return {
    ways: (run) => [
      {
        name: 'sandbox-runtime, its library',
        async once() {
          await run('/bin/bash', ['-c', await manager.wrapWithSandbox('/bin/true')])
          manager.cleanupAfterCommand()
        },
      },
    ],
    reset: () => manager.reset(),
  }
}
