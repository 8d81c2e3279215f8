import type { PullRequest } from '../ports.ts'
import type { Answer } from './answer.ts'
import type { Account } from './conversation.ts'
import type { RequestDraft } from './request.ts'

/** One line of a CODEOWNERS file. `owners` as written: `@login` or `@org/team`; addresses name nobody we could know. */
export type OwnerRule = { readonly matches: (path: string) => boolean; readonly owners: readonly string[] }

/** Whether an account owns all that a request touches; for people to read, empty where it does not. */
export type CodeOwnership = (
  account: Account,
  drafts: readonly RequestDraft[],
) => Promise<Answer<readonly string[]>>

// Where GitHub looks, in its order; the first that exists is the one.
const places = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS']

/**
 * Code ownership by the CODEOWNERS file of a commit that the pull request can't change: the base. The file is read once;
 * who is in a team is asked each time. A path that nobody owns is owned by nobody, so nobody may approve by it.
 */
export function createCodeOwnership(options: {
  readonly pullRequest: PullRequest
  readonly baseSha: string
  /** Absolute path of the checked-out repository. */
  readonly workspace: string
}): CodeOwnership {
  let kept: readonly OwnerRule[] | undefined
  return async (account, drafts) => {
    const read: Answer<readonly OwnerRule[]> =
      kept === undefined ? await readRules(options) : { kind: 'value', value: kept }
    if (read.kind === 'failure') return read
    kept = read.value
    const paths = drafts.flatMap((draft) => touchedPaths(draft, options.workspace))
    const known = new Map<string, boolean>()
    for (const owners of paths.map((path) => ownersOf(path, read.value))) {
      const isOwner = await isAnyOf(account, owners, options.pullRequest, known)
      if (isOwner.kind === 'failure') return isOwner
      if (!isOwner.value) return { kind: 'value', value: [] }
    }
    return { kind: 'value', value: ['code owner'] }
  }
}

async function readRules({
  pullRequest,
  baseSha,
}: {
  readonly pullRequest: PullRequest
  readonly baseSha: string
}): Promise<Answer<readonly OwnerRule[]>> {
  for (const place of places) {
    const text = await pullRequest.fileAt(place, baseSha)
    if (text.kind === 'failure') return text
    if (text.value !== undefined) return { kind: 'value', value: parseCodeOwners(text.value) }
  }
  return { kind: 'value', value: [] }
}

async function isAnyOf(
  account: Account,
  owners: readonly string[],
  pullRequest: PullRequest,
  known: Map<string, boolean>,
): Promise<Answer<boolean>> {
  for (const owner of owners) {
    const asked = known.get(owner)
    const answer: Answer<boolean> =
      asked === undefined ? await isOwner(account, owner, pullRequest) : { kind: 'value', value: asked }
    if (answer.kind === 'failure') return answer
    known.set(owner, answer.value)
    if (answer.value) return answer
  }
  return { kind: 'value', value: false }
}

async function isOwner(account: Account, owner: string, pullRequest: PullRequest): Promise<Answer<boolean>> {
  const name = owner.slice(1)
  if (name.includes('/')) return await pullRequest.isTeamMember(name, account.login)
  return { kind: 'value', value: name.toLowerCase() === account.login.toLowerCase() }
}

/**
 * The repository's paths that a request is about: the files it changes there, and the directory it runs in where it changes
 * none, or others besides: who owns a page may not wave through what is written elsewhere.
 */
export function touchedPaths(
  draft: Pick<RequestDraft, 'command' | 'effects' | 'changes'>,
  workspace: string,
): readonly string[] {
  const root = `${workspace.replace(/\/+$/, '')}/`
  const written = draft.effects.flatMap((effect) => (effect.kind === 'write' ? [effect.path] : []))
  const touched = [...new Set([...written, ...(draft.changes?.paths ?? [])])]
  const inside = touched.filter((path) => path.startsWith(root)).map((path) => path.slice(root.length))
  if (inside.length > 0 && inside.length === touched.length) return inside
  const directory = draft.command.workingDirectory.replace(/^(?:\.\/)+|\/+$/g, '')
  // A name that no pattern for a kind of file matches: only patterns for the directory do.
  return [...inside, directory === '' || directory === '.' ? '\u0000' : `${directory}/\u0000`]
}

/** The owners of a path: those of the last line that matches it, as GitHub reads the file. */
export function ownersOf(path: string, rules: readonly OwnerRule[]): readonly string[] {
  return rules.findLast((rule) => rule.matches(path))?.owners ?? []
}

/** Reads a CODEOWNERS file. A line that GitHub would not understand matches nothing. */
export function parseCodeOwners(text: string): readonly OwnerRule[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [pattern = '', ...owners] = line.split(/(?<!\\)\s+/)
      return { matches: matcherOf(pattern), owners: owners.filter((owner) => owner.startsWith('@')) }
    })
}

/** The rules of a gitignore pattern, without `!` and `[ ]`, which GitHub does not know here. */
function matcherOf(pattern: string): (path: string) => boolean {
  if (/^!|[[\]]/.test(pattern)) return () => false
  const isAnchored = /\/./.test(pattern)
  const isDirectory = pattern.endsWith('/')
  const trimmed = pattern.replace(/^\/|\/$/g, '').replaceAll(/\\(.)/g, '$1')
  const source = trimmed
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => wildcards[part] ?? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('')
  // `docs/*` means the files in it, not those below.
  const below = isDirectory ? '/.*' : trimmed.endsWith('/*') ? '' : '(?:/.*)?'
  const expression = new RegExp(`^${isAnchored ? '' : '(?:.*/)?'}${source}${below}$`, 's')
  return (path) => expression.test(path)
}

const wildcards: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
}
