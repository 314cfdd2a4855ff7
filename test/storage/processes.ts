import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const CHILD = fileURLToPath(new URL("./child.ts", import.meta.url));

/** What a child process did: its exit code (null when it was killed) and the lines that it said. */
export interface Done {
  readonly code: number | null;
  readonly lines: readonly string[];
  readonly errors: string;
}

/** Runs `child.ts` in a process of its own; `killAfter` kills it with SIGKILL once it has said so many lines. */
export async function child(args: readonly string[], killAfter = Number.POSITIVE_INFINITY): Promise<Done> {
  const running = spawn(process.execPath, [CHILD, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let errors = "";
  running.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    if (output.split("\n").length > killAfter) running.kill("SIGKILL");
  });
  running.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    running.once("error", reject).once("close", resolve);
  });
  // A line that the kill cut off was not acknowledged.
  return { code, lines: output.split("\n").slice(0, -1), errors };
}
