import type { Failure } from './answer.ts'
import { bindRequest } from './bind.ts'
import type { Desk } from './desk.ts'
import { noLegacy } from './legacy.ts'
import { permissionsBlock } from './permissions.ts'
import { persist } from './persist.ts'
import { recover } from './recover.ts'
import { type ApprovalRequest, type RequestDraft, type Review, unavailable } from './request.ts'
import { barFor } from './reviewer.ts'
import { decide, type Entry, pendingEntries } from './session.ts'
import { approvalKeyOf } from './store.ts'

const maxOpen = 20
const maxInRun = 100

/**
 * Opens requests: gives each its id, shows all of them in one visit, and decides at once those that nobody needs to be
 * asked about (an equal one was approved for the run, or denied) and those that nobody can be asked about.
 */
export async function openRequests(
  desk: Desk,
  drafts: readonly RequestDraft[],
): Promise<readonly ApprovalRequest[]> {
  const { watched } = desk
  const obstacle = (await obstacleTo(desk)) ?? (desk.legacy === undefined ? await begin(desk) : undefined)
  const opened: Entry[] = []
  for (const draft of drafts) {
    const entry = entryFor(desk, draft)
    opened.push(entry)
    watched.state = { ...watched.state, entries: [...watched.state.entries, entry] }
    const flood = entry.stage.kind === 'pending' ? reviewWithoutAsking(desk) : undefined
    const review = obstacle ?? watched.state.abort ?? flood
    if (review !== undefined) watched.state = decide(watched.state, entry.request.id, review)
  }
  const mine = new Set(opened.map(({ request }) => request.id))
  const pending = pendingEntries(watched.state).filter(({ request }) => mine.has(request.id))
  if (pending.length > 0) await show(desk)
  return opened.map(({ request }) => request)
}

async function obstacleTo({ settings, watched }: Desk): Promise<Review | undefined> {
  const state = await persist(settings.clock, () => settings.pullRequest.state(), settings.timeoutMs)
  if (state.kind === 'failure')
    return unavailable(
      `the pull request could not be read: ${state.failure.detail}`,
      hintFor(state.failure, settings),
    )
  watched.skewMs = state.value.serverTime - settings.clock.now()
  if (!state.value.open) return unavailable('the pull request is closed')
  if (state.value.headSha === settings.context.headSha) return undefined
  return unavailable(`the pull request moved on to ${state.value.headSha} since this run started`)
}

/** Takes over what an earlier attempt left. While that can't be read, a second comment could ask what a first one asks. */
async function begin(desk: Desk): Promise<Review | undefined> {
  desk.watched.startedAt = desk.serverNow()
  const legacy = await recover(desk)
  if (legacy.kind === 'value') desk.legacy = legacy.value
  else
    return unavailable(
      `the comment of the earlier attempt could not be looked for: ${legacy.failure.detail}`,
      hintFor(legacy.failure, desk.settings),
    )
  return undefined
}

function entryFor(desk: Desk, draft: RequestDraft): Entry {
  const { settings, serverNow, store, watched } = desk
  const level = draft.assessment.kind === 'assessed' ? draft.assessment.riskLevel : undefined
  const now = serverNow()
  const terms = { bar: barFor(settings.approvers, level), openedAt: now, deadline: now + settings.timeoutMs }
  const fresh = { nonce: desk.nonce(), openedAt: now }
  const content = bindRequest(draft, settings.context, fresh.nonce, terms).contentDigest
  const taken = new Set(watched.state.entries.map(({ nonce }) => nonce))
  const { open, openedAt: leftAt } = desk.legacy ?? noLegacy
  const left = open.find((each) => each.contentDigest === content && !taken.has(each.nonce))
  const { nonce, openedAt } = left === undefined ? fresh : { nonce: left.nonce, openedAt: leftAt }
  const request = bindRequest(draft, settings.context, nonce, { ...terms, openedAt })
  const known = store.find(approvalKeyOf(draft))
  return {
    request,
    nonce,
    answeredUnder: known?.requestId ?? request.id,
    explained: false,
    stage: known === undefined ? { kind: 'pending', votes: [] } : { kind: 'reviewed', review: known.review },
  }
}

/** Stops a flood of requests, under which a reviewer would wave through anything. */
function reviewWithoutAsking({ watched }: Desk): Review | undefined {
  if (watched.state.entries.length > maxInRun) {
    return unavailable(`this run has already asked for ${maxInRun} approvals, which is as many as it may`)
  }
  if (pendingEntries(watched.state).length > maxOpen) {
    return unavailable(`${maxOpen} requests are open already, which is as many as may wait at once`)
  }
  return undefined
}

/** Shows the comment. A request that it can't show in full is not asked at all: nobody approves what nobody can read. */
async function show(desk: Desk): Promise<void> {
  const { watched } = desk
  for (const id of desk.draw().omitted) {
    watched.state = decide(
      watched.state,
      id,
      unavailable(
        'the command can’t be shown whole to a reviewer: it is too long, or what looks like a secret in it may hide more',
      ),
    )
  }
  const shown = await desk.publish(desk.settings.timeoutMs)
  if (shown.kind === 'value') return
  const review = unavailable(
    `nobody could be asked: ${shown.failure.detail}`,
    hintFor(shown.failure, desk.settings),
  )
  for (const { request } of pendingEntries(watched.state)) {
    watched.state = decide(watched.state, request.id, review)
  }
}

function hintFor(failure: Failure, { place }: Desk['settings']): string | undefined {
  if (failure.kind !== 'forbidden' && failure.kind !== 'missing') return undefined
  const fork = 'A pull request from a fork gets a token that can only read; nobody can be asked there.'
  const hint = `Give the job these permissions:\n\n${permissionsBlock(place)}`
  return place === 'issue' ? hint : `${hint}\n${fork}`
}
