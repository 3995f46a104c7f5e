/** The head of a revision file, as far as it is not the same in all. */
interface Head {
  readonly down?: readonly string[];
  readonly labels?: readonly string[];
  readonly dependsOn?: readonly string[];
}

/** A revision file that must not be run. */
function revision(id: string, message: string, { down = [], labels = [], dependsOn = [] }: Head): string {
  const parent = down.length > 1 ? down : (down[0] ?? null);
  return `/**
 * ${message}
 *
 * Created: 2026-07-30T09:12:45Z
 */
throw new Error("${id} was run");
export const revision = "${id}";
export const downRevision = ${JSON.stringify(parent)};
export const branchLabels = ${JSON.stringify(labels)};
export const dependsOn = ${JSON.stringify(dependsOn)};
export function upgrade() {}
`;
}

export const ACCOUNT = "1975ea83b712";
export const SHOP = "27c6a30d7c24";
export const COLUMN = "ae1027a6acf0";
export const MERGE = "53fffde5ad5a";
export const NET = "3cac04ae8714";
export const ADDRESS = "2a95102259be";

/**
 * A project with a branch and its merge, and a second base that depends on them: the example of Alembic's documentation.
 */
export const GRAPH_PROJECT = {
  "limbeck.config.mjs": "export default {};\n",
  "revisions/1.mjs": revision(ACCOUNT, "create account table", {}),
  "revisions/2.mjs": revision(SHOP, "add shopping cart table", { down: [ACCOUNT], labels: ["shoppingcart"] }),
  "revisions/3.mjs": revision(COLUMN, "add a column", { down: [ACCOUNT] }),
  "revisions/4.mjs": revision(MERGE, "merge cart and accounts", { down: [SHOP, COLUMN] }),
  "revisions/5.mjs": revision(NET, "create networking branch", { labels: ["networking"] }),
  "revisions/6.mjs": revision(ADDRESS, "add ip account table", { down: [NET], dependsOn: ["53ff"] }),
};
