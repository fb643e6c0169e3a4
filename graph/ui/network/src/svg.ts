// The graph as an SVG file, drawn from the same looks as the canvas. The browser's serializer escapes all text.
import type { Core, EdgeSingular, NodeSingular } from "cytoscape";
import { vector } from "./dom";
import type { EdgeData, NodeData } from "./elements";
import type { Point } from "./job";
import { arrowMark, lineMark, nodeMark } from "./marks";
import { seen, seenEdges, seenNodes } from "./seen";
import { ARROW_SCALE, EDGE_FONT_SIZE, FONT_SIZE, LABEL_GAP, LINE_HEIGHT, type Writing } from "./style";
import type { Theme } from "./theme";
import { edgeLook, endedLook, nodeLook } from "./vocabulary";

const MARGIN = 24;

export function svgOf(cy: Core, theme: Theme, writing: Writing): string {
  const box = seen(cy).boundingBox({});
  const [left, top] = [box.x1 - MARGIN, box.y1 - MARGIN].map(Math.floor) as [number, number];
  const [width, height] = [box.w + 2 * MARGIN, box.h + 2 * MARGIN].map(Math.ceil) as [number, number];
  const root = vector(
    "svg",
    { width, height, viewBox: `${left} ${top} ${width} ${height}`, "font-family": theme.font, "text-anchor": "middle" },
    vector("rect", { x: left, y: top, width, height, fill: theme.background }),
    ...seenEdges(cy).map((edge) => edgeGroup(edge, theme, writing)),
    ...seenNodes(cy).map((node) => nodeGroup(node, theme, writing)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

function nodeGroup(node: NodeSingular, theme: Theme, writing: Writing): SVGElement {
  const data = node.data() as NodeData;
  const { x, y } = node.position();
  const font = FONT_SIZE * writing.scale;
  const rows = data.shown.split("\n").map((row, i) => label(row, { x: 0, y: data.size / 2 + LABEL_GAP + font * (0.9 + i * LINE_HEIGHT) }, 0, font, theme));
  return vector("g", { transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})` }, titled(data.name), nodeMark(nodeLook(data.kind), data.size, theme), ...rows);
}

function edgeGroup(edge: EdgeSingular, theme: Theme, writing: Writing): SVGElement {
  const data = edge.data() as EdgeData;
  const look = data.ended ? endedLook(data.family) : edgeLook(data.family);
  const points = [edge.sourceEndpoint(), ...(edge.controlPoints() ?? []), edge.targetEndpoint()];
  const [from, to] = [points[0]!, points.at(-1)!];
  const head = arrowMark(look, to, degrees(points.at(-2)!, to), ARROW_SCALE, theme);
  const words = label(data.shown, edge.midpoint(), upright(degrees(from, to)), EDGE_FONT_SIZE * writing.scale, theme, "0.35em");
  return vector("g", {}, titled(data.title), lineMark(look, curve(points), theme), head, ...(writing.edges ? [words] : []));
}

/** Bends as Cytoscape bends: from control point to control point, by way of the middles between them. */
function curve(points: readonly Point[]): string {
  const [from, to] = [points[0]!, points.at(-1)!];
  const bends = points.slice(1, -1);
  if (!bends.length) return `M${at(from)}L${at(to)}`;
  return `M${at(from)}` + bends.map((bend, i) => `Q${at(bend)} ${at(bends[i + 1] ? between(bend, bends[i + 1]!) : to)}`).join("");
}

function label(text: string, place: Point, angle: number, size: number, theme: Theme, dy = "0"): SVGElement {
  const made = vector("text", {
    transform: `translate(${at(place)}) rotate(${angle.toFixed(2)})`,
    dy,
    "font-size": size.toFixed(1),
    fill: theme.text,
    stroke: theme.background,
    "stroke-width": 3,
    "stroke-linejoin": "round",
    "paint-order": "stroke",
  });
  made.textContent = text;
  return made;
}

function titled(text: string): SVGElement {
  const made = vector("title");
  made.textContent = text;
  return made;
}

function at({ x, y }: Point): string {
  return `${x.toFixed(2)} ${y.toFixed(2)}`;
}

function between(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function degrees(from: Point, to: Point): number {
  return (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
}

function upright(angle: number): number {
  return angle > 90 ? angle - 180 : angle < -90 ? angle + 180 : angle;
}
