import { fileURLToPath } from "node:url";

const path = (file) => fileURLToPath(new URL(file, import.meta.url));

/** One configuration for every package; scripts/jest.js runs it inside the package. */
export default {
  testEnvironment: "node",
  roots: ["<rootDir>/src"],
  testMatch: ["**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  testTimeout: 60_000,
  globalSetup: path("packages/testkit/src/globalSetup.ts"),
  globalTeardown: path("packages/testkit/src/globalTeardown.ts"),
  setupFiles: [path("scripts/jest.setup.js")],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        jsc: {
          target: "es2022",
          parser: { syntax: "typescript" },
          experimental: { keepImportAttributes: true },
        },
        module: { type: "es6" },
        sourceMaps: true,
      },
    ],
  },
};
