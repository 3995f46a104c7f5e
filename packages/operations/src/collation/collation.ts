import { type Collation, foundName, nameOf, type QualifiedName, sameName, showName } from "@limbeck/model";

import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { type IfExists, ifExistsOf, ifExistsSql, optionArgs } from "../ifExists.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { type Ref, ref } from "../ref.ts";
import { removeOne } from "../schemaChange.ts";
import { commentStatements } from "../sql/comment.ts";
import { quoteCollation } from "../sql/identifier.ts";
import { quoteString } from "../sql/literal.ts";
import { namespaceRefs } from "../table/touches.ts";

export interface CreateCollation {
  readonly kind: "createCollation";
  readonly collation: Collation;
}

export interface DropCollation extends IfExists {
  readonly kind: "dropCollation";
  readonly name: QualifiedName;
  readonly collation?: Collation;
}

/** What a collation is, beside its name. */
export type CollationInput = Omit<Collation, keyof QualifiedName>;

/** Of one that somebody made, by whatever name of the server's own. */
const ownRef = (name: QualifiedName): Ref => ref.collation(foundName("collation", name));

const show = (name: QualifiedName): string => `collation ${showName(name)}`;

export const collationOperations = {
  /** Creates a collation: `op.createCollation("german", { provider: "icu", locale: "de" })`. */
  createCollation: operation({
    directive: (name: NameInput, input: CollationInput): CreateCollation => ({
      kind: "createCollation",
      collation: { ...qualifiedName(name), ...input },
    }),
    args: ({ collation }): [NameInput, CollationInput] => {
      const { schema: _, name: __, ...input } = collation;
      return [nameInput(collation), input];
    },
    reverse: ({ collation }): DropCollation => ({
      kind: "dropCollation",
      name: nameOf(collation),
      collation,
    }),
    describe: (op) => `${show(op.collation)}: added`,
    apply: (schema, op) => ({ ...schema, collations: [...schema.collations, op.collation] }),
    touches: ({ collation }) => ({
      makes: [ownRef(collation)],
      breaks: [],
      needs: namespaceRefs(collation),
    }),
    hazards: noHazards,
    compile: {
      postgres: ({ collation }) =>
        statements(
          createCollationSql(collation),
          ...commentStatements({ collation: nameOf(collation) }, collation.comment),
        ),
      sqlite: notOnSqlite("collations in SQL"),
    },
  }),

  /** Drops a collation that nothing uses any more. With `{ ifExists: true }` one that is not there is passed over. */
  dropCollation: operation({
    directive: (name: NameInput, options: IfExists = {}): DropCollation => ({
      kind: "dropCollation",
      name: qualifiedName(name),
      ...ifExistsOf(options),
    }),
    args: (op): [NameInput, IfExists?] => [nameInput(op.name), ...optionArgs(ifExistsOf(op))],
    reverse: (op): CreateCollation | Irreversible =>
      op.collation === undefined
        ? irreversible(`what ${show(op.name)} was is not known`)
        : { kind: "createCollation", collation: op.collation },
    describe: (op) => `${show(op.name)}: removed`,
    apply: (schema, op) => ({
      ...schema,
      collations: removeOne(schema.collations, (item) => sameName(item, op.name), show(op.name), op),
    }),
    touches: ({ name }) => ({ makes: [], breaks: [ownRef(name)], needs: namespaceRefs(name) }),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(`DROP COLLATION ${ifExistsSql(op)}${quoteCollation(op.name)}`),
      sqlite: notOnSqlite("collations in SQL"),
    },
  }),
};

function createCollationSql(collation: Collation): string {
  const { provider, locale, lcCollate, lcCtype, deterministic, rules } = collation;
  const options = [
    ...(provider === undefined ? [] : [`PROVIDER = ${provider}`]),
    ...(locale === undefined ? [] : [`LOCALE = ${quoteString(locale)}`]),
    ...(lcCollate === undefined ? [] : [`LC_COLLATE = ${quoteString(lcCollate)}`]),
    ...(lcCtype === undefined ? [] : [`LC_CTYPE = ${quoteString(lcCtype)}`]),
    ...(deterministic === undefined ? [] : ["DETERMINISTIC = false"]),
    ...(rules === undefined ? [] : [`RULES = ${quoteString(rules)}`]),
  ];
  return `CREATE COLLATION ${quoteCollation(collation)} (${options.join(", ")})`;
}
