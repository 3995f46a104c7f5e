#!/usr/bin/env node
import { main } from "./main.ts";

// Setting the code rather than leaving at once lets what was written reach a pipe.
process.exitCode = await main(process.argv.slice(2));
