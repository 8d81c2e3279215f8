/**
 * Takes the pictures of docs/pictures: the built action runs a list against the tests' GitHub, and the comment that it posts is shown
 * with GitHub's style. By hand, where Chromium is installed: node scripts/pictures.ts
 */
import { spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startScene } from '../test/e2e/scene.ts'
import { renderLikeGitHub } from '../test/text/github-markdown.ts'

const root = join(import.meta.dirname, '..')

const policy = 'version: 1\napproval-policy: on-failure\n'

const commands = `- name: Remember a shortcut for next time
  run: echo "alias t='npm test'" >> ~/.bashrc
  justification: Saves typing in the next session.
`

/** The comment as it stands while it waits. The home of the test is named as a hosted runner's. */
async function commentOfARun(): Promise<string> {
  const scene = await startScene({
    policy,
    as: 'ordinary',
    files: { 'package.json': '{ "name": "widgets" }\n' },
  })
  try {
    const { home } = scene.job.layout
    const { uid, gid } = statSync(home)
    writeFileSync(join(home, '.bashrc'), '# ~/.bashrc\nexport EDITOR=vim\n')
    chownSync(join(home, '.bashrc'), uid, gid)
    const action = scene.start(commands, { model: 'off' })
    const { body } = await scene.github.waitForComment((comment) => comment.body.includes('+alias'), 60_000)
    for (const id of new Set(body.match(/[0-9A-Z]{5}-[0-9A-Z]{5}/g)))
      scene.github.people.comment('maria', `/gate deny ${id}`)
    await action.finished
    return body.replaceAll(home, '/home/runner')
  } finally {
    await scene.end()
  }
}

const page = (
  body: string,
  css: string,
  background: string,
): string => `<!doctype html><meta charset="utf-8"><style>
${css}
body { margin: 0; padding: 16px; background: ${background} }
.comment > :first-child { margin-top: 0 }
.added { background: #2ea04333; display: inline-block; width: 100% }
.comment { border: 1px solid #8885; border-radius: 6px; padding: 16px; max-width: 790px }
</style><body class="markdown-body"><div class="comment">${body}</div>`

function shoot(html: string, target: string, height: number): void {
  const dir = mkdtempSync(join(tmpdir(), 'command-gate-pictures-'))
  const file = join(dir, 'comment.html')
  writeFileSync(file, html)
  const words = ['--headless', '--no-sandbox', '--hide-scrollbars', '--force-device-scale-factor=1.5']
  const { status } = spawnSync('chromium', [
    ...words,
    `--window-size=860,${height}`,
    `--screenshot=${target}`,
    file,
  ])
  rmSync(dir, { recursive: true })
  if (status !== 0) throw new Error(`chromium ended with ${status}; is it installed?`)
}

const height = Number(process.argv[2] ?? 1010)
const markdown = await commentOfARun()
// As after a click on the change, and with the colour that GitHub gives to an added line.
const body = (await renderLikeGitHub(markdown))
  .replace('<details>', '<details open>')
  .replace(/^\+.*$/gm, '<span class="added">$&</span>')
mkdirSync(join(root, 'docs/pictures'), { recursive: true })
const themes = [
  ['light', '#ffffff', import.meta.resolve('github-markdown-css/github-markdown-light.css')],
  ['dark', '#0d1117', import.meta.resolve('github-markdown-css/github-markdown-dark.css')],
] as const
for (const [name, background, css] of themes) {
  const html = page(body, readFileSync(fileURLToPath(css), 'utf8'), background)
  shoot(html, join(root, `docs/pictures/comment-${name}.png`), height)
}
console.log(markdown)
