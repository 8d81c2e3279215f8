import {
  chmodSync,
  chownSync,
  constants,
  copyFileSync,
  cpSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { roomyParent } from '../../scripts/open-project.ts'

export type Owner = { readonly uid: number; readonly gid: number }

/** The account that jobs run under on a hosted runner. */
export const ordinary: Owner = { uid: 1001, gid: 1001 }

/** Where everything lies on a machine that runs one job, as on a hosted runner. */
export type Layout = {
  readonly base: string
  readonly home: string
  readonly workspace: string
  readonly temp: string
  readonly toolCache: string
  readonly action: string
  readonly node: string
  readonly eventPath: string
}

/** This project: what is tested. */
export const ownProject = join(import.meta.dirname, '../..')

/**
 * Builds the runner's directories with the action as it ships: action.yml and dist, without node_modules. They lie deeper than the
 * sandboxes of other jobs look for places to capture: no job lays overlays over another's, and each can go when its job is over.
 */
export function makeLayout(project: string, files: Readonly<Record<string, string>>, owner: Owner): Layout {
  const machines = join(roomyParent(), 'command-gate-tests/machines')
  mkdirSync(machines, { recursive: true })
  const base = mkdtempSync(join(machines, 'gate-'))
  chmodSync(base, 0o755)
  const home = join(base, 'runner')
  const work = join(home, 'work')
  const layout: Layout = {
    base,
    home,
    workspace: join(work, 'widgets/widgets'),
    temp: join(work, '_temp'),
    toolCache: join(base, 'hostedtoolcache'),
    action: join(work, '_actions/acme/command-gate/v1'),
    node: join(base, 'runner/actions-runner/externals/node24/bin/node'),
    eventPath: join(work, '_temp/_github_workflow/event.json'),
  }
  const folders = [
    layout.workspace,
    layout.toolCache,
    layout.action,
    dirname(layout.node),
    dirname(layout.eventPath),
  ]
  for (const folder of folders) mkdirSync(folder, { recursive: true })
  cpSync(join(project, 'dist'), join(layout.action, 'dist'), { recursive: true })
  copyFileSync(join(project, 'action.yml'), join(layout.action, 'action.yml'))
  // The action's package.json is what makes Node read dist as modules.
  copyFileSync(join(project, 'package.json'), join(layout.action, 'package.json'))
  shareNode(layout.node)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(layout.workspace, path)), { recursive: true })
    writeFileSync(join(layout.workspace, path), text)
  }
  give(home, owner)
  give(layout.toolCache, owner)
  return layout
}

let sharedNode: string | undefined

/** One copy of the running Node for all layouts of this process: an ordinary user may not reach it where it lies. */
function shareNode(target: string): void {
  if (sharedNode === undefined) {
    const folder = mkdtempSync(join(roomyParent(), 'gate-node-'))
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
    sharedNode = join(folder, 'node')
    copyFileSync(process.execPath, sharedNode, constants.COPYFILE_FICLONE)
  }
  linkSync(sharedNode, target)
}

/** Hands a tree to an account. The hard-linked Node stays whose it was. */
function give(path: string, owner: Owner): void {
  if (process.getuid?.() !== 0) return
  const state = lstatSync(path)
  if (state.isFile() && state.nlink > 1) return
  chownSync(path, owner.uid, owner.gid)
  if (!state.isDirectory()) return
  for (const name of readdirSync(path)) give(join(path, name), owner)
}
