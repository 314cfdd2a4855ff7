import { type Browser, type BrowserContext, type Page, chromium } from "playwright-core";
import { findBrowser } from "./browser-path.ts";

// What the browser's own window does beside the page. Of its address bar's two popups each is a page with a process of
// its own in every new window, and half of what a window costs.
const UNWANTED = [
  "OptimizationHints",
  "MediaRouter",
  "Translate",
  "InterestFeedContentSuggestions",
  "CertificateTransparencyComponentUpdater",
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
];

// A browser that is being tested talks to the product and to nobody else.
const ARGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-sync",
  `--disable-features=${UNWANTED.join(",")}`,
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE [::1]",
];

const CSP = "Content Security Policy";

// The event is the standard's; the browser's own message may be worded otherwise one day.
const REPORT_VIOLATIONS = `addEventListener("securitypolicyviolation", (event) => {
  console.error("${CSP}:", event.effectiveDirective, event.blockedURI);
});`;

let shared: Promise<Browser> | undefined;

/** The test file's one browser, started at the first call. */
export function launchBrowser(): Promise<Browser> {
  shared ??= start();
  return shared;
}

/** Ends the test file's browser, for `afterAll`. */
export async function closeBrowser(): Promise<void> {
  await (await shared)?.close();
  shared = undefined;
}

async function start(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error("There is no browser: `npm test` finds or installs one.");
  return chromium.launch({
    executablePath,
    headless: true,
    args: process.getuid?.() === 0 ? ["--no-sandbox", ...ARGS] : ARGS,
  });
}

/** How a reader looks at the product. */
export interface PageOptions {
  /** The server's address; requests to any other origin are faults. */
  readonly baseUrl: string;
  /** The browser's language, which it sends as Accept-Language. Default `en`. */
  readonly locale?: string;
  /** Default `light`. */
  readonly colorScheme?: "light" | "dark";
  /** In CSS pixels. Default 1280. */
  readonly width?: number;
  /** Default true. */
  readonly javaScript?: boolean;
}

/** A page with cookies of its own. */
export interface OpenPage {
  readonly context: BrowserContext;
  readonly page: Page;
}

const faultsOf = new WeakMap<BrowserContext, string[]>();

/** A new page that notes every fault; a test ends with `expectClean`. Relative addresses are the server's. */
export async function openPage(browser: Browser, options: PageOptions): Promise<OpenPage> {
  const context = await browser.newContext({
    baseURL: options.baseUrl,
    locale: options.locale ?? "en",
    colorScheme: options.colorScheme ?? "light",
    viewport: { width: options.width ?? 1280, height: 900 },
    javaScriptEnabled: options.javaScript ?? true,
    reducedMotion: "reduce",
    timezoneId: "UTC",
  });
  faultsOf.set(context, await watch(context, new URL(options.baseUrl).origin));
  return { context, page: await context.newPage() };
}

/**
 * The faults noted in the page's context since the last call, which are then forgotten: violations of the content
 * security policy, uncaught errors, requests to another origin, answers of 500 and above.
 */
export function takeFaults(page: Page): readonly string[] {
  return faultsOf.get(page.context())?.splice(0) ?? [];
}

/** Throws when a fault was noted in the page's context. */
export function expectClean(page: Page): void {
  const faults = takeFaults(page);
  if (faults.length > 0) throw new Error(`The page is not clean:\n${faults.join("\n")}`);
}

async function watch(context: BrowserContext, origin: string): Promise<string[]> {
  const faults: string[] = [];
  context.on("console", (message) => {
    if (message.text().includes(CSP)) faults.push(message.text());
  });
  context.on("weberror", (error) => {
    faults.push(`uncaught: ${error.error().message}`);
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    const leaves = url.protocol.startsWith("http") && url.origin !== origin;
    if (leaves) faults.push(`another origin: ${request.method()} ${request.url()}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 500) faults.push(`${response.status()}: ${response.url()}`);
  });
  await context.addInitScript({ content: REPORT_VIOLATIONS });
  return faults;
}
