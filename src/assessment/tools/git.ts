import type { ToolTable } from './tool.ts'

const gitReads =
  'status, log, diff, show, blame, annotate, shortlog, describe, rev-parse, rev-list, ls-files, ls-tree, ls-remote, cat-file, ' +
  'name-rev, merge-base, for-each-ref, show-ref, show-branch, whatchanged|grep|version|var, count-objects, check-ignore, ' +
  'check-attr, check-mailmap, check-ref-format, diff-tree, diff-index, diff-files, range-diff, cherry|fsck, verify-commit, verify-tag, verify-pack, ' +
  'merge-tree, patch-id, get-tar-commit-id, interpret-trailers, column|stripspace|archive, hash-object !-w, bundle verify|list-heads, ' +
  'branch $ !--edit-description|--unset-upstream|--set-upstream-to, branch --list|-l, branch -a|--all|-r|--remotes|-v|-vv|--show-current|--contains|--merged|--no-merged|--points-at|--sort|--format !-d !-D, ' +
  'tag $, tag -l|--list|-n|--contains|--points-at|--merged, remote $, remote -v|--verbose, remote show|get-url, stash list|show, ' +
  'config --get|--list|-l|--get-all|--get-regexp|--get-urlmatch, config get|list, config * $ !--unset !--unset-all !--edit, worktree list, submodule $, submodule status|summary, ' +
  'notes list|show, notes $, reflog $, reflog show|exists, bisect log|view, lfs ls-files|status|env, lfs track $, ' +
  'rerere status, sparse-checkout list, symbolic-ref * $ !-d|--delete, unpack-file, instaweb --help, bugreport|diagnose|survey, refs verify, cherry -v'

/** git and its front ends: what reads, what changes the repository, and what can't be taken back. */
export const gitTools: ToolTable = {
  git: {
    is: 'changes-repository',
    data: true,
    valued:
      '-C -c --git-dir --work-tree --namespace --exec-path --config-env -m --message -b -B -F --file --author --date -t --template --depth --branch --config --upstream --format --pretty --since --until --grep -S -G -o --unified --conflict --output -X --strategy-option -s --strategy --sort --contains --points-at',
    rules: {
      reads: `${gitReads}, --version, --help, --exec-path $, --html-path, --man-path, --info-path`,
      fetches:
        'clone|fetch|pull, remote update, submodule update, lfs fetch|pull, fetch-pack, ls-remote --upload-pack',
      'changes-remote': 'push, send-email, svn dcommit, lfs push, request-pull',
      'discards-work':
        'reset --hard, reset --merge, reset --keep, clean -f|--force, clean -d, clean -x, clean -X, clean -i, clean $, clean *, checkout -f|--force, checkout .|./, checkout * .|./, ' +
        'checkout --, restore !--staged, restore --worktree, restore --staged ., restore -S ., switch -f|--force|--discard-changes, stash drop|clear, stash pop --quiet --index --force, ' +
        'checkout --pathspec-from-file, delete-*|obliterate, branch -D, branch -f|--force, branch -M, worktree prune --expire, rm, ' +
        'submodule deinit -f|--force|--all, checkout * * !-b !-B !--orphan !--track !-t, update-ref -d, update-ref --delete, update-ref --stdin, tag -d|--delete, branch -d|--delete, reflog delete|expire, ' +
        'gc --prune=now|all|0, gc --aggressive --prune, prune, prune-packed, repack -a -d --cruft, read-tree --reset, ' +
        'notes remove|prune, remote remove|rm|prune, bisect reset --hard, lfs prune, replace -d, worktree remove, checkout-index -f|--force, update-index --force-remove, bundle unbundle --force',
      'rewrites-history':
        'push -f|--force|--force-with-lease|--force-if-includes, push --delete|-d, push --mirror, push --prune, push * +*, push * :*, push +*, filter-branch, filter-repo, ' +
        'fast-import --force, lfs migrate, push * * +*, push * * :*, replace --graft, rebase --root',
      'changes-files': '--output, archive -o',
      'sends-data': 'remote-ext, daemon --export-all, instaweb|shell, http-backend',
      'loads-code':
        '--exec-path=*/*|.*, config core.pager|core.editor|core.sshcommand|core.hookspath|credential.helper|core.gitproxy|diff.external|init.templatedir *, config alias.* !*, --config=core.fsmonitor=*/*|core.hookspath=*/*',
      'disables-protection':
        'config http.sslverify|http.sslVerify|http.*.sslVerify|http.*.sslverify false|0|no, config commit.gpgsign|tag.gpgsign|receive.fsckobjects|transfer.fsckobjects false, config http.proxySSLVerify false, -c=http.*sslverify=*|http.*sslVerify=*',
      'reads-secrets':
        'config --get|--get-all|--get-regexp|--get-urlmatch *extraheader*|*.extraheader, config get *extraheader*, credential fill',
      harmless:
        'clean -n|--dry-run, --help, push --dry-run|-n, prune -n|--dry-run, rm -n|--dry-run, remote prune -n|--dry-run, worktree prune -n|--dry-run',
    },
  },
  'tig gitk git-gui lazygit gitui git-cola sourcetree': { is: 'reads', data: true },
  'git-filter-repo bfg': { is: 'rewrites-history' },
  'git-lfs': {
    is: 'changes-repository',
    rules: { reads: 'ls-files, status|env|version', 'discards-work': 'prune|migrate' },
  },
  'git-secret git-crypt': {
    is: 'changes-repository',
    rules: { 'reads-secrets': 'reveal|unlock|cat, export-key' },
  },
  'pre-commit lefthook husky': {
    is: 'runs-project',
    rules: {
      reads: 'validate-config',
      'changes-repository': 'install|add|init|set',
      'changes-settings': 'autoupdate',
    },
  },
  'gh hub': {
    is: 'changes-remote',
    data: true,
    valued:
      '-R --repo -X --method -f -F -H --header --jq -q -t --template --title --body -b --json -L --limit -B --base',
    rules: {
      reads:
        'browse, * list|ls|view|status|diff|checks|watch, api !-X !-f !-F !--field !--raw-field !--input !--method, ' +
        'project field-list|item-list',
      fetches:
        'repo clone|sync, run download, release download, pr checkout, gist clone, extension install|upgrade, attestation download',
      'deletes-resources': 'api -X|--method=DELETE, ' + 'workflow disable',
      'grants-access':
        'variable set, ssh-key add, gpg-key add, repo deploy-key add, auth login|refresh, codespace ports visibility, codespace ssh, ' +
        'api *protection*|*/collaborators*|*/keys*|*/hooks*|*/secrets*|*/variables*|*/permissions*|*/environments*|*/rulesets*|*/invitations*|*/memberships*|*/actions/runners* -X|--method=PUT|POST|PATCH|put|post|patch',
      'disables-protection': 'api *protection*|*/rulesets* -X|--method=DELETE, pr merge --admin',
      'reads-secrets': 'auth token, auth status -t|--show-token',
      'exposes-project':
        'repo edit|archive|unarchive|rename|set-default|transfer, repo fork --org, ' +
        'repo create --public, repo create --push, api -f|-F|--field|--raw-field=visibility=public|private=false',
      publishes: 'release create, pr merge, workflow run|enable, gist create|edit',
    },
  },
  'glab tea': {
    is: 'changes-remote',
    data: true,
    valued: '-R --repo -X --method -f -F -H',
    rules: {
      reads: 'api !-X !-f !-F !--method, mr approvers',
      fetches: 'repo clone, release download, mr checkout, job artifact',
      'deletes-resources': 'api -X|--method=DELETE',
      publishes: 'release create|upload, mr merge, repo publish, snippet create',
      'grants-access': 'variable set|update, ssh-key add, token rotate, deploy-key add, auth login',
      'exposes-project': 'repo archive|transfer|update',
    },
  },
  'hg jj sl fossil darcs bzr pijul': {
    is: 'changes-repository',
    data: true,
    shell: '--config',
    rules: {
      reads:
        'status|st|log|diff|show|summary|id|heads|branches|tags|annotate|blame|cat|files|manifest|root|paths|version|verify|config|info|grep|locate',
      'opens-shell': '--debugger',
      'discards-work':
        'revert|purge|strip|clean|abandon|restore|undo|unrecord|obliterate|rollback|uncommit|backout, update -C|--clean, op restore',
      'rewrites-history': 'push -f|--force, histedit|rebase|evolve, git push --deleted',
    },
  },
  'svn svnadmin svnlook p4 cvs': {
    is: 'changes-repository',
    data: true,
    rules: {
      reads:
        'status|st|stat|log|diff|di|info|list|ls|cat|blame|annotate|proplist|propget|tree|youngest|history|opened|describe|changes|files|fstat|where, client -o',
      'discards-work':
        'revert|delete|rm|remove|del|obliterate|rmtxns, cleanup --remove-unversioned, switch --force',
    },
  },
}
