/** The JSON of an object of lists as `JSON.stringify` writes it with two blanks, and a line end, an item at a time. */
export function* jsonPieces(lists: Readonly<Record<string, Iterable<unknown>>>): Generator<string> {
  let first = true;
  for (const [name, items] of Object.entries(lists)) {
    yield `${first ? "{" : ","}\n  ${JSON.stringify(name)}: [`;
    first = false;
    let isEmpty = true;
    for (const item of items) {
      // A line end in a text is escaped: each that is there begins a line of the item.
      yield `${isEmpty ? "" : ","}\n    ${JSON.stringify(item, null, 2).replaceAll("\n", "\n    ")}`;
      isEmpty = false;
    }
    yield isEmpty ? "]" : "\n  ]";
  }
  yield first ? "{}\n" : "\n}\n";
}
