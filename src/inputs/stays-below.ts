/** Whether a path, as it is spelled, can only lead to the directory that it is relative to, or below it. */
export function staysBelow(path: string): boolean {
  return !/^\/|(^|\/)\.\.(\/|$)|\0/.test(path)
}
