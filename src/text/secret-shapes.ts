/**
 * A kind of secret told by its own shape or by what stands before it. Tried only where one of the hints (lower case) is in the
 * text. The secret is the first group that took part, else the whole match. Every repetition is bounded, so no text is slow.
 */
export type SecretShape = {
  readonly name: string
  readonly hints: readonly string[]
  readonly pattern: RegExp
}

/** Tokens that begin with their issuer's mark. */
const prefixed: readonly (readonly [name: string, hints: readonly string[], body: RegExp])[] = [
  ['github-token', ['gh'], /gh[opusr]_\w{20,512}(?:[.-][\w.-]{20,8192})?/],
  ['github-token', ['github_pat_'], /github_pat_\w{22,255}/],
  ['gitlab-token', ['gl'], /gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat|ffct)-[\w.-]{20,300}/],
  ['aws-key-id', ['akia', 'asia', 'abia', 'acca'], /(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])/],
  ['google-key', ['aiza'], /AIza[\w-]{35}/],
  ['google-token', ['ya29.', 'gocspx-'], /(?:ya29\.[\w-]{20,2048}|GOCSPX-[\w-]{28})/],
  ['pypi-token', ['pypi-a'], /pypi-A[\w-]{50,2048}/],
  ['npm-token', ['npm_'], /npm_[A-Za-z0-9]{36,255}/],
  ['rubygems-token', ['rubygems_'], /rubygems_[a-f0-9]{48}/],
  ['crates-token', ['cio'], /cio[A-Za-z0-9]{32}(?![A-Za-z0-9])/],
  ['slack-token', ['xox'], /xox[a-z](?:\.xox[a-z])?-[\w-]{10,512}/],
  ['slack-token', ['xapp-'], /xapp-\d-[\w-]{10,512}/],
  ['anthropic-key', ['sk-ant-'], /sk-ant-[\w-]{20,512}/],
  ['openai-key', ['sk-'], /sk-(?:proj-|svcacct-|admin-|or-v1-|lf-)[\w-]{20,512}/],
  ['openai-key', ['sk-'], /sk-[A-Za-z0-9]{32,128}(?![\w-])/],
  ['huggingface-token', ['hf_'], /hf_[A-Za-z0-9]{34,64}(?!\w)/],
  ['groq-key', ['gsk_'], /gsk_[A-Za-z0-9]{52}/],
  ['stripe-key', ['k_live_', 'k_test_'], /[rs]k_(?:live|test)_[A-Za-z0-9]{10,256}/],
  ['webhook-secret', ['whsec_'], /whsec_[\w+/-]{24,256}={0,2}/],
  ['digitalocean-token', ['_v1_'], /do[opr]_v1_[a-f0-9]{64}/],
  ['azure-secret', ['8q~', '7q~'], /[\w~.-]{3}[78]Q~[\w~.-]{31,34}/],
  ['telegram-token', [':aa'], /\d{8,10}:AA[\w-]{33}(?![\w-])/],
  ['discord-token', ['.'], /[MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27,38}(?![\w-])/],
  ['sendgrid-key', ['sg.'], /SG\.[\w-]{16,32}\.[\w-]{32,64}/],
  ['twilio-key', ['sk'], /SK[a-f0-9]{32}(?![A-Za-z0-9])/],
  ['mailgun-key', ['key-'], /key-[a-f0-9]{32}(?![A-Za-z0-9])/],
  ['heroku-key', ['hrku-'], /HRKU-[\w-]{30,128}/],
  ['newrelic-key', ['nrak-', 'nral'], /NRA[KL]-?[A-Z0-9]{27,42}/],
  ['doppler-token', ['dp.'], /dp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{40,128}/],
  ['linear-key', ['lin_'], /lin_(?:api|oauth)_\w{32,128}/],
  ['postman-key', ['pmak-'], /PMAK-[a-f0-9]{24}-[a-f0-9]{34}/],
  ['planetscale-token', ['pscale_'], /pscale_(?:tkn|pw|oauth)_[\w.=-]{32,128}/],
  ['pulumi-token', ['pul-'], /pul-[a-f0-9]{40}/],
  ['terraform-token', ['.atlasv1.'], /[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,128}/],
  ['vault-token', ['hvs.', 'hvb.', 'hvr.'], /hv[sbr]\.[\w-]{20,300}/],
  ['sentry-token', ['sntry'], /sntry[su]_[\w=+/-]{60,512}/],
  ['atlassian-token', ['atatt3', 'atbb'], /(?:ATATT3[\w=-]{100,512}|ATBB[A-Za-z0-9]{32})/],
  ['square-token', ['sq0'], /sq0[a-z]{3}-[\w-]{22,64}/],
  ['shopify-token', ['shp'], /shp(?:pa|ca|at|ss|ua)_[a-fA-F0-9]{32,64}/],
  ['docker-token', ['dckr_'], /dckr_(?:pat|oat)_[\w-]{27,64}/],
  ['netlify-token', ['nfp_'], /nfp_[A-Za-z0-9]{36,64}/],
  ['supabase-key', ['sbp_', 'sb_secret_'], /(?:sbp_[a-f0-9]{40}|sb_secret_[\w-]{20,64})/],
  ['age-key', ['age-secret-key-1'], /AGE-SECRET-KEY-1[0-9A-Z]{58}/],
  ['databricks-token', ['dapi'], /dapi[a-f0-9]{32}(?:-\d)?/],
  ['grafana-token', ['glsa_', 'glc_'], /(?:glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}|glc_[\w+/-]{32,400}={0,2})/],
  ['notion-token', ['ntn_'], /ntn_[A-Za-z0-9]{40,64}/],
  ['airtable-token', ['pat'], /pat[A-Za-z0-9]{14}\.[a-f0-9]{64}/],
  ['tailscale-key', ['tskey-'], /tskey-[a-z]{2,20}-\w{8,40}-\w{16,60}/],
  ['vercel-token', ['vc'], /vc[piark]_[A-Za-z0-9]{20,60}(?!\w)/],
  ['circleci-token', ['cci'], /CCI(?:PAT|PRJ)_[\w-]{20,128}/],
  ['buildkite-token', ['bk'], /bk(?:ua|ar|aj)_[a-f0-9]{40}/],
  ['figma-token', ['figd_'], /figd_[\w-]{40,200}/],
  ['cloudflare-token', ['cf'], /cf(?:k|ut|at)_[A-Za-z0-9]{48}/],
  ['onepassword-token', ['ops_ey'], /ops_ey[\w+/=-]{100,1280}/],
  ['artifactory-key', ['akcp'], /AKCp[A-Za-z0-9]{69}/],
  ['dynatrace-token', ['dt0'], /dt0[a-z]\d{2}\.[A-Z0-9]{24}\.[A-Z0-9]{64}/],
  ['jwt', ['eyj'], /eyJ[\w-]{8,4096}\.eyJ[\w-]{8,16384}\.[\w-]{8,4096}/],
]

/** Everything that is a secret because of what it looks like. */
export const tokenShapes: readonly SecretShape[] = prefixed.map(([name, hints, body]) => ({
  name,
  hints,
  pattern: new RegExp(`(?<![A-Za-z0-9])${body.source}`, 'dg'),
}))
