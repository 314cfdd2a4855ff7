/** Archives that lie: each is refused for what it costs, or for not being what its directory says. */
import { strToU8, zipSync } from "fflate";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc32 } from "../../../src/formats/zip/crc.ts";
import { readZip } from "../../../src/formats/zip/read.ts";
import { writeZip } from "../../../src/formats/zip/write.ts";
import { bytesOf } from "../../../src/formats/glossaries/format.ts";

const A = strToU8("a".repeat(3_000));
const B = strToU8("b, something else");

/** An archive of the parts `a` and `b`, of which a test then changes bytes. */
function archive(level: 0 | 6 = 6): Buffer {
  return Buffer.from(zipSync({ a: A, b: B }, { level }));
}

/** Where the directory's entry of a part begins. */
function entryOf(bytes: Buffer, name: string): number {
  let at = bytes.readUInt32LE(bytes.length - 6);
  while (bytes.toString("latin1", at + 46, at + 46 + bytes.readUInt16LE(at + 28)) !== name) {
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return at;
}

function told(bytes: Uint8Array, wanted = (name: string): boolean => name.length > 0): unknown {
  const read = readZip(bytes, wanted);
  return read.ok ? [...read.value].map(([name, part]) => `${name} ${part.length}`) : read.refusal.code;
}

it("reads what it wants, packed or as it is", () => {
  expect(told(archive())).toEqual(["a 3000", "b 17"]);
  expect(told(archive(0), (name) => name === "b")).toEqual(["b 17"]);
});

it("has the checksum of the standard", () => {
  expect(crc32(strToU8("123456789"))).toBe(0xcbf43926);
  expect(crc32(strToU8("56789"), crc32(strToU8("1234")))).toBe(0xcbf43926);
});

it("reads whatever is written, the same bytes each time", () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string({ unit: "grapheme" })), { maxLength: 4 }), (texts) => {
      const parts = texts.map((pieces, nth) => [`p${nth}`, pieces] as const);
      const written = bytesOf(writeZip(parts));
      const read = readZip(written, () => true);
      expect(read.ok && [...read.value].map(([name, part]) => [name, Buffer.from(part).toString()])).toEqual(
        parts.map(([name, pieces]) => [name, pieces.join("")]),
      );
      expect(bytesOf(writeZip(parts))).toEqual(written);
    }),
  );
});

/** What is done to an archive, and what is said of it then. */
const LIES: readonly (readonly [string, (bytes: Buffer) => Uint8Array, string])[] = [
  [
    "a size that is too small",
    (zip) => edit(zip, "a", (at) => zip.writeUInt32LE(100, at + 24)),
    "zip-broken",
  ],
  [
    "a size that is too large",
    (zip) => edit(zip, "a", (at) => zip.writeUInt32LE(9_000, at + 24)),
    "zip-broken",
  ],
  ["a packed size too small", (zip) => edit(zip, "a", (at) => zip.writeUInt32LE(5, at + 20)), "zip-broken"],
  [
    "a packed size beyond the file",
    (zip) => edit(zip, "a", (at) => zip.writeUInt32LE(1e8, at + 20)),
    "zip-broken",
  ],
  ["another checksum", (zip) => edit(zip, "a", (at) => zip.writeUInt32LE(1, at + 16)), "zip-broken"],
  ["a size of 300 MB", (zip) => edit(zip, "a", (at) => zip.writeUInt32LE(3e8, at + 24)), "zip-bomb"],
  [
    "a size that stands in ZIP64",
    (zip) => edit(zip, "a", (at) => zip.writeUInt32LE(0xffffffff, at + 24)),
    "zip-broken",
  ],
  [
    "a part that is encrypted",
    (zip) => edit(zip, "a", (at) => zip.writeUInt16LE(1, at + 8)),
    "zip-encrypted",
  ],
  [
    "a method that we do not know",
    (zip) => edit(zip, "a", (at) => zip.writeUInt16LE(12, at + 10)),
    "zip-broken",
  ],
  ["two parts in one place", (zip) => edit(zip, "b", (at) => zip.writeUInt32LE(0, at + 42)), "zip-broken"],
  ["a place behind the end", (zip) => edit(zip, "b", (at) => zip.writeUInt32LE(1e8, at + 42)), "zip-broken"],
  ["another name in the directory", (zip) => edit(zip, "b", (at) => zip.write("c", at + 46)), "zip-broken"],
  ["one name twice", (zip) => (zip.write("a", entryOf(zip, "b") + 46), renamed(zip)), "zip-broken"],
  ["more parts than there are", (zip) => (zip.writeUInt32LE(0x00090009, zip.length - 14), zip), "zip-broken"],
  ["parts on another disk", (zip) => (zip.writeUInt16LE(1, zip.length - 18), zip), "zip-broken"],
  ["no end", (zip) => zip.subarray(0, zip.length - 1), "zip-broken"],
  ["nothing", () => new Uint8Array(), "zip-broken"],
];

function edit(zip: Buffer, name: string, change: (at: number) => void): Buffer {
  change(entryOf(zip, name));
  return zip;
}

/** The local header of `b` says `a`, too. */
function renamed(zip: Buffer): Buffer {
  zip.write("a", zip.readUInt32LE(zip.lastIndexOf("PK\u0001\u0002") + 42) + 30);
  return zip;
}

describe.each(LIES)("%s", (_, lie, code) => {
  it(`is refused as ${code}`, () => {
    expect(told(lie(archive()))).toBe(code);
  });
});

it("names are never paths", () => {
  const bytes = zipSync({ "../../etc/passwd": A, "/abs": A, "C:\\x": B });
  expect(told(bytes, (name) => name === "b")).toEqual([]);
});

it("a part that says it is small unpacks no further than it says", () => {
  // Twenty megabytes that are twenty kilobytes packed: unpacked as a whole they would be in memory.
  const bytes = Buffer.from(zipSync({ a: new Uint8Array(20_000_000) }));
  bytes.writeUInt32LE(900_000, entryOf(bytes, "a") + 24);
  const before = process.memoryUsage().arrayBuffers;
  expect(told(bytes)).toBe("zip-broken");
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
});
