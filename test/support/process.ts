import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./tree.ts";

/** Variables for a child process; undefined takes one away. */
export type Env = Readonly<Record<string, string | undefined>>;

const live = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of live) child.kill("SIGKILL");
});

/** The command line `zhengming ARGS` as a child process that cannot outlive the test process. */
export function spawnCli(args: readonly string[], dataDir: string, env: Env = {}): ChildProcess {
  const child = spawn(process.execPath, [join(ROOT, "src/cli/bin.ts"), ...args], {
    cwd: ROOT,
    env: { ...plainEnvironment(), ZHENGMING_DATA: dataDir, ...env },
    stdio: "pipe",
  });
  live.add(child);
  child.once("exit", () => live.delete(child));
  return child;
}

/** A new empty folder for a store. */
export function makeDataDir(): string {
  return mkdtempSync(join(tmpdir(), "zhengming-data-"));
}

/** Removes a store's folder. */
export function removeDataDir(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

// The child is the product as a person starts it: neither vitest's variables (Express acts on NODE_ENV) nor the
// settings and the language of whoever runs the tests.
function plainEnvironment(): NodeJS.ProcessEnv {
  const foreign =
    /^(VITEST.*|TEST|NODE_ENV|NODE_OPTIONS|NODE_V8_COVERAGE|ZHENGMING_.*|HOST|PORT|DATABASE_URL|LC_.*|LANG|LANGUAGE)$/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), LANG: "C.UTF-8", TZ: "UTC" };
}
