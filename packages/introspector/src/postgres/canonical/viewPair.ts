import { type Connection } from "@limbeck/database";
import {
  canonicalSpelling,
  comparedAs,
  nameKey,
  type Schema,
  spelling,
  type View,
  type ViewColumn,
} from "@limbeck/model";
import { type CanonicalCache, type Circumstances } from "./cache.ts";

/** The query of a view of the models beside that of its namesake in the database. */
export interface ViewPair {
  readonly model: View;
  readonly live: View;
  readonly written: string;
  readonly canonical: string;
}

/** `columns`: what the model's query gives, where the server could say so. */
export type ViewVerdict =
  | { readonly kind: "equal" }
  | { readonly kind: "different"; readonly columns?: readonly ViewColumn[] }
  | { readonly kind: "unverified" };

export interface ViewOptions {
  readonly models: Schema;
  readonly database: Schema;
  readonly connection: Connection;
  readonly defaultSchema: string;
  readonly cache: CanonicalCache | undefined;
  readonly circumstances: Circumstances | undefined;
  /** Another server, for what this one may not: it has what the views read. */
  readonly scratch: (() => Promise<Connection>) | undefined;
}

export function pairsOf({ models, database }: ViewOptions): readonly ViewPair[] {
  const views = new Map(database.views.map((view) => [nameKey(view), view]));
  return models.views.flatMap((model) => {
    const live = views.get(nameKey(model));
    return live === undefined
      ? []
      : [{ model, live, written: spelling(model.query), canonical: canonicalSpelling(live.query) }];
  });
}

export function canonicalView({ model, live, canonical }: ViewPair, verdict: ViewVerdict): View {
  if (verdict.kind === "different") {
    const { columns: _, uses: __, ...rest } = model;
    const { canonical: ___, ...query } = model.query;
    return {
      ...rest,
      query: query.written === undefined ? model.query : query,
      ...(verdict.columns === undefined ? {} : { columns: verdict.columns }),
    };
  }
  const { columns, uses } = live;
  return {
    ...model,
    query: comparedAs(model.query, canonical),
    ...(columns === undefined ? {} : { columns }),
    ...(uses === undefined ? {} : { uses }),
  };
}
