import type { Request, Response } from "express";
import type { StreamAnswer } from "./answer.ts";

/** What may wait for a reader that does not read, in bytes; more ends the stream. */
const WAITING_LIMIT = 1_000_000;
/** When a browser asks again after a stream has ended, in milliseconds. */
const RETRY = 3000;

/** Answers with a stream of events that stays open until one of both sides ends it. */
export function writeStream(request: Request, response: Response, answer: StreamAnswer): void {
  response.status(200);
  response.setHeader("Content-Type", "text/event-stream; charset=utf-8");
  // Nothing between may hold back, compress or keep what is sent.
  response.setHeader("Cache-Control", "private, no-cache, no-transform");
  response.setHeader("X-Accel-Buffering", "no");
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  response.write(`retry: ${RETRY}\n\n`);
  const stop = answer.open({
    send: (message) => {
      if (response.writableEnded || response.destroyed) return;
      if (response.writableLength > WAITING_LIMIT) response.destroy();
      else response.write(message);
    },
    end: () => response.end(),
  });
  if (stop === undefined) response.end("retry: 60000\n\n");
  else response.once("close", stop);
}
