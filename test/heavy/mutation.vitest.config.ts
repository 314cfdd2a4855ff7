import { defineConfig } from "vitest/config";

/**
 * The tests that mutants of matching, planning and merging have to fail. The laws of rendering are not among them: they
 * take longer than all others, and what only they would find belongs into a table.
 */
export default defineConfig({
  test: {
    include: ["test/core/{glossary,matching,merge,rendering,text}/**/*.test.ts"],
    exclude: ["test/core/rendering/laws.test.ts"],
    pool: "threads",
    // Mutated code is slower, and so is a machine that is busy; what never ends is stopped from outside.
    testTimeout: 60_000,
  },
});
