import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHarness, type Harness } from "./harness.ts";

let server: Harness;
beforeAll(async () => {
  server = await startHarness();
});
afterAll(() => server.close());

describe("the language of a page", () => {
  it.each<[string, string, Readonly<Record<string, string>>, string]>([
    ["nothing known", "/articles", {}, "en"],
    ["the browser's", "/articles", { "Accept-Language": "zh-TW,zh;q=0.9" }, "zh-Hant"],
    [
      "the cookie before the browser's",
      "/articles",
      { "Accept-Language": "zh-TW", Cookie: "language=zh-Hans" },
      "zh-Hans",
    ],
    ["the query before the cookie", "/articles?lang=zh-Hant", { Cookie: "language=zh-Hans" }, "zh-Hant"],
    ["a cookie that makes no sense", "/articles", { Cookie: "language=xx" }, "en"],
    ["a query that makes no sense", "/articles?lang=xx", {}, "en"],
    ["also for what is not there", "/nothing", { "Accept-Language": "zh-CN" }, "zh-Hans"],
    [
      "also for what is refused",
      "/articles",
      { "Accept-Language": "zh-CN", Host: "evil.example" },
      "zh-Hans",
    ],
  ])("%s", async (_name, path, headers, language) => {
    const answer = await server.send(path, { headers });
    expect(answer.body).toContain(`<html lang="${language}" `);
    expect(answer.headers["content-language"]).toBe(language);
    expect(answer.headers.vary).toBe("Accept-Language, Cookie");
  });

  it("stays chosen", async () => {
    const chosen = await server.post("/preferences", { language: "zh-Hans", back: "/glossary" });
    expect(chosen.location).toBe("/glossary");
    const page = await server.send(chosen.location, { headers: { Cookie: chosen.cookie } });
    expect(page.headers["content-language"]).toBe("zh-Hans");
    const asked = await server.send("/articles?lang=zh-Hant");
    const next = await server.send("/articles", { headers: { Cookie: asked.cookie } });
    expect(next.headers["content-language"]).toBe("zh-Hant");
  });
});

describe("the reader's name", () => {
  it.each([
    ["a name", "Ann Lee", "Ann Lee"],
    ["Chinese", "关治平", "关治平"],
    ["spaces and lines", "  Ann\r\n\tLee ", "Ann Lee"],
    ["a long one", "關".repeat(100), "關".repeat(80)],
    ["half a character at the cut", "a".repeat(79) + "𠮷", "a".repeat(79)],
    ["HTML", "<b>Ann</b>", "&lt;b&gt;Ann&lt;/b&gt;"],
  ])("%s", async (_name, name, shown) => {
    const chosen = await server.post("/preferences", { name });
    const page = await server.send("/articles", { headers: { Cookie: chosen.cookie } });
    expect(page.body).toContain(`name="name" value="${shown}"`);
  });

  it("is taken away when it is empty", async () => {
    const chosen = await server.post("/preferences", { name: "" });
    expect(chosen.headers["set-cookie"]).toEqual(["name=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax"]);
  });
});
