import { parseArgs } from "node:util";
import type { ExitCode } from "./exit-codes.ts";
import { type Message, Refusal } from "./refusal.ts";
import type { Session } from "./session.ts";

/** An option of a command. */
export interface OptionSpec {
  readonly type: "string" | "boolean";
  readonly multiple?: boolean;
  /** What stands for its value in the help. */
  readonly value?: string;
  /** Says what it does. */
  readonly key: string;
}

export type Options = Readonly<Record<string, OptionSpec>>;

/** The values of options as they were given; absent ones are undefined. */
export type Values<O extends Options> = {
  readonly [K in keyof O]?: O[K] extends { multiple: true }
    ? readonly string[]
    : O[K] extends { type: "string" }
      ? string
      : boolean;
};

/** The arguments of a command that are no options. */
export interface Operands {
  /** As in the help. */
  readonly name: string;
  readonly least: number;
  readonly most: number;
}

/** One command: its words, what it says about itself, and how it is run. */
export interface Command {
  /** One word or two. */
  readonly name: string;
  /** Says what it does. */
  readonly key: string;
  readonly operands: Operands;
  readonly options: Options;
  /** Runs it with the arguments behind its name. Throws a Refusal or a Failure. */
  readonly run: (argv: readonly string[], session: Session) => Promise<ExitCode>;
}

interface Definition<O extends Options> extends Omit<Command, "run"> {
  readonly options: O;
  readonly run: (
    given: { readonly values: Values<O>; readonly operands: readonly string[] },
    session: Session,
  ) => Promise<ExitCode>;
}

export const NO_OPERANDS: Operands = { name: "", least: 0, most: 0 };

/** A command whose `run` gets its arguments checked. */
export function defineCommand<const O extends Options>(definition: Definition<O>): Command {
  const { options, operands, run } = definition;
  return {
    ...definition,
    run: (argv, session) => run(readArguments(argv, options, operands), session),
  };
}

/** Whether help is asked for anywhere before `--`. */
export function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return (end < 0 ? argv : argv.slice(0, end)).some((argument) => argument === "--help" || argument === "-h");
}

/** The arguments, or a Refusal that names the first one that is wrong. */
export function readArguments<O extends Options>(
  argv: readonly string[],
  options: O,
  wanted: Operands,
): { readonly values: Values<O>; readonly operands: readonly string[] } {
  // Not strict: the sentences of strict parsing are English only.
  const { values, positionals, tokens } = parseArgs({
    args: [...argv],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) if (token.kind === "option") checkOption(token, options);
  if (positionals.length < wanted.least)
    throw usage({ key: "cli.operand-missing", params: { operand: wanted.name } });
  const extra = positionals[wanted.most];
  if (extra !== undefined) throw usage({ key: "cli.operand-extra", params: { operand: extra } });
  return { values: values, operands: positionals };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function checkOption(token: OptionToken, options: Options): void {
  const spec = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
  const option = token.rawName;
  if (spec === undefined || !option.startsWith("--"))
    throw usage({ key: "cli.option-unknown", params: { option } });
  if (spec.type === "boolean") {
    if (token.value !== undefined) throw usage({ key: "cli.option-no-value", params: { option } });
    return;
  }
  // An option in place of a value is a forgotten value; one that begins with a hyphen is given as --name=VALUE.
  const forgotten = token.inlineValue !== true && /^-./.test(token.value ?? "");
  if (token.value === undefined || token.value === "" || forgotten) {
    throw usage({ key: "cli.option-value", params: { option, value: spec.value ?? "" } });
  }
}

function usage(reason: Message): Refusal {
  return new Refusal("usage", reason);
}

/** The value as one of a list, or a Refusal that names the list. */
export function choice<T extends string>(value: string, list: readonly T[], option: string): T {
  const found = list.find((item) => item === value.toLowerCase());
  if (found !== undefined) return found;
  const params = { option, value, choices: list.join(", ") };
  throw new Refusal("usage", { key: "cli.option-choice", params });
}
