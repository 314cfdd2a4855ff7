/*
 * The words of English grammar, as far as a change needs them to tell what stands beside it. Closed classes are whole;
 * of verbs there are those of the news. A word that is in no list is taken for a noun or an adjective.
 */

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/** Prepositions; what follows one is not the subject of a verb behind it. */
export const PREPOSITIONS = words(
  "about above across after against along amid among around at before behind below beneath beside besides between beyond by concerning despite down during except for from in inside into like near of off on onto outside over past per regarding through throughout till to toward towards under underneath until up upon via versus with within without",
);

/** Words that begin a clause; what follows one may be a subject. */
export const CLAUSE_STARTS = words(
  "as because although though how if once since than that unless when whenever where whereas wherever whether which while why",
);

export const COORDINATORS = words("and but nor or plus so then yet");

export const RELATIVES = words("that which who whom whose");

/** Forms of be, have and do, and the modal verbs. */
export const AUXILIARIES = words(
  "am are be been being can cannot could did do does had has have is may might must ought shall should was were will would aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't mustn't shouldn't wasn't weren't won't wouldn't",
);

/** Adverbs that stand between a subject and its verb or behind an object, and other words that end a noun phrase. */
export const ADVERBS = words(
  "abroad again ago ahead alike almost alone already also altogether always anew anyway both else elsewhere even ever everywhere far first further furthermore hence here hereby however instead itself just last later least less maybe meanwhile more moreover most much never nevertheless next not now nowhere often once only otherwise overseas perhaps quite rather seldom since so sometimes somewhat soon still themselves there thereafter thereby therefore though thus today together tomorrow tonight too twice very well whatsoever worldwide yesterday yet",
);

/** Words that stand where an article could stand. */
export const DETERMINERS = words(
  "a an the this that these those each every either neither another any some no all both such what whatever which whichever whose my your his her its our their many much few fewer little less more most several enough half one two three four five six seven eight nine ten eleven twelve dozen hundred",
);

/** Determiners that say whether one or many are meant. */
export const COUNTING = words(
  "this that these those each every either neither another many much few fewer little less one",
);

/** Verbs in their base form that are hardly ever nouns. */
export const VERBS = words(
  "accelerate accept accompany accomplish achieve acquire adapt add adhere adjust admit adopt advise agree allow announce appear apply appoint arrive ask assist assume attend avoid become begin believe belong bring carry choose clarify collect come complete comply comprise conclude conduct confirm connect consider consist consolidate construct contain continue contribute convene coordinate create cultivate decide declare deepen define deliver demonstrate depend describe deserve determine develop differ discuss drive elect emerge emphasize employ enable encourage enhance enjoy enrich ensure enter establish evolve examine exceed exist expand expect explain explore express extend facilitate follow form foster fulfil generate get give go grow guide happen hear hold host identify implement imply improve include incorporate indicate inform inject innovate integrate intend introduce invest invite involve join keep know lack learn leave let leverage listen maintain make mean meet modernize observe obtain occur optimize organize outline overcome participate perform persist possess prefer prepare prevail produce promote propose protect prove provide pursue react realize receive recognize recommend reduce refer reflect reinforce rely remain remember remind represent require resolve respond retain reveal revitalize rise safeguard satisfy say see seek seem select sell send serve settle share sign speak spend stabilize stay stimulate strengthen strive submit succeed suggest survive take teach tell tend think thrive transform understand undertake unite unveil upgrade uphold urge utilize vary want warn welcome write",
);

/** Verbs in their base form that are nouns as often, so that their s may be a plural. */
const NOUN_VERBS = words(
  "act aim answer approach attempt attract back balance benefit boost bid bridge build call cause challenge change claim close comment control cost cover deal decline demand design drop effect end estimate experience face fall favor focus force forecast gain help hope impact increase influence interest issue judge lead limit link look lose move need note offer open order pay plan play pledge point practice praise present process progress project put question raise reach reform release report request result return review run schedule set shape shift show signal slow sound stand start state stop stress struggle study supply support surge target test trade train travel trust try turn use view visit vote wish work",
);

/** Past forms that do not end in -ed. */
export const PASTS = words(
  "became began brought built came chose drew drove fell felt found gave got grew heard held kept knew laid led left lent lost made meant met paid ran rose said sat saw sent shook sought spent spoke stood struck swore taught thought told took understood went withdrew won wore wrote",
);

/** Verbs of saying and thinking, behind which a clause may begin without a word of its own. */
export const SAYING = words(
  "add added adding adds argued argues believe believed believes claimed claims confirmed ensure ensures expects explained feels felt hoped hopes indicated means noted notes pledged predicted reiterated reported said say saying says showed shows stated states stress stressed stresses suggested suggests think thinks thought urged",
);

const NOT_PASTS = words("bed breed deed exceed feed need proceed red seed shed speed succeed weed");

/** Words in -ing that are things, not doings. */
export const THINGS_IN_ING = words(
  "beginning being blessing briefing building ceiling clearing clothing crossing drawing dwelling earning ending evening feeling filing finding fitting gathering greeting hearing holding landing lightning listing loading marking meaning meeting morning offering offspring opening outing painting pairing planning posting pricing ranking rating reading recording ring ruling saying setting shipping showing sibling spring string suffering swing teaching thing thinking training undertaking warning wedding wing wording writing",
);

/** Whether a word behind a noun phrase can only be a verb in the past, a participle or a verb of one person. */
export function isVerbForm(word: string): boolean {
  if (AUXILIARIES.has(word) || PASTS.has(word) || isThirdPerson(word)) return true;
  if (/..ed$/.test(word)) return !NOT_PASTS.has(word);
  return /...ing$/.test(word) && !THINGS_IN_ING.has(word);
}

/** Whether a word is a verb of the third person: develops, carries, reaches. Not those that may be plurals: plans. */
export function isThirdPerson(word: string): boolean {
  return word.endsWith("s") && baseForms(word).some((base) => VERBS.has(base));
}

/** Whether a word is a verb of the third person or a plural: plans, needs. */
export function mayBeThirdPerson(word: string): boolean {
  return word.endsWith("s") && baseForms(word).some((base) => NOUN_VERBS.has(base));
}

function baseForms(word: string): string[] {
  const bases = [word.slice(0, -1)];
  if (word.endsWith("es")) bases.push(word.slice(0, -2));
  if (word.endsWith("ies")) bases.push(`${word.slice(0, -3)}y`);
  // The list has American spellings.
  return [...bases, ...bases.map((base) => base.replace(/ise$/, "ize"))];
}

/** Whether a word ends a noun phrase that stands before it, so that it is no noun which that phrase describes. */
export function endsPhrase(word: string): boolean {
  return (
    PREPOSITIONS.has(word) ||
    CLAUSE_STARTS.has(word) ||
    COORDINATORS.has(word) ||
    RELATIVES.has(word) ||
    DETERMINERS.has(word) ||
    ADVERBS.has(word) ||
    (/...ly$/.test(word) && !FAMILIES.has(word)) ||
    isVerbForm(word)
  );
}

/** Nouns and adjectives in -ly. */
const FAMILIES = words(
  "ally anomaly assembly costly daily early elderly family friendly likely lively lovely monopoly monthly only orderly quarterly rally reply supply timely weekly yearly",
);
