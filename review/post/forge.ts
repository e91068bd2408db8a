/** A comment on a pull request, or a note on a merge request. */
export interface ForgeComment {
  readonly id: number;
  readonly body: string;
  /** The login of who wrote it. */
  readonly author: string;
  readonly isEdited: boolean;
}

/** A pull request or merge request. */
export interface Pull {
  readonly number: number;
  /** The commit at its head. */
  readonly head: string;
  /** The logins of who opened it and, as far as the forge knows them, of who wrote its commits. */
  readonly authors: readonly string[];
}

/** What a commit is said to have passed, or to wait for, by the name of `statusName`. */
export interface CommitStatus {
  readonly state: "success" | "pending" | "failure";
  /** At most 140 characters. */
  readonly description: string;
}

/** The name of the status that a review sets: what a branch's protection asks for. */
export const statusName = "nscale/review";

export interface ForgeIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
}

/** What a forge does for one repository: on a pull request or merge request, by its number, and with issues. */
export interface Forge {
  /** The name of the repository, by which a review's comment is told from another's. */
  readonly repository: string;
  readonly comments: (number: number) => Promise<readonly ForgeComment[]>;
  readonly createComment: (number: number, body: string) => Promise<void>;
  readonly editComment: (number: number, id: number, body: string) => Promise<void>;
  readonly pull: (number: number) => Promise<Pull>;
  /** True for the login of somebody who may merge into the repository. */
  readonly mayMerge: (login: string) => Promise<boolean>;
  /** The newest status of a commit; undefined if it has none. */
  readonly status: (sha: string) => Promise<CommitStatus | undefined>;
  readonly setStatus: (sha: string, status: CommitStatus) => Promise<void>;
  readonly labels: (number: number) => Promise<readonly string[]>;
  readonly changeLabels: (number: number, added: readonly string[], removed: readonly string[]) => Promise<void>;
  /** A file that the job `review` of a run kept, where the forge does not bring it itself. Undefined if it kept none. */
  readonly artifact?: (run: string, path: string) => Promise<string | undefined>;
  /** The open issues with a label. */
  readonly issues: (label: string) => Promise<readonly ForgeIssue[]>;
  readonly createIssue: (issue: Omit<ForgeIssue, "number">, label: string) => Promise<void>;
  readonly editIssue: (number: number, body: string) => Promise<void>;
  readonly closeIssue: (number: number) => Promise<void>;
  /** The open pull request of a branch whose head is this commit. Undefined if there is none: a newer push has a review of its own. */
  readonly pullOf: (branch: string, sha: string) => Promise<number | undefined>;
}
