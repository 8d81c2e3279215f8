import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { describe as describeFindings } from '../../src/assessment/describe.ts'
import type { Finding, RiskLevel } from '../../src/assessment/risk.ts'

const finding = (level: RiskLevel, sentence: string): Finding => ({
  id: sentence,
  level,
  categories: [],
  sentence,
  evidence: '',
  range: undefined,
})

const rows: readonly (readonly [says: string, findings: readonly Finding[], expected: string])[] = [
  ['nothing of no finding', [], 'Does nothing that can be seen.'],
  ['only the strictest', [finding('high', 'Deletes.'), finding('low', 'Reads.')], 'Deletes.'],
  ['the same once', [finding('high', 'Deletes.'), finding('high', 'Deletes.')], 'Deletes.'],
  [
    'how many more there are: one',
    ['A.', 'B.', 'C.'].map((sentence) => finding('medium', sentence)),
    'A. B, and 1 more finding.',
  ],
  [
    'how many more there are: several',
    ['A.', 'B.', 'C.', 'D.'].map((sentence) => finding('medium', sentence)),
    'A. B, and 2 more findings.',
  ],
]

describe('a description says', () => {
  for (const [says, findings, expected] of rows) {
    it(says, () => assert.equal(describeFindings(findings), expected))
  }
})
