import { defineConfig } from "vitest/config";

const heavy = "test/heavy/**/*.test.ts";
const browser = "test/browser/**/*.test.ts";
const withHeavy = process.env["ZHENGMING_HEAVY"] === "1";

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    allowOnly: false,
    // What is waited for comes late on a busy machine; how late is no test's matter.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          // To load the modules costs more than the tests of most files: a worker loads them once for all its files, and
          // no test may leave behind what another one sees.
          isolate: false,
          include: ["test/**/*.test.ts"],
          exclude: [browser, heavy],
          testTimeout: withHeavy ? 900_000 : 300_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: [browser, ...(withHeavy ? [heavy] : [])],
          testTimeout: 300_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
