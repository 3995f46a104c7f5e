import { nameKey, type Schema, showName, type View } from "@limbeck/model";

import { type ComparedSides } from "./include.ts";
import { type ManagedSides } from "./managed.ts";

/** What the models decide about views. */
export interface ViewPolicy {
  /** Whether they are the whole truth about views; else those that they do not declare are left alone. */
  readonly managed: boolean;
  /** Those that `.existing()` leaves to somebody else, by `nameKey`. */
  readonly existing: ReadonlySet<string>;
}

/** Both sides, and the views that are somebody else's, by `nameKey`. */
export interface SidesWithViews extends ManagedSides {
  readonly viewsOfOthers: readonly string[];
}

/** Where no models are compared, everything is. */
export const ALL_VIEWS: ViewPolicy = { managed: true, existing: new Set() };

/**
 * Both sides with the views of the database that are not the models' to decide in the models too: nothing differs about them, and
 * where a change of a column needs them out of the way, they come back.
 */
export function withViewsOfOthers(
  { models, database }: ComparedSides,
  { managed, existing }: ViewPolicy,
): SidesWithViews {
  const declared = new Set(models.views.map(nameKey));
  const others = database.views.filter(
    (view) => !declared.has(nameKey(view)) && (!managed || existing.has(nameKey(view))),
  );
  const alone = others.map((view) => ({ kind: kindOf(view), name: showName(view) }));
  const both = others.length === 0 ? models : adding(models, others);
  return { models: both, database, alone, viewsOfOthers: others.map(nameKey) };
}

function kindOf({ materialized }: View): string {
  return materialized === undefined ? "view" : "materialized view";
}

function adding(schema: Schema, views: Schema["views"]): Schema {
  return { ...schema, views: [...schema.views, ...views] };
}
