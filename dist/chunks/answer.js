import { t as describe } from "./describe.js";
import { Bt as riskLevels, Ht as array, Vt as _enum, in as _minLength, nn as string, rn as _maxLength, sn as _trim, tn as strictObject, zt as riskCategories } from "./gate.js";
// src/assessment/level.ts
/** The higher of two levels. */
function higherLevel(left, right) {
	return riskLevels.indexOf(right) > riskLevels.indexOf(left) ? right : left;
}
// src/assessment/answer.ts
/** The seed's schema, in the strict form that the API takes. */
const answerSchema = {
	type: "object",
	properties: {
		description: {
			type: "string",
			minLength: 1,
			maxLength: 500
		},
		riskLevel: {
			type: "string",
			enum: [...riskLevels]
		},
		riskCategories: {
			type: "array",
			items: {
				type: "string",
				enum: [...riskCategories]
			}
		}
	},
	required: [
		"description",
		"riskLevel",
		"riskCategories"
	],
	additionalProperties: false
};
const answer = strictObject({
	description: string().check(_trim(), _minLength(1), _maxLength(500)),
	riskLevel: _enum(riskLevels),
	riskCategories: array(_enum(riskCategories)).check(_maxLength(50))
});
/** Reads the model's answer; undefined when it is not exactly what was asked for. */
function decodeAnswer(text) {
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		return;
	}
	const decoded = answer.safeParse(value);
	if (!decoded.success) return void 0;
	return {
		description: decoded.data.description,
		riskLevel: decoded.data.riskLevel,
		riskCategories: [...new Set(decoded.data.riskCategories)]
	};
}
/** Puts both sources together: the level is the higher of the two, and what was found stays found. The model can only raise. */
function combine(assessed, said, call) {
	if (said === void 0) return {
		...assessed,
		model: call
	};
	const riskLevel = higherLevel(assessed.riskLevel, said.riskLevel);
	if (riskLevel !== said.riskLevel) return {
		...assessed,
		model: call
	};
	const same = assessed.riskLevel === said.riskLevel;
	return {
		...assessed,
		riskLevel,
		riskCategories: same ? [.../* @__PURE__ */ new Set([...assessed.riskCategories, ...said.riskCategories])] : said.riskCategories,
		description: same && riskLevel === "high" ? withModel(assessed, said.description) : said.description,
		source: "model",
		model: call
	};
}
/** At equal height the static sentence stays in front, so that a model that was talked round cannot hide it. */
function withModel(assessed, theirs) {
	const ours = describe(assessed.findings);
	return `${/^[^.]*\./.exec(ours)?.[0] ?? ours} ${theirs}`.slice(0, 600);
}
export { combine as n, decodeAnswer as r, answerSchema as t };
