import type { Check, CheckFinding, CheckInput } from "./check.ts";
import { checkMissing } from "./missing.ts";
import { checkShadowed } from "./shadowed.ts";

/** All checks of an article with its Chinese. A new one is a file beside this and a line here. */
export const CHECKS: readonly Check[] = [checkMissing, checkShadowed];

/** What all checks find, check by check. */
export function checkArticle(input: CheckInput): CheckFinding[] {
  return CHECKS.flatMap((check) => check(input));
}
