/**
 * A process of its own that uses a store: `node child.ts open|write FILE COUNT NAME`. `write` makes COUNT writes of
 * one change, one event and a revision of the glossary, and says each one's id on standard output once it is durable.
 */
import { writeSync } from "node:fs";
import { openStore } from "../../src/storage/open.ts";
import { aChange, anEvent } from "../support/records.ts";

const [command, file = "", count = "0", name = ""] = process.argv.slice(2);
const store = await openStore({ file });
if (command === "write") {
  for (let at = 0; at < Number(count); at += 1) {
    const id = `${name}-${at}`;
    await store.write(async (tx) => {
      await tx.addChange(aChange({ id, requestId: id, glossaryRevision: await tx.nextGlossaryRevision() }));
      await tx.setSetting("last", id);
      await tx.addEvents([anEvent({ changeId: id }), anEvent({ changeId: id })]);
    });
    writeSync(1, `${id}\n`);
  }
}
await store.close();
