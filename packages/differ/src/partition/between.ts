import { type QualifiedName, type Schema } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

/** A table that is made anew, and what the one that it was is called until its rows are copied. */
export interface Anew {
  readonly table: QualifiedName;
  readonly old: QualifiedName;
}

/** Finds the operations between two schemas. What goes around it puts others ahead and behind, for schemas that are nearer to one another. */
export type Between = (before: Schema, after: Schema, anew?: readonly Anew[]) => readonly Operation[];
