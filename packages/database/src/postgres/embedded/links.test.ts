import { mkdir, mkdtemp, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "@jest/globals";

import { linkLibraries } from "./links.ts";

it("makes the links that npm leaves out, and leaves those that are there", async () => {
  const native = join(await mkdtemp(join(tmpdir(), "limbeck-links-")), "native");
  await mkdir(join(native, "lib"), { recursive: true });
  await writeFile(join(native, "lib", "libpq.so.5.18"), "library");
  const links = [
    { source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so" },
    { source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" },
  ];
  await writeFile(join(native, "pg-symlinks.json"), JSON.stringify(links));
  linkLibraries(native);
  linkLibraries(native);
  expect(await readFile(join(native, "lib", "libpq.so.5"), "utf8")).toBe("library");
  expect(await readlink(join(native, "lib", "libpq.so"))).toBe("libpq.so.5.18");
  await rm(join(native, ".."), { recursive: true });
});
