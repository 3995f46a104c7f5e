import { spawnSync } from "node:child_process";
import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { failure } from "@limbeck/testkit";
import { connect, openScratch, pgliteVersion, scratchExtensions } from "../index.ts";

let cacheDir: string;
beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), "limbeck-scratch-"));
});
afterAll(() => rm(cacheDir, { recursive: true }));

async function cached(): Promise<{ readonly file: string; readonly inode: number; readonly size: number }> {
  const [name = "", ...more] = await readdir(cacheDir);
  expect(more).toEqual([]);
  const { ino, size } = await stat(join(cacheDir, name));
  return { file: join(cacheDir, name), inode: ino, size };
}

describe("a scratch database", () => {
  it("is an empty PostgreSQL, and another one each time", async () => {
    const told: string[] = [];
    const one = await openScratch({ cacheDir, onPrepare: () => told.push("one") });
    const two = await openScratch({ cacheDir, onPrepare: () => told.push("two") });
    expect(told).toEqual(["one"]);
    await one.execute("CREATE TABLE t (n int); INSERT INTO t VALUES (1)");
    expect(await two.query("SELECT to_regclass('t') AS t")).toEqual([{ t: null }]);
    expect(one.engine).toBe("pglite");
    expect(one.server.version).toBeGreaterThanOrEqual(180_000);
    expect(await one.query("SHOW server_encoding")).toEqual([{ server_encoding: "UTF8" }]);
    await Promise.all([one.close(), two.close()]);
  });

  it("waits for another process that prepares it at the same time", async () => {
    const { file } = await cached();
    const other = await mkdtemp(join(tmpdir(), "limbeck-scratch-"));
    const copy = join(other, basename(file));
    await writeFile(`${copy}.making`, "");
    const opened = await new Promise<{ readonly scratch: ReturnType<typeof openScratch> }>((waits) => {
      const scratch = openScratch({ cacheDir: other, onPrepare: () => waits({ scratch }) });
    });
    await copyFile(file, copy);
    const { ino } = await stat(copy);
    await rm(`${copy}.making`);
    await (await opened.scratch).close();
    // What it would have made itself had been put in the place of the copy.
    expect((await stat(copy)).ino).toBe(ino);
    expect(await readdir(other)).toEqual([basename(file)]);
    await rm(other, { recursive: true });
  });

  it("starts from what the first one left in the cache", async () => {
    const before = await cached();
    expect(before.file).toContain(`pglite-${await pgliteVersion()}-`);
    const scratch = await openScratch({ cacheDir });
    await scratch.close();
    expect(await cached()).toEqual(before);
  });

  it("is made anew when the cache is damaged", async () => {
    const { file, size } = await cached();
    const bytes = await readFile(file);
    await writeFile(file, bytes.fill(1, 5000, 9000));
    const scratch = await openScratch({ cacheDir });
    expect(await scratch.query("SELECT 1 AS n")).toEqual([{ n: 1 }]);
    await scratch.close();
    expect((await cached()).size).toBe(size);
    // By their own equality: to say how megabytes differ takes half a minute.
    expect((await readFile(file)).equals(bytes)).toBe(false);
  });

  it("works where no cache can be written", async () => {
    const { file } = await cached();
    const scratch = await openScratch({ cacheDir: join(file, "below-a-file") });
    expect(await scratch.query("SELECT 1 AS n")).toEqual([{ n: 1 }]);
    await scratch.close();
  });

  it("has the extensions that it is asked for, and passes over what PGlite lacks", async () => {
    const scratch = await openScratch({
      cacheDir,
      extensions: ["citext", "uuid-ossp", "btree_gist", "postgis"],
    });
    await scratch.execute(
      'CREATE EXTENSION citext; CREATE EXTENSION "uuid-ossp"; CREATE EXTENSION btree_gist',
    );
    expect(await scratch.query("SELECT 'A'::citext = 'a' AS same")).toEqual([{ same: true }]);
    expect((await failure(scratch.execute("CREATE EXTENSION hstore"))).code).toBe("statement-failed");
    await scratch.close();
  });

  it("can have every extension of the list", async () => {
    const scratch = await openScratch({ cacheDir, extensions: scratchExtensions });
    for (const name of scratchExtensions)
      await scratch.execute(`CREATE EXTENSION IF NOT EXISTS "${name}" CASCADE`);
    const made = await scratch.query<{ extname: string }>(
      "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'",
    );
    expect(made.map(({ extname }) => extname).sort()).toEqual(scratchExtensions);
    await scratch.close();
  });
});

/** Runs a script in a process of its own, with this package as `database`, and gives it ten seconds to end by itself. */
function inProcess(script: string, ...flags: readonly string[]): string {
  const database = pathToFileURL(join(import.meta.dirname, "..", "index.ts")).href;
  const program = `const database = await import(${JSON.stringify(database)}); ${script}`;
  const args = [...flags, "--import", "tsx", "--input-type=module", "--eval", program];
  const { stdout, stderr, signal } = spawnSync(process.execPath, args, { encoding: "utf8", timeout: 20_000 });
  return signal === null ? stdout + stderr : `ended by ${signal}`;
}

describe("a process with a scratch database", () => {
  it("ends by itself once that is closed", () => {
    const script = `
      const scratch = await database.openScratch({ cacheDir: ${JSON.stringify(cacheDir)} });
      await scratch.query("SELECT 1");
      await scratch.close();
      console.log("closed");`;
    expect(inProcess(script)).toBe("closed\n");
  });

  it("is told which command installs PGlite", () => {
    const hooks = `export const resolve = (specifier, context, next) => {
      if (specifier.startsWith("@electric-sql/")) throw Object.assign(new Error("gone"), { code: "ERR_MODULE_NOT_FOUND" });
      return next(specifier, context);
    }`;
    const register = `import { register } from "node:module"; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)});`;
    const script = `await database.openScratch({ cacheDir: "/nowhere" }).catch((error) => console.log(error.code, error.hint));`;
    const flag = `--import=data:text/javascript,${encodeURIComponent(register)}`;
    expect(inProcess(script, flag)).toBe("pglite-missing npm install @electric-sql/pglite\n");
  });
});

describe("a folder of PGlite", () => {
  it("keeps what is written to it", async () => {
    const url = `pglite://${encodeURI(join(cacheDir, "data"))}`;
    const first = await connect(url);
    await first.execute("CREATE TABLE t (n int); INSERT INTO t VALUES (1)");
    await first.close();
    const second = await connect(url);
    expect(await second.query("SELECT n FROM t")).toEqual([{ n: 1 }]);
    await second.close();
    await rm(join(cacheDir, "data"), { recursive: true });
  });
});
