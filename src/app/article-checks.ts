import type { CheckFinding } from "../core/checks/check.ts";
import { checkArticle } from "../core/checks/list.ts";
import type { SegmentMaterial } from "./segment-views.ts";

/** What the checks find in a stored article with its Chinese, in what stands now; nothing without Chinese. */
export function articleChecks({ article, segments, glossary }: SegmentMaterial): CheckFinding[] {
  if (article.sourceText === null) return [];
  return checkArticle({
    segments,
    source: { text: article.sourceText, beads: article.beads },
    glossary: glossary.compiled,
    ...(article.date === null ? {} : { date: article.date }),
  });
}
