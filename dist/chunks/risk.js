// src/assessment/risk.ts
/** The seed's three levels, in rising order. */
const riskLevels = [
	"low",
	"medium",
	"high"
];
/** The seed's seven categories. */
const riskCategories = [
	"data_deletion",
	"data_exfiltration",
	"privilege_escalation",
	"system_modification",
	"network_access",
	"resource_exhaustion",
	"compliance"
];
export { riskLevels as n, riskCategories as t };
