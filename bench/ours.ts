import type { Pattern } from "../src/core/glossary/matcher.ts";
import { compileMatcher as compileReference } from "../src/core/glossary/matcher.ts";
import { compileGlossary } from "../src/core/glossary/compile.ts";
import type { Concept } from "../src/core/glossary/model.ts";
import { compileMatcher } from "../src/core/matching/matcher.ts";
import { HIT_WORDS } from "../src/core/matching/scanner.ts";
import { render } from "../src/core/rendering/render.ts";
import type { BenchForm } from "./corpus.ts";
import type { Engine } from "./engine.ts";

/** The patterns of forms as the machine writes them: capitals, hyphens and dashes do not count. */
export function patternsOf(forms: readonly BenchForm[]): Pattern<BenchForm>[] {
  return forms.map((form) => ({ text: form.from, exactCase: false, exactJoints: false, payload: form }));
}

/** Matching, leftmost-longest and splicing, nothing else: what the peers do. */
export const bare: Engine = {
  name: "Zhengming, bare replacement",
  most: 1_000_000,
  build(forms) {
    const matcher = compileMatcher(patternsOf(forms));
    return (text) => {
      const end = matcher.count(text) * HIT_WORDS;
      const { hits } = matcher;
      let result = "";
      let copied = 0;
      for (let at = 0; at < end; at += HIT_WORDS) {
        const from = hits[at] ?? 0;
        if (from < copied) continue;
        result += text.slice(copied, from) + (forms[hits[at + 2] ?? 0]?.to ?? "");
        copied = hits[at + 1] ?? 0;
      }
      return result + text.slice(copied);
    };
  },
};

/** The same by the product's reference matcher. */
export const reference: Engine = {
  name: "Zhengming, reference matcher",
  most: 10_000,
  build(forms) {
    const matcher = compileReference(patternsOf(forms));
    return (text) => {
      let result = "";
      let copied = 0;
      for (const hit of matcher.scan(text)) {
        if (hit.from < copied) continue;
        result += text.slice(copied, hit.from) + hit.payload.to;
        copied = hit.to;
      }
      return result + text.slice(copied);
    };
  },
};

/** The product's whole rendering: what is done at every hit, capitals, articles, numbers, and why, with a concept a form. */
export const full: Engine = {
  name: "Zhengming, full rendering",
  most: 100_000,
  build(forms) {
    const glossary = compileGlossary({ revision: 1, concepts: forms.map(conceptOf) });
    return (text) => render({ machine: text, blocks: [], segments: [] }, glossary, []).text;
  },
};

function conceptOf(form: BenchForm, index: number): Concept {
  return {
    id: `c${index}`,
    category: "organisation",
    status: "approved",
    forms: [
      { lang: "en", kind: "preferred", text: form.to },
      { lang: "en", kind: "deprecated", text: form.from },
    ],
    scope: [],
    note: "",
    evidence: [],
    extra: {},
  };
}
