/**
 * Prints one row of the table that `npm run bench` ends with: what was measured, the figure with its unit, and what stands
 * beside it (a peer in the same run, or what is wanted).
 */
export function printFigure(what: string, figure: string, beside = ''): void {
  console.log(`| ${what} | ${figure} | ${beside} |`)
}
