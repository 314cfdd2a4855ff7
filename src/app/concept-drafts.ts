import type { Finding } from "../core/finding.ts";
import { lintConcept } from "../core/glossary/lint.ts";
import type { Concept, Form, FormKind, FormLanguage } from "../core/glossary/model.ts";
import { holdsOn } from "../core/glossary/model.ts";
import { readDatedForm, writeDatedForm } from "../formats/glossaries/dated-forms.ts";
import { checkText } from "../formats/text/decode.ts";
import { Failure } from "./failure.ts";
import { NAME_LIMIT } from "./texts.ts";
import type { ConceptDraft } from "./views.ts";

/** The longest note, in UTF-16 units. */
const NOTE_LIMIT = 10_000;
/** The most forms of one kind. */
const FORMS_LIMIT = 200;

/** A draft with nothing in it but what is given: an approved term. */
export function emptyDraft(prefill: Partial<ConceptDraft>): ConceptDraft {
  return {
    category: "term",
    status: "approved",
    zhHans: [],
    zhHant: [],
    preferred: "",
    formerPreferred: [],
    short: [],
    admitted: [],
    deprecated: [],
    scope: [],
    case: "",
    definite: "",
    indefinite: "",
    surname: "",
    mention: "",
    note: "",
    evidence: [],
    ...prefill,
  };
}

/** A stored concept as an editor sees it. */
export function draftOf(concept: Concept): ConceptDraft {
  const forms = (lang: FormLanguage, kind?: FormKind): Form[] =>
    concept.forms.filter((form) => form.lang === lang && (kind === undefined || form.kind === kind));
  const preferred = forms("en", "preferred");
  const current = preferred.find((form) => holdsOn(form, undefined));
  const former = preferred.filter((form) => form !== current);
  return {
    category: concept.category,
    status: concept.status,
    zhHans: forms("zh-Hans").map(writeDatedForm),
    zhHant: forms("zh-Hant").map(writeDatedForm),
    preferred: current === undefined ? "" : writeDatedForm(current),
    formerPreferred: former.map(writeDatedForm),
    short: forms("en", "short").map(writeDatedForm),
    admitted: forms("en", "admitted").map(writeDatedForm),
    deprecated: forms("en", "deprecated").map(writeDatedForm),
    scope: concept.scope,
    case: concept.case ?? "",
    definite: concept.definite ?? "",
    indefinite: concept.indefinite ?? "",
    surname: concept.surname ?? "",
    mention: concept.mention ?? "",
    note: concept.note,
    evidence: concept.evidence,
  };
}

/** The concept that a draft describes. White space around forms and empty or repeated lines go. */
export function conceptOf(draft: ConceptDraft, id: string, extra: Concept["extra"]): Concept {
  const chinese = (lang: FormLanguage, texts: readonly string[]): Form[] =>
    lines(texts).map((line, index) => ({
      lang,
      kind: index === 0 ? "preferred" : "admitted",
      ...readDatedForm(line),
    }));
  const english = (kind: FormKind, texts: readonly string[]): Form[] =>
    lines(texts).map((line) => ({ lang: "en", kind, ...readDatedForm(line) }));
  const surname = draft.surname.trim();
  return {
    id,
    category: draft.category,
    status: draft.status,
    forms: [
      ...chinese("zh-Hans", draft.zhHans),
      ...chinese("zh-Hant", draft.zhHant),
      ...english("preferred", [draft.preferred, ...draft.formerPreferred]),
      ...english("short", draft.short),
      ...english("admitted", draft.admitted),
      ...english("deprecated", draft.deprecated),
    ],
    scope: lines(draft.scope),
    ...(draft.case === "" ? {} : { case: draft.case }),
    ...(draft.definite === "" ? {} : { definite: draft.definite }),
    ...(draft.indefinite === "" ? {} : { indefinite: draft.indefinite }),
    ...(surname === "" ? {} : { surname }),
    ...(draft.mention === "" ? {} : { mention: draft.mention }),
    note: draft.note.trim(),
    evidence: lines(draft.evidence),
    extra,
  };
}

function lines(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ""))];
}

/** Fails invalid, with a finding for every fault, when a concept cannot be stored. */
export function checkConcept(concept: Concept): void {
  const findings = [...lintConcept(concept), ...sizeFindings(concept)].filter(
    (finding) => finding.severity === "error",
  );
  if (findings.length > 0) throw new Failure("invalid", "failure.concept", {}, { findings });
}

function sizeFindings(concept: Concept): Finding[] {
  const texts = [...concept.forms.map((form) => form.text), ...concept.scope, ...concept.evidence];
  if (concept.surname !== undefined) texts.push(concept.surname);
  const findings: Finding[] = [];
  for (const text of [...texts, concept.note]) {
    const fault = checkText(text);
    if (fault !== undefined) findings.push(fault);
  }
  const long = texts.find((text) => text.length > NAME_LIMIT);
  if (long !== undefined || concept.note.length > NOTE_LIMIT) {
    const limit = long === undefined ? NOTE_LIMIT : NAME_LIMIT;
    findings.push({ code: "name-too-long", severity: "error", params: { limit } });
  }
  if (texts.length > FORMS_LIMIT * 7) {
    findings.push({ code: "too-many-forms", severity: "error", params: { limit: FORMS_LIMIT * 7 } });
  }
  return findings;
}
