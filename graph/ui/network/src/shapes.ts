// The outlines of the nodes, one definition for the canvas, the legend and the SVG file.
import type { ShapeName } from "./vocabulary";

/** Corners between -1 and 1, x and y in turn. */
const CORNERS: Partial<Record<ShapeName, readonly number[]>> = {
  hexagon: [-0.5, -0.87, 0.5, -0.87, 1, 0, 0.5, 0.87, -0.5, 0.87, -1, 0],
  diamond: [0, -1, 1, 0, 0, 1, -1, 0],
  octagon: [-0.41, -1, 0.41, -1, 1, -0.41, 1, 0.41, 0.41, 1, -0.41, 1, -1, 0.41, -1, -0.41],
  shield: [-0.9, -0.92, 0.9, -0.92, 0.9, 0.4, 0, 1, -0.9, 0.4],
  house: [0, -1, 1, -0.2, 0.72, 0.9, -0.72, 0.9, -1, -0.2],
  page: [-0.8, -1, 0.35, -1, 0.8, -0.55, 0.8, 1, -0.8, 1],
  bubble: [-1, -0.85, 1, -0.85, 1, 0.55, -0.1, 0.55, -0.5, 1, -0.5, 0.55, -1, 0.55],
};

/** How Cytoscape is told to draw the shape. */
export function cytoscapeShape(shape: ShapeName): Record<string, string> {
  const corners = CORNERS[shape];
  if (corners) return { shape: "polygon", "shape-polygon-points": corners.join(" ") };
  return { shape: shape === "circle" ? "ellipse" : "round-rectangle" };
}

/** The shape as an SVG path around 0,0. */
export function outline(shape: ShapeName, size: number): string {
  const half = size / 2;
  const corners = CORNERS[shape];
  if (corners) return `M${pairs(corners.map((c) => round(c * half)))}z`;
  if (shape === "circle") return `M${-half} 0a${half} ${half} 0 1 0 ${size} 0a${half} ${half} 0 1 0 ${-size} 0z`;
  return roundedSquare(half, size * 0.2);
}

function roundedSquare(half: number, radius: number): string {
  const edge = round(2 * (half - radius));
  const arc = (dx: number, dy: number) => `a${radius} ${radius} 0 0 1 ${dx} ${dy}`;
  return (
    `M${round(radius - half)} ${-half}h${edge}${arc(radius, radius)}v${edge}${arc(-radius, radius)}` +
    `h${-edge}${arc(-radius, -radius)}v${-edge}${arc(radius, -radius)}z`
  );
}

function pairs(numbers: readonly number[]): string {
  return numbers.map((n, i) => `${i % 2 ? "," : i ? " L" : ""}${n}`).join("");
}

function round(n: number): number {
  return Math.round(n * 100) / 100;
}
