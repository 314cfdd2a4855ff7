import type { Page } from "playwright-core";
import { afterAll, expect, it } from "vitest";
import { closeBrowser, expectClean, launchBrowser, openPage } from "../support/browser.ts";
import { startServer } from "../support/server.ts";

afterAll(closeBrowser);

const row = (page: Page, number: number): ReturnType<Page["locator"]> =>
  page.locator(".segments > li").filter({ has: page.locator(`#s-${number}`) });

const bead = (page: Page, number: number): ReturnType<Page["locator"]> => page.locator(`#bead-${number}`);

async function textOf(page: Page, number: number): Promise<string> {
  return ((await row(page, number).locator(".segment-text").textContent()) ?? "").trim().replace(/\s+/g, " ");
}

async function openSample(page: Page): Promise<void> {
  await page.goto("/articles");
  await page.getByRole("link", { name: /^The second meeting/ }).click();
  await page.getByRole("heading", { level: 1, name: /^The second meeting/ }).waitFor();
}

/** A second person whose name the machine writes "Bi Jianwen": 毕建文, Peter Bi. */
async function addNamesake(page: Page): Promise<void> {
  await page.goto("/concepts/new");
  await page.getByLabel("Category").selectOption({ label: "Person" });
  await page.getByLabel("Status").selectOption({ label: "Approved" });
  await page.getByLabel("Simplified Chinese").fill("毕建文");
  await page.getByLabel("Preferred English").fill("Peter Bi");
  await page.getByLabel("What the machine writes").fill("Bi Jianwen");
  await page.getByRole("button", { name: "Show the effect" }).click();
  await page.locator("#impact-title").waitFor();
  await page.getByRole("button", { name: /^Save/ }).click();
  await page.locator("#notice").getByText("Concept saved.").waitFor();
}

async function choose(page: Page, number: number, action: string): Promise<void> {
  await bead(page, number).locator("summary").click();
  await bead(page, number).getByRole("button", { name: action }).click();
}

it.each([true, false])("reviews the sample with its Chinese (scripts: %s)", async (javaScript) => {
  const server = await startServer();
  try {
    const { page } = await openPage(await launchBrowser(), { baseUrl: server.url, javaScript });

    // Two people of one pinyin: the Chinese beside the sentence decides.
    await addNamesake(page);
    await openSample(page);
    expect(await textOf(page, 9)).toContain("Hong Kong Productivity Council, Mohamed Butt, pointed out");
    await page.goto("/articles/new");
    const [first, second] = ["Bi Jianwen visited the factory.", "The machines were new."];
    await page.locator("#import-text").fill(`${first} ${second}`);
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await page.getByText("There is no Chinese original.").waitFor();
    expect(await textOf(page, 1)).toBe(first);

    // The Chinese comes later.
    await page.getByRole("link", { name: "Add the Chinese" }).click();
    await page.getByLabel("Or paste it here").fill("毕建文参观了工厂。机器是新的。");
    await page.getByRole("button", { name: "Add the Chinese" }).click();
    await page.locator(".segment-source").first().waitFor();
    expect(await textOf(page, 1)).toBe("Peter Bi visited the factory.");
    const term = row(page, 1).locator(".segment-source .term");
    expect(await term.getAttribute("class")).toContain("term-stands");
    expect(await term.getAttribute("title")).toBe("Its English stands here: Peter Bi");
    expect(await row(page, 1).locator(".segment-source").getAttribute("lang")).toBe("zh-Hans");

    // A typo in it: the name is another's, and the English follows.
    await row(page, 1).locator("summary[aria-label^=More]").click();
    await row(page, 1).getByRole("link", { name: "Chinese beside it" }).click();
    await bead(page, 1)
      .getByRole("link", { name: /^Correct the Chinese/ })
      .click();
    await page.getByLabel("Chinese of pair 1").fill("毕坚文参观了工厂。");
    await page.getByRole("button", { name: "Save" }).click();
    await page
      .locator("#notice")
      .getByText(/^Glossary applied/)
      .waitFor();
    expect(await bead(page, 1).locator(".bead-source").innerText()).toBe("毕坚文参观了工厂。");
    await page.locator(".crumbs a").click();
    await page.locator("#strip").waitFor();
    expect(await textOf(page, 1)).toBe("Mohamed Butt visited the factory.");

    // Beads are merged, split and shifted, and all of it is taken back.
    await page.getByRole("link", { name: "See and correct the pairs" }).click();
    await bead(page, 2).waitFor();
    await choose(page, 1, "Join with the next pair");
    await bead(page, 1).getByText("Set by hand").waitFor();
    expect(await bead(page, 2).count()).toBe(0);
    await bead(page, 1).locator("summary").click();
    await bead(page, 1).getByLabel("Chinese sentences in the first part").selectOption("1");
    await bead(page, 1).getByLabel("English sentences in the first part").selectOption("1");
    await bead(page, 1).getByRole("button", { name: "Split in two" }).click();
    await bead(page, 2).waitFor();
    await choose(page, 2, "First Chinese sentence to the one before");
    await bead(page, 2).getByText("No Chinese").waitFor();
    for (const stands of [
      ["毕坚文参观了工厂。", "机器是新的。"],
      ["毕坚文参观了工厂。机器是新的。"],
      ["毕坚文参观了工厂。", "机器是新的。"],
    ]) {
      await page.getByRole("button", { name: /^Undo:/ }).click();
      const beads = async (): Promise<string[]> =>
        (await page.locator(".bead-source").allInnerTexts()).map((text) => text.replace(/\s+/g, ""));
      await expect.poll(beads).toEqual(stands);
    }
    expect(await page.locator("#beads").getByText("Set by hand").count()).toBe(0);
    expectClean(page);
  } finally {
    await server.stop();
  }
});

it("lights up a name on the other side when it is pointed at or focused", async () => {
  const server = await startServer();
  try {
    const { page } = await openPage(await launchBrowser(), { baseUrl: server.url });
    await openSample(page);
    const chinese = row(page, 9).locator('.term[data-concept="P001"]');
    const english = row(page, 9).locator('.segment-text [data-concept="P001"]');
    const lit = async (): Promise<boolean[]> =>
      Promise.all(
        [chinese, english].map(async (place) => /\bis-lit\b/.test((await place.getAttribute("class")) ?? "")),
      );
    expect(await lit()).toEqual([false, false]);
    await chinese.hover();
    expect(await lit()).toEqual([true, true]);
    await page.locator("h1").hover();
    expect(await lit()).toEqual([false, false]);
    await english.focus();
    expect(await lit()).toEqual([true, true]);
    await page.getByRole("link", { name: /^Edit/ }).first().focus();
    expect(await lit()).toEqual([false, false]);
    expectClean(page);
  } finally {
    await server.stop();
  }
});
