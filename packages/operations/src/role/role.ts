import { type Change, reverseChange } from "../change.ts";
import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type ChangeInput, readChange } from "../input/changeInput.ts";
import { noHazards, operation } from "../operation.ts";
import { statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { quoteIdentifier } from "../sql/identifier.ts";
import { quoteString } from "../sql/literal.ts";

/** Options of a role, each with PostgreSQL's default where it is absent: it inherits, and may do none of the rest. */
export interface RoleOptions {
  readonly login?: boolean;
  readonly createDb?: boolean;
  readonly createRole?: boolean;
  readonly inherit?: boolean;
}

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

/** Roles belong to the cluster, not to the database: a Schema says nothing of them. */
export const roleOperations = {
  /** Makes a role, unless the cluster has one of that name already: another of its databases may have made it. */
  createRole: operation({
    directive: (name: string, options: RoleOptions = {}): CreateRole => ({
      kind: "createRole",
      name,
      options,
    }),
    args: (op): [string, RoleOptions?] =>
      Object.keys(op.options).length === 0 ? [op.name] : [op.name, op.options],
    reverse: (op): DropRole => ({ kind: "dropRole", name: op.name, options: op.options }),
    describe: (op) => `role ${op.name}: added`,
    apply: (schema) => schema,
    touches: (op) => ({ makes: [ref.role(op.name)], breaks: [], needs: [] }),
    hazards: noHazards,
    compile: { postgres: (op) => statements(createSql(op)) },
  }),

  /** Drops a role. The server refuses while it owns something or has rights or policies, in whichever database of the cluster. */
  dropRole: operation({
    directive: (name: string): DropRole => ({ kind: "dropRole", name }),
    args: (op) => [op.name],
    reverse: (op): CreateRole | Irreversible =>
      op.options === undefined
        ? irreversible(`the options of role ${op.name} are not known`)
        : { kind: "createRole", name: op.name, options: op.options },
    describe: (op) => `role ${op.name}: removed`,
    apply: (schema) => schema,
    touches: (op) => ({ makes: [], breaks: [ref.role(op.name)], needs: [] }),
    hazards: (op) => [
      {
        code: "fails-on-owned",
        message: `drops role ${op.name}: fails while it owns something or is named in rights, in whichever database of the cluster`,
      },
    ],
    compile: { postgres: (op) => statements(`DROP ROLE ${quoteIdentifier(op.name)}`) },
  }),

  /** Changes the options of a role; one that is left out has PostgreSQL's default afterwards. */
  alterRole: operation({
    directive: (name: string, options: ChangeInput<RoleOptions>): AlterRole => ({
      kind: "alterRole",
      name,
      options: readChange(options, (value) => value),
    }),
    args: (op): [string, ChangeInput<RoleOptions>] => [op.name, op.options],
    reverse: (op): AlterRole | Irreversible => {
      const options = reverseChange(op.options);
      return options === undefined
        ? irreversible(`the options of role ${op.name} are not known`)
        : { ...op, options };
    },
    describe: (op) => `role ${op.name}: options changed`,
    apply: (schema) => schema,
    touches: (op) => ({ makes: [], breaks: [], needs: [ref.role(op.name)] }),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(`ALTER ROLE ${quoteIdentifier(op.name)} ${optionsSql(op.options.to)}`),
    },
  }),
};

function createSql({ name, options }: CreateRole): string {
  const create = `CREATE ROLE ${quoteIdentifier(name)} ${optionsSql(options)}`;
  const body = `BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${quoteString(name)}) THEN ${create}; END IF; END`;
  return `DO ${quoteString(body)}`;
}

function optionsSql({
  login = false,
  createDb = false,
  createRole = false,
  inherit = true,
}: RoleOptions): string {
  const word = (on: boolean, text: string): string => (on ? text : `NO${text}`);
  return [
    word(login, "LOGIN"),
    word(createDb, "CREATEDB"),
    word(createRole, "CREATEROLE"),
    word(inherit, "INHERIT"),
  ].join(" ");
}
