/** Something that may be typed, and what it is. */
export interface Candidate {
  readonly value: string;
  readonly description?: string;
}

/** What a shell proposes. */
export interface Proposal {
  readonly candidates: readonly Candidate[];
  /** Names of files may stand there. */
  readonly paths: boolean;
}
