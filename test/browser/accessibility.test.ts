import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleClient } from "../../src/browser/build.ts";
import { LANGUAGES, type Language } from "../../src/i18n/languages.ts";
import { closeBrowser, launchBrowser } from "../support/browser.ts";
import { PAGE_FIXTURES, type PageFixture } from "../support/pages.ts";
import { showPage } from "../support/show-page.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// Colours are all that the scheme changes, and these are the rules that look at colours.
const COLOURS = ["color-contrast", "link-in-text-block"];
const ALL = { runOnly: { type: "tag", values: TAGS } };
const SCHEMES = {
  light: ALL,
  dark: { runOnly: { type: "rule", values: COLOURS } },
};
// In the other languages stand other words in the same colours.
const WITHOUT_COLOURS = {
  light: { ...ALL, rules: Object.fromEntries(COLOURS.map((rule) => [rule, { enabled: false }])) },
};
const WIDTHS = [1440, 390] as const;

let css = "";
let axe = "";
beforeAll(async () => {
  const sheet = (await bundleClient()).find(({ name }) => name.endsWith(".css"));
  css = new TextDecoder().decode(sheet?.bytes);
  expect(css).not.toBe("");
  axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
});
afterAll(closeBrowser);

/** What axe finds, one line a fault, with where and under which circumstances. */
async function faultsOf(page: Page, rules: object, circumstances: string): Promise<readonly string[]> {
  const options = JSON.stringify({ ...rules, resultTypes: ["violations"], preload: false });
  // A field that takes the focus scrolls the page, and what stands under the strip counts as hidden.
  const violations = await page.evaluate<AxeResults["violations"]>(
    `scrollTo(0, 0); axe.run(${options}).then(({ violations }) => violations)`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${circumstances}: ${id} at ${target.join(" ")}`),
  );
}

/** What axe finds on a page as it is shown, wide and narrow, in one language light and dark. `frames` are those that it has seen. */
async function faultsOn(
  page: Page,
  fixture: PageFixture,
  lng: Language,
  frames: Set<string>,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const html = await showPage(fixture, lng);
  await page.setContent(html.replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${css}</style>`));
  // It stays with the window when the page in it is exchanged.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe);
  // Half of what the contrast costs is the frame, which has the same colours wherever it is the same.
  const frame = html.replace(/<main[^]*<\/main>/, "");
  const selector = frames.has(frame) ? "main, main *" : "*";
  await page.evaluate(`axe.configure({ rules: [{ id: "color-contrast", selector: "${selector}" }] })`);
  frames.add(frame);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const [colorScheme, rules] of Object.entries(lng === "en" ? SCHEMES : WITHOUT_COLOURS)) {
      await page.emulateMedia({ colorScheme: colorScheme as keyof typeof SCHEMES, reducedMotion: "reduce" });
      const circumstances = `${fixture.page} (${fixture.name}), ${colorScheme}, ${width}`;
      faults.push(...(await faultsOf(page, rules, circumstances)));
    }
  }
  return faults;
}

const NAMES = [...new Set(PAGE_FIXTURES.map(({ page }) => page))];

describe.each(LANGUAGES.map(({ code }) => code))("in %s", (lng) => {
  const frames = new Set<string>();
  let page: Page;
  beforeAll(async () => {
    page = await (await launchBrowser()).newPage();
  });
  afterAll(() => page.close());

  it.each(NAMES)("axe finds nothing on %s, wide and narrow", async (name) => {
    const faults: string[] = [];
    for (const fixture of PAGE_FIXTURES.filter((each) => each.page === name))
      faults.push(...(await faultsOn(page, fixture, lng, frames)));
    expect(faults).toEqual([]);
  });
});
