import type { Deps } from "../app/deps.ts";
import { sweepImports } from "../app/glossary-import/staged-import.ts";

/** How often, in milliseconds. */
const EVERY = 300_000;

/** Now and every few minutes ends what imports left behind whose process is gone; until the function that it gives is called. */
export function startSweeping(
  deps: Pick<Deps, "store" | "now">,
  log: (line: string) => void,
): () => Promise<void> {
  const sweep = async (): Promise<void> => {
    try {
      await sweepImports(deps);
    } catch (error) {
      // A store that cannot be reached is looked at again.
      log(String(error));
    }
  };
  let swept = sweep();
  const timer = setInterval(() => {
    swept = swept.then(sweep);
  }, EVERY);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await swept;
  };
}
