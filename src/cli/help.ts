import { readFile } from "node:fs/promises";
import type { Translate } from "../i18n/translator.ts";
import type { Command, OptionSpec } from "./command.ts";
import { EXIT_CODES } from "./exit-codes.ts";
import { tableLines } from "./lines.ts";
import type { Message } from "./refusal.ts";

const HELP_OPTION: OptionSpec = { type: "boolean", key: "cli.option-help" };
const VERSION_OPTION: OptionSpec = { type: "boolean", key: "cli.option-version" };

const EXITS: Readonly<Record<keyof typeof EXIT_CODES, Message>> = {
  fine: { key: "cli.exit-fine" },
  findings: { key: "cli.exit-findings" },
  usage: { key: "cli.exit-usage" },
  input: { key: "cli.exit-input" },
  failure: { key: "cli.exit-failure" },
};

const VARIABLES: Readonly<Record<string, Message>> = {
  ZHENGMING_DATA: { key: "cli.variable-data" },
  HOST: { key: "cli.variable-host" },
  PORT: { key: "cli.variable-port" },
  ZHENGMING_NO_SEED: { key: "cli.variable-no-seed" },
  DATABASE_URL: { key: "cli.variable-database" },
};

/** The help about the program: commands, exit codes, variables. */
export function programHelp(t: Translate, commands: readonly Command[]): string {
  const { fine, ...others } = EXIT_CODES;
  const exits = Object.entries({ fine, ...others }).map(([name, code]) => [
    String(code),
    t(EXITS[name as keyof typeof EXIT_CODES].key),
  ]);
  return page([
    [t("cli.usage", { usage: "zhengming COMMAND [OPTION]… [ARGUMENT]…" }), t("cli.about")],
    [t("cli.commands"), ...indented(commands.map((command) => [synopsis(command), t(command.key)]))],
    [t("cli.options"), ...indented(optionRows(t, { help: HELP_OPTION, version: VERSION_OPTION }))],
    [t("cli.exits"), ...indented(exits)],
    [t("cli.variables"), ...indented(Object.entries(VARIABLES).map(([name, { key }]) => [name, t(key)]))],
    [t("cli.standard")],
  ]);
}

/** The help about one command. */
export function commandHelp(t: Translate, command: Command): string {
  const { name, key, options, operands } = command;
  const usage = ["zhengming", name, "[OPTION]…", operands.name].filter((part) => part !== "").join(" ");
  return page([
    [t("cli.usage", { usage }), t(key)],
    [t("cli.options"), ...indented(optionRows(t, { ...options, help: HELP_OPTION }))],
  ]);
}

/** The version of the program and of Node. */
export async function versionLine(): Promise<string> {
  const text = await readFile(new URL("../../package.json", import.meta.url), "utf8");
  const { version } = JSON.parse(text) as { readonly version: string };
  return `zhengming ${version} (node ${process.version})\n`;
}

function synopsis({ name, operands }: Command): string {
  return `${name} ${operands.name}`.trim();
}

function optionRows(t: Translate, options: Readonly<Record<string, OptionSpec>>): string[][] {
  return Object.entries(options).map(([name, { value, key }]) => [
    value === undefined ? `--${name}` : `--${name} ${value}`,
    t(key),
  ]);
}

function indented(rows: readonly (readonly string[])[]): string[] {
  return tableLines(rows).map((line) => `  ${line}`);
}

function page(paragraphs: readonly (readonly string[])[]): string {
  return paragraphs.map((lines) => lines.join("\n") + "\n").join("\n");
}
