import type { Page } from "playwright-core";
import { afterAll, expect, it } from "vitest";
import { closeBrowser, expectClean, launchBrowser, openPage } from "../support/browser.ts";
import { startServer } from "../support/server.ts";

afterAll(closeBrowser);

async function inHand(page: Page, number: number): Promise<void> {
  await page.locator(`.segment.is-active #s-${number}`).waitFor();
  await page.locator(".segment.is-active textarea").and(page.locator(":focus")).waitFor();
}

it("the whole review is done with the keyboard", async () => {
  const server = await startServer();
  const { context, page } = await openPage(await launchBrowser(), { baseUrl: server.url });
  try {
    await page.goto("/");
    // The first link after the way to the content is the article's.
    await page.getByRole("link", { name: /^The second meeting/ }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: /^The second meeting/ }).waitFor();
    // Keys work once the script is there, which a busy machine reads later than the text.
    await page.waitForLoadState("load");

    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor({ state: "hidden" });

    await page.keyboard.press("Alt+ArrowDown");
    await inHand(page, 1);
    await page.keyboard.press("Alt+ArrowDown");
    await inHand(page, 2);
    await page.keyboard.press("Alt+ArrowUp");
    await inHand(page, 1);
    // A slash in a text is a slash.
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("and/or? ");
    await page.keyboard.press("Control+Enter");
    await inHand(page, 2);
    expect(await page.locator(".segment.is-approved .segment-text").innerText()).toMatch(
      /^and\/or\? The second/,
    );
    expect(await page.locator("#panel h3").first().innerText()).toMatch(/^In segment 2/);

    await page.keyboard.press("Alt+ArrowUp");
    await inHand(page, 1);
    await page.keyboard.press("Control+Shift+Enter");
    await inHand(page, 2);

    await page.keyboard.press("Alt+ArrowDown");
    await inHand(page, 3);
    await page.keyboard.press("Alt+r");
    await page.locator(".segment.is-needs-work #s-3").waitFor();
    await page.keyboard.press("Alt+1");
    await page.locator("#notice").getByText("Decision noted.").waitFor();

    // Chinese, then English of the same segment: both go into the new concept.
    await select(page, ".segment:has(#s-4) .segment-source", 0, 3);
    await page.waitForTimeout(300);
    await select(page, ".segment:has(#s-4) .segment-text", 0, 12);
    await page.getByRole("button", { name: /^Add .*·/ }).waitFor();
    await page.keyboard.press("Alt+g");
    await page.getByRole("heading", { name: "New concept" }).waitFor();
    expect(await page.getByLabel("Simplified Chinese").inputValue()).toBe("联盟理");
    expect(new URL(page.url()).searchParams.get("en")).toBe("Guan Zhiping");
    // What saving would do is told before anything is asked for, and follows what is typed.
    const effect = page.locator("[data-effect]");
    await page.getByLabel("Preferred English").fill("Kuan Chi-ping");
    await effect.getByText(/^Effect: 1 place in 1 article/).waitFor();
    await page.getByLabel("What the machine writes").fill("Nobody At All");
    await effect.getByText("No text changes").waitFor();

    await page.keyboard.press("Escape");
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("/");
    await page.locator('input[type="search"]:focus').waitFor();
    expectClean(page);
  } finally {
    await context.close();
    await server.stop();
  }
});

it("single characters can be switched off", async () => {
  const server = await startServer();
  const { context, page } = await openPage(await launchBrowser(), { baseUrl: server.url });
  try {
    await page.goto("/preferences");
    const group = page.getByRole("group", { name: "Single-key shortcuts" });
    await group.getByRole("radio", { name: "Off" }).check();
    await page.getByRole("button", { name: "Save settings" }).click();
    await group.getByRole("radio", { name: "Off", checked: true }).waitFor();
    await page.keyboard.press("?");
    expect(await page.getByRole("dialog").isVisible()).toBe(false);
    expectClean(page);
  } finally {
    await context.close();
    await server.stop();
  }
});

/** Selects characters of the text of an element, counted over all its words. */
async function select(page: Page, selector: string, from: number, to: number): Promise<void> {
  await page.locator(selector).first().waitFor();
  await page.evaluate(`{
    const walker = document.createTreeWalker(document.querySelector(${JSON.stringify(selector)}), NodeFilter.SHOW_TEXT);
    const place = (at) => {
      for (let passed = 0, node = walker.nextNode(); node; passed += node.length, node = walker.nextNode())
        if (at <= passed + node.length) return [node, at - passed];
    };
    const start = place(${from});
    walker.currentNode = walker.root;
    getSelection().setBaseAndExtent(...start, ...place(${to}));
  }`);
}
