import { defineConfig } from "vitest/config";

/** The tests that mutants of matching, planning and merging have to fail: those of the core, quick and without a browser. */
export default defineConfig({
  test: { include: ["test/core/**/*.test.ts"], pool: "threads" },
});
