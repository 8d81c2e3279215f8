import type { ToolTable } from './tool.ts'

/** Services, processes, users, time and the machine itself. */
export const systemTools: ToolTable = {
  systemctl: {
    is: 'starts-service',
    data: true,
    valued:
      '-t --type -n -H -M --host --machine -p --property -o --output --state -P --root --signal -s --kill-who',
    rules: {
      reads:
        '$, status|show|cat, list-units, list-unit-files, list-timers, list-sockets, list-dependencies, list-jobs, list-machines, list-automounts, list-paths, is-active, is-enabled, is-failed, is-system-running, get-default, show-environment, --type*, --failed, --all $, -a $, -l $, -t $, --state $',
      'starts-service':
        'start|reload|restart|condrestart, try-restart, reload-or-restart, daemon-reload, daemon-reexec, reset-failed, force-reload',
      persists:
        'enable|reenable|link|edit|preset|unmask|revert, add-wants, add-requires, set-property, set-environment, import-environment, set-default',
      'stops-services':
        'stop|kill|disable|mask|isolate|cancel|freeze|emergency|rescue|default|clean, preset-all, soft-reboot, switch-root, restart systemd-*|*ssh*|network*|*firewall*|docker|*auditd*',
      'shuts-down': 'reboot|poweroff|halt|kexec|suspend|hibernate|exit, hybrid-sleep, suspend-then-hibernate',
      harmless: '--dry-run',
    },
  },
  'service rc-service invoke-rc.d initctl rcctl sv supervisorctl monit svcadm launchctl svc s6-svc s6-rc runsv pm2 forever nssm circusctl':
    {
      is: 'starts-service',
      rules: {
        reads:
          '* status, status|list|ls|print|blame|show|logs|monit|info|describe|dumpstate|summary|version|jlist|prettylist|avail|tail|managerpid|l|hostinfo|procinfo|error, --status-all, -e, print-disabled, -l, -r',
        'starts-service':
          '* start|restart|reload|force-reload|onestart, start|restart|reload|update|reread|add|up|onerestart|kickstart',
        'stops-services':
          '* stop|onestop, stop|down|kill|delete|remove|disable|shutdown|unload|bootout|d|exit, force-stop|force-shutdown',
        persists: 'load|bootstrap|enable|submit|startup|save|setenv|asuser|config|limit',
      },
    },
  'update-rc.d chkconfig rc-update insserv sysrc ntsysv sysv-rc-conf batch at anacron atrm': {
    is: 'persists',
    rules: { reads: '--list, -l, -a, show, -n *, -c', 'deletes-files': '-d, -r' },
    stdin: 'code',
  },
  crontab: { is: 'persists', rules: { reads: '-l', 'deletes-files': '-r' }, valued: '-u' },
  atq: { is: 'reads' },
  'cron crond atd incrond': { is: 'starts-service' },
  incrontab: { is: 'persists', rules: { reads: '-l', 'deletes-files': '-r' } },
  'shutdown reboot halt poweroff init telinit kexec pm-suspend pm-hibernate rtcwake systemd-soft-reboot openrc-shutdown':
    {
      is: 'shuts-down',
      rules: { reads: '-c, --show, -n' },
    },
  fuser: { is: 'reads', rules: { 'signals-process': '-k' } },
  'kill pkill killall skill xkill snice wkill': {
    is: 'signals-process',
    longDash: true,
    data: true,
    rules: {
      reads: '-l, -L, -0, --list, --table, -s=0',
      'changes-kernel': '-31, -61, -62, -63, -64',
      'stops-services':
        '-1 -9|-KILL|-STOP|-TERM, -9 1, *cron*|*sshd*|*systemd*, -1 *|$, -k, -KILL 1, -u|-U, -9 0|1, *mysqld*|*mariadbd*|*postgres*|*apache2*|*httpd*|*nginx*|*dockerd*|*containerd*|*kubelet*|*named*|*NetworkManager*|*dbus-daemon*|*Xorg*|*gdm*|*lightdm*|*polkitd*|*rpcbind*',
    },
    valued: '-s -n --signal -g -P -t --older --younger',
  },
  killall5: { is: 'stops-services', rules: { reads: '-18' } },
  'ipcrm lprm': { is: 'deletes-resources' },
  'ps pstree pgrep pidof top htop btop btm atop glances w who whoami id users last lastb groups uptime free vmstat iostat mpstat sar dstat iotop slabtop uname hostid getconf lscpu lsblk lspci lsusb lsmod lshw lsns lsof lsipc lsirq lslocks lslogins lsmem lsfd lsinitramfs lsscsi lstopo numastat dmidecode hwinfo inxi cpuid cpufreq-info turbostat sensors acpi upower findmnt mountpoint blkid locale localectl timedatectl hostnamectl loginctl printenv pinky ipcs modinfo kmod kldstat systemd-analyze systemd-cgls systemd-cgtop systemd-detect-virt virt-what lsb_release sw_vers system_profiler ioreg ausearch aureport ldd objdump readelf nm size addr2line getenforce sestatus aa-status apparmor_status lscgroup nvidia-smi rocm-smi clinfo glxinfo vulkaninfo xdpyinfo xrandr xset xwininfo xprop xlsclients xev fc-match infocmp toe tabs coredumpctl bootctl scontrol sinfo squeue sacct sstat sprio laptop-detect uprecords lstat lpstat lpq lpinfo resolve efivar mokutil sesearch seinfo dcgmi synopkg':
    {
      is: 'reads',
      data: true,
      output: 'opaque',
      rules: {
        'changes-settings': 'set-*, hostnamectl *-x, xset s, -w, delay|start|stop, set-locale, set-keymap',
        persists: 'enable-linger',
        'debugs-process': 'debug|gdb',
        'stops-services': 'terminate-user|terminate-session|terminate-seat|kill-session|kill-user',
        'changes-system': 'set-time, set-ntp, set-timezone, set-hostname, set-default',
        'changes-kernel': '-r *, --disable-validation, load|unload|insert|remove',
      },
    },
  pidstat: { is: 'reads', data: true, shell: '-e' },
  'dmesg journalctl': {
    is: 'reads',
    data: true,
    output: 'pass',
    rules: {
      'hides-traces': '--vacuum-time, --vacuum-size, --vacuum-files, --rotate, -C, --clear, -c, --read-clear',
      'changes-settings': '--flush, --sync, --console-off, --console-on, --console-level',
    },
  },
  'hostname domainname dnsdomainname nisdomainname': {
    is: 'reads',
    data: true,
    rules: { 'changes-system': '*, -F, -b' },
  },
  'hwclock ntpd': { is: 'changes-system', rules: { reads: '-r, --show' } },
  sysctl: {
    is: 'reads',
    data: true,
    rules: {
      reads: '-a, -n, --all',
      'changes-kernel': '-w, --write, -p, --load, --system, *=*',
      'disables-protection': '*randomize_va_space=0|*dmesg_restrict=0|*ptrace_scope=0|*kptr_restrict=0',
    },
  },
  'insmod modprobe rmmod depmod kldload kldunload kextload kextunload dkms kmodtool kpatch livepatch sysdig bpftool bpftrace bcc perf-probe stap systemtap trace-cmd':
    {
      is: 'changes-kernel',
      rules: {
        reads:
          '-n, --dry-run, --show-depends, -D, --show, -c, -l, list|status|feature, prog show, map show, net show',
      },
    },
  'useradd adduser usermod groupadd addgroup groupmod groupmems gpasswd newusers chpasswd chgpasswd passwd chage chfn chsh vipw vigr pwconv grpconv pw usermgmt dscl dseditgroup sysadminctl pwpolicy htpasswd smbpasswd pdbedit grpck pwck newgrp faillock pam_tally2 pam-auth-update authconfig authselect visudo sudoedit lid luseradd lusermod lpasswd homectl userdbctl saslpasswd2':
    {
      is: 'changes-accounts',
      stdin: 'code',
      rules: {
        reads:
          '-S, --status, -l $, --list, -c -f, user show, group show, -read, -list, -search, . list|read, -getglobalpolicy, usershow|groupshow|show|inspect|current|list|check, -q',
      },
    },
  lastlog: { is: 'reads', rules: { 'hides-traces': '-C, --clear, -S, --set' } },
  'rkhunter aide tripwire samhain': {
    is: 'runs-project',
    rules: { 'disables-protection': '--propupd, --init, -i, --update' },
  },
  keyctl: {
    is: 'changes-settings',
    rules: {
      reads: 'show|list|describe|rdescribe',
      'deletes-resources': 'clear|unlink|revoke|purge|reap',
      'reads-secrets': 'read|pipe|print',
    },
  },
  import: { is: 'changes-files', rules: { 'captures-data': '-window' } },
  'userdel deluser groupdel delgroup': {
    is: 'changes-accounts',
    rules: { 'changes-accounts': '*', 'deletes-resources': '*' },
  },
  'getent mkpasswd pwgen apg openssl-passwd uuidgen uuid cryptpw makepasswd xkcdpass diceware': {
    is: 'reads',
    valued: '-s --service',
    rules: { 'reads-secrets': 'shadow|gshadow' },
  },
  'iptables ip6tables iptables-legacy iptables-nft ebtables arptables nft ufw firewall-cmd firewalld pfctl ipfw fwbuilder gufw shorewall ferm csf socketfilterfw iptables-restore ip6tables-restore netfilter-persistent conntrack fail2ban-client':
    {
      is: 'disables-protection',
      data: true,
      rules: {
        reads:
          '-L, -S, --list, --list-rules, -nvL, -vnL, -nL, -nLv, -Ln, -Lnv, -C, --check, list|status|version|show|monitor, app list|info, --list-*, --get-*, --state, --query-*, -s, -c',
      },
    },
  'iptables-save ip6tables-save': { is: 'reads', rules: { 'changes-files': '-f' } },
  'setenforce aa-disable aa-complain aa-teardown semodule augenrules auditd spctl csrutil tccutil auditbeatctl falconctl mdatp esets_daemon':
    {
      is: 'disables-protection',
      rules: {
        reads:
          '-l, --list, -s, --status, status|health|version|check, -S, -p, -w, --list-modules, --assess, -a --verbose, authenticated-root status',
        'changes-system': '-i',
      },
    },
  auditctl: { is: 'disables-protection', rules: { reads: '-l !-D, -s !-e, -v' } },
  'apparmor_parser aa-enforce aa-exec aa-genprof aa-logprof': {
    is: 'changes-system',

    valued: '-p -n',
  },
  'rsyslogd syslogd syslog-ng journald systemd-journald klogd': { is: 'starts-service' },
  'utmpdump wtmpclean logtamper cleartool': { is: 'hides-traces' },
  // Of the project's own program, unless told to attach.
  'gdb lldb strace ltrace': {
    is: 'runs-project',
    longDash: true,
    shell: '-ex --eval-command',
    code: '-ex -eval --eval-command -o --command',
    language: 'other',
    rules: {
      'debugs-process': '-p, -pid, --pid, --attach-pid, -ex=attach*, -c|-core=/*, -n, --attach-name',
    },
  },
  'ptrace gcore pstack jmap jstack jcmd jinfo pyrasite py-spy rbspy dbg reptyr ksshell nsjail r2 radare2 rizin ghidra drgn kgdb frida frida-trace scanmem':
    {
      is: 'debugs-process',
      longDash: true,
      shell: '-ex --eval-command',
      code: '-ex -eval --eval-command -o --command',
      language: 'other',
    },
  'perf valgrind heaptrack callgrind massif pprof flamegraph hotspot oprofile opcontrol operf gprof': {
    is: 'runs-project',
    rules: { reads: 'list|report|annotate|script|diff' },
  },
  'xdotool xclip xsel wl-copy wl-paste pbcopy pbpaste xinput ydotool wtype xte scrot gnome-screenshot maim grim flameshot screencapture arecord parec fswebcam streamer v4l2-ctl xwd logkeys showkey evtest screenkey termrec asciinema ttyrec':
    {
      is: 'captures-data',
      longDash: true,
      rules: {
        reads: '-l, list|getactivewindow|search, --list, -list',
        'changes-settings': '-i, -in, key|type',
      },
    },
}
