import { expect, it } from "vitest";
import { completed } from "../../../src/core/discovery/spans.ts";
import { evidenceOf } from "./notation.ts";

it.each([
  [
    "a noun behind that nobody claims",
    "to [stored/.6/.3 value/.6/.1] providers/0/.01",
    "stored value providers",
  ],
  [
    "one that hardly anybody claims",
    "as [infrastructure/.9 funding/.8] hub/.05/.16",
    "infrastructure funding hub",
  ],
  [
    "none that others claim a little",
    "as [infrastructure/.9 funding/.8] hub/.05/.25",
    "infrastructure funding",
  ],
  [
    "one that the form claims as much",
    "as [infrastructure/.9 funding/.8] hub/.2/.3",
    "infrastructure funding hub",
  ],
  ["no verb behind", "the [fund/.9/0] published/0/.01", "fund"],
])("a span takes in %s", (_name, line, expected) => {
  const { text, span, evidence } = evidenceOf(line, "agency");
  const found = completed(evidence, span, new Uint8Array(evidence.claims.length), text);
  const words = evidence.pair.english.slice(found.from, found.to);
  expect(words.map((word) => word.text).join(" ")).toBe(expected);
});
