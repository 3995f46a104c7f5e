import { type SqlText } from "@limbeck/model";

import { calledIn } from "../rebuild/words.ts";
import { bareExpression, isMoment } from "../sql/sqlite/expression.ts";

/**
 * Functions of PostgreSQL that stand in defaults and views. SQLite takes a default that calls any function, and then takes no row that
 * needs it; and it takes any view.
 */
const POSTGRES_FUNCTIONS: ReadonlySet<string> = new Set([
  "age",
  "clock_timestamp",
  "current_setting",
  "date_part",
  "date_trunc",
  "gen_random_bytes",
  "gen_random_uuid",
  "jsonb_build_array",
  "jsonb_build_object",
  "md5",
  "nextval",
  "now",
  "statement_timestamp",
  "timezone",
  "to_char",
  "to_timestamp",
  "transaction_timestamp",
  "uuid_generate_v1",
  "uuid_generate_v4",
  "uuidv4",
  "uuidv7",
]);

/** Words of PostgreSQL for which SQLite would put the word itself into the rows. */
const POSTGRES_WORDS =
  /^(?:current_(?:catalog|role|schema|user)|localtime|localtimestamp|session_user|user)$/i;

/** What a text calls that SQLite has not, where an author says so; what is there already may be a function of the application. */
export function postgresCall({ written }: SqlText): string | undefined {
  if (written === undefined) return undefined;
  const called = calledIn(written).find((name) => POSTGRES_FUNCTIONS.has(name));
  return called === undefined ? undefined : `function ${called}()`;
}

/** The same of a default, of which SQLite is given the moment in its own words. */
export function postgresDefault(value: SqlText): string | undefined {
  if (value.written === undefined || isMoment(value)) return undefined;
  const [word] = POSTGRES_WORDS.exec(bareExpression(value.written)) ?? [];
  return word === undefined ? postgresCall(value) : `default ${word}`;
}
