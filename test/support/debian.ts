import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { findCommand } from "./browser-path.ts";

/** Whether this process may install packages: it is root on Debian. */
export function canInstall(): boolean {
  // Other systems with apt-get give "chromium" another meaning: Ubuntu's needs snap, which containers lack.
  return (
    process.getuid?.() === 0 &&
    findCommand("apt-get") !== undefined &&
    existsSync("/etc/os-release") &&
    /^ID="?debian"?$/m.test(readFileSync("/etc/os-release", "utf8"))
  );
}

/** Installs Debian packages, with all that is said about it on stderr. */
export function install(packages: readonly string[]): void {
  process.stderr.write(`Installing ${packages.join(" ")} for the tests.\n`);
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", ...packages]]) {
    spawnSync("apt-get", args, {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      stdio: ["ignore", process.stderr, process.stderr],
    });
  }
}
