import { fitCase } from "../rendering/capitals.ts";
import { isProperName } from "./case.ts";
import { compileMatcher } from "./matcher.ts";
import type { Concept } from "./model.ts";
import { preferredForm } from "./model.ts";

/** A concept whose preferred form contains another's, with what it would be after a change of that one. */
export interface Related {
  readonly concept: Concept;
  readonly before: string;
  readonly after: string;
}

/**
 * The concepts whose preferred form has the words of `before` in it, in the order given, with `after` put in their
 * place in the capitals that stand there: 发展新质生产力 when 新质生产力 changes.
 */
export function relatedConcepts(concepts: readonly Concept[], before: string, after: string): Related[] {
  if (before === after || before === "" || after === "") return [];
  const matcher = compileMatcher([
    { text: before, exactCase: false, exactJoints: false, payload: undefined },
  ]);
  return concepts.flatMap((concept) => {
    const preferred = preferredForm(concept);
    if (concept.status === "retired" || preferred === undefined) return [];
    let text = "";
    let copied = 0;
    for (const hit of matcher.scan(preferred)) {
      if (hit.from < copied) continue;
      const place = {
        surface: preferred.slice(hit.from, hit.to),
        form: before,
        sentenceStart: false,
        afterBreak: false,
        titled: false,
        shouted: false,
        name: isProperName(after),
      };
      text += preferred.slice(copied, hit.from) + fitCase(place, after).text;
      copied = hit.to;
    }
    text += preferred.slice(copied);
    return text === preferred || text === after ? [] : [{ concept, before: preferred, after: text }];
  });
}
