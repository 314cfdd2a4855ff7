#!/usr/bin/env node
import { processIo } from "./io.ts";
import { main } from "./main.ts";

// Not process.exit: what was written must still reach a slow reader.
process.exitCode = await main(process.argv.slice(2), processIo());
