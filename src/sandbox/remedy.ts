/** What about this machine decides whether there can be a sandbox. */
export type Conditions = {
  readonly platform: string
  readonly isContainer: boolean
  readonly isKubernetes: boolean
  /** Ubuntu's restriction: user namespaces without a profile get no rights. */
  readonly appArmorRestricts: boolean
  /** Debian's older switch, off. */
  readonly cloneDisabled: boolean
  readonly maxUserNamespaces: number | undefined
  /** Root, or sudo without a password. */
  readonly mayAdminister: boolean
  readonly hasApt: boolean
}

/** Why there is no sandbox, how a person gets one, and what the gate itself could do about it. */
export type Diagnosis = {
  readonly reason: string
  readonly remedy: string
  readonly fix: 'install' | 'lift-apparmor' | 'enable-clone' | undefined
}

const containerOptions =
  '--security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined'

const containerRemedy = `Run the job without \`container:\`, or give the container these options in the workflow: \`options: ${containerOptions}\`.`

const podRemedy =
  'Set in the runner pod: `hostUsers: false` and `securityContext: {seccompProfile: {type: Unconfined}, appArmorProfile: {type: Unconfined}, procMount: Unmasked}`.'

/** Words with which the kernel and its tools refuse namespaces; anything else is no matter of the container's options. */
const namespaceWords =
  /namespace|unshare|nsenter|uid map|uid_map|gid map|RTM_NEWADDR|mount|pivot_root|operation not permitted|clone/i

/** Names what is wrong from what the machine says of itself and from the words with which the system refused. */
export function diagnose(problem: Problem, conditions: Conditions): Diagnosis {
  if (conditions.platform !== 'linux') {
    return {
      reason: `The sandbox needs Linux; this is ${conditions.platform}.`,
      remedy: 'Run the job on a Linux runner, for example `runs-on: ubuntu-24.04`.',
      fix: undefined,
    }
  }
  if (problem.kind === 'missing') return missing(problem, conditions)
  const detail = problem.message.slice(0, 500)
  const known = knownCause(conditions)
  if (known !== undefined) return { ...known, reason: `${known.reason} The system's words: ${detail}` }
  const isForbidden = namespaceWords.test(detail)
  if (conditions.isKubernetes && isForbidden) {
    return {
      reason: `This pod may not create the namespaces of a sandbox: ${detail}`,
      remedy: podRemedy,
      fix: undefined,
    }
  }
  if (conditions.isContainer && isForbidden) {
    return {
      reason: `This container may not create the namespaces of a sandbox: ${detail}`,
      remedy: containerRemedy,
      fix: undefined,
    }
  }
  return {
    reason: `The sandbox could not be set up: ${detail}`,
    remedy: 'Run `command-gate doctor` on this machine: it names what is missing and how to get it.',
    fix: undefined,
  }
}

/** What kept a sandbox from being made. */
export type Problem =
  | { readonly kind: 'missing'; readonly programs: readonly string[]; readonly packages: readonly string[] }
  | { readonly kind: 'refused'; readonly message: string }

function missing(problem: Extract<Problem, { kind: 'missing' }>, conditions: Conditions): Diagnosis {
  const packages = problem.packages.join(' ')
  return {
    reason: `Missing in this system's own directories: ${problem.programs.join(', ')}.`,
    remedy: conditions.hasApt
      ? `Install what is missing: \`sudo apt-get install -y ${packages}\`.`
      : `Install these packages with the system's package manager: ${packages}.`,
    fix: conditions.hasApt && conditions.mayAdminister ? 'install' : undefined,
  }
}

function knownCause(conditions: Conditions): Diagnosis | undefined {
  const ifAllowed = <Fix extends Diagnosis['fix']>(fix: Fix): Fix | undefined =>
    conditions.mayAdminister && !conditions.isContainer ? fix : undefined
  if (conditions.maxUserNamespaces === 0) {
    return {
      reason: 'User namespaces are switched off on this machine (user.max_user_namespaces is 0).',
      remedy: 'Allow them: `sudo sysctl -w user.max_user_namespaces=15000`.',
      fix: undefined,
    }
  }
  if (conditions.cloneDisabled) {
    return {
      reason: 'Ordinary users may not create user namespaces here (kernel.unprivileged_userns_clone is 0).',
      remedy: 'Allow it: `sudo sysctl -w kernel.unprivileged_userns_clone=1`.',
      fix: ifAllowed('enable-clone'),
    }
  }
  if (conditions.appArmorRestricts) {
    return {
      reason: 'AppArmor takes all rights from user namespaces of ordinary users here.',
      remedy:
        'Lift it for this machine: `sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`; or, to lift it for single programs, load profiles with `flags=(unconfined) { userns, }` for /usr/bin/bwrap and /usr/bin/unshare.',
      fix: ifAllowed('lift-apparmor'),
    }
  }
  return undefined
}
