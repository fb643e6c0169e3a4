// The component's own elements around the canvas: style, bar, legend, notes, and what is read aloud.
import css from "./network.css";
import { element } from "./dom";
import { toolbar, type Actions } from "./toolbar";

export interface Frame {
  readonly root: HTMLElement;
  readonly canvas: HTMLElement;
  readonly bar: HTMLElement;
  readonly input: HTMLInputElement;
  readonly legend: HTMLElement;
  readonly note: HTMLElement;
  readonly middle: HTMLElement;
  readonly tip: HTMLElement;
  readonly spoken: HTMLElement;
}

export function frame(parent: HTMLElement | ShadowRoot, actions: Actions): Frame {
  const style = element("style");
  style.textContent = css;
  const canvas = element("div", { class: "canvas", role: "application", tabindex: 0 });
  const { root: bar, input } = toolbar(actions);
  const legend = element("div", { class: "legend", role: "group", "aria-label": "Legend: shows and hides kinds" });
  const note = element("div", { class: "note", role: "note" });
  const middle = element("div", { class: "middle" });
  const tip = element("div", { class: "tip", "aria-hidden": true });
  const spoken = element("div", { class: "unseen", "aria-live": "polite" });
  const root = element("div", { class: "network" }, style, bar, canvas, legend, note, middle, tip, spoken);
  parent.append(root);
  return { root, canvas, bar, input, legend, note, middle, tip, spoken };
}

/** The tip near a place of the canvas, inside the frame. */
export function showTip(frame: Frame, text: string, x: number, y: number): void {
  frame.tip.textContent = text;
  const { offsetWidth, offsetHeight } = frame.tip;
  frame.tip.style.left = `${Math.max(4, Math.min(x + 14, frame.root.clientWidth - offsetWidth - 4))}px`;
  frame.tip.style.top = `${Math.max(4, Math.min(y + 16, frame.root.clientHeight - offsetHeight - 4))}px`;
}

export function hideTip(frame: Frame): void {
  frame.tip.textContent = "";
}

/** The keyboard goes to the canvas after a click; the ring is for those who came by keyboard. */
export function focusQuietly(canvas: HTMLElement): void {
  if (canvas.matches(":focus")) return;
  canvas.classList.add("quiet");
  canvas.addEventListener("blur", () => canvas.classList.remove("quiet"), { once: true });
  canvas.focus({ preventScroll: true });
}
