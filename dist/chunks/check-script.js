import { i as asksBeforeFirst } from "./program-path.js";
import { a as explainLayers, s as decide } from "./policy-file.js";
// src/policy/check-script.ts
/** Decides a script and says what would come of it. */
function checkScript(script, policy, options = {}) {
	const decision = decide(script, policy, options);
	const reason = asksBeforeFirst(policy.approvalPolicy, {
		decision: decision.decision,
		asksForMore: false,
		leavesSandbox: decision.sandbox === "forbid",
		readOnly: decision.readOnly,
		mode: policy.sandbox.mode
	});
	const next = decision.decision === "forbid" || reason !== void 0 && policy.approvalPolicy === "never" ? "refuse" : reason === void 0 ? "attempt" : "ask";
	return {
		...decision,
		next,
		why: whyOf(decision),
		layers: explainLayers(policy.provenance)
	};
}
function whyOf(decision) {
	const match = decision.matches.find((each) => each.decision === decision.decision);
	switch (decision.decision) {
		case "forbid":
		case "prompt": return match?.layer === "built-in" ? match.justification ?? "" : `Rule [${match?.pattern ?? ""}] of the ${match?.layer ?? ""} policy, line ${match?.line ?? 0}, says ${decision.decision}.`;
		case "allow": return "Rules allow each of its simple commands.";
		case void 0: return whyUndecided(decision);
	}
}
function whyUndecided(decision) {
	if (decision.matches.length === 0) return "No rule is about it.";
	if (decision.unknown.length > 0) return "No rule can allow it: parts of it can not be known before running.";
	if (decision.outside.length > 0) return "No rule can allow it: it writes to files outside what the policy lets be written.";
	return "Rules allow some of its simple commands, but not all.";
}
export { checkScript as t };
