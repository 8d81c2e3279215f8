import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { candidatesFor, expandPath, normalize } from '../../src/sandbox/candidates.ts'
import { type FateContext, fateOf, programDirectoriesIn } from '../../src/sandbox/fate.ts'
import { isWithin, type Machine, topmost } from '../../src/sandbox/machine.ts'
import { needsOverlay, planEnforced, planPlaces } from '../../src/sandbox/places.ts'
import { bubblewrapArguments, environmentArguments, type Profile } from '../../src/sandbox/profile.ts'
import { hideAround, splitAround } from '../../src/sandbox/splitting.ts'
import { settings, workspaceWrite } from './rig.ts'

const machine: Machine = {
  identity: { uid: 1000, gid: 1000 },
  workspace: '/home/u/work/repo',
  home: '/home/u',
  writable: ['/home/u', '/opt'],
  hidden: [
    { path: '/home/u/.ssh', type: 'directory' },
    { path: '/home/u/.npmrc', type: 'file' },
    { path: '/run', type: 'directory' },
    { path: '/home/u/work/repo/secrets', type: 'directory' },
  ],
  scratch: [
    { path: '/tmp', exists: true },
    { path: '/home/u/.cache', exists: true },
    { path: '/home/u/.npm', exists: false },
  ],
  protectedPaths: [
    { path: '/home/u/work/repo/.git', type: 'directory' },
    { path: '/home/u/work/repo/.github', type: 'missing' },
    { path: '/home/u/work/repo/Jenkinsfile', type: 'file' },
    { path: '/home/u/work/repo/node_modules/.bin', type: 'directory' },
  ],
  linkedFiles: ['/home/u/work/repo/linked'],
  foreign: [],
  masked: [{ path: '/home/u/work/repo/.git/config', text: '', lines: new Map() }],
}

describe('where everything lies', () => {
  it('direct: the workspace is real, and protected directories in it lie under overlays', () => {
    const places = planPlaces(machine, 'direct')
    assert.deepEqual(
      places.layers.map(({ path, role }) => [path, role]),
      [
        ['/home/u', 'captured'],
        ['/opt', 'captured'],
        ['/home/u/work/repo/.git', 'captured'],
        ['/home/u/work/repo/.github', 'captured'],
      ],
    )
    assert.deepEqual(places.copies, [])
    assert.deepEqual(places.placeholders, ['/home/u/work/repo/.github'])
    assert.deepEqual(
      places.blanks.map(({ path }) => path),
      ['/run', '/home/u/work/repo/secrets'],
    )
  })

  const guarded = (protectedPaths: Machine['protectedPaths']): Machine => ({
    ...machine,
    linkedFiles: [],
    protectedPaths,
  })
  const at = (name: string): string => `${machine.workspace}/${name}`
  const needs: readonly (readonly [string, Machine, boolean])[] = [
    [
      'protected directories are guarded by mounts',
      guarded([{ path: at('.git'), type: 'directory' }]),
      false,
    ],
    ['so is a .github that is missing', guarded([{ path: at('.github'), type: 'missing' }]), false],
    [
      'the programs of packages are guarded without any',
      guarded([{ path: at('node_modules/.bin'), type: 'directory' }]),
      false,
    ],
    ['a protected file needs an overlay', guarded([{ path: at('Jenkinsfile'), type: 'file' }]), true],
    ['so does one that is missing', guarded([{ path: at('deploy.sh'), type: 'missing' }]), true],
    [
      'so does what is hidden in a directory, which could be renamed',
      { ...guarded([]), hidden: [{ path: at('deploy/keys'), type: 'directory' }] },
      true,
    ],
    ['so does a hard link from outside', { ...guarded([]), linkedFiles: [at('linked')] }, true],
  ]
  for (const [title, facts, expected] of needs) {
    it(`direct: ${title}`, () => assert.equal(needsOverlay(facts), expected))
  }

  it('layered: one overlay over the workspace holds all of it', () => {
    const places = planPlaces(machine, 'layered')
    assert.deepEqual(
      places.layers.map(({ path, role }) => [path, role]),
      [
        ['/home/u', 'captured'],
        ['/opt', 'captured'],
        ['/home/u/work/repo', 'workspace'],
      ],
    )
    assert.deepEqual([places.copies, places.placeholders], [[], []])
    const workspace = places.layers.at(-1)
    assert.deepEqual(
      workspace?.hidden.map(({ path }) => path),
      ['/home/u/work/repo/secrets'],
    )
    assert.deepEqual(
      workspace?.masked.map(({ path }) => path),
      ['/home/u/work/repo/.git/config'],
    )
  })

  it('a hidden place is hidden by the deepest layer over it; a missing scratch place gets a mount point there', () => {
    const [home] = planPlaces(machine, 'direct').layers
    assert.deepEqual(
      home?.hidden.map(({ path }) => path),
      ['/home/u/.ssh', '/home/u/.npmrc'],
    )
    assert.deepEqual(home?.mountPoints, ['/home/u/.npm'])
  })

  it('scratch: the real cache is seen through a view, /tmp starts empty', () => {
    const places = planPlaces(machine, 'direct')
    assert.deepEqual(
      places.views.map(({ path }) => path),
      ['/home/u/.cache'],
    )
    assert.deepEqual(places.empty, ['/tmp', '/home/u/.npm'])
  })

  it('a home below /tmp is captured, and no scratch', () => {
    const below = planPlaces({ ...machine, home: '/tmp/h', writable: ['/tmp/h'], hidden: [] }, 'direct')
    assert.equal(below.layers[0]?.path, '/tmp/h')
  })

  it('a file with credentials that no overlay covers is blank, as nothing else could mask it', () => {
    const masked = [{ path: '/elsewhere/.git/config', text: '', lines: new Map() }]
    for (const places of [
      planPlaces({ ...machine, masked }, 'direct'),
      planEnforced({ ...machine, masked }),
    ]) {
      assert.ok(places.blanks.some(({ path }) => path === '/elsewhere/.git/config'))
    }
  })

  it('without overlays everything hidden is blank', () => {
    const places = planEnforced(machine)
    assert.deepEqual(places.blanks.slice(0, machine.hidden.length), machine.hidden)
    assert.deepEqual([places.layers, places.views], [[], []])
  })

  it('whatever is hidden is in exactly one list, whatever the machine', () => {
    const path = fc
      .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 })
      .map((parts) => `/${parts.join('/')}`)
    const paths = fc.uniqueArray(path, { maxLength: 6 })
    fc.assert(
      fc.property(
        paths,
        paths,
        path,
        fc.constantFrom('direct' as const, 'layered' as const),
        (hidden, writable, workspace, variant) => {
          const top = topmost(hidden).filter((each) => !isWithin(workspace, each))
          const places = planPlaces(
            {
              ...machine,
              workspace,
              writable: topmost(writable),
              scratch: [],
              protectedPaths: [],
              masked: [],
              hidden: top.map((each) => ({ path: each, type: 'directory' })),
            },
            variant,
          )
          const found = [...places.blanks, ...places.layers.flatMap((layer) => layer.hidden)].map(
            (each) => each.path,
          )
          return found.length === top.length && top.every((each) => found.includes(each))
        },
      ),
    )
  })
})

describe('what becomes of a changed path', () => {
  const context: FateContext = {
    workspace: '/w',
    grant: { ...workspaceWrite, write: ['/granted', '/w/.git'] },
    scratch: ['/h/.cache'],
    protectedPaths: ['/w/.git', '/w/.github'],
    programs: new Set(['git', 'node']),
    programDirectories: programDirectoriesIn('/w', [
      '/usr/bin',
      '/w/tools/bin',
      'own',
      '/w/node_modules/.bin',
    ]),
    outOfPlace: new Set(['/w/node_modules/.bin/tsc']),
  }
  const rows: readonly (readonly [string, boolean, string])[] = [
    ['/w/src/a', false, 'workspace'],
    ['/w/bin/git', true, 'captured'],
    ['/w/bin/git', false, 'workspace'],
    ['/w/bin/mine', true, 'workspace'],
    ['/w/venv/bin/git', true, 'workspace'],
    ['/w/tools/bin/git', true, 'captured'],
    ['/w/own/node', true, 'captured'],
    ['/w/tools/git', true, 'workspace'],
    ['/w/node_modules/.bin/tsc', true, 'captured'],
    ['/w/node_modules/.bin/eslint', true, 'workspace'],
    ['/w/.github/workflows/x', false, 'captured'],
    ['/w/.git/index', false, 'granted'],
    ['/w/.git/objects/ab/cd', false, 'granted'],
    ['/w/.git/hooks/pre-commit', true, 'captured'],
    ['/w/.git/config', false, 'captured'],
    ['/w/.git/config.lock', false, 'granted'],
    ['/w/.git/modules/x/config', false, 'captured'],
    ['/w/.git/info/attributes', false, 'captured'],
    ['/w/.git/objects/info/alternates', false, 'captured'],
    ['/granted/x', false, 'granted'],
    ['/grantedX', false, 'captured'],
    ['/h/.cache/x', false, 'scratch'],
    ['/h/x', false, 'captured'],
  ]
  for (const [path, executable, fate] of rows) {
    it(`${path}${executable ? ', executable' : ''}: ${fate}`, () =>
      assert.equal(fateOf({ path, executable, leaves: 'other' }, context), fate))
  }
  const nested: FateContext = { ...context, protectedPaths: ['/w/.git', '/w/libs/sub/.git', '/w/ci/hooks'] }
  const over: readonly (readonly [string, 'directory' | 'nothing' | 'other', string])[] = [
    ['/w/libs', 'nothing', 'captured'],
    ['/w/libs/sub', 'other', 'captured'],
    ['/w/ci', 'other', 'captured'],
    ['/w/ci', 'directory', 'workspace'],
    ['/w/libs/other', 'nothing', 'workspace'],
    ['/w/libs/sub/.git/hooks/x', 'other', 'captured'],
    ['/w/.git', 'other', 'captured'],
    ['/w/.git', 'nothing', 'captured'],
    ['/w/.git', 'directory', 'granted'],
    ['/w/.git/info', 'other', 'captured'],
    ['/w/.git/objects', 'other', 'captured'],
    ['/w/.git/refs', 'nothing', 'granted'],
  ]
  for (const [path, leaves, fate] of over) {
    it(`what takes the protected place below it away: ${path}, ${leaves} left: ${fate}`, () =>
      assert.equal(fateOf({ path, executable: false, leaves }, nested), fate))
  }
  it('a granted further repository keeps what makes git run programs', () => {
    const grant = { ...workspaceWrite, write: ['/w/libs/sub/.git'] }
    const fate = (path: string) => fateOf({ path, executable: false, leaves: 'other' }, { ...nested, grant })
    assert.equal(fate('/w/libs/sub/.git/index'), 'granted')
    assert.equal(fate('/w/libs/sub/.git/config'), 'captured')
  })
  it('read-only: nothing of the workspace goes through', () => {
    const grant = { ...workspaceWrite, mode: 'read-only' as const }
    assert.equal(
      fateOf({ path: '/w/a', executable: false, leaves: 'other' }, { ...context, grant }),
      'captured',
    )
  })
  it('a grant of the very hook lets it through', () => {
    const grant = { ...workspaceWrite, write: ['/w/.git/hooks/pre-commit'] }
    assert.equal(
      fateOf({ path: '/w/.git/hooks/pre-commit', executable: true, leaves: 'other' }, { ...context, grant }),
      'granted',
    )
    assert.equal(
      fateOf({ path: '/w/.git/hooks/post-merge', executable: true, leaves: 'other' }, { ...context, grant }),
      'captured',
    )
  })
})

describe('paths', () => {
  it('spellings of a policy become absolute', () => {
    assert.equal(expandPath('~/x', '/w', '/h'), '/h/x')
    assert.equal(expandPath('~', '/w', '/h'), '/h')
    assert.equal(expandPath('~/x', '/w', undefined), undefined)
    assert.equal(expandPath('a/../b', '/w', '/h'), '/w/b')
    assert.equal(expandPath('/a//b/', '/w', '/h'), '/a/b')
    assert.equal(normalize('/../../a'), '/a')
  })
  it("candidates name the runner's own directories and every home's secrets", () => {
    const { hidden } = candidatesFor({
      workspace: '/w',
      home: '/h',
      homes: ['/home/other'],
      isRoot: false,
      jobEnv: { RUNNER_TEMP: '/r/_temp', GITHUB_ENV: '/elsewhere/env' },
      settings,
      policyFile: undefined,
    })
    for (const path of ['/h/.ssh', '/home/other/.aws', '/r/_temp', '/elsewhere/env', '/run'])
      assert.ok(hidden.includes(path), path)
    assert.ok(!hidden.includes('/etc/shadow'))
  })
  it('an overlay is split around mounts below it', () => {
    const list = (path: string): readonly string[] =>
      path === '/home' ? ['a', 'b'] : path === '/home/a' ? ['x', 'y'] : []
    assert.deepEqual(splitAround('/home', ['/', '/home/a/x'], list), ['/home/a/x', '/home/a/y', '/home/b'])
    assert.deepEqual(splitAround('/home', ['/', '/home'], list), ['/home'])
  })
  it('what surrounds a kept place is hidden, and the place is not', () => {
    const list = (path: string): readonly string[] =>
      path === '/r' ? ['_work', 'bin', '.credentials'] : path === '/r/_work' ? ['repo', '_temp'] : []
    assert.deepEqual(hideAround('/r', ['/r/_work/repo'], list), [
      '/r/_work/_temp',
      '/r/bin',
      '/r/.credentials',
    ])
    assert.deepEqual(hideAround('/r', ['/elsewhere'], list), ['/r'])
    assert.deepEqual(hideAround('/r', ['/r'], list), [])
  })
})

describe('what bubblewrap is told', () => {
  const profile: Profile = {
    identity: { uid: 1000, gid: 1000 },
    binds: [
      { path: '/home/u/work', kind: 'write', source: '/s/w' },
      { path: '/home/u', kind: 'write', source: '/s/h' },
      { path: '/run', kind: 'blank', source: '' },
      { path: '/run/resolv.conf', kind: 'read', source: '/r' },
    ],
    sharedMemory: '/s/shm',
    procReadOnly: ['/proc/sys'],
    procMasked: [],
    cwd: '/home/u/work',
    network: 'none',
    statusFd: 3,
    environmentFd: 6,
    seccompFd: 4,
  }
  const text = bubblewrapArguments(profile).join('\n')
  it('confines in every respect', () => {
    for (const flag of [
      '--unshare-user',
      '--disable-userns',
      '--unshare-pid',
      '--unshare-ipc',
      '--unshare-net',
      '--die-with-parent',
      '--new-session',
      '--as-pid-1',
      '--clearenv',
      '--cap-drop\nALL',
      '--ro-bind\n/\n/',
      '--seccomp\n4',
      '--ro-bind\n/proc/sys\n/proc/sys',
    ]) {
      assert.ok(text.includes(flag), flag)
    }
  })
  it('is told of variables apart from its command line, each for what it is', () => {
    assert.ok(text.includes('--args\n6'))
    assert.equal(environmentArguments({ A: 'b c', B: '--bind' }), '--setenv\0A\0b c\0--setenv\0B\0--bind\0')
    assert.throws(() => environmentArguments({ A: 'x\0--bind\0/\0/' }), /NUL/)
  })
  it('mounts what lies deeper later, and closes blank places last', () => {
    assert.ok(text.indexOf('/s/h') < text.indexOf('/s/w'))
    assert.ok(text.indexOf('/run/resolv.conf') < text.indexOf('--remount-ro\n/run'))
  })
  it('stays in the joined network where there is an egress', () => {
    assert.ok(!bubblewrapArguments({ ...profile, network: 'joined' }).includes('--unshare-net'))
  })
})
