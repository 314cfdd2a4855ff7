import type { CDPSession, Page } from "playwright-core";
import { afterAll, expect, it } from "vitest";
import { closeBrowser, expectClean, launchBrowser, openPage } from "../support/browser.ts";
import { startServer } from "../support/server.ts";

afterAll(closeBrowser);

/** Notes every text that a live region or an alert is given, in order. */
const LISTEN = `addEventListener("DOMContentLoaded", () => {
  globalThis.said = [];
  const last = new WeakMap();
  new MutationObserver(() => {
    for (const region of document.querySelectorAll("[aria-live], [role=alert], [role=status]")) {
      const text = region.textContent.trim().replace(/\\s+/g, " ");
      if (text !== (last.get(region) ?? "") && text !== "") globalThis.said.push(text);
      last.set(region, text);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
});`;

/** What was said since the last call. */
function heard(page: Page): Promise<readonly string[]> {
  return page.evaluate("globalThis.said.splice(0)");
}

/** Waits until something like it is said. The page's policy allows no waiting inside it. */
async function hears(page: Page, pattern: RegExp): Promise<void> {
  const all: string[] = [];
  for (let tries = 0; tries < 100; tries++) {
    all.push(...(await heard(page)));
    if (all.some((each) => pattern.test(each))) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`${String(pattern)} was not said, but: ${all.join(" | ")}`);
}

/** A part of the page as a screen reader is told of it. */
interface Told {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  readonly focused: boolean;
  readonly focusable: boolean;
}

/** Everything on the page that a screen reader is told of, in reading order. */
async function tellAll(client: CDPSession): Promise<readonly Told[]> {
  const { nodes } = await client.send("Accessibility.getFullAXTree");
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, description, properties }) => {
      const has = (wanted: string): boolean =>
        properties?.some((property) => property.name === wanted && property.value.value === true) ?? false;
      const text = (value: { value?: unknown } | undefined): string =>
        typeof value?.value === "string" ? value.value : "";
      return {
        role: text(role),
        name: text(name),
        description: text(description),
        focused: has("focused"),
        focusable: has("focusable"),
      };
    });
}

/** What a screen reader reads of the field that has the focus, once that is the editor of the segment. */
async function focusedField(page: Page, client: CDPSession, number: number): Promise<Told> {
  await page.locator(`.segment.is-active:has(#s-${number}) textarea:focus`).waitFor();
  const field = (await tellAll(client)).find(({ focused, role }) => focused && role !== "RootWebArea");
  if (field === undefined) throw new Error("Nothing has the focus.");
  return field;
}

it("a screen reader is told of segments, saving, conflicts and faults", async () => {
  const server = await startServer();
  const browser = await launchBrowser();
  const { context, page } = await openPage(browser, { baseUrl: server.url });
  const { context: elsewhere, page: other } = await openPage(browser, { baseUrl: server.url });
  try {
    await context.addInitScript({ content: LISTEN });
    const client = await context.newCDPSession(page);
    for (const each of [page, other]) {
      await each.goto("/");
      await each.getByRole("link", { name: /^The second meeting/ }).click();
      await each.getByRole("heading", { level: 1, name: /^The second meeting/ }).waitFor();
    }

    // Every control has a name, and every region that could be mistaken for another.
    await page.keyboard.press("Alt+ArrowDown");
    const first = await focusedField(page, client, 1);
    const all = await tellAll(client);
    const controls = all.filter(
      ({ focusable, role }) => focusable && !["main", "RootWebArea"].includes(role),
    );
    expect(controls.length).toBeGreaterThan(100);
    expect(controls.filter(({ name }) => name.trim() === "")).toEqual([]);
    const landmarks = all.filter(({ role }) =>
      ["banner", "main", "contentinfo", "complementary", "navigation", "region"].includes(role),
    );
    expect(landmarks.map(({ role, name }) => `${role} ${name}`.trim()).sort()).toEqual([
      "banner",
      "complementary Glossary",
      "contentinfo",
      "main",
      "navigation Filter the segments",
      "navigation Sections",
      "region Segments",
    ]);

    // The field says which segment it is, the Chinese and the state; the next one says that it is the next.
    expect(first.name).toBe("English of segment 1");
    expect(first.description).toMatch(/^粤港澳大湾区生产力促进服务联盟.*举行。 Open$/);
    await page.keyboard.press("Alt+ArrowDown");
    expect((await focusedField(page, client, 2)).name).toBe("English of segment 2");
    await page.keyboard.press("Alt+ArrowUp");
    expect((await focusedField(page, client, 1)).name).toBe("English of segment 1");

    // What is typed is saved, and that is said with the time; saving and going on says which one was approved.
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("Today, ");
    await hears(page, /^Saved \d\d:\d\d$/);
    await page.keyboard.press("Control+Enter");
    await hears(page, /^Segment 1 saved and approved\.$/);
    expect((await focusedField(page, client, 2)).name).toBe("English of segment 2");

    // A fault is said once, and the field says that it is wrong and why.
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("alert").waitFor();
    await page.waitForTimeout(300);
    const faults = (await heard(page)).filter((each) => each.includes("There is no text in it."));
    expect(faults).toEqual([expect.stringMatching(/^This text cannot be saved\./)]);
    const field = page.getByLabel("English of segment 2");
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    await field.focus();
    expect((await focusedField(page, client, 2)).description).toMatch(/^This text cannot be saved\./);
    await field.fill("Four units attended.");
    await page
      .getByText(/^Saved \d\d:\d\d$/)
      .first()
      .waitFor();
    await heard(page);

    // Two change the same words: it is said that there is a conflict, and that what was typed is kept.
    await page.keyboard.press("Alt+ArrowDown");
    await focusedField(page, client, 3);
    await context.setOffline(true);
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("Mine: ");
    await hears(page, /Offline|does not answer/);
    await other.reload();
    await other.locator(".segment:has(#s-3)").getByRole("link", { name: /^Edit/ }).click();
    await other.getByLabel("English of segment 3").fill("Theirs: the meeting agreed.");
    await other.getByRole("button", { name: "Save", exact: true }).click();
    await other.getByText("Segment 3 saved.").first().waitFor();
    await context.setOffline(false);
    await hears(page, /^Conflict: .*is kept here/);
    expect((await focusedField(page, client, 3)).name).toBe("English of segment 3");
    expectClean(other);
  } finally {
    await context.close();
    await elsewhere.close();
    await server.stop();
  }
});
