import { describe, expect, it } from "vitest";
import { CHOICES } from "../../src/app/choices.ts";
import { DYNAMIC_KEYS } from "../../src/i18n/dynamic-keys.ts";
import { LANGUAGES } from "../../src/i18n/languages.ts";
import { languageFaults, pageFaults } from "../support/html.ts";
import { PAGE_FIXTURES, type PageFixture } from "../support/pages.ts";
import { showPage, translator } from "../support/show-page.ts";
import { readTree } from "../support/tree.ts";

const NASTY = `<script>&"'</script>`;

// Values that choose a text or a language are the program's own and stay.
const OWN = new Set([
  ...Object.values(DYNAMIC_KEYS).flat(),
  ...Object.values(CHOICES).flat(),
  ...["loaded", "removed", "never", "done", "warning", "zh-Hans", "zh-Hant", "en", "same", "added", "replaced"],
]);

/** The value with every string of a person or a file in it made nasty. */
function nasty(value: unknown): unknown {
  if (typeof value === "string") return OWN.has(value) || value === "" || translator.has(value) ? value : NASTY;
  if (Array.isArray(value)) return value.map(nasty);
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [key, nasty(each)] as const));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, key === "code" ? each : nasty(each)]));
}

const name = ({ page, name }: PageFixture): string => `${page}: ${name}`;

describe.each(LANGUAGES.map(({ code }) => code))("in %s", (lng) => {
  it.each(PAGE_FIXTURES.map((fixture) => [name(fixture), fixture] as const))("%s is a sound page", async (_name, fixture) => {
    const html = await showPage(fixture, lng);
    expect(pageFaults(html)).toEqual([]);
    expect(html).not.toMatch(/\bundefined\b|\[object |\bNaN\b|\bnull\b|\{\{/);
    expect(html).toContain(`<html lang="${lng}" `);
  });
});

describe.each(LANGUAGES.map(({ code }) => code))("the languages of the texts in %s", (lng) => {
  it.each(PAGE_FIXTURES.map((fixture) => [name(fixture), fixture] as const))("are named in %s", async (_name, fixture) => {
    expect(languageFaults(await showPage(fixture, lng))).toEqual([]);
  });
});

describe("hostile texts", () => {
  it.each(PAGE_FIXTURES.map((fixture) => [name(fixture), fixture] as const))("stay texts in %s", async (_name, fixture) => {
    const html = await showPage({ ...fixture, ...(nasty({ model: fixture.model, notice: fixture.notice }) as object) }, "en");
    expect(html.match(/<script\b/g)).toHaveLength(1);
    expect(pageFaults(html).filter((fault) => !/twice|nothing has the id/.test(fault))).toEqual([]);
  });
});

describe("the text of a segment", () => {
  it("is in the page as it stands, white space included", async () => {
    const fixture = PAGE_FIXTURES.find((each) => each.page === "workbench");
    if (fixture?.page !== "workbench") throw new Error("There is no workbench.");
    const html = await showPage(fixture, "en");
    const texts = [...html.matchAll(/<p class="segment-text"[^>]*>([\s\S]*?)<\/p>/g)].map(([, inner = ""]) =>
      inner.replace(/<[^>]*>/g, "").replace(/&#34;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, "&"),
    );
    expect(texts).toEqual(fixture.model.view.segments.map((segment) => segment.text));
  });
});

describe("the templates", () => {
  const files = readTree("views", [".ejs"]);
  const all = [...files.values()].join("\n");

  it("include every partial", () => {
    const partials = [...files.keys()].flatMap((path) => /^views(\/partials\/[\w-]+)\.ejs$/.exec(path)?.slice(1) ?? []);
    expect(partials.filter((partial) => !all.includes(`include("${partial}"`))).toEqual([]);
  });

  it("of pages are all among those that are looked at", () => {
    const pages = [...files.keys()].flatMap((path) => /^views\/pages\/([\w-]+)\.ejs$/.exec(path)?.slice(1) ?? []);
    expect([...new Set(PAGE_FIXTURES.map(({ page }) => page as string))].sort()).toEqual(pages.sort());
  });

  it.each([...files])("%s is short and says what it shows", (_path, text) => {
    expect(text.split("\n").length).toBeLessThanOrEqual(41);
    expect(text).toMatch(/^<%# [^%]+ -?%>\n/);
  });
});
