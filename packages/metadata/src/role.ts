import { type Role, truncateName } from "@limbeck/model";
import { distinct, type Placed } from "./distinct.ts";
import { type DrizzleRole } from "./drizzle/objectShape.ts";
import { type Declared } from "./errors.ts";

/** The roles that models declare, and the names of those that they leave to somebody else. */
export interface ModelRoles {
  readonly roles: readonly Role[];
  readonly existing: ReadonlySet<string>;
}

/** Reads exported roles; one that only a policy names is nobody's to make. Errors: `name-clash`. */
export function readRoles(found: ReadonlyMap<DrizzleRole, Declared>): ModelRoles {
  const all = [...found].map(([role, declared]) => ({ role, declared }));
  const own = all.filter(({ role }) => role._existing !== true).map(placed);
  const existing = new Set(
    all.filter(({ role }) => role._existing === true).map(({ role }) => truncateName(role.name)),
  );
  const roles = distinct("role", own).map(({ noun }) => noun);
  return { roles: roles.filter(({ name }) => !existing.has(name)), existing };
}

function placed({ role, declared }: { role: DrizzleRole; declared: Declared }): Placed<Role> {
  const { name, createDb, createRole, inherit } = role;
  const noun = {
    name: truncateName(name),
    ...(createDb === undefined ? {} : { createDb }),
    ...(createRole === undefined ? {} : { createRole }),
    ...(inherit === undefined ? {} : { inherit }),
  };
  return { noun, declared };
}
