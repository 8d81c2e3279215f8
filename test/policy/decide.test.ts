import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createDecider, decide } from '../../src/policy/decide.ts'
import type { PolicyDecision } from '../../src/policy/policy.ts'
import { policyOf, ruleOf } from './rules.ts'

type Row = readonly [script: string, decision: PolicyDecision | undefined]

function table(title: string, rules: Parameters<typeof policyOf>[0], rows: readonly Row[]): void {
  describe(title, () => {
    const decideOne = createDecider(policyOf(rules))
    for (const [script, decision] of rows) {
      it(`${JSON.stringify(script)}: ${decision ?? 'undecided'}`, () => {
        assert.equal(decideOne(script).decision, decision)
      })
    }
  })
}

table(
  'the strictest of all rules and all commands wins',
  [
    ruleOf('allow', 'git'),
    ruleOf('prompt', 'git push'),
    ruleOf('forbid', 'git push --force|-f'),
    ruleOf('allow', 'ls|pwd **'),
  ],
  [
    ['git status', 'allow'],
    ['git push', 'prompt'],
    ['git push --force', 'forbid'],
    ['git push origin main -f', 'forbid'],
    ['git push -uf origin main', 'forbid'],
    ['git push --forc', 'forbid'],
    ['git push --force-with-lease', 'prompt'],
    ['git push -- -f', 'prompt'],
    ['git status && ls', 'allow'],
    ['git status; git push', 'prompt'],
    ['git push; git push -f; ls', 'forbid'],
    ['git status; make', undefined],
    ['make', undefined],
  ],
)

table(
  'options before a subcommand',
  [
    ruleOf('allow', 'git status'),
    ruleOf('prompt', 'git push'),
    ruleOf('prompt', 'npm publish'),
    ruleOf('allow', 'npm test'),
    ruleOf('forbid', 'kubectl delete'),
    ruleOf('prompt', 'newtool deploy'),
  ],
  [
    ['git -C x push', 'prompt'],
    ['git -C /x --git-dir=/y -c a.b=c push', 'prompt'],
    ['git --git-dir /y push', 'prompt'],
    ['git --unheard-of push', 'prompt'],
    ['git --unheard-of x push', 'prompt'],
    ['git -C push status', 'allow'],
    ['git -C sub status', 'allow'],
    ['git --no-pager -C sub/dir status', 'allow'],
    ['git -C /x status', undefined],
    ['git -C ../x status', undefined],
    ['git -C .git status', undefined],
    ['git -C "$X" status', undefined],
    ['git -c core.fsmonitor=x status', undefined],
    ['git --exec-path=. status', undefined],
    ['npm --prefix y publish', 'prompt'],
    ['npm -w app --silent publish', 'prompt'],
    ['npm --silent run publish', undefined],
    ['npm --prefix y test', 'allow'],
    ['kubectl --context prod -n x delete pod y', 'forbid'],
    ['kubectl get delete', undefined],
    ['newtool --env prod deploy', 'prompt'],
    ['newtool -v deploy', 'prompt'],
  ],
)

table(
  'which file is meant',
  [
    ruleOf('allow', 'git status'),
    ruleOf('forbid', 'rm'),
    ruleOf('allow', './gradlew build'),
    ruleOf('allow', 'cd *'),
    ruleOf('allow', 'cd'),
  ],
  [
    ['/usr/bin/git status', 'allow'],
    ['/bin/git status', 'allow'],
    ['/tmp/git status', undefined],
    ['./git status', undefined],
    ['bin/git status', undefined],
    ['~/git status', undefined],
    ['/opt/odd/rm x', 'forbid'],
    ['./rm x', 'forbid'],
    ['../../bin/rm x', 'forbid'],
    ['./gradlew build', 'allow'],
    ['././/gradlew build', 'allow'],
    ['gradlew build', undefined],
    ['/gradlew build', undefined],
    ['cd sub && git status', 'allow'],
    ['cd sub && ./gradlew build', 'allow'],
    ['cd .. && ./gradlew build', undefined],
    ['cd "$X" && ./gradlew build', undefined],
    ['cd && ./gradlew build', undefined],
  ],
)

table(
  'wildcards',
  [ruleOf('allow', 'npm run *'), ruleOf('allow', 'cat **'), ruleOf('prompt', '* --dangerous')],
  [
    ['npm run', undefined],
    ['npm run a', 'allow'],
    ['npm run "$X"', 'allow'],
    ['npm run $X', undefined],
    ['npm run *', undefined],
    ['cat', 'allow'],
    ['cat a b', 'allow'],
    ['cat $X', 'allow'],
    ['anything --dangerous', 'prompt'],
    ['$X --dangerous', undefined],
  ],
)

table(
  'wrappers that give power need a rule of their own',
  [
    ruleOf('allow', 'apt-get install'),
    ruleOf('allow', 'sudo apt-get update'),
    ruleOf('allow', 'sudo -u'),
    ruleOf('allow', 'docker run'),
    ruleOf('allow', 'xargs'),
    ruleOf('allow', 'ls'),
    ruleOf('allow', 'bash -c ls;make'),
  ],
  [
    ['sudo apt-get install x', undefined],
    ['sudo apt-get update', 'allow'],
    ['sudo -n apt-get update', 'allow'],
    ['sudo -u root apt-get install x', 'allow'],
    ['sudo -u root make', undefined],
    ['docker run image make', undefined],
    ['docker run image ls', 'allow'],
    ['ls | xargs ls', 'allow'],
    ['ls | xargs make', undefined],
    ["bash -c 'ls;make'", 'allow'],
    ["bash -c 'make'", undefined],
  ],
)

table(
  'redirections write only where the sandbox lets them',
  [ruleOf('allow', 'echo', { grant: { write: ['~/notes', '/srv/out'], network: [], env: [] } })],
  [
    ['echo a > b', 'allow'],
    ['echo a > sub/dir/b', 'allow'],
    ['echo a > ./b 2>&1', 'allow'],
    ['echo a > /dev/null', 'allow'],
    ['echo a >&2', 'allow'],
    ['echo a > /dev/stderr', 'allow'],
    ['echo a > /tmp/b', 'allow'],
    ['echo a > ~/.cache/b', 'allow'],
    ['echo a > ~/notes/b', 'allow'],
    ['echo a > /srv/out/b', 'allow'],
    ['echo a > "$HOME/notes/b"', 'allow'],
    ['echo a > ~/.bashrc', undefined],
    ['echo a > /etc/b', undefined],
    ['echo a > ../b', undefined],
    ['echo a > sub/../../b', undefined],
    ['echo a > .git/config', undefined],
    ['echo a > .github/x', undefined],
    ['echo a > node_modules/.bin/x', undefined],
    ['echo a > "$F"', undefined],
    ['echo a > *', undefined],
    ['X=/etc/b; echo a > $X', undefined],
    ['echo a < /etc/passwd', 'allow'],
  ],
)

describe('what a decision tells', () => {
  it('names each rule once, with the words it matched', () => {
    const found = decide(
      'git push; git "push" x',
      policyOf([ruleOf('prompt', 'git push|pull', { justification: 'Why.' })]),
    )
    assert.deepEqual(
      found.matches.map(({ pattern, words, line, layer, justification }) => ({
        pattern,
        words,
        line,
        layer,
        justification,
      })),
      [
        {
          pattern: 'git push|pull',
          words: ['git', 'push'],
          line: 1,
          layer: 'repository',
          justification: 'Why.',
        },
        {
          pattern: 'git push|pull',
          words: ['git', 'push', 'x'],
          line: 1,
          layer: 'repository',
          justification: 'Why.',
        },
      ],
    )
  })
  it('says what could not be known, what lies outside, and what no rule covers', () => {
    const found = decide('$X a; ls > /etc/x; make', policyOf([ruleOf('allow', 'ls')]))
    assert.deepEqual(
      [found.unknown, found.outside, found.uncovered],
      [['command-name: $X'], ['/etc/x'], ['$X a', 'make']],
    )
  })
  it('adds up what allowing rules grant', () => {
    const grant = (write: string) => ({ grant: { write: [write], network: ['a.example.com'], env: [] } })
    const found = decide(
      'a; b',
      policyOf([ruleOf('allow', 'a', grant('x')), ruleOf('allow', 'b', grant('y'))]),
    )
    assert.deepEqual(found.grant, { write: ['x', 'y'], network: ['a.example.com'], env: [] })
  })
  it('asks a person about what is too long or too deep to be read', () => {
    const policy = policyOf([ruleOf('allow', '*')])
    assert.equal(decide('ls;'.repeat(30_000), policy).decision, 'prompt')
    assert.equal(decide(`${'env '.repeat(100)}ls`, policy).decision, 'prompt')
  })
  it('takes the machine’s word for where a program lies', () => {
    const policy = policyOf([ruleOf('allow', 'node')])
    const pathOf = (name: string) => (name === 'node' ? '/opt/node/bin/node' : undefined)
    assert.equal(decide('/opt/node/bin/node x', policy, { pathOf }).decision, 'allow')
    assert.equal(decide('/usr/bin/node x', policy, { pathOf }).decision, undefined)
  })
})

const readOnly: readonly (readonly [script: string, reads: boolean])[] = [
  ['ls -la | grep x | wc -l', true],
  ['cat a b > /dev/null', true],
  ['git status && git diff', true],
  ['find . -name x', true],
  ['sed -n 1,5p f', true],
  ['timeout 5 cat x', true],
  ["bash -c 'ls'", true],
  ['if test -f a; then cat a; fi', true],
  ['ls > x', false],
  ['find . -delete', false],
  ['find . -exec cat {} +', false],
  ['sed -i s/a/b/ f', false],
  ['sort -o f g', false],
  ['git push', false],
  ['git -c x=y log', false],
  ['git log --output=f', false],
  ['cat $(make)', false],
  ['sudo cat x', false],
  ['ls | xargs cat', false],
  ['./cat x', false],
  ['date -s x', false],
  ['env', false],
  ['cat x; make', false],
  ['PATH=. cat x', false],
  ['$X', false],
  ['', false],
  ['uniq a b', false],
  ['git grep -O x', false],
]

describe('commands that only read', () => {
  for (const [script, reads] of readOnly) {
    it(`${JSON.stringify(script)}: ${reads ? 'only reads' : 'may do more'}`, () => {
      assert.equal(decide(script, policyOf([])).readOnly, reads)
    })
  }
})
