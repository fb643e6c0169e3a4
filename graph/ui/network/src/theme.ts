// Streamlit's theme as it is now, in colours that a canvas understands.

export interface Theme {
  readonly dark: boolean;
  readonly text: string;
  readonly background: string;
  readonly font: string;
}

/** Reads the custom properties that Streamlit sets around a component. */
export function themeOf(host: Element): Theme {
  const style = getComputedStyle(host);
  const read = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
  const background = rgb(read("--st-background-color", "#ffffff"));
  const dark = luminance(background) < 0.4;
  return {
    dark,
    background: css(background),
    text: css(rgb(read("--st-text-color", dark ? "#fafafa" : "#31333f"))),
    font: read("--st-font", "sans-serif").replace(/['"]/g, ""),
  };
}

export function sameTheme(a: Theme, b: Theme): boolean {
  return a.text === b.text && a.background === b.background && a.font === b.font;
}

type Rgb = readonly [number, number, number];

/** Any CSS colour, as the browser itself paints it. */
function rgb(colour: string): Rgb {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext("2d");
  if (!pen) return [255, 255, 255];
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [r = 255, g = 255, b = 255] = pen.getImageData(0, 0, 1, 1).data;
  return [r, g, b];
}

function luminance([r, g, b]: Rgb): number {
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
}

function css(colour: Rgb): string {
  return `rgb(${colour.join(", ")})`;
}
