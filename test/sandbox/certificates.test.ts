import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { certificateNames, certificatesFor } from '../../src/sandbox/certificates.ts'
import {
  type Driver,
  give,
  makeWorld,
  openDriver,
  removeWorld,
  users,
  type World,
  workspaceWrite,
} from './rig.ts'

describe('variables that name certificate authorities', () => {
  const fit = (path: string): boolean => path.startsWith('/etc/')
  const rows: readonly (readonly [string, Record<string, string>, readonly string[]])[] = [
    ['a file that is fit passes', { SSL_CERT_FILE: '/etc/ca.pem' }, ['SSL_CERT_FILE']],
    ['one that is not fit does not', { SSL_CERT_FILE: '/tmp/ca.pem' }, []],
    ['a list passes whole or not at all', { SSL_CERT_DIR: '/etc/a:/etc/b' }, ['SSL_CERT_DIR']],
    ['a list with one that is not fit does not', { SSL_CERT_DIR: '/etc/a:/tmp/b' }, []],
    ['a relative path does not pass', { PIP_CERT: 'etc/ca.pem' }, []],
    ['what is no path does not pass', { PIP_CERT: 'secret' }, []],
    ['an empty value does not pass', { PIP_CERT: '' }, []],
    ['other names do not pass', { OTHER_CERT: '/etc/ca.pem', GITHUB_TOKEN: '/etc/ca.pem' }, []],
    ['no private key passes by this way', { SSL_KEY_FILE: '/etc/key.pem' }, []],
  ]
  for (const [title, jobEnv, names] of rows) {
    it(title, () => assert.deepEqual(Object.keys(certificatesFor(jobEnv, fit)), names))
  }
})

for (const user of users) {
  describe(`certificate authorities in a command's environment, as ${user.name}`, () => {
    let world: World
    let driver: Driver
    before(() => {
      world = makeWorld(user, 'in home')
      mkdirSync(`${world.home}/.cache`, { recursive: true })
      for (const path of [
        'home/ca.pem',
        'home/.cache/ca.pem',
        'home/.ssh/ca.pem',
        'home/work/repo/repo/ca.pem',
      ])
        writeFileSync(`${world.root}/${path}`, 'certificate\n')
      writeFileSync(`${world.home}/closed.pem`, 'certificate\n', { mode: 0o600 })
      mkdirSync(`${world.home}/granted`)
      writeFileSync(`${world.home}/granted/ca.pem`, 'certificate\n')
      symlinkSync(`${world.workspace}/ca.pem`, `${world.home}/link.pem`)
      give(world.root, user)
      const { home, workspace } = world
      driver = openDriver(world, {
        jobEnv: {
          NODE_EXTRA_CA_CERTS: `${home}/ca.pem`,
          GIT_SSL_CAINFO: '/etc/passwd',
          SSL_CERT_DIR: '/etc',
          SSL_CERT_FILE: `${workspace}/ca.pem`,
          REQUESTS_CA_BUNDLE: `${home}/.cache/ca.pem`,
          CURL_CA_BUNDLE: `${home}/.ssh/ca.pem`,
          PIP_CERT: `${home}/closed.pem`,
          AWS_CA_BUNDLE: `${home}/link.pem`,
          CARGO_HTTP_CAINFO: `${home}/missing.pem`,
          NPM_CONFIG_CAFILE: `${home}/granted/ca.pem`,
          npm_config_cafile: '/tmp/ca.pem',
        },
      })
    })
    after(async () => {
      await driver.close()
      removeWorld(world)
    })
    const names = `env | grep -E '^(${certificateNames.join('|')})=' | cut -d= -f1 | sort | xargs`

    it('are those whose file a command can read and could not have written', async () => {
      const grant = { ...workspaceWrite, write: [`${world.home}/granted`] }
      assert.equal(
        (await driver.try(names, { grant })).stdout,
        'GIT_SSL_CAINFO NODE_EXTRA_CA_CERTS SSL_CERT_DIR\n',
      )
      assert.equal((await driver.try('cat "$NODE_EXTRA_CA_CERTS"')).stdout, 'certificate\n')
    })

    it('a command may name its own', async () => {
      const tried = await driver.try('echo "$NODE_EXTRA_CA_CERTS"', { env: { NODE_EXTRA_CA_CERTS: 'mine' } })
      assert.equal(tried.stdout, 'mine\n')
    })
  })
}
