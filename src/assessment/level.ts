import { type RiskLevel, riskLevels } from './risk.ts'

/** The higher of two levels. */
export function higherLevel(left: RiskLevel, right: RiskLevel): RiskLevel {
  return riskLevels.indexOf(right) > riskLevels.indexOf(left) ? right : left
}
