import { type Composite, type QualifiedName, sameName, type Schema, showName } from "@limbeck/model";

import { followNamed } from "../typeName/followNamed.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref } from "../ref.ts";
import { moveRoot, renameRoot, type RootFamily } from "../renameRoot.ts";
import { replaceOne } from "../schemaChange.ts";
import { quoteIdentifier, quoteType } from "../sql/identifier.ts";
import { mapSchemaTexts } from "../table/mapSchemaTexts.ts";
import { renameAttributeInText } from "../table/renameText.ts";

export interface RenameAttribute {
  readonly kind: "renameAttribute";
  readonly type: QualifiedName;
  readonly name: string;
  readonly to: string;
}

const family: RootFamily<"renameComposite", "setCompositeSchema"> = {
  rename: "renameComposite",
  move: "setCompositeSchema",
  noun: "composite type",
  word: "TYPE",
  quote: quoteType,
  lacking: "composite types",
  refs: (name) => [ref.type(name)],
  follow: (schema, name, target) => followNamed(schema, "composites", name, target),
};

export const renameCompositeOperations = {
  /** Gives a composite type another name; columns, defaults and expressions follow by themselves. */
  renameComposite: renameRoot(family),
  /** Moves a composite type to another PostgreSQL schema; columns, defaults and expressions follow by themselves. */
  setCompositeSchema: moveRoot(family),

  /** Gives an attribute of a composite type another name; values stay, and expressions follow by themselves. */
  renameAttribute: operation({
    directive: (type: NameInput, name: string, to: string): RenameAttribute => ({
      kind: "renameAttribute",
      type: qualifiedName(type),
      name,
      to,
    }),
    args: (op) => [nameInput(op.type), op.name, op.to],
    reverse: (op): RenameAttribute => ({ ...op, name: op.to, to: op.name }),
    describe: (op) => `composite type ${showName(op.type)}: attribute ${op.name} renamed to ${op.to}`,
    apply: renameIn,
    touches: (op) => ({ makes: [], breaks: [], needs: [ref.type(op.type)] }),
    hazards: noHazards,
    compile: {
      postgres: ({ type, name, to }) =>
        statements(
          `ALTER TYPE ${quoteType(type)} RENAME ATTRIBUTE ${quoteIdentifier(name)} TO ${quoteIdentifier(to)}`,
        ),
      sqlite: notOnSqlite("composite types"),
    },
  }),
};

function renameIn(schema: Schema, { type, name, to }: RenameAttribute): Schema {
  const rename = (composite: Composite): Composite => ({
    ...composite,
    attributes: replaceOne(
      composite.attributes,
      (attribute) => attribute.name === name,
      (attribute) => ({ ...attribute, name: to }),
      `attribute ${name} of ${showName(type)}`,
    ),
  });
  const composites = replaceOne(
    schema.composites,
    (one) => sameName(one, type),
    rename,
    `composite type ${showName(type)}`,
  );
  return {
    ...schema,
    ...mapSchemaTexts(schema, (text) => renameAttributeInText(text, name, to)),
    composites,
  };
}
