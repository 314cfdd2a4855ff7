#!/usr/bin/env node
const OLDEST_NODE = 24;

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  process.stderr.write(
    `zhengming needs Node.js ${OLDEST_NODE} or later; this is ${process.versions.node}.\n`,
  );
  process.exitCode = 4;
} else {
  // Only then: an older Node.js could not even load what these import.
  const [{ keepHeapSmall }, { processIo }, { main }] = await Promise.all([
    import("./small-heap.ts"),
    import("./io.ts"),
    import("./main.ts"),
  ]);
  keepHeapSmall();
  // Not process.exit: what was written must still reach a slow reader.
  process.exitCode = await main(process.argv.slice(2), processIo());
}

export {};
