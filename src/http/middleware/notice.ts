import type { Request, Response } from "express";
import type { Params } from "../../core/finding.ts";
import type { Translator } from "../../i18n/translator.ts";
import { mayBeId } from "../ids.ts";
import type { Notice } from "../pages/models.ts";
import { cookieOf, setCookie } from "./cookies.ts";

/** How long a notice waits for its page, in seconds. */
const AGE = 60;
/** The longest text of a parameter; a cookie holds 4096 bytes. */
const PARAM_LIMIT = 80;

/** Leaves a notice for the page that comes next. */
export function leaveNotice(response: Response, notice: Notice): void {
  const params = Object.fromEntries(
    Object.entries(notice.params).map(([name, value]) => [
      name,
      typeof value === "string" ? cut(value) : value,
    ]),
  );
  setCookie(response, "notice", JSON.stringify({ ...notice, params }), AGE);
}

/** The notice left for this page, which is then gone. What is not one of ours is not shown. */
export function takeNotice(request: Request, response: Response, translator: Translator): Notice | undefined {
  const text = cookieOf(request, "notice");
  if (text === undefined) return undefined;
  setCookie(response, "notice", "", 0);
  return readNotice(text, translator);
}

function cut(text: string): string {
  return text.length <= PARAM_LIMIT ? text : `${text.slice(0, PARAM_LIMIT - 1).toWellFormed()}…`;
}

function readNotice(text: string, translator: Translator): Notice | undefined {
  const value = parseRecord(text);
  const { key, tone, undo } = value;
  const params = readParams(value["params"]);
  if (typeof key !== "string" || !key.startsWith("notice.") || !translator.has(key) || !params)
    return undefined;
  return {
    key,
    params,
    tone: tone === "warning" ? "warning" : "done",
    undo: typeof undo === "string" && mayBeId(undo) ? undo : undefined,
    others: readOthers(value["others"]),
    findings: readFindings(value["findings"], translator),
  };
}

function readParams(value: unknown): Params | undefined {
  const params: Record<string, string | number> = {};
  for (const [name, param] of Object.entries(asRecord(value))) {
    if (typeof param !== "number" && (typeof param !== "string" || param.length > PARAM_LIMIT))
      return undefined;
    params[name] = param;
  }
  return params;
}

function readFindings(value: unknown, translator: Translator): readonly string[] {
  const codes: readonly unknown[] = Array.isArray(value) ? value : [];
  return codes.filter((code) => typeof code === "string").filter((code) => translator.has(`finding.${code}`));
}

function readOthers(value: unknown): Notice["others"] {
  const { changeId, count } = asRecord(value);
  if (typeof changeId !== "string" || !mayBeId(changeId) || typeof count !== "number") return undefined;
  return { changeId, count };
}

function parseRecord(text: string): Record<string, unknown> {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return {};
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
