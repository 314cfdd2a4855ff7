/** The glossary is searched while one types, changed in bulk, merged, and its queue worked through by keyboard; all is taken back. */
import { afterAll, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { closeBrowser, expectClean, launchBrowser, openPage, takeFaults } from "../support/browser.ts";
import { startServer } from "../support/server.ts";

afterAll(closeBrowser);

const FILE = `id,category,status,zh_hans,preferred_en,deprecated_en
A1,person,proposed,毕坚文,Mohamed Butt,Bi Jianwen
A2,person,proposed,毕业生,Graduate,
A3,person,approved,关治平,Guan Chi Ping,
A4,term,proposed,两会,Two Sessions,
A5,term,approved,两会,Lianghui,two meetings
`;

/** A page of a server whose glossary has the file. */
async function withGlossary(javaScript: boolean, work: (page: Page) => Promise<void>): Promise<void> {
  const server = await startServer({ seed: false });
  try {
    const { page } = await openPage(await launchBrowser(), { baseUrl: server.url, javaScript });
    await page.goto("/glossary");
    await page.locator(".glossary-import > summary").click();
    await page.locator("#glossary-text").fill(FILE);
    await page.locator(".glossary-import button.primary").click();
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await page.locator("#notice").getByText("Glossary imported").waitFor();
    await work(page);
    expectClean(page);
  } finally {
    await server.stop();
  }
}

/** The preferred English of the concepts that are listed. */
const listed = (page: Page): Promise<string[]> => page.locator(".glossary-table tbody th").allInnerTexts();

/** Types into the search and waits until what is listed is what it finds. */
async function search(page: Page, words: string, found: readonly string[]): Promise<void> {
  await page.locator("#glossary-q").fill("");
  await page.locator("#glossary-q").pressSequentially(words, { delay: 30 });
  await expect.poll(() => listed(page)).toEqual(found);
}

it("searches while one types, and leaves the rest of the page as it is", () =>
  withGlossary(true, async (page) => {
    await page.locator(".lint > summary").click();
    await search(page, "bjw", ["Mohamed Butt"]);
    await search(page, "bi", ["Mohamed Butt", "Graduate"]);
    expect(new URL(page.url()).search).toBe("?q=bi");
    expect(await page.evaluate("document.activeElement.id")).toBe("glossary-q");
    expect(await page.locator(".lint").getAttribute("open")).not.toBeNull();
    // Going back is to the page before the search, not letter by letter.
    expect(await page.evaluate("history.length")).toBeLessThan(6);
    expect(await page.locator("#live").innerText()).toBe("2 concepts");
    await page.locator("#glossary-status").selectOption("approved");
    await expect.poll(() => listed(page)).toEqual([]);
    expect(new URL(page.url()).search).toBe("?q=bi&status=approved");
    await page.locator("#glossary-status").selectOption("");
    await search(page, "bi4", ["Mohamed Butt", "Graduate"]);
    // What comes late of an earlier word is not shown.
    await page.route("**/glossary?q=gu", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 600));
      await route.continue().catch(() => undefined);
    });
    await page.locator("#glossary-q").fill("gu");
    await page.waitForTimeout(200);
    await page.locator("#glossary-q").fill("毕坚");
    await expect.poll(() => listed(page)).toEqual(["Mohamed Butt"]);
    await page.waitForTimeout(800);
    expect(await listed(page)).toEqual(["Mohamed Butt"]);
    // An answer may be given up when a part of it is there already.
    await page.evaluate(`{
      const ask = window.fetch;
      window.fetch = async (address, options) => {
        const answer = await ask(address, options);
        if (!String(address).endsWith("q=g")) return answer;
        const cut = (controller) => options.signal.addEventListener("abort", () => controller.error(options.signal.reason));
        window.halfThere = true;
        return new Response(new ReadableStream({ start: cut }));
      };
    }`);
    await page.locator("#glossary-q").fill("g");
    await expect.poll(() => page.evaluate("window.halfThere")).toBe(true);
    await search(page, "bi", ["Mohamed Butt", "Graduate"]);
    expect(takeFaults(page)).toEqual([]);
    await search(page, "毕坚", ["Mohamed Butt"]);
    // A server that does not answer takes nothing away.
    await page.route("**/glossary?q=nowhere", (route) => route.fulfill({ status: 500, body: "" }));
    await page.locator("#glossary-q").fill("nowhere");
    await page.waitForTimeout(500);
    expect(await listed(page)).toEqual(["Mohamed Butt"]);
    expect(takeFaults(page)).toEqual([expect.stringContaining("q=nowhere")]);
  }));

it.each([true, false])(
  "approves what a search found, after a look, and takes it back (scripts: %s)",
  (javaScript) =>
    withGlossary(javaScript, async (page) => {
      if (javaScript) await search(page, "bi", ["Mohamed Butt", "Graduate"]);
      else {
        await page.locator("#glossary-q").fill("bi");
        await page.locator("#glossary-q").press("Enter");
        expect(await listed(page)).toEqual(["Mohamed Butt", "Graduate"]);
      }
      await page.getByLabel("Tick Graduate").check();
      if (javaScript) expect(await page.locator(".bulk-ticked [data-ticked]").innerText()).toBe("1");
      await page.getByLabel("All 2 concepts that were found").check();
      await page.locator("#bulk-status").selectOption("approved");
      await page.getByRole("button", { name: "Show the effect" }).click();
      await page.getByRole("heading", { name: "2 concepts change" }).waitFor();
      expect(await page.locator(".edit-row ins").allInnerTexts()).toEqual(["Approved", "Approved"]);
      await page.locator("#edit-name").fill("Read by Anna");
      await page.getByRole("button", { name: "Change the ticked concepts" }).click();
      await page.locator("#notice").getByText("2 concepts changed.").waitFor();
      expect(await page.locator(".glossary-table .status").allInnerTexts()).toEqual(["Approved", "Approved"]);
      expect(await page.locator(".undo").innerText()).toContain("Read by Anna");
      await page.locator("#notice").getByRole("button", { name: "Undo" }).click();
      await page.locator("#notice").getByText("Change undone.").waitFor();
      expect(await page.locator(".glossary-table .status").allInnerTexts()).toEqual(["Proposed", "Proposed"]);
    }),
);

it.each([true, false])("merges duplicates and takes it back (scripts: %s)", (javaScript) =>
  withGlossary(javaScript, async (page) => {
    await page.getByRole("link", { name: "Duplicates", exact: true }).click();
    await page.getByRole("link", { name: /^Merge…/ }).click();
    expect(await page.locator(".sides-table tbody td:last-child ins").allInnerTexts()).toEqual([
      "Lianghui",
      "two meetings",
    ]);
    await page.locator("[name=stays][value=A5]").check();
    await page.locator("[name=loser][value=deprecated]").check();
    await page.getByRole("button", { name: "Show the effect again" }).click();
    await page.locator(".sides-table ins").getByText("Two Sessions").waitFor();
    await page.getByRole("button", { name: "Merge the two concepts" }).click();
    await page.locator("#notice").getByText("The two concepts are one now.").waitFor();
    expect(await page.locator("#c-deprecated").inputValue()).toBe("two meetings\nTwo Sessions");
    await page.goto("/concepts/A4");
    expect(new URL(page.url()).pathname).toBe("/concepts/A5");
    await page.goto("/glossary");
    await page.locator(".undo button").click();
    await page.locator("#notice").getByText("Change undone.").waitFor();
    await page.goto("/concepts/A4");
    expect(await page.locator("#c-preferred").inputValue()).toBe("Two Sessions");
  }),
);

it("the queue is worked through by keyboard alone", () =>
  withGlossary(true, async (page) => {
    const inHand = page.locator("#queue-item-title");
    await page.getByRole("link", { name: "Proposed concepts", exact: true }).click();
    await inHand.getByText("Mohamed Butt").waitFor();
    await page.keyboard.press("Alt+ArrowDown");
    await inHand.getByText("Graduate").waitFor();
    await page.keyboard.press("Alt+ArrowUp");
    await inHand.getByText("Mohamed Butt").waitFor();
    await page.keyboard.press("Control+Enter");
    await inHand.getByText("Graduate").waitFor();
    await page.locator("#notice").getByText("Concept approved.").waitFor();
    expect(await page.evaluate("document.activeElement.id")).toBe("queue-item-title");
    await page.keyboard.press("Alt+r");
    await page.keyboard.type("No name of anybody");
    await page.keyboard.press("Control+Enter");
    await inHand.getByText("Two Sessions").waitFor();
    await page.locator("#notice").getByText("Concept rejected; the reason is in its history.").waitFor();
    await page.goto("/concepts/A2");
    expect(await page.locator(".concept-history").innerText()).toContain("No name of anybody");
    expect(await page.locator("#c-status").inputValue()).toBe("retired");
  }));
