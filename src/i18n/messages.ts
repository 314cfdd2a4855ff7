import type { Finding, Params } from "../core/finding.ts";
import type { Translate } from "./translator.ts";

/** A finding as a sentence, with its line and column when it has a place in a file. */
export function findingSentence(t: Translate, finding: Finding): string {
  const sentence = t(`finding.${finding.code}`, finding.params);
  const { place } = finding;
  if (place === undefined) return sentence;
  const { line, column } = place;
  const where =
    column === undefined ? t("finding-place.line", { line }) : t("finding-place.column", { line, column });
  return t("finding-place.after", { sentence, place: where });
}

/** A refusal as sentences: what it is first, then what exactly is wrong. */
export function failureSentences(
  t: Translate,
  failure: { readonly key: string; readonly params: Params; readonly findings: readonly Finding[] },
): string[] {
  return [t(failure.key, failure.params), ...failure.findings.map((finding) => findingSentence(t, finding))];
}
