/** The two ends of the wire between the commands' network namespace and the egress's. Never seen on a real network. */
export const network = {
  /** The egress's end: the commands' router and name server. */
  gateway: '198.18.0.1',
  /** The commands' end. */
  inside: '198.18.0.2',
  gateway6: 'fd00:6a7e::1',
  inside6: 'fd00:6a7e::2',
  /** The wire's name at the egress's end. */
  device: 'gate',
} as const

/** What /etc/resolv.conf holds for a command: the egress is the only name server there is. */
export const resolvConf = `nameserver ${network.gateway}\n`
