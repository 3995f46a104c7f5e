import { nameOf, type QualifiedName, showName, type Table } from "@limbeck/model";

import { type Hazard } from "../hazard.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { changeTable } from "../schemaChange.ts";
import { alterRowSecurity } from "../sql/policy.ts";

type Flag = "rowSecurity" | "forceRowSecurity";

/** One of the four switches. */
export interface RowSecuritySwitch<K extends string> {
  readonly kind: K;
  readonly table: QualifiedName;
}

interface Switch<K extends string, Back extends string> {
  readonly kind: K;
  readonly back: Back;
  readonly flag: Flag;
  readonly on: boolean;
  readonly words: string;
  readonly action: Parameters<typeof alterRowSecurity>[1];
  readonly hazard: Hazard["code"];
  readonly effect: string;
}

/** The row of a switch; its opposite is the switch that `back` names. */
function row<K extends string, Back extends string>(of: Switch<K, Back>) {
  return operation({
    directive: (table: NameInput): RowSecuritySwitch<K> => ({ kind: of.kind, table: qualifiedName(table) }),
    args: (op): [NameInput] => [nameInput(op.table)],
    reverse: (op): RowSecuritySwitch<Back> => ({ kind: of.back, table: nameOf(op.table) }),
    describe: (op) => `row security of ${showName(op.table)}: ${of.words}`,
    apply: (schema, op) => changeTable(schema, op.table, (table) => switched(table, of)),
    touches: (op) => {
      const flag = ref[of.flag](op.table);
      return { makes: of.on ? [flag] : [], breaks: of.on ? [] : [flag], needs: [ref.relation(op.table)] };
    },
    hazards: (op) => [{ code: of.hazard, message: `row security of ${showName(op.table)}: ${of.effect}` }],
    compile: {
      postgres: (op) => statements(alterRowSecurity(op.table, of.action)),
      sqlite: notOnSqlite("row-level security"),
    },
  });
}

function switched(table: Table, { flag, on }: Pick<Switch<string, string>, "flag" | "on">): Table {
  const { [flag]: _, ...rest } = table;
  return on ? { ...rest, [flag]: true } : rest;
}

export const rowSecurityOperations = {
  /** Lets policies decide who sees and changes which rows. Without a policy nobody but the table's owner sees any. */
  enableRowSecurity: row({
    kind: "enableRowSecurity",
    back: "disableRowSecurity",
    flag: "rowSecurity",
    on: true,
    words: "enabled",
    action: "ENABLE",
    hazard: "hides-rows",
    effect: "who does not own the table sees only what a policy lets through",
  }),
  /** Lets everybody with rights to the table see all of its rows; the policies stay, without effect. */
  disableRowSecurity: row({
    kind: "disableRowSecurity",
    back: "enableRowSecurity",
    flag: "rowSecurity",
    on: false,
    words: "disabled",
    action: "DISABLE",
    hazard: "opens-rows",
    effect: "whoever has rights to the table sees all rows",
  }),
  /** Makes policies hold for the owner of the table too. */
  forceRowSecurity: row({
    kind: "forceRowSecurity",
    back: "noForceRowSecurity",
    flag: "forceRowSecurity",
    on: true,
    words: "forced on the owner",
    action: "FORCE",
    hazard: "hides-rows",
    effect: "the owner too sees only what a policy lets through",
  }),
  /** Lets the owner of the table see all of its rows again. */
  noForceRowSecurity: row({
    kind: "noForceRowSecurity",
    back: "forceRowSecurity",
    flag: "forceRowSecurity",
    on: false,
    words: "no longer forced on the owner",
    action: "NO FORCE",
    hazard: "opens-rows",
    effect: "the owner sees all rows",
  }),
};
