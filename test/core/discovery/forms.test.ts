import { describe, expect, it } from "vitest";
import { readCorpus } from "../../../src/core/discovery/corpus.ts";
import type { Term } from "../../../src/core/discovery/corpus.ts";
import { introducedForm, numberInPlace } from "../../../src/core/discovery/forms.ts";
import { compileGlossary } from "../../../src/core/glossary/compile.ts";
import { concept, documentOf, LEXICON } from "./notation.ts";

/** A concept of the notation as discovery reads it. */
function termOf(line: string): Term {
  const own = concept(line);
  const documents = [documentOf("t", [[`${own.id}。`, "Words stand here."]])];
  const glossary = compileGlossary({ revision: 0, concepts: [own] });
  const { pairs } = readCorpus({ documents, glossary, lexicon: LEXICON });
  const term = pairs[0]?.places[0]?.term;
  if (term === undefined) throw new Error(`${own.id} is not in its own sentence`);
  return term;
}

describe("the number of a place", () => {
  it.each([
    ["tax asymmetry", "⟪tax asymmetries⟫ were", "plural"],
    ["payment industry", "retail ⟪payment services⟫ grew", "as-written"],
    ["payment industry", "several ⟪payment services⟫ grew", "plural"],
    ["payment industry", "the ⟪payment services⟫ are", "plural"],
    ["payment industries", "the ⟪payment services⟫ grew", "plural"],
    ["asset markets", "the ⟪asset market⟫ in", "as-written"],
    ["asset markets", "an ⟪asset market⟫ in", "singular"],
  ])("of %s in %s is %s", (form, place, number) => {
    const [before = "", surface = "", behind = ""] = place.split(/[⟪⟫]/);
    expect(numberInPlace(termOf(`影响 = ${form}`), form, surface, before, behind)).toBe(number);
  });
});

describe("a name with its abbreviation", () => {
  const both = "审核委员会 = Securities Commission | SC";
  it.each([
    [both, "审核委员会（审委会）", "Examining Committee (EC)", "Securities Commission (SC)"],
    [both, "审核委员会（审委会）", "Examining Committee", undefined],
    [both, "审核委员会", "Examining Committee (EC)", undefined],
    [both, "审核委员会（审委会）", "(EC)", undefined],
    ["审核委员会 = Securities Commission", "审核委员会（审委会）", "Examining Committee (EC)", undefined],
  ])("%s: %s, %s", (line, chinese, surface, form) => {
    expect(introducedForm(termOf(line), chinese, surface)).toBe(form);
  });
});
