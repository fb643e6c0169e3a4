// From what Python sent to what Cytoscape holds. Ids get a prefix, because nodes and edges share one space there.
import type { ElementDefinition } from "cytoscape";
import type { Box } from "./job";
import type { DrawnEdge, DrawnNode, Drawing } from "./protocol";
import { EDGE_FONT_SIZE, FONT_SIZE, LABEL_GAP, LINE_HEIGHT } from "./style";
import { kindName, lines, shown } from "./text";
import { ENDED, LABELS, nodeLook } from "./vocabulary";

export const nodeKey = (id: string) => `n:${id}`;
export const edgeKey = (id: string) => `e:${id}`;
export const idOf = (key: string) => key.slice(2);

export interface NodeData {
  readonly id: string;
  readonly label: string;
  readonly kind: string;
  readonly name: string;
  readonly shown: string;
  readonly size: number;
}

export interface EdgeData {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly family: string;
  readonly ended: boolean;
  readonly category: string;
  readonly title: string;
  readonly shown: string;
}

export function elementsOf(drawing: Drawing): ElementDefinition[] {
  const degree = degrees(drawing.edges);
  const nodes = drawing.nodes.map((node) => ({ group: "nodes" as const, data: nodeData(node, degree.get(node.id) ?? 0) }));
  const edges = drawing.edges.map((edge) => ({ group: "edges" as const, data: edgeData(edge) }));
  return [...nodes, ...edges];
}

function degrees(edges: readonly DrawnEdge[]): Map<string, number> {
  const count = new Map<string, number>();
  for (const { from, to } of edges) for (const end of [from, to]) count.set(end, (count.get(end) ?? 0) + 1);
  return count;
}

function nodeData(node: DrawnNode, degree: number): NodeData {
  const kind = LABELS.includes(node.label) ? node.label : "unknown";
  const size = Math.round((34 + Math.min(20, 5 * Math.log2(1 + degree))) * nodeLook(kind).size);
  return { id: nodeKey(node.id), label: node.label, kind, name: shown(node.name, 200), shown: lines(node.name).join("\n"), size };
}

function edgeData(edge: DrawnEdge): EdgeData {
  const title = shown(edge.title, 120);
  return {
    id: edgeKey(edge.id),
    source: nodeKey(edge.from),
    target: nodeKey(edge.to),
    family: edge.family,
    ended: edge.ended,
    category: edge.ended ? ENDED : edge.family,
    title: edge.ended ? `${title} (ended)` : title,
    shown: shown(edge.title, 24) + (edge.ended ? " · ended" : ""),
  };
}

/** The room that a node takes with its label below it. */
export function boxOf(data: NodeData, textScale: number): Box {
  const rows = data.shown.split("\n");
  const font = FONT_SIZE * textScale;
  const text = LABEL_GAP + rows.length * font * LINE_HEIGHT;
  const width = Math.max(data.size, ...rows.map((row) => row.length * font * 0.52));
  return { width: width + 18, height: data.size + text + 12, below: text / 2 };
}

/** The length that parallel edges need for their labels, and to bend apart. */
export function roomOf(bundle: readonly EdgeData[]): number {
  const longest = Math.max(...bundle.map((edge) => edge.shown.length));
  return Math.min(170, 76 + longest * EDGE_FONT_SIZE * 0.48) + 9 * (bundle.length - 1);
}

export function describeNode(data: NodeData): string {
  return `${data.name} · ${kindName(data.label)}`;
}

export function describeEdge(data: EdgeData, from: string, to: string): string {
  return `${from} → ${to}: ${data.title}`;
}
