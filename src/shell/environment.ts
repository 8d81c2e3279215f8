/** Variables that decide which program runs or what it loads: with one set, a command's name no longer says what will run. */
const rerouting: ReadonlySet<string> = new Set(
  `AR BASHOPTS BASH_ENV CARGO_HOME CC CDPATH CLASSPATH CXX DOCKER_HOST ENV GCONV_PATH GIO_EXTRA_MODULES GIT_DIR GIT_EXEC_PATH
  GIT_TEMPLATE_DIR GIT_WORK_TREE GLOBIGNORE GNUMAKEFLAGS GOFLAGS GRADLE_OPTS HOME IFS JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS KUBECONFIG
  LD LUA_CPATH LUA_INIT LUA_PATH MAKEFILES MAKEFLAGS MAVEN_OPTS NODE_OPTIONS NODE_PATH PATH PERL5DB PERL5LIB PERL5OPT PERLLIB PHPRC
  PHP_INI_SCAN_DIR PS4 PYTHONBREAKPOINT PYTHONHOME PYTHONINSPECT PYTHONPATH PYTHONSTARTUP PYTHONUSERBASE PYTHONWARNINGS RUBYLIB
  RUBYOPT RUSTC RUSTC_WORKSPACE_WRAPPER RUSTC_WRAPPER RUSTFLAGS SHELLOPTS SSH_AUTH_SOCK XDG_CONFIG_HOME _JAVA_OPTIONS`.split(
    /\s+/,
  ),
)

/** The same for whole families of names. */
const reroutingFamilies: readonly string[] = [
  'LD_',
  'DYLD_',
  'BASH_FUNC_',
  'GIT_CONFIG',
  'npm_config_',
  'NPM_CONFIG_',
  'PIP_',
  'YARN_',
  'CARGO_TARGET_',
  'R_PROFILE',
]

/** Variables whose value is itself a command line that some program will run. */
const programs: ReadonlySet<string> = new Set(
  `BASH_ALIASES BASH_CMDS BAT_PAGER BROWSER CVS_RSH EDITOR FZF_DEFAULT_COMMAND GH_EDITOR GH_PAGER GIT_ASKPASS GIT_EDITOR GIT_EXTERNAL_DIFF GIT_PAGER
  GIT_PROXY_COMMAND GIT_SEQUENCE_EDITOR GIT_SSH GIT_SSH_COMMAND LESSCLOSE LESSOPEN MANPAGER PAGER PROMPT_COMMAND PS0 PS1
  RIPGREP_CONFIG_PATH RSYNC_RSH SHELL SSH_ASKPASS SUDO_ASKPASS SYSTEMD_PAGER TAR_OPTIONS VISUAL`.split(/\s+/),
)

/** What setting a variable means for the commands that see it. */
export type EnvironmentEffect = 'none' | 'reroutes' | 'runs'

/** Whether a variable changes which program runs, or names a program itself. */
export function environmentEffect(name: string): EnvironmentEffect {
  if (programs.has(name)) return 'runs'
  if (rerouting.has(name)) return 'reroutes'
  return name.length > 3 && reroutingFamilies.some((family) => name.startsWith(family)) ? 'reroutes' : 'none'
}
