/**
 * Takes the pictures of docs/pictures: the comment in each of its states, by the renderer that posts it, shown with GitHub's style. By
 * hand, where Chromium is installed: node scripts/pictures.ts [NAME…]. A test tells when one of them is out of date.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { renderPlain } from '../test/report/comment-scene.ts'
import { commentStates } from '../test/report/comment-states.ts'
import { renderLikeGitHub } from '../test/text/github-markdown.ts'
import { shrinkPng } from './png.ts'

const pictures = join(import.meta.dirname, '../docs/pictures')
const width = 860

const themes = [
  ['light', '#ffffff', import.meta.resolve('github-markdown-css/github-markdown-light.css')],
  ['dark', '#0d1117', import.meta.resolve('github-markdown-css/github-markdown-dark.css')],
] as const

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
.comment > :last-child { margin-bottom: 0 }
</style><body class="markdown-body"><div class="comment">${body}</div>
<script>document.title = String(document.body.scrollHeight)</script>`

function chromium(...words: readonly string[]): string {
  const usual = ['--headless', '--no-sandbox', '--hide-scrollbars', '--disable-lcd-text']
  const { status, stdout } = spawnSync('chromium', [...usual, ...words], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`chromium ended with ${status}; is it installed?`)
  return stdout
}

/** A picture that is as high as the page; a very high one is not made sharper, to stay small. */
function shoot(html: string, target: string): void {
  const directory = mkdtempSync(join(tmpdir(), 'command-gate-pictures-'))
  const file = join(directory, 'comment.html')
  writeFileSync(file, html)
  const [, height = '1000'] =
    /<title>(\d+)</.exec(chromium('--dump-dom', `--window-size=${width},100`, file)) ?? []
  const scale = `--force-device-scale-factor=${Number(height) > 2_000 ? 1 : 1.5}`
  chromium(`--window-size=${width},${height}`, scale, `--screenshot=${target}`, file)
  rmSync(directory, { recursive: true })
  writeFileSync(target, shrinkPng(readFileSync(target)))
}

const wanted = process.argv.slice(2)
mkdirSync(pictures, { recursive: true })
for (const { name, view } of commentStates) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  // As after a click on the change, and with the colour that GitHub gives to an added line.
  const body = (await renderLikeGitHub(renderPlain(view).body))
    .replaceAll('<details>', '<details open>')
    .replace(/^\+.*$/gm, '<span class="added">$&</span>')
  for (const [theme, background, css] of themes)
    shoot(
      page(body, readFileSync(fileURLToPath(css), 'utf8'), background),
      join(pictures, `comment-${name}-${theme}.png`),
    )
}
const digests = commentStates.map(({ name, view }) => [
  name,
  createHash('sha256').update(renderPlain(view).body).digest('hex'),
])
writeFileSync(join(pictures, 'digests.json'), `${JSON.stringify(Object.fromEntries(digests), null, 2)}\n`)
