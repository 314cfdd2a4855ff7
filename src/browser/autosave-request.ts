import type { Reply, SaveRequest } from "./saving.ts";

/** After so many milliseconds an answer is taken for lost. */
const PATIENCE = 20_000;
/** How much a request that outlives its page may carry, in bytes; browsers refuse more than 64 KiB of them together. */
const OUTLIVES = 50_000;

/** Sends what was typed in a segment. `general` is said of a refusal that has no words of its own. */
export async function sendText(segmentId: string, request: SaveRequest, general: string): Promise<Reply> {
  const body = new URLSearchParams({
    requestId: request.requestId,
    revision: String(request.revision),
    text: request.text,
  });
  if (request.base !== undefined) body.set("base", request.base);
  try {
    const response = await fetch(`/segments/${encodeURIComponent(segmentId)}/autosaves`, {
      method: "POST",
      body,
      // Encoded, a Chinese character is nine bytes.
      keepalive: body.toString().length < OUTLIVES,
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.status >= 500) return { kind: "failed" };
    if (!response.ok) return { kind: "refused", message: general };
    const reply: unknown = await response.json();
    return isReply(reply) ? reply : { kind: "failed" };
  } catch {
    return { kind: "unreachable" };
  }
}

function isReply(value: unknown): value is Reply {
  return typeof value === "object" && value !== null && "kind" in value;
}

/** A random UUID (version 4), also where the page is not served safely and the browser makes none. */
export function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const digits = [...bytes].map((byte, index) =>
    (index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte)
      .toString(16)
      .padStart(2, "0"),
  );
  return digits.join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
