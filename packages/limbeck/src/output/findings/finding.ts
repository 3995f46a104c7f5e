/** Something that a command found, for reports that other programs read. */
export interface Finding<Rule extends string = string> {
  readonly rule: Rule;
  /** As SARIF calls them (SARIF 2.1.0, 3.27.10). */
  readonly level: "error" | "warning" | "note";
  readonly text: string;
  /** Absent where no file says anything of it. */
  readonly place?: FilePlace;
}

export interface FilePlace {
  /** From the root of the repository, with slashes. */
  readonly file: string;
  /** Counted from 1. */
  readonly line?: number;
}

/** What a rule finds, in a sentence. */
export type Rules<Rule extends string> = Readonly<Record<Rule, string>>;
