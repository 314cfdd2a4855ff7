import { csvGlossary } from "./glossaries/csv.ts";
import type { GlossaryFormat } from "./glossaries/format.ts";

/** The glossary formats. A new one is its file and a line here. */
export const GLOSSARY_FORMATS = [csvGlossary] as const satisfies readonly GlossaryFormat[];
export type GlossaryFormatName = (typeof GLOSSARY_FORMATS)[number]["name"];

/** The format of a file by the end of its name, if we have it. */
export function findGlossaryFormat(fileName: string): GlossaryFormat | undefined {
  const name = fileName.toLowerCase();
  return GLOSSARY_FORMATS.find(({ extensions }) => extensions.some((extension) => name.endsWith(extension)));
}
