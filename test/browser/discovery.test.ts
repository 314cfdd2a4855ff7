import type { Page } from "playwright-core";
import { afterAll, expect, it } from "vitest";
import { closeBrowser, expectClean, launchBrowser, openPage } from "../support/browser.ts";
import { startServer } from "../support/server.ts";

afterAll(closeBrowser);

const SECOND = "The meeting ended. New Society reported it on Friday.";
const SECOND_CHINESE = "会议结束。中新社星期五作了报道。";

async function importSecond(page: Page): Promise<void> {
  await page.goto("/articles/new");
  await page.locator("#import-text").fill(SECOND);
  await page.locator("#import-source").fill(SECOND_CHINESE);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByText("New Society reported").first().waitFor();
}

/** The English of an article as it stands. */
async function english(page: Page, title: RegExp): Promise<string> {
  await page.goto("/articles");
  await page.getByRole("link", { name: title }).first().click();
  await page.locator(".segment-text").first().waitFor();
  return (await page.locator(".segment-text").allTextContents()).join(" ").replace(/\s+/g, " ");
}

it.each([true, false])("accepts a form that was found, with one key (scripts: %s)", async (javaScript) => {
  const server = await startServer();
  try {
    const { page } = await openPage(await launchBrowser(), { baseUrl: server.url, javaScript });
    await importSecond(page);
    expect(await english(page, /^The second meeting/)).toContain("(New Society)");
    await page.getByRole("link", { name: "What the machine wrote" }).click();
    const found = page.locator(".found").filter({ hasText: "中新社" });
    expect(await found.locator("mark").allInnerTexts()).toContain("New Society");
    expect(await found.locator("h2").innerText()).toContain("China News Service");

    await found.getByRole("button", { name: "Correct it everywhere" }).focus();
    await page.keyboard.press("Enter");
    await page.locator("#notice").getByText("2 segments").waitFor();
    expect(await page.locator(".found").filter({ hasText: "中新社" }).count()).toBe(0);
    expect(await english(page, /^The second meeting/)).toContain("(China News Service)");
    expect(await english(page, /^The meeting ended/)).toContain("China News Service reported it");

    // One undo takes all of it back.
    await english(page, /^The second meeting/);
    await page.getByRole("link", { name: "What the machine wrote" }).click();
    await page.locator(".page-tools .undo button").click();
    await page.locator(".found").filter({ hasText: "中新社" }).waitFor();
    expect(await english(page, /^The meeting ended/)).toContain("New Society reported it");

    // What is none is not proposed again.
    await page.goto("/discovery");
    await page
      .locator(".found")
      .filter({ hasText: "中新社" })
      .getByRole("button", { name: "Not this" })
      .click();
    await page.locator("#notice").getByText("Noted").waitFor();
    expect(await page.locator(".found").filter({ hasText: "中新社" }).count()).toBe(0);
    expectClean(page);
  } finally {
    await server.stop();
  }
});
