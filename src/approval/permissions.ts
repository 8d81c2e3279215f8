/** The block to paste into a workflow's job, so that people can be asked there. */
export function permissionsBlock(place: 'pull-request' | 'issue'): string {
  const rights =
    place === 'pull-request'
      ? ['contents: read', 'pull-requests: write']
      : ['contents: read', 'issues: write', 'pull-requests: read']
  return ['permissions:', ...rights.map((right) => `  ${right}`), ''].join('\n')
}
