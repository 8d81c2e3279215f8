import type { ToolTable } from './tool.ts'

/** Disks, volumes, mounts, and the programs whose purpose is more power or another root. */
export const diskTools: ToolTable = {
  'mkfs mke2fs mkswap mkdosfs mkntfs mkexfatfs newfs newfs_msdos format mkreiserfs tune2fs resize2fs e2fsck fsck xfs_repair xfs_admin xfs_growfs debugfs e2label dosfslabel ntfsfix reiserfstune btrfstune badblocks e4defrag partclone ddrescue photorec testdisk foremost extundelete nwipe blkdiscard wipefs sfdisk fdisk gdisk sgdisk cfdisk cgdisk parted partprobe partx kpartx growpart hdparm sdparm sg_format nvme smartctl-x mdadm dmraid dmsetup losetup cryptsetup veracrypt luksFormat zpool zfs btrfs bcachefs lvm pvcreate pvremove pvmove pvresize pvchange vgcreate vgremove vgreduce vgextend vgchange vgcfgrestore vgrename vgmerge vgsplit lvcreate lvremove lvreduce lvextend lvresize lvchange lvconvert lvrename blockdev mdutil-x flashrom fwupdmgr dd_rescue grub2-install efibootmgr bootctl-x multipath iscsiadm targetcli drbdadm ceph rbd rados gluster pvesm qm pct pvenode ha-manager vzdump virsh xl xe esxcli vim-cmd swapoff swapon mkinitrd syslinux extlinux isohybrid usbreset usb-devices eject sg_dd shake xfs_freeze fsfreeze restore dump losetup-x':
    {
      is: 'wipes-device',
      shell: '--exec',
      rules: {
        reads: '--help, --version, -V, version, help, list, status, info, show, get, history, lvdisplay, vgdisplay, pvdisplay, lvs, vgs, pvs, subvolume list|show, filesystem df|show|usage, device stats|usage, property get, iostat, list-snapshots, diff, events, upgrade -v, list-ctrl, id-ctrl, id-ns, smart-log, error-log, --detail, --examine, --show, ls !--exec, table, domstate, dominfo, domblklist, dumpxml, net-list, pool-list, vol-list, nodeinfo, uri, -s -df, -s, df, health, osd tree, osd df, mon stat, get-devices, get-updates, -I, health detail, node show, resources, sub list, su list, subvolume get-default, fi show, fi df, scrub status, quota show, inspect-internal, inspect, get-*, -n -v $, path, config, current-config, isLuks-x, luksDump-x, luksUUID-x, cmd-ls, --dry-run',
      },
    },
  'mount umount mount.cifs mount.nfs sshfs fusermount fusermount3 udisksctl gio pmount pumount mount.fuse bindfs unionfs overlayfs mount.ntfs ntfs-3g s3fs gcsfuse rclone-mount autofs automount cryptmount encfs-x udevil': {
    is: 'mounts',
    rules: { reads: '$, -l, --version, --help, -V, -h, --show-labels, status, info, dump, list, tree, cat, -t $' },
  },
  'sudo doas sudo-rs pkexec gksudo gksu kdesudo su runuser run0 please machinectl-shell ksu dzdo pfexec setpriv': { is: 'elevates', rules: { reads: '-V, --version, --help' } },
  'chroot pivot_root switch_root capsh unshare nsenter fakechroot proot systemd-nspawn-x bwrap firejail-x jexec schroot debootstrap arch-chroot lxc-execute': {
    is: 'elevates',
    rules: { reads: '--version, --help, -V, -h, --print, --list, --decode=*', harmless: '' },
  },
  'newuidmap newgidmap dbus-send busctl gdbus polkit pkcheck pkttyagent': {
    is: 'elevates',
    data: true,
    rules: { reads: 'list, tree, introspect, status, monitor, get-property, capture, --version, --help, wait', 'opens-shell': '--address=*unixexec*', 'changes-settings': 'call, emit, send' },
  },
  'stress stress-ng sysbench forkbomb memtester burnMMX cpuburn prime95 fio iozone bonnie++ bonnie dbench tiobench mbw': { is: 'exhausts', rules: { reads: '--version, --help, -V, -h' } },
  'xmrig minerd cpuminer cgminer bfgminer ethminer t-rex nbminer phoenixminer claymore stratum xmr-stak': { is: 'exhausts' },
  'ld.so ld-linux ld-linux-x86-64.so': { is: 'loads-code', rules: { reads: '--list, --verify, --version, --help' } },
}
