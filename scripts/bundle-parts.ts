import { resolve } from 'node:path'
import type { InputOptions, OutputOptions } from 'rolldown'

/** The parts of OpenAI's interface that we call; all others are made of the same few pages of client. */
const called =
  /\/openai\/resources\/(?:(?:responses\/|chat\/|chat\/completions\/)?index|shared|responses\/responses|chat\/chat|chat\/completions\/completions)\.mjs$/

/** Parts of the libraries that no call of ours gets to. */
const uncalled = [
  // We send OpenAI one JSON text with a key, and read one JSON text.
  partsOf('openai', 'mjs', [
    'resources/.*',
    // Answers that come in pieces or pages, and loops over tools.
    'core/(?:streaming|pagination)',
    'internal/(?:decoders/line|responses/response-accumulator)',
    'lib/(?:parser|chat-completions/streaming|\\w*Stream|\\w*Runner|\\w+/ResponseStream)',
    'helpers/computer',
    // Files to send, and identities in place of a key.
    'internal/(?:uploads|to-file)',
    'auth/workload-identity-auth',
    'internal/auth/(?!x509-credential-options).*',
  ]),
  // We read YAML 1.2 into plain data, and never write or change a document.
  partsOf('yaml/browser/dist', 'js', [
    'stringify/.*',
    'parse/cst-.*',
    'doc/(?:anchors|applyReviver|createNode)',
    'schema/yaml-1.1/(?!merge).*',
  ]),
]

function partsOf(directory: string, ending: string, parts: readonly string[]): RegExp {
  return new RegExp(`/${directory}/(?:${parts.join('|')})\\.${ending}$`)
}

/**
 * What of the libraries gets into the bundle, so that there is less to load and less to read. No library's code is changed: each
 * part is whole or left out.
 */
export const bundleParts: Pick<InputOptions, 'resolve' | 'treeshake' | 'plugins'> = {
  // The same parser as modules, which its package keeps for all but Node: of those only what is used gets in.
  resolve: {
    alias: {
      yaml: resolve('node_modules/yaml/browser/index.js'),
      'json-with-bigint': resolve('scripts/plain-json.ts'),
    },
  },
  // Nothing happens when these are loaded. Without saying so, the runner's toolkit brings a whole HTTP client for tokens that
  // we never ask for.
  treeshake: {
    moduleSideEffects: [{ test: /\/node_modules\/(?:@actions\/|undici\/|tunnel\/)/, sideEffects: false }],
  },
  plugins: [
    {
      name: 'parts-never-called',
      transform: {
        filter: { id: uncalled },
        handler: (code, id) => (called.test(id) ? undefined : emptyFunctions(code, bodyIn(id))),
      },
    },
  ],
}

type Imports = (id: string) => readonly string[]

/**
 * One file for what is loaded at one moment, because each file costs the start of the action half a millisecond: what it begins with,
 * and the gate itself. What the egress process needs stays apart, so that it loads nothing else.
 */
export function bundleFiles(): Pick<OutputOptions, 'codeSplitting'> {
  const known = new Map<string, ReadonlySet<string>>()
  const isLoadedBy = (entry: string, id: string, importsOf: Imports): boolean => {
    const loaded = known.get(entry) ?? reached(entry, importsOf)
    known.set(entry, loaded)
    return loaded.has(id)
  }
  const [main, egress] = ['src/main.ts', 'src/egress.ts'] as const
  // An entry that lay in a file which others load would begin there.
  const entries = [main, egress].map((entry) => resolve(entry))
  const isFile: Readonly<Record<string, (id: string, importsOf: Imports) => boolean>> = {
    wire: (id, importsOf) => isLoadedBy(egress, id, importsOf) && isLoadedBy(main, id, importsOf),
    begin: (id, importsOf) => isLoadedBy(main, id, importsOf),
    gate: (id, importsOf) => isLoadedBy('src/wiring/action.ts', id, importsOf),
  }
  const names = Object.keys(isFile)
  return {
    codeSplitting: {
      groups: names.map((file, index) => ({
        debugName: file,
        priority: names.length - index,
        name(id, context) {
          const importsOf: Imports = (name) => context.getModuleInfo(name)?.importedIds ?? []
          return !entries.includes(id) && isFile[file]?.(id, importsOf) === true ? file : null
        },
      })),
    },
  }
}

/** Everything that loading a file loads with it. */
function reached(entry: string, importsOf: Imports): ReadonlySet<string> {
  const found = new Set([resolve(entry)])
  for (const id of found) for (const imported of importsOf(id)) found.add(imported)
  return found
}

/** OpenAI's client also builds and extends what it does not use. What a policy is read with must end where it gets to a gap. */
function bodyIn(id: string): string {
  return id.includes('/yaml/') ? "throw new Error('not in this bundle')" : ''
}

/** A module with the same names, each of a function with this body. */
function emptyFunctions(code: string, body: string): string {
  const declared = [...code.matchAll(/^export (?:async )?(?:class|const|function\*?) (\w+)/gm)].map(
    ([, name]) => name,
  )
  const listed = [...code.matchAll(/^export (?:const )?\{([^}]*)\}/gm)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim().replace(/^.* as /, '')),
  )
  const names = [...declared, ...listed].filter((name) => name !== '' && name !== undefined)
  return [...new Set(names)].map((name) => `export function ${name}() { ${body} }`).join('\n')
}
