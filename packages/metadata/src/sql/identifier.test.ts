import { describe, expect, it } from "@jest/globals";
import { freshDatabase } from "@limbeck/testkit";
import { quoteIdentifier } from "./identifier.ts";

describe("quoteIdentifier", () => {
  it("quotes what the server quotes: every keyword, and whatever is not lower case and plain", async () => {
    const database = await freshDatabase();
    const client = await database.client();
    const odd = [
      "plain",
      "_x$1",
      "Capital",
      "with space",
      'with "quotes"',
      "größe",
      "1st",
      "$x",
      "a.b",
      "🙂",
      "x-y",
    ];
    const { rows } = await client.query<{ word: string; quoted: string }>(
      `select word, quote_ident(word) as quoted from (select word from pg_get_keywords() union all select unnest($1::text[])) as w`,
      [odd],
    );
    expect(rows.length).toBeGreaterThan(450);
    expect(rows.map(({ word }) => quoteIdentifier(word))).toEqual(rows.map(({ quoted }) => quoted));
    await database.drop();
  });
});
