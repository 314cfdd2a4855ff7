import express, { type Request, type RequestHandler, type Response } from "express";
import multer from "multer";
import { Failure } from "../../app/failure.ts";
import { Form, type Fields, type Upload } from "../forms/form.ts";
import { parseUrlEncoded } from "../forms/url-encoded.ts";
import { TEXT_LIMIT } from "../../formats/text/decode.ts";

/** What a body has beside its text: names of fields, and line breaks that browsers write as two characters. */
const SLACK = 1_000_000;
const PARTS_LIMIT = 100;
/** So many times the limit is read of a form in parts: one too large text must not cost the others that were typed. */
const PATIENCE = 5;

/**
 * The form of a request, url-encoded or in parts; empty without a body. Fails when it is none, or larger than a text of
 * `limit` bytes needs (in parts, several times larger); the exact size of a text is for the use cases to judge.
 */
export async function readForm(request: Request, response: Response, limit = TEXT_LIMIT): Promise<Form> {
  if (typeof request.is("multipart/form-data") === "string") {
    await run(multipart(PATIENCE * limit + SLACK), request, response, limit);
    return new Form(partFields(request.body), uploads(request.files));
  }
  const parser = express.raw({ type: "application/x-www-form-urlencoded", limit: limit + SLACK });
  await run(parser, request, response, limit);
  const body: unknown = request.body;
  if (Buffer.isBuffer(body)) return new Form(parseUrlEncoded(body), new Map());
  if (request.headers["content-type"] !== undefined) throw new Failure("invalid", "failure.body");
  return new Form(new Map(), new Map());
}

function multipart(size: number): RequestHandler {
  const options = {
    storage: multer.memoryStorage(),
    // Byte by byte, so that what is not UTF-8 can be told from what is.
    defCharset: "latin1",
    defParamCharset: "utf8",
    limits: { fileSize: size, fieldSize: size, files: 4, parts: PARTS_LIMIT, fieldNameSize: 100 },
  };
  return multer(options).any();
}

/** Runs a middleware to its end. */
function run(middleware: RequestHandler, request: Request, response: Response, limit: number): Promise<void> {
  return new Promise((resolve, reject) => {
    void middleware(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(asFailure(error, limit));
    });
  });
}

/** Limits that were passed and bodies that are none, as refusals. */
function asFailure(error: unknown, limit: number): Error {
  if (error instanceof multer.MulterError && /SIZE|VALUE/.test(error.code)) return tooLarge(limit);
  if (error instanceof Error && "type" in error && error.type === "entity.too.large") return tooLarge(limit);
  return new Failure("invalid", "failure.body");
}

function tooLarge(limit: number): Failure {
  return new Failure("too-large", "failure.too-large", { megabytes: limit / 1_000_000 });
}

function partFields(body: unknown): Fields {
  const fields = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(body ?? {})) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    fields.set(name, values.filter((item) => typeof item === "string").map(fromBytes));
  }
  return fields;
}

function fromBytes(text: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(text, "latin1"));
  } catch {
    throw new Failure("invalid", "failure.body-encoding");
  }
}

function uploads(files: Request["files"]): ReadonlyMap<string, Upload> {
  const list = Array.isArray(files) ? files : [];
  return new Map(
    list.map((file) => [file.fieldname, { name: file.originalname, bytes: new Uint8Array(file.buffer) }]),
  );
}
