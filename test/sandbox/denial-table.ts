/** One command of the table, and whether the sandbox denied it something. */
export type Row = { readonly run: string; readonly denied: boolean; readonly because: string }

const denied = (because: string, ...runs: readonly string[]): readonly Row[] =>
  runs.map((run) => ({ run, denied: true, because }))
const not = (because: string, ...runs: readonly string[]): readonly Row[] =>
  runs.map((run) => ({ run, denied: false, because }))

/** Commands as agents write them: denied openly, denied in silence, failing for reasons of their own, noisy for nothing. */
export const rows: readonly Row[] = [
  ...denied(
    'writes outside the workspace',
    'echo x > ~/out.txt',
    'cp README.md ~/copy.md',
    'mkdir -p ~/.config/tool && echo 1 > ~/.config/tool/rc',
    'rm -f ~/notes',
    'chmod 600 ~/notes',
    'mv README.md ~/moved.md',
    'sed -i s/first/last/ ~/notes',
    'tee ~/tee.txt < README.md > /dev/null',
    'ln -s /etc/hostname ~/hostname',
    'truncate -s 3 ~/notes',
    'tar -cf ~/all.tar README.md',
    "python3 -c \"open(__import__('os').path.expanduser('~/py.txt'),'w').write('x')\"",
    'touch ~/notes',
    'install -D README.md ~/opt/readme',
  ),
  ...denied(
    'writes outside the workspace and hides that it failed or not',
    'echo x > ~/out.txt 2>/dev/null || true',
    'rm -f ~/notes 2>/dev/null; exit 0',
    "python3 -c \"\ntry: open(__import__('os').path.expanduser('~/q'),'w').write('x')\nexcept OSError: pass\"",
    '(echo x > ~/bg.txt) & wait',
    'find ~/project -name file -delete > /dev/null 2>&1',
    'echo x > ~/out.txt; exit 7',
  ),
  ...denied(
    'changes a protected place of the workspace',
    'echo x > .git/hooks/pre-push',
    'git config core.editor true',
    'git commit -q --allow-empty -m x',
    'git tag v1',
    'echo x >> .github/workflows/ci.yml',
    'rm -rf .git 2>/dev/null; true',
  ),
  ...denied(
    'reaches for the network',
    'python3 -c "import socket; socket.create_connection((\'example.com\', 443), 3)"',
    'python3 -c "\nimport socket\ntry: socket.create_connection((\'example.com\', 80), 3)\nexcept OSError: pass"',
    'exec 3<>/dev/tcp/192.0.2.7/443',
    'exec 3<>/dev/tcp/192.0.2.7/8080 || true',
    'getent hosts example.org',
    'getent hosts example.org > /dev/null || true',
    'python3 -c "import urllib.request as u; u.urlopen(\'http://example.net/x\', timeout=3)"',
    '(exec 3<>/dev/tcp/169.254.169.254/80) 2>/dev/null; true',
  ),
  ...not(
    'fails for a reason of its own',
    'exit 1',
    'false',
    'cat no-such-file',
    'ls /no/such/directory',
    'git checkout no-such-branch',
    'git push origin main 2>/dev/null || exit 1',
    'node -e \'throw new Error("boom")\'',
    'python3 -c "import nothing_like_this"',
    'no-such-command',
    'test -f nope',
    'grep -q nothing README.md',
    'echo x > /etc/command-gate-test',
    'kill -9 $$',
    'mkdir README.md',
  ),
  ...not(
    'fails and says the words of a denial',
    'echo "bash: /home/x: Permission denied" >&2; exit 1',
    'echo "Read-only file system" >&2; exit 1',
    'echo "ERROR: sandbox test suite: 1 failed" >&2; exit 1',
    'echo "not ok - seccomp profile is loaded"; exit 1',
    'echo "git@example.com: Permission denied (publickey)." >&2; exit 128',
    'echo "curl: (6) Could not resolve host: example.com" >&2; exit 6',
    'echo "EACCES: operation not permitted, landlock" >&2; exit 1',
    'mkdir d && chmod 500 d && echo x > d/y',
    'chmod 000 README.md; cat README.md; s=$?; chmod 644 README.md; exit $s',
  ),
  ...not(
    'succeeds, noisily or not',
    'true',
    'echo fine',
    'echo "warning: permission denied for optional step" >&2',
    'echo "read-only file system" ',
    'git status',
    'git log --oneline',
    'git diff HEAD',
    'mkdir -p build && echo x > build/out && rm -r build',
    'echo x > /tmp/scratch && cat /tmp/scratch',
    'mktemp',
    'mkdir -p ~/.cache/tool && echo x > ~/.cache/tool/data',
    'python3 -c "import socket; s=socket.socket(); s.bind((\'127.0.0.1\',0)); s.listen(); c=socket.create_connection(s.getsockname())"',
    'cat ~/notes > /dev/null',
    'chmod 644 README.md',
  ),
]

const keywords = [
  'operation not permitted',
  'permission denied',
  'read-only file system',
  'seccomp',
  'sandbox',
  'landlock',
  'failed to write file',
] as const

/** The rule that command runners use today: it failed, and somewhere it said one of these words. */
export function saysSo(exitCode: number, output: string): boolean {
  const text = output.toLowerCase()
  return (
    exitCode !== 0 && ![2, 126, 127].includes(exitCode) && keywords.some((keyword) => text.includes(keyword))
  )
}
