import { chmodSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { bundleFiles, bundleParts } from './bundle-parts.ts'
import { writeLicenses } from './licenses.ts'

/** Bundles the entries into `dir`. Same bytes on every machine: no paths, no times, no minifying, so that people can read it. */
async function build(dir: string): Promise<void> {
  const bundle = await rolldown({
    input: { index: 'src/main.ts', post: 'src/post.ts', cli: 'src/cli.ts', egress: 'src/egress.ts' },
    platform: 'node',
    logLevel: 'warn',
    ...bundleParts,
  })
  const { output } = await bundle.write({
    dir,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    ...bundleFiles(),
  })
  await bundle.close()
  writeLicenses(
    dir,
    output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])),
  )
  chmodSync(join(dir, 'cli.js'), 0o755)
}

function files(dir: string): ReadonlyMap<string, string> {
  const names = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  return new Map(names.map((name) => [name.slice(dir.length + 1), readFileSync(name, 'utf8')]))
}

/** The names of files that differ between the committed bundle and a fresh one, missing and extra ones too. */
async function stale(): Promise<readonly string[]> {
  const fresh = mkdtempSync(join(tmpdir(), 'command-gate-build-'))
  try {
    await build(fresh)
    const [committed, built] = [files('dist'), files(fresh)]
    return [...new Set([...committed.keys(), ...built.keys()])].filter(
      (name) => committed.get(name) !== built.get(name),
    )
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

if (process.argv.includes('--check')) {
  const names = await stale()
  if (names.length > 0) {
    console.error(`dist/ is stale: ${names.join(', ')}. Run: npm run build`)
    process.exitCode = 1
  }
} else {
  // Beside and then in one step, so that nobody who runs the bundle meets half of it.
  const fresh = mkdtempSync('.dist-')
  await build(fresh)
  chmodSync(fresh, 0o755)
  rmSync('dist', { recursive: true, force: true })
  renameSync(fresh, 'dist')
}
