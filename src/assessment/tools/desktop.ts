import type { ToolTable } from './tool.ts'

/** The settings, keys and screens of a person's own machine: macOS, GNOME, KDE, X. */
export const desktopTools: ToolTable = {
  nvram: { is: 'changes-system', rules: { reads: '$, -p, -xp' } },
  'defaults plutil PlistBuddy pmset systemsetup tmutil diskutil hdiutil bless profiles mdutil mdfind mdls mdimport dscacheutil sips textutil qlmanage caffeinate say open osacompile pkgutil lsregister kextstat sfltool networkQuality sample symbols xattr SetFile GetFileInfo duti mas':
    {
      is: 'changes-settings',
      data: true,
      longDash: true,
      rules: {
        reads:
          'read|find|list|info|print|status|verifyVolume|verifyDisk|listbackups|latestbackup|destinationinfo|isencrypted|imageinfo|plugins|cms|show|domains|export|activity|compare|machinedirectory|listlocalsnapshots|isexcluded|uniquesize|error|mounts|cat, -p, -g, -get*, apfs list|listSnapshots, show-keychain-info, list-keychains, find-identity, default-keychain, verify-cert, dump-trust-settings, -lint, --pkgs, --pkg-info, --files, -q, -s, -l, --file-info, -query, -m, read-type, -xml, -t, authorizationdb read, login-keychain $, -P',
        persists: 'write *loginwindow* *, write *LoginItems* *',
        'disables-protection':
          'write *screensaver* askForPassword* *, write *LaunchServices* LSQuarantine *, write *alf* globalstate *, -cr|-rc, -d|-dr|-rd|-c|-cr|-rc com.apple.quarantine, -d|-dr|-rd|-c|-cr|-rc=com.apple.quarantine, write *SoftwareUpdate* *, write *CrashReporter* *',
        'deletes-files': 'delete|deletelocalsnapshots|disable, delete-*, --forget, remove*, -r',
        'wipes-device':
          'erase*|secureErase|partitionDisk|zeroDisk|randomDisk|reformat|resizeVolume|mergePartitions|splitPartition|unmountDisk|unmount|eject|rename|appleRAID|resetFusion, apfs delete*, apfs erase*',
        'opens-shell': '-a=Terminal',
      },
    },
  'gsettings dconf kwriteconfig5 kwriteconfig6 xfconf-query': {
    is: 'changes-settings',
    data: true,
    rules: {
      reads: 'get|list-*|range|describe|monitor|writable|read|list|dump, -l, -p !-s',
      'disables-protection': 'set *lock*|*screensaver*|*lockdown* *enabled* false, write *lock* false',
    },
  },
  'xhost xauth': {
    is: 'grants-access',
    rules: { reads: '$, list|nlist|info, -local:*' },
  },
  'postsuper postqueue exiqgrep': {
    is: 'reads',
    rules: { 'deletes-resources': '-d', 'stops-services': '-h, -r, -s' },
  },
  ykman: {
    is: 'changes-settings',
    data: true,
    rules: { reads: 'info|list, * info', 'deletes-resources': '* reset, * delete|* * delete' },
  },
  'security keychain': {
    is: 'changes-settings',
    data: true,
    rules: {
      reads:
        'show-keychain-info, list-keychains, find-identity, find-certificate, default-keychain, verify-cert, dump-trust-settings, authorizationdb read, login-keychain $, list-smartcards, error, find-generic-password|find-internet-password !-w !-g',
      'reads-secrets':
        'find-generic-password|find-internet-password -w|-g|-ga, dump-keychain, export, find-key, unlock-keychain',
      'changes-accounts':
        'add-trusted-cert, authorizationdb write, set-key-partition-list, add-generic-password, import|authorize, create-keychain, set-keychain-settings, add-certificates',
      'deletes-files':
        'delete-keychain, delete-certificate, delete-generic-password, delete-internet-password, delete-identity, remove-trusted-cert',
    },
  },
}
