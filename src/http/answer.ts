import type { Sink } from "./live.ts";
import type { RepetitionsView } from "../app/reuse.ts";
import type { CookieName } from "./middleware/cookies.ts";
import type {
  ArticlesModel,
  BeadsModel,
  ConceptModel,
  ConflictModel,
  DiscoveryModel,
  ErrorModel,
  FindModel,
  GlossaryModel,
  HistoryModel,
  ImportModel,
  Message,
  Notice,
  PreferencesModel,
  ProposalModel,
  SourceModel,
  SplitModel,
  WorkbenchModel,
} from "./pages/models.ts";
import type { ArticleHistoryModel } from "./pages/article-history-model.ts";
import type { ConceptSplitModel } from "./pages/concept-split.ts";
import type { GlossaryEditModel } from "./pages/glossary-edit.ts";
import type { GlossaryExportsModel } from "./pages/glossary-exports.ts";
import type { GlossaryUploadModel } from "./pages/glossary-upload.ts";
import type { DuplicatesModel, MergeModel } from "./pages/merge.ts";
import type { QueueModel } from "./pages/queue.ts";
import type { RunModel, RunNewModel, RunsModel } from "./pages/runs.ts";
import type { StatisticsModel } from "./pages/statistics.ts";
import type { ReadingModel } from "./pages/reading-model.ts";

/** The pages, as their templates under `views/pages` are called, with what each is given. */
export interface PageModels {
  readonly articles: ArticlesModel;
  readonly import: ImportModel;
  readonly source: SourceModel;
  readonly beads: BeadsModel;
  readonly workbench: WorkbenchModel;
  readonly reading: ReadingModel;
  readonly "article-history": ArticleHistoryModel;
  readonly repetitions: { readonly view: RepetitionsView };
  readonly conflict: ConflictModel;
  readonly proposal: ProposalModel;
  readonly history: HistoryModel;
  readonly split: SplitModel;
  readonly runs: RunsModel;
  readonly "run-new": RunNewModel;
  readonly run: RunModel;
  readonly glossary: GlossaryModel;
  readonly "glossary-edit": GlossaryEditModel;
  readonly duplicates: DuplicatesModel;
  readonly statistics: StatisticsModel;
  readonly queue: QueueModel;
  readonly merge: MergeModel;
  readonly "glossary-upload": GlossaryUploadModel;
  readonly "glossary-exports": GlossaryExportsModel;
  readonly concept: ConceptModel;
  readonly "concept-split": ConceptSplitModel;
  readonly discovery: DiscoveryModel;
  readonly find: FindModel;
  readonly preferences: PreferencesModel;
  readonly error: ErrorModel;
}

/** The name of a page. */
export type PageName = keyof PageModels;

/** A page to show. */
export interface PageAnswer<Name extends PageName = PageName> {
  readonly kind: "page";
  readonly name: Name;
  readonly model: PageModels[Name];
  /** The title of the browser's window; a string is taken as it stands. */
  readonly title: Message | string;
  /** Default 200. */
  readonly status: number;
  /** Where the page's forms come back to, when its own address is not one to come back to. */
  readonly here: string | undefined;
}

/** Another page to go to after something was done (303). */
export interface RedirectAnswer {
  readonly kind: "redirect";
  /** A path of this server. */
  readonly to: string;
  readonly notice: Notice | undefined;
  /** Choices of the reader to keep: cookie and value. */
  readonly choices: Partial<Readonly<Record<CookieName, string>>>;
}

/** A file to keep. */
export interface DownloadAnswer {
  readonly kind: "download";
  readonly fileName: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A file to keep that is written as its pieces come. */
export interface PiecesAnswer {
  readonly kind: "pieces";
  readonly fileName: string;
  readonly type: string;
  /** By it a program asks whether the file is still as it has it, before a piece is made. */
  readonly tag: string;
  readonly pieces: AsyncIterable<string | Uint8Array>;
}

/** A file of JSON lines, written as the values come. */
export interface LinesAnswer {
  readonly kind: "lines";
  readonly fileName: string;
  readonly values: AsyncIterable<unknown>;
}

/** Bytes that never change under their address. */
export interface AssetAnswer {
  readonly kind: "asset";
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A value for programs. */
export interface JsonAnswer {
  readonly kind: "json";
  readonly value: unknown;
}

/** Messages for as long as both sides like. `open` gives what to call at the end; undefined when there are too many. */
export interface StreamAnswer {
  readonly kind: "stream";
  readonly open: (sink: Sink) => (() => void) | undefined;
}

/** What a handler gives back; `respond.ts` writes it. */
export type Answer =
  | { readonly [Name in PageName]: PageAnswer<Name> }[PageName]
  | RedirectAnswer
  | DownloadAnswer
  | LinesAnswer
  | PiecesAnswer
  | AssetAnswer
  | JsonAnswer
  | StreamAnswer;

/** A page to show, with status 200 unless said otherwise. */
export function page<Name extends PageName>(
  name: Name,
  model: PageModels[Name],
  title: Message | string,
  more: { readonly status?: number; readonly here?: string } = {},
): PageAnswer<Name> {
  return { kind: "page", name, model, title, status: more.status ?? 200, here: more.here };
}

/** The way to another page. */
export function redirect(
  to: string,
  notice?: Notice,
  choices: RedirectAnswer["choices"] = {},
): RedirectAnswer {
  return { kind: "redirect", to, notice, choices };
}

/** A notice that something was done, or of what to look at. */
export function notice(
  message: { readonly key: string; readonly params?: Message["params"] },
  more: Partial<Pick<Notice, "tone" | "undo" | "others">> = {},
): Notice {
  return {
    key: message.key,
    params: message.params ?? {},
    tone: more.tone ?? "done",
    undo: more.undo,
    others: more.others,
  };
}
