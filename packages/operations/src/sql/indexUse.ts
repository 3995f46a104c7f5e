import { type IndexUses, type QualifiedName, type ReplicaIdentity } from "@limbeck/model";

import { quoteIdentifier, quoteName } from "./identifier.ts";

export function replicaIdentitySql(table: QualifiedName, identity: ReplicaIdentity | null): string {
  return `ALTER TABLE ${quoteName(table)} REPLICA IDENTITY ${identityWords(identity)}`;
}

function identityWords(identity: ReplicaIdentity | null): string {
  if (identity === null) return "DEFAULT";
  return typeof identity === "string"
    ? identity.toUpperCase()
    : `USING INDEX ${quoteIdentifier(identity.index)}`;
}

export function clusterOnSql(table: QualifiedName, index: string | null): string {
  const action = index === null ? "SET WITHOUT CLUSTER" : `CLUSTER ON ${quoteIdentifier(index)}`;
  return `ALTER TABLE ${quoteName(table)} ${action}`;
}

/** What is said of a new table once its indexes are there. */
export function indexUsesSql(table: QualifiedName & IndexUses): readonly string[] {
  return [
    ...(table.replicaIdentity === undefined ? [] : [replicaIdentitySql(table, table.replicaIdentity)]),
    ...(table.clusterOn === undefined ? [] : [clusterOnSql(table, table.clusterOn)]),
  ];
}
