import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createDecider } from '../../src/policy/decide.ts'
import type { PolicyDecision, Rule } from '../../src/policy/policy.ts'
import { mutate, randomFrom } from './mutation.ts'
import { policyOf, ruleOf } from './rules.ts'

const word = fc.constantFrom('git', 'push', 'npm', 'test', 'rm', 'ls', '-f', '--force', '*', 'x')
const rule: fc.Arbitrary<Rule> = fc
  .tuple(
    fc.constantFrom<PolicyDecision>('allow', 'prompt', 'forbid'),
    fc.array(word, { minLength: 1, maxLength: 3 }),
  )
  .map(([decision, words]) => ruleOf(decision, words.join(' ')))
const script = fc.oneof(
  fc.integer({ min: 0, max: 1_000_000 }).map((seed) => mutate(randomFrom(seed))),
  fc
    .array(
      fc.array(fc.constantFrom('git', 'push', 'npm', 'test', 'rm', 'ls', '-f', 'sudo', 'env', '"$X"'), {
        minLength: 1,
        maxLength: 4,
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map((commands) => commands.map((words) => words.join(' ')).join('; ')),
)

function strictness(decision: PolicyDecision | undefined): number {
  return ['allow', undefined, 'prompt', 'forbid'].indexOf(decision)
}

describe('whatever the rules and the script', () => {
  it('adding a rule never loosens the decision, unless it is an allow rule that matches', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 4 }), rule, script, (rules, added, text) => {
        const before = createDecider(policyOf(rules))(text)
        const after = createDecider(policyOf([...rules, added]))(text)
        if (added.decision !== 'allow') assert.ok(strictness(after.decision) >= strictness(before.decision))
        else if (!after.matches.some((match) => match.line === rules.length + 1))
          assert.equal(after.decision, before.decision)
      }),
      { numRuns: 1_000 },
    )
  })
  it('the order of the rules does not matter', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 4 }), script, (rules, text) => {
        const forward = createDecider(policyOf(rules))(text).decision
        assert.equal(createDecider(policyOf([...rules].reverse()))(text).decision, forward)
      }),
      { numRuns: 500 },
    )
  })
  it('a command put behind another never makes the whole looser than it is by itself', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 4 }), script, (rules, text) => {
        const decide = createDecider(policyOf(rules))
        assert.ok(
          strictness(decide(`true\n${text}`).decision) >= Math.min(1, strictness(decide(text).decision)),
        )
        if (decide(text).decision === 'forbid') assert.equal(decide(`ls\n${text}`).decision, 'forbid')
      }),
      { numRuns: 500 },
    )
  })
})

/** Spellings of one word that bash reads alike. */
const spelled = (text: string): fc.Arbitrary<string> =>
  fc.constantFrom(
    text,
    `"${text}"`,
    `'${text}'`,
    `$'${text}'`,
    `$"${text}"`,
    `\\${text}`,
    `${text.slice(0, 1)}''${text.slice(1)}`,
    `${text.slice(0, 1)}"${text.slice(1)}"`,
    `${text.slice(0, 1)}\\\n${text.slice(1)}`,
    `$'${[...text].map((letter) => `\\x${letter.codePointAt(0)?.toString(16)}`).join('')}'`,
    `$'${[...text].map((letter) => `\\${letter.codePointAt(0)?.toString(8).padStart(3, '0')}`).join('')}'`,
  )
const blank = fc.constantFrom(' ', '  ', '\t', ' \\\n ')
const before = fc.constantFrom('', ' ', '\n', 'A=1 ', 'A=1 B="x y" ', '\t')

describe('equivalent spellings', () => {
  it('are decided alike, by every kind of rule', () => {
    const words = ['git', 'push', 'origin']
    for (const decision of ['allow', 'prompt', 'forbid'] as const) {
      const decide = createDecider(policyOf([ruleOf(decision, 'git push origin')]))
      fc.assert(
        fc.property(before, fc.tuple(...words.map(spelled)), blank, (lead, parts, gap) => {
          assert.equal(decide(lead + parts.join(gap)).decision, decision)
        }),
        { numRuns: 400 },
      )
    }
  })
})
