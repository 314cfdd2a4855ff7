/** One page of a list: numbers count from 1, `from` and `to` are the half-open places of its items. */
export interface Paging {
  readonly page: number;
  readonly pages: number;
  readonly from: number;
  readonly to: number;
  readonly total: number;
}

/** The page that holds the item at `at` (0-based); a place outside the list is moved to its nearest end. */
export function pageHolding(total: number, size: number, at: number): Paging {
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(pages, Math.floor(Math.max(0, at) / size) + 1);
  const from = (page - 1) * size;
  return { page, pages, from, to: Math.min(total, from + size), total };
}

/** The number of a page as an address gives it; 1 when it gives none or no number. */
export function readPageNumber(text: string | null): number {
  return text !== null && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}
