import { type Unmodelled } from "@limbeck/introspector";
import { type Managed } from "@limbeck/metadata";
import { showName } from "@limbeck/model";

import { type ComparedSides } from "./include.ts";

/** Both sides, and what of the database is nobody's business: its kind is left alone. */
export interface ManagedSides extends ComparedSides {
  readonly alone: readonly Unmodelled[];
}

/**
 * Makes the sides equal in what the models do not speak of: of a kind that they do not manage, they have what the database has. It
 * stays there, rather than being cut out, because a scratch database needs it too: a column may be of a domain.
 */
export function managedSides(
  { models, database }: ComparedSides,
  manages: ReadonlySet<Managed>,
): ManagedSides {
  if (manages.has("domains")) return { models, database, alone: [] };
  return {
    models: { ...models, domains: database.domains },
    database,
    alone: database.domains.map((domain) => ({ kind: "domain", name: showName(domain) })),
  };
}
