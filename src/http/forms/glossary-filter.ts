import type { ConceptFilter, ConceptSearch, ResultPlace } from "../../app/concept-search/model.ts";
import { LINT_CODES } from "../../core/glossary/lint-codes.ts";
import { CATEGORIES, CONCEPT_STATUSES } from "../../core/glossary/model.ts";

/** Whether a concept says where its forms are attested. */
export const EVIDENCE_CHOICES = ["with", "without"] as const;
/** In how many articles a concept stands. */
export const USE_CHOICES = ["used", "unused", "often", "everywhere"] as const;
/** What the check found: anything, or a code. */
export const FINDING_CHOICES = ["any", ...LINT_CODES] as const;

const USED = { used: 1, unused: 0, often: 10, everywhere: 100 } as const;

/** What can be asked of the glossary beside words: the names of parameters of the address with their values. */
export const GLOSSARY_CHOICES = {
  category: CATEGORIES,
  status: CONCEPT_STATUSES,
  evidence: EVIDENCE_CHOICES,
  used: USE_CHOICES,
  finding: FINDING_CHOICES,
} as const;
export type GlossaryChoice = keyof typeof GLOSSARY_CHOICES;

/** What an address asks of the glossary; a value that is none of the choices asks for nothing. */
export type GlossaryAsked = Readonly<Record<GlossaryChoice | "q", string>>;

/** The longest query, in UTF-16 units. */
const QUERY_LIMIT = 200;

/** What is asked of the glossary. */
export function readGlossaryAsked(value: (name: string) => string): GlossaryAsked {
  const one = (name: GlossaryChoice): string =>
    GLOSSARY_CHOICES[name].find((each) => each === value(name)) ?? "";
  return {
    q: value("q").trim().slice(0, QUERY_LIMIT).toWellFormed().replaceAll("\0", ""),
    category: one("category"),
    status: one("status"),
    evidence: one("evidence"),
    used: one("used"),
    finding: one("finding"),
  };
}

/** What is asked for, as a search. */
export function searchOf(asked: GlossaryAsked): Pick<ConceptSearch, "query" | "filter" | "finding"> {
  const used = USE_CHOICES.find((each) => each === asked.used);
  const filter: ConceptFilter = {
    category: CATEGORIES.find((each) => each === asked.category),
    status: CONCEPT_STATUSES.find((each) => each === asked.status),
    evidence: asked.evidence === "" ? undefined : asked.evidence === "with",
    used: used === undefined ? undefined : USED[used],
  };
  return { query: asked.q, filter, finding: asked.finding === "" ? undefined : asked.finding };
}

/** The names and values of what is asked for, as an address or a form has them. */
export function askedParams(asked: GlossaryAsked): [string, string][] {
  return Object.entries(asked).filter(([, value]) => value !== "");
}

/** Where a page of results starts, and how many there are. */
export type ResultPage = Pick<ConceptSearch, "after" | "counted">;

/** A place among results as an address names it, with how many results there are. */
export function writeResultPage({ rank, number, key }: ResultPlace, counted: number): string {
  return `${rank}:${number}/${counted}:${key}`;
}

/** The page that an address names; the first one when it names none. */
export function readResultPage(text: string | null): ResultPage {
  const [, rank, number, counted, key] =
    /^(-?\d{1,3}):(\d{1,15})(?:\/(\d{1,3}))?:([^\0]{0,100})$/s.exec(text ?? "") ?? [];
  if (key?.isWellFormed() !== true) return {};
  return {
    after: { rank: Number(rank), number: Number(number), key },
    counted: counted === undefined ? undefined : Number(counted),
  };
}
