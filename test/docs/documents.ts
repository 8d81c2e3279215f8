import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'

export const root = join(import.meta.dirname, '../..')

/** Reads a file of the repository as text. */
export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** Every page that people read, by its path in the repository. */
export const pages: readonly string[] = globSync(['*.md', '{docs,.github,examples}/**/*.md'], { cwd: root })
  .map(String)
  .sort()

export type CodeBlock = {
  readonly page: string
  readonly line: number
  readonly language: string
  readonly text: string
}

type Node = {
  readonly type: string
  readonly value?: string
  readonly lang?: string | null
  readonly url?: string
  readonly children?: readonly Node[]
  readonly position?: { readonly start: { readonly line: number } } | undefined
}

/** A page as Markdown parts, by GitHub's dialect. */
function parsePage(page: string): Node {
  return unified().use(remarkParse).use(remarkGfm).parse(read(page)) as Node
}

function nodesOf(node: Node): readonly Node[] {
  return [node, ...(node.children ?? []).flatMap(nodesOf)]
}

/** The fenced code of a page, in its order. */
export function codeBlocksOf(page: string): readonly CodeBlock[] {
  return nodesOf(parsePage(page))
    .filter((node) => node.type === 'code')
    .map((node) => ({
      page,
      line: node.position?.start.line ?? 0,
      language: node.lang ?? '',
      text: node.value ?? '',
    }))
}

/** Where the links and pictures of a page lead, those written as HTML included. */
export function linksOf(page: string): readonly string[] {
  return nodesOf(parsePage(page)).flatMap((node) => {
    if (node.url !== undefined) return [node.url]
    if (node.type !== 'html') return []
    return [...(node.value ?? '').matchAll(/\b(?:src|srcset|href)="([^"]+)"/g)].map((match) => match[1] ?? '')
  })
}

function textOf(node: Node): string {
  return node.value ?? (node.children ?? []).map(textOf).join('')
}

/** The anchors that GitHub gives to the headings of a page. */
export function anchorsOf(page: string): ReadonlySet<string> {
  const anchors = new Set<string>()
  for (const node of nodesOf(parsePage(page)).filter(({ type }) => type === 'heading')) {
    const slug = textOf(node)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
      .replaceAll(' ', '-')
    let anchor = slug
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${slug}-${count}`
    anchors.add(anchor)
  }
  return anchors
}

/** The code in the first column of those tables of a page whose first heading is the one given. */
export function codeInTablesOf(page: string, heading: string): readonly string[] {
  const tables = nodesOf(parsePage(page)).filter(({ type }) => type === 'table')
  return tables.flatMap((table) => {
    const [head, ...rows] = table.children ?? []
    if (textOf(head?.children?.[0] ?? { type: 'none' }) !== heading) return []
    return rows.flatMap((row) =>
      nodesOf(row.children?.[0] ?? { type: 'none' })
        .filter(({ type }) => type === 'inlineCode')
        .map(textOf),
    )
  })
}

/** All code in the lines of a page. */
export function inlineCodeOf(page: string): readonly string[] {
  return nodesOf(parsePage(page))
    .filter(({ type }) => type === 'inlineCode')
    .map(textOf)
}
