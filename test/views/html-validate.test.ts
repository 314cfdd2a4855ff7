import { HtmlValidate } from "html-validate";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/i18n/languages.ts";
import { PAGE_FIXTURES, type PageFixture } from "../support/pages.ts";
import { showPage } from "../support/show-page.ts";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended", "html-validate:a11y", "html-validate:document"],
  rules: {
    // The standard knows both cases, and the formatter of the templates writes this one.
    "doctype-style": ["error", { style: "lowercase" }],
    // A button without a type submits its form and an input without one is a line of text: the standard's defaults.
    "no-implicit-button-type": "off",
    "no-implicit-input-type": "off",
    // Lines that a template leaves empty are white space in a page that is sent compressed.
    "no-trailing-whitespace": "off",
    // Our own files come from our own origin; only what comes from elsewhere would need a checksum.
    "require-sri": ["error", { target: "crossorigin" }],
    // A list is sent as several controls of one name: ticks, and the places that were shown.
    "form-dup-name": "off",
  },
});

/** What the validator finds in a page, one line a fault, with the line it points at. */
async function faultsOf(html: string): Promise<readonly string[]> {
  const lines = html.split("\n");
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(
      ({ ruleId, message, line }) => `${ruleId}: ${message} in ${(lines[line - 1] ?? "").trim().slice(0, 200)}`,
    ),
  );
}

const name = ({ page, name }: PageFixture): string => `${page}: ${name}`;

describe.each(LANGUAGES.map(({ code }) => code))("in %s", (lng) => {
  it.each(PAGE_FIXTURES.map((fixture) => [name(fixture), fixture] as const))(
    "%s is valid HTML",
    async (_name, fixture) => {
      expect(await faultsOf(await showPage(fixture, lng))).toEqual([]);
    },
  );
});

describe("the validator", () => {
  it.each<[string, string, string]>([
    ["a paragraph in a phrase", "<b><p>a</p></b>", "element-permitted-content"],
    ["an id twice", '<p id="a">a</p><p id="a">b</p>', "no-dup-id"],
    ["a label of nothing", '<label for="x">a</label>', "no-missing-references"],
    ["a button without a name", "<button></button>", "text-content"],
    ["an ARIA label where none is read", '<p aria-label="a">b</p>', "aria-label-misuse"],
    ["a form that cannot be sent", "<form><label>a <input></label></form>", "wcag/h32"],
  ])("finds %s", async (_name, html, rule) => {
    const faults = await faultsOf(`<!doctype html>\n<html lang="en"><head><title>a</title></head><body>${html}</body></html>`);
    expect(faults.map((fault) => fault.split(":")[0])).toContain(rule);
  });
});
