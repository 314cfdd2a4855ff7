import { afterAll, expect, it } from "vitest";
import { closeBrowser, expectClean, launchBrowser, openPage } from "../support/browser.ts";
import { startServer } from "../support/server.ts";

afterAll(closeBrowser);

it.each([true, false])(
  "finds, replaces what is ticked and takes it back (scripts: %s)",
  async (javaScript) => {
    const server = await startServer();
    try {
      const { page } = await openPage(await launchBrowser(), { baseUrl: server.url, javaScript });
      await page.goto("/articles/new");
      await page.locator("#import-text").fill("Anna met Anna. Joanna left.");
      await page.getByRole("button", { name: "Import", exact: true }).click();
      await page.getByText("Joanna left.").first().waitFor();
      await page.getByRole("link", { name: "Find", exact: true }).click();
      await page.getByLabel("Find", { exact: true }).fill("anna");
      await page.getByLabel("Replace with", { exact: true }).fill("Hanna");
      await page.getByLabel("Whole words").check();
      await page.keyboard.press("Enter");
      await page.locator(".find-count").getByText("2 places").waitFor();
      const ticked = page.locator("[data-ticked]");
      expect(await ticked.innerText()).toBe("2");
      expect(await page.locator("del").allInnerTexts()).toEqual(["Anna", "Anna"]);
      if (javaScript) {
        await page.getByRole("button", { name: /^Tick none/ }).click();
        expect(await ticked.innerText()).toBe("0");
        await page.getByRole("button", { name: /^Tick all/ }).click();
      }
      await page.locator("[name=tick]").first().uncheck();
      if (javaScript) expect(await ticked.innerText()).toBe("1");
      await page.getByRole("button", { name: /^Replace the ticked places/ }).click();
      await page.locator("#notice").getByText("1 place replaced.").waitFor();
      expect(await page.locator("del").allInnerTexts()).toEqual(["Anna"]);
      await page.locator("#notice").getByRole("button").click();
      await page.locator(".find-count").getByText("2 places").waitFor();
      expectClean(page);
    } finally {
      await server.stop();
    }
  },
);

it("places in approved text are ticked only when they are to be replaced too", async () => {
  const server = await startServer({ seed: false });
  try {
    const { page } = await openPage(await launchBrowser(), { baseUrl: server.url });
    await page.goto("/articles/new");
    await page.locator("#import-text").fill("Anna came at noon. Then Anna left.");
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await page
      .getByRole("button", { name: /^Approve/ })
      .first()
      .click();
    await page.locator(".state-approved").waitFor();
    await page.getByRole("link", { name: "Find", exact: true }).click();
    await page.getByLabel("Find", { exact: true }).fill("anna");
    await page.getByLabel("Replace with", { exact: true }).fill("Hanna");
    await page.keyboard.press("Enter");
    await page.locator(".find-count").getByText("2 places").waitFor();
    const [ticked, own] = [page.locator("[data-ticked]"), page.locator("[name=tick][data-approved]")];
    await expect.poll(() => own.isDisabled()).toBe(true);
    expect([await own.isChecked(), await ticked.innerText()]).toEqual([false, "1"]);
    await page.getByLabel(/approved text/).check();
    expect([await own.isChecked(), await own.isEnabled(), await ticked.innerText()]).toEqual([
      true,
      true,
      "2",
    ]);
    await page.getByLabel(/approved text/).uncheck();
    expect([await own.isChecked(), await ticked.innerText()]).toEqual([false, "1"]);
    expectClean(page);
  } finally {
    await server.stop();
  }
});
