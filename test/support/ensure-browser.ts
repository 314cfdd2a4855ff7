import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { BROWSER_VARIABLE, findBrowser, findCommand } from "./browser-path.ts";

const CHROMIUM = "chromium";
const CHINESE_FONT = "fonts-noto-cjk";

/**
 * Makes sure that the browser tests have a browser and a font with Chinese characters; as root on Debian it installs
 * what is missing.
 * Returns undefined, or one line that says what a person has to install.
 */
export function ensureBrowser(): string | undefined {
  const named = process.env[BROWSER_VARIABLE];
  if (named && findBrowser() === undefined) return `${BROWSER_VARIABLE} names ${named}, which cannot be run.`;

  const missing = [
    ...(findBrowser() === undefined ? [CHROMIUM] : []),
    ...(process.platform === "linux" && !hasChineseFont() ? [CHINESE_FONT] : []),
  ];
  if (missing.length > 0 && canInstall()) install(missing);

  if (findBrowser() !== undefined) return undefined;
  return `The browser tests need Chromium or Chrome: install it (on Debian, apt-get install ${CHROMIUM} ${CHINESE_FONT}) or name one in ${BROWSER_VARIABLE}.`;
}

function hasChineseFont(): boolean {
  const list = spawnSync("fc-list", [":lang=zh"], { encoding: "utf8" });
  return list.status === 0 && list.stdout.trim() !== "";
}

// Other systems with apt-get give "chromium" another meaning: Ubuntu's needs snap, which containers lack.
function canInstall(): boolean {
  return (
    process.getuid?.() === 0 &&
    findCommand("apt-get") !== undefined &&
    existsSync("/etc/os-release") &&
    /^ID="?debian"?$/m.test(readFileSync("/etc/os-release", "utf8"))
  );
}

/** Installs Debian packages, with all that is said about it on stderr. */
function install(packages: readonly string[]): void {
  process.stderr.write(`Installing ${packages.join(" ")} for the browser tests.\n`);
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", ...packages]]) {
    spawnSync("apt-get", args, {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      stdio: ["ignore", process.stderr, process.stderr],
    });
  }
}
