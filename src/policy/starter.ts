/** A tool that a repository is built with: the files that tell of it, and what its commands may do without asking. */
type Habit = {
  /** Its name in `network.allow`, for tools that fetch packages. */
  readonly registry: string | undefined
  readonly marks: readonly string[]
  readonly allow: string
  readonly allowed: string
  readonly prompt: string | undefined
  readonly prompted: string
}

const habits: readonly Habit[] = [
  {
    registry: 'npm',
    marks: ['package.json'],
    allow: '[[npm, pnpm, yarn], [ci, install, test]]',
    allowed: 'npm ci',
    prompt: '[[npm, pnpm, yarn], [publish, version]]',
    prompted: 'npm publish',
  },
  {
    registry: 'pip',
    marks: ['pyproject.toml', 'requirements.txt', 'setup.py'],
    allow: '[pytest, "**"]',
    allowed: 'pytest -q',
    prompt: '[twine, upload]',
    prompted: 'twine upload dist/a.whl',
  },
  {
    registry: 'cargo',
    marks: ['Cargo.toml'],
    allow: '[cargo, [build, check, test, clippy, fmt]]',
    allowed: 'cargo test',
    prompt: '[cargo, publish]',
    prompted: 'cargo publish',
  },
  {
    registry: 'go',
    marks: ['go.mod'],
    allow: '[go, [build, test, vet]]',
    allowed: 'go test ./...',
    prompt: undefined,
    prompted: '',
  },
  {
    registry: undefined,
    marks: ['main.tf', 'versions.tf', 'terraform.tf', 'providers.tf'],
    allow: '[terraform, [fmt, validate]]',
    allowed: 'terraform fmt -check',
    prompt: '[terraform, [apply, destroy, import, state]]',
    prompted: 'terraform apply',
  },
]

/** The text of a starting policy for a repository in which there are files of these names. Valid, with examples that hold. */
export function starterPolicy(files: readonly string[]): string {
  const found = habits.filter(({ marks }) => marks.some((mark) => files.includes(mark)))
  const registries = found.flatMap(({ registry }) => registry ?? [])
  const network =
    registries.length === 0
      ? []
      : [
          '  network:',
          `    # A tool's name stands for the registry that it is configured with on the runner.`,
          `    allow: [${registries.join(', ')}]`,
        ]
  return [
    '# What the commands of agents may do here. Read from the base of a pull request, never from its head.',
    'version: 1',
    'approval-policy: on-failure',
    'sandbox:',
    '  mode: workspace-write',
    ...network,
    'rules:',
    ...rule('[git, push]', 'forbid', 'git push origin main', 'Publishing is for people.'),
    ...found.flatMap((habit) => [
      ...rule(habit.allow, 'allow', habit.allowed, undefined),
      ...(habit.prompt === undefined
        ? []
        : rule(
            habit.prompt,
            'prompt',
            habit.prompted,
            'A person decides about releases and changes of what runs.',
          )),
    ]),
    'approvers:',
    '  role: write',
    '  by-risk: { high: { role: maintain, count: 1 } }',
    'assessment: static',
    '',
  ].join('\n')
}

function rule(
  pattern: string,
  decision: string,
  match: string,
  justification: string | undefined,
): readonly string[] {
  return [
    `  - pattern: ${pattern}`,
    `    decision: ${decision}`,
    ...(justification === undefined ? [] : [`    justification: ${justification}`]),
    `    match: ["${match}"]`,
  ]
}

/** The text of a workflow that takes the list of an agent through the gate. */
export const starterWorkflow = `name: command-gate
on:
  pull_request:
permissions:
  contents: read # reads the policy at the base commit
  pull-requests: write # posts the comment, reads the replies
jobs:
  commands:
    runs-on: ubuntu-24.04
    timeout-minutes: 60
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      # Here the agent writes agent-commands.yml.
      - uses: command-gate/command-gate@v0
        with:
          commands-file: agent-commands.yml
`
