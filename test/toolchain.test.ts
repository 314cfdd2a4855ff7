import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { ROOT, readProjectFile } from "./support/tree.ts";

const NODE = 24;

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

describe(`Node ${NODE}`, () => {
  it("runs the tests", () => {
    expect(process.versions.node).toMatch(new RegExp(`^${NODE}\\.`));
  });

  it("runs what npm starts", async () => {
    const { stdout } = await promisify(execFile)("npm run --silent zhengming -- --version", {
      cwd: ROOT,
      shell: true,
    });
    expect(stdout).toMatch(new RegExp(`^zhengming \\d+\\.\\d+\\.\\d+ \\(node v${NODE}\\.\\d+\\.\\d+\\)\\n$`));
  });
});

describe("packages", () => {
  const manifest = JSON.parse(readProjectFile("package.json")) as Manifest;
  const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };

  it.each(Object.entries(all))("%s is pinned", (_name, version) => {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it.each(Object.entries(manifest.optionalDependencies))("%s is Node for one platform", (name, version) => {
    expect(name).toMatch(/^node-/);
    expect(version).toMatch(new RegExp(`^${NODE}\\.`));
  });

  it("come from whatever registry npm is set to", () => {
    expect(readProjectFile("package-lock.json")).not.toContain('"resolved"');
  });
});

describe("the commands", () => {
  it.each(["npm ci && npm start", "npm ci && npm test"])("the README says %s", (command) => {
    expect(commandsOf(readProjectFile("README.md"))).toContain(command);
  });

  it("continuous integration installs and tests as the README says, and checks in between", () => {
    const steps = readProjectFile(".ci/run")
      .split("\n")
      .filter((line) => line.startsWith("npm "));
    expect(steps).toEqual(["npm ci", "npm run check", "npm test"]);
    expect(statSync(join(ROOT, ".ci/run")).mode & 0o111).not.toBe(0);
  });
});

/** The lines of a Markdown text's code blocks. */
function commandsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].flatMap(([, block]) =>
    (block ?? "").split("\n"),
  );
}
