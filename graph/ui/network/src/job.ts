// A layout job: what is to be placed, and the points that it is placed at.

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Width and height that a node needs with its label, and how far below the node the middle of that box lies. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly below: number;
}

export interface Job {
  readonly boxes: readonly Box[];
  /** Parallel links are one here, with room for their labels and for their number. */
  readonly links: readonly (readonly [from: number, to: number, room: number])[];
  /** The place of each node that must stay, null for those to be placed. */
  readonly fixed: readonly (Point | null)[];
  /** Width through height of the canvas. */
  readonly aspect: number;
}

/** The angle that never repeats. */
export const GOLDEN = 2.399963;

/** A place that is still being worked on. */
export type Spot = { x: number; y: number };

export function mean(points: readonly Point[]): Spot {
  const n = points.length || 1;
  return { x: points.reduce((s, p) => s + p.x, 0) / n, y: points.reduce((s, p) => s + p.y, 0) / n };
}

/** A point at `radius` from `middle`, each `i` in another direction. */
export function turn(middle: Point, radius: number, i: number): Spot {
  return { x: middle.x + radius * Math.cos(i * GOLDEN), y: middle.y + radius * Math.sin(i * GOLDEN) };
}
