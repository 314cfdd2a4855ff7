import { isDay } from "../../core/text/day.ts";
import type { ArticleFilter, RunScope, RunTarget } from "../../app/runs/model.ts";
import { RUN_TARGETS, type RunTargetName } from "../../app/runs/targets.ts";
import { Failure } from "../../app/failure.ts";
import { mayBeId } from "../ids.ts";
import type { Form } from "./form.ts";

/** What a query asks to see before a run; undefined when it asks for nothing yet. What makes no sense counts as left out. */
export function readScope(query: URLSearchParams): RunScope | undefined {
  const conceptIds = query.getAll("concept").filter((id) => id !== "" && mayBeId(id));
  const named = RUN_TARGETS.find((each) => each === query.get("target"));
  const target = targetOf(named ?? (conceptIds.length > 0 ? "concepts" : undefined), conceptIds);
  return target === undefined ? undefined : { target, ...filterOf((name) => query.get(name) ?? "") };
}

function targetOf(name: RunTargetName | undefined, conceptIds: readonly string[]): RunTarget | undefined {
  if (name === "concepts") return conceptIds.length === 0 ? undefined : { kind: "concepts", conceptIds };
  return name === undefined ? undefined : { kind: name };
}

function filterOf(value: (name: string) => string): { readonly filter?: ArticleFilter } {
  const title = value("title").trim().slice(0, 200).toWellFormed().replaceAll("\0", "");
  const [from, until] = [value("from").trim(), value("until").trim()];
  const filter: ArticleFilter = {
    ...(title === "" ? {} : { title }),
    ...(isDay(from) ? { from } : {}),
    ...(isDay(until) ? { until } : {}),
    ...(value("bilingual") === "1" ? { bilingual: true } : {}),
  };
  return Object.keys(filter).length === 0 ? {} : { filter };
}

/** A run to start: what was previewed, without what was unticked. */
export interface RunForm {
  readonly scope: RunScope;
  readonly name: string | undefined;
  readonly touchApproved: boolean;
  readonly glossaryRevision: number | undefined;
  readonly requestId: string | undefined;
}

/** A run to start; fails when it says not what it is about. A tick that was shown and is not sent leaves its article or concept out. */
export function readRun(form: Form): RunForm {
  const conceptIds = form.all("concept").filter(mayBeId);
  const target = targetOf(form.oneOf("target", RUN_TARGETS), conceptIds);
  if (target === undefined) throw new Failure("invalid", "failure.field", { field: "concept" });
  const without = (shown: string, ticked: string): string[] => {
    const kept = new Set(form.all(ticked));
    return form.all(shown).filter((id) => mayBeId(id) && !kept.has(id));
  };
  const [withoutArticles, withoutConcepts] = [
    without("shownArticle", "article"),
    without("shownConcept", "takenConcept"),
  ];
  return {
    scope: {
      target,
      ...filterOf((name) => form.line(name)),
      ...(withoutArticles.length === 0 ? {} : { withoutArticles }),
      ...(withoutConcepts.length === 0 ? {} : { withoutConcepts }),
    },
    name: form.line("name") || undefined,
    touchApproved: form.raw("touchApproved") === "1",
    glossaryRevision: form.optionalInteger("glossaryRevision"),
    requestId: form.optionalId("requestId"),
  };
}
