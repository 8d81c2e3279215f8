/** The page's style: system fonts, light and dark, readable contrast (4.5:1 and more) in both. */
export const pageStyle = `
:root { color-scheme: light dark; --text: #1f2328; --page: #fff; --quiet: #57606a; --line: #d0d7de; --block: #f6f8fa;
  --good: #116329; --bad: #a40e26; --warn: #7d4e00; --add: #dafbe1; --del: #ffebe9; --ran: #0969da; --waited: #bf8700 }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --page: #0d1117; --quiet: #9198a1; --line: #3d444d; --block: #151b23;
  --good: #56d364; --bad: #ff7b72; --warn: #e3b341; --add: #12391f; --del: #4b1a1d; --ran: #4493f8; --waited: #d29922 } }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page) }
main { max-width: 64rem; margin: 0 auto; padding: 1.5rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line) }
h3 { font-size: 1rem; margin: 1rem 0 .25rem } h4 { font-size: .9rem; margin: .75rem 0 .25rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem } dt { color: var(--quiet) } dd { margin: 0; overflow-wrap: anywhere }
code, pre { font: 13px/1.45 ui-monospace, monospace; overflow-wrap: anywhere }
pre { background: var(--block); border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; overflow: auto; max-height: 28rem; margin: .5rem 0;
  white-space: pre-wrap }
p { overflow-wrap: anywhere }
details { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; padding: 0 1rem } details[open] { padding-bottom: .75rem }
summary { cursor: pointer; padding: .5rem 0; overflow-wrap: anywhere } ul { margin: .25rem 0; padding-left: 1.4rem; overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line) }
.wide { overflow-x: auto } .quiet { color: var(--quiet) }
.badge { border: 1px solid currentColor; border-radius: 1em; padding: 0 .6em; font-size: .8rem; font-weight: 600; white-space: nowrap; color: var(--quiet) }
.succeeded, .risk-low { color: var(--good) } .failed, .denied, .refused, .aborted, .timed-out, .sandbox-unavailable, .risk-high { color: var(--bad) }
.risk-medium, .pending { color: var(--warn) }
.fault { border: 1px solid var(--bad); border-radius: 6px; padding: 0 1rem; color: var(--bad) }
.took { white-space: nowrap } .line { display: block } .added { background: var(--add) } .removed { background: var(--del) }
.timeline th[scope=row] { width: 1%; max-width: 40vw; overflow-wrap: anywhere; vertical-align: top }
.lane { display: block; position: relative; height: 1rem; margin: .25rem 0 .1rem }
.bar { position: absolute; top: 0; height: 1rem; border-radius: 3px } .ran { background: var(--ran) } .waited { background: var(--waited); opacity: .6 }
`
