import type {
  CaseRule,
  Category,
  Concept,
  ConceptStatus,
  Form,
  FormKind,
} from "../../src/core/glossary/model.ts";

/** The parts of a concept that a test cares about; forms of one kind separated by `|`. */
export interface Term {
  readonly id?: string;
  readonly category?: Category;
  readonly status?: ConceptStatus;
  readonly zh?: string;
  readonly short?: string;
  readonly ok?: string;
  /** What the machine writes. */
  readonly x?: string;
  readonly scope?: string;
  readonly case?: CaseRule;
}

/** An approved term; its id is its preferred form unless one is given. */
export function term(preferred: string, parts: Term = {}): Concept {
  const forms = (kind: FormKind, texts: string | undefined): Form[] =>
    split(texts).map((text) => ({ lang: "en", kind, text }));
  return {
    id: parts.id ?? preferred,
    category: parts.category ?? "term",
    status: parts.status ?? "approved",
    forms: [
      ...split(parts.zh).map((text): Form => ({ lang: "zh-Hans", kind: "preferred", text })),
      ...forms("preferred", preferred),
      ...forms("short", parts.short),
      ...forms("admitted", parts.ok),
      ...forms("deprecated", parts.x),
    ],
    scope: split(parts.scope),
    ...(parts.case === undefined ? {} : { case: parts.case }),
    note: "",
    evidence: [],
    extra: {},
  };
}

function split(texts: string | undefined): string[] {
  return (texts ?? "").split("|").filter((text) => text !== "");
}
