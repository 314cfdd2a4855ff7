/**
 * `npm run web`: what the pages weigh and cost, beside the same view from constants and a page that does the least, in turn in
 * one run. Prints a table, and leaves with 1 when a figure misses.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { findBrowser } from "../../test/support/browser-path.ts";
import { keystroke, opening, saving, strangers, typing, type Places } from "./browser.ts";
import { LARGE, makeMaterial, SMALL } from "./material.ts";
import { clientSizes, median, pageCost } from "./pages.ts";

const ROUNDS = 5;
const PAGES = 60;
const SAVES = 25;

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "zhengming-web-"));
const children: ChildProcess[] = [];

/** Starts a server in a process of its own and waits until it says its address. */
function start(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env } });
  children.push(child);
  return new Promise((resolve, reject) => {
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        said += chunk;
        const [url] = /http:\/\/127\.0\.0\.1:\d+(?=\s)/.exec(said) ?? [];
        if (url !== undefined) resolve(url);
      });
    child.once("close", () => reject(new Error(said)));
  });
}

interface Row {
  readonly what: string;
  readonly value: string;
  readonly limit: string;
  readonly met: boolean;
}

/** Says what is measured next. */
function tell(stage: string): void {
  process.stderr.write(`${stage}\n`);
}

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
const ms = (time: number): string => `${time.toFixed(time < 10 ? 1 : 0)} ms`;

async function inTurn<T>(measure: (which: "ours" | "bare") => Promise<T>): Promise<{ ours: T[]; bare: T[] }> {
  const found: { ours: T[]; bare: T[] } = { ours: [], bare: [] };
  for (let round = 0; round < ROUNDS; round++)
    for (const which of round % 2 === 0 ? (["ours", "bare"] as const) : (["bare", "ours"] as const))
      found[which].push(await measure(which));
  return found;
}

try {
  tell("articles");
  const { deps, small, large } = await makeMaterial(folder);
  tell("pages");
  const { js, css } = await clientSizes();
  const page = await pageCost(deps, small, PAGES);
  await deps.store.close();
  const env = { ZHENGMING_DATA: folder, ZHENGMING_NO_SEED: "1", PORT: "0" };
  const product = await start(["src/cli/bin.ts", "serve"], env);
  const bare = await start([fileURLToPath(new URL("bare.ts", import.meta.url)), folder], {});
  const places: Places = { product, bare, small, large };
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error("There is no browser.");
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  tell("opening");
  const opened = median(await opening(browser, places, ROUNDS));
  tell("keys");
  const keys = await inTurn((which) => keystroke(browser, places, which));
  const inSmall: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    inSmall.push(await keystroke(browser, { ...places, large: small }, "ours"));
  tell("typing");
  const typed = await inTurn((which) => typing(browser, places, which));
  tell("saving");
  const saved = await saving(browser, places, SAVES);
  await browser.close();

  const key = median(keys.ours);
  const keyInSmall = median(inSmall);
  const over = typed.ours.filter((each) => each.over > 0).length;
  const longest = (side: "ours" | "bare"): string => ms(median(typed[side].map((each) => each.longest)));
  const tasks = typed.ours.reduce((sum, each) => sum + each.tasks, 0);
  const rows: readonly Row[] = [
    { what: "JavaScript, gzip", value: kB(js), limit: "40 kB", met: js <= 40_000 },
    { what: "CSS, gzip", value: kB(css), limit: "20 kB", met: css <= 20_000 },
    {
      what: "requests to third parties",
      value: String(strangers.length),
      limit: "0",
      met: strangers.length === 0,
    },
    {
      what: `HTML of ${SMALL} segments, gzip`,
      value: kB(page.html),
      limit: "60 kB",
      met: page.html <= 60_000,
    },
    {
      what: `page of ${SMALL} segments, p50, over the same view from constants`,
      value: `${(page.page / page.constant).toFixed(2)}× (${ms(page.page)} / ${ms(page.constant)}; CPU ${(page.pageCpu / page.constantCpu).toFixed(2)}×)`,
      limit: "2×",
      met: page.page <= 2 * page.constant,
    },
    {
      what: `opening ${LARGE.toLocaleString("en")} segments`,
      value: ms(opened),
      limit: "1,500 ms",
      met: opened <= 1500,
    },
    {
      what: "typing there, longest frame",
      value: `${longest("ours")} (bare field ${longest("bare")}); ${tasks} tasks of 50 ms in ${ROUNDS} rounds, ${over} rounds with a longer frame`,
      limit: "50 ms",
      met: median(typed.ours.map((each) => each.longest)) <= 50,
    },
    {
      what: "key to draft, main thread",
      value: `${ms(key)}, in the small article ${ms(keyInSmall)} (bare field ${ms(median(keys.bare))})`,
      limit: "16 ms",
      met: Math.max(key, keyInSmall) <= 16,
    },
    {
      what: "save to visible “Saved”, over one durable insert",
      value: `${(saved.ours / saved.bare).toFixed(2)}× (${ms(saved.ours)} / ${ms(saved.bare)})`,
      limit: "2×",
      met: saved.ours <= 2 * saved.bare,
    },
  ];
  const lines = rows.map(
    ({ what, value, limit, met }) => `| ${what} | ${value} | ${limit} | ${met ? "yes" : "no"} |`,
  );
  process.stdout.write(
    `| what | measured | at most | met |\n| --- | --- | ---: | --- |\n${lines.join("\n")}\n`,
  );
  process.exitCode = rows.every(({ met }) => met) ? 0 : 1;
} finally {
  for (const child of children) child.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
}
