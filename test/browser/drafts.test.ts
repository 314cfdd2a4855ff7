import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { closeBrowser, expectClean } from "../support/browser.ts";
import { startServer, type TestServer } from "../support/server.ts";
import {
  acceptDialogs,
  caretAfter,
  draftsOf,
  editFirst,
  editorIn,
  firstSegment,
  importText,
  openReader,
  saveStateIn,
  storedText,
  waitSaved,
  type Reader,
} from "../support/typing-page.ts";

let server: TestServer;
let count = 0;
const readers: Reader[] = [];

beforeAll(async () => {
  server = await startServer({ seed: false });
});
afterEach(async () => {
  for (const { page, context } of readers.splice(0)) {
    expectClean(page);
    await context.close();
  }
});
afterAll(async () => {
  await closeBrowser();
  await server.stop();
});

/** A reader with the editor of the first sentence of an article of their own open. */
async function editing(): Promise<Reader & { readonly address: string; readonly first: string }> {
  const reader = await newReader();
  const first = `The mayor of town ${++count} came here today with five guests.`;
  const address = await importText(reader.page, `${first} They left at night.`);
  await editFirst(reader.page, address);
  return { ...reader, address, first };
}

async function newReader(): Promise<Reader> {
  const reader = await openReader(server.url);
  readers.push(reader);
  return reader;
}

/** Another tab of a reader's browser, at an address. */
async function openTab({ context }: Reader, address: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  acceptDialogs(page);
  await page.goto(address);
  return page;
}

/** Lets no save of the page reach the server, also not one that outlives it, which the browser's own "offline" does. */
function cutOff(page: Page): Promise<unknown> {
  return page.evaluate(`{
    const send = fetch;
    window.fetch = (to, how) =>
      String(to.url ?? to).endsWith("/autosaves") ? Promise.reject(new TypeError("cut off")) : send(to, how);
  }`);
}

/** Holds the answers to requests back until they are let go. */
async function holdAnswers(
  page: Page,
  pattern: string,
): Promise<{ readonly come: Promise<void>; readonly letGo: () => void }> {
  const held = Promise.withResolvers<undefined>();
  const come = Promise.withResolvers<undefined>();
  await page.route(pattern, async (route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    come.resolve(undefined);
    await held.promise;
    await route.fulfill({ response });
  });
  return { come: come.promise, letGo: () => held.resolve(undefined) };
}

describe("one segment in two tabs", () => {
  it("each keeps what is typed in it; the second is told; afterwards both texts are offered", async () => {
    const reader = await editing();
    const { page: one, first, address } = reader;
    await cutOff(one);
    const url = one.url();
    await caretAfter(one, "mayor");
    await one.keyboard.type(" in one");
    const inOne = first.replace("mayor", "mayor in one");
    await expect.poll(() => draftsOf(one)).toEqual([inOne]);

    const two = await openTab(reader, url);
    await two.getByText("This segment is also open in another of your tabs.").waitFor();
    expect(await editorIn(two).inputValue()).toBe(first);
    await cutOff(two);
    await caretAfter(two, "guests");
    await two.keyboard.type(" in two");
    const inTwo = first.replace("guests", "guests in two");
    await expect.poll(async () => (await draftsOf(two)) as string[]).toHaveLength(2);
    await one.keyboard.type("!");
    await expect.poll(() => draftsOf(one)).toContain(inOne.replace("in one", "in one!"));
    expect(await draftsOf(one)).toContain(inTwo);

    await one.close();
    await two.close();
    const three = await openTab(reader, url);
    await three.getByText("What you typed here before was not saved.").waitFor();
    const shown = await editorIn(three).inputValue();
    expect([inOne.replace("in one", "in one!"), inTwo]).toContain(shown);
    await three.getByRole("button", { name: "Show it" }).click();
    const other = shown === inTwo ? inOne.replace("in one", "in one!") : inTwo;
    await expect.poll(() => editorIn(three).inputValue()).toBe(other);
    await three.getByRole("button", { name: "Show it" }).click();
    await expect.poll(() => editorIn(three).inputValue()).toBe(shown);

    await three.keyboard.press("End");
    await three.keyboard.type(" ");
    await waitSaved(three);
    expect(await storedText(three, address)).toContain(shown);
    await expect.poll(() => draftsOf(three)).toEqual([other]);
  });

  it("what both save is merged, and what touches is asked", async () => {
    const reader = await editing();
    // Only who has said their name is known again.
    await reader.context.addCookies([{ name: "name", value: "Ann", url: server.url }]);
    const { page: one, address, first } = reader;
    const two = await openTab(reader, one.url());
    await two.getByText("This segment is also open in another of your tabs.").waitFor();
    await caretAfter(two, "guests");
    await caretAfter(one, "mayor");
    await one.keyboard.type(" in one");
    await waitSaved(one);
    await two
      .locator("[data-news]")
      .getByText(/^You changed this segment outside this editor at \d\d:\d\d\.$/)
      .waitFor();
    await two.keyboard.type(" in two");
    await saveStateIn(two)
      .getByText(/^Saved \d\d:\d\d, together/)
      .waitFor();
    expect(await storedText(two, address)).toContain(
      first.replace("mayor", "mayor in one").replace("guests", "guests in two"),
    );
    expect(await two.locator("[data-news]").isVisible()).toBe(false);
    await one.bringToFront();
    await caretAfter(one, "guests");
    await one.keyboard.type("?");
    await saveStateIn(one)
      .getByText(/^Conflict: /)
      .waitFor();
    expect(await editorIn(one).inputValue()).toMatch(/mayor in one .* with five guests\?\.$/);
  });
});

describe("the device", () => {
  it.each([
    [
      "has no store",
      `Object.defineProperty(window, "indexedDB", { get() { throw new DOMException("no", "SecurityError"); } });`,
    ],
    [
      "has no room",
      `IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };`,
    ],
  ])("%s: it is said, and what is typed is saved when the network is back", async (_, script) => {
    const { page, context, address } = await editing();
    await page.addInitScript(script);
    await page.reload();
    await context.setOffline(true);
    await caretAfter(page, "mayor");
    await page.keyboard.type(" of Jinan");
    await saveStateIn(page).getByText("Not saved yet: keep this page open.").waitFor();
    await context.setOffline(false);
    await waitSaved(page);
    expect(await storedText(page, address)).toContain("The mayor of Jinan of town");
  });

  it("keeps a draft of the first version of its store", async () => {
    const { page, address, first } = await editing();
    const segmentId = await firstSegment(page);
    const { page: other } = await newReader();
    await other.goto("/healthz");
    await other.evaluate(`new Promise((resolve) => {
      const opening = indexedDB.open("zhengming", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("drafts", { keyPath: "segmentId" });
      opening.onsuccess = () => {
        const transaction = opening.result.transaction("drafts", "readwrite");
        transaction.objectStore("drafts").put(${JSON.stringify({
          segmentId,
          text: "Older.",
          base: first,
          revision: 1,
        })});
        transaction.oncomplete = () => resolve(opening.result.close());
      };
    })`);
    await other.evaluate("Date.now()");
    await editFirst(other, address);
    await other.getByText("What you typed here before was not saved.").waitFor();
    expect(await editorIn(other).inputValue()).toBe("Older.");
  });

  it("keeps what was typed offline through a reload; the row says so until it is saved", async () => {
    const { page, context, address, first } = await editing();
    await cutOff(page);
    await context.setOffline(true);
    await caretAfter(page, "mayor");
    await page.keyboard.type(" of Jinan");
    await page.goto(address).catch(() => undefined);
    await context.setOffline(false);
    await page.goto(address);
    await page.locator(".segments > li").first().getByText("Typed here, not saved").click();
    await expect.poll(() => editorIn(page).inputValue()).toBe(first.replace("mayor", "mayor of Jinan"));
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => storedText(page, address)).toContain("The mayor of Jinan of town");
    await expect.poll(() => draftsOf(page)).toEqual([]);
    expect(await page.getByText("Typed here, not saved").count()).toBe(0);
  });
});

describe("what is typed", () => {
  it("after a save was asked for is saved too, though the answer came late", async () => {
    const { page, address } = await editing();
    const { come, letGo } = await holdAnswers(page, "**/text");
    await caretAfter(page, "mayor");
    await page.keyboard.type(" of Jinan");
    await page.keyboard.press("Control+Enter");
    await come;
    await page.keyboard.type(" city");
    letGo();
    await page.getByLabel("English of segment 2").waitFor();
    expect(await storedText(page, address)).toContain("The mayor of Jinan city of town");
    await page.locator(".segment-text").getByText("The mayor of Jinan city of town").waitFor();
    await expect.poll(() => draftsOf(page)).toEqual([]);
  });

  it("goes with the save that is asked for while another is on its way, pressed twice", async () => {
    const { page, address } = await editing();
    const { come, letGo } = await holdAnswers(page, "**/autosaves");
    await caretAfter(page, "mayor");
    await page.keyboard.type(" of Jinan");
    await come;
    await page.keyboard.type(" city");
    await page.keyboard.press("Control+Enter");
    await page.keyboard.press("Control+Enter");
    letGo();
    await page.getByLabel("English of segment 2").waitFor();
    expect(await storedText(page, address)).toContain("The mayor of Jinan city of town");
    expect(await page.locator(".segments > li.is-approved").count()).toBe(1);
  });

  it("just before the page is left is there when one comes back", async () => {
    const { page, address } = await editing();
    await caretAfter(page, "mayor");
    await page.keyboard.type(" of Jinan");
    await page.locator("a.brand").click();
    await page.waitForURL("**/articles");
    await expect.poll(() => storedText(page, address)).toContain("The mayor of Jinan of town");
    await page.goBack();
    await expect.poll(() => editorIn(page).inputValue()).toContain("The mayor of Jinan of town");
    await expect.poll(() => draftsOf(page)).toEqual([]);
  });

  it("with an input method while the page is exchanged stays whole", async () => {
    const { page, context, address } = await editing();
    const { come, letGo } = await holdAnswers(page, "**/state");
    await caretAfter(page, "mayor");
    await page.keyboard.type(" ");
    await waitSaved(page);
    await page.keyboard.press("Alt+r");
    await come;
    const client = await context.newCDPSession(page);
    await client.send("Input.imeSetComposition", { text: "jinan", selectionStart: 5, selectionEnd: 5 });
    letGo();
    // The answer is there; nothing is put in the field's place before the composition ends.
    await page.waitForTimeout(300);
    expect(await editorIn(page).inputValue()).toContain("The mayor jinan of town");
    await client.send("Input.insertText", { text: "济南" });
    await page.locator(".segment.is-needs-work, .segment.is-edited").first().waitFor();
    await expect.poll(() => storedText(page, address)).toContain("The mayor 济南 of town");
    expect(await editorIn(page).inputValue()).toContain("The mayor 济南 of town");
  });
});

it("progress and the way back follow what was saved by itself, also without the stream", async () => {
  const { page } = await newReader();
  await page.route("**/events*", (route) => route.fulfill({ status: 429 }));
  const address = await importText(page, `Town ${++count} has a mayor. They left.`);
  await editFirst(page, address);
  expect(await page.locator(".progress-words").innerText()).not.toContain("edited");
  await caretAfter(page, "mayor");
  await page.keyboard.type("s");
  await waitSaved(page);
  await page.locator(".progress-words").getByText("edited").waitFor();
  await page.getByRole("button", { name: /^Undo:/ }).waitFor();
  await page.keyboard.type(" too");
  expect(await editorIn(page).inputValue()).toContain("a mayors too.");
});
