#!/usr/bin/env node
import { main } from "./main.ts";
import { optimizeLate } from "./optimizeLate.ts";

optimizeLate();

// A reader that has seen enough (`limbeck history | head`) closes the pipe; that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

// Setting the code rather than leaving at once lets what was written reach a pipe.
void main(process.argv.slice(2)).then((exit) => {
  process.exitCode = exit;
});
