export { t as runAction } from "./gate.js";
