/*
 * The nouns whose number the letters do not say. All lower case. A noun that is in no list takes -s, -es or -ies.
 */

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

function pairs(list: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    list.split(" ").map((pair) => {
      const [one = "", many = ""] = pair.split(":");
      return [one, many.split("/")];
    }),
  );
}

/** Singular -> plurals, the one that is written first. */
export const IRREGULAR: ReadonlyMap<string, readonly string[]> = pairs(
  "person:people/persons man:men woman:women child:children grandchild:grandchildren schoolchild:schoolchildren foot:feet tooth:teeth goose:geese mouse:mice ox:oxen criterion:criteria phenomenon:phenomena stratum:strata bacterium:bacteria spectrum:spectrums/spectra memorandum:memorandums/memoranda symposium:symposiums/symposia curriculum:curricula/curriculums consortium:consortiums/consortia referendum:referendums/referenda millennium:millenniums/millennia moratorium:moratoriums/moratoria addendum:addenda/addendums erratum:errata analysis:analyses axis:axes basis:bases crisis:crises diagnosis:diagnoses emphasis:emphases hypothesis:hypotheses oasis:oases parenthesis:parentheses synthesis:syntheses thesis:theses synopsis:synopses appendix:appendices/appendixes index:indexes/indices matrix:matrices/matrixes vertex:vertices alumnus:alumni nucleus:nuclei stimulus:stimuli syllabus:syllabuses/syllabi radius:radii/radiuses passerby:passersby spokesperson:spokespeople/spokespersons salesperson:salespeople/salespersons chairperson:chairpersons/chairpeople businessperson:businesspeople bureau:bureaus/bureaux plateau:plateaus/plateaux quiz:quizzes lens:lenses",
);

/** Nouns in -f and -fe that change. */
export const F_NOUNS: ReadonlyMap<string, string> = new Map(
  "half:halves life:lives knife:knives leaf:leaves shelf:shelves thief:thieves wife:wives housewife:housewives midwife:midwives wolf:wolves self:selves loaf:loaves calf:calves scarf:scarves bookshelf:bookshelves"
    .split(" ")
    .map((pair): [string, string] => {
      const [one = "", many = ""] = pair.split(":");
      return [one, many];
    }),
);

/** Nouns in -o that take -es. */
export const O_NOUNS = words("cargo domino echo embargo hero potato superhero tomato torpedo veto volcano");

/** Words in -man that take -s. */
export const MAN_NOT_MEN = /^(?:german|human|norman|ottoman|roman|shaman|talisman)$/;

/** Singular nouns that end in s. */
export const S_NOUNS = words(
  "alias apparatus asparagus atlas bias bonus bus cactus campus canvas census chaos chorus circus consensus corpus corps focus gas genius iris lens minibus nexus omnibus plus prospectus status stimulus surplus terminus trellis versus virus walrus",
);

/** Nouns without a plural. */
export const MASS = words(
  "access accommodation advice advocacy affluence agriculture aid air aluminium aluminum anger assistance awareness baggage biotechnology capitalism cash caution cement chaos circulation cleanliness clothing coal commerce competence compliance conduct confidence connectivity consciousness consensus conservation consumption content cooperation coordination corruption cotton counterfeiting courage creativity credibility decoupling democracy digitalization diplomacy ecommerce economics education electricity electronics emigration employment encouragement energy engagement engineering enthusiasm entrepreneurship equality equipment evidence expertise exposure feedback finance fintech food freight friendship funding furniture gold governance growth guidance hardware harm harmony health heat help homeownership homework hospitality housing humanity hydrogen ice immigration implementation independence industrialization inequality inflation information infrastructure innovativeness integration integrity intelligence internet iron jewellery jewelry justice knowledge labor labour land leadership legislation leisure liquidity literacy logistics luck luggage machinery mail malware management mankind marketing materialism mathematics merchandise mobility momentum money music nanotechnology nationalism nature news nutrition obedience oil openness optimism optimization overcapacity ownership oxygen paper patience patriotism peace pessimism physics politics pollution poverty preparedness privacy production productivity progress propaganda prosperity protection protein publicity rain rejuvenation relevance reliability rent research resilience revitalization rice rubbish safety salt sand scenery scrutiny security silk silver sincerity smoking snow software solidarity solvency stability staffing steel stuff sugar superiority supervision sustainability teamwork tourism trade traffic training transparency transport transportation travel trust truth unemployment unity urbanization verification violence vitality volatility waste water wealth weather welfare wellbeing wheat wildlife wisdom wood wool work",
);

/** Nouns that are written alike for one and many, or are used as both. */
export const BOTH_NUMBERS = words(
  "aircraft baht barracks chassis cod corps counsel craft crossroads data deer fish gallows headquarters hovercraft media means offspring personnel renminbi rmb salmon series sheep shrimp spacecraft species staff swine trout watercraft won yen yuan",
);

/** Those of them that take no "a". */
export const UNCOUNTED = words("data media personnel renminbi rmb staff");

/** Nouns that are plural only. */
export const PLURAL_ONLY = words(
  "armed arms belongings cattle clergy clothes congratulations customs dregs earnings folk folks glasses goods grassroots outskirts police premises proceeds regards remains savings spirits surroundings thanks trousers valuables whereabouts winnings",
);

/** Nouns whose ch is a k, so that they take -s. */
export const HARD_CH = words("eunuch epoch loch matriarch monarch patriarch stomach tech");

/** Nouns in -che and -xe. */
export const E_NOUNS = words(
  "ache avalanche axe cache cliche creche headache moustache niche quiche toothache tranche",
);

/** First parts of ranks that end in "general". */
export const RANKED = words(
  "advocate attorney auditor commissioner consul director governor inspector postmaster procurator receiver secretary solicitor surgeon",
);

/** Words that end names of what is no thing: adjectives, adverbs, pronouns. */
export const NO_NOUNS = words(
  "abroad academic agricultural all analog artificial big bilateral central comprehensive cross cultural deep digital domestic economic eight electric electronic environmental ever federal financial first five foreign formal four free full global good great green her high him historic important industrial informal inland innovative institutional intelligent international it its joint large last legal local long low main me mainland major many medical military mobile modern multilateral municipal mutual national natural new nine northern old one online open other overseas own personal physical political poor private provincial public quick real regional rich rural scientific second seven short sino six small smart social socialist southern special steady strategic strong ten them third three traditional two urban us virtual we well western white whole wide",
);
