/** The asserts of TBX-Basic 1.2.1 in DCA style for the elements that we write: its Schematron needs XSLT 2, which no library here runs. */
import { XmlElement, type XmlDocument } from "libxml2-wasm";

const NAMESPACE = "urn:iso:std:iso:30042:ed-2";

const TYPES: Readonly<Record<string, readonly string[]>> = {
  admin: ["customerSubset", "projectSubset", "source"],
  descrip: ["subjectField", "context", "definition"],
  ref: ["crossReference"],
  termNote: [
    "administrativeStatus",
    "partOfSpeech",
    "geographicalUsage",
    "grammaticalGender",
    "termLocation",
    "termType",
  ],
  transac: ["transactionType"],
  transacNote: ["responsibility"],
  xref: ["externalCrossReference", "xGraphic"],
};

const VALUES: Readonly<Record<string, readonly string[]>> = {
  administrativeStatus: [
    "admittedTerm-admn-sts",
    "deprecatedTerm-admn-sts",
    "supersededTerm-admn-sts",
    "preferredTerm-admn-sts",
  ],
  partOfSpeech: ["adjective", "noun", "other", "verb", "adverb"],
  grammaticalGender: ["masculine", "feminine", "neuter", "other"],
  termType: ["fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"],
  transactionType: ["origination", "modification"],
};

const LEVELS: Readonly<Record<string, readonly string[]>> = {
  subjectField: ["conceptEntry"],
  definition: ["conceptEntry", "langSec"],
  context: ["termSec"],
  customerSubset: ["conceptEntry", "termSec"],
  projectSubset: ["conceptEntry", "termSec"],
  source: ["conceptEntry", "langSec", "termSec"],
  externalCrossReference: ["conceptEntry", "langSec", "termSec"],
  crossReference: ["conceptEntry", "termSec"],
};

/** A line for each assert that a document breaks, in the order of the document. */
export function basicFaults(document: XmlDocument): string[] {
  const faults: string[] = [];
  const root = document.root;
  if (root.attr("type")?.value !== "TBX-Basic") faults.push("the dialect is not TBX-Basic");
  if (root.attr("style")?.value !== "dca") faults.push("the style is not dca");
  visit(root, "", faults);
  return faults;
}

function visit(element: XmlElement, level: string, faults: string[]): void {
  const { name } = element;
  if (element.namespaceUri !== NAMESPACE) faults.push(`${name} is of another namespace`);
  const type = element.attr("type")?.value;
  if (type === "") faults.push(`${name} has an empty type`);
  const allowed = TYPES[name];
  if (allowed !== undefined && !allowed.includes(type ?? "")) faults.push(`${name} may not be ${type ?? ""}`);
  if (allowed !== undefined && type !== undefined) {
    const values = VALUES[type];
    if (values !== undefined && !values.includes(element.content)) {
      faults.push(`${type} may not be ${element.content}`);
    }
    if (LEVELS[type]?.includes(level) === false) faults.push(`${type} may not stand in ${level}`);
  }
  if (name === "termNote" && level !== "termSec") faults.push("termNote may only stand in termSec");
  const target = name === "xref" ? element.attr("target")?.value : undefined;
  if (target !== undefined && !/^https?:\/\/.+/.test(target)) faults.push(`${target} is no address`);
  const inside = ["conceptEntry", "langSec", "termSec"].includes(name) ? name : level;
  for (let child = element.firstChild; child !== null; child = child.next) {
    if (child instanceof XmlElement) visit(child, inside, faults);
  }
}
