import { once } from "node:events";
import { createServer, get, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import express from "express";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createLive, type Live, type Sink } from "../../src/http/live.ts";
import { writeStream } from "../../src/http/stream.ts";
import { inHouse, type House } from "../support/house.ts";

let server: Server | undefined;
afterEach(async () => {
  vi.useRealTimers();
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  await setImmediate();
});

type Opened = (sink: Sink) => (() => void) | undefined;

/** A reader of a stream, who reads nothing by themselves. */
async function openReader(open: Opened): Promise<IncomingMessage> {
  const app = express().get("/", (request, response) =>
    writeStream(request, response, { kind: "stream", open }),
  );
  server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const [response] = (await once(get({ port, host: "127.0.0.1", agent: false }), "response")) as [
    IncomingMessage,
  ];
  response.on("error", () => undefined);
  return response;
}

describe("a stream", () => {
  it("whose reader does not read is ended before it fills the memory, and its place is free", async () => {
    let sink: Sink | undefined;
    let stopped = 0;
    const reader = await openReader((given) => {
      sink = given;
      return () => stopped++;
    });
    reader.pause();
    const message = `data: ${"x".repeat(65_536)}\n\n`;
    let sent = 0;
    // Some megabytes go into the buffers of the system; that it never ends would be the fault.
    while (stopped === 0 && sent < 2000) {
      sink?.send(message);
      sent++;
      await setImmediate();
    }
    expect(stopped).toBe(1);
    // Nobody is hurt by what comes after the end.
    sink?.send(message);
    sink?.end();
  });

  it("says when to ask again: soon, and later where the server has no room", async () => {
    const read = async (open: Opened): Promise<string> => {
      const reader = await openReader(open);
      let text = "";
      reader.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      await once(reader, "end");
      return text;
    };
    const served = await read((sink) => {
      sink.send("data: 1\n\n");
      sink.end();
      return () => undefined;
    });
    expect(served).toBe("retry: 3000\n\ndata: 1\n\n");
    server?.close();
    expect(await read(() => undefined)).toBe("retry: 3000\n\nretry: 60000\n\n");
  });
});

/** Watches the store of a house while `work` runs. */
async function watching({ store }: House, work: (live: Live) => void | Promise<void>): Promise<void> {
  const live = createLive(store, (line) => {
    throw new Error(line);
  });
  try {
    await work(live);
  } finally {
    live.close();
  }
}

describe("the streams of one server", () => {
  it(
    "are at most two hundred; one that ends makes room for another, and all end with the server",
    inHouse(async (house) => {
      let ended = 0;
      const sink: Sink = { send: () => undefined, end: () => ended++ };
      await watching(house, (live) => {
        const stops = Array.from({ length: 200 }, () => live.listen("a", 0, sink));
        expect(stops.every((stop) => stop !== undefined)).toBe(true);
        expect(live.listen("a", 0, sink)).toBeUndefined();
        stops[7]?.();
        stops[7]?.();
        expect(live.listen("b", 0, sink)).toBeDefined();
        expect(live.listen("b", 0, sink)).toBeUndefined();
      });
      expect(ended).toBe(200);
    }),
  );

  it(
    "say that they are alive while nothing happens, and nothing after they ended",
    inHouse(async (house) => {
      vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
      const heard: string[] = [];
      const sink: Sink = { send: (message) => void heard.push(message), end: () => undefined };
      await watching(house, (live) => {
        const stop = live.listen("a", 0, sink);
        vi.advanceTimersByTime(46_000);
        expect(heard).toEqual([": alive\n\n", ": alive\n\n", ": alive\n\n"]);
        stop?.();
        vi.advanceTimersByTime(46_000);
        expect(heard.length).toBe(3);
      });
    }),
  );
});
