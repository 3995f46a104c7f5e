import { type SequenceOptions } from "./sequence.ts";

/** `GENERATED ALWAYS | BY DEFAULT AS IDENTITY`. */
export interface Identity {
  readonly mode: "always" | "byDefault";
  /** The sequence's name where it is not `table_column_seq`. */
  readonly sequence?: string;
  readonly options: SequenceOptions;
  /** That of its sequence. */
  readonly comment?: string;
}
