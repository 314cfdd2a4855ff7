import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeBrowser, expectClean, launchBrowser, openPage } from "../support/browser.ts";
import { startServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let page: Page;

beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await closeBrowser();
  await server.stop();
});
beforeEach(async () => {
  page = await openSample();
});
afterEach(async () => {
  expectClean(page);
  await page.context().close();
});

/** The article of the sample in a browser of its own. */
async function openSample(): Promise<Page> {
  const opened = await openPage(await launchBrowser(), { baseUrl: server.url });
  await opened.page.goto("/articles");
  await opened.page.getByRole("link", { name: /^The second meeting/ }).click();
  await opened.page.locator("#s-1").waitFor();
  await opened.page.waitForLoadState("load");
  return opened.page;
}

function row(number: number, on = page): Locator {
  return on.locator(".segments > li").filter({ has: on.locator(`#s-${number}`) });
}

const approve = (number: number, on = page): Locator =>
  row(number, on).getByRole("button", { name: /^Approve/ });
const commentOn = (number: number): Locator => row(number).locator(".comment-new textarea");

/** The paths that were posted to from now on. */
function notePosts(): string[] {
  const posts: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") posts.push(new URL(request.url()).pathname);
  });
  return posts;
}

async function idOf(number: number): Promise<string> {
  return (await row(number).getAttribute("id"))?.slice("segment-".length) ?? "";
}

describe("rows share a form to approve them", () => {
  it("each that is pressed while another is on its way is approved after it, and once", async () => {
    const posts = notePosts();
    await page.evaluate(`for (const number of [4, 4, 5, 6, 5])
      document.querySelector("#s-" + number).closest("li").querySelector("button[name=approve]").click()`);
    for (const number of [4, 5, 6]) await row(number).locator(".state-approved").waitFor();
    expect(posts).toEqual(
      await Promise.all([4, 5, 6].map(async (number) => `/segments/${await idOf(number)}/state`)),
    );
    await page.locator("#s-6:focus").waitFor();
  });

  it("the focus stays on a row's button when another's save brings the row anew", async () => {
    const other = await openSample();
    await approve(8).focus();
    await row(8, other).locator("a[data-edit]").click();
    await row(8, other).locator("form.editor textarea").fill("What another wrote.");
    await row(8, other).getByRole("button", { name: "Save", exact: true }).click();
    await row(8).locator(".segment-text").getByText("What another wrote.").waitFor();
    await approve(8).and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Enter");
    await row(8).locator(".state-approved").waitFor();
    expectClean(other);
    await other.context().close();
  });
});

it("keys pressed where a mark is explained are for the row of the mark", async () => {
  const posts = notePosts();
  const explain = async (): Promise<void> => {
    await row(2).locator("a.mark-ask").first().click();
    await page.locator(".why-card:focus").waitFor();
  };
  await explain();
  await page.keyboard.press("Alt+r");
  await row(2).locator(".state-needs-work").waitFor();
  await explain();
  await page.keyboard.press("Control+Enter");
  await row(2).locator(".state-approved").waitFor();
  await explain();
  await page.keyboard.press("Alt+1");
  await page.locator("#notice").getByText("Decision noted.").waitFor();
  const state = `/segments/${await idOf(2)}/state`;
  expect(posts).toEqual([state, state, `${new URL(page.url()).pathname}/decisions`]);
});

it("the focus goes to what can be decided about a mark when more choices are asked for", async () => {
  await row(10).locator("a.mark-ask").first().focus();
  await page.keyboard.press("Enter");
  await page.locator(".why-card:focus").waitFor();
  await page.locator(".why-card").getByRole("link", { name: "More choices…" }).focus();
  await page.keyboard.press("Enter");
  await row(10).locator(".reason").filter({ hasText: "Use" }).locator(":focus").waitFor();
});

it("a comment that is typed is as high as its text in a window of any width, and seen under another filter", async () => {
  await row(9).locator(".comment-new summary").click();
  await commentOn(9).fill("Who said that, and where? ".repeat(40));
  const isWhole = (): Promise<boolean> =>
    commentOn(9).evaluate(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight);
  expect(await isWhole()).toBe(true);
  await page.setViewportSize({ width: 390, height: 900 });
  await expect.poll(isWhole).toBe(true);
  await page
    .getByRole("navigation", { name: "Filter the segments" })
    .getByRole("link", { name: /^Open/ })
    .click();
  await expect.poll(() => page.url()).toContain("filter=");
  expect(await commentOn(9).isVisible()).toBe(true);
  expect(await commentOn(9).inputValue()).toMatch(/^Who said that/);
});

it("prints the whole text that an editor is open for, and nothing else of it", async () => {
  await row(3).locator("a[data-edit]").click();
  const field = row(3).locator("form.editor textarea");
  await field.fill("One line of many. ".repeat(60));
  await page.emulateMedia({ media: "print" });
  expect(await field.isVisible()).toBe(true);
  expect(await field.evaluate(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight)).toBe(true);
  expect(await row(3).getByRole("button").filter({ visible: true }).count()).toBe(0);
});

it("the reason of a mark is shown where its address is opened by itself", async () => {
  const href = await row(10).locator("a.mark-ask").first().getAttribute("href");
  const other = await page.context().newPage();
  await other.goto(new URL(href ?? "", page.url()).href);
  await other.locator(`[id="${href?.slice(1) ?? ""}"]`).waitFor();
  await other.close();
});

it("keys for the segment in hand do nothing where none is, and leave a list of choices its own", async () => {
  const posts = notePosts();
  await page.getByRole("searchbox").first().focus();
  await page.keyboard.type("gu");
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("Alt+r");
  await page.getByText("More filters").click();
  await page.locator("select").first().focus();
  await page.keyboard.press("Alt+ArrowDown");
  expect(await page.locator(".segment.is-active").count()).toBe(0);
  expect(posts.filter((path) => path.startsWith("/segments/"))).toEqual([]);
});

it("adds what is selected when the key is pressed", async () => {
  await row(2).getByRole("link", { name: /^Edit/ }).click();
  await page.locator("textarea:focus").waitFor();
  const selected = await page.evaluate(`(() => {
    const field = document.activeElement;
    field.setSelectionRange(0, 14);
    return field.value.slice(0, 14).trim();
  })()`);
  await page.keyboard.press("Alt+g");
  await page.getByRole("heading", { name: "New concept" }).waitFor();
  expect(new URL(page.url()).searchParams.get("en")).toBe(selected);

  // By its button too, which takes the focus from the text.
  await page.getByRole("link", { name: "Cancel" }).last().click();
  await page.getByRole("heading", { name: "New concept" }).waitFor({ state: "hidden" });
  await page.locator("form.editor textarea").focus();
  await page.evaluate(`document.activeElement.setSelectionRange(0, 4)`);
  await page.locator("[data-add-selection]").waitFor();
  await page.locator("[data-add-selection]").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "New concept" }).waitFor();
  expect(new URL(page.url()).searchParams.get("en")).toBe("Four");
});

it("messages are seen where the page is scrolled, and that nothing was saved until something is", async () => {
  const seen = (): Promise<unknown> =>
    page.evaluate(`(() => {
      const notice = document.querySelector(".notice");
      const box = notice?.getBoundingClientRect();
      return box !== undefined && box.top >= 0 && box.bottom <= innerHeight ? notice.innerText : "";
    })()`);
  await row(13).getByRole("link", { name: /^Edit/ }).focus();
  await page.keyboard.press("Alt+r");
  await row(13).locator(".state-needs-work").waitFor();
  await expect.poll(seen).toContain("needing work");

  await row(14).getByRole("link", { name: /^Edit/ }).click();
  await page.locator("textarea:focus").waitFor();
  await page.context().setOffline(true);
  await page.keyboard.type("Then, ");
  await page.keyboard.press("Control+Enter");
  await expect.poll(seen).toContain("The server did not answer");
  await page.context().setOffline(false);
  await page.keyboard.type("so ");
  await page
    .locator("[data-save-state]")
    .getByText(/^Saved /)
    .waitFor();
  await expect.poll(() => page.locator(".notice").count()).toBe(0);
});

it("who proposes goes on from segment to segment by the same keys", async () => {
  await page.context().addCookies([{ name: "saving", value: "propose", url: server.url }]);
  await page.reload();
  expect(await page.getByRole("button", { name: /^Approve/ }).count()).toBe(0);
  await row(7).getByRole("link", { name: /^Edit/ }).click();
  await page.locator("textarea:focus").waitFor();
  await page.getByText("proposes and goes on").waitFor();
  await page.keyboard.type("First, ");
  await page.keyboard.press("Control+Enter");
  await page.locator(".segment.is-active #s-8").waitFor();
  await page.keyboard.type("Second, ");
  await page.keyboard.press("Alt+ArrowDown");
  await page.locator(".segment.is-active #s-9").waitFor();
  expect(await page.locator(".proposal-card, .proposal").count()).toBeGreaterThan(1);
});
