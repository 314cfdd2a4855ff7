import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeFolder, type Folder } from "../folder.ts";
import { run, type RunOptions, type RunResult } from "../memory-io.ts";

const GLOSSARY =
  "id,category,status,zh_hans,preferred_en,deprecated_en\nP1,person,approved,毕坚文,Mohamed Butt,Bi Jianwen\n";

interface Desk extends Folder {
  readonly run: (argv: readonly string[], options?: RunOptions) => Promise<RunResult>;
}

/** A store with some articles that the glossary which came after them corrects. */
async function makeDesk(count = 3): Promise<Desk> {
  const folder = makeFolder();
  const data = folder.path("data");
  const desk: Desk = {
    ...folder,
    run: (argv, options = {}) => run(argv, { ...options, env: { ZHENGMING_DATA: data } }),
  };
  const files = Array.from({ length: count }, (_, index) =>
    folder.file(`${index}.txt`, `Bi Jianwen spoke on day ${index}.\n`),
  );
  expect((await desk.run(["import", ...files])).code).toBe(0);
  expect((await desk.run(["glossary", "import", folder.file("g.csv", GLOSSARY)])).code).toBe(0);
  return desk;
}

async function idOfRun(desk: Desk): Promise<string> {
  return (await desk.run(["runs", "list"])).stdout.split("\t")[0] ?? "";
}

describe("rerender in a run", () => {
  it("previews, renders, reports, exports and takes back", async () => {
    const desk = await makeDesk();
    const preview = await desk.run(["rerender", "--preview", "--filter", "title=day 1"]);
    expect(preview).toMatchObject({
      code: 0,
      stdout: "Bi Jianwen spoke on day 1.\t1\t[-Bi Jianwen-]{+Mohamed Butt+} spoke on day 1.\n",
    });
    expect(preview.stderr).toContain("1 article would be rendered again.");
    expect((await desk.run(["runs", "list"])).stdout).toBe("");
    const done = await desk.run(["rerender", "--all", "--name", "Butt", "--report", "-"]);
    expect(done.code).toBe(0);
    const lines = done.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatchObject({ kind: "article", changed: 1, conflicts: 0 });
    expect(lines[3]).toMatchObject({ kind: "run", state: "done", articles: 3, touched: 3, changed: 3 });
    expect(done.stderr).toContain("3 articles rendered again.\n3 segments changed.\n");
    const id = await idOfRun(desk);
    expect((await desk.run(["runs", "list"])).stdout).toBe(`${id}\tdone\t3/3\tButt\n`);
    expect((await desk.run(["runs", "show", id])).stderr).toContain(`Run ${id}: done.`);
    expect((await desk.run(["runs", "export", id, "--out", desk.path("out")])).stderr).toBe(
      "3 articles written.\n",
    );
    const [first = ""] = readdirSync(desk.path("out"));
    expect(readFileSync(`${desk.path("out")}/${first}`, "utf8")).toContain("Mohamed Butt spoke");
    const undone = await desk.run(["runs", "undo", id, "--json"]);
    expect(JSON.parse(undone.stdout)).toMatchObject({ articles: 3, changed: 3, exceptions: 0 });
    const again = await desk.run(["runs", "undo", id]);
    expect(again).toMatchObject({ code: 4, stdout: "" });
    expect(again.stderr).toContain("was taken back");
    expect((await desk.run(["rerender", "--stale", "--preview", "--json"])).stdout).toContain(
      '"articles": 0',
    );
  });

  it("does few articles at once and many in a run, and tells both alike", async () => {
    const desk = await makeDesk(60);
    const done = await desk.run(["rerender", "--json"]);
    expect(JSON.parse(done.stdout)).toMatchObject({ state: "done", articles: 60, changed: 60, proposals: 0 });
    expect((await desk.run(["runs", "list"])).stdout).toContain("60/60");
    const none = await desk.run(["rerender"]);
    expect(none).toMatchObject({ code: 0, stderr: "0 articles rendered again.\n" });
    const nothing = await desk.run(["rerender", "--filter", "title=nowhere"]);
    expect(nothing).toMatchObject({ code: 0, stderr: "0 articles rendered again.\n" });
  });

  it("asks on a terminal before it starts", async () => {
    const desk = await makeDesk();
    const terminal = { isTerminal: true } as const;
    const no = await desk.run(["rerender", "--all"], { ...terminal, input: "n\n" });
    expect(no.code).toBe(4);
    expect(no.stderr).toContain("Start?");
    expect((await desk.run(["runs", "list"])).stdout).toBe("");
    // The process is asked to stop at once here, which pauses the run.
    const yes = await desk.run(["rerender", "--all", "--yes"], terminal);
    const id = await idOfRun(desk);
    if (yes.code !== 0) {
      expect(yes.stderr).toContain("paused");
      expect((await desk.run(["rerender", "--resume", id])).code).toBe(0);
    }
    expect((await desk.run(["runs", "list"])).stdout).toContain(`${id}\tdone\t3/3`);
  });

  it.each([
    [["rerender", "--all", "--stale"], 2, "one of"],
    [["rerender", "--filter", "colour=red"], 2, "title=TEXT"],
    [["rerender", "--filter", "from=yesterday"], 2, "YYYY-MM-DD"],
    [["rerender", "--resume", "nobody"], 3, "no run nobody"],
    [["runs", "show"], 2, "RUN"],
    [["runs", "cancel", "nobody"], 3, "no run nobody"],
    [["runs", "export", "nobody"], 2, "--out"],
  ])("%j is refused", async (argv, code, said) => {
    const desk = await makeDesk(1);
    const refused = await desk.run(argv);
    expect(refused.code).toBe(code);
    expect(refused.stderr).toContain(said);
  });
});
