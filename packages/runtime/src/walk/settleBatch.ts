import { describe } from "@limbeck/operations";
import { type RunOptions } from "../options.ts";
import { type WalkItem } from "../steps/preparedStep.ts";
import { type Progress } from "../ledger/progress.ts";
import { tellBatch } from "./runBatch.ts";
import { advance, type Walker } from "./walker.ts";
import { walkedWords } from "./walkedWords.ts";

/** Notes that a batch is committed. */
export function settleBatch(item: WalkItem, walker: Walker, { kept }: Progress, options: RunOptions): void {
  // Of one walk one thing is told: how far it is by now.
  if (kept.at(-1) === walkedWords(item, walker.position)) kept.pop();
  advance(walker);
  kept.push(walker.isOver ? describe(item.operation) : walkedWords(item, walker.position));
  tellBatch(item, walker, options);
}
