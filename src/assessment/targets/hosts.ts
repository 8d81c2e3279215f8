/** What kind of place a host is, as far as its name tells. */
export type HostKind =
  | 'local'
  | 'metadata'
  | 'registry'
  | 'forge'
  | 'drop'
  | 'address'
  | 'lookalike'
  | 'other'

const registries =
  /(?:^|\.)(?:npmjs\.org|npmjs\.com|yarnpkg\.com|pypi\.org|pythonhosted\.org|crates\.io|rust-lang\.org|rustup\.rs|golang\.org|go\.dev|rubygems\.org|packagist\.org|maven\.org|maven\.apache\.org|gradle\.org|nuget\.org|debian\.org|ubuntu\.com|archlinux\.org|alpinelinux\.org|fedoraproject\.org|nodejs\.org|python\.org|docker\.io|docker\.com|gcr\.io|ghcr\.io|quay\.io|mcr\.microsoft\.com|registry\.k8s\.io|hex\.pm|pub\.dev|jsr\.io|deno\.land|brew\.sh|conda\.io|anaconda\.org|hashicorp\.com|cocoapods\.org|swift\.org|dl\.k8s\.io|get\.helm\.sh)$/
const forges =
  /(?:^|\.)(?:github\.com|githubusercontent\.com|github\.io|gitlab\.com|bitbucket\.org|codeberg\.org|sourceforge\.net|gitea\.com|dev\.azure\.com|sr\.ht|gnu\.org|kernel\.org)$/
const drops =
  /(?:^|\.)(?:pastebin\.com|paste\.ee|paste\.rs|hastebin\.com|ix\.io|0x0\.st|transfer\.sh|file\.io|termbin\.com|sprunge\.us|dpaste\.(?:com|org)|ghostbin\.\w+|rentry\.co|anonfiles\.com|gofile\.io|catbox\.moe|bashupload\.com|webhook\.site|requestbin\.\w+|pipedream\.net|hookbin\.com|beeceptor\.com|requestcatcher\.com|interact\.sh|oast\.\w+|oastify\.com|burpcollaborator\.net|canarytokens\.com|ngrok\.io|ngrok\.app|ngrok-free\.app|ngrok\.dev|trycloudflare\.com|loca\.lt|serveo\.net|localhost\.run|lhr\.life|bore\.pub|pagekite\.me|telebit\.io|dnslog\.cn|ceye\.io|api\.telegram\.org|discord(?:app)?\.com|hooks\.slack\.com|temp\.sh|filebin\.net|wetransfer\.com|ufile\.io|tmpfiles\.org|oshi\.at|litterbox\.catbox\.moe|duckdns\.org|no-ip\.org|onion)$/

/** Letters of other scripts that look like Latin ones: encoded, or beside Latin letters. */
const lookalike = /(?:^|\.)xn--/
const mixed =
  /[a-z][^.]*[\u0370-\u052F\u0531-\u0587\u13A0-\u13FF\uA4D0-\uA4FF\uFF01-\uFF5E]|[\u0370-\u052F\u0531-\u0587\u13A0-\u13FF\uA4D0-\uA4FF\uFF01-\uFF5E][^.]*[a-z]/

/** Classifies a host name or address, lower case or not, without port. */
export function hostKind(host: string): HostKind {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
  if (
    /^(?:localhost|0\.0\.0\.0|::1?|127\.[\d.]+|host\.docker\.internal)$/.test(name) ||
    name.endsWith('.localhost')
  )
    return 'local'
  if (isMetadata(name)) return 'metadata'
  // An address in a spelling that people do not use.
  if (/^(?:0x[0-9a-f]+|0\d+)(?:\.[\da-fx]+){0,3}$|^\d{8,10}$/.test(name)) return 'lookalike'
  if (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(name) || name.includes(':')) return 'address'
  if (drops.test(name)) return 'drop'
  if (lookalike.test(name) || mixed.test(name)) return 'lookalike'
  if (registries.test(name)) return 'registry'
  if (forges.test(name)) return 'forge'
  return 'other'
}

function isMetadata(name: string): boolean {
  return (
    name === '169.254.169.254' ||
    name === '169.254.170.2' ||
    name === '168.63.129.16' ||
    name === '100.100.100.200' ||
    name === 'fd00:ec2::254' ||
    name === 'metadata.google.internal' ||
    name === 'metadata' ||
    name === 'instance-data' ||
    /^169\.254\./.test(name)
  )
}

/** The host of a URL or of `host:port`, `user@host:path`; undefined when there is none. */
export function hostOf(text: string): string | undefined {
  const url = /^[a-z][a-z0-9+.-]{0,20}:\/\/(?:[^@/\s]{0,200}@)?(\[[0-9a-f:.]+\]|[^/:?#\s]+)/i.exec(
    text.slice(0, 2_048),
  )
  if (url !== null) return url[1]
  const bare = /^(?:[^@/\s]{1,100}@)?([a-z0-9_-]+(?:\.[a-z0-9_-]+)*)(?::|\/|$)/i.exec(text.slice(0, 512))
  return bare?.[1]
}
