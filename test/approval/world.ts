import { createHash } from 'node:crypto'
import type { Answer } from '../../src/approval/answer.ts'
import type { Comment, OwnComment } from '../../src/approval/conversation.ts'
import type { ReviewersSettings } from '../../src/approval/desk.ts'
import { showRequestId } from '../../src/command/fingerprint.ts'
import type { PullRequest } from '../../src/ports.ts'

/** What can happen on a pull request while a gate waits. `who` is a person's number, `request` a request's. */
export type Happening = Deed | { readonly kind: 'push' | 'close' | 'reopen' | 'kill' | 'tamper' }

type Deed =
  | {
      readonly kind:
        | 'approve'
        | 'approve-for-run'
        | 'approve-by-app'
        | 'approve-by-bot'
        | 'deny'
        | 'extend'
        | 'explain'
      readonly who: number
      readonly request: number
    }
  | { readonly kind: 'abort' | 'talk' | 'demote' | 'promote' | Meddling; readonly who: number }

/** What is done to a person's last comment. `touch` leaves its first line, `repeat` removes it and says the same again. */
type Meddling = 'edit' | 'touch' | 'hide' | 'remove' | 'repeat'

/** A happening and when, in milliseconds after the start. */
export type Timed = { readonly afterMs: number; readonly happening: Happening }

/** How GitHub and the machine are. All of it is fair weather where it is left out. */
export type Weather = {
  readonly fails?: (call: number) => boolean
  /** How long a call takes, in milliseconds; the answer is of its middle. */
  readonly latencyMs?: (call: number) => number
  /** How old the list of comments is, in milliseconds. */
  readonly lagMs?: number
  /** The runner's clock minus the server's, in milliseconds. */
  readonly skewMs?: number
}

/** An attempt, and since when it asks. */
type Life = { isOver: boolean; askedAt: number }

type Spoken = Comment & {
  isEdited: boolean
  isHidden: boolean
  isGone: boolean
  /** The author may write, and could ever since. */
  mayWrite: boolean
  readonly at: number
}

type Sleeper = { readonly at: number; readonly wake: () => void }

const lines = new Map<string, (id: string) => string>([
  ['approve', (id) => `/gate approve ${id}`],
  ['approve-by-app', (id) => `/gate approve ${id}`],
  ['approve-by-bot', (id) => `/gate approve ${id}`],
  ['approve-for-run', (id) => `/gate approve ${id} for-run`],
  ['deny', (id) => `/gate deny ${id}`],
  ['extend', (id) => `/gate extend ${id} 1m`],
  ['explain', (id) => `/gate explain ${id}`],
  ['abort', () => '/gate abort'],
  ['talk', () => 'Hm.'],
])

const people = ['author', 'maria', 'wes', 'reader', 'olga']
const self = 99

/**
 * A pull request in memory with a time that passes only while everybody sleeps, in which things happen at set times and
 * calls fail by plan. It knows nothing of how the gate works: what it knows of validity is written down a second time.
 */
export class World {
  readonly ids = new Map<number, string>()
  readonly comments: Spoken[] = []
  #kill: () => void = () => undefined
  #time = Date.parse('2026-11-22T12:00:00Z')
  readonly #roles = new Map(people.map((login) => [login, login === 'reader' ? 'read' : 'write']))
  #head = 'head-0'
  #isOpen = true
  #life: Life = { isOver: false, askedAt: Number.POSITIVE_INFINITY }
  #nextId = 100
  #calls = 0
  #drawn = 0
  #isTurning = false
  readonly #sleepers: Sleeper[] = []
  readonly #shown: { readonly at: number; readonly comments: readonly Spoken[] }[] = []
  readonly #validUntil = new Map<string, number>()
  readonly #weather: Weather
  readonly #count: number
  /** Equal requests, by their numbers. */
  readonly #equal: readonly (readonly number[])[]

  constructor(
    coming: readonly Timed[],
    weather: Weather = {},
    rules: { readonly count?: number; readonly equal?: readonly (readonly number[])[] } = {},
  ) {
    this.#weather = weather
    this.#count = rules.count ?? 1
    this.#equal = rules.equal ?? []
    for (const { afterMs, happening } of coming)
      this.#sleepers.push({ at: this.#time + afterMs, wake: () => this.#happen(happening) })
    this.#sleepers.sort((left, right) => left.at - right.at)
  }

  /** Time and pull request for one attempt of the job. After a kill none of its strands ever goes on. */
  begin(): Pick<ReviewersSettings, 'clock' | 'pullRequest' | 'random'> {
    const life: Life = { isOver: false, askedAt: Number.POSITIVE_INFINITY }
    this.#life = life
    const clock = {
      now: () => this.#time + (this.#weather.skewMs ?? 0),
      sleep: (ms: number, signal?: AbortSignal) => this.#sleep(life, ms, signal),
    }
    return { clock, pullRequest: this.#port(life), random: (bytes) => this.#random(bytes) }
  }

  get now(): number {
    return this.#time
  }

  /** The same in each replay, never the same twice in one. */
  #random(bytes: number): Uint8Array {
    this.#drawn += 1
    return createHash('sha512').update(String(this.#drawn)).digest().subarray(0, bytes)
  }

  /** Time goes on when nobody has anything to do any more until somebody wakes. */
  #sleep(life: Life, ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        if (!life.isOver) resolve()
      }
      if (signal?.aborted === true) return wake()
      signal?.addEventListener('abort', wake)
      const at = this.#time + Math.max(0, ms)
      const before = this.#sleepers.findLastIndex((other) => other.at <= at)
      this.#sleepers.splice(before + 1, 0, { at, wake })
      this.#turn()
    })
  }

  #turn(): void {
    if (this.#isTurning) return
    this.#isTurning = true
    setImmediate(() => {
      this.#isTurning = false
      const next = this.#sleepers.shift()
      if (next === undefined) return
      this.#time = Math.max(this.#time, next.at)
      next.wake()
      this.#turn()
    })
  }

  #happen(happening: Happening): void {
    for (const id of this.ids.values()) if (this.isValidNow(id)) this.#validUntil.set(id, this.#time)
    if ('who' in happening) this.#act(happening, people[happening.who] ?? 'maria')
    else if (happening.kind === 'push') this.#head = 'head-1'
    else if (happening.kind === 'close') this.#isOpen = false
    else if (happening.kind === 'reopen') this.#isOpen = true
    else if (happening.kind === 'tamper') this.#tamper()
    else {
      this.#life.isOver = true
      this.#kill()
    }
    this.#changed()
  }

  /** Somebody edits the gate's own comment and puts the words back. */
  #tamper(): void {
    const question = this.comments.findLast(({ author }) => author?.id === self)
    if (question !== undefined) question.isEdited = true
  }

  #act(happening: Deed, login: string): void {
    const { kind } = happening
    const id = ('request' in happening ? this.ids.get(happening.request) : undefined) ?? '0000000000'
    const line = lines.get(kind)?.(id)
    const app = kind === 'approve-by-app' ? 'chat' : undefined
    if (line !== undefined) this.#say(kind === 'approve-by-bot' ? 'robot' : login, line, app)
    else if (kind === 'demote' || kind === 'promote') this.#rank(login, kind)
    else this.#meddle(kind, login)
  }

  #rank(login: string, kind: 'demote' | 'promote'): void {
    this.#roles.set(login, kind === 'demote' ? 'read' : 'write')
    for (const each of this.comments)
      if (each.author?.login === login) each.mayWrite = each.mayWrite && kind === 'promote'
  }

  #meddle(how: Deed['kind'], login: string): void {
    const last = this.comments.findLast(({ author, isGone }) => author?.login === login && !isGone)
    if (last === undefined) return
    const edited = { isEdited: true, updatedAt: this.#seconds() }
    if (how === 'edit') Object.assign(last, edited, { body: `/gate approve ${this.ids.get(0)}` })
    if (how === 'touch') Object.assign(last, edited, { body: `${last.body}\n\nThe reason is long.` })
    if (how === 'hide') last.isHidden = true
    if (how === 'remove' || how === 'repeat') last.isGone = true
    if (how === 'repeat') this.#say(login, last.body)
  }

  /** Resolves when the job is killed next. */
  killedNow(): Promise<'killed'> {
    return new Promise((resolve) => {
      this.#kill = () => resolve('killed')
    })
  }

  /**
   * By the reference: as many writers as are needed, not the author, said yes in comments that still stand as written, to a
   * question that nobody else edited, for this request or, for the run, for one that is equal; and nobody said no.
   */
  isValidNow(id: string): boolean {
    if (!this.#isOpen || this.#head !== 'head-0') return false
    const asksForIt = ({ author, body }: Spoken) => author?.id === self && body.includes(showRequestId(id))
    if (this.comments.some((each) => asksForIt(each) && each.isEdited)) return false
    if (this.refusedSince(id) !== undefined) return false
    const yes = this.comments.filter(
      (each) =>
        !each.isGone &&
        !each.isEdited &&
        !each.isHidden &&
        each.app === undefined &&
        each.author?.type === 'User' &&
        each.author.login !== 'author' &&
        this.#roles.get(each.author.login) === 'write',
    )
    const peopleWho = (start: string) =>
      new Set(yes.filter(({ body }) => body.startsWith(start)).map(({ author }) => author?.id)).size
    if (peopleWho(`/gate approve ${id}`) >= this.#count) return true
    const equal = this.#equalTo(id)
    return (
      equal.some((other) => peopleWho(`/gate approve ${other} for-run`) >= this.#count) &&
      equal.every((other) => this.#noesTo(other).length === 0)
    )
  }

  #equalTo(id: string): readonly string[] {
    const numbers = this.#equal.find((group) => group.some((number) => this.ids.get(number) === id)) ?? []
    return numbers.flatMap((number) => this.ids.get(number) ?? [])
  }

  /** A no counts however it came, from a person who could write then and ever since. */
  #noesTo(id: string): readonly Spoken[] {
    return this.comments.filter(
      ({ isGone, mayWrite, author, body, at }) =>
        !isGone &&
        mayWrite &&
        author?.type === 'User' &&
        (body.startsWith(`/gate deny ${id}`) || (body.startsWith('/gate abort') && at >= this.#life.askedAt)),
    )
  }

  /** Since when a no stands against it, milliseconds since 1970; undefined where there is none. */
  refusedSince(id: string): number | undefined {
    const times = this.#noesTo(id).map(({ at }) => at)
    return times.length === 0 ? undefined : Math.min(...times)
  }

  /** Whether it was valid now or at any moment of the last so many milliseconds. */
  wasValidWithin(id: string, ms: number): boolean {
    return this.isValidNow(id) || (this.#validUntil.get(id) ?? 0) >= this.#time - ms
  }

  #say(login: string, body: string, app?: string): Spoken {
    const id = this.#nextId++
    const at = this.#seconds()
    const isPerson = people.includes(login)
    const account = {
      id: isPerson ? people.indexOf(login) + 1 : login === 'gate' ? self : 98,
      login,
      type: isPerson ? 'User' : 'Bot',
    }
    const spoken = {
      id,
      nodeId: `n${id}`,
      body,
      author: account,
      app,
      isInsider: false,
      createdAt: at,
      updatedAt: at,
      url: `https://example.com/${id}`,
      isEdited: false,
      isHidden: false,
      isGone: false,
      mayWrite: this.#roles.get(login) === 'write',
      at: this.#time,
    }
    this.comments.push(spoken)
    return spoken
  }

  #seconds(): number {
    return Math.floor(this.#time / 1_000) * 1_000
  }

  #standing(): readonly Spoken[] {
    return this.comments.filter(({ isGone }) => !isGone)
  }

  #changed(): void {
    if (this.#weather.lagMs === undefined) return
    this.#shown.push({ at: this.#time, comments: this.#standing().map((each) => ({ ...each })) })
  }

  /** The comments as a list tells them. */
  #listed(): readonly Spoken[] {
    const { lagMs } = this.#weather
    if (lagMs === undefined) return this.#standing()
    return this.#shown.findLast(({ at }) => at <= this.#time - lagMs)?.comments ?? []
  }

  /** Every third failure of a write comes after it was done. */
  async #call<T>(life: Life, act: () => T): Promise<Answer<T>> {
    if (life.isOver) await new Promise(() => undefined)
    this.#calls += 1
    const call = this.#calls
    const latencyMs = this.#weather.latencyMs?.(call) ?? 0
    if (latencyMs > 0) await this.#sleep(life, latencyMs / 2)
    const isFailing = this.#weather.fails?.(call) ?? false
    const done = isFailing && call % 3 !== 0 ? undefined : { result: act() }
    this.#changed()
    if (latencyMs > 0) await this.#sleep(life, latencyMs / 2)
    if (isFailing || done === undefined)
      return { kind: 'failure', failure: { kind: 'unreachable', detail: 'planned', retryAfterMs: undefined } }
    return { kind: 'value', value: done.result }
  }

  #port(life: Life): PullRequest {
    const call = <T>(act: () => T) => this.#call(life, act)
    const own = (spoken: Spoken): OwnComment => ({ ...spoken, foreignEdit: spoken.isEdited })
    return {
      state: () =>
        call(() => ({
          open: this.#isOpen,
          headSha: this.#head,
          baseSha: 'b',
          serverTime: this.#seconds(),
        })),
      post: (body) =>
        call(() => {
          life.askedAt = Math.min(life.askedAt, this.#time)
          return own(this.#say('gate', body))
        }),
      edit: ({ id }, body) =>
        call(() => {
          life.askedAt = Math.min(life.askedAt, this.#time)
          const found = this.comments.find((each) => each.id === id)
          if (found === undefined) throw new Error(`no comment ${id}`)
          return own(Object.assign(found, { body, updatedAt: this.#seconds() }))
        }),
      findOwn: (marker) =>
        call(() =>
          this.#listed()
            .filter(({ author, body }) => author?.id === self && body.includes(marker))
            .flatMap(({ id }) => this.#standing().filter((each) => each.id === id))
            .map(own),
        ),
      look: (since) =>
        call(() => ({
          comments: this.#listed()
            .filter(({ updatedAt }) => updatedAt >= Math.floor(since / 1_000) * 1_000)
            .map((each) => ({ ...each })),
          serverTime: this.#seconds(),
          remaining: 900,
          isNews: true,
        })),
      reread: (nodeIds) =>
        call(() => ({
          open: this.#isOpen,
          headSha: this.#head,
          baseSha: 'b',
          participants: [{ id: 1, login: 'author', type: 'User' }],
          comments: this.#standing()
            .filter(({ nodeId }) => nodeIds.includes(nodeId))
            .map((each) => ({
              id: each.id,
              nodeId: each.nodeId,
              body: each.body,
              authorId: each.author?.id,
              createdAt: each.createdAt,
              lastEditedAt: each.isEdited ? each.updatedAt : undefined,
              minimized: each.isHidden ? 'spam' : undefined,
              viaEmail: false,
              issueNumber: 7,
              isOwn: each.author?.id === self,
              foreignEdit: each.isEdited,
            })),
        })),
      roleOf: (login) =>
        call(() => {
          const roleName = this.#roles.get(login) ?? 'none'
          return { userId: people.indexOf(login) + 1, permission: roleName, roleName }
        }),
      account: () => call(() => undefined),
      isTeamMember: () => call(() => false),
      fileAt: () => call(() => undefined),
      react: () => call(() => undefined),
    }
  }
}
