/**
 * Made-up tokens of the kinds that issuers' documents describe, drawn when the test runs, so that nothing in the repository looks
 * like a secret. The same seed gives the same tokens.
 */
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const lower = upper.toLowerCase()
const digits = '0123456789'
const word = upper + lower + digits
const hex = `${digits}abcdef`

type Draw = (alphabet: string, length: number) => string

const kinds: Readonly<Record<string, (draw: Draw) => string>> = {
  'GitHub personal': (draw) => `ghp_${draw(word, 36)}`,
  'GitHub OAuth': (draw) => `gho_${draw(word, 36)}`,
  'GitHub app user': (draw) => `ghu_${draw(word, 36)}`,
  'GitHub installation': (draw) => `ghs_${draw(word, 36)}`,
  'GitHub installation, new': (draw) =>
    `ghs_${draw(digits, 8)}_${draw(word, 40)}.${draw(word, 120)}.${draw(word, 43)}`,
  'GitHub refresh': (draw) => `ghr_${draw(word, 76)}`,
  'GitHub fine-grained': (draw) => `github_pat_${draw(word, 22)}_${draw(word, 59)}`,
  'GitLab personal': (draw) => `glpat-${draw(word, 20)}`,
  'GitLab deploy': (draw) => `gldt-${draw(word, 20)}`,
  'AWS key id': (draw) => `AKIA${draw(`${upper}234567`, 16)}`,
  'AWS session key id': (draw) => `ASIA${draw(`${upper}234567`, 16)}`,
  'AWS secret in a setting': (draw) => `aws_secret_access_key = ${draw(word, 40)}`,
  'Google API key': (draw) => `AIza${draw(word, 35)}`,
  'Google OAuth': (draw) => `ya29.${draw(word, 120)}`,
  'Google client secret': (draw) => `GOCSPX-${draw(word, 28)}`,
  PyPI: (draw) => `pypi-AgEIcHlwaS5vcmc${draw(word, 120)}`,
  npm: (draw) => `npm_${draw(word, 36)}`,
  RubyGems: (draw) => `rubygems_${draw(hex, 48)}`,
  'crates.io': (draw) => `cio${draw(word, 32)}`,
  'Slack bot': (draw) => `xoxb-${draw(digits, 12)}-${draw(digits, 12)}-${draw(word, 24)}`,
  'Slack app': (draw) => `xapp-1-A${draw(upper, 10)}-${draw(digits, 12)}-${draw(hex, 64)}`,
  'Slack webhook': (draw) =>
    `https://hooks.slack.com/services/T${draw(upper, 8)}/B${draw(upper, 8)}/${draw(word, 24)}`,
  'Discord webhook': (draw) => `https://discord.com/api/webhooks/${draw(digits, 18)}/${draw(word, 68)}`,
  'Discord bot': (draw) => `MT${draw('AEIMQUYcgk', 1)}${draw(word, 23)}.${draw(word, 6)}.${draw(word, 38)}`,
  Anthropic: (draw) => `sk-ant-api03-${draw(word, 93)}AA`,
  'OpenAI project': (draw) => `sk-proj-${draw(word, 74)}T3BlbkFJ${draw(word, 74)}`,
  'OpenAI legacy': (draw) => `sk-${draw(word, 48)}`,
  'Hugging Face': (draw) => `hf_${draw(upper + lower, 34)}`,
  Groq: (draw) => `gsk_${draw(word, 52)}`,
  'Stripe secret': (draw) => `sk_live_${draw(word, 24)}`,
  'Stripe webhook': (draw) => `whsec_${draw(word, 32)}`,
  DigitalOcean: (draw) => `dop_v1_${draw(hex, 64)}`,
  'Azure client secret': (draw) => `${draw(word, 3)}8Q~${draw(word, 34)}`,
  'Azure storage': (draw) => `AccountKey=${draw(word, 86)}==`,
  'Azure signature': (draw) => `https://x.example.com/c?sv=2024&sig=${draw(word, 43)}%3D`,
  Telegram: (draw) => `${draw('123456789', 10)}:AA${draw(word, 33)}`,
  SendGrid: (draw) => `SG.${draw(word, 22)}.${draw(word, 43)}`,
  Twilio: (draw) => `SK${draw(hex, 32)}`,
  Mailgun: (draw) => `key-${draw(hex, 32)}`,
  'New Relic': (draw) => `NRAK-${draw(upper + digits, 27)}`,
  Doppler: (draw) => `dp.pt.${draw(word, 43)}`,
  Linear: (draw) => `lin_api_${draw(word, 40)}`,
  Postman: (draw) => `PMAK-${draw(hex, 24)}-${draw(hex, 34)}`,
  PlanetScale: (draw) => `pscale_tkn_${draw(word, 43)}`,
  Pulumi: (draw) => `pul-${draw(hex, 40)}`,
  Terraform: (draw) => `${draw(word, 14)}.atlasv1.${draw(word, 67)}`,
  Vault: (draw) => `hvs.${draw(word, 95)}`,
  Sentry: (draw) => `sntryu_${draw(hex, 64)}`,
  Atlassian: (draw) => `ATATT3${draw(word, 180)}`,
  Square: (draw) => `sq0atp-${draw(word, 22)}`,
  Shopify: (draw) => `shpat_${draw(hex, 32)}`,
  Docker: (draw) => `dckr_pat_${draw(word, 27)}`,
  Netlify: (draw) => `nfp_${draw(word, 36)}`,
  Supabase: (draw) => `sbp_${draw(hex, 40)}`,
  age: (draw) => `AGE-SECRET-KEY-1${draw(upper + digits, 58)}`,
  Databricks: (draw) => `dapi${draw(hex, 32)}`,
  Grafana: (draw) => `glsa_${draw(word, 32)}_${draw(hex, 8)}`,
  Notion: (draw) => `ntn_${draw(digits, 11)}${draw(word, 35)}`,
  Airtable: (draw) => `pat${draw(word, 14)}.${draw(hex, 64)}`,
  Tailscale: (draw) => `tskey-auth-${draw(word, 12)}-${draw(word, 32)}`,
  Cloudflare: (draw) => `cfut_${draw(word, 40)}${draw(hex, 8)}`,
  Artifactory: (draw) => `AKCp${draw(word, 69)}`,
  JWT: (draw) => `eyJ${draw(word, 33)}.eyJ${draw(word, 80)}.${draw(word, 43)}`,
  'private key': (draw) =>
    `-----BEGIN RSA PRIVATE KEY-----\n${Array.from({ length: 12 }, () => draw(word, 64)).join('\n')}\n-----END RSA PRIVATE KEY-----`,
  'password in a URL': (draw) => `postgres://admin:${draw(word, 16)}@db.example.com/app`,
  'bearer header': (draw) => `Authorization: Bearer ${draw(word, 40)}`,
  'basic header': (draw) => `authorization: basic ${draw(word, 40)}`,
  'setting with a telling name': (draw) =>
    `DB_PASSWORD="${draw(lower, 4)}${draw(digits, 4)}${draw(lower, 4)}${draw(digits, 4)}"`,
}

/** A made-up token of each kind: its name, the text it stands in, and the part that must not be seen. */
export function drawTokens(seed: number): readonly { kind: string; text: string; secret: string }[] {
  let state = seed
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  let last = ''
  const draw: Draw = (alphabet, length) => {
    last = Array.from({ length }, () => alphabet.charAt(random(alphabet.length))).join('')
    return last
  }
  return Object.entries(kinds).map(([kind, make]) => {
    const text = make(draw)
    return { kind, text, secret: last.length < 12 ? text.replace(/"$/, '').slice(-12) : last }
  })
}
