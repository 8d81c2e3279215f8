import type { ToolTable } from './tool.ts'

/** Disks, volumes, mounts, and the programs whose purpose is more power or another root. */
export const diskTools: ToolTable = {
  'mkfs mke2fs mkswap mkdosfs mkntfs mkexfatfs newfs newfs_msdos newfs_hfs newfs_apfs vgcfgrestore mkreiserfs wipefs blkdiscard nwipe sfdisk fdisk gdisk sgdisk cfdisk cgdisk parted partprobe zerofree partclone ddrescue dd_rescue pvcreate pvremove pvmove vgcreate vgremove vgreduce vgmerge vgsplit lvremove lvreduce luksFormat sg_format debugfs badblocks resize2fs tune2fs e2label xfs_repair bcachefs drbdadm isohybrid fsck e2fsck ntfsfix reiserfstune btrfstune syslinux extlinux flashrom':
    {
      is: 'wipes-device',
      rules: {
        reads: '-V $, -h $, version, --list-types, -l $, -L $, -n $, --dry-run, --no-act, * print',
      },
    },
  'cryptsetup veracrypt zpool zfs btrfs lvm mdadm dmraid dmsetup losetup hdparm sdparm nvme lvcreate lvextend lvresize lvchange lvconvert lvrename vgextend vgchange vgrename pvresize pvchange multipath iscsiadm targetcli kpartx partx growpart blockdev xfs_admin xfs_growfs xfs_freeze fsfreeze eject usbreset efibootmgr grub2-install fwupdmgr testdisk photorec foremost extundelete scalpel':
    {
      is: 'changes-settings',
      shell: '--exec',
      rules: {
        reads:
          'list|status|info|show|get|history|lvdisplay|vgdisplay|pvdisplay|lvs|vgs|pvs|iostat|diff|events|table|deps|version, subvolume|su|sub list|show|get-default, filesystem|fi df|show|usage|du, device|dev stats|usage, property get, list-snapshots, list-ctrl, id-ctrl, id-ns, smart-log, error-log, --detail, --examine, --show, ls !--exec, --list, -l, -a $, -i, -I, --info, -v $, $, scrub status, quota show, inspect-internal, get-devices, get-updates, get-topology, get-history, --report, --getsize64, --getss, --getro, --summary, -A, -s, -x, -H',
        'wipes-device':
          'luksFormat|erase|luksErase|luksKillSlot|luksRemoveKey|luksAddKey|luksChangeKey|reencrypt|open|close|luksOpen|luksClose|resize|isLuks|luksDump|luksHeaderRestore|remove|plainOpen|destroy|labelclear|detach|offline|replace|split|clear|export|rollback|receive|recv|rename|inherit|promote|upgrade|add|attach|rescue|create|format|sanitize|write|lvremove|vgremove|pvremove|lvreduce|discard|install|update|downgrade, subvolume|su|sub delete|del, device|dev delete|remove|add|replace, balance start, filesystem|fi resize, check --repair, --zero-superblock, --fail, --remove, --stop, --create|-C, remove_all, wipe_table, -D, -d, --detach, --detach-all, write-zeroes, delete-ns, --security-erase, --yes-i-know-what-i-am-doing, --trim-sector-ranges, --flushbufs, --setro, --setrw, --rereadpt, --setra, -B, -f, --force',
      },
    },
  'pvesm qm pct pvenode ha-manager vzdump virsh vmrun xl xe esxcli ceph rbd rados gluster linstor virt-install virt-manager':
    {
      is: 'changes-remote',
      data: true,
      rules: {
        reads:
          'l|config|path|dominfo|domstate|dumpxml|nodeinfo|uri|pending|listsnapshot|showcmd, -s, vncproxy --help, guest cmd',
        'stops-services': 'reset|unlink|migrate|rollback, destroy --graceful',
        'deletes-resources': 'undefine|free',
        'opens-shell': 'enter|terminal|console',
      },
    },
  smartctl: { is: 'reads', valued: '-s -o -S -t', rules: { 'changes-settings': '-s, -o, -S, -t, -X' } },
  'swapon swapoff': { is: 'changes-system', rules: { reads: '-s, --show, --summary' } },
  'vim-cmd': {
    is: 'changes-remote',
    rules: {
      reads: '*get*|*list*',
      'stops-services': '*power.*|*reboot|*shutdown',
      'deletes-resources': '*destroy|*unregister|*remove*',
    },
  },
  'fastboot heimdall': { is: 'wipes-device', rules: { reads: 'devices|getvar|help|detect' } },
  ipmitool: {
    is: 'changes-remote',
    data: true,
    valued: '-H -U -P -I -f -L -p',
    rules: {
      'stops-services': 'chassis power off|reset|cycle|soft, power off|reset|cycle|soft',
      'grants-access': 'user *',
    },
  },
  'umount fusermount pumount': { is: 'mounts' },
  'mount sshfs udisksctl gio pmount bindfs unionfs overlayfs ntfs-3g s3fs gcsfuse autofs automount cryptmount udevil':
    {
      is: 'mounts',
      rules: {
        'deletes-files': 'trash|remove|rm',
        reads: '$, -l, --show-labels, status|info|dump|list|tree|cat, -t $',
      },
    },
  'sudo doas sudo-rs pkexec gksudo gksu kdesudo su runuser run0 please machinectl-shell ksu dzdo pfexec setpriv':
    { is: 'elevates' },
  // The other sg searches code by its syntax.
  sg: {
    is: 'elevates',
    shell: '-c',
    rules: { 'runs-project': 'run|scan|test|new|lsp|outline, -p, --pattern, -r' },
  },
  'systemd-run': {
    is: 'elevates',
    rules: {
      'runs-project': '--user, --scope',
      persists: '--on-calendar, --on-boot, --on-active, --on-startup, --on-unit-active, --on-unit-inactive',
    },
  },
  'chroot pivot_root switch_root capsh unshare nsenter jexec schroot debootstrap arch-chroot lxc-execute': {
    is: 'elevates',
    rules: { reads: '--print, --list, --decode=*' },
  },
  'bwrap firejail proot fakechroot fakeroot': { is: 'runs-project' },
  'newuidmap newgidmap polkit pkcheck pkttyagent': { is: 'changes-settings', data: true },
  'dbus-send busctl gdbus qdbus': {
    is: 'changes-settings',
    data: true,
    verbs: true,
    rules: {
      reads: 'list|tree|introspect|status|monitor|capture|wait, get-property',
      'opens-shell': '--address=*unixexec*',
      'changes-settings': 'call|emit|send',
    },
  },
  'screen tmux byobu zellij abduco dtach xterm rxvt urxvt konsole gnome-terminal alacritty kitty st termux': {
    is: 'runs-project',
    data: true,
    shell: '-c --command -e',
    valued: '-display',
    rules: {
      'reverse-shell': '-display=*.*:*',
      'opens-shell': '$ !-V !-v !--version !-ls !-list !--help !-h, new-session $ !-d',
      reads:
        '-v, -ls, -list, ls|info, list-sessions, list-windows, list-panes, list-keys, list-commands, show-options, display-message, capture-pane, has-session',
    },
  },
  'minicom runscript picocom cu tip': { is: 'opens-shell', rules: { reads: '-v' } },
  script: {
    is: 'changes-files',
    valued: '-I -O -B -E -m -o -T --log-in --log-out --log-io --log-timing',
    shell: '-c --command',
    rules: {
      'opens-shell': '$ !-c !--command, * $ !-c !--command !-p !-d',
    },
  },
  'stress stress-ng sysbench forkbomb memtester burnMMX cpuburn prime95 fio iozone bonnie++ bonnie dbench tiobench mbw':
    { is: 'exhausts' },
  'xmrig minerd cpuminer cgminer bfgminer ethminer t-rex nbminer phoenixminer claymore stratum xmr-stak ccminer gminer lolMiner nanominer SRBMiner-MULTI teamredminer':
    {
      is: 'exhausts',
    },
  'ld.so ld-linux ld-linux-x86-64.so': {
    is: 'loads-code',
    rules: { reads: '--list, --verify' },
  },
}
