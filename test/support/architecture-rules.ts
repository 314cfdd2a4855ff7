/** What a part of src may import. A name of a package covers its subpaths; `node:` covers every builtin. */
export interface LayerRule {
  readonly layers: readonly string[];
  readonly packages: readonly string[];
}

/** An import that only one place may have, narrower than its layer's rule. */
export interface PlaceRule {
  readonly package: string;
  /** A file, or a folder with a slash at its end. */
  readonly only: string;
}

/** An import that the table forbids and one place may have all the same. */
export interface Exception {
  /** A file, or a folder with a slash at its end. */
  readonly from: string;
  /** A package, or a folder of src with a slash at its end. */
  readonly to: string;
  readonly typeOnly: boolean;
}

/** The whole table: which part may know which. */
export interface Rules {
  readonly layers: Readonly<Record<string, LayerRule>>;
  readonly places: readonly PlaceRule[];
  readonly exceptions: readonly Exception[];
  /** Parts that must give the same result on every machine: no clock, chance, process, network or language of the machine. */
  readonly deterministic: readonly string[];
  readonly forbiddenNames: readonly string[];
  readonly maxLines: number;
  /** File -> why it may be longer: one algorithm or one table that is worse in pieces. */
  readonly longFiles: Readonly<Record<string, string>>;
}

/** The project's own table: `core <- formats <- app <- {storage, jobs, http -> i18n} <- cli`. */
export const RULES: Rules = {
  layers: {
    core: { layers: ["core"], packages: ["diff", "pinyin-pro", "opencc-js", "re2js"] },
    formats: { layers: ["core", "formats"], packages: ["csv-stringify", "fflate", "saxes"] },
    app: { layers: ["core", "formats", "app"], packages: ["node:crypto"] },
    storage: { layers: ["core", "app", "storage"], packages: ["kysely", "pg", "node:"] },
    jobs: { layers: ["core", "app", "jobs"], packages: ["node:", "pg-boss", "piscina"] },
    i18n: { layers: ["core", "formats", "app", "i18n"], packages: ["i18next", "node:"] },
    http: {
      layers: ["core", "formats", "app", "http", "i18n"],
      packages: ["express", "ejs", "multer", "cookie", "node:"],
    },
    browser: { layers: ["browser"], packages: [] },
    cli: {
      layers: ["core", "formats", "app", "storage", "jobs", "i18n", "http", "browser", "cli"],
      packages: ["uuid", "node:"],
    },
  },
  places: [
    { package: "diff", only: "src/core/merge/diff.ts" },
    { package: "pinyin-pro", only: "src/core/discovery/" },
    { package: "pg", only: "src/storage/postgres/" },
    { package: "opencc-js", only: "src/core/text/" },
    { package: "re2js", only: "src/core/find/pattern.ts" },
    { package: "saxes", only: "src/formats/xml/read.ts" },
    { package: "fflate", only: "src/formats/zip/" },
    { package: "piscina", only: "src/jobs/pool.ts" },
    { package: "pg-boss", only: "src/jobs/pg-boss-queue.ts" },
  ],
  exceptions: [
    { from: "src/browser/build.ts", to: "esbuild", typeOnly: false },
    { from: "src/browser/build.ts", to: "node:", typeOnly: false },
    { from: "src/browser/", to: "src/core/text/", typeOnly: true },
  ],
  deterministic: ["core", "formats"],
  forbiddenNames: ["util", "utils", "helper", "helpers", "common", "misc", "shared"],
  maxLines: 400,
  longFiles: { "src/core/glossary/common-words.ts": "one list of words" },
};
