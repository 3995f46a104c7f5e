/** A revision file as Limbeck writes it, one in a line: its parent is the one before. */
export function revisionText(number: number): string {
  const id = idOf(number);
  const parent = number === 0 ? undefined : idOf(number - 1);
  return `/**
 * change number ${number}
 *
 * Revision: ${id}
 * Revises: ${parent ?? "<base>"}
 * Created: 2026-11-21T12:00:00Z
 */
import { sql, type Operations } from "limbeck";

export const revision = "${id}";
export const downRevision = ${JSON.stringify(parent ?? null)};
export const branchLabels: string[] = [];
export const dependsOn: string[] = [];

export function upgrade(op: Operations): void {
  op.createTable("table_${number}", {
    columns: [
      { name: "id", type: "integer", nullable: false },
      { name: "created_at", type: "timestamp with time zone", default: sql\`now()\` },
    ],
    primaryKey: { name: "table_${number}_pkey", columns: ["id"] },
  });
  op.createIndex("table_${number}", { name: "table_${number}_created", columns: ["created_at"] });
}

export function downgrade(op: Operations): void {
  op.dropTable("table_${number}");
}
`;
}

/** Twelve hexadecimal digits, in no order: an odd factor takes no two numbers to the same one. */
export function idOf(number: number): string {
  const scattered = Math.imul(number + 1, 0x9e3779b1) >>> 0;
  return `${scattered.toString(16).padStart(8, "0")}${(number % 0x10000).toString(16).padStart(4, "0")}`;
}
