import { readFile } from "node:fs/promises";
import { createInstance } from "i18next";
import type { Params } from "../core/finding.ts";
import { formattersFor } from "./formatters.ts";
import { LANGUAGES, type Language } from "./languages.ts";

/** Makes the text of a locale key. A number called `count` chooses between singular and plural, and is written as the language does. */
export type Translate = (key: string, params?: Params) => string;

/** The interface's texts in every language. */
export interface Translator {
  /** The texts of one language. */
  readonly for: (language: Language) => Translate;
  /** Whether there is a text for the key. */
  readonly has: (key: string) => boolean;
}

/** How many texts without values are remembered: more than there are, since a key may come from what was asked for. */
const MOST_PLAIN = 10_000;

/** Where the texts are: `locales/` of the package, seen from the sources and from `dist` alike. */
const LOCALES = new URL("../../locales/", import.meta.url);

/**
 * The translator, its texts read once. A key without a text, or a text with a value that was not given, shows itself;
 * with `strict`, for tests, it throws.
 */
export async function loadTranslator(options: { readonly strict?: boolean } = {}): Promise<Translator> {
  const strict = options.strict ?? false;
  const complain = (text: string): string => {
    if (strict) throw new Error(text);
    return text;
  };
  const texts = await Promise.all(
    LANGUAGES.map(async ({ code }) => [code, { translation: await readTexts(code) }] as const),
  );
  const i18next = createInstance();
  await i18next.init({
    resources: Object.fromEntries(texts),
    supportedLngs: LANGUAGES.map(({ code }) => code),
    fallbackLng: false,
    // Keys are flat and may hold any character.
    keySeparator: false,
    nsSeparator: false,
    contextSeparator: "\u0000",
    // The templates escape.
    interpolation: { escapeValue: false },
    parseMissingKeyHandler: (key) => (strict ? complain(`There is no text for ${key}.`) : key),
    missingInterpolationHandler: (text: string, match: unknown) =>
      complain(Array.isArray(match) ? `${String(match[0])}${strict ? ` is missing in: ${text}` : ""}` : text),
  });
  const translators = new Map<Language, Translate>(
    LANGUAGES.map(({ code }) => {
      const translate: Translate = (key, params = {}) => {
        const count = params["count"];
        return i18next.t(key, {
          lng: code,
          // Only as values: what a reader typed must never act as an option of the library.
          replace:
            typeof count === "number" ? { ...params, count: formattersFor(code).number(count) } : params,
          nest: false,
          ...(typeof count === "number" ? { count } : {}),
        });
      };
      // Without values a text is always the same, and a page asks for some of them hundreds of times.
      const plain = new Map<string, string>();
      return [
        code,
        (key, params) => {
          if (params !== undefined) return translate(key, params);
          const known = plain.get(key) ?? translate(key);
          if (plain.size < MOST_PLAIN) plain.set(key, known);
          return known;
        },
      ];
    }),
  );
  const english = texts.find(([code]) => code === "en")?.[1].translation ?? {};
  return {
    for: (language) => translators.get(language) ?? ((key) => key),
    has: (key) => Object.hasOwn(english, key) || Object.hasOwn(english, `${key}_other`),
  };
}

async function readTexts(code: Language): Promise<Record<string, string>> {
  const texts: unknown = JSON.parse(await readFile(new URL(`${code}.json`, LOCALES), "utf8"));
  if (typeof texts !== "object" || texts === null) throw new Error(`locales/${code}.json holds no texts.`);
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, String(text)]));
}
