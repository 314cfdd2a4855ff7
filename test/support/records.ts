/** Builders: one line makes a whole record, of which a test names only what it is about. */
import { createHash } from "node:crypto";
import type {
  Actor,
  ArticleRecord,
  ChangeRecord,
  ConceptRecord,
  DecisionRecord,
  EventRecord,
  HitRecord,
  ProposalRecord,
  SegmentRecord,
} from "../../src/app/records.ts";
import type { Concept, Form, FormKind, FormLanguage } from "../../src/core/glossary/model.ts";
import type { Change as TextChange } from "../../src/core/rendering/model.ts";

/** A person who does things in tests. */
export const EDITOR: Actor = { kind: "person", id: "p1", name: "Ada" };

/** An article `a1` of two sentences without Chinese. */
export function anArticle(patch: Partial<ArticleRecord> = {}): ArticleRecord {
  const machine = patch.machine ?? "Bi Jianwen spoke. Others listened.";
  return {
    id: "a1",
    title: "Bi Jianwen spoke",
    machine,
    digest: createHash("sha256").update(machine).digest("hex"),
    blocks: [{ kind: "body", from: 0, to: machine.length }],
    sourceText: null,
    sourceReconstructed: false,
    sourceSentences: [],
    beads: [],
    sourceFit: null,
    sourceFindings: [],
    sourceRevision: 0,
    date: null,
    glossaryRevision: 0,
    sample: false,
    createdAt: 1000,
    updatedAt: 1000,
    archivedAt: null,
    ...patch,
  };
}

/** The segment `s1` of `a1` at revision 1, open and untouched. */
export function aSegment(patch: Partial<SegmentRecord> = {}): SegmentRecord {
  return {
    id: "s1",
    articleId: "a1",
    from: 0,
    to: 17,
    rendered: "Bi Jianwen spoke.",
    text: "Bi Jianwen spoke.",
    state: "open",
    provenance: [],
    revision: 1,
    updatedAt: 1000,
    removed: false,
    ...patch,
  };
}

/** A changed span: "Bi Jianwen" became "Mohamed Butt" by concept `k1`. */
export function aTextChange(patch: Partial<TextChange> = {}): TextChange {
  return {
    from: 0,
    to: 10,
    rendered: { from: 0, to: 12 },
    before: "Bi Jianwen",
    after: "Mohamed Butt",
    conceptId: "k1",
    form: "Bi Jianwen",
    reason: "deprecated",
    glossaryRevision: 1,
    adaptations: [],
    ...patch,
  };
}

/** The change `c1`: an edit that concerns no article. */
export function aChange(patch: Partial<ChangeRecord> = {}): ChangeRecord {
  return {
    id: "c1",
    at: 1000,
    actor: EDITOR,
    kind: "segment.edit",
    name: "Bi Jianwen spoke",
    articleId: null,
    glossaryRevision: 0,
    undoes: null,
    requestId: null,
    ...patch,
  };
}

/** A form from `"en deprecated Bi Jianwen"`. */
export function aForm(notation: string): Form {
  const [lang, kind, ...words] = notation.split(" ");
  return { lang: lang as FormLanguage, kind: kind as FormKind, text: words.join(" ") };
}

/** The concept `k1`: 毕坚文, Mohamed Butt, by the machine "Bi Jianwen". */
export function aConcept(patch: Partial<Concept> = {}): Concept {
  return {
    id: "k1",
    category: "person",
    status: "approved",
    forms: ["zh-Hans preferred 毕坚文", "en preferred Mohamed Butt", "en deprecated Bi Jianwen"].map(aForm),
    scope: [],
    note: "",
    evidence: [],
    extra: {},
    ...patch,
  };
}

/** The record of {@link aConcept} at revision 1. */
export function aConceptRecord(
  patch: Partial<Omit<ConceptRecord, "concept">> & { readonly concept?: Partial<Concept> } = {},
): ConceptRecord {
  const { concept, ...rest } = patch;
  return { revision: 1, updatedAt: 1000, removed: false, sample: false, ...rest, concept: aConcept(concept) };
}

/** The decision `d1`: the first ten characters of `a1` stay as they are, in spite of `k1`. */
export function aDecision(patch: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    id: "d1",
    articleId: "a1",
    changeId: "c1",
    revokedBy: null,
    kind: "keep",
    scope: "occurrence",
    from: 0,
    to: 10,
    form: "bi jianwen",
    conceptId: "k1",
    ...patch,
  };
}

/** The open proposal `p1`: a rendering for `s1`. */
export function aProposal(patch: Partial<ProposalRecord> = {}): ProposalRecord {
  return {
    id: "p1",
    kind: "rendering",
    articleId: "a1",
    segmentId: "s1",
    rendered: "Mohamed Butt spoke.",
    provenance: [aTextChange()],
    merged: "Mohamed Butt spoke.",
    glossaryRevision: 1,
    status: "open",
    changeId: "c1",
    createdAt: 1000,
    resolvedBy: null,
    ...patch,
  };
}

/** The hit of `k1` at the start of `s1`. */
export function aHit(patch: Partial<HitRecord> = {}): HitRecord {
  return {
    articleId: "a1",
    segmentId: "s1",
    conceptId: "k1",
    from: 0,
    to: 10,
    form: "Bi Jianwen",
    formKind: "deprecated",
    outcome: "replace",
    reason: "deprecated",
    ...patch,
  };
}

/** An event of `c1`, not numbered yet. */
export function anEvent(patch: Partial<Omit<EventRecord, "seq">> = {}): Omit<EventRecord, "seq"> {
  return {
    changeId: "c1",
    at: 1000,
    kind: "segment.changed",
    articleId: null,
    subjectId: null,
    ...patch,
  };
}
