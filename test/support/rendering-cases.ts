import { segmentText } from "../../src/core/segmentation/segment.ts";
import type { BlockKind } from "../../src/core/article/model.ts";
import type { Concept } from "../../src/core/glossary/model.ts";
import type { RenderingInput } from "../../src/core/rendering/model.ts";
import { conceptsOf } from "./concepts.ts";

/** One line of a table of renderings. */
export interface RenderingCase {
  readonly rule: string;
  readonly concepts: readonly Concept[];
  readonly text: string;
  readonly expected: string;
  readonly zh?: string;
  readonly kind?: BlockKind;
  readonly date?: string;
  /** Whether a change says that its number may have to be followed elsewhere. */
  readonly check: boolean;
  /** Whether a hit asks an editor. */
  readonly asks: boolean;
}

/**
 * The cases of a table, one a line: `rule | concepts | text | expected | option | …`, in the notation of `conceptsOf`;
 * `=` for what does not change. `$NAME` stands for the concepts of that name, `\n`, `\u00A0` and the like for
 * characters. Options: `zh=` the Chinese beside it, `headline` or another kind of block, `date=`, `check`, `asks`.
 * Lines that begin with `#` say what a rule is.
 */
export function readCases(table: string, names: Readonly<Record<string, string>> = {}): RenderingCase[] {
  return table
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => readCase(line, names));
}

function readCase(line: string, names: Readonly<Record<string, string>>): RenderingCase {
  const [rule = "", glossary = "", text = "", expected = "", ...options] = line.split(" | ").map(unescaped);
  const named = glossary.replace(/\$(\w+)/g, (_, name: string) => {
    const concepts = names[name];
    if (concepts === undefined) throw new Error(`no concepts are called ${name}: ${line}`);
    return concepts;
  });
  const value = (name: string): string | undefined =>
    options.find((option) => option.startsWith(`${name}=`))?.slice(name.length + 1);
  const stray = options.find(
    (option) => !/^(?:zh=.|date=.|check$|asks$|headline$|credit$|caption$)/.test(option),
  );
  if (text === "" || expected === "" || stray !== undefined) throw new Error(`not a case: ${line}`);
  const zh = value("zh");
  const date = value("date");
  const kind = (["headline", "credit", "caption"] as const).find((each) => options.includes(each));
  return {
    rule,
    concepts: conceptsOf(named),
    text,
    expected: expected === "=" ? text : expected,
    ...(zh === undefined ? {} : { zh }),
    ...(date === undefined ? {} : { date }),
    ...(kind === undefined ? {} : { kind }),
    check: options.includes("check"),
    asks: options.includes("asks"),
  };
}

function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9A-Fa-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\([nrt])/g, (_, letter: string) => ({ n: "\n", r: "\r", t: "\t" })[letter] ?? "");
}

/** An article of one text, cut as an import cuts it; its Chinese, if any, stands beside the whole of it. */
export function articleOf(
  machine: string,
  parts: { readonly zh?: string; readonly kind?: BlockKind; readonly date?: string } = {},
): RenderingInput {
  const { blocks, segments } = segmentText(machine, "en");
  const { zh, kind, date } = parts;
  const bead = {
    source: { from: 0, to: zh?.length ?? 0 },
    target: { from: 0, to: machine.length },
    confidence: 1,
  };
  return {
    machine,
    blocks: kind === undefined ? blocks : blocks.map((block) => ({ ...block, kind })),
    segments,
    ...(date === undefined ? {} : { date }),
    ...(zh === undefined ? {} : { source: { text: zh, beads: [bead] } }),
  };
}
