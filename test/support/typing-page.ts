/** A segment's editor in a browser: what is typed in it, what is kept on the device, and what the server has. */
import type { BrowserContext, Locator, Page } from "playwright-core";
import { launchBrowser, openPage } from "./browser.ts";

/** A reader's page; its context has cookies, drafts and other tabs. */
export interface Reader {
  readonly page: Page;
  readonly context: BrowserContext;
}

/** A reader's page; questions before leaving are answered with yes. */
export async function openReader(baseUrl: string): Promise<Reader> {
  const opened = await openPage(await launchBrowser(), { baseUrl });
  acceptDialogs(opened.page);
  opened.page.setDefaultTimeout(20_000);
  return opened;
}

/** Answers every question with yes; one that the end of its page has closed needs no answer. */
export function acceptDialogs(page: Page): void {
  page.on("dialog", (dialog) => void dialog.accept().catch(() => undefined));
}

/** Imports an article; gives its address. */
export async function importText(page: Page, text: string): Promise<string> {
  await page.goto("/articles/new");
  await page.locator("#import-text").fill(text);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.locator(".segments > li").first().waitFor();
  return new URL(page.url()).pathname;
}

/** Opens the editor of segment 1. */
export async function editFirst(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole("link", { name: /^Edit segment 1$/ }).click();
  await editorIn(page).waitFor();
}

/** The field of segment 1. */
export function editorIn(page: Page): Locator {
  return page.getByLabel("English of segment 1");
}

/** What is said beside the editor of how the text stands. */
export function saveStateIn(page: Page): Locator {
  return page.locator("[data-save-state]");
}

/** Waits until the page says that what was typed is saved. */
export async function waitSaved(page: Page): Promise<void> {
  await saveStateIn(page)
    .getByText(/^Saved \d\d:\d\d$/)
    .waitFor();
}

/** What stands in the store, as the export gives it. */
export async function storedText(page: Page, address: string): Promise<string> {
  const response = await page.request.get(`${address}/export.txt`);
  return response.text();
}

/** The numbers of the revisions that the history of segment 1 shows, newest first. */
export async function revisionsShown(page: Page): Promise<readonly string[]> {
  const response = await page.request.get(`/segments/${await firstSegment(page)}/history`);
  return [...(await response.text()).matchAll(/id="r-(\d+)"/g)].map(([, number]) => number ?? "");
}

/** The id of segment 1. */
export async function firstSegment(page: Page): Promise<string> {
  const id = await page.locator(".segments > li").first().getAttribute("id");
  return id?.replace("segment-", "") ?? "";
}

/** Puts the caret behind a word of the field. */
export async function caretAfter(page: Page, word: string): Promise<void> {
  await page.evaluate(`{
    const area = document.querySelector(".editor textarea");
    const at = area.value.indexOf(${JSON.stringify(word)}) + ${word.length};
    area.focus();
    area.setSelectionRange(at, at);
  }`);
}

/** Where the caret stands in the field; undefined when the field has no focus. */
export function caretIn(page: Page): Promise<unknown> {
  return page.evaluate('document.querySelector(".editor textarea:focus")?.selectionStart');
}

/** The texts of the drafts that the browser keeps. */
export function draftsOf(page: Page): Promise<unknown> {
  return inDrafts(page, "store.getAll().onsuccess = ({ target }) => (found = target.result)");
}

/** Runs a script on the `store` of the drafts; gives the texts of the drafts that it `found`. */
export function inDrafts(page: Page, script: string): Promise<unknown> {
  return page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open("zhengming");
    opening.onerror = reject;
    opening.onsuccess = () => {
      const transaction = opening.result.transaction("typed", "readwrite");
      const store = transaction.objectStore("typed");
      let found = [];
      ${script};
      transaction.oncomplete = () => {
        opening.result.close();
        resolve(found.map(({ text }) => text));
      };
    };
  })`);
}
