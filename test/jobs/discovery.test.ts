import { describe, expect, it } from "vitest";
import { answerDiscovery, type DiscoveryRequest } from "../../src/app/discovery-request.ts";
import { discoverInThread } from "../../src/jobs/discovery.ts";
import { readLexicon } from "../../src/jobs/lexicon-file.ts";
import { alignSentences } from "../../src/core/alignment/align.ts";
import { segmentText } from "../../src/core/segmentation/segment.ts";
import { term } from "../support/concepts.ts";

const CHINESE = "毕坚文昨天在香港出席会议。他说，会议很成功。毕坚文随后离开。";
const ENGLISH =
  "Bi Jianwen attended a meeting in Hong Kong yesterday. He said the meeting was a success. Bi Jianwen then left.";

function request(): DiscoveryRequest {
  const source = { text: CHINESE, sentences: segmentText(CHINESE, "zh").segments };
  const target = { text: ENGLISH, sentences: segmentText(ENGLISH, "en").segments };
  const { beads } = alignSentences(source, target);
  return {
    documents: [{ id: "a1", source, target, beads }],
    concepts: [term("Mohamed Butt", { category: "person", zh: "毕坚文" })],
    glossaryRevision: 1,
    judgements: [],
  };
}

describe("discovery in a thread", () => {
  it("answers as it would in this one, several at once too", async () => {
    const here = answerDiscovery(request(), await readLexicon());
    expect(here.groups.map(({ surface, count }) => [surface, count])).toEqual([["Bi Jianwen", 2]]);
    const discover = discoverInThread();
    expect(await Promise.all([discover(request()), discover(request())])).toEqual([here, here]);
  });

  it("says what went wrong, and goes on", async () => {
    const discover = discoverInThread();
    const broken = { ...request(), documents: undefined } as unknown as DiscoveryRequest;
    await expect(discover(broken)).rejects.toThrow();
    expect((await discover(request())).groups).toHaveLength(1);
  });
});
