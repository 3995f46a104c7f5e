import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

/**
 * Every package in one run of jest, so that they share the servers of the test run and the workers. In the package's
 * own folder, `npm test` runs the package alone.
 */
export default {
  rootDir: "..",
  projects: ["<rootDir>/packages/*", "<rootDir>/packages/limbeck/pack", "<rootDir>/scripts"],
  testTimeout: 60_000,
  testSequencer: fileURLToPath(new URL("jest.sequencer.js", import.meta.url)),
  // Jest leaves one core free, which on two cores is one worker; half of a test's time is the servers', so two are right there.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // Jest's loader of ES modules keeps what a worker has loaded.
  workerIdleMemoryLimit: "1GB",
};
