import { describe, expect, it } from "vitest";
import { duplicateGroups } from "../../../src/core/glossary/duplicates.ts";
import { conceptsOf } from "../../support/concepts.ts";

/** `kind form: ids` of each group. */
function groupsOf(line: string): string[] {
  return duplicateGroups(conceptsOf(line)).map(
    ({ kind, form, concepts }) => `${kind} ${form}: ${concepts.map(({ id }) => id).join(" ")}`,
  );
}

describe("concepts that may be one thing", () => {
  it.each<[string, string, readonly string[]]>([
    ["nothing in common", "> Alpha [zh=甲]; > Beta [zh=乙]", []],
    ["one Chinese form", "> Alpha [zh=甲|乙]; > Beta [zh=乙]", ["chinese 乙: Alpha Beta"]],
    ["either script", "> Alpha [zh=国会]; > Beta [zh=國會]", ["chinese 国会: Alpha Beta"]],
    [
      "English but for capitals and hyphens",
      "> Two Sessions; > two-sessions [zh=两会]",
      ["english Two Sessions: Two Sessions two-sessions"],
    ],
    ["admitted English", "> Alpha [ok=Beta]; > Beta", ["english Beta: Alpha Beta"]],
    [
      "namesakes come last",
      "> Li Wei [id=a, zh=李伟]; > Li Wei [id=b, zh=李威]; > X [zh=甲]; > Y [zh=甲]",
      ["chinese 甲: X Y", "apart Li Wei: a b"],
    ],
    ["the same concepts once", "> Alpha [id=a, zh=甲]; > Alpha [id=b, zh=甲]", ["chinese 甲: a b"]],
    ["three of one form", "> A [zh=甲]; > B [zh=甲]; > C [zh=甲]", ["chinese 甲: A B C"]],
    ["a wrong or short form is no reason", "Beta > Alpha [short=B]; > Beta [short=B]", []],
    ["a retired one is passed over", "> Alpha [zh=甲]; > Beta [zh=甲, retired]", []],
    ["one concept with a form twice", "> Alpha [zh=甲|甲, ok=Alpha]", []],
  ])("%s", (_name, line, groups) => {
    expect(groupsOf(line)).toEqual(groups);
  });
});
