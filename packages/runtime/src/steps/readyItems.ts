import { type Item, type LateItem } from "./preparedStep.ts";
import { unfold, type Unfolding } from "../sqlite/unfold.ts";

/** What can be run as it is. */
export type ReadyItem = Exclude<Item, LateItem>;

/** The items in order, each late one planned when its turn comes: whoever asks runs each before the next. */
export async function* readyItems(
  items: readonly Item[],
  unfolding: (late: LateItem) => Unfolding,
): AsyncGenerator<ReadyItem> {
  for (const item of items) {
    if (item.kind === "late") yield* unfold(item, unfolding(item));
    else yield item;
  }
}
