import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findBrowser, findCommand } from "./browser-path.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "zhengming-path-")));
const runnable = join(folder, "google-chrome");
const other = join(folder, "chromium");
writeFileSync(runnable, "");
chmodSync(runnable, 0o755);
writeFileSync(other, "");
chmodSync(other, 0o644);
afterAll(() => rmSync(folder, { recursive: true }));

describe("findBrowser", () => {
  it("takes the one that is named", () => {
    expect(findBrowser({ ZHENGMING_BROWSER: runnable })).toBe(runnable);
  });

  it.each([other, folder, join(folder, "absent")])(
    "tries no other when the one that is named cannot run",
    (named) => {
      expect(findBrowser({ ZHENGMING_BROWSER: named, PATH: folder })).toBeUndefined();
    },
  );
});

describe("findCommand", () => {
  it.each([
    ["google-chrome", folder, runnable],
    ["google-chrome", `:/nowhere:${folder}`, runnable],
    ["chromium", folder, undefined],
    ["google-chrome", "", undefined],
  ])("%s on %j", (name, path, found) => {
    expect(findCommand(name, { PATH: path })).toBe(found);
  });
});
