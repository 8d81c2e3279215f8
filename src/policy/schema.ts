import { z } from 'zod/mini'
import { registryTools } from './registry-tools.ts'

const decisions = ['allow', 'prompt', 'forbid'] as const
const roleSchema = z
  .string()
  .check(
    z.minLength(1),
    z.describe('`read`, `triage`, `write`, `maintain`, `admin`, or a custom role by name'),
  )
const countSchema = z.int().check(z.minimum(1), z.maximum(10), z.describe('How many people must approve'))
const pathSchema = z
  .string()
  .check(z.minLength(1), z.maxLength(4096), z.regex(/^[^\0\n]*$/, 'write a path on one line'))
const pathsSchema = z.array(pathSchema).check(z.maxLength(500))
const hostsSchema = z.array(z.string().check(z.minLength(1), z.maxLength(300))).check(z.maxLength(500))
const variableSchema = z
  .string()
  .check(z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'write the name of an environment variable'))
const variablesSchema = z.array(variableSchema).check(z.maxLength(200))
const loginSchema = z
  .string()
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9-]*(?:\[bot\])?$/, 'write a GitHub login'))
const tokenSchema = z.union([
  z.string().check(z.minLength(1)),
  z.array(z.string().check(z.minLength(1))).check(z.minLength(1), z.maxLength(100)),
])

const ruleSchema = z
  .strictObject({
    pattern: z
      .array(tokenSchema)
      .check(
        z.minLength(1),
        z.maxLength(50),
        z.describe(
          'Words that a command starts with; a list stands for any of its words, `*` for one argument, a last `**` for the rest',
        ),
      ),
    decision: z
      .enum(decisions)
      .check(
        z.describe('What happens to a command that matches; the strictest of all matching rules counts'),
      ),
    justification: z
      .optional(z.string().check(z.minLength(1), z.maxLength(1000)))
      .check(z.describe('Shown to people when the rule asks or refuses')),
    match: z
      .optional(z.array(z.string().check(z.minLength(1))).check(z.maxLength(100)))
      .check(z.describe('Scripts that the rule must match; checked when the policy is read')),
    'not-match': z
      .optional(z.array(z.string().check(z.minLength(1))).check(z.maxLength(100)))
      .check(z.describe('Scripts that the rule must not match; checked when the policy is read')),
    sandbox: z
      .optional(z.enum(['auto', 'require', 'forbid']))
      .check(
        z.describe(
          '`require`: an approval never takes the sandbox off. `forbid`: cannot work in one; always asks, then runs outside',
        ),
      ),
    network: z.optional(hostsSchema).check(z.describe('Hosts that an `allow` rule adds for its commands')),
    write: z.optional(pathsSchema).check(z.describe('Paths that an `allow` rule adds for its commands')),
    env: z
      .optional(variablesSchema)
      .check(z.describe('Variables of the job that an `allow` rule passes to its commands')),
  })
  .check(z.describe('One rule'))

const sandboxSchema = z.strictObject({
  mode: z
    .optional(z.enum(['read-only', 'workspace-write', 'danger-full-access']))
    .check(z.describe('How far a command is confined before any grant')),
  workspace: z
    .optional(z.enum(['direct', 'transaction']))
    .check(z.describe('`transaction`: changes to the workspace arrive only when the command succeeds')),
  write: z.optional(pathsSchema).check(z.describe('Further real places that commands may write to')),
  scratch: z
    .optional(pathsSchema)
    .check(z.describe('Writable places private to the run, dropped at its end')),
  hide: z.optional(pathsSchema).check(z.describe('Places whose content commands do not see')),
  protect: z
    .optional(pathsSchema)
    .check(z.describe('Places in the workspace whose changes are captured, not applied')),
  network: z.optional(
    z.strictObject({
      allow: z
        .optional(hostsSchema)
        .check(z.describe(`Tool (\`${registryTools.join(' ')}\`), \`host\`, \`host:port\` or \`*.suffix\``)),
      deny: z.optional(hostsSchema).check(z.describe('Never reached, whatever is allowed')),
    }),
  ),
  env: z.optional(
    z.strictObject({
      pass: z.optional(variablesSchema).check(z.describe('Variables of the job that every command gets')),
    }),
  ),
  limits: z.optional(
    z.strictObject({
      'timeout-minutes': z
        .optional(z.number().check(z.positive(), z.maximum(1440)))
        .check(z.describe('Wall time of one command')),
      'memory-mb': z
        .optional(z.int().check(z.minimum(64), z.maximum(1_048_576)))
        .check(z.describe('Memory of one command, in MiB')),
      processes: z
        .optional(z.int().check(z.minimum(1), z.maximum(100_000)))
        .check(z.describe('Processes and threads of one command')),
      'output-mb': z
        .optional(z.int().check(z.minimum(1), z.maximum(4096)))
        .check(z.describe('Output of one command, in MiB')),
    }),
  ),
  'on-contained': z
    .optional(z.enum(['warn', 'ask']))
    .check(z.describe('Exit 0 and only connections outside the grant: a warning, or a request')),
  'captured-writes': z
    .optional(z.enum(['ask', 'discard']))
    .check(z.describe('Exit 0 and captured file changes: a request to apply them, or dropped with a note')),
  escalation: z
    .optional(z.enum(['widen', 'unsandboxed']))
    .check(z.describe('What an approval may give at most: a wider sandbox, or none')),
})

const barSchema = z.strictObject({ role: z.optional(roleSchema), count: z.optional(countSchema) })

const approversSchema = z.strictObject({
  role: z.optional(roleSchema),
  users: z
    .optional(z.array(loginSchema).check(z.maxLength(200)))
    .check(z.describe('Only these people, teams or code owners may approve')),
  teams: z
    .optional(
      z.array(z.string().check(z.regex(/^[\w.-]+\/[\w.-]+$/, 'write org/team-slug'))).check(z.maxLength(100)),
    )
    .check(z.describe('Teams as `org/team-slug`')),
  'code-owners': z.optional(z.boolean()).check(z.describe('Code owners of the changed files may approve')),
  count: z.optional(countSchema),
  'by-risk': z
    .optional(
      z.strictObject({
        low: z.optional(barSchema),
        medium: z.optional(barSchema),
        high: z.optional(barSchema),
      }),
    )
    .check(z.describe('A higher bar for a risk level')),
  'allow-self-approval': z
    .optional(z.boolean())
    .check(z.describe('Whether the pull request’s author may approve')),
  'for-matrix': z
    .optional(z.boolean())
    .check(z.describe('Whether one reply may answer the equal requests of all legs of a matrix')),
  agents: z
    .optional(z.array(loginSchema).check(z.maxLength(200)))
    .check(z.describe('Accounts that can never approve')),
  apps: z
    .optional(
      z.array(z.string().check(z.regex(/^[a-z0-9-]+$/, 'write the slug of an app'))).check(z.maxLength(50)),
    )
    .check(z.describe('Apps whose comments may count although a program posted them')),
})

const assessmentSchema = z
  .union([
    z.enum(['off', 'static']),
    z.strictObject({
      model: z
        .optional(z.string().check(z.minLength(1)))
        .check(z.describe('The model’s name; `off` for the static assessment alone')),
      'timeout-seconds': z
        .optional(z.number().check(z.positive(), z.maximum(60)))
        .check(z.describe('For the whole call')),
    }),
  ])
  .check(z.describe('How commands that need an answer are assessed: `off`, `static`, or with a model'))

/** The policy file: what may stand in it. Every key but `version` may be left out; what that means is in `defaults`. */
export const policySchema = z.strictObject({
  version: z.literal(1).check(z.describe('Always 1')),
  'approval-policy': z
    .optional(z.enum(['never', 'on-failure', 'on-request', 'unless-trusted']))
    .check(z.describe('When people are asked')),
  sandbox: z.optional(sandboxSchema).check(z.describe('The sandbox of every command')),
  rules: z
    .optional(z.array(ruleSchema).check(z.maxLength(5000)))
    .check(z.describe('What single commands may do')),
  approvers: z.optional(approversSchema).check(z.describe('Who may approve')),
  'timeout-minutes': z
    .optional(z.number().check(z.positive(), z.maximum(10_080)))
    .check(z.describe('How long a request waits for people')),
  wait: z
    .optional(z.enum(['block', 'detach']))
    .check(z.describe('`detach`: the job ends instead of waiting, and a later run goes on')),
  'reuse-approvals': z
    .optional(z.enum(['rerun', 'never']))
    .check(z.describe('Whether a re-run of the job may use approvals of the same content')),
  'on-no-pull-request': z
    .optional(z.enum(['refuse', 'issue']))
    .check(z.describe('Where to ask when there is no pull request')),
  'command-word': z
    .optional(
      z.string().check(z.regex(/^\/[a-z][a-z0-9-]{0,31}$/, 'write a slash and a word, such as /gate')),
    )
    .check(z.describe('The word that a reply starts with')),
  assessment: z.optional(assessmentSchema),
})

/** A policy file as decoded, before defaults and layers. */
export type PolicyFile = z.output<typeof policySchema>

/** One rule as decoded. */
export type RuleEntry = NonNullable<PolicyFile['rules']>[number]
