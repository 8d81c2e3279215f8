import type { ToolTable } from './tool.ts'

/** Interpreters, shells and editors: programs that run what they are given. */
export const languageTools: ToolTable = {
  'bash sh dash zsh ksh mksh pdksh ash rbash posh sash fish yash elvish osh nu xonsh csh tcsh': {
    is: 'runs-project',
    script: true,
    stdin: 'code',
    language: 'shell',
    code: '-c --command',
    valued: '-o -O --rcfile --init-file',
    output: 'opaque',
  },
  'powershell pwsh cmd': {
    is: 'runs-code',
    longDash: true,
    code: '-Command -c -command -C -COMMAND',
    language: 'powershell',
    stdin: 'code',
    rules: {
      'runs-decoded': '-EncodedCommand, -enc, -e, -ec, -encodedcommand, -Enc, -encodedCommand, -en',
      reads: '-version',
    },
  },
  'python pypy micropython jython ipython bpython': {
    is: 'runs-code',
    script: true,
    stdin: 'code',
    language: 'python',
    code: '-c',
    valued: '-m -W -X --bind',
    output: 'opaque',
    rules: {
      reads: '-VV',
      installs: '-m=pip, -m=ensurepip, -m=pipx',
      listens:
        '-m=http.server !--bind, -m=http.server --bind!=127.*|localhost|::1, -m=SimpleHTTPServer, -m=pyftpdlib, -m=smtpd, -m=uploadserver',
      publishes: '-m=twine upload',
      'removes-packages': '-m=pip uninstall',
      'destroys-records': '*manage.py flush|reset_db|sqlflush|dropdb, -m=django flush|reset_db',
    },
  },
  perl: {
    is: 'runs-code',
    script: true,
    stdin: 'code',
    language: 'perl',
    code: '-e -E',
    valued: '-I -M -m -0 -F',
    output: 'pass',
    rules: { reads: '-v, -c', 'loads-code': '-I=/tmp*|/var/tmp*|/dev/shm*' },
  },
  'ruby jruby irb pry truffleruby': {
    is: 'runs-code',
    script: true,
    stdin: 'code',
    language: 'ruby',
    code: '-e',
    valued: '-I -r -C -E',
    output: 'opaque',
    rules: {
      reads: '-v, -c',
      listens: '-run -e=httpd*',
      'loads-code': '-r|-I=/tmp*|/var/tmp*|/dev/shm*',
    },
  },
  'node nodejs bun deno tsx ts-node esno jsc d8 qjs hermes': {
    is: 'runs-code',
    script: true,
    stdin: 'code',
    language: 'node',
    code: '-e -p --eval --print -pe eval',
    valued: '-r --require --import --loader --env-file --test-name-pattern --max-old-space-size',
    output: 'opaque',
    rules: {
      reads:
        '-v, --check, -c, info|doc|types|lint|check|outdated|why|completions, upgrade --dry-run, pm ls|bin|hash, pm cache $',
      installs: 'install|i|add|update|ci|upgrade|link|cache',
      'runs-project':
        'test|run|x|build|task|compile|bundle|bench|dev|exec|create|init|serve|jupyter|start, --test',
      'removes-packages': 'remove|rm|uninstall, pm cache rm',
      publishes: 'publish|deploy',
      'changes-files': 'fmt|pack',
      'loads-code': '-r|--require|--import|--loader=/tmp*|/var/tmp*|/dev/shm*',
    },
  },
  'php php-cli phpdbg hhvm': {
    is: 'runs-code',
    script: true,
    stdin: 'code',
    language: 'php',
    code: '-r --run -B -R -E --execute',
    valued: '-d -S -t -z -c',
    output: 'opaque',
    rules: {
      reads: '-v, -i, -m, -l, --ini',
      'loads-code':
        '-d=auto_prepend_file=*|auto_append_file=*|allow_url_include=*|extension=/*|disable_functions=*',
      listens: '-S!=localhost*|127.*|[::1]*',
      'destroys-records':
        'artisan migrate:fresh|migrate:reset|migrate:refresh|migrate:rollback|db:wipe, bin/console doctrine:database:drop|doctrine:schema:drop',
    },
  },
  'lua luajit texlua luatex-lua gap swipl gprolog scilab guile racket gosh slsh julia elixir erl iex clisp sbcl ecl scheme mit-scheme chez clojure clj bb ghci ghc runghc runhaskell ocaml utop scala kotlin groovy groovysh jshell jrunscript jjs rhino Rscript rscript R octave octave-cli gnuplot maxima gp sage osascript gjs cjs seed s nickel dhall nix-instantiate janet fennel raku perl6 crystal bsh smalltalk gst m4 genius yabasic newlisp picolisp arangosh mathematica wolframscript pike rexx regina xqilla':
    {
      is: 'runs-code',
      script: true,
      stdin: 'code',
      language: 'lua',
      code: '-e -E -c --eval --exec --execute -eval --command eval',
      valued: '-l -f',
      output: 'opaque',
      rules: { reads: '-v' },
    },
  'tclsh wish jimsh expect': {
    is: 'runs-code',
    script: true,
    stdin: 'code',
    language: 'tcl',
    code: '-c',
    valued: '-f',
    output: 'opaque',
    rules: { reads: '-v' },
  },
  'awk gawk mawk nawk goawk frawk': {
    is: 'reads',
    language: 'awk',
    data: true,
    output: 'pass',
    valued: '-F -v -f -i -e --field-separator --assign --file --include --source --load -l',
    rules: { 'changes-files': '-i=inplace', 'runs-project': '-f', 'loads-code': '-l, --load' },
  },
  'vi vim nvim view vimdiff rvim rview gvim ex nano pico rnano emacs emacsclient micro joe jed ed red kak hx ne mcedit code subl gedit kate mousepad vimtutor':
    {
      is: 'changes-files',
      code: '-c --cmd --eval -eval --remote-send --remote-expr',
      language: 'other',
      paths: 'write',
      rules: {
        'loads-code': '-l *.lua',
        reads: '--list-extensions',
        'opens-tunnel': 'tunnel',
        installs: '--install-extension',
        'removes-packages': '--uninstall-extension',
      },
    },
  'java javaw': {
    is: 'runs-code',
    longDash: true,
    script: true,
    rules: {
      reads: '-version, -help, -showversion',
      'deletes-resources': '-jar * delete-*',
      'shuts-down': '-jar * shutdown|safe-shutdown|restart|safe-restart, -jar * quiet-down',
    },
    valued: '-jar -cp -classpath -s -auth -m',
  },
  go: {
    is: 'runs-code',
    valued: '-o -run -tags -ldflags -C -mod -p -count -timeout -bench -coverprofile',
    longDash: true,
    rules: {
      reads:
        'version|list|doc|vet|bug, env !-w !-u, mod graph|verify|why, tool cover, tool $, work $, telemetry $',
      'runs-project': 'build|test|run|generate|tool',
      installs: 'get|install, mod download|tidy|vendor|init|edit, work sync',
      'changes-files': 'fmt|fix, env -w',
      'deletes-files': 'clean',
    },
  },
  'cargo cross': {
    is: 'runs-project',
    valued:
      '-p --package --manifest-path --target --features -F --bin --example --test --bench -j --jobs --profile --color --config -Z',
    rules: {
      reads:
        'metadata|tree|version|search|info|pkgid|audit|deny|outdated|machete|report, --list, locate-project, verify-project, fmt --check, read-manifest, owner --list|-l',
      installs: 'install|add|update|fetch|vendor|binstall, generate-lockfile',
      'removes-packages': 'uninstall|remove|rm',
      'deletes-files': 'clean, cache -a|--autoclean',
      publishes: 'publish !--dry-run, login|release|logout',
      'deletes-resources': 'yank',
      'grants-access': 'owner -a|--add|-r|--remove',
    },
  },
  rustup: {
    is: 'installs',
    rules: {
      reads: 'show|which|check|doc, * list',
      'removes-packages': 'toolchain uninstall|remove, * remove|uninstall',
      'runs-project': 'run',
    },
  },
  'rustc swift gcc g++ cc c++ clang clang++ tcc ld lld gold as nasm yasm javac kotlinc scalac tsc swiftc ocamlc ocamlopt fpc gfortran gnat ldc2 dmd nim zig valac vala mcs csc fsc mono protoc flex bison yacc lex ccache sccache distcc gnatmake emcc windres llc opt llvm-link nvcc rdmd v odin gleam gprbuild dart elm purs spago rescript':
    {
      is: 'runs-project',
      writes: '-o --output',
      code: '-e',
      language: 'other',
      rules: {
        reads: '-v $, --print, -dumpversion, -dumpmachine, version|analyze, --explain, -print-*, --noEmit',
        'loads-code': '-wrapper, -fplugin=*, -load',
      },
    },
}
