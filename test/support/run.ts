/**
 * The test command: a browser and PostgreSQL are made sure of, vitest runs, and the last line says `N passed, N failed`.
 * Arguments go to vitest (`npm test -- test/core`); `--heavy` adds test/heavy.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBrowser } from "./ensure-browser.ts";
import { ensurePostgres } from "./ensure-postgres.ts";
import { type Report, outcomeOf } from "./outcome.ts";
import { ROOT } from "./tree.ts";

const HEAVY_FLAG = "--heavy";

function runTests(args: readonly string[]): number {
  for (const ensure of [ensureBrowser, ensurePostgres]) {
    const lacking = ensure();
    if (lacking === undefined) continue;
    process.stderr.write(`${lacking}\n`);
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), "zhengming-test-"));
  try {
    const file = join(folder, "report.json");
    const outcome = outcomeOf(...runVitest(args, file, join(folder, "compiled")));
    process.stdout.write(`${outcome.line}\n`);
    return outcome.exitCode;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the tests. What the many processes of the product that they start have compiled is kept in `compiled`. */
function runVitest(
  args: readonly string[],
  reportFile: string,
  compiled: string,
): [Report | undefined, number | null] {
  const { status } = spawnSync(
    process.execPath,
    [
      join(ROOT, "node_modules/vitest/vitest.mjs"),
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${reportFile}`,
      ...args.filter((arg) => arg !== HEAVY_FLAG),
    ],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: compiled,
        ...(args.includes(HEAVY_FLAG) ? { ZHENGMING_HEAVY: "1" } : {}),
      },
      stdio: ["ignore", "inherit", "inherit"],
    },
  );
  return [readReport(reportFile), status];
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Report;
  } catch {
    return undefined; // vitest stopped before it wrote one
  }
}

process.exitCode = runTests(process.argv.slice(2));
