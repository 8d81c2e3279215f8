import type { InputOptions } from 'rolldown'

/** The parts of OpenAI's interface that we call; all others are made of the same few pages of client. */
const called = /\/openai\/resources\/(?:index|shared|responses\/|responses\.|chat\/|chat\.)/

/**
 * What of the libraries gets into the bundle, so that there is less to load and less to read. No library's code is changed: each
 * part is whole or left out.
 */
export const bundleParts: Pick<InputOptions, 'treeshake' | 'plugins'> = {
  // Nothing happens when these are loaded. Without saying so, the runner's toolkit brings a whole HTTP client for tokens that
  // we never ask for.
  treeshake: {
    moduleSideEffects: [{ test: /\/node_modules\/(?:@actions\/|undici\/|tunnel\/)/, sideEffects: false }],
  },
  plugins: [
    {
      name: 'parts-never-called',
      transform: {
        filter: { id: /\/node_modules\/openai\/resources\/.*\.mjs$/ },
        handler: (code, id) => (called.test(id) ? undefined : emptyClasses(code)),
      },
    },
  ],
}

/** Modules with the same names in which each is a class that can do nothing. */
function emptyClasses(code: string): string {
  const declared = [...code.matchAll(/^export (?:class|const|function) (\w+)/gm)].map(([, name]) => name)
  const listed = [...code.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim().replace(/^.* as /, '')),
  )
  const names = [...declared, ...listed].filter((name) => name !== '' && name !== undefined)
  return [...new Set(names)].map((name) => `export class ${name} {}`).join('\n')
}
