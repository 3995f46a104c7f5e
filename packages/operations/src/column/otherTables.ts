import { type Ref, ref } from "../ref.ts";
import { type AlterColumn } from "./alterColumn.ts";

/** What a column waits for that changes in other tables. */
export function otherTables(op: AlterColumn) {
  const [above, rows] = [aboveTouches(op), rowTouches(op)];
  return {
    makes: [...above.changes, ...rows.makes],
    breaks: [...above.changes, ...rows.breaks],
    needs: [...above.needs, ...rows.needs],
    needsOld: [...above.needsOld, ...rows.needsOld],
  };
}

/** What a partition has otherwise ends before the column of a table above changes and begins after that. */
function aboveTouches({ table, column, above }: AlterColumn) {
  const begun = ref.ownBegun(table, column);
  if (above === undefined) return { changes: [], needs: [], needsOld: [begun] };
  const own = above.ends ? ref.ownEnded : ref.ownBegun;
  const columns = above.tables.map((one) => ref.column(one, column));
  return {
    changes: above.tables.map((one) => own(one, column)),
    needs: above.ends ? [] : columns,
    needsOld: above.ends ? [begun, ...columns] : [begun],
  };
}

/** A column lets go of the rows of a table before columns of that go, come or change, and takes them after that. */
function rowTouches({ rows }: AlterColumn) {
  const { tables = [], leaves = false } = rows ?? {};
  const of = (part: "gone" | "come" | "changed"): readonly Ref[] =>
    tables.flatMap(({ name, [part]: columns }) => columns.map((column) => ref.column(name, column)));
  const held = [...of("changed"), ...tables.map(({ name }) => ref.logging(name))];
  return leaves
    ? { makes: [], breaks: of("come"), needs: [], needsOld: [...held, ...of("gone")] }
    : { makes: of("gone"), breaks: [], needs: [...held, ...of("come")], needsOld: [] };
}
