/** What the browser's part costs: opening, typing, keeping a draft, saving; each in turn with a page that does the least. */
import type { Browser, CDPSession, Page } from "playwright-core";
import { median } from "./pages.ts";

/** Where the pages are. */
export interface Places {
  readonly product: string;
  readonly bare: string;
  readonly small: string;
  readonly large: string;
}

/** Requests to any other place than the two servers. */
export const strangers: string[] = [];

async function openPage(browser: Browser, places: Places): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en" });
  context.on("request", (request) => {
    const address = request.url();
    if (![places.product, places.bare].some((own) => address.startsWith(own))) strangers.push(address);
  });
  return context.newPage();
}

/** Milliseconds from asking for the large article to the end of its loading, in a fresh profile each time. */
export async function opening(browser: Browser, places: Places, rounds: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const page = await openPage(browser, places);
    await page.goto(`${places.product}/articles/${places.large}`, { waitUntil: "load" });
    times.push(
      await page.evaluate(() => {
        const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
        const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
        return Math.max(navigation?.loadEventEnd ?? Number.NaN, paint);
      }),
    );
    await page.context().close();
  }
  return times;
}

/** Opens the editor of a segment of an article, the large one unless said, or the field of the bare page. */
async function openField(
  browser: Browser,
  places: Places,
  which: "ours" | "bare",
  article = places.large,
): Promise<Page> {
  const page = await openPage(browser, places);
  if (which === "bare") await page.goto(places.bare);
  else {
    await page.goto(`${places.product}/articles/${article}`);
    await page.locator("a[data-edit]").nth(20).click();
  }
  await page.locator("textarea:focus").waitFor();
  await page.waitForTimeout(500);
  return page;
}

export interface Typing {
  /** The longest time between two frames, in milliseconds. */
  readonly longest: number;
  /** Times between frames that were over 50 ms. */
  readonly over: number;
  /** Tasks of the main thread of 50 ms or more. */
  readonly tasks: number;
}

/** Types five bursts of letters, with pauses in which what was typed is saved and the page follows. */
export async function typing(browser: Browser, places: Places, which: "ours" | "bare"): Promise<Typing> {
  const page = await openField(browser, places, which);
  await page.evaluate(() => {
    const seen = { gaps: [] as number[], tasks: 0 };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => (seen.tasks += list.getEntries().length)).observe({
      entryTypes: ["longtask"],
    });
    let last = performance.now();
    const frame = (now: number): void => {
      seen.gaps.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  for (let burst = 0; burst < 5; burst++) {
    await page.keyboard.type("quietly they typed on ", { delay: 45 });
    await page.waitForTimeout(1600);
  }
  const { gaps, tasks } = await page.evaluate(
    () => (globalThis as unknown as { seen: { gaps: number[]; tasks: number } }).seen,
  );
  await page.context().close();
  return { longest: Math.max(...gaps), over: gaps.filter((gap) => gap > 50).length, tasks };
}

/** Milliseconds of the main thread that a key costs, with its draft, its layout and its painting. */
export async function keystroke(browser: Browser, places: Places, which: "ours" | "bare"): Promise<number> {
  const keys = 12;
  const page = await openField(browser, places, which);
  const cdp = await page.context().newCDPSession(page);
  // CPU time of the thread, which is what others on the machine take least of.
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  const before = await taskTime(cdp);
  for (let key = 0; key < keys; key++) {
    await page.keyboard.press("a");
    // Longer than until the draft, shorter than until the saving.
    await page.waitForTimeout(450);
  }
  const spent = (await taskTime(cdp)) - before;
  await page.context().close();
  return spent / keys;
}

/** Milliseconds that the main thread of the page has worked. */
async function taskTime(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1000;
}

/** Milliseconds from sending a save to the visible "Saved", one round on each page in turn. */
export async function saving(
  browser: Browser,
  places: Places,
  rounds: number,
): Promise<{ readonly ours: number; readonly bare: number }> {
  const ours = await openField(browser, places, "ours", places.small);
  const bare = await openField(browser, places, "bare");
  await watchSaved(ours, "[data-save-state]");
  await watchSaved(bare, "#state");
  const times: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  for (let round = -3; round < rounds; round++) {
    await ours.keyboard.type("b");
    const own = await takeSaved(ours);
    await bare.evaluate(
      (text) => (globalThis as unknown as { save: (text: string) => Promise<void> }).save(text),
      "b".repeat(120),
    );
    const least = await takeSaved(bare);
    if (round < 0) continue;
    times.ours.push(own);
    times.bare.push(least);
  }
  for (const page of [ours, bare]) await page.context().close();
  return { ours: median(times.ours), bare: median(times.bare) };
}

/** Notes in the page how long each save takes: from the request to the frame that shows the word. */
async function watchSaved(page: Page, selector: string): Promise<void> {
  await page.evaluate((selector) => {
    const state = { sent: 0, took: [] as number[] };
    Object.assign(globalThis, { state });
    const plain = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      const address = input instanceof Request ? input.url : String(input);
      if (/\/(?:save|autosaves)$/.test(address)) state.sent = performance.now();
      return plain(input, init);
    };
    new MutationObserver(() => {
      const said = document.querySelector(selector)?.textContent ?? "";
      if (!said.startsWith("Saved") || state.sent === 0) return;
      const { sent } = state;
      state.sent = 0;
      requestAnimationFrame(() => setTimeout(() => state.took.push(performance.now() - sent)));
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  }, selector);
}

async function takeSaved(page: Page): Promise<number> {
  const until = performance.now() + 20_000;
  while (performance.now() < until) {
    const took = await page.evaluate(() =>
      (globalThis as unknown as { state: { took: number[] } }).state.took.shift(),
    );
    if (took !== undefined) return took;
    await page.waitForTimeout(20);
  }
  throw new Error("nothing was saved");
}
