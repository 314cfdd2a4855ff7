import type { Language } from "./languages.ts";

/** How a language writes dates and numbers. Times are milliseconds UTC, shown in the machine's time zone. */
export interface Formatters {
  readonly date: (ms: number) => string;
  readonly dateTime: (ms: number) => string;
  readonly number: (value: number) => string;
  /** The month of UTC in which a time is. */
  readonly month: (ms: number) => string;
  /** A share from 0 to 1 as whole percent, rounded down so that only all is 100 %. */
  readonly percent: (share: number) => string;
  /** A length of time in milliseconds, to the second. */
  readonly duration: (ms: number) => string;
}

const made = new Map<Language, Formatters>();

/** The formatters of a language, made once. */
export function formattersFor(language: Language): Formatters {
  const found = made.get(language);
  if (found) return found;
  const date = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const month = new Intl.DateTimeFormat(language, { year: "numeric", month: "short", timeZone: "UTC" });
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, {
    style: "percent",
    maximumFractionDigits: 0,
    roundingMode: "floor",
  });
  const duration = new Intl.DurationFormat(language, { style: "narrow", secondsDisplay: "auto" });
  const formatters: Formatters = {
    date: (ms) => date.format(ms),
    dateTime: (ms) => dateTime.format(ms),
    number: (value) => number.format(value),
    month: (ms) => month.format(ms),
    percent: (share) => percent.format(share),
    duration: (ms) => duration.format(partsOf(ms)),
  };
  made.set(language, formatters);
  return formatters;
}

/** Hours, minutes and seconds; of half an hour and more no seconds. */
function partsOf(ms: number): { hours: number; minutes: number; seconds: number } {
  const whole = Math.max(1, Math.round(ms / 1000));
  const rounded = whole >= 1800 ? Math.round(whole / 60) * 60 : whole;
  return {
    hours: Math.floor(rounded / 3600),
    minutes: Math.floor((rounded % 3600) / 60),
    seconds: rounded % 60,
  };
}
