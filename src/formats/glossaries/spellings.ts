/** The spellings of languages, statuses and kinds of terms that glossary files of many tools have, and what they mean here. */
import { foldHans } from "../../core/text/hans.ts";
import {
  CATEGORIES,
  CONCEPT_STATUSES,
  type Category,
  type ConceptStatus,
  type FormLanguage,
} from "../../core/glossary/model.ts";
import { detached } from "../xml/detached.ts";

/** What a file says of a term's standing. */
export type Standing = "preferred" | "admitted" | "deprecated";

const STANDINGS: Readonly<Record<string, Standing>> = {
  preferred: "preferred",
  preferredterm: "preferred",
  approved: "preferred",
  recommended: "preferred",
  standard: "preferred",
  standardized: "preferred",
  standardised: "preferred",
  legal: "preferred",
  admitted: "admitted",
  admittedterm: "admitted",
  allowed: "admitted",
  acceptable: "admitted",
  alternative: "admitted",
  provisional: "admitted",
  nonstandard: "admitted",
  regulated: "admitted",
  deprecated: "deprecated",
  deprecatedterm: "deprecated",
  superseded: "deprecated",
  supersededterm: "deprecated",
  obsolete: "deprecated",
  forbidden: "deprecated",
  notrecommended: "deprecated",
  notallowed: "deprecated",
  prohibited: "deprecated",
  rejected: "deprecated",
  banned: "deprecated",
};

/** What a status of a term means, by any tool's spelling; undefined for one that is not known. */
export function readStanding(raw: string): Standing | undefined {
  const key = raw
    .toLowerCase()
    .replace(/-admn-sts$/, "")
    .replace(/[\s_-]/g, "");
  return Object.hasOwn(STANDINGS, key) ? STANDINGS[key] : undefined;
}

const SHORT_TYPES = new Set(["shortform", "acronym", "abbreviation", "initialism", "abbreviatedform"]);

/** Whether a type of a term says that it is the shorter one of two. */
export function isShortType(raw: string): boolean {
  return SHORT_TYPES.has(raw.toLowerCase().replace(/[\s_-]/g, ""));
}

const LANGUAGE_NAMES: Readonly<Record<string, FormLanguage>> = {
  english: "en",
  英语: "en",
  英文: "en",
  英語: "en",
  chinese: "zh-Hans",
  "simplified chinese": "zh-Hans",
  "chinese simplified": "zh-Hans",
  中文: "zh-Hans",
  简体中文: "zh-Hans",
  "traditional chinese": "zh-Hant",
  "chinese traditional": "zh-Hant",
  繁體中文: "zh-Hant",
  繁体中文: "zh-Hant",
};

/**
 * The language of a form by a code or name in any tool's spelling: `zh-cn`, `ZH_TW`, `zh-Hant-HK`, `eng`, `Chinese (PRC)`.
 * Chinese that says no script or region is simplified. Undefined for a language that concepts have no forms in.
 */
export function readLanguage(raw: string): FormLanguage | undefined {
  if (LANGUAGES.has(raw)) return LANGUAGES.get(raw);
  const lang = languageOf(raw);
  if (LANGUAGES.size < MOST_LANGUAGES) LANGUAGES.set(detached(raw), lang);
  return lang;
}

/** What was read of the codes of a file, which has few of them on all its terms. */
const LANGUAGES = new Map<string, FormLanguage | undefined>();
const MOST_LANGUAGES = 1_000;

function languageOf(raw: string): FormLanguage | undefined {
  const text = raw.trim().toLowerCase();
  const [language = "", ...subtags] = text.split(/[-_]/);
  if (language === "en" || language === "eng") return "en";
  if (language === "zh" || language === "chi" || language === "zho" || language === "cmn") {
    return chineseOf(subtags);
  }
  const name = text
    .replace(/[()（）,]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  if (Object.hasOwn(LANGUAGE_NAMES, name)) return LANGUAGE_NAMES[name];
  if (name.startsWith("english ")) return "en";
  if (/^chinese .*(?:taiwan|hong kong|macao|macau|traditional|hant)/.test(name)) return "zh-Hant";
  if (name.startsWith("chinese ")) return "zh-Hans";
  return undefined;
}

/** Whether a code says that a text is Chinese and not in which script. */
function isPlainChinese(code: string): boolean {
  return /^(?:zh|chi|zho|cmn|chinese|中文)$/i.test(code.trim());
}

/**
 * The language of a term by the code that a file gives it; where that is only "Chinese", by its characters: traditional if it
 * has one that simplified texts do not have.
 */
export function languageOfTerm(code: string, text: string): FormLanguage | undefined {
  const lang = readLanguage(code);
  return lang === "zh-Hans" && isPlainChinese(code) && foldHans(text) !== text ? "zh-Hant" : lang;
}

function chineseOf(subtags: readonly string[]): FormLanguage {
  if (subtags.includes("hant") || subtags.includes("cht")) return "zh-Hant";
  if (subtags.includes("hans") || subtags.includes("chs")) return "zh-Hans";
  return subtags.some((tag) => ["tw", "hk", "mo"].includes(tag)) ? "zh-Hant" : "zh-Hans";
}

const CATEGORY_NAMES: Readonly<Record<string, Category>> = {
  organization: "organisation",
  company: "organisation",
  institution: "organisation",
  people: "person",
  "personal name": "person",
  location: "place",
  "place name": "place",
  "job title": "title",
  position: "title",
  人物: "person",
  人名: "person",
  机构: "organisation",
  機構: "organisation",
  组织: "organisation",
  組織: "organisation",
  地名: "place",
  职衔: "title",
  職銜: "title",
  职务: "title",
  職務: "title",
  政策: "policy",
  活动: "event",
  活動: "event",
  媒体: "media",
  媒體: "media",
  术语: "term",
  術語: "term",
  其他: "other",
};

const STATUS_NAMES: Readonly<Record<string, ConceptStatus>> = {
  preferred: "approved",
  recommended: "approved",
  accepted: "approved",
  active: "approved",
  final: "approved",
  valid: "approved",
  已批准: "approved",
  已核准: "approved",
  admitted: "proposed",
  candidate: "proposed",
  draft: "proposed",
  new: "proposed",
  pending: "proposed",
  provisional: "proposed",
  suggested: "proposed",
  待批准: "proposed",
  待核准: "proposed",
  待审: "proposed",
  待審: "proposed",
  deprecated: "retired",
  forbidden: "retired",
  inactive: "retired",
  notrecommended: "retired",
  obsolete: "retired",
  rejected: "retired",
  superseded: "retired",
  已停用: "retired",
  停用: "retired",
};

/** The status of a concept by a word of any tool; undefined for one that is not known. */
export function readConceptStatus(raw: string): ConceptStatus | undefined {
  const key = raw
    .trim()
    .toLowerCase()
    .replace(/-admn-sts$/, "")
    .replace(/[\s_-]|term/g, "");
  const known = CONCEPT_STATUSES.find((status) => status === key);
  return known ?? (Object.hasOwn(STATUS_NAMES, key) ? STATUS_NAMES[key] : undefined);
}

/** The category that a file's subject names, undefined where it names another subject. */
export function readCategory(raw: string): Category | undefined {
  const text = raw.trim().toLowerCase();
  const known = CATEGORIES.find((category) => category === text);
  return known ?? (Object.hasOwn(CATEGORY_NAMES, text) ? CATEGORY_NAMES[text] : undefined);
}
