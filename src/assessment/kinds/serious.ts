import type { Kind } from './kind.ts'

const deletion = ['data_deletion'] as const
const leak = ['data_exfiltration', 'network_access'] as const
const power = ['privilege_escalation'] as const
const system = ['system_modification'] as const
/** What nobody has read may do anything. */
const anything = [
  'data_deletion',
  'data_exfiltration',
  'privilege_escalation',
  'system_modification',
] as const

/** What a person should look at: high. */
export const seriousKinds = {
  // Data lost.
  'deletes-files': { level: 'high', categories: deletion, sentence: 'Deletes files.' },
  'deletes-resources': { level: 'high', categories: deletion, sentence: 'Deletes resources of a service.' },
  'discards-work': {
    level: 'high',
    categories: deletion,
    sentence: 'Throws away work in the git repository.',
  },
  'rewrites-history': {
    level: 'high',
    categories: ['data_deletion', 'compliance'],
    sentence: 'Rewrites or removes published git history.',
  },
  'overwrites-files': {
    level: 'high',
    categories: ['data_deletion', 'system_modification'],
    sentence: 'Overwrites or empties files.',
  },
  'wipes-device': {
    level: 'high',
    categories: ['data_deletion', 'system_modification'],
    sentence: 'Writes to a disk, partition or volume directly.',
  },
  'destroys-records': {
    level: 'high',
    categories: deletion,
    sentence: 'Changes or drops data in a database.',
  },
  'encrypts-files': {
    level: 'high',
    categories: ['data_deletion', 'data_exfiltration'],
    sentence: 'Encrypts files, which takes them away from whoever lacks the key.',
  },
  'removes-packages': {
    level: 'high',
    categories: ['data_deletion', 'system_modification'],
    sentence: 'Removes installed packages.',
  },

  // Data leaving.
  'sends-data': { level: 'high', categories: leak, sentence: 'Sends data to another machine.' },
  'sends-secret': { level: 'high', categories: leak, sentence: 'Sends credentials to another machine.' },
  'reverse-shell': {
    level: 'high',
    categories: ['data_exfiltration', 'network_access', 'privilege_escalation'],
    sentence: 'Connects a shell or program to the network.',
  },
  listens: { level: 'high', categories: leak, sentence: 'Opens a port that serves data to others.' },
  'opens-tunnel': {
    level: 'high',
    categories: leak,
    sentence: 'Opens a tunnel into or out of this machine.',
  },
  'reads-secrets': {
    level: 'high',
    categories: ['data_exfiltration', 'privilege_escalation'],
    sentence: 'Reads credentials or keys.',
  },
  'captures-data': {
    level: 'high',
    categories: ['data_exfiltration', 'compliance', 'system_modification'],
    sentence: 'Records input, traffic or the memory of others.',
  },
  'asks-metadata': {
    level: 'high',
    categories: ['data_exfiltration', 'network_access', 'privilege_escalation'],
    sentence: "Asks the cloud's metadata service, which hands out credentials.",
  },
  'exposes-project': {
    level: 'high',
    categories: ['compliance', 'data_exfiltration', 'privilege_escalation'],
    sentence: 'Changes who may see or use a project.',
  },

  'suspicious-host': {
    level: 'high',
    categories: ['data_exfiltration', 'network_access'],
    sentence:
      'Reaches for a bare address, an imitated name, an open line, or a service that takes files from anyone.',
  },
  'receives-secret': {
    level: 'high',
    categories: ['data_exfiltration', 'privilege_escalation'],
    sentence: 'Would be given a credential of the job.',
  },

  // Power gained.
  'leaves-sandbox': {
    level: 'high',
    categories: ['privilege_escalation', 'system_modification'],
    sentence: 'Would run outside the sandbox.',
  },
  elevates: { level: 'high', categories: power, sentence: 'Runs with the rights of another user.' },
  'opens-shell': {
    level: 'high',
    categories: ['privilege_escalation', 'data_exfiltration'],
    sentence: 'Opens a shell, or makes another program open one.',
  },
  'loads-code': {
    level: 'high',
    categories: ['privilege_escalation', 'system_modification'],
    sentence: 'Makes a program load code of the command’s choice.',
  },
  'changes-permissions': {
    level: 'high',
    categories: ['privilege_escalation', 'system_modification'],
    sentence: 'Changes owner or permissions in a way that opens things up.',
  },
  'changes-accounts': {
    level: 'high',
    categories: ['privilege_escalation', 'system_modification'],
    sentence: 'Changes user accounts, groups or passwords.',
  },
  'grants-access': {
    level: 'high',
    categories: ['privilege_escalation', 'compliance', 'system_modification'],
    sentence: 'Changes who has access to a service.',
  },
  'leaves-container': {
    level: 'high',
    categories: ['privilege_escalation', 'system_modification'],
    sentence: 'Starts a container with power over its host.',
  },
  'attacks-others': {
    level: 'high',
    categories: [
      'privilege_escalation',
      'data_exfiltration',
      'network_access',
      'resource_exhaustion',
      'compliance',
    ],
    sentence: 'Runs a tool made for breaking into or flooding systems.',
  },
  'debugs-process': {
    level: 'high',
    categories: ['privilege_escalation', 'data_exfiltration'],
    sentence: 'Attaches to another process.',
  },

  // Code nobody has seen.
  'runs-download': {
    level: 'high',
    categories: ['network_access', 'privilege_escalation', 'system_modification'],
    sentence: 'Runs code that it has just downloaded.',
  },
  'runs-decoded': {
    level: 'high',
    categories: anything,
    sentence: 'Decodes hidden text and runs it.',
  },
  'runs-input': {
    level: 'high',
    categories: anything,
    sentence: 'Runs text that cannot be known before it runs.',
  },
  'runs-computed': {
    level: 'high',
    categories: anything,
    sentence: 'Computes the name of the program that it runs.',
  },
  'too-complex': {
    level: 'high',
    categories: ['compliance', 'resource_exhaustion'],
    sentence: 'Is too large or too deeply nested to be read.',
  },
  unreadable: {
    level: 'high',
    categories: ['compliance', 'system_modification'],
    sentence: 'Cannot be read as a shell script.',
  },

  // The machine changed.
  persists: {
    level: 'high',
    categories: ['privilege_escalation', 'system_modification', 'compliance'],
    sentence: 'Makes something run later by itself.',
  },
  'changes-system': {
    level: 'high',
    categories: system,
    sentence: 'Changes the system outside the project.',
  },
  'changes-kernel': {
    level: 'high',
    categories: ['privilege_escalation', 'system_modification'],
    sentence: 'Changes the kernel, its modules or its settings.',
  },
  'changes-routes': {
    level: 'high',
    categories: ['system_modification', 'network_access'],
    sentence: "Changes the machine's network configuration.",
  },
  mounts: {
    level: 'high',
    categories: ['privilege_escalation', 'system_modification'],
    sentence: 'Mounts or unmounts file systems.',
  },
  'disables-protection': {
    level: 'high',
    categories: ['compliance', 'system_modification'],
    sentence: 'Weakens a firewall, audit, log or other protection.',
  },
  'hides-traces': {
    level: 'high',
    categories: ['compliance', 'data_deletion', 'system_modification'],
    sentence: 'Removes or falsifies records of what happened.',
  },
  'changes-gate': {
    level: 'high',
    categories: ['compliance', 'privilege_escalation', 'system_modification'],
    sentence: 'Changes CI workflows, hooks or the policy that guards this job.',
  },
  'stops-services': {
    level: 'high',
    categories: ['resource_exhaustion', 'system_modification'],
    sentence: 'Stops or disrupts services.',
  },
  'shuts-down': {
    level: 'high',
    categories: ['resource_exhaustion', 'system_modification'],
    sentence: 'Shuts down or restarts the machine.',
  },
  exhausts: {
    level: 'high',
    categories: ['resource_exhaustion'],
    sentence: 'Uses up processor, memory or disk.',
  },
} as const satisfies Readonly<Record<string, Kind>>
