import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { closeBrowser, expectClean } from "../support/browser.ts";
import { startServer, type TestServer } from "../support/server.ts";
import {
  caretAfter,
  caretIn,
  draftsOf,
  editFirst,
  editorIn,
  importText,
  inDrafts,
  openReader,
  revisionsShown,
  saveStateIn,
  storedText,
  waitSaved,
  type Reader,
} from "../support/typing-page.ts";

const FIRST = "The mayor came here today with five guests.";
const SECOND = "They left at night.";

let server: TestServer;
let address: string;
const pages: Page[] = [];

beforeEach(async () => {
  server = await startServer({ seed: false });
});
afterEach(async () => {
  for (const page of pages.splice(0)) {
    expectClean(page);
    await page.context().close();
  }
  await server.stop();
});
afterAll(closeBrowser);

/** A reader's page with the article of two segments, which it imports. */
async function importing(): Promise<Reader> {
  const reader = await newReader();
  address = await importText(reader.page, `${FIRST} ${SECOND}`);
  return reader;
}

async function newReader(): Promise<Reader> {
  const reader = await openReader(server.url);
  pages.push(reader.page);
  return reader;
}

const edit = (page: Page): Promise<void> => editFirst(page, address);
const stored = (page: Page): Promise<string> => storedText(page, address);

describe("typing is saved by itself", () => {
  it("under the hands: caret and field stay, one entry of the history, one step to take back", async () => {
    const { page } = await importing();
    await edit(page);
    await caretAfter(page, "mayor");
    await page.keyboard.type(" of");
    await waitSaved(page);
    await page.keyboard.type(" Jinan");
    const at = await caretIn(page);
    await expect.poll(() => stored(page)).toContain("The mayor of Jinan came here");
    expect(await caretIn(page)).toBe(at);
    expect(await page.locator(".segments > li").first().locator(".segment-side .state").innerText()).toMatch(
      /Edited/,
    );
    expect(await revisionsShown(page)).toEqual(["3", "1"]);
    await page.getByRole("link", { name: "Close" }).click();
    await page.getByRole("button", { name: /^Undo/ }).first().click();
    await expect.poll(() => stored(page)).toContain(FIRST);
    expect(await revisionsShown(page)).toEqual(["4", "3", "1"]);
  });

  it("goes on in the same form: the button finds no conflict with what was saved before", async () => {
    const { page } = await importing();
    await edit(page);
    await caretAfter(page, "mayor");
    await page.keyboard.type(" of Jinan");
    await waitSaved(page);
    await page.keyboard.type(" city");
    await page.keyboard.press("Control+Shift+Enter");
    await page.getByText("Segment 1 saved and approved.").first().waitFor();
    expect(await stored(page)).toContain("The mayor of Jinan city came");
    await edit(page);
    expect(await page.locator("[data-draft]").isVisible()).toBe(false);
  });

  it("never while an input method composes", async () => {
    const { page, context } = await importing();
    await edit(page);
    await caretAfter(page, "mayor");
    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith("/autosaves"))
        sent.push(new URLSearchParams(request.postData() ?? "").get("text") ?? "");
    });
    const client = await context.newCDPSession(page);
    await page.keyboard.type(" ");
    for (const text of ["j", "ji", "jin", "jina", "jinan"]) {
      await client.send("Input.imeSetComposition", {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    }
    // Longer than the pause after which a text is saved.
    await page.waitForTimeout(1500);
    expect(sent).toEqual([]);
    await client.send("Input.insertText", { text: "济南" });
    await waitSaved(page);
    expect(sent).toEqual([FIRST.replace("mayor", "mayor 济南")]);
    expect(await stored(page)).toContain("The mayor 济南 came");
  });
});

describe("nothing typed is lost", () => {
  it("when server and page go at once: it stands in the field again, and can be discarded", async () => {
    const { page, context } = await importing();
    await edit(page);
    await server.kill("SIGKILL");
    await caretAfter(page, "mayor");
    await page.keyboard.type(" of Jinan");
    const typed = FIRST.replace("mayor", "mayor of Jinan");
    await expect.poll(() => draftsOf(page)).toEqual([typed]);
    const url = page.url();
    await page.close();
    const before = server;
    server = await startServer({ dataDir: before.dataDir, env: { PORT: new URL(before.url).port } });
    try {
      const again = await context.newPage();
      await again.goto(url);
      await again.getByText("What you typed here before was not saved.").waitFor();
      expect(await editorIn(again).inputValue()).toBe(typed);
      expect(await stored(again)).toContain(FIRST);
      await again.getByRole("button", { name: "Discard it" }).click();
      expect(await editorIn(again).inputValue()).toBe(FIRST);
      await expect.poll(() => draftsOf(again)).toEqual([]);
      await again.goto(url);
      expect(await editorIn(again).inputValue()).toBe(FIRST);
    } finally {
      await server.stop();
      server = before;
    }
  });

  it("offline and back: it is kept, said, and saved when the network is there", async () => {
    const { page, context } = await importing();
    await edit(page);
    await context.setOffline(true);
    await caretAfter(page, "mayor");
    await page.keyboard.type(" of Jinan");
    await saveStateIn(page).getByText("Offline, kept on this device").waitFor();
    await expect.poll(() => page.locator("#live").innerText()).toBe("Offline, kept on this device");
    expect(await draftsOf(page)).toEqual(["The mayor of Jinan came here today with five guests."]);
    await page.keyboard.type(" city");
    await context.setOffline(false);
    await waitSaved(page);
    await expect.poll(() => stored(page)).toContain("The mayor of Jinan city came");
    await expect.poll(() => draftsOf(page)).toEqual([]);
  });

  it("when an answer is lost: the text makes one revision", async () => {
    const { page } = await importing();
    await edit(page);
    let lost = 0;
    await page.route("**/autosaves", async (route) => {
      if (lost++ > 0) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await caretAfter(page, "mayor");
    await page.keyboard.type(" of Jinan");
    await waitSaved(page);
    expect(lost).toBeGreaterThan(1);
    expect(await revisionsShown(page)).toEqual(["2", "1"]);
    await page.keyboard.type(" city");
    await expect.poll(() => stored(page)).toContain("The mayor of Jinan city came");
    expect(await revisionsShown(page)).toEqual(["3", "1"]);
  });

  it("when an answer is lost and the page is left: the draft goes on from what arrived", async () => {
    const { page, context } = await importing();
    await edit(page);
    await page.route("**/autosaves", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await caretAfter(page, "mayor");
    await page.keyboard.type(" of Jinan");
    await expect.poll(() => stored(page)).toContain("of Jinan came");
    await page.keyboard.type(" city");
    await expect
      .poll(() => draftsOf(page))
      .toEqual(["The mayor of Jinan city came here today with five guests."]);
    const url = page.url();
    await page.close();
    const again = await context.newPage();
    await again.goto(url);
    await expect.poll(() => editorIn(again).inputValue()).toContain("of Jinan city");
    await caretAfter(again, "city");
    await again.keyboard.type(" hall");
    await waitSaved(again);
    expect(await stored(again)).toContain("The mayor of Jinan city hall came");
  });
});

describe("two browsers on one segment", () => {
  it("what does not touch is merged, under the hands of both", async () => {
    const { page: one } = await importing();
    const { page: two } = await newReader();
    await edit(one);
    await edit(two);
    await caretAfter(one, "mayor");
    await one.keyboard.type(" of Jinan");
    await waitSaved(one);
    await caretAfter(two, "guests");
    await two.keyboard.type(" from Macao");
    await saveStateIn(two)
      .getByText(/together with what somebody else changed$/)
      .waitFor();
    const both = "The mayor of Jinan came here today with five guests from Macao.";
    expect(await editorIn(two).inputValue()).toBe(both);
    expect(await caretIn(two)).toBe(both.length - 1);
    await two.keyboard.type(" city");
    await waitSaved(two);
    await caretAfter(one, "Jinan");
    await one.keyboard.type(" city");
    await expect
      .poll(() => editorIn(one).inputValue())
      .toBe("The mayor of Jinan city came here today with five guests from Macao city.");
    expect(await stored(one)).toContain(await editorIn(one).inputValue());
  });

  it("one offline meanwhile, and back: nothing of either is lost, and each sees the other's", async () => {
    const { page: one } = await importing();
    const { page: two, context } = await newReader();
    await context.addCookies([{ name: "name", value: "Bo", url: server.url }]);
    await edit(one);
    await edit(two);
    await context.setOffline(true);
    await caretAfter(two, "guests");
    await two.keyboard.type(" from Macao");
    await saveStateIn(two).getByText("Offline, kept on this device").waitFor();
    await caretAfter(one, "mayor");
    await one.keyboard.type(" of Jinan");
    await waitSaved(one);
    await two.keyboard.type(" and Zhuhai");
    await context.setOffline(false);
    const both = "The mayor of Jinan came here today with five guests from Macao and Zhuhai.";
    await expect.poll(() => stored(one)).toContain(both);
    await expect.poll(() => editorIn(two).inputValue()).toBe(both);
    await expect.poll(() => draftsOf(two)).toEqual([]);
    // The other is told of it in their own editor, and what they type next goes with it.
    await one
      .locator("[data-news]")
      .getByText(/^Bo changed this segment at/)
      .waitFor();
    await one.keyboard.type(" city");
    await expect.poll(() => stored(one)).toContain(both.replace("Jinan", "Jinan city"));
  });

  it("what touches is a conflict: both texts stand side by side, and the typed one is kept", async () => {
    const { page: one } = await importing();
    const { page: two } = await newReader();
    for (const page of [one, two]) {
      await edit(page);
      await caretAfter(page, "with five");
    }
    await one.keyboard.type("teen");
    await one.keyboard.press("Control+End");
    await one.keyboard.type(" Later.");
    await waitSaved(one);
    await two.keyboard.type("ty");
    await saveStateIn(two)
      .getByText(/^Conflict: /)
      .waitFor();
    expect(await draftsOf(two)).toEqual([FIRST.replace("five", "fivety")]);
    await two.keyboard.type(" good");
    await two.getByRole("button", { name: "Compare the texts" }).click();
    await two.getByRole("heading", { name: "Segment 1 was changed while you were typing" }).first().waitFor();
    expect(await two.locator(".version-text").allInnerTexts()).toEqual([
      FIRST,
      `${FIRST.replace("five", "fiveteen")} Later.`,
      FIRST.replace("five", "fivety good"),
    ]);
    // What touches nothing of it is not lost by saving again.
    expect(await two.locator("#conflict-text").inputValue()).toBe(
      `${FIRST.replace("five", "fivety good")} Later.`,
    );
    await two.locator("#conflict-text").fill(FIRST.replace("five", "fifty good"));
    await two.getByRole("button", { name: "Save", exact: true }).click();
    await two.getByText("Segment 1 saved.").first().waitFor();
    expect(await stored(two)).toContain("with fifty good guests");
    await expect.poll(() => draftsOf(two)).toEqual([]);
  });
});

it("forgets every draft when the reader's name is taken away", async () => {
  const { page, context } = await importing();
  await context.addCookies([{ name: "name", value: "Ann", url: server.url }]);
  await edit(page);
  await page.route("**/autosaves", (route) => route.abort());
  await caretAfter(page, "mayor");
  await page.keyboard.type(" of Jinan");
  await expect.poll(() => draftsOf(page)).toEqual([FIRST.replace("mayor", "mayor of Jinan")]);
  await page.locator(".you > summary").click();
  await page.locator("#you-name").fill("");
  await page.locator(".you button").click();
  await page.waitForURL((url) => !url.search.includes("x"));
  await expect.poll(() => draftsOf(page)).toEqual([]);
});

it("keeps a draft for thirty days", async () => {
  const { page } = await importing();
  await inDrafts(
    page,
    `for (const days of [29, 31]) {
      const at = Date.now() - days * 24 * 60 * 60_000;
      store.put({ key: "k" + days, segmentId: "s" + days, text: days + " days", base: "", revision: 1, at });
    }`,
  );
  await page.reload();
  await expect.poll(() => draftsOf(page)).toEqual(["29 days"]);
});
