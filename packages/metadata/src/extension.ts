import { type Extension } from "@limbeck/model";
import { type PgExtensionConfig } from "./declarations/extension.ts";
import { declarationsOf, schemaNameOf } from "./declared.ts";
import { distinct } from "./distinct.ts";
import { type Found } from "./exports.ts";
import { type Reading } from "./reading.ts";

/** The declared extensions. plpgsql is in every database and is nobody's to create. Errors: `name-clash`. */
export function readExtensions(found: readonly Found[], reading: Reading): readonly Extension[] {
  const declared = declarationsOf<PgExtensionConfig & { readonly name: string }>(found, "extension");
  const placed = declared.map(({ config, declared: place, ...comment }) => ({
    noun: {
      name: config.name,
      extension: { ...readExtension(config, reading), ...comment },
    },
    declared: place,
  }));
  return distinct("extension", placed)
    .map(({ noun }) => noun.extension)
    .filter(({ name }) => name !== "plpgsql");
}

function readExtension(
  { name, schema, version }: PgExtensionConfig & { readonly name: string },
  reading: Reading,
): Extension {
  const place = reading.qualified(schemaNameOf(schema), name);
  return {
    ...place,
    ...(schema === undefined ? { anywhere: true } : {}),
    ...(version === undefined ? {} : { version }),
  };
}
