/**
 * Writes what is made from one definition each: schema/command-gate.schema.json and the reference table in docs/policy.md from
 * the policy's, schema/report.schema.json from the report's. With `--check` it writes nothing and exits 1 when either is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { policyJsonSchema, policyReference } from '../src/policy/reference.ts'
import { reportSchema } from '../src/report/report-schema.ts'

const start = '<!-- reference: made by scripts/schema.ts -->'
const end = '<!-- end of reference -->'
const inRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

function table(): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
  const rows = policyReference().map(
    ({ key, values, meaning }) => `| \`${key}\` | ${cell(values)} | ${cell(meaning)} |`,
  )
  return ['| key | values | meaning |', '|---|---|---|', ...rows].join('\n')
}

function withReference(page: string): string {
  const from = page.indexOf(start)
  const to = page.indexOf(end)
  if (from === -1 || to === -1)
    throw new Error('docs/policy.md has lost the marks around its reference table')
  return `${page.slice(0, from + start.length)}\n\n${table()}\n\n${page.slice(to)}`
}

const files = [
  {
    path: inRoot('schema/command-gate.schema.json'),
    make: () => `${JSON.stringify(policyJsonSchema(), undefined, 2)}\n`,
  },
  { path: inRoot('docs/policy.md'), make: withReference },
  {
    path: inRoot('schema/report.schema.json'),
    make: () => `${JSON.stringify(reportSchema(), undefined, 2)}\n`,
  },
]

const isCheck = process.argv.includes('--check')
for (const { path, make } of files) {
  const before = readOrEmpty(path)
  const after = make(before)
  if (before === after) continue
  if (isCheck) {
    console.error(`${path} is stale: run node scripts/schema.ts`)
    process.exitCode = 1
  } else writeFileSync(path, after)
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
