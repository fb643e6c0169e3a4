// The legend: what is drawn, how many of each, and a switch to hide each kind.
import { element, vector } from "./dom";
import { arrowMark, lineMark, nodeMark } from "./marks";
import type { Drawing } from "./protocol";
import { kindName, shown } from "./text";
import type { Theme } from "./theme";
import { glyph } from "./toolbar";
import { categoryName, edgeLook, ENDED, endedLook, FAMILIES, LABELS, nodeLook, type EdgeLook, type NodeLook } from "./vocabulary";

export interface LegendState {
  readonly hidden: ReadonlySet<string>;
  readonly folded: boolean;
}

export interface LegendActions {
  toggle(category: string): void;
  fold(folded: boolean): void;
}

export const labelCategory = (label: string) => `label ${label}`;
export const edgeCategory = (category: string) => `edge ${category}`;

/** Brings `root` up to date. Its rows are made anew only when what they say has changed, so that no click or focus is lost. */
export function fillLegend(root: HTMLElement, drawing: Drawing, state: LegendState, actions: LegendActions, theme: Theme): void {
  const rows = state.folded ? [] : [...nodeRows(drawing, theme), ...edgeRows(drawing, theme)];
  const said = JSON.stringify([state.folded, theme, rows.map((row) => [row.heading, row.category, row.name, row.count])]);
  if (root.dataset.said !== said) root.replaceChildren(head(state.folded, actions), ...rows.map((row) => rowElement(row, actions)));
  root.dataset.said = said;
  root.hidden = !drawing.nodes.length;
  root.classList.toggle("folded", state.folded);
  for (const row of root.querySelectorAll<HTMLElement>(".row")) press(row, !state.hidden.has(row.dataset.category ?? ""));
}

function press(row: HTMLElement, on: boolean): void {
  row.setAttribute("aria-pressed", String(on));
  row.title = `${on ? "Hide" : "Show"}: ${row.querySelector(".name")?.textContent ?? ""}`;
}

interface Row {
  readonly heading?: string;
  readonly category?: string;
  readonly name?: string;
  readonly count?: number;
  readonly sample?: SVGElement;
}

function nodeRows(drawing: Drawing, theme: Theme): Row[] {
  const counts = tally(drawing.nodes.map((node) => node.label));
  const labels = [...LABELS.filter((l) => counts.has(l)), ...[...counts.keys()].filter((l) => !LABELS.includes(l)).sort()];
  const rows = labels.map((label) => ({
    category: labelCategory(label),
    name: shown(drawing.plurals[label] ?? kindName(label), 24),
    count: counts.get(label) ?? 0,
    sample: nodeSample(nodeLook(label), theme),
  }));
  return [{ heading: "Nodes" }, ...rows];
}

function edgeRows(drawing: Drawing, theme: Theme): Row[] {
  const counts = tally(drawing.edges.map((edge) => (edge.ended ? ENDED : edge.family)));
  const rows = [...FAMILIES, ENDED]
    .filter((category) => counts.has(category))
    .map((category) => ({
      category: edgeCategory(category),
      name: categoryName(category),
      count: counts.get(category) ?? 0,
      sample: lineSample(category === ENDED ? endedLook("sale") : edgeLook(category), theme),
    }));
  return rows.length ? [{ heading: "Links" }, ...rows] : [];
}

function tally(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function head(folded: boolean, actions: LegendActions): HTMLElement {
  const name = folded ? "Show the legend" : "Fold the legend";
  const made = element("button", { type: "button", class: "fold", title: name, "aria-label": name, "aria-expanded": !folded }, glyph("fold"));
  if (folded) made.append("Legend");
  made.addEventListener("click", () => actions.fold(!folded));
  return made;
}

function rowElement(row: Row, actions: LegendActions): HTMLElement {
  const { category, name = "", count = 0, sample } = row;
  if (category === undefined) return element("h4", {}, row.heading ?? "");
  const made = element(
    "button",
    { type: "button", class: "row", "data-category": category },
    ...(sample ? [sample] : []),
    element("span", { class: "name" }, name),
    element("span", { class: "number" }, count.toLocaleString("en")),
  );
  made.addEventListener("click", () => actions.toggle(category));
  return made;
}

function nodeSample(look: NodeLook, theme: Theme): SVGElement {
  return vector("svg", { viewBox: "-14 -9 28 18", width: 28, height: 18, "aria-hidden": true }, nodeMark(look, 15 * Math.min(look.size, 1.15), theme));
}

function lineSample(look: EdgeLook, theme: Theme): SVGElement {
  const shaft = look.hollow ? "M0 9H20" : "M0 9H23";
  return vector("svg", { viewBox: "0 0 28 18", width: 28, height: 18, "aria-hidden": true }, lineMark(look, shaft, theme), arrowMark(look, { x: look.arrow === "circle" ? 23 : 27, y: 9 }, 0, 0.85, theme));
}
