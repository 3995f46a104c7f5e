import { expect, it } from "@jest/globals";
import { parseIndex } from "./indexDefinition.ts";
import { introspect } from "../introspection.ts";
import { onServers } from "../testing/connection.ts";

/** A table for each type, and on its one column an index for each class, each collation and each order that it can have. */
const EVERYTHING = `CREATE DOMAIN whole AS int; CREATE DOMAIN word AS text COLLATE "C"; CREATE TYPE mood AS ENUM ('a', 'b');
  DO $do$ DECLARE t record; k record; n int := 0; BEGIN
    FOR t IN SELECT oid, format_type(oid, NULL) AS type, typcollation <> 0 AS collates FROM pg_type WHERE typtype = 'b' AND typelem = 0 AND oid < 16384
      UNION ALL VALUES ('varchar'::regtype, 'varchar(3)', true), ('text'::regtype, 'text COLLATE "C"', true), ('varchar'::regtype, 'varchar COLLATE "POSIX"', true),
        ('int'::regtype, 'whole', false), ('text'::regtype, 'word', true), ('mood'::regtype, 'mood', false), ('int[]'::regtype, 'int[]', false),
        ('text[]'::regtype, 'text[]', true), ('int4range'::regtype, 'int4range', false), ('oidvector'::regtype, 'oidvector', false)
    LOOP
      n := n + 1;
      EXECUTE format('CREATE TABLE t%s (c %s)', n, t.type);
      FOR k IN SELECT opcname AS class, sorts, bits FROM pg_opclass o JOIN pg_type y ON y.oid = o.opcintype
        CROSS JOIN unnest(CASE WHEN t.collates THEN ARRAY['', 'COLLATE "default"'] ELSE ARRAY[''] END) sorts
        CROSS JOIN unnest(CASE WHEN opcname IN ('int4_ops', 'text_ops') THEN ARRAY['', 'DESC', 'NULLS FIRST', 'DESC NULLS LAST'] ELSE ARRAY[''] END) bits
        WHERE opcmethod = (SELECT oid FROM pg_am WHERE amname = 'btree') AND (opcintype = t.oid OR typtype = 'p' AND typname <> 'record'
          OR EXISTS (SELECT FROM pg_cast WHERE castsource = t.oid AND casttarget = opcintype AND castmethod = 'b'))
      LOOP
        BEGIN EXECUTE format('CREATE INDEX ON t%s (c %s %I %s)', n, k.sorts, k.class, k.bits); EXCEPTION WHEN OTHERS THEN NULL; END;
      END LOOP;
    END LOOP;
  END $do$`;

/** A type of the user's that is text to the server, with a default class of its own. */
const SHOUT = `CREATE TYPE shout; CREATE FUNCTION shout_in(cstring) RETURNS shout LANGUAGE internal IMMUTABLE STRICT AS 'textin';
  CREATE FUNCTION shout_out(shout) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
  CREATE TYPE shout (INPUT = shout_in, OUTPUT = shout_out, LIKE = text, COLLATABLE = true);
  CREATE CAST (shout AS text) WITHOUT FUNCTION AS IMPLICIT;
  CREATE OPERATOR CLASS shout_ops DEFAULT FOR TYPE shout USING btree AS OPERATOR 1 < (text, text), OPERATOR 2 <= (text, text),
    OPERATOR 3 = (text, text), OPERATOR 4 >= (text, text), OPERATOR 5 > (text, text), FUNCTION 1 (text, text) bttextcmp(text, text);
  CREATE TABLE loud (c shout, d text); CREATE INDEX ON loud (c text_ops); CREATE INDEX ON loud (d)`;

onServers((db) => {
  /** What is read of each index, and what its text says. */
  async function readAndPrinted() {
    const { schema } = await introspect(db());
    const read = schema.tables.flatMap(({ indexes }) =>
      indexes.map(({ name, elements }) => [name, elements] as const),
    );
    const printed = await db().query<{ name: string; column: string; text: string }>(
      `SELECT c.relname AS name, a.attname AS "column", pg_get_indexdef(c.oid) AS text
      FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[0]
      WHERE c.relnamespace = 'public'::regnamespace`,
    );
    const words = printed.map(
      ({ name, column, text }) => [name, parseIndex(text, "btree", [column])] as const,
    );
    return [Object.fromEntries(read), Object.fromEntries(words)] as const;
  }

  it("reads of an index without its text what the text says", async () => {
    await db().execute(EVERYTHING);
    const [read, printed] = await readAndPrinted();
    expect(Object.keys(read).length).toBeGreaterThan(100);
    expect(read).toEqual(printed);
  });

  it("asks for the text where somebody's own cast makes a default class less than clear", async () => {
    await db().execute(SHOUT);
    const [read, printed] = await readAndPrinted();
    expect(read).toEqual(printed);
    expect(read).toMatchObject({
      loud_c_idx: [{ operatorClass: "text_ops" }],
      loud_d_idx: [{ column: "d" }],
    });
  });
});
