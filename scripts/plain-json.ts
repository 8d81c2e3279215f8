/** Node's own JSON in place of a package that also reads numbers of more than 53 bits, which GitHub sends none of. */
export const JSONParse = JSON.parse
export const JSONStringify = JSON.stringify
