import type { RiskLevel } from './risk.ts'

/** The levels in rising order. */
export const levelOrder: readonly RiskLevel[] = ['low', 'medium', 'high']

/** The higher of two levels. */
export function higherLevel(left: RiskLevel, right: RiskLevel): RiskLevel {
  return levelOrder.indexOf(right) > levelOrder.indexOf(left) ? right : left
}
