// The canvas's style sheet, from the vocabulary and the theme.
import type { StylesheetJson } from "cytoscape";
import { iconImage } from "./icons";
import { cytoscapeShape } from "./shapes";
import type { Theme } from "./theme";
import { edgeLook, endedLook, FAMILIES, LABELS, nodeLook, type EdgeLook, type Pair } from "./vocabulary";

export const FONT_SIZE = 12;
export const LINE_HEIGHT = 1.2;
export const EDGE_FONT_SIZE = 9.5;
export const LABEL_GAP = 5;
export const ARROW_SCALE = 0.95;
const HALO: Pair = ["#f59e0b", "#d97706"];

export function tone(pair: Pair, theme: Theme): string {
  return pair[theme.dark ? 1 : 0];
}

/** How the canvas writes at a zoom: seen from afar larger, up to a point; and whether edges have labels. */
export interface Writing {
  readonly scale: number;
  readonly edges: boolean;
}

export function writingAt(zoom: number): Writing {
  if (zoom >= 0.92) return { scale: 1, edges: true };
  if (zoom >= 0.72) return { scale: 1.18, edges: true };
  if (zoom >= 0.55) return { scale: 1.4, edges: true };
  return { scale: 1.6, edges: false };
}

/** The scale of the text for which a layout leaves room. Above some 90 nodes names appear only on coming closer. */
export function layoutTextScale(nodes: number): number {
  return nodes <= 12 ? 1 : nodes <= 90 ? 1.25 : 1;
}

export function styleSheet(theme: Theme, writing: Writing): StylesheetJson {
  return [
    { selector: "node", style: nodeStyle(theme, writing) },
    { selector: 'node[kind = "unknown"]', style: kindStyle("unknown", theme) },
    ...LABELS.map((label) => ({ selector: `node[kind = "${label}"]`, style: kindStyle(label, theme) })),
    { selector: "edge", style: edgeStyle(theme, writing) },
    ...FAMILIES.map((family) => ({ selector: `edge[family = "${family}"]`, style: lineStyle(edgeLook(family), theme) })),
    ...FAMILIES.map((family) => ({ selector: `edge[family = "${family}"][?ended]`, style: lineStyle(endedLook(family), theme) })),
    ...stateStyles(theme),
  ] as unknown as StylesheetJson;
}

function nodeStyle(theme: Theme, writing: Writing): object {
  return {
    width: "data(size)",
    height: "data(size)",
    label: "data(shown)",
    color: theme.text,
    "font-family": theme.font,
    "font-size": FONT_SIZE * writing.scale,
    "line-height": LINE_HEIGHT,
    "text-wrap": "wrap",
    "text-max-width": "400px",
    "text-valign": "bottom",
    "text-margin-y": LABEL_GAP,
    "text-outline-color": theme.background,
    "text-outline-width": 2.5,
    "min-zoomed-font-size": 7,
    "background-fit": "none",
    "background-clip": "none",
    "background-width": "58%",
    "background-height": "58%",
    "border-width": 1,
    "overlay-opacity": 0,
  };
}

function kindStyle(label: string, theme: Theme): object {
  const look = nodeLook(label);
  return {
    ...cytoscapeShape(look.shape),
    "background-color": tone(look.fill, theme),
    "background-image": iconImage(look.icon, tone(look.ink, theme)),
    "border-color": tone(look.rim, theme),
  };
}

function edgeStyle(theme: Theme, writing: Writing): object {
  return {
    label: "data(shown)",
    color: theme.text,
    "font-family": theme.font,
    "font-size": EDGE_FONT_SIZE * writing.scale,
    "text-opacity": writing.edges ? 1 : 0,
    "text-rotation": "autorotate",
    "text-background-color": theme.background,
    "text-background-opacity": writing.edges ? 0.86 : 0,
    "text-background-padding": "1.5px",
    "text-background-shape": "round-rectangle",
    "curve-style": "bezier",
    "control-point-step-size": 34,
    "loop-direction": "-45deg",
    "loop-sweep": "60deg",
    "arrow-scale": ARROW_SCALE,
    "target-distance-from-node": 2,
    "overlay-opacity": 0,
  };
}

function lineStyle(look: EdgeLook, theme: Theme): object {
  const colour = tone(look.line, theme);
  return {
    width: look.width,
    "line-color": colour,
    "line-style": look.dash.length ? "dashed" : "solid",
    ...(look.dash.length ? { "line-dash-pattern": look.dash } : {}),
    "line-cap": look.dash[0] !== undefined && look.dash[0] < 1 ? "round" : "butt",
    "target-arrow-shape": look.arrow,
    "target-arrow-color": colour,
    "target-arrow-fill": look.hollow ? "hollow" : "filled",
    "target-arrow-width": 1.5,
  };
}

/** What the reader does: hidden, faded, under the pointer, near the chosen one, chosen, found. */
function stateStyles(theme: Theme): object[] {
  const halo = { "underlay-color": tone(HALO, theme), "underlay-opacity": theme.dark ? 0.6 : 0.34, "underlay-padding": 5, "underlay-shape": "ellipse" };
  return [
    { selector: ".hidden", style: { display: "none" } },
    { selector: "node.faded", style: { opacity: 0.16, "text-opacity": 0.5 } },
    { selector: "edge.faded", style: { opacity: 0.16, "text-opacity": 0 } },
    { selector: "node.pointed", style: { "border-width": 3 } },
    { selector: "edge.pointed", style: { "underlay-color": theme.text, "underlay-opacity": 0.12, "underlay-padding": 4 } },
    { selector: "node.near", style: halo },
    { selector: "node.chosen", style: { ...halo, "border-width": 3.5, "border-color": theme.text, "font-weight": 600, "z-index": 10 } },
    { selector: "edge.chosen", style: { ...halo, "underlay-padding": 4, "font-weight": 600, "z-index": 10 } },
    { selector: "node.found", style: { ...halo, "underlay-opacity": 0.75 } },
  ];
}
