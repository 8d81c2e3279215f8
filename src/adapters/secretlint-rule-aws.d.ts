// The preset's own types name a package that it bundles and does not bring along.
declare module '@secretlint/secretlint-rule-aws' {
  export type Options = object
}
