import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, it } from 'node:test'

/** The stages in the order of the flow. Each may know the ones before it, and types only of the ones after it. */
const stages = ['text', 'command', 'inputs', 'shell', 'policy', 'sandbox', 'assessment', 'approval', 'report']
const conductors = ['gate.ts', 'run-command.ts', 'ask.ts', 'plan.ts', 'ports.ts', 'outcome.ts', 'errors.ts']
const entries = ['main.ts', 'post.ts', 'cli.ts', 'egress.ts']
const outside =
  /^(@actions\/|openai|execa|@secretlint\/|node:(fs|child_process|http|https|net|tls|dns|dgram|readline|worker_threads|tty)(\/|$))/

type Import = { readonly from: string; readonly to: string; readonly typeOnly: boolean }

const files = globSync('src/**/*.ts').sort()

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(file, 'utf8')
  const found = [...text.matchAll(/^(import|export)( type)?\b[^'"]*? from '([^']+)'/gms)].map((match) => ({
    from: file.slice('src/'.length),
    to: resolve(file, match[3]!),
    typeOnly: match[2] !== undefined,
  }))
  const lazy = [...text.matchAll(/\bimport\('([^']+)'\)/g)].map((match) => ({
    from: file.slice('src/'.length),
    to: resolve(file, match[1]!),
    typeOnly: false,
  }))
  return [...found, ...lazy]
}

function resolve(file: string, target: string): string {
  return target.startsWith('.') ? normalize(join(dirname(file), target)).slice('src/'.length) : target
}

const room = (path: string) => path.split('/')[0] ?? path
const party = (path: string) => path.split('/')[1]?.replace(/\.ts$/, '')
const all = files.flatMap(importsOf)
const faults = (isFault: (edge: Import) => boolean) =>
  all.filter(isFault).map((edge) => `${edge.from} imports ${edge.to}`)

describe('who may import whom', () => {
  it('only adapters, entries and their wiring touch the outside world', () => {
    const mayTouch = (path: string) =>
      ['adapters', 'wiring', 'cli', 'egress'].includes(room(path)) || entries.includes(path)
    assert.deepEqual(
      faults((edge) => !edge.typeOnly && outside.test(edge.to) && !mayTouch(edge.from)),
      [],
    )
  })

  it('only entries and their wiring import adapters, and an adapter never imports another', () => {
    assert.deepEqual(
      faults((edge) => {
        if (room(edge.to) !== 'adapters') return false
        if (room(edge.from) === 'adapters') return party(edge.from) !== party(edge.to)
        return !['wiring', 'cli'].includes(room(edge.from)) && !entries.includes(edge.from)
      }),
      [],
    )
  })

  it('a stage calls into earlier stages only', () => {
    assert.deepEqual(
      faults(
        (edge) =>
          !edge.typeOnly &&
          stages.includes(room(edge.from)) &&
          stages.indexOf(room(edge.to)) > stages.indexOf(room(edge.from)),
      ),
      [],
    )
  })

  it('a stage never imports what conducts the flow, types and errors apart', () => {
    assert.deepEqual(
      faults(
        (edge) =>
          !edge.typeOnly &&
          stages.includes(room(edge.from)) &&
          conductors.includes(edge.to) &&
          !['errors.ts', 'outcome.ts'].includes(edge.to),
      ),
      [],
    )
  })

  it('text and errors import nothing of ours', () => {
    assert.deepEqual(
      faults(
        (edge) =>
          (room(edge.from) === 'text' || edge.from === 'errors.ts') &&
          /\.ts$/.test(edge.to) &&
          room(edge.to) !== 'text',
      ),
      [],
    )
  })
})
