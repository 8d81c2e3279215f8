import { z } from 'zod'

const decisions = ['allow', 'prompt', 'forbid'] as const
const roleSchema = z
  .string()
  .min(1)
  .describe('`read`, `triage`, `write`, `maintain`, `admin`, or a custom role by name')
const countSchema = z.int().min(1).max(10).describe('How many people must approve')
const pathSchema = z
  .string()
  .min(1)
  .max(4096)
  .regex(/^[^\0\n]*$/, 'expected a path on one line')
const pathsSchema = z.array(pathSchema).max(500)
const hostsSchema = z.array(z.string().min(1).max(300)).max(500)
const variableSchema = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'expected the name of an environment variable')
const variablesSchema = z.array(variableSchema).max(200)
const loginSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*(?:\[bot\])?$/, 'expected a GitHub login')
const tokenSchema = z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(100)])

const ruleSchema = z
  .strictObject({
    pattern: z
      .array(tokenSchema)
      .min(1)
      .max(50)
      .describe(
        'Words that a command starts with; a list stands for any of its words, `*` for one argument, a last `**` for the rest',
      ),
    decision: z
      .enum(decisions)
      .describe('What happens to a command that matches; the strictest of all matching rules counts'),
    justification: z
      .string()
      .min(1)
      .max(1000)
      .optional()
      .describe('Shown to people when the rule asks or refuses'),
    match: z
      .array(z.string().min(1))
      .max(100)
      .optional()
      .describe('Scripts that the rule must match; checked when the policy is read'),
    'not-match': z
      .array(z.string().min(1))
      .max(100)
      .optional()
      .describe('Scripts that the rule must not match; checked when the policy is read'),
    sandbox: z
      .enum(['auto', 'require', 'forbid'])
      .optional()
      .describe(
        '`require`: an approval never takes the sandbox off. `forbid`: can not work in one; always asks, then runs outside',
      ),
    network: hostsSchema.optional().describe('Hosts that an `allow` rule adds for its commands'),
    write: pathsSchema.optional().describe('Paths that an `allow` rule adds for its commands'),
    env: variablesSchema
      .optional()
      .describe('Variables of the job that an `allow` rule passes to its commands'),
  })
  .describe('One rule')

const sandboxSchema = z.strictObject({
  mode: z
    .enum(['read-only', 'workspace-write', 'danger-full-access'])
    .optional()
    .describe('How far a command is confined before any grant'),
  workspace: z
    .enum(['direct', 'transaction'])
    .optional()
    .describe('`transaction`: changes to the workspace arrive only when the command succeeds'),
  write: pathsSchema.optional().describe('Further real places that commands may write to'),
  scratch: pathsSchema.optional().describe('Writable places private to the run, dropped at its end'),
  hide: pathsSchema.optional().describe('Places whose content commands do not see'),
  protect: pathsSchema.optional().describe('Places in the workspace whose changes are captured, not applied'),
  network: z
    .strictObject({
      allow: hostsSchema
        .optional()
        .describe('Tool (`npm pip cargo go maven gem`), `host`, `host:port` or `*.suffix`'),
      deny: hostsSchema.optional().describe('Never reached, whatever is allowed'),
    })
    .optional(),
  env: z
    .strictObject({
      pass: variablesSchema.optional().describe('Variables of the job that every command gets'),
    })
    .optional(),
  limits: z
    .strictObject({
      'timeout-minutes': z.number().positive().max(1440).optional().describe('Wall time of one command'),
      'memory-mb': z.int().min(64).max(1_048_576).optional().describe('Memory of one command, in MiB'),
      processes: z.int().min(1).max(100_000).optional().describe('Processes and threads of one command'),
      'output-mb': z.int().min(1).max(4096).optional().describe('Output of one command, in MiB'),
    })
    .optional(),
  'on-contained': z
    .enum(['warn', 'ask'])
    .optional()
    .describe('Exit 0 and only connections outside the grant: a warning, or a request'),
  'captured-writes': z
    .enum(['ask', 'discard'])
    .optional()
    .describe('Exit 0 and captured file changes: a request to apply them, or dropped with a note'),
  escalation: z
    .enum(['widen', 'unsandboxed'])
    .optional()
    .describe('What an approval may give at most: a wider sandbox, or none'),
})

const barSchema = z.strictObject({ role: roleSchema.optional(), count: countSchema.optional() })

const approversSchema = z.strictObject({
  role: roleSchema.optional(),
  users: z
    .array(loginSchema)
    .max(200)
    .optional()
    .describe('Only these people, teams or code owners may approve'),
  teams: z
    .array(z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'expected org/team-slug'))
    .max(100)
    .optional()
    .describe('Teams as `org/team-slug`'),
  'code-owners': z.boolean().optional().describe('Code owners of the changed files may approve'),
  count: countSchema.optional(),
  'by-risk': z
    .strictObject({ low: barSchema.optional(), medium: barSchema.optional(), high: barSchema.optional() })
    .optional()
    .describe('A higher bar for a risk level'),
  'allow-self-approval': z.boolean().optional().describe('Whether the pull request’s author may approve'),
  'for-matrix': z
    .boolean()
    .optional()
    .describe('Whether one reply may answer the equal requests of all legs of a matrix'),
  agents: z.array(loginSchema).max(200).optional().describe('Accounts that can never approve'),
  apps: z
    .array(z.string().regex(/^[a-z0-9-]+$/, 'expected the slug of an app'))
    .max(50)
    .optional()
    .describe('Apps whose comments may count although a program posted them'),
})

const assessmentSchema = z
  .union([
    z.enum(['off', 'static']),
    z.strictObject({
      model: z.string().min(1).optional().describe('The model’s name; `off` for the static assessment alone'),
      'timeout-seconds': z.number().positive().max(60).optional().describe('For the whole call'),
    }),
  ])
  .describe('How commands that need an answer are assessed: `off`, `static`, or with a model')

/** The policy file: what may stand in it. Every key but `version` may be left out; what that means is in `defaults`. */
export const policySchema = z.strictObject({
  version: z.literal(1).describe('Always 1'),
  'approval-policy': z
    .enum(['never', 'on-failure', 'on-request', 'unless-trusted'])
    .optional()
    .describe('When people are asked'),
  sandbox: sandboxSchema.optional().describe('The sandbox of every command'),
  rules: z.array(ruleSchema).max(5000).optional().describe('What single commands may do'),
  approvers: approversSchema.optional().describe('Who may approve'),
  'timeout-minutes': z
    .number()
    .positive()
    .max(10_080)
    .optional()
    .describe('How long a request waits for people'),
  wait: z
    .enum(['block', 'detach'])
    .optional()
    .describe('`detach`: the job ends instead of waiting, and a later run goes on'),
  'reuse-approvals': z
    .enum(['rerun', 'never'])
    .optional()
    .describe('Whether a re-run of the job may use approvals of the same content'),
  'on-no-pull-request': z
    .enum(['refuse', 'issue'])
    .optional()
    .describe('Where to ask when there is no pull request'),
  'command-word': z
    .string()
    .regex(/^\/[a-z][a-z0-9-]{0,31}$/, 'expected a slash and a word, such as /gate')
    .optional()
    .describe('The word that a reply starts with'),
  assessment: assessmentSchema.optional(),
})

/** A policy file as decoded, before defaults and layers. */
export type PolicyFile = z.output<typeof policySchema>

/** One rule as decoded. */
export type RuleEntry = NonNullable<PolicyFile['rules']>[number]
