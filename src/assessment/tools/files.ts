import type { ToolTable } from './tool.ts'

/** Programs that create, move, pack and remove files. Deleting is judged here; what lies at the target in `targets/`. */
export const fileTools: ToolTable = {
  'rm rmdir unlink srm shred wipe scrub trash rimraf del trash-put trash-empty trash-rm del-cli grm bleachbit':
    {
      is: 'deletes-files',
      paths: 'delete',
      rules: { harmless: '--help, --version, --dry-run' },
      valued: '-n -s --iterations --size -p',
    },
  'nix-store': {
    is: 'changes-files',
    rules: { reads: '-q|--query, --verify, --export, --dump', 'deletes-files': '--gc, --delete' },
  },
  'nix-collect-garbage': { is: 'deletes-files', rules: { harmless: '--dry-run' } },
  'trash-list trash-restore': { is: 'reads' },
  'sfill sdmem sswap fstrim': { is: 'wipes-device' },
  truncate: { is: 'overwrites-files', paths: 'delete', valued: '-s -r --size --reference' },
  fallocate: {
    is: 'changes-files',
    paths: 'write',
    valued: '-l -o --length --offset',
    rules: { 'overwrites-files': '-p, -z, -c, --punch-hole, --zero-range, --collapse-range' },
  },
  'cp gcp copy pcp install ginstall ditto': {
    is: 'changes-files',
    paths: 'copy',
    output: 'pass',
    valued: '-t -S -m -o -g --target-directory --suffix --mode --owner --group',
  },
  'mv gmv rename.ul': { is: 'changes-files', paths: 'move', valued: '-t -S --target-directory --suffix' },
  'rename prename mmv vidir detox': { is: 'changes-files' },
  'ln link symlink': { is: 'changes-files', paths: 'copy', valued: '-t -S' },
  touch: {
    is: 'changes-files',
    paths: 'write',
    valued: '-d -r -t --date --reference --time',
    rules: { 'hides-traces': '-a -r, -m -r, -a -t, -m -t, -a -d, -m -d, -r=/*' },
  },
  'mkdir mktemp mkfifo mkdirs': {
    is: 'changes-files',
    paths: 'write',
    valued: '-d -r -t -m -p --date --reference --mode --tmpdir --suffix',
  },
  mknod: { is: 'changes-system', paths: 'write' },
  'dd dcfldd dc3dd': { is: 'changes-files', output: 'pass' },
  'chmod gchmod': { is: 'changes-files', paths: 'write', valued: '--reference' },
  'chown chgrp lchown': { is: 'changes-files', paths: 'write', valued: '--reference --from' },
  'chattr chflags': { is: 'changes-permissions', paths: 'write' },
  'setfattr setfacl': { is: 'changes-permissions', paths: 'write', rules: { harmless: '--help' } },
  setcap: { is: 'changes-permissions', paths: 'write', rules: { harmless: '--help' } },
  getcap: { is: 'reads' },
  'chcon restorecon semanage setsebool': {
    is: 'changes-permissions',
    rules: { reads: 'login -l, fcontext -l' },
  },
  'tar gtar bsdtar': {
    is: 'changes-files',
    output: 'pass',
    valued:
      '-f -C -T -X --file --directory --files-from --exclude-from --exclude --transform --strip-components --owner --group --mtime',
    shell:
      '-I --use-compress-program --to-command --checkpoint-action --info-script --new-volume-script -F --rsh-command --use-compress-prog --use-compress',
    rules: { reads: '-t !-x, --list', 'deletes-files': '--remove-files, --delete' },
  },
  'zip zipcloak': {
    is: 'changes-files',
    shell: '-TT --unzip-command',
    rules: {
      'deletes-files': '-m, --move, -d, -rm*, -mr*, -qm*, -jm*',
      'encrypts-files': '-e, --encrypt, -P, --password',
    },
    longDash: true,
  },
  'unzip unrar unar 7z 7za 7zr 7zz rar p7zip arj lha cabextract': {
    is: 'changes-files',
    rules: { reads: '-l, -t, -Z, -v, l|t|lt', 'deletes-files': 'd', 'encrypts-files': 'a -p*' },
    writes: '-d',
    longDash: true,
  },
  'zipinfo lsar zipnote zipdetails': { is: 'reads' },
  'gzip pigz bzip2 pbzip2 xz pxz lzma lzip lzop lz4 zstd compress brotli zopfli': {
    is: 'changes-files',
    output: 'pass',
    rules: { reads: '-l|--list, -t|--test, -c|--stdout|--to-stdout' },
    valued: '-S --suffix -T -p',
  },
  'gunzip bunzip2 unxz unlzma unzstd unlz4 uncompress lunzip': { is: 'changes-files', output: 'decoded' },
  'cpio pax ar ranlib shar': {
    is: 'changes-files',
    rules: { reads: '-t, t, --list' },
    shell: '--rsh-command',
  },
  rsync: {
    is: 'changes-files',
    shell: '-e --rsh --rsync-path',
    valued:
      '--exclude --include --filter -f --files-from --password-file --exclude-from --include-from --chmod --log-file --bwlimit --port -B',
    rules: {
      'deletes-files':
        '--delete, --del, --delete-after, --delete-before, --delete-during, --delete-delay, --delete-excluded, --delete-missing-args, --remove-source-files',
      harmless: '-n, --dry-run, --list-only, --version, --help',
    },
  },
  'unison rdiff-backup duplicity rsnapshot': {
    is: 'changes-files',
    rules: {
      'deletes-files': 'remove-*, cleanup',
      'sends-data':
        '* sftp://*|ssh://*|scp://*|ftp://*|s3*|rsync*|webdav*|*@*:*, * * sftp://*|ssh://*|scp://*|ftp://*|s3*',
    },
  },
  restic: {
    is: 'changes-files',
    shell: '--password-command -o',
    valued: '-r --repo -p --password-file -H --host --tag --path --option',
    rules: {
      reads: 'snapshots|ls|stats|find|diff|check|version|cat|list|dump, key list',
      'deletes-files':
        'forget|prune|unlock|rewrite|repair|migrate, key remove, cache --cleanup, restore --delete',
      'sends-data': 'backup -r|--repo, copy, init -r',
      harmless: '--dry-run, -n',
    },
  },
  'borg borgmatic': {
    is: 'changes-files',
    shell: '--rsh',
    rules: {
      reads: 'list|info|diff|check|version|rlist|rinfo',
      'deletes-files': 'delete|prune|compact|rdelete|recreate, break-lock, check --repair',
      'sends-data': 'create ssh://*|*@*:*',
      harmless: '--dry-run, -n',
    },
  },
  gpg: {
    is: 'changes-files',
    rules: {
      reads:
        '--list-keys|-k, --verify, --fingerprint, --list-packets, --list-public-keys, --show-keys, --export',
      'reads-secrets': '--export-secret-keys, --export-secret-subkeys',
      'reads-private': '--list-secret-keys|-K',
      'deletes-files': '--delete-keys, --delete-key, --delete-secret-keys, --delete-secret-and-public-key',
      'encrypts-files': '-c|--symmetric !-d',
    },
    valued: '-r -u --recipient --local-user --passphrase --keyserver --homedir',
    writes: '-o --output',
  },
  'age rage': {
    is: 'changes-files',
    writes: '-o',
    rules: { 'reads-secrets': '-d|--decrypt', 'encrypts-files': '-p|--passphrase' },
  },
  'ccencrypt ccrypt mcrypt bcrypt aescrypt encfs ecryptfs': {
    is: 'encrypts-files',
  },
  ccdecrypt: { is: 'changes-files', output: 'decoded' },
  openssl: {
    is: 'changes-files',
    // Making and using the project's own keys is what it is for.
    paths: 'none',
    longDash: true,
    writes: '-out',
    rules: {
      reads:
        'version|list|ciphers|dgst|speed|verify|asn1parse|crl|prime|passwd, x509 !-out, rand !-out, s_time, req -noout, rsa -noout, ec -noout, pkey -noout',
      'contacts-network': 's_client',
      listens: 's_server',
      'loads-code': '-engine, -provider-path, engine *.so|./*|/*',
      'encrypts-files':
        'aes*|des* !-d, enc -e, rsautl -encrypt, pkeyutl -encrypt, enc -aes-256-cbc -in -out !-d',
    },
  },
  'ssh-keygen': {
    is: 'changes-files',
    rules: { reads: '-l, -F, -B, -y', 'loads-code': '-D' },
    valued: '-f -t -b -C -N -D -P -I -m -R',
  },
  patch: { is: 'changes-files', rules: { reads: '--dry-run' }, valued: '-d -i -o -p -D' },
  'run-parts': {
    is: 'runs-project',
    rules: { reads: '--test, --list', 'opens-shell': '/bin|/usr/bin|/sbin|/usr/sbin|/bin/|/usr/bin/' },
    valued: '--regex -a --arg -u --umask',
  },
  'dos2unix unix2dos sqlformat': { is: 'changes-files' },
  logrotate: { is: 'changes-system', shell: '-m --mail', rules: { reads: '-d, --debug' } },
  'fdupes jdupes rdfind rmlint': {
    is: 'reads',
    rules: { 'deletes-files': '-d, --delete, -deleteduplicates' },
  },
  'tmpwatch tmpreaper systemd-tmpfiles': { is: 'deletes-files', rules: { 'changes-system': '--create' } },
}
