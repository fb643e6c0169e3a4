// What part of the graph is seen. The bar and the legend cover some of the canvas; a fit leaves that free.
import type { Core } from "cytoscape";
import { seen, seenNodes } from "./seen";

const CLOSEST_FIT = 1.15;
const BESIDE = 46;
const ABOVE = 16;
const BELOW = 42;

export interface Covered {
  readonly top: number;
  readonly left: number;
}

/** Shows everything. Names count as a margin and not by their size, which follows the zoom; so a second fit changes nothing. */
export function fit(cy: Core, covered: Covered): void {
  const all = seen(cy);
  if (all.empty()) return;
  const box = all.boundingBox({ includeLabels: false });
  const left = covered.left + BESIDE;
  const top = covered.top + ABOVE;
  const [width, height] = [Math.max(1, cy.width() - left - BESIDE), Math.max(1, cy.height() - top - BELOW)];
  const zoom = Math.max(cy.minZoom(), Math.min(width / box.w, height / box.h, CLOSEST_FIT));
  cy.viewport({ zoom, pan: { x: left + (width - zoom * (box.x1 + box.x2)) / 2, y: top + (height - zoom * (box.y1 + box.y2)) / 2 } });
}

export function zoomBy(cy: Core, factor: number): void {
  cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
}

/** Whether at least half of the nodes are on the canvas. */
export function mostlySeen(cy: Core): boolean {
  const { x1, x2, y1, y2 } = cy.extent();
  const nodes = seenNodes(cy);
  const seen = nodes.filter((node) => {
    const { x, y } = node.position();
    return x >= x1 && x <= x2 && y >= y1 && y <= y2;
  });
  return seen.length * 2 >= nodes.length;
}

/** Moves no more than is needed to have the node on the canvas. */
export function bringIntoView(cy: Core, node: { renderedPosition(): { x: number; y: number } }, covered: Covered): void {
  const { x, y } = node.renderedPosition();
  const margin = 60;
  const dx = Math.max(covered.left + margin - x, 0) || Math.min(cy.width() - margin - x, 0);
  const dy = Math.max(covered.top + margin - y, 0) || Math.min(cy.height() - margin - y, 0);
  if (dx || dy) cy.panBy({ x: dx, y: dy });
}
