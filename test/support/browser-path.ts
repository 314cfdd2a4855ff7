import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

/** The environment variable that names the browser; when it is set nothing else is tried. */
export const BROWSER_VARIABLE = "ZHENGMING_BROWSER";

const COMMANDS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const USUAL_PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

/** The path of a Chromium or Chrome: the one the environment names, the system's, or the one Playwright installed. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env[BROWSER_VARIABLE];
  if (named) return isExecutable(named) ? named : undefined;
  const onPath = COMMANDS.map((command) => findCommand(command, env));
  const candidates = [
    "/usr/bin/chromium",
    ...onPath,
    ...(USUAL_PLACES[process.platform] ?? []),
    chromium.executablePath(),
  ];
  return candidates.find((path) => path !== undefined && isExecutable(path));
}

/** The path of a command that the environment's PATH finds. */
export function findCommand(name: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  return (env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
