/** A glossary file is looked at, imported, taken back, imported again, exported and recognised when it comes back. */
import { readFileSync } from "node:fs";
import { afterAll, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { closeBrowser, expectClean, launchBrowser, openPage } from "../support/browser.ts";
import { startServer } from "../support/server.ts";

afterAll(closeBrowser);

const FILE =
  "id,status,zh_hans,preferred_en,deprecated_en\n" +
  "X1,approved,甲乙丙丁,Quad One,Quad Won\n,approved,李甲乙,Li Jiayi,\n,approved,李甲乙,Lee Kap-yuet,\n";

async function send(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto("/glossary");
  await page.locator(".glossary-import > summary").click();
  await page.locator("#glossary-file").setInputFiles({ name, mimeType: "text/plain", buffer });
  await page.locator(".glossary-import button.primary").click();
  await page.locator("#glossary-upload").waitFor();
}

async function kinds(page: Page): Promise<readonly string[]> {
  const texts = await page.locator(".upload-kinds button").allInnerTexts();
  return texts.map((text) => text.replace(/\s+/g, " "));
}

it.each([true, false])(
  "imports after a look, takes it back, exports and imports again (scripts: %s)",
  async (javaScript) => {
    const server = await startServer();
    try {
      const { page } = await openPage(await launchBrowser(), { baseUrl: server.url, javaScript });
      await send(page, "terms.csv", Buffer.from(FILE));
      expect(await kinds(page)).toEqual(["New 3"]);
      const choice = page.locator("select[name=row]");
      await choice.nth(2).selectOption({ label: "Leave out" });
      await page.getByRole("button", { name: "Show again" }).click();
      await page.getByText("1 row is decided by you.").waitFor();
      await page.getByRole("button", { name: "Import", exact: true }).click();
      await page.locator("#notice").getByText("2", { exact: false }).first().waitFor();
      await page.locator("#notice").getByRole("button").first().click();
      await page.locator("#notice").getByText("Quad").waitFor({ state: "detached" });
      await send(page, "terms.csv", Buffer.from(FILE));
      expect(await kinds(page)).toEqual(["New 3"]);
      await page.getByRole("button", { name: "Import", exact: true }).click();
      await page.locator("#notice").waitFor();
      await page.goto("/glossary/exports");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "TBX 3", exact: true }).click(),
      ]);
      const tbx = readFileSync(await download.path());
      expect(tbx.toString()).toContain("Quad One");
      await send(page, "back.tbx", tbx);
      const [unchanged] = await kinds(page);
      expect(await kinds(page)).toHaveLength(1);
      expect(unchanged).toMatch(/^Unchanged \d+$/);
      expectClean(page);
    } finally {
      await server.stop();
    }
  },
);
