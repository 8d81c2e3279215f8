/** The directory that a step of the job works in. */
export function workspaceOf(env: Readonly<Record<string, string>>): string {
  return env['GITHUB_WORKSPACE'] ?? process.cwd()
}

/** The environment this process was started with, as plain data. What of it reaches a command is decided elsewhere. */
export function jobEnvironment(): Readonly<Record<string, string>> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  // Tools that see no CI ask questions and look for updates of themselves.
  return { CI: 'true', ...Object.fromEntries(entries) }
}
