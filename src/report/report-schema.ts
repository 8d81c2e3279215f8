import { z } from 'zod/mini'
import { reportShape } from './report-shape.ts'

/** The report's JSON Schema; `schema/report.schema.json` is this, as a test checks. */
export function reportSchema(): unknown {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Report of command-gate',
    description: 'What one run of command-gate decided, asked, ran and found. Version 1.',
    ...z.toJSONSchema(reportShape, { target: 'draft-2020-12', reused: 'ref', io: 'input' }),
  }
}
