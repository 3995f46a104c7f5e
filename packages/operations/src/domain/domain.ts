import { type Domain, nameOf, type QualifiedName, sameName, showName } from "@limbeck/model";

import { irreversible, type Irreversible } from "../data/irreversible.ts";
import { carryDefault } from "../enum/remade.ts";
import { type EnumUses, enumUses, type EnumUsesInput, enumUsesInput, reverseUses } from "../enum/uses.ts";
import { type Hazard } from "../hazard.ts";
import { defined } from "../input/defined.ts";
import {
  type DomainDefinition,
  domainDefinition,
  type DomainInput,
  domainInput,
} from "../input/domainInput.ts";
import { type NameInput, nameInput, qualifiedName } from "../input/nameInput.ts";
import { type IfExists, ifExistsOf, ifExistsSql, optionArgs } from "../ifExists.ts";
import { noHazards, operation } from "../operation.ts";
import { notOnSqlite, statements } from "../plan.ts";
import { ref, usesOf } from "../ref.ts";
import { removeOne, replaceOne } from "../schemaChange.ts";
import { createDomainSql } from "../sql/domain.ts";
import { quoteType } from "../sql/identifier.ts";
import { typeRefs } from "../sql/type.ts";
import { namespaceRefs } from "../table/touches.ts";
import { addedChecks, alterDomainSql, remakeDomainSql } from "./domainSql.ts";
import { alterDomainTouches, definitionNeeds, domainTexts, isRemade } from "./touches.ts";

export interface CreateDomain {
  readonly kind: "createDomain";
  readonly domain: Domain;
}

export interface DropDomain extends IfExists {
  readonly kind: "dropDomain";
  readonly name: QualifiedName;
  readonly domain?: Domain;
}

/** Changes a domain where it stands; makes it anew where its type or collation changes, or where columns are to be carried. */
export interface AlterDomain {
  readonly kind: "alterDomain";
  readonly name: QualifiedName;
  readonly from: DomainDefinition;
  readonly to: DomainDefinition;
  /** What stands in the way where it is made anew. */
  readonly uses: EnumUses;
  /** Values go from the old type to the new one through text, because no cast does it by itself. */
  readonly throughText?: true;
  /** The comment that a domain that is made anew gets again. */
  readonly comment?: string;
}

export interface AlterDomainInput extends EnumUsesInput {
  readonly from: DomainInput;
  readonly to: DomainInput;
  readonly throughText?: true;
  readonly comment?: string;
}

export const domainOperations = {
  /** Creates a domain: ``op.createDomain("email", { type: "text", checks: [{ name: "at", expression: sql`VALUE ~ '@'` }] })``. */
  createDomain: operation({
    directive: (name: NameInput, input: DomainInput & { readonly comment?: string }): CreateDomain => ({
      kind: "createDomain",
      domain: defined({ ...qualifiedName(name), ...domainDefinition(input), comment: input.comment }),
    }),
    args: ({ domain }): [NameInput, DomainInput & { readonly comment?: string }] => [
      nameInput(domain),
      defined({ ...domainInput(domain), comment: domain.comment }),
    ],
    reverse: (op): DropDomain => ({ kind: "dropDomain", name: nameOf(op.domain), domain: op.domain }),
    describe: (op) => `domain ${showName(op.domain)}: added`,
    apply: (schema, op) => ({ ...schema, domains: [...schema.domains, op.domain] }),
    touches: (op) => ({
      makes: [ref.type(op.domain)],
      breaks: [],
      needs: [...namespaceRefs(op.domain), ...definitionNeeds(op.domain)],
    }),
    hazards: noHazards,
    compile: { postgres: (op) => statements(...createDomainSql(op.domain)), sqlite: notOnSqlite("domains") },
  }),

  /** Drops a domain that no column uses any more. With `{ ifExists: true }` one that is not there is passed over. */
  dropDomain: operation({
    directive: (name: NameInput, options: IfExists = {}): DropDomain => ({
      kind: "dropDomain",
      name: qualifiedName(name),
      ...ifExistsOf(options),
    }),
    args: (op): [NameInput, IfExists?] => [nameInput(op.name), ...optionArgs(ifExistsOf(op))],
    reverse: (op): CreateDomain | Irreversible =>
      op.domain === undefined
        ? irreversible(`what domain ${showName(op.name)} was is not known`)
        : { kind: "createDomain", domain: op.domain },
    describe: (op) => `domain ${showName(op.name)}: removed`,
    apply: (schema, op) => ({
      ...schema,
      domains: removeOne(
        schema.domains,
        (item) => sameName(item, op.name),
        `domain ${showName(op.name)}`,
        op,
      ),
    }),
    // What leaves the domain goes first, and then the domain before what it stands on.
    touches: ({ name, domain }) => ({
      makes: [usesOf(ref.type(name))],
      breaks: [ref.type(name)],
      needs: namespaceRefs(name),
      ...(domain === undefined ? {} : { needsOld: domainTexts(domain), leaves: typeRefs(domain.type) }),
    }),
    hazards: noHazards,
    compile: {
      postgres: (op) => statements(`DROP DOMAIN ${ifExistsSql(op)}${quoteType(op.name)}`),
      sqlite: notOnSqlite("domains"),
    },
  }),

  /**
   * Changes a domain from one definition to another. Where its type or collation changes it is made anew, and the named
   * columns are carried over.
   */
  alterDomain: operation({
    directive: (name: NameInput, input: AlterDomainInput): AlterDomain => {
      const { from, to, throughText, comment, ...uses } = input;
      return defined({
        kind: "alterDomain" as const,
        name: qualifiedName(name),
        from: domainDefinition(from),
        to: domainDefinition(to),
        uses: enumUses(uses),
        throughText,
        comment,
      });
    },
    args: ({ name, from, to, uses, throughText, comment }): [NameInput, AlterDomainInput] => [
      nameInput(name),
      defined({
        from: domainInput(from),
        to: domainInput(to),
        ...enumUsesInput(uses),
        throughText,
        comment,
      }),
    ],
    reverse: (op): AlterDomain => ({ ...op, from: op.to, to: op.from, uses: reverseUses(op.uses) }),
    describe: (op) => `domain ${showName(op.name)}: changed`,
    apply: (schema, op) => {
      const domains = replaceOne(
        schema.domains,
        (item) => sameName(item, op.name),
        ({ comment }) => defined({ ...op.name, ...op.to, comment }),
        `domain ${showName(op.name)}`,
      );
      return op.uses.columns.reduce(carryDefault, { ...schema, domains });
    },
    touches: alterDomainTouches,
    hazards: alterHazards,
    compile: {
      postgres: (op) => statements(...(isRemade(op) ? remakeDomainSql(op) : alterDomainSql(op))),
      sqlite: notOnSqlite("domains"),
    },
  }),
};

function alterHazards({ name, from, to }: AlterDomain): readonly Hazard[] {
  const checks = addedChecks(from, to).filter(({ notValid }) => notValid !== true);
  return [
    ...checks.map((check): Hazard => {
      const message = `check ${check.name} of domain ${showName(name)}: fails if a row breaks it`;
      return { code: "fails-on-values", message };
    }),
    ...(to.notNull === true && from.notNull !== true
      ? [{ code: "fails-on-nulls" as const, message: `domain ${showName(name)}: fails if a row holds NULL` }]
      : []),
  ];
}
