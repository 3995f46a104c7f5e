import { type Count } from "./count.ts";
import { type Loss } from "./loss.ts";

/** `drops table tasks and its rows (1,204)` */
export function lossWords({ message, loses, count }: Omit<Loss, "revision">): string {
  if (loses === undefined) return message;
  return `${message} (${count === undefined ? "not counted" : countWords(count)})`;
}

function countWords({ number, precision }: Count): string {
  return `${PRECISION[precision]}${number.toLocaleString("en-US")}`;
}

const PRECISION = { exact: "", about: "about ", atLeast: "at least " } satisfies Record<
  Count["precision"],
  string
>;
