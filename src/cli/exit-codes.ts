/** What a command tells the program that started it, by name. */
export const EXIT_CODES = {
  fine: 0,
  /** It worked, and there is something to look at. */
  findings: 1,
  /** The command line is not understood. */
  usage: 2,
  /** A file or what it holds cannot be used. */
  input: 3,
  /** It could not be done. */
  failure: 4,
} as const;

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];
