/** What only real processes show: streams that close, signals, two programs on one store. */
import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished } from "vitest";
import { makeDataDir, removeDataDir, spawnCli } from "../support/process.ts";
import { runCli, startServer } from "../support/server.ts";
import { readProjectFile } from "../support/tree.ts";
import { makeFolder } from "./folder.ts";

function dataFolder(): string {
  const dataDir = makeDataDir();
  onTestFinished(() => removeDataDir(dataDir));
  return dataDir;
}

describe("streams", () => {
  it("a pipe through standard input and output", async () => {
    const args = ["render", "--glossary", "seeds/glossary.csv", "-"];
    const input = readProjectFile("seeds/article.en.txt");
    const golden = readProjectFile("test/golden/cli/seed.txt");
    expect(await runCli(args, { input })).toEqual({ code: 0, stdout: golden, stderr: "" });
  });

  it("a reader that goes away ends it quietly", async () => {
    const file = makeFolder().file("long.txt", "A sentence that says little.\n".repeat(100_000));
    const child = spawnCli(["segment", "--lang", "en", file], dataFolder());
    const { stdout, stderr } = child;
    if (!stdout || !stderr) throw new Error("The command was started without streams.");
    const said = text(stderr);
    stdout.once("data", () => stdout.destroy());
    const [code] = (await once(child, "close")) as [number | null];
    expect({ code, stderr: await said }).toEqual({ code: 0, stderr: "" });
  });
});

describe("serve", () => {
  it("loads the sample once, says where it is, and stops when it is told to", async () => {
    const dataDir = dataFolder();
    for (const first of [true, false]) {
      const server = await startServer({ dataDir });
      onTestFinished(server.stop);
      expect(server.output().includes("the sample article")).toBe(first);
      expect(server.output()).toContain(`Zhengming is at ${server.url} (data in ${dataDir}).`);
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
      await server.kill("SIGTERM");
      const { stdout } = await runCli(["list"], { dataDir });
      expect(stdout).toMatch(/^[\w-]+\tThe second meeting.*\t0\/19\n$/);
    }
  });

  it.each(["SIGINT", "SIGTERM"] as const)("ends well by %s", async (signal) => {
    const env = { PORT: "0", ZHENGMING_NO_SEED: "1" };
    const child = spawnCli(["serve"], dataFolder(), env);
    if (!child.stderr) throw new Error("The command was started without streams.");
    await once(child.stderr, "data");
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("refuses an address that others reach, and a port that is taken", async () => {
    const outside = await runCli(["serve", "--host", "0.0.0.0", "--port", "0"], {
      env: { ZHENGMING_NO_SEED: "1" },
    });
    expect(outside.code).toBe(3);
    expect(outside.stderr).toContain("does not listen on 0.0.0.0");
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    onTestFinished(() => void taken.close());
    const address = taken.address();
    const port = typeof address === "object" && address ? String(address.port) : "";
    const busy = await runCli(["serve", "--port", port], { env: { ZHENGMING_NO_SEED: "1" } });
    expect(busy.code).toBe(4);
    expect(busy.stderr).toContain(`Port ${port} is in use`);
  });

  it("shares its store with commands that run beside it", async () => {
    const server = await startServer({ seed: false });
    onTestFinished(server.stop);
    const { dataDir } = server;
    const imports = ["One.", "Two.", "Three."].map((input) => runCli(["import", "-"], { dataDir, input }));
    for (const { code } of await Promise.all(imports)) expect(code).toBe(0);
    const page = await (await fetch(`${server.url}/articles`)).text();
    for (const title of ["One.", "Two.", "Three."]) expect(page).toContain(title);
    const copy = makeFolder().path("copy.sqlite");
    expect((await runCli(["backup", copy], { dataDir })).code).toBe(0);
  });
});
