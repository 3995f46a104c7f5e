import { multirangeName, type QualifiedName, type Range, sameName } from "@limbeck/model";
import { type Called, calledCollation, collationText } from "./calledCollation.ts";
import { commentOf } from "./comment.ts";
import { calledRoutine, type NamedRow, qualifiedName, type Reader } from "./reader.ts";
import { calledPlace, ofUser, place, type Scope } from "./scope.ts";

type Name = Omit<NamedRow, "oid">;

interface RangeRow extends NamedRow {
  readonly subtype: string;
  /** Null where it is the default one. */
  readonly operatorClass: string | null;
  /** Null where it is that of the subtype. */
  readonly collation: Called | null;
  readonly subtypeDiff: Name | null;
  readonly multirange: Name;
}

/** A condition on `pg_range r`: a canonical function is written in C, which a Schema does not describe. */
export const describedRange = "r.rngcanonical = 0";

/** As `format_type` prints types: with the schema where the search path does not lead there. */
const OPERATOR_CLASS = `CASE WHEN NOT k.opcdefault THEN
        CASE WHEN pg_opclass_is_visible(k.oid) THEN quote_ident(k.opcname)
          ELSE (SELECT quote_ident(x.nspname) FROM pg_namespace x WHERE x.oid = k.opcnamespace) || '.' || quote_ident(k.opcname) END
      END`;

const subtypeDiff = (
  scope: Scope,
): string => `SELECT json_build_object('name', f.proname, 'schema', ${calledPlace(scope, "x")})
      FROM pg_proc f JOIN pg_namespace x ON x.oid = f.pronamespace WHERE f.oid = r.rngsubdiff`;

const multirange = (
  scope: Scope,
): string => `SELECT json_build_object('name', m.typname, 'schema', ${place(scope, "x")})
      FROM pg_type m JOIN pg_namespace x ON x.oid = m.typnamespace WHERE m.oid = r.rngmultitypid`;

export const rangeReader: Reader<RangeRow, Range> = {
  question: (scope) => ({
    columns: {
      oid: "t.oid::int8",
      schema: "ns.schema",
      name: "t.typname",
      subtype: "format_type(r.rngsubtype, NULL)",
      operatorClass: OPERATOR_CLASS,
      collation: calledCollation(scope, "o", "p"),
      subtypeDiff: `(${subtypeDiff(scope)})`,
      multirange: `(${multirange(scope)})`,
    },
    from: `FROM pg_range r JOIN pg_type t ON t.oid = r.rngtypid JOIN ns ON ns.oid = t.typnamespace
    JOIN pg_type y ON y.oid = r.rngsubtype JOIN pg_opclass k ON k.oid = r.rngsubopc
    LEFT JOIN pg_collation o ON o.oid = r.rngcollation AND o.oid <> y.typcollation
    LEFT JOIN pg_namespace p ON p.oid = o.collnamespace
    WHERE ${describedRange} AND ${ofUser("pg_type", "t.oid")}`,
  }),
  read: (row, context) => ({
    ...qualifiedName(row),
    subtype: { canonical: row.subtype },
    ...(row.operatorClass === null ? {} : { operatorClass: row.operatorClass }),
    ...(row.collation === null ? {} : { collation: collationText(row.collation) }),
    ...(row.subtypeDiff === null ? {} : { subtypeDiff: calledRoutine(row.subtypeDiff) }),
    ...ownMultirange(qualifiedName(row), qualifiedName(row.multirange)),
    ...commentOf(context, "pg_type", row.oid),
  }),
};

/** Its name, where it is not what PostgreSQL makes of the name of the range type. */
function ownMultirange(range: QualifiedName, multirange: QualifiedName): Pick<Range, "multirange"> {
  return sameName(multirangeName(range), multirange) ? {} : { multirange };
}
