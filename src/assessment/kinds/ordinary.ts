import type { Kind } from './kind.ts'

const system = ['system_modification'] as const
const network = ['network_access'] as const

/** What a job does every day: low and medium. */
export const ordinaryKinds = {
  // Reading only.
  prints: { level: 'low', categories: [], sentence: 'Prints text.' },
  reads: { level: 'low', categories: [], sentence: 'Reads without changing anything.' },

  // The daily work of a project.
  'unknown-program': { level: 'medium', categories: [], sentence: 'Runs a program that is not known here.' },
  'changes-files': { level: 'medium', categories: system, sentence: 'Creates or changes files.' },
  'changes-settings': { level: 'medium', categories: system, sentence: 'Changes settings.' },
  'changes-repository': { level: 'medium', categories: system, sentence: 'Changes the git repository.' },
  'runs-project': { level: 'medium', categories: [], sentence: "Runs the project's own code." },
  'runs-code': { level: 'medium', categories: [], sentence: 'Runs code of a general purpose language.' },
  'runs-variable': { level: 'medium', categories: [], sentence: 'Takes part of a command from a variable.' },
  installs: {
    level: 'medium',
    categories: ['system_modification', 'network_access'],
    sentence: 'Installs packages, whose own scripts may run.',
  },
  fetches: { level: 'medium', categories: network, sentence: 'Downloads from the network.' },
  'contacts-network': { level: 'medium', categories: network, sentence: 'Opens network connections.' },
  'known-host': {
    level: 'medium',
    categories: network,
    sentence: 'Reaches for a package registry, a code host or this machine.',
  },
  'changes-remote': {
    level: 'medium',
    categories: network,
    sentence: 'Changes something on a remote service.',
  },
  publishes: {
    level: 'medium',
    categories: ['compliance', 'data_exfiltration', 'network_access'],
    sentence: 'Publishes to others.',
  },
  'shares-images': {
    level: 'medium',
    categories: ['network_access', 'compliance'],
    sentence: 'Pushes a container image to a registry.',
  },
  'uses-containers': { level: 'medium', categories: system, sentence: 'Runs or changes containers.' },
  'changes-records': {
    level: 'medium',
    categories: ['data_deletion'],
    sentence: 'Changes records of a database.',
  },
  'signals-process': {
    level: 'medium',
    categories: ['resource_exhaustion', 'system_modification'],
    sentence: 'Sends a signal to a process.',
  },
  'starts-service': { level: 'medium', categories: system, sentence: 'Starts or reloads a service.' },
  'reads-private': {
    level: 'medium',
    categories: ['data_exfiltration'],
    sentence: 'Reads what may hold credentials.',
  },
  'unreadable-text': {
    level: 'medium',
    categories: [],
    sentence: 'Part of the text could not be understood.',
  },
} as const satisfies Readonly<Record<string, Kind>>
