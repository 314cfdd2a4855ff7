import { expect, it } from "vitest";
import type { UploadRecord } from "../../../src/app/records.ts";
import type { WithStore } from "../fixtures.ts";

const UPLOAD: UploadRecord = {
  id: "u1",
  createdAt: 1_000,
  name: "terms.xlsx",
  format: "xlsx",
  content: Uint8Array.from([0, 255, 80, 75, 0]),
  choices: {},
};

/** What a store must do with files that wait. */
export function uploadContract(withStore: WithStore): void {
  it(
    "keeps a file byte by byte, with its encoding or without",
    withStore(async ({ store }) => {
      const second: UploadRecord = { ...UPLOAD, id: "u2", encoding: "gb18030", content: new Uint8Array() };
      await store.write(async (tx) => {
        await tx.addUpload(UPLOAD);
        await tx.addUpload(second);
      });
      expect(await store.read((tx) => tx.upload("u1"))).toEqual(UPLOAD);
      expect(await store.read((tx) => tx.upload("u2"))).toEqual(second);
      expect(await store.read((tx) => tx.upload("u3"))).toBeUndefined();
    }),
  );

  it(
    "keeps what was decided about rows",
    withStore(async ({ store }) => {
      const choices: UploadRecord["choices"] = {
        2: { kind: "use", conceptId: "__proto__" },
        7: { kind: "skip" },
      };
      await store.write(async (tx) => {
        await tx.addUpload(UPLOAD);
        await tx.putUploadChoices("u1", choices);
      });
      expect(await store.read((tx) => tx.upload("u1"))).toEqual({ ...UPLOAD, choices });
      await expect(store.write((tx) => tx.putUploadChoices("u2", {}))).rejects.toThrow("upload u2");
    }),
  );

  it(
    "drops one, or those of before a time",
    withStore(async ({ store }) => {
      await store.write(async (tx) => {
        for (const [id, createdAt] of [
          ["a", 1],
          ["b", 2],
          ["c", 3],
        ] as const) {
          await tx.addUpload({ ...UPLOAD, id, createdAt });
        }
        await tx.removeUploads({ before: 2 });
        await tx.removeUploads({ id: "c" });
      });
      const left = await store.read((tx) => Promise.all(["a", "b", "c"].map((id) => tx.upload(id))));
      expect(left.map((each) => each?.id)).toEqual([undefined, "b", undefined]);
    }),
  );
}
