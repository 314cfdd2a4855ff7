/** How much more a pure loop does in several threads than in one, on this machine now. */
import { Worker } from "node:worker_threads";

const WORK = `
  const { parentPort, workerData } = require("node:worker_threads");
  let sum = 0;
  for (let i = 0; i < workerData; i++) sum = (Math.imul(sum, 31) + i) | 0;
  parentPort.postMessage(sum);
`;
const TURNS = 400_000_000;
const ROUNDS = 5;

/** The median over rounds of one thread and several in turn. */
export async function gainOf(threads: number): Promise<number> {
  const gains: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const one = await secondsOf(1);
    gains.push((one * threads) / (await secondsOf(threads)));
  }
  return gains.sort((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
}

async function secondsOf(threads: number): Promise<number> {
  const start = performance.now();
  await Promise.all(
    Array.from(
      { length: threads },
      () =>
        new Promise((resolve, reject) => {
          const worker = new Worker(WORK, { eval: true, workerData: TURNS });
          worker.once("message", resolve);
          worker.once("error", reject);
        }),
    ),
  );
  return (performance.now() - start) / 1000;
}
