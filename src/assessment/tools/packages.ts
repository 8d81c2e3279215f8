import type { ToolTable } from './tool.ts'

const nodeManager = {
  is: 'installs',
  data: true,
  rules: {
    reads:
      'ls|list|ll|la|view|show|info|v|outdated|root|prefix|bin|why|explain|fund|search|find|s|doctor|ping|whoami|get, audit !fix, audit signatures, -v, config list|ls|get, c get, ' +
      'owner ls, access list, dist-tag ls|list, docs|repo|bugs|query|sbom|licenses|diff|completion|constraints|patch|stars, team ls, profile get, token list, hook ls, store path, cache dir|path|ls|list|verify, workspaces list|info, npm info|audit|whoami, config *, pkg get, org ls',
    'runs-project':
      'test|t|tst|start|stop|restart|exec|x|dlx|create|init|innit|build|dev|lint|serve|pack|rebuild|rb|version|dedupe|shrinkwrap|set|plugin|explore|workspace|nx|turbo|format|check|typecheck|compile|e2e|coverage, run|run-script|rum|urn, pkg set, workspaces foreach|run',
    installs:
      '$, install|i|in|ins|add|a|update|up|upgrade|link|ln|import|fetch|prune|policies|setup, ci|clean-install|ic, install-test|it|cit, import-from, audit fix, global add, self-update, env use|add, approve-builds',
    'removes-packages': 'uninstall|un|unlink|remove|rm|r, global remove, store prune',
    'deletes-files': 'cache clean|rm|delete|clear, store prune, autoclean',
    publishes: 'publish !--dry-run, dist-tag add|set, npm publish|tag, tag add, release, recursive publish',
    'deletes-resources': 'unpublish|deprecate|undeprecate, dist-tag rm, npm unpublish',
    'grants-access':
      'owner add|rm|remove, access grant|revoke|public|restricted|set, team add|create|rm|destroy, token create|revoke|delete, adduser|login|logout|trust, add-user, hook add|rm|update, org set|rm, npm login|owner, profile set|enable-2fa|disable-2fa',
    'loads-code':
      'run|run-script|exec|x --prefix|-C|--cwd=/tmp*|/var/tmp*|/dev/shm*, --script-shell, config set script-shell|node-options|init-module|git|shell *, set script-shell|node-options *',
    'disables-protection':
      'config set strict-ssl|ignore-scripts false, set strict-ssl|ignore-scripts false, config set strict-ssl=false',
    'changes-settings': 'config set|delete|edit|fix|unset, set *',
    harmless: 'publish --dry-run, uninstall --dry-run, unpublish --dry-run, cache verify',
  },
  valued:
    '-C --prefix --registry --filter -F --workspace -w --tag --cwd --dir --userconfig --cache -c --call --package -p',
  shell: '-c --call',
} as const

const systemManager = {
  is: 'installs',
  data: true,
  valued: '-o --option',
  rules: {
    reads:
      'search|se|show|info|if|information|list|ls|lu|policy|depends|rdepends|madison|check|changelog|provides|whatprovides|wp|repolist|repos|lr|repoquery|deplist, -v, history list|info, history $, list-*, ' +
      'contents|files|dump|stats|pkgnames|showpkg|showsrc|showhold|leaves|deps|uses|outdated|doctor|home|cat|log|desc|audit|query|patches|products|advisory|updateinfo|missing|formulae|casks|commands|options|readall|style|livecheck|versions, config $, --prefix, --cellar, -Q*, -F*, -Si*, -Ss*, -Sl*, -Sg*, -Qi*, -T*, copr list, module list, group list|info, check-update, needs-restarting, tap $, tap-info, bundle check|list, services list|info, download --print-uris',
    installs:
      'install|in|add|-S|-Sy|-Syu|-U|upgrade|update|up|dist-upgrade|full-upgrade|reinstall|localinstall|distro-sync|dup|refresh|ref|build-dep|groupinstall|patch|fetch|download|makecache|satisfy|source|sync|cask, tap *, -S, -Sy, -Syu, -Syy, -Su, -U, -Syyu, bundle|link|unlink|pin|unpin|migrate|swap|mark|clean|autoclean|import|snap|extract, services start|restart|run, update-reset, copr enable, module enable, config-manager, group install, edit-sources',
    'removes-packages':
      'remove|rm|purge|erase|autoremove|autopurge|uninstall|del|delete|zap|deinstall|groupremove|gc|untap|cleanup|autoclean|clean, --unmerge, --depclean, -Sc*, group remove, -R*, --remove, --uninstall, -e, services stop|cleanup, history undo|rollback',
    'opens-shell': 'run --shell, changelog -c=*, moo -o=*, -o|--option=*Invoke*|*Pager*|*::Post*|*::Pre*',
    'disables-protection':
      '--allow-unauthenticated, --force-yes, --allow-insecure-repositories, --nogpgcheck, --no-gpg-checks, --allow-untrusted, --trusted=yes, -o|--option=*AllowInsecure*|*AllowUnauthenticated*, --dangerous, --allow-empty-checksums',
    'loads-code':
      '*.deb|*.rpm|*.apk|*.txz|*.pkg.tar.*, * *.deb|*.rpm|*.apk|*.ipk|*.txz|*.snap|*.pkg|*.pkg.tar.*|*.flatpak, * * *.deb|*.rpm|*.apk|*.ipk|*.txz',
    harmless:
      '--dry-run, install|remove|purge|upgrade|dist-upgrade|full-upgrade|autoremove -s, --simulate, --just-print, --print-uris, --assumeno, cleanup -n',
  },
} as const

/** Package managers: of languages, which install into a project, and of systems, which change the machine. */
export const packageTools: ToolTable = {
  'npm pnpm yarn cnpm tnpm ni bower jspm lerna nx turbo rush corepack volta nvm fnm n vp': nodeManager,
  'npx pnpx yarnpkg-dlx bunx uvx dlx': {
    is: 'runs-project',
    data: true,
    shell: '-c --call',
    rules: {
      publishes:
        'vsce publish, semantic-release, np, changeset publish, ovsx publish, lerna publish, npm publish, wrangler deploy|publish, vercel deploy, vercel --prod, netlify deploy, firebase deploy, gh-pages',
    },
  },
  'pip pipx uv poetry pdm hatch rye pipenv conda mamba micromamba easy_install pixi flit twine maturin pyenv virtualenv venv':
    {
      is: 'installs',
      data: true,
      valued:
        '-r -c -i -e --index-url --extra-index-url --python -p --directory --project --with --group --extra -C --cache-dir --target -t --trusted-host',
      rules: {
        reads:
          'list|show|freeze|check|inspect|search|index|debug|hash|tree|version|info|about|export|versions|which|whence|graph|interpreters|compare|notices, config list|get|debug, cache dir|info|list, python list|find|dir, env info|list|show|find|export, lock --check, self show, tool list|dir, source show, pip list|show|freeze|check|tree, run pip list',
        installs:
          'install|add|sync|lock|update|upgrade|download|wheel|create|inject|venv|ensurepath|init|new|reinstall|bootstrap|fetch, env create|use, upgrade-all, python install|pin, tool install|upgrade, self update, pip install|sync|compile',
        'runs-project': 'run|build|shell|x|fmt|format|test|runpip|activate|develop|exec|script|dev, tool run',
        'removes-packages':
          'uninstall|remove|rm|prune|eject, uninstall-all, pip uninstall, env remove|rm, python uninstall, tool uninstall, self remove',
        'deletes-files': 'cache purge|clean|clear|remove|prune|rm, clean|purge, env prune',
        publishes: 'publish|upload|register|deploy',
        'changes-settings': 'config set|unset|edit, source add|remove, config --*',
        'disables-protection': '--trusted-host!=localhost|127.*, config set *trusted-host',
        'opens-shell': 'config --editor, run /bin/*, run sh|bash|zsh|dash $, run -- sh|bash|zsh $',
        harmless: '--dry-run',
      },
    },
  'gem bundle bundler rake rbenv rvm chruby asdf mise rtx': {
    is: 'installs',
    rules: {
      reads:
        'list|search|query|info|environment|env|contents|dependency|specification|which|outdated|show|check|version|versions|ls|current|doctor|platform|licenses|viz|where|tasks, config get|list, config $, -v, ls-remote, -T, -P, sources -l, plugin list, open -e',
      'runs-project': 'exec|console|build|x|run|init|pristine|local|global|shell|task|trust|gem|binstubs, $',
      'removes-packages': 'uninstall|cleanup|clean|remove|implode|prune',
      publishes: 'push|release|signin',
      'deletes-resources': 'yank',
      'grants-access': 'owner',
      'opens-shell': 'open -e=*, open *',
      'runs-code': 'server',
      'deletes-files': 'clean|clobber, cache clean',
      'destroys-records': 'db:drop*|db:reset|db:purge|db:truncate_all|db:migrate:reset|db:migrate:redo',
    },
  },
  'composer phive pecl pear': {
    is: 'installs',
    rules: {
      reads:
        'show|info|validate|diagnose|outdated|licenses|search|depends|why|prohibits|status|fund|about|audit|browse|home|list, config --list, check-platform-reqs',
      'runs-project': 'run-script|run, exec|test, dump-autoload|dumpautoload',
      'removes-packages': 'remove|uninstall, global remove',
      'deletes-files': 'clear-cache|clearcache',
    },
  },
  'mvn mvnw gradle gradlew ant sbt lein mill bazel bazelisk buck pants scons waf rebar3 mix stack cabal dune opam dub nimble shards alr leiningen ./gradlew ./mvnw maven grails':
    {
      is: 'runs-project',
      longDash: true,
      rules: {
        reads:
          '-version, -v, tasks|projects|properties|dependencies|dependency:tree|info|query|cquery|list|show|hex.info|deps.tree|path|ls|version|deps|hex.outdated|projectInfo|buildEnvironment, help:*, format --check-formatted',
        'runs-project': 'test|build|compile|package|verify|run|exec|bench|site|check|assemble|jar|war',
        installs: 'install|deps.get|setup|update|upgrade|fetch|add|restore|get|local.hex|wrapper',
        'deletes-files': 'clean $, deps.clean|expunge, clean --expunge, dependency:purge-local-repository',
        'destroys-records': 'ecto.drop|ecto.reset|ecto.rollback',
        publishes:
          'deploy|publish|upload|hex.publish|release:perform|release:prepare|publishSigned|publishToMavenCentral|closeAndReleaseRepository|hex.retire|publishPlugins|hex.user|hex.owner, nexus-staging:release, site-deploy',
        'removes-packages': 'remove|uninstall|unregister',
        'loads-code': '-I|--init-script=/tmp*|/var/tmp*|/dev/shm*',
      },
      valued: '-f -p -pl -P -I --init-script --file --project-dir --settings -s',
    },
  'dotnet nuget paket msbuild': {
    is: 'runs-project',
    rules: {
      reads:
        '--info, --list-sdks, --list-runtimes, list|search, nuget list|verify, sln list, workload list, tool list, locals all -list, sources list, format --verify-no-changes',
      installs: 'restore|add|install|new|update, tool install|restore|update, workload install|restore',
      'removes-packages': 'remove, tool uninstall, workload uninstall, new uninstall',
      'deletes-files': 'clean|store, nuget locals --clear|-c, locals -clear, build-server shutdown',
      publishes: 'nuget push|trust, push',
      'deletes-resources': 'nuget delete, delete',
      'destroys-records': 'ef database drop',
    },
  },
  'apt apt-get aptitude dnf yum microdnf zypper pacman yay paru apk emerge brew port portage eopkg xbps-install swupd tdnf rpm-ostree flatpak snap nix-env guix slackpkg pkg pkg_add pkg_delete choco scoop winget opkg urpmi equo conary deb-get nala mintinstall pamac auracle tlmgr cpan cpanm luarocks':
    systemManager,
  'apt-cache apt-file dpkg-query xbps-query equery qlist pactree paccheck pacrepairdb pkgfile pkg_info apt-rdepends dlocate debsums apt-show-versions pkgctl expac repoquery repoclosure checkupdates eix lintian licensecheck':
    { is: 'reads', data: true, rules: { 'removes-packages': '--forget', 'changes-files': '--expand' } },
  keytool: {
    is: 'changes-files',
    data: true,
    longDash: true,
    rules: { reads: '-list, -help, -printcert', 'deletes-files': '-delete' },
  },
  'rpmquery rpmverify rpmspec': {
    is: 'reads',
    data: true,
    longDash: true,
    valued: '-E -D --eval --define --pipe',
    rules: { 'opens-shell': '-E|--eval|-D|--define=*%(*|*%{lua:*, --pipe' },
  },
  'dpkg rpm rpmkeys alien debconf dpkg-reconfigure dpkg-divert rpmbuild dpkg-buildpackage debuild installer softwareupdate dpkg-deb':
    {
      is: 'changes-system',
      data: true,
      valued: '-E -D --eval --define --pipe',
      longDash: true,
      rules: {
        reads:
          '-l, -L, -s, -S, -q*, --list, --listfiles, --status, --search, -p, --print-avail, --print-architecture, --get-selections, --verify, -V*, -K, --checksig, --query, -I, -c, --info, --contents, -C, --audit, --compare-versions, -qa*, -ql*, -qi*, -E, --eval, --showrc, --print-foreign-architectures, -W, --field, -f, --list-selections, -x',
        installs: '-i, --install, -U*, -F*, -ivh, -Uvh, --unpack, --configure, -a',
        'removes-packages': '-r, --remove, -P, --purge, -e*, --erase',
        'opens-shell': '-E|--eval|-D|--define=*%(*|*%{lua:*, --pipe',
        'loads-code': '-i|-ivh|-Uvh|-Uhv|-U|-F|--install|--upgrade *.rpm|*.deb',
        'runs-project': '-b, -ba, -bb, --build, -us, -uc',
      },
    },
  'apt-key add-apt-repository apt-add-repository apt-mark update-alternatives alternatives debconf-set-selections ca-certificates update-ca-certificates update-ca-trust ldconfig update-grub grub-install grub-mkconfig update-initramfs dracut mkinitcpio locale-gen':
    {
      is: 'changes-system',
      rules: {
        reads: 'list|showhold|showauto|showmanual, --list, --display, --query, -p',
      },
    },
}
