import { type View } from "@limbeck/model";
import { casedQuery } from "../casedQuery.ts";
import { type DrizzleView } from "../drizzle/objectShape.ts";
import { withoutEnd } from "../view.ts";
import { type SqliteReading } from "./reading.ts";

/** A view of Drizzle's; undefined for one that `.existing()` leaves to somebody else. */
export function readView(view: DrizzleView, reading: SqliteReading): View | undefined {
  const { name, query } = reading.core.getViewConfig(view);
  if (query === undefined) return undefined;
  return { name, query: { written: withoutEnd(reading.renderQuery(casedQuery(query, reading))) } };
}
