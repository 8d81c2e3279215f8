import type { KindId } from './catalogue.ts'

type Sign = readonly [KindId, RegExp]

/** Cmdlets of PowerShell by their verb and noun, and what they mean. Fixed words only. */
export const powershellSigns: readonly Sign[] = [
  [
    'deletes-files',
    /\b(?:Remove-Item|Clear-Content|Clear-RecycleBin)\b|\b(?:rd|rmdir|del|erase|ri)\s+[-\w."'$/\\~*]/i,
  ],
  [
    'wipes-device',
    /\b(?:Format-Volume|Clear-Disk|Initialize-Disk|Remove-Partition|Clear-Volume|diskpart)\b/i,
  ],
  ['deletes-resources', /\bRemove-(?!Item\b|Variable\b|Module\b|Type\w+\b|PS\w+\b|Job\b)[A-Z]\w+/],
  [
    'stops-services',
    /\b(?:Stop|Suspend|Disable)-(?:Service|VM|Website|WebAppPool|Cluster\w*|AzVM)\b|\bsc(?:\.exe)?\s+(?:stop|delete)\b/i,
  ],
  ['shuts-down', /\b(?:Stop|Restart)-Computer\b/i],
  [
    'persists',
    /\bNew-Service\b|\b(?:Register|New|Set)-ScheduledTask\b|\bNew-ScheduledTaskAction\b|\\CurrentVersion\\(?:Run|RunOnce|Winlogon)\b|\bSet-WmiInstance\b|\b__EventFilter\b|\bschtasks\b[^;\n]{0,80}\/create/i,
  ],
  [
    'changes-accounts',
    /\b(?:New|Set|Enable|Disable)-(?:Local|AD)User\b|\bAdd-(?:LocalGroupMember|ADGroupMember)\b|\bnet\s+(?:user|localgroup)\b[^;\n]{0,80}\/add/i,
  ],
  ['elevates', /-Verb\s+["']?RunAs\b|\brunas\s+\/|\bStart-Process\b[^;\n]{0,200}-Credential\b/i],
  [
    'disables-protection',
    /\b(?:Set|Add|Remove)-MpPreference\b|\bUninstall-WindowsFeature\b[^;\n]{0,80}Defender|\bSet-NetFirewallProfile\b|\b(?:Disable|Remove|New|Set)-NetFirewallRule\b|\bDisable-WindowsOptionalFeature\b|\bAmsiUtils\b|\bamsiInitFailed\b|\bSet-ExecutionPolicy\b[^;\n]{0,60}LocalMachine|\bnetsh\s+(?:advfirewall|firewall)\s+(?:set|add|delete)/i,
  ],
  [
    'hides-traces',
    /\b(?:Clear|Remove|Limit)-EventLog\b|\bwevtutil(?:\.exe)?\s+(?:cl|clear-log|sl)\b|\bClear-History\b|\bSet-PSReadlineOption\b[^;\n]{0,60}SaveNothing|\bConsoleHost_history\b/i,
  ],
  [
    'reads-secrets',
    /\bGet-(?:Credential|StoredCredential|ADReplAccount|Secret|AzKeyVaultSecret)\b|\bConvertFrom-SecureString\b|\bsekurlsa\b|\bInvoke-Mimikatz\b|\bOut-Minidump\b|\bMiniDump\b|\bcmdkey\s+\/list|\bvaultcmd\b|\blsass\b/i,
  ],
  ['captures-data', /\bGetAsyncKeyState\b|\bCopyFromScreen\b|\bGet-Clipboard\b|\bGet-Keystrokes\b/i],
  [
    'runs-decoded',
    /\bFromBase64String\b[\s\S]{0,200}\b(?:iex|Invoke-Expression|Load)\b|\b(?:iex|Invoke-Expression)\b[\s\S]{0,200}\bFromBase64String\b|-e(?:nc?|c|ncodedcommand)?\s+[A-Za-z0-9+/=]{40,}/i,
  ],
  [
    'runs-download',
    /\b(?:iex|Invoke-Expression)\b[\s\S]{0,200}\b(?:DownloadString|DownloadData|Invoke-WebRequest|Invoke-RestMethod|iwr|irm|curl|wget)\b|\b(?:DownloadString|Invoke-WebRequest|Invoke-RestMethod|iwr|irm)\b[\s\S]{0,200}\|\s{0,8}(?:iex|Invoke-Expression)\b|\[Reflection\.Assembly\]::Load\(/i,
  ],
  ['runs-input', /\b(?:iex|Invoke-Expression)\b\s{0,8}\(?\s{0,8}[$&"'(]/i],
  [
    'fetches',
    /\b(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm|Start-BitsTransfer|WebClient|DownloadFile)\b/i,
  ],
]
