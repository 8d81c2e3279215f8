/** Tokens that begin with their issuer's mark: one of the words of `starts` (three characters at least), then `rest`. */
export type TokenShape = { readonly name: string; readonly starts: string; readonly rest: RegExp }

const shape = (name: string, starts: string, rest: RegExp): TokenShape => ({ name, starts, rest })

const each = (firsts: string, lasts: string): string =>
  firsts
    .split(' ')
    .flatMap((first) => Array.from(lasts, (last) => first + last))
    .join(' ')

/** In base64 the number of an account begins so: its first digit makes the two characters, its second the third. */
const discordStarts = each('MT Mj Mz ND NT Nj Nz OD OT', 'AEIMQUYcgk')

/** What is a secret because of how it begins, at the start of a word. Every repetition is bounded. */
export const tokenShapes: readonly TokenShape[] = [
  shape('github-token', 'ghp_ gho_ ghu_ ghs_ ghr_', /\w{20,512}(?:[.-][\w.-]{20,8192})?/),
  shape('github-token', 'github_pat_', /\w{22,255}/),
  shape(
    'gitlab-token',
    'glpat- gldt- glrt- glcbt- glptt- glft- glimt- glagent- gloas- glsoat- glffct-',
    /[\w.-]{20,300}/,
  ),
  shape('aws-key-id', 'AKIA ASIA ABIA ACCA', /[A-Z0-9]{16}(?![A-Za-z0-9])/),
  shape('google-key', 'AIza', /[\w-]{35}/),
  shape('google-token', 'ya29. GOCSPX-', /[\w-]{20,2048}/),
  shape('pypi-token', 'pypi-A', /[\w-]{50,2048}/),
  shape('npm-token', 'npm_', /[A-Za-z0-9]{36,255}/),
  shape('rubygems-token', 'rubygems_', /[a-f0-9]{48}/),
  shape('crates-token', 'cio', /[A-Za-z0-9]{32}(?![A-Za-z0-9])/),
  shape('slack-token', 'xoxa xoxb xoxc xoxd xoxe xoxo xoxp xoxr xoxs', /(?:\.xox[a-z])?-[\w-]{10,512}/),
  shape('slack-token', 'xapp-', /\d-[\w-]{10,512}/),
  shape('anthropic-key', 'sk-ant-', /[\w-]{20,512}/),
  shape('openai-key', 'sk-proj- sk-svcacct- sk-admin- sk-or-v1- sk-lf-', /[\w-]{20,512}/),
  shape('openai-key', 'sk-', /[A-Za-z0-9]{32,128}(?![\w-])/),
  shape('huggingface-token', 'hf_', /[A-Za-z0-9]{34,64}(?!\w)/),
  shape('groq-key', 'gsk_', /[A-Za-z0-9]{52}/),
  shape('stripe-key', 'sk_live_ sk_test_ rk_live_ rk_test_', /[A-Za-z0-9]{10,256}/),
  shape('webhook-secret', 'whsec_', /[\w+/-]{24,256}={0,2}/),
  shape('digitalocean-token', 'dop_v1_ doo_v1_ dor_v1_', /[a-f0-9]{64}/),
  shape('discord-token', discordStarts, /[\w-]{21,23}\.[\w-]{6}\.[\w-]{27,38}(?![\w-])/),
  shape('sendgrid-key', 'SG.', /[\w-]{16,32}\.[\w-]{32,64}/),
  shape('twilio-key', each('SK', '0123456789abcdef'), /[a-f0-9]{31}(?![A-Za-z0-9])/),
  shape('mailgun-key', 'key-', /[a-f0-9]{32}(?![A-Za-z0-9])/),
  shape('heroku-key', 'HRKU-', /[\w-]{30,128}/),
  shape('newrelic-key', 'NRAK- NRAL', /[A-Z0-9]{27,42}/),
  shape('doppler-token', 'dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.', /[\w.-]{40,128}/),
  shape('linear-key', 'lin_api_ lin_oauth_', /\w{32,128}/),
  shape('postman-key', 'PMAK-', /[a-f0-9]{24}-[a-f0-9]{34}/),
  shape('planetscale-token', 'pscale_tkn_ pscale_pw_ pscale_oauth_', /[\w.=-]{32,128}/),
  shape('pulumi-token', 'pul-', /[a-f0-9]{40}/),
  shape('vault-token', 'hvs. hvb. hvr.', /[\w-]{20,300}/),
  shape('sentry-token', 'sntrys_ sntryu_', /[\w=+/-]{60,512}/),
  shape('atlassian-token', 'ATATT3', /[\w=-]{100,512}/),
  shape('atlassian-token', 'ATBB', /[A-Za-z0-9]{32}/),
  shape('square-token', 'sq0atp- sq0csp- sq0idp-', /[\w-]{22,64}/),
  shape('shopify-token', 'shppa_ shpca_ shpat_ shpss_ shpua_', /[a-fA-F0-9]{32,64}/),
  shape('docker-token', 'dckr_pat_ dckr_oat_', /[\w-]{27,64}/),
  shape('netlify-token', 'nfp_', /[A-Za-z0-9]{36,64}/),
  shape('supabase-key', 'sbp_', /[a-f0-9]{40}/),
  shape('supabase-key', 'sb_secret_', /[\w-]{20,64}/),
  shape('age-key', 'AGE-SECRET-KEY-1', /[0-9A-Z]{58}/),
  shape('databricks-token', 'dapi', /[a-f0-9]{32}(?:-\d)?/),
  shape('grafana-token', 'glsa_', /[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}/),
  shape('grafana-token', 'glc_', /[\w+/-]{32,400}={0,2}/),
  shape('notion-token', 'ntn_', /[A-Za-z0-9]{40,64}/),
  shape('airtable-token', 'pat', /[A-Za-z0-9]{14}\.[a-f0-9]{64}/),
  shape('tailscale-key', 'tskey-', /[a-z]{2,20}-\w{8,40}-\w{16,60}/),
  shape('vercel-token', 'vcp_ vci_ vca_ vcr_ vck_', /[A-Za-z0-9]{20,60}(?!\w)/),
  shape('circleci-token', 'CCIPAT_ CCIPRJ_', /[\w-]{20,128}/),
  shape('buildkite-token', 'bkua_ bkar_ bkaj_', /[a-f0-9]{40}/),
  shape('figma-token', 'figd_', /[\w-]{40,200}/),
  shape('cloudflare-token', 'cfk_ cfut_ cfat_', /[A-Za-z0-9]{48}/),
  shape('onepassword-token', 'ops_ey', /[\w+/=-]{100,1280}/),
  shape('artifactory-key', 'AKCp', /[A-Za-z0-9]{69}/),
  shape('dynatrace-token', 'dt0', /[a-z]\d{2}\.[A-Z0-9]{24}\.[A-Z0-9]{64}/),
]
