import { type NamedColumn } from "./columnShape.ts";
import { type DrizzleSql, type DrizzleTable, type Kind } from "./drizzle.ts";

/** What a table's callback may return in whichever dialect. */
export interface TableBuilders {
  readonly IndexBuilder: Kind<Builder<DrizzleIndex>>;
  readonly CheckBuilder: Kind<Builder<DrizzleCheck>>;
  readonly UniqueConstraintBuilder: Kind<Builder<DrizzleUnique>>;
  readonly PrimaryKeyBuilder: Kind<Builder<DrizzlePrimaryKey>>;
  readonly ForeignKeyBuilder: Kind<Builder<DrizzleForeignKey>>;
}

/** What the extra configuration of a table returns. */
export interface Builder<Built> {
  build(table: DrizzleTable): Built;
}

export interface DrizzlePrimaryKey {
  readonly columns: readonly NamedColumn[];
  readonly name?: string | undefined;
  getName(): string;
}

export interface DrizzleUnique {
  readonly columns: readonly NamedColumn[];
  /** Never absent: where the author gave none it is Drizzle's own. */
  readonly name: string;
  /** Only in 1.0. */
  readonly isNameExplicit?: boolean;
  readonly nullsNotDistinct: boolean;
}

export interface DrizzleCheck {
  readonly name: string;
  readonly value: DrizzleSql;
}

export interface DrizzleForeignKey {
  readonly onDelete?: string | undefined;
  readonly onUpdate?: string | undefined;
  reference(): DrizzleReference;
  getName(): string;
}

export interface DrizzleReference {
  readonly name?: string | undefined;
  readonly columns: readonly NamedColumn[];
  readonly foreignTable: DrizzleTable;
  readonly foreignColumns: readonly NamedColumn[];
}

export interface DrizzleIndex {
  readonly config: {
    readonly name?: string | undefined;
    readonly columns: readonly unknown[];
    readonly unique?: boolean;
    readonly method?: string;
    readonly with?: Readonly<Record<string, unknown>> | undefined;
    readonly where?: DrizzleSql | undefined;
  };
}
