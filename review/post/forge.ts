/** A comment on a pull request, or a note on a merge request. */
export interface ForgeComment {
  readonly id: number;
  readonly body: string;
}

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
