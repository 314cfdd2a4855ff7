import type { Deps } from "../app/deps.ts";
import type { SampleFiles } from "../app/sample.ts";
import type { Translator } from "../i18n/translator.ts";
import type { Assets } from "./assets.ts";
import type { Live } from "./live.ts";
import type { Render } from "./render.ts";

/** What every request shares. */
export interface Context {
  readonly deps: Deps;
  readonly live: Live;
  readonly translator: Translator;
  readonly render: Render;
  readonly assets: Assets;
  /** Reads the files of the sample. */
  readonly samples: () => Promise<SampleFiles>;
  /** The port that is listened on, once it is known. */
  readonly port: () => number;
  /** Takes a line about a fault of the program, for whoever runs it. */
  readonly log: (line: string) => void;
}
