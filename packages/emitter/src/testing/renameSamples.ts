import { ODD, say } from "./say.ts";

/** Those of `samples` that give something another name or move it. */
export const renameSamples = {
  renameDomain: say("renameDomain", ODD, "it's"),
  setDomainSchema: say("setDomainSchema", "email", "types"),
  renameComposite: say("renameComposite", ODD, "it's"),
  setCompositeSchema: say("setCompositeSchema", "address", "types"),
  renameCollation: say("renameCollation", ODD, "it's"),
  setCollationSchema: say("setCollationSchema", "natural", "rules"),
  renameRange: say("renameRange", ODD, "it's"),
  setRangeSchema: say("setRangeSchema", "speeds", "types"),
  renameAttribute: say("renameAttribute", ODD, "street", "it's"),
  renameView: say("renameView", ODD, "it's"),
  setViewSchema: say("setViewSchema", "v", "reports"),
  renameMaterializedView: say("renameMaterializedView", ODD, "it's"),
  setMaterializedViewSchema: say("setMaterializedViewSchema", { schema: "reports", name: "m" }, "public"),
  renameFunction: say("renameFunction", ODD, ["integer", "text[]"], "it's"),
  setFunctionSchema: say("setFunctionSchema", "one", [], "tools"),
};
