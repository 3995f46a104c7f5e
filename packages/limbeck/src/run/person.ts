import { type Output } from "../output/output.ts";

/** Whether somebody can be asked: a person with both ends of a terminal in hand, and no program that reads the answer. */
export function isPersonAt({ json }: Pick<Output, "json">): boolean {
  const { CI } = process.env;
  return process.stdin.isTTY && process.stderr.isTTY && (CI === undefined || CI === "") && !json;
}
