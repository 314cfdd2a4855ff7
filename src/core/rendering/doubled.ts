import { elementsOf } from "../text/elements.ts";
import { mayStandIn, wordLeft, wordRight } from "./near.ts";

/**
 * How many units before a replacement its first words stand already, so that they would stand twice: "the" before "the
 * Council", "Mr" before "Mr Butt". 0: none. Looks back from `from` to `floor`.
 */
export function doubledBefore(machine: string, from: number, floor: number, text: string): number {
  const left = wordLeft(machine, from, floor);
  // A word that does not stand in the text cannot stand twice.
  if (left === undefined || !mayStandIn(text, machine, left)) return 0;
  const near = machine.slice(Math.max(floor, from - READ), from);
  const blank = from - left.to;
  const tail = elementsOf(near);
  const words = elementsOf(text);
  for (let count = Math.min(words.length - 1, tail.length); count > 0; count--) {
    const start = tail[tail.length - count];
    const same = words.slice(0, count).every((word, at) => {
      const other = tail[tail.length - count + at];
      return other?.loose === word.loose && (at === 0 || other.looseJoint === word.looseJoint);
    });
    const plain = words[count]?.looseJoint === " ";
    const last = tail.at(-1);
    const close = last?.to === near.length - blank;
    if (same && plain && close && start !== undefined && isWord(words[count - 1]?.loose)) {
      return near.length - start.from;
    }
  }
  return 0;
}

/**
 * How many units behind a replacement stand twice: its last words, or the acronym that it ends with, in brackets. Looks
 * on from `to` to `ceiling`.
 */
export function doubledBehind(machine: string, to: number, ceiling: number, text: string): number {
  const right = wordRight(machine, to, ceiling);
  if (right === undefined) {
    const unit = machine.charCodeAt(to);
    // Most often another mark stands there.
    if (unit > 0x20 && unit < 0x80 && unit !== 0x28) return 0;
    const next = machine
      .slice(to, to + 2)
      .trimStart()
      .charAt(0);
    return next === "(" || next === "（" ? doubledAcronym(machine.slice(to, ceiling), text) : 0;
  }
  if (!mayStandIn(text, machine, right)) return 0;
  return doubledWords(
    machine.slice(to, Math.min(ceiling, to + READ)),
    machine.slice(to, to + READ + 2),
    text,
  );
}

/** `near` is what may be taken, `beyond` what stands there. */
function doubledWords(near: string, beyond: string, text: string): number {
  const head = elementsOf(near);
  const words = elementsOf(text);
  for (let count = Math.min(words.length - 1, head.length); count > 0; count--) {
    const start = words.length - count;
    const same = words.slice(start).every((word, at) => {
      const other = head[at];
      return other?.loose === word.loose && (at === 0 || other.looseJoint === word.looseJoint);
    });
    const last = head[count - 1];
    const whole = last !== undefined && last.to < READ && !/^[-'’]\p{L}/u.test(beyond.slice(last.to));
    if (same && whole && words[start]?.looseJoint === " " && isWord(words.at(-1)?.loose)) return last.to;
  }
  return 0;
}

function doubledAcronym(right: string, text: string): number {
  const acronym = /(?:^|[\s(（])([\p{L}\p{N}&-]*\p{Lu}{2}[\p{L}\p{N}&-]*)[)）]?$/u.exec(text)?.[1];
  if (acronym === undefined) return 0;
  let length = 0;
  for (;;) {
    const next = /^[ \u00A0]*[(（](?:the )?([\p{L}\p{N}&-]+)[)）]/u.exec(right.slice(length));
    if (next?.[1] !== acronym) return length;
    length += next[0].length;
  }
}

const READ = 200;

function isWord(loose: string | undefined): boolean {
  return loose !== undefined && /^[\p{L}\p{N}]/u.test(loose);
}
