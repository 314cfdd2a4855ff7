import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeBrowser, expectClean, launchBrowser, openPage, takeFaults } from "./browser.ts";

const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src *";

/** Path -> what stands there. */
const PAGES: Readonly<Record<string, (response: ServerResponse) => void>> = {
  "/clean": (response) =>
    response.end(`<link rel="stylesheet" href="/style.css"><script src="/fine.js"></script>正名`),
  "/style.css": (response) => response.setHeader("Content-Type", "text/css").end("p { color: red }"),
  "/fine.js": (response) =>
    response.setHeader("Content-Type", "text/javascript").end("document.title = 'ran'"),
  "/style": (response) => response.end(`<p style="color: red">x`),
  "/inline": (response) => response.end(`<script>document.title = "ran"</script>`),
  "/foreign": (response) => response.end(`<img src="http://elsewhere.example/x.png">`),
  "/throws": (response) => response.end(`<script src="/throws.js"></script>`),
  "/throws.js": (response) =>
    response.setHeader("Content-Type", "text/javascript").end("throw new Error('planted')"),
  "/fails": (response) => {
    response.statusCode = 500;
    response.end("x");
  },
  "/refuses": (response) => {
    response.statusCode = 409;
    response.end("x");
  },
};

const server = createServer((request, response) => {
  response.setHeader("Content-Security-Policy", CSP).setHeader("Content-Type", "text/html; charset=utf-8");
  const page = PAGES[request.url ?? ""];
  if (page) page(response);
  else response.writeHead(404).end();
});
let baseUrl = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await closeBrowser();
  server.close();
});

describe("a page", () => {
  it.each([
    ["/clean", undefined],
    ["/refuses", undefined],
    ["/style", "style-src"],
    ["/inline", "script-src"],
    ["/foreign", "another origin: GET http://elsewhere.example/x.png"],
    ["/throws", "uncaught: planted"],
    ["/fails", "500: "],
  ])("notes what happens at %s", async (path, fault) => {
    const { context, page } = await openPage(await launchBrowser(), { baseUrl });
    await page.goto(path);
    // What a test does itself must not count.
    await page.screenshot();
    await page.waitForFunction("document.readyState === 'complete'");
    if (fault === undefined) {
      expectClean(page);
    } else {
      await expect.poll(() => takeFaults(page).join("\n")).toContain(fault);
    }
    await context.close();
  });

  it("fails a test that forgives nothing", async () => {
    const { context, page } = await openPage(await launchBrowser(), { baseUrl });
    await page.goto("/fails");
    expect(() => expectClean(page)).toThrow(/not clean:\n500: /);
    expect(() => expectClean(page)).not.toThrow();
    await context.close();
  });

  it("looks as it is told", async () => {
    const { context, page } = await openPage(await launchBrowser(), {
      baseUrl,
      locale: "zh-TW",
      colorScheme: "dark",
      width: 390,
    });
    await page.goto("/clean");
    const seen = await page.evaluate(
      "[navigator.language, innerWidth, matchMedia('(prefers-color-scheme: dark)').matches, document.title]",
    );
    expect(seen).toEqual(["zh-TW", 390, true, "ran"]);
    await context.close();
  });

  it.each([
    ["/clean", undefined],
    ["/style", "style-src"],
    ["/fails", "500: "],
  ])("notes what happens at %s without scripts", async (path, fault) => {
    const { context, page } = await openPage(await launchBrowser(), { baseUrl, javaScript: false });
    await page.goto(path);
    await page.screenshot();
    if (fault === undefined) {
      expect(await page.title()).toBe("");
      expectClean(page);
    } else {
      await expect.poll(() => takeFaults(page).join("\n")).toContain(fault);
    }
    await context.close();
  });
});
