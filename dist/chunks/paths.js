// src/policy/paths.ts
/**
* The absolute path for `~/x`, `x` (in the workspace) or `/x`, with `.` and `..` taken out. Undefined for another user's
* home (`~name`) and for an empty path. Symbolic links are not looked at.
*/
function resolvePath(spelling, base) {
	if (spelling === "" || spelling.includes("\0")) return void 0;
	if (spelling === "~" || spelling.startsWith("~/")) return normalize(`${base.home}/${spelling.slice(1)}`);
	if (spelling.startsWith("~")) return void 0;
	return normalize(spelling.startsWith("/") ? spelling : `${base.workspace}/${spelling}`);
}
/** Whether a path is the directory or lies below it. Both absolute and normal. */
function isBelow(path, directory) {
	return path === directory || path.startsWith(directory === "/" ? "/" : `${directory}/`);
}
function normalize(path) {
	const parts = [];
	for (const part of path.split("/")) if (part === "..") parts.pop();
	else if (part !== "" && part !== ".") parts.push(part);
	return `/${parts.join("/")}`;
}
export { resolvePath as n, isBelow as t };
