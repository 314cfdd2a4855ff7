const BASE = "http://localhost";

/**
 * The address as a path of this server with its query and place, or undefined when it leads elsewhere or is none.
 * The choice of a language is left out: it was made when the page was shown.
 */
export function localPath(address: string | undefined): string | undefined {
  // A second slash or a backslash would make it another host's.
  if (address === undefined || !/^\/(?![/\\])/.test(address) || !URL.canParse(address, BASE))
    return undefined;
  const url = new URL(address, BASE);
  if (url.origin !== BASE || url.pathname.startsWith("//")) return undefined;
  url.searchParams.delete("lang");
  return url.pathname + url.search + url.hash;
}

/** The page of this server that a request says it was made from; undefined where it says nothing, or names another host. */
export function pathFrom(referer: string | undefined, host: string | undefined): string | undefined {
  if (referer === undefined || !URL.canParse(referer)) return undefined;
  const url = new URL(referer);
  return url.host === host ? localPath(url.pathname + url.search) : undefined;
}

/** The query of a request's address; what is malformed in it stands for itself. */
export function queryOf(address: string): URLSearchParams {
  const at = address.indexOf("?");
  return new URLSearchParams(at < 0 ? "" : address.slice(at + 1));
}

/** The path of an article's workbench, at a segment when one is named. */
export function articlePath(articleId: string, segmentId?: string): string {
  const path = `/articles/${encodeURIComponent(articleId)}`;
  return segmentId === undefined ? path : `${path}?at=${segmentId}#segment-${segmentId}`;
}

/** The path of an article's beads, with one whose Chinese is edited, at one when it is named; numbers count from 1. */
export function beadsPath(articleId: string, editing?: number, at = editing): string {
  const query = editing === undefined ? "" : `?edit=${editing}`;
  return `${articlePath(articleId)}/beads${query}${at === undefined ? "" : `#bead-${at}`}`;
}

/** The path of a concept's page. */
export function conceptPath(conceptId: string): string {
  return `/concepts/${encodeURIComponent(conceptId)}`;
}

/** The path of a segment's history. */
export function historyPath(segmentId: string): string {
  return `/segments/${encodeURIComponent(segmentId)}/history`;
}

/**
 * `back` with other values in its query, when it is a page of `path`; else `path` with those values. An undefined
 * value takes the parameter away.
 */
export function withQuery(
  path: string,
  back: string | undefined,
  values: Readonly<Record<string, string | undefined>>,
  place = "",
): string {
  const start = new URL(path, BASE);
  const url = new URL(back ?? path, BASE);
  const kept = url.pathname === start.pathname ? url.searchParams : start.searchParams;
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) kept.delete(name);
    else kept.set(name, value);
  }
  const query = kept.toString();
  return start.pathname + (query === "" ? "" : `?${query}`) + (place === "" ? "" : `#${place}`);
}

/** Where a run is shown. */
export function runPath(id: string): string {
  return `/runs/${encodeURIComponent(id)}`;
}
