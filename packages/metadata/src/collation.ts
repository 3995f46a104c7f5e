import { type Collation } from "@limbeck/model";

import { type PgCollationConfig } from "./declarations/collation.ts";
import { declarationsOf, schemaNameOf } from "./declared.ts";
import { distinct, type Placed } from "./distinct.ts";
import { type Found } from "./exports.ts";
import { type Reading } from "./reading.ts";

type Config = PgCollationConfig & { readonly name: string };

/** The declared collations. Errors: `name-clash`. */
export function readCollations(found: readonly Found[], reading: Reading): readonly Placed<Collation>[] {
  const declared = declarationsOf<Config>(found, "collation");
  return distinct(
    "collation",
    declared.map(({ config, declared: place, ...comment }) => ({
      noun: { ...readCollation(config, reading), ...comment },
      declared: place,
    })),
  );
}

function readCollation(config: Config, reading: Reading): Collation {
  const { name, schema, provider = "libc", deterministic, rules, comment } = config;
  return {
    ...reading.qualified(schemaNameOf(schema), name),
    ...(provider === "libc" ? {} : { provider }),
    ...localeOf(config),
    ...(deterministic === false ? { deterministic } : {}),
    ...(rules === undefined ? {} : { rules }),
    ...(comment === undefined ? {} : { comment }),
  };
}

/** Two that are the same are said once. */
function localeOf({ locale, lcCollate = locale, lcCtype = locale }: Config) {
  if (lcCollate === lcCtype) return lcCollate === undefined ? {} : { locale: lcCollate };
  return {
    ...(lcCollate === undefined ? {} : { lcCollate }),
    ...(lcCtype === undefined ? {} : { lcCtype }),
  };
}
