import { join } from "node:path";
import { postgresBinaries } from "./binaries.ts";
import { newDataDirectory, startCluster } from "./cluster.ts";
import { once } from "./once.ts";
import { runFolder } from "./run.ts";

/** A PostgreSQL server of the test run. */
export interface PostgresServer {
  readonly major: number;
  readonly host: string;
  readonly port: number;
  /** The superuser `postgres`, who needs no password. */
  readonly user: string;
  readonly pid: number;
}

/** The newest major, which every run tests. */
export const newestMajor = 18;

/** The majors to test: `LIMBECK_TEST_POSTGRES=14,15,18`, or the newest alone. For `describe.each`. */
export function postgresMajors(): readonly number[] {
  const wanted = process.env["LIMBECK_TEST_POSTGRES"];
  return wanted === undefined || wanted === "" ? [newestMajor] : wanted.split(",").map(Number);
}

/**
 * The server of one major that the whole test run shares: started by the first who asks, in whichever process, and
 * stopped when the run ends. Errors: `test-postgres-missing`, `test-server-not-started`.
 */
export async function postgresServer(major: number = newestMajor): Promise<PostgresServer> {
  const folder = runFolder();
  return once(join(folder, `server-${major}.json`), isServer, async () => {
    const binaries = await postgresBinaries(major);
    const data = join(folder, `data-${major}`);
    await newDataDirectory(binaries, data);
    const running = await startCluster(binaries, data);
    return { major, host: "127.0.0.1", user: "postgres", ...running };
  });
}

function isServer(value: unknown): value is PostgresServer {
  return typeof value === "object" && value !== null && "port" in value;
}
