/** What an element of any version and dialect of TBX is, by its local name: files mix names and namespaces. */
const ROLES = {
  tbx: "root",
  martif: "root",
  TBX: "root",
  conceptEntry: "entry",
  termEntry: "entry",
  entry: "entry",
  langSec: "language",
  langSet: "language",
  languageSection: "language",
  langGroup: "language",
  termSec: "term-section",
  tig: "term-section",
  ntig: "term-section",
  termGroup: "term-section",
  term: "term",
  transacGrp: "transaction",
  tbxHeader: "header",
  martifHeader: "header",
  header: "header",
  back: "header",
  body: "group",
  text: "group",
  termGrp: "group",
  descripGrp: "group",
  adminGrp: "group",
  termNoteGrp: "group",
  termCompList: "skip",
  termCompGrp: "skip",
  noteGroup: "note-group",
} as const;
export type Role = (typeof ROLES)[keyof typeof ROLES];

const ROLE_OF = new Map<string, Role>(Object.entries(ROLES));

/** The role of an element, undefined for one that holds a value. */
export function roleOf(local: string): Role | undefined {
  return ROLE_OF.get(local);
}

/** Elements of DCA style, whose data category is their `type`; those of DCT style are named by it. */
const TYPED = new Set([
  "termNote",
  "descrip",
  "admin",
  "ref",
  "xref",
  "transac",
  "transacNote",
  "adminNote",
  "descripNote",
]);

/** The data category of an element that holds a value. */
export function categoryOf(local: string, type: string | undefined): string {
  if (TYPED.has(local) && type !== undefined && type !== "") return type;
  // Some tools leave out what a description describes.
  return local === "descrip" ? "definition" : local;
}
