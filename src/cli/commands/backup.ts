import { defineCommand } from "../command.ts";
import { EXIT_CODES } from "../exit-codes.ts";
import { writingRefusal } from "../files.ts";
import { oneLine } from "../lines.ts";

/** `backup`: a whole copy of the store in one file, while others work with it. */
export const backup = defineCommand({
  name: "backup",
  key: "cli.backup",
  operands: { name: "FILE", least: 1, most: 1 },
  options: {},
  async run({ operands: [file = ""] }, session) {
    const { store } = await session.deps();
    try {
      await store.backup(file);
    } catch (error) {
      throw writingRefusal(file, error);
    }
    session.io.tell(session.t("cli.backup-done", { file: oneLine(file) }));
    return EXIT_CODES.fine;
  },
});
