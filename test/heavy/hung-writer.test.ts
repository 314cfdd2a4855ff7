/** A process that hangs while it writes on PostgreSQL: for the others that is over after a while. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { openStore } from "../../src/storage/open.ts";
import { gate } from "../storage/fixtures.ts";
import { type PostgresServer, startPostgres } from "../support/postgres.ts";

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

it.each(["foreground", "background"] as const)(
  "what it wrote in the %s is dropped, the others write, and it writes nothing when it wakes up",
  async (how) => {
    const url = await server.newDatabase();
    const [hung, other] = [await openStore({ url }), await openStore({ url })];
    const { opened: begun, open: begin } = gate();
    const { opened: awake, open: wakeUp } = gate();
    const lost = hung.write(async (tx) => {
      await tx.setSetting("k", "hung");
      begin();
      await awake;
      await tx.setSetting("l", "hung");
    }, how);
    const refused = expect(lost).rejects.toThrow();
    await begun;
    await other.write((tx) => tx.setSetting("m", "other"), how);
    wakeUp();
    await refused;
    const read = other.read(async (tx) => [
      await tx.setting("k"),
      await tx.setting("l"),
      await tx.setting("m"),
    ]);
    expect(await read).toEqual([undefined, undefined, "other"]);
    await hung.write((tx) => tx.setSetting("k", "again"), how);
    expect(await other.read((tx) => tx.setting("k"))).toBe("again");
    await hung.close();
    await other.close();
  },
  400_000,
);
