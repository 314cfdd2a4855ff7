import { alignSentences } from "../../../src/core/alignment/align.ts";
import { englishWords } from "../../../src/core/discovery/english.ts";
import { discover } from "../../../src/core/discovery/discover.ts";
import type { Discovery, DiscoveryDocument, Judgement } from "../../../src/core/discovery/model.ts";
import type { Evidence } from "../../../src/core/discovery/spans.ts";
import { compileGlossary } from "../../../src/core/glossary/compile.ts";
import type { Category, Concept } from "../../../src/core/glossary/model.ts";
import { parseLexicon } from "../../../src/core/lexicon/lexicon.ts";
import { segmentText } from "../../../src/core/segmentation/segment.ts";
import type { Span } from "../../../src/core/text/span.ts";

/** A little dictionary for the tests. */
export const LEXICON = parseLexicon(
  [
    ["认可", "to approve/approval"],
    ["机构", "institution/organization"],
    ["委员会", "committee/commission"],
    ["审核", "to audit/to examine"],
    ["基金", "fund"],
    ["外汇", "foreign exchange"],
    ["影响", "influence/effect/to affect"],
    ["增长", "to grow/growth"],
    ["今年", "this year"],
    ["经济", "economy/economic"],
    ["银行", "bank"],
    ["开会", "to hold a meeting"],
    ["报告", "report/to report"],
    ["公布", "to announce/to publish"],
    ["监察", "to supervise/to monitor"],
    ["投资", "to invest/investment"],
    ["表示", "to say/to express"],
    ["总裁", "chief executive/president"],
  ]
    .map(([word = "", glosses = ""]) => `${word}\t${glosses}\n`)
    .join(""),
);

/** `认可机构 = authorized institutions | authorised institutions`; a concept's id is its first Chinese form. */
export function concept(line: string, changes: Partial<Concept> = {}): Concept {
  const [chinese = "", english = ""] = line.split("=").map((part) => part.trim());
  const forms = english.split("|").map((text) => text.trim());
  const category: Category = "term";
  return {
    id: chinese,
    category,
    status: "approved",
    forms: [
      { lang: "zh-Hans", kind: "preferred", text: chinese },
      ...forms
        .filter((text) => text !== "")
        .map((text, at) => ({
          lang: "en" as const,
          kind: at === 0 ? ("preferred" as const) : ("admitted" as const),
          text,
        })),
    ],
    scope: [],
    note: "",
    evidence: [],
    extra: {},
    ...changes,
  };
}

/** Sentence pairs as a document; each pair is a line of both sides. */
export function documentOf(id: string, pairs: readonly (readonly [string, string])[]): DiscoveryDocument {
  const [zh, en] = [0, 1].map((side) => pairs.map((pair) => pair[side]).join("\n"));
  const source = { text: zh ?? "", sentences: segmentText(zh ?? "", "zh").segments };
  const target = { text: en ?? "", sentences: segmentText(en ?? "", "en").segments };
  return { id, source, target, beads: alignSentences(source, target, { lexicon: LEXICON }).beads };
}

/** Discovers in documents with some concepts. */
export function search(
  concepts: readonly Concept[],
  documents: readonly DiscoveryDocument[],
  judgements: readonly Judgement[] = [],
): Discovery {
  return discover({
    documents,
    glossary: compileGlossary({ revision: 0, concepts }),
    lexicon: LEXICON,
    judgements,
  });
}

/** The machine's words for each Chinese form, as `认可机构: accredited institutions`; `-` where there are none. */
export function shown({ occurrences }: Discovery): string[] {
  return occurrences.map(({ conceptId, surface }) => `${conceptId}: ${surface === "" ? "-" : surface}`);
}

/**
 * A sentence as a form of one concept sees it: `licences to [stored/.6/.3 value/.5] providers/0/.01` has for each word what
 * the form claims and what the rest of the Chinese claims, and a span of words in brackets.
 */
export function evidenceOf(
  line: string,
  form: string,
): { readonly text: string; readonly span: Span; readonly evidence: Evidence } {
  const words = line.split(" ");
  const marked = words.map((word) => word.replace(/[[\]]/g, "").split("/"));
  const text = marked.map(([word]) => word).join(" ");
  const english = englishWords(text);
  const official = englishWords(form);
  const term = {
    concept: concept(`外汇基金 = ${form}`),
    forms: [{ text: form, words: official }],
    known: [],
    stems: new Set(official.map(({ stem }) => stem)),
    length: official.length,
  };
  const evidence: Evidence = {
    pair: {
      document: 0,
      source: { from: 0, to: 4 },
      target: { from: 0, to: text.length },
      chinese: [],
      english,
      places: [],
      folded: text.toLowerCase(),
      garbled: false,
    },
    place: { from: 0, to: 4, term, rival: false, words: { from: 0, to: 1 } },
    claims: Float64Array.from(marked, ([, claim = "0"]) => Number(claim)),
    yields: new Float64Array(english.length),
    outside: Float64Array.from(marked, ([, , outside = "0"]) => Number(outside)),
    glosses: [],
    runs: english.map(() => undefined),
  };
  const span = {
    from: words.findIndex((word) => word.includes("[")),
    to: words.findIndex((word) => word.includes("]")) + 1,
  };
  return { text, span, evidence };
}
