import { type IndexUses, renameUses, type Table, truncateName } from "@limbeck/model";
import { optionsOf } from "./constraint.ts";
import { type DrizzleTable } from "./drizzle/drizzle.ts";
import { factOn } from "./fact.ts";
import { parameterTexts } from "./parameters.ts";

/** What the declarations of declarations/tableSettings.ts left on a table, ready to be spread into it. */
export function tableSettingsOf(table: DrizzleTable): Pick<Table, "unlogged" | "with"> & IndexUses {
  const { with: parameters } = optionsOf(table);
  return {
    ...unloggedOf(table),
    ...indexUsesOf(table),
    ...(parameters === undefined ? {} : { with: parameterTexts(parameters) }),
  };
}

function indexUsesOf(table: DrizzleTable): IndexUses {
  const [replicaIdentity, clusterOn] = [factOn(table, "replicaIdentity"), factOn(table, "clusterOn")];
  const said = {
    ...(replicaIdentity === undefined ? {} : { replicaIdentity }),
    ...(clusterOn === undefined ? {} : { clusterOn }),
  };
  return renameUses(said, truncateName);
}

export function unloggedOf(object: object): { readonly unlogged?: true } {
  return factOn(object, "unlogged") === true ? { unlogged: true } : {};
}
