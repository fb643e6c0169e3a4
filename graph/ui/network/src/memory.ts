// What is kept of a graph over reruns, and while its page is away: places, viewport, choice, hidden kinds.
import type { Point } from "./job";

export interface Memory {
  readonly places: Map<string, Point>;
  readonly hidden: Set<string>;
  /** Where the reader has moved the view; null while all is shown. */
  viewport: { readonly zoom: number; readonly pan: Point } | null;
  chosen: string | null;
  /** The number of the page's last choice that was carried out. */
  order: number;
  folded: boolean | null;
}

const memories = new Map<string, Memory>();

export function memoryOf(key: string): Memory {
  const kept = memories.get(key) ?? { places: new Map(), hidden: new Set(), viewport: null, chosen: null, order: 0, folded: null };
  memories.set(key, kept);
  return kept;
}
