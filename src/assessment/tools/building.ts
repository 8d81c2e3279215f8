import type { ToolTable } from './tool.ts'

/** Build tools, test runners, linters and formatters: the words of a CI job. */
export const buildingTools: ToolTable = {
  'make gmake bmake cmake ctest cpack ninja samu meson autoconf automake autoreconf configure aclocal libtoolize qmake xmake premake just task taskfile mage invoke fab nox tox doit redo tup gulp grunt webpack rollup vite esbuild parcel rspack rsbuild tsup unbuild babel postcss sass tailwindcss swc snowpack astro next nuxt ng vue expo react-native svelte-kit remix storybook docusaurus gatsby eleventy vuepress vitepress sphinx jupyter papermill earthly dagger act xcodebuild xcrun xcpretty fastlane flutter ionic cordova electron-builder electron tauri west idf.py arduino-cli bitbake buildroot bjam pack ko goreleaser nfpm upx strip objcopy install_name_tool codesign lipo dsymutil genhtml lcov gcov gcovr bundletool apksigner zipalign aapt emulator sdkmanager avdmanager':
    {
      is: 'runs-project',
      shell: '--eval',
      valued: '-C -f -j -B -S -G -D --directory --file --target --config --build --preset',
      rules: {
        reads:
          '-v $, -n, -N, --list, -l $, --summary, doctor|devices|list|show|introspect, config $, --list-presets, -T',
        'deletes-files':
          '-E rm|remove|remove_directory, clean $, distclean|mrproper|realclean|clobber|purge, -t=clean, --target=clean, maintainer-clean',
        'changes-system': 'install !--destdir',
        listens: '--NotebookApp.token|--ServerApp.token',
        'deletes-resources': 'simctl erase|delete',
        harmless: '--dry-run, --just-print, --recon, -n',
        publishes: 'publish|deploy|upload|release|supply|deliver|pilot, dist upload, trunk push, lib lane',
      },
    },
  'pod carthage pub conan vcpkg platformio pio xrepo': {
    is: 'installs',
    data: true,
    rules: {
      reads: 'list|search|info|inspect|show|outdated|deps|version, lib lint, spec lint',
      'runs-project': 'build|create|test|run|check|generate',
      'removes-packages': 'uninstall|remove|deintegrate, global deactivate',
      'deletes-files': 'clean, cache clean',
      publishes: 'publish !--dry-run, upload, trunk push, lib lane, export-pkg --upload',
    },
  },
  'pytest py.test unittest nosetests jest vitest mocha ava tap jasmine karma cypress playwright testcafe nightwatch wdio c8 nyc istanbul phpunit pest rspec cucumber behave minitest ginkgo gotestsum cargo-nextest cargo-tarpaulin bats shunit2 bats-core locust k6 artillery ab wrk hey vegeta siege newman codecov codecovcli coverage coveralls hyperfine benchmark robot pabot testem lighthouse lhci pa11y backstop percy chromatic inspec kitchen molecule goss serverspec tb':
    {
      is: 'runs-project',
      rules: { reads: '--listTests, --collect-only, --co' },
    },
  'eslint prettier tslint standard xo biome oxlint stylelint markdownlint markdownlint-cli2 remark textlint vale alex cspell codespell typos misspell ruff flake8 pylint mypy pyright basedpyright pyre pytype black isort autopep8 yapf bandit pydocstyle docformatter vulture radon pyupgrade rubocop brakeman reek standardrb erb_lint haml-lint slim-lint golangci-lint staticcheck gofmt goimports gofumpt golint revive errcheck gosec govulncheck shellcheck shfmt hadolint yamllint jsonlint actionlint zizmor commitlint dprint taplo rustfmt cargo-fmt clippy-driver clang-format clang-tidy cppcheck cpplint iwyu ktlint detekt checkstyle spotbugs pmd scalafmt scalafix ormolu hlint fourmolu stylish-haskell swiftlint swiftformat phpcs phpcbf phpstan psalm php-cs-fixer rector mdl buf sqlfluff tflint tfsec checkov terrascan kubeval kubeconform kube-linter kube-score conftest opa regal cue jsonnet jsonnetfmt ansible-lint cfn-lint spectral redocly swagger openapi-generator openapi-generator-cli oasdiff html5validator htmlhint editorconfig-checker ec lychee linkchecker muffet depcheck madge knip ncu npm-check-updates syncpack sort-package-json license-checker licensed reuse fossology scancode semgrep codeql snyk trivy grype syft gitleaks trufflehog detect-secrets dependency-check osv-scanner safety pip-audit bundle-audit scorecard clamscan cosign slsa-verifier ameba credo dialyzer luacheck stylua selene perlcritic perltidy nixpkgs-fmt alejandra statix deadnix zprint cljfmt clj-kondo eastwood tsd dtslint publint attw size-limit bundlesize semantic-pull-request gocover-cobertura vet ansible-doc ansible-config ansible-inventory promtool amtool xcbeautify':
    {
      is: 'runs-project',
      data: true,
      rules: {
        reads:
          'version|verify, --check, --list-different, --print-config, --env-info, -l, --diff, check config|rules|web-config, test rules',
        'deletes-resources': 'tsdb delete-*',
        'changes-files': '--fix, --write, -w, -i, --in-place, format|fmt|add|init',
      },
    },
  'semantic-release standard-version release-it np changeset auto git-cliff conventional-changelog vsce ovsx web-ext clasp crx webstore ghr':
    {
      is: 'runs-project',
      rules: {
        publishes: '$, publish|sign|shipit|push|deploy|upload, release !--snapshot, --publish',
        reads: '--dry-run, ls|show|status',
        harmless: '--dry-run, package, --snapshot',
      },
    },
  'ansible ansible-playbook ansible-pull ansible-console': {
    is: 'changes-system',
    valued: '-m -i -l -e -f -t -u --module-name --inventory --limit --extra-vars --tags --user',
    rules: {
      reads:
        '-m|--module-name=ping|setup|stat|debug|gather_facts, --list-hosts, --list-tasks, --syntax-check, --list-tags, --check|-C',
      elevates: '-b, --become, -K',
      'deletes-files': '-a|--args=*state=absent*',
    },
    shell: '-a --args',
  },
  'ansible-galaxy': {
    is: 'installs',
    rules: {
      reads: 'list|info|search, role list, collection list',
      publishes: 'collection publish, role import',
      'deletes-resources': 'remove|delete, role remove|delete',
    },
  },
  'ansible-vault': {
    is: 'changes-files',
    rules: { 'reads-secrets': 'view|decrypt' },
  },
  'ansible-test': { is: 'runs-project', rules: { 'opens-shell': 'shell' } },
  facter: { is: 'reads', rules: { 'loads-code': '--custom-dir*' } },
  'puppet chef chef-client chef-solo knife salt salt-call salt-ssh cfengine cf-agent cf-promises ohai': {
    is: 'changes-system',
    code: '-e --execute',
    language: 'other',
    rules: {
      reads:
        '$, facts, config print, module list, parser validate, * list, * show, * test.*|grains.*|status.*',
      'deletes-resources': 'node delete|clean, client delete, * delete, cert clean',
    },
  },
  'claude codex gemini aider cursor-agent opencode amp cline goose sbx openclaw': {
    is: 'runs-code',
    data: true,
    rules: { reads: 'doctor|models, mcp list, config list' },
  },
  'xvfb-run dbus-run-session dbus-launch startx weston cage': {
    is: 'runs-project',

    valued: '-s -n -e -f -w --server-args --server-num --error-file',
  },
  'wine qemu qemu-system-x86_64 qemu-img qemu-x86_64 VBoxManage vboxmanage vagrant multipass lima limactl colima':
    {
      is: 'uses-containers',
      shell: '-c --command',
      rules: {
        reads:
          'status|list|info|version|validate|ls|port|find|aliases|get|networks|check, global-status, box list, snapshot list',
        'deletes-resources':
          'destroy|delete|purge, snapshot -d, snapshot * delete, box remove|prune, unregistervm --delete, closemedium --delete, snapshot delete, halt -f, controlvm * poweroff',
        'opens-shell': 'ssh $ !-c !--command, shell $',
      },
    },
}
