import { type View } from "@limbeck/model";
import { type DrizzleView } from "../drizzle/drizzle.ts";
import { withoutEnd } from "../view.ts";
import { type SqliteReading } from "./reading.ts";

/** A view of Drizzle's; undefined for one that `.existing()` leaves to somebody else. */
export function readView(view: DrizzleView, { core, renderQuery }: SqliteReading): View | undefined {
  const { name, query } = core.getViewConfig(view);
  return query === undefined ? undefined : { name, query: { written: withoutEnd(renderQuery(query)) } };
}
