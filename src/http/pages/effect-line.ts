import type { Impact } from "../../app/views.ts";
import type { Translate } from "../../i18n/translator.ts";

/** What saving a concept would do, in a line: how many articles and places, and of these the ones to look at. */
export function effectLine(t: Translate, { totals, unseen, changed }: Impact): string {
  if (!changed) return t("impact.unchanged");
  const [articles, places] = [
    t("impact.articles", { count: totals.articles }),
    t("impact.places", { count: totals.places }),
  ];
  const kinds = (["approved", "conflict", "doubtful"] as const).filter((kind) => totals[kind] > 0);
  return [
    totals.places === 0 ? t("impact.none") : t("impact.title", { places, articles }),
    ...kinds.map((kind) => t(`impact-part.${kind}`, { count: totals[kind] })),
    ...(unseen > 0 ? [t("impact-part.unseen", { count: unseen })] : []),
  ].join(" · ");
}
