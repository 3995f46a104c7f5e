import { type Policy, type PolicyCommand, policyRoles, truncateName } from "@limbeck/model";
import { type Drizzle, type DrizzleSql } from "./drizzle/drizzle.ts";
import { type DrizzlePolicy } from "./drizzle/objectShape.ts";
import { nameClash } from "./errors.ts";
import { type ModelTable } from "./modelTable.ts";
import { type Reading } from "./reading.ts";

/** The policies of a table: those of its callback, and those that are linked to it. Fails with `name-clash`. */
export function readPolicies(
  { extra, linked, parts, declared }: ModelTable,
  reading: Reading,
): readonly Policy[] {
  const all = [...extra.policies, ...linked];
  const distinct = all.filter(({ built }, at) => all.findIndex((other) => other.built === built) === at);
  const policies = distinct.map(({ built, options: _, ...comment }) => ({
    ...readPolicy(built, reading),
    ...comment,
  }));
  const names = new Set<string>();
  for (const { name } of policies) {
    if (names.has(name)) throw nameClash("policy", name, [declared, declared], parts.name);
    names.add(name);
  }
  return policies;
}

function readPolicy(
  { name, as, for: command, to, using, withCheck }: DrizzlePolicy,
  reading: Reading,
): Policy {
  const { drizzle, render, renderQuery } = reading;
  const text = (sql: DrizzleSql | undefined) => {
    if (!drizzle.is(sql, drizzle.SQL)) return undefined;
    const plain = render(sql);
    // In a sub-select a bare name would be looked for in the tables of the sub-select first.
    return { written: /\bselect\b/i.test(plain) ? renderQuery(sql) : plain };
  };
  const [reads, checks] = [text(using), text(withCheck)];
  const only = COMMANDS.find((one) => one === command?.toLowerCase());
  const roles = policyRoles(rolesOf(to, drizzle));
  return {
    name: truncateName(name),
    ...(as?.toLowerCase() === "restrictive" ? { restrictive: true } : {}),
    ...(only === undefined ? {} : { command: only }),
    ...(roles === undefined ? {} : { roles }),
    ...(reads === undefined ? {} : { using: reads }),
    ...(checks === undefined ? {} : { withCheck: checks }),
  };
}

const COMMANDS: readonly PolicyCommand[] = ["select", "insert", "update", "delete"];

/** A role, or its name, or a list of these. */
function rolesOf(to: unknown, { is, pg }: Drizzle): readonly string[] {
  const roles: readonly unknown[] = Array.isArray(to) ? to : [to];
  return roles.flatMap((role) => {
    if (typeof role === "string") return [truncateName(role)];
    return is(role, pg.PgRole) ? [truncateName(role.name)] : [];
  });
}
