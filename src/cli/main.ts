import { asksForHelp, type Command } from "./command.ts";
import { align } from "./commands/align.ts";
import { backup } from "./commands/backup.ts";
import { discover } from "./commands/discover.ts";
import { exportCommand } from "./commands/export.ts";
import { glossaryConvert } from "./commands/glossary-convert.ts";
import { glossaryDiff } from "./commands/glossary-diff.ts";
import { glossaryExport } from "./commands/glossary-export.ts";
import { glossaryImport } from "./commands/glossary-import.ts";
import { glossaryLint } from "./commands/glossary-lint.ts";
import { importCommand } from "./commands/import.ts";
import { list } from "./commands/list.ts";
import { migrate } from "./commands/migrate.ts";
import { render } from "./commands/render.ts";
import { rerender } from "./commands/rerender.ts";
import {
  runsCancel,
  runsExport,
  runsList,
  runsPause,
  runsReport,
  runsShow,
  runsUndo,
} from "./commands/runs.ts";
import { segment } from "./commands/segment.ts";
import { serve } from "./commands/serve.ts";
import { worker } from "./commands/worker.ts";
import { EXIT_CODES, type ExitCode } from "./exit-codes.ts";
import { commandHelp, programHelp, versionLine } from "./help.ts";
import type { Io } from "./io.ts";
import { Refusal } from "./refusal.ts";
import { report } from "./report.ts";
import { openSession, type Session } from "./session.ts";

/** Every command, in the order of the help. A new one is its file and a line here. */
export const COMMANDS: readonly Command[] = [
  serve,
  worker,
  render,
  segment,
  align,
  discover,
  importCommand,
  list,
  rerender,
  runsList,
  runsShow,
  runsReport,
  runsExport,
  runsUndo,
  runsCancel,
  runsPause,
  exportCommand,
  glossaryImport,
  glossaryExport,
  glossaryConvert,
  glossaryDiff,
  glossaryLint,
  backup,
  migrate,
];

const PROGRAM = "zhengming";

/** Runs the command line (without the program's name) and gives the exit code; what went wrong is said on standard error. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  const session = await openSession(io);
  const command = findCommand(argv);
  const about = command === undefined ? PROGRAM : `${PROGRAM} ${command.name}`;
  try {
    if (command === undefined) return await runProgram(argv, session);
    const rest = argv.slice(command.name.split(" ").length);
    if (!asksForHelp(rest)) return await command.run(rest, session);
    await io.write(commandHelp(session.t, command));
    return EXIT_CODES.fine;
  } catch (error) {
    return report(session, about, error);
  } finally {
    await session.close();
  }
}

function findCommand(argv: readonly string[]): Command | undefined {
  return COMMANDS.find(({ name }) => name.split(" ").every((word, index) => word === argv[index]));
}

/** A command line without a command that we know. */
async function runProgram(argv: readonly string[], session: Session): Promise<ExitCode> {
  const { io, t } = session;
  const [first, second] = argv;
  const group = COMMANDS.filter(({ name }) => name.startsWith(`${first ?? ""} `));
  if (asksForHelp(argv) && (group.length > 0 || first?.startsWith("-") === true)) {
    await io.write(programHelp(t, group.length > 0 ? group : COMMANDS));
    return EXIT_CODES.fine;
  }
  if (first === "--version") {
    await io.write(await versionLine());
    return EXIT_CODES.fine;
  }
  if (first === undefined) {
    io.tell(programHelp(t, COMMANDS).trimEnd());
    return EXIT_CODES.usage;
  }
  if (first.startsWith("-"))
    throw new Refusal("usage", { key: "cli.option-unknown", params: { option: first } });
  if (group.length === 0)
    throw new Refusal("usage", { key: "cli.command-unknown", params: { command: first } });
  const params = {
    command: `${first} ${second ?? ""}`.trim(),
    choices: group.map(({ name }) => name).join(", "),
  };
  throw new Refusal("usage", { key: "cli.command-incomplete", params });
}
