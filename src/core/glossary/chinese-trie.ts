/** Strings of UTF-16 units as a tree in flat arrays: a child is found by hashing its parent and its unit. */
export interface Trie {
  /** Child of a node by a unit; 0: none. The root is node 0. */
  child(node: number, unit: number): number;
  /** Number of the string that ends at a node, counted from 0 in the order given; -1: none ends there. */
  ends(node: number): number;
}

/** A tree for strings that differ. Memory is that of their distinct prefixes. */
export function buildTrie(strings: readonly string[]): Trie {
  let total = 1;
  for (const string of strings) total += string.length;
  const bits = Math.max(4, Math.ceil(Math.log2(total * 2)));
  const mask = 2 ** bits - 1;
  const parents = new Int32Array(mask + 1).fill(-1);
  const keys = new Uint16Array(mask + 1);
  const children = new Int32Array(mask + 1);
  const ending = new Int32Array(total).fill(-1);
  const roots = new Int32Array(0x10000);
  let nodes = 1;

  const slot = (node: number, unit: number): number => {
    let at = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit + 1, 0x85ebca6b)) >>> 0;
    at = (at ^ (at >>> 15)) & mask;
    while (parents[at] !== -1 && (parents[at] !== node || keys[at] !== unit)) at = (at + 1) & mask;
    return at;
  };
  const child = (node: number, unit: number): number =>
    (node === 0 ? roots[unit] : children[slot(node, unit)]) ?? 0;

  strings.forEach((string, index) => {
    let node = 0;
    for (let i = 0; i < string.length; i++) {
      const unit = string.charCodeAt(i);
      let next = child(node, unit);
      if (next === 0) {
        next = nodes++;
        if (node === 0) roots[unit] = next;
        else {
          const at = slot(node, unit);
          parents[at] = node;
          keys[at] = unit;
          children[at] = next;
        }
      }
      node = next;
    }
    ending[node] = index;
  });
  return { child, ends: (node) => ending[node] ?? -1 };
}
