/** Facts about HTML as text, read without a browser: enough to find what a template did wrong. */

/** An opening tag. */
export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** The tags it stands in, outermost first. */
  readonly inside: readonly Tag[];
  /** The text in it, tags left out. */
  text: string;
}

const VOID = new Set([
  "area",
  "base",
  "br",
  "col",
  "hr",
  "img",
  "input",
  "link",
  "meta",
  "source",
  "track",
  "wbr",
]);
const TOKEN =
  /<!--[\s\S]*?-->|<!doctype[^>]*>|<(?<close>\/?)(?<name>[a-z][a-z0-9]*)(?<rest>(?:\s+[^\s=>/"']+(?:="[^"]*")?)*)\s*(?<self>\/?)>|(?<stray><)/gi;

/** A stretch of text between two tags. */
export interface TextBetween {
  readonly text: string;
  /** The tags it stands in, outermost first. */
  readonly inside: readonly Tag[];
}

/** Every tag and every text in order, and what is wrong with how they nest. */
export function parseHtml(html: string): {
  readonly tags: readonly Tag[];
  readonly texts: readonly TextBetween[];
  readonly faults: readonly string[];
} {
  const tags: Tag[] = [];
  const texts: TextBetween[] = [];
  const open: Tag[] = [];
  const faults: string[] = [];
  let end = 0;
  for (const token of html.matchAll(TOKEN)) {
    const text = html.slice(end, token.index);
    if (text.trim() !== "") texts.push({ text, inside: [...open] });
    for (const tag of open) tag.text += text;
    end = token.index + token[0].length;
    const { close = "", name = "", rest = "", self = "", stray } = token.groups ?? {};
    if (stray !== undefined) faults.push(`a stray < at ${html.slice(token.index, token.index + 60)}`);
    if (name === "") continue;
    if (close === "/") {
      const last = open.pop();
      if (last?.name !== name)
        faults.push(`</${name}> closes ${last?.name ?? "nothing"} near ${html.slice(token.index - 60, end)}`);
      continue;
    }
    const tag: Tag = { name, attributes: attributesOf(rest), inside: [...open], text: "" };
    tags.push(tag);
    if (!VOID.has(name) && self === "") open.push(tag);
  }
  return { tags, texts, faults: [...faults, ...open.map(({ name }) => `<${name}> is never closed`)] };
}

/** What is wrong with a page: nesting, ids, references, labels, names, headings, inline style and script. */
export function pageFaults(html: string): readonly string[] {
  const { tags, faults } = parseHtml(html);
  return [
    ...faults,
    ...idFaults(tags),
    ...tags.flatMap((tag) => tagFaults(tag, tags)),
    ...headingFaults(tags),
  ];
}

function attributesOf(rest: string): ReadonlyMap<string, string> {
  const found = rest.matchAll(/([^\s=]+)(?:="([^"]*)")?/g);
  return new Map([...found].map(([, name, value]) => [name ?? "", value ?? ""]));
}

function idFaults(tags: readonly Tag[]): string[] {
  const ids = tags.flatMap((tag) => tag.attributes.get("id") ?? []);
  const known = new Set(ids);
  const references = tags.flatMap((tag) => [
    ...["for", "list", "aria-labelledby", "aria-describedby"].flatMap(
      (name) => tag.attributes.get(name)?.split(" ") ?? [],
    ),
    ...(/^#(.+)/.exec(tag.attributes.get("href") ?? "")?.slice(1) ?? []),
  ]);
  return [
    ...ids.filter((id, at) => ids.indexOf(id) < at).map((id) => `id ${id} stands twice`),
    ...references.filter((id) => !known.has(id)).map((id) => `nothing has the id ${id}`),
  ];
}

function tagFaults(tag: Tag, tags: readonly Tag[]): string[] {
  const { name, attributes } = tag;
  const say = (what: string): string[] => [
    `<${name} ${[...attributes].map((pair) => pair.join("=")).join(" ")}> ${what}`,
  ];
  if (
    attributes.has("style") ||
    name === "style" ||
    [...attributes.keys()].some((key) => key.startsWith("on"))
  ) {
    return say("has style or script of its own");
  }
  if (name === "script" && !attributes.has("src")) return say("is inline");
  if (["input", "select", "textarea"].includes(name) && attributes.get("type") !== "hidden") {
    const id = attributes.get("id");
    const labelled =
      attributes.has("aria-label") ||
      tag.inside.some((outer) => outer.name === "label") ||
      (id !== undefined &&
        tags.some((other) => other.name === "label" && other.attributes.get("for") === id));
    return labelled ? [] : say("has no label");
  }
  if (["a", "button", "summary", "legend", "h1", "h2", "h3", "h4"].includes(name)) {
    return attributes.has("aria-label") || tag.text.trim() !== "" ? [] : say("has no name");
  }
  return [];
}

function headingFaults(tags: readonly Tag[]): string[] {
  const levels = tags.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? Number(name.slice(1)) : []));
  const jumps = levels
    .filter((level, at) => level > (levels[at - 1] ?? 0) + 1)
    .map((level) => `h${level} skips a level`);
  return levels.filter((level) => level === 1).length === 1
    ? jumps
    : [...jumps, "there is not exactly one h1"];
}

/** Texts that are not under the language they are written in: Chinese outside of zh, running English inside it. */
export function languageFaults(html: string): readonly string[] {
  return parseHtml(html).texts.flatMap(({ text, inside }) => {
    if (inside.some(({ name }) => name === "script" || name === "style")) return [];
    const lang = inside.findLast(({ attributes }) => attributes.has("lang"))?.attributes.get("lang") ?? "";
    const chinese = /\p{Script=Han}/u.test(text);
    // Names of products and of keys are a word or two, and stay as they are in every language.
    const english = !chinese && /[A-Za-z]{2,}(?:[ -][A-Za-z]{2,}){2}/.test(text);
    const wrong = lang.startsWith("zh") ? english : chinese;
    return wrong ? [`${lang}: ${text.trim().slice(0, 80)} in <${inside.at(-1)?.name ?? ""}>`] : [];
  });
}
