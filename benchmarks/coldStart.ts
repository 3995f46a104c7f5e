import { freshDatabase } from "@limbeck/testkit";

import { measure, tell } from "./lib/measure.ts";
import { models } from "./lib/models.ts";
import { benchProject, drizzleKit, limbeck } from "./lib/project.ts";

const CONNECT = `const pg = require("pg");
const client = new pg.Client(process.env.DATABASE_URL);
client.connect().then(() => client.query("SELECT 1")).then(() => client.end());`;

/** What a person waits for before anything happens. */
export async function benchmark(runs: number): Promise<void> {
  const project = benchProject(models(1));
  const database = await freshDatabase({});
  const common = { cwd: project.folder, env: { DATABASE_URL: database.url } };
  try {
    console.log("\ncold start: --version");
    tell(
      measure(
        [
          { ...common, name: "floor: node -e 0", args: ["-e", "0"] },
          { ...common, name: "limbeck --version", args: [limbeck, "--version"] },
          { ...common, name: "drizzle-kit --version", args: [drizzleKit, "--version"] },
        ],
        runs,
      ),
    );
    console.log("\ncold start: current");
    tell(
      measure(
        [
          { ...common, name: "floor: pg connects and asks once", args: ["-e", CONNECT] },
          { ...common, name: "limbeck current", args: [limbeck, "current"] },
        ],
        runs,
      ),
    );
  } finally {
    await database.drop();
    project.remove();
  }
}
