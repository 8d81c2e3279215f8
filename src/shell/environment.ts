/**
 * Variables that decide which program runs or what it loads: with one of them set, a command's name no longer says what will
 * run. Names of programs' own settings end in a pattern.
 */
const rerouting =
  /^(?:PATH|LD_[A-Z_]+|DYLD_[A-Z_]+|BASH_ENV|ENV|SHELLOPTS|BASHOPTS|BASH_FUNC_.*|IFS|CDPATH|PS4|GLOBIGNORE|NODE_OPTIONS|NODE_PATH|PYTHON(?:PATH|STARTUP|HOME|INSPECT|WARNINGS|BREAKPOINT|USERBASE)|PERL5?(?:LIB|OPT|DB)|RUBY(?:LIB|OPT)|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|MAVEN_OPTS|GRADLE_OPTS|CLASSPATH|LUA_(?:PATH|CPATH|INIT)|PHPRC|PHP_INI_SCAN_DIR|R_PROFILE.*|GCONV_PATH|GIO_EXTRA_MODULES|MAKEFLAGS|GNUMAKEFLAGS|MAKEFILES|RUSTC_WRAPPER|RUSTC_WORKSPACE_WRAPPER|RUSTC|RUSTFLAGS|CARGO_.*RUNNER|CARGO_HOME|GOFLAGS|CC|CXX|LD|AR|GIT_(?:DIR|WORK_TREE|EXEC_PATH|TEMPLATE_DIR|CONFIG.*)|npm_config_.*|NPM_CONFIG_.*|PIP_.*|YARN_.*|HOME|XDG_CONFIG_HOME|DOCKER_HOST|KUBECONFIG|SSH_AUTH_SOCK)$/

/** Variables whose value is itself a command line that some program will run. */
const programs =
  /^(?:GIT_(?:SSH_COMMAND|SSH|PAGER|EDITOR|SEQUENCE_EDITOR|ASKPASS|EXTERNAL_DIFF|PROXY_COMMAND)|SSH_ASKPASS|SUDO_ASKPASS|PAGER|MANPAGER|SYSTEMD_PAGER|EDITOR|VISUAL|BROWSER|PROMPT_COMMAND|PS0|PS1|LESSOPEN|LESSCLOSE|RSYNC_RSH|CVS_RSH|TAR_OPTIONS|FZF_DEFAULT_COMMAND|SHELL|GH_PAGER|GH_EDITOR|BAT_PAGER|RIPGREP_CONFIG_PATH)$/

/** What setting a variable means for the commands that see it. */
export type EnvironmentEffect = 'none' | 'reroutes' | 'runs'

/** Whether a variable changes which program runs, or names a program itself. */
export function environmentEffect(name: string): EnvironmentEffect {
  if (programs.test(name)) return 'runs'
  return rerouting.test(name) ? 'reroutes' : 'none'
}
