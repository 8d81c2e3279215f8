import { isWithin, type Machine } from './machine.ts'

/**
 * Variables that tell programs which certificate authorities to trust. They name files, no secrets, and on a machine with an
 * authority of its own nothing can be fetched without them.
 */
export const certificateNames: readonly string[] = [
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'GIT_SSL_CAINFO',
  'PIP_CERT',
  'AWS_CA_BUNDLE',
  'CARGO_HTTP_CAINFO',
  'NPM_CONFIG_CAFILE',
  'npm_config_cafile',
]

/** Those of the job's variables whose every path is fit; a list of paths is separated by colons. */
export function certificatesFor(
  jobEnv: Readonly<Record<string, string>>,
  isFit: (path: string) => boolean,
): Readonly<Record<string, string>> {
  const fit = certificateNames.flatMap((name): (readonly [string, string])[] => {
    const value = jobEnv[name]
    const isWhole = value?.split(':').every((path) => path.startsWith('/') && isFit(path)) === true
    return value !== undefined && isWhole ? [[name, value]] : []
  })
  return Object.fromEntries(fit)
}

/**
 * True for a real path that commands see as it is and can't have written: a command that left a file there could else make
 * the next one trust what it likes. In scratch places they see something else, in hidden ones nothing.
 */
export function isOutOfReach(path: string, machine: Machine, written: readonly string[]): boolean {
  // A home below /tmp is no scratch.
  const captured = machine.writable.filter((place) => isWithin(path, place))
  const scratch = machine.scratch
    .map((place) => place.path)
    .filter((place) => !captured.some((inner) => isWithin(inner, place)))
  const places = [machine.workspace, ...written, ...scratch, ...machine.hidden.map((place) => place.path)]
  return !places.some((place) => isWithin(path, place))
}
