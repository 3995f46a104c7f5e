import { followNamed } from "../typeName/followNamed.ts";
import { ref } from "../ref.ts";
import { moveRoot, renameRoot, type RootFamily } from "../renameRoot.ts";
import { quoteType } from "../sql/identifier.ts";

const family: RootFamily<"renameDomain", "setDomainSchema"> = {
  rename: "renameDomain",
  move: "setDomainSchema",
  noun: "domain",
  word: "DOMAIN",
  quote: quoteType,
  lacking: "domains",
  refs: (name) => [ref.type(name)],
  follow: (schema, name, target) => followNamed(schema, "domains", name, target),
};

export const renameDomainOperations = {
  /** Gives a domain another name; columns, defaults and expressions follow by themselves. */
  renameDomain: renameRoot(family),
  /** Moves a domain to another PostgreSQL schema; columns, defaults and expressions follow by themselves. */
  setDomainSchema: moveRoot(family),
};
