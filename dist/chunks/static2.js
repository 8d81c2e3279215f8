export { t as assessStatically } from "./static.js";
