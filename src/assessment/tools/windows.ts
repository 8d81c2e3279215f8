import type { ToolTable } from './tool.ts'

/** Windows programs that a shell there calls; `.exe` is taken off before names are looked up. */
export const windowsTools: ToolTable = {
  reg: {
    is: 'changes-system',
    data: true,
    folds: true,
    rules: {
      reads: 'query|compare',
      'reads-secrets': 'save|export *sam*|*security*|*system*, query *winlogon*',
      persists: 'add *currentversion\\\\run*|*winlogon*|*image?file*|*services*|*currentversionrun*|*run',
      'deletes-resources': 'delete',
    },
  },
  schtasks: { is: 'persists', data: true, folds: true, rules: { reads: '/query' } },
  sc: {
    is: 'changes-system',
    data: true,
    rules: {
      reads: 'query|queryex|qc|qdescription|getdisplayname|sdshow',
      persists: 'create|config|failure',
      'stops-services': 'stop|pause|delete',
    },
  },
  'wmic rundll32 regsvr32 mshta odbcconf msiexec installutil regasm msxsl cscript wscript forfiles pcalua': {
    is: 'runs-input',
    data: true,
    rules: { reads: '/?, os|cpu|logicaldisk|computersystem|bios|qfe|memorychip *, os|cpu|bios|qfe' },
  },
  'certutil bitsadmin certreq esentutl extrac32 makecab': {
    is: 'changes-files',
    data: true,
    rules: {
      reads: '-hashfile, -dump, /?, /list, -store, -verify',
      'runs-decoded': '-decode, -decodehex',
      'runs-download': '-urlcache, /transfer, -URLCache',
      'sends-data': '/upload, -Post',
      'disables-protection': '-addstore, -AddStore',
    },
  },
  'icacls takeown cacls attrib': { is: 'changes-permissions', data: true, rules: { reads: '/?, $, * $' } },
  'vssadmin wbadmin bcdedit diskshadow fsutil cipher': {
    is: 'changes-system',
    data: true,
    rules: {
      reads: '/?, list|get|query|fsinfo, /enum, /query, volume diskfree',
      'deletes-resources': 'delete|resize, usn deletejournal, /w*, /delete',
      'disables-protection': '/set, set',
    },
  },
  'netsh dnscmd': {
    is: 'changes-routes',
    data: true,
    rules: {
      reads: '* show, * * show, /?',
      'disables-protection': 'advfirewall|firewall',
      'opens-tunnel': 'interface portproxy',
    },
  },
  'runas psexec winrs paexec': { is: 'elevates', rules: { reads: '/?' } },
  'procdump dumpert comsvcs nanodump ntdsutil wce gsecdump pwdump': {
    is: 'reads-secrets',
    rules: { reads: '/?' },
  },
  wevtutil: { is: 'reads', data: true, rules: { 'hides-traces': 'cl|clear-log|sl|set-log|im|um' } },
  'taskkill tskill': { is: 'signals-process', data: true },
  'tasklist systeminfo ipconfig getmac driverquery nltest dsquery quser qwinsta gpresult ver': {
    is: 'reads',
    data: true,
    rules: { 'changes-routes': '/release, /renew, /flushdns' },
  },
  auditpol: { is: 'disables-protection', data: true, rules: { reads: '/get, /list' } },
  cmdkey: { is: 'changes-accounts', data: true, rules: { 'reads-secrets': '/list' } },
  'format diskpart': { is: 'wipes-device', rules: { reads: '/?' } },
  'wsl wslconfig': {
    is: 'runs-project',
    data: true,
    rules: { reads: '-l, --list, --status', 'deletes-resources': '--unregister' },
  },
  'robocopy xcopy': {
    is: 'changes-files',
    data: true,
    folds: true,
    rules: {
      'deletes-files': '* * /m*|/purge, * * * /m*|/purge, * * * * /m*|/purge',
    },
  },
  'setx assoc ftype': { is: 'changes-settings', data: true },
  'xfreerdp rdesktop mstsc vncviewer remmina': { is: 'contacts-network', data: true },
}
