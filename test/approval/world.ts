import { createHash } from 'node:crypto'
import type { Answer } from '../../src/approval/answer.ts'
import type { Comment, OwnComment } from '../../src/approval/conversation.ts'
import type { ReviewersSettings } from '../../src/approval/desk.ts'
import { showRequestId } from '../../src/command/fingerprint.ts'
import type { PullRequest } from '../../src/ports.ts'

/** What can happen on a pull request while a gate waits. `who` is a person's number, `request` a request's. */
export type Happening = Deed | { readonly kind: 'push' | 'close' | 'reopen' | 'kill' | 'tamper' }

type Deed =
  | { readonly kind: 'approve' | 'deny'; readonly who: number; readonly request: number }
  | { readonly kind: 'talk' | 'edit' | 'remove' | 'demote' | 'promote'; readonly who: number }

/** A happening and when, in milliseconds after the start. */
export type Timed = { readonly afterMs: number; readonly happening: Happening }

type Life = { isOver: boolean }

type Spoken = Comment & { isEdited: boolean; isGone: boolean; readonly roleThen: string | undefined }

const people = ['author', 'maria', 'wes', 'reader']
const self = 99

/**
 * A pull request in memory with a time that passes only while somebody sleeps, in which things happen at set times and
 * calls fail by plan. It knows nothing of how the gate works: what it knows of validity is written down a second time.
 */
export class World {
  readonly ids = new Map<number, string>()
  readonly comments: Spoken[] = []
  #kill: () => void = () => undefined
  #time = Date.parse('2026-11-22T12:00:00Z')
  readonly #start = this.#time
  readonly #roles = new Map(people.map((login) => [login, login === 'reader' ? 'read' : 'write']))
  #head = 'head-0'
  #isOpen = true
  #life: Life = { isOver: false }
  #nextId = 100
  #calls = 0
  #drawn = 0
  #validUntil = new Map<string, number>()
  readonly #coming: Timed[]
  readonly #fails: (call: number) => boolean

  constructor(coming: readonly Timed[], fails: (call: number) => boolean) {
    this.#coming = coming.toSorted((left, right) => left.afterMs - right.afterMs)
    this.#fails = fails
  }

  /** Time and pull request for one attempt of the job. After a kill none of its strands ever goes on. */
  begin(): Pick<ReviewersSettings, 'clock' | 'pullRequest' | 'random'> {
    const life: Life = { isOver: false }
    this.#life = life
    const clock = { now: () => this.#time, sleep: (ms: number) => this.#sleep(life, ms) }
    return { clock, pullRequest: this.#port(life), random: (bytes) => this.#random(bytes) }
  }

  /** The same in each replay, never the same twice in one. */
  #random(bytes: number): Uint8Array {
    this.#drawn += 1
    return createHash('sha512').update(String(this.#drawn)).digest().subarray(0, bytes)
  }

  async #sleep(life: Life, ms: number): Promise<void> {
    if (life.isOver) await new Promise(() => undefined)
    const until = this.#time + Math.max(0, ms)
    for (
      let [next] = this.#coming;
      next !== undefined && this.#start + next.afterMs <= until;
      [next] = this.#coming
    ) {
      this.#time = Math.max(this.#time, this.#start + next.afterMs)
      this.#coming.shift()
      this.#happen(next.happening)
    }
    this.#time = Math.max(this.#time, until)
    if (life.isOver) await new Promise(() => undefined)
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
  }

  /** Somebody edits the gate's own comment and puts the words back. */
  #tamper(): void {
    const question = this.comments.findLast(({ author }) => author?.id === self)
    if (question !== undefined) question.isEdited = true
  }

  #act(happening: Deed, login: string): void {
    const last = this.comments.findLast(({ author, isGone }) => author?.login === login && !isGone)
    switch (happening.kind) {
      case 'approve':
      case 'deny':
        this.#say(login, `/gate ${happening.kind} ${this.ids.get(happening.request) ?? '0000000000'}`)
        return
      case 'talk':
        this.#say(login, 'Hm.')
        return
      case 'edit':
        Object.assign(last ?? {}, {
          isEdited: true,
          body: `/gate approve ${this.ids.get(0)}`,
          updatedAt: this.#seconds(),
        })
        return
      case 'remove':
        if (last !== undefined) last.isGone = true
        return
      case 'demote':
      case 'promote':
        this.#roles.set(login, happening.kind === 'demote' ? 'read' : 'write')
    }
  }

  /** Resolves when the job is killed next. */
  killedNow(): Promise<'killed'> {
    return new Promise((resolve) => {
      this.#kill = () => resolve('killed')
    })
  }

  /**
   * By the reference: one writer, not the author, said yes in a comment that still stands as written, to a question that
   * nobody else edited; nobody said no who might then and may now.
   */
  isValidNow(id: string): boolean {
    if (!this.#isOpen || this.#head !== 'head-0') return false
    const asksForIt = ({ author, body }: Spoken) => author?.id === self && body.includes(showRequestId(id))
    if (this.comments.some((each) => asksForIt(each) && each.isEdited)) return false
    const answers = this.comments.filter(
      ({ isGone, isEdited, author, body }) =>
        !isGone &&
        !isEdited &&
        author?.id !== self &&
        this.#roles.get(author?.login ?? '') === 'write' &&
        body.includes(id),
    )
    const says = (verb: string) => answers.filter(({ body }) => body.startsWith(`/gate ${verb} `))
    return (
      says('deny').every(({ roleThen }) => roleThen !== 'write') &&
      says('approve').some(({ author }) => author?.login !== 'author')
    )
  }

  /** Whether it was valid now or at any moment of the last so many milliseconds. */
  wasValidWithin(id: string, ms: number): boolean {
    return this.isValidNow(id) || (this.#validUntil.get(id) ?? 0) >= this.#time - ms
  }

  #say(login: string, body: string): Spoken {
    const id = this.#nextId++
    const at = this.#seconds()
    const account = {
      id: login === 'gate' ? self : people.indexOf(login) + 1,
      login,
      type: login === 'gate' ? 'Bot' : 'User',
    }
    const spoken = {
      id,
      nodeId: `n${id}`,
      body,
      author: account,
      app: undefined,
      isInsider: false,
      createdAt: at,
      updatedAt: at,
      url: `https://example.com/${id}`,
      isEdited: false,
      roleThen: this.#roles.get(login),
      isGone: false,
    }
    this.comments.push(spoken)
    return spoken
  }

  #seconds(): number {
    return Math.floor(this.#time / 1_000) * 1_000
  }

  /** Every third failure of a write comes after it was done. */
  async #call<T>(life: Life, act: () => T): Promise<Answer<T>> {
    if (life.isOver) await new Promise(() => undefined)
    this.#calls += 1
    const isFailing = this.#fails(this.#calls)
    if (isFailing && this.#calls % 3 === 0) act()
    if (isFailing)
      return { kind: 'failure', failure: { kind: 'unreachable', detail: 'planned', retryAfterMs: undefined } }
    return { kind: 'value', value: act() }
  }

  #port(life: Life): PullRequest {
    const call = <T>(act: () => T) => this.#call(life, act)
    const own = (spoken: Spoken): OwnComment => ({ ...spoken, foreignEdit: spoken.isEdited })
    const standing = () => this.comments.filter(({ isGone }) => !isGone)
    return {
      state: () =>
        call(() => ({ open: this.#isOpen, headSha: this.#head, baseSha: 'b', serverTime: this.#time })),
      post: (body) => call(() => own(this.#say('gate', body))),
      edit: ({ id }, body) =>
        call(() => {
          const found = this.comments.find((each) => each.id === id)
          if (found === undefined) throw new Error(`no comment ${id}`)
          return own(Object.assign(found, { body, updatedAt: this.#seconds() }))
        }),
      findOwn: (marker) =>
        call(() =>
          standing()
            .filter(({ author, body }) => author?.id === self && body.includes(marker))
            .map(own),
        ),
      look: (since) =>
        call(() => ({
          comments: standing()
            .filter(({ updatedAt }) => updatedAt >= since)
            .map((each) => ({ ...each })),
          serverTime: this.#time,
          remaining: 900,
          isNews: true,
        })),
      reread: (nodeIds) =>
        call(() => ({
          open: this.#isOpen,
          headSha: this.#head,
          baseSha: 'b',
          participants: [{ id: 1, login: 'author', type: 'User' }],
          comments: standing()
            .filter(({ nodeId }) => nodeIds.includes(nodeId))
            .map((each) => ({
              id: each.id,
              nodeId: each.nodeId,
              body: each.body,
              authorId: each.author?.id,
              createdAt: each.createdAt,
              lastEditedAt: each.isEdited ? each.updatedAt : undefined,
              minimized: undefined,
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
