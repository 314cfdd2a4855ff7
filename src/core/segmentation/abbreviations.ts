/** What a word with a full stop may be besides the end of a sentence. */
export type AbbreviationKind =
  /** Stands before a name, itself with a capital: "Mr. Smith". */
  | "title"
  /** Before a name or at the end of one: "St. Michael", "Wall St." */
  | "place"
  /** Never ends a sentence: "e.g." */
  | "inner"
  /** Before a number: "No. 5", "p. 12", "Vol. II". */
  | "number"
  /** Months and days, with a capital. */
  | "date"
  /** The end of a company's name. */
  | "company"
  /** Ends a sentence before a capital letter, else not: "etc." */
  | "open"
  /** Part of a name that may go on: "Jr." */
  | "suffix"
  /** "a.m.", "p.m." */
  | "clock"
  /** Stands before a name ("U.S. Government") or ends the sentence. */
  | "acronym";

const WORDS: Readonly<Record<AbbreviationKind, string>> = {
  title:
    "mr mrs ms messrs mx dr drs prof profs gen col lt sgt capt cmdr comdr cdr adm vadm radm gov govs sen sens rep reps " +
    "rev hon pres maj brig cpl pfc pvt pte ens insp det supt fr msgr mme mlle amb atty cllr ald asst assoc dep dir comm " +
    "commr secy treas lieut bp abp rt h.e h.r.h h.m",
  place: "st mt mts ft pt",
  inner: "e.g i.e eg vs cf viz approx ca esp excl incl resp aka a.k.a née",
  number:
    "no nos n° nº no° № p pp pg pgs para paras art arts vol vols ch chs chap chaps sec secs sect fig figs eq eqs ed eds cap caps " +
    "ser iss ext tel ph reg regs rm rs §",
  date: "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues thu thur thurs fri",
  company: "inc ltd co corp cos llc llp plc pty gmbh s.a n.v s.p.a s.r.l l.p l.l.c l.l.p bhd sdn intl",
  open:
    "etc al est dept depts univ inst acad ave blvd rd hwy pkwy min mins hr hrs wk wks yr yrs lb lbs oz kg km cm mm " +
    "pct bn mn tn esq ret govt gov't assn nat'l int'l ph.d ph.ds m.d b.a m.a b.s m.s b.sc m.sc ll.b ll.m m.b.a d.phil " +
    "ed.d b.c a.d b.c.e c.e i.v o.k",
  suffix: "jr sr snr jnr bros",
  clock: "a.m p.m",
  acronym: "u.s u.s.a u.k u.n e.u u.a.e u.s.s.r d.c p.r.c r.o.c l.a d.p.r.k r.o.k n.y n.z p.l.a",
};

/** Small letters, without the last stop. */
const KINDS: ReadonlyMap<string, AbbreviationKind> = new Map(
  Object.entries(WORDS).flatMap(([kind, words]) =>
    words.split(" ").map((word) => [word, kind as AbbreviationKind] as const),
  ),
);

/** What an abbreviation is, given without its last stop, in any capitals. */
export function abbreviationKind(word: string): AbbreviationKind | undefined {
  return KINDS.get(word.toLowerCase());
}

/** Words that, with a capital after an abbreviation, show that a sentence begins: they are seldom part of a name. */
const STARTERS = new Set(
  (
    "a according additionally after all also although among an and another any are around as at authorities analysts " +
    "because been before being besides between both but by children companies could critics currently despite did do " +
    "does dozens during each earlier either even every everyone experts few finally first firstly following for " +
    "former from further furthermore had has have he hence her here his how however hundreds i if in including " +
    "indeed instead investors is it its just last lastly later less let many meanwhile men might millions more " +
    "moreover most much must my neither never nevertheless next no nobody none nonetheless nor not nothing now of " +
    "officials on once one only or other others otherwise our over overall people police previously prices recently " +
    "researchers residents scientists secondly several shares she shortly should similarly since so some somebody " +
    "someone soon sources still stocks students subsequently such than that the their then there therefore these " +
    "they thirdly this those though thousands through throughout thus to today together tomorrow tourists travelers " +
    "travellers two under unlike until upon was we were what when where whereas whether which while who whoever whom " +
    "whose why with within without witnesses women workers would yesterday yet you your"
  ).split(" "),
);

/** Whether a word, given as it stands, begins sentences rather than names: "The", "He's", "Officials". */
export function isStarter(word: string): boolean {
  return STARTERS.has(word.toLowerCase().replace(/['’].*$/, ""));
}

/** Names that end in an exclamation or a question mark, small letters, without it: "Yahoo! Inc." */
const MARKED_NAMES = new Set(
  (
    "yahoo yum jeopardy airplane panic wham guess oliver oklahoma hello moschino joomla chips kahoot ok wow eats " +
    "!!! bang mia rouge houdini tora viva"
  ).split(" "),
);

/** Those of them that are everyday words: they count with a capital before a name or a small letter only. */
export function isMarkedName(word: string): boolean {
  return MARKED_NAMES.has(word.toLowerCase()) && /^\p{Lu}/u.test(word);
}

/** What follows the end of a company's name where the sentence goes on: "Apple Inc. CEO Tim Cook". */
export const COMPANY_FOLLOWERS: ReadonlySet<string> = new Set(
  (
    "ceo cfo coo cto chief chairman chairwoman chairperson chair president vice executive founder co-founder director " +
    "spokesman spokeswoman spokesperson analyst managing deputy general inc ltd co corp llc llp plc pty gmbh bhd sdn kg"
  ).split(" "),
);

/** What follows the hour where the sentence goes on. */
export const CLOCK_FOLLOWERS: ReadonlySet<string> = new Set(
  (
    "est edt et gmt utc pst pdt pt cst cdt ct mst mdt mt bst cet cest hkt jst kst sgt ist eastern pacific central " +
    "mountain monday tuesday wednesday thursday friday saturday sunday january february march april may june july " +
    "august september october november december jan feb mar apr jun jul aug sept sep oct nov dec"
  ).split(" "),
);

/** Words before a single capital letter that make it a label, not an initial: "vitamin C". */
export const LABELLED: ReadonlySet<string> = new Set(
  (
    "vitamin vitamins hepatitis influenza plan group class type grade category team section appendix part point option " +
    "phase schedule annex exhibit zone block building gate terminal series serie division tier level and or row hall form " +
    "figure table rank company unit model letter lane stage version visa list"
  ).split(" "),
);

/** Words after which a number with a full stop is that number, not the mark of a list's next item. */
export const NOT_BEFORE_ITEM: ReadonlySet<string> = new Set(
  (
    "to of at by from in is was were are than and or about around only over under on for with the nearly almost some no " +
    "reached totalled totaled level number chapter section article phase stage grade day week month year page version " +
    "step part group team class type rule question no. nos. top most least between into as"
  ).split(" "),
);

/** Verbs of saying, between a quotation that ends in `!` or `?` and its sentence's end: “Who?” Smith asked. */
export const SAYING: ReadonlySet<string> = new Set(
  (
    "said says asked asks told tells added adds shouted shouts cried cries wrote writes tweeted replied replies wondered " +
    "wonders exclaimed exclaims yelled yells screamed screams chanted chants answered recalled recalls joked quipped"
  ).split(" "),
);
