import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeEach, expect, it } from "vitest";
import { closeBrowser, expectClean, launchBrowser, openPage } from "../support/browser.ts";
import { startServer, type TestServer } from "../support/server.ts";

afterAll(closeBrowser);

let server: TestServer;

beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

/** The article of the sample, as somebody of this name has it open. */
async function openAs(name: string): Promise<Page> {
  const { page, context } = await openPage(await launchBrowser(), { baseUrl: server.url });
  await context.addCookies([{ name: "name", value: name, url: server.url }]);
  await page.goto("/articles");
  await page.getByRole("link", { name: /^The second meeting/ }).click();
  await page.locator("#s-1").waitFor();
  return page;
}

function row(page: Page, number: number): ReturnType<Page["locator"]> {
  return page.locator(".segments > li").filter({ has: page.locator(`#s-${number}`) });
}

async function openEditor(page: Page, number: number): Promise<ReturnType<Page["locator"]>> {
  await row(page, number).locator("a[data-edit]").click();
  const area = row(page, number).locator("form.editor textarea");
  await area.waitFor();
  return area;
}

/** Marks the page, to see that it was not loaded again. */
const mark = (page: Page): Promise<void> => page.evaluate("window.stays = true");
const stays = (page: Page): Promise<unknown> => page.evaluate("window.stays");

it("shows what another saves while one types elsewhere, and loses nothing", async () => {
  const anna = await openAs("Anna");
  const bo = await openAs("Bo");
  await mark(anna);
  const typing = await openEditor(anna, 2);
  await typing.focus();
  await anna.keyboard.press("Control+End");
  await anna.keyboard.type(" Typed by");

  // Each sees the other, and where.
  await anna.locator("[data-present]").getByText("Bo").waitFor();
  await row(bo, 2).getByText("Anna is editing").waitFor();

  const theirs = await openEditor(bo, 4);
  await theirs.fill("What Bo wrote.");
  await row(bo, 4).getByRole("button", { name: "Save", exact: true }).click();
  await row(bo, 4).locator(".segment-text").getByText("What Bo wrote.").waitFor();

  await row(anna, 4).locator(".segment-text").getByText("What Bo wrote.").waitFor();
  await anna.keyboard.type(" Anna.");
  expect(await typing.inputValue()).toMatch(/ Typed by Anna\.$/);
  expect(await stays(anna)).toBe(true);
  await row(anna, 2).getByRole("button", { name: "Save", exact: true }).click();
  await row(anna, 2).locator(".segment-text").getByText("Typed by Anna.").waitFor();
  await row(bo, 2).locator(".segment-text").getByText("Typed by Anna.").waitFor();

  // A comment and a join come as well; who leaves is gone.
  await row(anna, 3).locator(".comment-new summary").click();
  await row(anna, 3).locator(".comment-new textarea").fill("Who said that?");
  await row(anna, 3).getByRole("button", { name: "Save comment" }).click();
  await row(bo, 3).locator(".comment").getByText("Who said that?").waitFor();
  const rows = await bo.locator(".segments > li").count();
  await row(anna, 1).locator(".segment-side details.menu summary").click();
  await row(anna, 1).getByRole("button", { name: /Join/ }).click();
  await expect.poll(() => bo.locator(".segments > li").count()).toBe(rows - 1);
  await anna.close();
  await expect.poll(() => bo.locator("[data-present]").isHidden()).toBe(true);
  expectClean(bo);
});

it("keeps an open comment with what is typed in it while its row changes, and opens rows that came since", async () => {
  const anna = await openAs("Anna");
  const bo = await openAs("Bo");
  await row(anna, 3).locator(".comment-new summary").click();
  const comment = row(anna, 3).locator(".comment-new textarea");
  await comment.fill("Who said");
  await row(anna, 2).locator("a[data-edit]").focus();
  const theirs = await openEditor(bo, 3);
  await theirs.fill("What Bo wrote.");
  await row(bo, 3).getByRole("button", { name: "Save", exact: true }).click();
  await row(bo, 3).locator(".segment-text").getByText("What Bo wrote.").waitFor();
  await row(bo, 4)
    .getByRole("button", { name: /^Approve/ })
    .click();
  await row(anna, 4).locator(".state-approved").waitFor();
  expect(await comment.inputValue()).toBe("Who said");
  await comment.pressSequentially(" that?");
  await row(anna, 3).getByRole("button", { name: "Save comment" }).click();
  await row(bo, 3).locator(".comment").getByText("Who said that?").waitFor();
  await row(anna, 3).locator(".segment-text").getByText("What Bo wrote.").waitFor();
  // The closed parts of a row that came by itself are there when they are opened.
  await row(anna, 4).locator(".segment-side details.menu summary").click();
  await row(anna, 4).getByRole("button", { name: "Reopen" }).click();
  await row(bo, 4).locator(".state-open").waitFor();
  await row(anna, 2).locator(".mark").first().click();
  await anna.locator(".why-card .reason-what").waitFor();
  expectClean(anna);
  expectClean(bo);
});

it("keeps what is typed where another joins the segment away, and says so", async () => {
  const anna = await openAs("Anna");
  const bo = await openAs("Bo");
  await row(bo, 2).waitFor();
  const typing = await openEditor(anna, 2);
  await typing.fill("Mine, not yet saved");
  await row(bo, 1).locator(".segment-side details.menu summary").click();
  await row(bo, 1).getByRole("button", { name: /Join/ }).click();
  await anna.locator("#notice").getByText("Others have split or joined segments").waitFor();
  expect(await typing.inputValue()).toBe("Mine, not yet saved");
  expectClean(anna);
});

it("makes proposals for who proposes, which others see and accept without loading", async () => {
  const anna = await openAs("Anna");
  await anna.goto("/preferences");
  await anna.locator("input[name=saving][value=propose]").check();
  await anna.locator("form.preferences button.primary").click();
  await anna.goto("/articles");
  await anna.getByRole("link", { name: /^The second meeting/ }).click();
  const bo = await openAs("Bo");
  await mark(bo);
  const typing = await openEditor(anna, 3);
  await typing.fill("Another text, by Anna.");
  await row(anna, 3).getByRole("button", { name: "Propose", exact: true }).click();
  await anna.locator("#notice").getByText("is proposed").waitFor();
  const card = row(bo, 3).locator(".proposal").filter({ hasText: "Anna" });
  await card.getByRole("button", { name: "Accept" }).click();
  await row(bo, 3).locator(".segment-text").getByText("Another text, by Anna.").waitFor();
  await row(anna, 3).locator(".segment-text").getByText("Another text, by Anna.").waitFor();
  expect(await stays(bo)).toBe(true);
  expectClean(anna);
  expectClean(bo);
});
