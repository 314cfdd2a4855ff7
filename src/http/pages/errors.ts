import type { Failure } from "../../app/failure.ts";
import { page, type PageAnswer } from "../answer.ts";
import type { FailureCode } from "../../app/failure.ts";
import type { FormErrors } from "./models.ts";

const STATUS: Readonly<Record<FailureCode, number>> = {
  invalid: 422,
  "not-found": 404,
  forbidden: 403,
  conflict: 409,
  "too-large": 413,
};

/** The HTTP status of a refusal. */
export function statusOf(failure: Failure): number {
  return STATUS[failure.code];
}

/** A refusal as a form that is shown again tells it. */
export function errorsOf(failure: Failure): FormErrors {
  return { message: { key: failure.key, params: failure.params }, findings: failure.findings };
}

/** The page of a refusal; `back` is the page that asked for what was refused. */
export function failurePage(
  failure: Failure,
  requestId: string,
  back: string | undefined,
): PageAnswer<"error"> {
  const { key, params, findings } = failure;
  const status = statusOf(failure);
  return page(
    "error",
    { status, message: { key, params }, findings, requestId, back },
    { key, params },
    {
      status,
      here: "/articles",
    },
  );
}

/** The page of a fault of the program or of a request that no handler could read; it says nothing more. */
export function faultPage(status: number, requestId: string): PageAnswer<"error"> {
  const message = { key: status < 500 ? "failure.bad-request" : "failure.fault", params: {} };
  const model = { status, message, findings: [], requestId, back: undefined };
  return page("error", model, message, { status, here: "/articles" });
}
