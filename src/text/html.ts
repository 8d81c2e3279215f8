import { makeVisible } from './visible.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  ':': '&#58;',
  '#': '&#35;',
}

/**
 * The text as text of an HTML element or quoted attribute, with what can't be seen spelled out, and no workflow command for a runner
 * that the page is printed to.
 */
export function escapeHtml(text: string): string {
  return makeVisible(text).replace(/[&<>"']|:(?=:)|#(?=#)/g, (found) => entities[found] ?? found)
}
