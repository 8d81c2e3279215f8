export { t as Octokit } from "./dist-src.js";
