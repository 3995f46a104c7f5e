import { type SchemaPart, type Table, type TablePart } from "@limbeck/model";
import { checkReader } from "./check.ts";
import { collationReader } from "./collation.ts";
import { columnReader } from "./column.ts";
import { compositeReader } from "./composite.ts";
import { domainReader } from "./domain.ts";
import { enumReader } from "./enum.ts";
import { exclusionReader } from "./exclusion.ts";
import { extensionReader } from "./extension.ts";
import { foreignKeyReader } from "./foreignKey.ts";
import { functionReader } from "./function.ts";
import { namespaceReader } from "./namespace.ts";
import { policyReader } from "./policy.ts";
import { primaryKeyReader } from "./primaryKey.ts";
import { rangeReader } from "./range.ts";
import { type Reader } from "./reader.ts";
import { roleReader } from "./role.ts";
import { sequenceReader } from "./sequence.ts";
import { tableReader } from "./table.ts";
import { indexReader } from "./tableIndex.ts";
import { triggerReader } from "./trigger.ts";
import { uniqueReader } from "./unique.ts";
import { viewReader } from "./view.ts";

/** What is read of a database. A new part of a Schema has to say here how. */
export const schemaReaders = {
  namespaces: namespaceReader,
  extensions: extensionReader,
  collations: collationReader,
  enums: enumReader,
  domains: domainReader,
  composites: compositeReader,
  ranges: rangeReader,
  sequences: sequenceReader,
  functions: functionReader,
  tables: tableReader,
  views: viewReader,
  triggers: triggerReader,
  roles: roleReader,
} satisfies { [Part in SchemaPart]: Reader<never, unknown> };

/** What is read of a table. A new part of a Table has to say here how. */
export const tableReaders = {
  columns: columnReader,
  primaryKeys: primaryKeyReader,
  uniques: uniqueReader,
  foreignKeys: foreignKeyReader,
  checks: checkReader,
  exclusions: exclusionReader,
  indexes: indexReader,
  policies: policyReader,
} satisfies { [Part in TablePart]: Reader<never, Table[Part][number]> } & {
  primaryKeys: Reader<never, NonNullable<Table["primaryKey"]>>;
};
