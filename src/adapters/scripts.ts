import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { makeRecipe, packageScript } from '../assessment/recipes.ts'
import { referencesOf, type ScriptReference } from '../assessment/script-references.ts'
import type { FollowedScript } from '../assessment/subject.ts'
import type { Scripts } from '../ports.ts'

/** Most scripts of one command. */
const maxScripts = 20
/** How deep scripts that run scripts are followed. */
const maxDepth = 4
/** Largest file that is read, in bytes. */
const maxBytes = 4 * 1024 * 1024
/** Longest text that is kept of one, in UTF-16 code units. */
const maxText = 32_768

/** Follows a command into the workspace's scripts. What can't be read, or lies elsewhere, is left out; never throws. */
export function createScripts(options: { readonly workspace: string }): Scripts {
  return {
    follow: async (command) => {
      const found = new Map<string, FollowedScript>()
      await followText(command.run, {
        root: await realpath(options.workspace).catch(() => options.workspace),
        directory: resolve(options.workspace, command.workingDirectory),
        found,
        depth: 0,
      })
      return [...found.values()]
    },
  }
}

type Walk = {
  readonly root: string
  readonly directory: string
  readonly found: Map<string, FollowedScript>
  readonly depth: number
}

async function followText(text: string, walk: Walk): Promise<void> {
  if (walk.depth > maxDepth) return
  for (const { directory, reference } of referencesOf(text)) {
    if (walk.found.size >= maxScripts) return
    await followReference(reference, { ...walk, directory: resolve(walk.directory, directory) })
  }
}

async function followReference(reference: ScriptReference, walk: Walk): Promise<void> {
  switch (reference.kind) {
    case 'file':
      return await followFile(reference, walk)
    case 'package-script':
      return await followPart(
        `${reference.directory ?? '.'}/package.json`,
        `#${reference.name}`,
        walk,
        (text) => packageScript(text, reference.name),
      )
    case 'make-target':
      for (const name of reference.file === undefined
        ? ['GNUmakefile', 'makefile', 'Makefile']
        : [reference.file])
        await followPart(name, `#${reference.target ?? ''}`, walk, (text) =>
          makeRecipe(text, reference.target),
        )
  }
}

async function followFile(reference: Extract<ScriptReference, { kind: 'file' }>, walk: Walk): Promise<void> {
  const file = await readInside(reference.path, walk)
  if (file === undefined || walk.found.has(file.path)) return
  walk.found.set(file.path, { path: file.path, digest: file.digest, text: file.text.slice(0, maxText) })
  const shell = reference.follow && !/^#!(?!.*\b(?:ba|da|z|k|a)?sh\b)/.test(file.text)
  if (shell) await followText(file.text.slice(0, maxText), { ...walk, depth: walk.depth + 1 })
}

/** One entry of a file that holds many: `package.json#test`. Its digest is the whole file's. */
async function followPart(
  name: string,
  suffix: string,
  walk: Walk,
  part: (text: string) => string | undefined,
): Promise<void> {
  const file = await readInside(name, walk)
  const text = file === undefined ? undefined : part(file.text)
  if (file === undefined || text === undefined || walk.found.has(file.path + suffix)) return
  walk.found.set(file.path + suffix, {
    path: file.path + suffix,
    digest: file.digest,
    text: text.slice(0, maxText),
  })
  await followText(text.slice(0, maxText), { ...walk, depth: walk.depth + 1 })
}

type ReadFile = { readonly path: string; readonly digest: string; readonly text: string }

/** Reads a regular file that lies in the workspace after every symlink is followed. */
async function readInside(path: string, walk: Walk): Promise<ReadFile | undefined> {
  try {
    const real = await realpath(resolve(walk.directory, path))
    const inside = relative(walk.root, real)
    if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside))
      return undefined
    // O_NONBLOCK: a FIFO planted under this name must not make the gate wait for ever.
    const file = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      const state = await file.stat()
      if (!state.isFile() || state.size > maxBytes) return undefined
      const bytes = await file.readFile()
      if (bytes.subarray(0, 1_024).includes(0)) return undefined
      const digest = createHash('sha256').update(bytes).digest('hex')
      return { path: inside, digest, text: bytes.toString('utf8') }
    } finally {
      await file.close()
    }
  } catch {
    return undefined
  }
}
