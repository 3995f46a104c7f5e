import { type QualifiedName, type View, viewOptions } from "@limbeck/model";
import { casedQuery } from "./casedQuery.ts";
import { commentOf } from "./comment.ts";
import { type DrizzleView, type DrizzleViewConfig } from "./drizzle/objectShape.ts";
import { type Declared } from "./errors.ts";
import { type Reading } from "./reading.ts";
import { readViewIndexes } from "./viewIndex.ts";

/** The name of a view that `.existing()` leaves to somebody else; undefined for one of ours. */
export function existingView(
  view: DrizzleView,
  { drizzle: { pg }, qualified }: Reading,
): QualifiedName | undefined {
  const { schema, name, query } = pg.getViewConfig(view);
  return query === undefined ? qualified(schema, name) : undefined;
}

/** A view of Drizzle's; undefined for one of somebody else. Fails as `readViewIndexes` does. */
export function readView(view: DrizzleView, declared: Declared, reading: Reading): View | undefined {
  const { pg, is } = reading.drizzle;
  const materialized = is(view, pg.PgMaterializedView);
  const config = materialized ? pg.getMaterializedViewConfig(view) : pg.getViewConfig(view);
  if (config.query === undefined) return undefined;
  const query = { written: withoutEnd(reading.renderQuery(casedQuery(config.query, reading))) };
  return {
    ...reading.qualified(config.schema, config.name),
    ...(materialized ? { materialized: true as const } : {}),
    query,
    ...viewOptions(optionsOf(config)),
    ...(config.using === undefined || config.using === "heap" ? {} : { method: config.using }),
    ...(config.tablespace === undefined ? {} : { tablespace: config.tablespace }),
    ...(config.withNoData === true ? { withNoData: true as const } : {}),
    ...readViewIndexes(view, config, declared, reading),
    ...commentOf(view),
  };
}

/** `autovacuumEnabled: true` is `autovacuum_enabled=true`. */
function optionsOf({ with: options = {} }: DrizzleViewConfig): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(options)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [
        key.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`),
        String(value),
      ]),
  );
}

/** A query without the semicolon that may stand at its end. */
export function withoutEnd(text: string): string {
  return text.replace(/;\s*$/, "").trim();
}
