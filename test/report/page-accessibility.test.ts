import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { renderPage } from '../../src/report/html-page.ts'
import { sampleReport } from './sample-run.ts'

const directory = mkdtempSync(join(tmpdir(), 'gate-page-'))
after(() => rmSync(directory, { recursive: true, force: true }))

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const browser = ['chromium', 'google-chrome'].find((name) => spawnSync(name, ['--version']).status === 0)

/** What axe-core finds on the page in a browser, all details opened: the rules and how much each matters. */
function faultsOf(page: string, scheme: 'dark' | 'light'): readonly string[] {
  assert.ok(browser !== undefined, 'install chromium to test the page')
  const path = join(directory, 'page.html')
  // The page's own policy forbids scripts; this one is the test's.
  const open = page.replace(/<meta http-equiv[^>]*>/, '').replaceAll('<details>', '<details open>')
  const check = `axe.run().then(({ violations, passes }) => {
    const said = document.createElement('pre')
    said.id = 'axe'
    said.textContent = JSON.stringify({ passed: passes.length, found: violations.map(({ id, impact }) => id + ' ' + impact) })
    document.body.replaceChildren(said)
  })`
  writeFileSync(path, `${open}<script>${axe}</script><script>${check}</script>`)
  const words = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--virtual-time-budget=20000',
    '--dump-dom',
  ]
  const colors = `--blink-settings=preferredColorScheme=${scheme === 'dark' ? 0 : 1}`
  const { stdout } = spawnSync(browser, [...words, colors, `--user-data-dir=${directory}/profile`, path], {
    encoding: 'utf8',
    timeout: 120_000,
  })
  const [, said = ''] = /<pre id="axe">(.*?)<\/pre>/s.exec(stdout) ?? []
  const { passed, found } = JSON.parse(said)
  assert.ok(passed > 20, `only ${passed} rules had something to look at`)
  return found
}

// A browser is no part of the product, and too much to install for one test.
const skip = browser === undefined && 'neither chromium nor google-chrome is on this machine'

describe('the page in a browser', { skip }, () => {
  for (const scheme of ['light', 'dark'] as const) {
    it(`has no fault for people who read it otherwise, in ${scheme} colours`, () => {
      assert.deepEqual(faultsOf(renderPage(sampleReport()), scheme), [])
    })
  }

  it('a fault would be seen', () => {
    const page = renderPage(sampleReport())
    const faint = page.replace(/--quiet: #\w+/, '--quiet: #ccc')
    assert.deepEqual(faultsOf(faint, 'light'), ['color-contrast serious'])
    const unlabelled = page.replace(/<html lang="en">/, '<html>')
    assert.deepEqual(faultsOf(unlabelled, 'light'), ['html-has-lang serious'])
  })
})
