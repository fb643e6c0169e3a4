// Downloads: the graph as PNG and as SVG, without the marks of what happens to be chosen.
import type { Core } from "cytoscape";
import { element } from "./dom";
import { seen } from "./seen";
import { svgOf } from "./svg";
import type { Writing } from "./style";
import type { Theme } from "./theme";

const STATES = ["faded", "near", "chosen", "found", "pointed"];
const LARGEST = 8000;
const MARGIN = 24;

export async function savePng(cy: Core, theme: Theme): Promise<void> {
  const box = seen(cy).boundingBox({});
  const scale = Math.min(2, LARGEST / Math.max(box.w, box.h, 1));
  const picture = plain(cy, () => cy.png({ full: true, scale, output: "blob" }));
  save(await framed(picture, MARGIN * scale, theme.background), "despite-graph.png");
}

/** The picture on a background, with a margin. */
async function framed(picture: Blob, margin: number, background: string): Promise<Blob> {
  const image = await createImageBitmap(picture);
  const canvas = new OffscreenCanvas(image.width + 2 * margin, image.height + 2 * margin);
  const pen = canvas.getContext("2d")!;
  pen.fillStyle = background;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, margin, margin);
  return canvas.convertToBlob({ type: "image/png" });
}

export function saveSvg(cy: Core, theme: Theme, writing: Writing): void {
  save(new Blob([svgOf(cy, theme, writing)], { type: "image/svg+xml" }), "despite-graph.svg");
}

function plain<T>(cy: Core, draw: () => T): T {
  const marked = cy.elements(STATES.map((s) => `.${s}`).join(", ")).map((one) => [one, one.classes()] as const);
  for (const [one] of marked) one.removeClass(STATES.join(" "));
  try {
    return draw();
  } finally {
    for (const [one, classes] of marked) one.classes(classes);
  }
}

function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
