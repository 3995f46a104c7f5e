import { fileURLToPath } from "node:url";

const testkit = (file) => fileURLToPath(new URL(`packages/testkit/src/${file}`, import.meta.url));

/** One configuration for every package; scripts/jest.js runs it inside the package. */
export default {
  testEnvironment: "node",
  roots: ["<rootDir>/src"],
  testMatch: ["**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  testTimeout: 60_000,
  globalSetup: testkit("globalSetup.ts"),
  globalTeardown: testkit("globalTeardown.ts"),
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        jsc: { target: "es2022", parser: { syntax: "typescript" } },
        module: { type: "es6" },
        sourceMaps: "inline",
      },
    ],
  },
};
