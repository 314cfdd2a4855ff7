import type { Language } from "./languages.ts";

/** How a language writes dates and numbers. Times are milliseconds UTC, shown in the machine's time zone. */
export interface Formatters {
  readonly date: (ms: number) => string;
  readonly dateTime: (ms: number) => string;
  readonly number: (value: number) => string;
  /** A share from 0 to 1 as whole percent, rounded down so that only all is 100 %. */
  readonly percent: (share: number) => string;
}

const made = new Map<Language, Formatters>();

/** The formatters of a language, made once. */
export function formattersFor(language: Language): Formatters {
  const found = made.get(language);
  if (found) return found;
  const date = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, {
    style: "percent",
    maximumFractionDigits: 0,
    roundingMode: "floor",
  });
  const formatters: Formatters = {
    date: (ms) => date.format(ms),
    dateTime: (ms) => dateTime.format(ms),
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
  };
  made.set(language, formatters);
  return formatters;
}
