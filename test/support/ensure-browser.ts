import { spawnSync } from "node:child_process";
import { BROWSER_VARIABLE, findBrowser } from "./browser-path.ts";
import { canInstall, install } from "./debian.ts";

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
