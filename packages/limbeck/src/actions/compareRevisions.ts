import { type Table } from "@limbeck/model";
import { externalsOf } from "@limbeck/proof";

import { withConnection } from "../project/connect.ts";
import { engineOf } from "../project/engine.ts";
import { extensionNames } from "../project/managed.ts";
import { type ProjectModels } from "../project/models.ts";
import { type Project } from "../project/project.ts";
import { openScratchWith, replayed } from "../project/replayed.ts";
import { roleSight } from "../project/roles.ts";
import { scopeOf, within } from "../project/scope.ts";
import { withoutUndescribed } from "../project/undescribed.ts";
import { type CompareInput, type Comparison, decided, readModels, refuseEmpty } from "./compare.ts";
import { plural, stage } from "./event.ts";
import { settle } from "./settle.ts";

/** The models against what the revisions lead to; starts an engine only for what the cache does not know. */
export async function compareWithRevisions(input: CompareInput): Promise<Comparison> {
  const { project, revisions, report } = input;
  const models = await readModels(input);
  const replay = await stage(
    report,
    "replayed",
    () =>
      replayed({
        project,
        revisions,
        target: ["heads"],
        externals: externalsIn(project, models),
        onStep: (number, total) => report?.({ kind: "working", stage: "replayed", number, total }),
      }),
    (result) => `${plural(result.revisions, "revision")}${result.fromSnapshot ? " (snapshot)" : ""}`,
  );
  // Whatever the revisions made is theirs to drop, so every namespace of theirs is in scope.
  const scope = scopeOf(project.config, [
    ...models.namespaces,
    ...replay.schema.namespaces.map(({ name }) => name),
  ]);
  const sight = await roleSight(project, revisions, models.roles);
  const own = withoutUndescribed(scope, replay.unmodelled);
  const { alone, ...cut } = decided(project, models, own, sight, replay.schema);
  refuseEmpty(models, cut.database);
  const engine = engineOf(project);
  const sides = {
    ...cut,
    comments: models.comments,
    searchPath: engine.searchPath,
    serverVersion: engine.version,
  };
  const scratch = engine.lazy(() => openScratchWith(project, revisions, replay.schema, models.schema));
  const settled = await withConnection(
    () => Promise.resolve(scratch),
    (connection) => settle(project, connection, sides, input.ask),
  );
  const extensions = extensionNames(settled.before, settled.after);
  const { comments, files } = models;
  return { ...settled, comments, unmodelled: [...replay.unmodelled, ...alone], extensions, files };
}

function externalsIn({ config }: Project, { schema, namespaces }: ProjectModels): readonly Table[] {
  return externalsOf([within(schema, scopeOf(config, namespaces))]);
}
