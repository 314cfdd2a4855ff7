import { compileMatcher, type SharedMatcher } from "../matching/matcher.ts";
import { hashOf, Hashes } from "../text/hashes.ts";
import { elementsOf } from "../text/elements.ts";
import { englishPatterns } from "./compile.ts";
import { chineseKeys, englishKey, isApproved, isRule, isWrong, spellingsOf } from "./lint-between.ts";
import type { Pattern } from "./matcher.ts";
import type { Concept, Form } from "./model.ts";
import { preferredForm } from "./model.ts";

/**
 * The concepts among those that act about which there may be something to say together: what is said of them and of all is the same.
 * Goes through the concepts twice, three times where some write what others hit; `first` is told of each in the first time. Beside what is
 * given, eight bytes are held for each form, and the wrong forms of those that are approved, as a matcher.
 */
export function suspectConcepts(acting: Iterable<Concept>, first: (concept: Concept) => void): Concept[] {
  const search = searchFor(acting, first);
  const suspects = new Set<number>();
  const held: Concept[] = [];
  const hold = (isSuspect: (concept: Concept, number: number) => boolean): void => {
    let number = 0;
    for (const concept of acting) {
      if (!suspects.has(number) && isSuspect(concept, number)) {
        suspects.add(number);
        held.push(concept);
      }
      number++;
    }
  };
  hold((concept, number) => search.look(concept, number));
  if (search.found) hold((concept) => search.isPartner(concept));
  return held;
}

/** In a function of its own: what is only needed to make the search is not held during it. */
function searchFor(acting: Iterable<Concept>, first: (concept: Concept) => void): Search {
  const signs = new Signs();
  for (const concept of acting) {
    first(concept);
    signs.note(concept);
  }
  return signs.search();
}

/** What concepts can meet others by. */
class Signs {
  readonly #english = new Hashes();
  readonly #chinese = new Hashes();
  readonly #written = new Hashes();
  /** First word of what a rule writes -> the greatest number of words. */
  readonly #longest = new Map<string, number>();
  readonly #wrong: Pattern<number>[] = [];
  #count = 0;

  note(concept: Concept): void {
    const number = this.#count++;
    for (const key of englishKeys(concept)) this.#english.add(key);
    for (const key of chineseKeys(concept).values()) this.#chinese.add(key);
    if (!isRule(concept)) return;
    for (const words of spellingsOf(concept)) {
      const [word = ""] = words;
      this.#written.add(words.join(" "));
      this.#longest.set(word, Math.max(this.#longest.get(word) ?? 0, words.length));
    }
    for (const { text, exactCase, exactJoints } of englishPatterns(concept, isWrong)) {
      this.#wrong.push({ text, exactCase, exactJoints, payload: number });
    }
  }

  search(): Search {
    return new Search({
      english: this.#english.twins(),
      chinese: this.#chinese.twins(),
      written: this.#written,
      longest: this.#longest,
      wrong: compileMatcher(this.#wrong),
    });
  }
}

interface Known {
  readonly english: ReadonlySet<number>;
  readonly chinese: ReadonlySet<number>;
  readonly written: Hashes;
  readonly longest: ReadonlyMap<string, number>;
  /** The wrong forms of approved concepts, by the numbers of these. */
  readonly wrong: SharedMatcher<number>;
}

class Search {
  readonly #known: Known;
  /** What rules write that stands in wrong forms. */
  readonly #standing = new Set<string>();
  /** The words of preferred forms in which a wrong form of another concept stands. */
  readonly #words = new Set<string>();

  constructor(known: Known) {
    this.#known = known;
  }

  /** Whether what others write or hit was found. */
  get found(): boolean {
    return this.#standing.size + this.#words.size > 0;
  }

  /** Whether a concept may have a form of another, hit what another writes, or write what another hits. */
  look(concept: Concept, number: number): boolean {
    const { english, chinese } = this.#known;
    // Each is asked: the last two remember what they find.
    const straddles = isRule(concept) && this.#lookForWritten(concept);
    const chained = this.#isChained(concept, number);
    return (
      straddles ||
      chained ||
      Array.from(englishKeys(concept)).some((key) => english.has(hashOf(key))) ||
      Array.from(chineseKeys(concept).values()).some((key) => chinese.has(hashOf(key)))
    );
  }

  /** Whether a concept writes, or protects, what was found in another. */
  isPartner(concept: Concept): boolean {
    if (isRule(concept) && spellingsOf(concept).some((words) => this.#standing.has(words.join(" "))))
      return true;
    return this.#words.size > 0 && isApproved(concept) && this.#mayStand(concept);
  }

  #lookForWritten({ forms }: Concept): boolean {
    const { written, longest } = this.#known;
    let found = false;
    for (const form of forms) {
      if (!isWrong(form)) continue;
      const words = englishKey(form).split(" ");
      for (const [from, word] of words.entries()) {
        const most = Math.min(words.length, from + (longest.get(word) ?? 0));
        for (let to = from + 1; to <= most; to++) {
          const text = words.slice(from, to).join(" ");
          if (to - from === words.length || !written.has(text)) continue;
          this.#standing.add(text);
          found = true;
        }
      }
    }
    return found;
  }

  #isChained(concept: Concept, number: number): boolean {
    const preferred = preferredForm(concept);
    if (preferred === undefined) return false;
    const chained = this.#known.wrong
      .scan(preferred)
      .some(({ from, to, payload }) => payload !== number && to - from < preferred.length);
    if (chained) for (const { loose } of elementsOf(preferred)) this.#words.add(loose);
    return chained;
  }

  /** Whether a form can stand in one of the texts in which a wrong form stands: all its words are theirs. */
  #mayStand(concept: Concept): boolean {
    const stands = ({ loose }: { readonly loose: string }): boolean => this.#words.has(loose);
    // Of a form of several words the other number has one of them, too.
    const may = ({ text }: Form): boolean => {
      const elements = elementsOf(text);
      return elements.length < 2 || elements.some(stands);
    };
    return englishPatterns(concept, may).some(({ text }) => elementsOf(text).every(stands));
  }
}

function englishKeys({ forms }: Concept): ReadonlySet<string> {
  return new Set(forms.filter(({ lang }) => lang === "en").map(englishKey));
}
