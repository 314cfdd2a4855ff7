import { readFileSync, writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { closeBrowser, expectClean, launchBrowser, openPage } from "../support/browser.ts";
import { startServer, type TestServer } from "../support/server.ts";

afterAll(closeBrowser);

/** The one article of a fresh house: the sample. */
async function openSample(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByRole("link", { name: /^The second meeting/ }).click();
  await page.getByRole("heading", { level: 1, name: /^The second meeting/ }).waitFor();
}

/** The row of a segment by its number. */
function segment(page: Page, number: number): ReturnType<Page["locator"]> {
  return page.locator(".segments > li").filter({ has: page.locator(`#s-${number}`) });
}

async function openConcept(page: Page, name: string): Promise<void> {
  await page
    .locator("#panel .concepts")
    .getByRole("link", { name: new RegExp(`^新质生产力 ${name}$`) })
    .click();
  await page.locator("#concept-form").waitFor();
}

/** Gives the open concept another preferred form, looks at the effect, and saves it. Gives the effect's headline. */
async function savePreferred(page: Page, preferred: string): Promise<string> {
  await page.getByLabel("Preferred English").fill(preferred);
  await page.getByRole("button", { name: "Show the effect" }).click();
  const headline = await page.locator("#impact-title").innerText();
  await page.getByRole("button", { name: "Save and re-render" }).click();
  await page
    .locator("#notice")
    .getByText(/^Glossary applied/)
    .waitFor();
  return headline;
}

async function textOf(page: Page, number: number): Promise<string> {
  return ((await segment(page, number).locator(".segment-text").textContent()) ?? "")
    .trim()
    .replace(/\s+/g, " ");
}

async function exported(page: Page): Promise<string> {
  const href = await page.getByRole("link", { name: "Export text" }).getAttribute("href");
  const response = await page.request.get(href ?? "");
  expect(response.ok()).toBe(true);
  return response.text();
}

describe("the main job on the sample", () => {
  let server: TestServer;

  it.each([true, false])("from the first page to the exported text (scripts: %s)", async (javaScript) => {
    server = await startServer();
    try {
      const { page } = await openPage(await launchBrowser(), { baseUrl: server.url, javaScript });
      await openSample(page);
      expect(await page.locator(".segments > li").count()).toBe(19);
      expect(await textOf(page, 9)).toContain("Hong Kong Productivity Council, Mohamed Butt, pointed out");
      await expect(segment(page, 9).getByText("毕坚文").count()).resolves.toBeGreaterThan(0);

      // The term is corrected once; every place follows.
      await openConcept(page, "new quality productive forces");
      expect(await savePreferred(page, "new-quality productive forces")).toBe(
        "Effect: 3 places in 1 article",
      );
      expect(await textOf(page, 5)).toContain(
        "level of new-quality productive forces in the Greater Bay Area.",
      );
      expect(await textOf(page, 14)).toContain("develop new-quality productive forces according to");
      expect(await textOf(page, 8)).toContain("the Provincial New Quality Productivity Promotion Center,");

      // A sentence is edited by hand; a later correction keeps the edit.
      await segment(page, 5).getByRole("link", { name: /^Edit/ }).click();
      const editor = page.getByLabel("English of segment 5");
      const typed = (await editor.inputValue()).replace(
        "exhibition industry",
        "convention and exhibition industry",
      );
      await editor.fill(typed);
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByText("Segment 5 saved.").first().waitFor();
      await openConcept(page, "new-quality productive forces");
      await savePreferred(page, "new productive forces of quality");
      expect(await textOf(page, 5)).toMatch(
        /convention and exhibition industry.*level of new productive forces of quality/,
      );

      // Approved text keeps its words and gets a proposal.
      await segment(page, 5)
        .getByRole("button", { name: /^Approve/ })
        .click();
      await segment(page, 5).locator(".segment-side").getByText("Approved").waitFor();
      await openConcept(page, "new productive forces of quality");
      await savePreferred(page, "new quality productive forces");
      expect(await textOf(page, 5)).toContain("new productive forces of quality");
      const proposal = segment(page, 5).getByRole("region", { name: "Proposal for segment 5" });
      expect(await proposal.locator("ins").allTextContents()).toEqual(["quality "]);
      expect(await proposal.locator("del").allTextContents()).toEqual(["of quality "]);
      if (process.env["ZHENGMING_GOLDEN"] === "write")
        writeFileSync("test/golden/browser/seed-reviewed.txt", await exported(page));
      expect(await exported(page)).toBe(readFileSync("test/golden/browser/seed-reviewed.txt", "utf8"));

      // The server dies; everything is there when it starts again.
      await server.kill("SIGKILL");
      const before = server;
      server = await startServer({ dataDir: before.dataDir });
      const { page: again } = await openPage(await launchBrowser(), { baseUrl: server.url, javaScript });
      await openSample(again);
      expect(await exported(again)).toBe(readFileSync("test/golden/browser/seed-reviewed.txt", "utf8"));
      expect(await segment(again, 5).getByRole("region", { name: "Proposal for segment 5" }).count()).toBe(1);
      expectClean(page);
      expectClean(again);
    } finally {
      await server.stop();
    }
  });
});

/** 201 sentences, one more than a page of the workbench shows; all are told apart. */
const LONG = Array.from({ length: 201 }, (_, at) => `Visitor number ${at + 1} came by train.`).join(" ");

/** How many segments the page shows, once all of it has come. */
async function rows(page: Page): Promise<number> {
  await page.waitForLoadState();
  return page.locator(".segments > li").count();
}

describe("the rest of the job with scripts off", () => {
  it("from an import over paging, filters, comments, history and undo to the text that is read", async () => {
    const server = await startServer();
    try {
      const { page } = await openPage(await launchBrowser(), { baseUrl: server.url, javaScript: false });
      await page.goto("/articles/new");
      await page.locator("#import-text").fill(LONG);
      await page.getByRole("button", { name: "Import", exact: true }).click();
      await page.locator("#notice").getByText("Imported: 201 segments.").waitFor();

      // The pages of the workbench.
      expect(await rows(page)).toBe(200);
      await page.getByRole("link", { name: "Next", exact: true }).click();
      expect(await rows(page)).toBe(1);
      expect(await textOf(page, 201)).toBe("Visitor number 201 came by train.");
      await page.getByRole("link", { name: "Previous", exact: true }).click();

      // An edit, its history, and the text as it was.
      await segment(page, 3).getByRole("link", { name: /^Edit/ }).click();
      await page.getByLabel("English of segment 3", { exact: true }).fill("Visitor number 3 came by ship.");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.locator("#notice").getByText("Segment 3 saved.").waitFor();
      await segment(page, 3).locator(".segment-side summary").click();
      await segment(page, 3).getByRole("link", { name: "History", exact: true }).click();
      await page.getByRole("button", { name: "Restore this text" }).first().click();
      await page.locator("#notice").getByText("Revision 1 restored.").waitFor();
      expect(await textOf(page, 3)).toBe("Visitor number 3 came by train.");

      // The restoring is undone: the edit stands again.
      await page.getByRole("button", { name: /^Undo: Restored a revision/ }).click();
      await page.locator("#notice").getByText("Change undone.").waitFor();
      expect(await textOf(page, 3)).toBe("Visitor number 3 came by ship.");

      // A comment, found by its filter, and resolved.
      await segment(page, 4)
        .getByText(/^Comment\s*segment 4$/)
        .click();
      await page.getByLabel("Comment on segment 4", { exact: true }).fill("Which train?");
      await segment(page, 4).getByRole("button", { name: "Save comment" }).click();
      await page.locator("#notice").getByText("Comment saved.").waitFor();
      const filters = page.getByRole("navigation", { name: "Filter the segments" });
      await filters.getByRole("link", { name: /^Comments/ }).click();
      expect(await rows(page)).toBe(1);
      await page.getByRole("button", { name: /^Resolve/ }).click();
      await page.locator("#notice").getByText("Comment resolved.").waitFor();
      expect(await rows(page)).toBe(0);
      await page.getByRole("link", { name: "Show all" }).click();

      // A state, its filter, and the article's own state.
      await segment(page, 5).locator(".segment-side summary").click();
      await segment(page, 5).getByRole("button", { name: "Needs work" }).click();
      await page.locator("#notice").getByText("Segment marked as needing work.").waitFor();
      await filters.getByRole("link", { name: /^Needs work/ }).click();
      expect(await rows(page)).toBe(1);
      expect(await textOf(page, 5)).toBe("Visitor number 5 came by train.");

      // The text as it is read, the article's history, and the exported text.
      const text = await exported(page);
      expect(text).toContain("Visitor number 3 came by ship. Visitor number 4");
      await page.getByRole("link", { name: "Read", exact: true }).click();
      await page.getByText("Visitor number 3 came by ship.").first().waitFor();
      await page.getByRole("link", { name: "Review" }).click();
      await page.getByRole("link", { name: "History", exact: true }).first().click();
      await page.getByRole("heading", { level: 1, name: "History of the article" }).waitFor();
      expect(await page.locator(".article-change").count()).toBeGreaterThan(6);
      expectClean(page);
    } finally {
      await server.stop();
    }
  });
});

describe("two editors", () => {
  it("a late save is refused with both texts and the typed one kept", async () => {
    const server = await startServer();
    try {
      const browser = await launchBrowser();
      const [{ page: first }, { page: second }] = [
        await openPage(browser, { baseUrl: server.url }),
        await openPage(browser, { baseUrl: server.url }),
      ];
      for (const page of [first, second]) {
        await openSample(page);
        await segment(page, 2).getByRole("link", { name: /^Edit/ }).click();
      }
      await first.getByLabel("English of segment 2").fill("Four council members attended.");
      await first.getByRole("button", { name: "Save", exact: true }).click();
      await first.getByText("Segment 2 saved.").first().waitFor();
      await second.getByLabel("English of segment 2").fill("Nearly 30 people came.");
      await second.getByRole("button", { name: "Save", exact: true }).click();
      await second
        .getByRole("heading", { name: "Segment 2 was changed while you were typing" })
        .first()
        .waitFor();
      expect(await second.locator("main").innerText()).toContain("Four council members attended.");
      expect(await second.locator("textarea").first().inputValue()).toBe("Nearly 30 people came.");
      expectClean(first);
      expectClean(second);
    } finally {
      await server.stop();
    }
  });
});
