import { get, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveSegment } from "../../src/app/segments.ts";
import { seed, segmentAt, startHarness, type Harness, type Seeded } from "./harness.ts";

let server: Harness;
let seeded: Seeded;

beforeAll(async () => {
  server = await startHarness();
  seeded = await seed(server);
});
afterAll(() => server.close());

const ANNA = { Cookie: "name=Anna", "Sec-Fetch-Site": "same-origin" };
const PROPOSING = { Cookie: "name=Anna; saving=propose", "Sec-Fetch-Site": "same-origin" };

/** A stream of events as it comes. */
interface Stream {
  readonly response: IncomingMessage;
  /** The next message that `wanted` fits, those before it left out. */
  readonly next: (wanted: RegExp) => Promise<string>;
  readonly ended: Promise<void>;
  readonly close: () => void;
}

function openStream(base: string, path: string, headers: Record<string, string> = {}): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const request = get(base + path, { headers, agent: false }, (response) => {
      let text = "";
      let look = (): void => undefined;
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
        look();
      });
      const ended = new Promise<void>((done) => {
        response.once("close", done);
      });
      response.once("error", () => undefined);
      const next = (wanted: RegExp): Promise<string> =>
        new Promise((found) => {
          look = (): void => {
            for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
              const message = text.slice(0, end);
              text = text.slice(end + 2);
              if (wanted.test(message)) {
                look = () => undefined;
                found(message);
                return;
              }
            }
          };
          look();
        });
      resolve({ response, next, ended, close: () => request.destroy() });
    });
    request.once("error", reject);
  });
}

async function edit(number: number, text: string): Promise<void> {
  const { id, revision } = await segmentAt(server, seeded.articleId, number);
  const sent = await server.post(`/segments/${id}/text`, { revision, text, then: "stay" }, ANNA);
  expect(sent.status).toBe(303);
}

const pathOf = (rest = ""): string => `/articles/${seeded.articleId}${rest}`;

describe("the stream of an article", () => {
  it("tells what was saved, by this server and beside it, and resumes after what was seen", async () => {
    const stream = await openStream(server.url, pathOf("/events"));
    expect(stream.response.headers).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "private, no-cache, no-transform",
      "x-accel-buffering": "no",
    });
    await stream.next(/^retry/);
    const { id } = await segmentAt(server, seeded.articleId, 2);
    await edit(2, "What somebody else wrote.");
    const told = await stream.next(/^id/);
    expect(told).toMatch(/^id: \d+\nevent: changed\ndata: /);
    expect(told).toContain(id);
    // Not through the server's own store: only a look at the store from time to time can find it.
    const { revision } = await segmentAt(server, seeded.articleId, 2);
    await saveSegment(
      server.deps,
      { kind: "person", id: "local:Bo", name: "Bo" },
      { segmentId: id, revision, text: "What a command wrote." },
    );
    const last = await stream.next(/^id/);
    stream.close();
    const seen = Number(/\d+/.exec(told)?.[0]);
    const resumed = await openStream(server.url, pathOf("/events?after=1"), {
      "Last-Event-ID": String(seen),
    });
    expect(await resumed.next(/^id/)).toBe(last);
    resumed.close();
    expect(server.takeLog()).toEqual([]);
  });

  it("says nothing of another article, and answers a request for its head", async () => {
    const sent = await server.post("/articles", { text: "Another text." }, ANNA);
    const other = sent.location;
    const stream = await openStream(server.url, `${other}/events`);
    await edit(3, "Elsewhere.");
    await server.post(`${other}/title`, { title: "New title" }, ANNA);
    const told = await stream.next(/^id/);
    expect(told).toContain('"segments":[]');
    stream.close();
    const head = await server.send(pathOf("/events"), { method: "HEAD" });
    expect([head.status, head.body]).toEqual([200, ""]);
    expect((await server.send("/articles/none/events")).status).toBe(404);
  });

  it("says whether segments alone changed", async () => {
    await edit(4, "Under review by now.");
    const stream = await openStream(server.url, pathOf("/events"));
    await stream.next(/^retry/);
    await edit(4, "Another text of one segment.");
    expect(await stream.next(/^id/)).toContain('"whole":false');
    await server.post(pathOf("/title"), { title: "Renamed" }, ANNA);
    expect(await stream.next(/^id/)).toContain('"whole":true');
    const { id, revision } = await segmentAt(server, seeded.articleId, 5);
    const cut = await server.post(`/segments/${id}/splits`, { revision, at: 4 }, ANNA);
    expect(cut.status).toBe(303);
    expect(await stream.next(/^id/)).toContain('"whole":true');
    stream.close();
  });

  it("says who is there, where, and that they left", async () => {
    const stream = await openStream(server.url, pathOf("/events"));
    const { id } = await segmentAt(server, seeded.articleId, 1);
    const say = (values: Record<string, string>) =>
      server.post(pathOf("/presence"), { page: "p1", ...values }, ANNA);
    expect((await say({})).status).toBe(200);
    expect(await stream.next(/presence/)).toContain('[{"page":"p1","name":"Anna"}]');
    await say({ segment: id });
    expect(await stream.next(/presence/)).toContain(`"segmentId":"${id}"`);
    const late = await openStream(server.url, pathOf("/events"));
    expect(await late.next(/presence/)).toContain("Anna");
    await say({ left: "1" });
    expect(await stream.next(/presence/)).toContain("data: []");
    expect((await server.post("/articles/none/presence", { page: "p" }, ANNA)).status).toBe(404);
    expect((await server.post(pathOf("/presence"), {}, ANNA)).status).toBe(422);
    stream.close();
    late.close();
  });

  it("ends when the server closes", async () => {
    const own = await startHarness();
    const { articleId } = await seed(own);
    const stream = await openStream(own.url, `/articles/${articleId}/events`);
    await stream.next(/^retry/);
    await Promise.all([own.close(), stream.ended]);
    expect(stream.response.complete).toBe(true);
  });
});

describe("comments", () => {
  it("are shown under the segment, counted, filtered, resolved and reopened", async () => {
    const { id } = await segmentAt(server, seeded.articleId, 4);
    const sent = await server.post(`/segments/${id}/comments`, { text: "Is <b>he</b>\r\nthe 秘书长?" }, ANNA);
    expect([sent.status, sent.location]).toEqual([303, pathOf(`?at=${id}#segment-${id}`)]);
    const page = async (query: string): Promise<string> => (await server.send(pathOf(query))).body;
    const shown = await page("?filter=comments");
    expect(shown).toContain('lang="zh-Hans">Is &lt;b&gt;he&lt;/b&gt;\nthe 秘书长?</p>');
    expect(shown.match(/<li class="segment /g)?.length).toBe(1);
    const [comment] = await server.deps.store.read((tx) => tx.comments(seeded.articleId));
    const url = `/comments/${comment?.comment.id ?? ""}`;
    expect((await server.post(`${url}/resolutions`, {}, ANNA)).status).toBe(303);
    expect(await page("?filter=comments")).not.toContain("秘书长?</p>");
    expect(await page("")).toContain("resolved by Anna");
    expect((await server.post(`${url}/reopenings`, {}, ANNA)).status).toBe(303);
    expect(await page("?filter=comments")).toContain("秘书长?</p>");
  });

  it.each([
    ["blank", " ", 422],
    ["NUL", "a\0", 422],
    ["too long", "x".repeat(4001), 422],
  ])("are refused: %s", async (_name, text, status) => {
    const { id } = await segmentAt(server, seeded.articleId, 4);
    const sent = await server.post(`/segments/${id}/comments`, { text }, ANNA);
    expect(sent.status).toBe(status);
    expect((await server.post("/segments/none/comments", { text: "x" }, ANNA)).status).toBe(404);
    expect((await server.post("/comments/none/resolutions", {}, ANNA)).status).toBe(404);
  });
});

describe("the state of an article", () => {
  it("is shown, changed with a warning of what is open, and filters the list", async () => {
    expect((await server.send(pathOf())).body).toContain("In review");
    const values = { state: "approved", seen: "in-review" };
    const sent = await server.post(pathOf("/states"), values, ANNA);
    expect(sent.status).toBe(303);
    const page = await server.send(pathOf(), { headers: { Cookie: sent.cookie } });
    expect(page.body).toMatch(/notice-warning[^]*Segments that are not approved: \d+/);
    expect(page.body).toContain("Anna");
    const listed = async (state: string): Promise<boolean> =>
      (await server.send(`/articles?state=${state}`)).body.includes(`href="${pathOf()}"`);
    expect([await listed("approved"), await listed("new"), await listed("nonsense")]).toEqual([
      true,
      false,
      true,
    ]);
    expect((await server.post(pathOf("/states"), values, ANNA)).status).toBe(303);
    const stale = await server.post(pathOf("/states"), { state: "new", seen: "published" }, ANNA);
    expect(stale.status).toBe(409);
    expect((await server.post(pathOf("/states"), { state: "odd", seen: "new" }, ANNA)).status).toBe(422);
  });
});

describe("who proposes", () => {
  it("saves proposals, which others accept", async () => {
    const { id, revision, text } = await segmentAt(server, seeded.articleId, 5);
    const chosen = await server.post("/preferences", { saving: "propose" }, ANNA);
    expect(chosen.cookie).toBe("saving=propose");
    const values = { revision, text: `${text} Indeed.`, then: "approve" };
    expect((await server.post(`/segments/${id}/text`, values, PROPOSING)).status).toBe(303);
    expect((await segmentAt(server, seeded.articleId, 5)).text).toBe(text);
    const auto = await server.post(`/segments/${id}/autosaves`, { revision, text: "x" }, PROPOSING);
    expect(JSON.parse(auto.body)).toMatchObject({ kind: "kept" });
    expect((await segmentAt(server, seeded.articleId, 5)).text).toBe(text);
    const page = await server.send(pathOf("?filter=proposals"));
    expect(page.body).toMatch(/Anna[^]*<ins[^>]*>[^<]*Indeed/);
    const open = await server.deps.store.read((tx) => tx.openProposals(seeded.articleId, "edit"));
    const accepted = await server.post(
      `/proposals/${open[0]?.id ?? ""}/acceptances`,
      { revision },
      { Cookie: "name=Bo", "Sec-Fetch-Site": "same-origin" },
    );
    expect(accepted.status).toBe(303);
    const history = await server.send(`/segments/${id}/history`);
    expect(history.body).toMatch(/Bo · proposed by Anna/);
  });

  it("is told what is refused with the editor as it was", async () => {
    const { id, revision } = await segmentAt(server, seeded.articleId, 6);
    const sent = await server.post(`/segments/${id}/text`, { revision, text: " " }, PROPOSING);
    expect(sent.status).toBeGreaterThanOrEqual(400);
    expect(sent.body).toContain('class="editor"');
  });
});
