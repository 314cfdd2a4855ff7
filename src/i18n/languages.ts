/** The languages of the interface, each with its own name; the first is the one for everybody else. */
export const LANGUAGES = [
  { code: "en", name: "English" },
  { code: "zh-Hans", name: "简体中文" },
  { code: "zh-Hant", name: "繁體中文" },
] as const;

/** The code of a language of the interface, as for HTML's `lang`. */
export type Language = (typeof LANGUAGES)[number]["code"];

/** The language that is shown when nothing is known about the reader. */
export const DEFAULT_LANGUAGE: Language = "en";

/** The language with exactly this code, if the interface has it. */
export function findLanguage(code: string | undefined): Language | undefined {
  return LANGUAGES.find((language) => language.code === code)?.code;
}

/** The interface's language for a language tag (RFC 5646): Chinese goes by its script, else by its region. */
function languageOfTag(tag: string): Language | undefined {
  const [primary, ...rest] = tag.toLowerCase().split("-");
  if (primary === "en") return "en";
  if (primary !== "zh") return undefined;
  if (rest.includes("hans")) return "zh-Hans";
  if (rest.includes("hant")) return "zh-Hant";
  return rest.some((part) => part === "tw" || part === "hk" || part === "mo") ? "zh-Hant" : "zh-Hans";
}

/**
 * The language that a reader with this `Accept-Language` likes best among ours (RFC 9110, 12.5.4): by weight, then
 * by place in the header. A header that names none of ours, or makes no sense, gives {@link DEFAULT_LANGUAGE}.
 */
export function negotiateLanguage(header: string | undefined): Language {
  const wishes = (header ?? "").split(",").map((item) => {
    const [tag = "", ...parameters] = item.split(";").map((part) => part.trim());
    const weight = parameters.find((parameter) => parameter.startsWith("q="));
    return { language: languageOfTag(tag), weight: weight === undefined ? 1 : Number(weight.slice(2)) };
  });
  const known = wishes.filter((wish) => wish.weight > 0 && wish.weight <= 1);
  const best = known.toSorted((a, b) => b.weight - a.weight).find((wish) => wish.language !== undefined);
  return best?.language ?? DEFAULT_LANGUAGE;
}
