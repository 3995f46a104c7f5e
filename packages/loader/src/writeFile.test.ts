import { describe, expect, it } from "@jest/globals";
import { chmod, readdir, readFile, readlink, stat, symlink } from "node:fs/promises";
import { project } from "./testing/models.ts";
import { writeFileAtomic } from "./writeFile.ts";

describe("writeFileAtomic", () => {
  it("writes into folders that it makes, and leaves nothing else there", async () => {
    const made = await project({});
    await writeFileAtomic(made.path("r/deep/1.ts"), "text");
    expect(await readFile(made.path("r/deep/1.ts"), "utf8")).toBe("text");
    expect(await readdir(made.path("r/deep"))).toEqual(["1.ts"]);
  });

  it("refuses what exists, and leaves it", async () => {
    const made = await project({ "r/1.ts": "before" });
    await expect(writeFileAtomic(made.path("r/1.ts"), "after")).rejects.toMatchObject({
      code: "file-exists",
      exit: 2,
    });
    expect(await readFile(made.path("r/1.ts"), "utf8")).toBe("before");
    expect(await readdir(made.path("r"))).toEqual(["1.ts"]);
  });

  it("says which file the system does not let it write", async () => {
    const made = await project({ r: "a file, and no folder" });
    await expect(writeFileAtomic(made.path("r/1.ts"), "text")).rejects.toMatchObject({
      code: "file-unwritable",
      exit: 2,
      facts: { file: made.path("r/1.ts") },
    });
  });

  it("lets one of many writers win", async () => {
    const made = await project({});
    const writers = Array.from(
      { length: 10 },
      async (_, index) => await writeFileAtomic(made.path("1.ts"), String(index)),
    );
    const outcomes = await Promise.allSettled(writers);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("overwrites when told, keeping the mode and the link", async () => {
    const made = await project({ "1.ts": "before" });
    await chmod(made.path("1.ts"), 0o640);
    await symlink("1.ts", made.path("link.ts"));
    await writeFileAtomic(made.path("link.ts"), "after", { overwrite: true });
    expect(await readFile(made.path("1.ts"), "utf8")).toBe("after");
    expect(await readlink(made.path("link.ts"))).toBe("1.ts");
    expect((await stat(made.path("1.ts"))).mode & 0o777).toBe(process.platform === "win32" ? 0o666 : 0o640);
  });
});
