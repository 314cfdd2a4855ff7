import { initial } from "./0001-initial.ts";
import { articleDate } from "./0002-article-date.ts";
import { sourceRevisions } from "./0003-source-revisions.ts";
import { judgements } from "./0004-judgements.ts";
import { decisionsByForm } from "./0005-decisions-by-form.ts";
import { together } from "./0006-together.ts";
import { sentenceKeyColumns } from "./0007-sentence-keys.ts";
import { runs } from "./0008-runs.ts";
import { uploads } from "./0009-uploads.ts";
import { words } from "./0010-words.ts";
import { conceptSearch } from "./0011-concept-search.ts";
import { decisionsByConcept } from "./0012-decisions-by-concept.ts";
import { visits } from "./0013-visits.ts";
import { uploadChoices } from "./0014-upload-choices.ts";
import { noRejection } from "./0015-no-rejection.ts";
import { fewerIndexes } from "./0016-fewer-indexes.ts";
import { deaths } from "./0017-deaths.ts";
import { currentRevisions } from "./0018-current-revisions.ts";
import { sentencesByWords } from "./0019-sentences-by-words.ts";
import { eventsAlone } from "./0020-events-alone.ts";
import { stagedConcepts } from "./0021-staged-concepts.ts";
import { leanKeys } from "./0022-lean-keys.ts";
import type { Migration } from "./migration.ts";

/** All migrations, in order. */
export const MIGRATIONS: readonly Migration[] = [
  initial,
  articleDate,
  sourceRevisions,
  judgements,
  decisionsByForm,
  together,
  sentenceKeyColumns,
  runs,
  uploads,
  words,
  conceptSearch,
  decisionsByConcept,
  visits,
  uploadChoices,
  noRejection,
  fewerIndexes,
  deaths,
  currentRevisions,
  sentencesByWords,
  eventsAlone,
  stagedConcepts,
  leanKeys,
];
