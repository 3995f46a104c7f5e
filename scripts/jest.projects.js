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
  // Jest leaves one core free, which on two cores is one worker. Tests wait for servers, programs and npm: two leave a core idle a fifth
  // of the time.
  maxWorkers: Math.max(3, availableParallelism() - 1),
  // Jest's loader of ES modules keeps what a worker has loaded.
  workerIdleMemoryLimit: "1GB",
};
