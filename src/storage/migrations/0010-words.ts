import { fillWords } from "../queries/word-index.ts";
import type { Migration } from "./migration.ts";

/** By which words an article is found; of those that came last as they are, of the others turned over in blocks. */
export const words: Migration = {
  number: 10,
  name: "words",
  statements: ({ text, int, bytes, end }) => [
    `CREATE TABLE article_numbers (
      number ${int} NOT NULL PRIMARY KEY,
      article_id ${text} NOT NULL UNIQUE REFERENCES articles (id)
    ${end}`,
    `CREATE TABLE article_words (
      number ${int} NOT NULL PRIMARY KEY REFERENCES article_numbers (number),
      codes ${bytes} NOT NULL
    ${end}`,
    // The bucket and the block as one number: SQLite keeps the rows of such a table in its order.
    `CREATE TABLE word_blocks (place ${int} NOT NULL PRIMARY KEY, postings ${bytes} NOT NULL ${end}`,
    `INSERT INTO counters (name, value) VALUES ('word-block', 0)`,
  ],
  fill: fillWords,
};
