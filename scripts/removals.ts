/** A change of the source that takes one defence away. `find` stands in the file exactly once. */
export type Edit = { readonly file: string; readonly find: string; readonly replace: string }

/** An attack, the place that stops it, and the test that must fail without it. */
export type Removal = {
  /** `A1` to `A28`, as the tests name them. */
  readonly attack: string
  /** What is taken away, in a few words. */
  readonly defence: string
  /** Where several walls stand one behind the other, all of them: any that is left stops the attack. */
  readonly edits: readonly Edit[]
  readonly test: string
  /** A part of the test's title. */
  readonly title: string
}

const commands = 'test/e2e/attacks-by-command.test.ts'
const replies = 'test/e2e/attacks-by-reply.test.ts'
const attacks = 'test/e2e/attacks.test.ts'
const justBefore = 'test/e2e/just-before.test.ts'
const secrets = 'test/e2e/secrets.test.ts'

function edit(file: string, find: string, replace: string): Edit {
  return { file, find, replace }
}

/** One defence or more for each attack. */
export const removals: readonly Removal[] = [
  {
    attack: 'A1',
    defence: 'the head commit is read again',
    edits: [
      edit(
        'src/approval/recheck.ts',
        'if (headSha === ground.context.headSha) return',
        'if (headSha) return',
      ),
    ],
    test: justBefore,
    title: 'A1: the head commit moved',
  },
  {
    attack: 'A1',
    defence: 'the scripts are read again when the command’s turn comes, and when the approval is used',
    edits: [
      edit(
        'src/approval/same-scripts.ts',
        'return canonicalJson(facts(shown)) ===',
        'return true || canonicalJson(facts(shown)) ===',
      ),
    ],
    test: justBefore,
    title: 'A1: are asked about anew when an earlier command changed them',
  },
  {
    attack: 'A2',
    defence: 'an edited reply does not count',
    edits: [
      edit(
        'src/approval/candidate.ts',
        'if (detail.lastEditedAt !== undefined || detail.body !== comment.body) {',
        'if (!detail) {',
      ),
    ],
    test: replies,
    title: 'A2: a comment that somebody edited into an approval',
  },
  {
    attack: 'A2',
    defence: 'a question that somebody else edited is void',
    edits: [edit('src/approval/recheck.ts', 'if (detail.foreignEdit) return', 'if (!detail) return')],
    test: replies,
    title: 'A2: a request whose words somebody changed is void',
  },
  {
    attack: 'A3',
    defence: 'what an app posted does not count',
    edits: [
      edit('src/approval/candidate.ts', 'if (comment.app !== undefined && ', 'if (comment.app === "" && '),
    ],
    test: attacks,
    title: 'A3: a person’s account used through an app',
  },
  {
    attack: 'A3',
    defence: 'nobody approves their own work',
    edits: [edit('src/approval/witness.ts', 'if (participants.some(', 'if ([].some(')],
    test: attacks,
    title: 'A3: a co-author of a commit',
  },
  {
    attack: 'A4',
    defence: 'whoever started the run does not approve it',
    edits: [
      edit(
        'src/approval/witness.ts',
        'return interested.find(isMe)?.as',
        'return interested.find(isMe)?.as.slice(0, 0) || undefined',
      ),
    ],
    test: attacks,
    title: 'A4: the account that started the run',
  },
  {
    attack: 'A5',
    defence: 'people are compared by number, not by login',
    edits: [edit('src/approval/witness.ts', 'role.value.userId !== account.id', '!role.value.userId')],
    test: justBefore,
    title: 'A5: the reviewer login now belongs to another account',
  },
  {
    attack: 'A6',
    defence: 'only a comment that this account wrote is its own',
    edits: [edit('src/adapters/github/conversation.ts', 'detail?.isOwn === true', 'detail !== undefined')],
    test: attacks,
    title: 'A6: a comment with the gate’s marker by somebody else',
  },
  {
    attack: 'A7',
    defence: 'an approval answers one request',
    edits: [
      edit(
        'src/approval/store.ts',
        "if (kind === 'approved-for-run' ||",
        "if (kind === 'approved' || kind === 'approved-for-run' ||",
      ),
    ],
    test: attacks,
    title: 'A7: one approval lets one of two equal commands run',
  },
  {
    attack: 'A8',
    defence: 'a fence is longer than what could end it',
    edits: [
      edit('src/text/markdown.ts', "const marks = '`'.repeat(longest + 1)", "const marks = '`'.repeat(3)"),
    ],
    test: attacks,
    title: 'A8 A23: hostile command 5',
  },
  {
    attack: 'A9',
    defence: 'the model can only raise the level',
    edits: [
      edit(
        'src/assessment/answer.ts',
        'const riskLevel = higherLevel(assessed.riskLevel, said.riskLevel)',
        'const riskLevel = said.riskLevel',
      ),
    ],
    test: replies,
    title: 'A9: a model that obeys the command lowers no bar',
  },
  {
    attack: 'A10',
    defence: 'workflow commands are broken, and obeyed by nobody while a command prints',
    edits: [
      edit(
        'src/text/log-guard.ts',
        "return breakCommands(text.endsWith('\\n') ? text : `${text}\\n`)",
        "return text.endsWith('\\n') ? text : `${text}\\n`",
      ),
      edit(
        'src/text/log-guard.ts',
        'return { open: `::stop-commands::${token}\\n`',
        'return { open: `${token}\\n`',
      ),
    ],
    test: secrets,
    title: 'by what it prints on ',
  },
  {
    attack: 'A11',
    defence: 'the files by which a step speaks to the runner are hidden',
    edits: [
      edit(
        'src/sandbox/candidates.ts',
        "filter((path) => path?.startsWith('/') === true)",
        "filter((path) => path === '/')",
      ),
      edit('src/adapters/bubblewrap/facts.ts', '...runnerPlaces(jobEnv), ', ''),
    ],
    test: secrets,
    title: 'A11: by the files that it can guess',
  },
  {
    attack: 'A12',
    defence: 'what is posted is redacted',
    edits: [
      edit(
        'src/wiring/ask-on-github.ts',
        'redact: (text) => redactor.redact(text)',
        'redact: (text) => ({ ...redactor.redact(text), text })',
      ),
    ],
    test: commands,
    title: 'A12: a secret in a command’s own text',
  },
  {
    attack: 'A13',
    defence: 'a command sees its own processes only',
    edits: [edit('src/sandbox/profile.ts', "    '--proc',\n", "    '--ro-bind',\n    '/proc',\n")],
    test: commands,
    title: 'A13: no command sees the process of the gate',
  },
  {
    attack: 'A14',
    defence: 'the environment is built from empty, without guarded names',
    edits: [
      edit(
        'src/sandbox/environment.ts',
        'if ((isPublic || passed) && !isGuardedName(name)) {',
        'if (isPublic || passed || name) {',
      ),
    ],
    test: secrets,
    title: 'neither in its environment, nor in another process',
  },
  {
    attack: 'A15',
    defence: 'sockets are hidden, below /run and wherever something listens',
    edits: [
      edit('src/sandbox/secret-places.ts', "  '/run',\n", ''),
      edit('src/adapters/bubblewrap/facts.ts', '...listeningSockets(kept), ', ''),
    ],
    test: commands,
    title: 'A15: no command reaches the socket',
  },
  {
    attack: 'A16',
    defence: 'what a checkout left in git’s configuration is masked',
    edits: [edit('src/sandbox/credentials.ts', '|| secretKeys.test(line)) return', ') return')],
    test: secrets,
    title: 'A16: nor in what a checkout left behind',
  },
  {
    attack: 'A17',
    defence: 'the policy is read at the base commit',
    edits: [
      edit(
        'src/wiring/where-to-ask.ts',
        'ref: state.value.baseSha }, organization }',
        'ref: headSha }, organization }',
      ),
    ],
    test: 'test/e2e/events.test.ts',
    title: 'not the one that the pull request brings along',
  },
  {
    attack: 'A18',
    defence: 'the workflows are protected, and the policy beside them',
    edits: [
      edit('src/sandbox/candidates.ts', '      `${workspace}/.github`,\n', ''),
      edit('src/sandbox/candidates.ts', '[] : [context.policyFile]),', '[] : []),'),
    ],
    test: commands,
    title: 'A18: no command changes the workflow',
  },
  {
    attack: 'A19',
    defence: 'the gate’s own programs are never looked for on PATH',
    edits: [
      edit(
        'src/adapters/bubblewrap/binaries.ts',
        "const systemDirectories = ['/usr/bin', '/bin', '/usr/sbin', '/sbin'] as const",
        "const systemDirectories = (process.env['PATH'] ?? '').split(':')",
      ),
      edit('src/adapters/bubblewrap/binaries.ts', 'isRootsAlone(real)) return path', 'real) return path'),
    ],
    test: commands,
    title: 'A19: programs that an earlier step put before',
  },
  {
    attack: 'A20',
    defence: 'the post step finds its comment by the marker of this very job',
    edits: [
      edit(
        'src/approval/abandoned.ts',
        'const marker = runMarker(context)',
        'const marker = runMarker(context).slice(0, 20)',
      ),
    ],
    test: attacks,
    title: 'A20: the post step touches no comment but its own',
  },
  {
    attack: 'A21',
    defence: 'at most 20 requests wait',
    edits: [edit('src/approval/open.ts', 'const maxOpen = 20', 'const maxOpen = 2_000')],
    test: attacks,
    title: 'A21: at most 20 requests are open at a time',
  },
  {
    attack: 'A21',
    defence: 'a denial answers the same question again',
    edits: [edit('src/approval/store.ts', " || kind === 'denied') reviews.set", ') reviews.set')],
    test: attacks,
    title: 'A21: a denied command is not asked about again',
  },
  {
    attack: 'A22',
    defence: 'all pages of the conversation are read',
    edits: [edit('src/adapters/github/conversation.ts', 'const maxPages = 50', 'const maxPages = 1')],
    test: attacks,
    title: 'A22: an approval behind 250 comments',
  },
  {
    attack: 'A22',
    defence: 'a page is the last only when GitHub names no next one',
    edits: [
      edit(
        'src/adapters/github/conversation.ts',
        '!hasNext && value.length < pageSize',
        'value.length < pageSize',
      ),
    ],
    test: 'test/adapters/github/conversation.test.ts',
    title: 'A22: a short page that GitHub says is followed by another',
  },
  {
    attack: 'A23',
    defence: 'what can’t be seen is spelled out',
    edits: [
      edit('src/text/visible.ts', "found === '\\n' || found === '\\t' ? found : spellOut(found)", 'found'),
    ],
    test: attacks,
    title: 'A8 A23: hostile command 4',
  },
  {
    attack: 'A24',
    defence: 'roles are asked for again',
    edits: [
      edit(
        'src/approval/recheck.ts',
        "return permit.kind === 'withheld' ? permit.reason : undefined",
        'return permit.kind ? undefined : undefined',
      ),
    ],
    test: justBefore,
    title: 'A24: the reviewer lost the role',
  },
  {
    attack: 'A25',
    defence: 'a reply is not older than the question, by the server’s clock',
    edits: [
      edit('src/approval/candidate.ts', ' || comment.createdAt < wholeSecond(conversation.openedAt)', ''),
    ],
    test: replies,
    title: 'A25: a reply is as old as GitHub says',
  },
  {
    attack: 'A26',
    defence: 'a yes by e-mail is not enough for high risk',
    edits: [edit('src/approval/candidate.ts', 'if (detail.viaEmail && ', 'if (!detail.id && ')],
    test: replies,
    title: 'A26: a yes by e-mail',
  },
  {
    attack: 'A27',
    defence: 'nothing but a line of the gate’s own word answers',
    edits: [
      edit(
        'src/approval/reply.ts',
        'if (first?.toLowerCase() !== trigger.toLowerCase() || !line.startsWith(first)) return undefined',
        'if (!trigger) return undefined',
      ),
    ],
    test: replies,
    title: 'A27 A28: neither a thumb nor the word of another tool',
  },
  {
    attack: 'A28',
    defence: 'the word is the configured one',
    edits: [
      edit(
        'src/approval/reply.ts',
        'first?.toLowerCase() !== trigger.toLowerCase()',
        "first?.startsWith('/') !== trigger.startsWith('/')",
      ),
    ],
    test: replies,
    title: 'A27 A28: neither a thumb nor the word of another tool',
  },
]
