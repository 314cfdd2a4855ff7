import { readCases } from "../../../support/rendering-cases.ts";
import { NAMES } from "./names.ts";

export const MENTIONS = readCases(
  String.raw`
# 4.1 First and later mentions.
# 4.2 The days on which a form holds.
`,
  NAMES,
);
