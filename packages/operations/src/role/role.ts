import { fillRole, PLAIN_ROLE, type Role, type RoleOptions, trimRole } from "@limbeck/model";

import { type Change, reverseChange } from "../change.ts";
import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type ChangeInput, readChange } from "../input/changeInput.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { alterRoleSql, createRoleSql, dropRoleSql } from "./roleSql.ts";

export interface CreateRole {
  readonly kind: "createRole";
  readonly name: string;
  readonly options: RoleOptions;
}

export interface DropRole {
  readonly kind: "dropRole";
  readonly name: string;
  readonly options?: RoleOptions;
}

export interface AlterRole {
  readonly kind: "alterRole";
  readonly name: string;
  readonly options: Change<RoleOptions>;
}

/** Roles belong to the cluster, not to the database: others may have made one, and others may use it. */
export const roleOperations = {
  /** Makes a role, unless the cluster has one of that name already: then that one stays as it is. */
  createRole: operation({
    directive: (name: string, options: RoleOptions = {}): CreateRole => ({
      kind: "createRole",
      name,
      options: trimRole(options),
    }),
    args: (op): [string, RoleOptions?] =>
      Object.keys(op.options).length === 0 ? [op.name] : [op.name, op.options],
    reverse: (op): DropRole => ({ kind: "dropRole", name: op.name, options: op.options }),
    describe: (op) => `role ${op.name}: added`,
    apply: (schema, { name, options }) =>
      schema.roles.some((role) => role.name === name)
        ? schema
        : { ...schema, roles: [...schema.roles, fillRole({ name, ...options })] },
    touches: (op) => ({ makes: [ref.role(op.name)], breaks: [], needs: [] }),
    hazards: noHazards,
    compile: { postgres: (op) => statements(createRoleSql(op)), sqlite: notOnSqlite("roles") },
  }),

  /**
   * Drops a role that `createRole` has made in this database, and leaves one that others made, or that another database of the
   * cluster uses. The server refuses while something in this database belongs to the role or names it in rights or policies.
   */
  dropRole: operation({
    directive: (name: string): DropRole => ({ kind: "dropRole", name }),
    args: (op) => [op.name],
    reverse: (op): CreateRole | Irreversible =>
      op.options === undefined
        ? irreversible(`the options of role ${op.name} are not known`)
        : { kind: "createRole", name: op.name, options: op.options },
    describe: (op) => `role ${op.name}: removed`,
    apply: (schema, op) => ({ ...schema, roles: schema.roles.filter(({ name }) => name !== op.name) }),
    touches: (op) => ({ makes: [], breaks: [ref.role(op.name)], needs: [] }),
    hazards: (op) => [
      {
        code: "fails-on-owned",
        message: `drops role ${op.name} with its memberships and password: fails while it owns something here or is named in rights`,
      },
    ],
    compile: { postgres: (op) => statements(dropRoleSql(op)), sqlite: notOnSqlite("roles") },
  }),

  /** Changes the options of a role; one that is left out has PostgreSQL's default afterwards. */
  alterRole: operation({
    directive: (name: string, options: ChangeInput<RoleOptions>): AlterRole => ({
      kind: "alterRole",
      name,
      options: readChange(options, trimRole),
    }),
    args: (op): [string, ChangeInput<RoleOptions>] => [op.name, op.options],
    reverse: (op): AlterRole | Irreversible => {
      const options = reverseChange(op.options);
      return options === undefined
        ? irreversible(`the options of role ${op.name} are not known`)
        : { ...op, options };
    },
    describe: (op) => `role ${op.name}: options changed`,
    apply: (schema, { name, options: { to } }) => ({
      ...schema,
      roles: schema.roles.map((role): Role => (role.name === name ? { name, ...PLAIN_ROLE, ...to } : role)),
    }),
    touches: (op) => ({ makes: [], breaks: [], needs: [ref.role(op.name)] }),
    hazards: noHazards,
    compile: { postgres: (op) => statements(...alterRoleSql(op)), sqlite: notOnSqlite("roles") },
  }),
};
