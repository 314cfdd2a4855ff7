/** What a reader can choose about the pages, kept in their browser. */
export const CHOICES = {
  theme: ["system", "light", "dark", "contrast"],
  size: ["small", "normal", "large", "larger"],
  letters: ["on", "off"],
  /** Whether saving makes an edit or proposes one. */
  saving: ["edit", "propose"],
  /** How the machine's text and the current one are compared: in one text or in two beside each other. */
  diff: ["inline", "side"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What stands until a reader chooses. */
const STANDARD: Choices = { theme: "system", size: "normal", letters: "on", saving: "edit", diff: "inline" };

/** The name of a choice, which is its cookie's too. */
export type ChoiceName = keyof typeof CHOICES;

/** What was chosen, or stands until then. */
export type Choices = { readonly [Name in ChoiceName]: (typeof CHOICES)[Name][number] };

export const CHOICE_NAMES = Object.keys(CHOICES) as readonly ChoiceName[];

/** The value of a choice that a text names; undefined when it names none. */
export function findChoice(name: ChoiceName, value: string | undefined): string | undefined {
  return (CHOICES[name] as readonly string[]).find((each) => each === value);
}

/** What a reader chose, by the values of their cookies. */
export function readChoices(cookie: (name: ChoiceName) => string | undefined): Choices {
  return Object.fromEntries(
    CHOICE_NAMES.map((name) => [name, findChoice(name, cookie(name)) ?? STANDARD[name]]),
  ) as Choices;
}
