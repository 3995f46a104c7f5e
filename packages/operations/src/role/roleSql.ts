import { PLAIN_ROLE, type RoleOptions } from "@limbeck/model";

import { dollarQuoted } from "../sql/dollarQuoted.ts";
import { quoteIdentifier } from "../sql/identifier.ts";
import { quoteString } from "../sql/literal.ts";
import { type AlterRole, type CreateRole, type DropRole } from "./role.ts";

/** The comment of a role that this database has made: by it `dropRole` knows that it is nobody else's. */
const MADE = "'Made by a revision of database ' || current_database()";

/**
 * Looks before it makes, because the server asks who may make a role before it sees that there is one; another database may still
 * be faster.
 */
export function createRoleSql({ name, options }: CreateRole): string {
  const words = changedWords(PLAIN_ROLE, { ...PLAIN_ROLE, ...options });
  const create = ["CREATE ROLE", quoteIdentifier(name), ...words].join(" ");
  return doSql(`BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = ${quoteString(name)}) THEN
    RAISE duplicate_object;
  END IF;
  ${create};
  EXECUTE format('COMMENT ON ROLE %I IS %L', ${quoteString(name)}, ${MADE});
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  RAISE NOTICE '%', ${quoteString(`role ${name} was there before and stays as it is`)};
END`);
}

export function dropRoleSql({ name }: DropRole): string {
  const notice = (text: string): string => `RAISE NOTICE '%', ${quoteString(`role ${name} stays: ${text}`)};`;
  return doSql(`DECLARE
  role oid := (SELECT oid FROM pg_roles WHERE rolname = ${quoteString(name)});
  here oid := (SELECT oid FROM pg_database WHERE datname = current_database());
BEGIN
  IF shobj_description(role, 'pg_authid') IS DISTINCT FROM ${MADE} THEN
    ${notice("no revision of this database has made it")}
  ELSIF EXISTS (SELECT FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass AND refobjid = role AND dbid NOT IN (0, here)) THEN
    ${notice("another database uses it")}
  ELSE
    DROP ROLE ${quoteIdentifier(name)};
  END IF;
END`);
}

export function alterRoleSql({ name, options: { from, to } }: AlterRole): readonly string[] {
  const after = { ...PLAIN_ROLE, ...to };
  const words = from === undefined ? allWords(after) : changedWords({ ...PLAIN_ROLE, ...from }, after);
  return words.length === 0 ? [] : [`ALTER ROLE ${quoteIdentifier(name)} ${words.join(" ")}`];
}

function doSql(body: string): string {
  return `DO ${dollarQuoted(`\n${body}\n`, "role")}`;
}

const WORDS = {
  login: "LOGIN",
  createDb: "CREATEDB",
  createRole: "CREATEROLE",
  inherit: "INHERIT",
} satisfies Record<keyof RoleOptions, string>;

/** Only what changes: from PostgreSQL 16 on, who may not make databases may not even say NOCREATEDB. */
function changedWords(before: Required<RoleOptions>, after: Required<RoleOptions>): readonly string[] {
  return OPTIONS.filter((option) => before[option] !== after[option]).map((option) => word(after, option));
}

function allWords(after: Required<RoleOptions>): readonly string[] {
  return OPTIONS.map((option) => word(after, option));
}

const OPTIONS = ["login", "createDb", "createRole", "inherit"] as const;

function word(options: Required<RoleOptions>, option: (typeof OPTIONS)[number]): string {
  return options[option] ? WORDS[option] : `NO${WORDS[option]}`;
}
