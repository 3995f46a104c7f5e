import { type Policy, showName, type Table } from "@limbeck/model";
import { mentions } from "./match.ts";
import { canonicalText, EXPRESSION, type Site } from "./walk.ts";

/** A policy of the models with its canonical texts, given its counterpart in the database. */
export function canonicalPolicy(model: Policy, live: Policy | undefined, site: Site): Policy {
  if (live === undefined) return model;
  const where = `policy ${model.name} on ${showName(site.table)}`;
  const { using, withCheck } = model;
  return {
    ...model,
    ...(using === undefined || live.using === undefined
      ? {}
      : { using: canonicalText(using, live.using, `USING of ${where}`, EXPRESSION, site) }),
    ...(withCheck === undefined || live.withCheck === undefined
      ? {}
      : { withCheck: canonicalText(withCheck, live.withCheck, `WITH CHECK of ${where}`, EXPRESSION, site) }),
  };
}

/** What a policy is beside its texts. */
export function policyLook({ restrictive, command, using, withCheck }: Policy, table: Table): string {
  const texts = [using, withCheck].map((text) => text !== undefined && mentions(text, table));
  return JSON.stringify([restrictive, command, ...texts]);
}
