import { type Generated } from "@limbeck/model";
import { type DrizzleColumn } from "./drizzle/columnShape.ts";
import { type Reading } from "./reading.ts";

/** The expression of a generated column; the author may have written it as SQL, as a function, or as plain text. */
export function readGenerated(
  { as, mode }: NonNullable<DrizzleColumn["generated"]>,
  { drizzle, render }: Pick<Reading, "drizzle" | "render">,
): Generated {
  const value: unknown = typeof as === "function" ? Reflect.apply(as, undefined, []) : as;
  const text = drizzle.is(value, drizzle.SQL) ? render(value) : String(value);
  return { expression: { written: text }, stored: mode !== "virtual" };
}
