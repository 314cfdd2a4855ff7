import type { CheckFinding, CheckInput } from "./check.ts";

/**
 * `shadowed` (info): a Chinese form that stands inside a longer word and was therefore not taken for itself, once for
 * each form and longer word, at the first place. It is why a wrong English form there asks instead of being replaced.
 */
export function checkShadowed({ source, glossary }: CheckInput): CheckFinding[] {
  const found = new Map<string, { finding: CheckFinding; places: number }>();
  for (const { from, to, conceptId, form, shadow } of glossary.chinese.scan(source.text)) {
    if (shadow === undefined) continue;
    const key = `${conceptId}\n${form}\n${shadow.form}`;
    const known = found.get(key);
    if (known !== undefined) known.places++;
    else {
      const conceptIds = shadow.conceptId === undefined ? [conceptId] : [conceptId, shadow.conceptId];
      const params = { form, longer: shadow.form };
      const finding = { code: "shadowed", severity: "info", params, conceptIds } as const;
      found.set(key, { finding: { ...finding, source: { from, to }, segment: undefined }, places: 1 });
    }
  }
  return [...found.values()].map(({ finding, places }) => ({
    ...finding,
    params: { ...finding.params, places },
  }));
}
