import type { Wrapper } from './wrapper.ts'

/** Wrappers that give their command more power or move it elsewhere: each needs an allowing rule of its own. */
export const powerfulWrappers: readonly Wrapper[] = [
  {
    names: ['sudo'],
    flags:
      '-A -b -B -E -e -H -i -K -k -l -n -N -P -S -s -v --askpass --background --bell --preserve-env --set-home --login --non-interactive --preserve-groups --reset-timestamp --remove-timestamp --stdin --shell --list --validate',
    values:
      '-a -C -c -D -g -h -p -R -r -T -t -U -u --auth-type --chdir --chroot --close-from --command-timeout --group --host --prompt --role --type --other-user --user',
    inert: '-V --version',
    rest: 'command',
    assigns: true,
  },
  {
    names: ['doas'],
    flags: '-L -n -s',
    values: '-a -C -u',
    rest: 'command',
    assigns: true,
  },
  {
    names: ['su'],
    flags: '- -f -l -m -p -P --login --fast --preserve-environment --pty',
    values: '-g -G -s -w --group --shell --supp-group --whitelist-environment',
    scripts: '-c --command --session-command',
    rest: 'nothing',
    permutes: true,
  },
  {
    names: ['runuser'],
    flags: '- -f -l -m -p -P --login --fast --preserve-environment --pty',
    values: '-u --user -g -G -s -w --group --shell --supp-group --whitelist-environment',
    scripts: '-c --command --session-command',
    rest: 'command',
    permutes: true,
  },
  {
    names: ['gosu', 'su-exec', 'setuidgid'],
    operands: 1,
    rest: 'command',
  },
  {
    names: ['pkexec'],
    flags: '--disable-internal-agent --keep-cwd',
    values: '--user',
    rest: 'command',
  },
  {
    names: ['setpriv'],
    flags: '-d --dump --clear-groups --keep-groups --init-groups --no-new-privs --nnp --reset-env',
    values:
      '--reuid --regid --ruid --euid --rgid --egid --groups --inh-caps --ambient-caps --bounding-set --securebits --pdeathsig --selinux-label --apparmor-profile',
    rest: 'command',
  },
  {
    names: ['capsh'],
    scripts: '-c',
    rest: 'nothing',
    permutes: true,
  },
  {
    names: ['chroot'],
    flags: '--skip-chdir',
    values: '--userspec --groups',
    operands: 1,
    rest: 'command',
  },
  {
    names: ['nsenter'],
    flags:
      '-a -m -u -i -n -p -U -C -T -r -w -F -Z -e --all --mount --uts --ipc --net --pid --user --cgroup --time --root --wd --no-fork --preserve-credentials --env',
    values: '-t -S -G --target --setuid --setgid',
    optionals: '-W --wdns',
    rest: 'command',
  },
  {
    names: ['unshare'],
    flags:
      '-m -u -i -n -p -U -C -T -f -r -c --mount --uts --ipc --net --pid --user --cgroup --time --fork --map-root-user --map-current-user --map-auto --keep-caps --kill-child --mount-proc',
    values: '-R -w -S -G --root --wd --setuid --setgid --map-user --map-group --propagation --setgroups',
    rest: 'command',
  },
  {
    names: ['systemd-run', 'systemd-inhibit'],
    flags:
      '-d -G -P -q -r -S -t --collect --pipe --pty --quiet --remain-after-exit --same-dir --scope --send-sighup --shell --system --user --wait --no-block --no-ask-password',
    values:
      '-E -H -M -p -u --description --gid --host --machine --nice --on-active --on-boot --on-calendar --property --setenv --slice --uid --unit --working-directory --what --who --why --mode --service-type',
    rest: 'command',
  },
  {
    names: ['ssh'],
    flags: '-4 -6 -A -a -C -f -G -g -K -k -M -N -n -q -s -T -t -V -v -X -x -Y -y',
    values: '-B -b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w',
    operands: 1,
    rest: 'script',
  },
  {
    names: ['docker', 'podman', 'nerdctl'],
    subcommand: 'run|create',
    flags:
      '-d -i -P -t -q -D --debug --detach --disable-content-trust --init --interactive --no-healthcheck --oom-kill-disable --privileged --publish-all --read-only --rm --tty --quiet --replace --tls --tlsverify',
    values:
      '-a -c -e -h -H -l -m -p -u -v -w --add-host --annotation --attach --blkio-weight --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile --config --context --cpus --cpu-shares --cpuset-cpus --device --dns --entrypoint --env --env-file --expose --gpus --group-add --health-cmd --host --hostname --ip --ipc --isolation --label --label-file --link --log-driver --log-level --log-opt --mac-address --memory --memory-swap --mount --name --net --network --network-alias --pid --pids-limit --platform --publish --pull --restart --runtime --security-opt --shm-size --stop-signal --stop-timeout --storage-opt --sysctl --tmpfs --ulimit --user --userns --uts --volume --volumes-from --workdir',
    operands: 1,
    rest: 'command',
  },
  {
    names: ['docker', 'podman', 'nerdctl'],
    subcommand: 'exec',
    flags: '-d -i -t -D --debug --detach --interactive --privileged --tty',
    values: '-e -u -w -H -c --config --context --host --detach-keys --env --env-file --user --workdir',
    operands: 1,
    rest: 'command',
  },
  {
    names: ['docker-compose'],
    subcommand: 'run|exec',
    flags: '-d -T -i --rm --no-deps --detach --build --interactive --no-TTY',
    values: '-f -p -e -u -w -v --file --project-name --env --user --workdir --volume --name --entrypoint',
    operands: 1,
    rest: 'command',
  },
  {
    names: ['kubectl', 'oc'],
    subcommand: 'exec|run',
    flags: '-i -q -t -it --stdin --tty --quiet --rm --attach --command',
    values: '-c -f -n --container --context --kubeconfig --namespace --image --restart --env --overrides',
    operands: 1,
    rest: 'command',
    permutes: true,
  },
  {
    names: ['lxc', 'incus'],
    subcommand: 'exec',
    flags: '-t -T -n -D',
    values: '--env --cwd --user --group --mode --project',
    operands: 1,
    rest: 'command',
  },
  {
    names: ['machinectl'],
    subcommand: 'shell',
    flags: '-q',
    values: '-E -M --uid --setenv',
    operands: 1,
    rest: 'command',
  },
  {
    names: ['xargs', 'gxargs'],
    flags:
      '-0 -o -p -r -t -x --null --no-run-if-empty --open-tty --interactive --verbose --exit --show-limits',
    values:
      '-a -d -E -I -J -L -n -P -R -s --arg-file --delimiter --max-args --max-procs --max-chars --process-slot-var',
    optionals: '-e -i -l --eof --replace --max-lines',
    rest: 'command',
    appends: true,
  },
  {
    names: ['parallel'],
    flags:
      '-0 -k -q -t -u -v -X -m --bar --eta --group --keep-order --line-buffer --lb --no-notice --null --pipe --progress --quote --tag --ungroup --verbose --will-cite --xargs --files',
    values:
      '-a -C -d -I -j -L -l -N -n -P -S --arg-file --arg-sep --colsep --delay --delimiter --env --halt --jobs --joblog --load --max-args --max-procs --memfree --nice --results --retries --rpl --shuf --sshlogin --timeout --tmpdir --workdir --wd',
    inert: '--dry-run --dryrun',
    rest: 'script',
    appends: true,
  },
  {
    names: ['bwrap', 'proot', 'firejail', 'fakechroot'],
    values: '-r -b -w -q',
    rest: 'command',
  },
]
