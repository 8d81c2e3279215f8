/** An account as GitHub names it. Compared by id: a login can be renamed and taken by someone else. */
export type Account = {
  readonly id: number
  readonly login: string
  /** GitHub's own word: `User`, `Bot`, `Organization`, `Mannequin`. Only a `User` is a person. */
  readonly type: string
}

/** A comment as the list of comments shows it. */
export type Comment = {
  readonly id: number
  readonly nodeId: string
  /** Untrusted text. */
  readonly body: string
  /** Undefined for a deleted account. */
  readonly author: Account | undefined
  /** Slug of the app through which it was posted; undefined when a person posted it directly. */
  readonly app: string | undefined
  /** By GitHub's passing word its author belongs to the repository: tells whom to hear first, never who may answer. */
  readonly isInsider: boolean
  /** Milliseconds since 1970, by the server's clock, in whole seconds. */
  readonly createdAt: number
  readonly updatedAt: number
  readonly url: string
}

/** A comment read again by its node id: what the list does not tell. */
export type CommentDetail = {
  readonly id: number
  readonly nodeId: string
  /** Untrusted text, as it stands now. */
  readonly body: string
  /** Undefined for a deleted account and for what is no person. */
  readonly authorId: number | undefined
  readonly createdAt: number
  /** Undefined: never edited by anyone. The authority on edits. */
  readonly lastEditedAt: number | undefined
  /** Why it was hidden, in lower case; undefined when it is not. */
  readonly minimized: string | undefined
  readonly viaEmail: boolean
  /** The issue or pull request it stands on. */
  readonly issueNumber: number | undefined
}

/** A comment read again, with who wrote it and who edited it. */
export type CommentRecord = CommentDetail & {
  /** This token's account wrote it. */
  readonly isOwn: boolean
  /** Another account than its author, or one that is not known, edited it: nothing in it can be relied on. */
  readonly foreignEdit: boolean
}

/** Comments read again, and at the same moment what else an approval rests on. */
export type Reread = {
  /** Those that still exist, in no order. */
  readonly comments: readonly CommentRecord[]
  readonly open: boolean
  readonly headSha: string
  /** The commit that it would be merged into now. */
  readonly baseSha: string
  /** Author, committers and co-authors: the people whose work this is. */
  readonly participants: readonly Account[]
}

/** A comment that this token's account wrote. */
export type OwnComment = {
  readonly id: number
  readonly nodeId: string
  readonly url: string
  readonly body: string
  readonly createdAt: number
  readonly updatedAt: number
  /** Another account, or one that is not known, edited it: nothing in it can be relied on. */
  readonly foreignEdit: boolean
}

/** What one look at the conversation brought. */
export type Look = {
  readonly comments: readonly Comment[]
  /** The server's clock, milliseconds since 1970. */
  readonly serverTime: number
  /** Requests left in this hour; undefined when the server did not say. */
  readonly remaining: number | undefined
  /** Something is other than at the last look, so that this one was charged. */
  readonly isNews: boolean
}

/** The pull request now. */
export type PullRequestState = {
  readonly open: boolean
  readonly headSha: string
  /** The commit that it would be merged into: where the policy is read. On an issue the branch. */
  readonly baseSha: string
  readonly serverTime: number
}

/** A pull request that a commit belongs to. */
export type CommitPull = { readonly number: number; readonly headSha: string; readonly open: boolean }

/** What an account may do in the repository. */
export type RepositoryRole = {
  readonly userId: number
  /** The legacy word: `admin write read none`. `maintain` shows as write, `triage` as read. */
  readonly permission: string
  /** The real role, a custom one by its name. */
  readonly roleName: string
}

/** How the gate acknowledges a reply. Never read back: a reaction decides nothing. */
export type Reaction = 'eyes' | 'rocket' | '-1'
