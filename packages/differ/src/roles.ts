import { fillRole, type Role, type Schema, trimRole } from "@limbeck/model";
import { type Operation } from "@limbeck/operations";

import { type Fields, same } from "./fields.ts";

const ROLE = {
  name: "identity",
  login: "compared",
  createDb: "compared",
  createRole: "compared",
  inherit: "compared",
} as const satisfies Fields<Role>;

/** The target with whatever it does not say of a role as the start has it; of a new role, as PostgreSQL makes it. */
export function adoptRoleOptions(before: Schema, after: Schema): Schema {
  const old = new Map(before.roles.map((role) => [role.name, role]));
  const roles = after.roles.map((role): Role => ({ ...fillRole(old.get(role.name) ?? role), ...role }));
  return { ...after, roles };
}

export function diffRoles(before: Schema, after: Schema): readonly Operation[] {
  const old = new Map(before.roles.map((role) => [role.name, role]));
  const names = new Set(after.roles.map(({ name }) => name));
  return [
    ...after.roles.flatMap((role): readonly Operation[] => {
      const was = old.get(role.name);
      return was === undefined ? [create(role)] : altered(was, role);
    }),
    ...before.roles
      .filter(({ name }) => !names.has(name))
      .map((role): Operation => ({ kind: "dropRole", name: role.name, options: trimRole(role) })),
  ];
}

function create(role: Role): Operation {
  return { kind: "createRole", name: role.name, options: trimRole(role) };
}

function altered(before: Role, after: Role): readonly Operation[] {
  if (same(ROLE, before, after)) return [];
  const options = { from: trimRole(before), to: trimRole(after) };
  return [{ kind: "alterRole", name: after.name, options }];
}
