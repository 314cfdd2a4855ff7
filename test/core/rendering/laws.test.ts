import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isProperName } from "../../../src/core/glossary/case.ts";
import { compileGlossary, patternsOf } from "../../../src/core/glossary/compile.ts";
import { lintGlossary } from "../../../src/core/glossary/lint.ts";
import type { Concept } from "../../../src/core/glossary/model.ts";
import { preferredForm } from "../../../src/core/glossary/model.ts";
import type { Change, Rendering } from "../../../src/core/rendering/model.ts";
import { otherNumber } from "../../../src/core/rendering/number.ts";
import { render, segmentRendering } from "../../../src/core/rendering/render.ts";
import { segmentText } from "../../../src/core/segmentation/segment.ts";
import { elementsOf } from "../../../src/core/text/elements.ts";
import type { Span } from "../../../src/core/text/span.ts";
import { overlaps } from "../../../src/core/text/span.ts";
import { term } from "../../support/concepts.ts";
import { articleOf } from "../../support/rendering-cases.ts";

const RUNS = { numRuns: process.env["ZHENGMING_HEAVY"] === "1" ? 10_000 : 1_000 };

const WORDS =
  "bay unit enterprise new plan quality information old staff person union Macao Bay SME e-HKD GREATER";
const word = fc.constantFrom(...WORDS.split(" "));
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
const preferred = fc
  .tuple(fc.constantFrom("", "", "", "the ", "a "), phrase, fc.constantFrom("", "", " of hours", " (SMEX)"))
  .map((parts) => parts.join(""));
const concept = fc.record(
  {
    preferred,
    x: fc.array(phrase, { minLength: 1, maxLength: 2 }).map((forms) => forms.join("|")),
    ok: phrase,
    status: fc.constantFrom("approved" as const, "approved" as const, "proposed" as const),
    category: fc.constantFrom("term" as const, "policy" as const, "organisation" as const, "title" as const),
    definite: fc.constantFrom("with" as const, "without" as const),
    indefinite: fc.constantFrom("a" as const, "an" as const),
  },
  { requiredKeys: ["preferred", "x", "status"] },
);
const glossary = fc
  .array(concept, { maxLength: 5 })
  .map((list) => list.map(({ preferred: own, ...parts }, index) => term(own, { id: `c${index}`, ...parts })));

/** Those of the concepts that are settled with the ones before them. */
const settled = glossary.map((list) =>
  list.reduce<readonly Concept[]>((kept, each) => (isSettled([...kept, each]) ? [...kept, each] : kept), []),
);

const spelled = fc
  .tuple(word, fc.constantFrom("", "", "s", "S", "'s", "’s", "s'"), fc.nat(3))
  .map(([text, end, capitals]) => {
    const whole = text + end;
    if (capitals === 0) return whole.charAt(0).toUpperCase() + whole.slice(1);
    return capitals === 1 ? whole.toUpperCase() : whole;
  });
const between = fc.constantFrom(
  "a",
  "an",
  "the",
  "A",
  "The",
  "is",
  "has",
  "doesn't",
  "of",
  "this",
  "said",
  "(SMEX)",
);
const gap = fc.constantFrom(" ", " ", " ", "-", "  ", "\n", ". ", ", ", ": ", ' "', "\r\n\r\n", "\u00A0");
const machine = fc
  .array(fc.tuple(fc.oneof({ weight: 3, arbitrary: spelled }, between), gap), { maxLength: 14 })
  .map((parts) => parts.map((part) => part.join("")).join(""));

function rendered(text: string, concepts: readonly Concept[]): Rendering {
  return render(articleOf(text), compileGlossary({ revision: 1, concepts }), []);
}

describe("laws", () => {
  it("gives the machine text back outside its changes, and with no concepts", () => {
    fc.assert(
      fc.property(machine, glossary, (text, concepts) => {
        const result = rendered(text, concepts);
        let back = "";
        let at = 0;
        for (const change of result.changes) {
          back += result.text.slice(at, change.rendered.from) + change.before;
          expect(result.text.slice(change.rendered.from, change.rendered.to)).toBe(change.after);
          expect(text.slice(change.from, change.to)).toBe(change.before);
          at = change.rendered.to;
        }
        expect(back + result.text.slice(at)).toBe(text);
        expect(rendered(text, []).text).toBe(text);
      }),
      RUNS,
    );
  });

  it("does not mind the order of concepts and of their forms", () => {
    fc.assert(
      fc.property(machine, glossary, (text, concepts) => {
        const result = rendered(text, concepts);
        expect(rendered(text, [...concepts].reverse())).toEqual(result);
      }),
      RUNS,
    );
  });

  it("changes nothing in a second pass where no rule hits what another writes", () => {
    fc.assert(
      fc.property(machine, settled, (text, concepts) => {
        const once = rendered(text, concepts).text;
        expect(rendered(once, concepts).text).toBe(once);
      }),
      RUNS,
    );
  });

  it("changes nothing outside the former hits of a concept that is removed", () => {
    fc.assert(
      fc.property(machine, glossary, fc.nat(), (text, concepts, pick) => {
        fc.pre(concepts.length > 0);
        const gone = concepts[pick % concepts.length]?.id ?? "";
        const whole = rendered(text, concepts);
        const rest = rendered(
          text,
          concepts.filter(({ id }) => id !== gone),
        );
        const region = regionOf(gone, whole, rest);
        expect(outside(rest.changes, region)).toEqual(outside(whole.changes, region));
      }),
      RUNS,
    );
  });

  it("renders the segments as parts of the whole", () => {
    fc.assert(
      fc.property(machine, glossary, (text, concepts) => {
        const { segments } = segmentText(text, "en");
        const result = rendered(text, concepts);
        let whole = "";
        let at = 0;
        for (const segment of segments) {
          whole += text.slice(at, segment.from) + segmentRendering(result, segment).text;
          at = segment.to;
        }
        expect(whole + text.slice(at)).toBe(result.text);
      }),
      RUNS,
    );
  });
});

const CHAINED = new Set(["chain", "form-shared", "form-contradicts"]);

/**
 * Whether a second pass can find nothing new: lint finds no rule that hits what another writes, and no form is made of
 * the end of a written name and what stands behind it, or of what stands before it and its beginning; nor does a rule
 * take capitals away that a place may give back (Bay -> bay) or by which the word beside it is read (Starship).
 */
function isSettled(concepts: readonly Concept[]): boolean {
  if (concepts.some(takesCapitals)) return false;
  const forms = patternsOf(concepts).map(({ text }) => looseOf(text));
  const written = concepts.flatMap((each) => {
    const own = preferredForm(each) ?? "";
    return [own, ...(otherNumber(own)?.texts ?? [])].map(looseOf);
  });
  if (forms.some((form) => written.some((name) => straddles(form, name)))) return false;
  return !lintGlossary(concepts).some((finding) => CHAINED.has(finding.code));
}

function takesCapitals(concept: Concept): boolean {
  if (isProperName(preferredForm(concept) ?? "")) return false;
  return concept.forms.some(({ kind, text }) => kind === "deprecated" && isProperName(text));
}

function looseOf(text: string): string[] {
  return elementsOf(text).map((element) => element.loose);
}

/** Whether a form can stand across the beginning or the end of a name. */
function straddles(form: readonly string[], name: readonly string[]): boolean {
  for (let at = 1 - form.length; at < name.length; at++) {
    const inside = form.filter((_, index) => name[at + index] !== undefined);
    const same = form.every((each, index) => (name[at + index] ?? each) === each);
    if (same && inside.length > 0 && inside.length < form.length) return true;
  }
  return false;
}

/** The hits and changes of a concept, and whatever overlaps them in one of two renderings, and so on. */
function regionOf(id: string, ...renderings: readonly Rendering[]): Span[] {
  const spans = renderings.flatMap(({ hits, changes }) => [...hits, ...changes]);
  const region: Span[] = spans.filter((span) => span.conceptId === id);
  for (let size = -1; size !== region.length;) {
    size = region.length;
    for (const span of spans) {
      if (!region.includes(span) && region.some((other) => overlaps(other, span))) region.push(span);
    }
  }
  return region;
}

function outside(changes: readonly Change[], region: readonly Span[]): unknown[] {
  return changes
    .filter((change) => !region.some((span) => overlaps(span, change)))
    .map(({ from, to, before, after, conceptId, adaptations }) => [
      from,
      to,
      before,
      after,
      conceptId,
      adaptations,
    ]);
}
