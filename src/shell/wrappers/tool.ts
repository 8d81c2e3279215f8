import type { Wrapper } from './wrapper.ts'

/** Tools with a meaning of their own that run the command in their arguments: rules match them like any command. */
export const toolWrappers: readonly Wrapper[] = [
  {
    names: ['npm', 'pnpm', 'yarn'],
    subcommand: 'exec|x|dlx',
    flags: '-y --yes --no -q',
    values: '-p --package --prefix -w --workspace -C',
    scripts: '-c --call',
    rest: 'nothing',
  },
  {
    names: ['npm', 'pnpm', 'yarn'],
    subcommand: 'exec|x|dlx',
    flags: '-y --yes --no -q',
    values: '-p --package --prefix -w --workspace -C -c --call',
    rest: 'command',
  },
  {
    names: ['npx', 'bunx', 'pnpx'],
    flags: '-y --yes --no --no-install -q --quiet',
    values: '-p --package --prefix -w --workspace',
    scripts: '-c --call',
    rest: 'command',
  },
  {
    names: ['bundle', 'rbenv', 'pyenv', 'nodenv'],
    subcommand: 'exec',
    flags: '--keep-file-descriptors',
    rest: 'command',
  },
  {
    names: ['poetry', 'pipenv', 'uv', 'hatch', 'pdm', 'rye', 'pixi', 'conda', 'mamba', 'micromamba'],
    subcommand: 'run',
    flags: '-q -v --frozen --locked --no-sync --isolated --no-project --no-capture-output --live-stream',
    values:
      '-C -n -p -e --with --python --project --directory --extra --group --env-file --name --prefix --environment',
    rest: 'command',
  },
  {
    names: ['mise', 'asdf', 'rtx', 'devbox', 'opam', 'stack'],
    subcommand: 'exec|x|run',
    rest: 'separated',
  },
  {
    names: ['direnv', 'fnm', 'chamber', 'aws-vault'],
    subcommand: 'exec',
    rest: 'separated',
  },
  {
    names: ['direnv'],
    subcommand: 'exec',
    operands: 1,
    rest: 'command',
  },
  {
    names: ['dotenv', 'dotenvx', 'doppler', 'op', 'infisical', 'teller', 'envconsul', 'sops'],
    rest: 'separated',
  },
  {
    names: ['cross-env'],
    rest: 'command',
    assigns: true,
  },
  {
    names: ['corepack'],
    rest: 'command',
  },
  {
    names: ['nix-shell'],
    flags: '--pure -p',
    values: '-I -A -E',
    scripts: '--run --command',
    rest: 'nothing',
    permutes: true,
  },
  {
    names: ['tmux', 'screen'],
    subcommand: 'new|new-session|run-shell',
    flags: '-d',
    values: '-s -n -c -t',
    rest: 'command',
  },
  {
    names: ['sshpass'],
    flags: '-e -v',
    values: '-d -f -p -P',
    rest: 'command',
  },
  {
    names: ['entr'],
    flags: '-a -c -d -n -p -r -s -z',
    rest: 'command',
  },
]
