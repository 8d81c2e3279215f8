import type { Wrapper } from './wrapper.ts'

/** Wrappers that add nothing to what their command may do. */
export const transparentWrappers: readonly Wrapper[] = [
  {
    names: ['env', 'genv'],
    flags:
      '-0 -i -v - --ignore-environment --null --debug --block-signal --default-signal --ignore-signal --list-signal-handling',
    values: '-u -P --unset',
    scripts: '-S --split-string',
    rest: 'command',
    assigns: true,
  },
  {
    names: ['command'],
    flags: '-p',
    inert: '-v -V',
    rest: 'command',
  },
  {
    names: [
      'builtin',
      'nohup',
      'chronic',
      'unbuffer',
      'eatmydata',
      'fakeroot',
      'catchsegv',
      'dbus-run-session',
      'coreutils',
    ],
    rest: 'command',
  },
  {
    names: ['tini', 'dumb-init'],
    flags: '-g -s -v',
    rest: 'command',
  },
  {
    // No `-a`: busybox and its like run what they are called.
    names: ['exec'],
    flags: '-c -l',
    rest: 'command',
  },
  {
    names: ['setsid'],
    flags: '-c -f -w --ctty --fork --wait',
    rest: 'command',
  },
  {
    names: ['nice', 'gnice'],
    values: '-n --adjustment',
    rest: 'command',
  },
  {
    names: ['ionice'],
    flags: '-t --ignore',
    values: '-c -n --class --classdata',
    inert: '-p --pid',
    rest: 'command',
  },
  {
    names: ['chrt'],
    flags: '-a -b -d -f -i -o -r -R -v',
    values: '-T -P -D',
    inert: '-p --pid -m',
    operands: 1,
    rest: 'command',
  },
  {
    names: ['taskset'],
    flags: '-c -a --cpu-list',
    inert: '-p --pid',
    operands: 1,
    rest: 'command',
  },
  {
    names: ['numactl'],
    flags: '-l -a',
    values: '-i -N -m -C -p --interleave --cpunodebind --membind --physcpubind --preferred',
    rest: 'command',
  },
  {
    names: ['prlimit'],
    optionals: '-n --as --core --cpu --data --fsize --nofile --nproc --rss --stack',
    inert: '-p --pid',
    rest: 'command',
  },
  {
    names: ['choom'],
    values: '-n --adjust',
    inert: '-p --pid',
    rest: 'command',
  },
  {
    names: ['stdbuf', 'gstdbuf'],
    values: '-i -o -e --input --output --error',
    rest: 'command',
  },
  {
    names: ['timeout', 'gtimeout'],
    flags: '-v -f -p --foreground --preserve-status --verbose',
    values: '-k -s --kill-after --signal',
    operands: 1,
    rest: 'command',
  },
  {
    names: ['time', 'gtime'],
    flags: '-p -a -q -v -l -h --portability --append --quiet --verbose',
    values: '-f -o --format --output',
    rest: 'command',
  },
  {
    names: ['flock'],
    flags: '-e -F -n -o -s -u -x --close --exclusive --nb --no-fork --nonblock --shared --unlock --verbose',
    values: '-E -w --conflict-exit-code --timeout --wait',
    scripts: '-c --command',
    operands: 1,
    rest: 'command',
  },
  {
    names: ['watch'],
    flags:
      '-b -c -C -d -e -g -p -r -t -w --beep --color --differences --errexit --chgexit --precise --no-title',
    values: '-n -q --interval --equexit',
    rest: 'script',
  },
  {
    // No `-o`: strace runs what follows a `|` there. No `-E`: it sets the environment.
    names: ['strace', 'ltrace'],
    flags: '-C -c -f -i -q -r -S -T -t',
    values: '-a -e -p -s -u',
    rest: 'command',
  },
  {
    names: ['script'],
    flags: '-a -e -f -q -t --append --return --flush --quiet',
    values: '-B -E -I -m -O -o -T',
    scripts: '-c --command',
    rest: 'nothing',
    permutes: true,
  },
  {
    names: ['xvfb-run'],
    flags: '-a -l --auto-servernum --listen-tcp',
    values: '-e -f -n -p -s -w --error-file --auth-file --server-num --xauth-protocol --server-args --wait',
    rest: 'command',
  },
  {
    names: ['busybox', 'toybox'],
    inert: '--list --help --install',
    rest: 'command',
  },
]
