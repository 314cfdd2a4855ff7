/**
 * The 52 English "golden rules" of pragmatic_segmenter (https://github.com/diasks2/pragmatic_segmenter,
 * spec/pragmatic_segmenter/languages/english_spec.rb), texts and expectations by Kevin S. Dias:
 *
 * The MIT License (MIT). Copyright (c) 2015 Kevin S. Dias. Permission is hereby granted, free of charge, to any person
 * obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without
 * restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense,
 * and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the
 * following conditions: the above copyright notice and this permission notice shall be included in all copies or
 * substantial portions of the Software. The Software is provided "as is", without warranty of any kind, express or
 * implied, including but not limited to the warranties of merchantability, fitness for a particular purpose and
 * noninfringement. In no event shall the authors or copyright holders be liable for any claim, damages or other
 * liability, whether in an action of contract, tort or otherwise, arising from, out of or in connection with the
 * Software or the use or other dealings in the Software.
 *
 * `|` stands where a sentence ends and is taken out of the text.
 */
export interface GoldenRule {
  readonly number: number;
  readonly name: string;
  readonly marked: string;
  /** Why we do not follow the rule. */
  readonly miss?: string;
}

export const GOLDEN_RULES: readonly GoldenRule[] = [
  { number: 1, name: "Simple period to end sentence", marked: "Hello World. |My name is Jonas." },
  { number: 2, name: "Question mark to end sentence", marked: "What is your name? |My name is Jonas." },
  { number: 3, name: "Exclamation point to end sentence", marked: "There it is! |I found it." },
  { number: 4, name: "One letter upper case abbreviations", marked: "My name is Jonas E. Smith." },
  { number: 5, name: "One letter lower case abbreviations", marked: "Please turn to p. 55." },
  {
    number: 6,
    name: "Two letter lower case abbreviations in the middle of a sentence",
    marked: "Were Jane and co. at the party?",
  },
  {
    number: 7,
    name: "Two letter upper case abbreviations in the middle of a sentence",
    marked: "They closed the deal with Pitt, Briggs & Co. at noon.",
  },
  {
    number: 8,
    name: "Two letter lower case abbreviations at the end of a sentence",
    marked: "Let's ask Jane and co. |They should know.",
  },
  {
    number: 9,
    name: "Two letter upper case abbreviations at the end of a sentence",
    marked: "They closed the deal with Pitt, Briggs & Co. |It closed yesterday.",
  },
  { number: 10, name: "Two letter (prepositive) abbreviations", marked: "I can see Mt. Fuji from here." },
  {
    number: 11,
    name: "Two letter (prepositive & postpositive) abbreviations",
    marked: "St. Michael's Church is on 5th st. near the light.",
  },
  { number: 12, name: "Possesive two letter abbreviations", marked: "That is JFK Jr.'s book." },
  {
    number: 13,
    name: "Multi-period abbreviations in the middle of a sentence",
    marked: "I visited the U.S.A. last year.",
  },
  {
    number: 14,
    name: "Multi-period abbreviations at the end of a sentence",
    marked: "I live in the E.U. |How about you?",
  },
  { number: 15, name: "U.S. as sentence boundary", marked: "I live in the U.S. |How about you?" },
  {
    number: 16,
    name: "U.S. as non sentence boundary with next word capitalized",
    marked: "I work for the U.S. Government in Virginia.",
  },
  { number: 17, name: "U.S. as non sentence boundary", marked: "I have lived in the U.S. for 20 years." },
  {
    number: 18,
    name: "A.M. / P.M. as non sentence boundary and sentence boundary",
    marked:
      "At 5 a.m. Mr. Smith went to the bank. |He left the bank at 6 P.M. |Mr. Smith then went to the store.",
  },
  { number: 19, name: "Number as non sentence boundary", marked: "She has $100.00 in her bag." },
  { number: 20, name: "Number as sentence boundary", marked: "She has $100.00. |It is in her bag." },
  {
    number: 21,
    name: "Parenthetical inside sentence",
    marked: "He teaches science (He previously worked for 5 years as an engineer.) at the local University.",
  },
  { number: 22, name: "Email addresses", marked: "Her email is Jane.Doe@example.com. |I sent her an email." },
  {
    number: 23,
    name: "Web addresses",
    marked: "The site is: https://www.example.50.com/new-site/awesome_content.html. |Please check it out.",
  },
  {
    number: 24,
    name: "Single quotations inside sentence",
    marked: "She turned to him, 'This is great.' she said.",
  },
  {
    number: 25,
    name: "Double quotations inside sentence",
    marked: 'She turned to him, "This is great." she said.',
  },
  {
    number: 26,
    name: "Double quotations at the end of a sentence",
    marked: 'She turned to him, "This is great." |She held the book out to show him.',
  },
  { number: 27, name: "Double punctuation (exclamation point)", marked: "Hello!! |Long time no see." },
  { number: 28, name: "Double punctuation (question mark)", marked: "Hello?? |Who is there?" },
  {
    number: 29,
    name: "Double punctuation (exclamation point / question mark)",
    marked: "Hello!? |Is that you?",
  },
  {
    number: 30,
    name: "Double punctuation (question mark / exclamation point)",
    marked: "Hello?! |Is that you?",
  },
  {
    number: 31,
    name: "List (period followed by parens and no period to end item)",
    marked: "1.) The first item |2.) The second item",
  },
  {
    number: 32,
    name: "List (period followed by parens and period to end item)",
    marked: "1.) The first item. |2.) The second item.",
  },
  {
    number: 33,
    name: "List (parens and no period to end item)",
    marked: "1) The first item |2) The second item",
  },
  {
    number: 34,
    name: "List (parens and period to end item)",
    marked: "1) The first item. |2) The second item.",
  },
  {
    number: 35,
    name: "List (period to mark list and no period to end item)",
    marked: "1. The first item |2. The second item",
  },
  {
    number: 36,
    name: "List (period to mark list and period to end item)",
    marked: "1. The first item. |2. The second item.",
  },
  { number: 37, name: "List with bullet", marked: "• 9. The first item |• 10. The second item" },
  { number: 38, name: "List with hypthen", marked: "⁃9. The first item |⁃10. The second item" },
  {
    number: 39,
    name: "Alphabetical list",
    marked: "a. The first item |b. The second item |c. The third list item",
  },
  {
    number: 40,
    name: "Errant newlines in the middle of sentences (PDF)",
    marked: "This is a sentence\ncut off in the middle because pdf.",
    miss: "a line break always ends a sentence: credits and titles have no stop",
  },
  {
    number: 41,
    name: "Errant newlines in the middle of sentences",
    marked: "It was a cold \nnight in the city.",
    miss: "a line break always ends a sentence: credits and titles have no stop",
  },
  {
    number: 42,
    name: "Lower case list separated by newline",
    marked: "features\n|contact manager\n|events, activities\n",
  },
  {
    number: 43,
    name: "Geo Coordinates",
    marked: "You can find it at N°. 1026.253.553. |That is where the treasure is.",
  },
  {
    number: 44,
    name: "Named entities with an exclamation point",
    marked: "She works at Yahoo! in the accounting department.",
  },
  {
    number: 45,
    name: "I as a sentence boundary and I as an abbreviation",
    marked: "We make a good team, you and I. |Did you see Albert I. Jones yesterday?",
  },
  {
    number: 46,
    name: "Ellipsis at end of quotation",
    marked:
      "Thoreau argues that by simplifying one’s life, “the laws of the universe will appear less complex. . . .”",
  },
  {
    number: 47,
    name: "Ellipsis with square brackets",
    marked: '"Bohr [...] used the analogy of parallel stairways [...]" (Smith 55).',
  },
  {
    number: 48,
    name: "Ellipsis as sentence boundary (standard ellipsis rules)",
    marked:
      "If words are left off at the end of a sentence, and that is all that is omitted, indicate the omission with ellipsis marks (preceded and followed by a space) and then indicate the end of the sentence with a period . . . . |Next sentence.",
  },
  {
    number: 49,
    name: "Ellipsis as sentence boundary (non-standard ellipsis rules)",
    marked: "I never meant that.... |She left the store.",
  },
  {
    number: 50,
    name: "Ellipsis as non sentence boundary",
    marked:
      "I wasn’t really ... well, what I mean...see . . . what I'm saying, the thing is . . . I didn’t mean it.",
  },
  {
    number: 51,
    name: "4-dot ellipsis",
    marked:
      "One further habit which was somewhat weakened . . . was that of combining words into self-interpreting compounds. |. . . The practice was not abandoned. . . .",
  },
  {
    number: 52,
    name: "No whitespace in between sentences",
    marked: "Hello world.|Today is Tuesday.|Mr. Smith went to the store and bought 1,000.|That is a lot.",
  },
];
