// Nodes, lines and arrow heads as SVG, for the legend and for the SVG file.
import { vector } from "./dom";
import { iconPath, PEN } from "./icons";
import type { Point } from "./job";
import { outline } from "./shapes";
import { tone } from "./style";
import type { Theme } from "./theme";
import type { ArrowName, EdgeLook, NodeLook } from "./vocabulary";

/** A node around 0,0: its outline, filled, with its icon. */
export function nodeMark(look: NodeLook, size: number, theme: Theme): SVGElement {
  const body = vector("path", { d: outline(look.shape, size), fill: tone(look.fill, theme), stroke: tone(look.rim, theme), "stroke-width": Math.min(1, size / 16) });
  const scale = (size * 0.58) / 24;
  const icon = vector("path", {
    d: iconPath(look.icon),
    transform: `scale(${scale.toFixed(3)}) translate(-12 -12)`,
    fill: "none",
    stroke: tone(look.ink, theme),
    "stroke-width": PEN,
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  });
  return vector("g", {}, body, icon);
}

export function lineMark(look: EdgeLook, path: string, theme: Theme): SVGElement {
  return vector("path", {
    d: path,
    fill: "none",
    stroke: tone(look.line, theme),
    "stroke-width": look.width,
    "stroke-dasharray": look.dash.length ? look.dash.join(" ") : null,
    "stroke-linecap": look.dash[0] !== undefined && look.dash[0] < 1 ? "round" : "butt",
  });
}

/** An arrow head whose tip lies at `tip` and which points along `angle`, in degrees from the x axis. */
export function arrowMark(look: EdgeLook, tip: Point, angle: number, scale: number, theme: Theme): SVGElement {
  const size = Math.max((look.width * 13.37) ** 0.9, 29) * scale;
  const colour = tone(look.line, theme);
  return vector("path", {
    d: HEADS[look.arrow](size),
    transform: `translate(${tip.x.toFixed(2)} ${tip.y.toFixed(2)}) rotate(${angle.toFixed(2)})`,
    fill: look.hollow ? theme.background : colour,
    stroke: colour,
    "stroke-width": look.hollow ? 1.5 : 0.5,
  });
}

const n = (x: number) => x.toFixed(2);

/** The heads point to the right, their tip at 0,0; `size` is as Cytoscape counts it. */
const HEADS: Record<ArrowName, (size: number) => string> = {
  triangle: (s) => `M${n(-0.3 * s)} ${n(-0.15 * s)}L0 0L${n(-0.3 * s)} ${n(0.15 * s)}z`,
  vee: (s) => `M${n(-0.3 * s)} ${n(-0.15 * s)}L0 0L${n(-0.3 * s)} ${n(0.15 * s)}L${n(-0.15 * s)} 0z`,
  diamond: (s) => `M${n(-0.15 * s)} ${n(-0.15 * s)}L0 0L${n(-0.15 * s)} ${n(0.15 * s)}L${n(-0.3 * s)} 0z`,
  circle: (s) => `M${n(-0.15 * s)} 0a${n(0.15 * s)} ${n(0.15 * s)} 0 1 0 ${n(0.3 * s)} 0a${n(0.15 * s)} ${n(0.15 * s)} 0 1 0 ${n(-0.3 * s)} 0z`,
  tee: (s) => `M${n(-0.1 * s)} ${n(-0.15 * s)}H0V${n(0.15 * s)}H${n(-0.1 * s)}z`,
};
