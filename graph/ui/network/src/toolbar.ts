// The bar above the graph: find, fit, closer, farther, PNG, SVG.
import { element, vector } from "./dom";
import { iconPath, PEN } from "./icons";

export interface Actions {
  find(words: string): number;
  next(): void;
  fit(): void;
  zoom(factor: number): void;
  png(): void;
  svg(): void;
}

export interface Toolbar {
  readonly root: HTMLElement;
  readonly input: HTMLInputElement;
}

export function toolbar(actions: Actions): Toolbar {
  const input = element("input", { type: "search", placeholder: "Find a node", "aria-label": "Find a node in the graph", autocomplete: "off", spellcheck: "false" });
  const count = element("span", { class: "count", role: "status" });
  input.addEventListener("input", () => (count.textContent = found(input.value, actions.find(input.value))));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") actions.next();
    if (event.key === "Escape") clear(input);
  });
  const root = element(
    "div",
    { class: "toolbar", role: "toolbar", "aria-label": "Graph" },
    element("span", { class: "find" }, input, count),
    button("Show all", "fit", () => actions.fit()),
    button("Closer", "closer", () => actions.zoom(1.3)),
    button("Farther", "farther", () => actions.zoom(1 / 1.3)),
    element("span", { class: "divider" }),
    button("Save as PNG", "picture", () => actions.png(), "PNG"),
    button("Save as SVG", "download", () => actions.svg(), "SVG"),
  );
  return { root, input };
}

function clear(input: HTMLInputElement): void {
  input.value = "";
  input.dispatchEvent(new Event("input"));
}

function found(words: string, hits: number): string {
  return words.trim() ? (hits ? String(hits) : "none") : "";
}

function button(name: string, iconName: string, press: () => void, text = ""): HTMLButtonElement {
  const made = element("button", { type: "button", title: name, "aria-label": name }, glyph(iconName), text);
  made.addEventListener("click", press);
  return made;
}

export function glyph(name: string): SVGElement {
  const line = vector("path", { d: iconPath(name), fill: "none", stroke: "currentColor", "stroke-width": PEN, "stroke-linecap": "round", "stroke-linejoin": "round" });
  return vector("svg", { viewBox: "0 0 24 24", width: 18, height: 18, "aria-hidden": true }, line);
}
