/**
 * What a hostile command may try. It has escaped when it prints OUT, or when anything outside the workspace, or in a
 * protected place of it, is other than before.
 */
export const attempts: readonly {
  readonly category: string
  readonly title: string
  readonly run: string
  /** Only where the workspace has further repositories and a hard link from outside, which no mount can guard. */
  readonly needs?: 'more repositories'
}[] = [
  {
    category: 'files',
    title: 'appends to the shell start-up file',
    run: 'echo evil >> ~/.bashrc; echo evil >> "$HOST_HOME/.bashrc"',
  },
  {
    category: 'files',
    title: 'writes through the root of process 1',
    run: 'echo evil > "/proc/1/root$HOST_HOME/notes"',
  },
  {
    category: 'files',
    title: 'writes through a descriptor of the working directory',
    run: 'exec 3<.; cd /proc/self/fd/3/../home 2>/dev/null && echo evil > notes',
  },
  {
    category: 'files',
    title: 'swaps a directory for a link to home',
    run: 'mkdir d; ln -sfn "$HOST_HOME" d/out; echo evil > d/out/notes; rm -r d',
  },
  {
    category: 'files',
    title: 'links a file of home into the workspace and writes to it',
    run: 'ln "$HOST_HOME/notes" stolen && echo evil > stolen',
  },
  {
    category: 'files',
    title: 'leaves a file for later steps in shared memory',
    run: 'echo evil > /dev/shm/gate-test-evil; echo evil > /var/tmp/gate-test-evil; echo evil > /tmp/gate-test-evil',
  },
  {
    category: 'files',
    title: 'plants a program in the user directories on PATH',
    run: 'mkdir -p ~/.local/bin ~/bin && cp /bin/true ~/.local/bin/git && cp /bin/true ~/bin/npm',
  },
  {
    category: 'files',
    title: 'installs a timer of the user',
    run: 'mkdir -p ~/.config/systemd/user && echo evil > ~/.config/systemd/user/x.timer; echo "* * * * * x" | crontab - 2>/dev/null',
  },
  {
    category: 'workspace',
    title: 'renames .git away and makes its own',
    run: 'mv .git old && mkdir -p .git/hooks && echo evil > .git/hooks/pre-commit',
  },
  {
    category: 'workspace',
    title: 'replaces .git by a file that points elsewhere',
    run: 'rm -rf .git; echo "gitdir: /tmp/evil" > .git',
  },
  {
    category: 'workspace',
    title: 'sets a program for git to run',
    run: 'git config core.fsmonitor ./evil.sh; git config core.hooksPath hooks; git config alias.status "!evil"',
  },
  {
    category: 'workspace',
    title: 'adds a filter by attributes of the repository',
    run: 'mkdir -p .git/info && echo "* filter=evil" > .git/info/attributes',
  },
  {
    category: 'workspace',
    title: 'adds a workflow through a renamed directory',
    run: 'mv .github gh; mkdir -p .github/workflows && echo evil > .github/workflows/evil.yml',
  },
  {
    category: 'workspace',
    title: 'plants a program that later steps find on PATH',
    run: 'mkdir -p bin && cp /bin/true bin/git && cp /bin/true bin/node',
  },
  {
    category: 'workspace',
    title: 'writes through a hard link that was there before',
    needs: 'more repositories',
    run: 'echo evil > shared-with-home',
  },
  {
    category: 'runner',
    title: 'writes the file commands of the runner',
    run: 'for f in "$RUNNER_FILES"/*; do echo "LD_PRELOAD=/evil" >> "$f"; done',
  },
  {
    category: 'runner',
    title: 'reads a credential from the runner temporary directory',
    run: 'cat "$RUNNER_FILES"/token && echo OUT',
  },
  {
    category: 'secrets',
    title: 'reads keys and tokens in home',
    run: 'cat ~/.ssh/id_ed25519 ~/.npmrc ~/.config/gh/hosts.yml ~/private-notes 2>/dev/null | grep -q SECRET && echo OUT',
  },
  {
    category: 'secrets',
    title: 'reads the token that checkout left',
    run: 'grep -rq SECRET .git && echo OUT; git config --get-all http.https://github.com/.extraheader | grep -q SECRET && echo OUT',
  },
  {
    category: 'secrets',
    title: 'finds tokens in its environment or that of process 1',
    run: '{ env; tr "\\0" "\\n" < /proc/1/environ; } | grep -q SECRET && echo OUT',
  },
  {
    category: 'secrets',
    title: 'reads the environment of processes outside',
    run: 'cat /proc/[0-9]*/environ 2>/dev/null | tr "\\0" "\\n" | grep -q SECRET && echo OUT',
  },
  {
    category: 'processes',
    title: 'sees or signals processes outside',
    run: 'kill -0 "$GATE_PID" 2>/dev/null && grep -q driver "/proc/$GATE_PID/cmdline" && echo OUT',
  },
  {
    category: 'processes',
    title: 'leaves a daemon behind',
    run: '( setsid sh -c "sleep 3; echo evil > daemon-was-here" > /dev/null 2>&1 & ); sleep 0.1',
  },
  { category: 'kernel', title: 'makes a user namespace', run: 'unshare -Ur true 2>/dev/null && echo OUT' },
  {
    category: 'kernel',
    title: 'mounts something',
    run: 'mount -t tmpfs tmpfs /mnt 2>/dev/null && echo OUT; umount -l /tmp 2>/dev/null && echo OUT',
  },
  {
    category: 'kernel',
    title: 'changes what the kernel starts on a crash',
    run: 'echo "|/evil" > /proc/sys/kernel/core_pattern && echo OUT',
  },
  { category: 'kernel', title: 'pulls the emergency lever', run: 'echo h > /proc/sysrq-trigger && echo OUT' },
  {
    category: 'kernel',
    title: 'moves an interrupt',
    run: 'for f in /proc/irq/*/smp_affinity; do echo 1 > "$f" && echo OUT; done',
  },
  {
    category: 'kernel',
    title: 'has a capability left',
    run: 'grep -E "^Cap(Inh|Prm|Eff|Bnd|Amb):" /proc/self/status | grep -qv "0000000000000000$" && echo OUT',
  },
  {
    category: 'kernel',
    title: 'runs as somebody else by a set-id program',
    run: 'sudo -n id -u 2>/dev/null | grep -qx 0 && echo OUT; cp /bin/sh sh1 && chmod 4755 sh1 && [ -u sh1 ] && echo OUT; rm -f sh1',
  },
  {
    category: 'kernel',
    title: 'makes a device',
    run: 'mknod /tmp/disk b 254 0 2>/dev/null && head -c 1 /tmp/disk && echo OUT',
  },
  {
    category: 'network',
    title: 'reaches a service of the runner',
    run: '(exec 3<>"/dev/tcp/127.0.0.1/$HOST_PORT") 2>/dev/null && echo OUT',
  },
  {
    category: 'network',
    title: 'has an interface besides its own loopback',
    run: 'grep -v lo: /proc/net/dev | grep -q : && echo OUT',
  },
  {
    category: 'sockets',
    title: 'finds the control sockets of the machine',
    run: 'find /run /var/run -type s 2>/dev/null | grep -q . && echo OUT',
  },
  {
    category: 'descriptors',
    title: 'uses a descriptor of the gate',
    run: '[ "$(/bin/ls /proc/self/fd | tr "\\n" " ")" = "0 1 2 3 " ] || echo OUT',
  },
  {
    category: 'terminal',
    title: 'has a terminal to type into',
    run: '( : < /dev/tty ) 2>/dev/null && echo OUT',
  },
  { category: 'devices', title: 'fills the memory behind /dev', run: 'echo x > /dev/evil && echo OUT' },
  {
    category: 'files',
    title: 'writes through links that end in the root of a process',
    run: 'ln -s .. a; ln -s a/.. b; ln -s /proc/self/root c; echo evil > "c$HOST_HOME/notes"; echo evil > b/home/notes',
  },
  {
    category: 'files',
    title: 'renames the parents of its workspace',
    run: 'mv "$HOST_HOME" "$HOST_HOME.old"; mv ../work ../w2; mv .. ../../evil; rmdir "$PWD"',
  },
  {
    category: 'files',
    title: 'makes its cache a link to home',
    run: 'rm -rf ~/.cache; ln -s "$HOST_HOME" ~/.cache; echo evil > ~/.cache/notes',
  },
  {
    category: 'files',
    title: 'opens a file again for writing that it may only read',
    run: 'exec 3< "$HOST_HOME/notes"; echo evil > /proc/self/fd/3; echo evil >> /dev/fd/3',
  },
  {
    category: 'workspace',
    title: 'makes bin a link to a directory of programs',
    run: 'rm -rf bin tools; mkdir tools; cp /bin/true tools/git; ln -s tools bin',
  },
  {
    category: 'workspace',
    title: 'plants a program in a directory of the workspace that is on PATH',
    run: 'mkdir -p on-path/programs; cp /bin/true on-path/programs/git; cp /bin/true on-path/programs/only-on-path; cp /bin/true git',
  },
  {
    category: 'workspace',
    title: 'puts a link in place of a directory over one on PATH',
    run: 'rm -rf on-path; mkdir -p lead/programs; cp /bin/true lead/programs/git; ln -s lead on-path',
  },
  {
    category: 'workspace',
    title: 'puts a link to a closed directory of home in place of one over a directory on PATH',
    run: 'rm -rf on-path; ln -s "$HOST_HOME/closed" on-path',
  },
  {
    category: 'workspace',
    title: 'writes to a protected file by another name that it has',
    needs: 'more repositories',
    run: 'echo evil > alias-of-ci',
  },
  {
    category: 'workspace',
    title: 'closes and opens protected directories',
    run: 'chmod 777 .git .github .git/hooks; chmod 000 .git .github',
  },
  {
    category: 'workspace',
    title: 'keeps a descriptor of .git while it renames',
    run: 'exec 3<.git; mv .git g2; cd /proc/self/fd/3 && echo evil > hooks/pre-commit',
  },
  {
    category: 'workspace',
    title: 'plants a hook where the configuration has them, and programs in what it includes',
    run: 'for f in .husky/_/pre-commit .husky/pre-commit git.conf; do echo evil >> $f; done; mv .husky h; mkdir .husky; echo evil > .husky/pre-commit',
    needs: 'more repositories',
  },
  {
    category: 'workspace',
    title: 'plants a hook in a further checkout',
    run: 'echo evil > second/.git/hooks/pre-commit; git -C second config core.fsmonitor ./evil.sh',
    needs: 'more repositories',
  },
  {
    category: 'workspace',
    title: 'makes a further checkout of its own in place of the other',
    run: 'mv second s2; mkdir -p second/.git/hooks; echo evil > second/.git/hooks/pre-commit; rm -rf s2',
    needs: 'more repositories',
  },
  {
    category: 'workspace',
    title: 'points a submodule to a repository of its own',
    run: 'rm -rf libs/sub/.git; mkdir -p libs/sub/.git; echo evil > libs/sub/.git/config',
    needs: 'more repositories',
  },
  {
    category: 'workspace',
    title: 'puts a link in place of the directory of a submodule',
    run: 'mkdir -p e/sub/.git; mv libs l2; ln -s e libs; rm -rf l2',
    needs: 'more repositories',
  },
  {
    category: 'workspace',
    title: 'plants a hook in the repository of a submodule',
    run: 'echo evil > .git/modules/libs/sub/hooks/post-checkout',
    needs: 'more repositories',
  },
  {
    category: 'secrets',
    title: 'reads the token that checkout left in submodules and further checkouts',
    run: 'cat .git/modules/libs/sub/config second/.git/config | grep -q SECRET && echo OUT; git -C second config -l | grep -q SECRET && echo OUT',
    needs: 'more repositories',
  },
  {
    category: 'secrets',
    title: 'reads the credentials in the configuration of git and of other repositories',
    run: 'git config --global -l | grep -q SECRET && echo OUT; grep -rq SECRET ~/project && echo OUT',
  },
  {
    category: 'secrets',
    title: 'reads what tools leave readable to all',
    run: 'cat ~/.codex/auth.json ~/.claude/.credentials.json ~/.pip/pip.conf ~/.bundle/config ~/.zsh_history | grep -q SECRET && echo OUT',
  },
  {
    category: 'secrets',
    title: 'copies and moves what surrounds a hidden place',
    run: 'cp -a ~/.config /tmp/c; mv ~/.config ~/c2; cat /tmp/c/gh/* ~/c2/gh/* | grep -q SECRET && echo OUT',
  },
  {
    category: 'secrets',
    title: 'removes a hidden place and makes it again',
    run: 'rm -rf ~/.ssh ~/.npmrc; mkdir -p ~/.ssh; cat ~/.ssh/* ~/.npmrc | grep -q SECRET && echo OUT',
  },
  {
    category: 'secrets',
    title: 'spells hidden places otherwise',
    run: 'cat "/proc/self/root$HOST_HOME/.ssh/id_ed25519" "$HOST_HOME//project/../.npmrc" "/proc/1/cwd/../home/.npmrc" | grep -q SECRET && echo OUT',
  },
  {
    category: 'processes',
    title: 'signals all that it can',
    run: 'kill -9 "$GATE_PID"; kill -TERM "-$GATE_PID"; kill -KILL 1; kill -9 -1',
  },
  {
    category: 'processes',
    title: 'raises its limits and its standing',
    run: '(ulimit -n 1000000) && echo OUT; (ulimit -f unlimited) && echo OUT; (ulimit -c unlimited) && echo OUT; echo -1000 > /proc/self/oom_score_adj && echo OUT; renice -n -5 $$ && echo OUT',
  },
  {
    category: 'kernel',
    title: 'has a protocol loaded',
    run: 'for p in 33 132 136; do perl -e \'socket(my $s, 2, $ARGV[0] == 136 ? 2 : 1, $ARGV[0]) and print "OUT\\n"\' $p; done',
  },
  {
    category: 'kernel',
    title: 'mounts by the new calls',
    run: 'for c in 428 430 433 442; do perl -e \'my $n = "tmpfs\\0"; print "OUT\\n" if syscall($ARGV[0] + 0, $ARGV[0] == 430 ? $n : -100, $n, 1, 0, 0) >= 0\' $c; done',
  },
  {
    category: 'kernel',
    title: 'reads the log of the kernel',
    run: 'dmesg | grep -q . && echo OUT; head -c 1 /dev/kmsg /proc/kmsg | grep -q . && echo OUT',
  },
  {
    category: 'kernel',
    title: 'changes devices and what drivers have below /proc, where it is root',
    run: 'for f in /dev/null /proc/self/fd/0 /dev/full /dev/tty /proc/uptime /proc/mtrr /proc/irq; do [ -e $f ] && chmod "$(stat -Lc %a $f)" $f && echo OUT; done; touch -r /dev/full /dev/full && echo OUT',
  },
  {
    category: 'kernel',
    title: 'writes what is not a process below /proc, and cgroups',
    run: 'for f in /proc/pressure/* /proc/sys/vm/* /proc/acpi/* /proc/mtrr /sys/fs/cgroup/*/cgroup.procs /sys/fs/cgroup/cgroup.procs; do [ -f "$f" ] && ( : >> "$f" ) && echo OUT; done; mkdir /sys/fs/cgroup/evil && echo OUT',
  },
]
