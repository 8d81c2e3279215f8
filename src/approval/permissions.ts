const rights = {
  'pull-request': ['contents: read', 'pull-requests: write'],
  issue: ['contents: read', 'issues: write', 'pull-requests: read'],
  resume: ['actions: write', 'contents: read', 'pull-requests: write'],
} as const

/** The block to paste into a workflow's job, so that people can be asked there, or a job be started again after an answer. */
export function permissionsBlock(place: keyof typeof rights): string {
  return ['permissions:', ...rights[place].map((right) => `  ${right}`), ''].join('\n')
}
